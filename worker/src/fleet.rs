//! A supplier's leaves of one class and epoch, as they are kept on disk, and the tree over them.

use io_api::proof::FleetPath;
use io_api::{Address, Digest};
use io_pow::HostSha256;
use io_pow::fleet::{Fleet, FleetError};
use serde::{Deserialize, Serialize};

/// A device's leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaf {
    /// The device's account.
    pub device: Address,
    /// Its registry index, the leaf's position.
    pub index: u32,
    /// Its GPUs.
    pub gpus: u32,
    /// The leaf.
    pub leaf: Digest,
}

/// The leaves and the root that is posted for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FleetRecord {
    /// Root of the tree over the leaves.
    pub root: Digest,
    /// The devices' leaves.
    pub leaves: Vec<Leaf>,
}

fn tree(leaves: &[Leaf]) -> Result<Fleet, FleetError> {
    let pairs: Vec<_> = leaves
        .iter()
        .map(|leaf| (leaf.index, leaf.leaf.0))
        .collect();
    Fleet::new::<HostSha256>(&pairs)
}

impl FleetRecord {
    /// The record of these leaves.
    ///
    /// # Errors
    /// [`FleetError`].
    pub fn new(leaves: Vec<Leaf>) -> Result<Self, FleetError> {
        let root = Digest(tree(&leaves)?.root());
        Ok(Self { root, leaves })
    }

    /// The paths of some devices' leaves, in the order asked for; none for a device without a leaf.
    ///
    /// # Errors
    /// [`FleetError`].
    pub fn paths(&self, devices: &[Address]) -> Result<Vec<Option<FleetPath>>, FleetError> {
        let tree = tree(&self.leaves)?;
        let path = |device| self.leaf(device).map(|leaf| tree.path(leaf.index));
        Ok(devices.iter().map(path).collect())
    }

    /// A device's leaf.
    #[must_use]
    pub fn leaf(&self, device: &Address) -> Option<&Leaf> {
        self.leaves.iter().find(|leaf| leaf.device == *device)
    }
}
