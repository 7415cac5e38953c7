//! Values: constants, arguments, globals and instructions.

use super::{Block, Function, Type, ffi};
use llvm_sys::core::*;
use llvm_sys::prelude::{LLVMAttributeRef, LLVMValueRef};
use llvm_sys::{LLVMIntPredicate, LLVMLinkage, LLVMOpcode, LLVMRealPredicate};

/// Any value of the module.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Value(pub(crate) LLVMValueRef);

impl Value {
    /// The value's type.
    pub fn ty(self) -> Type {
        Type(ffi!(LLVMTypeOf(self.0)))
    }

    /// The symbol or local name, empty if it has none.
    pub fn name(self) -> String {
        let mut len = 0usize;
        let ptr = ffi!(LLVMGetValueName2(self.0, &mut len));
        // SAFETY: LLVM returns `len` bytes that live as long as the value keeps its name.
        let bytes = unsafe { std::slice::from_raw_parts(ptr.cast::<u8>(), len) };
        String::from_utf8_lossy(bytes).into_owned()
    }

    /// Renames the value. LLVM appends a number if the name is taken.
    pub fn set_name(self, name: &str) {
        ffi!(LLVMSetValueName2(self.0, name.as_ptr().cast(), name.len()));
    }

    /// The constant, if this is an integer constant of at most 64 bits (zero-extended).
    pub fn as_u64(self) -> Option<u64> {
        (self.is_int_constant() && self.ty().int_width()? <= 64)
            .then(|| ffi!(LLVMConstIntGetZExtValue(self.0)))
    }

    /// True for an integer constant of any width.
    pub fn is_int_constant(self) -> bool {
        !ffi!(LLVMIsAConstantInt(self.0)).is_null()
    }

    /// True if this is the constant zero.
    pub fn is_zero(self) -> bool {
        ffi!(LLVMIsConstant(self.0)) != 0 && ffi!(LLVMIsNull(self.0)) != 0
    }

    /// True for `undef` and `poison`.
    pub fn is_undef(self) -> bool {
        ffi!(LLVMIsUndef(self.0)) != 0
    }

    /// The function, if this value is one.
    pub fn as_function(self) -> Option<Function> {
        let raw = ffi!(LLVMIsAFunction(self.0));
        (!raw.is_null()).then_some(Function(Value(raw)))
    }

    /// True if this value is an instruction.
    pub fn is_instruction(self) -> bool {
        !ffi!(LLVMIsAInstruction(self.0)).is_null()
    }

    /// The opcode, if this is an instruction.
    pub fn opcode(self) -> Option<LLVMOpcode> {
        self.is_instruction()
            .then(|| ffi!(LLVMGetInstructionOpcode(self.0)))
    }

    /// Operand `index`.
    pub fn operand(self, index: u32) -> Value {
        Value(ffi!(LLVMGetOperand(self.0, index)))
    }

    /// True for a constant of any type, `undef` among them.
    pub fn is_constant(self) -> bool {
        ffi!(LLVMIsConstant(self.0)) != 0
    }

    /// The block of a `phi`; `None` for any other value.
    pub fn block_if_phi(self) -> Option<Block> {
        (self.opcode() == Some(LLVMOpcode::LLVMPHI)).then(|| self.block())
    }

    /// The blocks a `phi` has a value for, in its order; one may be there several times.
    pub fn incoming_blocks(self) -> Vec<Block> {
        (0..ffi!(LLVMCountIncoming(self.0)))
            .map(|index| Block(ffi!(LLVMGetIncomingBlock(self.0, index))))
            .collect()
    }

    /// The value a `phi` takes by its index.
    pub fn incoming(self, index: u32) -> Value {
        Value(ffi!(LLVMGetIncomingValue(self.0, index)))
    }

    /// Successor `index` of a terminator.
    pub fn successor(self, index: u32) -> Block {
        Block(ffi!(LLVMGetSuccessor(self.0, index)))
    }

    /// Cases of a `switch` and where they lead, the default left out.
    pub fn cases(self) -> Vec<(Value, Block)> {
        (1..ffi!(LLVMGetNumSuccessors(self.0)))
            .map(|index| {
                let case = Value(ffi!(LLVMGetSwitchCaseValue(self.0, index)));
                (case, self.successor(index))
            })
            .collect()
    }

    /// The value a `phi` takes when control comes from a block, which must be one of its own.
    pub fn incoming_from(self, block: Block) -> Value {
        let index = self
            .incoming_blocks()
            .into_iter()
            .position(|known| known == block)
            .unwrap_or_else(|| panic!("a phi lacks a value for one of its block's predecessors"));
        self.incoming(index as u32)
    }

    /// Adds a value to a `phi`.
    pub fn add_incoming(self, value: Value, from: Block) {
        let (mut value, mut from) = (value.0, from.0);
        ffi!(LLVMAddIncoming(self.0, &mut value, &mut from, 1));
    }

    /// True for a `br` with a condition.
    pub fn is_conditional(self) -> bool {
        ffi!(LLVMIsConditional(self.0)) != 0
    }

    /// Condition of a conditional `br`.
    pub fn condition(self) -> Value {
        Value(ffi!(LLVMGetCondition(self.0)))
    }

    /// Sets the condition of a conditional `br`.
    pub fn set_condition(self, condition: Value) {
        ffi!(LLVMSetCondition(self.0, condition.0));
    }

