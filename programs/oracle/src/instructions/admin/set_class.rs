use crate::{
    errors::OracleError,
    events::ClassSet,
    params::GpuClassParams,
    price_feed::class_feed,
    state::{Classes, GpuClass, Oracle},
};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{emit, Loaded};

/// Writes a class, or appends the next one. In force at once.
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
        let entry = &mut self.classes.entries[usize::from(index)];
        let before = entry.multiplier_milli.get();
        *entry = GpuClass::from(class);
        if index == self.classes.count {
            self.classes.count = index.saturating_add(1);
        }
        emit!(ClassSet {
            index: index.into(),
            multiplier_milli_before: before,
            multiplier_milli_after: class.multiplier_milli,
            live: class.live.into(),
        });
        Ok(())
    }
}
