//! Why a read or a transaction failed, in words and in codes.
use solana_pubkey::Pubkey;
use solana_signature::Signature;

/// Looks up a program's error: `(program, code) -> (name, sentence)`.
pub type ProgramErrors = fn(&Pubkey, u32) -> Option<(&'static str, &'static str)>;

/// A program said no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramError {
    /// The program that failed (of the outermost instruction when the logs do not tell).
    pub program: Pubkey,
    /// Index of the instruction among those given to `send`.
    pub instruction: u8,
    /// Its error code.
    pub code: u32,
    /// The error's name, where the program's table has it.
    pub name: Option<&'static str>,
    /// The error's sentence.
    pub message: Option<&'static str>,
}

impl std::fmt::Display for ProgramError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.name, self.message) {
            (Some(name), Some(message)) => write!(f, "{name} ({}): {message}", self.code),
            _ => write!(
                f,
                "program {} answered with error {}",
                self.program, self.code
            ),
        }
    }
}

/// A failed read or transaction.
#[derive(Debug, thiserror::Error)]
pub enum ChainError {
    /// A program refused; nothing was changed.
    #[error("{0}")]
    Program(ProgramError),
    /// The runtime refused; nothing was changed.
    #[error("the chain refused the transaction: {reason}")]
    Refused {
        /// The runtime's words.
        reason: String,
        /// The log of the failed run, where there is one.
        logs: Vec<String>,
    },
    /// Every signed transaction expired without landing.
    #[error(
        "the transaction did not land before its blockhash expired ({signings} signed, last {last}); \
         it cannot land any more: send it again, with a higher fee cap if the chain is busy"
    )]
    Expired {
        /// How many were signed.
        signings: u32,
        /// Signature of the last one.
        last: Signature,
    },
    /// It is not known whether the transaction landed: the node stopped answering.
    #[error(
        "{signature} was sent and the node no longer answers ({reason}); look the signature up before sending again"
    )]
    Unknown {
        /// What was sent.
        signature: Signature,
        /// The node's last error.
        reason: String,
    },
    /// The node did not answer, or not sensibly.
    #[error("the node at {url} failed: {reason}; check the URL and that the node is up")]
    Node {
        /// Its URL.
        url: String,
        /// What went wrong.
        reason: String,
    },
    /// The transaction does not fit a packet.
    #[error(
        "the transaction takes {size} bytes and a packet holds 1,232: split it, or pass a lookup table of its accounts"
    )]
    TooLarge {
        /// Bytes it takes.
        size: usize,
    },
    /// The transaction cannot be built.
    #[error("the transaction cannot be built: {0}")]
    Build(String),
    /// The account is not there.
    #[error("there is no account {0}; check the address and that the chain has been initialized")]
    Missing(Pubkey),
    /// The account is not what it should be.
    #[error("account {address} cannot be read: {reason}")]
    Decode {
        /// The account.
        address: Pubkey,
        /// Why.
        reason: String,
    },
}

impl ChainError {
    /// The program error's code, if it is one.
    #[must_use]
    pub fn program_code(&self) -> Option<u32> {
        match self {
            Self::Program(e) => Some(e.code),
            _ => None,
        }
    }

    /// The program error's name, if it is a known one.
    #[must_use]
    pub fn program_error_name(&self) -> Option<&'static str> {
        match self {
            Self::Program(e) => e.name,
            _ => None,
        }
    }

    /// Whether trying again later can help: the node failed, or the chain was busy.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Expired { .. } | Self::Node { .. })
    }
}
