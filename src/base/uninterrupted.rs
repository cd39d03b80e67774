//! System calls that a signal interrupts are made again: an interruption is no error.

use std::io;

/// Makes `call` until it is not interrupted.
///
/// # Errors
/// Every error of `call` but `Interrupted`.
pub fn uninterrupted<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}
