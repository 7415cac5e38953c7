//! The day: founds the network, runs it hour by hour, lets everyone act in between, and judges what came of it.
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use io_localnet::Cheats;
use io_migrations::Network;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::cast::{Cast, WORKER};
use crate::stage::children::Children;
use crate::stage::hour::{Clockwork, Judged};
use crate::stage::invariants::{self, Seen};
use crate::stage::places::Places;
use crate::stage::renter::{ORDERED_CLASS, Renter};
use crate::stage::services::{OperatorTerms, SampleFleet};
use crate::stage::suppliers::{CLASS, HOST_CLASS, HOST_GPUS, Supplier};
use crate::stage::wallet::Wallet;
use crate::stage::{
    chain_up, founding, outcomes, ports, prices, services, sources, stakers, watch,
};
use crate::story::{Earnings, Story};
use crate::tell::Progress;

/// GPUs of the sample fleet: the published total.
const FLEET_GPUS: u64 = 206_001;
/// Registered hosts that belong to the sample fleet.
const HOSTS: usize = 2;
/// From this many hours on, settlements become final within the run and claims are paid.
const HOURS_TO_CLAIM: u64 = 4;

/// What is run.
pub struct Plan {
    /// Hours to run.
    pub hours: u64,
    /// Who plays whom.
    pub cast: Cast,
    /// Seed of the sample fleet's generator; none: the workers alone, without the renter's story.
    pub fleet_seed: Option<u64>,
    /// Minutes of each hour in which the workers are heard.
    pub minutes: u32,
    /// Real milliseconds between two blocks.
    pub block_interval_ms: u64,
    /// Folder of the programs' .so files.
    pub programs: PathBuf,
    /// Folder that the run writes to; emptied first.
    pub out: PathBuf,
}

/// The network while it runs. Dropped, it stops its processes.
struct Stage<'a> {
    plan: &'a Plan,
    progress: &'a Progress,
    children: Children,
    places: Places,
    url: String,
    cheats: Cheats,
    network: Network,
    keeper: SocketAddr,
    suppliers: Vec<Supplier>,
    hosts: Vec<(Wallet, String)>,
    earners: Vec<(String, Pubkey)>,
}

/// Runs the plan to its end.
///
/// # Errors
/// A process ends, the chain refuses what must go through, or a step does not happen in time.
pub async fn run(plan: &Plan, progress: &Progress) -> Result<Story> {
    let begun = Instant::now();
    let (mut stage, clockwork) = Stage::set(plan, progress).await?;
    let mut story = Story {
        fleet_seed: plan.fleet_seed.unwrap_or_default(),
        market: sources::market(ORDERED_CLASS)?,
        market_class: ORDERED_CLASS.to_owned(),
        ..Story::default()
    };
    let mut roots = Vec::new();
    let mut stakers = Vec::new();
    let mut watched = watch::Checked::default();
    let mut renter = Renter::new(&stage.network, &stage.cheats, &stage.places).await?;
    progress.heading();
    for epoch in 1..=plan.hours {
        let judged = clockwork.prove(epoch).await;
        stage.children.check()?;
        let judged = judged?;
        stage
            .act(epoch, &clockwork, &mut renter, &mut story)
            .await?;
        if epoch == 1 {
            stakers = stakers::stake(&stage.network, &stage.cheats, &stage.places).await?;
            progress.note("two stakers staked");
        }
        if epoch == plan.hours.div_ceil(2) {
            watched = watch::checked(&clockwork.http, stage.keeper).await?;
            stage.restart_keeper().await?;
        }
        stage
            .settle(epoch, judged, &clockwork, &mut story, &mut roots)
            .await?;
    }
    if plan.hours >= HOURS_TO_CLAIM {
        stage.claim(&stakers, &mut story).await?;
    }
    if renter.job().is_some() {
        story.receipts.push(renter.holds().await?);
    }
    story.outcomes = outcomes::judge(&story, &clockwork, &plan.cast, plan.hours).await?;
    let watch = watch::judge(&clockwork.http, stage.keeper, watched, plan.hours).await?;
    story.outcomes.push(watch);
    let reckoned = renter.reckon(&stage.network, &stage.hosts).await?;
    story.outcomes.extend(reckoned);
    let seen = Seen {
        hours: &story.hours,
        roots: &roots,
        job: renter.job(),
        bill: renter.bill(),
    };
    story.invariants = invariants::judge(&stage.network, &seen).await?;
    story.emission = (0..=60)
        .map(|at| at * 2_922)
        .map(|epoch| (epoch, io_core::emission::cumulative(epoch)))
        .collect();
    progress.note("stopping the processes");
    drop(stage);
    story.took_s = begun.elapsed().as_secs_f64();
    Ok(story)
}

