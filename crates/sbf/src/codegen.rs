//! Machine code from the legal module, and the ELF file around it.

use crate::error::Fault;
use crate::llvm::{Context, Module, TargetMachine, function::readable};
use crate::placement;
use sbpf_linker::{OptimizationConfig, ProgramOptions, SbpfArch, SbpfLinkerError, link_program};

/// The VM's stack frame under sBPF v0, in bytes.
pub const FRAME_BYTES: u32 = 4096;

/// Generates the `.so`. Faults carry the names of the functions they arose in.
pub fn emit(module: &Module, machine: &TargetMachine, context: &Context) -> Result<Vec<u8>, Fault> {
    let object = machine.emit_object(module)?;
    let mut faults: Vec<Fault> = Vec::new();
    for diagnostic in context.take_diagnostics() {
        let fault = classify(&diagnostic);
        if !faults
            .iter()
            .any(|known| known.to_string() == fault.to_string())
        {
            faults.push(fault);
        }
    }
    Fault::collect(faults)?;
    placement::place(layout(&object)?)
}

/// The back end reports frames that are too large, and what it cannot select, as
/// `<source>:<line>: in function <symbol> <signature>: <what>`.
fn classify(diagnostic: &str) -> Fault {
    let Some((_, rest)) = diagnostic.split_once("in function ") else {
        return Fault::CodegenFailed {
            detail: diagnostic.into(),
        };
    };
    let symbol = rest.split([' ', ':']).next().unwrap_or(rest);
    let function = readable(symbol);
    if rest.contains("stack limit") || rest.contains("stack arguments") {
        return Fault::FrameTooLarge {
            function,
            limit: FRAME_BYTES,
        };
    }
    let operation = rest.rsplit(": ").next().unwrap_or(rest).trim().to_owned();
    Fault::Unsupported {
        function,
        operation,
    }
}

fn layout(object: &[u8]) -> Result<Vec<u8>, Fault> {
    let frame = FRAME_BYTES as i32;
    let options = ProgramOptions::new(OptimizationConfig::disabled(), SbpfArch::V0, frame);
    // The linker asserts on objects it does not expect; a panic there is a fault like any other.
    let result = std::panic::catch_unwind(|| link_program(object, options));
    match result {
        Ok(Ok(program)) => Ok(program),
        Ok(Err(errors)) => Err(Fault::LayoutFailed {
            detail: SbpfLinkerError::format_errors(&errors),
        }),
        Err(_) => Err(Fault::LayoutFailed {
            detail: "sbpf-linker met an object it does not expect (its message is above)".into(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_frame_names_its_function() {
        let fault = classify(
            "<unknown>:0:0: in function _RNvCs1234_7program6greedy i64 (ptr): Looks like the BPF \
             stack limit is exceeded. Please move large on stack variables into BPF per-cpu array map.",
        );
        assert_eq!(fault.code(), "frame-too-large");
        assert!(
            fault.to_string().starts_with("program::greedy needs"),
            "{fault}"
        );
    }

    #[test]
    fn an_unsupported_operation_names_its_function() {
        let fault = classify(
            "<unknown>:0:0: in function pay i64 (ptr): A call to built-in function '__multi3' is not supported.",
        );
        assert_eq!(fault.code(), "unsupported");
        assert!(fault.to_string().starts_with("pay uses"), "{fault}");
    }
}
