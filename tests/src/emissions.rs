//! `emissions`: its instructions, its account as tests read it, its error codes.

use crate::{
    instruction::{Ix, discriminator},
    send::assert_sent,
    staking::reward_vault,
    token::{TOKEN_PROGRAM, associated, read_u64},
    world::{EMISSIONS, EPOCH_S, GENESIS_TS, ORACLE, SYSTEM_PROGRAM, World, pda, program_data},
};
use io_core::merkle_sum::Node;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// Stakers' share of every test world, basis points.
pub const STAKERS_BPS: u16 = 2_000;
/// CPU part of the suppliers' share of every test world, basis points.
pub const CPU_BPS: u16 = 500;

/// Error codes, as the program numbers them.
pub mod errors {
    pub const EPOCH_LENGTH_ZERO: u32 = 6000;
    pub const GENESIS_IN_THE_PAST: u32 = 6001;
    pub const WRONG_MINT_AUTHORITY: u32 = 6002;
    pub const SUPPLY_NOT_ZERO: u32 = 6003;
    pub const WRONG_DECIMALS: u32 = 6004;
    pub const FREEZE_AUTHORITY_PRESENT: u32 = 6005;
    pub const WRONG_STAKER_VAULT: u32 = 6006;
    pub const NOT_THE_AUTHORITY: u32 = 6007;
    pub const NOT_THE_PENDING_AUTHORITY: u32 = 6008;
    pub const UNKNOWN_ALLOCATION: u32 = 6009;
    pub const ALLOCATION_MINTED: u32 = 6010;
    pub const ALLOCATION_VESTS: u32 = 6011;
    pub const ALLOCATION_DOES_NOT_VEST: u32 = 6012;
    pub const WRONG_VAULT: u32 = 6013;
    pub const WRONG_MINT: u32 = 6014;
    pub const CLOCK_BEHIND: u32 = 6015;
    pub const NOT_SEALED: u32 = 6016;
    pub const NOT_FINAL: u32 = 6017;
    pub const NOTHING_TO_CLAIM: u32 = 6018;
    pub const CLAIM_ABOVE_EMISSION: u32 = 6019;
    pub const ACCRUE_FIRST: u32 = 6020;
    pub const ZERO_AMOUNT: u32 = 6022;
    pub const NOT_IOSD: u32 = 6023;
    pub const REDEEMED_ABOVE_BURNED: u32 = 6024;
    pub const BENEFICIARY_NOT_NAMED: u32 = 6025;
    pub const BENEFICIARY_NAMED: u32 = 6026;
    pub const NOT_THE_BENEFICIARY: u32 = 6027;
    pub const NOT_THE_PENDING_BENEFICIARY: u32 = 6028;
    pub const NOTHING_VESTED: u32 = 6029;
    pub const WRONG_BOOKS: u32 = 6030;
    pub const EMITTED_OFF_SCHEDULE: u32 = 6031;
    pub const SUPPLY_ABOVE_LEDGER: u32 = 6032;
    pub const CLAIMED_ABOVE_SETTLED: u32 = 6033;
    pub const SETTLED_ABOVE_EMISSION: u32 = 6034;
    pub const SUPPLIER_VAULT_SHORT: u32 = 6035;
    pub const CPU_RESERVE_SHORT: u32 = 6036;
    pub const ALLOCATION_VAULT_SHORT: u32 = 6037;
    pub const STAKE_VAULT_SHORT: u32 = 6038;
    pub const REWARD_VAULT_SHORT: u32 = 6039;
    pub const IOSD_BOOKS_DIFFER: u32 = 6040;
    pub const IOSD_SUPPLY_ABOVE_LEDGER: u32 = 6041;
    pub const IOSD_VAULT_SHORT: u32 = 6042;
}

