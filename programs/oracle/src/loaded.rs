//! Where this program's modules find the wrapper of its accounts.
pub use io_runtime::Loaded;
