//! Accounts of `iosd`.
use crate::errors::IosdError;
use anchor_lang::prelude::*;
use io_core::iosd::{Backing, Window};
use io_runtime::{params::in_force, CoreErrorExt};

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
    /// Token account PDA `["io_vault"]`: IO locked in mints, or owed by resolved requests.
    pub io_vault: Address,
    /// Token account PDA `["iosd_vault"]`: IOSD locked in redemptions, or owed by resolved requests.
    pub iosd_vault: Address,
    pub price_ring: Address,
    pub request_ttl_s: PodU32,
    pub max_deviation_bps: PodU16,
    /// On top of the redemption price, for those who hold on.
    pub redeem_spread_bps: PodU16,
    pub min_request_io: PodU64,
    /// Decaying window on minting, IOSD base units.
    pub mint_window_capacity: PodU64,
    pub mint_window_used: PodU64,
    pub mint_window_updated_ts: PodI64,
    /// Of both windows.
    pub window_length_s: PodU32,
    pub _pad3: [u8; 4],
    /// IO burned by mints (never by fees or slashes), base units. `emissions` counts the same.
    pub burned_io: PodU64,
    pub minted_iosd: PodU64,
    /// IO minted again by redemptions, base units. `emissions` counts the same.
    pub redeemed_io: PodU64,
    /// IO locked in pending mints, and owed by resolved requests that have not been collected.
    pub locked_io: PodU64,
    /// IOSD locked in pending redemptions, and owed by resolved requests that have not been collected.
    pub locked_iosd: PodU64,
    pub next_seq: PodU64,
    /// Requests are resolved in order: only this one may be executed.
    pub head_seq: PodU64,
    /// Minting is paused before this time (unix seconds); 0: never paused.
    pub pause_ends_ts: PodI64,
    /// Least IOSD a redemption locks, base units.
    pub min_request_iosd: PodU64,
    /// Decaying window on redemptions, IOSD base units.
    pub redeem_window_capacity: PodU64,
    pub redeem_window_used: PodU64,
    pub redeem_window_updated_ts: PodI64,
    /// IOSD burned by redemptions, base units.
    pub redeemed_iosd: PodU64,
    /// IOSD burned as fees through `burn_fees`, base units.
    pub fees_burned_iosd: PodU64,
    /// From when on `next` is in force, unix seconds; 0: no change is pending.
    pub next_from_ts: PodI64,
    pub next: IosdParams,
    pub _reserved: [u8; 60],
}

/// What the authority may change, from the start of an epoch on. 76 bytes, alignment 1.
#[repr(C)]
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable, IdlType, Debug, PartialEq, Eq)]
pub struct IosdParams {
    /// Seconds after which a request can only be refunded; a request keeps those of its creation.
    pub request_ttl_s: PodU32,
    /// How far the price may be from its moving average.
    pub max_deviation_bps: PodU16,
    /// Least IO a request locks, base units.
    pub min_request_io: PodU64,
    /// Least IOSD a redemption locks, base units.
    pub min_request_iosd: PodU64,
    /// IOSD base units that may be minted within `window_length_s`.
    pub mint_window_capacity: PodU64,
    /// IOSD base units that may be redeemed within `window_length_s`.
    pub redeem_window_capacity: PodU64,
    pub window_length_s: PodU32,
    /// On top of the price of a redemption; a request keeps that of its creation.
    pub redeem_spread_bps: PodU16,
    /// May pause minting for 72 hours, nothing else.
    pub guardian: Address,
}

io_runtime::plain_argument!(IosdParams);

impl Iosd {
    /// Whether the guardian's pause of minting is in force. Redemptions cannot be paused.
    pub fn is_paused(&self, now_ts: i64) -> bool {
        now_ts < self.pause_ends_ts.get()
    }

    /// The parameters stored as being in force.
    pub fn params(&self) -> IosdParams {
        IosdParams {
            request_ttl_s: self.request_ttl_s,
            max_deviation_bps: self.max_deviation_bps,
            min_request_io: self.min_request_io,
            min_request_iosd: self.min_request_iosd,
            mint_window_capacity: self.mint_window_capacity,
            redeem_window_capacity: self.redeem_window_capacity,
            window_length_s: self.window_length_s,
            redeem_spread_bps: self.redeem_spread_bps,
            guardian: self.guardian,
        }
    }

