//! One hour on the chain: a device commits, answers, is judged, and the operators settle.
use super::evidence::Evidence;
use super::instructions::{Case, Row};
use crate::oracle::accounts::SEALED;
use crate::oracle::instructions::{self as ix, Class, Device, Settlement};
use crate::oracle::{OracleWorld, address, world::BOND};
use io_core::hash::HostSha256 as H;
use io_core::merkle::{
    SHARD_DEPTH, SHARDS_DEPTH, Summary, Tree, Verdict, shard_root, summary_leaf, summary_root,
    verdict_leaf,
};
use io_pow::fleet::{self, Fleet, Stage};
use io_pow::{ClassParams, Hash, Job, Prover, Response, seed::EpochSeed};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// The hour.
pub const EPOCH: u64 = 1;
const CLASS: u8 = 0;
/// Seats that list the verdict; the seventh lists a silent device.
pub const LISTERS: usize = 5;
const OPERATORS: usize = 7;
const MINUTES: u64 = (1 << 60) - 1;
const REST: [u8; 32] = [77; 32];

/// What the operators list of the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    pub verdict: u8,
    pub reason: u8,
    pub place: u32,
}

impl Listed {
    pub const PASS: Self = Self {
        verdict: 1,
        reason: 0,
        place: 0,
    };

    pub fn fail(reason: u8, place: u32) -> Self {
        Self {
            verdict: 2,
            reason,
            place,
        }
    }
}

/// The hour after it was sealed.
pub struct Hour {
    pub world: OracleWorld,
    pub supplier: Keypair,
    pub device: Pubkey,
    pub index: u32,
    pub evidence: Evidence,
    pub leaf: Verdict,
    verdicts: Tree,
    summaries: Vec<(Tree, Tree)>,
    pub fleet: Fleet,
    /// The device's leaf in it.
    pub committed: Hash,
}

/// How the device proves and answers: a prover for the job, and what becomes of its response.
pub struct Plan<'a> {
    pub params: ClassParams,
    pub gpus: u16,
    pub prover: &'a dyn Fn(Job) -> Prover,
    pub answer: &'a dyn Fn(Response) -> Response,
    /// The supplier writes no roots on chain.
    pub absent: bool,
    /// It commits and does not answer.
    pub mute: bool,
    /// The verdict leaf names no commit and no response.
    pub bare: bool,
    /// The verdict leaf names another commit than the one on chain.
    pub forged_leaf: bool,
}

impl Plan<'_> {
    /// Two GPUs of a small class that prove honestly.
    pub fn honest() -> Self {
        Self {
            params: ClassParams {
                lanes: 16,
                steps: 128,
                ..ClassParams::TEST
            },
            gpus: 2,
            prover: &|job| Prover::commit(job).expect("a small class"),
            answer: &|response| response,
            absent: false,
            mute: false,
            bare: false,
            forged_leaf: false,
        }
    }
}

impl Hour {
    /// Lives the hour by `plan`; five of seven operators list what `judge` says of the evidence.
    pub fn live(plan: &Plan<'_>, judge: impl FnOnce(&Evidence) -> Listed) -> Self {
        let mut world = OracleWorld::with_bonds(&[BOND; OPERATORS]);
        let authority = world.authority();
        let p = plan.params;
        let class = Class {
            dimensions: [p.n, p.k, p.panels, p.lanes, p.steps, 5_000],
            ..Class::test()
        };
        let set = ix::set_class(&authority.pubkey(), CLASS, &class);
        // Until the genesis a class changes at once.
        let (slot, now) = (world.slot(), world.now());
        let before = world.start_of(1) - 1;
        world.set_time(slot, before);
        world.must(&set, &[&authority]);
        world.set_time(slot, now);
        let supplier = world.chain.wallet();
        let by = supplier.pubkey();
        // Not the first of the registry, so that paths turn both ways.
        for nonce in 0..3 {
            let host = Device {
                class: CLASS,
                processors: plan.gpus,
                device_key: Pubkey::new_unique(),
                payee: by,
                region: 1,
            };
            world.must(&ix::register_device(&by, nonce, &host), &[&supplier]);
        }
        let (device, index) = (address::device(&by, 2), 2);
        world.open(EPOCH);
        let s0 = world.draw(EPOCH);
        let job = Job {
            seed: EpochSeed(world.record(EPOCH).seed()),
            device: device.to_bytes(),
            gpus: plan.gpus.into(),
            params: p,
        };
        let prover = (plan.prover)(job);
        let roots = prover.commitment().roots;
        let leaf = |stage, roots: &[Hash]| {
            fleet::leaf::<io_pow::HostSha256>(stage, &job.seed, &job.device, roots)
                .expect("one to 64 GPUs")
        };
        let commit = leaf(Stage::Commit, &roots);
        let fleet_of = |leaf| {
            // The supplier's first device commits too.
            Fleet::new::<io_pow::HostSha256>(&[(0, [5; 32]), (index, leaf)]).expect("two leaves")
        };
        let fleet = fleet_of(commit);
        if !plan.absent {
            let post = ix::post_commit(&by, EPOCH, CLASS, fleet.root());
            world.must(&post, &[&supplier]);
        }
        world.go_to_slot(s0 + 60 + 32 + 17);
        world.must(&ix::capture_beacon(EPOCH, 1), &[]);
        let response = (plan.answer)(prover.respond(&world.record(EPOCH).beacon(1)));
        let mut evidence = Evidence {
            job,
            roots,
            response,
            beacon2: [0; 32],
        };
        let answered = leaf(Stage::Respond, &evidence.bundles());
        if !plan.absent && !plan.mute {
            let root = fleet_of(answered).root();
            let post = ix::post_response(&by, EPOCH, CLASS, root);
            world.must(&post, &[&supplier]);
        }
        world.go_to_slot(s0 + 60 + 32 + 16 + 150 + 32 + 17);
        world.must(&ix::capture_beacon(EPOCH, 2), &[]);
        evidence.beacon2 = world.record(EPOCH).beacon(2);
        let listed = judge(&evidence);
        let committed = commit;
        let (commit, answered) = match (plan.bare, plan.forged_leaf) {
            (true, _) => ([0; 32], [0; 32]),
            (_, true) => ([7; 32], answered),
            _ => (commit, answered),
        };
        let mut hour = Self {
            world,
            supplier,
            device,
            index,
            evidence,
            leaf: Verdict {
                commit,
                response: answered,
                verdict: listed.verdict,
                reason: listed.reason,
                place: listed.place,
            },
            verdicts: Tree::build(0, []).expect("an empty tree"),
            summaries: Vec::new(),
            fleet,
            committed,
        };
        hour.settle();
        hour
    }

