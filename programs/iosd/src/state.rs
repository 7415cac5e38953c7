//! Accounts of `iosd`.
use crate::errors::IosdError;
use anchor_lang::prelude::*;
use io_core::iosd::Window;

/// How long a guardian's pause lasts.
pub const PAUSE_S: i64 = 72 * 3_600;
/// How long after a pause has lapsed the guardian must wait for the next one.
pub const PAUSE_REST_S: i64 = 30 * 86_400;

/// PDA `["iosd"]`: parameters, counters and the IOSD mint authority.
#[account]
pub struct Iosd {
    pub version: u8,
    pub bump: u8,
    pub _pad: [u8; 6],
    pub authority: Address,
    pub pending_authority: Address,
    pub guardian: Address,
    pub io_mint: Address,
    pub iosd_mint: Address,
    /// Token account PDA `["io_vault"]`: IO locked in requests, or owed by resolved ones.
    pub io_vault: Address,
    /// Token account PDA `["payout_vault"]`: IOSD of executed requests whose destination was not usable.
    pub payout_vault: Address,
    pub price_ring: Address,
    pub request_ttl_s: PodU32,
    pub max_deviation_bps: PodU16,
    pub _pad2: [u8; 2],
    pub min_request_io: PodU64,
    /// Decaying window on minting, IOSD base units.
    pub window_capacity: PodU64,
    pub window_used: PodU64,
    pub window_updated_ts: PodI64,
    pub window_length_s: PodU32,
    pub _pad3: [u8; 4],
    /// IO burned by mints (never by fees or slashes), base units.
    pub burned_io: PodU64,
    pub minted_iosd: PodU64,
    /// IO re-minted by redemption (later issue).
    pub redeemed_io: PodU64,
    /// IO locked in pending requests, and owed by resolved ones that have not been collected.
    pub locked_io: PodU64,
    /// IOSD waiting in the payout vault.
    pub payable_iosd: PodU64,
    pub next_seq: PodU64,
    /// Requests are resolved in order: only this one may be executed.
    pub head_seq: PodU64,
    /// Minting is paused before this time (unix seconds); 0: never paused.
    pub pause_ends_ts: PodI64,
    pub _reserved: [u8; 120],
}

impl Iosd {
    /// Whether the guardian's pause is in force.
    pub fn is_paused(&self, now_ts: i64) -> bool {
        now_ts < self.pause_ends_ts.get()
    }

    /// The mint window as the money rule takes it.
    pub fn window(&self) -> Window {
        Window {
            used: self.window_used.get(),
            updated_ts: self.window_updated_ts.get(),
            capacity: self.window_capacity.get(),
            length_s: u64::from(self.window_length_s.get()),
        }
    }

    /// Stores what a [`Window::try_consume`] left.
    pub fn set_window(&mut self, window: &Window) {
        self.window_used = window.used.into();
        self.window_updated_ts = window.updated_ts.into();
    }

    /// Adds to the IO held for requests.
    pub fn lock(&mut self, io: u64) -> Result<()> {
        let total = self
            .locked_io
            .get()
            .checked_add(io)
            .ok_or(IosdError::InvariantBroken)?;
        self.locked_io = total.into();
        Ok(())
    }

    /// Takes from the IO held for requests.
    pub fn release(&mut self, io: u64) -> Result<()> {
        let total = self
            .locked_io
            .get()
            .checked_sub(io)
            .ok_or(IosdError::InvariantBroken)?;
        self.locked_io = total.into();
        Ok(())
    }

    /// What must hold after every instruction.
    ///
    /// # Errors
    /// `InvariantBroken`; impossible unless there is a bug.
    pub fn invariant(&self, io_vault_amount: u64) -> Result<()> {
        require!(
            io_vault_amount >= self.locked_io.get()
                && self.head_seq.get() <= self.next_seq.get()
                && self.redeemed_io.get() <= self.burned_io.get()
                && self.payable_iosd.get() <= self.minted_iosd.get(),
            IosdError::InvariantBroken
        );
        Ok(())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum RequestStatus {
    Pending = 0,
    Executed = 1,
    Refunded = 2,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum RequestKind {
    MintExactIn = 0,
    MintExactOut = 1,
}

/// PDA `["request", owner, nonce u64 LE]`.
#[account]
pub struct Request {
    pub version: u8,
    pub bump: u8,
    pub status: u8,
    pub kind: u8,
    pub _pad: [u8; 4],
    pub seq: PodU64,
    pub nonce: PodU64,
    pub owner: Address,
    /// Owner's IO account for refunds and change, and IOSD account for the proceeds.
    pub io_account: Address,
    pub iosd_account: Address,
    /// IO locked, base units (the limit `max_in` of an exact output).
    pub locked_io: PodU64,
    /// Exact output wanted, or the least output accepted (`min_out`), IOSD base units.
    pub out_iosd: PodU64,
    pub slot: PodU64,
    pub created_ts: PodI64,
    /// Left to collect where the named accounts were not usable at resolution.
    pub owed_io: PodU64,
    pub owed_iosd: PodU64,
    pub _reserved: [u8; 32],
}

impl Request {
    pub fn is_pending(&self) -> bool {
        self.status == RequestStatus::Pending as u8
    }

    /// Whether only the refund is left.
    pub fn is_timed_out(&self, now_ts: i64, ttl_s: u32) -> bool {
        now_ts > self.created_ts.get().saturating_add(i64::from(ttl_s))
    }

    pub fn owes_nothing(&self) -> bool {
        self.owed_io.get() == 0 && self.owed_iosd.get() == 0
    }

    /// Whether nothing needs the account any more: resolved, paid out, and behind the queue's head,
    /// which steps over it only while it exists.
    pub fn is_done(&self, head_seq: u64) -> bool {
        !self.is_pending() && self.owes_nothing() && self.seq.get() < head_seq
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::mem::{offset_of, size_of};

    #[test]
    fn layouts_are_fixed() {
        assert_eq!(size_of::<Iosd>(), 496);
        assert_eq!(offset_of!(Iosd, authority), 8);
        assert_eq!(offset_of!(Iosd, price_ring), 232);
        assert_eq!(offset_of!(Iosd, min_request_io), 272);
        assert_eq!(offset_of!(Iosd, burned_io), 312);
        assert_eq!(offset_of!(Iosd, head_seq), 360);
        assert_eq!(offset_of!(Iosd, pause_ends_ts), 368);
        assert_eq!(offset_of!(Iosd, _reserved), 376);
        assert_eq!(size_of::<Request>(), 200);
        assert_eq!(offset_of!(Request, seq), 8);
        assert_eq!(offset_of!(Request, owner), 24);
        assert_eq!(offset_of!(Request, locked_io), 120);
        assert_eq!(offset_of!(Request, owed_io), 152);
        assert_eq!(offset_of!(Request, _reserved), 168);
    }
}
