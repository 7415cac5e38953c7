//! The bound on settlements, read from `emissions`' account by its published layout: the two
//! programs do not depend on each other's crates, which would be a cycle.
use crate::{errors::OracleError, state::Oracle};
use anchor_lang::{address_eq, prelude::*};
use io_core::emission::Split;
use io_runtime::{emission_split::EmissionSplit, ids, CoreErrorExt};

/// First 8 bytes of SHA-256("account:Emission").
const EMISSION_DISCRIMINATOR: [u8; 8] = [0x38, 0x65, 0x85, 0x4f, 0xf8, 0xe9, 0x83, 0x8c];
const SPLIT_AT: usize = 16;
const GENESIS_AT: usize = 56;
const EPOCH_LENGTH_AT: usize = 64;
const READ_LEN: usize = 68;

/// GPU suppliers' cumulative emission at the end of `epoch`, IO base units.
///
/// # Errors
/// `WrongEmissionAccount`, `ScheduleMismatch`, and those of `Split::totals`.
pub fn supplier_cap(emission: &AccountView, oracle: &Oracle, epoch: u64) -> Result<u64> {
    require!(
        address_eq(emission.address(), &oracle.emission) && emission.owned_by(&ids::EMISSIONS),
        OracleError::WrongEmissionAccount
    );
    let data = emission.try_borrow()?;
    supplier_cap_of(&data, oracle, epoch)
}

fn supplier_cap_of(data: &[u8], oracle: &Oracle, epoch: u64) -> Result<u64> {
    let data = data
        .get(..READ_LEN)
        .ok_or(OracleError::WrongEmissionAccount)?;
    require!(
        data[..8] == EMISSION_DISCRIMINATOR,
        OracleError::WrongEmissionAccount
    );
    require!(
        data[GENESIS_AT..EPOCH_LENGTH_AT] == oracle.genesis_ts.get().to_le_bytes()
            && data[EPOCH_LENGTH_AT..READ_LEN] == oracle.epoch_length_s.get().to_le_bytes(),
        OracleError::ScheduleMismatch
    );
    let split: &EmissionSplit = bytemuck::from_bytes(&data[SPLIT_AT..GENESIS_AT]);
    let split = Split {
        from_epoch: split.from_epoch.get(),
        base_emitted: split.base_emitted.get(),
        base_stakers: split.base_stakers.get(),
        base_cpu: split.base_cpu.get(),
        stakers_bps: split.stakers_bps.get(),
        cpu_bps: split.cpu_bps.get(),
    };
    Ok(split.totals(epoch).or_program_error()?.gpu)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use bytemuck::Zeroable;

    fn emission(genesis: i64, length: u32) -> Vec<u8> {
        let mut data = anchor_lang::sha256(b"account:Emission")[..8].to_vec();
        data.extend([1, 255, 0, 0, 0, 0, 0, 0]);
        let mut split = EmissionSplit::zeroed();
        split.stakers_bps = 2_000.into();
        split.cpu_bps = 500.into();
        data.extend(bytemuck::bytes_of(&split));
        data.extend(genesis.to_le_bytes());
        data.extend(length.to_le_bytes());
        data.extend([0; 400]);
        data
    }

    #[test]
    fn the_cap_is_the_gpu_part_of_the_schedule() {
        let mut oracle = Oracle::zeroed();
        oracle.genesis_ts = 5.into();
        oracle.epoch_length_s = 3_600.into();
        let data = emission(5, 3_600);
        // S(1) = 4,566.21004566 IO, of which 80% and of that 95%; stakers and CPU round down.
        let emitted = 456_621_004_566u64;
        let suppliers = emitted - emitted * 2_000 / 10_000;
        let gpu = suppliers - suppliers * 500 / 10_000;
        assert_eq!(supplier_cap_of(&data, &oracle, 1), Ok(gpu));
        assert_eq!(
            supplier_cap_of(&emission(6, 3_600), &oracle, 1),
            Err(OracleError::ScheduleMismatch.into())
        );
        assert_eq!(
            supplier_cap_of(&emission(5, 3_601), &oracle, 1),
            Err(OracleError::ScheduleMismatch.into())
        );
        let mut other = data.clone();
        other[0] ^= 1;
        assert_eq!(
            supplier_cap_of(&other, &oracle, 1),
            Err(OracleError::WrongEmissionAccount.into())
        );
        assert_eq!(
            supplier_cap_of(&data[..60], &oracle, 1),
            Err(OracleError::WrongEmissionAccount.into())
        );
    }
}
