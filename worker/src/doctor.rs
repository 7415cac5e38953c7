//! `doctor`: what stands between this configuration and a paid hour, each finding with what to do about it.

use std::sync::Arc;

use io_api::Address;
use io_core::quorum::exceeds_two_thirds;
use io_core::stake;
use io_pow::params::MAX_GPUS;
use serde::Serialize;

use crate::adapters::chain::{Chain, Class, Device, DeviceStatus, Operator, View};
use crate::adapters::operators::Operators;
use crate::backend::Backend;
use crate::services::LocalDevice;

/// A transaction costs 5,000 lamports and a priority fee; two an hour for a month.
const LAMPORTS_WANTED: u64 = 10_000_000;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// As it should be.
    Ok,
    /// Works, but look at it.
    Warning,
    /// Will not earn.
    Problem,
}

/// One thing looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub level: Level,
    /// Stable name of what was found.
    pub code: &'static str,
    /// A sentence, with what to do.
    pub text: String,
}

/// Findings in the order looked at.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// The findings.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Adds a finding.
    pub fn add(&mut self, level: Level, code: &'static str, text: impl Into<String>) {
        let text = text.into();
        self.findings.push(Finding { level, code, text });
    }

    /// The worst level.
    #[must_use]
    pub fn worst(&self) -> Level {
        let levels = self.findings.iter().map(|finding| finding.level);
        levels.max().unwrap_or(Level::Ok)
    }
}

/// A device as configured.
pub struct Configured {
    /// Its nonce.
    pub nonce: u32,
    /// Its address and key.
    pub local: LocalDevice,
}

/// Looks at chain, devices and operators. Keys and state directory are the caller's to look at before.
pub async fn examine<C: Chain>(
    report: &mut Report,
    chain: &C,
    operators: &Operators,
    backend: &Arc<dyn Backend>,
    devices: &[Configured],
) {
    for line in backend.details() {
        report.add(Level::Ok, "card", line);
    }
    let view = match chain.observe().await {
        Ok(view) => view,
        Err(error) => {
            report.add(Level::Problem, error.code(), error.to_string());
            return;
        }
    };
    let slot = view.slot;
    report.add(
        Level::Ok,
        "chain",
        format!("the chain answers: slot {slot}, epoch {}", view.epoch),
    );
    if view.epoch(view.epoch).is_none() {
        report.add(
            Level::Warning,
            "epoch_not_open",
            format!("epoch {} is not open yet; a keeper opens it", view.epoch),
        );
    }
    wallet(report, chain).await;
    for device in devices {
        one_device(report, chain, backend, &view, device).await;
    }
    left_out(report, chain, devices).await;
    all_operators(report, operators, &view).await;
}

async fn wallet<C: Chain>(report: &mut Report, chain: &C) {
    let supplier = chain.supplier();
    match chain.lamports().await {
        Ok(0) => report.add(
            Level::Problem,
            "no_lamports",
            format!("supplier {supplier} has no SOL for fees; send it some"),
        ),
        Ok(lamports) if lamports < LAMPORTS_WANTED => report.add(
            Level::Warning,
            "few_lamports",
            format!(
                "supplier {supplier} has {lamports} lamports for fees; send it 10,000,000 or more"
            ),
        ),
        Ok(lamports) => report.add(
            Level::Ok,
            "wallet",
            format!("supplier {supplier} has {lamports} lamports"),
        ),
        Err(error) => report.add(Level::Problem, error.code(), error.to_string()),
    }
}

async fn one_device<C: Chain>(
    report: &mut Report,
    chain: &C,
    backend: &Arc<dyn Backend>,
    view: &View,
    configured: &Configured,
) {
    let (nonce, address) = (configured.nonce, configured.local.address);
    let mut problem = |code, text: String| {
        report.add(Level::Problem, code, format!("device {nonce}: {text}"));
    };
    let Some(device) = view.devices.iter().find(|device| device.address == address) else {
        problem(
            "not_registered",
            format!("{address} is not on chain; register it with this nonce and supplier"),
        );
        return;
    };
    let public = Address(configured.local.key.verifying_key().to_bytes());
    if device.device_key != public {
        problem(
            "wrong_device_key",
            format!(
                "registered with key {}, configured with {public}; configure that key or rotate it on chain",
                device.device_key
            ),
        );
    }
    match device.status {
        DeviceStatus::Retired => problem("retired", "retired for good; register a new one".into()),
        DeviceStatus::Paused => problem("paused", "paused; offer it again to earn".into()),
        DeviceStatus::Registered | DeviceStatus::Offered => {}
    }
    if u32::from(device.processors) > MAX_GPUS {
        problem(
            "too_many_gpus",
            format!(
                "has {} GPUs, and one device proves at most {MAX_GPUS}; register more hosts",
                device.processors
            ),
        );
    }
    let Some(class) = view.classes.get(usize::from(device.class)) else {
        problem(
            "unknown_class",
            format!("class {} is not on chain", device.class),
        );
        return;
    };
    if !class.live {
        problem(
            "class_not_live",
            format!("class {} earns nothing", class.name),
        );
    }
    if let Err(error) = backend.check(&class.params) {
        problem(error.code(), format!("class {}: {error}", class.name));
    }
    staked(report, chain, device, class).await;
}

