//! Random seals, vote changes, voids and challenges on the real binary against a model: a stack of
//! settlements of which the tail may be cut off while it is not final.
use io_tests::oracle::OracleWorld;
use io_tests::oracle::accounts::{OPEN, SEALED, VOID};
use io_tests::oracle::challenges::{AFTER, void_epoch};
use io_tests::oracle::tree::{SumTree, leaf};
use io_tests::oracle::world::{BOND, guardian};
use io_tests::oracle::{address::singleton, instructions as ix, instructions::Settlement};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

#[derive(Clone, Debug)]
enum Step {
    /// The hour is sealed, after votes for other things; the tree claims a wrong sum if `lie`.
    Seal {
        changes: Vec<(usize, u8)>,
        lie: bool,
    },
    /// The hour misses its seal.
    Miss,
    /// The guardian voids the settlement so many back.
    Void(usize),
    /// Somebody challenges the settlement so many back, at its root.
    Challenge(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let changes = prop::collection::vec((0usize..7, 0u8..4), 0..12);
    prop_oneof![
        6 => (changes, prop::bool::weighted(0.3)).prop_map(|(changes, lie)| Step::Seal { changes, lie }),
        1 => Just(Step::Miss),
        2 => (0usize..4).prop_map(Step::Void),
        3 => (0usize..4).prop_map(Step::Challenge),
    ]
}

/// One sealed settlement of the model.
struct Sealed {
    settlement: Settlement,
    tree: SumTree,
    lie: bool,
    /// What it builds on.
    before: Books,
}

/// What the oracle says the next settlement builds on: epoch, root, sum, leaves, the suppliers' emission
/// counted so far, and when the last one is final at the latest.
type Books = (u64, [u8; 32], u64, u32, u64, u64);

fn books(world: &OracleWorld) -> Books {
    let oracle = world.oracle();
    (
        oracle.u64(284),
        oracle.hash(292),
        oracle.u64(324),
        oracle.u32(332),
        oracle.u64(340),
        oracle.u64(508),
    )
}

struct Walk {
    world: OracleWorld,
    epoch: u64,
    /// Good ones, oldest first; the last is what the next builds on.
    stack: Vec<Sealed>,
    void: Vec<u64>,
    finals: Vec<(u64, Vec<u8>)>,
}

impl Walk {
    fn seal(&mut self, changes: &[(usize, u8)], lie: bool) {
        let epoch = self.epoch;
        self.world.go_to_vote(epoch);
        let before = books(&self.world);
        let wallet = Pubkey::new_from_array([7; 32]);
        let amount = 1_000 * epoch;
        let tree = SumTree::forged(vec![leaf(0, &wallet, amount)], |level, _, sum| {
            sum + u64::from(lie && level == 20)
        });
        let chosen = self.world.settle(epoch, &tree, 1);
        // Votes that come and go: nothing of them may be left in any tally.
        let mut held = [0u8; 7];
        for (seat, choice) in changes {
            let mut other = chosen.clone();
            other.report_hash = [choice + 10; 32];
            self.world.vote(*seat, &other).expect("a vote");
            held[*seat] = choice + 10;
            let most = (10..14)
                .map(|c| held.iter().filter(|h| **h == c).count())
                .max();
            if most >= Some(5) {
                // Sealed by the changes themselves: as good as the chosen one.
                let sealed = self.world.record(epoch).settlement();
                self.stack.push(Sealed {
                    settlement: sealed,
                    tree,
                    lie,
                    before,
                });
                return;
            }
            assert_eq!(self.world.record(epoch).status(), OPEN);
        }
        for seat in 0..5 {
            assert_eq!(self.world.record(epoch).status(), OPEN, "{seat} of seven");
            self.world.vote(seat, &chosen).expect("a vote");
        }
        self.stack.push(Sealed {
            settlement: chosen,
            tree,
            lie,
            before,
        });
    }

    /// The position in the stack so many back, if it is not final, and the epochs above it.
    fn reachable(&self, back: usize) -> Option<(usize, Vec<u64>)> {
        let at = self.stack.len().checked_sub(1 + back)?;
        let record = self.world.record(self.stack[at].settlement.epoch);
        let later = self.stack[at + 1..].iter().rev();
        (self.world.now() < record.final_ts())
            .then(|| (at, later.map(|sealed| sealed.settlement.epoch).collect()))
    }

    fn cut(&mut self, at: usize) {
        let cut = self.stack.split_off(at);
        assert_eq!(books(&self.world), cut[0].before, "as if never sealed");
        self.void
            .extend(cut.iter().map(|sealed| sealed.settlement.epoch));
    }

