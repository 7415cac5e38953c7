//! A rehearsed upgrade: the walk begins on the binaries of the last release, which are kept with the accounts that
//! they made, and goes on upon today's.
//!
//! `tests/fixtures/upgrade` holds the binaries and `accounts.bin`: every account of theirs after the first half
//! of the walk, as ADDRESS [32] ‖ OWNER [32] ‖ LENGTH u32 LE ‖ DATA in the order of their addresses.

use super::{dice::Dice, drain, draw::Draw, op::Op, walk::Walk};
use crate::world::{PROGRAMS, World, program_data};
use io_client::AccountData;
use solana_account::ReadableAccount;
use std::path::{Path, PathBuf};

/// Transactions before the upgrade, and after it.
pub const HALF: usize = 4_000;
/// Of both halves.
pub const SEED: u64 = 23;

/// Transactions after the first half, at most, until every kind of account is alive.
const UNTIL_ALL_LIVE: usize = 4_000;

macro_rules! kinds_of {
    ($($program:ident: $($kind:ident),+;)+) => {
        /// Every kind of account that a walk makes, by the bytes it begins with.
        pub const KINDS: &[(&str, [u8; 8])] = &[
            $($((stringify!($kind), io_client::$program::accounts::$kind::DISCRIMINATOR),)+)+
        ];
    };
}

kinds_of! {
    emissions: Emission, Grant, Claim;
    staking: Pool, Position, DeviceStake, CoStake, SlashProposal;
    iosd: Iosd, Request;
    escrow: Escrow, Job, Lease, Hire;
    market: Round;
    oracle: Oracle, Operators, Classes, Device, EpochRecord, Commits, PriceBoard, PriceRing;
    disputes: Challenge;
}

/// Where the last release is kept.
pub fn last_release() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/upgrade")
}

/// What a rehearsal came to.
pub struct Rehearsal {
    /// Every account of the programs at the upgrade, as `accounts.bin` keeps them.
    pub accounts: Vec<u8>,
    /// First bytes of every kind of account at the upgrade, and its version, each once.
    pub kinds: Vec<([u8; 8], u8)>,
    /// The same after a network that today's binaries founded has walked as far.
    pub kinds_of_today: Vec<([u8; 8], u8)>,
    /// Transactions with which everybody left in the end.
    pub drained_in: usize,
}

fn accounts(world: &World) -> Vec<(Vec<u8>, Vec<u8>, Vec<u8>)> {
    let mut found: Vec<_> = world
        .svm
        .accounts_db()
        .inner
        .iter()
        .filter(|(_, account)| PROGRAMS.iter().any(|(_, id)| id == account.owner()))
        .map(|(key, account)| {
            let owner = account.owner().to_bytes().to_vec();
            (key.to_bytes().to_vec(), owner, account.data().to_vec())
        })
        .collect();
    found.sort();
    found
}

fn kinds(world: &World) -> Vec<([u8; 8], u8)> {
    let mut kinds: Vec<_> = accounts(world)
        .iter()
        .filter_map(|(_, _, data)| Some((*data.first_chunk()?, *data.get(8)?)))
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// A kind of account that is not alive.
fn missing(world: &World) -> Option<&'static str> {
    let alive = kinds(world);
    let is_alive = |kind: &[u8; 8]| alive.iter().any(|one| one.0 == *kind);
    let dead = KINDS.iter().find(|(_, kind)| !is_alive(kind));
    dead.map(|(name, _)| *name)
}

fn stroll(walk: &mut Walk, draw: &mut Draw, steps: usize) -> Result<(), String> {
    let mut sent = 0;
    while sent < steps {
        let op = draw.next(&walk.model);
        walk.take(&op)
            .map_err(|what| format!("{}: {what}", op.line()))?;
        sent += usize::from(!matches!(op, Op::Wait(_) | Op::Propose { .. }));
    }
    Ok(())
}

