//! Small results in the return register.
//!
//! rustc returns a pair of scalars, `Result<(), ProgramError>` among them, through a pointer on a
//! target with one return register, although the pair may fit into it. Every check then costs the
//! caller a slot in its frame, its address and a load, and the callee a store on every path.
//!
//! A result of eight bytes travels in the register here, with its halves exchanged: the first
//! field, which says what the result is, is tested most, and BPF takes one shift to get at the
//! upper half and two to clear it.

use crate::llvm::function::{ON_FUNCTION, attribute_kind, kind_of, on_param};
use crate::llvm::{Builder, Function, Module, Type, Value};
use llvm_sys::LLVMIntPredicate::{LLVMIntEQ, LLVMIntNE};
use llvm_sys::LLVMOpcode::{
    LLVMAnd, LLVMCall, LLVMICmp, LLVMLShr, LLVMOr, LLVMRet, LLVMShl, LLVMTrunc, LLVMZExt,
};

/// Bytes of the results that move.
const BYTES: u64 = 8;
/// Bits of half of it.
pub const HALF_BITS: i64 = 32;
/// What a rewritten function may no longer claim, or claims without need: it writes no result.
const UNTRUE_AFTER_REWRITE: [&str; 1] = ["memory"];

/// Rewrites every function that returns eight bytes through a pointer and is only ever called.
pub fn run(module: &Module) {
    for function in module.defined_functions() {
        if returns_a_word_in_memory(module, function) && only_called(function) {
            rewrite(module, function);
        }
    }
}

fn returns_a_word_in_memory(module: &Module, function: Function) -> bool {
    function
        .type_attribute(on_param(0), "sret")
        .is_some_and(|ty| module.size_of(ty) == BYTES)
}

/// Keeps the tests of upper halves as they are: the back end prefers to test them without shifting, by
/// a mask and a constant that both take two slots to load, where a shift takes one.
pub fn settle(module: &Module) {
    for function in module.defined_functions() {
        for inst in function.instructions() {
            if inst.opcode() == Some(LLVMICmp)
                && matches!(inst.int_predicate(), LLVMIntEQ | LLVMIntNE)
                && inst.operand(1).as_u64().is_some()
            {
                settle_test(module, inst);
            }
        }
    }
}

fn settle_test(module: &Module, test: Value) {
    let (tested, wanted) = (test.operand(0), test.operand(1));
    let Some(wanted) = wanted.as_u64().filter(|_| tested.ty() == module.int(64)) else {
        return;
    };
    let builder = Builder::before(test);
    let shifts = |value: Value| {
        value.opcode() == Some(LLVMLShr) && value.operand(1).as_u64() == Some(HALF_BITS as u64)
    };
    let (upper, wanted) = match tested.opcode() {
        Some(LLVMLShr) if shifts(tested) => (tested, wanted),
        Some(LLVMAnd) => {
            let mask = tested.operand(1).as_u64().unwrap_or(0);
            if mask >> HALF_BITS == 0 || (mask | wanted) & u64::from(u32::MAX) != 0 {
                return;
            }
            let word = module.int(64);
            let upper = builder.binary(LLVMLShr, tested.operand(0), word.int(HALF_BITS));
            let mask = word.int((mask >> HALF_BITS) as i64);
            (builder.binary(LLVMAnd, upper, mask), wanted >> HALF_BITS)
        }
        _ => return,
    };
    let settled = builder.opaque(upper);
    let wanted = module.int(64).int(wanted as i64);
    test.replace_with(builder.compare(test.int_predicate(), settled, wanted));
}

/// True if nothing takes the function's address and every call agrees on its type.
pub fn only_called(function: Function) -> bool {
    let callee = function.value();
    callee.users().into_iter().all(|user| {
        user.opcode() == Some(LLVMCall)
            && user.callee() == callee
            && user.callee_type() == function.ty()
            && !user.call_args().contains(&callee)
    })
}

