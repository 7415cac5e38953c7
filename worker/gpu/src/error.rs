//! Why a card does not prove.

/// Why a card does not prove: what is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GpuError {
    /// `no_driver`
    #[error(
        "this host has no NVIDIA driver (libcuda.so.1 is not found); install the driver of the card's maker, version 525 or newer, and in a container pass the card in"
    )]
    NoDriver,
    /// `wrong_driver`
    #[error(
        "the NVIDIA driver does not fit: {0}; install version 525 or newer and start the host again"
    )]
    WrongDriver(String),
    /// `no_compiler`
    #[error(
        "the kernels' compiler is not found (libnvrtc.so.12); install CUDA's NVRTC 12.8 or newer, such as the package nvidia-cuda-nvrtc-cu12, and have LD_LIBRARY_PATH name its folder"
    )]
    NoCompiler,
    /// `compile_failed`
    #[error(
        "the kernels do not compile with this NVRTC: {0}; cards of compute capability 10 and 12 need 12.8 or newer"
    )]
    Compile(String),
    /// `no_card`
    #[error(
        "the driver finds no card number {wanted}: there are {found}; check CUDA_VISIBLE_DEVICES and nvidia-smi"
    )]
    NoCard {
        /// Ordinal asked for.
        wanted: u32,
        /// Cards there are.
        found: u32,
    },
    /// `card_too_old`
    #[error("{name} has compute capability {major}.{minor}; the proof needs 8.0 or newer")]
    TooOld {
        /// The card.
        name: String,
        /// Its capability.
        major: u32,
        /// Its capability, behind the point.
        minor: u32,
    },
    /// `too_little_memory`
    #[error(
        "{name} has {total_mib} MiB of memory, and the class needs {needed_mib}; register the device in a smaller class"
    )]
    TooLittleMemory {
        /// The card.
        name: String,
        /// MiB it has.
        total_mib: u64,
        /// MiB that buffer and margin need.
        needed_mib: u64,
    },
    /// `card_in_use`
    #[error(
        "{name} is in use: {free_mib} MiB of its {total_mib} are free, and the class needs {needed_mib}; {by}. Pause the work that renters do not pay for, or prove later"
    )]
    InUse {
        /// The card.
        name: String,
        /// MiB free.
        free_mib: u64,
        /// MiB it has.
        total_mib: u64,
        /// MiB that buffer and margin need.
        needed_mib: u64,
        /// Who uses it, as far as the host tells.
        by: String,
    },
    /// `bad_dimensions`
    #[error("the class cannot be proved on a card: {0}")]
    Dimensions(String),
    /// `library_failed`
    #[error("cuBLASLt failed: {0}; the proof can do without, by the kernel")]
    Library(String),
    /// `differs`
    #[error(
        "the card computes something else than the reference: {0}; do not stake on it, and report card, driver and NVRTC"
    )]
    Differs(String),
    /// `driver_failed`
    #[error("{what} failed on {name}: {error}; look for Xid lines in the kernel's log")]
    Driver {
        /// The card.
        name: String,
        /// What was tried.
        what: &'static str,
        /// The driver's words.
        error: String,
    },
}

impl GpuError {
    /// Stable name of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoDriver => "no_driver",
            Self::WrongDriver(_) => "wrong_driver",
            Self::NoCompiler => "no_compiler",
            Self::Compile(_) => "compile_failed",
            Self::NoCard { .. } => "no_card",
            Self::TooOld { .. } => "card_too_old",
            Self::TooLittleMemory { .. } => "too_little_memory",
            Self::InUse { .. } => "card_in_use",
            Self::Dimensions(_) => "bad_dimensions",
            Self::Library(_) => "library_failed",
            Self::Differs(_) => "differs",
            Self::Driver { .. } => "driver_failed",
        }
    }
}
