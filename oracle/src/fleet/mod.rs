//! A generated population: the network's published fleet of GPUs, one GPU per device and payee each.
//!
//! Only the number of GPUs per class is published. Everything else about these devices - stakes, tiers, heartbeats
//! and verdicts - is **generated** from a seed, the same for every operator, and exists only where the
//! configuration names it. Its registry indices begin at [`FIRST_INDEX`], far above any registered device.

mod census;
mod hours;

use io_api::Digest;
use sha2::{Digest as _, Sha256};

pub use census::{CensusError, ClassCount, parse};

/// Registry index of the first generated device.
pub const FIRST_INDEX: u32 = 1_000_000;
/// Class of the population's registered hosts.
pub const HOST_CLASS: &str = "A100-SXM4-80GB";

/// Published multipliers in thousandths, by the census' names; classes without one count as `other`.
const MULTIPLIERS_MILLI: [(&str, u32); 5] = [
    ("GeForce RTX 4090", 1_250),
    ("GeForce RTX 3090 Ti", 1_750),
    ("A100-SXM4-80GB", 5_000),
    ("H100 80GB HBM3", 10_000),
    ("other", 250),
];
const OTHER_MULTIPLIER_MILLI: u32 = 250;

/// A generated device, as far as it does not change by the hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FleetDevice<'a> {
    /// Multiplier of its class in thousandths.
    pub multiplier_milli: u32,
    /// Connectivity tier, 1 to 4.
    pub tier: u8,
    /// Whether its (generated) stake meets the requirement.
    pub staked: bool,
    /// Wallet that is paid; nobody holds its key.
    pub payee: &'a [u8; 32],
}

/// The population.
#[derive(Clone, Debug)]
pub struct Fleet {
    seed: u64,
    id: Digest,
    /// GPUs per class that are generated devices, in the census' order.
    classes: Vec<ClassCount>,
    /// First position past each class.
    ends: Vec<u32>,
    payees: Vec<[u8; 32]>,
}

impl Fleet {
    /// The population of `census`, of which `host_gpus` GPUs of [`HOST_CLASS`] are registered hosts and so not
    /// generated.
    ///
    /// # Errors
    /// [`CensusError`].
    pub fn new(seed: u64, census: &str, host_gpus: u32) -> Result<Self, CensusError> {
        let mut classes = parse(census)?;
        if host_gpus > 0 {
            let class = classes.iter_mut().find(|class| class.name == HOST_CLASS);
            let class = class.ok_or(CensusError::NoHostClass)?;
            class.count = class
                .count
                .checked_sub(host_gpus)
                .ok_or(CensusError::NoHostClass)?;
        }
        let mut ends = Vec::with_capacity(classes.len());
        let mut total = 0u32;
        for class in &classes {
            total = total.checked_add(class.count).ok_or(CensusError::TooMany)?;
            ends.push(total);
        }
        if total > census::MOST_DEVICES {
            return Err(CensusError::TooMany);
        }
        let id = Sha256::new()
            .chain_update(b"io-fleet/1")
            .chain_update(seed.to_le_bytes())
            .chain_update(host_gpus.to_le_bytes())
            .chain_update(Sha256::digest(census));
        let payee = |at: u32| -> [u8; 32] {
            let hash = Sha256::new()
                .chain_update(b"io-fleet-payee/1")
                .chain_update(seed.to_le_bytes())
                .chain_update(at.to_le_bytes());
            hash.finalize().into()
        };
        let payees = (0..total).map(payee).collect();
        Ok(Self {
            seed,
            id: Digest(id.finalize().into()),
            classes,
            ends,
            payees,
        })
    }

    /// What names this population: seed, census and number of hosts.
    #[must_use]
    pub const fn id(&self) -> Digest {
        self.id
    }

    /// Generated devices.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.payees.len() as u32
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.payees.is_empty()
    }

    /// Multiplier of the registered hosts, in thousandths.
    #[must_use]
    pub fn host_multiplier_milli(&self) -> u32 {
        multiplier_milli(HOST_CLASS)
    }

    /// The generated device with this registry index.
    #[must_use]
    pub fn device(&self, index: u32) -> Option<FleetDevice<'_>> {
        let at = index.checked_sub(FIRST_INDEX)?;
        let payee = self.payees.get(at as usize)?;
        let class = self.ends.partition_point(|end| *end <= at);
        let draw = self.draw(at, u64::MAX);
        Some(FleetDevice {
            multiplier_milli: multiplier_milli(&self.classes[class].name),
            tier: 1 + (draw & 3) as u8,
            // 31 of 32 are staked in full.
            staked: (draw >> 8) & 31 != 0,
            payee,
        })
    }

    /// 64 bits that depend on the seed, the device and the hour.
    fn draw(&self, at: u32, hour: u64) -> u64 {
        let mut x = self.seed ^ u64::from(at).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        x = finalise(x) ^ hour.wrapping_mul(0xd1b5_4a32_d192_ed03);
        finalise(x)
    }
}

/// The splitmix64 finaliser.
const fn finalise(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

fn multiplier_milli(class: &str) -> u32 {
    let known = MULTIPLIERS_MILLI.iter().find(|(name, _)| *name == class);
    known.map_or(OTHER_MULTIPLIER_MILLI, |(_, multiplier)| *multiplier)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const CENSUS: &str = include_str!("../../../demo/data/fleet_2024_04.csv");

    #[test]
    fn the_published_population_has_206_001_gpus() {
        let fleet = Fleet::new(1, CENSUS, 0).unwrap();
        assert_eq!(fleet.len(), 206_001);
        // Two hosts of eight GPUs are registered devices.
        let fleet = Fleet::new(1, CENSUS, 16).unwrap();
        assert_eq!(fleet.len() + 16, 206_001);
        assert_eq!(fleet.device(FIRST_INDEX).unwrap().multiplier_milli, 1_250);
        assert_eq!(
            fleet.device(FIRST_INDEX + 45_250).unwrap().multiplier_milli,
            1_750
        );
        assert_eq!(
            fleet
                .device(FIRST_INDEX + 45_250 + 30_779)
                .unwrap()
                .multiplier_milli,
            5_000
        );
        assert_eq!(
            fleet
                .device(FIRST_INDEX + 205_984)
                .unwrap()
                .multiplier_milli,
            250
        );
        assert_eq!(fleet.device(FIRST_INDEX + 205_985), None);
        assert_eq!(fleet.device(7), None);
    }

    #[test]
    fn everything_in_it_comes_from_the_seed() {
        let (a, b, c) = (
            Fleet::new(1, CENSUS, 16),
            Fleet::new(1, CENSUS, 16),
            Fleet::new(2, CENSUS, 16),
        );
        let (a, b, c) = (a.unwrap(), b.unwrap(), c.unwrap());
        assert_eq!(a.id(), b.id());
        assert_ne!(a.id(), c.id());
        assert_eq!(a.device(FIRST_INDEX + 9), b.device(FIRST_INDEX + 9));
        assert_ne!(
            a.device(FIRST_INDEX + 9).unwrap().payee,
            c.device(FIRST_INDEX + 9).unwrap().payee
        );
        assert_ne!(a.id(), Fleet::new(1, CENSUS, 8).unwrap().id());
        let all: std::collections::HashSet<_> = a.payees.iter().collect();
        assert_eq!(all.len(), 205_985);
        let staked = (0..a.len())
            .filter(|at| a.device(FIRST_INDEX + at).unwrap().staked)
            .count();
        assert!((198_000..201_000).contains(&staked), "{staked}");
    }
}