/// Walks [`HALF`] transactions on the binaries of `release`, upgrades all programs to those of the build, walks as many
/// more, and has everybody leave.
///
/// # Errors
/// Where model and programs part.
pub fn rehearse(release: &Path) -> Result<Rehearsal, String> {
    let mut walk = Walk::found(release);
    let mut draw = Draw::new(Dice(SEED));
    stroll(&mut walk, &mut draw, HALF)?;
    let mut more = 0;
    while missing(&walk.chain.world).is_some() && more < UNTIL_ALL_LIVE {
        stroll(&mut walk, &mut draw, 1)?;
        more += 1;
    }
    if let Some(kind) = missing(&walk.chain.world) {
        return Err(format!(
            "no {kind} was alive at any time: choose another seed"
        ));
    }
    walk.chain.everything(&walk.model)?;
    let mut bytes = Vec::new();
    for (key, owner, data) in accounts(&walk.chain.world) {
        bytes.extend_from_slice(&key);
        bytes.extend_from_slice(&owner);
        let length = u32::try_from(data.len()).map_err(|_| "an account beyond 4 GB")?;
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(&data);
    }
    let kinds_before = kinds(&walk.chain.world);
    by_the_loader(&mut walk)?;
    // Nothing has to be migrated: what the old binaries wrote, the new ones read.
    walk.chain.everything(&walk.model)?;
    stroll(&mut walk, &mut draw, HALF)?;
    let kinds_of_today = kinds_of_a_walk_of_today()?;
    let drained_in = drain::everybody_leaves(&mut walk)?;
    Ok(Rehearsal {
        accounts: bytes,
        kinds: kinds_before,
        kinds_of_today,
        drained_in,
    })
}

/// Every program of the last release gets today's binary, as on a cluster: written into a buffer, and put in its place
/// by the upgrade authority alone.
fn by_the_loader(walk: &mut Walk) -> Result<(), String> {
    let folder = crate::world::deploy_folder();
    let mut buffers = Vec::new();
    for (name, id) in PROGRAMS {
        let file = folder.join(format!("{name}.so"));
        let binary =
            std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let world = &mut walk.chain.world;
        if world.svm.get_account(&id).is_none() {
            // It was not in the last release.
            world.load(&file, id);
            continue;
        }
        let buffer = world.write_buffer(&binary);
        world.make_room(&id, binary.len());
        buffers.push((id, buffer, binary));
    }
    // What has just been given room cannot be upgraded in the same slot.
    walk.take(&Op::Wait(60))?;
    for (id, buffer, binary) in buffers {
        let world = &mut walk.chain.world;
        let (authority, stranger) = (world.authority.insecure_clone(), world.wallet());
        if world.upgrade_from(&id, &buffer, &stranger).is_ok() {
            return Err(format!("anybody upgrades {id}"));
        }
        let upgraded = world.upgrade_from(&id, &buffer, &authority);
        upgraded
            .map_err(|refused| format!("{id}: {:?}\n{}", refused.error, refused.logs.join("\n")))?;
        let data = world.data(&program_data(&id));
        if !data[45..].starts_with(&binary) {
            return Err(format!("{id} is not what was in the buffer"));
        }
    }
    Ok(())
}

/// Kinds and versions that today's binaries write, whatever is alive at the end of the walk.
fn kinds_of_a_walk_of_today() -> Result<Vec<([u8; 8], u8)>, String> {
    let mut walk = Walk::new();
    let mut draw = Draw::new(Dice(SEED));
    let mut seen = Vec::new();
    for stretch in 0..(HALF + UNTIL_ALL_LIVE) / 50 {
        let all = KINDS
            .iter()
            .all(|(_, kind)| seen.iter().any(|one: &([u8; 8], u8)| one.0 == *kind));
        if all && stretch >= HALF / 50 {
            break;
        }
        stroll(&mut walk, &mut draw, 50)?;
        seen.extend(kinds(&walk.chain.world));
        seen.sort_unstable();
        seen.dedup();
    }
    Ok(seen)
}
