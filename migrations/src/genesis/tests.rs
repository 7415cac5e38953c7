//! The file that is shipped, and ways to spoil it.
use super::*;
use io_client::timeline::Timeline;
use solana_pubkey::Pubkey;

const FILE: &str = include_str!("../../genesis.toml");

#[test]
fn the_files_amounts_are_the_money_rules() {
    let genesis = Genesis::parse(FILE).unwrap();
    assert_eq!(genesis.bond().unwrap(), io_core::stake::OPERATOR_BOND);
    assert_eq!(
        genesis.min_earning_stake().unwrap(),
        io_core::stake::MIN_EARNING_STAKE
    );
    assert_eq!(
        u64::from(genesis.staking.cooldown_s),
        io_core::stake::COOLDOWN_S
    );
    assert_eq!(
        u64::from(genesis.oracle.unbonding_s),
        io_core::stake::OPERATOR_UNBONDING_S
    );
    let iosd = genesis.iosd_params(Pubkey::default()).unwrap();
    assert_eq!(
        (iosd.min_request_io, iosd.min_request_iosd),
        (100_000_000, 1_000_000)
    );
    assert_eq!(
        (iosd.mint_window_capacity, iosd.redeem_window_capacity),
        (250_000_000_000, 100_000_000_000)
    );
    assert_eq!(iosd.redeem_spread_bps, 50);
    assert!(genesis.operators.is_empty());
}

#[test]
fn every_keypair_file_is_named_once_and_mints_are_told_apart() {
    let head = "[allocations]\n";
    assert!(FILE.contains(head));
    let text = FILE.replacen(head, &format!("{head}seed = \"seed.json\"\n"), 1);
    let genesis = Genesis::parse(&text).unwrap();
    let files = genesis.key_files();
    for name in [
        "authority.json",
        "io-mint.json",
        "usdc-mint.json",
        "seed.json",
    ] {
        assert_eq!(
            files.iter().filter(|file| **file == name).count(),
            1,
            "{name}"
        );
    }
    let mints: Vec<_> = files
        .into_iter()
        .filter(|file| genesis.is_mint(file))
        .collect();
    assert_eq!(mints, ["io-mint.json", "usdc-mint.json"]);
}

#[test]
fn the_files_times_are_the_published_ones() {
    let genesis = Genesis::parse(FILE).unwrap();
    let params = genesis.oracle_params(0, Pubkey::default()).unwrap();
    let timeline = Timeline {
        genesis_ts: 0,
        epoch_length_s: params.epoch_length_s,
        summary_window_s: params.summary_window_s,
        price_max_age_s: params.price_max_age_s,
        arm_slots: params.arm_slots,
        candidate_spacing_slots: params.candidate_spacing_slots,
        commit_deadline_slots: params.commit_deadline_slots,
        beacon_gap_slots: params.beacon_gap_slots,
        beacon_spacing_slots: params.beacon_spacing_slots,
        response_slots: params.response_slots,
    };
    assert_eq!(timeline, Timeline::PUBLISHED);
}

#[test]
fn a_bad_value_is_refused_by_its_fields_name() {
    for (from, to, want) in [
        ("bond_io = \"60000\"", "bond_io = \"6e4\"", "oracle.bond_io"),
        (
            "stakers_bps = 2000",
            "stakers_bps = 10001",
            "emission.stakers_bps",
        ),
        (
            "epoch_length_s = 3600",
            "epoch_length_s = 0",
            "emission.epoch_length_s",
        ),
        (
            "mint_window_iosd = \"250000\"",
            "mint_window_iosd = \"0.0000001\"",
            "iosd.mint_window_iosd",
        ),
        (
            "min_earning_stake_io = \"1000\"",
            "min_earning_stake_io = \"\"",
            "staking.min_earning_stake_io",
        ),
        (
            "name = \"A100-SXM4-80GB\"",
            "name = \"test-cpu\"",
            "class[1].name",
        ),
        (
            "name = \"test-cpu\"",
            "name = \"a name of more than 24 bytes\"",
            "class[0].name",
        ),
    ] {
        assert!(FILE.contains(from), "{from}");
        match Genesis::parse(&FILE.replacen(from, to, 1)) {
            Err(GenesisError::Field { field, .. }) => assert_eq!(field, want),
            other => panic!("{to}: {other:?}"),
        }
    }
    let operator = "\n[[operator]]\nwallet = \"a.json\"\nkey = \"b.json\"\nurl = \"ftp://x\"\n";
    match Genesis::parse(&format!("{FILE}{operator}")) {
        Err(GenesisError::Field { field, .. }) => assert_eq!(field, "operator[0].url"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn unknown_and_missing_fields_are_named() {
    let unknown = Genesis::parse(&FILE.replacen("cpu_bps", "cpu_pbs", 1)).unwrap_err();
    assert!(unknown.to_string().contains("cpu_pbs"), "{unknown}");
    let missing = Genesis::parse(&FILE.replacen("cooldown_s = 1209600", "", 1)).unwrap_err();
    assert!(missing.to_string().contains("cooldown_s"), "{missing}");
}
