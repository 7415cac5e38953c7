//! 128-bit shifts by a variable. Shifts by a constant the back end splits itself.

use super::{Outcome, Site};
use llvm_sys::LLVMOpcode::{self, *};

/// `shl`, `lshr`, `ashr` of 65 to 128 bits.
pub fn shift(site: &Site, opcode: LLVMOpcode) -> Outcome {
    let ty = site.inst.ty();
    let Some(65..=128) = ty.int_width() else {
        return Outcome::NotMine;
    };
    let amount = site.inst.operand(1);
    if amount.is_int_constant() {
        return Outcome::NotMine;
    }
    let (routine, extend) = match opcode {
        LLVMShl => ("__sbf_shl128", LLVMZExt),
        LLVMLShr => ("__sbf_lshr128", LLVMZExt),
        _ => ("__sbf_ashr128", LLVMSExt),
    };
    let value = site
        .builder
        .cast(extend, site.inst.operand(0), site.module.int(128));
    // Amounts of the type's width and more are undefined, so 64 bits hold every amount.
    let amount = site.builder.cast(LLVMTrunc, amount, site.module.int(64));
    let result = site.call_routine(routine, &[value, amount]);
    site.become_value(site.builder.cast(LLVMTrunc, result, ty))
}
