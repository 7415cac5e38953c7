//! Stakes as the model keeps them.
use crate::city::IO;
use crate::staking::errors as e;
use std::collections::BTreeMap;

type Tickets = [(u64, i64); 4];

/// An owner's part: at work, cooling, locked.
#[derive(Clone, Debug, Default)]
pub struct Own {
    pub active: u64,
    pub tickets: Tickets,
    pub locked: u64,
}

/// One friend's shares of a device's pot.
#[derive(Clone, Copy, Debug, Default)]
pub struct Share {
    pub generation: u32,
    pub shares: u64,
    pub tickets: Tickets,
}

#[derive(Clone, Debug, Default)]
pub struct Device {
    pub own: Own,
    pub guarantee: u64,
    pub pot: u64,
    pub shares: u64,
    pub active_shares: u64,
    pub co_locked: u64,
    pub generation: u32,
    pub processors: u64,
    pub held: u64,
    pub next: u64,
    pub lowered_ts: i64,
    pub retired: bool,
    /// Of its class.
    pub multiplier_milli: u32,
    /// By friend, once he has an account.
    pub friends: BTreeMap<usize, Share>,
}

fn part(amount: u64, of: u64, whole: u64) -> u64 {
    (u128::from(amount) * u128::from(of) / u128::from(whole)) as u64
}

pub fn start(tickets: &mut Tickets, amount: u64, unlock: i64) -> Result<(), u32> {
    let free = tickets
        .iter_mut()
        .find(|t| t.0 == 0)
        .ok_or(e::TICKETS_FULL)?;
    *free = (amount, unlock);
    Ok(())
}

/// Empties what has matured; returns it and what is left.
pub fn matured(tickets: &mut Tickets, now: i64) -> (u64, u64) {
    let (mut out, mut left) = (0, 0);
    for ticket in tickets {
        if ticket.1 <= now {
            out += ticket.0;
            ticket.0 = 0;
        } else {
            left += ticket.0;
        }
    }
    (out, left)
}

pub fn burn_latest(tickets: &mut Tickets, mut amount: u64) {
    while amount > 0 {
        let last = tickets.iter_mut().filter(|t| t.0 > 0).max_by_key(|t| t.1);
        let last = last.expect("the loss is no more than there is");
        let taken = last.0.min(amount);
        last.0 -= taken;
        amount -= taken;
    }
}

impl Own {
    pub fn staked(amount: u64) -> Self {
        Self {
            active: amount,
            ..Self::default()
        }
    }

    pub fn cooling(&self) -> u64 {
        self.tickets.iter().map(|t| t.0).sum()
    }

    pub fn total(&self) -> u64 {
        self.active + self.cooling()
    }

    pub fn lose(&mut self, loss: u64) {
        if loss == 0 {
            return;
        }
        let cooling = part(loss, self.cooling(), self.total());
        self.active -= loss - cooling;
        burn_latest(&mut self.tickets, cooling);
    }
}

impl Device {
    pub fn value(&self, shares: u64) -> u64 {
        if self.shares == 0 {
            0
        } else {
            part(shares, self.pot, self.shares)
        }
    }

    /// What its GPUs require: below multiplier 1 as much as at 1.
    pub fn required(&self) -> u64 {
        200 * IO * self.processors * u64::from(self.multiplier_milli.max(1_000)) / 1_000
    }

    pub fn spoken_for(&self) -> u64 {
        self.own.locked + self.guarantee
    }

    pub fn backing(&self) -> u64 {
        let co = self.value(self.active_shares);
        self.own.active.saturating_sub(self.own.locked) + co.saturating_sub(self.co_locked)
    }

    pub fn note(&mut self, now: i64, cooldown_s: i64) {
        self.hold(now, self.required(), cooldown_s);
    }

    /// Notes that it requires `required`, whatever its class says.
    pub fn hold(&mut self, now: i64, required: u64, cooldown_s: i64) {
        if self.lowered_ts != 0 && now - self.lowered_ts >= cooldown_s {
            (self.held, self.lowered_ts) = (self.next, 0);
        }
        if required >= self.held {
            (self.held, self.next, self.lowered_ts) = (required, required, 0);
        } else if self.lowered_ts == 0 {
            (self.next, self.lowered_ts) = (required, now);
        } else {
            self.next = self.next.max(required);
        }
    }

    /// A friend's shares, none where they are of a pot that was slashed whole.
    pub fn current(&self, who: usize) -> Share {
        let friend = self.friends.get(&who).copied().unwrap_or_default();
        if friend.generation == self.generation {
            friend
        } else {
            Share::default()
        }
    }

    pub fn friend(&mut self, who: usize) -> &mut Share {
        let generation = self.generation;
        let friend = self.friends.entry(who).or_default();
        if friend.generation != generation {
            *friend = Share {
                generation,
                ..Share::default()
            };
        }
        friend
    }
}
