//! The product by cuBLASLt, whose kernels use what warp-wide instructions cannot.

use crate::GpuError;
use crate::plan::WORKSPACE;
use cudarc::cublaslt::{result, sys};
use cudarc::driver::{CudaSlice, CudaStream, DevicePtr as _, DevicePtrMut as _};
use std::ffi::c_void;
use std::sync::Arc;

/// cuBLASLt, found and opened.
pub(crate) struct Library {
    handle: sys::cublasLtHandle_t,
}

// SAFETY: cuBLASLt's handle may be used from any thread; it is used from one at a time here.
unsafe impl Send for Library {}
// SAFETY: as above; nothing of it is changed through a shared reference.
unsafe impl Sync for Library {}

impl Library {
    /// `None` if the library is not there or does not start: the kernel does without.
    pub(crate) fn open() -> Option<Self> {
        // SAFETY: opening the library runs nothing but its own initialisation.
        if !unsafe { sys::is_culib_present() } {
            return None;
        }
        let handle = result::create_handle().ok()?;
        Some(Self { handle })
    }

    /// Chooses the algorithm for strips of `strip` rows times `n` columns, lines of `pitch` bytes.
    pub(crate) fn prepare(
        &self,
        stream: &Arc<CudaStream>,
        n: u32,
        strip: u32,
        pitch: u32,
    ) -> Result<Prepared<'_>, GpuError> {
        let workspace = stream
            .alloc_zeros::<u8>(WORKSPACE as usize)
            .map_err(|error| GpuError::Library(format!("no workspace: {error:?}")))?;
        // Columns first: the library's matrices are column by column, so the strip, row by row, is the transposed
        // product. Both operands then are lines of k: the one form that int8 tensor cores take.
        let int8 = sys::cudaDataType_t::CUDA_R_8I;
        let int32 = sys::cudaDataType_t::CUDA_R_32I;
        let mut prepared = Prepared {
            library: self,
            product: Product::new()?,
            columns: Layout::new(int8, pitch, n, pitch)?,
            rows: Layout::new(int8, pitch, strip, pitch)?,
            sums: Layout::new(int32, n, strip, n)?,
            algorithm: None,
            workspace,
            strip,
        };
        let preference = Preference::new()?;
        // SAFETY: all descriptions live until the call returns.
        let found = unsafe {
            result::get_matmul_algo_heuristic(
                self.handle,
                prepared.product.0,
                prepared.columns.0,
                prepared.rows.0,
                prepared.sums.0,
                prepared.sums.0,
                preference.0,
            )
        };
        let found = found.map_err(|error| failed("finding an algorithm", &error))?;
        prepared.algorithm = Some(found.algo);
        Ok(prepared)
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        // SAFETY: nobody else has the handle. That it cannot be destroyed concerns nobody.
        let _ = unsafe { result::destroy_handle(self.handle) };
    }
}

/// A chosen algorithm for strips of one size.
pub(crate) struct Prepared<'a> {
    library: &'a Library,
    product: Product,
    columns: Layout,
    rows: Layout,
    sums: Layout,
    algorithm: Option<sys::cublasLtMatmulAlgo_t>,
    workspace: CudaSlice<u8>,
    strip: u32,
}

