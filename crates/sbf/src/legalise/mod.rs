//! Rewriting operations that LLVM's BPF back end does not have into ones it has.
//!
//! Each family of operations has its file; each lowers one instruction at a time, in place, into
//! plain instructions or a call of a routine in `runtime/`. Function signatures are left alone
//! here: see [`crate::abi`].

mod compare;
mod division;
mod float;
mod funnel;
mod memory;
mod multiply;
mod shift;
mod statics;

use crate::error::Fault;
use crate::llvm::{Builder, Context, Function, Module, Type, Value};
use llvm_sys::LLVMOpcode;

pub use float::is_routine as is_float_routine;

/// The routines the passes call, as LLVM IR, and where they came from.
const RUNTIME: [(&str, &str); 4] = [
    ("memory.ll", include_str!("../../runtime/memory.ll")),
    ("multiply.ll", include_str!("../../runtime/multiply.ll")),
    ("division.ll", include_str!("../../runtime/division.ll")),
    ("shift.ll", include_str!("../../runtime/shift.ll")),
];

/// What a family did with an instruction.
enum Outcome {
    /// Not its business.
    NotMine,
    /// Replaced and erased.
    Lowered,
}

/// The instruction at hand and what is needed to replace it.
struct Site<'a> {
    module: &'a Module,
    inst: Value,
    builder: Builder,
}

/// A call of one of LLVM's own or of C's functions, by name.
struct NamedCall<'a> {
    site: &'a Site<'a>,
    name: String,
    args: Vec<Value>,
}

/// Lowers everything in the module. Afterwards only signatures stand between it and the back end.
pub fn run(module: &Module, context: &Context) -> Result<(), Fault> {
    for (name, text) in RUNTIME {
        module.link(context.parse(name, text.as_bytes())?, context)?;
    }
    statics::drop_hash_keys(module);
    let mut faults = Vec::new();
    for function in module.defined_functions() {
        for inst in function.instructions() {
            if let Err(fault) = lower(module, function, inst) {
                faults.push(fault);
            }
        }
    }
    Fault::collect(faults)
}

fn lower(module: &Module, function: Function, inst: Value) -> Result<(), Fault> {
    let Some(opcode) = inst.opcode() else {
        return Ok(());
    };
    let site = Site {
        module,
        inst,
        builder: Builder::before(inst),
    };
    use LLVMOpcode::*;
    let outcome = match opcode {
        LLVMMul => multiply::product(&site),
        LLVMUDiv | LLVMURem | LLVMSDiv | LLVMSRem => division::divide(&site, opcode),
        LLVMShl | LLVMLShr | LLVMAShr => shift::shift(&site, opcode),
        LLVMFAdd | LLVMFSub | LLVMFMul | LLVMFDiv | LLVMFNeg | LLVMFCmp | LLVMUIToFP
        | LLVMSIToFP | LLVMFPToUI | LLVMFPToSI | LLVMFPExt | LLVMFPTrunc | LLVMFRem => {
            match float::operation(&site, opcode) {
                Outcome::NotMine => return Err(site.unsupported(function)),
                done => done,
            }
        }
        LLVMCall => call(&site, function)?,
        LLVMInvoke | LLVMCallBr | LLVMIndirectBr => return Err(site.unsupported(function)),
        _ => Outcome::NotMine,
    };
    let (Outcome::NotMine | Outcome::Lowered) = outcome;
    Ok(())
}

fn call(site: &Site, function: Function) -> Result<Outcome, Fault> {
    let callee = site.inst.callee();
    if callee.is_inline_asm() {
        // The optimiser's `black_box` and compiler fences are empty assembly: harmless.
        return Ok(Outcome::NotMine);
    }
    let Some(target) = callee.as_function() else {
        return Ok(Outcome::NotMine);
    };
    let call = NamedCall {
        site,
        name: target.name(),
        args: site.inst.call_args(),
    };
    if !target.is_intrinsic() && !target.is_declaration() {
        return Ok(Outcome::NotMine);
    }
    for family in [
        memory::call,
        compare::call,
        multiply::overflow_call,
        funnel::call,
        float::call,
        trap,
    ] {
        if matches!(family(&call), Outcome::Lowered) {
            return Ok(Outcome::Lowered);
        }
    }
    if target.is_intrinsic() && float::is_unsupported_intrinsic(&call.name) {
        return Err(site.unsupported(function));
    }
    Ok(Outcome::NotMine)
}

/// `llvm.trap` ends the program with the runtime's own `abort`.
fn trap(call: &NamedCall) -> Outcome {
    if !matches!(
        call.name.as_str(),
        "llvm.trap" | "llvm.ubsantrap" | "llvm.debugtrap"
    ) {
        return Outcome::NotMine;
    }
    let module = call.site.module;
    let abort = module.declare("abort", Type::function(module.void(), &[]));
    call.site.builder.call(abort, &[]);
    call.site.inst.erase();
    Outcome::Lowered
}

impl Site<'_> {
    /// Replaces the instruction by `value`.
    fn become_value(&self, value: Value) -> Outcome {
        self.inst.replace_with(value);
        Outcome::Lowered
    }

    /// A routine of `runtime/`, which `run` linked in.
    fn routine(&self, name: &str) -> Function {
        self.module
            .function(name)
            .unwrap_or_else(|| panic!("runtime/ lacks the routine {name}"))
    }

    /// A call of a routine of `runtime/`.
    fn call_routine(&self, name: &str, args: &[Value]) -> Value {
        self.builder.call(self.routine(name), args)
    }

    fn unsupported(&self, function: Function) -> Fault {
        Fault::Unsupported {
            function: function.readable_name(),
            operation: self.inst.text(),
        }
    }
}
