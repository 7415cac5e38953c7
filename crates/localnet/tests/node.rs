//! Starting, stopping, and what the chain refuses.
mod wallet;

use io_localnet::{CheatError, Cheats, Localnet, LocalnetConfig, LocalnetError};
use serde_json::json;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::{Pubkey, pubkey};
use solana_rpc_client_api::request::RpcRequest;
use solana_signer::Signer;
use wallet::{client, confirm, signed, transfer};

const MEMO_PROGRAM: Pubkey = pubkey!("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr");

fn fast(airdrop: Vec<(Pubkey, u64)>) -> Localnet {
    Localnet::start(LocalnetConfig {
        slot_time_ms: 50,
        airdrop,
        ..LocalnetConfig::default()
    })
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_chains_run_side_by_side_and_give_their_ports_back() {
    let wallet = Keypair::new();
    let first = fast(vec![(wallet.pubkey(), 7_000_000_000)]);
    let second = fast(vec![]);
    assert_ne!(first.rpc_url(), second.rpc_url());
    let (a, b) = (client(first.rpc_url()), client(second.rpc_url()));
    assert_eq!(
        a.get_balance(&wallet.pubkey()).await.unwrap(),
        7_000_000_000
    );
    assert_eq!(b.get_balance(&wallet.pubkey()).await.unwrap(), 0);
    println!("chain ready in {:?}", first.ready_in());

    let port: u16 = first.rpc_url().rsplit(':').next().unwrap().parse().unwrap();
    assert!(first.is_running());
    first.stop().unwrap();
    assert!(a.get_slot().await.is_err());
    let again = Localnet::start(LocalnetConfig {
        rpc_port: port,
        ..LocalnetConfig::default()
    })
    .unwrap();
    assert_eq!(again.rpc_url(), format!("http://127.0.0.1:{port}"));
    assert_eq!(
        client(again.rpc_url())
            .get_balance(&wallet.pubkey())
            .await
            .unwrap(),
        0,
        "a new chain starts empty"
    );
    again.stop().unwrap();
    second.stop().unwrap();
}

#[test]
fn bad_settings_are_refused_by_name() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let start = |rpc_port, ws_port, slot_time_ms| {
        Localnet::start(LocalnetConfig {
            rpc_port,
            ws_port,
            slot_time_ms,
            ..LocalnetConfig::default()
        })
        .unwrap_err()
    };
    assert!(matches!(
        start(port, 0, 50),
        LocalnetError::PortUnavailable { port: found, .. } if found == port
    ));
    assert!(matches!(
        start(9, 9, 50),
        LocalnetError::SamePort { port: 9 }
    ));
    assert!(matches!(
        start(0, 0, 5),
        LocalnetError::SlotTimeOutOfRange { slot_time_ms: 5 }
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_is_confirmed_and_cheats_beyond_the_allowed_are_refused() {
    let wallet = Keypair::new();
    let chain = fast(vec![(wallet.pubkey(), 10_000_000_000)]);
    let rpc = client(chain.rpc_url());
    let to = Pubkey::new_unique();
    let blockhash = rpc.get_latest_blockhash().await.unwrap();
    let transaction = signed(
        &wallet,
        transfer(&wallet.pubkey(), &to, 1_000_000_000),
        blockhash,
    );
    let signature = rpc.send_transaction(&transaction).await.unwrap();
    let took = confirm(&rpc, &signature).await;
    println!("confirmed after {took:?} at 50 ms a slot");
    assert_eq!(rpc.get_balance(&to).await.unwrap(), 1_000_000_000);

    let refused = [
        (
            "surfnet_setAccount",
            json!([to.to_string(), {"lamports": 5}]),
        ),
        (
            "surfnet_setTokenAccount",
            json!([to.to_string(), to.to_string(), {"amount": 5}]),
        ),
        ("surfnet_setProgramAuthority", json!([to.to_string(), null])),
        ("surfnet_resetNetwork", json!([])),
        ("surfnet_pauseClock", json!([])),
        ("surfnet_enableCheatcode", json!([["surfnet_setAccount"]])),
        ("surfnet_disableCheatcode", json!([["surfnet_timeTravel"]])),
    ];
    for (method, params) in refused {
        let error = rpc
            .send::<serde_json::Value>(RpcRequest::Custom { method }, params)
            .await
            .unwrap_err();
        assert!(error.to_string().contains("disabled"), "{method}: {error}");
    }
    assert_eq!(rpc.get_balance(&to).await.unwrap(), 1_000_000_000);
    chain.stop().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_is_written_can_be_called_and_names_its_authority() {
    let wallet = Keypair::new();
    let chain = fast(vec![(wallet.pubkey(), 10_000_000_000)]);
    let (rpc, cheats) = (client(chain.rpc_url()), Cheats::new(chain.rpc_url()));
    // A real binary without building one: the memo program, whose account is its ELF or, under the
    // upgradeable loader, points to it.
    let memo = rpc.get_account(&MEMO_PROGRAM).await.unwrap();
    let elf = if memo.data.starts_with(b"\x7fELF") {
        memo.data
    } else {
        let data = Pubkey::new_from_array(memo.data[4..36].try_into().unwrap());
        rpc.get_account_data(&data).await.unwrap()[45..].to_vec()
    };
    let (program, authority) = (Pubkey::new_unique(), Pubkey::new_unique());
    cheats
        .write_program(&program, &elf, &authority)
        .await
        .unwrap();

    let call = Instruction {
        program_id: program,
        accounts: vec![],
        data: b"hello".to_vec(),
    };
    let blockhash = rpc.get_latest_blockhash().await.unwrap();
    let signature = rpc
        .send_transaction(&signed(&wallet, call, blockhash))
        .await
        .unwrap();
    confirm(&rpc, &signature).await;

    let error = cheats
        .write_program(&program, b"MZ", &authority)
        .await
        .unwrap_err();
    assert!(
        matches!(error, CheatError::NotElf { len: 2, .. }),
        "{error}"
    );
    chain.stop().unwrap();
}
