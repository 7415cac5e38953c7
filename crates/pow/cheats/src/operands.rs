//! Buffers filled by products that are cheaper than the protocol's.

use io_pow::operand::{Side, kept_byte, key, word};
use io_pow::seed::GpuSeed;
use io_pow::{ClassParams, HostSha256};

/// Rows of one sequence, each a step further along it: row `i` is elements `i .. i + k`.
pub(crate) fn sliding(seed: &GpuSeed, params: &ClassParams) -> Vec<u8> {
    fill(params, |panel, side, index| match side {
        Side::Row => {
            let sequence = line(seed, panel, side, 0, params.k + params.n);
            sequence[index as usize..(index + params.k) as usize].to_vec()
        }
        Side::Column => line(seed, panel, side, index, params.k),
    })
}

/// The true operands without their lowest bits.
pub(crate) fn coarse(seed: &GpuSeed, params: &ClassParams, dropped: u32) -> Vec<u8> {
    fill(params, |panel, side, index| {
        let line = line(seed, panel, side, index, params.k);
        line.iter().map(|x| x >> dropped << dropped).collect()
    })
}

fn line(seed: &GpuSeed, panel: u32, side: Side, index: u32, elements: u32) -> Vec<i8> {
    let key = key::<HostSha256>(seed, side, panel, index);
    let words = (0..elements / 8).flat_map(|c| word(key, c).to_le_bytes());
    words.map(|byte| byte as i8).collect()
}

/// `W` from operands of one's own.
fn fill(params: &ClassParams, operand: impl Fn(u32, Side, u32) -> Vec<i8>) -> Vec<u8> {
    let mut memory = Vec::with_capacity(params.memory_bytes() as usize);
    for panel in 0..params.panels {
        let all = |side| -> Vec<Vec<i8>> {
            (0..params.n)
                .map(|index| operand(panel, side, index))
                .collect()
        };
        let (rows, columns) = (all(Side::Row), all(Side::Column));
        for row in &rows {
            for column in &columns {
                let pairs = row.iter().zip(column);
                let sum = pairs.map(|(x, y)| i32::from(*x) * i32::from(*y)).sum();
                memory.push(kept_byte(sum));
            }
        }
    }
    memory
}
