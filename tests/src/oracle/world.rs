//! A chain with the `oracle` program initialized, an emission account and operators.
use super::accounts::{Bytes, Record};
use super::address::*;
use super::instructions::{self as ix, Class, Params, Rules, Settlement};
use super::slots;
use crate::send::{Outcome, Refused, Sent, assert_error, assert_sent};
use crate::world::{EMISSIONS, EPOCH_S, GENESIS_TS, World};
use sha2::{Digest, Sha256};
use solana_account::Account;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_message::Message;
use solana_pubkey::{Pubkey, pubkey};
use solana_signer::Signer;
use solana_transaction::Transaction;

/// Bond of one operator: 60,000 IO.
pub const BOND: u64 = 6_000_000_000_000;

/// Bond of a challenger: 500 IO.
pub const CHALLENGE_BOND: u64 = 50_000_000_000;

/// The guardian's key.
pub fn guardian() -> Keypair {
    Keypair::new_from_array([9; 32])
}

/// An operator: its wallet and its hot key.
pub struct OperatorKeys {
    pub wallet: Keypair,
    pub key: Keypair,
}

/// [`World`] with what the oracle's tests keep at hand.
pub struct OracleWorld {
    pub chain: World,
    pub operators: Vec<OperatorKeys>,
    /// Pays for simulations, so that nobody who must sign does so by paying.
    sponsor: Keypair,
    skipped: fn(u64) -> bool,
}

impl Clone for OracleWorld {
    fn clone(&self) -> Self {
        let operators = self.operators.iter().map(|operator| OperatorKeys {
            wallet: operator.wallet.insecure_clone(),
            key: operator.key.insecure_clone(),
        });
        Self {
            chain: self.chain.clone(),
            operators: operators.collect(),
            sponsor: self.sponsor.insecure_clone(),
            skipped: self.skipped,
        }
    }
}

/// The parameters of a mainnet-like genesis.
pub fn params() -> Params {
    Params {
        genesis_ts: GENESIS_TS,
        epoch_length_s: EPOCH_S,
        bond: BOND,
        unbonding_s: 3_888_000,
        challenge_window_s: 7_200,
        summary_window_s: 60,
        price_max_age_s: 120,
        ema_half_life_s: 3_600,
        ring_spacing_s: 15,
        arm_slots: 32,
        candidate_spacing_slots: 900,
        commit_deadline_slots: 60,
        beacon_gap_slots: 32,
        beacon_spacing_slots: 8,
        response_slots: 150,
        candidate_threshold: 26,
        guardian: guardian().pubkey(),
        challenge_bond: CHALLENGE_BOND,
    }
}

/// What `set_params` may change of them.
pub fn rules() -> Rules {
    let genesis = params();
    Rules {
        bond: genesis.bond,
        challenge_bond: genesis.challenge_bond,
        challenge_window_s: genesis.challenge_window_s,
        summary_window_s: genesis.summary_window_s,
        price_max_age_s: genesis.price_max_age_s,
        ema_half_life_s: genesis.ema_half_life_s,
    }
}

impl OracleWorld {
    /// Nothing is initialized.
    pub fn new() -> Self {
        let mut world = Self::over(World::new());
        world.set_emission(GENESIS_TS, EPOCH_S);
        world
    }

    /// Around `chain` as it stands, with the SlotHashes of its slot.
    pub fn over(mut chain: World) -> Self {
        let mut world = Self {
            sponsor: chain.wallet(),
            chain,
            operators: Vec::new(),
            skipped: |_| false,
        };
        let (slot, now) = (world.slot(), world.now());
        world.set_time(slot, now);
        world
    }

    /// Initialized, with one live class and no operators.
    pub fn initialized() -> Self {
        let mut world = Self::new();
        let authority = world.authority();
        let by = authority.pubkey();
        let mint = world.chain.io_mint;
        world.must(&ix::initialize(&by, mint, &params()), &[&authority]);
        world.must(&ix::initialize_prices(&by), &[&authority]);
        world.must(&ix::set_class(&by, 0, &Class::test()), &[&authority]);
        world
    }

