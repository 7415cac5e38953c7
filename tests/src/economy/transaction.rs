//! Sending many transactions quickly: the chain takes the message's word for who signs, so that
//! nobody has to, and programs can be played; a test of who may sign says it in the message's flags.

use crate::{send::Refused, world::World};
use solana_instruction::Instruction;
use solana_message::{Message, VersionedMessage};
use solana_pubkey::Pubkey;
use solana_transaction::versioned::VersionedTransaction;

/// An instruction by its program and the first bytes of its data.
pub type Called = (Pubkey, [u8; 8]);

/// From now on signatures and block hashes are not looked at, and nothing is remembered.
pub fn unchecked(world: &mut World) {
    let svm = std::mem::take(&mut world.svm);
    world.svm = svm
        .with_sigverify(false)
        .with_blockhash_check(false)
        .with_transaction_history(0);
}

/// Sends `instructions`, the fees paid by `payer`; every instruction that ran, those that programs called included.
///
/// # Errors
/// Why it was refused.
pub fn send(
    world: &mut World,
    instructions: &[Instruction],
    payer: &Pubkey,
) -> Result<Vec<Called>, Refused> {
    let hash = world.svm.latest_blockhash();
    let message = Message::new_with_blockhash(instructions, Some(payer), &hash);
    let keys = message.account_keys.clone();
    let signatures = usize::from(message.header.num_required_signatures);
    let transaction = VersionedTransaction {
        signatures: vec![Default::default(); signatures],
        message: VersionedMessage::Legacy(message),
    };
    match world.svm.send_transaction(transaction) {
        Ok(meta) => {
            let own = instructions.iter().map(|i| (i.program_id, &i.data));
            let inner = meta.inner_instructions.iter().flatten();
            let inner = inner.map(|inner| {
                let program = usize::from(inner.instruction.program_id_index);
                (keys[program], &inner.instruction.data)
            });
            let called = own.chain(inner);
            Ok(called
                .filter_map(|(program, data)| Some((program, *data.first_chunk()?)))
                .collect())
        }
        Err(failed) => Err(Refused {
            error: failed.err,
            logs: failed.meta.logs,
        }),
    }
}
