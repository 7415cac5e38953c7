//! What lies in the program's accounts.

use super::{iosd, request};
use crate::{
    token::{read_key, read_u64},
    world::World,
};
use solana_pubkey::Pubkey;

/// The program's account as tests read it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Books {
    pub mint_window_used: u64,
    pub redeem_window_used: u64,
    pub burned_io: u64,
    pub minted_iosd: u64,
    pub redeemed_io: u64,
    pub redeemed_iosd: u64,
    pub fees_burned_iosd: u64,
    pub locked_io: u64,
    pub locked_iosd: u64,
    pub next_seq: u64,
    pub head_seq: u64,
}

/// Reads the program's account.
pub fn books(world: &World) -> Books {
    let data = world.data(&iosd());
    let at = |offset: usize| read_u64(&data, 8 + offset);
    Books {
        mint_window_used: at(288),
        redeem_window_used: at(392),
        burned_io: at(312),
        minted_iosd: at(320),
        redeemed_io: at(328),
        redeemed_iosd: at(408),
        fees_burned_iosd: at(416),
        locked_io: at(336),
        locked_iosd: at(344),
        next_seq: at(352),
        head_seq: at(360),
    }
}

/// A request as tests read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requested {
    pub status: u8,
    pub kind: u8,
    pub seq: u64,
    pub owner: Pubkey,
    pub locked: u64,
    pub out: u64,
    pub owed_io: u64,
    pub owed_iosd: u64,
}

/// Reads a request; none when it is closed.
pub fn read_request(world: &World, owner: &Pubkey, nonce: u64) -> Option<Requested> {
    let data = world
        .svm
        .get_account(&request(owner, nonce))
        .filter(|a| a.lamports > 0)?
        .data;
    Some(Requested {
        status: data[10],
        kind: data[11],
        seq: read_u64(&data, 16),
        owner: read_key(&data, 32),
        locked: read_u64(&data, 128),
        out: read_u64(&data, 136),
        owed_io: read_u64(&data, 160),
        owed_iosd: read_u64(&data, 168),
    })
}
