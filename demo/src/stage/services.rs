//! Settings of the services for a run, and their start.
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use io_localnet::Cheats;
use solana_pubkey::Pubkey;

use super::children::Children;
use super::founding::{new_wallet, operator_key};
use super::places::Places;
use super::sources::Feed;

/// Minutes that a device must have been heard in the last 24 hours: the clock jumps through most of an hour,
/// so only a few minutes of each are heard at all.
pub const ROLLING_UPTIME_MIN: u32 = 3;
/// Lifetime IO base units from which a wallet gets a leaf: 0.001 IO. A GPU of the sample fleet earns about 0.017 IO
/// an hour, so that with the network's 1 IO a day would pass almost without leaves.
const LEAF_THRESHOLD: i64 = 100_000;
/// Between two looks of a service at the chain, milliseconds: a block of the demo's chain.
const POLL_MS: u64 = 50;

fn write(places: &Places, name: &str, settings: &toml::Table) -> Result<PathBuf> {
    let path = places.out.join(format!("{name}.toml"));
    std::fs::write(&path, toml::to_string(settings)?)
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| {
        format!(
            "{} is not UTF-8; run the demo in another folder",
            path.display()
        )
    })
}

/// The sample population that operators settle beside the registered devices.
pub struct SampleFleet {
    /// Of its generator.
    pub seed: u64,
    /// Accounts of the registered hosts that belong to it.
    pub hosts: Vec<Pubkey>,
    /// Their GPUs together.
    pub host_gpus: u32,
}

const CENSUS: &str = include_str!("../../data/fleet_2024_04.csv");

/// What all operators are told alike.
pub struct OperatorTerms<'a> {
    /// JSON-RPC of the chain.
    pub url: &'a str,
    /// Where prices come from.
    pub feeds: &'a [Feed],
    /// The sample fleet, if there is one.
    pub fleet: Option<&'a SampleFleet>,
}

/// Starts the operator of `seat`, with the binary `program`.
///
/// # Errors
/// Its settings cannot be written or the program not started.
pub fn start_operator(
    children: &mut Children,
    places: &Places,
    terms: &OperatorTerms<'_>,
    seat: usize,
    listen: SocketAddr,
    program: &str,
) -> Result<()> {
    let name = format!("operator-{seat}");
    let key = places.keys().join(operator_key(seat));
    let database = places.state().join(format!("{name}.db"));
    let mut settings = toml::toml! {
        [chain]
        // Jumps of a minute pass while a heartbeat is under way.
        heartbeat_max_age_slots = 1000
        registry_ms = 400
        [agreement]
        // A block is 0.4 s of the chain's time and 0.05 s of ours.
        patience_s = 20
        silence_s = 60
        peer_timeout_ms = 2000
        [prices]
        fetch_ms = 2000
        [log]
        format = "text"
    };
    if let Some(fleet) = terms.fleet {
        let census = places.out.join("fleet.csv");
        // Once: the operators started before are reading it.
        if !census.exists() {
            std::fs::write(&census, CENSUS)
                .with_context(|| format!("cannot write {}", census.display()))?;
        }
        let hosts: Vec<String> = fleet.hosts.iter().map(Pubkey::to_string).collect();
        set(&mut settings, "fleet", "seed", i64::try_from(fleet.seed)?);
        set(&mut settings, "fleet", "census", text(&census)?);
        set(&mut settings, "fleet", "hosts", hosts);
        set(
            &mut settings,
            "fleet",
            "host_gpus",
            i64::from(fleet.host_gpus),
        );
    }
    set(&mut settings, "chain", "rpc_url", terms.url);
    set(&mut settings, "chain", "clock_ms", POLL_MS as i64);
    set(&mut settings, "chain", "keypair", text(&key)?);
    set(&mut settings, "http", "listen", listen.to_string());
    set(
        &mut settings,
        "store",
        "url",
        format!("sqlite:{}", text(&database)?),
    );
    set(
        &mut settings,
        "rules",
        "rolling_uptime_min",
        i64::from(ROLLING_UPTIME_MIN),
    );
    set(&mut settings, "rules", "leaf_threshold", LEAF_THRESHOLD);
    let sources = terms.feeds.iter().map(|feed| {
        let mut source = toml::Table::new();
        source.insert("name".into(), feed.name.clone().into());
        source.insert("url".into(), feed.url.clone().into());
        source.insert("pointer".into(), "/usd".into());
        source.insert("feed".into(), i64::from(feed.number).into());
        toml::Value::Table(source)
    });
    set(
        &mut settings,
        "prices",
        "source",
        sources.collect::<Vec<_>>(),
    );
    let path = write(places, &name, &settings)?;
    let arguments = ["--config", text(&path)?, "run"];
    children.start(&name, &places.binary(program), &arguments, false)?;
    Ok(())
}

fn set(table: &mut toml::Table, section: &str, name: &str, value: impl Into<toml::Value>) {
    let section = table
        .entry(section)
        .or_insert_with(|| toml::Table::new().into());
    if let Some(section) = section.as_table_mut() {
        section.insert(name.to_owned(), value.into());
    }
}

/// Starts the keeper; started again after a kill, it finds its settings and key there.
///
/// # Errors
/// Its settings cannot be written or the program not started.
pub async fn start_keeper(
    children: &mut Children,
    cheats: &Cheats,
    places: &Places,
    url: &str,
    listen: SocketAddr,
) -> Result<()> {
    let key = places.keys().join("keeper.json");
    if !key.exists() {
        new_wallet(cheats, places, "keeper").await?;
    }
    let mut settings = toml::Table::new();
    settings.insert("rpc_url".into(), url.into());
    settings.insert("keypair".into(), text(&key)?.into());
    settings.insert("listen".into(), listen.to_string().into());
    settings.insert("poll_ms".into(), (POLL_MS as i64).into());
    settings.insert("max_priority_fee_micro_lamports".into(), 0.into());
    let path = write(places, "keeper", &settings)?;
    children.start(
        "keeper",
        &places.binary("io-keeper"),
        &["--config", text(&path)?],
        false,
    )?;
    Ok(())
}

/// Starts the worker of the supplier `name`, with the binary `program`.
///
/// # Errors
/// Its settings cannot be written or the program not started.
pub fn start_worker(
    children: &mut Children,
    places: &Places,
    url: &str,
    name: &str,
    program: &str,
) -> Result<()> {
    let mut settings = toml::toml! {
        [backend]
        kind = "cpu"
        threads = 1
        [operators]
        timeout_ms = 3000
    };
    set(&mut settings, "chain", "rpc_url", url);
    set(&mut settings, "chain", "poll_ms", POLL_MS as i64);
    set(
        &mut settings,
        "supplier",
        "keypair",
        format!("keys/{name}.json"),
    );
    set(&mut settings, "state", "dir", format!("state/{name}"));
    let mut device = toml::Table::new();
    device.insert("nonce".into(), 0.into());
    device.insert("keypair".into(), format!("keys/{name}-device.json").into());
    settings.insert("device".into(), vec![toml::Value::Table(device)].into());
    let path = write(places, name, &settings)?;
    let arguments = ["--config", text(&path)?, "run"];
    children.start(name, &places.binary(program), &arguments, false)?;
    Ok(())
}
