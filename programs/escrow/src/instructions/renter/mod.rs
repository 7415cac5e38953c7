pub mod cancel;
// The derive binds every instruction argument again where only the seeds need it.
#[allow(unused_variables)]
pub mod create_job;
pub mod extend;
pub mod start;

pub use {cancel::*, create_job::*, extend::*, start::*};
