//! Errors of `disputes`. Append only: the code is 6000 plus the position and is quoted by clients.
use anchor_lang::prelude::*;

#[error_code]
#[derive(Debug, PartialEq, Eq)]
pub enum DisputesError {
    // 6000
    #[msg("the record holds another epoch; pass that of the challenged one")]
    WrongEpoch,
    // 6001
    #[msg("no settlement of this epoch is sealed; there is nothing to challenge")]
    NotSealed,
    // 6002
    #[msg("the settlement is final and never changes; it could be challenged until then")]
    RootFinal,
    // 6003
    #[msg("a challenge has disproved the settlement already; nothing is left to prove")]
    RootDisproved,
    // 6004
    #[msg("a leaf index is below 1,048,576; name the wallet's own")]
    LeafOutOfRange,
    // 6005
    #[msg("side 0 is the tree before, side 1 the settlement's own; pass one of them")]
    UnknownSide,
    // 6006
    #[msg("this shows nothing wrong; show a leaf of the tree before, or a leaf or fault of the settlement's own")]
    NoFault,
    // 6007
    #[msg("the challenge can still be won; prove it, or come back when the settlement is final or void")]
    ChallengeOpen,
    // 6008
    #[msg("the challenge belongs to somebody else; pass its challenger and the account that its bond came from")]
    WrongChallenger,
    // 6009
    #[msg("the account is not the vault of this challenge's bond, or that of the operators' bonds; pass that")]
    WrongVault,
    // 6010
    #[msg("the mint is not that of IO; pass the one that the oracle's account names")]
    WrongIoMint,
    // 6011
    #[msg("no more than 16 settlements wait at one time; pass the records of the later sealed epochs, each once")]
    TooManyRecords,
}
