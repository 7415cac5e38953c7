//! The generated interface against what the programs and the chain do.
use io_client::emissions::accounts::Emission;
use io_client::oracle::accounts::{EpochRecord, PriceBoard, PriceRing};
use io_client::oracle::types::FeedValue;
use io_client::wire::Reader;
use io_client::{AccountData, DecodeError, ProgramEvent, Wire, parse_events, pda};
use io_client::{emissions, escrow, iosd, oracle, staking};
use solana_pubkey::Pubkey;

/// An account whose bytes count up, decoded and written again.
fn round_trip<T: AccountData + PartialEq + std::fmt::Debug>() -> T {
    let mut data = T::DISCRIMINATOR.to_vec();
    data.extend((8..T::LEN).map(|at| u8::try_from(at % 251).unwrap()));
    let account = T::decode(&data).unwrap();
    let again = T::decode(&account.encode()).unwrap();
    assert_eq!(account, again);
    assert_eq!(account.encode().len(), T::LEN);
    account
}

#[test]
fn large_accounts_decode_whole() {
    // 8 discriminator + 8 head + 32·32·8 values + 32·4 times + 32·4 slots + 64 reserved.
    assert_eq!(PriceBoard::LEN, 8 + 8 + 8192 + 128 + 128 + 64);
    let board: PriceBoard = round_trip();
    let at = 16 + 8 * (31 * 32 + 5);
    let expected: Vec<u8> = (at..at + 8)
        .map(|at| u8::try_from(at % 251).unwrap())
        .collect();
    assert_eq!(board.values[31][5].to_le_bytes(), expected[..]);

    assert_eq!(PriceRing::LEN, 8 + 8 + 16 + 256 * 36 + 64);
    let ring: PriceRing = round_trip();
    assert_eq!(ring.entries.len(), 256);
    let record: EpochRecord = round_trip();
    assert_eq!(record.weights.len(), 32);
    let emission: Emission = round_trip();
    // The split begins at byte 16, where `oracle` reads it too.
    assert_eq!(
        emission.split.from_epoch.to_le_bytes(),
        [16, 17, 18, 19, 20, 21, 22, 23]
    );
}

#[test]
fn another_account_is_refused_by_name() {
    let data = vec![0; PriceBoard::LEN];
    assert_eq!(
        PriceBoard::decode(&data),
        Err(DecodeError::Discriminator {
            name: "PriceBoard",
            found: [0; 8]
        })
    );
    assert_eq!(
        PriceBoard::decode(&data[1..]),
        Err(DecodeError::Length {
            name: "PriceBoard",
            expected: PriceBoard::LEN,
            found: PriceBoard::LEN - 1
        })
    );
    assert_eq!(
        PriceBoard::decode_owned(&staking::ID, &data),
        Err(DecodeError::Owner {
            name: "PriceBoard",
            expected: oracle::ID,
            found: staking::ID
        })
    );
}

#[test]
fn stake_fills_in_what_follows_from_the_owner() {
    let (owner, source) = (
        Pubkey::new_from_array([1; 32]),
        Pubkey::new_from_array([2; 32]),
    );
    let stake = staking::instructions::Stake { owner, source };
    let instruction = stake.instruction(0x0102_0304);
    assert_eq!(instruction.program_id, staking::ID);
    let (head, amount) = instruction.data.split_at(8);
    // SHA-256("global:stake"), first eight bytes: Anchor's rule.
    assert_eq!(head, [206, 176, 202, 18, 200, 209, 179, 108]);
    assert_eq!(amount, [4, 3, 2, 1, 0, 0, 0, 0]);
    use staking::instructions::Stake;
    let account = |place: usize| instruction.accounts[place].clone();
    assert_eq!(account(Stake::OWNER).pubkey, owner);
    assert!(account(Stake::OWNER).is_signer && account(Stake::OWNER).is_writable);
    assert_eq!(account(Stake::POSITION).pubkey, pda::position(&owner));
    assert_eq!(account(Stake::POOL).pubkey, staking::pool_address());
    assert_eq!(
        account(Stake::EMISSION).pubkey,
        emissions::emission_address()
    );
    assert!(!account(Stake::EMISSION).is_writable);
    assert_eq!(account(Stake::TOKEN_PROGRAM).pubkey, pda::TOKEN_PROGRAM_ID);
}

