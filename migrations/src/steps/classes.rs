//! GPU classes: added, and changed where the file has changed.
use std::sync::Arc;

use io_client::classes::change_of;
use io_client::oracle::instructions::SetClass;
use io_client::oracle::types::{GpuClass, GpuClassParams};
use io_client::oracle::{accounts::Classes, classes_address};
use solana_signer::Signer;

use crate::error::MigrationError;
use crate::genesis::field;
use crate::network::Network;
use crate::task::Task;

const STEP: &str = "classes";

pub(super) async fn tasks(network: &Network) -> Result<Vec<Task>, MigrationError> {
    let found = network.account::<Classes>(&classes_address()).await?;
    let on_chain: &[GpuClass] = match &found {
        Some(classes) => classes
            .entries
            .get(..usize::from(classes.count))
            .unwrap_or(&classes.entries),
        None => &[],
    };
    if on_chain.len() > network.genesis.classes.len() {
        return Err(field(
            "class",
            format!("the chain has {} classes and the file {}; a class's number is for ever: list them all", on_chain.len(), network.genesis.classes.len()),
        )
        .into());
    }
    let mut tasks = Vec::new();
    for (number, class) in (0u8..).zip(&network.genesis.classes) {
        let params = class.params();
        let item = format!("{number} {}", class.name);
        let change = found
            .as_ref()
            .and_then(|classes| change_of(classes, number));
        // A change that is on its way is not asked for again.
        let there = change.map_or(on_chain.get(usize::from(number)), |(_, next)| Some(next));
        if there.is_some_and(|there| there.name != params.name) {
            return Err(field(
                format!("class[{number}].name"),
                "the chain has another class of this number, and devices name classes by number: put new classes at the end",
            )
            .into());
        }
        if there.is_some_and(|there| is_the_same(there, &params)) {
            tasks.push(Task::already(STEP, item));
            continue;
        }
        let call = SetClass {
            authority: network.authority.pubkey(),
        };
        tasks.push(Task::send(
            STEP,
            item,
            vec![call.instruction(number, &params)],
            vec![Arc::clone(&network.authority)],
        ));
    }
    Ok(tasks)
}

fn is_the_same(there: &GpuClass, params: &GpuClassParams) -> bool {
    let numbers = [
        there.multiplier_milli,
        there.n,
        there.k,
        there.panels,
        there.lanes,
        there.steps,
        there.time_ms,
    ];
    let wanted = [
        params.multiplier_milli,
        params.n,
        params.k,
        params.panels,
        params.lanes,
        params.steps,
        params.time_ms,
    ];
    there.name == params.name && numbers == wanted && there.live == u8::from(params.live)
}
