//! The allocator: blocks of a few sizes (16, 32, 48, 64, 96, 128, 192 … bytes), with a list of free blocks
//! for each size. Allocating and freeing take a few instructions. Free blocks are never merged.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "no block is larger than the address space, and none has a number above 63"
)]

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::cell::Cell;
use core::ptr::null_mut;

/// The alignment of all blocks.
const STEP: usize = 16;
const PAGE: usize = 65_536;

/// Manages the memory after what the linker placed.
pub struct Blocks {
    /// For each size, the block freed last; its first word points to the one freed before it.
    free: [Cell<*mut u8>; 64],
    /// The start of the memory that was never used; 0 before the first allocation.
    fresh: Cell<usize>,
}

// SAFETY: the module runs on one thread.
unsafe impl Sync for Blocks {}

unsafe extern "C" {
    /// The start of the memory after what the linker placed.
    static __heap_base: u8;
}

/// The block size for so many bytes, and its index.
fn block(size: usize) -> (usize, usize) {
    let power = (usize::BITS - 1) - ((size - 1) | (STEP - 1)).leading_zeros();
    let step = STEP.max(1 << (power - 1));
    let whole = (size + step - 1) & !(step - 1);
    (whole, power as usize * 2 + usize::from(whole > step * 3))
}

impl Blocks {
    /// An allocator that has allocated nothing.
    pub const fn new() -> Self {
        Self { free: [const { Cell::new(null_mut()) }; 64], fresh: Cell::new(0) }
    }

    /// Allocates bytes that were never used.
    fn fresh(&self, size: usize) -> *mut u8 {
        let start = match self.fresh.get() {
            0 => (&raw const __heap_base as usize + STEP - 1) & !(STEP - 1),
            start => start,
        };
        let Some(end) = start.checked_add(size) else { return null_mut() };
        let missing = end.saturating_sub(memory_size(0) * PAGE).div_ceil(PAGE);
        if missing > 0 && memory_grow(0, missing) == usize::MAX {
            return null_mut();
        }
        self.fresh.set(end);
        start as *mut u8
    }
}

// SAFETY: a block is at least as large as requested, aligned to 16 bytes, and in no free list while it is in
// use. No type here requires a larger alignment; such requests fail.
unsafe impl GlobalAlloc for Blocks {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.align() > STEP || layout.size() > isize::MAX as usize / 2 {
            return null_mut();
        }
        let (size, number) = block(layout.size());
        let place = &self.free[number];
        let first = place.get();
        if first.is_null() {
            return self.fresh(size);
        }
        // SAFETY: the first word of a free block points to the next one.
        place.set(unsafe { first.cast::<*mut u8>().read() });
        first
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        let place = &self.free[block(layout.size()).1];
        // SAFETY: the block is no longer in use, and has room for a word.
        unsafe { at.cast::<*mut u8>().write(place.get()) };
        place.set(at);
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let (before, _) = block(layout.size());
        if size <= before && block(size).0 == before {
            return at;
        }
        // SAFETY: the caller guarantees both layouts; the two blocks do not overlap.
        unsafe {
            let to = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !to.is_null() {
                to.copy_from_nonoverlapping(at, layout.size().min(size));
                self.dealloc(at, layout);
            }
            to
        }
    }
}
