//! 128-bit funnel shifts and rotations by a variable.

use super::{NamedCall, Outcome};
use llvm_sys::LLVMOpcode::*;

/// `llvm.fshl.i128` and `llvm.fshr.i128`: `n` bits of the one operand, the rest of the other.
///
/// `fshl(a, b, n) = a << n | (b >> 1) >> (127 - n)`, with `n` taken modulo 128; the shift in two
/// steps is defined for `n = 0` too. `fshr` is its mirror image.
pub fn call(call: &NamedCall) -> Outcome {
    let left = match call.name.as_str() {
        "llvm.fshl.i128" => true,
        "llvm.fshr.i128" => false,
        _ => return Outcome::NotMine,
    };
    let site = call.site;
    let build = &site.builder;
    let (wide, word) = (site.module.int(128), site.module.int(64));
    let amount = build.cast(LLVMTrunc, call.args[2], word);
    let amount = build.binary(LLVMAnd, amount, word.int(127));
    let inverse = build.binary(LLVMXor, amount, word.int(127));
    let (toward, away) = ("__sbf_shl128", "__sbf_lshr128");
    let result = if left {
        let high = site.call_routine(toward, &[call.args[0], amount]);
        let half = build.binary(LLVMLShr, call.args[1], wide.int(1));
        build.binary(LLVMOr, high, site.call_routine(away, &[half, inverse]))
    } else {
        let low = site.call_routine(away, &[call.args[1], amount]);
        let double = build.binary(LLVMShl, call.args[0], wide.int(1));
        build.binary(LLVMOr, low, site.call_routine(toward, &[double, inverse]))
    };
    site.become_value(result)
}
