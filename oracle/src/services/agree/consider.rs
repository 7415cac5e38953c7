//! Others' turns: a proposal is checked, rebuilt from the summaries it names, and voted for or refused.

use std::collections::BTreeSet;
use std::sync::Arc;

use io_api::Digest;
use io_api::proposal::{IncludedSummary, Proposal};
use io_api::readers::Event;
use io_api::settlement::Settlement;

use super::propose::build;
use super::{Desk, Turn};
use crate::services::gather::Held;

/// Whether a proposal can be rebuilt.
enum Check {
    Complete,
    /// It names a summary that is not here yet.
    Missing,
    Refused(String),
}

impl Desk {
    /// Votes for a proposal that comes out the same here, refuses any other, and keeps one that names summaries
    /// which are still on their way.
    pub(super) async fn consider(
        &mut self,
        turn: &Turn<'_>,
        proposal: Proposal,
    ) -> anyhow::Result<()> {
        let Turn {
            node,
            record,
            round,
            proposer,
            ..
        } = *turn;
        let epoch = record.epoch;
        let held = self.held(record);
        let reason = match check(turn, &proposal, &held) {
            Check::Missing => {
                self.waiting.insert((epoch, round), proposal);
                return Ok(());
            }
            Check::Refused(reason) => reason,
            Check::Complete => {
                let named: BTreeSet<u8> =
                    proposal.included.iter().map(|one| one.operator).collect();
                let held: Vec<_> = held
                    .into_iter()
                    .filter(|(o, _, _)| named.contains(o))
                    .collect();
                match build(turn, &held).await? {
                    Err(error) => error.to_string(),
                    Ok(mine) if mine.sealed.settlement == proposal.settlement => {
                        let mut settlement = proposal.settlement;
                        node.conduct.settlement(&mut settlement);
                        self.decide(node, epoch, round, settlement);
                        return Ok(());
                    }
                    Ok(mine) => difference(&mine.sealed.settlement, &proposal.settlement),
                }
            }
        };
        self.decided.insert((epoch, round));
        node.metrics.proposals_refused_total.count();
        tracing::warn!(epoch, round, proposer, reason, "proposal refused");
        node.tell(Event::ProposalRefused {
            epoch,
            round,
            proposer,
            reason,
        });
        Ok(())
    }
}

fn check(turn: &Turn<'_>, proposal: &Proposal, held: &[(u8, Digest, Arc<Held>)]) -> Check {
    let Turn {
        node,
        view,
        record,
        round,
        proposer,
    } = *turn;
    let refuse = |reason: &str| Check::Refused(reason.to_owned());
    if (proposal.epoch, proposal.round, proposal.proposer) != (record.epoch, round, proposer) {
        return refuse("it is of another epoch, round or proposer than asked for");
    }
    let key = view
        .operators
        .iter()
        .find(|operator| operator.index == proposer)
        .map(|o| o.key);
    if key.is_none_or(|key| proposal.verify(&key).is_err()) {
        return refuse("it is not signed by its proposer");
    }
    if !proposal
        .included
        .is_sorted_by(|a, b| a.operator < b.operator)
    {
        return refuse("its summaries are not sorted by operator");
    }
    for one in &proposal.included {
        if record.summary_roots.get(usize::from(one.operator)) != Some(&one.root) {
            return refuse("it includes a summary that is not on chain");
        }
    }
    let names = |operator: &u8| {
        proposal
            .included
            .iter()
            .any(|one| one.operator == *operator)
    };
    // One that is held can be served, so nobody has a reason to leave it out.
    let omitted = held
        .iter()
        .find(|(operator, _, held)| !names(operator) && held.summary.rules == node.rules.hash());
    if let Some((operator, _, _)) = omitted {
        return Check::Refused(format!(
            "it omits the summary of operator {operator}, which is held here"
        ));
    }
    let here = |one: &IncludedSummary| {
        held.iter()
            .any(|(operator, _, _)| *operator == one.operator)
    };
    if proposal.included.iter().all(here) {
        Check::Complete
    } else {
        Check::Missing
    }
}

/// The first field in which a proposal differs from what was rebuilt.
fn difference(mine: &Settlement, theirs: &Settlement) -> String {
    let field = [
        (mine.prev_root != theirs.prev_root, "prev_root"),
        (mine.rewards_sum != theirs.rewards_sum, "rewards_sum"),
        (mine.n_leaves != theirs.n_leaves, "n_leaves"),
        (mine.rewards_root != theirs.rewards_root, "rewards_root"),
        (mine.usage_root != theirs.usage_root, "usage_root"),
        (mine.verdict_root != theirs.verdict_root, "verdict_root"),
    ];
    let differs = field
        .iter()
        .find(|(differs, _)| *differs)
        .map_or("report_hash", |(_, name)| name);
    format!("rebuilt from the summaries it names, its {differs} comes out differently")
}
