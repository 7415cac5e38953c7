//! The context, modules, pass runs and the BPF target machine.

use super::{Function, Type, Value, ffi, libc_char, take_message};
use crate::error::Fault;
use llvm_sys::core::*;
use llvm_sys::prelude::*;
use llvm_sys::target::*;
use llvm_sys::target_machine::*;
use llvm_sys::transforms::pass_builder::*;
use llvm_sys::{LLVMDiagnosticSeverity, LLVMLinkage, LLVMUnnamedAddr};
use std::cell::RefCell;
use std::ffi::{CStr, CString, c_void};
use std::rc::Rc;

/// Where LLVM's defaults are made for processors with caches and branch prediction. A program pays for
/// each instruction it runs and for each byte it has; the figures are of the five programs together.
const SIZE_FLAGS: [&CStr; 6] = [
    // The most turns of a loop that are written out. Four are the words of an address; the walk over
    // an instruction's accounts, a call each, costs three units a turn: 1.5% smaller.
    c"--unroll-full-max-count=4",
    // Copies of a block made to save a jump, in instructions; the default is 6: 2% smaller.
    c"--jump-threading-threshold=3",
    // Instructions done before it is known whether they are needed, to save a branch: 0.2%.
    c"--bonus-inst-threshold=0",
    // Moving what two branches begin with in front of them keeps more values alive, which means more
    // moves to the frame and back: 0.5%.
    c"--simplifycfg-hoist-common=false",
    // Comparisons kept apart for the kernel's verifier, and calls for its traps: 0.2%.
    c"--bpf-disable-serialize-icmp",
    c"--bpf-disable-trap-unreachable",
];

/// What LLVM reported while it worked, errors and warnings alike.
pub type Diagnostics = Rc<RefCell<Vec<String>>>;

/// Owns everything LLVM allocates for one program.
pub struct Context {
    raw: LLVMContextRef,
    diagnostics: Diagnostics,
}

extern "C" fn collect(info: LLVMDiagnosticInfoRef, sink: *mut c_void) {
    if matches!(
        ffi!(LLVMGetDiagInfoSeverity(info)),
        LLVMDiagnosticSeverity::LLVMDSError | LLVMDiagnosticSeverity::LLVMDSWarning
    ) {
        let text = take_message(ffi!(LLVMGetDiagInfoDescription(info)));
        // SAFETY: `sink` is the `RefCell` in the context's `Rc`, which outlives the handler.
        let list = unsafe { &*sink.cast::<RefCell<Vec<String>>>() };
        list.borrow_mut().push(text);
    }
}

impl Context {
    /// A fresh context that collects LLVM's diagnostics.
    pub fn new() -> Self {
        let raw = ffi!(LLVMContextCreate());
        let diagnostics: Diagnostics = Rc::default();
        let sink = Rc::as_ptr(&diagnostics).cast_mut().cast();
        ffi!(LLVMContextSetDiagnosticHandler(raw, Some(collect), sink));
        Self { raw, diagnostics }
    }

    /// Takes what was reported since the last call.
    pub fn take_diagnostics(&self) -> Vec<String> {
        self.diagnostics.take()
    }

    /// Parses bitcode or textual IR. `name` appears in errors.
    pub fn parse(&self, name: &str, text: &[u8]) -> Result<Module, Fault> {
        let label = CString::new(name).unwrap_or_default();
        let buffer = ffi!(LLVMCreateMemoryBufferWithMemoryRangeCopy(
            text.as_ptr().cast(),
            text.len(),
            label.as_ptr()
        ));
        let mut module = std::ptr::null_mut();
        let mut message: *mut libc_char = std::ptr::null_mut();
        let failed = ffi!(llvm_sys::ir_reader::LLVMParseIRInContext2(
            self.raw,
            buffer,
            &mut module,
            &mut message
        ));
        ffi!(LLVMDisposeMemoryBuffer(buffer));
        if failed != 0 {
            return Err(Fault::BadBitcode {
                input: name.into(),
                detail: take_message(message),
            });
        }
        Ok(Module {
            raw: module,
            context: self.raw,
        })
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        ffi!(LLVMContextDispose(self.raw));
    }
}

/// One module. Freed with its context, or when linked into another.
pub struct Module {
    raw: LLVMModuleRef,
    context: LLVMContextRef,
}

impl Module {
    /// Links `other` into this module.
    pub fn link(&self, other: Module, context: &Context) -> Result<(), Fault> {
        if ffi!(llvm_sys::linker::LLVMLinkModules2(self.raw, other.raw)) != 0 {
            return Err(Fault::LinkFailed {
                detail: context.take_diagnostics().join("; "),
            });
        }
        Ok(())
    }

    /// All functions, defined and declared.
    pub fn functions(&self) -> Vec<Function> {
        let mut out = Vec::new();
        let mut raw = ffi!(LLVMGetFirstFunction(self.raw));
        while !raw.is_null() {
            out.push(Function(Value(raw)));
            raw = ffi!(LLVMGetNextFunction(raw));
        }
        out
    }

