//! Replacing what the standard library does on a panic, before the optimiser runs.
//!
//! Formatting a panic message would pull in `core::fmt` (tens of kilobytes) and std's panic
//! counters, which are writable statics and have no place in sBPF. The runtime has `sol_panic_`,
//! which logs file, line and column and ends the program: that is all a panic does here. The
//! formatting arguments are then dead and the optimiser removes what built them.

use crate::error::Fault;
use crate::llvm::{Builder, Context, Function, Module, Type, Value};

/// Replaces the panic entry points, and makes the memory routines opaque.
pub fn apply(module: &Module, context: &Context) -> Result<(), Fault> {
    for function in module.defined_functions() {
        let name = function.name();
        let is = |path: &str| {
            name.starts_with("_R") && name.contains(path)
                || name.starts_with("_ZN") && name.contains(path)
        };
        if is("4core9panicking9panic_fmt") {
            replace_body(module, function, panic_at_location);
        } else if is("3std9panicking11begin_panic") || is("3std5alloc8rust_oom") {
            replace_body(module, function, |module, builder, _| {
                abort(module, builder)
            });
        }
    }
    module.link(
        context.parse("zkvm.ll", include_bytes!("../runtime/zkvm.ll"))?,
        context,
    )?;
    for name in MEMORY_ROUTINES {
        if let Some(function) = module.function(name).filter(|f| !f.is_declaration()) {
            make_declaration(module, function);
        }
    }
    Ok(())
}

/// compiler_builtins' byte loops. As declarations they are not inlined, the optimiser knows what
/// they do, and `legalise::memory` turns what is left into syscalls or plain loads.
const MEMORY_ROUTINES: [&str; 5] = ["memcpy", "memmove", "memset", "memcmp", "bcmp"];

/// `panic_fmt(.., &Location)`: the last parameter points at `{ptr file, i64 len, i32 line, i32 col}`.
fn panic_at_location(module: &Module, builder: &Builder, function: Function) {
    let params = function.ty().params().len();
    let location = function.param(params - 1);
    let (word, half) = (module.int(64), module.int(32));
    let file = builder.load(module.ptr(), location, 8);
    let len = builder.load(word, builder.offset(location, 8), 8);
    let widen = |v: Value| builder.cast(llvm_sys::LLVMOpcode::LLVMZExt, v, word);
    let line = widen(builder.load(half, builder.offset(location, 16), 4));
    let column = widen(builder.load(half, builder.offset(location, 20), 4));
    let ty = Type::function(module.void(), &[module.ptr(), word, word, word]);
    builder.call(module.declare("sol_panic_", ty), &[file, len, line, column]);
    builder.unreachable();
}

fn abort(module: &Module, builder: &Builder) {
    builder.call(
        module.declare("abort", Type::function(module.void(), &[])),
        &[],
    );
    builder.unreachable();
}

fn replace_body(module: &Module, old: Function, body: impl Fn(&Module, &Builder, Function)) {
    let new = substitute(module, old);
    body(module, &Builder::at_end(module.append_block(new)), new);
}

fn make_declaration(module: &Module, old: Function) {
    substitute(module, old);
}

/// A fresh declaration that takes the place, type and name of `old`.
fn substitute(module: &Module, old: Function) -> Function {
    let name = old.name();
    let new = module.add_function("", old.ty());
    old.value().replace_uses(new.value());
    old.delete();
    new.value().set_name(&name);
    new
}