    /// Stores `params` as being in force.
    pub fn set(&mut self, params: &IosdParams) {
        self.request_ttl_s = params.request_ttl_s;
        self.max_deviation_bps = params.max_deviation_bps;
        self.min_request_io = params.min_request_io;
        self.min_request_iosd = params.min_request_iosd;
        self.mint_window_capacity = params.mint_window_capacity;
        self.redeem_window_capacity = params.redeem_window_capacity;
        self.window_length_s = params.window_length_s;
        self.redeem_spread_bps = params.redeem_spread_bps;
        self.guardian = params.guardian;
    }

    /// Puts a change in force whose time has come. Every instruction that reads a parameter begins with
    /// it. What the windows hold has decayed by the old limits until the moment of the change, and
    /// decays by the new ones from there, however late this runs.
    ///
    /// # Errors
    /// `DurationOutOfRange` (7021) for a window without length: impossible, both were validated.
    #[inline(always)]
    pub fn enact(&mut self, now_ts: i64) -> Result<()> {
        if in_force(self.next_from_ts, now_ts) {
            self.enact_next()?;
        }
        Ok(())
    }

    #[inline(never)]
    fn enact_next(&mut self) -> Result<()> {
        let (next, from_ts) = (self.next, self.next_from_ts.get());
        let length_s = u64::from(next.window_length_s.get());
        let mint = self
            .mint_window()
            .with_limits(from_ts, next.mint_window_capacity.get(), length_s)
            .or_program_error()?;
        let redeem = self
            .redeem_window()
            .with_limits(from_ts, next.redeem_window_capacity.get(), length_s)
            .or_program_error()?;
        self.set_mint_window(&mint);
        self.set_redeem_window(&redeem);
        self.set(&next);
        self.next_from_ts = 0i64.into();
        Ok(())
    }

    /// The mint window as the money rule takes it.
    pub fn mint_window(&self) -> Window {
        Window {
            used: self.mint_window_used.get(),
            updated_ts: self.mint_window_updated_ts.get(),
            capacity: self.mint_window_capacity.get(),
            length_s: u64::from(self.window_length_s.get()),
        }
    }

    /// Stores what a [`Window::try_consume`] left of the mint window.
    pub fn set_mint_window(&mut self, window: &Window) {
        self.mint_window_used = window.used.into();
        self.mint_window_updated_ts = window.updated_ts.into();
    }

    /// The redemption window as the money rule takes it.
    pub fn redeem_window(&self) -> Window {
        Window {
            used: self.redeem_window_used.get(),
            updated_ts: self.redeem_window_updated_ts.get(),
            capacity: self.redeem_window_capacity.get(),
            length_s: u64::from(self.window_length_s.get()),
        }
    }

    /// Stores what a [`Window::try_consume`] left of the redemption window.
    pub fn set_redeem_window(&mut self, window: &Window) {
        self.redeem_window_used = window.used.into();
        self.redeem_window_updated_ts = window.updated_ts.into();
    }

    /// What redemptions have left, and the supply that shares it.
    pub fn backing(&self, iosd_supply: u64) -> Backing {
        Backing {
            burned: self.burned_io.get(),
            redeemed: self.redeemed_io.get(),
            supply: iosd_supply,
        }
    }

    /// Adds to what is held for requests.
    pub fn lock(&mut self, io: u64, iosd: u64) -> Result<()> {
        self.locked_io = add(self.locked_io, io)?;
        self.locked_iosd = add(self.locked_iosd, iosd)?;
        Ok(())
    }

    /// Takes from what is held for requests.
    pub fn release(&mut self, io: u64, iosd: u64) -> Result<()> {
        self.locked_io = sub(self.locked_io, io)?;
        self.locked_iosd = sub(self.locked_iosd, iosd)?;
        Ok(())
    }

    /// The queue moves on by one.
    pub fn advance(&mut self) -> Result<()> {
        self.head_seq = add(self.head_seq, 1)?;
        Ok(())
    }

    /// What must hold after every instruction, of the books alone.
    ///
    /// # Errors
    /// `InvariantBroken`; impossible unless there is a bug.
    pub fn invariant(&self) -> Result<()> {
        let gone = self
            .redeemed_iosd
            .get()
            .checked_add(self.fees_burned_iosd.get());
        require!(
            self.head_seq.get() <= self.next_seq.get()
                && self.redeemed_io.get() <= self.burned_io.get()
                && gone.is_some_and(|gone| gone <= self.minted_iosd.get()),
            IosdError::InvariantBroken
        );
        Ok(())
    }

