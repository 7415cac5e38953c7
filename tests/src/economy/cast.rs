//! Who is in the economy. Everybody is a number, the same in the model and on the chain.

use crate::city::IO;

/// Wallets that stake, rent, burn, back devices and are paid rewards.
pub const PEOPLE: usize = 240;
/// Wallets that supply: the first ones.
pub const SUPPLIERS: usize = 24;
/// Devices, those included that are registered later; device d belongs to wallet `d % SUPPLIERS`.
pub const DEVICES: usize = 32;
/// Operators; their wallets come after the people's.
pub const OPERATORS: usize = 7;
/// Keys that operators take turns with; no seat begins with one above the operators'.
pub const KEYS: usize = 3 * OPERATORS;
/// Keys that hold offices.
pub const OFFICERS: usize = 4;
/// The officer who founds the network, and holds all offices but the next one's.
pub const AUTHORITY: usize = 0;
/// The officer who watches it.
pub const GUARDIAN: usize = 1;
/// Whose token accounts take the fees.
pub const TREASURY: usize = PEOPLE + OPERATORS;
/// Who holds what the community's allocation has not given to anybody.
pub const HOLDER: usize = TREASURY + 1;
/// All who have token accounts.
pub const HOLDERS: usize = HOLDER + 1;
/// Numbers a renter gives to jobs and an owner to requests.
pub const NONCES: u64 = 3;
/// IO each wallet begins with.
pub const FUNDS: u64 = 60_000 * IO;
/// USDC base units each wallet begins with.
pub const DOLLARS: u64 = 200_000_000_000;
/// What each wallet stakes at the beginning.
pub const FIRST_STAKE: u64 = 100 * IO;
/// Longest list of wallets in a settlement.
pub const PAYEES: usize = 60;

/// Processors of device `device`: one to four.
pub const fn processors(device: usize) -> u16 {
    1 + (device % 4) as u16
}

/// Whose device `device` is.
pub const fn supplier(device: usize) -> usize {
    device % SUPPLIERS
}

/// Whom device `device` pays at first.
pub const fn payee(device: usize) -> usize {
    SUPPLIERS + supplier(device)
}

/// The wallet of the operator of `seat`.
pub const fn operator(seat: usize) -> usize {
    PEOPLE + seat
}

/// The first beneficiary of a vesting allocation; the last allocation has none yet.
pub const fn beneficiary(grant: u8) -> usize {
    2 * SUPPLIERS + grant as usize
}

/// The grant whose minting names nobody.
pub const UNNAMED_GRANT: u8 = 2;

/// Whether anyone may turn the wallet's rewards into stake at first.
pub const fn compounds(who: usize) -> bool {
    who.is_multiple_of(3)
}
