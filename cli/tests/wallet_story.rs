//! The real `io` on the embedded chain with the real binaries: balance, stake, unstake, device, and what
//! goes wrong with its exit code.
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use io_chain::{Chain, Outgoing, SendPolicy};
use io_client::pda;
use io_client::token::{create_associated, transfer_checked};
use io_localnet::{Cheats, Localnet, LocalnetConfig};
use io_migrations::keyfile::{read_keypair, write_new_keypair};
use io_migrations::{Genesis, Network, apply};
use serde_json::Value;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

const GENESIS: &str = include_str!("../../migrations/genesis.toml");
const ONE_SOL: u64 = 1_000_000_000;
const ONE_IO: u64 = 100_000_000;

fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("io-cli-test-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs `io` with a Solana config that names chain and wallet; answers exit code, JSON and complaint.
fn io(config: &Path, line: &str) -> (i32, Value, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_io"))
        .args(["--output", "json", "--config"])
        .arg(config)
        .args(line.split(' '))
        .output()
        .unwrap();
    let answer = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    (
        output.status.code().unwrap(),
        answer,
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn done(config: &Path, line: &str) -> Value {
    let (code, answer, complaint) = io(config, line);
    assert_eq!(code, 0, "io {line}: {complaint}");
    answer
}

fn fails(config: &Path, line: &str, want: i32, says: &str) {
    let (code, _, complaint) = io(config, line);
    assert_eq!(code, want, "io {line}: {complaint}");
    assert!(complaint.contains(says), "io {line}: {complaint}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wallet_stakes_unstakes_and_registers_a_device() {
    let keys = folder();
    let genesis = Genesis::parse(GENESIS).unwrap();
    for name in genesis.key_files() {
        write_new_keypair(&keys.join(name)).unwrap();
    }
    let authority = read_keypair(&keys.join("authority.json")).unwrap().pubkey();
    let wallet = write_new_keypair(&keys.join("wallet.json"))
        .unwrap()
        .pubkey();
    let localnet = Localnet::start(LocalnetConfig {
        block_interval_ms: Some(50),
        airdrop: vec![(authority, 100 * ONE_SOL), (wallet, 10 * ONE_SOL)],
        ..LocalnetConfig::default()
    })
    .unwrap();
    let url = localnet.rpc_url();
    let config = keys.join("config.yml");
    let yaml = format!(
        "json_rpc_url: {url}\nkeypair_path: {}\n",
        keys.join("wallet.json").display()
    );
    std::fs::write(&config, yaml).unwrap();

    // before genesis the chain has nothing to say
    fails(&config, "epoch", 2, "there is no account");

    let cheats = Cheats::new(&url);
    let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/deploy");
    for (name, id) in io_client::PROGRAMS {
        let elf = std::fs::read(deploy.join(format!("{name}.so"))).unwrap();
        cheats.write_program(&id, &elf, &authority).await.unwrap();
    }
    let chain = Chain::new(&url, SendPolicy::local(), io_client::error_text);
    let network = Network::open(chain, genesis, keys.clone(), None)
        .await
        .unwrap();
    apply(&network, |_| {}).await.unwrap();
    give_io(&network, &wallet, 5_000 * ONE_IO).await;

    let before = done(&config, "balance");
    assert_eq!(before["wallet"], wallet.to_string());
    assert_eq!(
        (&before["io"], &before["sol"]),
        (&"5000".into(), &"10".into())
    );
    assert_eq!(before["staked_io"], "0");

    let staked = done(&config, "stake 1200.00000001");
    assert_eq!(staked["staked_io"], "1200.00000001");
    let after = done(&config, "balance");
    assert_eq!(after["io"], "3799.99999999");
    assert_eq!(after["staked_io"], "1200.00000001");

    let unstaked = done(&config, "unstake 200");
    assert_eq!(unstaked["staked_io"], "1000.00000001");
    let after = done(&config, "balance");
    assert_eq!(
        (&after["cooling_io"], &after["withdrawable_io"]),
        (&"200".into(), &"0".into())
    );

    // one hour later the stake has earned the stakers' part of it, and the cooldown is over in a fortnight
    cheats.travel_by(3_700).await.unwrap();
    let claimed = done(&config, "claim --stakers");
    assert_eq!(claimed[0]["pool"], "stakers");
    // A fifth of E(1) = 4,566.21004566 IO, all of it: nobody else stakes. The accumulator's floor may keep
    // one base unit.
    let paid = claimed[0]["claimed_io"].as_str().unwrap();
    assert!(["913.24200913", "913.24200912"].contains(&paid), "{paid}");
    cheats.travel_by(1_209_600).await.unwrap();
    let withdrawn = done(&config, "withdraw");
    assert_eq!(withdrawn["withdrawn_io"], "200");

    let key = Pubkey::new_unique();
    let device = done(
        &config,
        &format!("device register --class test-cpu --processors 2 --device-key {key}"),
    );
    assert_eq!(
        (&device["status"], &device["required_io"]),
        (&"Registered".into(), &"400".into())
    );
    let address = device["device"].as_str().unwrap().to_string();
    assert_eq!(
        done(&config, &format!("device stake {address} 400"))["staked_io"],
        "400"
    );
    let offered = done(
        &config,
        &format!("device offer {address} --floor-price 0.25"),
    );
    assert_eq!(
        (&offered["status"], &offered["floor_price_usd"]),
        (&"Offered".into(), &"0.25".into())
    );
    let listed = done(&config, "device list");
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!(listed[0]["device"], address.as_str());

    let request = done(&config, "iosd mint --io 100 --min-out 1");
    assert_eq!(request["locked_io"], "100");
    let requests = done(&config, "iosd requests");
    assert_eq!(requests[0]["request"], request["request"]);
    assert_eq!(requests[0]["status"], "Pending");

    assert_eq!(done(&config, "epoch")["in_progress"], true);
    assert_eq!(
        done(&config, "price")[0]["lower_usd"],
        Value::Null,
        "nobody has posted"
    );

    // bad input is 1, the chain's refusal 2 with the program's words, no node 3
    fails(&config, "stake 1e3", 1, "not an amount");
    fails(&config, "stake", 1, "AMOUNT");
    fails(
        &config,
        "device register --class h900 --processors 1 --device-key 11111111111111111111111111111112",
        1,
        "no GPU class",
    );
    fails(&config, "stake 1000000", 2, "InsufficientFunds");
    fails(&config, "unstake 5000", 2, "InsufficientStake");
    fails(
        &config,
        "quote --class test-cpu --gpus 1 --hours 1",
        2,
        "no fresh price",
    );
    fails(&config, "claim --suppliers", 2, "no operator is listed");
    fails(
        &config,
        "balance --url http://127.0.0.1:9",
        3,
        "check the URL",
    );
    // an operator's proof of 20 levels needs a lookup table, which is made on the way: without it the
    // transaction could not be built (1). The chain, which never sealed that epoch, refuses it (2).
    let operator = operator_that_answers(reward_proof(&wallet, true));
    fails(
        &config,
        &format!("claim --suppliers --operator {operator}"),
        2,
        "requires an initialized account",
    );
    let operator = operator_that_answers(reward_proof(&wallet, false));
    fails(
        &config,
        &format!("claim --suppliers --operator {operator}"),
        2,
        "may still be challenged",
    );
    let operator = operator_that_answers(reward_proof(&Pubkey::new_unique(), true));
    fails(
        &config,
        &format!("claim --suppliers --operator {operator}"),
        3,
        "answered for the wallet",
    );
    localnet.stop().unwrap();
}

/// IO for a wallet, out of the ecosystem's allocation.
async fn give_io(network: &Network, wallet: &Pubkey, amount: u64) {
    let ecosystem = read_keypair(&network.keys.join("ecosystem.json")).unwrap();
    let mint = network.io_mint;
    let instructions = [
        create_associated(&network.payer.pubkey(), wallet, &mint),
        transfer_checked(
            &pda::associated_token(&ecosystem.pubkey(), &mint),
            &mint,
            &pda::associated_token(wallet, &mint),
            &ecosystem.pubkey(),
            amount,
            8,
        ),
    ];
    let outgoing = Outgoing {
        instructions: &instructions,
        payer: &network.payer,
        signers: &[&ecosystem],
        tables: &[],
    };
    network.chain.send(&outgoing).await.unwrap();
}

fn reward_proof(wallet: &Pubkey, is_final: bool) -> String {
    serde_json::json!({
        "epoch": 1,
        "is_final": is_final,
        "wallet": wallet.to_string(),
        "index": 0,
        "cumulative": ONE_IO,
        "proof": "00".repeat(20 * 40),
        "root": "00".repeat(32),
    })
    .to_string()
}

/// An HTTP server that gives one answer to everything; its URL.
fn operator_that_answers(body: String) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            let _ = stream.write_all(format!("{head}{body}").as_bytes());
        }
    });
    url
}
