use crate::{
    errors::EscrowError,
    events::DeviceEntered,
    instructions::supplier::accept::require_staked,
    round::{DeviceEntry, Round, UNDRAWN},
    state::Escrow,
};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{clock, emit, guarantee_calls, ids, singletons, Loaded};
use oracle::state::{Classes, Device, DeviceStatus};
use staking::state::DeviceStake;

/// Opts a device in to a round: for a job that is drawn for it anyone may then accept in its supplier's
/// name, until the round ends. Pausing the device does not take that back.
///
/// It weighs its stake of this moment, the co-stakes at work too. What weighs is held like a requirement: it
/// leaves only by the cooldown, so that no stake weighs for two devices in turn.
///
/// # Authority
/// The device's supplier.
///
/// # Parameters
/// - `min_rates`: least per GPU-hour in base units of IOSD, IO and USDC; u64::MAX: not in this token.
/// - `most_hours`: the longest job it takes, and the longest that the renter may extend one to.
///
/// # Special errors
/// `WrongRoundTime`, `NotTheSupplier`, `DeviceNotOffered`, `WrongRound` for another class, `WrongHire`, `DeviceHired`,
/// `WrongDeviceStake`, `StakeBelowRequirement`, `AlreadyEntered`, `RoundFull`.
#[derive(Accounts)]
pub struct EnterDevice {
    pub supplier: Signer,
    #[account(address = singletons::ESCROW.address)]
    pub escrow: Loaded<Escrow>,
    #[account(mut)]
    pub round: Loaded<Round>,
    pub device: Loaded<Device>,
    #[account(mut)]
    pub device_stake: Loaded<DeviceStake>,
    /// The device's hire: while it is not hired there is no account at that address.
    pub hire: UncheckedAccount,
    #[account(address = singletons::POOL.address)]
    pub pool: UncheckedAccount,
    #[account(address = singletons::CLASSES.address)]
    pub classes: Loaded<Classes>,
    #[account(address = ids::STAKING)]
    pub staking_program: UncheckedAccount,
}

impl EnterDevice {
    /// What it weighs, IO base units.
    fn validate(&self, now_ts: i64) -> Result<u64> {
        let Self {
            supplier,
            round,
            device,
            device_stake,
            hire,
            classes,
            ..
        } = self;
        // round
        round.require_open(now_ts)?;
        // device
        require!(
            address_eq(supplier.address(), &device.supplier),
            EscrowError::NotTheSupplier
        );
        require!(
            device.status == DeviceStatus::Offered as u8,
            EscrowError::DeviceNotOffered
        );
        require!(device.class == round.class, EscrowError::WrongRound);
        // hire: its address is derived, so that another account hides nothing
        anchor_lang::find_and_verify_program_address(
            &[b"hire", device.address().as_ref()],
            &crate::ID,
            hire.address(),
        )
        .map_err(|_| EscrowError::WrongHire)?;
        require!(
            !hire.account().owned_by(&crate::ID),
            EscrowError::DeviceHired
        );
        // device_stake
        let (_, backing) = require_staked(device, device_stake, classes)?;
        Ok(backing)
    }

    pub fn handle(&mut self, min_rates: [u64; 3], most_hours: u32) -> Result<()> {
        let stake = self.validate(clock::now_ts())?;
        guarantee_calls::lock(&self.escrow, &self.pool, &mut self.device_stake, 0, stake);
        let Self { round, device, .. } = self;
        let devices_before = round.devices_len;
        let mut displaced = Address::default();
        round.add_device(
            &DeviceEntry {
                device: *device.address(),
                stake: stake.into(),
                min_rates: min_rates.map(Into::into),
                most_hours: most_hours.into(),
                index: device.index,
                gpus: device.processors,
                tier: device.tier,
                region: device.region,
                job: UNDRAWN,
                _pad: [0; 3],
            },
            &mut displaced,
        )?;
        emit!(DeviceEntered {
            round: *round.address(),
            device: *device.address(),
            displaced,
            stake,
            devices_before: u64::from(devices_before),
            devices_after: u64::from(round.devices_len),
        });
        Ok(())
    }
}
