//! Landing a transaction: simulate, limit, fee, sign, resend.
use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_hash::Hash;
use solana_instruction::{Instruction, error::InstructionError};
use solana_keypair::Keypair;
use solana_message::{AddressLookupTableAccount, VersionedMessage, v0};
use solana_pubkey::Pubkey;
use solana_rpc_client_api::config::RpcSimulateTransactionConfig;
use solana_signature::Signature;
use solana_signer::Signer;
use solana_transaction::{TransactionError, versioned::VersionedTransaction};

use crate::{Chain, ChainError, ProgramError, confirm::Outcome};

/// Of a transaction, and so what a simulation is given.
const MAX_COMPUTE_UNITS: u32 = 1_400_000;
/// Of a transaction on the wire: one packet.
const MAX_TRANSACTION_BYTES: usize = 1_232;
/// What two compute budget instructions take themselves.
const BUDGET_UNITS: u64 = 300;
/// Instructions put in front of the caller's.
const BUDGET_INSTRUCTIONS: u8 = 2;

/// One intent: instructions, who pays, who else signs.
pub struct Outgoing<'a> {
    /// In order.
    pub instructions: &'a [Instruction],
    /// Pays fees; signs.
    pub payer: &'a Keypair,
    /// Other signers.
    pub signers: &'a [&'a Keypair],
    /// Lookup tables to shorten it with.
    pub tables: &'a [AddressLookupTableAccount],
}

/// A transaction in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Landed {
    /// Its signature.
    pub signature: Signature,
    /// The block's slot.
    pub slot: u64,
    /// Compute units the simulation used.
    pub compute_units: u64,
}

/// The runtime's error with the log, before it is told in words.
pub(crate) struct TransactionFailure {
    pub(crate) error: TransactionError,
    pub(crate) logs: Vec<String>,
}

impl Outgoing<'_> {
    fn signed(
        &self,
        limit: u32,
        fee: u64,
        blockhash: Hash,
    ) -> Result<VersionedTransaction, ChainError> {
        let mut instructions = vec![
            ComputeBudgetInstruction::set_compute_unit_limit(limit),
            ComputeBudgetInstruction::set_compute_unit_price(fee),
        ];
        instructions.extend_from_slice(self.instructions);
        let message =
            v0::Message::try_compile(&self.payer.pubkey(), &instructions, self.tables, blockhash)
                .map_err(|e| ChainError::Build(e.to_string()))?;
        let message = VersionedMessage::V0(message);
        // One byte counts the signatures, each takes 64.
        let signatures = usize::from(message.header().num_required_signatures);
        let size = 1 + 64 * signatures + message.serialize().len();
        if size > MAX_TRANSACTION_BYTES {
            return Err(ChainError::TooLarge { size });
        }
        let mut signers: Vec<&Keypair> = vec![self.payer];
        for signer in self.signers {
            if signers.iter().all(|s| s.pubkey() != signer.pubkey()) {
                signers.push(signer);
            }
        }
        VersionedTransaction::try_new(message, signers.as_slice())
            .map_err(|e| ChainError::Build(e.to_string()))
    }
}

impl Chain {
    /// Lands the instructions once, or says why not. See the crate's documentation.
    ///
    /// # Errors
    /// [`ChainError::Program`] and [`ChainError::Refused`] from the simulation or the block;
    /// [`ChainError::Expired`], [`ChainError::Unknown`], [`ChainError::Node`], [`ChainError::Build`].
    pub async fn send(&self, outgoing: &Outgoing<'_>) -> Result<Landed, ChainError> {
        let mut last = Signature::default();
        for signing in 1..=self.policy.max_signings.max(1) {
            // Anew each time: one that expired may have bid too little for a market that has risen since.
            let fee = self.priority_fee(outgoing.instructions).await;
            let (blockhash, last_valid) = self
                .rpc()
                .get_latest_blockhash_with_commitment(self.policy.commitment.into())
                .await
                .map_err(|e| self.node_error(&e))?;
            let trial = outgoing.signed(MAX_COMPUTE_UNITS, fee, blockhash)?;
            let used = match self.simulate(&trial).await? {
                Ok(used) => used,
                // A jump of the clock, or a node behind: nothing was sent, so sign with a newer one.
                Err(failure) if matches!(failure.error, TransactionError::BlockhashNotFound) => {
                    last = trial.signatures[0];
                    continue;
                }
                Err(failure) => return Err(self.explain(failure, outgoing)),
            };
            // × 1.2 rounded up: the state may move between the simulation and the block.
            let limit = used
                .saturating_add(BUDGET_UNITS)
                .saturating_mul(6)
                .div_ceil(5)
                .saturating_add(u64::from(self.policy.headroom_units))
                .min(u64::from(MAX_COMPUTE_UNITS));
            let transaction = outgoing.signed(
                u32::try_from(limit).unwrap_or(MAX_COMPUTE_UNITS),
                fee,
                blockhash,
            )?;
            last = transaction.signatures[0];
            match self.resend_until_settled(&transaction, last_valid).await? {
                Outcome::Landed { slot } => {
                    return Ok(Landed {
                        signature: last,
                        slot,
                        compute_units: used,
                    });
                }
                Outcome::Failed(failure) => return Err(self.explain(failure, outgoing)),
                Outcome::Expired => {
                    tracing::info!(signature = %last, signing, "expired unseen; signing again");
                }
            }
        }
        Err(ChainError::Expired {
            signings: self.policy.max_signings.max(1),
            last,
        })
    }

