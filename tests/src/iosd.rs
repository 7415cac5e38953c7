//! `iosd`: its instructions, its accounts as tests read them, its error codes, and a price ring
//! written as bytes, since no test of the mint should depend on who posted the price.

use crate::{
    emissions::emission,
    instruction::{Ix, discriminator},
    send::{Outcome, assert_sent},
    token::{TOKEN_PROGRAM, associated},
    world::{EMISSIONS, IOSD, ORACLE, SYSTEM_PROGRAM, World, pda, program_data},
};
use solana_clock::Clock;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// Seconds after which a request can only be refunded.
pub const REQUEST_TTL_S: u32 = 3_600;
/// Least IO of a request: 1 IO.
pub const MIN_REQUEST_IO: u64 = 100_000_000;
/// IOSD that may be minted within an hour: 250,000 IOSD.
pub const WINDOW_CAPACITY: u64 = 250_000_000_000;
/// Least IOSD of a redemption: 1 IOSD.
pub const MIN_REQUEST_IOSD: u64 = 1_000_000;
/// IOSD that may be redeemed within an hour: 100,000 IOSD.
pub const REDEEM_WINDOW_CAPACITY: u64 = 100_000_000_000;
/// On top of the price of a redemption, basis points.
pub const SPREAD_BPS: u16 = 50;

mod accounts;
pub mod errors;

pub use accounts::{Books, Requested, books, read_request};

/// PDA of the program's account.
pub fn iosd() -> Pubkey {
    pda(&[b"iosd"], &IOSD)
}

/// PDA of the IOSD mint.
pub fn iosd_mint() -> Pubkey {
    pda(&[b"iosd_mint"], &IOSD)
}

/// PDA of the vault of locked IO.
pub fn io_vault() -> Pubkey {
    pda(&[b"io_vault"], &IOSD)
}

/// PDA of the vault of locked IOSD.
pub fn iosd_vault() -> Pubkey {
    pda(&[b"iosd_vault"], &IOSD)
}

/// PDA of a request.
pub fn request(owner: &Pubkey, nonce: u64) -> Pubkey {
    pda(&[b"request", owner.as_ref(), &nonce.to_le_bytes()], &IOSD)
}

/// PDA of the oracle's price ring.
pub fn price_ring() -> Pubkey {
    pda(&[b"price_ring"], &ORACLE)
}

/// First nonce from `from` on whose request has the bump 255: what a careful client picks, since each
/// bump less costs the search of one more.
pub fn cheap_nonce(owner: &Pubkey, from: u64) -> u64 {
    (from..)
        .find(|nonce| {
            let seeds: [&[u8]; 3] = [b"request", owner.as_ref(), &nonce.to_le_bytes()];
            Pubkey::find_program_address(&seeds, &IOSD).1 == 255
        })
        .expect("half of all nonces do")
}

const RING_ENTRIES_AT: usize = 8 + 24;
const RING_ENTRY_LEN: usize = 36;
const RING_LEN: usize = 256;

/// One entry of the price ring, USD × 10⁸.
#[derive(Clone, Copy, Debug)]
pub struct RingPrice {
    pub lower: u64,
    pub ema: u64,
    pub confidence: u32,
    pub oldest_slot: u64,
}

impl World {
    /// As [`World::with_emission`], with `iosd` initialized over an empty price ring.
    pub fn with_iosd() -> Self {
        let mut world = Self::with_emission();
        world.put_price_ring();
        let authority = world.authority.insecure_clone();
        let guardian = authority.pubkey();
        let instruction = initialize(&world, &authority.pubkey(), &guardian);
        assert_sent(world.send(&[instruction], &[&authority]));
        world
    }

    /// Writes an empty price ring.
    pub fn put_price_ring(&mut self) {
        let mut data = vec![0u8; RING_ENTRIES_AT + RING_ENTRY_LEN * RING_LEN + 64];
        data[..8].copy_from_slice(&discriminator("account", "PriceRing"));
        data[8] = 1;
        self.put_account(price_ring(), ORACLE, data);
    }

    /// Pushes a price as the oracle does, both medians the same; returns its index.
    pub fn push_price(&mut self, price: RingPrice) -> u8 {
        self.push_quote(price, price.lower)
    }