    fn void(&mut self, back: usize) {
        let key = guardian();
        let Some((at, later)) = self.reachable(back) else {
            return;
        };
        let epoch = self.stack[at].settlement.epoch;
        self.world
            .must(&void_epoch(&key.pubkey(), epoch, &later), &[&key]);
        self.cut(at);
    }

    fn challenge(&mut self, back: usize) {
        let Some((at, later)) = self.reachable(back) else {
            return;
        };
        let epoch = self.stack[at].settlement.epoch;
        let challenger = self.world.challenger();
        self.world.challenge(&challenger, epoch, 0);
        let shown = self.stack[at].tree.open(20, 0);
        let proved = self.world.prove(&challenger, epoch, AFTER, &shown);
        assert_eq!(
            proved.is_ok(),
            self.stack[at].lie,
            "only a lie can be shown"
        );
        let judged = self.world.judge(&challenger, epoch, &later);
        assert_eq!(judged.is_ok(), self.stack[at].lie);
        if judged.is_ok() {
            self.cut(at);
            // Its voters bond again.
            for seat in 0..7 {
                self.top_up(seat);
            }
        }
    }

    fn top_up(&mut self, seat: usize) {
        let held = self
            .world
            .bytes(&singleton("operators"))
            .u64(72 + 152 * seat);
        if held < BOND {
            let wallet = self.world.wallet(seat);
            let source = self.world.chain.give_io(&wallet.pubkey(), BOND - held);
            let bond = ix::bond(&wallet.pubkey(), source, BOND - held);
            self.world.must(&bond, &[&wallet]);
        }
    }

    fn check(&mut self) {
        let oracle = self.world.oracle();
        let (epoch, root, sum) = match self.stack.last() {
            Some(top) => {
                let s = &top.settlement;
                (s.epoch, s.rewards_root, s.rewards_sum)
            }
            None => (0, [0; 32], 0),
        };
        assert_eq!(oracle.u64(284), epoch);
        assert_eq!(oracle.hash(292), root);
        assert_eq!(oracle.u64(324), sum);
        let cap = match epoch {
            0 => 0,
            epoch => self.world.record(epoch).supplier_cap(),
        };
        assert_eq!(oracle.u64(340), cap);
        for sealed in self.stack.iter().rev().take(6) {
            let record = self.world.record(sealed.settlement.epoch);
            assert_eq!(record.status(), SEALED);
            assert_eq!(record.settlement(), sealed.settlement);
            if self.world.now() >= record.final_ts() {
                let bytes = record.0.0.clone();
                if !self
                    .finals
                    .iter()
                    .any(|(epoch, _)| *epoch == record.epoch())
                {
                    self.finals.push((record.epoch(), bytes));
                }
            }
        }
        for epoch in self.void.iter().rev().take(6) {
            assert_eq!(self.world.record(*epoch).status(), VOID);
        }
        for (epoch, bytes) in &self.finals {
            assert_eq!(
                &self.world.record(*epoch).0.0,
                bytes,
                "a final record changed"
            );
        }
        // Every bond is in the vault; the challengers' are in their own.
        let vault = self.world.chain.token_balance(&singleton("bond_vault"));
        assert_eq!(vault, oracle.u64(524));
        assert_eq!(vault, oracle.u64(276));
    }
}

fn check(steps: &[Step]) -> usize {
    let mut world = OracleWorld::with_bonds(&[BOND; 7]);
    world.chain.fund(&guardian().pubkey());
    let mut walk = Walk {
        world,
        epoch: 0,
        stack: Vec::new(),
        void: Vec::new(),
        finals: Vec::new(),
    };
    for step in steps {
        match step {
            Step::Seal { changes, lie } => {
                walk.epoch += 1;
                walk.world.open_if_new(walk.epoch);
                walk.seal(changes, *lie);
            }
            Step::Miss => {
                walk.epoch += 1;
                walk.world.open_if_new(walk.epoch);
            }
            Step::Void(back) => walk.void(*back),
            Step::Challenge(back) => walk.challenge(*back),
        }
        walk.check();
    }
    walk.finals.len()
}

#[test]
fn seals_voids_and_challenges_in_any_order() {
    let mut runner = TestRunner::new(Config {
        cases: 40,
        failure_persistence: None,
        max_shrink_iters: 64,
        ..Config::default()
    });
    let finals = std::cell::Cell::new(0);
    runner
        .run(&prop::collection::vec(step(), 10..40), |steps| {
            finals.set(finals.get() + check(&steps));
            Ok(())
        })
        .expect("the property holds");
    assert!(
        finals.get() > 40,
        "settlements become final on the way: {}",
        finals.get()
    );
}
