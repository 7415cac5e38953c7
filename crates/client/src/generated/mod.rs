// Written by `cargo xtask client`; do not edit.
//! The programs' interfaces.
#![allow(missing_docs)]
use solana_pubkey::Pubkey;

pub mod disputes;
pub mod emissions;
pub mod escrow;
pub mod iosd;
pub mod market;
pub mod oracle;
pub mod staking;

/// Name and address of each program; its binary is `<name>.so`.
pub const PROGRAMS: [(&str, Pubkey); 7] = [
    ("emissions", emissions::ID),
    ("staking", staking::ID),
    ("iosd", iosd::ID),
    ("oracle", oracle::ID),
    ("disputes", disputes::ID),
    ("escrow", escrow::ID),
    ("market", market::ID),
];

/// Any event of any program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProgramEvent {
    Emissions(emissions::events::Event),
    Staking(staking::events::Event),
    Iosd(iosd::events::Event),
    Oracle(oracle::events::Event),
    Disputes(disputes::events::Event),
    Escrow(escrow::events::Event),
    Market(market::events::Event),
}

impl ProgramEvent {
    /// The program that logged it.
    pub fn program(&self) -> &'static str {
        match self {
            Self::Emissions(_) => "emissions",
            Self::Staking(_) => "staking",
            Self::Iosd(_) => "iosd",
            Self::Oracle(_) => "oracle",
            Self::Disputes(_) => "disputes",
            Self::Escrow(_) => "escrow",
            Self::Market(_) => "market",
        }
    }

    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Emissions(event) => event.name(),
            Self::Staking(event) => event.name(),
            Self::Iosd(event) => event.name(),
            Self::Oracle(event) => event.name(),
            Self::Disputes(event) => event.name(),
            Self::Escrow(event) => event.name(),
            Self::Market(event) => event.name(),
        }
    }
}

/// Reads an event that `program` logged.
pub fn decode_event(program: &Pubkey, data: &[u8]) -> Option<ProgramEvent> {
    match *program {
        emissions::ID => emissions::events::Event::decode(data).map(ProgramEvent::Emissions),
        staking::ID => staking::events::Event::decode(data).map(ProgramEvent::Staking),
        iosd::ID => iosd::events::Event::decode(data).map(ProgramEvent::Iosd),
        oracle::ID => oracle::events::Event::decode(data).map(ProgramEvent::Oracle),
        disputes::ID => disputes::events::Event::decode(data).map(ProgramEvent::Disputes),
        escrow::ID => escrow::events::Event::decode(data).map(ProgramEvent::Escrow),
        market::ID => market::events::Event::decode(data).map(ProgramEvent::Market),
        _ => None,
    }
}

/// Name of one of the programs.
pub fn program_name(program: &Pubkey) -> Option<&'static str> {
    match *program {
        emissions::ID => Some("emissions"),
        staking::ID => Some("staking"),
        iosd::ID => Some("iosd"),
        oracle::ID => Some("oracle"),
        disputes::ID => Some("disputes"),
        escrow::ID => Some("escrow"),
        market::ID => Some("market"),
        _ => None,
    }
}

/// Name and message of a program's own error code.
pub fn program_error(program: &Pubkey, code: u32) -> Option<(&'static str, &'static str)> {
    match *program {
        emissions::ID => {
            emissions::EmissionsError::from_code(code).map(|error| (error.name(), error.message()))
        }
        staking::ID => {
            staking::StakingError::from_code(code).map(|error| (error.name(), error.message()))
        }
        iosd::ID => iosd::IosdError::from_code(code).map(|error| (error.name(), error.message())),
        oracle::ID => {
            oracle::OracleError::from_code(code).map(|error| (error.name(), error.message()))
        }
        disputes::ID => {
            disputes::DisputesError::from_code(code).map(|error| (error.name(), error.message()))
        }
        escrow::ID => {
            escrow::EscrowError::from_code(code).map(|error| (error.name(), error.message()))
        }
        market::ID => {
            market::MarketError::from_code(code).map(|error| (error.name(), error.message()))
        }
        _ => None,
    }
}
