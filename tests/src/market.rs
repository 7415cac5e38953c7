//! `market`: its instructions, a round as tests read it, and a world that holds rounds.

pub mod errors;

use crate::{
    escrow::*,
    instruction::Ix,
    oracle::{address::SLOT_HASHES, slots},
    send::{Outcome, assert_sent},
    staking::{pool, position},
    token::{read_key, read_u64},
    world::{EPOCH_S, GENESIS_TS, MARKET, STAKING, SYSTEM_PROGRAM, World, pda},
};
use io_core::{
    hash::{HostSha256, Sha256},
    matching::{Offer, Order as Wanted, assign},
};
use solana_account::Account;
use solana_clock::Clock;
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::{Pubkey, pubkey};
use solana_signer::Signer;

/// A window, the time to draw, and how long a job waits for rounds, seconds.
pub const ROUNDS: [u32; 3] = [600, 120, 7_200];
/// Most devices and jobs of a round.
pub const MOST: [usize; 2] = [64, 32];
const DEVICES_AT: usize = 8 + 104;
const DEVICE_LEN: usize = 80;
const JOBS_AT: usize = DEVICES_AT + MOST[0] * DEVICE_LEN;
const JOB_LEN: usize = 104;

/// PDA that signs for stake to be held.
pub fn market() -> Pubkey {
    pda(&[b"market"], &MARKET)
}

/// PDA of a class's round.
pub fn round(class: u8, opens_ts: i64) -> Pubkey {
    pda(&[b"round", &[class], &opens_ts.to_le_bytes()], &MARKET)
}

/// Opening of the round of the window at `now_ts`, where rounds are [`ROUNDS`].
pub fn opening(now_ts: i64) -> i64 {
    let [window, draw, _] = ROUNDS.map(i64::from);
    now_ts - (now_ts - GENESIS_TS).rem_euclid(window) + draw
}

/// `open_round`: accounts payer, escrow, round, system program.
pub fn open_round(payer: &Pubkey, class: u8, opens_ts: i64) -> Instruction {
    Ix::new(MARKET, "open_round")
        .payer(*payer)
        .reads(escrow())
        .writes(round(class, opens_ts))
        .reads(SYSTEM_PROGRAM)
        .u8(class)
        .i64(opens_ts)
        .build()
}

/// `enter_device`: accounts supplier, market, round, device, device stake, hire, pool, classes, staking program.
pub fn enter_device(
    round: &Pubkey,
    host: &Host,
    min_rates: [u64; 3],
    most_hours: u32,
) -> Instruction {
    let ix = Ix::new(MARKET, "enter_device")
        .signer(host.key())
        .reads(market())
        .writes(*round)
        .reads(host.device)
        .writes(host.stake)
        .reads(hire(&host.device))
        .reads(pool())
        .reads(oracle_account("classes"))
        .reads(STAKING);
    min_rates
        .iter()
        .fold(ix, |ix, rate| ix.u64(*rate))
        .u32(most_hours)
        .build()
}

/// `enter_job` by anyone: accounts round, job, position, the program for no renter.
pub fn enter_job(round: &Pubkey, job: &Pubkey, renter: &Pubkey) -> Instruction {
    Ix::new(MARKET, "enter_job")
        .writes(*round)
        .reads(*job)
        .reads(position(renter))
        .reads(MARKET)
        .build()
}

/// `enter_job` by the renter, who names the job so.
pub fn name_job(round: &Pubkey, job: &Pubkey, renter: &Pubkey) -> Instruction {
    let mut instruction = enter_job(round, job, renter);
    instruction.accounts[3] = AccountMeta::new_readonly(*renter, true);
    instruction
}

/// `draw`: accounts round, SlotHashes.
pub fn draw(round: &Pubkey) -> Instruction {
    Ix::new(MARKET, "draw")
        .writes(*round)
        .reads(SLOT_HASHES)
        .build()
}

