//! A pair of halves handed to a function in one register.
//!
//! Every instruction of a program ends in one call that makes the number the runtime is given out of
//! an error's kind and its code, two 32-bit values. Each place that fails sets both of them, one
//! of which is nearly always zero. As one word the two are a single constant, and a word
//! that came back from a function that failed ([`crate::results`]) is passed on as it is.

use crate::llvm::function::{ON_FUNCTION, ON_RETURN};
use crate::llvm::{Block, Builder, Function, Module, Type, Value};
use crate::results::{HALF_BITS, only_called};
use llvm_sys::LLVMOpcode::{LLVMLShr, LLVMOr, LLVMShl, LLVMTrunc, LLVMZExt};
use std::collections::HashMap;

/// Rewrites every function that is only ever called and takes exactly two 32-bit values.
pub fn run(module: &Module) {
    let half = module.int(32);
    for function in module.defined_functions() {
        if function.ty().params() == [half, half] && only_called(function) {
            rewrite(module, function);
        }
    }
}

fn rewrite(module: &Module, old: Function) {
    let name = old.name();
    let word = module.int(64);
    let new = module.add_function("", Type::function(old.ty().return_type(), &[word]));
    new.value().set_linkage(old.value().linkage());
    new.set_call_conv(old.call_conv());
    for index in [ON_FUNCTION, ON_RETURN] {
        for attribute in old.attributes(index) {
            new.add_attribute(index, attribute);
        }
    }
    for call in old.value().users() {
        let args = call.call_args();
        let packed = Packing::new(module).pack(args[0], args[1], call);
        let result = Builder::before(call).call(new, &[packed]);
        call.replace_with(result);
    }
    new.take_blocks(old);
    let builder = Builder::before(new.instructions()[0]);
    let half = module.int(32);
    let upper = builder.binary(LLVMLShr, new.param(0), word.int(HALF_BITS));
    old.param(0)
        .replace_uses(builder.cast(LLVMTrunc, upper, half));
    old.param(1)
        .replace_uses(builder.cast(LLVMTrunc, new.param(0), half));
    old.delete();
    new.value().set_name(&name);
}

/// Makes words of pairs, where the halves were chosen rather than where they are used.
struct Packing<'a> {
    module: &'a Module,
    done: HashMap<(Value, Value), Value>,
}

impl<'a> Packing<'a> {
    fn new(module: &'a Module) -> Self {
        Self {
            module,
            done: HashMap::new(),
        }
    }

    /// The word of two halves, both of which are known before `at`.
    fn pack(&mut self, upper: Value, lower: Value, at: Value) -> Value {
        let (upper, lower) = (untruncated(upper), untruncated(lower));
        if let Some(word) = self.done.get(&(upper, lower)) {
            return *word;
        }
        match chosen_in(upper, lower) {
            Some(block) => self.pack_choice(upper, lower, block),
            None => self.pack_here(upper, lower, at),
        }
    }

    /// The halves depend on where control comes from: so does the word.
    fn pack_choice(&mut self, upper: Value, lower: Value, block: Block) -> Value {
        let first = block.instructions()[0];
        let phi = Builder::before(first).phi(self.module.int(64));
        // Known before its sources are: a loop may come back to it.
        self.done.insert((upper, lower), phi);
        let half = |value: Value, from: Block| match value.block_if_phi() == Some(block) {
            true => value.incoming_from(from),
            false => value,
        };
        let known = if upper.block_if_phi() == Some(block) {
            upper
        } else {
            lower
        };
        let mut words: HashMap<Block, Value> = HashMap::new();
        for from in known.incoming_blocks() {
            // A switch may come from one block several times, and has to agree with itself.
            let word = match words.get(&from) {
                Some(word) => *word,
                None => self.pack(half(upper, from), half(lower, from), from.terminator()),
            };
            words.insert(from, word);
            phi.add_incoming(word, from);
        }
        phi
    }

    fn pack_here(&self, upper: Value, lower: Value, at: Value) -> Value {
        let word = self.module.int(64);
        if is_upper_half_of(upper, lower) {
            return lower;
        }
        let builder = Builder::before(at);
        let widen = |half: Value| match half.is_undef() {
            true => word.zero(),
            false => builder.cast(
                LLVMZExt,
                builder.cast(LLVMTrunc, half, self.module.int(32)),
                word,
            ),
        };
        let upper = builder.binary(LLVMShl, widen(upper), word.int(HALF_BITS));
        builder.binary(LLVMOr, upper, widen(lower))
    }
}

/// The word that a half was cut out of, if it was its lower half: only that half is looked at here.
fn untruncated(half: Value) -> Value {
    match half.opcode() {
        Some(LLVMTrunc) if half.operand(0).ty().int_width() == Some(64) => half.operand(0),
        _ => half,
    }
}

fn is_upper_half_of(half: Value, word: Value) -> bool {
    word.ty().int_width() == Some(64)
        && half.opcode() == Some(LLVMLShr)
        && half.operand(0) == word
        && half.operand(1).as_u64() == Some(HALF_BITS as u64)
}

/// The block whose predecessors decide on both halves; a constant half goes with any of them.
fn chosen_in(upper: Value, lower: Value) -> Option<Block> {
    match (upper.block_if_phi(), lower.block_if_phi()) {
        (Some(a), Some(b)) => (a == b).then_some(a),
        (Some(a), None) => lower.is_constant().then_some(a),
        (None, Some(b)) => upper.is_constant().then_some(b),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::llvm::{Context, TargetMachine};

    /// A failing function whose error is one of two constants or a word another one returned.
    const PROGRAM: &str = "define internal i64 @number(i32 %kind, i32 %code) noinline {\n\
          %k = zext i32 %kind to i64\n  %c = zext i32 %code to i64\n\
          %r = mul i64 %k, %c\n  ret i64 %r\n}\n\
        declare i64 @fails()\n\
        define i64 @f(i32 %x) {\n\
          entry:\n  switch i32 %x, label %third [ i32 0, label %join\n i32 1, label %second ]\n\
          second:\n  br label %join\n\
          third:\n  %w = call i64 @fails()\n  %u = lshr i64 %w, 32\n\
          %k = trunc i64 %u to i32\n  %c = trunc i64 %w to i32\n  br label %join\n\
          join:\n  %kind = phi i32 [ 0, %entry ], [ 9, %second ], [ %k, %third ]\n\
          %code = phi i32 [ 6001, %entry ], [ undef, %second ], [ %c, %third ]\n\
          %r = call i64 @number(i32 %kind, i32 %code)\n  ret i64 %r\n}\n";

    #[test]
    fn a_pair_is_one_choice_of_words() {
        let context = Context::new();
        let module = context
            .parse("test.ll", PROGRAM.as_bytes())
            .expect("parses");
        run(&module);
        module.verify("pairs").expect("stays well-formed");
        let machine = TargetMachine::sbpf(4096).expect("has a back end");
        module.run_passes("function(dce)", &machine).expect("runs");
        let text = module.text();
        // 9 << 32 is the second error's word.
        let choice = "phi i64 [ 6001, %entry ], [ 38654705664, %second ], [ %w, %third ]";
        assert!(text.contains(choice), "{text}");
        assert!(text.contains("@number(i64"), "{text}");
        assert_eq!(text.matches("phi").count(), 1, "{text}");
    }
}
