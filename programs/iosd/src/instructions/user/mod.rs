pub mod collect;
// The derive binds every instruction argument again where only the seeds need it.
#[allow(unused_variables)]
pub mod request_mint;

pub use {collect::*, request_mint::*};
