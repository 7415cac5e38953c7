//! Runs one case of `cases`: input and output share the VM's input region.
//!
//! Layout, in 64-bit words: number of the case, 8 operands, then as many results as the case has.
//! Returns the number of results.

#![no_std]
extern crate alloc;

mod cases;

use cases::{CASES, OPERANDS, Results};
use core::alloc::{GlobalAlloc, Layout};

struct Bump;

/// The VM maps 32 KB of zeroed heap here; the first word holds the next free address.
const HEAP: usize = 0x3_0000_0000;
const HEAP_BYTES: usize = 32 * 1024;

// SAFETY: one thread; each block is handed out once, aligned, and lies within the heap.
unsafe impl GlobalAlloc for Bump {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the heap is mapped, writable and ours alone.
        unsafe {
            let next = HEAP as *mut usize;
            let free = if *next == 0 { HEAP + 8 } else { *next };
            let start = free.next_multiple_of(layout.align());
            let end = start + layout.size();
            if end > HEAP + HEAP_BYTES {
                return core::ptr::null_mut();
            }
            *next = end;
            start as *mut u8
        }
    }
    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static ALLOCATOR: Bump = Bump;

/// Called by the VM with the address of the input region.
///
/// # Safety
/// `input` must point at 9 + [`cases::MAX_RESULTS`] words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn entrypoint(input: *mut u64) -> u64 {
    // SAFETY: see above; the operands are copied out before results are written behind them.
    unsafe {
        let operands: [u64; OPERANDS] = core::ptr::read(input.add(1).cast());
        let out = core::slice::from_raw_parts_mut(input.add(1 + OPERANDS), cases::MAX_RESULTS);
        let mut results = Results::new(out);
        match CASES.get(*input as usize) {
            Some((_, case)) => case(&operands, &mut results),
            None => panic!("there is no such case"),
        }
        results.count()
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
