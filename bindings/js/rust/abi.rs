//! What JavaScript calls: memory for a question, the question, and the answer's memory back.
#![allow(unsafe_code)] // memory is shared with JavaScript

use std::cell::RefCell;

use crate::answer::answer;
use crate::engine::Engines;

thread_local! {
    static ENGINES: RefCell<Engines> = RefCell::default();
}

#[link(wasm_import_module = "nse")]
unsafe extern "C" {
    /// Hears of a panic, and throws: the text is UTF-8, `length` bytes from `start` on.
    fn panicked(start: *const u8, length: usize);
}

/// Lets JavaScript hear of a panic. It is called once, before all else.
#[unsafe(no_mangle)]
pub extern "C" fn start() {
    std::panic::set_hook(Box::new(|panic| {
        let text = panic.to_string();
        // SAFETY: JavaScript reads the text before anything else runs.
        unsafe { panicked(text.as_ptr(), text.len()) }
    }));
}

/// Memory for a question of `length` bytes, which [`ask`] takes back.
#[unsafe(no_mangle)]
pub extern "C" fn memory_for(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// Answers the question of `length` bytes at `question`: the address of the answer in the upper half, its length in the
/// lower. It stays until [`forget`] is called with both.
///
/// # Safety
/// `question` must come from [`memory_for`] with this `length`, and be used once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ask(question: *mut u8, length: usize) -> u64 {
    // SAFETY: as this function asks for.
    let question = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(question, length)) };
    let answer = ENGINES.with_borrow_mut(|engines| answer(engines, &question)).into_bytes().into_boxed_slice();
    let length = answer.len();
    ((Box::into_raw(answer).cast::<u8>() as u64) << 32) | length as u64
}

/// Takes back the memory of an answer.
///
/// # Safety
/// `answer` and `length` must be those of an answer, and be given once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn forget(answer: *mut u8, length: usize) {
    // SAFETY: as this function asks for.
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(answer, length)) });
}