impl Prepared<'_> {
    /// `sums[row][column]` of a whole strip, exact in int32. Panels are whole strips, because both are powers of two or
    /// the strip is the panel; another count is refused.
    pub(crate) fn multiply(
        &self,
        stream: &Arc<CudaStream>,
        columns: &CudaSlice<u8>,
        rows: &CudaSlice<u8>,
        sums: &mut CudaSlice<i32>,
        count: u32,
    ) -> Result<(), GpuError> {
        if count != self.strip {
            return Err(GpuError::Dimensions(format!(
                "the library multiplies strips of {} rows, and n leaves one of {count}; use a multiple of them",
                self.strip
            )));
        }
        let (one, zero) = (1_i32, 0_i32);
        let (columns, _columns) = columns.device_ptr(stream);
        let (rows, _rows) = rows.device_ptr(stream);
        let (sums, _sums) = sums.device_ptr_mut(stream);
        let (workspace, _workspace) = self.workspace.device_ptr(stream);
        let algorithm = self
            .algorithm
            .as_ref()
            .map_or(std::ptr::null(), |found| found);
        // SAFETY: the layouts describe the buffers, which hold whole lines of `pitch` bytes and `strip · n` sums; they and
        // the two factors live until the call has been made, the buffers until the stream has been waited for.
        let done = unsafe {
            result::matmul(
                self.library.handle,
                self.product.0,
                (&raw const one).cast(),
                (&raw const zero).cast(),
                columns as *const c_void,
                self.columns.0,
                rows as *const c_void,
                self.rows.0,
                sums as *const c_void,
                self.sums.0,
                sums as *mut c_void,
                self.sums.0,
                algorithm,
                workspace as *mut c_void,
                WORKSPACE as usize,
                stream.cu_stream().cast(),
            )
        };
        done.map_err(|error| failed("multiplying", &error))
    }
}

fn failed(what: &str, error: &result::CublasError) -> GpuError {
    GpuError::Library(format!("{what}: {error:?}"))
}

/// Int32 sums of int8 products, the first operand transposed.
struct Product(sys::cublasLtMatmulDesc_t);

impl Product {
    fn new() -> Result<Self, GpuError> {
        let compute = sys::cublasComputeType_t::CUBLAS_COMPUTE_32I;
        let made = result::create_matmul_desc(compute, sys::cudaDataType_t::CUDA_R_32I)
            .map_err(|error| failed("describing the product", &error))?;
        let product = Self(made);
        // CUBLAS_OP_T of cuBLAS, whose bindings this crate does without.
        let transposed = 1_i32;
        // SAFETY: the attribute is an int32, which is what is handed over.
        unsafe {
            result::set_matmul_desc_attribute(
                made,
                sys::cublasLtMatmulDescAttributes_t::CUBLASLT_MATMUL_DESC_TRANSA,
                (&raw const transposed).cast(),
                size_of::<i32>(),
            )
        }
        .map_err(|error| failed("describing the product", &error))?;
        Ok(product)
    }
}

impl Drop for Product {
    fn drop(&mut self) {
        // SAFETY: nobody else has it. That it cannot be destroyed concerns nobody.
        let _ = unsafe { result::destroy_matmul_desc(self.0) };
    }
}

struct Layout(sys::cublasLtMatrixLayout_t);

impl Layout {
    fn new(of: sys::cudaDataType_t, rows: u32, columns: u32, pitch: u32) -> Result<Self, GpuError> {
        result::create_matrix_layout(of, rows.into(), columns.into(), pitch.into())
            .map(Self)
            .map_err(|error| failed("describing a matrix", &error))
    }
}

impl Drop for Layout {
    fn drop(&mut self) {
        // SAFETY: nobody else has it. That it cannot be destroyed concerns nobody.
        let _ = unsafe { result::destroy_matrix_layout(self.0) };
    }
}

struct Preference(sys::cublasLtMatmulPreference_t);

impl Preference {
    fn new() -> Result<Self, GpuError> {
        let made = result::create_matmul_pref().map_err(|error| failed("a preference", &error))?;
        let preference = Self(made);
        let most = WORKSPACE as usize;
        // SAFETY: the attribute is a size, which is what is handed over.
        unsafe {
            result::set_matmul_pref_attribute(
                made,
                sys::cublasLtMatmulPreferenceAttributes_t::CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES,
                (&raw const most).cast(),
                size_of::<usize>(),
            )
        }
        .map_err(|error| failed("a preference", &error))?;
        Ok(preference)
    }
}

impl Drop for Preference {
    fn drop(&mut self) {
        // SAFETY: nobody else has it. That it cannot be destroyed concerns nobody.
        let _ = unsafe { result::destroy_matmul_pref(self.0) };
    }
}
