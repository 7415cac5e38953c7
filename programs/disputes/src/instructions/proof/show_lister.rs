use super::open_proof_challenge::require_open;
use crate::proof::{ProofChallenge, PASS};
use crate::{errors::DisputesError, events::ListerShown};
use anchor_lang::prelude::*;
use io_core::merkle::{
    root_from_proof, shard_root, summary_leaf, summary_root, Summary, SHARDS_DEPTH, SHARD_DEPTH,
};
use io_pow::Hash;
use io_runtime::{emit, CoreErrorExt, Loaded, SolSha256};
use oracle::state::EpochRecord;

/// Shows that an operator's summary of the hour lists the verdict that has been proven wrong: `oracle` then slashes it.
/// A pass counts where it is listed as on time, a failure where reason and place are the same; either for the same
/// commit and response.
///
/// # Authority
/// Anyone: what is shown is true whoever shows it.
///
/// # Parameters
/// `seat`: the operator's. The row's other fields, `minutes` and `on_time`; `rows`, 16 hashes to the root of its shard's
/// rows; `shard`, the hash of what else the shard holds; `shards`, 8 hashes to the root of the shards; `rest`, the hash of
/// the summary's bytes.
///
/// # Special errors
/// `NotWon`, `WrongEpoch`, `NotSealed`, `RootFinal`, `UnknownSeat`, `NotInTheSummary`; `7008` for a proof of another length.
#[derive(Accounts)]
pub struct ShowLister {
    #[account(mut)]
    pub challenge: Loaded<ProofChallenge>,
    pub epoch_record: Loaded<EpochRecord>,
}

/// A row of a summary and its way up, as the instruction carries them.
pub struct ListedRow<'a> {
    pub minutes: u64,
    pub on_time: bool,
    pub rows: &'a [u8],
    pub shard: &'a Hash,
    pub shards: &'a [u8],
    pub rest: &'a Hash,
}

impl ListedRow<'_> {
    /// The summary's root, if `challenge`'s verdict is what the row says.
    ///
    /// # Errors
    /// `7008` for a proof of another length.
    fn root(&self, challenge: &ProofChallenge, seat: u8) -> Result<Hash> {
        let index = challenge.index.get();
        let leaf = summary_leaf::<SolSha256>(
            index,
            &Summary {
                minutes: self.minutes,
                verdict: challenge.verdict,
                reason: challenge.reason,
                place: challenge.place.get(),
                on_time: self.on_time || challenge.verdict == PASS,
                commit: challenge.commit,
                response: challenge.response,
            },
        );
        // The registry has at most 2²⁴ devices: the verdict's proof was for an index below that.
        let [low, high, number, _] = index.to_le_bytes();
        let offset = u32::from(u16::from_le_bytes([low, high]));
        let rows = root_from_proof::<SolSha256>(leaf, offset, SHARD_DEPTH, self.rows)
            .or_program_error()?;
        let shard = shard_root::<SolSha256>(number.into(), &rows, self.shard);
        let shards = root_from_proof::<SolSha256>(shard, number.into(), SHARDS_DEPTH, self.shards)
            .or_program_error()?;
        Ok(summary_root::<SolSha256>(
            challenge.epoch.get(),
            seat,
            &shards,
            self.rest,
        ))
    }
}

impl ShowLister {
    pub fn show_lister(&mut self, seat: u8, row: &ListedRow<'_>) -> Result<()> {
        let Self {
            challenge,
            epoch_record: record,
        } = self;
        require!(challenge.is_won(), DisputesError::NotWon);
        require_open(record, challenge.epoch.get())?;
        let posted = record
            .summary_roots
            .get(usize::from(seat))
            .filter(|root| **root != [0; 32])
            .ok_or(DisputesError::UnknownSeat)?;
        require!(
            row.root(challenge, seat)? == *posted,
            DisputesError::NotInTheSummary
        );
        let before = challenge.listers.get();
        // Below 32: the record has as many roots.
        challenge.listers = (before | 1u32.wrapping_shl(seat.into())).into();
        emit!(ListerShown {
            challenge: *challenge.address(),
            epoch: challenge.epoch.get(),
            seat: seat.into(),
            listers_before: before.into(),
            listers_after: challenge.listers.get().into(),
        });
        Ok(())
    }
}
