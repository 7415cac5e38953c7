//! A switch that only calls, as one call through a table.
//!
//! Anchor's dispatcher is a switch over the discriminators of all instructions, and BPF has no jump
//! tables: each instruction costs two comparisons with 64-bit constants, a call with arguments of its own
//! and a branch, a hundred bytes. Here the functions take the same arguments, the discriminator is
//! hashed into a table of places, and what stands there is compared and called: 17 bytes an
//! instruction, and the same few units for each.

use crate::llvm::function::{ON_FUNCTION, on_param};
use crate::llvm::{Block, Builder, Function, Module, Type, Value};
use crate::results::only_called;
use llvm_sys::LLVMIntPredicate::LLVMIntEQ;
use llvm_sys::LLVMOpcode::{
    LLVMAdd, LLVMBr, LLVMCall, LLVMLShr, LLVMMul, LLVMShl, LLVMSwitch, LLVMZExt,
};

/// The fewest cases that are worth a table.
const FEWEST: usize = 8;
/// The most: a place in the table is one byte.
const MOST: usize = 255;
/// Argument registers of the calling convention.
const REGISTERS: usize = 5;
/// An entry has 16 bytes: what is compared, and the function's address.
const ENTRY_BITS: i64 = 4;
const ADDRESS_AT: u64 = 8;
/// Multipliers tried before the table of places doubles.
const TRIES: u64 = 1 << 16;

/// A case: the value, and the call that is all it does.
struct Case {
    value: u64,
    block: Block,
    call: Value,
}

/// Where all cases lead, and what takes their results there.
struct Cases {
    cases: Vec<Case>,
    phi: Value,
}

/// Replaces every switch whose cases each call a function of their own and go on with its result.
pub fn run(module: &Module) {
    let mut work = Vec::new();
    for function in module.defined_functions() {
        let ends = function.blocks().into_iter().map(Block::terminator);
        for end in ends.filter(|end| end.opcode() == Some(LLVMSwitch)) {
            if let Some(cases) = cases(module, end) {
                work.push((end, cases));
            }
        }
    }
    // A function whose parameters change keeps its blocks, so what was found in it stays what it is.
    for (switch, cases) in work {
        replace(module, switch.block().function(), switch, &cases);
    }
}

fn cases(module: &Module, switch: Value) -> Option<Cases> {
    let all = switch.cases();
    if switch.operand(0).ty() != module.int(64) || !(FEWEST..=MOST).contains(&all.len()) {
        return None;
    }
    let mut phi = None;
    let mut cases = Vec::new();
    for (value, block) in all {
        let call = only_call(block)?;
        let join = block.terminator().successor(0).instructions();
        let takes = join[0];
        let alone = takes.block_if_phi().is_some() && join.get(1)?.block_if_phi().is_none();
        if !alone || takes.incoming_from(block) != call || *phi.get_or_insert(takes) != takes {
            return None;
        }
        cases.push(Case {
            value: value.as_u64()?,
            block,
            call,
        });
    }
    Some(Cases { cases, phi: phi? })
}

/// The call of a block that only the switch leads to, and that does nothing else but work out the call's
/// arguments.
fn only_call(block: Block) -> Option<Value> {
    let instructions = block.instructions();
    let (end, rest) = instructions.split_last()?;
    let (call, before) = rest.split_last()?;
    let goes_on = end.opcode() == Some(LLVMBr) && !end.is_conditional();
    let known = |operand: Value| !operand.is_instruction() || operand.block() != block;
    let simple = before
        .iter()
        .all(|inst| inst.is_sum() && known(inst.operand(0)) && known(inst.operand(1)));
    if block.users() != 1 || !goes_on || !simple || call.opcode() != Some(LLVMCall) {
        return None;
    }
    let callee = call.callee().as_function()?;
    let own = !callee.is_declaration()
        && callee.value().users().len() == 1
        && only_called(callee)
        && callee.ty().return_type() == call.ty()
        && call.ty().int_width() == Some(64)
        && call.users().len() == 1;
    own.then_some(*call)
}

/// What an argument is, wherever it was worked out: two blocks that add alike mean the same.
fn same(a: Value, b: Value) -> bool {
    if a == b {
        return true;
    }
    a.opcode().is_some()
        && a.opcode() == b.opcode()
        && a.ty() == b.ty()
        && a.operand(0) == b.operand(0)
        && a.operand(1) == b.operand(1)
        && [a, b].into_iter().all(Value::is_sum)
}

