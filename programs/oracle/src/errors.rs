//! Errors of `oracle`. Append only: the code is 6000 plus the position and is quoted by clients.
use anchor_lang::prelude::*;

#[error_code]
#[derive(Debug, PartialEq, Eq)]
pub enum OracleError {
    // 6000
    #[msg("a result does not fit its type; use smaller amounts or another epoch")]
    Overflow,
    // 6001
    #[msg("a parameter is outside its range; the limits are beside each field of OracleParams and OracleRules")]
    ParamOutOfRange,
    // 6002
    #[msg("only the oracle's authority may do this; sign with it")]
    NotTheAuthority,
    // 6003
    #[msg("only the proposed authority may accept; sign with the key that set_authority named")]
    NotThePendingAuthority,
    // 6004
    #[msg("the IO mint must have 8 decimals, no freeze authority and the emission account as mint authority")]
    WrongIoMint,
    // 6005
    #[msg("classes are appended in order; use an existing index or the next free one")]
    ClassIndexGap,
    // 6006
    #[msg("a class needs a name, a multiplier and dimensions above zero; fill them in")]
    ClassIncomplete,
    // 6007
    #[msg("no class has this index; read the class list")]
    UnknownClass,
    // 6008
    #[msg("the class is not live: its proof has not been calibrated; pick a live class")]
    ClassNotLive,
    // 6009
    #[msg("all 32 operator seats are taken; remove an operator first")]
    OperatorsFull,
    // 6010
    #[msg("the wallet already has a seat; one wallet holds one")]
    OperatorWalletTaken,
    // 6011
    #[msg("the key already belongs to an operator; use a fresh one")]
    OperatorKeyTaken,
    // 6012
    #[msg("a URL has 1 to 64 printable ASCII characters; shorten or encode it")]
    UrlLength,
    // 6013
    #[msg("no operator with this wallet or key; ask the authority to add it")]
    UnknownOperator,
    // 6014
    #[msg("the operator is leaving; only active operators may do this")]
    OperatorNotActive,
    // 6015
    #[msg("the operator holds less than the required bond; bond more first")]
    BondTooLow,
    // 6016
    #[msg("the amount is zero; ask for more")]
    ZeroAmount,
    // 6017
    #[msg("the bond is still locked; come back after the unbonding time")]
    StillUnbonding,
    // 6018
    #[msg("a key or wallet may not be the zero address; pass a real one")]
    ZeroAddress,
    // 6019
    #[msg("only the device's supplier may do this; sign with its wallet")]
    NotTheSupplier,
    // 6020
    #[msg("the device is retired for good; register a new one")]
    DeviceRetired,
    // 6021
    #[msg("a device has 1 to 256 GPUs; register more hosts for more")]
    ProcessorsOutOfRange,
    // 6022
    #[msg("a connectivity tier is 0 (not measured) to 4 (ultra high)")]
    UnknownTier,
    // 6023
    #[msg("only the epoch in progress can be opened; pass its number")]
    EpochNotCurrent,
    // 6024
    #[msg("the epoch is open already; nothing is left to do")]
    EpochAlreadyOpen,
    // 6025
    #[msg("the emission account is not the one of `emissions`; pass its PDA")]
    WrongEmissionAccount,
    // 6026
    #[msg("the emission schedule's genesis or epoch length differs from the oracle's; the deployment is wrong")]
    ScheduleMismatch,
    // 6027
    #[msg("no operator holds the required bond; bond before opening an epoch")]
    NoBondedOperators,
    // 6028
    #[msg("the account is not the SlotHashes sysvar; pass that")]
    NotSlotHashes,
    // 6029
    #[msg("the slot has not passed yet; try again later")]
    SlotNotReached,
    // 6030
    #[msg("the slot has left the 512 that the chain remembers; it is lost")]
    SlotTooOld,
    // 6031
    #[msg("the challenge is drawn already; nothing is left to do")]
    ChallengeAlreadyDrawn,
    // 6032
    #[msg("this hour has no challenge: every candidate slot failed; wait for the next epoch")]
    NoChallenge,
    // 6033
    #[msg("the challenge is not drawn yet; capture it first")]
    ChallengeNotDrawn,
    // 6034
    #[msg("there are beacons 1 and 2; pass one of them")]
    UnknownBeacon,
    // 6035
    #[msg("the beacon is captured already; nothing is left to do")]
    BeaconAlreadyCaptured,
    // 6036
    #[msg("beacon 1 is not captured yet; capture it first")]
    BeaconNotCaptured,
    // 6037
    #[msg("the commit's deadline has passed; prove in the next epoch")]
    CommitTooLate,
    // 6038
    #[msg("a commit is written once per epoch and class; this one stands")]
    AlreadyCommitted,
    // 6039
    #[msg("there is no commit of this epoch; a response needs one")]
    NotCommitted,
    // 6040
    #[msg("the response's deadline has passed; prove in the next epoch")]
    ResponseTooLate,
    // 6041
    #[msg("a response is written once per epoch and class; this one stands")]
    AlreadyResponded,
    // 6042
    #[msg("a root of zeros means no root; pass a real one")]
    ZeroRoot,
    // 6043
    #[msg("the record holds another epoch; pass the record of this epoch")]
    WrongEpoch,
    // 6044
    #[msg("the epoch has not ended; try again later")]
    EpochNotEnded,
    // 6045
    #[msg("summaries of this epoch are closed; vote on the included ones")]
    SummaryTooLate,
    // 6046
    #[msg("a summary is posted once per epoch; this one stands")]
    SummaryAlreadyPosted,
    // 6047
    #[msg("summaries are still open; vote after the cutoff")]
    SummariesOpen,
    // 6048
    #[msg("the operator had no weight when the epoch opened; vote in the next epoch")]
    NoWeight,
    // 6049
    #[msg("the epoch is sealed; its settlement stands")]
    EpochSealed,
    // 6050
    #[msg("a later epoch is sealed already; vote on the next one")]
    EpochBehindSealed,
    // 6051
    #[msg("the settlement does not build on the last sealed root; rebuild it")]
    WrongPreviousRoot,
    // 6052
    #[msg("the sum of lifetime rewards may not fall; rebuild from the last sealed tree")]
    SumFell,
    // 6053
    #[msg("the number of leaves may not fall; rebuild from the last sealed tree")]
    LeafCountFell,
    // 6054
    #[msg("the sum exceeds what suppliers have been emitted; rebuild the settlement")]
    SumAboveCap,
    // 6055
    #[msg("a settlement without leaves cannot owe anything; rebuild it")]
    SumWithoutLeaves,
    // 6056
    #[msg("a post has 1 to 32 prices; add some or split the list")]
    PostLength,
    // 6057
    #[msg("feeds are numbered 0 to 31; check the number")]
    UnknownFeed,
    // 6058
    #[msg("a feed appears twice in one post; name each once")]
    DuplicateFeed,
    // 6059
    #[msg("a price is above zero; leave the feed out when there is none")]
    ZeroPrice,
    // 6060
    #[msg("operators holding more than two thirds of the bonds have no fresh price of this feed; try again later")]
    NoQuorumPrice,
    // 6061
    #[msg("the slot or time is outside the 32 bits the price board keeps; upgrade the program")]
    StampOutOfRange,
    // 6062
    #[msg("the bond vault would hold less than the bonds; this is a bug, report it")]
    VaultShort,
    // 6063
    #[msg("only the guardian may do this; sign with its key")]
    NotTheGuardian,
    // 6064
    #[msg("only the proposed guardian may accept; sign with the key that set_guardian named")]
    NotThePendingGuardian,
    // 6065
    #[msg("the guardian has paused sealing; vote once the pause has lapsed")]
    SealingIsPaused,
    // 6066
    #[msg("sealing was paused too recently; the guardian must wait until 30 days after the last pause")]
    PausedTooRecently,
    // 6067
    #[msg("the epoch's settlement was voided; a later epoch pays for it")]
    EpochVoid,
    // 6068
    #[msg("the epoch is not sealed; pass the record of one that is")]
    NotSealed,
    // 6069
    #[msg("the settlement is final and never changes; correct it in the next one")]
    RootFinal,
    // 6070
    #[msg("a void settlement takes all later ones along; pass the records of all later sealed epochs, newest first")]
    WrongDescendants,
    // 6071
    #[msg("too many settlements are not final yet; vote again when half an epoch has passed")]
    SealsTooClose,
    // 6072
    #[msg("a challenge has disproved the settlement already; nothing is left to prove")]
    RootDisproved,
    // 6073 to 6077: of challenges until `disputes` judged them; nothing returns them any more.
    // 6073
    #[msg("a leaf index is below 1,048,576; name the wallet's own")]
    LeafOutOfRange,
    // 6074
    #[msg("side 0 is the tree before, side 1 the settlement's own; pass one of them")]
    UnknownSide,
    // 6075
    #[msg("this shows nothing wrong; show a leaf of the tree before, or a leaf or fault of the settlement's own")]
    NoFault,
    // 6076
    #[msg("the challenge can still be won; prove it, or come back when the settlement is final or void")]
    ChallengeOpen,
    // 6077
    #[msg("the challenge belongs to somebody else; pass its challenger and the account that its bond came from")]
    WrongChallenger,
    // 6078
    #[msg("the account is not the bond vault; pass that")]
    WrongVault,
    // 6079
    #[msg("the record still holds the last sealed settlement, or one that is not final; open the next epoch")]
    RecordInUse,
    // 6080
    #[msg("the epoch is more than 63 epochs past; vote on a later one, which pays for it")]
    VoteTooLate,
    // 6081
    #[msg("only the disputes program does this, by its signature; challenge the settlement there")]
    NotDisputes,
}