    /// Exchanges the two targets of a conditional `br`, and forgets how likely each was.
    pub fn swap_successors(self) {
        let first = ffi!(LLVMGetSuccessor(self.0, 0));
        ffi!(LLVMSetSuccessor(self.0, 0, LLVMGetSuccessor(self.0, 1)));
        ffi!(LLVMSetSuccessor(self.0, 1, first));
        let name = "prof";
        let context = ffi!(LLVMGetTypeContext(self.ty().0));
        let kind = ffi!(LLVMGetMDKindIDInContext(
            context,
            name.as_ptr().cast(),
            name.len() as u32
        ));
        ffi!(LLVMSetMetadata(self.0, kind, std::ptr::null_mut()));
    }

    /// Predicate of an `icmp`.
    pub fn int_predicate(self) -> LLVMIntPredicate {
        ffi!(LLVMGetICmpPredicate(self.0))
    }

    /// Predicate of an `fcmp`.
    pub fn real_predicate(self) -> LLVMRealPredicate {
        ffi!(LLVMGetFCmpPredicate(self.0))
    }

    /// The values that use this one.
    pub fn users(self) -> Vec<Value> {
        let mut out = Vec::new();
        let mut link = ffi!(LLVMGetFirstUse(self.0));
        while !link.is_null() {
            out.push(Value(ffi!(LLVMGetUser(link))));
            link = ffi!(LLVMGetNextUse(link));
        }
        out
    }

    /// Makes every user of this value use `other`.
    pub fn replace_uses(self, other: Value) {
        ffi!(LLVMReplaceAllUsesWith(self.0, other.0));
    }

    /// Unlinks and frees an instruction that has no users left.
    pub fn erase(self) {
        ffi!(LLVMInstructionEraseFromParent(self.0));
    }

    /// Replaces an instruction by `other`, and frees it.
    pub fn replace_with(self, other: Value) {
        self.replace_uses(other);
        self.erase();
    }

    /// The block an instruction stands in.
    pub fn block(self) -> Block {
        Block(ffi!(LLVMGetInstructionParent(self.0)))
    }

    /// True for an instruction of this block.
    pub fn is_in(self, block: Block) -> bool {
        self.is_instruction() && self.block() == block
    }

    /// True for an addition of integers, and for one of bytes to an address.
    pub fn is_sum(self) -> bool {
        match self.opcode() {
            Some(LLVMOpcode::LLVMAdd) => true,
            Some(LLVMOpcode::LLVMGetElementPtr) => {
                let element = Type(ffi!(LLVMGetGEPSourceElementType(self.0)));
                element.int_width() == Some(8) && ffi!(LLVMGetNumOperands(self.0)) == 2
            }
            _ => false,
        }
    }

    /// Sets the calling convention of a `call`.
    pub fn set_call_conv(self, conv: u32) {
        ffi!(LLVMSetInstructionCallConv(self.0, conv));
    }

    /// Called value of a `call`.
    pub fn callee(self) -> Value {
        Value(ffi!(LLVMGetCalledValue(self.0)))
    }

    /// Function type a `call` uses.
    pub fn callee_type(self) -> Type {
        Type(ffi!(LLVMGetCalledFunctionType(self.0)))
    }

    /// Arguments of a `call`.
    pub fn call_args(self) -> Vec<Value> {
        (0..ffi!(LLVMGetNumArgOperands(self.0)))
            .map(|i| self.operand(i))
            .collect()
    }

    /// Attributes of a `call` at an index.
    pub fn call_attributes(self, index: u32) -> Vec<LLVMAttributeRef> {
        let count = ffi!(LLVMGetCallSiteAttributeCount(self.0, index)) as usize;
        let mut out = vec![std::ptr::null_mut(); count];
        ffi!(LLVMGetCallSiteAttributes(self.0, index, out.as_mut_ptr()));
        out
    }

    /// Adds an attribute to a `call`.
    pub fn add_call_attribute(self, index: u32, attribute: LLVMAttributeRef) {
        ffi!(LLVMAddCallSiteAttribute(self.0, index, attribute));
    }

    /// Removes an attribute of a `call`, if it is there.
    pub fn remove_call_attribute(self, index: u32, kind: u32) {
        ffi!(LLVMRemoveCallSiteEnumAttribute(self.0, index, kind));
    }

    /// True if this value is inline assembly.
    pub fn is_inline_asm(self) -> bool {
        !ffi!(LLVMIsAInlineAsm(self.0)).is_null()
    }

    /// True if this value is a global variable.
    pub fn is_global_variable(self) -> bool {
        !ffi!(LLVMIsAGlobalVariable(self.0)).is_null()
    }

    /// Linkage of a global.
    pub fn linkage(self) -> LLVMLinkage {
        ffi!(LLVMGetLinkage(self.0))
    }

    /// Sets the linkage of a global.
    pub fn set_linkage(self, linkage: LLVMLinkage) {
        ffi!(LLVMSetLinkage(self.0, linkage));
    }

    /// True for a global that has no body here.
    pub fn is_declaration(self) -> bool {
        ffi!(LLVMIsDeclaration(self.0)) != 0
    }

    /// Sets the alignment, in bytes, of a load, store, alloca or global.
    pub fn set_alignment(self, bytes: u32) {
        ffi!(LLVMSetAlignment(self.0, bytes));
    }

    /// LLVM's textual form, cut to one line of at most 160 characters: for messages.
    pub fn text(self) -> String {
        let all = super::take_message(ffi!(LLVMPrintValueToString(self.0)));
        all.trim()
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .take(160)
            .collect()
    }
}