    /// Pushes a price whose upper median is `upper`; returns its index.
    pub fn push_quote(&mut self, price: RingPrice, upper: u64) -> u8 {
        let mut index = 0;
        let now = u32::try_from(self.now()).expect("fits");
        self.edit(&price_ring(), |data| {
            let head = usize::from(u16::from_le_bytes(
                data[12..14].try_into().expect("2 bytes"),
            ));
            let len = usize::from(u16::from_le_bytes(
                data[14..16].try_into().expect("2 bytes"),
            ));
            let at = RING_ENTRIES_AT + RING_ENTRY_LEN * head;
            data[at..at + 8].copy_from_slice(&price.lower.to_le_bytes());
            data[at + 8..at + 16].copy_from_slice(&upper.to_le_bytes());
            data[at + 16..at + 24].copy_from_slice(&price.ema.to_le_bytes());
            data[at + 24..at + 28].copy_from_slice(&price.confidence.to_le_bytes());
            data[at + 28..at + 32].copy_from_slice(&now.to_le_bytes());
            let slot = u32::try_from(price.oldest_slot).expect("fits");
            data[at + 32..at + 36].copy_from_slice(&slot.to_le_bytes());
            let next = u16::try_from((head + 1) % RING_LEN).expect("fits");
            data[12..14].copy_from_slice(&next.to_le_bytes());
            let len = u16::try_from((len + 1).min(RING_LEN)).expect("fits");
            data[14..16].copy_from_slice(&len.to_le_bytes());
            index = u8::try_from(head).expect("fits");
        });
        index
    }

    /// A minute passes and a price of `lower`, with no spread, lands; returns its index.
    pub fn next_price(&mut self, lower: u64) -> u8 {
        self.warp(60);
        let oldest_slot = self.svm.get_sysvar::<Clock>().slot;
        self.push_price(RingPrice {
            lower,
            ema: lower,
            confidence: 0,
            oldest_slot,
        })
    }

    /// A wallet with `io` base units and an empty IOSD account.
    pub fn holder(&mut self, io: u64) -> Keypair {
        let owner = self.wallet();
        self.give_io(&owner.pubkey(), io);
        self.token_account(&owner.pubkey(), &iosd_mint());
        owner
    }

    /// Sends a request with exact input.
    pub fn request_in(&mut self, owner: &Keypair, nonce: u64, io_in: u64, min_out: u64) -> Outcome {
        let instruction = request_mint_exact_in(self, &owner.pubkey(), nonce, io_in, min_out);
        self.send(&[instruction], &[owner])
    }

    /// Sends a request with exact output.
    pub fn request_out(&mut self, owner: &Keypair, nonce: u64, out: u64, max_in: u64) -> Outcome {
        let instruction = request_mint_exact_out(self, &owner.pubkey(), nonce, out, max_in);
        self.send(&[instruction], &[owner])
    }

    /// Sends a redemption with exact input.
    pub fn redeem_in(
        &mut self,
        owner: &Keypair,
        nonce: u64,
        iosd_in: u64,
        min_out: u64,
    ) -> Outcome {
        let instruction = request_redeem_exact_in(self, &owner.pubkey(), nonce, iosd_in, min_out);
        self.send(&[instruction], &[owner])
    }

    /// Sends a redemption with exact output.
    pub fn redeem_out(&mut self, owner: &Keypair, nonce: u64, out: u64, max_in: u64) -> Outcome {
        let instruction = request_redeem_exact_out(self, &owner.pubkey(), nonce, out, max_in);
        self.send(&[instruction], &[owner])
    }

    /// Mints IOSD for `owner` out of `io` base units of its IO at `price`, through a request of its own.
    #[track_caller]
    pub fn mint_iosd(&mut self, owner: &Keypair, io: u64, price: u64) {
        let nonce = 1 << 40;
        assert_sent(self.request_in(owner, nonce, io, 1));
        let index = self.next_price(price);
        assert_sent(self.execute(&owner.pubkey(), nonce, index));
    }

    /// Base units of IO and of IOSD in the owner's associated accounts.
    pub fn holdings(&self, owner: &Pubkey) -> (u64, u64) {
        (
            self.token_balance(&associated(owner, &self.io_mint)),
            self.token_balance(&associated(owner, &iosd_mint())),
        )
    }

    /// Anyone executes a request at the entry `index`.
    pub fn execute(&mut self, owner: &Pubkey, nonce: u64, index: u8) -> Outcome {
        let instruction = execute(self, owner, nonce, index);
        let anyone = self.wallet();
        self.send(&[instruction], &[&anyone])
    }

