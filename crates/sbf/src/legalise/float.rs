//! Floating point, in software: compiler_builtins' routines by their standard names.
//!
//! No money rule uses floats; they come in through SDK code such as `Rent::minimum_balance`.

use super::{NamedCall, Outcome, Site};
use crate::llvm::{Type, Value};
use llvm_sys::LLVMIntPredicate::*;
use llvm_sys::LLVMOpcode::{self, *};
use llvm_sys::LLVMRealPredicate::*;

/// True for a routine this pass may call, which must outlive the optimiser.
pub fn is_routine(name: &str) -> bool {
    let Some(stem) = name.strip_prefix("__") else {
        return false;
    };
    const ROUTINES: [&str; 34] = [
        "addsf3",
        "subsf3",
        "mulsf3",
        "divsf3",
        "adddf3",
        "subdf3",
        "muldf3",
        "divdf3",
        "eqsf2",
        "nesf2",
        "gtsf2",
        "gesf2",
        "ltsf2",
        "lesf2",
        "unordsf2",
        "eqdf2",
        "nedf2",
        "gtdf2",
        "gedf2",
        "ltdf2",
        "ledf2",
        "unorddf2",
        "floatundisf",
        "floatundidf",
        "floatdisf",
        "floatdidf",
        "fixunssfdi",
        "fixunsdfdi",
        "fixsfdi",
        "fixdfdi",
        "extendsfdf2",
        "truncdfsf2",
        "fixunssfsi",
        "fixunsdfsi",
    ];
    ROUTINES.contains(&stem)
}

/// Arithmetic, comparison and conversion instructions.
pub fn operation(site: &Site, opcode: LLVMOpcode) -> Outcome {
    let inst = site.inst;
    let a = inst.operand(0);
    if !(inst.ty().is_float() || a.ty().is_float()) {
        return Outcome::NotMine;
    }
    match opcode {
        LLVMFAdd => arithmetic(site, "add"),
        LLVMFSub => arithmetic(site, "sub"),
        LLVMFMul => arithmetic(site, "mul"),
        LLVMFDiv => arithmetic(site, "div"),
        LLVMFNeg => negate(site, a),
        LLVMFCmp => compare(site),
        LLVMUIToFP => from_int(site, a, "floatundi", LLVMZExt),
        LLVMSIToFP => from_int(site, a, "floatdi", LLVMSExt),
        LLVMFPToUI => to_int(site, a, "fixuns"),
        LLVMFPToSI => to_int(site, a, "fix"),
        LLVMFPExt => convert(site, a, "__extendsfdf2"),
        LLVMFPTrunc => convert(site, a, "__truncdfsf2"),
        _ => Outcome::NotMine,
    }
}

/// Saturating conversions, which are what compiler_builtins' routines do.
pub fn call(call: &NamedCall) -> Outcome {
    let stem = if call.name.starts_with("llvm.fptoui.sat.i") {
        "fixuns"
    } else if call.name.starts_with("llvm.fptosi.sat.i") {
        "fix"
    } else {
        return Outcome::NotMine;
    };
    // Narrower results saturate at their own bounds, which the 64-bit routine does not know.
    match call.site.inst.ty().int_width() {
        Some(64) => to_int(call.site, call.args[0], stem),
        _ => Outcome::NotMine,
    }
}

/// Intrinsics on floats that no routine stands for.
pub fn is_unsupported_intrinsic(name: &str) -> bool {
    let Some(rest) = name.strip_prefix("llvm.") else {
        return false;
    };
    let op = rest.split('.').next().unwrap_or_default();
    matches!(
        op,
        "sqrt"
            | "pow"
            | "powi"
            | "exp"
            | "exp2"
            | "log"
            | "log2"
            | "log10"
            | "sin"
            | "cos"
            | "floor"
            | "ceil"
            | "round"
            | "roundeven"
            | "rint"
            | "nearbyint"
            | "fma"
            | "fmuladd"
            | "fptoui"
            | "fptosi"
            | "minnum"
            | "maxnum"
            | "va_start"
    )
}

fn suffix(ty: Type) -> &'static str {
    if ty.is_double() { "df" } else { "sf" }
}

fn routine(site: &Site, name: &str, ret: Type, args: &[Value]) -> Value {
    let params: Vec<Type> = args.iter().map(|v| v.ty()).collect();
    site.builder.call(
        site.module.declare(name, Type::function(ret, &params)),
        args,
    )
}

fn arithmetic(site: &Site, stem: &str) -> Outcome {
    let ty = site.inst.ty();
    let name = format!("__{stem}{}3", suffix(ty));
    let args = [site.inst.operand(0), site.inst.operand(1)];
    site.become_value(routine(site, &name, ty, &args))
}

fn negate(site: &Site, a: Value) -> Outcome {
    let ty = a.ty();
    let bits = site.module.int(if ty.is_double() { 64 } else { 32 });
    let sign = bits.int(if ty.is_double() {
        i64::MIN
    } else {
        i32::MIN.into()
    });
    let raw = site.builder.cast(LLVMBitCast, a, bits);
    let flipped = site.builder.binary(LLVMXor, raw, sign);
    site.become_value(site.builder.cast(LLVMBitCast, flipped, ty))
}

/// The routines answer with the sign of `a - b`; unordered operands make ordered tests fail.
fn compare(site: &Site) -> Outcome {
    let (a, b) = (site.inst.operand(0), site.inst.operand(1));
    let (stem, test) = match site.inst.real_predicate() {
        LLVMRealOEQ => ("eq", LLVMIntEQ),
        LLVMRealUNE => ("ne", LLVMIntNE),
        LLVMRealOGT => ("gt", LLVMIntSGT),
        LLVMRealOGE => ("ge", LLVMIntSGE),
        LLVMRealOLT => ("lt", LLVMIntSLT),
        LLVMRealOLE => ("le", LLVMIntSLE),
        LLVMRealUNO => ("unord", LLVMIntNE),
        LLVMRealORD => ("unord", LLVMIntEQ),
        LLVMRealULT => ("ge", LLVMIntSLT),
        LLVMRealULE => ("gt", LLVMIntSLE),
        LLVMRealUGT => ("le", LLVMIntSGT),
        LLVMRealUGE => ("lt", LLVMIntSGE),
        _ => return Outcome::NotMine,
    };
    let int = site.module.int(32);
    let name = format!("__{stem}{}2", suffix(a.ty()));
    let order = routine(site, &name, int, &[a, b]);
    // compiler_builtins answers in a word of the target's own width.
    site.become_value(site.builder.compare(test, order, order.ty().zero()))
}

fn from_int(site: &Site, a: Value, stem: &str, extend: LLVMOpcode) -> Outcome {
    let Some(..=64) = a.ty().int_width() else {
        return Outcome::NotMine;
    };
    let ty = site.inst.ty();
    let word = site.builder.cast(extend, a, site.module.int(64));
    let name = format!("__{stem}{}", suffix(ty));
    site.become_value(routine(site, &name, ty, &[word]))
}

fn to_int(site: &Site, a: Value, stem: &str) -> Outcome {
    let ty = site.inst.ty();
    let Some(..=64) = ty.int_width() else {
        return Outcome::NotMine;
    };
    let word = routine(
        site,
        &format!("__{stem}{}di", suffix(a.ty())),
        site.module.int(64),
        &[a],
    );
    site.become_value(site.builder.cast(LLVMTrunc, word, ty))
}

fn convert(site: &Site, a: Value, name: &str) -> Outcome {
    site.become_value(routine(site, name, site.inst.ty(), &[a]))
}
