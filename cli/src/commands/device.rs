//! `io device`: a supplier's hosts and their stake.
use clap::{Args, Subcommand};
use io_client::oracle::accounts::{Classes, Device};
use io_client::oracle::instructions::{
    OfferDevice, PauseDevice, RegisterDevice, RetireDevice, RotateDeviceKey, SetPayee,
};
use io_client::oracle::{classes_address, types::DeviceParams};
use io_client::pda;
use io_client::staking::accounts::DeviceStake;
use io_client::staking::instructions::{StakeDevice, UnstakeDevice, WithdrawDevice};
use io_client::status::DeviceStatus;
use io_core::stake::required;
use io_core::units::{IO_DECIMALS, PRICE_DECIMALS};
use serde_json::Value;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::amounts::{Io, Usd};
use crate::failure::Failure;
use crate::landing::sent;
use crate::output::{Answer, text, tokens};
use crate::price_board::{class_name, class_number};
use crate::session::Session;

/// Byte of a device's account at which its supplier stands.
const SUPPLIER_AT: usize = 24;
/// Devices looked for at once when a free number is wanted.
const NUMBERS_PER_LOOK: u32 = 100;

/// Devices: register a host, stake for it, offer it.
#[derive(Subcommand)]
pub enum DeviceCommand {
    /// Registers a host with its GPUs and its key.
    Register(Register),
    /// Shows one device with its stake.
    Show(Which),
    /// Lists a supplier's devices.
    List(Whose),
    /// Offers a device for lease, or changes its floor price.
    Offer(Offer),
    /// Takes a device off the list for maintenance.
    Pause(Which),
    /// Takes a device out of the network for good.
    Retire(Which),
    /// Replaces the key that the device signs with.
    RotateKey(RotateKey),
    /// Replaces the wallet that is paid.
    SetPayee(Payee),
    /// Adds stake to a device.
    Stake(StakeArgs),
    /// Takes stake out of a device; it can be withdrawn after the cooldown.
    Unstake(StakeArgs),
    /// Withdraws what has cooled down.
    WithdrawStake(Which),
}

/// Which device.
#[derive(Args)]
pub struct Which {
    /// Address of the device.
    device: Pubkey,
}

/// Whose devices.
#[derive(Args)]
pub struct Whose {
    /// Another wallet than the keypair's.
    wallet: Option<Pubkey>,
}

/// A host.
#[derive(Args)]
pub struct Register {
    /// GPU class, by name or number.
    #[arg(long)]
    class: String,
    /// Equal GPUs in the host.
    #[arg(long)]
    processors: u16,
    /// Public key that the host's worker signs with.
    #[arg(long)]
    device_key: Pubkey,
    /// Wallet that is paid; the supplier's if not given.
    #[arg(long)]
    payee: Option<Pubkey>,
    /// Region; operators check it by latency.
    #[arg(long, default_value_t = 0)]
    region: u8,
    /// Number of the device among this wallet's; the first free one if not given.
    #[arg(long)]
    nonce: Option<u32>,
}

/// At which price.
#[derive(Args)]
pub struct Offer {
    /// Address of the device.
    device: Pubkey,
    /// Least taken per GPU-hour, USD.
    #[arg(long)]
    floor_price: Usd,
}

/// To which key.
#[derive(Args)]
pub struct RotateKey {
    /// Address of the device.
    device: Pubkey,
    /// The new public key.
    key: Pubkey,
}

/// To whom.
#[derive(Args)]
pub struct Payee {
    /// Address of the device.
    device: Pubkey,
    /// The wallet paid from now on.
    payee: Pubkey,
}

/// How much.
#[derive(Args)]
pub struct StakeArgs {
    /// Address of the device.
    device: Pubkey,
    /// Whole IO.
    amount: Io,
}

impl DeviceCommand {
    /// # Errors
    /// [`Failure`].
    pub async fn run(self, session: &Session) -> Result<Answer, Failure> {
        match self {
            Self::Register(args) => register(session, args).await,
            Self::Show(which) => show(session, &which.device).await.map(Answer::Record),
            Self::List(whose) => list(session, whose.wallet).await,
            Self::Offer(args) => {
                let device = args.device;
                manage(session, device, |supplier| {
                    OfferDevice { supplier, device }.instruction(args.floor_price.0)
                })
                .await
            }
            Self::Pause(Which { device }) => {
                manage(session, device, |supplier| {
                    PauseDevice { supplier, device }.instruction()
                })
                .await
            }
            Self::Retire(Which { device }) => {
                manage(session, device, |supplier| {
                    RetireDevice { supplier, device }.instruction()
                })
                .await
            }
            Self::RotateKey(args) => {
                let device = args.device;
                manage(session, device, |supplier| {
                    RotateDeviceKey { supplier, device }.instruction(args.key)
                })
                .await
            }
            Self::SetPayee(args) => {
                let device = args.device;
                manage(session, device, |supplier| {
                    SetPayee { supplier, device }.instruction(args.payee)
                })
                .await
            }
            Self::Stake(args) => {
                let (device, io_mint) = (args.device, session.io_mint().await?);
                manage(session, device, |owner| {
                    let source = pda::associated_token(&owner, &io_mint);
                    StakeDevice {
                        owner,
                        device,
                        source,
                    }
                    .instruction(args.amount.0)
                })
                .await
            }
            Self::Unstake(args) => {
                let (device, device_stake) = (args.device, pda::device_stake(&args.device));
                manage(session, device, |owner| {
                    UnstakeDevice {
                        owner,
                        device,
                        device_stake,
                        hire: pda::hire(&device),
                    }
                    .instruction(args.amount.0)
                })
                .await
            }
            Self::WithdrawStake(Which { device }) => withdraw_stake(session, device).await,
        }
    }
}

