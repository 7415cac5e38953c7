//! From bitcode to a deployable binary: the order of the passes.

use crate::error::Fault;
use crate::llvm::{Context, Module, TargetMachine, Value};
use crate::{
    abi, branches, checks, codegen, dispatch, inlining, legalise, overrides, pairs, results,
    switches,
};
use llvm_sys::LLVMLinkage;

/// The symbol the loader starts at.
pub const ENTRYPOINT: &str = "entrypoint";

/// Bitcode of one object file or archive member.
pub struct Input<'a> {
    /// Where it came from, for messages.
    pub name: String,
    /// Raw LLVM bitcode.
    pub bytes: &'a [u8],
}

/// How to compile.
#[derive(Debug, Clone)]
pub struct Options {
    /// LLVM's optimisation level for the linked program: `O1`, `O2`, `O3`, `Os` or `Oz`.
    pub level: String,
    /// Where to write the module as text after each step, for debugging.
    pub dump: Option<std::path::PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            level: "Os".into(),
            dump: None,
        }
    }
}

/// Compiles all inputs into one sBPF v0 program; returns the bytes of the `.so`.
///
/// Errors: [`Fault::NoEntrypoint`] if no input defines `entrypoint`; otherwise see [`Fault`].
pub fn compile(inputs: &[Input], options: &Options) -> Result<Vec<u8>, Fault> {
    let machine = TargetMachine::sbpf(codegen::FRAME_BYTES)?;
    let context = Context::new();
    let module = link(&context, inputs)?;
    let steps = Steps {
        module: &module,
        machine: &machine,
        options,
    };
    if module
        .function(ENTRYPOINT)
        .is_none_or(|f| f.is_declaration())
    {
        return Err(Fault::NoEntrypoint);
    }
    module.strip_debug_info();
    steps.done("link")?;
    overrides::apply(&module, &context)?;
    forget_no_builtins(&module);

    // compiler_builtins' float routines have no caller yet: legalise makes the calls.
    module.internalize(&|name| name == ENTRYPOINT || legalise::is_float_routine(name));
    let level = &options.level;
    steps.passes("globaldce")?;
    // Counts callers, so what nobody calls has to be gone.
    inlining::weigh_marks(&module);
    results::run(&module);
    steps.done("results")?;
    steps.passes(&format!("default<{level}>,lower-atomic,globaldce"))?;
    // What several instructions do alike becomes a function: the end of the optimiser's work is the
    // last place where it looks alike.
    steps.passes("iroutliner,globaldce")?;
    steps.done("optimise")?;

    legalise::run(&module, &context)?;
    module.internalize(&|name| name == ENTRYPOINT);
    steps.done("legalise")?;
    // Inlining the small routines and folding what is constant in them.
    steps.passes("globaldce,always-inline,function(sroa,early-cse,instsimplify,simplifycfg)")?;
    steps.passes("globaldce")?;
    steps.done("tidy")?;

    pairs::run(&module);
    dispatch::run(&module);
    switches::run(&module);
    abi::run(&module)?;
    steps.done("abi")?;
    // The last three: half a percent of the bytes. What is computed stands where it is used.
    steps.passes(
        "globaldce,function(sroa,early-cse,simplifycfg,correlated-propagation,dse,adce,sink)",
    )?;
    branches::run(&module);
    results::settle(&module);
    steps.done("final")?;
    checks::no_writable_statics(&module)?;
    checks::only_known_syscalls(&module)?;
    context.take_diagnostics();
    codegen::emit(&module, &machine, &context)
}

fn link(context: &Context, inputs: &[Input]) -> Result<Module, Fault> {
    let mut inputs = inputs.iter();
    let first = inputs.next().ok_or(Fault::NoEntrypoint)?;
    let module = context.parse(&first.name, first.bytes)?;
    for input in inputs {
        let next = context.parse(&input.name, input.bytes)?;
        make_repeated_symbols_local(&module, &next);
        module.link(next, context)?;
    }
    Ok(module)
}

/// Anchor exports `__anchor_dispatch`, unmangled, from every program that is built as a
/// dependency, for entrypoints written by hand. Two such dependencies clash, as do a program and
/// its dependency: the first definition keeps the name, later ones stay their crate's own.
/// Two definitions of `entrypoint` remain an error.
fn make_repeated_symbols_local(module: &Module, next: &Module) {
    for function in next.defined_functions() {
        let name = function.name();
        let taken = || {
            module
                .function(&name)
                .is_some_and(|first| is_strong(first.value()))
        };
        if name != ENTRYPOINT && is_strong(function.value()) && taken() {
            function
                .value()
                .set_linkage(LLVMLinkage::LLVMInternalLinkage);
        }
    }
}

fn is_strong(global: Value) -> bool {
    !global.is_declaration() && global.linkage() == LLVMLinkage::LLVMExternalLinkage
}

/// The target description says `no-builtins`, so that rustc emits no calls of C functions behind
/// our back while it compiles crate by crate. From here on the memory routines are known, and
/// letting the optimiser know them lets it shorten and remove copies and comparisons.
fn forget_no_builtins(module: &Module) {
    for function in module.functions() {
        function.remove_string_attribute("no-builtins");
    }
}

struct Steps<'a> {
    module: &'a Module,
    machine: &'a TargetMachine,
    options: &'a Options,
}

impl Steps<'_> {
    fn passes(&self, passes: &str) -> Result<(), Fault> {
        self.module.run_passes(passes, self.machine)
    }

    fn done(&self, step: &str) -> Result<(), Fault> {
        if let Some(folder) = &self.options.dump {
            // A dump is a convenience: failing to write it must not fail the build.
            let _ = std::fs::write(folder.join(format!("{step}.ll")), self.module.text());
        }
        self.module.verify(step)
    }
}
