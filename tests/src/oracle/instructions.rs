//! Instructions of `oracle`, accounts and arguments in the order of the interface document.
use super::address::*;
use crate::instruction::discriminator;
use crate::token::TOKEN_PROGRAM;
use crate::world::{ORACLE, SYSTEM_PROGRAM, program_data};
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;

pub(super) fn signer(address: &Pubkey) -> AccountMeta {
    AccountMeta::new_readonly(*address, true)
}

pub(super) fn payer(address: &Pubkey) -> AccountMeta {
    AccountMeta::new(*address, true)
}

pub(super) fn read(address: Pubkey) -> AccountMeta {
    AccountMeta::new_readonly(address, false)
}

pub(super) fn write(address: Pubkey) -> AccountMeta {
    AccountMeta::new(address, false)
}

pub(super) fn instruction(name: &str, accounts: Vec<AccountMeta>, args: &[&[u8]]) -> Instruction {
    let mut data = discriminator("global", name).to_vec();
    for arg in args {
        data.extend_from_slice(arg);
    }
    Instruction {
        program_id: ORACLE,
        accounts,
        data,
    }
}

fn string(text: &str) -> Vec<u8> {
    let mut bytes = (text.len() as u32).to_le_bytes().to_vec();
    bytes.extend_from_slice(text.as_bytes());
    bytes
}

/// `OracleParams`, in wire order.
#[derive(Clone, Debug)]
pub struct Params {
    pub genesis_ts: i64,
    pub epoch_length_s: u32,
    pub bond: u64,
    pub unbonding_s: u32,
    pub challenge_window_s: u32,
    pub summary_window_s: u32,
    pub price_max_age_s: u32,
    pub ema_half_life_s: u32,
    pub ring_spacing_s: u32,
    pub arm_slots: u32,
    pub candidate_spacing_slots: u32,
    pub commit_deadline_slots: u32,
    pub beacon_gap_slots: u32,
    pub beacon_spacing_slots: u32,
    pub response_slots: u32,
    pub candidate_threshold: u8,
    pub guardian: Pubkey,
    pub challenge_bond: u64,
}

impl Params {
    fn encode(&self) -> Vec<u8> {
        let mut bytes = self.genesis_ts.to_le_bytes().to_vec();
        bytes.extend(self.epoch_length_s.to_le_bytes());
        bytes.extend(self.bond.to_le_bytes());
        for value in [
            self.unbonding_s,
            self.challenge_window_s,
            self.summary_window_s,
            self.price_max_age_s,
            self.ema_half_life_s,
            self.ring_spacing_s,
            self.arm_slots,
            self.candidate_spacing_slots,
            self.commit_deadline_slots,
            self.beacon_gap_slots,
            self.beacon_spacing_slots,
            self.response_slots,
        ] {
            bytes.extend(value.to_le_bytes());
        }
        bytes.push(self.candidate_threshold);
        bytes.extend(self.guardian.as_ref());
        bytes.extend(self.challenge_bond.to_le_bytes());
        bytes
    }
}

/// `Settlement`: 180 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    pub epoch: u64,
    pub prev_root: [u8; 32],
    pub rewards_root: [u8; 32],
    pub rewards_sum: u64,
    pub n_leaves: u32,
    pub usage_root: [u8; 32],
    pub verdict_root: [u8; 32],
    pub report_hash: [u8; 32],
}

impl Settlement {
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = self.epoch.to_le_bytes().to_vec();
        bytes.extend(self.prev_root);
        bytes.extend(self.rewards_root);
        bytes.extend(self.rewards_sum.to_le_bytes());
        bytes.extend(self.n_leaves.to_le_bytes());
        bytes.extend(self.usage_root);
        bytes.extend(self.verdict_root);
        bytes.extend(self.report_hash);
        bytes
    }
}

pub fn initialize(authority: &Pubkey, io_mint: Pubkey, params: &Params) -> Instruction {
    let accounts = vec![
        payer(authority),
        read(program_data(&ORACLE)),
        write(singleton("oracle")),
        write(singleton("operators")),
        write(singleton("classes")),
        write(singleton("bond_vault")),
        read(io_mint),
        read(TOKEN_PROGRAM),
        read(SYSTEM_PROGRAM),
    ];
    instruction("initialize", accounts, &[&params.encode()])
}

