//! Chain, programs, genesis, wallets.
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use io_chain::{Chain, ChainError, Landed, SendPolicy};
use io_client::oracle::accounts::Oracle;
use io_client::timeline::Timeline;
use io_client::token::{create_associated, token_balance, transfer_checked};
use io_client::{AccountData, PROGRAMS, ProgramEvent, oracle, parse_events, pda};
use io_core::units::IO_DECIMALS;
use io_localnet::{Cheats, Localnet, LocalnetConfig};
use io_migrations::genesis::Operator;
use io_migrations::keyfile::{read_keypair, write_new_keypair};
use io_migrations::{Genesis, Network};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// What every new wallet holds: 1,000 SOL.
pub const LAMPORTS: u64 = 1_000_000_000_000;
/// A slot and the time between two blocks, milliseconds: the chain's time is the wall's between jumps.
pub const SLOT_TIME_MS: u64 = 50;

const GENESIS: &str = include_str!("../../../migrations/genesis.toml");
const BINARIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/deploy");

/// Mainnet's genesis with the one class that a CPU can prove, and with times of the challenge for slots of 50 ms.
///
/// # Errors
/// The genesis file in the repository is not valid.
pub fn genesis() -> Result<Genesis> {
    let mut genesis = Genesis::parse(GENESIS)?;
    genesis.classes.truncate(1);
    let oracle = &mut genesis.oracle;
    // Twenty minutes into the hour: the agreement about the last one may take eight rounds of two before.
    oracle.arm_slots = 26_000;
    oracle.candidate_spacing_slots = 400;
    oracle.candidate_threshold = 128;
    // Generous: whoever waits for them jumps.
    oracle.commit_deadline_slots = 2_000;
    oracle.response_slots = 2_000;
    oracle.beacon_gap_slots = 8;
    oracle.beacon_spacing_slots = 1;
    oracle.summary_window_s = 240;
    Ok(genesis)
}

/// The keypair file of an operator's service.
#[must_use]
pub fn operator_key(seat: usize) -> String {
    format!("operator-{seat}.json")
}

/// `count` addresses of the loopback interface that nobody listens on now.
///
/// # Errors
/// The system has none.
pub fn free_addresses(count: usize) -> Result<Vec<SocketAddr>> {
    // Held until all are known, so that none is given twice.
    let held: Vec<TcpListener> = (0..count)
        .map(|_| TcpListener::bind(("127.0.0.1", 0)))
        .collect::<std::io::Result<_>>()
        .context("no free port on 127.0.0.1")?;
    let addresses = held.iter().map(TcpListener::local_addr);
    Ok(addresses.collect::<std::io::Result<_>>()?)
}

/// A network after genesis. Dropping it stops the chain.
pub struct Testbed {
    /// Moves the clock and gives SOL away.
    pub cheats: Cheats,
    /// Chain, genesis and keys.
    pub network: Network,
    /// When things are due.
    pub timeline: Timeline,
    /// Keys, settings, databases and logs.
    pub folder: PathBuf,
    _localnet: Localnet,
}

impl Testbed {
    /// Starts a chain and founds the network of `genesis` on it, with a bonded operator for each address, whose
    /// keypair file is [`operator_key`]. `folder` is emptied first.
    ///
    /// # Errors
    /// The programs are not built, or the chain refuses a step.
    pub async fn found(
        folder: PathBuf,
        mut genesis: Genesis,
        operators: &[SocketAddr],
    ) -> Result<Self> {
        if folder.exists() {
            std::fs::remove_dir_all(&folder)
                .with_context(|| format!("cannot empty {}", folder.display()))?;
        }
        let keys = folder.join("keys");
        std::fs::create_dir_all(&keys)?;
        let localnet = Localnet::start(LocalnetConfig {
            slot_time_ms: SLOT_TIME_MS,
            ..LocalnetConfig::default()
        })?;
        let url = localnet.rpc_url();
        let cheats = Cheats::new(&url);
        for (seat, address) in operators.iter().enumerate() {
            genesis.operators.push(Operator {
                wallet: format!("operator-{seat}-wallet.json"),
                key: operator_key(seat),
                url: format!("http://{address}"),
            });
        }
        for name in genesis.key_files() {
            let key = write_new_keypair(&keys.join(name))?;
            // A mint's address must hold nothing before it is a mint.
            if !genesis.is_mint(name) {
                cheats.airdrop(&key.pubkey(), LAMPORTS).await?;
            }
        }
        let authority = read_keypair(&keys.join(&genesis.authorities.authority))?;
        load_programs(&cheats, &authority.pubkey()).await?;
        let chain = Chain::new(&url, SendPolicy::local(), io_client::error_text);
        let network = Network::open(chain, genesis, keys, None).await?;
        io_migrations::apply(&network, |_| {}).await?;
        let oracle = network
            .chain
            .fetch(&oracle::oracle_address(), Oracle::decode)
            .await?;
        Ok(Self {
            cheats,
            network,
            timeline: oracle.timeline(),
            folder,
            _localnet: localnet,
        })
    }

