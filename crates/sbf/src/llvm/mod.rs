//! A thin, crate-private layer over LLVM's C API: just the handles and calls the passes need.
//!
//! All handles are plain pointers into one [`Context`], which the pipeline keeps alive until the
//! binary is written. Handles are `Copy`; a handle to an erased instruction or function must not
//! be used again, which each pass guarantees by collecting first and erasing last.

pub mod builder;
pub mod function;
pub mod module;
pub mod types;
pub mod value;

pub use builder::Builder;
pub use function::{Block, Function};
pub use module::{Context, Module, TargetMachine};
pub use types::Type;
pub use value::Value;

/// Calls into LLVM. The one place where this crate's `unsafe` comes from.
macro_rules! ffi {
    ($($call:tt)*) => {{
        #[allow(unused_unsafe)]
        // SAFETY: every handle passed here was returned by LLVM for the one live `Context`, is of
        // the class the callee asks for (checked by opcode or type kind before the call), and has
        // not been erased; strings are pointer + length or NUL-terminated `CString`s that outlive
        // the call; output buffers are sized by the matching count call.
        unsafe { $($call)* }
    }};
}
pub(crate) use ffi;

/// Copies a message LLVM allocated, and frees it.
pub(crate) fn take_message(message: *mut libc_char) -> String {
    if message.is_null() {
        return String::new();
    }
    // SAFETY: LLVM hands over a NUL-terminated string that is ours to dispose of.
    unsafe {
        let text = std::ffi::CStr::from_ptr(message)
            .to_string_lossy()
            .into_owned();
        llvm_sys::core::LLVMDisposeMessage(message);
        text
    }
}

/// The C `char` of the platform.
#[allow(non_camel_case_types)]
pub(crate) type libc_char = std::ffi::c_char;
