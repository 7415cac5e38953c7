//! Copies and fills: short ones of known length stay with the back end, which writes them out as
//! loads and stores; the others become syscalls.

use super::{NamedCall, Outcome};
use crate::llvm::{Type, Value};
use llvm_sys::LLVMOpcode::LLVMTrunc;

/// The longest copy, in bytes, that is written out: 8 load-store pairs cost 16 units, where the
/// syscall costs 10, a call and the setting up of its arguments.
const INLINE_COPY_BYTES: u64 = 64;
/// The longest fill, in bytes, that is written out: it needs no loads.
const INLINE_FILL_BYTES: u64 = 96;

/// Bytes of an address or a hash, most of what programs copy: one routine copies those.
const ADDRESS_BYTES: u64 = 32;

/// `llvm.memcpy`, `llvm.memmove`, `llvm.memset` and C's functions of those names.
pub fn call(call: &NamedCall) -> Outcome {
    let name = call.name.as_str();
    let (kind, intrinsic) = match name.strip_prefix("llvm.") {
        Some(rest) => (rest.split('.').next().unwrap_or_default(), true),
        None => (name, false),
    };
    let (syscall, inline_bytes) = match kind {
        "memcpy" => ("sol_memcpy_", INLINE_COPY_BYTES),
        "memmove" => ("sol_memmove_", INLINE_COPY_BYTES),
        "memset" => ("sol_memset_", INLINE_FILL_BYTES),
        _ => return Outcome::NotMine,
    };
    let (to, mut from, len) = (call.args[0], call.args[1], call.args[2]);
    if intrinsic && kind != "memset" && len.as_u64() == Some(ADDRESS_BYTES) {
        call.site.call_routine("__sbf_copy_32", &[to, from]);
        call.site.inst.erase();
        return Outcome::Lowered;
    }
    if intrinsic && len.as_u64().is_some_and(|bytes| bytes <= inline_bytes) {
        return Outcome::NotMine;
    }
    let (module, build) = (call.site.module, &call.site.builder);
    if kind == "memset" {
        from = build.cast(LLVMTrunc, from, module.int(8));
    }
    let ty = Type::function(module.void(), &[module.ptr(), from.ty(), module.int(64)]);
    build.call(module.declare(syscall, ty), &[to, from, len]);
    if call.site.inst.ty().is_void() {
        call.site.inst.erase();
    } else {
        // C's functions return the destination.
        let to: Value = to;
        call.site.inst.replace_with(to);
    }
    Outcome::Lowered
}