/// All arguments that any case passes, those of the longest list first.
fn arguments(cases: &[Case]) -> Option<Vec<Value>> {
    let mut lists: Vec<Vec<Value>> = cases.iter().map(|case| case.call.call_args()).collect();
    lists.sort_by_key(|list| std::cmp::Reverse(list.len()));
    let mut all: Vec<Value> = Vec::new();
    for argument in lists.into_iter().flatten() {
        if !all.iter().any(|known| same(*known, argument)) {
            all.push(argument);
        }
    }
    let one_register = |value: &Value| value.ty().int_width().is_none_or(|bits| bits <= 64);
    (all.len() <= REGISTERS && all.iter().all(one_register)).then_some(all)
}

fn replace(module: &Module, function: Function, switch: Value, found: &Cases) {
    let Cases { cases, phi } = found;
    let Some(all) = arguments(cases) else { return };
    let Some(hash) = Hash::of(&cases.iter().map(|case| case.value).collect::<Vec<_>>()) else {
        return;
    };
    let types: Vec<Type> = all.iter().map(|argument| argument.ty()).collect();
    let ty = Type::function(module.int(64), &types);
    let word = module.int(64);

    let before = Builder::before(switch);
    let of_block = |value: Value| cases.iter().any(|case| value.is_in(case.block));
    let arguments: Vec<Value> = all
        .iter()
        .map(|argument| match of_block(*argument) {
            // Worked out for every case now, whether it is passed or not.
            true if argument.opcode() == Some(LLVMAdd) => {
                before.binary(LLVMAdd, argument.operand(0), argument.operand(1))
            }
            true => before.at(argument.operand(0), argument.operand(1)),
            false => *argument,
        })
        .collect();

    let mut entries = Vec::new();
    let mut replaced = Vec::new();
    for case in cases {
        let Some(old) = case.call.callee().as_function() else {
            return;
        };
        let new = rewrite(module, old, &case.call.call_args(), &all, ty);
        replaced.push(old);
        entries.push(module.record(&[word.int(case.value as i64), new.value()]));
    }
    let entries = module.add_constant("dispatch.entries", module.list(&entries));
    let places = module.add_constant("dispatch.places", module.bytes(&hash.places));

    let switched = switch.operand(0);
    let multiplied = before.binary(LLVMMul, switched, word.int(hash.multiplier as i64));
    let hashed = before.binary(LLVMLShr, multiplied, word.int(hash.shift.into()));
    let place = before.load(module.int(8), before.at(places, hashed), 1);
    let offset = before.binary(
        LLVMShl,
        before.cast(LLVMZExt, place, word),
        word.int(ENTRY_BITS),
    );
    let entry = before.at(entries, offset);
    let wanted = before.load(word, entry, 8);
    let called = module.append_block(function);
    before.branch_if(
        before.compare(LLVMIntEQ, wanted, switched),
        called,
        switch.successor(0),
    );

    let builder = Builder::at_end(called);
    let callee = builder.load(module.ptr(), builder.offset(entry, ADDRESS_AT), 8);
    let result = builder.call_as(ty, callee, &arguments);
    result.set_call_conv(replaced[0].call_conv());
    builder.branch(phi.block());
    let joined = Builder::before(*phi).phi(phi.ty());
    for (index, from) in phi.incoming_blocks().into_iter().enumerate() {
        if cases.iter().all(|case| case.block != from) {
            joined.add_incoming(phi.incoming(index as u32), from);
        }
    }
    joined.add_incoming(result, called);
    phi.replace_with(joined);
    switch.erase();
    for case in cases {
        case.block.delete();
    }
    for old in replaced {
        old.delete();
    }
}

/// Gives the called function the parameters of all.
fn rewrite(module: &Module, old: Function, own: &[Value], all: &[Value], ty: Type) -> Function {
    let new = module.add_function("", ty);
    new.value().set_linkage(old.value().linkage());
    new.set_call_conv(old.call_conv());
    for attribute in old.attributes(ON_FUNCTION) {
        new.add_attribute(ON_FUNCTION, attribute);
    }
    let name = old.name();
    for (index, argument) in own.iter().enumerate() {
        let to = all.iter().position(|known| same(*known, *argument));
        let to = to.unwrap_or_else(|| panic!("an argument of a case is not among those of all"));
        for attribute in old.attributes(on_param(index)) {
            new.add_attribute(on_param(to), attribute);
        }
        old.param(index).replace_uses(new.param(to));
    }
    new.take_blocks(old);
    old.value().set_name("");
    new.value().set_name(&name);
    new
}

