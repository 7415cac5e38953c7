//! `memcmp`: short comparisons for equality become loads and `xor` (a byte loop costs 250 units
//! for a key of 32 bytes, this 20), the others the syscall.

use super::{NamedCall, Outcome};
use crate::llvm::Value;
use llvm_sys::LLVMIntPredicate::{LLVMIntEQ, LLVMIntNE};
use llvm_sys::LLVMOpcode::{LLVMICmp, LLVMOr, LLVMXor, LLVMZExt};

/// The longest comparison, in bytes, that is written out.
const INLINE_BYTES: u64 = 64;

/// C's `memcmp` and `bcmp`.
pub fn call(call: &NamedCall) -> Outcome {
    if !matches!(call.name.as_str(), "memcmp" | "bcmp") {
        return Outcome::NotMine;
    }
    let site = call.site;
    let result = site.inst.ty();
    let (a, b, len) = (call.args[0], call.args[1], call.args[2]);
    let value = match len.as_u64() {
        Some(0) => result.zero(),
        Some(bytes @ 1..=INLINE_BYTES) if only_tested_for_zero(site.inst) => {
            let differs = difference(call, a, b, bytes);
            let unequal = site
                .builder
                .compare(LLVMIntNE, differs, differs.ty().zero());
            site.builder.cast(LLVMZExt, unequal, result)
        }
        _ => site.call_routine("__sbf_memcmp", &[a, b, len]),
    };
    site.become_value(value)
}

/// True if every use is `== 0` or `!= 0`, so that the order of unequal operands does not matter.
fn only_tested_for_zero(inst: Value) -> bool {
    inst.users().into_iter().all(|user| {
        user.opcode() == Some(LLVMICmp)
            && matches!(user.int_predicate(), LLVMIntEQ | LLVMIntNE)
            && (user.operand(0).is_zero() || user.operand(1).is_zero())
    })
}

/// The `or` of the `xor`s of all words: zero if the `bytes` bytes are equal.
fn difference(call: &NamedCall, a: Value, b: Value, bytes: u64) -> Value {
    let (module, build) = (call.site.module, &call.site.builder);
    let word = module.int(64);
    let mut offset = 0;
    let mut all: Option<Value> = None;
    while offset < bytes {
        let step = [8, 4, 2, 1]
            .into_iter()
            .find(|s| offset + s <= bytes)
            .unwrap_or(1);
        let ty = module.int(8 * step as u32);
        let load = |from| build.load(ty, build.offset(from, offset), 1);
        let xor = build.cast(LLVMZExt, build.binary(LLVMXor, load(a), load(b)), word);
        all = Some(all.map_or(xor, |sum| build.binary(LLVMOr, sum, xor)));
        offset += step;
    }
    all.unwrap_or_else(|| word.zero())
}
