//! The programs at work together, set up by their own instructions alone: a genesis, bonded
//! operators who post prices and vote, stakers, suppliers with staked and offered devices, renters who
//! burned IO for their IOSD, a job that runs, hours that are sealed.
//!
//! Each stage is played once and then copied. What the programs do not do is written as bytes: SOL, the
//! IO mint, empty token accounts, the clock and SlotHashes.

mod genesis;
mod hours;
mod market;

pub use hours::{FIRST_HOUR_S, Share};
pub use market::{GPUS, IO_PRICE, JOB, NONCE, ORDER, RATE_PRICE, STAKE};

use crate::{
    escrow::{Host, Usage},
    instruction::Ix,
    iosd::iosd_mint,
    oracle::OracleWorld,
    send::{Outcome, Refused, Sent, assert_sent},
    token::{TOKEN_PROGRAM, associated, read_u64},
    world::World,
};
use io_core::{merkle, merkle_sum};
use solana_account::ReadableAccount;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_message::Message;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_transaction::Transaction;
use std::{
    collections::BTreeMap,
    ops::{Deref, DerefMut},
};

/// One IO, base units.
pub const IO: u64 = 100_000_000;

/// The chain, and everybody and everything on it by name.
pub struct City {
    world: OracleWorld,
    people: BTreeMap<String, Keypair>,
    places: BTreeMap<String, Pubkey>,
    rewards: BTreeMap<u64, merkle_sum::Tree>,
    usage: BTreeMap<u64, (merkle::Tree, Vec<Share>)>,
    ahead: Vec<Instruction>,
}

impl Clone for City {
    fn clone(&self) -> Self {
        let people = self.people.iter();
        Self {
            world: self.world.clone(),
            people: people
                .map(|(name, key)| (name.clone(), key.insecure_clone()))
                .collect(),
            places: self.places.clone(),
            rewards: self.rewards.clone(),
            usage: self.usage.clone(),
            ahead: self.ahead.clone(),
        }
    }
}

impl Deref for City {
    type Target = OracleWorld;

    fn deref(&self) -> &OracleWorld {
        &self.world
    }
}

impl DerefMut for City {
    fn deref_mut(&mut self) -> &mut OracleWorld {
        &mut self.world
    }
}

impl City {
    /// Programs and the IO mint; nothing is initialized.
    pub fn bare() -> Self {
        Self::around(OracleWorld::over(World::new()))
    }

    /// Around a chain on which others have lived.
    pub fn around(world: OracleWorld) -> Self {
        let mut city = Self {
            people: BTreeMap::from([("authority".to_owned(), world.authority())]),
            world,
            places: BTreeMap::new(),
            rewards: BTreeMap::new(),
            usage: BTreeMap::new(),
            ahead: Vec::new(),
        };
        city.name_places();
        for name in ["sponsor", "mallory"] {
            city.person(name);
        }
        let guardian = crate::oracle::world::guardian();
        city.chain.fund(&guardian.pubkey());
        city.enlist("guardian", guardian);
        city
    }

    /// A new wallet with SOL and two empty token accounts, `NAME.io` and `NAME.iosd`.
    pub fn person(&mut self, name: &str) -> Pubkey {
        let key = self.chain.wallet();
        self.enlist(name, key)
    }

    /// Makes whoever holds `key` somebody of the city.
    pub fn enlist(&mut self, name: &str, key: Keypair) -> Pubkey {
        let address = key.pubkey();
        self.people.insert(name.to_owned(), key);
        self.name(name, address);
        for (suffix, mint) in [("io", self.chain.io_mint), ("iosd", iosd_mint())] {
            let account = associated(&address, &mint);
            self.chain.put_token_account(account, mint, address);
            self.name(&format!("{name}.{suffix}"), account);
        }
        address
    }

    /// Names an address.
    pub fn name(&mut self, name: &str, address: Pubkey) {
        self.places.insert(name.to_owned(), address);
    }

    /// The address of this name.
    #[track_caller]
    pub fn at(&self, name: &str) -> Pubkey {
        let known = || self.places.keys().cloned().collect::<Vec<_>>().join(", ");
        let place = self.places.get(name).copied();
        place.unwrap_or_else(|| panic!("nothing is called {name}; there are {}", known()))
    }

    /// Every place, with its name.
    pub fn places(&self) -> impl Iterator<Item = (&str, Pubkey)> {
        self.places.iter().map(|(name, at)| (name.as_str(), *at))
    }

    /// Whether somebody of this name signs.
    pub fn is_person(&self, name: &str) -> bool {
        self.people.contains_key(name)
    }

    /// The keys of a person.
    #[track_caller]
    pub fn keys(&self, name: &str) -> Keypair {
        let known = self.people.get(name);
        known
            .unwrap_or_else(|| panic!("nobody is called {name}"))
            .insecure_clone()
    }

    /// The clock moves on.
    pub fn wait(&mut self, seconds: i64) {
        let then = self.now() + seconds;
        self.go_to(then);
    }

    /// Sends `instruction`, signed by whoever it names, in a block of its own; the sponsor pays.
    pub fn send(&mut self, instruction: &Instruction) -> Outcome {
        self.chain.svm.expire_blockhash();
        self.deliver(std::slice::from_ref(instruction))
    }

