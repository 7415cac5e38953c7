pub mod burn_fees;
pub mod collect;
// The derive binds every instruction argument again where only the seeds need it.
#[allow(unused_variables)]
pub mod request_mint;
#[allow(unused_variables)]
pub mod request_redeem;

pub use {burn_fees::*, collect::*, request_mint::*, request_redeem::*};