    /// The chain.
    #[must_use]
    pub fn chain(&self) -> &Chain {
        &self.network.chain
    }

    /// Its JSON-RPC URL.
    #[must_use]
    pub fn url(&self) -> String {
        self.network.chain.url()
    }

    /// Path of a keypair file.
    #[must_use]
    pub fn key_file(&self, name: &str) -> PathBuf {
        self.network.keys.join(name)
    }

    /// The key of an operator's service.
    ///
    /// # Errors
    /// There is no such operator.
    pub fn operator(&self, seat: usize) -> Result<Keypair> {
        Ok(read_keypair(&self.key_file(&operator_key(seat)))?)
    }

    /// A new wallet with SOL; its keypair file is `NAME.json`.
    ///
    /// # Errors
    /// There is one of that name, or the chain does not answer.
    pub async fn wallet(&self, name: &str) -> Result<Keypair> {
        let key = write_new_keypair(&self.key_file(&format!("{name}.json")))?;
        self.cheats.airdrop(&key.pubkey(), LAMPORTS).await?;
        Ok(key)
    }

    /// Sends `amount` base units of IO out of the ecosystem's allocation.
    ///
    /// # Errors
    /// The chain refuses.
    pub async fn give_io(&self, to: &Pubkey, amount: u64) -> Result<()> {
        let allocation = &self.network.genesis.allocations.ecosystem;
        let ecosystem: Arc<Keypair> = self
            .network
            .signer("allocations.ecosystem", allocation)?
            .context("genesis.toml names no keypair file for the ecosystem's allocation")?;
        let (owner, mint) = (ecosystem.pubkey(), self.network.io_mint);
        let instructions = [
            create_associated(&owner, to, &mint),
            transfer_checked(
                &pda::associated_token(&owner, &mint),
                &mint,
                &pda::associated_token(to, &mint),
                &owner,
                amount,
                IO_DECIMALS,
            ),
        ];
        self.send(&instructions, &ecosystem).await?;
        Ok(())
    }

    /// Lands instructions that `payer` alone signs.
    ///
    /// # Errors
    /// What the chain says.
    pub async fn send(
        &self,
        instructions: &[Instruction],
        payer: &Keypair,
    ) -> Result<Landed, ChainError> {
        self.chain()
            .send_instructions(instructions, payer, &[])
            .await
    }

    /// An account of the programs; none if it does not exist.
    ///
    /// # Errors
    /// The chain does not answer, or the account is of another type.
    pub async fn find<T: AccountData>(&self, address: &Pubkey) -> Result<Option<T>> {
        Ok(self.network.account(address).await?)
    }

    /// An account of the programs.
    ///
    /// # Errors
    /// As [`Testbed::find`], and when it does not exist.
    pub async fn get<T: AccountData>(&self, address: &Pubkey) -> Result<T> {
        let found = self.find(address).await?;
        found.with_context(|| format!("there is no {} at {address}", T::NAME))
    }

    /// Balance of a wallet's associated account of `mint`, base units; 0 if there is none.
    ///
    /// # Errors
    /// The chain does not answer.
    pub async fn balance(&self, wallet: &Pubkey, mint: &Pubkey) -> Result<u64> {
        let account = pda::associated_token(wallet, mint);
        let held = self.chain().fetch_optional(&account, token_balance).await?;
        Ok(held.unwrap_or(0))
    }

    /// Every event that the programs logged in transactions with `address`, of those that succeeded, and the number
    /// of those that failed in a block.
    ///
    /// # Errors
    /// The chain does not answer.
    pub async fn history(&self, address: &Pubkey) -> Result<(Vec<ProgramEvent>, usize)> {
        let (mut events, mut failed) = (Vec::new(), 0);
        let found = self
            .chain()
            .rpc()
            .get_signatures_for_address(address)
            .await?;
        for transaction in found {
            if transaction.err.is_some() {
                failed += 1;
                continue;
            }
            let logs = self.chain().logs(&transaction.signature.parse()?).await?;
            events.extend(parse_events(&logs));
        }
        Ok((events, failed))
    }
}

async fn load_programs(cheats: &Cheats, authority: &Pubkey) -> Result<()> {
    for (name, id) in PROGRAMS {
        let path = Path::new(BINARIES).join(format!("{name}.so"));
        let elf = std::fs::read(&path).with_context(|| {
            format!(
                "cannot read the program {}; run `cargo xtask build` first",
                path.display()
            )
        })?;
        cheats.write_program(&id, &elf, authority).await?;
    }
    Ok(())
}
