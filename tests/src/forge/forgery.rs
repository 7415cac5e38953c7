//! The ways to forge a transaction that works.

use super::{Scene, Value};
use crate::world::ESCROW;
use solana_account::Account;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// What a forgery attacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Someone else signs, or nobody.
    Signer,
    /// An account of another program, or a token account of someone else.
    Owner,
    /// Right type, other seeds.
    Address,
    /// A token account of another mint.
    Mint,
    /// One account passed twice.
    Duplicate,
    /// The same effect a second time.
    Replay,
    /// The right accounts in the wrong state.
    State,
    /// Too early or too late.
    Time,
    /// Another program or sysvar.
    Program,
    /// An argument out of range, or bytes that are none.
    Argument,
}

impl Kind {
    /// Every kind, in the order of the summary.
    pub const ALL: [Self; 10] = [
        Self::Signer,
        Self::Owner,
        Self::Address,
        Self::Mint,
        Self::Duplicate,
        Self::Replay,
        Self::State,
        Self::Time,
        Self::Program,
        Self::Argument,
    ];
}

/// A change to a scene that must spoil its instruction.
pub struct Forgery {
    pub kind: Kind,
    pub text: String,
    /// The account of the instruction that is forged, if one is.
    pub account: Option<&'static str>,
    /// Whether the instruction lands once before.
    pub replay: bool,
    /// Whether the transaction has the instruction twice.
    pub twice: bool,
    apply: Box<dyn Fn(&mut Scene)>,
}

impl Forgery {
    fn new(kind: Kind, text: String, apply: impl Fn(&mut Scene) + 'static) -> Self {
        Self {
            kind,
            text,
            account: None,
            replay: false,
            twice: false,
            apply: Box::new(apply),
        }
    }

    fn of(
        kind: Kind,
        account: &'static str,
        text: &str,
        apply: impl Fn(&mut Scene) + 'static,
    ) -> Self {
        Self {
            account: Some(account),
            ..Self::new(kind, format!("{account}: {text}"), apply)
        }
    }

    /// Forges the scene.
    pub fn apply(&self, scene: &mut Scene) {
        (self.apply)(scene);
    }
}

/// The account does not sign.
pub fn unsigned(account: &'static str) -> Forgery {
    Forgery::of(Kind::Signer, account, "does not sign", move |scene| {
        scene.meta(account).is_signer = false;
    })
}

/// Someone else signs in the account's place.
pub fn signed_by(account: &'static str, who: &'static str) -> Forgery {
    swap(Kind::Signer, account, who)
}

/// A copy that an account of another program holds.
pub fn foreign(account: &'static str) -> Forgery {
    // Any program but the account's: ours cannot write it, an attacker's could.
    Forgery::of(
        Kind::Owner,
        account,
        "another program's copy",
        move |scene| {
            let forged = scene.copy(account, |copy| copy.owner = another_program(copy));
            scene.meta(account).pubkey = forged;
        },
    )
}

fn another_program(account: &Account) -> Pubkey {
    if account.owner == ESCROW {
        crate::world::IOSD
    } else {
        ESCROW
    }
}

/// A token account of the right mint that belongs to someone else.
pub fn theirs(account: &'static str, whose: &'static str) -> Forgery {
    swap(Kind::Owner, account, whose)
}

/// A copy, same owner, at another address.
pub fn copied(account: &'static str) -> Forgery {
    Forgery::of(Kind::Address, account, "a copy elsewhere", move |scene| {
        let forged = scene.copy(account, |_| ());
        scene.meta(account).pubkey = forged;
    })
}

/// An address nobody has used.
pub fn empty(account: &'static str) -> Forgery {
    Forgery::of(Kind::Address, account, "an unused address", move |scene| {
        scene.meta(account).pubkey = scene.city.chain.new_key().pubkey();
    })
}

/// Another account, such as one of the same type with other seeds.
pub fn other(account: &'static str, which: &'static str) -> Forgery {
    swap(Kind::Address, account, which)
}

/// A token account of another mint, or another mint.
pub fn of_mint(account: &'static str, which: &'static str) -> Forgery {
    swap(Kind::Mint, account, which)
}

