use crate::{
    errors::OracleError,
    events::{DeviceKeyRotated, DeviceStatusChanged, PayeeChanged},
    seats::require_address,
    state::{Device, DeviceStatus},
};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{emit, Loaded};

/// What a supplier does with its device after registering it: `offer_device`, `pause_device`,
/// `retire_device`, `rotate_device_key`, `set_payee`.
///
/// # Authority
/// The device's supplier.
///
/// # Special errors
/// `NotTheSupplier`, `DeviceRetired`; `ZeroAddress` for keys and payees.
#[derive(Accounts)]
pub struct ManageDevice {
    pub supplier: Signer,
    // Any device of this program: `register_device` creates them at their PDAs only.
    #[account(mut)]
    pub device: Loaded<Device>,
}

impl ManageDevice {
    fn validate(&self) -> Result<()> {
        require!(
            address_eq(self.supplier.address(), &self.device.supplier),
            OracleError::NotTheSupplier
        );
        require!(
            self.device.status != DeviceStatus::Retired as u8,
            OracleError::DeviceRetired
        );
        Ok(())
    }

    fn set_status(&mut self, after: DeviceStatus) {
        let before = self.device.status;
        self.device.status = after as u8;
        emit!(DeviceStatusChanged {
            device: *self.device.address(),
            floor_price: self.device.floor_price.get(),
            before: before.into(),
            after: self.device.status.into(),
        });
    }

    /// Lists the device, or changes its floor: the least taken, USD × 10⁸ per GPU-hour.
    pub fn offer_device(&mut self, floor_price: u64) -> Result<()> {
        self.validate()?;
        self.device.floor_price = floor_price.into();
        self.set_status(DeviceStatus::Offered);
        Ok(())
    }

    /// Takes the device off the list; `offer_device` puts it back.
    pub fn pause_device(&mut self) -> Result<()> {
        self.validate()?;
        self.set_status(DeviceStatus::Paused);
        Ok(())
    }

    /// Takes the device off the list for good. Its account stays: its registry index is never reused.
    pub fn retire_device(&mut self) -> Result<()> {
        self.validate()?;
        self.set_status(DeviceStatus::Retired);
        Ok(())
    }

    /// Changes the key the host signs with, from now on.
    pub fn rotate_device_key(&mut self, key: Address) -> Result<()> {
        self.validate()?;
        require_address(&key)?;
        let before = self.device.device_key;
        self.device.device_key = key;
        emit!(DeviceKeyRotated {
            device: *self.device.address(),
            before,
            after: key,
        });
        Ok(())
    }

    /// Changes the wallet that is paid for what the device earns from now on.
    pub fn set_payee(&mut self, payee: Address) -> Result<()> {
        self.validate()?;
        require_address(&payee)?;
        let before = self.device.payee;
        self.device.payee = payee;
        emit!(PayeeChanged {
            device: *self.device.address(),
            before,
            after: payee,
        });
        Ok(())
    }
}
