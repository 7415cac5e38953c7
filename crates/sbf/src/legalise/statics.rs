//! The one writable static that ordinary programs bring in: the keys of std's `RandomState`.

use crate::llvm::{Module, Value};
use llvm_sys::LLVMOpcode::{LLVMGetElementPtr, LLVMLoad, LLVMStore};

/// A `HashMap` caches its random keys in a static. A program on chain has no randomness, so the
/// keys are zero on every run: loads become zero and stores go away, and with them the static.
pub fn drop_hash_keys(module: &Module) {
    for global in module.globals() {
        let name = global.name();
        if name.contains("RandomState") && name.contains("KEYS") {
            forget(global);
        }
    }
}

fn forget(address: Value) {
    for user in address.users() {
        match user.opcode() {
            Some(LLVMLoad) => user.replace_with(user.ty().zero()),
            Some(LLVMStore) if user.operand(1) == address => user.erase(),
            Some(LLVMGetElementPtr) => {
                forget(user);
                if user.users().is_empty() {
                    user.erase();
                }
            }
            // A constant expression of the address, which holds no memory of its own.
            None if !user.is_global_variable() => forget(user),
            _ => {}
        }
    }
}
