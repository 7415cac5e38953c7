//! Calls by which `escrow` locks, releases and pays a lease's guarantee out of `staking`, and `market` has stake
//! held, on fixed stack buffers like `token`. Each signs by the seeds of its own address.
use crate::{
    cpi::invoke,
    ids,
    singletons::{ESCROW, MARKET},
    token::{AsView, TOKEN_PROGRAM},
};
use anchor_lang::{pinocchio::instruction::InstructionAccount, prelude::AccountView};

/// First 8 bytes of SHA-256("global:lock_guarantee").
const LOCK: [u8; 8] = [0x1e, 0x6a, 0x6f, 0xf7, 0xe8, 0xb3, 0x4f, 0x60];
/// First 8 bytes of SHA-256("global:release_guarantee").
const RELEASE: [u8; 8] = [0x91, 0x05, 0x02, 0x4e, 0x3a, 0x61, 0x22, 0xc0];
/// First 8 bytes of SHA-256("global:pay_guarantee").
const PAY: [u8; 8] = [0xd1, 0xa2, 0x83, 0x57, 0xc8, 0x10, 0x8e, 0x8f];

/// Promises `amount` of the owner's part to a renter, and notes that the device requires `required` as it is
/// hired; both IO base units.
#[inline(always)]
pub fn lock(
    escrow: &impl AsView,
    pool: &impl AsView,
    device_stake: &mut impl AsView,
    amount: u64,
    required: u64,
) {
    let views = [escrow.as_view(), pool.as_view(), device_stake.as_view()];
    lock_by(views, amount, required, &[b"escrow", &[ESCROW.bump]]);
}

/// Notes that stake of `required` IO base units weighs in a draw, so that it stays; `market` signs.
#[inline(always)]
pub fn hold(
    market: &impl AsView,
    pool: &impl AsView,
    device_stake: &mut impl AsView,
    required: u64,
) {
    let views = [market.as_view(), pool.as_view(), device_stake.as_view()];
    lock_by(views, 0, required, &[b"market", &[MARKET.bump]]);
}

/// The callers hold the last of `views` by `&mut`.
#[inline(never)]
fn lock_by(views: [&AccountView; 3], amount: u64, required: u64, seeds: &[&[u8]]) {
    let mut data = [0u8; 24];
    data[..8].copy_from_slice(&LOCK);
    data[8..16].copy_from_slice(&amount.to_le_bytes());
    data[16..].copy_from_slice(&required.to_le_bytes());
    let metas = [
        InstructionAccount::readonly_signer(views[0].address()),
        InstructionAccount::readonly(views[1].address()),
        InstructionAccount::writable(views[2].address()),
    ];
    // SAFETY: the written account is held by `&mut`.
    unsafe { invoke(&ids::STAKING, &metas, &views, &data, seeds) }
}

/// Ends the promise of `amount`, IO base units, in the owner's favour.
#[inline(always)]
pub fn release(escrow: &impl AsView, device_stake: &mut impl AsView, amount: u64) {
    let views = [escrow.as_view(), device_stake.as_view()];
    let metas = [
        InstructionAccount::readonly_signer(views[0].address()),
        InstructionAccount::writable(views[1].address()),
    ];
    // SAFETY: the written account is held by `&mut`.
    unsafe {
        invoke(
            &ids::STAKING,
            &metas,
            &views,
            &of(&RELEASE, amount),
            &[b"escrow", &[ESCROW.bump]],
        )
    }
}

/// Ends the promise of `amount`, IO base units, in the renter's favour: pays to `destination` what of it is left.
#[inline(always)]
pub fn pay(
    escrow: &impl AsView,
    pool: &mut impl AsView,
    device_stake: &mut impl AsView,
    stake_vault: &mut impl AsView,
    destination: &mut impl AsView,
    token_program: &impl AsView,
    amount: u64,
) {
    let views = [
        escrow.as_view(),
        pool.as_view(),
        device_stake.as_view(),
        stake_vault.as_view(),
        destination.as_view(),
        token_program.as_view(),
    ];
    let metas = [
        InstructionAccount::readonly_signer(views[0].address()),
        InstructionAccount::writable(views[1].address()),
        InstructionAccount::writable(views[2].address()),
        InstructionAccount::writable(views[3].address()),
        InstructionAccount::writable(views[4].address()),
        InstructionAccount::readonly(&TOKEN_PROGRAM),
    ];
    // SAFETY: the written accounts are held by `&mut`.
    unsafe {
        invoke(
            &ids::STAKING,
            &metas,
            &views,
            &of(&PAY, amount),
            &[b"escrow", &[ESCROW.bump]],
        )
    }
}

fn of(discriminator: &[u8; 8], amount: u64) -> [u8; 16] {
    let mut data = [0u8; 16];
    data[..8].copy_from_slice(discriminator);
    data[8..].copy_from_slice(&amount.to_le_bytes());
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn discriminators_are_the_hashes_of_the_names() {
        for (name, discriminator) in [
            ("lock_guarantee", LOCK),
            ("release_guarantee", RELEASE),
            ("pay_guarantee", PAY),
        ] {
            let hash = anchor_lang::sha256(format!("global:{name}").as_bytes());
            assert_eq!(hash[..8], discriminator, "{name}");
        }
    }
}
