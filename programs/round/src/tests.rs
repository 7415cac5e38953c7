use super::*;
use anchor_lang::bytemuck::Zeroable;
use core::mem::{align_of, offset_of, size_of};

#[test]
fn layouts_are_fixed() {
    assert_eq!(align_of::<Round>(), 1);
    assert_eq!(size_of::<Round>(), 8_552);
    assert_eq!(offset_of!(Round, class), 2);
    assert_eq!(offset_of!(Round, drawn), 5);
    assert_eq!(offset_of!(Round, payer), 8);
    assert_eq!(offset_of!(Round, opens_ts), 40);
    assert_eq!(offset_of!(Round, armed_slot), 64);
    assert_eq!(offset_of!(Round, seed), 72);
    assert_eq!(offset_of!(Round, devices), 104);
    assert_eq!(offset_of!(Round, jobs), 5_224);
    assert_eq!(size_of::<DeviceEntry>(), 80);
    assert_eq!(offset_of!(DeviceEntry, stake), 32);
    assert_eq!(offset_of!(DeviceEntry, min_rates), 40);
    assert_eq!(offset_of!(DeviceEntry, index), 68);
    assert_eq!(offset_of!(DeviceEntry, job), 76);
    assert_eq!(size_of::<JobEntry>(), 104);
    assert_eq!(offset_of!(JobEntry, created_ts), 64);
    assert_eq!(offset_of!(JobEntry, stake), 72);
    assert_eq!(offset_of!(JobEntry, gpus), 92);
    assert_eq!(offset_of!(JobEntry, named), 97);
}

/// Drawn, one device for one job.
fn drawn() -> (Round, Address, Address) {
    let (device, job) = (
        Address::new_from_array([1; 32]),
        Address::new_from_array([2; 32]),
    );
    let mut round = Round::zeroed();
    (round.devices_len, round.jobs_len, round.drawn) = (1, 1, 1);
    round.ends_ts = 250.into();
    let entry = &mut round.devices[0];
    entry.device = device;
    entry.min_rates = [7, 8, 9].map(Into::into);
    entry.most_hours = 40.into();
    round.jobs[0].job = job;
    round.jobs[0].created_ts = 77.into();
    (round, device, job)
}

#[test]
fn consent_is_for_the_job_that_was_drawn_and_its_time() {
    let (mut round, device, job) = drawn();
    let ask = |round: &Round, created_ts: i64, payment, now_ts| {
        round.consent(&device, &job, created_ts.into(), payment, now_ts)
    };
    assert_eq!(ask(&round, 77, 1, 249), Some((8, 40)));
    assert_eq!(ask(&round, 77, 1, 250), None, "too late");
    assert_eq!(ask(&round, 78, 1, 240), None, "a job at the same address");
    assert_eq!(ask(&round, 77, 3, 240), None, "an unknown token");
    let others = round.consent(&job, &job, 77.into(), 1, 240);
    assert_eq!(others, None, "another device");
    let others = round.consent(&device, &device, 77.into(), 1, 240);
    assert_eq!(others, None, "another job");
    round.drawn = 0;
    assert_eq!(ask(&round, 77, 1, 240), None, "not drawn yet");
    round.drawn = 1;
    round.devices[0].job = UNDRAWN;
    assert_eq!(ask(&round, 77, 1, 240), None, "drawn for none");
    round.devices[0].job = 0;
    round.devices_len = 0;
    assert_eq!(ask(&round, 77, 1, 240), None, "no longer in it");
}
