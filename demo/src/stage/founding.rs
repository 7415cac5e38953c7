//! Genesis: keys, SOL for whoever sends transactions, and the migrations.
use std::net::SocketAddr;

use anyhow::Result;
use io_chain::{Chain, SendPolicy};
use io_localnet::Cheats;
use io_migrations::genesis::Operator;
use io_migrations::keyfile::{read_keypair, write_new_keypair};
use io_migrations::{Genesis, Network};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::chain_up;
use super::places::Places;

const GENESIS: &str = include_str!("../../genesis.toml");
/// What everyone who sends transactions is given: 1,000 SOL.
const LAMPORTS: u64 = 1_000_000_000_000;

/// The keypair file of an operator's service.
pub fn operator_key(seat: usize) -> String {
    format!("operator-{seat}.json")
}

/// The genesis of a run with one operator for each address.
///
/// # Errors
/// None for the checked-in file.
pub fn genesis(operators: &[SocketAddr]) -> Result<Genesis> {
    let mut genesis = Genesis::parse(GENESIS)?;
    for (seat, address) in operators.iter().enumerate() {
        genesis.operators.push(Operator {
            wallet: format!("operator-{seat}-wallet.json"),
            key: operator_key(seat),
            url: format!("http://{address}"),
        });
    }
    Ok(genesis)
}

/// Makes the keys that genesis names; the authority's.
///
/// # Errors
/// One cannot be written.
pub fn make_keys(genesis: &Genesis, places: &Places) -> Result<Keypair> {
    for name in genesis.key_files() {
        write_new_keypair(&places.keys().join(name))?;
    }
    Ok(read_keypair(
        &places.keys().join(&genesis.authorities.authority),
    )?)
}

/// Gives SOL to the keys and applies genesis. The programs are there already.
///
/// # Errors
/// The chain refuses a step.
pub async fn apply(
    url: &str,
    cheats: &Cheats,
    places: &Places,
    genesis: Genesis,
) -> Result<Network> {
    for name in genesis.key_files() {
        // A mint's address must hold nothing before it is a mint.
        if !genesis.is_mint(name) {
            let key = read_keypair(&places.keys().join(name))?;
            cheats.airdrop(&key.pubkey(), LAMPORTS).await?;
        }
    }
    let network = Network::open(connect(url), genesis, places.keys(), None).await?;
    io_migrations::apply(&network, |_| {}).await?;
    Ok(network)
}

/// Programs loaded, genesis applied with one operator for each address.
///
/// # Errors
/// A key cannot be written, or the chain refuses a step.
pub async fn found(
    url: &str,
    cheats: &Cheats,
    places: &Places,
    operators: &[SocketAddr],
) -> Result<Network> {
    let genesis = genesis(operators)?;
    let authority = make_keys(&genesis, places)?;
    chain_up::load_programs(cheats, places, &authority.pubkey()).await?;
    apply(url, cheats, places, genesis).await
}

/// A connection for the demo's own transactions.
pub fn connect(url: &str) -> Chain {
    Chain::new(url, SendPolicy::local(), io_client::error_text)
}

/// A new key in the run's folder, with SOL.
///
/// # Errors
/// It cannot be written, or the chain refuses the gift.
pub async fn new_wallet(cheats: &Cheats, places: &Places, name: &str) -> Result<Keypair> {
    let key = write_new_keypair(&places.keys().join(format!("{name}.json")))?;
    cheats.airdrop(&key.pubkey(), LAMPORTS).await?;
    Ok(key)
}
