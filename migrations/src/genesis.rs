//! `genesis.toml`: read, checked field by field, and turned into the programs' parameters.
use io_client::{escrow, iosd, oracle};
use io_core::units::{BPS, IO_DECIMALS, IOSD_DECIMALS};
use serde::Deserialize;
use solana_pubkey::Pubkey;

use crate::amount::parse_amount;
use crate::network::is_file;

/// Classes with a price feed of their own: feed 0 is IO/USD.
const MAX_CLASSES: usize = 31;
/// Seats of operators.
const MAX_OPERATORS: usize = 32;
/// Bytes of an operator's URL on chain.
const URL_BYTES: usize = 64;
/// Bytes of a class's name on chain.
const NAME_BYTES: usize = 24;

/// Why `genesis.toml` cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GenesisError {
    /// The file cannot be read.
    #[error("the genesis file {path} cannot be read ({source}): give its path with --genesis")]
    Read {
        /// Its path.
        path: String,
        /// The system's words.
        source: std::io::Error,
    },
    /// Not TOML, or a field is missing, unknown or of another type.
    #[error("the genesis file is not valid: {0}")]
    Parse(#[from] toml::de::Error),
    /// A field's value cannot work.
    #[error("{field} of the genesis file cannot be used: {reason}")]
    Field {
        /// Its name, such as `staking.min_earning_stake_io`.
        field: String,
        /// What is wrong and what to do.
        reason: String,
    },
}

pub(crate) fn field(name: impl Into<String>, reason: impl ToString) -> GenesisError {
    GenesisError::Field {
        field: name.into(),
        reason: reason.to_string(),
    }
}

/// The whole file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Genesis {
    /// Who may change what.
    pub authorities: Authorities,
    /// The emission schedule.
    pub emission: Emission,
    /// Who gets the liquid allocations.
    pub allocations: Allocations,
    /// Staking.
    pub staking: Staking,
    /// Operators, epochs and prices.
    pub oracle: Oracle,
    /// IOSD.
    pub iosd: Iosd,
    /// Jobs.
    pub escrow: Escrow,
    /// GPU classes; a class's number is its place.
    #[serde(rename = "class")]
    pub classes: Vec<Class>,
    /// Operators listed from the start.
    #[serde(rename = "operator", default)]
    pub operators: Vec<Operator>,
}

/// Each a keypair file of the keys folder (`name.json`) or an address.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authorities {
    /// Upgrade authority of the programs, hence config authority; a keypair file.
    pub authority: String,
    /// Keypair of the IO mint's address; an address is enough once the mint exists.
    pub io_mint: String,
    /// May pause minting of IOSD.
    pub guardian: String,
    /// Wallet that gets the fees which are not burned.
    pub treasury: String,
}

/// `emissions`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Emission {
    /// Start of epoch 1, unix seconds; left out: the chain's clock when genesis is first applied.
    pub genesis_ts: Option<i64>,
    /// Seconds.
    pub epoch_length_s: u32,
    /// Basis points.
    pub stakers_bps: u16,
    /// Basis points of the suppliers' part.
    pub cpu_bps: u16,
}

/// Wallets of the allocations: keypair file or address. Those that vest may be named later, once.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allocations {
    /// Allocation 0, vests.
    pub seed: Option<String>,
    /// Allocation 1, vests.
    pub series_a: Option<String>,
    /// Allocation 2, vests.
    pub core: Option<String>,
    /// Allocation 3.
    pub ecosystem: String,
    /// Allocation 4.
    pub community: String,
}

/// `staking`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staking {
    /// Seconds.
    pub cooldown_s: u32,
    /// Whole IO.
    pub min_earning_stake_io: String,
}

/// `oracle`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Oracle {
    /// Whole IO.
    pub bond_io: String,
    /// Seconds.
    pub unbonding_s: u32,
    /// Seconds.
    pub challenge_window_s: u32,
    /// Seconds.
    pub summary_window_s: u32,
    /// Seconds.
    pub price_max_age_s: u32,
    /// Seconds.
    pub ema_half_life_s: u32,
    /// Seconds.
    pub ring_spacing_s: u32,
    /// Slots.
    pub arm_slots: u32,
    /// Slots.
    pub candidate_spacing_slots: u32,
    /// Of 256.
    pub candidate_threshold: u8,
    /// Slots.
    pub commit_deadline_slots: u32,
    /// Slots.
    pub beacon_gap_slots: u32,
    /// Slots.
    pub beacon_spacing_slots: u32,
    /// Slots.
    pub response_slots: u32,
}

