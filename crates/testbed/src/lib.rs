//! A founded network for tests of the services: an embedded chain in this process, the real programs, genesis by
//! the migrations, and a clock that moves when the test says so.
//!
//! Between jumps the chain's clock follows the wall's: slots of 50 ms, one block each. So nothing expires behind a
//! test's back, and every wait is the test's own.
mod clock;
mod device;
mod founding;
mod service;
mod wait;

pub use device::{Listed, Wanted};
pub use founding::{LAMPORTS, SLOT_TIME_MS, Testbed, free_addresses, genesis, operator_key};
pub use service::Service;
pub use wait::{until, within};
