//! One thing that genesis needs, and whether it is there.
use std::sync::Arc;

use solana_instruction::Instruction;
use solana_keypair::Keypair;

/// One thing that genesis needs.
pub struct Task {
    /// The step it belongs to.
    pub step: &'static str,
    /// What it is about.
    pub item: String,
    /// What is to do.
    pub action: Action,
}

/// What is to do.
pub enum Action {
    /// Nothing: the chain has it.
    Already,
    /// Nothing from here: somebody else must act.
    Left {
        /// Who and how.
        why: String,
    },
    /// One transaction.
    Send {
        /// In order.
        instructions: Vec<Instruction>,
        /// Signers besides the payer.
        signers: Vec<Arc<Keypair>>,
    },
}

impl Task {
    pub(crate) fn already(step: &'static str, item: impl Into<String>) -> Self {
        Self {
            step,
            item: item.into(),
            action: Action::Already,
        }
    }

    pub(crate) fn left(
        step: &'static str,
        item: impl Into<String>,
        why: impl Into<String>,
    ) -> Self {
        Self {
            step,
            item: item.into(),
            action: Action::Left { why: why.into() },
        }
    }

    pub(crate) fn send(
        step: &'static str,
        item: impl Into<String>,
        instructions: Vec<Instruction>,
        signers: Vec<Arc<Keypair>>,
    ) -> Self {
        Self {
            step,
            item: item.into(),
            action: Action::Send {
                instructions,
                signers,
            },
        }
    }
}
