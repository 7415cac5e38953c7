//! What every step works with: the chain, the file, the keys.
use std::path::PathBuf;
use std::sync::Arc;

use io_chain::{Chain, ChainError};
use io_client::{AccountData, emissions, oracle, pda};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::error::MigrationError;
use crate::genesis::{Genesis, GenesisError, field};
use crate::keyfile::read_keypair;
use crate::task::Task;

/// The chain, the file, the keys.
pub struct Network {
    /// The cluster.
    pub chain: Chain,
    /// The file.
    pub genesis: Genesis,
    /// Folder of the keypair files that the genesis file names.
    pub keys: PathBuf,
    /// Signs as upgrade and config authority.
    pub authority: Arc<Keypair>,
    /// Pays fees and the mint's rent.
    pub payer: Arc<Keypair>,
    /// Address of the IO mint.
    pub io_mint: Pubkey,
    /// Its keypair, where the folder has it.
    pub io_mint_key: Option<Arc<Keypair>>,
    /// Start of epoch 1, unix seconds: the chain's if it is set there, else the file's, else the clock.
    pub genesis_ts: i64,
}

impl Network {
    /// Reads the keys and what the chain has fixed already. `payer` is the authority unless given.
    ///
    /// # Errors
    /// [`MigrationError::Genesis`] naming the field of a key, [`MigrationError::Chain`].
    pub async fn open(
        chain: Chain,
        genesis: Genesis,
        keys: PathBuf,
        payer: Option<Keypair>,
    ) -> Result<Self, MigrationError> {
        let signer = |name: &str, text: &str| -> Result<Option<Arc<Keypair>>, GenesisError> {
            if !is_file(text) {
                return Ok(None);
            }
            read_keypair(&keys.join(text))
                .map(|key| Some(Arc::new(key)))
                .map_err(|e| field(name, e))
        };
        let authority = signer("authorities.authority", &genesis.authorities.authority)?
            .ok_or_else(|| {
                field(
                    "authorities.authority",
                    "it must sign: name a keypair file of the keys folder",
                )
            })?;
        let io_mint_key = signer("authorities.io_mint", &genesis.authorities.io_mint)?;
        let io_mint = match &io_mint_key {
            Some(key) => key.pubkey(),
            None => parse_address("authorities.io_mint", &genesis.authorities.io_mint)?,
        };
        let mut network = Self {
            payer: payer.map_or_else(|| Arc::clone(&authority), Arc::new),
            authority,
            io_mint,
            io_mint_key,
            genesis_ts: 0,
            chain,
            genesis,
            keys,
        };
        network.genesis_ts = network.find_genesis_ts().await?;
        Ok(network)
    }

    async fn find_genesis_ts(&self) -> Result<i64, MigrationError> {
        let from_oracle = self
            .account::<oracle::accounts::Oracle>(&oracle::oracle_address())
            .await?;
        let from_emissions = self
            .account::<emissions::accounts::Emission>(&emissions::emission_address())
            .await?;
        let fixed = from_oracle
            .map(|o| o.genesis_ts)
            .or(from_emissions.map(|e| e.genesis_ts));
        match (fixed, self.genesis.emission.genesis_ts) {
            (Some(chain), Some(file)) => {
                same("emission.genesis_ts", chain, file)?;
                Ok(chain)
            }
            (Some(set), None) | (None, Some(set)) => Ok(set),
            (None, None) => Ok(self.chain.clock().await?.unix_timestamp),
        }
    }

    /// An account of one of the programs; none if it does not exist.
    ///
    /// # Errors
    /// [`ChainError::Decode`], [`ChainError::Node`].
    pub async fn account<T: AccountData>(&self, address: &Pubkey) -> Result<Option<T>, ChainError> {
        self.chain.fetch_optional(address, T::decode).await
    }

    /// The address that a field names: a keypair file's or its own text's.
    ///
    /// # Errors
    /// [`GenesisError::Field`].
    pub fn address(&self, name: &str, text: &str) -> Result<Pubkey, GenesisError> {
        match self.signer(name, text)? {
            Some(key) => Ok(key.pubkey()),
            None => parse_address(name, text),
        }
    }

    /// The keypair that a field names; none where it names an address.
    ///
    /// # Errors
    /// [`GenesisError::Field`] for a file that is no keypair.
    pub fn signer(&self, name: &str, text: &str) -> Result<Option<Arc<Keypair>>, GenesisError> {
        if !is_file(text) {
            return Ok(None);
        }
        let key = read_keypair(&self.keys.join(text)).map_err(|error| field(name, error))?;
        Ok(Some(Arc::new(key)))
    }

    /// The guardian's address.
    ///
    /// # Errors
    /// [`GenesisError::Field`].
    pub fn guardian(&self) -> Result<Pubkey, GenesisError> {
        self.address("authorities.guardian", &self.genesis.authorities.guardian)
    }

    /// The treasury's wallet.
    ///
    /// # Errors
    /// [`GenesisError::Field`].
    pub fn treasury(&self) -> Result<Pubkey, GenesisError> {
        self.address("authorities.treasury", &self.genesis.authorities.treasury)
    }

    /// The task of initializing `program`, which must be deployed and ours to initialize.
    ///
    /// # Errors
    /// [`MigrationError::NotDeployed`], [`MigrationError::NotUpgradeAuthority`], [`MigrationError::Chain`].
    pub async fn initialize(
        &self,
        step: &'static str,
        item: impl Into<String>,
        program: &Pubkey,
        instruction: Instruction,
    ) -> Result<Task, MigrationError> {
        self.require_deployed(step, program).await?;
        let signers = vec![Arc::clone(&self.authority)];
        Ok(Task::send(step, item, vec![instruction], signers))
    }

    async fn require_deployed(
        &self,
        name: &'static str,
        program: &Pubkey,
    ) -> Result<(), MigrationError> {
        let Some(account) = self.chain.account(&pda::program_data(program)).await? else {
            return Err(MigrationError::NotDeployed {
                name,
                address: *program,
            });
        };
        // ProgramData: tag u32, slot u64, authority present u8, authority.
        let theirs = match account
            .data
            .get(12..45)
            .map(|bytes| (bytes[0], &bytes[1..]))
        {
            Some((1, key)) => Pubkey::try_from(key).ok(),
            _ => None,
        };
        if theirs == Some(self.authority.pubkey()) {
            return Ok(());
        }
        Err(MigrationError::NotUpgradeAuthority {
            name,
            ours: self.authority.pubkey(),
            theirs: theirs.map_or_else(|| "nobody".to_string(), |key| key.to_string()),
        })
    }
}

/// Names of keypair files end so; addresses cannot.
pub(crate) fn is_file(text: &str) -> bool {
    text.ends_with(".json")
}

fn parse_address(name: &str, text: &str) -> Result<Pubkey, GenesisError> {
    text.parse().map_err(|_| {
        field(
            name,
            format!(
                "{text:?} is neither a keypair file of the keys folder (name.json) nor an address"
            ),
        )
    })
}

/// That the chain has what the file says.
///
/// # Errors
/// [`MigrationError::Differs`].
pub(crate) fn same<T: PartialEq + std::fmt::Display>(
    name: &str,
    chain: T,
    file: T,
) -> Result<(), MigrationError> {
    if chain == file {
        return Ok(());
    }
    Err(MigrationError::Differs {
        field: name.to_string(),
        chain: chain.to_string(),
        file: file.to_string(),
    })
}