    /// The IO held for requests is there.
    ///
    /// # Errors
    /// `InvariantBroken`; impossible unless there is a bug.
    pub fn io_invariant(&self, io_vault_amount: u64) -> Result<()> {
        require!(
            io_vault_amount >= self.locked_io.get(),
            IosdError::InvariantBroken
        );
        Ok(())
    }

    /// The IOSD held for requests are there.
    ///
    /// # Errors
    /// `InvariantBroken`; impossible unless there is a bug.
    pub fn iosd_invariant(&self, iosd_vault_amount: u64) -> Result<()> {
        require!(
            iosd_vault_amount >= self.locked_iosd.get(),
            IosdError::InvariantBroken
        );
        Ok(())
    }

    /// No more IOSD exist than were minted and not burned. Holders may burn on their own.
    ///
    /// # Errors
    /// `InvariantBroken`; impossible unless there is a bug.
    pub fn supply_invariant(&self, iosd_supply: u64) -> Result<()> {
        let gone = self
            .redeemed_iosd
            .get()
            .checked_add(self.fees_burned_iosd.get());
        let left = gone.and_then(|gone| self.minted_iosd.get().checked_sub(gone));
        require!(
            left.is_some_and(|left| iosd_supply <= left),
            IosdError::InvariantBroken
        );
        Ok(())
    }
}

/// Sum of a total and an amount.
///
/// # Errors
/// `InvariantBroken` past 64 bits: out of reach while the supplies fit.
pub fn add(total: PodU64, amount: u64) -> Result<PodU64> {
    let sum = total.get().checked_add(amount);
    Ok(sum.ok_or(IosdError::InvariantBroken)?.into())
}

/// A total less an amount that is part of it.
///
/// # Errors
/// `InvariantBroken` when it is not.
pub fn sub(total: PodU64, amount: u64) -> Result<PodU64> {
    let rest = total.get().checked_sub(amount);
    Ok(rest.ok_or(IosdError::InvariantBroken)?.into())
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
    RedeemExactIn = 2,
    RedeemExactOut = 3,
}

impl RequestKind {
    /// Whether IO are locked for IOSD; else IOSD for IO.
    pub fn is_mint(self) -> bool {
        matches!(self, Self::MintExactIn | Self::MintExactOut)
    }

    /// Whether all that is locked is used; else a named amount is obtained.
    pub fn is_exact_in(self) -> bool {
        matches!(self, Self::MintExactIn | Self::RedeemExactIn)
    }
}

/// PDA `["request", owner, nonce u64 LE]`.
#[account]
pub struct Request {
    pub version: u8,
    pub bump: u8,
    pub status: u8,
    pub kind: u8,
    pub _pad: [u8; 4],
    /// Place in the one queue of mints and redemptions.
    pub seq: PodU64,
    pub nonce: PodU64,
    pub owner: Address,
    /// Owner's IO and IOSD accounts, for proceeds, refunds and change.
    pub io_account: Address,
    pub iosd_account: Address,
    /// Locked, base units of IO (mint) or IOSD (redemption): the limit `max_in` of an exact output.
    pub locked: PodU64,
    /// Exact output wanted, or the least output accepted (`min_out`), base units of IOSD (mint) or IO
    /// (redemption).
    pub out: PodU64,
    pub slot: PodU64,
    pub created_ts: PodI64,
    /// Left to collect where the named accounts were not usable at resolution.
    pub owed_io: PodU64,
    pub owed_iosd: PodU64,
    /// Until then (inclusive) it may be executed, unix seconds.
    pub expires_ts: PodI64,
    /// `Iosd::redeem_spread_bps` when it was made.
    pub redeem_spread_bps: PodU16,
    pub _reserved: [u8; 22],
}

impl Request {
    pub fn is_pending(&self) -> bool {
        self.status == RequestStatus::Pending as u8
    }

    /// # Errors
    /// `InvariantBroken` for a byte this program never writes.
    pub fn kind(&self) -> Result<RequestKind> {
        Ok(match self.kind {
            0 => RequestKind::MintExactIn,
            1 => RequestKind::MintExactOut,
            2 => RequestKind::RedeemExactIn,
            3 => RequestKind::RedeemExactOut,
            _ => return Err(IosdError::InvariantBroken.into()),
        })
    }