    /// Functions that have a body.
    pub fn defined_functions(&self) -> Vec<Function> {
        self.functions()
            .into_iter()
            .filter(|f| !f.is_declaration())
            .collect()
    }

    /// All global variables.
    pub fn globals(&self) -> Vec<Value> {
        let mut out = Vec::new();
        let mut raw = ffi!(LLVMGetFirstGlobal(self.raw));
        while !raw.is_null() {
            out.push(Value(raw));
            raw = ffi!(LLVMGetNextGlobal(raw));
        }
        out
    }

    /// A function by symbol name.
    pub fn function(&self, name: &str) -> Option<Function> {
        let name = CString::new(name).ok()?;
        let raw = ffi!(LLVMGetNamedFunction(self.raw, name.as_ptr()));
        (!raw.is_null()).then_some(Function(Value(raw)))
    }

    /// Declares a function, or returns the one of that name.
    pub fn declare(&self, name: &str, ty: Type) -> Function {
        self.function(name)
            .unwrap_or_else(|| self.add_function(name, ty))
    }

    /// Adds a function; LLVM appends a number to a name that is taken.
    pub fn add_function(&self, name: &str, ty: Type) -> Function {
        let name = CString::new(name).unwrap_or_default();
        Function(Value(ffi!(LLVMAddFunction(self.raw, name.as_ptr(), ty.0))))
    }

    /// Appends an empty block to a function.
    pub fn append_block(&self, function: Function) -> super::Block {
        let raw = ffi!(LLVMAppendBasicBlockInContext(
            self.context,
            function.0.0,
            c"".as_ptr()
        ));
        super::Block(raw)
    }

    /// Adds a constant of the module's own, whose address means nothing.
    pub fn add_constant(&self, name: &str, value: Value) -> Value {
        let name = CString::new(name).unwrap_or_default();
        let global = ffi!(LLVMAddGlobal(self.raw, value.ty().0, name.as_ptr()));
        ffi!(LLVMSetInitializer(global, value.0));
        ffi!(LLVMSetGlobalConstant(global, 1));
        ffi!(LLVMSetLinkage(global, LLVMLinkage::LLVMPrivateLinkage));
        ffi!(LLVMSetUnnamedAddress(
            global,
            LLVMUnnamedAddr::LLVMGlobalUnnamedAddr
        ));
        Value(global)
    }

    /// A constant of bytes.
    pub fn bytes(&self, bytes: &[u8]) -> Value {
        Value(ffi!(LLVMConstStringInContext2(
            self.context,
            bytes.as_ptr().cast(),
            bytes.len(),
            1
        )))
    }

    /// A constant of several fields.
    pub fn record(&self, fields: &[Value]) -> Value {
        let mut raw: Vec<_> = fields.iter().map(|field| field.0).collect();
        let count = raw.len() as u32;
        Value(ffi!(LLVMConstStructInContext(
            self.context,
            raw.as_mut_ptr(),
            count,
            0
        )))
    }

    /// A constant of several elements of one type, at least one.
    pub fn list(&self, elements: &[Value]) -> Value {
        let mut raw: Vec<_> = elements.iter().map(|element| element.0).collect();
        let ty = elements[0].ty().0;
        let count = raw.len() as u64;
        Value(ffi!(LLVMConstArray2(ty, raw.as_mut_ptr(), count)))
    }

    /// `iN`.
    pub fn int(&self, bits: u32) -> Type {
        Type(ffi!(LLVMIntTypeInContext(self.context, bits)))
    }

    /// `ptr`.
    pub fn ptr(&self) -> Type {
        Type(ffi!(LLVMPointerTypeInContext(self.context, 0)))
    }

    /// `void`.
    pub fn void(&self) -> Type {
        Type(ffi!(LLVMVoidTypeInContext(self.context)))
    }

    /// Size of a type in memory, in bytes, padding included.
    pub fn size_of(&self, ty: Type) -> u64 {
        ffi!(LLVMABISizeOfType(LLVMGetModuleDataLayout(self.raw), ty.0))
    }

    /// Makes every defined symbol local to the module, except `keep`.
    pub fn internalize(&self, keep: &dyn Fn(&str) -> bool) {
        let functions = self.functions().into_iter().map(Function::value);
        for global in functions.chain(self.globals()) {
            let name = global.name();
            if global.is_declaration() || name.starts_with("llvm.") || keep(&name) {
                continue;
            }
            ffi!(llvm_sys::comdat::LLVMSetComdat(
                global.0,
                std::ptr::null_mut()
            ));
            ffi!(LLVMSetVisibility(
                global.0,
                llvm_sys::LLVMVisibility::LLVMDefaultVisibility
            ));
            global.set_linkage(LLVMLinkage::LLVMInternalLinkage);
        }
    }

    /// Drops debug information: the loader has no use for it.
    pub fn strip_debug_info(&self) {
        ffi!(llvm_sys::debuginfo::LLVMStripModuleDebugInfo(self.raw));
    }

