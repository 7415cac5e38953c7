//! Each kind of fault, from a small module, by its code and the name it gives.

use io_sbf::{Fault, Input, Options, compile};

const HEADER: &str = "target datalayout = \"e-m:e-p:64:64-i64:64-i128:128-n32:64-S128\"\n\
                      target triple = \"bpfel\"\n";

fn compile_ir(modules: &[&str]) -> Result<Vec<u8>, Fault> {
    let texts: Vec<String> = modules
        .iter()
        .map(|body| format!("{HEADER}{body}"))
        .collect();
    let inputs: Vec<Input> = texts
        .iter()
        .map(|text| Input {
            name: "test.ll".into(),
            bytes: text.as_bytes(),
        })
        .collect();
    compile(&inputs, &Options::default())
}

fn fault(modules: &[&str]) -> Fault {
    compile_ir(modules).expect_err("the module must be refused")
}

const PLAIN: &str = "define i64 @entrypoint(ptr %input) {\n  ret i64 0\n}\n";

#[test]
fn a_plain_program_compiles_to_an_elf_file() {
    let program = compile_ir(&[PLAIN]).expect("compiles");
    assert_eq!(&program[..4], b"\x7fELF");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(
        compile_ir(&[PLAIN]).expect("compiles"),
        compile_ir(&[PLAIN]).expect("compiles")
    );
}

#[test]
fn no_entrypoint() {
    assert_eq!(
        fault(&["define i64 @other() {\n  ret i64 0\n}\n"]).code(),
        "no-entrypoint"
    );
}

#[test]
fn two_entrypoints() {
    assert_eq!(fault(&[PLAIN, PLAIN]).code(), "link-failed");
}

#[test]
fn other_symbols_defined_twice_stay_their_modules_own() {
    let twice = "define i64 @__anchor_dispatch() {\n  ret i64 7\n}\n";
    compile_ir(&[PLAIN, twice, twice]).expect("compiles");
}

#[test]
fn bytes_that_are_no_bitcode() {
    assert_eq!(fault(&["this is not a module"]).code(), "bad-bitcode");
}

#[test]
fn a_frame_over_4_kb() {
    let fault = fault(&["
declare void @sol_log_(ptr, i64)
define void @greedy() noinline {
  %big = alloca [5000 x i8], align 8
  call void @sol_log_(ptr %big, i64 5000)
  ret void
}
define i64 @entrypoint(ptr %input) {
  call void @greedy()
  ret i64 0
}
"]);
    assert_eq!(fault.code(), "frame-too-large");
    assert!(fault.to_string().starts_with("greedy needs"), "{fault}");
}

#[test]
fn a_static_that_is_written() {
    let fault = fault(&["
@COUNTER = internal global i64 0
define i64 @entrypoint(ptr %input) {
  %old = load i64, ptr @COUNTER
  %word = load i64, ptr %input
  %new = add i64 %old, %word
  store i64 %new, ptr @COUNTER
  %again = icmp eq i64 %new, 9
  br i1 %again, label %more, label %done
more:
  %r = call i64 @entrypoint(ptr %input)
  ret i64 %r
done:
  ret i64 %new
}
"]);
    assert_eq!(fault.code(), "writable-static");
    assert!(
        fault.to_string().contains("COUNTER, used by entrypoint"),
        "{fault}"
    );
}

#[test]
fn a_call_of_nobodys_function() {
    let fault = fault(&["
declare i64 @getpid()
define i64 @entrypoint(ptr %input) {
  %r = call i64 @getpid()
  ret i64 %r
}
"]);
    assert_eq!(fault.code(), "undefined-symbol");
    assert!(
        fault.to_string().starts_with("entrypoint call `getpid`"),
        "{fault}"
    );
}

#[test]
fn a_float_operation_without_a_routine() {
    let fault = fault(&["
declare double @llvm.sqrt.f64(double)
define i64 @entrypoint(ptr %input) {
  %x = load double, ptr %input
  %y = call double @llvm.sqrt.f64(double %x)
  %r = bitcast double %y to i64
  ret i64 %r
}
"]);
    assert_eq!(fault.code(), "unsupported");
    assert!(fault.to_string().starts_with("entrypoint uses"), "{fault}");
}

#[test]
fn a_syscall_with_six_arguments() {
    let fault = fault(&["
declare i64 @sol_log_64_(i64, i64, i64, i64, i64, i64)
define i64 @entrypoint(ptr %input) {
  %r = call i64 @sol_log_64_(i64 1, i64 2, i64 3, i64 4, i64 5, i64 6)
  ret i64 %r
}
"]);
    assert_eq!(fault.code(), "unsupported");
    assert!(fault.to_string().contains("sol_log_64_"), "{fault}");
}
