//! Functions, blocks and their attributes.

use super::{Type, Value, ffi};
use llvm_sys::core::*;
use llvm_sys::prelude::{LLVMAttributeRef, LLVMBasicBlockRef};
use llvm_sys::{LLVMAttributeFunctionIndex, LLVMAttributeReturnIndex};

/// Where an attribute sits, in LLVM's numbering.
pub const ON_FUNCTION: u32 = LLVMAttributeFunctionIndex;
/// The index of the return value's attributes.
pub const ON_RETURN: u32 = LLVMAttributeReturnIndex;

/// The attribute index of parameter `index` (LLVM counts them from one).
pub fn on_param(index: usize) -> u32 {
    index as u32 + 1
}

/// A function, defined or declared.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Function(pub(crate) Value);

/// A basic block.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Block(pub(crate) LLVMBasicBlockRef);

impl Function {
    /// The function as a value (its address).
    pub fn value(self) -> Value {
        self.0
    }

    /// Symbol name.
    pub fn name(self) -> String {
        self.0.name()
    }

    /// Function type.
    pub fn ty(self) -> Type {
        Type(ffi!(LLVMGlobalGetValueType(self.0.0)))
    }

    /// True for one of LLVM's own `llvm.*` functions.
    pub fn is_intrinsic(self) -> bool {
        ffi!(LLVMGetIntrinsicID(self.0.0)) != 0
    }

    /// True if the function has no body here.
    pub fn is_declaration(self) -> bool {
        self.0.is_declaration()
    }

    /// Parameter `index`.
    pub fn param(self, index: usize) -> Value {
        Value(ffi!(LLVMGetParam(self.0.0, index as u32)))
    }

    /// Blocks in order; the first is the entry.
    pub fn blocks(self) -> Vec<Block> {
        let mut out = Vec::new();
        let mut block = ffi!(LLVMGetFirstBasicBlock(self.0.0));
        while !block.is_null() {
            out.push(Block(block));
            block = ffi!(LLVMGetNextBasicBlock(block));
        }
        out
    }

    /// Every instruction, in order.
    pub fn instructions(self) -> Vec<Value> {
        self.blocks()
            .into_iter()
            .flat_map(Block::instructions)
            .collect()
    }

    /// Calling convention number.
    pub fn call_conv(self) -> u32 {
        ffi!(LLVMGetFunctionCallConv(self.0.0))
    }

    /// Sets the calling convention number.
    pub fn set_call_conv(self, conv: u32) {
        ffi!(LLVMSetFunctionCallConv(self.0.0, conv));
    }

    /// Attributes at an index ([`ON_FUNCTION`], [`ON_RETURN`] or [`on_param`]).
    pub fn attributes(self, index: u32) -> Vec<LLVMAttributeRef> {
        let count = ffi!(LLVMGetAttributeCountAtIndex(self.0.0, index)) as usize;
        let mut out = vec![std::ptr::null_mut(); count];
        ffi!(LLVMGetAttributesAtIndex(self.0.0, index, out.as_mut_ptr()));
        out
    }

    /// Adds an attribute.
    pub fn add_attribute(self, index: u32, attribute: LLVMAttributeRef) {
        ffi!(LLVMAddAttributeAtIndex(self.0.0, index, attribute));
    }

    /// True if an attribute of that number is there.
    pub fn has_attribute(self, index: u32, kind: u32) -> bool {
        !ffi!(LLVMGetEnumAttributeAtIndex(self.0.0, index, kind)).is_null()
    }

    /// The type a named attribute carries, if it is there.
    pub fn type_attribute(self, index: u32, name: &str) -> Option<Type> {
        let kind = attribute_kind(name);
        let attribute = ffi!(LLVMGetEnumAttributeAtIndex(self.0.0, index, kind));
        (!attribute.is_null()).then(|| Type(ffi!(LLVMGetTypeAttributeValue(attribute))))
    }

    /// Adds a named attribute that has no value.
    pub fn add_named_attribute(self, index: u32, name: &str) {
        let context = ffi!(LLVMGetTypeContext(self.ty().0));
        let attribute = ffi!(LLVMCreateEnumAttribute(context, attribute_kind(name), 0));
        self.add_attribute(index, attribute);
    }

    /// Removes a named attribute, if it is there.
    pub fn remove_attribute(self, index: u32, name: &str) {
        ffi!(LLVMRemoveEnumAttributeAtIndex(
            self.0.0,
            index,
            attribute_kind(name)
        ));
    }

    /// Removes a string attribute of the function, if it is there.
    pub fn remove_string_attribute(self, name: &str) {
        let len = name.len() as u32;
        ffi!(LLVMRemoveStringAttributeAtIndex(
            self.0.0,
            ON_FUNCTION,
            name.as_ptr().cast(),
            len
        ));
    }

    /// Moves all blocks of `other`, which keeps none, to the end of this function.
    pub fn take_blocks(self, other: Function) {
        for block in other.blocks() {
            ffi!(LLVMRemoveBasicBlockFromParent(block.0));
            ffi!(LLVMAppendExistingBasicBlock(self.0.0, block.0));
        }
    }

    /// Deletes a function that nothing refers to.
    pub fn delete(self) {
        ffi!(LLVMDeleteFunction(self.0.0));
    }

    /// The name a person knows the function by.
    pub fn readable_name(self) -> String {
        readable(&self.name())
    }
}

impl Block {
    /// Instructions in order.
    pub fn instructions(self) -> Vec<Value> {
        let mut out = Vec::new();
        let mut inst = ffi!(LLVMGetFirstInstruction(self.0));
        while !inst.is_null() {
            out.push(Value(inst));
            inst = ffi!(LLVMGetNextInstruction(inst));
        }
        out
    }

    /// The number of branches that lead here.
    pub fn users(self) -> usize {
        Value(ffi!(LLVMBasicBlockAsValue(self.0)))
            .users()
            .into_iter()
            .filter(|user| user.is_instruction())
            .count()
    }

    /// Deletes a block that nothing leads to.
    pub fn delete(self) {
        ffi!(LLVMDeleteBasicBlock(self.0));
    }

    /// The instruction that ends the block.
    pub fn terminator(self) -> Value {
        Value(ffi!(LLVMGetBasicBlockTerminator(self.0)))
    }

    /// The function the block belongs to.
    pub fn function(self) -> Function {
        Function(Value(ffi!(LLVMGetBasicBlockParent(self.0))))
    }
}

/// A Rust symbol without mangling and hash; other symbols as they are.
pub fn readable(symbol: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(symbol))
}

/// LLVM's number for a named attribute.
pub fn attribute_kind(name: &str) -> u32 {
    ffi!(LLVMGetEnumAttributeKindForName(
        name.as_ptr().cast(),
        name.len()
    ))
}

/// LLVM's number of an attribute, or `None` for a string attribute.
pub fn kind_of(attribute: LLVMAttributeRef) -> Option<u32> {
    (ffi!(LLVMIsStringAttribute(attribute)) == 0).then(|| ffi!(LLVMGetEnumAttributeKind(attribute)))
}
