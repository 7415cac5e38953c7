//! What the staging must have led to: the dead, the lying and the cheating changed nothing for the others.
use anyhow::Result;

use super::hour::Clockwork;
use super::prices::MOST_STRAY_PERCENT;
use crate::cast::Cast;
use crate::story::{Invariant, Story};

/// Judges the hours of `story`.
///
/// # Errors
/// An operator does not answer.
pub async fn judge(
    story: &Story,
    clockwork: &Clockwork,
    cast: &Cast,
    hours: u64,
) -> Result<Vec<Invariant>> {
    let sealed = story.hours.iter().filter(|hour| hour.rewards_sum.is_some());
    let sealed = sealed.count() as u64;
    let mut found = vec![Invariant::judged(
        "every hour was sealed",
        sealed == hours,
        format!("{sealed} of {hours}"),
    )];
    let passed: u32 = story.hours.iter().map(|hour| hour.proofs_passed).sum();
    let failed: u32 = story.hours.iter().map(|hour| hour.proofs_failed).sum();
    let cheats = cast.cheats() as u64;
    let honest = (cast.workers as u64 - cheats) * hours;
    found.push(Invariant::judged(
        "honest proofs passed, the cheat's failed",
        u64::from(passed) == honest && u64::from(failed) == cheats * hours,
        format!(
            "{passed} of {honest} passed, {failed} of {} failed",
            cheats * hours
        ),
    ));
    let cheat_paid = story.earnings.iter().any(|one| {
        let number = one
            .name
            .strip_prefix("worker-")
            .and_then(|n| n.parse().ok());
        number.is_some_and(|number: usize| cast.worker(number) != crate::cast::WORKER)
    });
    if cheats > 0 {
        found.push(Invariant::judged(
            "the cheat earned nothing",
            !cheat_paid,
            if cheat_paid {
                "it has a leaf"
            } else {
                "no leaf in any tree"
            }
            .to_owned(),
        ));
    }
    if cast.liar().is_some() {
        let refused = clockwork
            .counted("io_oracle_proposals_refused_total")
            .await?;
        let voted = story.hours.iter().filter(|hour| hour.liar_voted).count();
        let believed = story.hours.iter().filter(|hour| hour.liar_sealed).count();
        found.push(Invariant::judged(
            "the liar voted for settlements of its own, and none was sealed",
            believed == 0 && voted > 0,
            format!(
                "{voted} such votes, {believed} sealed; its proposals were refused {refused} times"
            ),
        ));
        let strays = story
            .prices
            .iter()
            .filter(|point| point.upper > MOST_STRAY_PERCENT * point.lower / 100);
        let strays = strays.count();
        found.push(Invariant::judged(
            "the liar's prices, ten times too high, moved no median",
            strays == 0 && !story.prices.is_empty(),
            format!("{strays} of {} quorum prices strayed", story.prices.len()),
        ));
    }
    Ok(found)
}
