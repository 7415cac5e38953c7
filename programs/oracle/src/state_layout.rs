//! Byte layout of every account, which clients and the other programs read. A number that changes
//! here breaks them: bump the account's version and say so in the changelog.
use crate::state::*;
use core::mem::{offset_of, size_of};

#[test]
fn sizes() {
    // 468 until version 2, which appended the guardian's and the challenges' fields.
    assert_eq!(size_of::<Oracle>(), 468 + 160);
    assert_eq!(size_of::<Operator>(), 152);
    assert_eq!(size_of::<Operators>(), 8 + 32 * 152 + 64);
    assert_eq!(size_of::<GpuClass>(), 64);
    // 2,120 until version 2, which appended what follows.
    assert_eq!(size_of::<Classes>(), 2_120 + 32 * 64 + 32 * 8);
    assert!(size_of::<Classes>() + 8 <= 10_240);
    assert_eq!(size_of::<Device>(), 144);
    assert_eq!(size_of::<CommitEntry>(), 88);
    assert_eq!(size_of::<Commits>(), 40 + 4 * 88);
    assert_eq!(size_of::<Settlement>(), 180);
    assert_eq!(size_of::<EpochRecord>(), 3_088);
    assert_eq!(size_of::<PriceBoard>(), 8 + 8_192 + 256 + 64);
    assert_eq!(size_of::<RingEntry>(), 36);
    assert_eq!(size_of::<PriceRing>(), 24 + 256 * 36 + 64);
    // An account made by a program in one instruction grows to 10,240 bytes at most.
    for size in [
        size_of::<Operators>(),
        size_of::<EpochRecord>(),
        size_of::<PriceBoard>(),
        size_of::<PriceRing>(),
    ] {
        assert!(size + 8 <= 10_240);
    }
}

#[test]
fn offsets_that_others_read() {
    assert_eq!(offset_of!(Oracle, authority), 8);
    assert_eq!(offset_of!(Oracle, io_mint), 104);
    assert_eq!(offset_of!(Oracle, genesis_ts), 200);
    assert_eq!(offset_of!(Oracle, bond), 216);
    assert_eq!(offset_of!(Oracle, bonded_total), 276);
    assert_eq!(offset_of!(Oracle, sealed_epoch), 284);
    assert_eq!(offset_of!(Oracle, sealed_rewards_sum), 324);
    assert_eq!(offset_of!(Oracle, sealed_supplier_cap), 340);
    assert_eq!(offset_of!(Oracle, next_from_epoch), 348);
    assert_eq!(offset_of!(Oracle, next_rules), 356);
    assert_eq!(offset_of!(Oracle, pending_guardian), 468);
    assert_eq!(offset_of!(Oracle, pause_ends_ts), 500);
    assert_eq!(offset_of!(Oracle, sealed_latest_final_ts), 508);
    assert_eq!(offset_of!(Oracle, challenge_bond), 516);
    assert_eq!(offset_of!(Oracle, vault_owed), 524);
    assert_eq!(offset_of!(Oracle, opened_epoch), 532);
    assert_eq!(offset_of!(Oracle, opened_cap), 540);
    assert_eq!(offset_of!(Oracle, sealed_latest_final_slot), 548);
    assert_eq!(offset_of!(Classes, next_entries), 2_120);
    assert_eq!(offset_of!(Classes, next_from_ts), 4_168);
    assert_eq!(offset_of!(Device, supplier), 16);
    assert_eq!(offset_of!(Device, payee), 80);
    assert_eq!(offset_of!(EpochRecord, epoch), 8);
    assert_eq!(offset_of!(EpochRecord, s0), 32);
    assert_eq!(offset_of!(EpochRecord, seed), 72);
    assert_eq!(offset_of!(EpochRecord, beacon1), 104);
    assert_eq!(offset_of!(EpochRecord, weights), 184);
    assert_eq!(offset_of!(EpochRecord, total_weight), 440);
    assert_eq!(offset_of!(EpochRecord, summary_roots), 456);
    assert_eq!(offset_of!(EpochRecord, votes), 1_736);
    assert_eq!(offset_of!(EpochRecord, settlement), 2_760);
    assert_eq!(offset_of!(EpochRecord, sealed_ts), 2_944);
    assert_eq!(offset_of!(EpochRecord, final_ts), 2_952);
    assert_eq!(offset_of!(EpochRecord, latest_final_ts), 2_960);
    assert_eq!(offset_of!(EpochRecord, prev_epoch), 2_968);
    assert_eq!(offset_of!(EpochRecord, prev_n_leaves), 3_000);
    assert_eq!(offset_of!(EpochRecord, final_slot), 3_004);
    assert_eq!(offset_of!(EpochRecord, latest_final_slot), 3_012);
    assert_eq!(offset_of!(EpochRecord, disproved), 5);
    assert_eq!(offset_of!(PriceBoard, landed_ts), 8 + 8_192);
    assert_eq!(offset_of!(PriceRing, head), 4);
    assert_eq!(offset_of!(PriceRing, entries), 24);
    assert_eq!(offset_of!(Settlement, rewards_sum), 72);
    assert_eq!(offset_of!(Settlement, usage_root), 84);
}
