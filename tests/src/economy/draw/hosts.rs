//! What suppliers and operators do with their hosts, keys and terms.

use super::Draw;
use crate::economy::{
    cast::*,
    model::Model,
    op::{Op, Power},
};

impl Draw {
    /// Any one call about a host.
    pub(super) fn host_call(&mut self, model: &Model) -> Op {
        let device = self.dice.pick(DEVICES);
        let listing = &model.devices[device];
        match self.dice.roll(30) {
            0..=4 => Op::SetPayee {
                device,
                to: self.dice.pick(PEOPLE),
            },
            5 => Op::RotateDevice {
                device,
                key: self.dice.pick(KEYS),
            },
            6 if self.dice.roll(2) == 0 => Op::Retire { device },
            7..=8 => {
                let waiting = (0..DEVICES).find(|d| !model.devices[*d].registered);
                self.begin_with(waiting.unwrap_or(device));
                let device = waiting.filter(|_| self.dice.roll(4) > 0);
                Op::Register {
                    device: device.unwrap_or(self.dice.pick(DEVICES)),
                }
            }
            _ => {
                // What is off the list goes back soon.
                let offered = !listing.offered || self.dice.roll(3) == 0;
                Op::Offer { device, offered }
            }
        }
    }

    /// What a new host needs before it is hired.
    fn begin_with(&mut self, device: usize) {
        self.plan
            .push_back(Op::Power(Power::SetTier { device, tier: 4 }));
        self.plan.push_back(Op::Offer {
            device,
            offered: true,
        });
    }

    /// Terms of co-stakers, or of a wallet's rewards.
    pub(super) fn terms_call(&mut self, model: &Model) -> Op {
        if self.dice.roll(2) == 0 {
            let who = self.dice.pick(PEOPLE);
            // About a third allow it.
            let enabled = self.dice.roll(3) == 0;
            return Op::Compounding { who, enabled };
        }
        let device = self.dice.pick(DEVICES);
        let share_bps = match self.dice.roll(3) {
            0 => self.dice.roll(10_100) as u16,
            _ => model.devices[device].share_bps,
        };
        Op::Terms {
            device,
            share_bps,
            open: self.dice.roll(5) > 0,
        }
    }

    /// An operator changes its key, mostly to one that is free.
    pub(super) fn seat_call(&mut self, model: &Model) -> Op {
        let key = match self.dice.roll(3) {
            0 => self.dice.pick(KEYS),
            _ => model.oracle.free_key(),
        };
        Op::Rotate {
            seat: self.dice.pick(OPERATORS),
            key,
        }
    }
}
