//! Signatures the BPF calling convention has no registers for.
//!
//! BPF returns one 64-bit register and passes five. Two rewrites, of definitions, direct and
//! indirect calls alike (both depend on the function type only, so a call through a pointer
//! always agrees with its callee):
//! - a result of more than 64 bits goes through a pointer that becomes the first parameter; each
//!   caller has one slot in its frame for all its calls, read right after each;
//! - of more than five registers of arguments (an i128 takes two), those beyond the fourth
//!   register go into a block in the caller's frame, whose address is the fifth.

use crate::error::Fault;
use crate::llvm::function::{ON_FUNCTION, ON_RETURN, attribute_kind, kind_of, on_param};
use crate::llvm::{Builder, Function, Module, Type, Value};
use llvm_sys::LLVMOpcode::{LLVMCall, LLVMRet};
use llvm_sys::LLVMTypeKind::{LLVMArrayTypeKind, LLVMStructTypeKind, LLVMVectorTypeKind};
use llvm_sys::core::*;
use llvm_sys::prelude::LLVMAttributeRef;

/// Argument registers of the calling convention.
const REGISTERS: u64 = 5;
/// Alignment, in bytes, of the slots in the caller's frame.
const SLOT_ALIGN: u32 = 8;

/// What a rewritten function may no longer claim: it now writes to its caller's frame.
const UNTRUE_AFTER_REWRITE: [&str; 4] = ["memory", "speculatable", "readnone", "readonly"];

/// How values of one function type travel.
struct Convention {
    /// The type of a result that goes through the hidden first parameter.
    indirect: Option<Type>,
    /// Parameters in registers, the hidden one not counted.
    in_registers: usize,
    /// Offset in the caller's block of each further parameter, in bytes.
    offsets: Vec<u64>,
    /// Size of the caller's block, in bytes.
    block_bytes: u64,
    /// The function type after the rewrite.
    ty: Type,
}

/// Rewrites every definition and call that needs it.
pub fn run(module: &Module) -> Result<(), Fault> {
    for function in module.functions().into_iter().filter(|f| !f.is_intrinsic()) {
        for index in 0..function.ty().params().len() {
            // The callee is as before; the back end refuses the attribute by itself.
            function.remove_attribute(on_param(index), "sret");
        }
    }
    check_declarations(module)?;
    for old in module.defined_functions() {
        if let Some(convention) = convention(module, old.ty()) {
            rewrite_definition(module, old, &convention);
        }
    }
    for function in module.defined_functions() {
        rewrite_calls(module, function)?;
    }
    Ok(())
}

/// A declaration is a syscall, which has the runtime's convention and cannot be rewritten.
fn check_declarations(module: &Module) -> Result<(), Fault> {
    let mut faults = Vec::new();
    for function in module.functions() {
        if function.is_declaration()
            && !function.is_intrinsic()
            && (function.ty().is_variadic() || convention(module, function.ty()).is_some())
        {
            let operation = format!(
                "a call of the syscall {} with that signature",
                function.name()
            );
            faults.push(Fault::Unsupported {
                function: users(function.value()),
                operation,
            });
        }
    }
    Fault::collect(faults)
}

/// The functions that refer to a value, for messages.
pub fn users(value: Value) -> String {
    let mut names: Vec<String> = value
        .users()
        .into_iter()
        .map(|user| match user.is_instruction() {
            true => user.block().function().readable_name(),
            false => "a table of function pointers".into(),
        })
        .collect();
    names.sort();
    names.dedup();
    match names.len() {
        0 => "the program".into(),
        _ => names.join(", "),
    }
}