/// `iosd`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Iosd {
    /// Seconds.
    pub request_ttl_s: u32,
    /// Basis points.
    pub max_deviation_bps: u16,
    /// Whole IO.
    pub min_request_io: String,
    /// Whole IOSD.
    pub min_request_iosd: String,
    /// Whole IOSD.
    pub mint_window_iosd: String,
    /// Whole IOSD.
    pub redeem_window_iosd: String,
    /// Seconds, of both windows.
    pub window_s: u32,
    /// Basis points.
    pub redeem_spread_bps: u16,
}

/// `escrow`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escrow {
    /// Basis points.
    pub reservation_fee_bps: u16,
    /// Basis points.
    pub payment_fee_bps: u16,
    /// Basis points of the fees.
    pub fee_burn_bps: u16,
    /// Seconds.
    pub open_timeout_s: u32,
    /// Seconds.
    pub matched_timeout_s: u32,
    /// Seconds.
    pub expiry_grace_s: u32,
}

/// One `[[class]]`; parameters of the proof as in `docs/pow.md`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// As the driver reports it, at most 24 bytes.
    pub name: String,
    /// Thousandths.
    pub multiplier_milli: u32,
    /// Rows and columns of the result.
    pub n: u32,
    /// Inner dimension.
    pub k: u32,
    /// Panels.
    pub panels: u32,
    /// Lanes of the memory walk.
    pub lanes: u32,
    /// Steps of the memory walk.
    pub steps: u32,
    /// Time allowed, milliseconds.
    pub time_ms: u32,
    /// Whether its proof is calibrated.
    pub live: bool,
}

/// One `[[operator]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// Owns the bond: a keypair file, which is bonded at once, or an address, which bonds itself.
    pub wallet: String,
    /// Hot key of the service: keypair file or address.
    pub key: String,
    /// Where the service answers.
    pub url: String,
}

impl Genesis {
    /// Reads and checks the file.
    ///
    /// # Errors
    /// [`GenesisError`].
    pub fn read(path: &std::path::Path) -> Result<Self, GenesisError> {
        let text = std::fs::read_to_string(path).map_err(|source| GenesisError::Read {
            path: path.display().to_string(),
            source,
        })?;
        Self::parse(&text)
    }

    /// Reads and checks the file's text.
    ///
    /// # Errors
    /// [`GenesisError::Parse`], [`GenesisError::Field`].
    pub fn parse(text: &str) -> Result<Self, GenesisError> {
        let genesis: Self = toml::from_str(text)?;
        genesis.check()?;
        Ok(genesis)
    }

    fn check(&self) -> Result<(), GenesisError> {
        for (name, bps) in [
            ("emission.stakers_bps", self.emission.stakers_bps),
            ("emission.cpu_bps", self.emission.cpu_bps),
            ("iosd.max_deviation_bps", self.iosd.max_deviation_bps),
            ("iosd.redeem_spread_bps", self.iosd.redeem_spread_bps),
            (
                "escrow.reservation_fee_bps",
                self.escrow.reservation_fee_bps,
            ),
            ("escrow.payment_fee_bps", self.escrow.payment_fee_bps),
            ("escrow.fee_burn_bps", self.escrow.fee_burn_bps),
        ] {
            if u64::from(bps) > BPS {
                return Err(field(
                    name,
                    format!("{bps} basis points are more than the whole; write at most {BPS}"),
                ));
            }
        }
        if self.emission.epoch_length_s == 0 {
            return Err(field(
                "emission.epoch_length_s",
                "an epoch lasts at least a second; mainnet has 3600",
            ));
        }
        self.min_earning_stake()?;
        self.bond()?;
        self.iosd_params(Pubkey::default())?;
        self.check_classes()?;
        self.check_operators()
    }

    fn check_classes(&self) -> Result<(), GenesisError> {
        if self.classes.len() > MAX_CLASSES {
            return Err(field(
                "class",
                format!(
                    "{} classes are more than the {MAX_CLASSES} there are price feeds for",
                    self.classes.len()
                ),
            ));
        }
        for (index, class) in self.classes.iter().enumerate() {
            if class.name.is_empty() || class.name.len() > NAME_BYTES {
                return Err(field(
                    format!("class[{index}].name"),
                    format!(
                        "{:?} has {} bytes; write 1 to {NAME_BYTES}",
                        class.name,
                        class.name.len()
                    ),
                ));
            }
            if self.classes[..index]
                .iter()
                .any(|other| other.name == class.name)
            {
                return Err(field(
                    format!("class[{index}].name"),
                    format!("{:?} stands there twice; each class once", class.name),
                ));
            }
        }
        Ok(())
    }

