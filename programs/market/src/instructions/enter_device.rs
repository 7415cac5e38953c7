use crate::{entries, errors::MarketError, events::DeviceEntered};
use anchor_lang::{address_eq, prelude::*};
use io_core::stake::required;
use io_round::{DeviceEntry, Round, UNDRAWN};
use io_runtime::{clock, emit, guarantee_calls, ids, singletons, CoreErrorExt, Loaded};
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
    /// Signs for the stake to be held; no account lives there.
    #[account(address = singletons::MARKET.address)]
    pub market: UncheckedAccount,
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
    fn validate(&self, now_ts: i64) -> Result<()> {
        let Self {
            supplier,
            round,
            device,
            hire,
            ..
        } = self;
        // round
        entries::require_open(round, now_ts)?;
        // device
        require!(
            address_eq(supplier.address(), &device.supplier),
            MarketError::NotTheSupplier
        );
        require!(
            device.status == DeviceStatus::Offered as u8,
            MarketError::DeviceNotOffered
        );
        require!(device.class == round.class, MarketError::WrongRound);
        // hire: its address is derived, so that another account hides nothing
        anchor_lang::find_and_verify_program_address(
            &[b"hire", device.address().as_ref()],
            &ids::ESCROW,
            hire.address(),
        )
        .map_err(|_| MarketError::WrongHire)?;
        require!(
            !hire.account().owned_by(&ids::ESCROW),
            MarketError::DeviceHired
        );
        Ok(())
    }

    /// What it weighs, IO base units: all that backs the device, which must be what it requires at least. Nobody is
    /// drawn for a lease that `escrow` would refuse for want of stake.
    fn weight(&self, now_ts: i64) -> Result<u64> {
        let Self {
            device,
            device_stake,
            classes,
            ..
        } = self;
        require!(
            address_eq(&device_stake.device, device.address()),
            MarketError::WrongDeviceStake
        );
        let class = classes
            .class(device.class, now_ts)
            .ok_or(MarketError::WrongRound)?;
        let needed = required(class.multiplier_milli.get(), device.processors.get());
        let backing = device_stake.backing()?;
        require!(
            backing >= needed.or_program_error()?,
            MarketError::StakeBelowRequirement
        );
        Ok(backing)
    }

    pub fn handle(&mut self, min_rates: [u64; 3], most_hours: u32) -> Result<()> {
        let now_ts = clock::now_ts();
        self.validate(now_ts)?;
        let stake = self.weight(now_ts)?;
        guarantee_calls::hold(&self.market, &self.pool, &mut self.device_stake, stake);
        let Self { round, device, .. } = self;
        let devices_before = round.devices_len;
        let mut displaced = Address::default();
        entries::add_device(
            round,
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