impl<'a> Stage<'a> {
    /// Chain, genesis, suppliers, services.
    async fn set(plan: &'a Plan, progress: &'a Progress) -> Result<(Self, Clockwork)> {
        let places = Places::new(plan.programs.clone(), &plan.out)?;
        let mut children = Children::new(&places.logs());
        let url = chain_up::start(&mut children, &places, plan.block_interval_ms)?;
        progress.note(&format!("chain at {url}"));
        let cheats = Cheats::new(&url);
        let addresses = ports::free(plan.cast.operators + 1)?;
        let (keeper, operators) = addresses.split_last().context("no address")?;
        let network = founding::found(&url, &cheats, &places, operators).await?;
        progress.note(&format!(
            "genesis: {} programs loaded, {} operators bonded",
            io_client::PROGRAMS.len(),
            operators.len()
        ));

        let mut suppliers = Vec::new();
        for number in 0..plan.cast.workers {
            let name = format!("worker-{number}");
            suppliers.push(Supplier::join(&network, &cheats, &places, &name, (CLASS, 1)).await?);
        }
        let mut hosts = Vec::new();
        for number in 0..HOSTS {
            let of = (HOST_CLASS, HOST_GPUS);
            let name = format!("host-{number}");
            hosts.push(Supplier::join(&network, &cheats, &places, &name, of).await?);
        }
        progress.note(&format!(
            "{} devices registered, staked, offered",
            suppliers.len() + hosts.len()
        ));
        let earners = suppliers.iter().chain(&hosts);
        let earners = earners.map(|one| (one.name.clone(), one.wallet.pubkey()));
        let mut stage = Self {
            plan,
            progress,
            children,
            keeper: *keeper,
            earners: earners.collect(),
            hosts: Vec::new(),
            suppliers,
            places,
            url,
            cheats,
            network,
        };
        stage.start_services(operators, &hosts).await?;
        for host in hosts {
            let wallet = stage.wallet_of(&host);
            stage.hosts.push((wallet, host.device.to_string()));
        }
        let clockwork = stage.clockwork(operators).await?;
        Ok((stage, clockwork))
    }

    fn wallet_of(&self, supplier: &Supplier) -> Wallet {
        let address = supplier.wallet.pubkey();
        Wallet::existing(&self.places, &self.url, &supplier.name, address)
    }

    async fn start_services(&mut self, operators: &[SocketAddr], hosts: &[Supplier]) -> Result<()> {
        let fleet = self.plan.fleet_seed.map(|seed| SampleFleet {
            seed,
            hosts: hosts.iter().map(|host| host.device).collect(),
            host_gpus: u32::from(HOST_GPUS) * HOSTS as u32,
        });
        let classes = self.network.genesis.classes.iter();
        let feeds = sources::serve(classes.map(|class| class.name.clone()).collect()).await?;
        let terms = OperatorTerms {
            url: &self.url,
            feeds: &feeds,
            fleet: fleet.as_ref(),
        };
        for (seat, listen) in operators.iter().enumerate() {
            if let Some(program) = self.plan.cast.operator(seat) {
                let (children, places) = (&mut self.children, &self.places);
                services::start_operator(children, places, &terms, seat, *listen, program)?;
            }
        }
        self.start_keeper().await?;
        for (number, supplier) in self.suppliers.iter().enumerate() {
            let program = self.plan.cast.worker(number);
            let (children, places) = (&mut self.children, &self.places);
            services::start_worker(children, places, &self.url, &supplier.name, program)?;
        }
        self.progress.note("operators, keeper and workers started");
        Ok(())
    }

    async fn start_keeper(&mut self) -> Result<()> {
        let (children, places) = (&mut self.children, &self.places);
        services::start_keeper(children, &self.cheats, places, &self.url, self.keeper).await
    }

    async fn restart_keeper(&mut self) -> Result<()> {
        self.children.kill("keeper")?;
        self.start_keeper().await?;
        self.progress
            .note("the keeper was killed and started again");
        Ok(())
    }