    fn check_operators(&self) -> Result<(), GenesisError> {
        if self.operators.len() > MAX_OPERATORS {
            return Err(field(
                "operator",
                format!(
                    "{} operators are more than the {MAX_OPERATORS} seats",
                    self.operators.len()
                ),
            ));
        }
        for (index, operator) in self.operators.iter().enumerate() {
            let url = &operator.url;
            if url.len() > URL_BYTES || !(url.starts_with("http://") || url.starts_with("https://"))
            {
                return Err(field(
                    format!("operator[{index}].url"),
                    format!("{url:?} is not an http or https address of at most {URL_BYTES} bytes"),
                ));
            }
        }
        Ok(())
    }

    /// Smallest total that earns, IO base units.
    ///
    /// # Errors
    /// [`GenesisError::Field`].
    pub fn min_earning_stake(&self) -> Result<u64, GenesisError> {
        io(
            "staking.min_earning_stake_io",
            &self.staking.min_earning_stake_io,
        )
    }

    /// Bond of one operator, IO base units.
    ///
    /// # Errors
    /// [`GenesisError::Field`].
    pub fn bond(&self) -> Result<u64, GenesisError> {
        io("oracle.bond_io", &self.oracle.bond_io)
    }

    /// Parameters of `oracle::initialize`.
    ///
    /// # Errors
    /// [`GenesisError::Field`].
    pub fn oracle_params(
        &self,
        genesis_ts: i64,
        guardian: Pubkey,
    ) -> Result<oracle::types::OracleParams, GenesisError> {
        let from = &self.oracle;
        Ok(oracle::types::OracleParams {
            genesis_ts,
            epoch_length_s: self.emission.epoch_length_s,
            bond: self.bond()?,
            unbonding_s: from.unbonding_s,
            challenge_window_s: from.challenge_window_s,
            summary_window_s: from.summary_window_s,
            price_max_age_s: from.price_max_age_s,
            ema_half_life_s: from.ema_half_life_s,
            ring_spacing_s: from.ring_spacing_s,
            arm_slots: from.arm_slots,
            candidate_spacing_slots: from.candidate_spacing_slots,
            commit_deadline_slots: from.commit_deadline_slots,
            beacon_gap_slots: from.beacon_gap_slots,
            beacon_spacing_slots: from.beacon_spacing_slots,
            response_slots: from.response_slots,
            candidate_threshold: from.candidate_threshold,
            guardian,
        })
    }

    /// Parameters of `iosd::initialize`.
    ///
    /// # Errors
    /// [`GenesisError::Field`].
    pub fn iosd_params(&self, guardian: Pubkey) -> Result<iosd::types::IosdParams, GenesisError> {
        let from = &self.iosd;
        Ok(iosd::types::IosdParams {
            request_ttl_s: from.request_ttl_s,
            max_deviation_bps: from.max_deviation_bps,
            min_request_io: io("iosd.min_request_io", &from.min_request_io)?,
            min_request_iosd: whole_iosd("iosd.min_request_iosd", &from.min_request_iosd)?,
            mint_window_capacity: whole_iosd("iosd.mint_window_iosd", &from.mint_window_iosd)?,
            redeem_window_capacity: whole_iosd(
                "iosd.redeem_window_iosd",
                &from.redeem_window_iosd,
            )?,
            window_length_s: from.window_s,
            redeem_spread_bps: from.redeem_spread_bps,
            guardian,
        })
    }

    /// Parameters of `escrow::initialize`.
    #[must_use]
    pub fn escrow_params(&self, treasury: Pubkey) -> escrow::types::EscrowParams {
        let from = &self.escrow;
        escrow::types::EscrowParams {
            reservation_fee_bps: from.reservation_fee_bps,
            payment_fee_bps: from.payment_fee_bps,
            fee_burn_bps: from.fee_burn_bps,
            open_timeout_s: from.open_timeout_s,
            matched_timeout_s: from.matched_timeout_s,
            expiry_grace_s: from.expiry_grace_s,
            treasury,
        }
    }

