//! The hourly emission schedule and its split between stakers and suppliers.
//!
//! `E(1) = 40,000,000 / 8760 IO`, `q = 1 − 1.38869523959793·10⁻⁵` per hour, and in closed form
//! `S(n) = ⌊E(1)·(1 − qⁿ)/(1 − q)⌋`, capped at 300,000,000 IO. An hour pays `S(n) − S(n−1)` by
//! definition, so whoever accrues late pays exactly what punctual accruals would have.

use crate::{
    error::{CoreError, Result},
    fixed::{Rounding, bps_of, mul_high_u128},
    units::EMISSION_CAP,
};

/// The first epoch that pays.
pub const FIRST_EPOCH: u64 = 1;
/// What the first epoch pays, IO base units: 4,566.21004566 IO.
pub const FIRST: u64 = 456_621_004_566;
/// The epoch that reaches the cap; it pays 400.12944252 IO and later ones nothing.
pub const LAST_EPOCH: u64 = 175_319;

/// `⌊E(1)/(1 − q)·10⁸·2⁶⁴⌋`: what the uncapped series tends to, in base units with 64 fraction bits.
const LIMIT_Q64: u128 = 606_552_868_457_430_903_686_736_991_354_010_126;

/// `⌊q^(d·8ⁱ)·2¹²⁸⌋` for the octal digits d = 1..=7 of place i. Six places reach past the last epoch
/// (175,319 < 8⁶). The eighteen powers `q^(2ⁱ)` are the columns 1, 2 and 4; the others save two products
/// of three on the VM for 384 bytes.
static Q_POWERS_Q128: [[u128; 7]; 6] = [
    [
        0xffff1703fe5dc27e306e20eb3c8dc742,
        0xfffe2e08d0c54005a7c34cec6f5158c0,
        0xfffd450e7735b79cd99093cb2f44f862,
        0xfffc5c14f1ae684ae9072375201f1e99,
        0xfffb731c402e9117a8f7a827f44361bb,
        0xfffa8a2462b5710b9bd1ac9c002aa546,
        0xfff9a12d5942472ff3a2fa2f5f420ab0,
    ],
    [
        0xfff8b83723d4528e9216f911aa401f56,
        0xfff170a348c5b7399c30faa36201e822,
        0xffea29446d5249501aca9c69eb550108,
        0xffe2e21a8ff82f1a806b33551035d07e,
        0xffdb9b25af3599da65becb3300499e8c,
        0xffd45465c988c5ca39b2660559531072,
        0xffcd0ddadd6ffa1cf19280f74d66b452,
    ],
    [
        0xffc5c784e96988fdb92bdee45c5fc339,
        0xff8b9c47770f6339ea0565f8a9c42759,
        0xff517e44a60e7f53fb4194e3314bacf2,
        0xff176d7974331f7123f1d185205309c6,
        0xfedd69e2dff8af5d43123e903dc44002,
        0xfea3737de8899cb4ca72c401f3bda8c1,
        0xfe698a478dbf2f17b8eadacf654c04b6,
    ],
    [
        0xfe2fae3cd0216065a1c8a51ed6d8bab3,
        0xfc62a6a21ded60eaaa4127e58f926c50,
        0xfa98e338730752385fa33c7363cff644,
        0xf8d25e132b80e605f079424c3a613c8e,
        0xf70f1150623952334d945f45ad1bfbc1,
        0xf54ef718dd600db9406fea42bc01d65b,
        0xf392099ffb1ae6dc8cb351de2a8fc0d1,
    ],
    [
        0xf1d843239e4f3287091c870c0843e0d0,
        0xe478e51a6dc7ec99a30770f8e0ead689,
        0xd7d6d19a9d6c5f91bce813351b982ea4,
        0xcbe7912ea95b5401a368e0b22df0cbcf,
        0xc0a14089668def27dd57b0b96ab806e5,
        0xb5fa8854ce890c234e32b12710111c44,
        0xabea9574c1750a14eb2e76dffc3a6c69,
    ],
    [
        0xa26911b755225e66f622fcd29d211c59,
        0x6709258b915d324523f6abe014d89e5f,
        0x415e13a41d879322995fb3db087c7419,
        0x29785c89f84adb1d4a144e00a4edd6ae,
        0x1a4f2fcbf4b00d7ad786803f6a4b683b,
        0x10b0e88bc5064ddf983ee1d8604894bf,
        0x0a96ccdf87764bb9a8a244d30925afd6,
    ],
];