/// Error codes the programs share.
pub mod shared_errors {
    pub const BPS_OUT_OF_RANGE: u32 = 7003;
    pub const INDEX_OUT_OF_RANGE: u32 = 7007;
    pub const PROOF_LENGTH: u32 = 7008;
    pub const ROOT_MISMATCH: u32 = 7025;
    pub const NOT_THE_PROGRAM_DATA: u32 = 7900;
    pub const NOT_THE_UPGRADE_AUTHORITY: u32 = 7901;
    pub const WRONG_TOKEN_MINT: u32 = 7902;
    pub const WRONG_TOKEN_OWNER: u32 = 7903;
    pub const NOT_THE_ASSOCIATED_ACCOUNT: u32 = 7904;
}

/// PDA of the emission account.
pub fn emission() -> Pubkey {
    pda(&[b"emission"], &EMISSIONS)
}

/// PDA of the GPU suppliers' vault.
pub fn supplier_vault() -> Pubkey {
    pda(&[b"supplier_vault"], &EMISSIONS)
}

/// PDA of the CPU reserve's vault.
pub fn reserve_vault() -> Pubkey {
    pda(&[b"reserve_vault"], &EMISSIONS)
}

/// PDA of what a wallet has claimed.
pub fn claim_account(wallet: &Pubkey) -> Pubkey {
    pda(&[b"claim", wallet.as_ref()], &EMISSIONS)
}

/// PDA of a vesting allocation's vault.
pub fn allocation_vault(allocation: u8) -> Pubkey {
    pda(&[b"allocation", &[allocation]], &EMISSIONS)
}

/// PDA of the grant that records whom a vesting allocation pays.
pub fn grant(allocation: u8) -> Pubkey {
    pda(&[b"grant", &[allocation]], &EMISSIONS)
}

/// PDA of an epoch's record in `oracle`.
pub fn epoch_record(epoch: u64) -> Pubkey {
    let slot = u8::try_from(epoch % 64).expect("below 64");
    pda(&[b"epoch", &[slot]], &ORACLE)
}

/// `initialize`.
pub fn initialize(
    authority: Pubkey,
    mint: Pubkey,
    genesis_ts: i64,
    epoch_length_s: u32,
    stakers_bps: u16,
    cpu_bps: u16,
) -> Instruction {
    Ix::new(EMISSIONS, "initialize")
        .payer(authority)
        .reads(program_data(&EMISSIONS))
        .writes(emission())
        .reads(mint)
        .writes(supplier_vault())
        .writes(reserve_vault())
        .reads(reward_vault())
        .reads(TOKEN_PROGRAM)
        .reads(SYSTEM_PROGRAM)
        .i64(genesis_ts)
        .u32(epoch_length_s)
        .u16(stakers_bps)
        .u16(cpu_bps)
        .build()
}

/// `mint_allocation` into any account.
pub fn mint_allocation(
    authority: Pubkey,
    mint: Pubkey,
    destination: Pubkey,
    allocation: u8,
) -> Instruction {
    Ix::new(EMISSIONS, "mint_allocation")
        .signer(authority)
        .writes(emission())
        .writes(mint)
        .writes(destination)
        .reads(TOKEN_PROGRAM)
        .u8(allocation)
        .build()
}

/// `mint_vested_allocation` into its own vault, the beneficiary to be named later.
pub fn mint_vested_allocation(authority: Pubkey, mint: Pubkey, allocation: u8) -> Instruction {
    mint_grant(authority, mint, allocation, Pubkey::default())
}

/// `mint_vested_allocation` for a beneficiary.
pub fn mint_grant(
    authority: Pubkey,
    mint: Pubkey,
    allocation: u8,
    beneficiary: Pubkey,
) -> Instruction {
    Ix::new(EMISSIONS, "mint_vested_allocation")
        .payer(authority)
        .writes(emission())
        .writes(mint)
        .writes(allocation_vault(allocation))
        .writes(grant(allocation))
        .reads(TOKEN_PROGRAM)
        .reads(SYSTEM_PROGRAM)
        .u8(allocation)
        .key(beneficiary)
        .build()
}

