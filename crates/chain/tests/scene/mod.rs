//! A chain with a rich wallet on it.
#![allow(dead_code)]

use io_chain::{Chain, ChainError, Landed, SendPolicy};
use io_client::token::SYSTEM_PROGRAM_ID;
use io_localnet::{Cheats, Localnet, LocalnetConfig};
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use tokio::task::JoinHandle;

pub const SOL: u64 = 1_000_000_000;

pub struct Setup {
    pub localnet: Localnet,
    pub wallet: Keypair,
    pub cheats: Cheats,
}

pub fn setup() -> Setup {
    let wallet = Keypair::new();
    let localnet = Localnet::start(LocalnetConfig {
        slot_time_ms: 50,
        airdrop: vec![(wallet.pubkey(), 1_000 * SOL)],
        ..LocalnetConfig::default()
    })
    .unwrap();
    let cheats = Cheats::new(localnet.rpc_url());
    Setup {
        localnet,
        wallet,
        cheats,
    }
}

pub fn chain(url: &str) -> Chain {
    Chain::new(url, SendPolicy::local(), io_client::error_text)
}

/// `Transfer` of the system program: tag 2 u32, lamports u64.
pub fn transfer(from: &Pubkey, to: &Pubkey, lamports: u64) -> Instruction {
    let mut data = 2u32.to_le_bytes().to_vec();
    data.extend_from_slice(&lamports.to_le_bytes());
    Instruction {
        program_id: SYSTEM_PROGRAM_ID,
        accounts: vec![AccountMeta::new(*from, true), AccountMeta::new(*to, false)],
        data,
    }
}

/// One SOL on its way to `to`.
pub fn start_sending(
    chain: Chain,
    wallet: &Keypair,
    to: Pubkey,
) -> JoinHandle<Result<Landed, ChainError>> {
    let wallet = wallet.insecure_clone();
    tokio::spawn(async move {
        chain
            .send_instructions(&[transfer(&wallet.pubkey(), &to, SOL)], &wallet, &[])
            .await
    })
}

/// Ages every blockhash by more than the 150 blocks it lives.
pub async fn expire_blockhashes(cheats: &Cheats) {
    for _ in 0..160 {
        cheats.travel_by(1).await.unwrap();
    }
}
