//! One run of the command: the chain, the wallet, and the ways to read and send.
use std::path::{Path, PathBuf};

use io_chain::{Chain, ChainError, Landed, Outgoing, SendPolicy};
use io_client::escrow::accounts::Job;
use io_client::token::{create_associated_by, token_balance};
use io_client::wire::padded_text;
use io_client::{AccountData, emissions, iosd, oracle, pda};
use io_migrations::keyfile::read_keypair;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::config::{SolanaConfig, default_keypair, default_path, expand_home, expand_url};
use crate::failure::Failure;

/// One run of the command.
pub struct Session {
    /// The cluster.
    pub chain: Chain,
    keypair: PathBuf,
}

impl Session {
    /// Settles on chain and wallet: the command line first, then the Solana CLI's config. Reads no key yet:
    /// many commands need none.
    ///
    /// # Errors
    /// [`Failure::Input`].
    pub fn open(
        url: Option<&str>,
        keypair: Option<&Path>,
        config: Option<&Path>,
    ) -> Result<Self, Failure> {
        let home = std::env::var_os("HOME")
            .map(PathBuf::from)
            .unwrap_or_default();
        let path = config.map_or_else(|| default_path(&home), Path::to_path_buf);
        let config = SolanaConfig::read(&path)?;
        let url = url
            .map(str::to_string)
            .or(config.json_rpc_url)
            .map(|url| expand_url(&url))
            .ok_or_else(|| {
                Failure::Input(
                    "which chain? Pass --url, or set one with `solana config set --url`"
                        .to_string(),
                )
            })?;
        let keypair = keypair
            .map(Path::to_path_buf)
            .or_else(|| config.keypair_path.map(|path| expand_home(&path, &home)))
            .unwrap_or_else(|| default_keypair(&home));
        Ok(Self {
            chain: Chain::new(&url, SendPolicy::towards(&url), io_client::error_text),
            keypair,
        })
    }

    /// The wallet's keypair.
    ///
    /// # Errors
    /// [`Failure::Input`].
    pub fn wallet(&self) -> Result<Keypair, Failure> {
        Ok(read_keypair(&self.keypair)?)
    }

    /// The wallet named, else that of the keypair.
    ///
    /// # Errors
    /// [`Failure::Input`].
    pub fn wallet_address(&self, named: Option<Pubkey>) -> Result<Pubkey, Failure> {
        named.map_or_else(|| self.wallet().map(|key| key.pubkey()), Ok)
    }

    /// An account of one of the programs; none if it does not exist.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn find<T: AccountData>(&self, address: &Pubkey) -> Result<Option<T>, Failure> {
        let Some(account) = self.chain.account(address).await? else {
            return Ok(None);
        };
        T::decode_owned(&account.owner, &account.data)
            .map(Some)
            .map_err(|error| Failure::Refused(format!("account {address}: {error}")))
    }

    /// An account of one of the programs that must exist.
    ///
    /// # Errors
    /// [`Failure::Refused`] where it does not.
    pub async fn get<T: AccountData>(&self, address: &Pubkey) -> Result<T, Failure> {
        self.find(address)
            .await?
            .ok_or_else(|| ChainError::Missing(*address).into())
    }

    /// All accounts of a type with `key` at byte `at`.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn list<T: AccountData>(
        &self,
        at: usize,
        key: &Pubkey,
    ) -> Result<Vec<(Pubkey, T)>, Failure> {
        let found = self
            .chain
            .program_accounts(&T::PROGRAM_ID, &T::DISCRIMINATOR, &[(at, key.as_ref())])
            .await?;
        found
            .into_iter()
            .map(|(address, account)| {
                T::decode(&account.data)
                    .map(|value| (address, value))
                    .map_err(|error| Failure::Refused(format!("account {address}: {error}")))
            })
            .collect()
    }

    /// The IO mint of this chain.
    ///
    /// # Errors
    /// [`Failure::Refused`] where genesis has not been applied.
    pub async fn io_mint(&self) -> Result<Pubkey, Failure> {
        let emission: emissions::accounts::Emission =
            self.get(&emissions::emission_address()).await?;
        Ok(emission.io_mint)
    }

    /// Balance of a wallet's associated token account, base units; 0 without one.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn balance(&self, wallet: &Pubkey, mint: &Pubkey) -> Result<u64, Failure> {
        let address = pda::associated_token(wallet, mint);
        let balance = self.chain.fetch_optional(&address, token_balance).await?;
        Ok(balance.unwrap_or(0))
    }

    /// The token program that a mint is of.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn token_program(&self, mint: &Pubkey) -> Result<Pubkey, Failure> {
        let found = self.chain.account(mint).await?;
        let is_2022 = found.is_some_and(|account| account.owner == pda::TOKEN_2022_PROGRAM_ID);
        Ok(if is_2022 {
            pda::TOKEN_2022_PROGRAM_ID
        } else {
            pda::TOKEN_PROGRAM_ID
        })
    }

    /// What creates those of the signer's own token accounts that are missing.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn own_accounts(
        &self,
        owner: &Pubkey,
        mints: &[Pubkey],
    ) -> Result<Vec<Instruction>, Failure> {
        let mut missing = Vec::new();
        for mint in mints {
            missing.extend(self.missing_account(owner, owner, mint).await?);
        }
        Ok(missing)
    }

    /// What creates a wallet's token account, where it is missing.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn missing_account(
        &self,
        payer: &Pubkey,
        wallet: &Pubkey,
        mint: &Pubkey,
    ) -> Result<Option<Instruction>, Failure> {
        self.missing_account_by(&pda::TOKEN_PROGRAM_ID, payer, wallet, mint)
            .await
    }

    /// As [`Session::missing_account`], for what a job is paid in.
    ///
    /// # Errors
    /// [`Failure::Unreachable`].
    pub async fn missing_payment_account(
        &self,
        payer: &Pubkey,
        wallet: &Pubkey,
        job: &Job,
    ) -> Result<Option<Instruction>, Failure> {
        self.missing_account_by(&job.token_program(), payer, wallet, &job.payment_mint)
            .await
    }

    async fn missing_account_by(
        &self,
        token_program: &Pubkey,
        payer: &Pubkey,
        wallet: &Pubkey,
        mint: &Pubkey,
    ) -> Result<Option<Instruction>, Failure> {
        let address = pda::associated_token_by(token_program, wallet, mint);
        let exists = self.chain.account(&address).await?.is_some();
        Ok((!exists).then(|| create_associated_by(token_program, payer, wallet, mint)))
    }

    /// The URLs of the listed operators, in the order of their seats.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn operator_urls(&self) -> Result<Vec<String>, Failure> {
        let list: oracle::accounts::Operators = self.get(&oracle::operators_address()).await?;
        let used = list.entries.iter().take(usize::from(list.count));
        Ok(used
            .map(|seat| padded_text(&seat.url))
            .filter(|url| !url.is_empty())
            .collect())
    }

    /// Lands the instructions, paid and signed by `wallet`.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn send(
        &self,
        wallet: &Keypair,
        instructions: &[Instruction],
    ) -> Result<Landed, Failure> {
        let outgoing = Outgoing {
            instructions,
            payer: wallet,
            signers: &[],
            tables: &[],
        };
        Ok(self.chain.send(&outgoing).await?)
    }
}

/// The IOSD mint; the same address on every chain.
#[must_use]
pub fn iosd_mint() -> Pubkey {
    iosd::iosd_mint_address()
}