    /// Initialized, with one operator for each of `bonds`.
    pub fn with_bonds(bonds: &[u64]) -> Self {
        let mut world = Self::initialized();
        for bond in bonds {
            world.join(*bond);
        }
        world
    }

    /// Adds an operator with `bond` and returns its seat.
    pub fn join(&mut self, bond: u64) -> usize {
        let keys = OperatorKeys {
            wallet: self.chain.wallet(),
            key: self.chain.wallet(),
        };
        let (wallet, key) = (keys.wallet.pubkey(), keys.key.pubkey());
        let authority = self.authority();
        let add = ix::add_operator(&authority.pubkey(), &wallet, &key, "http://127.0.0.1:8600");
        self.must(&add, &[&authority]);
        if bond > 0 {
            let source = self.chain.give_io(&wallet, bond);
            self.must(&ix::bond(&wallet, source, bond), &[&keys.wallet]);
        }
        self.operators.push(keys);
        self.operators.len() - 1
    }

    pub fn authority(&self) -> Keypair {
        self.chain.authority.insecure_clone()
    }

    pub fn key(&self, seat: usize) -> Keypair {
        self.operators[seat].key.insecure_clone()
    }

    pub fn wallet(&self, seat: usize) -> Keypair {
        self.operators[seat].wallet.insecure_clone()
    }

    pub fn slot(&self) -> u64 {
        self.chain.svm.get_sysvar::<solana_clock::Clock>().slot
    }

    pub fn now(&self) -> i64 {
        self.chain.now()
    }

    /// Start of `epoch`, unix seconds.
    pub fn start_of(&self, epoch: u64) -> i64 {
        GENESIS_TS + i64::from(EPOCH_S) * (epoch as i64 - 1)
    }

    /// Slots for which `skipped` holds have no block, now and before.
    pub fn skip_slots(&mut self, skipped: fn(u64) -> bool) {
        self.skipped = skipped;
        self.set_time(self.slot(), self.now());
    }

    /// Sets the clock and fills SlotHashes as of `slot`.
    pub fn set_time(&mut self, slot: u64, now: i64) {
        self.chain.set_clock(now, slot);
        let sysvar = Account {
            lamports: 1_000_000_000,
            data: slots::sysvar(slot, self.skipped),
            owner: pubkey!("Sysvar1111111111111111111111111111111111111"),
            ..Account::default()
        };
        self.chain
            .svm
            .set_account(SLOT_HASHES, sysvar)
            .expect("the sysvar is written");
    }

    /// Moves the clock to `now`, at 400 ms a slot.
    pub fn go_to(&mut self, now: i64) {
        let slots = (now - self.now()).max(0) as u64 * 10 / 4;
        self.set_time(self.slot() + slots.max(1), now);
    }

    /// Moves the chain to `slot`, at 400 ms a slot.
    pub fn go_to_slot(&mut self, slot: u64) {
        let seconds = (slot - self.slot()) * 4 / 10;
        self.set_time(slot, self.now() + seconds as i64);
    }

    /// Opens `epoch` at its start.
    pub fn open(&mut self, epoch: u64) -> Sent {
        if self.now() < self.start_of(epoch) {
            self.go_to(self.start_of(epoch));
        }
        let payer = self.authority();
        self.must(&ix::open_epoch(&payer.pubkey(), epoch), &[&payer])
    }

    /// Draws the open epoch's challenge and returns s0: at the first candidate that passes.
    pub fn draw(&mut self, epoch: u64) -> u64 {
        for candidate in 0..10 {
            let due = self.record(epoch).opened_slot() + 32 + 900 * candidate;
            if self.slot() > due + 10 {
                continue;
            }
            self.go_to_slot(due + 10);
            self.must(&ix::capture_challenge(epoch), &[]);
            let s0 = self.record(epoch).s0();
            if s0 > 0 {
                return s0;
            }
        }
        panic!("the tenth candidate is forced");
    }