pub fn initialize_prices(authority: &Pubkey) -> Instruction {
    let accounts = vec![
        payer(authority),
        read(singleton("oracle")),
        write(singleton("prices")),
        write(singleton("price_ring")),
        read(SYSTEM_PROGRAM),
    ];
    instruction("initialize_prices", accounts, &[])
}

pub fn set_authority(authority: &Pubkey, pending: &Pubkey) -> Instruction {
    let accounts = vec![signer(authority), write(singleton("oracle"))];
    instruction("set_authority", accounts, &[pending.as_ref()])
}

pub fn accept_authority(pending: &Pubkey) -> Instruction {
    let accounts = vec![signer(pending), write(singleton("oracle"))];
    instruction("accept_authority", accounts, &[])
}

/// `OracleRules`, in wire order.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    pub bond: u64,
    pub challenge_bond: u64,
    pub challenge_window_s: u32,
    pub summary_window_s: u32,
    pub price_max_age_s: u32,
    pub ema_half_life_s: u32,
}

pub fn set_params(authority: &Pubkey, rules: &Rules) -> Instruction {
    let accounts = vec![signer(authority), write(singleton("oracle"))];
    let mut bytes = rules.bond.to_le_bytes().to_vec();
    bytes.extend(rules.challenge_bond.to_le_bytes());
    for value in [
        rules.challenge_window_s,
        rules.summary_window_s,
        rules.price_max_age_s,
        rules.ema_half_life_s,
    ] {
        bytes.extend(value.to_le_bytes());
    }
    instruction("set_params", accounts, &[&bytes])
}

/// `GpuClassParams`, in wire order.
#[derive(Clone, Debug)]
pub struct Class {
    pub name: [u8; 24],
    pub multiplier_milli: u32,
    /// n, k, panels, lanes, steps, time_ms.
    pub dimensions: [u32; 6],
    pub live: bool,
}

impl Class {
    /// The small class a CPU can prove.
    pub fn test() -> Self {
        let mut name = [0; 24];
        name[..8].copy_from_slice(b"test-cpu");
        Self {
            name,
            multiplier_milli: 250,
            dimensions: [256, 512, 2, 16, 128, 5_000],
            live: true,
        }
    }
}

pub fn set_class(authority: &Pubkey, index: u8, class: &Class) -> Instruction {
    let accounts = vec![
        signer(authority),
        read(singleton("oracle")),
        write(singleton("classes")),
    ];
    let dimensions: Vec<u8> = class
        .dimensions
        .iter()
        .flat_map(|value| value.to_le_bytes())
        .collect();
    let args: [&[u8]; 5] = [
        &[index],
        &class.name,
        &class.multiplier_milli.to_le_bytes(),
        &dimensions,
        &[class.live.into()],
    ];
    instruction("set_class", accounts, &args)
}

pub fn set_tier(authority: &Pubkey, device: Pubkey, tier: u8) -> Instruction {
    let accounts = vec![signer(authority), read(singleton("oracle")), write(device)];
    instruction("set_tier", accounts, &[&[tier]])
}

pub fn add_operator(authority: &Pubkey, wallet: &Pubkey, key: &Pubkey, url: &str) -> Instruction {
    let accounts = vec![
        signer(authority),
        read(singleton("oracle")),
        write(singleton("operators")),
    ];
    let args: [&[u8]; 3] = [wallet.as_ref(), key.as_ref(), &string(url)];
    instruction("add_operator", accounts, &args)
}

pub fn bond(wallet: &Pubkey, source: Pubkey, amount: u64) -> Instruction {
    let accounts = vec![
        signer(wallet),
        write(singleton("oracle")),
        write(singleton("operators")),
        write(source),
        write(singleton("bond_vault")),
        read(TOKEN_PROGRAM),
    ];
    instruction("bond", accounts, &[&amount.to_le_bytes()])
}

pub fn unbond(by: &Pubkey, wallet: &Pubkey) -> Instruction {
    let accounts = vec![
        signer(by),
        write(singleton("oracle")),
        write(singleton("operators")),
    ];
    instruction("unbond", accounts, &[wallet.as_ref()])
}

pub fn withdraw_bond(wallet: &Pubkey, destination: Pubkey) -> Instruction {
    let accounts = vec![
        signer(wallet),
        write(singleton("oracle")),
        write(singleton("operators")),
        write(singleton("bond_vault")),
        write(destination),
        read(TOKEN_PROGRAM),
    ];
    instruction("withdraw_bond", accounts, &[])
}

