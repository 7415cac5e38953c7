//! What the services share.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use ed25519_dalek::SigningKey;
use io_api::readers::Event;
use io_api::settlement::Settlement;
use io_api::{Address, Digest};
use tokio::sync::{broadcast, mpsc, watch};
use tokio_util::sync::CancellationToken;

use crate::conduct::Conduct;
use crate::fleet::Fleet;
use crate::metrics::Metrics;
use crate::prices::Agreed;
use crate::report::Rules;
use crate::settings::Settings;
use crate::settled::Settled;
use crate::store::{HeartbeatWriter, Store};
use crate::view::{ChainView, Operator};
use io_peers::Peers;

/// Something to do on chain. Each is a wish that whoever has it repeats until the view shows it fulfilled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Post this operator's summary root.
    PostSummary {
        /// The epoch.
        epoch: u64,
        /// The root.
        root: Digest,
    },
    /// Vote.
    Vote(Box<Settlement>),
    /// Post prices: `(feed, USD × 10⁸)`.
    PostPrices(Vec<(u8, u64)>),
}

/// What the services share; clones share it too.
#[derive(Clone)]
pub struct Node {
    /// Settings.
    pub settings: Arc<Settings>,
    /// The operator's key.
    pub key: Arc<SigningKey>,
    /// The chain.
    pub view: watch::Receiver<Arc<ChainView>>,
    /// Wishes for the chain.
    pub actions: mpsc::Sender<Action>,
    /// The database.
    pub store: Store,
    /// Where heartbeats are written.
    pub heartbeats: HeartbeatWriter,
    /// The other operators.
    pub peers: Peers,
    /// Rules all operators hold alike.
    pub rules: Rules,
    /// The generated population.
    pub fleet: Option<Arc<Fleet>>,
    /// Honest, outside of demonstrations.
    pub conduct: Arc<dyn Conduct>,
    /// What readers are told.
    pub events: broadcast::Sender<Event>,
    /// Counters.
    pub metrics: Arc<Metrics>,
    /// Recent sealed settlements.
    pub settled: Settled,
    /// Latest agreed price of each feed.
    pub prices: Arc<Mutex<BTreeMap<u8, Agreed>>>,
    /// Cancelled when the HTTP server stops, so that open event streams end.
    pub closing: CancellationToken,
}

impl Node {
    /// The chain as last seen.
    #[must_use]
    pub fn view(&self) -> Arc<ChainView> {
        self.view.borrow().clone()
    }

    /// This operator's public key.
    #[must_use]
    pub fn address(&self) -> Address {
        Address(self.key.verifying_key().to_bytes())
    }

    /// This operator's entry, if it is listed.
    #[must_use]
    pub fn myself<'a>(&self, view: &'a ChainView) -> Option<&'a Operator> {
        view.operator_of(&self.address())
    }

    /// The other operators.
    pub fn others<'a>(&self, view: &'a ChainView) -> impl Iterator<Item = &'a Operator> {
        let me = self.address();
        view.operators
            .iter()
            .filter(move |operator| operator.key != me && !operator.url.is_empty())
    }

    /// Tells readers; nobody has to listen.
    pub fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }

    /// Latest agreed prices.
    #[must_use]
    pub fn agreed_prices(&self) -> BTreeMap<u8, Agreed> {
        self.prices
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Whether a registered device is one of the generated population's hosts.
    #[must_use]
    pub fn is_fleet_host(&self, device: &Address) -> bool {
        self.settings
            .fleet
            .as_ref()
            .is_some_and(|fleet| fleet.hosts.contains(device))
    }
}
