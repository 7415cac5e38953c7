//! Products over 64 bits, and multiplications that report overflow.

use super::{NamedCall, Outcome, Site};
use crate::llvm::Value;
use llvm_sys::LLVMOpcode::{LLVMSExt, LLVMTrunc, LLVMZExt};

/// `mul` of 65 to 128 bits.
pub fn product(site: &Site) -> Outcome {
    let ty = site.inst.ty();
    let Some(width @ 65..=128) = ty.int_width() else {
        return Outcome::NotMine;
    };
    let wide = site.module.int(128);
    let (a, b) = (site.inst.operand(0), site.inst.operand(1));
    // Rust's `x as u128 * y as u128`: one full product of words, a third of the general routine.
    if width == 128
        && let (Some(a), Some(b)) = (word_of(site, a), word_of(site, b))
    {
        return site.become_value(site.call_routine("__sbf_mulwide", &[a, b]));
    }
    let widen = |v| site.builder.cast(LLVMZExt, v, wide);
    let product = site.call_routine("__sbf_mul128", &[widen(a), widen(b)]);
    site.become_value(site.builder.cast(LLVMTrunc, product, ty))
}

/// The 64-bit word that a 128-bit value was zero-extended from, if it was.
pub fn word_of(site: &Site, value: Value) -> Option<Value> {
    let word = site.module.int(64);
    if value.opcode() == Some(LLVMZExt) && value.operand(0).ty().int_width()? <= 64 {
        return Some(site.builder.cast(LLVMZExt, value.operand(0), word));
    }
    if value.is_int_constant() {
        let low = site.builder.cast(LLVMTrunc, value, word);
        // Constants are unique in a context: equal after the round trip means the high word is 0.
        return (site.builder.cast(LLVMZExt, low, value.ty()) == value).then_some(low);
    }
    None
}

/// `llvm.{u,s}mul.with.overflow`. The back end multiplies up to 32 bits in one register.
pub fn overflow_call(call: &NamedCall) -> Outcome {
    let (signed, rest) = match call.name.as_str() {
        name if name.starts_with("llvm.umul.with.overflow.i") => (false, &name[25..]),
        name if name.starts_with("llvm.smul.with.overflow.i") => (true, &name[25..]),
        _ => return Outcome::NotMine,
    };
    let site = call.site;
    let (a, b) = (call.args[0], call.args[1]);
    let routine = match (rest.parse::<u32>(), signed) {
        (Ok(64), false) => "__sbf_umulo64",
        (Ok(64), true) => "__sbf_smulo64",
        (Ok(128), false) => {
            if let (Some(x), Some(y)) = (word_of(site, a), word_of(site, b)) {
                // A product of two words always fits 128 bits.
                let product = site.call_routine("__sbf_mulwide", &[x, y]);
                let ty = site.inst.ty();
                let pair = site.builder.insert(ty.poison(), product, 0);
                return site.become_value(site.builder.insert(pair, site.module.int(1).zero(), 1));
            }
            "__sbf_umulo128"
        }
        (Ok(128), true) => "__sbf_smulo128",
        (Ok(bits @ 33..=63), _) => return odd_width(site, a, b, bits, signed),
        _ => return Outcome::NotMine,
    };
    site.become_value(site.call_routine(routine, &[a, b]))
}

/// Widths between 33 and 63 bits: multiply in 128 bits and see whether the product comes back
/// from its truncation.
fn odd_width(site: &Site, a: Value, b: Value, bits: u32, signed: bool) -> Outcome {
    let extend = if signed { LLVMSExt } else { LLVMZExt };
    let (wide, narrow) = (site.module.int(128), site.module.int(bits));
    let widen = |v| site.builder.cast(extend, v, wide);
    let product = site.call_routine("__sbf_mul128", &[widen(a), widen(b)]);
    let low = site.builder.cast(LLVMTrunc, product, narrow);
    let differs = llvm_sys::LLVMIntPredicate::LLVMIntNE;
    let overflow = site.builder.compare(differs, widen(low), product);
    let pair = site.builder.insert(site.inst.ty().poison(), low, 0);
    site.become_value(site.builder.insert(pair, overflow, 1))
}