    fn settle(&mut self) {
        self.world.go_to(self.world.start_of(EPOCH + 1));
        for seat in 0..OPERATORS {
            let row = Summary {
                minutes: MINUTES,
                verdict: if seat < LISTERS { self.leaf.verdict } else { 3 },
                reason: self.leaf.reason,
                place: self.leaf.place,
                on_time: true,
                commit: self.leaf.commit,
                response: self.leaf.response,
            };
            let mut rows = vec![[9; 32]; self.index as usize];
            rows.push(summary_leaf::<H>(self.index, &row));
            let rows = Tree::build(SHARD_DEPTH, rows).expect("16 levels");
            let shard = shard_root::<H>(0, &rows.root(), &REST);
            let shards = Tree::build(SHARDS_DEPTH, [shard, [8; 32]]).expect("8 levels");
            let root = summary_root::<H>(EPOCH, seat as u8, &shards.root(), &REST);
            let key = self.world.key(seat);
            let post = ix::post_summary(&key.pubkey(), EPOCH, root);
            self.world.must(&post, &[&key]);
            self.summaries.push((rows, shards));
        }
        let mut leaves = vec![[6; 32]; self.index as usize];
        leaves.push(verdict_leaf::<H>(self.index, &self.leaf));
        self.verdicts = Tree::build(24, leaves).expect("24 levels");
        self.world.go_to_vote(EPOCH);
        let settlement = Settlement {
            verdict_root: self.verdicts.root(),
            ..self.world.settlement(EPOCH, 0, 4)
        };
        self.world.seal(&settlement);
        assert_eq!(self.world.record(EPOCH).status(), SEALED);
    }

    /// A new challenger's case, opened.
    pub fn challenge(&mut self) -> (Case, Keypair) {
        let challenger = self.world.challenger();
        let case = self.case(&challenger.pubkey());
        self.world.must(&case.open(self.device), &[&challenger]);
        (case, challenger)
    }

    pub fn case(&self, challenger: &Pubkey) -> Case {
        Case {
            challenger: *challenger,
            epoch: EPOCH,
            index: self.index,
            io_mint: self.world.chain.io_mint,
        }
    }

    pub fn show_verdict(&self, case: &Case) -> Instruction {
        case.show_verdict(&self.leaf, &self.verdict_proof())
    }

    pub fn verdict_proof(&self) -> Vec<u8> {
        let proof = self.verdicts.proof(self.index).expect("in the tree");
        proof.as_flattened().to_vec()
    }

    pub fn show_lister(&self, case: &Case, seat: usize) -> Instruction {
        let (rows, shards) = &self.summaries[seat];
        let rows = rows.proof(self.index).expect("in the tree");
        let shards = shards.proof(0).expect("in the tree");
        let row = Row {
            minutes: MINUTES,
            on_time: true,
            rows: rows.as_flattened(),
            shard: &REST,
            shards: shards.as_flattened(),
            rest: &REST,
        };
        case.show_lister(seat as u8, &row)
    }

    /// What the challenge has proven; 0: nothing.
    pub fn proven(&self, case: &Case) -> u8 {
        self.world.bytes(&case.challenge()).u8(3)
    }
}