/// `close_round`: accounts round, payer.
pub fn close_round(round: &Pubkey, payer: &Pubkey) -> Instruction {
    Ix::new(MARKET, "close_round")
        .writes(*round)
        .writes(*payer)
        .build()
}

/// `accept` of a device that was drawn, sent by `payer`; its arguments count for nothing.
pub fn accept_drawn(
    world: &World,
    round: &Pubkey,
    job: &Pubkey,
    host: &Host,
    payer: &Pubkey,
) -> Instruction {
    let mut instruction = accept_for(world, job, host, u64::MAX, 0);
    instruction.accounts[0].pubkey = *payer;
    instruction.accounts[13].pubkey = *round;
    instruction
}

/// A round as tests read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundView {
    pub address: Pubkey,
    pub drawn: bool,
    pub payer: Pubkey,
    pub opens_ts: i64,
    pub closes_ts: i64,
    pub ends_ts: i64,
    pub armed_slot: u64,
    pub seed: [u8; 32],
    /// With the address and the number of the job.
    pub devices: Vec<(Pubkey, Offer, u8)>,
    pub jobs: Vec<Wanted>,
}

/// Reads a round; none when it is closed.
pub fn read_round(world: &World, round: &Pubkey) -> Option<RoundView> {
    let data = world
        .svm
        .get_account(round)
        .filter(|a| a.lamports > 0)?
        .data;
    assert_eq!(data.len(), JOBS_AT + MOST[1] * JOB_LEN);
    let ts = |at: usize| read_u64(&data, 8 + at).cast_signed();
    Some(RoundView {
        address: *round,
        drawn: data[8 + 5] == 1,
        payer: read_key(&data, 8 + 8),
        opens_ts: ts(40),
        closes_ts: ts(48),
        ends_ts: ts(56),
        armed_slot: read_u64(&data, 8 + 64),
        seed: data[80..112].try_into().expect("32 bytes"),
        devices: (0..usize::from(data[8 + 3]))
            .map(|number| device_entry(&data[DEVICES_AT + number * DEVICE_LEN..]))
            .collect(),
        jobs: (0..usize::from(data[8 + 4]))
            .map(|number| job_entry(&data[JOBS_AT + number * JOB_LEN..]))
            .collect(),
    })
}

fn device_entry(entry: &[u8]) -> (Pubkey, Offer, u8) {
    let offer = Offer {
        stake: read_u64(entry, 32),
        min_rates: [40, 48, 56].map(|at| read_u64(entry, at)),
        most_hours: u32::from_le_bytes(entry[64..68].try_into().expect("4 bytes")),
        gpus: u16::from_le_bytes(entry[72..74].try_into().expect("2 bytes")),
        tier: entry[74],
        region: entry[75],
    };
    (read_key(entry, 0), offer, entry[76])
}

fn job_entry(entry: &[u8]) -> Wanted {
    Wanted {
        key: entry[..32].try_into().expect("32 bytes"),
        priority: read_u64(entry, 72),
        rate: read_u64(entry, 80),
        hours: u32::from_le_bytes(entry[88..92].try_into().expect("4 bytes")),
        gpus: u16::from_le_bytes(entry[92..94].try_into().expect("2 bytes")),
        tier: entry[94],
        region: entry[95],
        payment: entry[96],
    }
}

impl RoundView {
    /// The job of each device by `io_core`, from what was entered and the hash of `slot` alone.
    pub fn recomputed(&self, slot: u64) -> Vec<u8> {
        let hash = slots::hash_of(slot);
        let parts = [
            &b"io-match/1"[..],
            MARKET.as_ref(),
            self.address.as_ref(),
            &hash,
        ];
        let seed = HostSha256::hash_parts(&parts);
        assert_eq!(seed, self.seed);
        let offers: Vec<Offer> = self.devices.iter().map(|(_, offer, _)| *offer).collect();
        let mut all = [0; 64];
        assign::<HostSha256>(&(&offers[..], &self.jobs[..]), &seed, &mut all).expect("it fits");
        all[..offers.len()].to_vec()
    }

