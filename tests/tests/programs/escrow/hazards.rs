//! What sank other escrows: exits that ignore the state of the job, so that one job is paid twice or its
//! deposit swept. Every way out, in every state a job can be in.
use io_tests::{
    escrow::{
        Host, MATCHED_TIMEOUT_S, Order, Usage, WEEK, WEEK_DEPOSIT, accept, cancel, close,
        close_lease, collect_fees, errors, expire, read_job, start, vault, withdraw,
    },
    iosd::iosd_mint,
    send::{assert_error, assert_sent},
    token::associated,
    world::World,
};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Open,
    Matched,
    Running,
    /// Past its end, nothing settled.
    Ended,
    /// Past its end, its lease settled.
    Settled,
    CancelledBeforeItRan,
    CancelledWhileItRan,
    Expired,
}

const STATES: [State; 8] = [
    State::Open,
    State::Matched,
    State::Running,
    State::Ended,
    State::Settled,
    State::CancelledBeforeItRan,
    State::CancelledWhileItRan,
    State::Expired,
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Accept,
    Start,
    Cancel,
    Withdraw,
    Expire,
    CloseLease,
    CollectFees,
    Close,
}

const WAYS: [Way; 8] = [
    Way::Accept,
    Way::Start,
    Way::Cancel,
    Way::Withdraw,
    Way::Expire,
    Way::CloseLease,
    Way::CollectFees,
    Way::Close,
];

/// The error that answers, none where the way is open.
fn refusal(state: State, way: Way) -> Option<u32> {
    use errors::*;
    use {State as S, Way as W};
    match (state, way) {
        (S::Open, W::Accept | W::Cancel)
        | (S::Matched, W::Start | W::Cancel)
        | (S::Running, W::Cancel)
        | (S::Running | S::Ended | S::CancelledWhileItRan, W::Withdraw)
        | (S::Settled | S::CancelledBeforeItRan | S::Expired, W::CloseLease)
        | (S::Settled, W::CollectFees) => None,
        (_, W::Accept | W::Start) => Some(WRONG_JOB_STATUS),
        (S::Ended | S::Settled, W::Cancel) => Some(JOB_ENDED),
        (_, W::Cancel) => Some(WRONG_JOB_STATUS),
        (S::Settled, W::Withdraw) => Some(LEASE_SETTLED),
        (_, W::Withdraw) => Some(WRONG_JOB_STATUS),
        (S::CancelledBeforeItRan | S::Expired, W::Expire) => Some(WRONG_JOB_STATUS),
        (_, W::Expire) => Some(TOO_EARLY),
        (_, W::CloseLease) => Some(LEASE_NOT_SETTLED),
        (_, W::CollectFees) => Some(NOTHING_DUE),
        (S::Open | S::Matched | S::Running, W::Close) => Some(WRONG_JOB_STATUS),
        (_, W::Close) => Some(LEASES_OPEN),
    }
}

struct Scene {
    world: World,
    renter: Keypair,
    host: Host,
    /// Of eight GPUs too, and not yet in the job.
    second: Host,
    job: Pubkey,
    lease: Pubkey,
    usage: Usage,
}

impl Scene {
    /// A job in `state` with one lease that is open, and a neighbour that must not notice.
    fn new(state: State) -> Self {
        let mut world = World::with_escrow();
        let renter = world.renter(4 * WEEK_DEPOSIT);
        let key = renter.pubkey();
        let (host, second) = (world.host(8), world.host(8));
        let order = Order {
            gpus: if state == State::Open { 16 } else { 8 },
            hours: 2,
            ..WEEK
        };
        // Not on an hour: an epoch's end is no job's end.
        world.warp(100);
        world.put_board([io_tests::escrow::PRICE; 7]);
        let (job, leases) = world.accepted_job(&renter, 1, &order, &[&host]);
        let lease = leases[0];
        let begin = start(&key, &job, &lease);
        match state {
            State::Open | State::Matched => world.warp(3_000),
            State::CancelledBeforeItRan => {
                world.warp(1_000);
                assert_sent(world.send(&[cancel(&key, &job)], &[&renter]));
                world.warp(2_000);
            }
            State::Expired => {
                world.warp(i64::from(MATCHED_TIMEOUT_S));
                assert_sent(world.crank(expire(&key, &job, None)));
            }
            State::Running => {
                assert_sent(world.send(&[begin], &[&renter]));
                world.warp(3_600);
            }
            State::CancelledWhileItRan => {
                assert_sent(world.send(&[begin], &[&renter]));
                world.warp(3_000);
                assert_sent(world.send(&[cancel(&key, &job)], &[&renter]));
                world.warp(3_600);
            }
            State::Ended | State::Settled => {
                assert_sent(world.send(&[begin], &[&renter]));
                world.warp(3 * 3_600);
            }
        }
        // A host takes the job only while there is a price for its guarantee.
        world.put_board([io_tests::escrow::PRICE; 7]);
        let epoch = world.ended_epoch();
        let usage = world.final_epoch(epoch, &[(lease, 3_600)]).remove(0);
        if state == State::Settled {
            assert_sent(world.crank(withdraw(&job, &lease, &host.payee, &usage)));
        }
        Self {
            world,
            renter,
            host,
            second,
            job,
            lease,
            usage,
        }
    }

