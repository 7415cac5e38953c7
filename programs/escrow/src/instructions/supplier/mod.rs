pub mod accept;

pub use accept::*;
