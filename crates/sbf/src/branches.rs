//! Branches in the shape that the back end makes short code of.
//!
//! A checked addition is `sum = a + b`, `sum < a`, branch: three machine instructions. The code
//! generator's preparation step recognises the pair and makes an overflow operation of it, which
//! the BPF back end lacks, expands, and materialises as a flag in a register: eight instructions,
//! at every checked addition of money. It recognises `<` and `>` only, so the branch asks the
//! opposite question here and changes its ways: `sum >= a`.

use crate::llvm::{Builder, Module, Value};
use llvm_sys::LLVMIntPredicate::{LLVMIntUGE, LLVMIntUGT, LLVMIntULE, LLVMIntULT};
use llvm_sys::LLVMOpcode::{LLVMAdd, LLVMBr, LLVMICmp};

/// Turns every branch on the overflow of an addition around.
pub fn run(module: &Module) {
    for function in module.defined_functions() {
        for inst in function.instructions() {
            if inst.opcode() == Some(LLVMBr) && inst.is_conditional() {
                turn_around(inst);
            }
        }
    }
}

fn turn_around(branch: Value) {
    let test = branch.condition();
    if test.opcode() != Some(LLVMICmp) || test.users().len() != 1 {
        return;
    }
    let opposite = match test.int_predicate() {
        LLVMIntULT => LLVMIntUGE,
        LLVMIntUGT => LLVMIntULE,
        _ => return,
    };
    let (a, b) = (test.operand(0), test.operand(1));
    if a.opcode() != Some(LLVMAdd) && b.opcode() != Some(LLVMAdd) {
        return;
    }
    let asked = Builder::before(branch).compare(opposite, a, b);
    branch.set_condition(asked);
    branch.swap_successors();
    test.erase();
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::llvm::Context;

    fn turned(test: &str) -> String {
        let text = format!(
            "define i64 @f(i64 %a, i64 %b) {{\n\
             %sum = add i64 %a, %b\n\
             {test}\n\
             br i1 %lost, label %no, label %yes, !prof !0\n\
             yes:\n  ret i64 %sum\n\
             no:\n  ret i64 0\n}}\n\
             !0 = !{{!\"branch_weights\", i32 1, i32 2000}}"
        );
        let context = Context::new();
        let module = context.parse("test.ll", text.as_bytes()).expect("parses");
        run(&module);
        module.verify("branches").expect("stays well-formed");
        module.text()
    }

    #[test]
    fn a_branch_on_an_overflow_asks_the_opposite() {
        for (test, asked) in [
            ("%lost = icmp ult i64 %sum, %a", "icmp uge i64 %sum, %a"),
            ("%lost = icmp ugt i64 %a, %sum", "icmp ule i64 %a, %sum"),
        ] {
            let text = turned(test);
            assert!(text.contains(asked), "{text}");
            assert!(text.contains("label %yes, label %no"), "{text}");
            assert!(!text.contains("branch_weights"), "{text}");
        }
    }

    #[test]
    fn other_branches_stay_as_they_are() {
        for test in [
            "%lost = icmp ult i64 %a, %b",
            "%lost = icmp eq i64 %sum, %a",
            "%lost = icmp slt i64 %sum, %a",
        ] {
            let text = turned(test);
            assert!(
                text.contains(test) && text.contains("label %no, label %yes"),
                "{text}"
            );
        }
    }
}
