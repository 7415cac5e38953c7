//! What NVML tells of the cards: for the log, and for whoever asks why a card is not free.

use nvml_wrapper::Nvml;
use nvml_wrapper::enum_wrappers::device::TemperatureSensor;
use nvml_wrapper::enums::device::UsedGpuMemory;
use std::fmt;

/// One card at one moment; `None` where the card does not tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Telemetry {
    /// Its own number.
    pub uuid: String,
    /// Degrees Celsius.
    pub temperature_c: Option<u32>,
    /// Milliwatts drawn.
    pub power_mw: Option<u32>,
    /// Milliwatts allowed.
    pub power_limit_mw: Option<u32>,
    /// Percent of the time in which a kernel ran.
    pub busy_percent: Option<u32>,
    /// Whether memory is checked for errors.
    pub ecc: Option<bool>,
    /// Why its clock is held down, in NVML's words; empty if it is not.
    pub throttled: String,
}

impl fmt::Display for Telemetry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let watts = |milliwatts: Option<u32>| milliwatts.map(|mw| mw / 1000);
        let number = |value: Option<u32>| value.map_or("?".to_owned(), |value| value.to_string());
        write!(
            f,
            "{} C, {} of {} W, {}% busy",
            number(self.temperature_c),
            number(watts(self.power_mw)),
            number(watts(self.power_limit_mw)),
            number(self.busy_percent)
        )?;
        if self.ecc == Some(false) {
            f.write_str(", memory unchecked (no ECC)")?;
        }
        if !self.throttled.is_empty() {
            write!(f, ", clock held down: {}", self.throttled)?;
        }
        Ok(())
    }
}

/// Every card NVML knows; none where there is no NVML.
#[must_use]
pub fn read() -> Vec<Telemetry> {
    let Ok(nvml) = Nvml::init() else {
        return Vec::new();
    };
    let count = nvml.device_count().unwrap_or(0);
    let devices = (0..count).filter_map(|index| nvml.device_by_index(index).ok());
    devices
        .map(|device| Telemetry {
            uuid: device.uuid().unwrap_or_default(),
            temperature_c: device.temperature(TemperatureSensor::Gpu).ok(),
            power_mw: device.power_usage().ok(),
            power_limit_mw: device.enforced_power_limit().ok(),
            busy_percent: device.utilization_rates().ok().map(|rates| rates.gpu),
            ecc: device
                .is_ecc_enabled()
                .ok()
                .map(|state| state.currently_enabled),
            throttled: throttled(&device),
        })
        .collect()
}

fn throttled(device: &nvml_wrapper::Device<'_>) -> String {
    use nvml_wrapper::bitmasks::device::ThrottleReasons;
    // An idle card's clock is down for no reason that concerns anybody.
    let reasons = device
        .current_throttle_reasons()
        .unwrap_or(ThrottleReasons::empty())
        - ThrottleReasons::GPU_IDLE
        - ThrottleReasons::NONE;
    let names = reasons.iter_names().map(|(name, _)| name.to_lowercase());
    names.collect::<Vec<_>>().join(", ")
}

/// Who has memory on a card, as a sentence's part.
#[must_use]
pub fn users(uuid: &str) -> String {
    let unknown = || "the host does not tell by whom".to_owned();
    let Ok(nvml) = Nvml::init() else {
        return unknown();
    };
    let Ok(device) = nvml.device_by_uuid(uuid) else {
        return unknown();
    };
    let Ok(processes) = device.running_compute_processes() else {
        return unknown();
    };
    let names: Vec<String> = processes
        .iter()
        .map(|process| match process.used_gpu_memory {
            UsedGpuMemory::Used(bytes) => {
                format!("process {} has {} MiB", process.pid, bytes >> 20)
            }
            UsedGpuMemory::Unavailable => format!("process {} uses it", process.pid),
        })
        .collect();
    if names.is_empty() {
        "no process that this host shows has it".to_owned()
    } else {
        names.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_card_does_not_tell_is_a_question_mark() {
        let told = Telemetry {
            temperature_c: Some(61),
            power_mw: Some(281_900),
            ecc: Some(false),
            throttled: "sw_power_cap".into(),
            ..Telemetry::default()
        };
        assert_eq!(
            told.to_string(),
            "61 C, 281 of ? W, ?% busy, memory unchecked (no ECC), clock held down: sw_power_cap"
        );
    }
}
