use super::*;
use proptest::prelude::*;

pub(crate) fn reading(seed: u8) -> Reading {
    Reading {
        class: seed % 3,
        processors: 8,
        tier: 4,
        staked: true,
        in_service: true,
        generated: false,
        payee: [seed; 32],
        commit: [seed ^ 1; 32],
        response: [seed ^ 2; 32],
    }
}

fn shard() -> Shard {
    let mut shard = Shard::with_capacity(15, 4);
    for (offset, minutes) in [(3u16, 7u64), (4, 0), (9, MINUTES_MASK), (65_535, 1)] {
        let row = Row {
            minutes,
            verdict: verdict::PASS,
            reason: 0,
            place: 0,
            on_time: offset != 4,
        };
        let reading = (offset < 5).then(|| reading(offset as u8));
        shard.push(offset, row, reading).unwrap();
    }
    shard
}

fn summary() -> Summary {
    Summary {
        epoch: 9,
        operator: 3,
        rules: Digest([1; 32]),
        multipliers_milli: vec![10_000, 0],
        shards: vec![(0, Digest([2; 32])), (15, Digest([3; 32]))],
        leases: vec![LeaseHeard {
            lease: [4; 32],
            device: 5,
            start_ts: -6,
            minutes: 7,
        }],
    }
}

#[test]
fn shards_round_trip_and_keep_order_and_range() {
    let shard = shard();
    assert_eq!(Shard::from_bytes(&shard.to_bytes()), Ok(shard.clone()));
    assert_eq!(shard.index(0), 15 * 65_536 + 3);
    assert!(!shard.row(1).on_time && shard.row(2).on_time);
    let mut again = shard.clone();
    assert_eq!(
        again.push(65_535, Row::default(), None),
        Err(FormatError::Order)
    );
    let mut empty = Shard::with_capacity(0, 0);
    let late = Row {
        minutes: 1 << 60,
        ..Row::default()
    };
    assert_eq!(empty.push(0, late, None), Err(FormatError::Value));
    assert_eq!(Shard::from_bytes(&empty.to_bytes()), Ok(empty));
}

#[test]
fn every_byte_of_a_shard_is_bound_by_its_root_or_refused() {
    let shard = shard();
    let (bytes, root) = (shard.to_bytes(), shard.root());
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        if let Ok(other) = Shard::from_bytes(&changed) {
            assert_ne!(other.root(), root, "byte {at}");
        }
    }
}

#[test]
fn summaries_round_trip_and_every_byte_counts() {
    let summary = summary();
    let bytes = summary.to_bytes();
    assert_eq!(Summary::from_bytes(&bytes), Ok(summary.clone()));
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        if let Ok(other) = Summary::from_bytes(&changed) {
            assert_ne!(other.root(), summary.root(), "byte {at}");
            assert_eq!(other.to_bytes(), changed, "a second form at byte {at}");
        }
    }
}

#[test]
fn announced_counts_are_checked_before_they_are_believed() {
    let mut bytes = Shard::with_capacity(0, 0).to_bytes();
    bytes[12..16].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(Shard::from_bytes(&bytes), Err(FormatError::Length));
    let mut bytes = summary().to_bytes();
    let leases_at = bytes.len() - 52 - 4;
    bytes[leases_at..leases_at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(Summary::from_bytes(&bytes), Err(FormatError::Length));
    let mut unsorted = summary();
    unsorted.shards.reverse();
    assert_eq!(
        Summary::from_bytes(&unsorted.to_bytes()),
        Err(FormatError::Order)
    );
}

proptest! {
    #[test]
    fn hostile_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), kind in 0u8..3) {
        let mut whole = match kind {
            0 => shard().to_bytes()[..20].to_vec(),
            1 => summary().to_bytes()[..19].to_vec(),
            _ => Vec::new(),
        };
        whole.extend(bytes);
        if let Ok(shard) = Shard::from_bytes(&whole) {
            prop_assert_eq!(shard.to_bytes(), whole.clone());
        }
        if let Ok(summary) = Summary::from_bytes(&whole) {
            prop_assert_eq!(summary.to_bytes(), whole);
        }
    }
}
