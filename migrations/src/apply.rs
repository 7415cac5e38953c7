//! Doing what is missing, or saying what it would be.
use io_chain::Outgoing;
use serde::Serialize;
use solana_keypair::Keypair;

use crate::error::MigrationError;
use crate::network::Network;
use crate::steps::Step;
use crate::task::{Action, Task};

/// What became of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Sent and confirmed just now.
    Done,
    /// The chain had it.
    Already,
    /// Would be sent.
    Planned,
    /// Somebody else must act.
    Left,
}

impl Outcome {
    /// One word for the table.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Already => "already",
            Self::Planned => "to do",
            Self::Left => "left to others",
        }
    }
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The step.
    pub step: &'static str,
    /// What it was about.
    pub item: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Of the transaction, where one was sent.
    pub signature: Option<String>,
    /// Who must act, where it was left.
    pub note: Option<String>,
}

/// Does what is missing, step by step, telling each line as it is done. What was done stays done if a later
/// step fails: run it again.
///
/// # Errors
/// [`MigrationError`] of the first step that fails.
pub async fn apply(
    network: &Network,
    mut tell: impl FnMut(&Row),
) -> Result<Vec<Row>, MigrationError> {
    let mut rows = Vec::new();
    for step in Step::ALL {
        // Read after the steps before have landed: some look for what those make.
        for task in step.tasks(network).await? {
            let row = carry_out(network, task).await?;
            tell(&row);
            rows.push(row);
        }
    }
    Ok(rows)
}

/// Lists what [`apply`] would do. Sends nothing.
///
/// # Errors
/// [`MigrationError`].
pub async fn plan(network: &Network) -> Result<Vec<Row>, MigrationError> {
    let mut rows = Vec::new();
    for step in Step::ALL {
        for task in step.tasks(network).await? {
            let outcome = match task.action {
                Action::Send { .. } => Outcome::Planned,
                Action::Already => Outcome::Already,
                Action::Left { .. } => Outcome::Left,
            };
            let note = match task.action {
                Action::Left { why } => Some(why),
                _ => None,
            };
            rows.push(Row {
                step: task.step,
                item: task.item,
                outcome,
                signature: None,
                note,
            });
        }
    }
    Ok(rows)
}

async fn carry_out(network: &Network, task: Task) -> Result<Row, MigrationError> {
    let Task { step, item, action } = task;
    let row = |item, outcome, signature, note| Row {
        step,
        item,
        outcome,
        signature,
        note,
    };
    let (instructions, signers) = match action {
        Action::Already => return Ok(row(item, Outcome::Already, None, None)),
        Action::Left { why } => return Ok(row(item, Outcome::Left, None, Some(why))),
        Action::Send {
            instructions,
            signers,
        } => (instructions, signers),
    };
    let signers: Vec<&Keypair> = signers.iter().map(AsRef::as_ref).collect();
    let outgoing = Outgoing {
        instructions: &instructions,
        payer: &network.payer,
        signers: &signers,
        tables: &[],
    };
    match network.chain.send(&outgoing).await {
        Ok(landed) => Ok(row(
            item,
            Outcome::Done,
            Some(landed.signature.to_string()),
            None,
        )),
        Err(error) => Err(MigrationError::Step {
            step,
            item,
            source: Box::new(error),
        }),
    }
}
