//! What each figure may be, and what comparable instructions of other networks take.
//!
//! The peers' figures are of their own programs on mainnet, run in the same VM; they hold for the state named.

/// An instruction's figure.
pub struct Limit {
    /// Its name in the report of the programs' tests.
    pub name: &'static str,
    /// What it is.
    pub what: &'static str,
    /// Most compute units.
    pub most: u64,
    /// A comparable instruction elsewhere, with its compute units; empty where there is none.
    pub peer: &'static str,
}

const fn limit(name: &'static str, what: &'static str, most: u64, peer: &'static str) -> Limit {
    Limit {
        name,
        what,
        most,
        peer,
    }
}

/// Compute units.
pub const COMPUTE_UNITS: &[Limit] = &[
    limit(
        "staking.stake.new",
        "stake, new position",
        8_000,
        "Nosana 17,309",
    ),
    limit("staking.stake.add", "stake, more", 4_500, "Nosana 6,818"),
    limit("staking.unstake", "unstake", 3_500, "Nosana 3,884"),
    limit(
        "staking.claim_rewards",
        "claim of staker rewards",
        5_000,
        "Nosana 9,457",
    ),
    limit(
        "emissions.claim.new",
        "claim of supplier rewards, 20 levels",
        9_000,
        "Jito 17,947",
    ),
    limit(
        "iosd.request_mint_exact_in",
        "IOSD: request a mint, exact input",
        6_000,
        "",
    ),
    limit(
        "iosd.request_mint_exact_out",
        "IOSD: request a mint, exact output",
        6_000,
        "",
    ),
    limit(
        "iosd.execute.exact_in",
        "IOSD: execute, exact input",
        8_000,
        "Helium 27,982",
    ),
    limit(
        "iosd.execute.exact_out",
        "IOSD: execute, exact output",
        8_000,
        "Helium 27,982",
    ),
    limit(
        "emissions.accrue.1h",
        "accrue 1 hour",
        8_000,
        "Helium 20,424-37,804",
    ),
    limit("emissions.accrue.10000h", "accrue 10,000 hours", 8_000, ""),
    limit(
        "oracle.vote",
        "vote on a settlement",
        6_000,
        "Helium 3,675 a device",
    ),
    limit(
        "oracle.vote.seal",
        "vote that seals",
        6_000,
        "Helium 3,675 a device",
    ),
    limit(
        "oracle.post_prices.32_feeds_32_operators",
        "32 prices of 32 operators",
        15_000,
        "",
    ),
    limit(
        "escrow.create_job",
        "create and fund a job",
        10_000,
        "Nosana 16,168-45,529",
    ),
    limit(
        "escrow.withdraw",
        "withdraw from a lease, 20 levels",
        8_000,
        "Nosana 14,127",
    ),
];

/// Most bytes of a program's binary.
pub const PROGRAM_BYTES: u64 = 80_000;

/// Times: name in the bench's output, and the most milliseconds.
pub const TIMES: &[(&str, u64)] = &[("tree of 206,001 leaves, depth 20", 500)];

/// A bound on a figure of the proof's bench.
pub enum Bound {
    /// At most so many of the figure's unit.
    Most(f64),
    /// At least so many.
    Least(f64),
}

/// The proof of work: name in the bench's output and its bound. Verification is on one core, at `k` = 32,768 with 256
/// probes; a CPU without AVX-512 prints no line for it.
pub const POW: &[(&str, Bound)] = &[
    ("one probed byte, AVX-512 to portable", Bound::Least(8.0)),
    ("verify a device, portable", Bound::Most(8.0)),
    ("verify a device, dispatched", Bound::Most(2.5)),
    ("10,000 devices", Bound::Most(2.0)),
];
