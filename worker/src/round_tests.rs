use super::*;

const SEED: Digest = Digest([1; 32]);
const OURS: Digest = Digest([2; 32]);
const OURS_TOO: Digest = Digest([3; 32]);
const THEIRS: Digest = Digest([4; 32]);

const BEFORE_BEACON: Challenge = Challenge {
    seed: SEED,
    commit_deadline_slot: 100,
    response_deadline_slot: 200,
    beacon1: None,
};
const AFTER_BEACON: Challenge = Challenge {
    beacon1: Some(Digest([7; 32])),
    ..BEFORE_BEACON
};

fn fleet(root: Digest) -> FleetRecord {
    FleetRecord {
        root,
        leaves: vec![],
    }
}

fn committed() -> Round {
    Round {
        seed: SEED,
        dimensions: ClassParams::TEST.into(),
        commit: fleet(OURS),
        response: None,
        landed: false,
        missed: None,
    }
}

fn responded() -> Round {
    Round {
        response: Some(fleet(OURS_TOO)),
        ..committed()
    }
}

fn entry(commit_root: Digest, response_root: Option<Digest>) -> CommitEntry {
    CommitEntry {
        epoch: 1,
        class: 0,
        commit_root,
        response_root,
    }
}

#[test]
fn an_hour_without_trouble() {
    let on_chain = entry(OURS, None);
    let both = entry(OURS, Some(OURS_TOO));
    let (committed, responded) = (committed(), responded());
    let landed = Round {
        landed: true,
        ..responded.clone()
    };
    let steps = [
        next(50, true, &BEFORE_BEACON, None, None),
        next(50, true, &BEFORE_BEACON, Some(&committed), None),
        next(60, true, &BEFORE_BEACON, Some(&committed), Some(&on_chain)),
        next(150, true, &AFTER_BEACON, Some(&committed), Some(&on_chain)),
        next(150, true, &AFTER_BEACON, Some(&responded), Some(&on_chain)),
        next(160, true, &AFTER_BEACON, Some(&responded), Some(&both)),
        next(170, true, &AFTER_BEACON, Some(&landed), Some(&both)),
    ];
    assert_eq!(
        steps,
        [
            Step::Commit,
            Step::PostCommit,
            Step::Wait,
            Step::Respond,
            Step::PostResponse,
            Step::Land,
            Step::Done,
        ]
    );
}

#[test]
fn deadlines_are_inclusive_and_then_final() {
    let round = committed();
    for (slot, step) in [(100, Step::PostCommit), (101, Step::Miss(Miss::CommitLate))] {
        assert_eq!(next(slot, true, &BEFORE_BEACON, Some(&round), None), step);
    }
    assert_eq!(
        next(101, true, &BEFORE_BEACON, None, None),
        Step::Miss(Miss::CommitLate)
    );
    let (round, on_chain) = (responded(), entry(OURS, None));
    for (slot, step) in [
        (200, Step::PostResponse),
        (201, Step::Miss(Miss::ResponseLate)),
    ] {
        assert_eq!(
            next(slot, true, &AFTER_BEACON, Some(&round), Some(&on_chain)),
            step
        );
    }
    // A beacon that never came.
    assert_eq!(
        next(
            201,
            true,
            &BEFORE_BEACON,
            Some(&committed()),
            Some(&on_chain)
        ),
        Step::Miss(Miss::ResponseLate)
    );
    // A sealed epoch takes nothing, whatever its slots say.
    assert_eq!(
        next(50, false, &BEFORE_BEACON, Some(&committed()), None),
        Step::Miss(Miss::CommitLate)
    );
    let missed = Round {
        missed: Some(Miss::CommitLate),
        ..committed()
    };
    assert_eq!(
        next(50, true, &BEFORE_BEACON, Some(&missed), None),
        Step::Done
    );
}

#[test]
fn a_root_on_disk_is_never_replaced_by_another() {
    // Whatever the chain and the clock say, a round on disk is not committed or answered anew.
    let entries = [
        None,
        Some(entry(OURS, None)),
        Some(entry(THEIRS, None)),
        Some(entry(OURS, Some(OURS_TOO))),
        Some(entry(OURS, Some(THEIRS))),
    ];
    for slot in [0, 100, 101, 200, 201] {
        for open in [true, false] {
            for challenge in [BEFORE_BEACON, AFTER_BEACON] {
                for entry in &entries {
                    let step =
                        |round: &Round| next(slot, open, &challenge, Some(round), entry.as_ref());
                    assert_ne!(step(&committed()), Step::Commit);
                    assert!(!matches!(step(&responded()), Step::Commit | Step::Respond));
                }
            }
        }
    }
}

#[test]
fn a_foreign_root_or_chain_ends_the_round() {
    let theirs = entry(THEIRS, None);
    assert_eq!(
        next(50, true, &BEFORE_BEACON, Some(&committed()), Some(&theirs)),
        Step::Miss(Miss::OtherRoot)
    );
    let theirs = entry(OURS, Some(THEIRS));
    assert_eq!(
        next(150, true, &AFTER_BEACON, Some(&responded()), Some(&theirs)),
        Step::Miss(Miss::OtherRoot)
    );
    let elsewhere = Challenge {
        seed: Digest([9; 32]),
        ..BEFORE_BEACON
    };
    assert_eq!(
        next(50, true, &elsewhere, Some(&committed()), None),
        Step::Miss(Miss::OtherChain)
    );
}

#[test]
fn a_lost_state_is_made_again_while_there_is_time() {
    let on_chain = entry(OURS, None);
    assert_eq!(
        next(150, true, &AFTER_BEACON, None, Some(&on_chain)),
        Step::Commit
    );
    assert_eq!(
        next(201, true, &AFTER_BEACON, None, Some(&on_chain)),
        Step::Miss(Miss::ResponseLate)
    );
    // Committed again, and the response had landed as well.
    let both = entry(OURS, Some(OURS_TOO));
    assert_eq!(
        next(250, true, &AFTER_BEACON, Some(&committed()), Some(&both)),
        Step::Respond
    );
}