fn rewrite(module: &Module, old: Function) {
    let name = old.name();
    let word = module.int(64);
    let params = old.ty().params();
    let new = module.add_function("", Type::function(word, &params[1..]));
    new.value().set_linkage(old.value().linkage());
    new.set_call_conv(old.call_conv());
    let untrue = UNTRUE_AFTER_REWRITE.map(attribute_kind);
    let keeps = |attribute| kind_of(attribute).is_none_or(|kind| !untrue.contains(&kind));
    for attribute in old.attributes(ON_FUNCTION) {
        if keeps(attribute) {
            new.add_attribute(ON_FUNCTION, attribute);
        }
    }
    for index in 1..params.len() {
        for attribute in old.attributes(on_param(index)) {
            new.add_attribute(on_param(index - 1), attribute);
        }
    }
    for call in old.value().users() {
        rewrite_call(module, call, new);
    }
    new.take_blocks(old);
    for index in 1..params.len() {
        old.param(index).replace_uses(new.param(index - 1));
    }
    let instructions = new.instructions();
    let slot = Builder::before(instructions[0]).slot(BYTES);
    old.param(0).replace_uses(slot);
    for inst in instructions {
        if inst.opcode() == Some(LLVMRet) {
            let builder = Builder::before(inst);
            let [first, second] = halves(&builder, slot);
            let widen = |at| builder.cast(LLVMZExt, builder.load(module.int(32), at, 4), word);
            let upper = builder.binary(LLVMShl, widen(first), word.int(HALF_BITS));
            builder.return_value(builder.binary(LLVMOr, upper, widen(second)));
            inst.erase();
        }
    }
    old.delete();
    new.value().set_name(&name);
}

fn rewrite_call(module: &Module, call: Value, new: Function) {
    let builder = Builder::before(call);
    let args = call.call_args();
    let result = builder.call(new, &args[1..]);
    for index in 1..args.len() {
        for attribute in call.call_attributes(on_param(index)) {
            result.add_call_attribute(on_param(index - 1), attribute);
        }
    }
    for attribute in call.call_attributes(ON_FUNCTION) {
        if kind_of(attribute) != Some(attribute_kind("memory")) {
            result.add_call_attribute(ON_FUNCTION, attribute);
        }
    }
    let [first, second] = halves(&builder, args[0]);
    let half = module.int(32);
    let upper = builder.binary(LLVMLShr, result, result.ty().int(HALF_BITS));
    builder.store(builder.cast(LLVMTrunc, upper, half), first, 4);
    builder.store(builder.cast(LLVMTrunc, result, half), second, 4);
    call.erase();
}

/// The addresses of a result's halves. Loading and storing them one by one lets the optimiser see
/// two fields, not one word that is turned around.
fn halves(builder: &Builder, result: Value) -> [Value; 2] {
    [result, builder.offset(result, BYTES / 2)]
}

#[cfg(test)]
mod tests {
    use super::{run, settle};
    use crate::llvm::Context;

    fn rewritten(rest: &str) -> String {
        let text = format!(
            "define internal void @check(ptr sret([8 x i8]) align 4 %out, i64 %x) {{\n\
             store i32 26, ptr %out\n  %code = getelementptr i8, ptr %out, i64 4\n\
             store i32 7, ptr %code\n  ret void\n}}\n\
             define i32 @caller(i64 %x) {{\n  %slot = alloca [8 x i8], align 4\n\
             call void @check(ptr sret([8 x i8]) align 4 %slot, i64 %x)\n\
             %tag = load i32, ptr %slot\n  ret i32 %tag\n}}\n{rest}"
        );
        let context = Context::new();
        let module = context.parse("test.ll", text.as_bytes()).expect("parses");
        run(&module);
        module.verify("results").expect("stays well-formed");
        module.text()
    }

    #[test]
    fn a_result_of_eight_bytes_is_returned() {
        let text = rewritten("");
        assert!(
            text.contains("define internal i64 @check(i64 %0)"),
            "{text}"
        );
        assert!(text.contains("call i64 @check(i64 %x)"), "{text}");
        assert!(!text.contains("sret"), "{text}");
    }

    #[test]
    fn a_function_whose_address_is_taken_stays_as_it_is() {
        let text = rewritten("@table = constant ptr @check\n");
        assert!(
            text.contains("define internal void @check(ptr sret"),
            "{text}"
        );
    }

    #[test]
    fn tests_of_upper_halves_keep_their_shift() {
        for (tested, wanted) in [
            ("lshr i64 %x, 32", "26"),
            ("and i64 %x, 133143986176", "111669149696"),
        ] {
            let text = format!(
                "define i1 @f(i64 %x) {{\n  %t = {tested}\n  %r = icmp eq i64 %t, {wanted}\n\
                 ret i1 %r\n}}\n"
            );
            let context = Context::new();
            let module = context.parse("test.ll", text.as_bytes()).expect("parses");
            settle(&module);
            module.verify("settle").expect("stays well-formed");
            let text = module.text();
            assert!(
                text.contains("asm") && text.contains("lshr i64 %x, 32"),
                "{text}"
            );
            assert!(text.contains(", 26"), "{text}");
        }
    }
}
