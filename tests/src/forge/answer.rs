//! The error that answers a forgery: its number, its name, and who refused.

use crate::{
    interface::{PROGRAMS, interface},
    send::Refused,
    token::TOKEN_PROGRAM,
    world::SYSTEM_PROGRAM,
};
use io_client::describe_error;
use solana_pubkey::Pubkey;
use solana_transaction::{InstructionError, TransactionError};

/// An expected error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Of the program called: its own, one all programs share, a money rule's, or Anchor's.
    Own(u32, &'static str),
    /// Of another of the programs, whose rule this one applies.
    Borrowed(&'static str, u32, &'static str),
    /// Of another of the programs, called by this one.
    Called(&'static str, u32, &'static str),
    /// Of the token program, called by ours.
    Token(u32, &'static str),
    /// Of the system program, called by ours.
    System(u32, &'static str),
    /// Without a number of its own.
    Runtime(InstructionError),
}

/// Error `code` of the program called, by the name that clients show.
pub fn own(code: u32, name: &'static str) -> Answer {
    Answer::Own(code, name)
}

/// Error `code` of `program`, which the program called does not number itself.
pub fn borrowed(program: &'static str, code: u32, name: &'static str) -> Answer {
    Answer::Borrowed(program, code, name)
}

/// Error `code` of `program`, called by the program called.
pub fn called(program: &'static str, code: u32, name: &'static str) -> Answer {
    Answer::Called(program, code, name)
}

/// Error `code` of the token program.
pub fn token(code: u32, name: &'static str) -> Answer {
    Answer::Token(code, name)
}

/// Error `code` of the system program.
pub fn system(code: u32, name: &'static str) -> Answer {
    Answer::System(code, name)
}

/// One of the runtime's named errors.
pub fn runtime(error: InstructionError) -> Answer {
    Answer::Runtime(error)
}

/// `SystemError`, as far as our instructions can run into it; it has no table in `io_client`.
const SYSTEM: [(u32, &str); 2] = [
    (0, "AccountAlreadyInUse"),
    (1, "ResultWithNegativeLamports"),
];

impl Answer {
    /// Whether `refused` is this answer of `program`; otherwise what it is.
    ///
    /// # Errors
    /// A sentence.
    pub fn check(&self, program: &Pubkey, refused: &Refused) -> Result<(), String> {
        let got = Self::read(program, refused)?;
        if got == *self {
            return Ok(());
        }
        Err(format!("answered by {got:?}, not {self:?}"))
    }

    /// What answered.
    fn read(program: &Pubkey, refused: &Refused) -> Result<Self, String> {
        let TransactionError::InstructionError(_, error) = &refused.error else {
            return Err(format!("refused before it ran: {:?}", refused.error));
        };
        let InstructionError::Custom(code) = error else {
            return Ok(Self::Runtime(error.clone()));
        };
        let code = *code;
        let by = first_to_fail(&refused.logs).unwrap_or(*program);
        if by == SYSTEM_PROGRAM {
            let known = SYSTEM.iter().find(|(known, _)| *known == code);
            let (_, name) = known.ok_or(format!("the system program's {code} has no name here"))?;
            return Ok(Self::System(code, name));
        }
        let Some(info) = describe_error(&by, code) else {
            let mut others = PROGRAMS.iter().map(|name| interface(name).id);
            let lender = others.find_map(|id| describe_error(&id, code));
            let info =
                lender.ok_or_else(|| format!("nobody has a text for error {code} of {by}"))?;
            return Ok(Self::Borrowed(info.program, code, info.name));
        };
        match by {
            TOKEN_PROGRAM => Ok(Self::Token(code, info.name)),
            by if by == *program => Ok(Self::Own(code, info.name)),
            by if PROGRAMS.iter().any(|name| interface(name).id == by) => {
                Ok(Self::Called(info.program, code, info.name))
            }
            by => Err(format!("error {code} of {by}, which is not called")),
        }
    }
}

/// The innermost program that failed: its line comes first.
fn first_to_fail(logs: &[String]) -> Option<Pubkey> {
    let line = logs.iter().find(|line| line.contains(" failed: "))?;
    let rest = line.strip_prefix("Program ")?;
    rest.split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{ESCROW, ORACLE};

    fn refused(by: &Pubkey, code: u32) -> Refused {
        Refused {
            error: TransactionError::InstructionError(0, InstructionError::Custom(code)),
            logs: vec![
                format!("Program {by} invoke [1]"),
                format!("Program {by} failed: custom program error: {code:#x}"),
                format!("Program {ESCROW} failed: custom program error: {code:#x}"),
            ],
        }
    }

    #[test]
    fn number_name_and_refuser_must_agree() {
        let late = refused(&ESCROW, 6_006);
        assert_eq!(own(6_006, "TooLate").check(&ESCROW, &late), Ok(()));
        assert!(own(6_006, "TooEarly").check(&ESCROW, &late).is_err());
        assert!(own(6_007, "TooLate").check(&ESCROW, &late).is_err());
        let poor = refused(&TOKEN_PROGRAM, 1);
        assert_eq!(token(1, "InsufficientFunds").check(&ESCROW, &poor), Ok(()));
        assert!(own(1, "InsufficientFunds").check(&ESCROW, &poor).is_err());
        let inner = refused(&ORACLE, 6_078);
        let answer = called("oracle", 6_078, "WrongVault");
        assert_eq!(answer.check(&ESCROW, &inner), Ok(()));
        assert!(own(6_078, "WrongVault").check(&ESCROW, &inner).is_err());
        let unknown = refused(&ESCROW, 5_999);
        assert!(own(5_999, "TooLate").check(&ESCROW, &unknown).is_err());
    }
}
