//! The state that one hour hands to the next: lifetime totals per wallet, uptime per device, attested seconds
//! per lease. It is part of the report's bytes, so that the sealed report hash fixes it, and an operator that
//! was away fetches it from any peer and checks it.
//!
//! ```text
//! "io-books" | version u16 | epoch u64 | cap u64 | leaves u32 | wallets u32 | devices u32 | usage u32
//! wallet [32] … | cumulative u64 … | device u32 … | uptime [24] … | (lease [32], cumulative_s u64, first_hour_s u32) …
//! ```

use io_core::merkle_sum;

use crate::summary::{FormatError, Reader};

const MAGIC: &[u8; 8] = b"io-books";
const VERSION: u16 = 1;
const HEADER_BYTES: usize = 42;
const USAGE_BYTES: usize = 44;
/// Epochs that rolling uptime looks back on.
pub const UPTIME_EPOCHS: usize = 24;

/// A lease's attested seconds; its position is its leaf index for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeaseUsage {
    /// The lease's account.
    pub lease: [u8; 32],
    /// Attested seconds, lifetime.
    pub cumulative_s: u64,
    /// Attested seconds of its first hour.
    pub first_hour_s: u32,
}

/// Everything that is carried from one settlement to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Books {
    /// Epoch of the settlement these are the books of; 0 before the first.
    pub epoch: u64,
    /// GPU suppliers' emission up to which pools have been divided, IO base units.
    pub cap: u64,
    /// Wallets with a leaf: the first so many of `wallets`, by leaf index. The rest ascend by address.
    pub leaves: u32,
    /// Payee wallets.
    pub wallets: Vec<[u8; 32]>,
    /// Lifetime IO base units of each wallet.
    pub cumulative: Vec<u64>,
    /// Registry indices with uptime in the last 24 epochs, ascending.
    pub devices: Vec<u32>,
    /// Minutes of each device in epoch e at position `e % 24`.
    pub uptime: Vec<[u8; UPTIME_EPOCHS]>,
    /// Leases by leaf index.
    pub usage: Vec<LeaseUsage>,
}

impl Books {
    /// IO base units of all wallets, with a leaf or without.
    ///
    /// # Errors
    /// [`FormatError::Value`] beyond a u64.
    pub fn total(&self) -> Result<u64, FormatError> {
        self.cumulative
            .iter()
            .try_fold(0u64, |sum, amount| sum.checked_add(*amount))
            .ok_or(FormatError::Value)
    }

    /// Appends the canonical bytes.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.reserve(HEADER_BYTES + 40 * self.wallets.len() + 28 * self.devices.len());
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&self.epoch.to_le_bytes());
        out.extend_from_slice(&self.cap.to_le_bytes());
        out.extend_from_slice(&self.leaves.to_le_bytes());
        for count in [self.wallets.len(), self.devices.len(), self.usage.len()] {
            out.extend_from_slice(&(count as u32).to_le_bytes());
        }
        out.extend_from_slice(self.wallets.as_flattened());
        out.extend(
            self.cumulative
                .iter()
                .flat_map(|amount| amount.to_le_bytes()),
        );
        out.extend(self.devices.iter().flat_map(|index| index.to_le_bytes()));
        out.extend_from_slice(self.uptime.as_flattened());
        for usage in &self.usage {
            out.extend_from_slice(&usage.lease);
            out.extend_from_slice(&usage.cumulative_s.to_le_bytes());
            out.extend_from_slice(&usage.first_hour_s.to_le_bytes());
        }
    }

    /// Reads canonical bytes up to their end.
    ///
    /// # Errors
    /// [`FormatError`].
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, FormatError> {
        reader.magic(MAGIC, VERSION)?;
        let (epoch, cap) = (reader.u64()?, reader.u64()?);
        let leaves = reader.u32()?;
        let (wallets, devices, usage) = (reader.u32()?, reader.u32()?, reader.u32()?);
        let most = 1 << merkle_sum::MAX_DEPTH;
        let n_wallets = reader.count(wallets as usize, most, 40)?;
        let (wallets, _) = reader.take(32 * n_wallets)?.as_chunks();
        let wallets = wallets.to_vec();
        let (amounts, _) = reader.take(8 * n_wallets)?.as_chunks();
        let cumulative = amounts.iter().map(|b| u64::from_le_bytes(*b)).collect();
        let n_devices = reader.count(devices as usize, most, 4 + UPTIME_EPOCHS)?;
        let (indices, _) = reader.take(4 * n_devices)?.as_chunks();
        let devices: Vec<u32> = indices.iter().map(|b| u32::from_le_bytes(*b)).collect();
        let (uptime, _) = reader.take(UPTIME_EPOCHS * n_devices)?.as_chunks();
        let uptime = uptime.to_vec();
        let n_usage = reader.count(usage as usize, most, USAGE_BYTES)?;
        let usage = (0..n_usage)
            .map(|_| {
                Ok(LeaseUsage {
                    lease: reader.array()?,
                    cumulative_s: reader.u64()?,
                    first_hour_s: reader.u32()?,
                })
            })
            .collect::<Result<Vec<_>, FormatError>>()?;
        reader.end()?;
        let books = Self {
            epoch,
            cap,
            leaves,
            wallets,
            cumulative,
            devices,
            uptime,
            usage,
        };
        books.check()?;
        Ok(books)
    }

    fn check(&self) -> Result<(), FormatError> {
        let leaves = self.leaves as usize;
        if leaves > self.wallets.len() {
            return Err(FormatError::Value);
        }
        if !self.devices.is_sorted_by(|a, b| a < b)
            || !self.wallets[leaves..].is_sorted_by(|a, b| a < b)
        {
            return Err(FormatError::Order);
        }
        if self.total()? > self.cap || self.uptime.as_flattened().iter().any(|m| *m > 60) {
            return Err(FormatError::Value);
        }
        Ok(())
    }
}