/// The rewrite a function type needs, or `None` if the back end can have it as it is.
fn convention(module: &Module, ty: Type) -> Option<Convention> {
    let (ret, params) = (ty.return_type(), ty.params());
    let indirect = (!ret.is_void() && registers(ret) > 1 || is_aggregate(ret)).then_some(ret);
    let hidden = u64::from(indirect.is_some());
    let total: u64 = hidden + params.iter().copied().map(registers).sum::<u64>();
    let mut in_registers = params.len();
    if total > REGISTERS {
        let mut used = hidden;
        in_registers = params
            .iter()
            .take_while(|param| {
                used += registers(**param);
                used < REGISTERS
            })
            .count();
    }
    if indirect.is_none() && in_registers == params.len() {
        return None;
    }
    let mut offsets = Vec::new();
    let mut block_bytes = 0;
    for param in &params[in_registers..] {
        offsets.push(block_bytes);
        block_bytes += module.size_of(*param).next_multiple_of(SLOT_ALIGN.into());
    }
    let mut types: Vec<Type> = indirect.iter().map(|_| module.ptr()).collect();
    types.extend(&params[..in_registers]);
    if !offsets.is_empty() {
        types.push(module.ptr());
    }
    let ret = if indirect.is_some() {
        module.void()
    } else {
        ret
    };
    let ty = Type::function(ret, &types);
    Some(Convention {
        indirect,
        in_registers,
        offsets,
        block_bytes,
        ty,
    })
}

/// Registers the back end needs for a value.
fn registers(ty: Type) -> u64 {
    match ty.kind() {
        LLVMStructTypeKind => ty.fields().into_iter().map(registers).sum(),
        LLVMArrayTypeKind => {
            let (element, count) = ty.array();
            registers(element) * count
        }
        _ => ty
            .int_width()
            .map_or(1, |bits| u64::from(bits.div_ceil(64))),
    }
}

fn is_aggregate(ty: Type) -> bool {
    matches!(
        ty.kind(),
        LLVMStructTypeKind | LLVMArrayTypeKind | LLVMVectorTypeKind
    )
}

impl Convention {
    /// The index after the rewrite of attributes on parameter `index`, if it stays in a register.
    fn moved(&self, index: usize) -> Option<u32> {
        (index < self.in_registers).then(|| on_param(index + usize::from(self.indirect.is_some())))
    }

    fn block_index(&self) -> usize {
        self.in_registers + usize::from(self.indirect.is_some())
    }

    /// Copies attributes that hold after the rewrite; `add` puts one at its new index.
    fn copy_attributes(
        &self,
        param_count: usize,
        get: impl Fn(u32) -> Vec<LLVMAttributeRef>,
        add: impl Fn(u32, LLVMAttributeRef),
    ) {
        let untrue: Vec<u32> = UNTRUE_AFTER_REWRITE
            .iter()
            .map(|n| attribute_kind(n))
            .collect();
        for attribute in get(ON_FUNCTION) {
            if kind_of(attribute).is_none_or(|kind| !untrue.contains(&kind)) {
                add(ON_FUNCTION, attribute);
            }
        }
        if self.indirect.is_none() {
            get(ON_RETURN).into_iter().for_each(|a| add(ON_RETURN, a));
        }
        let returned = attribute_kind("returned");
        for index in 0..param_count {
            let Some(to) = self.moved(index) else {
                continue;
            };
            for attribute in get(on_param(index)) {
                if kind_of(attribute) != Some(returned) || self.indirect.is_none() {
                    add(to, attribute);
                }
            }
        }
    }
}

fn rewrite_definition(module: &Module, old: Function, convention: &Convention) {
    let name = old.name();
    let new = module.add_function("", convention.ty);
    new.value().set_linkage(old.value().linkage());
    new.set_call_conv(old.call_conv());
    let params = old.ty().params();
    convention.copy_attributes(
        params.len(),
        |index| old.attributes(index),
        |index, attribute| new.add_attribute(index, attribute),
    );
    old.value().replace_uses(new.value());
    new.take_blocks(old);
    let shift = usize::from(convention.indirect.is_some());
    for index in 0..convention.in_registers {
        old.param(index).replace_uses(new.param(index + shift));
    }
    if let Some(first) = new.instructions().first().copied() {
        let builder = Builder::before(first);
        for (offset, index) in convention.offsets.iter().zip(convention.in_registers..) {
            let address = builder.offset(new.param(convention.block_index()), *offset);
            let value = builder.load(params[index], address, SLOT_ALIGN);
            old.param(index).replace_uses(value);
        }
    }
    if convention.indirect.is_some() {
        for inst in new
            .instructions()
            .into_iter()
            .filter(|i| i.opcode() == Some(LLVMRet))
        {
            let builder = Builder::before(inst);
            let value = inst.operand(0);
            if !value.is_undef() {
                builder.store(value, new.param(0), SLOT_ALIGN);
            }
            builder.return_void();
            inst.erase();
        }
    }
    old.delete();
    new.value().set_name(&name);
}