    async fn clockwork(&self, operators: &[SocketAddr]) -> Result<Clockwork> {
        let cast = &self.plan.cast;
        let alive = operators.iter().enumerate();
        let alive = alive.filter(|(seat, _)| cast.operator(*seat).is_some());
        let fleet = if self.plan.fleet_seed.is_some() {
            // The published total; its two hosts are registered, and stand for sixteen GPUs of it.
            FLEET_GPUS - HOSTS as u64 * u64::from(HOST_GPUS) + HOSTS as u64
        } else {
            0
        };
        Ok(Clockwork {
            chain: founding::connect(&self.url),
            cheats: Cheats::new(&self.url),
            params: Clockwork::params(&self.network.chain).await?,
            operators: alive.map(|(_, listen)| *listen).collect(),
            seats: operators.len(),
            dead: cast.dead().map(u8::try_from).transpose()?,
            liar: cast.liar(),
            suppliers: self
                .suppliers
                .iter()
                .map(|one| (one.wallet.pubkey(), one.index))
                .collect(),
            devices: self.suppliers.len() as u64 + fleet,
            minutes: self.plan.minutes,
            http: reqwest::Client::new(),
        })
    }

    /// What the renter and the hosts do in this hour.
    async fn act(
        &self,
        epoch: u64,
        clockwork: &Clockwork,
        renter: &mut Renter,
        story: &mut Story,
    ) -> Result<()> {
        if self.plan.fleet_seed.is_none() {
            return Ok(());
        }
        let receipts = match epoch {
            2 => vec![renter.mint(clockwork).await?],
            3 => vec![renter.rent(&self.hosts).await?],
            8 | 14 => renter.pay(&self.hosts).await?,
            10 => vec![renter.cancel(&self.network).await?],
            _ => Vec::new(),
        };
        for receipt in receipts {
            self.progress
                .note(&format!("{} {}", receipt.who, receipt.what));
            story.receipts.push(receipt);
        }
        Ok(())
    }

    /// Ends the hour, sees it settled, and notes what it gave.
    async fn settle(
        &mut self,
        epoch: u64,
        judged: Judged,
        clockwork: &Clockwork,
        story: &mut Story,
        roots: &mut Vec<(u64, [u8; 32])>,
    ) -> Result<()> {
        let hour = clockwork.settle(epoch, judged).await;
        self.children.check()?;
        let hour = hour?;
        if hour.rewards_sum.is_some() {
            roots.push((epoch, clockwork.rewards_root(epoch).await?));
            self.note_earnings(clockwork, &mut story.earnings).await?;
        }
        prices::record(
            &clockwork.chain,
            clockwork.params.genesis_ts,
            &mut story.prices,
        )
        .await?;
        self.progress.hour(&hour);
        story.hours.push(hour);
        Ok(())
    }

    async fn note_earnings(&self, clockwork: &Clockwork, earned: &mut Vec<Earnings>) -> Result<()> {
        for (name, wallet) in &self.earners {
            let Some(proof) = clockwork.reward(wallet).await? else {
                continue;
            };
            let point = (proof.epoch, proof.cumulative);
            match earned.iter_mut().find(|one| one.name == *name) {
                Some(one) if one.points.last() == Some(&point) => {}
                Some(one) => one.points.push(point),
                None => earned.push(Earnings {
                    name: name.clone(),
                    points: vec![point],
                }),
            }
        }
        Ok(())
    }

    /// Everyone with something to claim claims it.
    async fn claim(&self, stakers: &[Wallet], story: &mut Story) -> Result<()> {
        // The cheat has nothing to claim.
        let honest = self.suppliers.iter().enumerate();
        let honest = honest.filter(|(number, _)| self.plan.cast.worker(*number) == WORKER);
        for (_, supplier) in honest {
            let receipt = stakers::claim(&self.wallet_of(supplier), "suppliers").await?;
            story.receipts.push(receipt);
        }
        if self.plan.fleet_seed.is_some() {
            for (host, _) in &self.hosts {
                story
                    .receipts
                    .push(stakers::claim(host, "suppliers").await?);
            }
        }
        for staker in stakers {
            story
                .receipts
                .push(stakers::claim(staker, "stakers").await?);
        }
        self.progress.note("suppliers and stakers claimed");
        Ok(())
    }
}