/// `name_beneficiary`.
pub fn name_beneficiary(authority: Pubkey, allocation: u8, beneficiary: Pubkey) -> Instruction {
    Ix::new(EMISSIONS, "name_beneficiary")
        .signer(authority)
        .reads(emission())
        .writes(grant(allocation))
        .key(beneficiary)
        .build()
}

/// `hand_over_grant`.
pub fn hand_over_grant(from: Pubkey, allocation: u8, to: Pubkey) -> Instruction {
    Ix::new(EMISSIONS, "hand_over_grant")
        .signer(from)
        .writes(grant(allocation))
        .key(to)
        .build()
}

/// `accept_grant`.
pub fn accept_grant(pending: Pubkey, allocation: u8) -> Instruction {
    Ix::new(EMISSIONS, "accept_grant")
        .signer(pending)
        .writes(grant(allocation))
        .build()
}

/// `claim_vested` to any account, the beneficiary not signing.
pub fn claim_vested(beneficiary: Pubkey, allocation: u8, destination: Pubkey) -> Instruction {
    Ix::new(EMISSIONS, "claim_vested")
        .reads(beneficiary)
        .reads(emission())
        .writes(grant(allocation))
        .writes(allocation_vault(allocation))
        .writes(destination)
        .reads(TOKEN_PROGRAM)
        .build()
}

/// `set_split`.
pub fn set_split(authority: Pubkey, stakers_bps: u16, cpu_bps: u16) -> Instruction {
    Ix::new(EMISSIONS, "set_split")
        .signer(authority)
        .writes(emission())
        .u16(stakers_bps)
        .u16(cpu_bps)
        .build()
}

/// `set_authority`.
pub fn set_authority(authority: Pubkey, new_authority: Pubkey) -> Instruction {
    Ix::new(EMISSIONS, "set_authority")
        .signer(authority)
        .writes(emission())
        .key(new_authority)
        .build()
}

/// `accept_authority`.
pub fn accept_authority(pending: Pubkey) -> Instruction {
    Ix::new(EMISSIONS, "accept_authority")
        .signer(pending)
        .writes(emission())
        .build()
}

/// `accrue`.
pub fn accrue(mint: Pubkey) -> Instruction {
    Ix::new(EMISSIONS, "accrue")
        .writes(emission())
        .writes(mint)
        .writes(supplier_vault())
        .writes(reserve_vault())
        .writes(reward_vault())
        .reads(TOKEN_PROGRAM)
        .build()
}

/// `claim` into the wallet's associated account.
pub fn claim(
    payer: Pubkey,
    wallet: Pubkey,
    mint: &Pubkey,
    epoch: u64,
    index: u32,
    cumulative: u64,
    proof: &[u8],
) -> Instruction {
    Ix::new(EMISSIONS, "claim")
        .payer(payer)
        .reads(wallet)
        .writes(emission())
        .reads(epoch_record(epoch))
        .writes(claim_account(&wallet))
        .writes(supplier_vault())
        .writes(associated(&wallet, mint))
        .reads(TOKEN_PROGRAM)
        .reads(SYSTEM_PROGRAM)
        .u32(index)
        .u64(cumulative)
        .bytes(proof)
        .build()
}

/// One of the instructions by which IO is burned or redeemed: `burn_fees`, `burn_for_iosd`,
/// `redeem`.
pub fn count_tokens(
    name: &str,
    authority: Pubkey,
    mint: Pubkey,
    tokens: Pubkey,
    amount: u64,
) -> Instruction {
    Ix::new(EMISSIONS, name)
        .signer(authority)
        .writes(emission())
        .writes(mint)
        .writes(tokens)
        .reads(TOKEN_PROGRAM)
        .u64(amount)
        .build()
}