    /// Anyone refunds a request, showing the entry `index`.
    pub fn refund(&mut self, owner: &Pubkey, nonce: u64, index: u8) -> Outcome {
        let instruction = refund(self, owner, nonce, index);
        let anyone = self.wallet();
        self.send(&[instruction], &[&anyone])
    }

    /// Anyone moves the queue past a resolved request.
    pub fn skip(&mut self, owner: &Pubkey, nonce: u64) -> Outcome {
        let anyone = self.wallet();
        self.send(&[skip(owner, nonce)], &[&anyone])
    }
}

/// `initialize`, signed by `authority`.
pub fn initialize(world: &World, authority: &Pubkey, guardian: &Pubkey) -> Instruction {
    initialize_accounts(world, authority)
        .u32(REQUEST_TTL_S)
        .u16(1_000)
        .u64(MIN_REQUEST_IO)
        .u64(MIN_REQUEST_IOSD)
        .u64(WINDOW_CAPACITY)
        .u64(REDEEM_WINDOW_CAPACITY)
        .u32(3_600)
        .u16(SPREAD_BPS)
        .key(*guardian)
        .build()
}

/// `initialize` up to its parameters.
pub fn initialize_accounts(world: &World, authority: &Pubkey) -> Ix {
    Ix::new(IOSD, "initialize")
        .payer(*authority)
        .reads(program_data(&IOSD))
        .writes(iosd())
        .reads(world.io_mint)
        .writes(iosd_mint())
        .writes(io_vault())
        .writes(iosd_vault())
        .reads(price_ring())
        .reads(TOKEN_PROGRAM)
        .reads(SYSTEM_PROGRAM)
}

fn request_accounts(world: &World, name: &str, owner: &Pubkey, nonce: u64) -> Ix {
    Ix::new(IOSD, name)
        .payer(*owner)
        .writes(iosd())
        .writes(request(owner, nonce))
        .writes(associated(owner, &world.io_mint))
        .reads(associated(owner, &iosd_mint()))
        .writes(io_vault())
        .reads(TOKEN_PROGRAM)
        .reads(SYSTEM_PROGRAM)
        .u64(nonce)
}

/// `request_mint_exact_in` with the owner's associated accounts.
pub fn request_mint_exact_in(
    world: &World,
    owner: &Pubkey,
    nonce: u64,
    io_in: u64,
    min_out: u64,
) -> Instruction {
    request_accounts(world, "request_mint_exact_in", owner, nonce)
        .u64(io_in)
        .u64(min_out)
        .build()
}

/// `request_mint_exact_out` with the owner's associated accounts.
pub fn request_mint_exact_out(
    world: &World,
    owner: &Pubkey,
    nonce: u64,
    iosd_out: u64,
    max_in: u64,
) -> Instruction {
    request_accounts(world, "request_mint_exact_out", owner, nonce)
        .u64(iosd_out)
        .u64(max_in)
        .build()
}

fn redemption_accounts(world: &World, name: &str, owner: &Pubkey, nonce: u64) -> Ix {
    Ix::new(IOSD, name)
        .payer(*owner)
        .writes(iosd())
        .writes(request(owner, nonce))
        .writes(associated(owner, &iosd_mint()))
        .reads(associated(owner, &world.io_mint))
        .writes(iosd_vault())
        .reads(TOKEN_PROGRAM)
        .reads(SYSTEM_PROGRAM)
        .u64(nonce)
}

/// `request_redeem_exact_in` with the owner's associated accounts.
pub fn request_redeem_exact_in(
    world: &World,
    owner: &Pubkey,
    nonce: u64,
    iosd_in: u64,
    min_out: u64,
) -> Instruction {
    redemption_accounts(world, "request_redeem_exact_in", owner, nonce)
        .u64(iosd_in)
        .u64(min_out)
        .build()
}

/// `request_redeem_exact_out` with the owner's associated accounts.
pub fn request_redeem_exact_out(
    world: &World,
    owner: &Pubkey,
    nonce: u64,
    io_out: u64,
    max_in: u64,
) -> Instruction {
    redemption_accounts(world, "request_redeem_exact_out", owner, nonce)
        .u64(io_out)
        .u64(max_in)
        .build()
}

