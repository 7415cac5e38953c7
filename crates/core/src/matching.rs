//! Who serves whom: the draw that gives devices to jobs.
//!
//! Suppliers opt in during a window, jobs are entered, then a slot hash that nobody knew decides. The
//! assignment is a pure function of what was entered and of that hash, so anyone can recompute it:
//!
//! 1. Devices are drawn one after another, each with the chance `stake / stake of those not drawn yet`,
//!    until all have a place ([`Draw::new`]). That is exact to 2⁻⁶⁴ a place: for a device the number of 64-bit
//!    words `x` with `⌊x·total / 2⁶⁴⌋` inside its part of the total differs from `2⁶⁴·stake / total` by
//!    less than one. The order that a draw without replacement gives to some of the devices is again such a
//!    draw of them, so a job that few devices fit is served by the same odds among those.
//! 2. Jobs take their turn by their renter's stake, the largest first; the seed decides between equals.
//! 3. A job takes the devices that fit it in drawn order until its GPUs are filled. Where that does not
//!    fill them exactly it is tried once more with the largest hosts first: with hosts of 1, 2, 4 and 8
//!    GPUs the second try finds a filling whenever there is one, and no small host can stand in its way.
//!    A job that cannot be filled takes none: it must not hold devices that others could use.
//!
//! Odds are linear in stake, so splitting it over several devices changes the chance of the first to be drawn by
//! nothing, and each then brings fewer GPUs. When a device opted in, and before or after whom, plays no
//! part: devices lie in the order of their registry index.

use crate::{
    error::{CoreError, Result},
    fixed::mul_wide,
    hash::Sha256,
};

/// Most devices of a round.
pub const MOST_DEVICES: usize = 64;
/// Most jobs of a round.
pub const MOST_JOBS: usize = 32;
/// In an assignment: the device is given to no job.
pub const NO_JOB: u8 = u8::MAX;
/// A least rate that no job reaches: the supplier takes no payment in that token.
pub const REFUSED: u64 = u64::MAX;

/// A device that has opted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it weighs, IO base units.
    pub stake: u64,
    /// Least rate, base units per GPU-hour of each payment token; [`REFUSED`]: none.
    pub min_rates: [u64; 3],
    /// Longest that it lets a job become.
    pub most_hours: u32,
    /// Of the host; it is leased whole.
    pub gpus: u16,
    /// Connectivity tier, 1 to 4.
    pub tier: u8,
    /// As measured by the operators.
    pub region: u8,
}

/// A job that has been entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// What tells it from others: its account.
    pub key: [u8; 32],
    /// Its renter's stake, IO base units.
    pub priority: u64,
    /// Base units per GPU-hour of the token it is paid in.
    pub rate: u64,
    /// Hours ordered.
    pub hours: u32,
    /// GPUs it still wants.
    pub gpus: u16,
    /// Least tier.
    pub tier: u8,
    /// 0: any.
    pub region: u8,
    /// Index into [`Offer::min_rates`].
    pub payment: u8,
}

impl Offer {
    /// Whether the device may serve `order`, its GPU count apart.
    #[inline(always)]
    pub fn fits(&self, order: &Order) -> bool {
        let least = self.min_rates.get(usize::from(order.payment));
        self.tier >= order.tier
            && (order.region == 0 || self.region == order.region)
            && self.most_hours >= order.hours
            && least.is_some_and(|least| *least != REFUSED && order.rate >= *least)
    }
}

/// What was entered into a round, wherever it is kept: at most [`MOST_DEVICES`] devices in the order of
/// their registry index and [`MOST_JOBS`] jobs in any order.
pub trait Entries {
    /// How many devices have opted in.
    fn devices(&self) -> usize;
    /// How many jobs have been entered.
    fn jobs(&self) -> usize;
    /// A device.
    ///
    /// # Panics
    /// May for a number that is not below `devices`.
    fn offer(&self, device: usize) -> Offer;
    /// A job.
    ///
    /// # Panics
    /// May for a number that is not below `jobs`.
    fn order(&self, job: usize) -> Order;
}

impl Entries for (&[Offer], &[Order]) {
    fn devices(&self) -> usize {
        self.0.len()
    }

    fn jobs(&self) -> usize {
        self.1.len()
    }

    fn offer(&self, device: usize) -> Offer {
        self.0[device]
    }

    fn order(&self, job: usize) -> Order {
        self.1[job]
    }
}

/// The number of the job that each device is given to, or [`NO_JOB`].
pub type Assignment = [u8; MOST_DEVICES];

/// Writes the assignment of `round` by `seed`.
///
/// # Errors
/// `IndexOutOfRange` for more devices or jobs than a round has; `Overflow` when the stakes sum to more than 64
/// bits: out of reach while the supply fits.
#[inline(never)]
pub fn assign<H: Sha256>(
    round: &impl Entries,
    seed: &[u8; 32],
    assignment: &mut Assignment,
) -> Result<()> {
    let draw = Draw::new::<H>(round, seed)?;
    let mut by_size = draw.clone();
    by_size.largest_first(round);
    *assignment = [NO_JOB; MOST_DEVICES];
    let mut queue = Queue::new::<H>(round, seed)?;
    while let Some(job) = queue.pop(round) {
        let order = round.order(job);
        for draw in [&draw, &by_size] {
            if draw.fill(round, &order, job as u8, assignment) {
                break;
            }
        }
    }
    Ok(())
}

