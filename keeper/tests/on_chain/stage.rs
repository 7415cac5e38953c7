//! The network, its keepers, and the steps of an hour that a test waits for.
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use io_client::emissions::accounts::Emission;
use io_client::emissions::emission_address;
use io_client::iosd::accounts::Iosd;
use io_client::oracle::accounts::EpochRecord;
use io_client::oracle::events::Event as OracleEvent;
use io_client::oracle::instructions::PostPrices;
use io_client::oracle::types::FeedValue;
use io_client::timeline::CHALLENGE_CANDIDATES;
use io_client::{ProgramEvent, iosd, pda};
use io_migrations::Genesis;
use io_testbed::{Service, Testbed, free_addresses, genesis, until};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// Their keys are the test's: it posts their prices.
pub const OPERATORS: usize = 3;
/// USD for one IO and for an hour of the test class, × 10⁸.
pub const IO_USD: u64 = 300_000_000;
pub const CLASS_USD: u64 = 25_000_000;

pub struct Stage {
    pub bed: Testbed,
    pub iosd_mint: Pubkey,
    /// Where the operators are listed to be. Nobody answers there unless the test does.
    pub operators: Vec<SocketAddr>,
    http: reqwest::Client,
}

/// A keeper: its settings, its wallet, its process.
pub struct Keeper {
    name: String,
    settings: PathBuf,
    pub wallet: Pubkey,
    listen: SocketAddr,
    service: Service,
}

impl Stage {
    pub async fn set(name: &str) -> Result<Self> {
        Self::set_with(name, genesis()?).await
    }

