use super::{
    show::{taking, Show},
    show_step::OpenedStep,
};
use crate::errors::DisputesError;
use crate::proof::{shown, PowSha256};
use anchor_lang::prelude::*;

impl Show {
    /// `show_probe`: the byte that a probe asks for, against the product of a row and a column, computed here: two vectors
    /// of k elements from their keys, and their inner product.
    ///
    /// # Parameters
    /// `probe`: 0 to 255. `opened`: the step whose line it asks for.
    ///
    /// # Errors
    /// `ShowFirst`, `WrongLength`, `NotInTheBundle`.
    pub fn show_probe(&mut self, probe: u8, opened: &OpenedStep<'_>) -> Result<()> {
        let probe = u32::from(probe);
        taking(&mut self.challenge, shown::GPU, |challenge| {
            let (position, byte) = challenge.probed::<PowSha256>(probe);
            let subject = opened.subject(position, &challenge.steps_root)?;
            let found = subject
                .line
                .get(usize::from(byte))
                .ok_or(DisputesError::OutOfRange)?;
            challenge.weigh_probe::<PowSha256>(probe, subject.address, byte, *found);
            Ok(())
        })
    }
}
