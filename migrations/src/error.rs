//! Why a step cannot be planned or done.
use io_chain::ChainError;
use solana_pubkey::Pubkey;

use crate::genesis::GenesisError;
use crate::keyfile::KeyFileError;

/// Why a step cannot be planned or done.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// The genesis file.
    #[error(transparent)]
    Genesis(#[from] GenesisError),
    /// A keypair file given on the command line.
    #[error(transparent)]
    Key(#[from] KeyFileError),
    /// A read failed.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// A transaction failed.
    #[error("step {step}, {item}: {source}")]
    Step {
        /// The step.
        step: &'static str,
        /// What it was about.
        item: String,
        /// Why.
        source: Box<ChainError>,
    },
    /// The chain was set up otherwise, and cannot be changed from here.
    #[error(
        "{field}: the chain has {chain} and the genesis file {file}; it was fixed at genesis: correct the file, or use another chain"
    )]
    Differs {
        /// Field of the file.
        field: String,
        /// On the chain.
        chain: String,
        /// In the file.
        file: String,
    },
    /// A program is missing.
    #[error("the program {name} is not deployed at {address}: deploy it first, then apply again")]
    NotDeployed {
        /// Its name.
        name: &'static str,
        /// Its address.
        address: Pubkey,
    },
    /// Somebody else must initialize.
    #[error(
        "authorities.authority is {ours}, but the upgrade authority of {name} is {theirs}, and only it may initialize: use its keypair"
    )]
    NotUpgradeAuthority {
        /// The program.
        name: &'static str,
        /// Ours.
        ours: Pubkey,
        /// The chain's.
        theirs: String,
    },
}

impl MigrationError {
    /// Whether the network failed, and not the input or the chain.
    #[must_use]
    pub fn is_network(&self) -> bool {
        let error = match self {
            Self::Chain(error) => error,
            Self::Step { source, .. } => source,
            _ => return false,
        };
        error.is_transient() || matches!(error, ChainError::Unknown { .. })
    }

    /// Whether the file or a key is at fault, and nothing was sent.
    #[must_use]
    pub fn is_input(&self) -> bool {
        matches!(self, Self::Genesis(_) | Self::Key(_))
    }
}
