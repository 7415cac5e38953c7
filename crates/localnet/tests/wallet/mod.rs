//! A funded wallet and the transactions the tests send.
use std::time::{Duration, Instant};

use solana_commitment_config::CommitmentConfig;
use solana_hash::Hash;
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_message::Message;
use solana_pubkey::Pubkey;
use solana_rpc_client::nonblocking::rpc_client::RpcClient;
use solana_signature::Signature;
use solana_signer::Signer;
use solana_transaction::Transaction;

pub const SYSTEM_PROGRAM: Pubkey = Pubkey::new_from_array([0; 32]);

/// `Transfer` of the system program: tag 2 u32, lamports u64.
pub fn transfer(from: &Pubkey, to: &Pubkey, lamports: u64) -> Instruction {
    let mut data = vec![2, 0, 0, 0];
    data.extend_from_slice(&lamports.to_le_bytes());
    Instruction {
        program_id: SYSTEM_PROGRAM,
        accounts: vec![AccountMeta::new(*from, true), AccountMeta::new(*to, false)],
        data,
    }
}

pub fn signed(wallet: &Keypair, instruction: Instruction, blockhash: Hash) -> Transaction {
    let message = Message::new_with_blockhash(&[instruction], Some(&wallet.pubkey()), &blockhash);
    let mut transaction = Transaction::new_unsigned(message);
    transaction.sign(&[wallet], blockhash);
    transaction
}

pub fn client(url: String) -> RpcClient {
    RpcClient::new_with_commitment(url, CommitmentConfig::confirmed())
}

/// Polls until the transaction is confirmed; panics with its error, or after 10 s.
#[allow(dead_code)]
pub async fn confirm(rpc: &RpcClient, signature: &Signature) -> Duration {
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(10) {
        let status = rpc
            .get_signature_statuses(&[*signature])
            .await
            .unwrap()
            .value[0]
            .clone();
        if let Some(status) = status {
            assert_eq!(status.err, None, "{signature} failed");
            if status.satisfies_commitment(CommitmentConfig::confirmed()) {
                return started.elapsed();
            }
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("{signature} was not confirmed within 10 s");
}
