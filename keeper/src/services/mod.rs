//! One loop a file. Each exposes `tick`: look once, turn what is due.
pub mod accrue;
pub mod beacons;
pub mod challenge;
pub mod jobs;
pub mod open;
pub mod requests;
pub mod rounds;
pub mod watch;

use anyhow::Result;

use crate::chain::Keeper;
use crate::settings::Crank;

/// One look of one loop. Returns how many cranks landed.
///
/// # Errors
/// The node's failures and refusals that are not expected; the caller logs them and looks again.
pub async fn tick(crank: Crank, keeper: &Keeper) -> Result<u32> {
    match crank {
        Crank::Open => open::tick(keeper).await,
        Crank::Challenge => challenge::tick(keeper).await,
        Crank::Beacons => beacons::tick(keeper).await,
        Crank::Accrue => accrue::tick(keeper).await,
        Crank::Requests => requests::tick(keeper).await,
        Crank::Jobs => jobs::tick(keeper).await,
        Crank::Rounds => rounds::tick(keeper).await,
        Crank::Watch => watch::tick(keeper).await,
    }
}

#[cfg(test)]
mod tests {
    use io_client::{PROGRAMS, describe_error};

    /// Names in quotes that begin with a capital, in the loops' sources: the refusals they expect.
    fn expected_refusals(source: &str) -> Vec<String> {
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        code.split('"')
            .skip(1)
            .step_by(2)
            .filter(|text| text.starts_with(char::is_uppercase) && !text.contains(' '))
            .map(str::to_string)
            .collect()
    }

    /// A misspelt refusal would never match and the keeper would report a fault each time.
    #[test]
    fn every_expected_refusal_is_an_error_of_a_program() {
        let known: Vec<&str> = PROGRAMS
            .iter()
            .flat_map(|(_, id)| (0..10_000).filter_map(|code| describe_error(id, code)))
            .map(|error| error.name)
            .collect();
        let sources = [
            include_str!("open.rs"),
            include_str!("challenge.rs"),
            include_str!("beacons.rs"),
            include_str!("accrue.rs"),
            include_str!("requests.rs"),
            include_str!("jobs.rs"),
            include_str!("rounds.rs"),
            include_str!("watch/prosecute.rs"),
        ];
        let expected: Vec<String> = sources.into_iter().flat_map(expected_refusals).collect();
        assert!(expected.len() > 10, "{expected:?}");
        for name in expected {
            assert!(known.contains(&name.as_str()), "no program answers {name}");
        }
    }
}
