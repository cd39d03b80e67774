//! What the fuzz targets share. Each of them takes its input through the function of the same
//! name in `tests/support/always/`.

#[path = "../../tests/support/always/mod.rs"]
pub mod always;

pub use libfuzzer_sys;

/// Lets the pages be made in the thread that counts the ways through the code, and loads the
/// theme and the dictionary before the clock of the first input goes.
pub fn begin() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
    pool.build_global().expect("the first pool");
    always::components("a");
    always::language("Ett felstavt ord.");
}

/// A target: bytes that are no text are read as a browser reads them.
#[macro_export]
macro_rules! target {
    ($name:ident) => {
        $crate::libfuzzer_sys::fuzz_target!(
            init: $crate::begin(),
            |data: &[u8]| $crate::always::$name(&String::from_utf8_lossy(data))
        );
    };
}
