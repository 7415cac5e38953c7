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
    // 6012
    #[msg("the hour drew no challenge or no beacon; nothing was proved in it")]
    NothingProved,
    // 6013
    #[msg("the device has another registry index; pass the account of the challenged one")]
    WrongDevice,
    // 6014
    #[msg("the table of classes does not have the device's class; read the class list")]
    UnknownClass,
    // 6015
    #[msg("the verdict leaf does not lead to the settlement's verdict root; open it from the operators' report")]
    NotInTheVerdicts,
    // 6016
    #[msg("only a pass or a failure can be challenged; this device was not judged")]
    NoVerdict,
    // 6017
    #[msg("show the verdict first, then the GPU, then the lane of the sample")]
    ShowFirst,
    // 6018
    #[msg("the device has no such GPU; count from 0")]
    UnknownGpu,
    // 6019
    #[msg(
        "the roots do not lead to the device's leaves; open them from its commitment and response"
    )]
    NotInTheLeaves,
    // 6020
    #[msg("the piece does not lead to the bundle; open it from the device's response")]
    NotInTheBundle,
    // 6021
    #[msg("samples are 0 to 63, positions 0 to 4095, kinds of path 0 to 2, stages 0 and 1")]
    OutOfRange,
    // 6022
    #[msg("a proof, path or line has another length than it must have; see docs/protocol.md")]
    WrongLength,
    // 6023
    #[msg("the commits are not this supplier's and class's; pass the account derived from them")]
    WrongCommits,
    // 6024
    #[msg("the commits of the hour have been overwritten; whether one was missing can no longer be shown")]
    CommitsOverwritten,
    // 6025
    #[msg(
        "the leaf is the device's own, or does not lead to the supplier's root; nothing is missing"
    )]
    NothingMissing,
    // 6026
    #[msg("the challenge is not won; show first that the verdict is wrong")]
    NotWon,
    // 6027
    #[msg("the row does not lead to the operator's summary with this verdict; it did not list it")]
    NotInTheSummary,
    // 6028
    #[msg("there is no such seat, or it posted no summary; seats are 0 to 31")]
    UnknownSeat,
    // 6029
    #[msg("the verdict has been shown already, and another one cannot be")]
    AlreadyShown,
}