    /// Runs a pass pipeline in the syntax of LLVM's `opt -passes=`.
    pub fn run_passes(&self, passes: &str, machine: &TargetMachine) -> Result<(), Fault> {
        let text = CString::new(passes).unwrap_or_default();
        let options = ffi!(LLVMCreatePassBuilderOptions());
        ffi!(LLVMPassBuilderOptionsSetInlinerThreshold(
            options,
            crate::inlining::THRESHOLD
        ));
        let error = ffi!(LLVMRunPasses(self.raw, text.as_ptr(), machine.raw, options));
        ffi!(LLVMDisposePassBuilderOptions(options));
        if error.is_null() {
            return Ok(());
        }
        let message = ffi!(llvm_sys::error::LLVMGetErrorMessage(error));
        // SAFETY: LLVM returned a NUL-terminated message that is ours to free.
        let detail = unsafe {
            let text = std::ffi::CStr::from_ptr(message)
                .to_string_lossy()
                .into_owned();
            llvm_sys::error::LLVMDisposeErrorMessage(message);
            text
        };
        Err(Fault::PassFailed {
            passes: passes.into(),
            detail,
        })
    }

    /// Checks the module's well-formedness: a failure is a fault of the pass before it.
    pub fn verify(&self, after: &str) -> Result<(), Fault> {
        let mut message = std::ptr::null_mut();
        let action = llvm_sys::analysis::LLVMVerifierFailureAction::LLVMReturnStatusAction;
        let broken = ffi!(llvm_sys::analysis::LLVMVerifyModule(
            self.raw,
            action,
            &mut message
        )) != 0;
        let detail = take_message(message);
        if broken {
            return Err(Fault::BrokenModule {
                after: after.into(),
                detail,
            });
        }
        Ok(())
    }

    /// The module as textual IR, for debugging.
    pub fn text(&self) -> String {
        take_message(ffi!(LLVMPrintModuleToString(self.raw)))
    }
}

/// The BPF back end, set up for sBPF.
pub struct TargetMachine {
    raw: LLVMTargetMachineRef,
}

impl TargetMachine {
    /// `mcpu=v2` is the newest instruction set all of whose instructions sBPF v0 has.
    pub fn sbpf(frame_bytes: u32) -> Result<Self, Fault> {
        let unavailable = |detail: String| Fault::NoBackEnd { detail };
        // SAFETY: registers the BPF back end of the LLVM that is linked in; safe to repeat.
        unsafe {
            LLVMInitializeBPFTargetInfo();
            LLVMInitializeBPFTarget();
            LLVMInitializeBPFTargetMC();
            LLVMInitializeBPFAsmPrinter();
        }
        let program = c"io-sbf";
        let stack = CString::new(format!("--bpf-stack-size={frame_bytes}")).unwrap_or_default();
        let args: Vec<_> = [program, &stack]
            .into_iter()
            .chain(SIZE_FLAGS)
            .map(CStr::as_ptr)
            .collect();
        ffi!(llvm_sys::support::LLVMParseCommandLineOptions(
            args.len() as i32,
            args.as_ptr(),
            std::ptr::null()
        ));
        let mut target = std::ptr::null_mut();
        let mut message = std::ptr::null_mut();
        if ffi!(LLVMGetTargetFromTriple(
            c"bpfel".as_ptr(),
            &mut target,
            &mut message
        )) != 0
        {
            return Err(unavailable(take_message(message)));
        }
        let raw = ffi!(LLVMCreateTargetMachine(
            target,
            c"bpfel".as_ptr(),
            c"v2".as_ptr(),
            c"+allows-misaligned-mem-access".as_ptr(),
            LLVMCodeGenOptLevel::LLVMCodeGenLevelDefault,
            LLVMRelocMode::LLVMRelocDefault,
            LLVMCodeModel::LLVMCodeModelDefault
        ));
        if raw.is_null() {
            return Err(unavailable(
                "LLVM refused to set up a BPF target machine".into(),
            ));
        }
        Ok(Self { raw })
    }

    /// Generates an ELF object.
    pub fn emit_object(&self, module: &Module) -> Result<Vec<u8>, Fault> {
        let mut message = std::ptr::null_mut();
        let mut buffer = std::ptr::null_mut();
        if ffi!(LLVMTargetMachineEmitToMemoryBuffer(
            self.raw,
            module.raw,
            LLVMCodeGenFileType::LLVMObjectFile,
            &mut message,
            &mut buffer
        )) != 0
        {
            return Err(Fault::CodegenFailed {
                detail: take_message(message),
            });
        }
        // SAFETY: the buffer holds `LLVMGetBufferSize` bytes until it is disposed of below.
        unsafe {
            let start = LLVMGetBufferStart(buffer).cast::<u8>();
            let bytes = std::slice::from_raw_parts(start, LLVMGetBufferSize(buffer)).to_vec();
            LLVMDisposeMemoryBuffer(buffer);
            Ok(bytes)
        }
    }
}

impl Drop for TargetMachine {
    fn drop(&mut self) {
        ffi!(LLVMDisposeTargetMachine(self.raw));
    }
}
