//! What a transaction bids, and what it costs: the market's median, under the cap, anew with each signing.
mod relay;
mod scene;

use std::time::Duration;

use io_chain::{Chain, Landed, SendPolicy};
use relay::{Fate, Relay};
use scene::{SOL, Setup, expire_blockhashes, setup, start_sending, transfer};
use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_keypair::Keypair;
use solana_message::{VersionedMessage, v0};
use solana_pubkey::Pubkey;
use solana_rpc_client_api::config::RpcTransactionConfig;
use solana_signature::Signature;
use solana_signer::Signer;
use solana_transaction::versioned::VersionedTransaction;

const CAP: u64 = 100_000;
/// Lamports of one signature.
const BASE_FEE: u64 = 5_000;
/// 1.2 × (what a transfer and two budget instructions take, and two budget instructions more).
const LIMIT: u32 = 900;

fn capped(url: &str) -> Chain {
    let policy = SendPolicy {
        max_priority_fee_micro_lamports: CAP,
        ..SendPolicy::local()
    };
    Chain::new(url, policy, io_client::error_text)
}

/// `count` transfers to `to` by others, who bid `price` micro-lamports per compute unit.
async fn market(chain: &Chain, wallet: &Keypair, to: &Pubkey, price: u64, count: u64) {
    for n in 1..=count {
        let blockhash = chain.rpc().get_latest_blockhash().await.unwrap();
        let instructions = [
            ComputeBudgetInstruction::set_compute_unit_price(price),
            // Each of another amount, so that no two are the same transaction.
            transfer(&wallet.pubkey(), to, SOL + n),
        ];
        let message =
            v0::Message::try_compile(&wallet.pubkey(), &instructions, &[], blockhash).unwrap();
        let signed =
            VersionedTransaction::try_new(VersionedMessage::V0(message), &[wallet]).unwrap();
        chain
            .rpc()
            .send_and_confirm_transaction(&signed)
            .await
            .unwrap();
    }
}

/// Compute limit, micro-lamports per unit and fee in lamports of a transaction in a block.
async fn paid(chain: &Chain, signature: &Signature) -> (u32, u64, u64) {
    let config = RpcTransactionConfig {
        encoding: serde_json::from_value(serde_json::json!("base64")).unwrap(),
        max_supported_transaction_version: Some(0),
        ..RpcTransactionConfig::default()
    };
    let found = chain
        .rpc()
        .get_transaction_with_config(signature, config)
        .await
        .unwrap()
        .transaction;
    let transaction = found.transaction.decode().unwrap();
    let (mut limit, mut price) = (None, None);
    for instruction in transaction.message.instructions() {
        // SetComputeUnitLimit: tag 2, units u32. SetComputeUnitPrice: tag 3, micro-lamports u64.
        match *instruction.data.as_slice() {
            [2, a, b, c, d] => limit = Some(u32::from_le_bytes([a, b, c, d])),
            [3, ref rest @ ..] => price = Some(u64::from_le_bytes(rest.try_into().unwrap())),
            _ => {}
        }
    }
    (limit.unwrap(), price.unwrap(), found.meta.unwrap().fee)
}

/// A new wallet's transfer of one SOL to `to`; what it bid is checked against what it was charged.
async fn send(setup: &Setup, chain: &Chain, to: &Pubkey) -> (Landed, u64) {
    let payer = Keypair::new();
    setup
        .cheats
        .airdrop(&payer.pubkey(), 2 * SOL)
        .await
        .unwrap();
    let landed = chain
        .send_instructions(&[transfer(&payer.pubkey(), to, SOL)], &payer, &[])
        .await
        .unwrap();
    let (limit, price, fee) = paid(chain, &landed.signature).await;
    assert_eq!(limit, LIMIT);
    assert_eq!(
        fee,
        BASE_FEE + (price * u64::from(limit)).div_ceil(1_000_000)
    );
    let left = chain.rpc().get_balance(&payer.pubkey()).await.unwrap();
    assert_eq!(left, SOL - fee);
    (landed, price)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bid_is_the_markets_and_never_above_the_cap() {
    let setup = setup();
    let chain = capped(&setup.localnet.rpc_url());
    let (quiet, busy, wild) = (
        Pubkey::new_unique(),
        Pubkey::new_unique(),
        Pubkey::new_unique(),
    );
    assert_eq!(send(&setup, &chain, &quiet).await.1, 0, "no market, no bid");
    market(&chain, &setup.wallet, &busy, 40_000, 3).await;
    assert_eq!(send(&setup, &chain, &busy).await.1, 40_000);
    market(&chain, &setup.wallet, &wild, 5_000_000, 3).await;
    assert_eq!(send(&setup, &chain, &wild).await.1, CAP);
    // A cap of zero asks nobody and bids nothing.
    let thrifty = scene::chain(&setup.localnet.rpc_url());
    assert_eq!(send(&setup, &thrifty, &wild).await.1, 0);
    setup.localnet.stop().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_does_not_tell_its_fees_costs_nothing() {
    let setup = setup();
    let direct = capped(&setup.localnet.rpc_url());
    let (relay, url) = Relay::start(setup.localnet.rpc_url(), Fate::Delivered).await;
    relay.forget("getRecentPrioritizationFees").await;
    let to = Pubkey::new_unique();
    market(&direct, &setup.wallet, &to, 40_000, 3).await;
    assert_eq!(send(&setup, &capped(&url), &to).await.1, 0);
    setup.localnet.stop().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signing_after_an_expired_one_bids_the_new_market() {
    let setup = setup();
    let direct = capped(&setup.localnet.rpc_url());
    let (relay, url) = Relay::start(setup.localnet.rpc_url(), Fate::Kept).await;
    let to = Pubkey::new_unique();
    market(&direct, &setup.wallet, &to, 1_000, 1).await;
    let payer = Keypair::new();
    setup
        .cheats
        .airdrop(&payer.pubkey(), 2 * SOL)
        .await
        .unwrap();
    let sending = start_sending(capped(&url), &payer, to);
    while relay.sends() == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    // It bid too little and is never included; meanwhile the market has risen.
    let first = relay.kept_signatures().await[0].clone();
    market(&direct, &setup.wallet, &to, 60_000, 3).await;
    expire_blockhashes(&setup.cheats).await;
    relay.set(Fate::Delivered).await;
    let landed = sending.await.unwrap().unwrap();
    assert_ne!(first, landed.signature.to_string());
    let (limit, price, fee) = paid(&direct, &landed.signature).await;
    assert_eq!((limit, price), (LIMIT, 60_000));
    // The first signing arrives at last: one transfer was made and one fee paid.
    assert!(!relay.deliver_kept().await.is_empty());
    tokio::time::sleep(Duration::from_millis(200)).await;
    let left = direct.rpc().get_balance(&payer.pubkey()).await.unwrap();
    assert_eq!(left, SOL - fee);
    setup.localnet.stop().unwrap();
}
