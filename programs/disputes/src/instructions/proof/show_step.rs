use super::show::{taking, Show};
use crate::proof::{shown, PowSha256, Subject};
use crate::{errors::DisputesError, proof::opening::exactly};
use anchor_lang::prelude::*;
use io_pow::{
    bundle::{step_leaf, STEP_DEPTH},
    hash::tag,
    merkle::root_from_path,
    params::{SAMPLES, SEGMENT_STEPS},
    walk::Line,
    Hash,
};

/// A step leaf and its way up, as instructions carry them.
pub struct OpenedStep<'a> {
    pub state: &'a Hash,
    pub address: u32,
    /// 128 bytes.
    pub line: &'a [u8],
    /// 12 hashes.
    pub proof: &'a [u8],
}

impl OpenedStep<'_> {
    /// The step, once it has led to `steps_root` from `position`.
    ///
    /// # Errors
    /// `WrongLength`, `NotInTheBundle`.
    pub fn subject(&self, position: u32, steps_root: &Hash) -> Result<Subject<'_>> {
        let line: &Line = self
            .line
            .try_into()
            .map_err(|_| DisputesError::WrongLength)?;
        let proof = exactly::<STEP_DEPTH>(self.proof)?;
        let leaf = step_leaf::<PowSha256>(self.state, self.address, line);
        require!(
            root_from_path::<PowSha256>(tag::STEP_NODE, &leaf, position, proof) == *steps_root,
            DisputesError::NotInTheBundle
        );
        Ok(Subject {
            state: self.state,
            address: self.address,
            line,
        })
    }
}

impl Show {
    /// `show_step`: one step of a sample: its address; its state, where the step before it, or for a sample's first the
    /// previous checkpoint, was shown last; after the last step the next checkpoint, if that was shown.
    ///
    /// # Parameters
    /// `position`: `64 · sample + step`. `opened`: [`OpenedStep`].
    ///
    /// # Errors
    /// `ShowFirst`, `OutOfRange`, `WrongLength`, `NotInTheBundle`.
    pub fn show_step(&mut self, position: u16, opened: &OpenedStep<'_>) -> Result<()> {
        let position = u32::from(position);
        taking(&mut self.challenge, shown::GPU, |challenge| {
            // SEGMENT_STEPS is not zero.
            let (sample, step) = (position / SEGMENT_STEPS, position % SEGMENT_STEPS);
            require!(sample < SAMPLES, DisputesError::OutOfRange);
            let subject = opened.subject(position, &challenge.steps_root)?;
            challenge.take_up::<PowSha256>(sample);
            challenge.weigh_step::<PowSha256>(step, &subject);
            Ok(())
        })
    }
}