    /// Lands `instructions` signed by `payer` and `signers`.
    ///
    /// # Errors
    /// As [`Chain::send`].
    pub async fn send_instructions(
        &self,
        instructions: &[Instruction],
        payer: &Keypair,
        signers: &[&Keypair],
    ) -> Result<Landed, ChainError> {
        self.send(&Outgoing {
            instructions,
            payer,
            signers,
            tables: &[],
        })
        .await
    }

    /// Runs the transaction on the node without landing it. Compute units used, or its failure.
    async fn simulate(
        &self,
        transaction: &VersionedTransaction,
    ) -> Result<Result<u64, TransactionFailure>, ChainError> {
        let config = RpcSimulateTransactionConfig {
            commitment: Some(self.policy.commitment.into()),
            ..RpcSimulateTransactionConfig::default()
        };
        let result = self
            .rpc()
            .simulate_transaction_with_config(transaction, config)
            .await
            .map_err(|e| self.node_error(&e))?
            .value;
        if let Some(error) = result.err {
            return Ok(Err(TransactionFailure {
                error: error.into(),
                logs: result.logs.unwrap_or_default(),
            }));
        }
        Ok(Ok(result
            .units_consumed
            .unwrap_or(u64::from(MAX_COMPUTE_UNITS))))
    }

    fn explain(&self, failure: TransactionFailure, outgoing: &Outgoing<'_>) -> ChainError {
        let TransactionFailure { error, logs } = failure;
        let TransactionError::InstructionError(index, InstructionError::Custom(code)) = &error
        else {
            return ChainError::Refused {
                reason: error.to_string(),
                logs,
            };
        };
        let instruction = index.saturating_sub(BUDGET_INSTRUCTIONS);
        let outermost = outgoing
            .instructions
            .get(usize::from(instruction))
            .map_or_else(Pubkey::default, |i| i.program_id);
        let program = failing_program(&logs).unwrap_or(outermost);
        let known = (self.errors)(&program, *code);
        ChainError::Program(ProgramError {
            program,
            instruction,
            code: *code,
            name: known.map(|k| k.0),
            message: known.map(|k| k.1),
        })
    }
}

/// The innermost program that failed: the first "Program <id> failed" of the log.
fn failing_program(logs: &[String]) -> Option<Pubkey> {
    logs.iter().find_map(|line| {
        let (id, _) = line.strip_prefix("Program ")?.split_once(" failed")?;
        id.parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_failure_is_named() {
        let inner = Pubkey::new_from_array([7; 32]);
        let outer = Pubkey::new_from_array([8; 32]);
        let logs = vec![
            format!("Program {outer} invoke [1]"),
            format!("Program {inner} invoke [2]"),
            format!("Program {inner} failed: custom program error: 0x1"),
            format!("Program {outer} failed: custom program error: 0x1"),
        ];
        assert_eq!(failing_program(&logs), Some(inner));
        assert_eq!(failing_program(&[]), None);
    }

    #[test]
    fn a_signer_named_twice_signs_once() {
        let payer = Keypair::new();
        let instruction = Instruction::new_with_bytes(
            Pubkey::new_from_array([1; 32]),
            &[],
            vec![solana_instruction::AccountMeta::new(payer.pubkey(), true)],
        );
        let outgoing = Outgoing {
            instructions: &[instruction],
            payer: &payer,
            signers: &[&payer],
            tables: &[],
        };
        let signed = outgoing.signed(1, 0, Hash::default()).expect("builds");
        assert_eq!(signed.signatures.len(), 1);
    }
}
