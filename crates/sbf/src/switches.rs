//! Tables written as switches.
//!
//! BPF has no jump tables, so LLVM makes a chain of comparisons of a switch, and leaves even one
//! that only maps each case to a constant as it is: three slots a case. Where the constants lie on a
//! line, two instructions compute them.

use crate::llvm::{Block, Builder, Function, Module, Value};
use llvm_sys::LLVMOpcode::{LLVMAdd, LLVMBr, LLVMMul, LLVMSwitch, LLVMUnreachable, LLVMZExt};

/// The fewest cases that are worth a computation.
const FEWEST: usize = 4;

/// A case that leads to a constant and nothing else.
struct Mapped {
    /// The value switched on.
    case: u64,
    /// What the `phi` takes for it.
    constant: u64,
    /// The block the `phi` takes it from.
    from: Block,
}

/// Replaces the switches whose other cases cannot happen.
pub fn run(module: &Module) {
    for function in module.defined_functions() {
        let ends: Vec<Value> = function
            .blocks()
            .into_iter()
            .map(Block::terminator)
            .collect();
        for end in ends {
            if end.opcode() == Some(LLVMSwitch) {
                straighten(module, function, end);
            }
        }
    }
}

fn straighten(module: &Module, function: Function, switch: Value) {
    let otherwise = switch.successor(0);
    let impossible = otherwise.instructions()[0].opcode() == Some(LLVMUnreachable);
    let switched = switch.operand(0);
    if !impossible || switched.ty().int_width().is_none_or(|bits| bits > 64) {
        return;
    }
    for phi in candidates(switch) {
        let word = phi.ty();
        let mapped = mapped_cases(switch, phi);
        let Some((start, step)) = line(&mapped) else {
            continue;
        };
        let block = module.append_block(function);
        let builder = Builder::at_end(block);
        // start + step * case; a constant that wraps around is the same constant.
        let case = builder.cast(LLVMZExt, switched, word);
        let along = builder.binary(LLVMMul, case, word.int(step as i64));
        let value = builder.binary(LLVMAdd, along, word.int(start as i64));
        builder.branch(phi.block());
        replace_phi(phi, &mapped, value, block);
        replace_switch(switch, &mapped, block);
        return;
    }
}

/// The `phi`s that stand alone at the end of a case.
fn candidates(switch: Value) -> Vec<Value> {
    let mut out: Vec<Value> = Vec::new();
    for (_, to) in switch.cases() {
        let (join, _) = destination(switch, to);
        let first = join.instructions()[0];
        let alone = first.block_if_phi().is_some()
            && join
                .instructions()
                .get(1)
                .is_none_or(|next| next.block_if_phi().is_none());
        let narrow = first.ty().int_width() == Some(64);
        if alone && narrow && !out.contains(&first) {
            out.push(first);
        }
    }
    out
}

/// Where a case leads, through a block that does nothing, and the block it comes from there.
fn destination(switch: Value, to: Block) -> (Block, Block) {
    let only = to.instructions()[0];
    if only.opcode() == Some(LLVMBr) && !only.is_conditional() {
        (only.successor(0), to)
    } else {
        (to, switch.block())
    }
}

fn mapped_cases(switch: Value, phi: Value) -> Vec<Mapped> {
    let mut out = Vec::new();
    for (case, to) in switch.cases() {
        let (join, from) = destination(switch, to);
        // A block that others come through as well, or that two cases share, stays as it is.
        let own = from == switch.block() || from.users() == 1;
        if join != phi.block() || !own {
            continue;
        }
        if let (Some(case), Some(constant)) = (case.as_u64(), phi.incoming_from(from).as_u64()) {
            out.push(Mapped {
                case,
                constant,
                from,
            });
        }
    }
    out.sort_by_key(|mapped| mapped.case);
    out
}

/// Start and step, if the constants lie on a line.
fn line(mapped: &[Mapped]) -> Option<(u64, u64)> {
    let [first, second, ..] = mapped else {
        return None;
    };
    if mapped.len() < FEWEST || second.case != first.case + 1 {
        return None;
    }
    let step = second.constant.wrapping_sub(first.constant);
    let start = first.constant.wrapping_sub(step.wrapping_mul(first.case));
    mapped
        .iter()
        .all(|m| m.constant == start.wrapping_add(step.wrapping_mul(m.case)))
        .then_some((start, step))
}

fn replace_phi(phi: Value, mapped: &[Mapped], value: Value, block: Block) {
    let new = Builder::before(phi).phi(phi.ty());
    for (index, from) in phi.incoming_blocks().into_iter().enumerate() {
        if !mapped.iter().any(|m| m.from == from) {
            new.add_incoming(phi.incoming(index as u32), from);
        }
    }
    new.add_incoming(value, block);
    phi.replace_with(new);
}

fn replace_switch(switch: Value, mapped: &[Mapped], block: Block) {
    let own = switch.block();
    let others: Vec<(Value, Block)> = switch
        .cases()
        .into_iter()
        .filter(|(case, _)| mapped.iter().all(|m| case.as_u64() != Some(m.case)))
        .collect();
    Builder::before(switch).switch(switch.operand(0), block, &others);
    switch.erase();
    for from in mapped.iter().map(|m| m.from).filter(|b| *b != own) {
        from.delete();
    }
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::llvm::Context;

    /// A switch over `cases`, (case, constant) each, of which the first is direct.
    fn straightened(cases: &[(u32, u64)], otherwise: &str) -> String {
        let mut arms = String::new();
        let mut blocks = String::new();
        let mut values = String::new();
        for (index, (case, constant)) in cases.iter().enumerate() {
            let (to, from) = match index {
                0 => ("join".to_owned(), "entry".to_owned()),
                _ => (format!("b{index}"), format!("b{index}")),
            };
            arms += &format!("    i32 {case}, label %{to}\n");
            if index > 0 {
                blocks += &format!("b{index}:\n  br label %join\n");
            }
            values += &format!(", [ {constant}, %{from} ]");
        }
        let text = format!(
            "define i64 @f(i32 %x, i64 %y) {{\nentry:\n  switch i32 %x, label %otherwise [\n\
             i32 0, label %special\n{arms}  ]\n\
             otherwise:\n  {otherwise}\n\
             special:\n  %z = add i64 %y, 1\n  br label %join\n{blocks}\
             join:\n  %r = phi i64 [ %z, %special ]{values}\n  ret i64 %r\n}}\n"
        );
        let context = Context::new();
        let module = context.parse("test.ll", text.as_bytes()).expect("parses");
        run(&module);
        module.verify("switches").expect("stays well-formed");
        module.text()
    }

    #[test]
    fn constants_on_a_line_are_computed() {
        let text = straightened(&[(1, 20), (2, 30), (3, 40), (5, 60)], "unreachable");
        assert!(
            text.contains("mul i64 %0, 10") || text.contains(", 10\n"),
            "{text}"
        );
        assert!(!text.contains("i32 3, label"), "{text}");
        assert!(text.contains("i32 0, label %special"), "{text}");
    }

    #[test]
    fn other_switches_stay_as_they_are() {
        for (cases, otherwise) in [
            (&[(1, 20), (2, 30), (3, 41), (4, 50)][..], "unreachable"),
            (&[(1, 20), (2, 30), (3, 40)], "unreachable"),
            (&[(1, 20), (2, 30), (3, 40), (4, 50)], "ret i64 7"),
        ] {
            let text = straightened(cases, otherwise);
            assert!(text.contains("i32 3, label"), "{text}");
        }
    }
}
