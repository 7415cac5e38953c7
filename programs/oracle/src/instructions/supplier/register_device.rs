// The derive binds the instruction's arguments also where it does not use them.
#![allow(unused_variables)]

use crate::{
    errors::OracleError,
    events::DeviceRegistered,
    seats::require_address,
    state::{Classes, Device, DeviceStatus, Oracle},
};
use anchor_lang::prelude::*;
use io_runtime::{clock, emit, Loaded};

/// Most GPUs of one host: what one proof covers.
const MOST_PROCESSORS: u16 = io_pow::params::MAX_GPUS as u16;

/// Registers a host with equal GPUs of one class, and gives it the next registry index.
///
/// # Authority
/// The supplier, who pays the rent.
///
/// # Parameters
/// `nonce`: tells the supplier's devices apart. `device_key`: Ed25519 key of the host. `payee`:
/// wallet that is paid. `region`: as the supplier says; operators measure it.
///
/// # Special errors
/// `UnknownClass`, `ClassNotLive`, `ProcessorsOutOfRange`, `ZeroAddress`.
#[derive(Accounts)]
#[instruction(nonce: u32)]
pub struct RegisterDevice {
    #[account(mut)]
    pub supplier: Signer,
    #[account(mut, seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(seeds = [b"classes"], bump)]
    pub classes: Loaded<Classes>,
    #[account(
        init, payer = supplier,
        seeds = [b"device", supplier.address().as_ref(), &nonce.to_le_bytes()], bump
    )]
    pub device: Loaded<Device>,
    pub system_program: Program<System>,
}

/// What a supplier says of a host.
#[derive(Clone, Copy, Debug, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct DeviceParams {
    pub class: u8,
    pub processors: u16,
    pub device_key: Address,
    pub payee: Address,
    pub region: u8,
}

impl RegisterDevice {
    fn validate(&self, params: &DeviceParams, now: i64) -> Result<()> {
        let class = self.classes.class(params.class, now);
        let class = class.ok_or(OracleError::UnknownClass)?;
        require!(class.live != 0, OracleError::ClassNotLive);
        require!(
            (1..=MOST_PROCESSORS).contains(&params.processors),
            OracleError::ProcessorsOutOfRange
        );
        require_address(&params.device_key)?;
        require_address(&params.payee)
    }

    pub fn register_device(&mut self, nonce: u32, params: &DeviceParams, bump: u8) -> Result<()> {
        let now = clock::now_ts();
        self.validate(params, now)?;
        let index = self.oracle.device_count.get();
        let count = index.checked_add(1).ok_or(OracleError::Overflow)?;

        self.oracle.device_count = count.into();
        let device = &mut *self.device;
        device.version = 1;
        device.bump = bump;
        device.status = DeviceStatus::Registered as u8;
        device.class = params.class;
        device.processors = params.processors.into();
        device.region = params.region;
        device.index = index.into();
        device.nonce = nonce.into();
        device.supplier = *self.supplier.address();
        device.device_key = params.device_key;
        device.payee = params.payee;
        device.registered_ts = now.into();
        emit!(DeviceRegistered {
            device: *self.device.address(),
            supplier: *self.supplier.address(),
            index,
            class: params.class.into(),
            processors: params.processors,
        });
        Ok(())
    }
}