    /// Sends and expects success.
    #[track_caller]
    pub fn act(&mut self, instruction: &Instruction) -> Sent {
        assert_sent(self.send(instruction))
    }

    /// One transaction of `instructions` on the last block's hash: nothing changes but by them.
    pub fn deliver(&mut self, instructions: &[Instruction]) -> Outcome {
        let (transaction, bytes) = self.signed(instructions);
        match self.world.chain.svm.send_transaction(transaction) {
            Ok(meta) => Ok(Sent {
                units: meta.compute_units_consumed,
                logs: meta.logs,
                bytes,
            }),
            Err(failed) => Err(Refused {
                error: failed.err,
                logs: failed.meta.logs,
            }),
        }
    }

    /// From now on every transaction begins with `instructions`, such as one that verifies a signature.
    pub fn begin_with(&mut self, instructions: Vec<Instruction>) {
        self.ahead = instructions;
    }

    /// Whether `instruction` would land; changes nothing.
    pub fn would_land(&self, instruction: &Instruction) -> bool {
        let (transaction, _) = self.signed(std::slice::from_ref(instruction));
        self.chain.svm.simulate_transaction(transaction).is_ok()
    }

    /// Signed by the sponsor, who pays, and by everybody of the city whom it names. A program that
    /// signs by its address has no keys: see [`City::take_word_for_programs`].
    fn signed(&self, instructions: &[Instruction]) -> (Transaction, usize) {
        let sponsor = self.keys("sponsor");
        let all = [&self.ahead[..], instructions].concat();
        let message = Message::new(&all, Some(&sponsor.pubkey()));
        let named = usize::from(message.header.num_required_signatures);
        let mut signers = vec![&sponsor];
        for key in &message.account_keys[1..named] {
            match self.people.values().find(|person| person.pubkey() == *key) {
                Some(person) => signers.push(person),
                None => assert!(!key.is_on_curve(), "nobody has the keys of {key}"),
            }
        }
        let mut transaction = Transaction::new_unsigned(message);
        transaction.partial_sign(&signers, self.chain.svm.latest_blockhash());
        let bytes = transaction.message_data().len() + 1 + 64 * named;
        (transaction, bytes)
    }

    /// From now on the chain takes the message's word for who signs, as it does for a program that
    /// calls another: how instructions that only a program may call are played.
    pub fn take_word_for_programs(&mut self) {
        let svm = std::mem::take(&mut self.chain.svm);
        self.chain.svm = svm.with_sigverify(false);
    }

    /// The token program moves `amount` base units.
    #[track_caller]
    pub fn transfer(&mut self, owner: &str, from: &str, to: &str, amount: u64) {
        let transfer = Ix::token(3)
            .writes(self.at(from))
            .writes(self.at(to))
            .signer(self.at(owner))
            .u64(amount);
        self.act(&transfer.build());
    }

    /// The token program closes an empty token account of `owner`.
    #[track_caller]
    pub fn close_token_account(&mut self, owner: &str, account: &str) {
        let close = Ix::token(9)
            .writes(self.at(account))
            .writes(self.at(owner))
            .signer(self.at(owner));
        self.act(&close.build());
    }

    /// Base units in the token account of this name.
    #[track_caller]
    pub fn balance(&self, account: &str) -> u64 {
        self.chain.token_balance(&self.at(account))
    }

    /// Base units of a mint in all its token accounts.
    pub fn total_of(&self, mint: &Pubkey) -> u64 {
        let all = self.chain.svm.accounts_db().inner.values();
        all.filter(|account| *account.owner() == TOKEN_PROGRAM)
            .map(|account| account.data())
            .filter(|data| data.len() == 165 && data[..32] == mint.to_bytes())
            .map(|data| read_u64(data, 64))
            .sum()
    }

    /// A supplier's first device as the lease instructions take it.
    #[track_caller]
    pub fn host(&self, supplier: &str) -> Host {
        Host {
            supplier: self.keys(supplier),
            payee: self.at(&format!("{supplier}.payee")),
            device: self.at(&format!("{supplier}.device")),
            stake: self.at(&format!("{supplier}.stake")),
            gpus: GPUS,
        }
    }

    /// The leaf of the lease of this name in a sealed hour's usage tree, with its path.
    #[track_caller]
    pub fn usage_of(&self, epoch: u64, lease: &str) -> Usage {
        let (tree, shares) = &self.usage[&epoch];
        let place = shares.iter().position(|share| share.of == lease);
        let index = u32::try_from(place.expect("the lease is in the tree")).expect("fits");
        Usage {
            record: crate::oracle::address::epoch_record(epoch),
            index,
            cumulative_s: shares[index as usize].amount,
            first_hour_s: FIRST_HOUR_S,
            proof: tree.proof(index).expect("it is in").concat(),
        }
    }
}

impl Ix {
    /// An instruction of the token program by its tag.
    pub fn token(tag: u8) -> Self {
        Self::bare(TOKEN_PROGRAM).raw(&[tag])
    }
}