/// `execute`: accounts iosd, request, owner, ring, IO mint, IOSD mint, IO vault, IOSD vault, IO account,
/// IOSD account, emission, emissions program, token program.
pub fn execute(world: &World, owner: &Pubkey, nonce: u64, entry_index: u8) -> Instruction {
    Ix::new(IOSD, "execute")
        .writes(iosd())
        .writes(request(owner, nonce))
        .writes(*owner)
        .reads(price_ring())
        .writes(world.io_mint)
        .writes(iosd_mint())
        .writes(io_vault())
        .writes(iosd_vault())
        .writes(associated(owner, &world.io_mint))
        .writes(associated(owner, &iosd_mint()))
        .writes(emission())
        .reads(EMISSIONS)
        .reads(TOKEN_PROGRAM)
        .u8(entry_index)
        .build()
}

/// `refund`: accounts iosd, request, owner, ring, IOSD mint, vault and account of the token that is
/// locked, token program.
pub fn refund(world: &World, owner: &Pubkey, nonce: u64, entry_index: u8) -> Instruction {
    let is_mint = read_request(world, owner, nonce).is_none_or(|r| r.kind < 2);
    let (vault, account) = if is_mint {
        (io_vault(), associated(owner, &world.io_mint))
    } else {
        (iosd_vault(), associated(owner, &iosd_mint()))
    };
    Ix::new(IOSD, "refund")
        .writes(iosd())
        .writes(request(owner, nonce))
        .writes(*owner)
        .reads(price_ring())
        .reads(iosd_mint())
        .writes(vault)
        .writes(account)
        .reads(TOKEN_PROGRAM)
        .u8(entry_index)
        .build()
}

/// `burn_fees` out of any account.
pub fn burn_fees(authority: &Pubkey, source: &Pubkey, amount: u64) -> Instruction {
    Ix::new(IOSD, "burn_fees")
        .signer(*authority)
        .writes(iosd())
        .writes(iosd_mint())
        .writes(*source)
        .reads(TOKEN_PROGRAM)
        .u64(amount)
        .build()
}

/// `collect` to the two destinations.
pub fn collect(owner: &Pubkey, nonce: u64, io: &Pubkey, iosd_to: &Pubkey) -> Instruction {
    Ix::new(IOSD, "collect")
        .payer(*owner)
        .writes(iosd())
        .writes(request(owner, nonce))
        .writes(io_vault())
        .writes(iosd_vault())
        .writes(*io)
        .writes(*iosd_to)
        .reads(TOKEN_PROGRAM)
        .build()
}

/// `skip`.
pub fn skip(owner: &Pubkey, nonce: u64) -> Instruction {
    Ix::new(IOSD, "skip")
        .writes(iosd())
        .writes(request(owner, nonce))
        .writes(*owner)
        .build()
}

/// What the config authority may change, in the order of the instruction.
#[derive(Clone, Copy, Debug)]
pub struct Params {
    pub ttl_s: u32,
    pub deviation_bps: u16,
    pub min_request_io: u64,
    pub min_request_iosd: u64,
    pub mint_window: u64,
    pub redeem_window: u64,
    pub window_s: u32,
    pub spread_bps: u16,
    pub guardian: Pubkey,
}

/// `set_params`.
pub fn set_params(authority: Pubkey, params: &Params) -> Instruction {
    Ix::new(IOSD, "set_params")
        .signer(authority)
        .writes(iosd())
        .reads(pda(&[b"oracle"], &ORACLE))
        .u32(params.ttl_s)
        .u16(params.deviation_bps)
        .u64(params.min_request_io)
        .u64(params.min_request_iosd)
        .u64(params.mint_window)
        .u64(params.redeem_window)
        .u32(params.window_s)
        .u16(params.spread_bps)
        .key(params.guardian)
        .build()
}

/// `pause_minting`.
pub fn pause_minting(guardian: &Pubkey) -> Instruction {
    Ix::new(IOSD, "pause_minting")
        .signer(*guardian)
        .writes(iosd())
        .build()
}

/// `set_authority`.
pub fn set_authority(authority: Pubkey, pending: Pubkey) -> Instruction {
    Ix::new(IOSD, "set_authority")
        .signer(authority)
        .writes(iosd())
        .key(pending)
        .build()
}

/// `accept_authority`.
pub fn accept_authority(pending: Pubkey) -> Instruction {
    Ix::new(IOSD, "accept_authority")
        .signer(pending)
        .writes(iosd())
        .build()
}
