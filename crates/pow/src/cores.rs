//! Loops over all cores with feature `parallel`, on one core without; the same results in the same order.

/// `f(0), f(1), … f(count − 1)`.
pub(crate) fn map<T: Send>(count: u32, f: impl Fn(u32) -> T + Sync + Send) -> Vec<T> {
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        (0..count).into_par_iter().map(f).collect()
    }
    #[cfg(not(feature = "parallel"))]
    (0..count).map(f).collect()
}

/// `f(index, chunk)` for each chunk of `size` elements.
pub(crate) fn for_chunks<T: Send>(
    slice: &mut [T],
    size: usize,
    f: impl Fn(usize, &mut [T]) + Sync + Send,
) {
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        slice
            .par_chunks_mut(size)
            .enumerate()
            .for_each(|(index, chunk)| f(index, chunk));
    }
    #[cfg(not(feature = "parallel"))]
    for (index, chunk) in slice.chunks_mut(size).enumerate() {
        f(index, chunk);
    }
}
