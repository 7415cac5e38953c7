//! The steps of genesis, in the order in which each finds what it needs.
mod allocations;
mod classes;
mod emissions;
mod escrow;
mod io_mint;
mod iosd;
mod mint;
mod operators;
mod oracle;
mod prices;
mod staking;

use crate::error::MigrationError;
use crate::network::Network;
use crate::task::Task;

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The IO mint.
    IoMint,
    /// `oracle::initialize`.
    Oracle,
    /// The price board and ring.
    Prices,
    /// `staking::initialize`.
    Staking,
    /// `emissions::initialize` and the split.
    Emissions,
    /// The genesis allocations.
    Allocations,
    /// `iosd::initialize`.
    Iosd,
    /// `escrow::initialize`.
    Escrow,
    /// GPU classes.
    Classes,
    /// Operators and their bonds.
    Operators,
}

impl Step {
    /// All, in order.
    pub const ALL: [Self; 10] = [
        Self::IoMint,
        Self::Oracle,
        Self::Prices,
        Self::Staking,
        Self::Emissions,
        Self::Allocations,
        Self::Iosd,
        Self::Escrow,
        Self::Classes,
        Self::Operators,
    ];

    /// Reads the chain and lists what the step needs. Sends nothing.
    ///
    /// # Errors
    /// [`MigrationError`].
    pub async fn tasks(self, network: &Network) -> Result<Vec<Task>, MigrationError> {
        match self {
            Self::IoMint => io_mint::tasks(network).await,
            Self::Oracle => oracle::tasks(network).await,
            Self::Prices => prices::tasks(network).await,
            Self::Staking => staking::tasks(network).await,
            Self::Emissions => emissions::tasks(network).await,
            Self::Allocations => allocations::tasks(network).await,
            Self::Iosd => iosd::tasks(network).await,
            Self::Escrow => escrow::tasks(network).await,
            Self::Classes => classes::tasks(network).await,
            Self::Operators => operators::tasks(network).await,
        }
    }
}
