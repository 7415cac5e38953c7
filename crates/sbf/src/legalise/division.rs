//! Signed division, which sBPF v0 lacks, and division over 64 bits.

use super::multiply::word_of;
use super::{Outcome, Site};
use llvm_sys::LLVMOpcode::{self, *};

/// `udiv`, `urem`, `sdiv`, `srem` of up to 128 bits.
///
/// Division by zero needs no care: Rust checks before it divides.
pub fn divide(site: &Site, opcode: LLVMOpcode) -> Outcome {
    let ty = site.inst.ty();
    let Some(width @ ..=128) = ty.int_width() else {
        return Outcome::NotMine;
    };
    let signed = matches!(opcode, LLVMSDiv | LLVMSRem);
    if width <= 64 && !signed {
        return Outcome::NotMine;
    }
    let (a, b) = (site.inst.operand(0), site.inst.operand(1));
    if !signed && let Some(divisor) = word_of(site, b) {
        let a = site.builder.cast(LLVMZExt, a, site.module.int(128));
        let name = if opcode == LLVMUDiv {
            "__sbf_udiv128by64"
        } else {
            "__sbf_urem128by64"
        };
        let result = site.call_routine(name, &[a, divisor]);
        return site.become_value(match opcode {
            LLVMUDiv => site.builder.cast(LLVMTrunc, result, ty),
            _ => site.builder.cast(LLVMZExt, result, ty),
        });
    }
    let (routine, extend, bits) = match (opcode, width) {
        (LLVMSDiv, ..=64) => ("__sbf_sdiv64", LLVMSExt, 64),
        (LLVMSRem, ..=64) => ("__sbf_srem64", LLVMSExt, 64),
        (LLVMSDiv, _) => ("__sbf_sdiv128", LLVMSExt, 128),
        (LLVMSRem, _) => ("__sbf_srem128", LLVMSExt, 128),
        (LLVMUDiv, _) => ("__sbf_udiv128", LLVMZExt, 128),
        (_, _) => ("__sbf_urem128", LLVMZExt, 128),
    };
    let wide = site.module.int(bits);
    let widen = |v| site.builder.cast(extend, v, wide);
    let result = site.call_routine(routine, &[widen(a), widen(b)]);
    site.become_value(site.builder.cast(LLVMTrunc, result, ty))
}
