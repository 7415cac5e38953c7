//! `disputes`: anyone with a bond shows on chain that the oracle's quorum was wrong, and is rewarded.
//!
//! A dispute has three parts, each a transaction or several: the evidence, which goes piece by piece
//! into the challenger's account ([`state::Challenge`]), because no fault fits one transaction with its
//! proofs; the judgement, which looks at the evidence and at the oracle's records alone
//! ([`judgement`]); and what follows from it: the bond, which lies in a vault of the challenge's own
//! ([`bond`]), and what the oracle does to its records and operators ([`oracle_calls`]).
//!
//! Of settlements a leaf that fell, an index that changed hands and a node that contradicts itself are
//! such faults. The oracle does no more than hold a record up and void it, and only for this
//! program's signature, which nothing here gives away but a judgement.
#![cfg_attr(target_os = "solana", no_std)]
// The dispatcher, which names these imports, is left out where the crate is a dependency.
#![cfg_attr(feature = "no-entrypoint", allow(unused_imports))]
// An instruction takes what its arguments on the wire are.
#![allow(clippy::too_many_arguments)]
extern crate alloc;

use anchor_lang::prelude::*;
use io_core::merkle_sum::fault::Opening;

pub mod bond;
pub mod contest;
pub mod errors;
pub mod events;
pub mod evidence;
pub mod instructions;
pub mod judgement;
pub mod oracle_calls;
pub mod proof;
pub mod state;

use instructions::*;

declare_id!("diWjSonsH8Jf5KeQjzrwWP1NYeSYV6N5cxAzu8SfKLA");

const _: () = {
    let (own, known) = (ID.to_bytes(), io_runtime::ids::DISPUTES.to_bytes());
    let mut at = 0;
    while at < own.len() {
        assert!(own[at] == known[at]);
        at = at.wrapping_add(1);
    }
};

// Not in builds as a dependency: two programs' dispatchers do not link into one binary.
#[cfg(not(feature = "no-entrypoint"))]
#[program]
pub mod disputes {
    use super::*;

    pub fn open_challenge(ctx: &mut Context<OpenChallenge>, epoch: u64, index: u32) -> Result<()> {
        let bump = ctx.bumps.challenge;
        ctx.accounts.open_challenge(epoch, index, bump)
    }

    pub fn prove_challenge(
        ctx: &mut Context<ProveChallenge>,
        side: u8,
        level: u8,
        sum: u64,
        preimage: &[u8],
        proof: &[u8],
    ) -> Result<()> {
        let opening = Opening {
            level,
            sum,
            preimage,
            proof,
        };
        ctx.accounts.prove_challenge(side, &opening)
    }

    pub fn judge_challenge(ctx: &mut Context<JudgeChallenge>) -> Result<()> {
        let later = ctx.remaining_accounts()?;
        ctx.accounts.judge_challenge(&later)
    }

    pub fn open_proof_challenge(
        ctx: &mut Context<OpenProofChallenge>,
        epoch: u64,
        index: u32,
    ) -> Result<()> {
        let bump = ctx.bumps.challenge;
        ctx.accounts.open_proof_challenge(epoch, index, bump)
    }

    pub fn show_verdict(
        ctx: &mut Context<ShowVerdict>,
        verdict: u8,
        reason: u8,
        place: u32,
        commit: &[u8; 32],
        response: &[u8; 32],
        proof: &[u8],
    ) -> Result<()> {
        let leaf = VerdictLeaf {
            commit: *commit,
            response: *response,
            verdict,
            reason,
            place,
        };
        ctx.accounts.show_verdict(&leaf, proof)
    }

    pub fn show_absence(
        ctx: &mut Context<ShowAbsence>,
        stage: u8,
        leaf: &[u8; 32],
        proof: &[u8],
    ) -> Result<()> {
        ctx.accounts.show_absence(stage, leaf, proof)
    }

    pub fn show_gpu(
        ctx: &mut Context<Show>,
        gpu: u32,
        root: &[u8; 32],
        bundle_root: &[u8; 32],
        steps_root: &[u8; 32],
        paths_root: &[u8; 32],
        proofs: &[u8],
    ) -> Result<()> {
        let roots = GpuRoots {
            root: *root,
            bundle_root: *bundle_root,
            steps_root: *steps_root,
            paths_root: *paths_root,
        };
        ctx.accounts.show_gpu(gpu, &roots, proofs)
    }

    pub fn show_path(
        ctx: &mut Context<Show>,
        kind: u8,
        sample: u8,
        leaf: &[u8; 32],
        siblings: &[u8],
        proof: &[u8],
    ) -> Result<()> {
        ctx.accounts.show_path(kind, sample, leaf, siblings, proof)
    }

    pub fn show_step(
        ctx: &mut Context<Show>,
        position: u16,
        state: &[u8; 32],
        address: u32,
        line: &[u8],
        proof: &[u8],
    ) -> Result<()> {
        let opened = OpenedStep {
            state,
            address,
            line,
            proof,
        };
        ctx.accounts.show_step(position, &opened)
    }

    pub fn show_probe(
        ctx: &mut Context<Show>,
        probe: u8,
        state: &[u8; 32],
        address: u32,
        line: &[u8],
        proof: &[u8],
    ) -> Result<()> {
        let opened = OpenedStep {
            state,
            address,
            line,
            proof,
        };
        ctx.accounts.show_probe(probe, &opened)
    }

    pub fn show_lister(
        ctx: &mut Context<ShowLister>,
        seat: u8,
        minutes: u64,
        on_time: bool,
        rows: &[u8],
        shard: &[u8; 32],
        shards: &[u8],
        rest: &[u8; 32],
    ) -> Result<()> {
        let row = ListedRow {
            minutes,
            on_time,
            rows,
            shard,
            shards,
            rest,
        };
        ctx.accounts.show_lister(seat, &row)
    }

    pub fn uphold_proof_challenge(ctx: &mut Context<UpholdProofChallenge>) -> Result<()> {
        let later = ctx.remaining_accounts()?;
        ctx.accounts.uphold_proof_challenge(&later)
    }

    pub fn close_proof_challenge(ctx: &mut Context<CloseProofChallenge>) -> Result<()> {
        ctx.accounts.close_proof_challenge()
    }
}