#[test]
fn lists_and_argument_seeds_are_encoded() {
    let key = Pubkey::new_from_array([3; 32]);
    let prices = [
        FeedValue {
            feed: 0,
            price: 258,
        },
        FeedValue { feed: 7, price: 1 },
    ];
    let post = oracle::instructions::PostPrices { key }.instruction(&prices);
    assert_eq!(
        post.data[8..],
        [
            2, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0, 7, 1, 0, 0, 0, 0, 0, 0, 0
        ]
    );
    let supplier = key;
    let device = oracle::instructions::RegisterDevice { supplier };
    let params = oracle::types::DeviceParams {
        class: 1,
        processors: 8,
        device_key: key,
        payee: key,
        region: 2,
    };
    let instruction = device.instruction(300, &params);
    assert_eq!(
        instruction.accounts[oracle::instructions::RegisterDevice::DEVICE].pubkey,
        pda::device(&supplier, 300)
    );
    assert_eq!(instruction.data[8..15], [44, 1, 0, 0, 1, 8, 0]);
    assert_eq!(instruction.data.len(), 8 + 4 + 1 + 2 + 32 + 32 + 1);
}

/// The constants of `io-runtime`, which the programs compare with, are what the client derives.
#[test]
fn singletons_are_the_ones_the_programs_pin() {
    for (derived, pinned) in [
        (
            emissions::emission_address(),
            "BDsqUwD3rDMo2Fb6sjAWfcQtH16Tf731o6hyuk94TRFw",
        ),
        (
            emissions::supplier_vault_address(),
            "GHUt28miFXpHCqe9wzh9R4Uy54UTjiGJ3227ouvGc3Lt",
        ),
        (
            emissions::reserve_vault_address(),
            "7FQmnX5RwzXgfXBVcegGWintaCYtK8FHDg1javU8NPXG",
        ),
        (
            iosd::iosd_vault_address(),
            "A7PR2hogUP3reyqLxEEDP1p4S7YKzaUgMLPWyo7tSWUc",
        ),
        (
            oracle::oracle_address(),
            "8imra6baRQiuSXH3uaDTDQDSxhWqtKvYFxW46iNUYz3n",
        ),
        (
            oracle::price_ring_address(),
            "ExDEKytjBkUzoh1KomYfNi3BpLzj3SUbDqrSxGXkYSwi",
        ),
        (
            escrow::escrow_address(),
            "8KVH5LQL576KK3YqPYR72TJfz7wTUTzebpG9kycmk9mK",
        ),
    ] {
        assert_eq!(derived, Pubkey::from_str_const(pinned));
    }
}

#[test]
fn events_count_only_while_their_program_runs() {
    let staked = staking::events::Staked {
        owner: Pubkey::new_from_array([5; 32]),
        stake_before: 1,
        stake_after: 2,
        delegated_total: 3,
    };
    let mut bytes = vec![];
    // Discriminator: SHA-256("event:Staked"), first eight bytes.
    bytes.extend_from_slice(&[11, 146, 45, 205, 230, 58, 213, 240]);
    staked.write(&mut bytes);
    use base64::Engine;
    let data = format!(
        "Program data: {}",
        base64::engine::general_purpose::STANDARD.encode(&bytes)
    );
    let other = Pubkey::new_from_array([6; 32]);
    let ours = staking::ID;
    let logs = vec![
        // Logged by a stranger: no event.
        format!("Program {other} invoke [1]"),
        data.clone(),
        // Called by the stranger: an event.
        format!("Program {ours} invoke [2]"),
        format!("Program log: Instruction: Stake"),
        data.clone(),
        format!("Program {ours} consumed 5000 of 200000 compute units"),
        format!("Program {ours} success"),
        // The stranger again.
        data.clone(),
        format!("Program log: Program {ours} invoke [2]"),
        data.clone(),
        format!("Program {other} success"),
    ];
    let event = ProgramEvent::Staking(staking::events::Event::Staked(staked));
    assert_eq!((event.program(), event.name()), ("staking", "Staked"));
    assert_eq!(parse_events(&logs), vec![event]);
}

#[test]
fn error_codes_have_names_and_sentences() {
    use staking::StakingError;
    assert_eq!(
        StakingError::from_code(6001),
        Some(StakingError::AccrueFirst)
    );
    assert_eq!(StakingError::AccrueFirst.name(), "AccrueFirst");
    assert_eq!(StakingError::from_code(5999), None);
    for error in StakingError::ALL {
        assert!(error.message().len() > 20, "{}", error.name());
    }
}

#[test]
fn reading_past_the_end_is_an_error() {
    assert!(EpochRecord::read(&mut Reader::new(&[0; 100])).is_err());
}
