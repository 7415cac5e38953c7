use super::*;
use crate::summary::MINUTES_MASK;
use crate::view::{Class, Commit, Lease};
use io_api::Address;
use io_client::timeline::Timeline;
use io_pow::ClassParams;

fn device(index: u32, stake_io: u64) -> Device {
    Device {
        address: Address([index as u8 + 1; 32]),
        index,
        status: 1,
        class: 0,
        processors: 8,
        tier: 4,
        supplier: Address([90; 32]),
        key: Address([91; 32]),
        payee: Address([92; 32]),
        stake: stake_io * io_core::units::ONE_IO,
    }
}

fn view(commit_slot: u64, response_slot: u64) -> ChainView {
    let class = Class {
        name: "H100".into(),
        multiplier_milli: 10_000,
        params: ClassParams::TEST,
        time_ms: 1,
        live: true,
    };
    let commit = Commit {
        epoch: 2,
        commit_root: Digest([1; 32]),
        commit_slot,
        response_root: Digest([2; 32]),
        response_slot,
    };
    ChainView {
        params: Timeline::PUBLISHED,
        classes: Arc::new(vec![class]),
        devices: Arc::new([(3, device(3, 16_000)), (70_000, device(70_000, 15_999))].into()),
        commits: Arc::new([((Address([90; 32]), 0), vec![commit])].into()),
        leases: Arc::new(vec![Lease {
            address: Address([7; 32]),
            device: device(3, 0).address,
            start_ts: 3_600 + 90,
            end_ts: 3_600 + 600,
        }]),
        ..ChainView::default()
    }
}

/// A job that started late in the hour must be in its summary: with what was read before the hour's end it could
/// be left out, and its supplier would lose the first hour.
#[test]
fn an_hour_is_summed_up_from_what_was_read_after_its_end() {
    let mut view = view(0, 0);
    let record = record();
    let (end_ts, cutoff_ts) = (view.params.end_ts(2), view.params.cutoff_ts(2));
    for (now_ts, registry_ts, due) in [
        (end_ts - 1, end_ts - 1, false),
        (end_ts, end_ts - 1, false),
        (end_ts, end_ts, true),
        (cutoff_ts - 1, end_ts, true),
        (cutoff_ts - 1, end_ts - 1, false),
        (cutoff_ts, cutoff_ts, false),
    ] {
        (view.now_ts, view.registry_ts) = (now_ts, registry_ts);
        assert_eq!(is_due(&view, &record), due, "{now_ts} {registry_ts}");
    }
}

fn record() -> EpochRecord {
    EpochRecord {
        epoch: 2,
        s0: Some(1_000),
        ..EpochRecord::default()
    }
}

fn proof(device: u32) -> JudgedProof {
    JudgedProof {
        device,
        commit_leaf: Digest([5; 32]),
        response_leaf: Digest([6; 32]),
        verdict: verdict::PASS,
        reason: 0,
        place: 0,
    }
}

fn made(
    view: &ChainView,
    heard: &[(u32, u64)],
    proofs: &[JudgedProof],
    fleet: Option<&Fleet>,
) -> (Summary, Vec<Arc<Shard>>) {
    let heard = heard.iter().copied().collect();
    let host = |device: &Device| device.index == 70_000;
    summary(
        view,
        &record(),
        4,
        Digest([8; 32]),
        fleet,
        &heard,
        proofs,
        host,
    )
    .unwrap()
}

#[test]
fn what_was_heard_verified_and_read_is_in_the_summary() {
    let view = view(1_060, 1_258);
    let (summary, shards) = made(
        &view,
        &[(3, 0b1111_0110), (70_000, 1), (999, 1)],
        &[proof(3)],
        None,
    );
    assert_eq!(
        (
            summary.operator,
            summary.epoch,
            summary.multipliers_milli.as_slice()
        ),
        (4, 2, &[10_000][..])
    );
    assert_eq!(
        summary
            .shards
            .iter()
            .map(|(number, _)| *number)
            .collect::<Vec<_>>(),
        [0, 1]
    );
    let row = shards[0].row(0);
    assert_eq!(
        (row.minutes, row.verdict, row.on_time),
        (0b1111_0110, verdict::PASS, true)
    );
    assert_eq!(shards[0].len(), 1, "an unregistered device is not listed");
    let (_, reading) = shards[0].readings()[0];
    assert!(reading.staked && reading.in_service && !reading.generated);
    assert_eq!((reading.commit, reading.payee), ([5; 32], [92; 32]));
    // Eight GPUs of multiplier 10 need 16,000 IO.
    assert!(!shards[1].readings()[0].1.staked);
    assert_eq!(shards[1].row(0).verdict, verdict::SILENT);
    // The lease ran in minutes 1 to 9; of these 1, 2 and 4 to 7 were heard.
    assert_eq!(summary.leases.len(), 1);
    assert_eq!(summary.leases[0].minutes, 0b1111_0110);
    assert_eq!(
        (summary.leases[0].device, summary.leases[0].start_ts),
        (3, 3_690)
    );
}

#[test]
fn late_roots_are_not_on_time() {
    for (commit_slot, response_slot, on_time) in [
        (1_060, 1_258, true),
        (1_061, 1_258, false),
        (1_060, 1_259, false),
    ] {
        let (_, shards) = made(
            &view(commit_slot, response_slot),
            &[(3, 1)],
            &[proof(3)],
            None,
        );
        assert_eq!(
            shards[0].row(0).on_time,
            on_time,
            "{commit_slot} {response_slot}"
        );
    }
}

#[test]
fn a_host_of_the_population_is_up_by_the_generator_and_only_with_one() {
    let census = "gpu_class,count\nA100-SXM4-80GB,12\nother,3";
    let fleet = Fleet::new(1, census, 8).unwrap();
    let (summary, shards) = made(&view(1_060, 1_258), &[], &[], Some(&fleet));
    assert_eq!(summary.shards.len(), 2);
    assert_eq!(
        (shards[0].row(0).minutes, shards[0].row(0).verdict),
        (MINUTES_MASK, verdict::PASS)
    );
    assert!(shards[0].readings()[0].1.generated);
    assert_eq!(shards[1].len(), 7);
    let (alone, _) = made(&view(1_060, 1_258), &[], &[], None);
    assert!(alone.shards.is_empty());
}
