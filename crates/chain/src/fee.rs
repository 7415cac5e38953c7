//! The priority fee: the median of what recent blocks took for the accounts written, under a cap.
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

use crate::Chain;

/// The node reports at most 128 accounts' fees.
const MAX_ACCOUNTS: usize = 128;

/// The median of `fees` (the upper one of two), at most `cap`. Micro-lamports per compute unit.
fn median_capped(mut fees: Vec<u64>, cap: u64) -> u64 {
    if fees.is_empty() {
        return 0;
    }
    fees.sort_unstable();
    fees[fees.len() / 2].min(cap)
}

impl Chain {
    /// What to bid per compute unit, micro-lamports. A node that does not tell costs nothing: bid 0.
    pub(crate) async fn priority_fee(&self, instructions: &[Instruction]) -> u64 {
        if self.policy.max_priority_fee_micro_lamports == 0 {
            return 0;
        }
        let mut written: Vec<Pubkey> = instructions
            .iter()
            .flat_map(|i| i.accounts.iter())
            .filter(|a| a.is_writable)
            .map(|a| a.pubkey)
            .collect();
        written.sort_unstable();
        written.dedup();
        written.truncate(MAX_ACCOUNTS);
        match self.rpc().get_recent_prioritization_fees(&written).await {
            Ok(fees) => median_capped(
                fees.into_iter().map(|f| f.prioritization_fee).collect(),
                self.policy.max_priority_fee_micro_lamports,
            ),
            Err(error) => {
                tracing::debug!(%error, "no recent fees from the node; bidding none");
                0
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::median_capped;

    #[test]
    fn the_bid_is_the_median_under_the_cap() {
        assert_eq!(median_capped(vec![], 10), 0);
        assert_eq!(median_capped(vec![9, 1, 5], 10), 5);
        assert_eq!(median_capped(vec![9, 1, 5, 7], 10), 7);
        assert_eq!(median_capped(vec![100, 1000, 10], 50), 50);
    }
}
