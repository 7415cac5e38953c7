//! The two accounts in which a cluster keeps its time.
use solana_pubkey::Pubkey;

/// Address of the clock.
pub const CLOCK: Pubkey = Pubkey::from_str_const("SysvarC1ock11111111111111111111111111111111");
/// Address of the recent slots' hashes.
pub const SLOT_HASHES: Pubkey =
    Pubkey::from_str_const("SysvarS1otHashes111111111111111111111111111");

/// The chain's sense of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainClock {
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub unix_timestamp: i64,
}

impl ChainClock {
    /// Reads the account's data: slot u64, epoch_start_timestamp i64, epoch u64, leader_schedule_epoch u64,
    /// unix_timestamp i64.
    ///
    /// # Errors
    /// A sentence, when it is no clock.
    pub fn decode(data: &[u8]) -> Result<Self, &'static str> {
        let word = |at: usize| data.get(at..)?.first_chunk::<8>().copied();
        match (word(0), word(32)) {
            (Some(slot), Some(ts)) => Ok(Self {
                slot: u64::from_le_bytes(slot),
                unix_timestamp: i64::from_le_bytes(ts),
            }),
            _ => Err("the clock sysvar is shorter than 40 bytes"),
        }
    }
}

/// One entry of the SlotHashes sysvar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotHash {
    /// Slot.
    pub slot: u64,
    /// Its bank hash.
    pub hash: [u8; 32],
}

impl SlotHash {
    /// Reads the account's data: a count u64, then slot and hash of each, newest first.
    ///
    /// # Errors
    /// A sentence, when it is too short for a count.
    pub fn decode_all(data: &[u8]) -> Result<Vec<Self>, &'static str> {
        let entries = data
            .get(8..)
            .ok_or("the slot hashes sysvar is shorter than 8 bytes")?;
        let (entries, _) = entries.as_chunks::<40>();
        let read = |entry: &[u8; 40]| {
            let (slot, hash) = entry.split_first_chunk::<8>()?;
            Some(Self {
                slot: u64::from_le_bytes(*slot),
                hash: hash.try_into().ok()?,
            })
        };
        Ok(entries.iter().filter_map(read).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clocks_first_and_fifth_words_are_read() {
        let mut data = vec![0; 40];
        data[..8].copy_from_slice(&7_u64.to_le_bytes());
        data[32..].copy_from_slice(&(-5_i64).to_le_bytes());
        let clock = ChainClock::decode(&data).unwrap();
        assert_eq!((clock.slot, clock.unix_timestamp), (7, -5));
        assert!(ChainClock::decode(&data[..39]).is_err());
    }

    #[test]
    fn slot_hashes_are_read_in_order_and_a_cut_entry_is_not() {
        let mut data = 2_u64.to_le_bytes().to_vec();
        for slot in [9_u64, 8] {
            data.extend_from_slice(&slot.to_le_bytes());
            data.extend_from_slice(&[slot as u8; 32]);
        }
        let entry = |slot: u64| SlotHash {
            slot,
            hash: [slot as u8; 32],
        };
        assert_eq!(SlotHash::decode_all(&data), Ok(vec![entry(9), entry(8)]));
        assert_eq!(SlotHash::decode_all(&data[..87]), Ok(vec![entry(9)]));
        assert!(SlotHash::decode_all(&data[..7]).is_err());
    }
}
