//! How long a class takes on this card.

use crate::{Gpu, GpuError, Product, plan};
use io_pow::ClassParams;
use io_pow::seed::GpuSeed;
use std::time::Instant;

/// Lanes of every class of cards.
const LANES: u32 = 1 << 17;
/// Rows of a panel of every class of cards.
const SIDE: u32 = 16_384;
/// Steps of the trial walk: long enough to be measured, short beside the real one.
const TRIAL_STEPS: u32 = 16 * 64;
/// Seconds a proof takes at least.
const LEAST_S: f64 = 12.0;

/// What was measured, and the class that follows.
#[derive(Debug, Clone)]
pub struct Calibration {
    /// The dimensions.
    pub params: ClassParams,
    /// Seconds of the whole fill by each product, from the trial of all panels by the first and one by the others.
    pub fill_s: Vec<(Product, f64)>,
    /// Walk steps a second.
    pub steps_per_s: f64,
    /// Milliseconds from the seed to the commitment: `T_class`.
    pub time_ms: u64,
}

/// Steps per lane that make the walk at least as long as the fill, and both at least 12 s: whole segments.
#[must_use]
pub fn steps_for(fill_s: f64, steps_per_s: f64, lanes: u32) -> u32 {
    let walk_s = fill_s.max(LEAST_S - fill_s);
    let segments = (walk_s * steps_per_s / f64::from(lanes) / 64.0).ceil();
    // Beyond 2²⁶ segments there is no tree; no card comes near.
    (segments.clamp(1.0, f64::from(1 << 25)) as u32) * 64
}

impl Calibration {
    /// Fills nine tenths of the card and walks a little, with everything the real proof does.
    ///
    /// # Errors
    /// [`GpuError`].
    pub fn measure(gpu: &Gpu, k: u32) -> Result<Self, GpuError> {
        let panels = plan::panels(gpu.card().total_bytes, SIDE, k);
        let mut params = ClassParams {
            class: 0,
            n: SIDE,
            k,
            panels,
            lanes: LANES,
            steps: TRIAL_STEPS,
        };
        gpu.fits(&params)?;
        let seed = GpuSeed([7; 32]);
        let one = ClassParams {
            panels: 1,
            ..params
        };
        let mut fill_s = Vec::new();
        for product in gpu.products() {
            // Once to warm up: clocks rise, and the library chooses.
            gpu.fill(&seed, &one, product)?;
            let at = Instant::now();
            gpu.fill(&seed, &one, product)?;
            fill_s.push((product, at.elapsed().as_secs_f64() * f64::from(panels)));
        }
        fill_s.sort_by(|a, b| a.1.total_cmp(&b.1));
        let fastest = fill_s
            .first()
            .map_or(Product::Kernel, |(product, _)| *product);
        let at = Instant::now();
        let w = gpu.fill(&seed, &params, fastest)?;
        let whole = at.elapsed().as_secs_f64();
        if let Some(first) = fill_s.first_mut() {
            first.1 = whole;
        }
        let at = Instant::now();
        gpu.walk(&w, &seed, &params)?;
        let steps = f64::from(LANES) * f64::from(TRIAL_STEPS);
        let steps_per_s = steps / at.elapsed().as_secs_f64();
        params.steps = steps_for(whole, steps_per_s, LANES);
        let walk_s = f64::from(LANES) * f64::from(params.steps) / steps_per_s;
        Ok(Self {
            params,
            fill_s,
            steps_per_s,
            time_ms: ((whole + walk_s) * 1000.0).ceil() as u64,
        })
    }

    /// The section of a genesis file for it; the multiplier is not a measurement, and left to whoever writes the file.
    #[must_use]
    pub fn section(&self, name: &str) -> String {
        let ClassParams {
            n,
            k,
            panels,
            lanes,
            steps,
            ..
        } = self.params;
        let time_ms = self.time_ms;
        format!(
            "[[class]]\nname = \"{name}\"\n# multiplier_milli: as the network decides\nn = {n}\nk = {k}\npanels = {panels}\nlanes = {lanes}\nsteps = {steps}\ntime_ms = {time_ms}\nlive = true"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_is_as_long_as_the_fill_and_a_proof_at_least_twelve_seconds() {
        for (fill, walk) in [(2.0, 10.0), (7.6, 7.6), (6.0, 6.0)] {
            let steps = steps_for(fill, 16e9, LANES);
            let seconds = f64::from(steps) * f64::from(LANES) / 16e9;
            assert!(steps.is_multiple_of(64));
            assert!((walk..walk + 0.01).contains(&seconds), "{seconds}");
        }
        assert_eq!(steps_for(20.0, 1.0, LANES), 64);
    }

    #[test]
    fn what_is_measured_becomes_a_class() {
        let calibration = Calibration {
            params: ClassParams {
                n: 16_384,
                ..ClassParams::TEST
            },
            fill_s: vec![(Product::Kernel, 2.0)],
            steps_per_s: 1e9,
            time_ms: 12_345,
        };
        let section = calibration.section("A card");
        assert!(section.contains("n = 16384\nk = 512\npanels = 2"));
        assert!(section.ends_with("time_ms = 12345\nlive = true"));
    }
}
