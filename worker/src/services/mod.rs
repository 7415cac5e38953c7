//! The loops. Each waits for the observer's next look at the chain, does what is due, and stops when told.

pub mod heartbeats;
pub mod observer;
pub mod proofs;
mod proving;
mod retry;
pub mod supervisor;
pub mod uploads;

use std::sync::Arc;
use std::time::Duration;

use ed25519_dalek::SigningKey;
use io_api::Address;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::adapters::chain::{Chain, Device, View};
use crate::adapters::operators::Operators;
use crate::adapters::store::Store;
use crate::backend::Backend;
use supervisor::{ServiceFailed, Supervisor};

/// What the loops share.
pub struct Context<C> {
    /// The chain.
    pub chain: C,
    /// What computes proofs.
    pub backend: Arc<dyn Backend>,
    /// The operators' interface.
    pub operators: Operators,
    /// The state directory.
    pub store: Store,
    /// The devices this worker holds keys of.
    pub devices: Vec<LocalDevice>,
    /// Between two looks at the chain.
    pub poll: Duration,
    /// Most proofs sent at one time.
    pub uploads_at_once: usize,
}

/// A device whose key is here.
#[derive(Clone)]
pub struct LocalDevice {
    /// Its account.
    pub address: Address,
    /// Signs its heartbeats and proofs.
    pub key: SigningKey,
}

/// A numbered look at the chain.
#[derive(Clone)]
pub struct Observed {
    /// Counts looks, from 0.
    pub number: u64,
    /// What was seen.
    pub view: Arc<View>,
}

impl Observed {
    /// The first look that surely began after now: one may be on its way.
    const fn after_now(&self) -> u64 {
        self.number.saturating_add(2)
    }
}

/// The observer's last look; none before the first.
pub type Views = watch::Receiver<Option<Observed>>;

impl<C> Context<C> {
    /// The key of a device, if it is here.
    #[must_use]
    pub fn key(&self, device: &Address) -> Option<&SigningKey> {
        let local = self.devices.iter().find(|local| local.address == *device);
        local.map(|local| &local.key)
    }

    /// The devices of a view that are at work and whose key is here.
    pub fn at_work<'a>(&'a self, view: &'a View) -> impl Iterator<Item = &'a Device> {
        let devices = view.devices.iter();
        devices.filter(|device| device.status.works() && self.key(&device.address).is_some())
    }
}

/// Runs all loops until `shutdown`, or until one fails, which stops the rest.
///
/// # Errors
/// [`ServiceFailed`]: the first one that failed.
pub async fn run<C: Chain>(
    context: Context<C>,
    shutdown: CancellationToken,
) -> Result<(), ServiceFailed> {
    let context = Arc::new(context);
    let (sender, views) = watch::channel(None);
    let mut supervisor = Supervisor::new();
    // Stopped in reverse order: first what is cheap to lose, the eyes last.
    let given = context.clone();
    supervisor.start("observer", |stop| observer::run(given, sender, stop));
    let (given, seen) = (context.clone(), views.clone());
    supervisor.start("uploads", |stop| uploads::run(given, seen, stop));
    let (given, seen) = (context.clone(), views.clone());
    supervisor.start("proofs", |stop| proofs::run(given, seen, stop));
    let (given, seen) = (context.clone(), views);
    supervisor.start("heartbeats", |stop| heartbeats::run(given, seen, stop));
    supervisor.run(shutdown).await
}