/// `assert_conservation`: emission, IO mint, supplier and reserve vault, allocation vaults, grants, oracle,
/// pool, stake and reward vault, iosd, IOSD mint, IO and IOSD vault.
pub fn assert_conservation(mint: Pubkey) -> Instruction {
    let mut instruction = Ix::new(EMISSIONS, "assert_conservation")
        .reads(emission())
        .reads(mint)
        .reads(supplier_vault())
        .reads(reserve_vault());
    for allocation in 0..3 {
        instruction = instruction.reads(allocation_vault(allocation));
    }
    for allocation in 0..3 {
        instruction = instruction.reads(grant(allocation));
    }
    instruction
        .reads(pda(&[b"oracle"], &ORACLE))
        .reads(crate::staking::pool())
        .reads(crate::staking::stake_vault())
        .reads(reward_vault())
        .reads(crate::iosd::iosd())
        .reads(crate::iosd::iosd_mint())
        .reads(crate::iosd::io_vault())
        .reads(crate::iosd::iosd_vault())
        .build()
}

/// The emission's figures, IO base units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmissionView {
    pub accrued_epoch: u64,
    pub emitted: u64,
    pub stakers_total: u64,
    pub gpu_total: u64,
    pub cpu_total: u64,
    pub claimed_total: u64,
    pub burned_for_iosd: u64,
    pub redeemed: u64,
    pub fees_burned: u64,
}

/// How `oracle` leaves an epoch's record; the rest of the record is zero.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// 0 empty, 1 open, 2 sealed, 3 void.
    pub status: u8,
    pub epoch: u64,
    pub root: Node,
    pub n_leaves: u32,
    pub final_ts: i64,
}

/// Bytes of an `EpochRecord` account.
const RECORD_LEN: usize = 8 + 3_088;

impl World {
    /// Initializes `emissions` with the default parameters.
    pub fn initialize_emissions(&mut self) {
        let authority = self.authority.insecure_clone();
        let instruction = initialize(
            authority.pubkey(),
            self.io_mint,
            GENESIS_TS,
            EPOCH_S,
            STAKERS_BPS,
            CPU_BPS,
        );
        assert_sent(self.send(&[instruction], &[&authority]));
    }

    /// Cranks `accrue`, as anyone.
    pub fn accrue(&mut self) {
        let authority = self.authority.insecure_clone();
        let instruction = accrue(self.io_mint);
        assert_sent(self.send(&[instruction], &[&authority]));
    }

    /// The emission's figures.
    pub fn emission(&self) -> EmissionView {
        let data = self.data(&emission());
        EmissionView {
            accrued_epoch: read_u64(&data, 8 + 256),
            emitted: read_u64(&data, 8 + 264),
            stakers_total: read_u64(&data, 8 + 272),
            gpu_total: read_u64(&data, 8 + 280),
            cpu_total: read_u64(&data, 8 + 288),
            claimed_total: read_u64(&data, 8 + 296),
            burned_for_iosd: read_u64(&data, 8 + 304),
            redeemed: read_u64(&data, 8 + 312),
            fees_burned: read_u64(&data, 8 + 320),
        }
    }

    /// Base units a wallet has claimed.
    pub fn claimed(&self, wallet: &Pubkey) -> u64 {
        self.svm
            .get_account(&claim_account(wallet))
            .map_or(0, |a| read_u64(&a.data, 8 + 40))
    }

    /// Writes an epoch's record as `oracle` would leave it.
    pub fn put_record(&mut self, record: &Record) {
        let mut data = vec![0u8; RECORD_LEN];
        data[..8].copy_from_slice(&discriminator("account", "EpochRecord"));
        let body = &mut data[8..];
        body[0] = 1;
        body[2] = record.status;
        body[8..16].copy_from_slice(&record.epoch.to_le_bytes());
        body[2760..2768].copy_from_slice(&record.epoch.to_le_bytes());
        body[2800..2832].copy_from_slice(&record.root.hash);
        body[2832..2840].copy_from_slice(&record.root.sum.to_le_bytes());
        body[2840..2844].copy_from_slice(&record.n_leaves.to_le_bytes());
        body[2952..2960].copy_from_slice(&record.final_ts.to_le_bytes());
        self.put_account(epoch_record(record.epoch), ORACLE, data);
    }
}