    /// The job that `device` was drawn for.
    pub fn job_of(&self, device: &Pubkey) -> Option<Pubkey> {
        let (_, _, job) = self.devices.iter().find(|(key, _, _)| key == device)?;
        let job = self.jobs.get(usize::from(*job))?;
        Some(Pubkey::new_from_array(job.key))
    }
}

impl World {
    /// As [`World::with_escrow`], with [`ROUNDS`] in force from now on, at the start of an epoch.
    pub fn with_rounds() -> Self {
        let mut world = Self::with_escrow();
        world.set_rounds(ROUNDS);
        world.warp(i64::from(EPOCH_S) - (world.now() - GENESIS_TS) % i64::from(EPOCH_S));
        world.put_board([PRICE; 7]);
        world
    }

    /// Sets the times of rounds from the next epoch on.
    pub fn set_rounds(&mut self, rounds: [u32; 3]) -> u64 {
        let authority = self.authority.insecure_clone();
        let fees = Fees {
            reservation_bps: 25,
            payment_bps: 0,
            burn_bps: 5_000,
            usdc_payment_bps: 200,
            treasury: treasury(),
        };
        let times = [OPEN_TIMEOUT_S, MATCHED_TIMEOUT_S, EXPIRY_GRACE_S];
        let instruction = set_params_with(&authority.pubkey(), &fees, times, rounds);
        assert_sent(self.send(&[instruction], &[&authority])).units
    }

    /// Moves the clock to `ts`, prices landed then, with SlotHashes of the slot.
    pub fn at_time(&mut self, ts: i64) {
        self.warp(ts - self.now());
        self.put_board([PRICE; 7]);
        self.fill_slot_hashes();
    }

    /// Writes SlotHashes as of the present slot, none skipped.
    pub fn fill_slot_hashes(&mut self) {
        let slot = self.svm.get_sysvar::<Clock>().slot;
        let sysvar = Account {
            lamports: 1_000_000_000,
            data: slots::sysvar(slot, |_| false),
            owner: pubkey!("Sysvar1111111111111111111111111111111111111"),
            ..Account::default()
        };
        let written = self.svm.set_account(SLOT_HASHES, sysvar);
        written.expect("the sysvar is written");
    }

    /// A round of [`CLASS`] in the present window, opened as entries begin; and who paid for it.
    pub fn opened_round(&mut self) -> (Pubkey, solana_keypair::Keypair) {
        let payer = self.wallet();
        let opens_ts = opening(self.now());
        if self.now() < opens_ts {
            self.at_time(opens_ts);
        }
        let open = open_round(&payer.pubkey(), CLASS, opens_ts);
        assert_sent(self.send(&[open], &[&payer]));
        (round(CLASS, opens_ts), payer)
    }

    /// Opts `host` in at one base unit of any token and for as long as anyone likes.
    pub fn opt_in(&mut self, round: &Pubkey, host: &Host) -> Outcome {
        self.send(
            &[enter_device(round, host, [1; 3], u32::MAX)],
            &[&host.supplier],
        )
    }

    /// Closes the entries of `round`, arms it and draws it.
    pub fn drawn_round(&mut self, round: &Pubkey) -> RoundView {
        let view = read_round(self, round).expect("it is open");
        self.at_time(view.closes_ts);
        assert_sent(self.crank(draw(round)));
        self.at_time(view.closes_ts + 14);
        assert_sent(self.crank(draw(round)));
        let view = read_round(self, round).expect("it is open");
        assert!(view.drawn);
        view
    }

    /// Writes `amount` of delegated stake for a wallet.
    pub fn give_position(&mut self, owner: &Pubkey, amount: u64) {
        let mut data = vec![0u8; 8 + 168];
        data[..8].copy_from_slice(&crate::instruction::discriminator("account", "Position"));
        data[8] = 1;
        data[16..48].copy_from_slice(owner.as_ref());
        data[48..56].copy_from_slice(&amount.to_le_bytes());
        self.put_account(position(owner), STAKING, data);
    }
}
