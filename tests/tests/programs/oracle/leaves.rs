//! The scene of a challenge: seven operators, an honest settlement of epoch 1, and what they seal next.
use io_tests::oracle::OracleWorld;
use io_tests::oracle::challenges::{AFTER, BEFORE};
use io_tests::oracle::instructions::Settlement;
use io_tests::oracle::tree::{Opened, SumTree};
use io_tests::oracle::world::{BOND, guardian};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// Base units of one IO.
pub const IO: u64 = 100_000_000;

/// Seven operators with one bond each.
pub struct Scene {
    pub world: OracleWorld,
    /// Payees, by leaf index.
    pub wallets: Vec<Pubkey>,
    /// Sealed in epoch 1.
    pub truth: SumTree,
}

impl Scene {
    /// Epoch 1 has sealed these lifetime amounts, whole IO.
    pub fn new(amounts: &[u64]) -> Self {
        let wallets: Vec<Pubkey> = amounts.iter().map(|_| Pubkey::new_unique()).collect();
        let tree = tree_of(&wallets, amounts);
        let mut scene = Self::of(tree, amounts.len() as u32);
        scene.wallets = wallets;
        scene
    }

    /// Epoch 1 has sealed `truth`.
    pub fn of(truth: SumTree, n_leaves: u32) -> Self {
        let mut world = OracleWorld::with_bonds(&[BOND; 7]);
        world.chain.fund(&guardian().pubkey());
        world.seal_tree(1, &truth, n_leaves);
        Self {
            world,
            wallets: Vec::new(),
            truth,
        }
    }

    /// The tree of the same wallets with these amounts, whole IO.
    pub fn tree(&self, amounts: &[u64]) -> SumTree {
        tree_of(&self.wallets, amounts)
    }

    /// The first five seats seal `tree` as epoch 2.
    pub fn seal(&mut self, tree: &SumTree, n_leaves: u32) -> Settlement {
        self.world.seal_tree(2, tree, n_leaves)
    }

    /// Puts in evidence that is accepted.
    #[track_caller]
    pub fn show(&mut self, challenger: &Keypair, epoch: u64, side: u8, opened: &Opened) {
        if let Err(refused) = self.world.prove(challenger, epoch, side, opened) {
            panic!("{:?}\n{}", refused.error, refused.logs.join("\n"));
        }
    }

    /// Proves that `index` fell or changed hands between the truth and `lie`, sealed as epoch 2, and has
    /// it judged.
    #[track_caller]
    pub fn disprove(&mut self, challenger: &Keypair, lie: &SumTree, index: u32) {
        self.world.challenge(challenger, 2, index);
        let before = self.truth.open(0, index);
        self.show(challenger, 2, BEFORE, &before);
        self.show(challenger, 2, AFTER, &lie.open(0, index));
        if let Err(refused) = self.world.judge(challenger, 2, &[]) {
            panic!("{:?}\n{}", refused.error, refused.logs.join("\n"));
        }
    }
}

fn tree_of(wallets: &[Pubkey], amounts: &[u64]) -> SumTree {
    let leaves: Vec<(Pubkey, u64)> = wallets
        .iter()
        .zip(amounts)
        .map(|(wallet, io)| (*wallet, io * IO))
        .collect();
    SumTree::honest(&leaves)
}
