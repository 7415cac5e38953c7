//! Sending many transactions quickly: the chain takes the message's word for who signs, so that
//! nobody has to, and programs can be played; a test of who may sign says it in the message's flags.

use crate::{
    send::{Outcome, Refused, Sent},
    world::World,
};
use solana_instruction::Instruction;
use solana_message::{Message, VersionedMessage};
use solana_pubkey::Pubkey;
use solana_transaction::versioned::VersionedTransaction;

/// From now on signatures and block hashes are not looked at, and nothing is remembered.
pub fn unchecked(world: &mut World) {
    let svm = std::mem::take(&mut world.svm);
    world.svm = svm
        .with_sigverify(false)
        .with_blockhash_check(false)
        .with_transaction_history(0);
}

/// Sends `instructions`, the fees paid by `payer`.
pub fn send(world: &mut World, instructions: &[Instruction], payer: &Pubkey) -> Outcome {
    let hash = world.svm.latest_blockhash();
    let message = Message::new_with_blockhash(instructions, Some(payer), &hash);
    let signatures = usize::from(message.header.num_required_signatures);
    let transaction = VersionedTransaction {
        signatures: vec![Default::default(); signatures],
        message: VersionedMessage::Legacy(message),
    };
    match world.svm.send_transaction(transaction) {
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
