//! Sending a transaction and naming how it was refused.

use crate::world::World;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_message::{AddressLookupTableAccount, Message, VersionedMessage, v0};
use solana_pubkey::{Pubkey, pubkey};
use solana_signer::Signer;
use solana_transaction::{InstructionError, TransactionError, versioned::VersionedTransaction};

/// Largest serialized transaction the network takes.
pub const MAX_TRANSACTION_BYTES: usize = 1_232;

/// The system program's `AccountAlreadyInUse`: what the creation of an existing account fails with.
pub const ACCOUNT_IN_USE: u32 = 0;

/// A transaction that landed.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Compute units of the whole transaction.
    pub units: u64,
    /// Log lines.
    pub logs: Vec<String>,
    /// Bytes on the wire.
    pub bytes: usize,
}

/// A transaction that was refused; it changed nothing.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Why.
    pub error: TransactionError,
    /// Log lines.
    pub logs: Vec<String>,
}

impl Refused {
    /// The program's own error code.
    pub fn code(&self) -> Option<u32> {
        match self.error {
            TransactionError::InstructionError(_, InstructionError::Custom(code)) => Some(code),
            _ => None,
        }
    }
}

/// What a send came to.
pub type Outcome = Result<Sent, Refused>;

/// Asks for at most `units` compute units for the transaction.
pub fn unit_limit(units: u32) -> Instruction {
    // `SetComputeUnitLimit` of the compute budget program.
    let mut data = vec![2];
    data.extend(units.to_le_bytes());
    Instruction {
        program_id: pubkey!("ComputeBudget111111111111111111111111111111"),
        accounts: Vec::new(),
        data,
    }
}

impl World {
    /// Sends `instructions`, paid and signed by the first of `signers`, signed by all.
    pub fn send(&mut self, instructions: &[Instruction], signers: &[&Keypair]) -> Outcome {
        let payer = signers[0].pubkey();
        let message =
            Message::new_with_blockhash(instructions, Some(&payer), &self.svm.latest_blockhash());
        self.send_message(VersionedMessage::Legacy(message), signers)
    }

    /// As [`World::send`], as a version 0 transaction over a lookup table of `addresses`.
    pub fn send_with_lookup(
        &mut self,
        instructions: &[Instruction],
        signers: &[&Keypair],
        addresses: &[Pubkey],
    ) -> Outcome {
        let key = self.lookup_table(addresses);
        let table = AddressLookupTableAccount {
            key,
            addresses: addresses.to_vec(),
        };
        let payer = signers[0].pubkey();
        let message =
            v0::Message::try_compile(&payer, instructions, &[table], self.svm.latest_blockhash())
                .expect("the message compiles");
        self.send_message(VersionedMessage::V0(message), signers)
    }

    fn send_message(&mut self, message: VersionedMessage, signers: &[&Keypair]) -> Outcome {
        // One account may play two parts: sign once for each key.
        let mut unique: Vec<&Keypair> = Vec::new();
        for signer in signers {
            if !unique.iter().any(|s| s.pubkey() == signer.pubkey()) {
                unique.push(signer);
            }
        }
        let body = message.serialize().len();
        let bytes = body + 1 + 64 * usize::from(message.header().num_required_signatures);
        let transaction = VersionedTransaction::try_new(message, unique.as_slice())
            .expect("every required signer is given");
        let result = self.svm.send_transaction(transaction);
        // A fresh blockhash, so that the same instruction may be sent again.
        self.svm.expire_blockhash();
        match result {
            Ok(meta) => Ok(Sent {
                units: meta.compute_units_consumed,
                logs: meta.logs,
                bytes,
            }),
            Err(failed) => Err(Refused {
                error: failed.err,
                logs: failed.meta.logs,
            }),
        }
    }
}

/// Asserts that the transaction was refused with the program error `code`.
#[track_caller]
pub fn assert_error(outcome: &Outcome, code: u32) {
    match outcome {
        Ok(_) => panic!("landed, but error {code} was expected"),
        Err(refused) => assert_eq!(
            refused.code(),
            Some(code),
            "refused by {:?}\n{}",
            refused.error,
            refused.logs.join("\n")
        ),
    }
}

/// Asserts that the transaction was refused by one of the runtime's or the framework's own checks.
#[track_caller]
pub fn assert_refused(outcome: &Outcome, error: InstructionError) {
    match outcome {
        Ok(_) => panic!("landed, but {error:?} was expected"),
        Err(refused) => match &refused.error {
            TransactionError::InstructionError(_, got) if *got == error => {}
            other => panic!(
                "refused by {other:?}, not {error:?}\n{}",
                refused.logs.join("\n")
            ),
        },
    }
}

/// Asserts that the transaction landed, and returns what it cost.
#[track_caller]
pub fn assert_sent(outcome: Outcome) -> Sent {
    match outcome {
        Ok(sent) => sent,
        Err(refused) => panic!(
            "refused by {:?}\n{}",
            refused.error,
            refused.logs.join("\n")
        ),
    }
}
