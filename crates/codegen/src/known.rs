//! What the IDL leaves out: which program owns an account type that several IDLs mention, and the
//! accounts that exist once but are checked in code rather than by seeds.

/// Programs in the order their modules are listed.
pub const PROGRAMS: [&str; 7] = [
    "emissions",
    "staking",
    "iosd",
    "oracle",
    "disputes",
    "escrow",
    "market",
];

/// Account types of other people's programs that IDLs carry along.
pub const FOREIGN: [&str; 2] = ["Mint", "TokenAccount"];

/// Account type and the program that owns it.
pub const OWNERS: [(&str, &str); 25] = [
    ("Emission", "emissions"),
    ("Claim", "emissions"),
    ("Grant", "emissions"),
    ("Pool", "staking"),
    ("Position", "staking"),
    ("DeviceStake", "staking"),
    ("SlashProposal", "staking"),
    ("CoStake", "staking"),
    ("Iosd", "iosd"),
    ("Request", "iosd"),
    ("Oracle", "oracle"),
    ("Operators", "oracle"),
    ("Classes", "oracle"),
    ("Device", "oracle"),
    ("Commits", "oracle"),
    ("EpochRecord", "oracle"),
    ("Challenge", "disputes"),
    ("ProofChallenge", "disputes"),
    ("PriceBoard", "oracle"),
    ("PriceRing", "oracle"),
    ("Escrow", "escrow"),
    ("Job", "escrow"),
    ("Lease", "escrow"),
    ("Hire", "escrow"),
    ("Round", "market"),
];

/// Program and seed of the accounts that exist once: `<seed>_address()` in the program's module.
pub const SINGLETONS: [(&str, &str); 19] = [
    ("emissions", "emission"),
    ("emissions", "supplier_vault"),
    ("emissions", "reserve_vault"),
    ("staking", "pool"),
    ("staking", "stake_vault"),
    ("staking", "reward_vault"),
    ("iosd", "iosd"),
    ("iosd", "iosd_mint"),
    ("iosd", "io_vault"),
    ("iosd", "iosd_vault"),
    ("oracle", "oracle"),
    ("oracle", "operators"),
    ("oracle", "classes"),
    ("oracle", "bond_vault"),
    ("oracle", "prices"),
    ("oracle", "price_ring"),
    ("disputes", "disputes"),
    ("escrow", "escrow"),
    ("market", "market"),
];

/// The address of an account by its name in an instruction, as a Rust expression, where the name alone
/// decides it.
pub fn address_by_name(account: &str) -> Option<String> {
    // `emissions` calls the staking program's reward vault by what it is for.
    let seed = if account == "staker_vault" {
        "reward_vault"
    } else {
        account
    };
    if let Some((program, seed)) = SINGLETONS.iter().find(|(_, known)| *known == seed) {
        return Some(format!("crate::{program}::{seed}_address()"));
    }
    match account {
        "emissions_program" => Some("crate::emissions::ID".into()),
        "program_data" => Some("crate::pda::program_data(&ID)".into()),
        "slot_hashes" => {
            Some("Pubkey::from_str_const(\"SysvarS1otHashes111111111111111111111111111\")".into())
        }
        _ => None,
    }
}