    /// Moves to the moment from which votes on `epoch` are taken.
    pub fn go_to_vote(&mut self, epoch: u64) {
        self.go_to(self.start_of(epoch + 1) + i64::from(params().summary_window_s));
    }

    pub fn vote(&mut self, seat: usize, settlement: &Settlement) -> Outcome {
        let key = self.key(seat);
        self.send(&ix::vote(&key.pubkey(), settlement), &[&key])
    }

    pub fn post(&mut self, seat: usize, values: &[(u8, u64)]) -> Outcome {
        let key = self.key(seat);
        self.send(&ix::post_prices(&key.pubkey(), values), &[&key])
    }

    pub fn bytes(&self, address: &Pubkey) -> Bytes {
        Bytes(self.chain.data(address))
    }

    pub fn oracle(&self) -> Bytes {
        self.bytes(&singleton("oracle"))
    }

    pub fn record(&self, epoch: u64) -> Record {
        Record(self.bytes(&epoch_record(epoch)))
    }

    /// A settlement of `epoch` that builds on what is sealed.
    pub fn settlement(&self, epoch: u64, rewards_sum: u64, mark: u8) -> Settlement {
        let oracle = self.oracle();
        Settlement {
            epoch,
            prev_root: oracle.hash(292),
            rewards_root: [mark; 32],
            rewards_sum,
            n_leaves: oracle.u32(332).max(1),
            usage_root: [1; 32],
            verdict_root: [2; 32],
            report_hash: [3; 32],
        }
    }

    /// Sends one instruction; the authority pays where nobody else signs.
    pub fn send(&mut self, instruction: &Instruction, signers: &[&Keypair]) -> Outcome {
        let authority = self.authority();
        let signers = if signers.is_empty() {
            &[&authority]
        } else {
            signers
        };
        self.chain.send(std::slice::from_ref(instruction), signers)
    }

    /// As [`Self::send`], changing nothing, paid by someone who has no part in it.
    pub fn simulate(&mut self, instruction: &Instruction, signers: &[&Keypair]) -> Outcome {
        let mut all: Vec<&Keypair> = vec![&self.sponsor];
        all.extend(signers);
        let payer = self.sponsor.pubkey();
        let message = Message::new(std::slice::from_ref(instruction), Some(&payer));
        let svm = &self.chain.svm;
        let transaction = Transaction::new(&all, message, svm.latest_blockhash());
        match svm.simulate_transaction(transaction) {
            Ok(info) => Ok(Sent {
                units: info.meta.compute_units_consumed,
                logs: info.meta.logs,
                bytes: 0,
            }),
            Err(failed) => Err(Refused {
                error: failed.err,
                logs: failed.meta.logs,
            }),
        }
    }

    /// Sends and expects success.
    #[track_caller]
    pub fn must(&mut self, instruction: &Instruction, signers: &[&Keypair]) -> Sent {
        assert_sent(self.send(instruction, signers))
    }

    /// Sends and expects the program's error `code`.
    #[track_caller]
    pub fn must_fail(&mut self, instruction: &Instruction, signers: &[&Keypair], code: u32) {
        assert_error(&self.send(instruction, signers), code);
    }

    /// The fields of `emissions`' account that `oracle` reads: 20% to stakers, 5% of the rest to
    /// CPUs.
    pub fn set_emission(&mut self, genesis_ts: i64, epoch_length_s: u32) {
        let mut data = vec![0; 400];
        data[..8].copy_from_slice(&Sha256::digest("account:Emission")[..8]);
        data[48..50].copy_from_slice(&2_000u16.to_le_bytes());
        data[50..52].copy_from_slice(&500u16.to_le_bytes());
        data[56..64].copy_from_slice(&genesis_ts.to_le_bytes());
        data[64..68].copy_from_slice(&epoch_length_s.to_le_bytes());
        self.chain.put_account(emission(), EMISSIONS, data);
    }
}

impl Default for OracleWorld {
    fn default() -> Self {
        Self::new()
    }
}
