//! A supplier's part in an hour: its devices' provers, the two roots it posts, and the bodies it uploads.
#![allow(dead_code)]

use ed25519_dalek::SigningKey;
use io_api::Address;
use io_pow::fleet::Fleet;
use io_pow::seed::EpochSeed;
use io_pow::{ClassParams, HostSha256, Job, Prover};

/// A device, as its supplier knows it.
#[derive(Clone)]
pub struct Device {
    pub index: u32,
    pub address: Address,
    pub key: SigningKey,
}

/// A device's proof, to upload once the supplier's roots are on chain.
pub struct Proof {
    pub index: u32,
    pub address: Address,
    pub body: Vec<u8>,
}

/// Committed devices, one GPU each.
pub struct Committed {
    seed: EpochSeed,
    params: ClassParams,
    provers: Vec<(Device, Prover)>,
    tree: Fleet,
}

impl Committed {
    /// `make` makes each prover.
    pub fn new(
        seed: [u8; 32],
        params: ClassParams,
        devices: impl IntoIterator<Item = Device>,
        make: impl Fn(u32, Job) -> Prover,
    ) -> Self {
        let seed = EpochSeed(seed);
        let prover = |device: Device| {
            let job = Job {
                seed,
                device: device.address.0,
                gpus: 1,
                params,
            };
            let prover = make(device.index, job);
            (device, prover)
        };
        let provers: Vec<(Device, Prover)> = devices.into_iter().map(prover).collect();
        let leaf = |(device, prover): &(Device, Prover)| {
            let leaf = prover.commitment().leaf(&seed, &device.address.0);
            (device.index, leaf.unwrap())
        };
        let leaves: Vec<_> = provers.iter().map(leaf).collect();
        Self {
            seed,
            params,
            tree: Fleet::new::<HostSha256>(&leaves).unwrap(),
            provers,
        }
    }

    /// What goes on chain first.
    pub fn root(&self) -> [u8; 32] {
        self.tree.root()
    }

    /// The root that answers the first beacon, and the proofs of `epoch` under it.
    pub fn respond(&self, epoch: u64, beacon1: &[u8; 32]) -> ([u8; 32], Vec<Proof>) {
        let responses: Vec<_> = self
            .provers
            .iter()
            .map(|(device, prover)| (device, prover.respond(beacon1)))
            .collect();
        let leaves: Vec<_> = responses
            .iter()
            .map(|(device, response)| {
                let leaf = response.leaf::<HostSha256>(&self.seed, &device.address.0, &self.params);
                (device.index, leaf.unwrap())
            })
            .collect();
        let answers = Fleet::new::<HostSha256>(&leaves).unwrap();
        let proofs = responses.into_iter().map(|(device, response)| Proof {
            index: device.index,
            address: device.address,
            body: io_api::proof::encode(
                &device.key,
                &device.address,
                epoch,
                &self.tree.path(device.index),
                &answers.path(device.index),
                &response.to_bytes(&self.params),
            ),
        });
        (answers.root(), proofs.collect())
    }
}
