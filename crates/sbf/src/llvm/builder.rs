//! Inserting instructions before an existing one.

use super::{Block, Function, Type, Value, ffi};
use llvm_sys::core::*;
use llvm_sys::prelude::{LLVMBuilderRef, LLVMContextRef};
use llvm_sys::{LLVMIntPredicate, LLVMOpcode};

const UNNAMED: *const super::libc_char = c"".as_ptr();

/// Inserts instructions at a position. Constants fold on the way.
pub struct Builder(LLVMBuilderRef, LLVMContextRef);

impl Builder {
    /// Inserts before an instruction.
    pub fn before(inst: Value) -> Self {
        let context = ffi!(LLVMGetTypeContext(inst.ty().0));
        let raw = ffi!(LLVMCreateBuilderInContext(context));
        ffi!(LLVMPositionBuilderBefore(raw, inst.0));
        Self(raw, context)
    }

    /// Inserts at the end of a block.
    pub fn at_end(block: Block) -> Self {
        let context = ffi!(LLVMGetTypeContext(block.function().value().ty().0));
        let raw = ffi!(LLVMCreateBuilderInContext(context));
        ffi!(LLVMPositionBuilderAtEnd(raw, block.0));
        Self(raw, context)
    }

    /// A two-operand arithmetic or bit operation.
    pub fn binary(&self, op: LLVMOpcode, a: Value, b: Value) -> Value {
        Value(ffi!(LLVMBuildBinOp(self.0, op, a.0, b.0, UNNAMED)))
    }

    /// A conversion (`trunc`, `zext`, `sext`, `bitcast`).
    pub fn cast(&self, op: LLVMOpcode, value: Value, to: Type) -> Value {
        if value.ty() == to {
            return value;
        }
        Value(ffi!(LLVMBuildCast(self.0, op, value.0, to.0, UNNAMED)))
    }

    /// An integer comparison.
    pub fn compare(&self, predicate: LLVMIntPredicate, a: Value, b: Value) -> Value {
        Value(ffi!(LLVMBuildICmp(self.0, predicate, a.0, b.0, UNNAMED)))
    }

    /// A load with an alignment in bytes.
    pub fn load(&self, ty: Type, ptr: Value, align: u32) -> Value {
        let value = Value(ffi!(LLVMBuildLoad2(self.0, ty.0, ptr.0, UNNAMED)));
        value.set_alignment(align);
        value
    }

    /// A store with an alignment in bytes.
    pub fn store(&self, value: Value, ptr: Value, align: u32) -> Value {
        let inst = Value(ffi!(LLVMBuildStore(self.0, value.0, ptr.0)));
        inst.set_alignment(align);
        inst
    }

    /// `ptr + bytes`.
    pub fn offset(&self, ptr: Value, bytes: u64) -> Value {
        if bytes == 0 {
            return ptr;
        }
        let byte = ffi!(LLVMInt8TypeInContext(self.1));
        let mut index = [ffi!(LLVMConstInt(LLVMInt64TypeInContext(self.1), bytes, 0))];
        Value(ffi!(LLVMBuildInBoundsGEP2(
            self.0,
            byte,
            ptr.0,
            index.as_mut_ptr(),
            1,
            UNNAMED
        )))
    }

    /// `ptr + bytes`, of which nothing is promised.
    pub fn at(&self, ptr: Value, bytes: Value) -> Value {
        let byte = ffi!(LLVMInt8TypeInContext(self.1));
        let mut index = [bytes.0];
        Value(ffi!(LLVMBuildGEP2(
            self.0,
            byte,
            ptr.0,
            index.as_mut_ptr(),
            1,
            UNNAMED
        )))
    }

    /// A stack slot of `bytes` bytes, aligned to 8.
    pub fn slot(&self, bytes: u64) -> Value {
        let ty = ffi!(LLVMArrayType2(LLVMInt8TypeInContext(self.1), bytes));
        let value = Value(ffi!(LLVMBuildAlloca(self.0, ty, UNNAMED)));
        value.set_alignment(8);
        value
    }

    /// A direct call.
    pub fn call(&self, callee: Function, args: &[Value]) -> Value {
        let inst = self.call_as(callee.ty(), callee.value(), args);
        ffi!(LLVMSetInstructionCallConv(inst.0, callee.call_conv()));
        inst
    }

    /// A call through any pointer, with the function type spelled out.
    pub fn call_as(&self, ty: Type, callee: Value, args: &[Value]) -> Value {
        let mut raw: Vec<_> = args.iter().map(|a| a.0).collect();
        let n = raw.len() as u32;
        Value(ffi!(LLVMBuildCall2(
            self.0,
            ty.0,
            callee.0,
            raw.as_mut_ptr(),
            n,
            UNNAMED
        )))
    }

    /// `aggregate` with element `index` replaced.
    pub fn insert(&self, aggregate: Value, element: Value, index: u32) -> Value {
        Value(ffi!(LLVMBuildInsertValue(
            self.0,
            aggregate.0,
            element.0,
            index,
            UNNAMED
        )))
    }

    /// A `phi` that has no values yet.
    pub fn phi(&self, ty: Type) -> Value {
        Value(ffi!(LLVMBuildPhi(self.0, ty.0, UNNAMED)))
    }

    /// The value itself, of which the back end knows nothing: an empty assembly that takes and gives
    /// it in one register. No instruction is made of it.
    pub fn opaque(&self, value: Value) -> Value {
        let ty = Type::function(value.ty(), &[value.ty()]);
        let constraints = "=r,0";
        let assembly = Value(ffi!(LLVMGetInlineAsm(
            ty.0,
            c"".as_ptr(),
            0,
            constraints.as_ptr().cast(),
            constraints.len(),
            0,
            0,
            llvm_sys::LLVMInlineAsmDialect::LLVMInlineAsmDialectATT,
            0
        )));
        self.call_as(ty, assembly, &[value])
    }

    /// `br label to`.
    pub fn branch(&self, to: Block) {
        ffi!(LLVMBuildBr(self.0, to.0));
    }

    /// `br` by a condition.
    pub fn branch_if(&self, condition: Value, yes: Block, no: Block) {
        ffi!(LLVMBuildCondBr(self.0, condition.0, yes.0, no.0));
    }

    /// `switch` of a value.
    pub fn switch(&self, value: Value, otherwise: Block, cases: &[(Value, Block)]) {
        let count = cases.len() as u32;
        let switch = ffi!(LLVMBuildSwitch(self.0, value.0, otherwise.0, count));
        for (case, to) in cases {
            ffi!(LLVMAddCase(switch, case.0, to.0));
        }
    }

    /// `ret value`.
    pub fn return_value(&self, value: Value) {
        ffi!(LLVMBuildRet(self.0, value.0));
    }

    /// `ret void`.
    pub fn return_void(&self) {
        ffi!(LLVMBuildRetVoid(self.0));
    }

    /// `unreachable`.
    pub fn unreachable(&self) {
        ffi!(LLVMBuildUnreachable(self.0));
    }
}

impl Drop for Builder {
    fn drop(&mut self) {
        ffi!(LLVMDisposeBuilder(self.0));
    }
}