fn rewrite_calls(module: &Module, function: Function) -> Result<(), Fault> {
    let mut calls = Vec::new();
    let (mut result_bytes, mut block_bytes) = (0, 0);
    for inst in function
        .instructions()
        .into_iter()
        .filter(|i| i.opcode() == Some(LLVMCall))
    {
        let callee = inst.callee();
        if callee.is_inline_asm() || callee.as_function().is_some_and(Function::is_intrinsic) {
            continue;
        }
        let ty = inst.callee_type();
        for index in 0..ty.params().len() {
            let kind = attribute_kind("sret");
            crate::llvm::ffi!(LLVMRemoveCallSiteEnumAttribute(
                inst.0,
                on_param(index),
                kind
            ));
        }
        if ty.is_variadic() {
            return Err(Fault::Unsupported {
                function: function.readable_name(),
                operation: inst.text(),
            });
        }
        if let Some(convention) = convention(module, ty) {
            let size = convention.indirect.map_or(0, |ty| module.size_of(ty));
            result_bytes = result_bytes.max(size);
            block_bytes = block_bytes.max(convention.block_bytes);
            calls.push((inst, convention));
        }
    }
    let Some(first) = function.instructions().first().copied() else {
        return Ok(());
    };
    let entry = Builder::before(first);
    let slot = |bytes: u64| (bytes > 0).then(|| entry.slot(bytes));
    let (result, block) = (slot(result_bytes), slot(block_bytes));
    for (inst, convention) in calls {
        rewrite_call(inst, &convention, result, block);
    }
    Ok(())
}

fn rewrite_call(inst: Value, convention: &Convention, result: Option<Value>, block: Option<Value>) {
    use crate::llvm::ffi;
    let builder = Builder::before(inst);
    let old_args = inst.call_args();
    let mut args = Vec::new();
    if convention.indirect.is_some() {
        args.extend(result);
    }
    args.extend(&old_args[..convention.in_registers]);
    if let (false, Some(block)) = (convention.offsets.is_empty(), block) {
        for (offset, value) in convention
            .offsets
            .iter()
            .zip(&old_args[convention.in_registers..])
        {
            builder.store(*value, builder.offset(block, *offset), SLOT_ALIGN);
        }
        args.push(block);
    }
    let call = builder.call_as(convention.ty, inst.callee(), &args);
    ffi!(LLVMSetInstructionCallConv(
        call.0,
        LLVMGetInstructionCallConv(inst.0)
    ));
    convention.copy_attributes(
        old_args.len(),
        |index| {
            let count = ffi!(LLVMGetCallSiteAttributeCount(inst.0, index)) as usize;
            let mut out = vec![std::ptr::null_mut(); count];
            ffi!(LLVMGetCallSiteAttributes(inst.0, index, out.as_mut_ptr()));
            out
        },
        |index, attribute| ffi!(LLVMAddCallSiteAttribute(call.0, index, attribute)),
    );
    match (convention.indirect, result) {
        (Some(ty), Some(slot)) => {
            if inst.users().is_empty() {
                inst.erase();
            } else {
                inst.replace_with(builder.load(ty, slot, SLOT_ALIGN));
            }
        }
        _ => inst.replace_with(call),
    }
}
