pub mod claim_receipt;
pub mod close;
pub mod close_lease;
pub mod collect_fees;
pub mod expire;
pub mod withdraw;

pub use {claim_receipt::*, close::*, close_lease::*, collect_fees::*, expire::*, withdraw::*};
