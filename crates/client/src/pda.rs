//! Program-derived addresses of the accounts that exist once per something. Those that exist once in all
//! are functions of the generated modules (`emissions::emission_address()` and so on).
use solana_pubkey::Pubkey;

use crate::{disputes, emissions, escrow, iosd, market, oracle, staking};

/// Epoch records kept: epoch e and e + 64 share an address.
pub const EPOCH_RING: u64 = 64;

/// SPL Associated Token Account program.
pub const ASSOCIATED_TOKEN_PROGRAM_ID: Pubkey =
    Pubkey::from_str_const("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");
/// SPL Token program.
pub const TOKEN_PROGRAM_ID: Pubkey =
    Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");
/// Token-2022, of which a mint that jobs are paid in may be.
pub const TOKEN_2022_PROGRAM_ID: Pubkey =
    Pubkey::from_str_const("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");
/// Loader of upgradeable programs.
pub const UPGRADEABLE_LOADER_ID: Pubkey =
    Pubkey::from_str_const("BPFLoaderUpgradeab1e11111111111111111111111");

fn derive(seeds: &[&[u8]], program: &Pubkey) -> Pubkey {
    Pubkey::find_program_address(seeds, program).0
}

/// `emissions`' `Claim` of a payee wallet.
pub fn claim(wallet: &Pubkey) -> Pubkey {
    derive(&[b"claim", wallet.as_ref()], &emissions::ID)
}

/// Token account of genesis allocation `index` that vests.
pub fn allocation(index: u8) -> Pubkey {
    derive(&[b"allocation", &[index]], &emissions::ID)
}

/// `emissions`' `Grant` of genesis allocation `index`: whom it pays as it vests.
pub fn grant(index: u8) -> Pubkey {
    derive(&[b"grant", &[index]], &emissions::ID)
}

/// `staking`'s `Position` of a wallet.
pub fn position(owner: &Pubkey) -> Pubkey {
    derive(&[b"position", owner.as_ref()], &staking::ID)
}

/// `staking`'s `DeviceStake` behind a device account.
pub fn device_stake(device: &Pubkey) -> Pubkey {
    derive(&[b"device_stake", device.as_ref()], &staking::ID)
}

/// `staking`'s `CoStake` of a wallet behind somebody else's device.
pub fn co_stake(device: &Pubkey, owner: &Pubkey) -> Pubkey {
    derive(
        &[b"co_stake", device.as_ref(), owner.as_ref()],
        &staking::ID,
    )
}

/// `staking`'s `SlashProposal` that rests on `evidence`.
pub fn slash_proposal(evidence: &[u8; 32]) -> Pubkey {
    derive(&[b"slash", evidence], &staking::ID)
}

/// `iosd`'s `Request` number `nonce` of a wallet.
pub fn request(owner: &Pubkey, nonce: u64) -> Pubkey {
    derive(
        &[b"request", owner.as_ref(), &nonce.to_le_bytes()],
        &iosd::ID,
    )
}

/// `oracle`'s `Device` number `nonce` of a supplier.
pub fn device(supplier: &Pubkey, nonce: u32) -> Pubkey {
    derive(
        &[b"device", supplier.as_ref(), &nonce.to_le_bytes()],
        &oracle::ID,
    )
}

/// `oracle`'s `Commits` of a supplier and GPU class.
pub fn commits(supplier: &Pubkey, class: u8) -> Pubkey {
    derive(&[b"commit", supplier.as_ref(), &[class]], &oracle::ID)
}

/// `disputes`' `Challenge` by a challenger of an epoch's settlement.
pub fn challenge(challenger: &Pubkey, epoch: u64) -> Pubkey {
    derive(
        &[b"challenge", challenger.as_ref(), &epoch.to_le_bytes()],
        &disputes::ID,
    )
}

/// Token account that holds a challenge's bond.
pub fn challenge_vault(challenge: &Pubkey) -> Pubkey {
    derive(&[b"bond", challenge.as_ref()], &disputes::ID)
}

/// `oracle`'s `EpochRecord` of an epoch. Check its `epoch`: the address is used again 64 epochs later.
pub fn epoch_record(epoch: u64) -> Pubkey {
    // Below 64, so one byte holds it.
    let place = u8::try_from(epoch % EPOCH_RING).unwrap_or(u8::MAX);
    derive(&[b"epoch", &[place]], &oracle::ID)
}

/// `escrow`'s `Job` number `nonce` of a renter.
pub fn job(renter: &Pubkey, nonce: u64) -> Pubkey {
    derive(
        &[b"job", renter.as_ref(), &nonce.to_le_bytes()],
        &escrow::ID,
    )
}

/// Token account that holds a job's money.
pub fn job_vault(job: &Pubkey) -> Pubkey {
    derive(&[b"vault", job.as_ref()], &escrow::ID)
}

/// `escrow`'s `Lease` of a job to a device. `job_created_ts` is the job's `created_ts`: a closed job's
/// number may be used again, and its leases must not be.
pub fn lease(job: &Pubkey, device: &Pubkey, job_created_ts: i64) -> Pubkey {
    derive(
        &[
            b"lease",
            job.as_ref(),
            device.as_ref(),
            &job_created_ts.to_le_bytes(),
        ],
        &escrow::ID,
    )
}

/// `market`'s `Round` of a GPU class that opens at `opens_ts`, unix seconds.
pub fn round(class: u8, opens_ts: i64) -> Pubkey {
    derive(&[b"round", &[class], &opens_ts.to_le_bytes()], &market::ID)
}

/// `escrow`'s `Hire` of a device: exists while it is leased.
pub fn hire(device: &Pubkey) -> Pubkey {
    derive(&[b"hire", device.as_ref()], &escrow::ID)
}

/// Where the loader keeps a program's code and upgrade authority.
pub fn program_data(program: &Pubkey) -> Pubkey {
    derive(&[program.as_ref()], &UPGRADEABLE_LOADER_ID)
}

/// A wallet's associated token account for a mint of the SPL Token program.
pub fn associated_token(wallet: &Pubkey, mint: &Pubkey) -> Pubkey {
    associated_token_by(&TOKEN_PROGRAM_ID, wallet, mint)
}

/// A wallet's associated token account for a mint of `token_program`.
pub fn associated_token_by(token_program: &Pubkey, wallet: &Pubkey, mint: &Pubkey) -> Pubkey {
    derive(
        &[wallet.as_ref(), token_program.as_ref(), mint.as_ref()],
        &ASSOCIATED_TOKEN_PROGRAM_ID,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_epoch_shares_its_record_with_the_one_64_later() {
        assert_eq!(epoch_record(1), epoch_record(65));
        assert_ne!(epoch_record(1), epoch_record(2));
    }

    /// From the SPL documentation's own example of USDC on mainnet.
    #[test]
    fn associated_token_follows_the_spl_derivation() {
        let wallet = Pubkey::from_str_const("7EqQdEULxWcraVx3mXKFjc84LhCkMGZCkRuDpvcMwJeK");
        let mint = Pubkey::from_str_const("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v");
        let derived = associated_token(&wallet, &mint);
        assert!(!derived.is_on_curve());
        assert_eq!(derived, associated_token(&wallet, &mint));
    }
}
