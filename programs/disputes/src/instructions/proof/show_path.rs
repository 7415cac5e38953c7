use super::show::{taking, Show};
use crate::proof::{shown, PowSha256};
use crate::{
    errors::DisputesError,
    proof::opening::{exactly, hashes},
};
use anchor_lang::prelude::*;
use io_pow::{
    bundle::{path_leaf, path_part, PathKind, PATH_DEPTH},
    hash::tag,
    merkle::root_from_path,
    params::SAMPLES,
    Hash,
};

/// Digests of the other two paths, in their order, then the way up.
const PROOF: usize = PATH_DEPTH.saturating_add(2);

impl Show {
    /// `show_path`: one of a sample's three paths, and whether it leads where it must. The lane's comes first: the
    /// checkpoints' lead to the root that it opens.
    ///
    /// # Parameters
    /// `kind`: 0 previous, 1 next, 2 lane. `sample`: 0 to 63. `leaf` and `siblings` as the response has them. `proof`: the
    /// digests of the sample's other two paths in the order of their kinds, and 6 siblings of its path leaf.
    ///
    /// # Errors
    /// `ShowFirst`, `OutOfRange`, `WrongLength`, `NotInTheBundle`.
    pub fn show_path(
        &mut self,
        kind: u8,
        sample: u8,
        leaf: &Hash,
        siblings: &[u8],
        proof: &[u8],
    ) -> Result<()> {
        let kind = match kind {
            0 => PathKind::Previous,
            1 => PathKind::Next,
            2 => PathKind::Lane,
            _ => return Err(DisputesError::OutOfRange.into()),
        };
        let sample = u32::from(sample);
        taking(&mut self.challenge, shown::GPU, |challenge| {
            require!(sample < SAMPLES, DisputesError::OutOfRange);
            let own = path_part::<PowSha256>(kind, leaf, siblings);
            let siblings = hashes(siblings)?;
            let [one, two, up @ ..] = exactly::<PROOF>(proof)?;
            let parts = match kind {
                PathKind::Previous => [own, *one, *two],
                PathKind::Next => [*one, own, *two],
                PathKind::Lane => [*one, *two, own],
            };
            let leaf_hash = path_leaf::<PowSha256>(&parts);
            require!(
                root_from_path::<PowSha256>(tag::PATH_NODE, &leaf_hash, sample, up)
                    == challenge.paths_root,
                DisputesError::NotInTheBundle
            );
            challenge.take_up::<PowSha256>(sample);
            require!(
                matches!(kind, PathKind::Lane) || challenge.has(shown::LANE),
                DisputesError::ShowFirst
            );
            challenge.weigh_path::<PowSha256>(kind, leaf, siblings);
            Ok(())
        })
    }
}