async fn staked<C: Chain>(report: &mut Report, chain: &C, device: &Device, class: &Class) {
    let nonce = device.nonce;
    let staked = match chain.device_stake(device.address).await {
        Ok(staked) => staked,
        Err(error) => return report.add(Level::Problem, error.code(), error.to_string()),
    };
    let Ok(required) = stake::required(class.multiplier_milli, device.processors) else {
        return report.add(
            Level::Problem,
            "no_requirement",
            format!(
                "device {nonce}: its required stake cannot be computed; check its registration"
            ),
        );
    };
    if staked < required {
        report.add(
            Level::Problem,
            "understaked",
            format!(
                "device {nonce}: {staked} of {required} IO base units are staked; stake the rest"
            ),
        );
    } else {
        report.add(
            Level::Ok,
            "device",
            format!(
                "device {nonce}: {}, {} x {}, staked",
                device.address, device.processors, class.name
            ),
        );
    }
}

/// The chain takes one root per supplier, class and epoch: what this worker leaves out cannot be added.
async fn left_out<C: Chain>(report: &mut Report, chain: &C, devices: &[Configured]) {
    match chain.registered_devices().await {
        Ok(registered) => {
            for device in registered {
                let configured = devices.iter().any(|c| c.local.address == device.address);
                if !configured && device.status.works() {
                    report.add(
                        Level::Warning,
                        "left_out",
                        format!(
                            "device {} is registered but not configured and will miss its proofs; add a [[device]], pause or retire it",
                            device.nonce
                        ),
                    );
                }
            }
        }
        Err(error) => report.add(Level::Warning, error.code(), error.to_string()),
    }
}

async fn all_operators(report: &mut Report, operators: &Operators, view: &View) {
    // Before the first epoch opens there are no weights: every bonded operator counts as one.
    let weight = |operator: &Operator| match view.epoch(view.epoch) {
        Some(record) => {
            let seat = usize::from(operator.seat);
            record.weights.get(seat).copied().unwrap_or(0)
        }
        None => u64::from(operator.bonded),
    };
    let total = match view.epoch(view.epoch) {
        Some(record) => record.total_weight,
        None => view.operators.iter().map(weight).sum(),
    };
    let mut reached = 0_u64;
    for operator in &view.operators {
        let name = format!("operator {} at {}", operator.seat, operator.url);
        match operators.challenge(operator).await {
            Err(error) => report.add(Level::Warning, error.code(), format!("{name} {error}")),
            Ok(challenge) => {
                let differs = view.classes.iter().enumerate().find(|(number, class)| {
                    !challenge
                        .classes
                        .iter()
                        .any(|told| usize::from(told.class) == *number && same(told, class))
                });
                if let Some((number, _)) = differs {
                    report.add(
                        Level::Warning,
                        "class_differs",
                        format!("{name} tells another class {number} than the chain; the chain counts, tell its operator"),
                    );
                }
                reached = reached.saturating_add(weight(operator));
                report.add(Level::Ok, "operator", format!("{name} answers"));
            }
        }
    }
    if !exceeds_two_thirds(reached, total) {
        report.add(
            Level::Problem,
            "too_few_operators",
            "the operators reached hold two thirds of the weight or less, so receipts cannot be complete; check the network",
        );
    }
}

fn same(told: &io_api::challenge::Class, class: &Class) -> bool {
    let params = class.params;
    (told.n, told.k, told.panels, told.lanes, told.steps)
        == (
            params.n,
            params.k,
            params.panels,
            params.lanes,
            params.steps,
        )
        && told.multiplier_milli == class.multiplier_milli
}