    /// The instruction, and who signs it; none: anybody.
    fn instruction(&self, way: Way) -> (Instruction, Option<&Keypair>) {
        let key = self.renter.pubkey();
        match way {
            Way::Accept => (
                accept(&self.world, &self.job, &self.second, 1),
                Some(&self.second.supplier),
            ),
            Way::Start => (start(&key, &self.job, &self.lease), Some(&self.renter)),
            Way::Cancel => (cancel(&key, &self.job), Some(&self.renter)),
            Way::Withdraw => (
                withdraw(&self.job, &self.lease, &self.host.payee, &self.usage),
                None,
            ),
            Way::Expire => (expire(&key, &self.job, Some(self.usage.record)), None),
            Way::CloseLease => (close_lease(&self.job, &self.lease, &self.host), None),
            Way::CollectFees => (collect_fees(&self.job), None),
            Way::Close => (close(&key, &self.job), None),
        }
    }

    fn send(&mut self, way: Way) -> io_tests::send::Outcome {
        let (instruction, signer) = self.instruction(way);
        match signer.map(Keypair::insecure_clone) {
            Some(signer) => self.world.send(&[instruction], &[&signer]),
            None => self.world.crank(instruction),
        }
    }

    /// IOSD of the vault, of the renter and of the payee.
    fn purse(&self) -> [u64; 3] {
        let of = |owner: &Pubkey| associated(owner, &iosd_mint());
        let accounts = [
            vault(&self.job),
            of(&self.renter.pubkey()),
            of(&self.host.payee),
        ];
        accounts.map(|account| {
            let exists = self.world.svm.get_account(&account).is_some();
            if exists {
                self.world.token_balance(&account)
            } else {
                0
            }
        })
    }
}

#[test]
fn every_way_out_of_every_state_is_open_or_named() {
    for state in STATES {
        for way in WAYS {
            let mut scene = Scene::new(state);
            let (before, purse) = (read_job(&scene.world, &scene.job), scene.purse());
            let outcome = scene.send(way);
            match refusal(state, way) {
                None => assert!(outcome.is_ok(), "{way:?} of {state:?}: {outcome:?}"),
                Some(code) => {
                    assert!(outcome.is_err(), "{way:?} of {state:?} landed");
                    assert_error(&outcome, code);
                    assert_eq!(
                        read_job(&scene.world, &scene.job),
                        before,
                        "{way:?} {state:?}"
                    );
                    assert_eq!(scene.purse(), purse, "{way:?} of {state:?} moved tokens");
                }
            }
        }
    }
}

/// What landed once lands no second time: nobody is paid again, and nothing is refunded again.
#[test]
fn no_way_out_pays_twice() {
    for state in STATES {
        for way in WAYS {
            if refusal(state, way).is_some() {
                continue;
            }
            let mut scene = Scene::new(state);
            assert_sent(scene.send(way));
            let purse = scene.purse();
            assert!(scene.send(way).is_err(), "{way:?} of {state:?} again");
            assert_eq!(scene.purse(), purse, "{way:?} of {state:?} paid twice");
        }
    }
}

/// A job's exits move its own vault only: a neighbour of the same renter keeps its deposit.
#[test]
fn no_way_out_touches_another_jobs_deposit() {
    for state in STATES {
        let mut scene = Scene::new(state);
        let renter = scene.renter.insecure_clone();
        scene.world.put_board([io_tests::escrow::PRICE; 7]);
        let third = scene.world.host(8);
        let order = Order {
            gpus: 8,
            hours: 2,
            ..WEEK
        };
        let (neighbour, _) = scene.world.accepted_job(&renter, 2, &order, &[&third]);
        let before = read_job(&scene.world, &neighbour);
        let held = scene.world.token_balance(&vault(&neighbour));
        for way in WAYS {
            let _ = scene.send(way);
            // The same with the neighbour's vault in the place of its own.
            let (mut forged, signer) = scene.instruction(way);
            for meta in &mut forged.accounts {
                if meta.pubkey == vault(&scene.job) {
                    meta.pubkey = vault(&neighbour);
                }
            }
            if !forged
                .accounts
                .iter()
                .any(|meta| meta.pubkey == vault(&neighbour))
            {
                continue;
            }
            let outcome = match signer.map(Keypair::insecure_clone) {
                Some(signer) => scene.world.send(&[forged], &[&signer]),
                None => scene.world.crank(forged),
            };
            assert!(
                outcome.is_err(),
                "{way:?} of {state:?} with another's vault"
            );
            assert_eq!(read_job(&scene.world, &neighbour), before);
            assert_eq!(scene.world.token_balance(&vault(&neighbour)), held);
        }
    }
}
