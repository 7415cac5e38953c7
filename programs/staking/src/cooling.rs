//! Stake on its way out: it earns nothing, has no weight, and can be slashed until it is withdrawn.
use crate::errors::StakingError;
use anchor_lang::prelude::*;

/// Tickets per stake, and so the most unstakes that can cool at once.
pub const COOLING_TICKETS: usize = 4;

/// Stake that cools and leaves at `unlock_ts`. Zero amount: free ticket.
#[repr(C)]
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable, IdlType)]
pub struct CoolingTicket {
    /// IO base units.
    pub amount: PodU64,
    /// Unix seconds.
    pub unlock_ts: PodI64,
}

/// Puts `amount` base units into a free ticket.
///
/// # Errors
/// `TicketsFull`: tickets are never merged, as that would make old stake wait again or new stake
/// leave early.
#[inline(never)]
pub fn start_cooling(
    tickets: &mut [CoolingTicket; COOLING_TICKETS],
    amount: u64,
    unlock_ts: i64,
) -> Result<()> {
    for ticket in tickets.iter_mut() {
        if ticket.amount.get() == 0 {
            ticket.amount = amount.into();
            ticket.unlock_ts = unlock_ts.into();
            return Ok(());
        }
    }
    Err(StakingError::TicketsFull.into())
}

/// What cools, and what has cooled and is not withdrawn, base units.
///
/// # Errors
/// `Overflow` for sums past 64 bits, out of reach while the supply fits.
#[inline(always)]
pub fn total(tickets: &[CoolingTicket; COOLING_TICKETS]) -> Result<u64> {
    let mut sum = 0u64;
    for ticket in tickets {
        sum = sum
            .checked_add(ticket.amount.get())
            .ok_or(StakingError::Overflow)?;
    }
    Ok(sum)
}

/// Empties every ticket that has cooled at `now_ts`; returns `(matured, still cooling)` base units.
///
/// # Errors
/// `Overflow` for sums past 64 bits, out of reach while the supply fits.
#[inline(never)]
pub fn take_matured(
    tickets: &mut [CoolingTicket; COOLING_TICKETS],
    now_ts: i64,
) -> Result<(u64, u64)> {
    let (mut matured, mut cooling) = (0u64, 0u64);
    for ticket in tickets.iter_mut() {
        let amount = ticket.amount.get();
        if ticket.unlock_ts.get() <= now_ts {
            matured = matured.checked_add(amount).ok_or(StakingError::Overflow)?;
            ticket.amount = 0u64.into();
            ticket.unlock_ts = 0i64.into();
        } else {
            cooling = cooling.checked_add(amount).ok_or(StakingError::Overflow)?;
        }
    }
    Ok((matured, cooling))
}

/// Burns `amount` base units of what cools, the last to mature first: what is nearest to its owner
/// stays his longest.
///
/// # Errors
/// `InvariantBroken` for more than there is.
#[inline(never)]
pub fn burn(tickets: &mut [CoolingTicket; COOLING_TICKETS], amount: u64) -> Result<()> {
    let mut left = amount;
    while left > 0 {
        let ticket = tickets
            .iter_mut()
            .filter(|ticket| ticket.amount.get() > 0)
            .max_by_key(|ticket| ticket.unlock_ts.get())
            .ok_or(StakingError::InvariantBroken)?;
        let part = left.min(ticket.amount.get());
        // part <= both
        left = left.wrapping_sub(part);
        ticket.amount = ticket.amount.get().wrapping_sub(part).into();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty() -> [CoolingTicket; COOLING_TICKETS] {
        bytemuck::Zeroable::zeroed()
    }

    #[test]
    fn tickets_fill_mature_and_free() {
        let mut tickets = empty();
        for i in 0..4 {
            assert!(start_cooling(&mut tickets, 10 + i, 100 + i as i64).is_ok());
        }
        assert_eq!(total(&tickets), Ok(46));
        let full = start_cooling(&mut tickets, 1, 1).unwrap_err();
        assert_eq!(full, StakingError::TicketsFull.into());
        assert_eq!(take_matured(&mut tickets, 99), Ok((0, 46)));
        assert_eq!(take_matured(&mut tickets, 101), Ok((21, 25)));
        assert_eq!(
            take_matured(&mut tickets, 101),
            Ok((0, 25)),
            "a ticket is paid once"
        );
        let mut burned = tickets;
        assert!(
            burn(&mut burned, 20).is_ok(),
            "13 of the last, 7 of the one before"
        );
        assert_eq!((burned[2].amount.get(), burned[3].amount.get()), (5, 0));
        assert_eq!(
            burn(&mut burned, 6),
            Err(StakingError::InvariantBroken.into())
        );
        assert!(start_cooling(&mut tickets, 7, 500).is_ok());
        assert_eq!(take_matured(&mut tickets, 499), Ok((25, 7)));
    }
}