/// Sends one instruction of the supplier's and shows the device after it.
async fn manage(
    session: &Session,
    device: Pubkey,
    call: impl FnOnce(Pubkey) -> Instruction,
) -> Result<Answer, Failure> {
    let wallet = session.wallet()?;
    let landed = session.send(&wallet, &[call(wallet.pubkey())]).await?;
    Ok(sent(&landed, show(session, &device).await?))
}

async fn register(session: &Session, args: Register) -> Result<Answer, Failure> {
    let wallet = session.wallet()?;
    let supplier = wallet.pubkey();
    let classes: Classes = session.get(&classes_address()).await?;
    let nonce = match args.nonce {
        Some(nonce) => nonce,
        None => first_free(session, &supplier).await?,
    };
    let params = DeviceParams {
        class: class_number(&classes, &args.class)?,
        processors: args.processors,
        device_key: args.device_key,
        payee: args.payee.unwrap_or(supplier),
        region: args.region,
    };
    let landed = session
        .send(
            &wallet,
            &[RegisterDevice { supplier }.instruction(nonce, &params)],
        )
        .await?;
    Ok(sent(
        &landed,
        show(session, &pda::device(&supplier, nonce)).await?,
    ))
}

async fn first_free(session: &Session, supplier: &Pubkey) -> Result<u32, Failure> {
    let mut from = 0u32;
    loop {
        let numbers: Vec<u32> = (from..from.saturating_add(NUMBERS_PER_LOOK)).collect();
        if numbers.is_empty() {
            return Err(Failure::Input(
                "every device number of this wallet is used: register with another wallet"
                    .to_string(),
            ));
        }
        let addresses: Vec<Pubkey> = numbers
            .iter()
            .map(|number| pda::device(supplier, *number))
            .collect();
        let found = session.chain.accounts(&addresses).await?;
        if let Some((number, _)) = numbers
            .iter()
            .zip(&found)
            .find(|(_, account)| account.is_none())
        {
            return Ok(*number);
        }
        from = from.saturating_add(NUMBERS_PER_LOOK);
    }
}

async fn withdraw_stake(session: &Session, device: Pubkey) -> Result<Answer, Failure> {
    let wallet = session.wallet()?;
    let owner = wallet.pubkey();
    let io_mint = session.io_mint().await?;
    let mut all: Vec<_> = session
        .missing_account(&owner, &owner, &io_mint)
        .await?
        .into_iter()
        .collect();
    let call = WithdrawDevice {
        owner,
        device_stake: pda::device_stake(&device),
        destination: pda::associated_token(&owner, &io_mint),
    };
    all.push(call.instruction());
    let landed = session.send(&wallet, &all).await?;
    Ok(sent(&landed, show(session, &device).await?))
}

async fn show(session: &Session, address: &Pubkey) -> Result<Vec<(&'static str, Value)>, Failure> {
    let device: Device = session.get(address).await?;
    let classes: Classes = session.get(&classes_address()).await?;
    let stake = session
        .find::<DeviceStake>(&pda::device_stake(address))
        .await?;
    let class = classes.entries.get(usize::from(device.class));
    let needed = class.and_then(|class| required(class.multiplier_milli, device.processors).ok());
    Ok(vec![
        ("device", text(address)),
        (
            "status",
            DeviceStatus::from_byte(device.status).map(text).into(),
        ),
        (
            "class",
            class.map(|class| text(class_name(&class.name))).into(),
        ),
        ("processors", Value::from(device.processors)),
        ("tier", Value::from(device.tier)),
        ("region", Value::from(device.region)),
        ("index", Value::from(device.index)),
        ("nonce", Value::from(device.nonce)),
        ("supplier", text(device.supplier)),
        ("device_key", text(device.device_key)),
        ("payee", text(device.payee)),
        (
            "floor_price_usd",
            tokens(device.floor_price, PRICE_DECIMALS),
        ),
        (
            "staked_io",
            tokens(stake.map_or(0, |stake| stake.amount), IO_DECIMALS),
        ),
        (
            "required_io",
            needed.map(|needed| tokens(needed, IO_DECIMALS)).into(),
        ),
    ])
}

async fn list(session: &Session, wallet: Option<Pubkey>) -> Result<Answer, Failure> {
    let wallet = session.wallet_address(wallet)?;
    let mut found = session.list::<Device>(SUPPLIER_AT, &wallet).await?;
    found.sort_by_key(|(_, device)| device.nonce);
    let rows = found
        .into_iter()
        .map(|(address, device)| {
            vec![
                text(address),
                Value::from(device.nonce),
                DeviceStatus::from_byte(device.status).map(text).into(),
                Value::from(device.class),
                Value::from(device.processors),
                Value::from(device.tier),
                tokens(device.floor_price, PRICE_DECIMALS),
            ]
        })
        .collect();
    Ok(Answer::List {
        columns: vec![
            "device",
            "nonce",
            "status",
            "class",
            "processors",
            "tier",
            "floor_price_usd",
        ],
        rows,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use io_client::AccountData;

    #[test]
    fn the_supplier_stands_where_the_filter_looks() {
        let mut data = vec![0; Device::LEN];
        data[..8].copy_from_slice(&Device::DISCRIMINATOR);
        data[SUPPLIER_AT..SUPPLIER_AT + 32].fill(7);
        assert_eq!(
            Device::decode(&data).unwrap().supplier,
            Pubkey::new_from_array([7; 32])
        );
    }
}
