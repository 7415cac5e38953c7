//! `io device`: a supplier's hosts and their stake.
mod opt_in;
mod view;

use clap::{Args, Subcommand};
use io_client::oracle::accounts::Classes;
use io_client::oracle::instructions::{
    OfferDevice, PauseDevice, RegisterDevice, RetireDevice, RotateDeviceKey, SetPayee,
};
use io_client::oracle::{classes_address, types::DeviceParams};
use io_client::pda;
use io_client::staking::instructions::{StakeDevice, UnstakeDevice, WithdrawDevice};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::amounts::{Io, Usd};
use crate::failure::Failure;
use crate::landing::sent;
use crate::output::Answer;
use crate::price_board::class_number;
use crate::session::Session;
use opt_in::{OptIn, opt_in};
use view::{list, show};

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
    /// Opts a device in to the present round: stake decides whose job it serves.
    OptIn(OptIn),
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
            Self::OptIn(args) => opt_in(session, args).await,
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
    let mut all = session.own_accounts(&owner, &[io_mint]).await?;
    let call = WithdrawDevice {
        owner,
        device_stake: pda::device_stake(&device),
        destination: pda::associated_token(&owner, &io_mint),
    };
    all.push(call.instruction());
    let landed = session.send(&wallet, &all).await?;
    Ok(sent(&landed, show(session, &device).await?))
}