/// Another program or sysvar.
pub fn program(account: &'static str, which: &'static str) -> Forgery {
    swap(Kind::Program, account, which)
}

fn swap(kind: Kind, account: &'static str, which: &'static str) -> Forgery {
    Forgery::of(kind, account, which, move |scene| {
        scene.meta(account).pubkey = scene.city.at(which);
    })
}

/// The account is the one already given as `twin`.
pub fn same(account: &'static str, twin: &'static str) -> Forgery {
    let text = format!("{twin} again");
    Forgery::of(Kind::Duplicate, account, &text, move |scene| {
        scene.meta(account).pubkey = scene.address(twin);
    })
}

/// The account is passed read-only.
pub fn read_only(account: &'static str) -> Forgery {
    Forgery::of(Kind::Argument, account, "read-only", move |scene| {
        scene.meta(account).is_writable = false;
    })
}

/// The last account is left out.
pub fn left_out(account: &'static str) -> Forgery {
    Forgery::of(Kind::Argument, account, "left out", move |scene| {
        let call = scene.call();
        assert_eq!(
            call.accounts.last().map(|slot| slot.name.as_str()),
            Some(account)
        );
        scene.instruction.accounts.pop();
    })
}

/// An argument, or a field of one after a dot, has another value.
pub fn argument(path: &'static str, value: impl Value + 'static) -> Forgery {
    let text = format!("{path} = {}", shown(&value.bytes()));
    Forgery::new(Kind::Argument, text, move |scene| {
        let (interface, call) = (scene.interface(), scene.call());
        let span = interface.argument(call, path, &scene.instruction.data);
        let before = scene.instruction.data[span.clone()].to_vec();
        assert_ne!(before, value.bytes(), "{path} has that value already");
        scene.instruction.data.splice(span, value.bytes());
    })
}

fn shown(bytes: &[u8]) -> String {
    match <[u8; 8]>::try_from(bytes) {
        Ok(bytes) => u64::from_le_bytes(bytes).to_string(),
        Err(_) if bytes.len() < 8 => {
            let value = bytes.iter().rev();
            value
                .fold(0u64, |sum, byte| sum << 8 | u64::from(*byte))
                .to_string()
        }
        Err(_) => format!("{} bytes", bytes.len()),
    }
}

/// The last byte of the arguments is missing.
pub fn cut_short() -> Forgery {
    Forgery::new(Kind::Argument, "data: one byte short".into(), |scene| {
        scene.instruction.data.pop();
    })
}

/// The transaction lands, and is sent again.
pub fn replayed() -> Forgery {
    Forgery {
        replay: true,
        ..Forgery::new(Kind::Replay, "the same again".into(), |_| ())
    }
}

/// The transaction has the instruction twice: what the first closes is still there for the second.
pub fn doubled() -> Forgery {
    Forgery {
        twice: true,
        ..Forgery::new(Kind::Replay, "twice in one transaction".into(), |_| ())
    }
}

/// The transaction lands, something happens, and it is sent again.
pub fn replayed_after(what: &'static str, then: fn(&mut Scene)) -> Forgery {
    Forgery {
        replay: true,
        ..Forgery::new(Kind::Replay, format!("again, after {what}"), then)
    }
}

/// Something happens before, as the text says.
pub fn state(text: &'static str, before: fn(&mut Scene)) -> Forgery {
    Forgery::new(Kind::State, text.into(), before)
}

/// The instruction itself is changed, as the text says.
pub fn with(kind: Kind, text: &'static str, change: fn(&mut Scene)) -> Forgery {
    Forgery::new(kind, text.into(), change)
}

/// The clock stands `seconds` later, or earlier where negative.
pub fn later(seconds: i64) -> Forgery {
    let text = format!(
        "{seconds} s {}",
        if seconds < 0 { "(earlier)" } else { "later" }
    );
    Forgery::new(Kind::Time, text, move |scene| {
        let now = scene.city.now();
        if seconds < 0 {
            let slot = scene.city.slot();
            scene.city.set_time(slot, now + seconds);
        } else {
            scene.city.go_to(now + seconds);
        }
    })
}
