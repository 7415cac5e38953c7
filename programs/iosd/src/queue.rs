//! The one queue of mints and redemptions: how a request enters it, and how it leaves it.
use crate::{
    errors::IosdError,
    state::{add, Iosd, Request, RequestKind, RequestStatus},
};
use anchor_lang::prelude::*;

/// What its owner asks for.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    pub kind: RequestKind,
    pub nonce: u64,
    pub owner: Address,
    pub io_account: Address,
    pub iosd_account: Address,
    /// As `Request::locked` and `Request::out`.
    pub locked: u64,
    pub out: u64,
}

impl Request {
    /// Takes the next place in the queue. The caller has locked the tokens and counted them.
    ///
    /// # Errors
    /// `InvariantBroken` after 2⁶⁴ requests.
    pub fn enter(&mut self, iosd: &mut Iosd, terms: &Terms, bump: u8, clock: &Clock) -> Result<()> {
        let seq = iosd.next_seq;
        iosd.next_seq = add(seq, 1)?;
        self.version = 1;
        self.bump = bump;
        self.status = RequestStatus::Pending as u8;
        self.kind = terms.kind as u8;
        self.seq = seq;
        self.nonce = terms.nonce.into();
        self.owner = terms.owner;
        self.io_account = terms.io_account;
        self.iosd_account = terms.iosd_account;
        self.locked = terms.locked.into();
        self.out = terms.out.into();
        self.slot = clock.slot.into();
        self.created_ts = clock.unix_timestamp.into();
        let ttl_s = i64::from(iosd.request_ttl_s.get());
        self.expires_ts = clock.unix_timestamp.saturating_add(ttl_s).into();
        self.redeem_spread_bps = iosd.redeem_spread_bps;
        Ok(())
    }

    /// Checks that this is the request whose turn it is.
    ///
    /// # Errors
    /// `NotFirstInQueue`.
    pub fn require_first(&self, iosd: &Iosd) -> Result<()> {
        require!(
            self.seq.get() == iosd.head_seq.get(),
            IosdError::NotFirstInQueue
        );
        Ok(())
    }

    /// Resolves the request, with what could not be delivered, and counts what is still held for it
    /// instead of what was locked. The queue moves on if it was its turn.
    ///
    /// # Errors
    /// `InvariantBroken`: impossible unless there is a bug.
    pub fn resolve(
        &mut self,
        iosd: &mut Iosd,
        status: RequestStatus,
        owed_io: u64,
        owed_iosd: u64,
    ) -> Result<()> {
        let locked = self.locked.get();
        if self.kind()?.is_mint() {
            iosd.release(locked, 0)?;
        } else {
            iosd.release(0, locked)?;
        }
        iosd.lock(owed_io, owed_iosd)?;
        self.status = status as u8;
        self.owed_io = owed_io.into();
        self.owed_iosd = owed_iosd.into();
        if self.seq.get() == iosd.head_seq.get() {
            iosd.advance()?;
        }
        Ok(())
    }
}
