//! Transactions that would land, but for one thing.

use super::{
    cast::PEOPLE,
    chain::Chain,
    model::Model,
    op::{Forgery, Op, Power, Round},
    staking::Step,
};
use crate::escrow;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Places of accounts that the signer, or nobody, is bound to: another one there is no forgery.
fn free(op: &Op, model: &Model) -> &'static [usize] {
    match op {
        // Where the owner who signs wants his tokens.
        Op::Staking(Step::Withdraw { .. } | Step::Claim { .. }) => &[4],
        Op::Staking(Step::WithdrawDevice { .. } | Step::WithdrawCo { .. }) => &[4, 5],
        Op::Staking(Step::Surplus { .. }) => &[6],
        Op::WithdrawBond { .. } => &[4],
        // Who is accused, and who pays the rent, is the authority's choice.
        Op::Staking(Step::Propose { .. }) => &[1, 3],
        Op::Staking(Step::Execute { .. }) => &[2],
        // Anybody may call it when the time is over, and compound for any who allowed it.
        Op::Staking(Step::Lapse { .. }) => &[0],
        Op::Staking(Step::Compound { .. }) => &[1],
        // Who pays. Two records may hold the same tree.
        Op::Claim { .. } => &[0, 3],
        Op::OpenEpoch => &[0],
        Op::Withdraw { .. } => &[3],
        Op::Expire { .. } => &[2],
        // Any of the job's leases.
        Op::Start { .. } => &[2],
        Op::CollectFees { job } if model.jobs.get(job).is_none_or(|j| j.burn_due == 0) => &[5, 6],
        Op::CloseLease { .. } => &[8],
        // Who pays; any job of the renter's.
        Op::Round(Round::Open { .. } | Round::Accept { .. }) => &[0],
        Op::Round(Round::EnterJob { .. }) => &[1],
        // The authority measures any device.
        Op::Power(Power::SetTier { .. }) => &[2],
        _ => &[],
    }
}

/// Whether anybody may sign it, or more than one.
fn anybody_signs(op: &Op) -> bool {
    matches!(
        op,
        Op::Staking(Step::Lapse { .. }) | Op::Start { .. } | Op::Unbond { .. }
    )
}

/// Whether a forgery of `op` says anything: it is a transaction of our programs'.
pub fn can_be_forged(op: &Op) -> bool {
    !matches!(
        op,
        Op::Wait(_)
            | Op::Halt(_)
            | Op::Propose { .. }
            | Op::Donate { .. }
            | Op::Forged { .. }
            // The token program's, not ours.
            | Op::CloseAccount { .. }
            | Op::OpenAccount { .. }
            | Op::Check
            | Op::Unaccrued(_)
    )
}

impl Chain {
    /// `instructions` of `op` with the forgery; none where it would change nothing.
    pub fn forge(&self, op: &Op, forgery: &Forgery, model: &Model) -> Option<Vec<Instruction>> {
        let mut instructions = self.instructions(op, model);
        let last = instructions.last_mut()?;
        match *forgery {
            Forgery::Account { place, seed } => {
                let place = place % last.accounts.len();
                if free(op, model).contains(&place) {
                    return None;
                }
                let old = last.accounts[place].pubkey;
                let new = self.stranger(old, seed, model)?;
                last.accounts[place].pubkey = new;
            }
            Forgery::Unsigned => {
                let sponsor = self.accounts.sponsor;
                let signs = last.accounts.iter_mut().filter(|a| a.is_signer);
                let mut signs: Vec<_> = signs.filter(|a| a.pubkey != sponsor).collect();
                if signs.is_empty() {
                    return None;
                }
                for meta in &mut signs {
                    meta.is_signer = false;
                }
            }
            Forgery::SignedBy { who } => {
                if anybody_signs(op) {
                    return None;
                }
                let officer = who.checked_sub(PEOPLE);
                let who = match officer {
                    Some(officer) => self.accounts.officers[officer],
                    None => self.accounts.key(who),
                };
                let sponsor = self.accounts.sponsor;
                let mut signs = last.accounts.iter_mut().filter(|a| a.is_signer);
                let meta = signs.find(|a| a.pubkey != sponsor)?;
                if meta.pubkey == who {
                    return None;
                }
                meta.pubkey = who;
            }
            Forgery::Discriminator => last.data[0] ^= 0x40,
        }
        Some(instructions)
    }

    /// An account to put in the place of `old`.
    fn stranger(&self, old: Pubkey, seed: u64, model: &Model) -> Option<Pubkey> {
        let strangers = &self.accounts.strangers;
        let jobs = model.jobs.len() as u64;
        // One in three is another job or its vault.
        let new = if seed.is_multiple_of(3) && jobs > 0 {
            let at = usize::try_from(seed / 3 % jobs).ok()?;
            let job = self.accounts.job(*model.jobs.keys().nth(at)?);
            if seed.is_multiple_of(2) {
                job
            } else {
                escrow::vault(&job)
            }
        } else {
            strangers[usize::try_from(seed % strangers.len() as u64).ok()?]
        };
        (new != old).then_some(new)
    }
}
