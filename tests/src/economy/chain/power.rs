//! What officers, beneficiaries and suppliers send.

use super::Chain;
use crate::{
    economy::{
        cast::*,
        model::Model,
        op::{Coin, EscrowTerms, IosdTerms, Office, Op, Power, Rules},
    },
    emissions, escrow, iosd,
    oracle::{
        challenges,
        instructions::{self as oracle, manage_device},
    },
    staking::{self, co_stake, slash},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

impl Chain {
    /// Who holds an office.
    pub(super) fn holder(&self, office: Office, model: &Model) -> Pubkey {
        self.accounts.officers[model.offices.holder(office)]
    }

    fn officer(&self, who: Option<usize>) -> Pubkey {
        who.map_or(Pubkey::default(), |who| self.accounts.officers[who])
    }

    pub(super) fn power(&self, power: &Power, model: &Model) -> Instruction {
        let accounts = &self.accounts;
        let by = |office| self.holder(office, model);
        match *power {
            Power::Name { office, next } => name(office, by(office), self.officer(next)),
            Power::Take { office, who } => take(office, accounts.officers[who]),
            Power::NameSlasher { next } => {
                slash::set_slash_authority(by(Office::Governance), self.officer(next))
            }
            Power::NameBeneficiary { grant, to } => {
                emissions::name_beneficiary(by(Office::Emissions), grant, accounts.key(to))
            }
            Power::HandGrant { grant, to } => {
                let to = to.map_or(Pubkey::default(), |to| accounts.key(to));
                emissions::hand_over_grant(self.beneficiary(grant, model), grant, to)
            }
            Power::TakeGrant { grant, who } => emissions::accept_grant(accounts.key(who), grant),
            Power::SetStaking {
                cooldown_s,
                min_earning,
            } => staking::set_params(by(Office::Staking), cooldown_s, min_earning),
            Power::SetIosd(terms) => self.set_iosd(by(Office::Iosd), &terms),
            Power::SetEscrow(terms) => set_escrow(&by(Office::Escrow), &terms),
            Power::SetRules(rules) => set_rules(&by(Office::Oracle), &rules),
            Power::SetTier { device, tier } => {
                oracle::set_tier(&by(Office::Oracle), accounts.hosts[device].device, tier)
            }
            Power::SetClass(terms) => {
                let class = oracle::Class {
                    multiplier_milli: terms.multiplier_milli,
                    live: terms.live,
                    ..oracle::Class::test()
                };
                oracle::set_class(&by(Office::Oracle), 0, &class)
            }
            Power::Remove { seat } => {
                oracle::unbond(&by(Office::Oracle), &accounts.key(operator(seat)))
            }
        }
    }

    /// Whom a grant pays; where that is nobody, somebody who is not paid.
    pub(super) fn beneficiary(&self, grant: u8, model: &Model) -> Pubkey {
        let named = model.emission.beneficiaries[usize::from(grant)];
        self.accounts.key(named.unwrap_or(beneficiary(grant)))
    }

    fn set_iosd(&self, by: Pubkey, terms: &IosdTerms) -> Instruction {
        let params = iosd::Params {
            ttl_s: terms.ttl_s,
            deviation_bps: terms.deviation_bps,
            min_request_io: terms.min_io,
            min_request_iosd: terms.min_iosd,
            mint_window: terms.mint_window,
            redeem_window: terms.redeem_window,
            window_s: terms.window_s,
            spread_bps: terms.spread_bps,
            guardian: self.accounts.officers[terms.guardian],
        };
        iosd::set_params(by, &params)
    }

    /// What suppliers do with their hosts, and owners with their stakes' terms.
    pub(super) fn host(&self, op: &Op, model: &Model) -> Instruction {
        let accounts = &self.accounts;
        let manage = |name, device: usize, args: &[u8]| {
            let host = &accounts.hosts[device];
            manage_device(name, &host.key(), host.device, args)
        };
        match *op {
            Op::Offer { device, offered } => {
                if offered {
                    manage("offer_device", device, &1u64.to_le_bytes())
                } else {
                    manage("pause_device", device, &[])
                }
            }
            Op::SetPayee { device, to } => {
                manage("set_payee", device, &accounts.key(to).to_bytes())
            }
            Op::Retire { device } => manage("retire_device", device, &[]),
            Op::RotateDevice { device, key } => {
                manage("rotate_device_key", device, accounts.keys[key].as_ref())
            }
            Op::Register { device } => self.register(device),
            Op::Terms {
                device,
                share_bps,
                open,
            } => {
                let host = &accounts.hosts[device];
                co_stake::set_terms(host.key(), host.device, share_bps, open)
            }
            Op::Compounding { who, enabled } => {
                staking::set_auto_compound(accounts.key(who), enabled)
            }
            Op::Rotate { seat, key } => {
                let wallet = accounts.key(operator(seat));
                oracle::rotate_operator(&wallet, &accounts.keys[key], "http://127.0.0.1:8601")
            }
            Op::CloseAccount { who } => {
                let owner = accounts.key(who);
                let account = crate::token::associated(&owner, &accounts.mint(Coin::Iosd));
                crate::instruction::Ix::token(9)
                    .writes(account)
                    .writes(owner)
                    .signer(owner)
                    .build()
            }
            Op::OpenAccount { who } => crate::token::create_associated(
                accounts.sponsor,
                accounts.key(who),
                accounts.mint(Coin::Iosd),
            ),
            Op::Collect { who } => {
                let owner = accounts.key(who.0);
                let to = |coin| crate::token::associated(&owner, &accounts.mint(coin));
                iosd::collect(&owner, who.1, &to(Coin::Io), &to(Coin::Iosd))
            }
            _ => unreachable!("{op:?} at {} is another's", model.now),
        }
    }

    /// The registration of a host.
    pub fn register(&self, device: usize) -> Instruction {
        let host = &self.accounts.hosts[device];
        let params = oracle::Device {
            class: 0,
            processors: host.gpus,
            device_key: host.key(),
            payee: host.payee,
            region: 1,
        };
        let nonce = u32::try_from(device / SUPPLIERS).expect("few");
        oracle::register_device(&host.key(), nonce, &params)
    }
}

fn name(office: Office, by: Pubkey, next: Pubkey) -> Instruction {
    match office {
        Office::Emissions => emissions::set_authority(by, next),
        Office::Staking => staking::set_authority(by, next),
        Office::Governance => slash::set_governance(by, next),
        Office::Iosd => iosd::set_authority(by, next),
        Office::Escrow => escrow::set_authority(by, next),
        Office::Oracle => oracle::set_authority(&by, &next),
        Office::Guardian => challenges::set_guardian(&by, &next),
    }
}

fn take(office: Office, who: Pubkey) -> Instruction {
    match office {
        Office::Emissions => emissions::accept_authority(who),
        Office::Staking => staking::accept_authority(who),
        Office::Governance => slash::accept_governance(who),
        Office::Iosd => iosd::accept_authority(who),
        Office::Escrow => escrow::accept_authority(who),
        Office::Oracle => oracle::accept_authority(&who),
        Office::Guardian => challenges::accept_guardian(&who),
    }
}

fn set_escrow(by: &Pubkey, terms: &EscrowTerms) -> Instruction {
    let fees = escrow::Fees {
        reservation_bps: terms.reservation_bps,
        payment_bps: terms.payment_bps,
        burn_bps: terms.burn_bps,
        usdc_payment_bps: terms.usdc_payment_bps,
        treasury: escrow::treasury(),
    };
    escrow::set_params_with(by, &fees, terms.times, terms.rounds)
}

fn set_rules(by: &Pubkey, rules: &Rules) -> Instruction {
    let rules = oracle::Rules {
        bond: rules.bond,
        challenge_bond: rules.challenge_bond,
        challenge_window_s: rules.challenge_window_s,
        summary_window_s: rules.summary_window_s,
        price_max_age_s: rules.price_max_age_s,
        ema_half_life_s: rules.ema_half_life_s,
    };
    oracle::set_params(by, &rules)
}
