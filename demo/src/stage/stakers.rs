//! Two stakers, who earn the stakers' part of each hour, and the suppliers' claims.
use anyhow::Result;
use io_core::amount::show_amount;
use io_core::units::{IO_DECIMALS, ONE_IO};
use io_localnet::Cheats;
use io_migrations::Network;

use super::places::Places;
use super::wallet::{Wallet, amount};
use crate::story::Receipt;

/// Stakes of the two, whole IO.
const STAKES: [u64; 2] = [6_000, 2_000];

/// The two, with their stakes placed.
///
/// # Errors
/// The chain refuses.
pub async fn stake(network: &Network, cheats: &Cheats, places: &Places) -> Result<Vec<Wallet>> {
    let mut stakers = Vec::new();
    for (number, stake) in STAKES.iter().enumerate() {
        let name = format!("staker-{number}");
        let staker = Wallet::new(network, cheats, places, &name, stake * ONE_IO).await?;
        staker.io(&format!("stake {stake}")).await?;
        stakers.push(staker);
    }
    Ok(stakers)
}

/// A wallet claims what is its own; what it got. `pool` is `stakers` or `suppliers`.
///
/// # Errors
/// The chain or the operators refuse.
pub async fn claim(wallet: &Wallet, pool: &str) -> Result<Receipt> {
    let answer = wallet.io(&format!("claim --{pool}")).await?;
    let paid = answer.get(0).cloned().unwrap_or_default();
    let paid = amount(&paid, "claimed_io", IO_DECIMALS)?;
    Ok(Receipt {
        who: wallet.name.clone(),
        role: pool.trim_end_matches('s').to_owned(),
        what: format!("claimed {} IO", show_amount(paid, IO_DECIMALS)),
    })
}
