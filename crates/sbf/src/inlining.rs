//! Which functions are copied into their callers.
//!
//! A library marks a function `#[inline(always)]` because a call of it costs units; a program of
//! thirty instructions then holds thirty copies of the account walk and of every check around an
//! account. rustc hands over its code unoptimised (`-Cno-prepopulate-passes`), so the mark has
//! not been acted on when the whole program is here, and it can be weighed against the size.

use crate::llvm::Function;
use crate::llvm::Module;
use crate::llvm::function::{ON_FUNCTION, attribute_kind};
use llvm_sys::LLVMOpcode::LLVMCall;

/// The most instructions, before optimisation, of a function whose mark is followed wherever it is
/// called. What is marked and larger is inlined like any other function: where it is called once,
/// or where LLVM finds it cheap.
const ALWAYS_INSTRUCTIONS: usize = 40;
/// From so many calls on a marked, large function stays out of line, cheap or not: the comparison of
/// addresses, which a program of 25 instructions makes 60 times.
const MANY_CALLS: usize = 40;
/// The cost up to which LLVM inlines; its own default is 225. From 75 to 225 the five programs take
/// the same units to 0.2%, and are smallest at 100.
pub const THRESHOLD: i32 = 100;

/// Takes the mark from large functions that are called from more than one place.
pub fn weigh_marks(module: &Module) {
    let mark = attribute_kind("alwaysinline");
    for function in module.defined_functions() {
        let marked = function.has_attribute(ON_FUNCTION, mark);
        let calls = function.value().users().len();
        if marked && calls > 1 && function.instructions().len() > ALWAYS_INSTRUCTIONS {
            unmark(function, mark);
            // A result in memory would cost more around the call than the copy does.
            let in_register = !function.ty().return_type().is_void();
            if calls >= MANY_CALLS && in_register {
                function.add_named_attribute(ON_FUNCTION, "noinline");
            }
        }
    }
}

/// The mark is on the function and, from rustc, on its calls too.
fn unmark(function: Function, mark: u32) {
    function.remove_attribute(ON_FUNCTION, "alwaysinline");
    for user in function.value().users() {
        if user.opcode() == Some(LLVMCall) && user.callee() == function.value() {
            user.remove_call_attribute(ON_FUNCTION, mark);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::llvm::Context;

    /// A function with the mark and `adds` additions, called from `callers` functions.
    fn module(context: &Context, adds: usize, callers: usize) -> Module {
        let mut text = String::from("define i64 @callee(i64 %v0) alwaysinline {\n");
        for i in 0..adds {
            text += &format!("  %v{} = add i64 %v{i}, 1\n", i + 1);
        }
        text += &format!("  ret i64 %v{adds}\n}}\n");
        for i in 0..callers {
            text += &format!(
                "define i64 @caller{i}(i64 %x) {{\n  %r = call i64 @callee(i64 %x) alwaysinline\n  ret i64 %r\n}}\n"
            );
        }
        context.parse("test.ll", text.as_bytes()).expect("parses")
    }

    fn weighed(adds: usize, callers: usize) -> String {
        let context = Context::new();
        let module = module(&context, adds, callers);
        weigh_marks(&module);
        module.text()
    }

    fn marks_left(adds: usize, callers: usize) -> bool {
        weighed(adds, callers).contains("alwaysinline")
    }

    #[test]
    fn only_large_functions_with_several_callers_lose_the_mark() {
        // The return is an instruction too.
        assert!(marks_left(ALWAYS_INSTRUCTIONS - 1, 2));
        assert!(!marks_left(ALWAYS_INSTRUCTIONS, 2));
        assert!(marks_left(ALWAYS_INSTRUCTIONS, 1));
    }

    #[test]
    fn what_is_called_everywhere_stays_out_of_line() {
        assert!(!weighed(ALWAYS_INSTRUCTIONS, MANY_CALLS - 1).contains("noinline"));
        assert!(weighed(ALWAYS_INSTRUCTIONS, MANY_CALLS).contains("noinline"));
        assert!(!weighed(1, MANY_CALLS).contains("noinline"));
    }
}