    /// Whether only the refund is left.
    pub fn is_timed_out(&self, now_ts: i64) -> bool {
        now_ts > self.expires_ts.get()
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
    use anchor_lang::bytemuck::Zeroable;
    use core::mem::{offset_of, size_of};

    #[test]
    fn layouts_are_fixed() {
        assert_eq!(size_of::<Iosd>(), 568);
        assert_eq!(offset_of!(Iosd, authority), 8);
        assert_eq!(offset_of!(Iosd, price_ring), 232);
        assert_eq!(offset_of!(Iosd, min_request_io), 272);
        assert_eq!(offset_of!(Iosd, burned_io), 312);
        assert_eq!(offset_of!(Iosd, head_seq), 360);
        assert_eq!(offset_of!(Iosd, pause_ends_ts), 368);
        assert_eq!(offset_of!(Iosd, redeem_window_capacity), 384);
        assert_eq!(offset_of!(Iosd, redeemed_iosd), 408);
        assert_eq!(offset_of!(Iosd, next_from_ts), 424);
        assert_eq!(offset_of!(Iosd, next), 432);
        assert_eq!(size_of::<IosdParams>(), 76);
        assert_eq!(offset_of!(Iosd, _reserved), 508);
        assert_eq!(size_of::<Request>(), 200);
        assert_eq!(offset_of!(Request, seq), 8);
        assert_eq!(offset_of!(Request, owner), 24);
        assert_eq!(offset_of!(Request, locked), 120);
        assert_eq!(offset_of!(Request, owed_io), 152);
        assert_eq!(offset_of!(Request, expires_ts), 168);
        assert_eq!(offset_of!(Request, _reserved), 178);
    }

    fn limits(capacity: u64, length_s: u32) -> IosdParams {
        let mut params = IosdParams::zeroed();
        params.mint_window_capacity = capacity.into();
        params.redeem_window_capacity = capacity.into();
        params.window_length_s = length_s.into();
        params
    }

    /// Whenever the change is enacted, the windows hold the same.
    #[test]
    fn a_change_counts_from_its_moment_however_late_it_is_enacted() {
        let mut start = Iosd::zeroed();
        start.set(&limits(3_600, 3_600));
        start.mint_window_used = 3_600.into();
        start.mint_window_updated_ts = 1_000.into();
        start.redeem_window_used = 3_600.into();
        start.redeem_window_updated_ts = 1_000.into();
        start.next = limits(7_200, 3_600);
        start.next_from_ts = 1_600.into();
        let used = |enacted: &[i64], at: i64| {
            let mut iosd = start;
            for ts in enacted {
                iosd.enact(*ts).unwrap();
            }
            let mint = iosd.mint_window().used_at(at).unwrap();
            assert_eq!(iosd.redeem_window().used_at(at).unwrap(), mint);
            mint
        };
        assert_eq!(used(&[1_599], 1_599), 3_001, "one a second before");
        for enacted in [
            &[1_600][..],
            &[1_599, 1_700],
            &[1_900],
            &[1_600, 1_650, 1_900],
        ] {
            assert_eq!(used(enacted, 1_900), 3_000 - 2 * 300, "two a second after");
        }
    }

    /// `emissions` checks these totals against vaults and mints.
    #[test]
    fn totals_are_where_emissions_reads_them() {
        use io_runtime::sibling_books::iosd as places;
        for (field, place) in [
            (offset_of!(Iosd, burned_io), places::BURNED_IO),
            (offset_of!(Iosd, minted_iosd), places::MINTED_IOSD),
            (offset_of!(Iosd, redeemed_io), places::REDEEMED_IO),
            (offset_of!(Iosd, locked_io), places::LOCKED_IO),
            (offset_of!(Iosd, locked_iosd), places::LOCKED_IOSD),
            (offset_of!(Iosd, redeemed_iosd), places::REDEEMED_IOSD),
            (offset_of!(Iosd, fees_burned_iosd), places::FEES_BURNED_IOSD),
        ] {
            assert_eq!(field + 8, place);
        }
    }

    #[test]
    fn every_kind_has_its_byte() {
        let mut request = Request::zeroed();
        for kind in [
            RequestKind::MintExactIn,
            RequestKind::MintExactOut,
            RequestKind::RedeemExactIn,
            RequestKind::RedeemExactOut,
        ] {
            request.kind = kind as u8;
            assert_eq!(request.kind(), Ok(kind));
        }
        request.kind = 4;
        assert!(request.kind().is_err());
    }
}
