//! Slashes and lease guarantees, and signing for the programs that alone may call some of them.

use super::{device_stake, emission, pool, stake_vault};
use crate::{
    instruction::Ix,
    send::{Outcome, Refused, Sent},
    token::{TOKEN_PROGRAM, read_key, read_u64},
    world::{ESCROW, ORACLE, STAKING, SYSTEM_PROGRAM, World, pda},
};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_message::{Message, VersionedMessage};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_transaction::versioned::VersionedTransaction;

/// PDA of the proposal that rests on `evidence`.
pub fn proposal(evidence: &[u8; 32]) -> Pubkey {
    pda(&[b"slash", evidence], &STAKING)
}

/// PDA by which `oracle` signs proven slashes.
pub fn slasher() -> Pubkey {
    pda(&[b"slasher"], &ORACLE)
}

/// PDA by which `escrow` signs for guarantees.
pub fn escrow() -> Pubkey {
    pda(&[b"escrow"], &ESCROW)
}

/// `propose_slash` of a position or a device's stake; the authority pays the rent.
pub fn propose(authority: Pubkey, target: Pubkey, amount: u64, evidence: &[u8; 32]) -> Instruction {
    Ix::new(STAKING, "propose_slash")
        .signer(authority)
        .payer(authority)
        .writes(pool())
        .writes(target)
        .writes(proposal(evidence))
        .reads(SYSTEM_PROGRAM)
        .u64(amount)
        .raw(evidence)
        .build()
}

/// `confirm_slash`.
pub fn confirm(
    governance: Pubkey,
    target: Pubkey,
    mint: &Pubkey,
    evidence: &[u8; 32],
) -> Instruction {
    Ix::new(STAKING, "confirm_slash")
        .signer(governance)
        .writes(pool())
        .writes(proposal(evidence))
        .writes(target)
        .writes(*mint)
        .writes(stake_vault())
        .reads(emission())
        .reads(TOKEN_PROGRAM)
        .build()
}

/// `lapse_slash`.
pub fn lapse(caller: Pubkey, target: Pubkey, evidence: &[u8; 32]) -> Instruction {
    Ix::new(STAKING, "lapse_slash")
        .signer(caller)
        .reads(pool())
        .writes(proposal(evidence))
        .writes(target)
        .build()
}

/// `execute_slash`, by the oracle's PDA.
pub fn execute(target: Pubkey, mint: &Pubkey, amount: u64, evidence: &[u8; 32]) -> Instruction {
    Ix::new(STAKING, "execute_slash")
        .signer(slasher())
        .writes(pool())
        .writes(target)
        .writes(*mint)
        .writes(stake_vault())
        .reads(emission())
        .reads(TOKEN_PROGRAM)
        .u64(amount)
        .raw(evidence)
        .build()
}

/// `lock_guarantee`, by the escrow's PDA.
pub fn lock_guarantee(device: &Pubkey, amount: u64, required: u64) -> Instruction {
    Ix::new(STAKING, "lock_guarantee")
        .signer(escrow())
        .reads(pool())
        .writes(device_stake(device))
        .u64(amount)
        .u64(required)
        .build()
}

/// `release_guarantee`, by the escrow's PDA.
pub fn release_guarantee(device: &Pubkey, amount: u64) -> Instruction {
    Ix::new(STAKING, "release_guarantee")
        .signer(escrow())
        .writes(device_stake(device))
        .u64(amount)
        .build()
}

/// `pay_guarantee` into `destination`, by the escrow's PDA.
pub fn pay_guarantee(device: &Pubkey, destination: Pubkey, amount: u64) -> Instruction {
    Ix::new(STAKING, "pay_guarantee")
        .signer(escrow())
        .writes(pool())
        .writes(device_stake(device))
        .writes(stake_vault())
        .writes(destination)
        .reads(TOKEN_PROGRAM)
        .u64(amount)
        .build()
}

/// `set_governance`, `accept_governance` and `set_slash_authority`.
pub fn set_governance(governance: Pubkey, new: Pubkey) -> Instruction {
    keyed("set_governance", governance).key(new).build()
}

/// See [`set_governance`].
pub fn accept_governance(pending: Pubkey) -> Instruction {
    keyed("accept_governance", pending).build()
}

/// See [`set_governance`].
pub fn set_slash_authority(governance: Pubkey, new: Pubkey) -> Instruction {
    keyed("set_slash_authority", governance).key(new).build()
}

fn keyed(name: &str, signer: Pubkey) -> Ix {
    Ix::new(STAKING, name).signer(signer).writes(pool())
}

/// A proposal's figures, IO base units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProposalView {
    /// 1 open, 2 confirmed, 3 lapsed.
    pub status: u8,
    pub target: Pubkey,
    pub asked: u64,
    pub own_locked: u64,
    pub co_locked: u64,
    pub own_burned: u64,
    pub co_burned: u64,
}

impl World {
    /// A proposal's figures.
    pub fn proposal(&self, evidence: &[u8; 32]) -> ProposalView {
        let data = self.data(&proposal(evidence));
        let at = |offset: usize| read_u64(&data, 8 + offset);
        ProposalView {
            status: data[8 + 2],
            target: read_key(&data, 8 + 8),
            asked: at(104),
            own_locked: at(112),
            co_locked: at(120),
            own_burned: at(128),
            co_burned: at(136),
        }
    }

    /// Sends an instruction that a program signs by its PDA. Here the runtime takes the flag of the
    /// message for the signature: no key can sign for a PDA, so a transaction of anybody else's never
    /// bears it.
    pub fn send_as_program(&mut self, instruction: Instruction, payer: &Keypair) -> Outcome {
        let hash = self.svm.latest_blockhash();
        let message = Message::new_with_blockhash(&[instruction], Some(&payer.pubkey()), &hash);
        let signatures = usize::from(message.header.num_required_signatures);
        let transaction = VersionedTransaction {
            signatures: vec![Default::default(); signatures],
            message: VersionedMessage::Legacy(message),
        };
        let checked = std::mem::take(&mut self.svm);
        self.svm = checked.with_sigverify(false);
        let result = self.svm.send_transaction(transaction);
        let unchecked = std::mem::take(&mut self.svm);
        self.svm = unchecked.with_sigverify(true);
        self.svm.expire_blockhash();
        match result {
            Ok(meta) => Ok(Sent {
                units: meta.compute_units_consumed,
                logs: meta.logs,
                bytes: 0,
            }),
            Err(failed) => Err(Refused {
                error: failed.err,
                logs: failed.meta.logs,
            }),
        }
    }
}
