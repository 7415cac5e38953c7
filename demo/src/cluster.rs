//! The same programs, genesis and services on another chain than the embedded one: Solana's own test validator,
//! in real time, without a cheat code. An hour cannot be waited for; what is shown in minutes is that the programs
//! load, genesis applies (twice: the second time it does nothing), operators agree on prices, the keeper opens the
//! epoch and executes a mint, and wallets stake and rent.
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use io_client::oracle::accounts::EpochRecord;
use io_client::{AccountData, PROGRAMS, pda};
use io_core::units::{IOSD_DECIMALS, ONE_IO};
use io_localnet::Cheats;
use io_migrations::Network;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::stage::children::Children;
use crate::stage::places::Places;
use crate::stage::services::{self, OperatorTerms};
use crate::stage::suppliers::{CLASS, Supplier};
use crate::stage::wait::until;
use crate::stage::wallet::{Wallet, amount};
use crate::stage::{founding, ports, sources};
use crate::story::Invariant;
use crate::tell::Progress;

/// Operators: as many as tolerate one that is silent.
const OPERATORS: usize = 4;
/// The longest that the validator takes to answer.
const BOOT: Duration = Duration::from_secs(60);
/// The longest that operators and keeper take to act: prices are posted once a minute.
const ACT: Duration = Duration::from_secs(240);
const STAKE_IO: u64 = 5_000;
const MINT_IOSD: u64 = 100;

/// Starts `validator` on a free port with the programs, upgradeable by `authority`; its JSON-RPC URL.
fn start(
    children: &mut Children,
    places: &Places,
    validator: &Path,
    authority: &Pubkey,
) -> Result<String> {
    let ports = ports::free(2)?;
    let (rpc, faucet) = (ports[0].port().to_string(), ports[1].port().to_string());
    let ledger = places.state().join("ledger");
    let mut arguments = [
        "--reset",
        "--quiet",
        "--bind-address",
        "127.0.0.1",
        "--ledger",
    ]
    .map(str::to_owned)
    .to_vec();
    arguments.push(ledger.display().to_string());
    arguments.extend(["--rpc-port".to_owned(), rpc.clone()]);
    arguments.extend(["--faucet-port".to_owned(), faucet]);
    for (name, id) in PROGRAMS {
        let file = places.programs.join(format!("{name}.so"));
        arguments.extend([
            "--upgradeable-program".to_owned(),
            id.to_string(),
            file.display().to_string(),
            authority.to_string(),
        ]);
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    children.start("validator", validator, &arguments, false)?;
    Ok(format!("http://127.0.0.1:{rpc}"))
}

/// Runs the check; what holds. `validator` is the binary of `solana-test-validator`.
///
/// # Errors
/// The validator or a service ends, or refuses what must go through.
pub async fn check(
    validator: &Path,
    programs: PathBuf,
    out: &Path,
    progress: &Progress,
) -> Result<Vec<Invariant>> {
    let places = Places::new(programs, out)?;
    let mut children = Children::new(&places.logs());
    let addresses = ports::free(OPERATORS + 1)?;
    let (keeper, operators) = addresses.split_last().context("no address")?;
    let genesis = founding::genesis(operators)?;
    let authority = founding::make_keys(&genesis, &places)?;
    let url = start(&mut children, &places, validator, &authority.pubkey())?;
    let cheats = Cheats::new(&url);
    let chain = founding::connect(&url);
    let up = until(BOOT, async || {
        Ok(chain.clock().await.ok().filter(|clock| clock.slot > 0))
    });
    if up.await?.is_none() {
        children.check()?;
        bail!(
            "the validator does not answer at {url} after {} s",
            BOOT.as_secs()
        );
    }
    progress.note(&format!("validator at {url}"));

    let network = founding::apply(&url, &cheats, &places, genesis).await?;
    let mut again = 0;
    io_migrations::apply(&network, |row| {
        again += usize::from(row.signature.is_some())
    })
    .await?;
    progress.note("genesis applied, twice");
    let mut found = vec![Invariant::judged(
        "genesis applied a second time changes nothing",
        again == 0,
        format!("{again} steps changed something"),
    )];
    let supplier = Supplier::join(&network, &cheats, &places, "worker-0", (CLASS, 1)).await?;
    progress.note("a device is registered, staked and offered");
    start_services(
        &mut children,
        &places,
        &network,
        &cheats,
        operators,
        *keeper,
    )
    .await?;
    services::start_worker(
        &mut children,
        &places,
        &url,
        &supplier.name,
        crate::cast::WORKER,
    )?;
    progress.note("operators, keeper and worker started");
    found.extend(act(&network, &cheats, &places, progress).await?);
    children.check()?;
    Ok(found)
}

async fn start_services(
    children: &mut Children,
    places: &Places,
    network: &Network,
    cheats: &Cheats,
    operators: &[SocketAddr],
    keeper: SocketAddr,
) -> Result<()> {
    let url = network.chain.url();
    let classes = network.genesis.classes.iter();
    let feeds = sources::serve(classes.map(|class| class.name.clone()).collect()).await?;
    let terms = OperatorTerms {
        url: &url,
        feeds: &feeds,
        fleet: None,
    };
    for (seat, listen) in operators.iter().enumerate() {
        services::start_operator(
            children,
            places,
            &terms,
            seat,
            *listen,
            crate::cast::OPERATOR,
        )?;
    }
    services::start_keeper(children, cheats, places, &url, keeper).await
}

/// What wallets and cranks do in a few minutes.
async fn act(
    network: &Network,
    cheats: &Cheats,
    places: &Places,
    progress: &Progress,
) -> Result<Vec<Invariant>> {
    let mut found = Vec::new();
    let opened = until(ACT, async || {
        let record = network
            .chain
            .fetch_optional(&pda::epoch_record(1), EpochRecord::decode)
            .await?;
        Ok(record.filter(|record| record.epoch == 1))
    });
    found.push(Invariant::judged(
        "the keeper opened the epoch",
        opened.await?.is_some(),
        "epoch 1".to_owned(),
    ));
    let wallet = Wallet::new(network, cheats, places, "wallet", 10_000 * ONE_IO).await?;
    wallet.io(&format!("stake {STAKE_IO}")).await?;
    progress.note("a wallet staked");
    let quote = until(ACT, async || {
        let line = "quote --class A100-SXM4-80GB --gpus 16 --hours 168 --tier 4";
        Ok(wallet.io(line).await.ok())
    });
    let price = quote.await?;
    let price = price.as_ref().and_then(|quote| quote.get("price"));
    let price = price.and_then(serde_json::Value::as_str).unwrap_or("none");
    found.push(Invariant::judged(
        "the operators' prices have a quorum",
        price == "3311.616",
        format!("16 A100s for a week: {price} IOSD"),
    ));
    progress.note("prices have a quorum");
    wallet
        .io(&format!("iosd mint --iosd {MINT_IOSD} --max-in 50"))
        .await?;
    let minted = until(ACT, async || {
        let held = amount(&wallet.io("balance").await?, "iosd", IOSD_DECIMALS)?;
        Ok((held > 0).then_some(held))
    });
    let minted = minted.await?.unwrap_or(0);
    found.push(Invariant::judged(
        "the keeper executed a mint of IOSD at a later price",
        minted == MINT_IOSD * 1_000_000,
        format!("{minted} base units"),
    ));
    progress.note("IOSD minted");
    Ok(found)
}
