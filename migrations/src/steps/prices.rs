//! The price board and the ring of IO prices. Accounts this large do not fit into `oracle::initialize`.
use std::sync::Arc;

use io_client::oracle::{instructions::InitializePrices, prices_address};
use solana_signer::Signer;

use crate::error::MigrationError;
use crate::network::Network;
use crate::task::Task;

const STEP: &str = "prices";
const ITEM: &str = "price board and ring";

pub(super) async fn tasks(network: &Network) -> Result<Vec<Task>, MigrationError> {
    // One instruction makes both, so one tells of both.
    if network.chain.account(&prices_address()).await?.is_some() {
        return Ok(vec![Task::already(STEP, ITEM)]);
    }
    let call = InitializePrices {
        authority: network.authority.pubkey(),
    };
    Ok(vec![Task::send(
        STEP,
        ITEM,
        vec![call.instruction()],
        vec![Arc::clone(&network.authority)],
    )])
}