/// A multiplier whose product's upper bits tell all values apart.
struct Hash {
    multiplier: u64,
    shift: u32,
    /// The entry of each hash; 0 where no value has it: what stands in an entry is compared.
    places: Vec<u8>,
}

impl Hash {
    fn of(values: &[u64]) -> Option<Self> {
        let least = values.len().next_power_of_two().trailing_zeros().max(1);
        let mut seed = 0u64;
        // With four places a value, one multiplier in twenty-odd fits.
        for bits in least..least + 4 {
            for _ in 0..TRIES {
                seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
                let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                let hash = Self::with(values, (mixed ^ (mixed >> 31)) | 1, bits);
                if hash.is_some() {
                    return hash;
                }
            }
        }
        None
    }

    fn with(values: &[u64], multiplier: u64, bits: u32) -> Option<Self> {
        let shift = u64::BITS - bits;
        let mut places = vec![None; 1 << bits];
        for (entry, value) in values.iter().enumerate() {
            let place = &mut places[(value.wrapping_mul(multiplier) >> shift) as usize];
            if place.replace(entry as u8).is_some() {
                return None;
            }
        }
        let places = places.into_iter().map(|place| place.unwrap_or(0)).collect();
        Some(Self {
            multiplier,
            shift,
            places,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Hash, run};
    use crate::llvm::Context;

    /// A switch of `count` cases: even ones take the word, odd ones nothing.
    fn program(count: u64, third: &str) -> String {
        let [mut arms, mut blocks, mut phis, mut functions] = [const { String::new() }; 4];
        for i in 0..count {
            let own = if i == 3 { third } else { "" };
            arms += &format!("    i64 {}, label %b{i}\n", value(i) as i64);
            let (params, args, sum) = match i % 2 {
                0 => ("i64 %x", "i64 %y", "%y = add nuw i64 %len, -8\n"),
                _ => ("", "", ""),
            };
            let (sum, args) = (
                sum.replace("%y", &format!("%y{i}")),
                args.replace("%y", &format!("%y{i}")),
            );
            blocks +=
                &format!("b{i}:\n  {sum}{own}  %r{i} = call i64 @f{i}({args})\n  br label %join\n");
            phis += &format!(", [ %r{i}, %b{i} ]");
            functions +=
                &format!("define internal i64 @f{i}({params}) noinline {{ ret i64 {i} }}\n");
        }
        format!(
            "define i64 @f(i64 %which, i64 %len) {{\n\
             entry:\n  switch i64 %which, label %none [\n{arms}  ]\n{blocks}\
             none:\n  br label %join\n\
             join:\n  %r = phi i64 [ -1, %none ]{phis}\n  ret i64 %r\n}}\n{functions}"
        )
    }

    fn value(index: u64) -> u64 {
        (index + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93)
    }

    fn dispatched(count: u64, third: &str) -> String {
        let context = Context::new();
        let text = program(count, third);
        let module = context.parse("test.ll", text.as_bytes()).expect("parses");
        run(&module);
        module.verify("dispatch").expect("stays well-formed");
        module.text()
    }

    #[test]
    fn a_switch_of_calls_is_one_call() {
        let text = dispatched(12, "");
        assert!(!text.contains("switch"), "{text}");
        assert_eq!(text.matches("call i64").count(), 1, "{text}");
        assert_eq!(text.matches("add i64 %len, -8").count(), 1, "{text}");
        for i in 0..12 {
            assert!(text.contains(&format!("@f{i}(i64 %0)")), "{text}");
            assert!(
                text.contains(&format!("i64 {}, ptr @f{i}", value(i) as i64)),
                "{text}"
            );
        }
    }

    #[test]
    fn other_switches_stay_as_they_are() {
        for (count, third) in [(4, ""), (12, "  store i64 1, ptr null\n")] {
            let text = dispatched(count, third);
            assert!(text.contains("switch i64 %which"), "{text}");
        }
    }

    #[test]
    fn every_value_has_a_place_of_its_own() {
        for count in [8, 33, 64, 255] {
            let values: Vec<u64> = (0..count).map(value).collect();
            let hash = Hash::of(&values).expect("finds a multiplier");
            for (entry, value) in values.iter().enumerate() {
                let place = value.wrapping_mul(hash.multiplier) >> hash.shift;
                assert_eq!(usize::from(hash.places[place as usize]), entry);
            }
        }
    }
}
