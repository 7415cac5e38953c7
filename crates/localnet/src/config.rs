//! What a chain is started with.
use solana_pubkey::Pubkey;

/// Below this one core spends its time making empty blocks.
pub const MIN_SLOT_TIME_MS: u64 = 10;
/// Above this a transaction takes longer to confirm than a wallet waits.
pub const MAX_SLOT_TIME_MS: u64 = 10_000;

impl LocalnetConfig {
    pub(crate) fn interval_ms(&self) -> u64 {
        self.block_interval_ms.unwrap_or(self.slot_time_ms)
    }
}

/// Settings of one chain. The default takes two free ports and makes a block every 400 ms, as a cluster
/// does.
#[derive(Clone, Debug)]
pub struct LocalnetConfig {
    /// TCP port of the JSON-RPC server on 127.0.0.1; 0 takes a free one.
    pub rpc_port: u16,
    /// TCP port of the WebSocket server on 127.0.0.1; 0 takes a free one. `solana-pubsub-client` expects
    /// the RPC port + 1 unless it is told otherwise.
    pub ws_port: u16,
    /// Chain time that one slot takes, in milliseconds, [`MIN_SLOT_TIME_MS`]`..=`[`MAX_SLOT_TIME_MS`]. The
    /// clock advances by it with each block, and a jump skips `jump / slot time` slots.
    pub slot_time_ms: u64,
    /// Wall time between two blocks in milliseconds, same range; none: the slot time. A shorter one lets
    /// the chain's time run faster than the wall's (400 and 50: eight times) with a cluster's number of
    /// slots to the minute, and transactions are confirmed sooner.
    pub block_interval_ms: Option<u64>,
    /// Wallets and the lamports each holds at the start.
    pub airdrop: Vec<(Pubkey, u64)>,
}

impl Default for LocalnetConfig {
    fn default() -> Self {
        Self {
            rpc_port: 0,
            ws_port: 0,
            slot_time_ms: 400,
            block_interval_ms: None,
            airdrop: Vec::new(),
        }
    }
}