pub fn rotate_operator(wallet: &Pubkey, key: &Pubkey, url: &str) -> Instruction {
    let accounts = vec![signer(wallet), write(singleton("operators"))];
    instruction("rotate_operator", accounts, &[key.as_ref(), &string(url)])
}

/// `DeviceParams`, in wire order.
#[derive(Clone, Debug)]
pub struct Device {
    pub class: u8,
    pub processors: u16,
    pub device_key: Pubkey,
    pub payee: Pubkey,
    pub region: u8,
}

pub fn register_device(supplier: &Pubkey, nonce: u32, params: &Device) -> Instruction {
    let accounts = vec![
        payer(supplier),
        write(singleton("oracle")),
        read(singleton("classes")),
        write(device(supplier, nonce)),
        read(SYSTEM_PROGRAM),
    ];
    let args: [&[u8]; 6] = [
        &nonce.to_le_bytes(),
        &[params.class],
        &params.processors.to_le_bytes(),
        params.device_key.as_ref(),
        params.payee.as_ref(),
        &[params.region],
    ];
    instruction("register_device", accounts, &args)
}

/// `offer_device`, `pause_device`, `retire_device`, `rotate_device_key` and `set_payee`.
pub fn manage_device(name: &str, supplier: &Pubkey, device: Pubkey, args: &[u8]) -> Instruction {
    instruction(name, vec![signer(supplier), write(device)], &[args])
}

pub fn open_epoch(by: &Pubkey, epoch: u64) -> Instruction {
    let accounts = vec![
        payer(by),
        write(singleton("oracle")),
        read(singleton("operators")),
        read(emission()),
        write(epoch_record(epoch)),
        read(SYSTEM_PROGRAM),
    ];
    instruction("open_epoch", accounts, &[&epoch.to_le_bytes()])
}

pub fn capture_challenge(epoch: u64) -> Instruction {
    let accounts = vec![
        read(singleton("oracle")),
        write(epoch_record(epoch)),
        read(SLOT_HASHES),
    ];
    instruction("capture_challenge", accounts, &[])
}

pub fn capture_beacon(epoch: u64, which: u8) -> Instruction {
    let accounts = vec![
        read(singleton("oracle")),
        write(epoch_record(epoch)),
        read(SLOT_HASHES),
    ];
    instruction("capture_beacon", accounts, &[&[which]])
}

pub fn post_commit(supplier: &Pubkey, epoch: u64, class: u8, root: [u8; 32]) -> Instruction {
    let accounts = vec![
        payer(supplier),
        read(singleton("oracle")),
        read(epoch_record(epoch)),
        write(commits(supplier, class)),
        read(SYSTEM_PROGRAM),
    ];
    instruction("post_commit", accounts, &[&[class], &root])
}

pub fn post_response(supplier: &Pubkey, epoch: u64, class: u8, root: [u8; 32]) -> Instruction {
    let accounts = vec![
        signer(supplier),
        read(singleton("oracle")),
        read(epoch_record(epoch)),
        write(commits(supplier, class)),
    ];
    instruction("post_response", accounts, &[&[class], &root])
}

pub fn post_summary(key: &Pubkey, epoch: u64, root: [u8; 32]) -> Instruction {
    let accounts = vec![
        signer(key),
        read(singleton("oracle")),
        read(singleton("operators")),
        write(epoch_record(epoch)),
    ];
    instruction("post_summary", accounts, &[&epoch.to_le_bytes(), &root])
}

/// A vote sent to the record of `record_epoch`, which is normally the settlement's.
pub fn vote_at(key: &Pubkey, record_epoch: u64, settlement: &Settlement) -> Instruction {
    let accounts = vec![
        signer(key),
        write(singleton("oracle")),
        read(singleton("operators")),
        write(epoch_record(record_epoch)),
    ];
    instruction("vote", accounts, &[&settlement.encode()])
}

pub fn vote(key: &Pubkey, settlement: &Settlement) -> Instruction {
    vote_at(key, settlement.epoch, settlement)
}

pub fn post_prices(key: &Pubkey, values: &[(u8, u64)]) -> Instruction {
    let accounts = vec![
        signer(key),
        read(singleton("oracle")),
        read(singleton("operators")),
        write(singleton("prices")),
        write(singleton("price_ring")),
    ];
    let mut list = (values.len() as u32).to_le_bytes().to_vec();
    for (feed, price) in values {
        list.push(*feed);
        list.extend(price.to_le_bytes());
    }
    instruction("post_prices", accounts, &[&list])
}
