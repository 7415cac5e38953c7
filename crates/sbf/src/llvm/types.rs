//! Types and their layout.

use super::ffi;
use llvm_sys::LLVMTypeKind;
use llvm_sys::core::*;
use llvm_sys::prelude::LLVMTypeRef;

/// A type of the module's context.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Type(pub(crate) LLVMTypeRef);

impl Type {
    /// LLVM's kind of the type.
    pub fn kind(self) -> LLVMTypeKind {
        ffi!(LLVMGetTypeKind(self.0))
    }

    /// The width in bits, if this is an integer type.
    pub fn int_width(self) -> Option<u32> {
        (self.kind() == LLVMTypeKind::LLVMIntegerTypeKind)
            .then(|| ffi!(LLVMGetIntTypeWidth(self.0)))
    }

    /// True for `float` and `double`.
    pub fn is_float(self) -> bool {
        matches!(
            self.kind(),
            LLVMTypeKind::LLVMFloatTypeKind | LLVMTypeKind::LLVMDoubleTypeKind
        )
    }

    /// True for `double`.
    pub fn is_double(self) -> bool {
        self.kind() == LLVMTypeKind::LLVMDoubleTypeKind
    }

    /// True for `void`.
    pub fn is_void(self) -> bool {
        self.kind() == LLVMTypeKind::LLVMVoidTypeKind
    }

    /// Parameter types of a function type.
    pub fn params(self) -> Vec<Type> {
        let count = ffi!(LLVMCountParamTypes(self.0)) as usize;
        let mut out = vec![std::ptr::null_mut(); count];
        ffi!(LLVMGetParamTypes(self.0, out.as_mut_ptr()));
        out.into_iter().map(Type).collect()
    }

    /// Return type of a function type.
    pub fn return_type(self) -> Type {
        Type(ffi!(LLVMGetReturnType(self.0)))
    }

    /// True for a function type that takes `...`.
    pub fn is_variadic(self) -> bool {
        ffi!(LLVMIsFunctionVarArg(self.0)) != 0
    }

    /// Element types of a struct type.
    pub fn fields(self) -> Vec<Type> {
        let count = ffi!(LLVMCountStructElementTypes(self.0)) as usize;
        let mut out = vec![std::ptr::null_mut(); count];
        ffi!(LLVMGetStructElementTypes(self.0, out.as_mut_ptr()));
        out.into_iter().map(Type).collect()
    }

    /// Element type and length of an array type.
    pub fn array(self) -> (Type, u64) {
        (
            Type(ffi!(LLVMGetElementType(self.0))),
            ffi!(LLVMGetArrayLength2(self.0)),
        )
    }

    /// A function type, not variadic.
    pub fn function(ret: Type, params: &[Type]) -> Type {
        let mut raw: Vec<_> = params.iter().map(|t| t.0).collect();
        Type(ffi!(LLVMFunctionType(
            ret.0,
            raw.as_mut_ptr(),
            raw.len() as u32,
            0
        )))
    }

    /// A zero (or null) of this type.
    pub fn zero(self) -> super::Value {
        super::Value(ffi!(LLVMConstNull(self.0)))
    }

    /// An integer constant of this type; `value` is sign-extended where the type is wider.
    pub fn int(self, value: i64) -> super::Value {
        super::Value(ffi!(LLVMConstInt(self.0, value as u64, 1)))
    }

    /// Poison of this type.
    pub fn poison(self) -> super::Value {
        super::Value(ffi!(LLVMGetPoison(self.0)))
    }
}
