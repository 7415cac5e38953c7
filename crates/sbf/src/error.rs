//! What can go wrong between bitcode and a deployable binary.

/// A reason why no binary was made. Each message names the input or function at fault.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// An input is not bitcode this LLVM can read.
    #[error(
        "{input} is not bitcode that LLVM 22 can read: {detail}. Compile it with the rustc this tool was tested with"
    )]
    BadBitcode {
        /// File, or archive and member.
        input: String,
        /// LLVM's words.
        detail: String,
    },
    /// An archive has a broken header.
    #[error("{input} is not an archive this tool can read: {detail}. Remove it and build again")]
    BadArchive {
        /// The archive's path.
        input: String,
        /// Which part does not fit.
        detail: String,
    },
    /// Two inputs do not fit together.
    #[error(
        "the inputs do not link: {detail}. A program's crate must be a dependency of another only with its `no-entrypoint` feature"
    )]
    LinkFailed {
        /// LLVM's words.
        detail: String,
    },
    /// No input defines `entrypoint`.
    #[error(
        "no input defines `entrypoint`, so there is no program to make. Use Anchor's #[program], or define it as `extern \"C\" fn(*mut u8) -> u64`"
    )]
    NoEntrypoint,
    /// A function's frame does not fit the VM's stack frame.
    #[error(
        "{function} needs more than the {limit}-byte stack frame of sBPF. Box its large locals, or move parts of it into functions marked #[inline(never)]"
    )]
    FrameTooLarge {
        /// Function, demangled.
        function: String,
        /// Frame size of the VM, in bytes.
        limit: u32,
    },
    /// An operation that the back end lacks and this tool does not lower.
    #[error(
        "{function} uses `{operation}`, which sBPF cannot do. Rewrite it in integers of up to 128 bits, without inline assembly or variadic calls"
    )]
    Unsupported {
        /// Function, demangled.
        function: String,
        /// The operation in LLVM's words.
        operation: String,
    },
    /// A static that is written at run time.
    #[error(
        "static {name}, used by {users}, is written at run time, and sBPF has no writable data. Keep the value in an account or on the stack"
    )]
    WritableStatic {
        /// The static, demangled.
        name: String,
        /// Functions that refer to it.
        users: String,
    },
    /// A call to something that is neither defined nor a syscall.
    #[error(
        "{users} call `{name}`, which is neither defined nor a syscall of the runtime. Leave out the dependency that needs it, or give it a Solana implementation"
    )]
    UndefinedSymbol {
        /// The symbol, demangled.
        name: String,
        /// Functions that refer to it.
        users: String,
    },
    /// An LLVM pass run failed.
    #[error("LLVM refused the passes `{passes}`: {detail}. This is a fault of the tool")]
    PassFailed {
        /// The pipeline.
        passes: String,
        /// LLVM's words.
        detail: String,
    },
    /// A pass of this tool left an ill-formed module.
    #[error("the module is ill-formed after {after}: {detail}. This is a fault of the tool")]
    BrokenModule {
        /// The step before the check.
        after: String,
        /// The verifier's words.
        detail: String,
    },
    /// The LLVM that is linked in has no BPF back end.
    #[error("this LLVM has no BPF back end: {detail}. Install Debian's llvm-22")]
    NoBackEnd {
        /// LLVM's words.
        detail: String,
    },
    /// The back end gave up.
    #[error("code generation failed: {detail}")]
    CodegenFailed {
        /// LLVM's words.
        detail: String,
    },
    /// The object could not be laid out as a program.
    #[error("the program cannot be laid out: {detail}")]
    LayoutFailed {
        /// sbpf-linker's words, one line a fault.
        detail: String,
    },
    /// Several faults at once.
    #[error("{}", .0.iter().map(|f| f.to_string()).collect::<Vec<_>>().join("\n"))]
    Many(Vec<Fault>),
}

impl Fault {
    /// A short, stable name of the kind of fault, for tests and scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadBitcode { .. } => "bad-bitcode",
            Self::BadArchive { .. } => "bad-archive",
            Self::LinkFailed { .. } => "link-failed",
            Self::NoEntrypoint => "no-entrypoint",
            Self::FrameTooLarge { .. } => "frame-too-large",
            Self::Unsupported { .. } => "unsupported",
            Self::WritableStatic { .. } => "writable-static",
            Self::UndefinedSymbol { .. } => "undefined-symbol",
            Self::PassFailed { .. } => "pass-failed",
            Self::BrokenModule { .. } => "broken-module",
            Self::NoBackEnd { .. } => "no-back-end",
            Self::CodegenFailed { .. } => "codegen-failed",
            Self::LayoutFailed { .. } => "layout-failed",
            Self::Many(faults) => faults.first().map_or("many", Fault::code),
        }
    }

    /// One fault as itself, several as [`Fault::Many`], none as `Ok`.
    pub fn collect(mut faults: Vec<Fault>) -> Result<(), Fault> {
        match faults.len() {
            0 => Ok(()),
            1 => Err(faults.remove(0)),
            _ => Err(Fault::Many(faults)),
        }
    }
}
