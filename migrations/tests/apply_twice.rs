//! Genesis on the embedded chain with the real binaries: applied once it makes everything, applied again it
//! sends nothing, and what cannot be changed is refused by the field's name.
use std::path::{Path, PathBuf};

use io_chain::{Chain, SendPolicy};
use io_client::token::{Mint, token_balance};
use io_client::{AccountData, PROGRAMS, escrow, iosd, oracle, pda};
use io_localnet::{Cheats, Localnet, LocalnetConfig};
use io_migrations::keyfile::{read_keypair, write_new_keypair};
use io_migrations::{Genesis, MigrationError, Network, Outcome, Row, apply, plan};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

const OPERATORS: &str = "
[[operator]]
wallet = \"operator-1-wallet.json\"
key = \"operator-1.json\"
url = \"http://127.0.0.1:7101\"

[[operator]]
wallet = \"Vote111111111111111111111111111111111111111\"
key = \"operator-2.json\"
url = \"http://127.0.0.1:7102\"
";

fn genesis_text() -> String {
    format!("{}{OPERATORS}", include_str!("../genesis.toml"))
}

fn make_keys(genesis: &Genesis) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("io-migrations-test-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for name in genesis.key_files() {
        write_new_keypair(&folder.join(name)).unwrap();
    }
    folder
}

async fn open(url: &str, text: &str, keys: &Path) -> Result<Network, MigrationError> {
    let chain = Chain::new(url, SendPolicy::local(), io_client::error_text);
    Network::open(
        chain,
        Genesis::parse(text).unwrap(),
        keys.to_path_buf(),
        None,
    )
    .await
}

fn count(rows: &[Row], outcome: Outcome) -> usize {
    rows.iter().filter(|row| row.outcome == outcome).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn apply_makes_everything_once_and_nothing_twice() {
    let text = genesis_text();
    let keys = make_keys(&Genesis::parse(&text).unwrap());
    let authority = read_keypair(&keys.join("authority.json")).unwrap().pubkey();
    let config = LocalnetConfig {
        block_interval_ms: Some(50),
        airdrop: vec![(authority, 100_000_000_000)],
        ..LocalnetConfig::default()
    };
    let localnet = Localnet::start(config).unwrap();
    let url = localnet.rpc_url();

    // given programs that are not deployed, it says which and stops after the mint
    let network = open(&url, &text, &keys).await.unwrap();
    let error = apply(&network, |_| {}).await.unwrap_err();
    assert!(
        matches!(error, MigrationError::NotDeployed { name: "oracle", .. }),
        "{error}"
    );

    // given programs of another upgrade authority, it says whose
    let cheats = Cheats::new(&url);
    let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/deploy");
    let elf = |name: &str| std::fs::read(deploy.join(format!("{name}.so"))).unwrap();
    cheats
        .write_program(&oracle::ID, &elf("oracle"), &Pubkey::new_unique())
        .await
        .unwrap();
    let error = apply(&network, |_| {}).await.unwrap_err();
    assert!(
        matches!(
            error,
            MigrationError::NotUpgradeAuthority { name: "oracle", .. }
        ),
        "{error}"
    );

    // given ours, a plan lists what is missing and an application does it
    for (name, id) in PROGRAMS {
        cheats
            .write_program(&id, &elf(name), &authority)
            .await
            .unwrap();
    }
    let classes = network.genesis.classes.len();
    let planned = plan(&network).await.unwrap();
    // oracle, prices, staking, emissions, 5 allocations, iosd, USDC, escrow, 3 accounts of the treasury, classes,
    // 2 listings, 1 bond
    let to_do = 15 + classes + 3;
    assert_eq!(count(&planned, Outcome::Planned), to_do, "{planned:#?}");
    assert_eq!(count(&planned, Outcome::Already), 1, "the mint is there");
    let mut told = 0;
    let first = apply(&network, |_| told += 1).await.unwrap();
    assert_eq!(told, first.len());
    assert_eq!(count(&first, Outcome::Done), to_do, "{first:#?}");
    assert_eq!(
        count(&first, Outcome::Left),
        1,
        "the second operator bonds itself"
    );
    assert!(
        first
            .iter()
            .all(|row| (row.outcome == Outcome::Done) == row.signature.is_some())
    );

    check_chain(&network).await;

    // a second run, which finds the genesis time on the chain, sends nothing
    let again = open(&url, &text, &keys).await.unwrap();
    assert_eq!(again.genesis_ts, network.genesis_ts);
    let second = apply(&again, |_| {}).await.unwrap();
    assert_eq!(count(&second, Outcome::Done), 0, "{second:#?}");
    assert_eq!(second.len(), first.len());

    // a change of what is fixed is refused by name, and a class may change
    let other = text.replacen("cooldown_s = 1209600", "cooldown_s = 60", 1);
    let error = apply(&open(&url, &other, &keys).await.unwrap(), |_| {})
        .await
        .unwrap_err();
    match error {
        MigrationError::Differs { field, chain, file } => {
            assert_eq!(
                (field.as_str(), chain.as_str(), file.as_str()),
                ("staking.cooldown_s", "1209600", "60")
            );
        }
        other => panic!("{other}"),
    }
    let other = text.replacen("multiplier_milli = 250\n", "multiplier_milli = 500\n", 1);
    let third = apply(&open(&url, &other, &keys).await.unwrap(), |_| {})
        .await
        .unwrap();
    let done: Vec<&str> = third
        .iter()
        .filter(|row| row.outcome == Outcome::Done)
        .map(|row| row.item.as_str())
        .collect();
    assert_eq!(done, ["0 test-cpu"]);
    localnet.stop().unwrap();
}

async fn check_chain(network: &Network) {
    let chain = &network.chain;
    let mint = chain.fetch(&network.io_mint, Mint::decode).await.unwrap();
    assert_eq!(mint.supply, io_core::units::GENESIS_SUPPLY);
    assert_eq!((mint.decimals, mint.freeze_authority), (8, None));
    let operators = chain
        .fetch(
            &oracle::operators_address(),
            oracle::accounts::Operators::decode,
        )
        .await
        .unwrap();
    assert_eq!(operators.count, 2);
    assert_eq!(operators.entries[0].bond, 6_000_000_000_000);
    assert_eq!(operators.entries[1].bond, 0);
    let classes = chain
        .fetch(
            &oracle::classes_address(),
            oracle::accounts::Classes::decode,
        )
        .await
        .unwrap();
    assert_eq!(usize::from(classes.count), network.genesis.classes.len());
    // The ecosystem's 128,000,000 IO less one bond of 60,000.
    let ecosystem = network
        .address(
            "allocations.ecosystem",
            &network.genesis.allocations.ecosystem,
        )
        .unwrap();
    let held = chain
        .fetch(
            &pda::associated_token(&ecosystem, &network.io_mint),
            token_balance,
        )
        .await
        .unwrap();
    assert_eq!(held, 12_800_000_000_000_000 - 6_000_000_000_000);
    let jobs = chain
        .fetch(&escrow::escrow_address(), escrow::accounts::Escrow::decode)
        .await
        .unwrap();
    assert_eq!(jobs.treasury, network.treasury().unwrap());
    let money = chain
        .fetch(&iosd::iosd_address(), iosd::accounts::Iosd::decode)
        .await
        .unwrap();
    assert_eq!(money.guardian, network.guardian().unwrap());
}
