//! Parameters that change at the start of an epoch: the ones in force and the ones that follow lie side by
//! side in the account, with the moment of the change. Whoever reads them chooses by the clock, so that
//! nobody's crank decides when a change begins.
use anchor_lang::prelude::*;

/// Whether the parameters that follow are in force at `at_ts`. `from_ts` 0: no change is pending.
#[inline(always)]
pub fn in_force(from_ts: PodI64, at_ts: i64) -> bool {
    let from_ts = from_ts.get();
    from_ts > 0 && at_ts >= from_ts
}

/// Start of the next epoch, unix seconds; before the genesis that of epoch 2. None beyond an i64.
pub fn next_epoch_ts(now_ts: i64, genesis_ts: i64, epoch_length_s: u32) -> Option<i64> {
    let next = crate::epoch::completed_epochs(now_ts, genesis_ts, epoch_length_s).checked_add(1)?;
    let since = next.checked_mul(u64::from(epoch_length_s))?;
    genesis_ts.checked_add(i64::try_from(since).ok()?)
}

/// Whether `value` lies in `least..=most` epochs of `epoch_length_s` seconds.
#[inline(never)]
pub fn within_epochs(value_s: u32, epoch_length_s: u32, least: u32, most: u32) -> bool {
    let epoch = u64::from(epoch_length_s);
    let value = u64::from(value_s);
    // At most 64 bits: products of 32-bit numbers.
    value >= epoch.wrapping_mul(least.into()) && value <= epoch.wrapping_mul(most.into())
}

/// Lets a plain struct of alignment 1 be an instruction's argument: its bytes are its wire form. One
/// copy instead of a read per field.
#[macro_export]
macro_rules! plain_argument {
    ($type:ty) => {
        const _: () = {
            use anchor_lang::wincode;
            const LEN: usize = core::mem::size_of::<$type>();
            const META: wincode::TypeMeta = wincode::TypeMeta::Static {
                size: LEN,
                zero_copy: true,
            };
            assert!(core::mem::align_of::<$type>() == 1);

            // SAFETY: the type is `Pod` (`cast` asks for it): no padding, and every byte sequence is
            // one of its values. `read` takes as many bytes as the type has and writes them all.
            unsafe impl<'de, C: wincode::config::ConfigCore> wincode::SchemaRead<'de, C> for $type {
                type Dst = Self;
                const TYPE_META: wincode::TypeMeta = META;

                #[inline(always)]
                fn read(
                    mut reader: impl wincode::io::Reader<'de>,
                    dst: &mut core::mem::MaybeUninit<Self>,
                ) -> wincode::ReadResult<()> {
                    dst.write(bytemuck::cast(reader.take_array::<LEN>()?));
                    Ok(())
                }
            }

            // SAFETY: as above; `write` writes as many bytes as `size_of` says.
            unsafe impl<C: wincode::config::ConfigCore> wincode::SchemaWrite<C> for $type {
                type Src = Self;
                const TYPE_META: wincode::TypeMeta = META;

                #[inline(always)]
                fn size_of(_: &Self) -> wincode::WriteResult<usize> {
                    Ok(LEN)
                }

                #[inline(always)]
                fn write(
                    mut writer: impl wincode::io::Writer,
                    src: &Self,
                ) -> wincode::WriteResult<()> {
                    Ok(writer.write(bytemuck::bytes_of(src))?)
                }
            }
        };
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_counts_from_its_moment_on() {
        let from: PodI64 = 7_200.into();
        assert!(!in_force(from, 7_199) && in_force(from, 7_200) && in_force(from, i64::MAX));
        assert!(!in_force(0.into(), i64::MAX), "none is pending");
    }

    #[test]
    fn the_next_epoch_starts_where_this_one_ends() {
        assert_eq!(next_epoch_ts(1_000, 1_000, 3_600), Some(4_600));
        assert_eq!(next_epoch_ts(4_599, 1_000, 3_600), Some(4_600));
        assert_eq!(next_epoch_ts(4_600, 1_000, 3_600), Some(8_200));
        assert_eq!(
            next_epoch_ts(0, 1_000, 3_600),
            Some(4_600),
            "before the genesis"
        );
        assert_eq!(next_epoch_ts(i64::MAX, 0, 3_600), None);
    }

    #[test]
    fn limits_are_whole_epochs_and_inclusive() {
        for (value, within) in [
            (7_199, false),
            (7_200, true),
            (10_800, true),
            (10_801, false),
        ] {
            assert_eq!(within_epochs(value, 3_600, 2, 3), within, "{value}");
        }
        assert!(within_epochs(u32::MAX, u32::MAX, 1, u32::MAX));
    }
}