    /// Names of all keypair files that the file mentions, each once.
    #[must_use]
    pub fn key_files(&self) -> Vec<&str> {
        let fixed = [
            &self.authorities.authority,
            &self.authorities.io_mint,
            &self.authorities.guardian,
            &self.authorities.treasury,
            &self.allocations.ecosystem,
            &self.allocations.community,
        ];
        let operators = self.operators.iter().flat_map(|o| [&o.wallet, &o.key]);
        let mut names: Vec<&str> = Vec::new();
        for name in fixed.into_iter().chain(operators) {
            if is_file(name) && !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }

    /// Name and wallet of allocation `index`, where the file names one.
    #[must_use]
    pub fn allocation_owner(&self, index: usize) -> Option<(&'static str, &str)> {
        let file = &self.allocations;
        let (name, wallet) = match index {
            0 => ("allocations.seed", file.seed.as_deref()),
            1 => ("allocations.series_a", file.series_a.as_deref()),
            2 => ("allocations.core", file.core.as_deref()),
            3 => ("allocations.ecosystem", Some(file.ecosystem.as_str())),
            4 => ("allocations.community", Some(file.community.as_str())),
            _ => return None,
        };
        wallet.map(|wallet| (name, wallet))
    }
}

impl Class {
    /// Parameters of `oracle::set_class`.
    #[must_use]
    pub fn params(&self) -> oracle::types::GpuClassParams {
        let mut name = [0; NAME_BYTES];
        // Checked when the file was read: at most 24 bytes.
        for (to, from) in name.iter_mut().zip(self.name.bytes()) {
            *to = from;
        }
        oracle::types::GpuClassParams {
            name,
            multiplier_milli: self.multiplier_milli,
            n: self.n,
            k: self.k,
            panels: self.panels,
            lanes: self.lanes,
            steps: self.steps,
            time_ms: self.time_ms,
            live: self.live,
        }
    }
}

fn io(name: &str, text: &str) -> Result<u64, GenesisError> {
    parse_amount(text, IO_DECIMALS).map_err(|error| field(name, error))
}

fn whole_iosd(name: &str, text: &str) -> Result<u64, GenesisError> {
    parse_amount(text, IOSD_DECIMALS).map_err(|error| field(name, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../genesis.toml");

    #[test]
    fn the_files_amounts_are_the_money_rules() {
        let genesis = Genesis::parse(FILE).unwrap();
        assert_eq!(genesis.bond().unwrap(), io_core::stake::OPERATOR_BOND);
        assert_eq!(
            genesis.min_earning_stake().unwrap(),
            io_core::stake::MIN_EARNING_STAKE
        );
        assert_eq!(
            u64::from(genesis.staking.cooldown_s),
            io_core::stake::COOLDOWN_S
        );
        assert_eq!(
            u64::from(genesis.oracle.unbonding_s),
            io_core::stake::OPERATOR_UNBONDING_S
        );
        let iosd = genesis.iosd_params(Pubkey::default()).unwrap();
        assert_eq!(
            (iosd.min_request_io, iosd.min_request_iosd),
            (100_000_000, 1_000_000)
        );
        assert_eq!(
            (iosd.mint_window_capacity, iosd.redeem_window_capacity),
            (250_000_000_000, 100_000_000_000)
        );
        assert_eq!(iosd.redeem_spread_bps, 50);
        assert!(genesis.operators.is_empty());
    }

    #[test]
    fn a_bad_value_is_refused_by_its_fields_name() {
        for (from, to, want) in [
            ("bond_io = \"60000\"", "bond_io = \"6e4\"", "oracle.bond_io"),
            (
                "stakers_bps = 2000",
                "stakers_bps = 10001",
                "emission.stakers_bps",
            ),
            (
                "epoch_length_s = 3600",
                "epoch_length_s = 0",
                "emission.epoch_length_s",
            ),
            (
                "mint_window_iosd = \"250000\"",
                "mint_window_iosd = \"0.0000001\"",
                "iosd.mint_window_iosd",
            ),
            (
                "min_earning_stake_io = \"1000\"",
                "min_earning_stake_io = \"\"",
                "staking.min_earning_stake_io",
            ),
            (
                "name = \"A100-SXM4-80GB\"",
                "name = \"test-cpu\"",
                "class[1].name",
            ),
            (
                "name = \"test-cpu\"",
                "name = \"a name of more than 24 bytes\"",
                "class[0].name",
            ),
        ] {
            assert!(FILE.contains(from), "{from}");
            match Genesis::parse(&FILE.replacen(from, to, 1)) {
                Err(GenesisError::Field { field, .. }) => assert_eq!(field, want),
                other => panic!("{to}: {other:?}"),
            }
        }
        let operator = "\n[[operator]]\nwallet = \"a.json\"\nkey = \"b.json\"\nurl = \"ftp://x\"\n";
        match Genesis::parse(&format!("{FILE}{operator}")) {
            Err(GenesisError::Field { field, .. }) => assert_eq!(field, "operator[0].url"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn unknown_and_missing_fields_are_named() {
        let unknown = Genesis::parse(&FILE.replacen("cpu_bps", "cpu_pbs", 1)).unwrap_err();
        assert!(unknown.to_string().contains("cpu_pbs"), "{unknown}");
        let missing = Genesis::parse(&FILE.replacen("cooldown_s = 1209600", "", 1)).unwrap_err();
        assert!(missing.to_string().contains("cooldown_s"), "{missing}");
    }
}
