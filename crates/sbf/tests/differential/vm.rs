//! A bare sBPF virtual machine with the syscalls the probe may call.

use solana_sbpf::declare_builtin_function;
use solana_sbpf::elf::Executable;
use solana_sbpf::error::ProgramResult;
use solana_sbpf::memory_region::{AccessType, MemoryMapping, MemoryRegion};
use solana_sbpf::program::{BuiltinProgram, SBPFVersion};
use solana_sbpf::verifier::RequisiteVerifier;
use solana_sbpf::vm::{CallFrame, Config, ContextObject, EbpfVm, ExecutionMode};
use std::ptr::NonNull;
use std::sync::Arc;

type Failure = Box<dyn std::error::Error>;
const STACK_BYTES: usize = 64 * 4096;
const HEAP_BYTES: usize = 32 * 1024;
const UNITS: u64 = 1_400_000;

/// What a run ended with.
pub struct Run {
    /// The value the program returned, or why it was stopped.
    pub result: Result<u64, String>,
    /// Instructions executed.
    pub instructions: u64,
}

pub struct Context {
    left: u64,
    mapping: MemoryMapping,
}

impl ContextObject for Context {
    fn consume(&mut self, amount: u64) {
        self.left = self.left.saturating_sub(amount);
    }
    fn get_remaining(&self) -> u64 {
        self.left
    }
    fn active_mapping_ptr(&mut self) -> NonNull<MemoryMapping> {
        NonNull::from(&mut self.mapping)
    }
}

impl Context {
    fn host(&self, access: AccessType, address: u64, len: u64) -> Result<*mut u8, Failure> {
        match self.mapping.map(access, address, len) {
            ProgramResult::Ok(host) => Ok(host as *mut u8),
            ProgramResult::Err(error) => Err(error.to_string().into()),
        }
    }
    fn read(&self, address: u64, len: u64) -> Result<Vec<u8>, Failure> {
        if len == 0 {
            return Ok(Vec::new());
        }
        let host = self.host(AccessType::Load, address, len)?;
        // SAFETY: the mapping checked that `len` bytes lie in one live region.
        Ok(unsafe { std::slice::from_raw_parts(host, len as usize) }.to_vec())
    }
    fn write(&self, address: u64, bytes: &[u8]) -> Result<(), Failure> {
        if bytes.is_empty() {
            return Ok(());
        }
        let host = self.host(AccessType::Store, address, bytes.len() as u64)?;
        // SAFETY: the mapping checked that the bytes lie in one live, writable region.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), host, bytes.len()) };
        Ok(())
    }
}

macro_rules! syscall {
    ($name:ident, |$context:ident, $a:ident, $b:ident, $c:ident, $d:ident| $body:block) => {
        declare_builtin_function!(
            $name,
            fn rust(
                $context: &mut Context,
                $a: u64,
                $b: u64,
                $c: u64,
                $d: u64,
                _e: u64,
            ) -> Result<u64, Failure> {
                $body
                #[allow(unreachable_code)]
                Ok(0)
            }
        );
    };
}

syscall!(Panic, |context, file, len, line, column| {
    let file = context.read(file, len)?;
    return Err(format!(
        "panicked at {}:{line}:{column}",
        String::from_utf8_lossy(&file)
    )
    .into());
});
syscall!(Abort, |_context, _a, _b, _c, _d| {
    return Err("aborted".into());
});
syscall!(Log, |context, text, len, _c, _d| {
    context.read(text, len)?;
});
syscall!(Copy, |context, to, from, len, _d| {
    // The runtime refuses overlapping copies.
    if from < to.saturating_add(len) && to < from.saturating_add(len) {
        return Err("sol_memcpy_ on overlapping memory".into());
    }
    context.write(to, &context.read(from, len)?)?;
});
syscall!(Move, |context, to, from, len, _d| {
    context.write(to, &context.read(from, len)?)?;
});
syscall!(Set, |context, to, byte, len, _d| {
    context.write(to, &vec![byte as u8; len as usize])?;
});
syscall!(Compare, |context, a, b, len, out| {
    let (a, b) = (context.read(a, len)?, context.read(b, len)?);
    let differing = a.iter().zip(&b).find(|(x, y)| x != y);
    let order = differing.map_or(0, |(x, y)| i32::from(*x) - i32::from(*y));
    context.write(out, &order.to_le_bytes())?;
});

/// A program that passed the loader's checks.
pub struct Program(Executable<Context>);

impl Program {
    /// Loads with the checks and the configuration of the cluster.
    pub fn load(elf: &[u8]) -> Result<Self, String> {
        let config = Config {
            reject_broken_elfs: true,
            enabled_sbpf_versions: SBPFVersion::V0..=SBPFVersion::V0,
            ..Config::default()
        };
        let mut loader = BuiltinProgram::new_loader(config);
        let text = |error: &dyn std::fmt::Display| error.to_string();
        let registered = [
            loader.register_definition::<Panic>("sol_panic_"),
            loader.register_definition::<Abort>("abort"),
            loader.register_definition::<Log>("sol_log_"),
            loader.register_definition::<Copy>("sol_memcpy_"),
            loader.register_definition::<Move>("sol_memmove_"),
            loader.register_definition::<Set>("sol_memset_"),
            loader.register_definition::<Compare>("sol_memcmp_"),
        ];
        registered
            .into_iter()
            .collect::<Result<Vec<_>, _>>()
            .map_err(|e| text(&e))?;
        let executable = Executable::from_elf(elf, Arc::new(loader)).map_err(|e| text(&e))?;
        executable
            .verify::<RequisiteVerifier>()
            .map_err(|e| text(&e))?;
        Ok(Self(executable))
    }

    /// Runs the program on an input region, in place.
    pub fn run(&self, input: &mut [u8]) -> Run {
        let config = self.0.get_config();
        let version = self.0.get_sbpf_version();
        let mut stack = vec![0u8; STACK_BYTES];
        let mut heap = vec![0u8; HEAP_BYTES];
        let gap = config.stack_frame_size as u64;
        let regions = vec![
            self.0.get_ro_region(),
            MemoryRegion::new_gapped(&raw mut stack[..], solana_sbpf::ebpf::MM_STACK_START, gap),
            MemoryRegion::new(&raw mut heap[..], solana_sbpf::ebpf::MM_HEAP_START),
            MemoryRegion::new(&raw mut input[..], solana_sbpf::ebpf::MM_INPUT_START),
        ];
        // SAFETY: the regions' memory outlives the mapping, and any bytes are valid in it.
        let mapping = unsafe { MemoryMapping::new(regions, config, version) }.expect("maps");
        let mut context = Context {
            left: UNITS,
            mapping,
        };
        let loader = Arc::clone(self.0.get_loader());
        let mut vm = EbpfVm::new(loader, version, &mut context, STACK_BYTES);
        // The loader passes the input's address in the first argument register.
        vm.registers[1] = solana_sbpf::ebpf::MM_INPUT_START;
        let mut frames = vec![CallFrame::default(); config.max_call_depth];
        let mut mode = ExecutionMode::Interpreted;
        let (instructions, result) = vm.execute_program(&self.0, &mut mode, &mut frames);
        let result = match result {
            ProgramResult::Ok(value) => Ok(value),
            ProgramResult::Err(error) => Err(error.to_string()),
        };
        Run {
            result,
            instructions,
        }
    }
}
