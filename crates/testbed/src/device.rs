//! Registered, measured, staked and offered devices.
use anyhow::{Context, Result};
use io_client::oracle::accounts::Device;
use io_client::oracle::instructions::{OfferDevice, RegisterDevice, SetTier};
use io_client::oracle::types::DeviceParams;
use io_client::pda;
use io_client::staking::instructions::StakeDevice;
use io_core::stake::required;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::Testbed;

/// Ultra high speed.
const TIER: u8 = 4;

/// A device to list.
pub struct Wanted {
    /// The supplier's number for it.
    pub nonce: u32,
    /// Number of its class.
    pub class: u8,
    /// Its GPUs.
    pub processors: u16,
    /// Key that signs proofs and heartbeats.
    pub key: Pubkey,
    /// Wallet that is paid.
    pub payee: Pubkey,
}

/// A listed device.
#[derive(Clone, Copy, Debug)]
pub struct Listed {
    /// Its account.
    pub address: Pubkey,
    /// Its number in the registry.
    pub index: u32,
}

impl Testbed {
    /// Lists a device of `supplier`, who is given the IO to stake, of the highest connectivity tier.
    ///
    /// # Errors
    /// The chain refuses a step.
    pub async fn list_device(&self, supplier: &Keypair, wanted: &Wanted) -> Result<Listed> {
        let owner = supplier.pubkey();
        let device = pda::device(&owner, wanted.nonce);
        let classes = &self.network.genesis.classes;
        let class = classes
            .get(usize::from(wanted.class))
            .with_context(|| format!("genesis has no class {}", wanted.class))?;
        let stake = required(class.multiplier_milli, wanted.processors)?;
        self.give_io(&owner, stake).await?;
        let params = DeviceParams {
            class: wanted.class,
            processors: wanted.processors,
            device_key: wanted.key,
            payee: wanted.payee,
            region: 1,
        };
        let source = pda::associated_token(&owner, &self.network.io_mint);
        let steps = [
            RegisterDevice { supplier: owner }.instruction(wanted.nonce, &params),
            StakeDevice {
                owner,
                device,
                source,
            }
            .instruction(stake),
            OfferDevice {
                supplier: owner,
                device,
            }
            .instruction(1),
        ];
        self.send(&steps, supplier).await?;
        let authority = &self.network.authority;
        let measured = SetTier {
            authority: authority.pubkey(),
            device,
        };
        self.send(&[measured.instruction(TIER)], authority).await?;
        let registered: Device = self.get(&device).await?;
        Ok(Listed {
            address: device,
            index: registered.index,
        })
    }
}
