//! The cards of this host, as the driver tells.

use crate::GpuError;
use cudarc::driver::{CudaContext, DriverError, result, sys};
use std::sync::Arc;

/// CUDA's version that the driver must have, as the driver writes it: 12.0.
const LEAST_VERSION: i32 = 12_000;
/// Compute capability from which on cards have the int8 products of 16 × 8 × 32.
const LEAST_MAJOR: u32 = 8;

/// One card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The driver's number of it, which `CUDA_VISIBLE_DEVICES` changes.
    pub ordinal: u32,
    /// The maker's name.
    pub name: String,
    /// The card's own number, as `nvidia-smi -L` prints it.
    pub uuid: String,
    /// Compute capability, before and behind the point.
    pub capability: (u32, u32),
    /// Bytes of memory.
    pub total_bytes: u64,
    /// Bytes of it that nobody has.
    pub free_bytes: u64,
}

/// All cards that the driver shows, by ordinal.
///
/// # Errors
/// [`GpuError::NoDriver`], [`GpuError::WrongDriver`], [`GpuError::Driver`].
pub fn cards() -> Result<Vec<Card>, GpuError> {
    let count = count()?;
    (0..count).map(|ordinal| Ok(open(ordinal)?.0)).collect()
}

/// How many cards the driver shows; initialises it.
fn count() -> Result<u32, GpuError> {
    // SAFETY: opening the driver's library runs nothing but its own initialisation.
    if !unsafe { sys::is_culib_present() } {
        return Err(GpuError::NoDriver);
    }
    match result::init() {
        Ok(()) => {}
        Err(DriverError(sys::CUresult::CUDA_ERROR_NO_DEVICE)) => return Ok(0),
        Err(error) => {
            return Err(GpuError::WrongDriver(format!(
                "it does not start: {error:?}"
            )));
        }
    }
    let mut version = 0;
    // SAFETY: the version is written to a place of its own.
    unsafe { sys::cuDriverGetVersion(&raw mut version) }
        .result()
        .map_err(|error| GpuError::WrongDriver(format!("{error:?}")))?;
    if version < LEAST_VERSION {
        let (major, minor) = (version / 1000, version % 1000 / 10);
        return Err(GpuError::WrongDriver(format!(
            "it is of CUDA {major}.{minor}"
        )));
    }
    let count =
        result::device::get_count().map_err(|error| GpuError::WrongDriver(format!("{error:?}")))?;
    Ok(u32::try_from(count).unwrap_or(0))
}

/// One card and a context on it.
///
/// # Errors
/// As [`cards`]; [`GpuError::NoCard`], [`GpuError::TooOld`].
pub(crate) fn open(ordinal: u32) -> Result<(Card, Arc<CudaContext>), GpuError> {
    let found = count()?;
    if ordinal >= found {
        return Err(GpuError::NoCard {
            wanted: ordinal,
            found,
        });
    }
    let unnamed = format!("card {ordinal}");
    let fails = |what| {
        let name = unnamed.clone();
        move |error: DriverError| failed(&name, what, &error)
    };
    let context = CudaContext::new(ordinal as usize).map_err(fails("opening it"))?;
    let name = context.name().map_err(fails("asking its name"))?;
    let (major, minor) = context
        .compute_capability()
        .map_err(fails("asking its capability"))?;
    let capability = (
        u32::try_from(major).unwrap_or(0),
        u32::try_from(minor).unwrap_or(0),
    );
    if capability.0 < LEAST_MAJOR {
        return Err(GpuError::TooOld {
            name,
            major: capability.0,
            minor: capability.1,
        });
    }
    let (free, total) = context
        .mem_get_info()
        .map_err(fails("asking for its memory"))?;
    let uuid = context.uuid().map_err(fails("asking its number"))?;
    let card = Card {
        ordinal,
        name,
        uuid: uuid_text(&uuid.bytes.map(|byte| byte as u8)),
        capability,
        total_bytes: total as u64,
        free_bytes: free as u64,
    };
    Ok((card, context))
}

/// What the driver said, as an error.
pub(crate) fn failed(name: &str, what: &'static str, error: &DriverError) -> GpuError {
    GpuError::Driver {
        name: name.to_owned(),
        what,
        error: format!("{error:?}"),
    }
}

/// `GPU-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`
fn uuid_text(bytes: &[u8; 16]) -> String {
    let mut text = "GPU".to_owned();
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 0 | 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_the_tools_write_it() {
        let bytes = std::array::from_fn(|at| at as u8 * 17);
        assert_eq!(
            uuid_text(&bytes),
            "GPU-00112233-4455-6677-8899-aabbccddeeff"
        );
    }

    #[test]
    fn a_host_without_a_driver_is_told_so() {
        // On a host with cards this finds them.
        match cards() {
            Ok(cards) => assert!(cards.iter().all(|card| card.total_bytes > 0)),
            Err(error) => assert!(
                matches!(error, GpuError::NoDriver | GpuError::WrongDriver(_)),
                "{error}"
            ),
        }
    }
}
