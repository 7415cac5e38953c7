use crate::{
    errors::OracleError,
    events::ClassSet,
    params::GpuClassParams,
    price_feed::class_feed,
    state::{Classes, GpuClass, Oracle},
};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{clock, emit, params::next_epoch_ts, Loaded};

/// Changes a class from the next epoch on, or appends the next one, which counts at once. Until the
/// genesis all count at once. A change that is still pending is replaced.
///
/// # Authority
/// The oracle's authority.
///
/// # Parameters
/// `index`: an existing class, or their count to append. Devices and price feeds name a class by its
/// index, which therefore never changes. Class 31 cannot exist: its feed would be the 33rd.
///
/// # Special errors
/// `NotTheAuthority`, `UnknownClass`, `ClassIndexGap`, `ClassIncomplete`.
#[derive(Accounts)]
pub struct SetClass {
    pub authority: Signer,
    #[account(seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(mut, seeds = [b"classes"], bump)]
    pub classes: Loaded<Classes>,
}

impl SetClass {
    fn validate(&self, index: u8, class: &GpuClassParams) -> Result<()> {
        require!(
            address_eq(self.authority.address(), &self.oracle.authority),
            OracleError::NotTheAuthority
        );
        require!(class_feed(index).is_some(), OracleError::UnknownClass);
        require!(index <= self.classes.count, OracleError::ClassIndexGap);
        class.validate()
    }

    pub fn set_class(&mut self, index: u8, class: &GpuClassParams) -> Result<()> {
        self.validate(index, class)?;
        let now = clock::now_ts();
        let (genesis, length) = (self.oracle.genesis_ts, self.oracle.epoch_length_s);
        let before = self.classes.class(index, now);
        let before = before.map_or(0, |class| class.multiplier_milli.get());
        let from_ts = if now < genesis.get() {
            0
        } else {
            next_epoch_ts(now, genesis.get(), length.get()).ok_or(OracleError::Overflow)?
        };
        let from_ts = self
            .classes
            .write(index, &GpuClass::from(class), now, from_ts)
            .ok_or(OracleError::UnknownClass)?;
        emit!(ClassSet {
            index: index.into(),
            multiplier_milli_before: before,
            multiplier_milli_after: class.multiplier_milli,
            live: class.live.into(),
            from_ts,
        });
        Ok(())
    }
}
