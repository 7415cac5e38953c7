//! `genesis.toml`: read, checked field by field, and turned into the programs' parameters.
mod check;
mod params;
mod sections;
#[cfg(test)]
mod tests;

use serde::Deserialize;

use crate::network::is_file;
pub use sections::{
    Allocations, Authorities, Class, Emission, Escrow, Iosd, Operator, Oracle, Staking,
};

/// Why `genesis.toml` cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GenesisError {
    /// The file cannot be read.
    #[error("the genesis file {path} cannot be read ({source}): give its path with --genesis")]
    Read {
        /// Its path.
        path: String,
        /// The system's words.
        source: std::io::Error,
    },
    /// Not TOML, or a field is missing, unknown or of another type.
    #[error("the genesis file is not valid: {0}")]
    Parse(#[from] toml::de::Error),
    /// A field's value cannot work.
    #[error("{field} of the genesis file cannot be used: {reason}")]
    Field {
        /// Its name, such as `staking.min_earning_stake_io`.
        field: String,
        /// What is wrong and what to do.
        reason: String,
    },
}

pub(crate) fn field(name: impl Into<String>, reason: impl ToString) -> GenesisError {
    GenesisError::Field {
        field: name.into(),
        reason: reason.to_string(),
    }
}

/// The whole file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Genesis {
    /// Who may change what.
    pub authorities: Authorities,
    /// The emission schedule.
    pub emission: Emission,
    /// Who gets the liquid allocations.
    pub allocations: Allocations,
    /// Staking.
    pub staking: Staking,
    /// Operators, epochs and prices.
    pub oracle: Oracle,
    /// IOSD.
    pub iosd: Iosd,
    /// Jobs.
    pub escrow: Escrow,
    /// GPU classes; a class's number is its place.
    #[serde(rename = "class")]
    pub classes: Vec<Class>,
    /// Operators listed from the start.
    #[serde(rename = "operator", default)]
    pub operators: Vec<Operator>,
}

impl Genesis {
    /// Reads and checks the file.
    ///
    /// # Errors
    /// [`GenesisError`].
    pub fn read(path: &std::path::Path) -> Result<Self, GenesisError> {
        let text = std::fs::read_to_string(path).map_err(|source| GenesisError::Read {
            path: path.display().to_string(),
            source,
        })?;
        Self::parse(&text)
    }

    /// Reads and checks the file's text.
    ///
    /// # Errors
    /// [`GenesisError::Parse`], [`GenesisError::Field`].
    pub fn parse(text: &str) -> Result<Self, GenesisError> {
        let genesis: Self = toml::from_str(text)?;
        genesis.check()?;
        Ok(genesis)
    }

    /// Whether the keypair file of this name is a mint's: it signs for the mint's creation, and is no wallet.
    #[must_use]
    pub fn is_mint(&self, file: &str) -> bool {
        file == self.authorities.io_mint || file == self.escrow.usdc_mint
    }

    /// Names of all keypair files that the file mentions, each once.
    #[must_use]
    pub fn key_files(&self) -> Vec<&str> {
        let fixed = [
            &self.authorities.authority,
            &self.authorities.io_mint,
            &self.escrow.usdc_mint,
            &self.authorities.guardian,
            &self.authorities.treasury,
            &self.allocations.ecosystem,
            &self.allocations.community,
        ];
        let vesting = [
            &self.allocations.seed,
            &self.allocations.series_a,
            &self.allocations.core,
        ];
        let vesting = vesting.into_iter().flatten();
        let operators = self.operators.iter().flat_map(|o| [&o.wallet, &o.key]);
        let mut names: Vec<&str> = Vec::new();
        for name in fixed.into_iter().chain(vesting).chain(operators) {
            if is_file(name) && !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }

    /// Name and wallet of allocation `index`, where the file names one.
    #[must_use]
    pub fn allocation_owner(&self, index: usize) -> Option<(&'static str, &str)> {
        let file = &self.allocations;
        let (name, wallet) = match index {
            0 => ("allocations.seed", file.seed.as_deref()),
            1 => ("allocations.series_a", file.series_a.as_deref()),
            2 => ("allocations.core", file.core.as_deref()),
            3 => ("allocations.ecosystem", Some(file.ecosystem.as_str())),
            4 => ("allocations.community", Some(file.community.as_str())),
            _ => return None,
        };
        wallet.map(|wallet| (name, wallet))
    }
}