    /// On the network of another genesis.
    pub async fn set_with(name: &str, genesis: Genesis) -> Result<Self> {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("keeper-{name}"));
        let operators = free_addresses(OPERATORS)?;
        let bed = Testbed::found(folder, genesis, &operators).await?;
        let money: Iosd = bed.get(&iosd::iosd_address()).await?;
        Ok(Self {
            iosd_mint: money.iosd_mint,
            http: reqwest::Client::new(),
            operators,
            bed,
        })
    }

    /// Starts a keeper with a wallet of its own.
    pub async fn keeper(&self, name: &str) -> Result<Keeper> {
        let key = self.bed.wallet(name).await?;
        let listen = free_addresses(1)?[0];
        let settings = self.bed.folder.join(format!("{name}.toml"));
        let text = format!(
            "rpc_url = \"{}\"\nkeypair = \"{}\"\nlisten = \"{listen}\"\npoll_ms = 50\n\
             max_priority_fee_micro_lamports = 0\n",
            self.bed.url(),
            self.bed.key_file(&format!("{name}.json")).display(),
        );
        std::fs::write(&settings, text)?;
        Ok(Keeper {
            name: name.to_owned(),
            wallet: key.pubkey(),
            listen,
            service: launch(name, &settings, &self.bed.folder)?,
            settings,
        })
    }

    /// Kills a keeper, without a chance to tidy up, and starts it again.
    pub fn restart(&self, keeper: Keeper) -> Result<Keeper> {
        keeper.service.kill()?;
        Ok(Keeper {
            service: launch(&keeper.name, &keeper.settings, &self.bed.folder)?,
            ..keeper
        })
    }

    /// All operators post the same prices, in a slot after now.
    pub async fn post_prices(&self) -> Result<()> {
        let values = [(0, IO_USD), (1, CLASS_USD)].map(|(feed, price)| FeedValue { feed, price });
        for seat in 0..OPERATORS {
            let key = self.bed.operator(seat)?;
            let post = PostPrices { key: key.pubkey() };
            self.bed.send(&[post.instruction(&values)], &key).await?;
        }
        Ok(())
    }

    async fn record_where(
        &self,
        epoch: u64,
        what: &str,
        wanted: impl Fn(&EpochRecord) -> bool,
    ) -> Result<EpochRecord> {
        until(&format!("{what} of epoch {epoch}"), async || {
            let found: Option<EpochRecord> = self.bed.find(&pda::epoch_record(epoch)).await?;
            Ok(found.filter(|record| record.epoch == epoch && wanted(record)))
        })
        .await
    }

    /// Goes to the epoch's start and through its challenge, waiting for the keepers at each step.
    pub async fn hour(&self, epoch: u64) -> Result<()> {
        let timeline = &self.bed.timeline;
        self.bed.pass_time(timeline.start_ts(epoch)).await?;
        let mut record = self.record_where(epoch, "the opening", |_| true).await?;
        self.accrued(epoch - 1).await?;
        while record.s0 == 0 {
            let candidate = record.next_candidate;
            ensure!(
                candidate < CHALLENGE_CANDIDATES,
                "epoch {epoch} has no challenge: a candidate was captured too late"
            );
            let slot = timeline.candidate_slot(record.opened_slot, candidate);
            self.bed.pass_slot(slot).await?;
            record = self
                .record_where(epoch, "the challenge", |record| {
                    record.s0 > 0 || record.next_candidate > candidate
                })
                .await?;
        }
        for which in [1, 2] {
            self.bed
                .pass_slot(timeline.beacon_last_slot(record.s0, which))
                .await?;
            self.record_where(epoch, "the beacon", |record| match which {
                1 => record.beacon1_slot > 0,
                _ => record.beacon2_slot > 0,
            })
            .await?;
        }
        Ok(())
    }

    /// Waits until the emission of `epochs` completed hours is accrued, and checks that it is theirs to the unit.
    pub async fn accrued(&self, epochs: u64) -> Result<()> {
        let emission: Emission = until("the accrual", async || {
            let emission: Emission = self.bed.get(&emission_address()).await?;
            Ok((emission.accrued_epoch >= epochs).then_some(emission))
        })
        .await?;
        let schedule = io_core::emission::cumulative(emission.accrued_epoch);
        assert_eq!(emission.emitted, schedule, "after {epochs} hours");
        Ok(())
    }

    /// That everything that happens once in an hour has happened once.
    pub async fn happened_once(&self, epoch: u64) -> Result<()> {
        let (events, _) = self.bed.history(&pda::epoch_record(epoch)).await?;
        let (mut opened, mut drawn, mut beacons) = (0, 0, Vec::new());
        for event in events {
            match event {
                ProgramEvent::Oracle(OracleEvent::EpochOpened(of)) if of.epoch == epoch => {
                    opened += 1;
                }
                ProgramEvent::Oracle(OracleEvent::ChallengeDrawn(of)) if of.epoch == epoch => {
                    drawn += 1;
                }
                ProgramEvent::Oracle(OracleEvent::BeaconCaptured(of)) if of.epoch == epoch => {
                    beacons.push(of.which);
                }
                _ => {}
            }
        }
        beacons.sort_unstable();
        assert_eq!((opened, drawn), (1, 1), "epoch {epoch}");
        assert_eq!(beacons, [1, 2], "epoch {epoch}");
        Ok(())
    }

    /// The sum of a keeper's counters of cranks of that name; 0 where it has not counted yet.
    pub async fn counted(&self, keeper: &Keeper, name: &str) -> Result<u64> {
        self.sum_of(keeper, "io_keeper_cranks_", name).await
    }

    /// How many settlements a keeper's watch has judged so.
    pub async fn judged(&self, keeper: &Keeper, verdict: &str) -> Result<u64> {
        self.sum_of(keeper, "io_keeper_settlements_", verdict).await
    }

    async fn sum_of(&self, keeper: &Keeper, family: &str, name: &str) -> Result<u64> {
        let url = format!("http://{}/metrics", keeper.listen);
        let text = self.http.get(url).send().await?.text().await?;
        let values = text.lines().filter_map(|line| {
            let (of, value) = line.split_once(' ')?;
            (of.starts_with(family) && of.contains(name)).then_some(value)
        });
        let values: Vec<u64> = values.map(str::parse).collect::<Result<_, _>>()?;
        Ok(values.iter().sum())
    }
}

fn launch(name: &str, settings: &Path, folder: &Path) -> Result<Service> {
    let settings = settings.to_str().context("not UTF-8")?;
    let program = Path::new(env!("CARGO_BIN_EXE_io-keeper"));
    Service::start(name, program, &["--config", settings, "run"], folder)
}

impl Keeper {
    /// The end of its log.
    pub fn log(&self) -> String {
        self.service.tail()
    }

    /// That it has not ended.
    pub fn check(&mut self) -> Result<()> {
        self.service.check()
    }
}
