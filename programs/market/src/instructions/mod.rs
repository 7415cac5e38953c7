pub mod close_round;
pub mod draw;
pub mod enter_device;
pub mod enter_job;
// The derive binds every instruction argument again where only the seeds need it.
#[allow(unused_variables)]
pub mod open_round;

pub use {close_round::*, draw::*, enter_device::*, enter_job::*, open_round::*};