/// `S(n)`: IO base units emitted by the end of `epoch`. Rounds down, so never above the schedule.
///
/// One high-half product per octal digit after the first and one for the limit, so six at most.
/// Compiled for BPF by LLVM 22 at most 1,055 instructions (epoch 131,071).
pub fn cumulative(epoch: u64) -> u64 {
    if epoch >= LAST_EPOCH {
        return EMISSION_CAP;
    }
    let mut power: Option<u128> = None;
    let mut digits = epoch;
    for place in &Q_POWERS_Q128 {
        // Digit 0 is a factor of one: nothing to multiply, and no entry.
        let entry = (digits & 7)
            .checked_sub(1)
            .and_then(|d| place.get(d as usize));
        if let Some(entry) = entry {
            power = Some(match power {
                None => *entry,
                Some(p) => mul_high_u128(p, *entry),
            });
        }
        digits >>= 3;
        if digits == 0 {
            break;
        }
    }
    match power {
        // q⁰ = 1 has no 128-bit fraction, and S(0) = 0.
        None => 0,
        // 2¹²⁸ − p is the fraction 1 − qⁿ. LIMIT·(1 − qⁿ) has 192 fraction bits: the product's high
        // half drops 128 and the shift 64, and nested floors are one floor. Below the cap, so the
        // high half fits 119 bits and the result 55.
        Some(p) => (mul_high_u128(LIMIT_Q64, p.wrapping_neg()) >> 64) as u64,
    }
}

/// `E(n) = S(n) − S(n−1)`: IO base units that `epoch` pays; 0 for epoch 0 and past the last.
pub fn epoch_emission(epoch: u64) -> u64 {
    match epoch.checked_sub(1) {
        None => 0,
        Some(previous) => cumulative(epoch).saturating_sub(cumulative(previous)),
    }
}

/// How the emission is split from one epoch on, with what had been split before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// The split applies to the epochs after this one.
    pub from_epoch: u64,
    /// `S(from_epoch)`, IO base units.
    pub base_emitted: u64,
    /// Stakers' total at `from_epoch`, IO base units.
    pub base_stakers: u64,
    /// CPU reserve's total at `from_epoch`, IO base units (part of the suppliers').
    pub base_cpu: u64,
    /// Stakers' share of what is emitted.
    pub stakers_bps: u16,
    /// CPU reserve's share of the suppliers' part.
    pub cpu_bps: u16,
}

/// Cumulative totals at an epoch, IO base units. `emitted = stakers + suppliers`,
/// `suppliers = gpu + cpu`, exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// `S(epoch)`.
    pub emitted: u64,
    /// Part of the stakers.
    pub stakers: u64,
    /// Part of the suppliers, GPU and CPU.
    pub suppliers: u64,
    /// GPU suppliers' pool.
    pub gpu: u64,
    /// CPU reserve.
    pub cpu: u64,
}

impl Split {
    /// The split in force from genesis.
    ///
    /// # Errors
    /// `BpsOutOfRange` for a share above 10,000.
    pub fn genesis(stakers_bps: u16, cpu_bps: u16) -> Result<Self> {
        let split = Self {
            from_epoch: 0,
            base_emitted: 0,
            base_stakers: 0,
            base_cpu: 0,
            stakers_bps,
            cpu_bps,
        };
        split.totals(0)?;
        Ok(split)
    }

    /// Cumulative totals at `epoch`.
    ///
    /// The stakers' and the CPU part round down on the whole stretch since `from_epoch`, for the GPU
    /// suppliers, who get the rest: totals depend on the epoch alone, not on how often anyone asks.
    ///
    /// # Errors
    /// `EpochBeforeSplit` before `from_epoch`; `BpsOutOfRange`; `Overflow` for inconsistent bases.
    pub fn totals(&self, epoch: u64) -> Result<Totals> {
        if epoch < self.from_epoch {
            return Err(CoreError::EpochBeforeSplit);
        }
        self.totals_at(cumulative(epoch))
    }

    /// [`Split::totals`] for a caller that already has `S(epoch)`, which is the costly part.
    ///
    /// # Errors
    /// As [`Split::totals`]; `EpochBeforeSplit` for less than `base_emitted`.
    pub fn totals_at(&self, emitted: u64) -> Result<Totals> {
        let since = emitted
            .checked_sub(self.base_emitted)
            .ok_or(CoreError::EpochBeforeSplit)?;
        let new_stakers = bps_of(since, self.stakers_bps, Rounding::Down)?;
        let stakers = self
            .base_stakers
            .checked_add(new_stakers)
            .ok_or(CoreError::Overflow)?;
        let suppliers = emitted.checked_sub(stakers).ok_or(CoreError::Overflow)?;
        // new_stakers <= since because bps_of refuses more than the whole.
        let new_suppliers = since.wrapping_sub(new_stakers);
        let cpu = self
            .base_cpu
            .checked_add(bps_of(new_suppliers, self.cpu_bps, Rounding::Down)?)
            .ok_or(CoreError::Overflow)?;
        let gpu = suppliers.checked_sub(cpu).ok_or(CoreError::Overflow)?;
        Ok(Totals {
            emitted,
            stakers,
            suppliers,
            gpu,
            cpu,
        })
    }

    /// New shares for the epochs after `from_epoch`; what was split up to it stays split.
    ///
    /// # Errors
    /// As [`Split::totals`], for the old shares or the new ones.
    pub fn with_change(&self, stakers_bps: u16, cpu_bps: u16, from_epoch: u64) -> Result<Self> {
        let at = self.totals(from_epoch)?;
        let next = Self {
            from_epoch,
            base_emitted: at.emitted,
            base_stakers: at.stakers,
            base_cpu: at.cpu,
            stakers_bps,
            cpu_bps,
        };
        next.totals_at(at.emitted)?;
        Ok(next)
    }
}

#[cfg(test)]
mod tests;
