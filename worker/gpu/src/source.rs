//! The kernels' source and its compilation for one kind of card.

use crate::GpuError;
use cudarc::nvrtc::{result, sys};
use std::ffi::{CStr, CString, c_char};

/// All kernels, one source: CUDA C++ without any header.
pub const SOURCE: &str = concat!(
    include_str!("../kernels/words.cu"),
    include_str!("../kernels/sha256.cu"),
    include_str!("../kernels/operand.cu"),
    include_str!("../kernels/fill.cu"),
    include_str!("../kernels/walk.cu"),
    include_str!("../kernels/merkle.cu"),
);

/// What a compilation gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text, for tools.
    Ptx,
    /// Machine code of the one architecture, which a driver loads as it is: an older driver need not know the
    /// compiler's PTX.
    Cubin,
}

/// True if there is a compiler library.
#[must_use]
pub fn has_compiler() -> bool {
    // SAFETY: opening NVRTC runs nothing but its own initialisation.
    unsafe { sys::is_culib_present() }
}

/// Compiles the kernels for compute capability `major`.`minor`.
///
/// # Errors
/// [`GpuError::NoCompiler`], [`GpuError::Compile`] with the compiler's own words.
pub fn compile((major, minor): (u32, u32), form: Form) -> Result<Vec<u8>, GpuError> {
    if !has_compiler() {
        return Err(GpuError::NoCompiler);
    }
    let failed = |error: result::NvrtcError| GpuError::Compile(format!("{error:?}"));
    let source = CString::new(SOURCE).map_err(|error| GpuError::Compile(error.to_string()))?;
    let program = Program(result::create_program(&source, Some(c"io_pow.cu")).map_err(failed)?);
    let options = [
        format!("--gpu-architecture=sm_{major}{minor}"),
        "--std=c++17".to_owned(),
    ];
    // SAFETY: the program was made above and is destroyed when it is dropped.
    unsafe { result::compile_program(program.0, &options) }.map_err(|error| {
        GpuError::Compile(program.log().unwrap_or_else(|| format!("{error:?}")))
    })?;
    match form {
        Form::Ptx => {
            // SAFETY: as above, and it was compiled.
            let text = unsafe { result::get_ptx(program.0) }.map_err(failed)?;
            let end = text.iter().position(|c| *c == 0).unwrap_or(text.len());
            Ok(text[..end].iter().map(|c| *c as u8).collect())
        }
        Form::Cubin => {
            let mut size = 0;
            // SAFETY: the program was compiled for a real architecture; the size is written to a place of its own.
            unsafe { sys::nvrtcGetCUBINSize(program.0, &raw mut size) }
                .result()
                .map_err(failed)?;
            let mut code = vec![0_u8; size];
            // SAFETY: the buffer has the size just asked for.
            unsafe { sys::nvrtcGetCUBIN(program.0, code.as_mut_ptr().cast::<c_char>()) }
                .result()
                .map_err(failed)?;
            Ok(code)
        }
    }
}

/// A program of the compiler.
struct Program(sys::nvrtcProgram);

impl Program {
    fn log(&self) -> Option<String> {
        // SAFETY: the program lives as long as `self`.
        let log = unsafe { result::get_program_log(self.0) }.ok()?;
        let bytes: Vec<u8> = log.iter().map(|c| *c as u8).collect();
        let text = CStr::from_bytes_until_nul(&bytes).ok()?;
        Some(text.to_string_lossy().trim().to_owned())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // SAFETY: nobody else has the program. That it cannot be destroyed concerns nobody.
        let _ = unsafe { result::destroy_program(self.0) };
    }
}