/// Devices in drawn order.
#[derive(Clone, Debug)]
pub struct Draw {
    order: [u8; MOST_DEVICES],
    len: usize,
}

impl Draw {
    /// Draws the devices of `round`. One without stake is never drawn.
    ///
    /// # Errors
    /// As [`assign`].
    #[inline(never)]
    pub fn new<H: Sha256>(round: &impl Entries, seed: &[u8; 32]) -> Result<Self> {
        let devices = round.devices();
        if devices > MOST_DEVICES {
            return Err(CoreError::IndexOutOfRange);
        }
        let mut total = 0u64;
        for device in 0..devices {
            let stake = round.offer(device).stake;
            total = total.checked_add(stake).ok_or(CoreError::Overflow)?;
        }
        let mut draw = Self {
            order: [0; MOST_DEVICES],
            len: 0,
        };
        let mut drawn = 0u64;
        while total > 0 {
            let word = word(&H::hash_parts(&[seed, b"device", &[draw.len as u8]]));
            // Below the total.
            let (mut point, _) = mul_wide(word, total);
            for device in 0..devices {
                if drawn >> device & 1 == 1 {
                    continue;
                }
                let stake = round.offer(device).stake;
                if point < stake {
                    // `len` counts the bits of `drawn`, so it is below MOST_DEVICES.
                    draw.order[draw.len] = device as u8;
                    draw.len = draw.len.wrapping_add(1);
                    drawn |= 1 << device;
                    total = total.wrapping_sub(stake);
                    break;
                }
                point = point.wrapping_sub(stake);
            }
        }
        Ok(draw)
    }

    /// The devices in drawn order.
    pub fn order(&self) -> &[u8] {
        &self.order[..self.len]
    }

    /// Larger hosts before smaller ones; drawn order between equals.
    #[inline(never)]
    fn largest_first(&mut self, round: &impl Entries) {
        let gpus = |device: u8| round.offer(usize::from(device)).gpus;
        for end in 1..self.len {
            let mut at = end;
            while at > 0 {
                let before = at.wrapping_sub(1);
                if gpus(self.order[before]) >= gpus(self.order[at]) {
                    break;
                }
                self.order.swap(before, at);
                at = before;
            }
        }
    }

    /// Gives devices that fill `order` to the job of that number; whether there are any.
    #[inline(never)]
    fn fill(
        &self,
        round: &impl Entries,
        order: &Order,
        job: u8,
        assignment: &mut Assignment,
    ) -> bool {
        let mut left = order.gpus;
        for device in self.order() {
            let device = usize::from(*device);
            let offer = round.offer(device);
            let is_free = assignment[device] == NO_JOB;
            if is_free && offer.gpus > 0 && offer.gpus <= left && offer.fits(order) {
                left = left.wrapping_sub(offer.gpus);
                assignment[device] = job;
            }
        }
        if left > 0 {
            for given in assignment.iter_mut() {
                if *given == job {
                    *given = NO_JOB;
                }
            }
        }
        left == 0
    }
}

/// Jobs waiting for their turn.
struct Queue {
    /// What the seed says of each, for equals.
    lots: [u64; MOST_JOBS],
    waiting: u32,
}

impl Queue {
    #[inline(never)]
    fn new<H: Sha256>(round: &impl Entries, seed: &[u8; 32]) -> Result<Self> {
        let mut lots = [0; MOST_JOBS];
        let mut waiting = 0u32;
        for job in 0..round.jobs() {
            let lot = lots.get_mut(job).ok_or(CoreError::IndexOutOfRange)?;
            *lot = word(&H::hash_parts(&[seed, b"job", &round.order(job).key]));
            waiting |= 1 << job;
        }
        Ok(Self { lots, waiting })
    }

    /// The number of the next job. Of equals the lower lot, and of equal lots, once in 2⁶⁴, the lower number.
    #[inline(never)]
    fn pop(&mut self, round: &impl Entries) -> Option<usize> {
        let mut best: Option<(usize, u64)> = None;
        for job in 0..round.jobs().min(MOST_JOBS) {
            if self.waiting >> job & 1 == 0 {
                continue;
            }
            let priority = round.order(job).priority;
            let before = best.is_none_or(|(other, most)| {
                priority > most || (priority == most && self.lots[job] < self.lots[other])
            });
            if before {
                best = Some((job, priority));
            }
        }
        let (best, _) = best?;
        self.waiting &= !(1 << best);
        Some(best)
    }
}

/// The first 8 bytes, little-endian.
fn word(hash: &[u8; 32]) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hash[..8]);
    u64::from_le_bytes(bytes)
}

#[cfg(all(test, feature = "std"))]
mod tests;
