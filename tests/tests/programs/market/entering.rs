//! Who enters a round, with what, and who decides it.
use super::*;

#[test]
fn who_may_not_opt_in() {
    let mut world = World::with_rounds();
    let (at, _) = world.opened_round();
    for (offset, value, code) in [
        (2usize, 0u8, errors::DEVICE_NOT_OFFERED),
        (2, 2, errors::DEVICE_NOT_OFFERED),
        (3, 2, errors::WRONG_ROUND),
    ] {
        let host = world.host(8);
        world.edit(&host.device, |data| data[8 + offset] = value);
        assert_error(&world.opt_in(&at, &host), code);
    }
    let host = world.host(8);
    world.edit(&host.stake, |data| data[81] -= 1);
    assert_error(&world.opt_in(&at, &host), errors::STAKE_BELOW_REQUIREMENT);
    let host = world.host(8);
    assert_sent(world.opt_in(&at, &host));
    world.svm.expire_blockhash();
    assert_error(&world.opt_in(&at, &host), errors::ALREADY_ENTERED);
    // One that serves a job already.
    let hired = world.host(8);
    let (renter, order) = ordered(&mut world, &EIGHT, 0);
    let free_ts = read_job(&world, &order).unwrap().match_only_until_ts;
    world.at_time(free_ts);
    assert_sent({
        let take = accept(&world, &order, &hired, 1);
        world.send(&[take], &[&hired.supplier])
    });
    let (at, _) = world.opened_round();
    assert_error(&world.opt_in(&at, &hired), errors::DEVICE_HIRED);
    let hidden = with_account(
        enter_device(&at, &hired, [1; 3], 9),
        5,
        world.new_key().pubkey(),
    );
    assert_error(
        &world.send(&[hidden], &[&hired.supplier]),
        errors::WRONG_HIRE,
    );
    let matched = enter_job(&at, &order, &renter.pubkey());
    assert_error(&world.crank(matched), errors::WRONG_JOB_STATUS);
}

/// A renter's stake gives priority once, and leaving its position out takes none away.
#[test]
fn one_job_a_renter_with_its_stake() {
    let mut world = World::with_rounds();
    let (renter, first) = ordered(&mut world, &EIGHT, 70);
    assert_sent(world.send(&[create_job(&renter.pubkey(), 2, &EIGHT)], &[&renter]));
    let second = job(&renter.pubkey(), 2);
    let (at, _) = world.opened_round();
    enter(&mut world, &at, &renter, &first);
    let another = enter_job(&at, &second, &renter.pubkey());
    assert_error(&world.crank(another), errors::ALREADY_ENTERED);
    let elsewhere = world.new_key().pubkey();
    let hidden = with_account(enter_job(&at, &first, &renter.pubkey()), 2, elsewhere);
    assert_error(&world.crank(hidden), errors::WRONG_POSITION);
    world.give_position(&renter.pubkey(), 90);
    enter(&mut world, &at, &renter, &first);
    let view = read_round(&world, &at).unwrap();
    assert_eq!((view.jobs.len(), view.jobs[0].priority), (1, 90));
}

/// A stranger that enters a renter's small job does not make its large one wait; and of a large one that finds no
/// devices the renter is not the prisoner.
#[test]
fn a_stranger_does_not_choose_among_a_renters_jobs() {
    let mut world = World::with_rounds();
    let host = world.host(8);
    let (renter, large) = ordered(&mut world, &WEEK, 70);
    assert_sent(world.send(&[create_job(&renter.pubkey(), 2, &EIGHT)], &[&renter]));
    let small = job(&renter.pubkey(), 2);
    let (at, _) = world.opened_round();
    assert_sent(world.opt_in(&at, &host));
    enter(&mut world, &at, &renter, &small);
    enter(&mut world, &at, &renter, &large);
    let entered = |world: &World| {
        let jobs = read_round(world, &at).unwrap().jobs;
        assert_eq!(jobs.len(), 1);
        Pubkey::new_from_array(jobs[0].key)
    };
    assert_eq!(entered(&world), large);
    let again = enter_job(&at, &small, &renter.pubkey());
    assert_error(&world.crank(again.clone()), errors::ALREADY_ENTERED);
    // Sixteen GPUs are not to be had: what the renter names is drawn for.
    let named = name_job(&at, &small, &renter.pubkey());
    let sent = assert_sent(world.send(&[named], &[&renter]));
    cu::record("market.name_job", sent.units);
    let other = enter_job(&at, &large, &renter.pubkey());
    assert_error(&world.crank(other), errors::ALREADY_ENTERED);
    // Anyone may still bring it up to date.
    world.svm.expire_blockhash();
    assert_sent(world.crank(again));
    assert_eq!(entered(&world), small);
    let view = world.drawn_round(&at);
    assert_eq!(view.job_of(&host.device), Some(small));
}
