//! Suppliers: a wallet with IO, one registered, measured, staked and offered device each.
use std::sync::Arc;

use anyhow::{Context, Result};
use io_chain::Chain;
use io_client::oracle::accounts::Device;
use io_client::oracle::instructions::{OfferDevice, RegisterDevice, SetTier};
use io_client::oracle::types::DeviceParams;
use io_client::staking::instructions::StakeDevice;
use io_client::token::{create_associated, transfer_checked};
use io_client::{AccountData, pda};
use io_core::stake::required;
use io_core::units::IO_DECIMALS;
use io_localnet::Cheats;
use io_migrations::Network;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use super::founding::new_wallet;
use super::places::Places;

/// Number of the class that the demo's workers are of.
pub const CLASS: u8 = 0;
/// Number of the class of the sample fleet's registered hosts.
pub const HOST_CLASS: u8 = 1;
/// GPUs of such a host.
pub const HOST_GPUS: u16 = 8;
/// Ultra high speed, measured by the operators.
const TIER: u8 = 4;
/// Least price per GPU-hour, USD × 10⁸: ten cents.
const FLOOR_PRICE: u64 = 10_000_000;

/// One supplier with one device.
pub struct Supplier {
    /// Name of its files and logs.
    pub name: String,
    /// Its wallet, which is paid too.
    pub wallet: Keypair,
    /// Account of its device.
    pub device: Pubkey,
    /// The device's number in the registry.
    pub index: u32,
}

impl Supplier {
    /// Makes the wallet, buys in from the ecosystem's allocation, registers a device of so many GPUs of a class,
    /// stakes and offers it.
    ///
    /// # Errors
    /// The chain refuses a step.
    pub async fn join(
        network: &Network,
        cheats: &Cheats,
        places: &Places,
        name: &str,
        (class, processors): (u8, u16),
    ) -> Result<Self> {
        let chain = &network.chain;
        let wallet = new_wallet(cheats, places, name).await?;
        let supplier = wallet.pubkey();
        let device_key = new_wallet(cheats, places, &format!("{name}-device")).await?;
        let device = pda::device(&supplier, 0);
        let listed = network
            .genesis
            .classes
            .get(usize::from(class))
            .with_context(|| format!("genesis.toml has no class {class}"))?;
        let stake = required(listed.multiplier_milli, processors)?;
        give_io(network, &supplier, stake).await?;
        let params = DeviceParams {
            class,
            processors,
            device_key: device_key.pubkey(),
            payee: supplier,
            region: 1,
        };
        chain
            .send_instructions(
                &[
                    RegisterDevice { supplier }.instruction(0, &params),
                    StakeDevice {
                        owner: supplier,
                        device,
                        source: pda::associated_token(&supplier, &network.io_mint),
                    }
                    .instruction(stake),
                    OfferDevice { supplier, device }.instruction(FLOOR_PRICE),
                ],
                &wallet,
                &[],
            )
            .await
            .with_context(|| format!("{name} cannot register its device"))?;
        let measured = SetTier {
            authority: network.authority.pubkey(),
            device,
        }
        .instruction(TIER);
        chain
            .send_instructions(&[measured], &network.authority, &[])
            .await?;
        let registered = chain.fetch(&device, Device::decode).await?;
        Ok(Self {
            name: name.to_owned(),
            wallet,
            device,
            index: registered.index,
        })
    }
}

/// Sends IO out of the ecosystem's allocation; `amount` in base units.
///
/// # Errors
/// The chain refuses.
pub async fn give_io(network: &Network, to: &Pubkey, amount: u64) -> Result<()> {
    let ecosystem: Arc<Keypair> = network
        .signer(
            "allocations.ecosystem",
            &network.genesis.allocations.ecosystem,
        )?
        .context("genesis.toml names no keypair file for the ecosystem's allocation")?;
    let chain: &Chain = &network.chain;
    let (owner, mint) = (ecosystem.pubkey(), network.io_mint);
    let instructions = [
        create_associated(&owner, to, &mint),
        transfer_checked(
            &pda::associated_token(&owner, &mint),
            &mint,
            &pda::associated_token(to, &mint),
            &owner,
            amount,
            IO_DECIMALS,
        ),
    ];
    chain
        .send_instructions(&instructions, &ecosystem, &[])
        .await?;
    Ok(())
}
