use super::{open_proof_challenge::require_open, show::taking};
use crate::errors::DisputesError;
use crate::proof::{shown, ProofChallenge, FAIL, PASS};
use anchor_lang::prelude::*;
use io_core::merkle::{root_from_proof, verdict_leaf, Verdict};
use io_runtime::{CoreErrorExt, Loaded, SolSha256};
use oracle::state::EpochRecord;

/// Levels of the verdict tree.
const VERDICT_DEPTH: u8 = 24;

/// Opens the device's leaf in the settlement's verdict tree: what the challenge is about. A pass of a device that has
/// committed to nothing, and a failure that names no check, are wrong by themselves.
///
/// # Authority
/// Anyone: what is shown is true whoever shows it.
///
/// # Parameters
/// The leaf's fields (`io_core::merkle::Verdict`), and `proof`, 24 hashes.
///
/// # Special errors
/// `WrongEpoch`, `NotSealed`, `RootFinal`, `AlreadyShown`, `NoVerdict`, `NotInTheVerdicts`; `7008` for a proof of another
/// length.
#[derive(Accounts)]
pub struct ShowVerdict {
    #[account(mut)]
    pub challenge: Loaded<ProofChallenge>,
    pub epoch_record: Loaded<EpochRecord>,
}

/// A verdict leaf's fields.
pub type VerdictLeaf = Verdict;

impl ShowVerdict {
    pub fn show_verdict(&mut self, leaf: &VerdictLeaf, proof: &[u8]) -> Result<()> {
        let record = &self.epoch_record;
        require_open(record, self.challenge.epoch.get())?;
        require!(
            !self.challenge.has(shown::VERDICT),
            DisputesError::AlreadyShown
        );
        require!(
            leaf.verdict == PASS || leaf.verdict == FAIL,
            DisputesError::NoVerdict
        );
        let index = self.challenge.index.get();
        let hash = verdict_leaf::<SolSha256>(index, leaf);
        let root =
            root_from_proof::<SolSha256>(hash, index, VERDICT_DEPTH, proof).or_program_error()?;
        require!(
            root == record.settlement.verdict_root,
            DisputesError::NotInTheVerdicts
        );
        taking(&mut self.challenge, 0, |challenge| {
            challenge.verdict = leaf.verdict;
            challenge.reason = leaf.reason;
            challenge.place = leaf.place.into();
            challenge.commit = leaf.commit;
            challenge.response = leaf.response;
            challenge.shown |= shown::VERDICT;
            challenge.weigh_verdict();
            Ok(())
        })
    }
}
