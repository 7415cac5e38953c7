use super::show::taking;
use crate::proof::{proven, shown, PowSha256, ProofChallenge, PASS};
use crate::{errors::DisputesError, proof::opening::exactly};
use anchor_lang::{address_eq, find_program_address, prelude::*};
use io_pow::{hash::tag, merkle::root_from_path, params::FLEET_DEPTH, Hash};
use io_runtime::{ids, Loaded};
use oracle::{
    commits::commit_place,
    state::{CommitEntry, Commits},
};

/// Shows that a pass rests on a commit or a response that its supplier did not put on chain in time: there is none of
/// that hour, or another leaf stands at the device's place in it.
///
/// # Authority
/// Anyone: what is shown is true whoever shows it.
///
/// # Parameters
/// `stage`: 0 the commit, 1 the response. `leaf`, `proof` (20 hashes): what stands at the device's place instead; ignored
/// where there is no root.
///
/// # Special errors
/// `ShowFirst`, `OutOfRange`, `WrongCommits`, `CommitsOverwritten`, `NothingMissing`, `WrongLength`.
#[derive(Accounts)]
pub struct ShowAbsence {
    #[account(mut)]
    pub challenge: Loaded<ProofChallenge>,
    /// `oracle`'s commits of the supplier in the class, whether or not they exist.
    pub commits: UncheckedAccount,
}

impl ShowAbsence {
    /// The hour's entry; none if the supplier wrote none.
    fn entry(&self) -> Result<Option<CommitEntry>> {
        let view = self.commits.account();
        let class = self.challenge.class.get().to_le_bytes();
        let seeds: [&[u8]; 3] = [b"commit", self.challenge.supplier.as_ref(), &class[..1]];
        let (address, _) = find_program_address(&seeds, &ids::ORACLE);
        require!(
            address_eq(view.address(), &address),
            DisputesError::WrongCommits
        );
        if !view.owned_by(&ids::ORACLE) {
            return Ok(None);
        }
        let commits = Loaded::<Commits>::load(*view)?;
        let epoch = self.challenge.epoch.get();
        let entry = commits.entries[commit_place(epoch)];
        require!(
            entry.epoch.get() <= epoch,
            DisputesError::CommitsOverwritten
        );
        Ok((entry.epoch.get() == epoch).then_some(entry))
    }

    pub fn show_absence(&mut self, stage: u8, leaf: &Hash, proof: &[u8]) -> Result<()> {
        require!(stage <= 1, DisputesError::OutOfRange);
        let entry = self.entry()?;
        taking(&mut self.challenge, shown::VERDICT, |challenge| {
            require!(challenge.verdict == PASS, DisputesError::NothingMissing);
            let (root, claimed) = match (entry, stage) {
                (None, _) => ([0; 32], challenge.commit),
                (Some(entry), 0) => (entry.commit_root, challenge.commit),
                (Some(entry), _) => (entry.response_root, challenge.response),
            };
            if root != [0; 32] {
                let proof = exactly::<FLEET_DEPTH>(proof)?;
                let index = challenge.index.get();
                let leads = root_from_path::<PowSha256>(tag::FLEET_NODE, leaf, index, proof)
                    == root
                    && index >> FLEET_DEPTH == 0;
                require!(leads && *leaf != claimed, DisputesError::NothingMissing);
            }
            if !challenge.is_won() {
                challenge.proven = proven::NOTHING_COMMITTED;
            }
            Ok(())
        })
    }
}
