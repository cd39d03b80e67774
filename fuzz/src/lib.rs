//! What the fuzz targets share. Each of them takes its input through the function of the same
//! name in `tests/support/always/`.

#[path = "../../tests/support/always/mod.rs"]
pub mod always;

use std::time::Duration;

pub use libfuzzer_sys;

/// Lets the pages be made in the thread that counts the ways through the code, and loads the
/// theme and the dictionary before the clock of the first input goes.
pub fn begin() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
    pool.build_global().expect("the first pool");
    always::components("a");
    always::language("Ett felstavt ord.");
}

/// Does something that must take less than a second of this thread's own time, however busy the
/// machine is with other things. Only Linux tells that time; elsewhere libFuzzer's own limit holds.
pub fn timed(ask: impl FnOnce()) {
    let before = own_time();
    ask();
    if let (Some(before), Some(after)) = (before, own_time()) {
        let took = after.saturating_sub(before);
        assert!(took < Duration::from_secs(1), "it took {took:?} of the processor's time");
    }
}

fn own_time() -> Option<Duration> {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(said.split(' ').next()?.parse().ok()?))
}

/// A target: bytes that are no text are read as a browser reads them.
#[macro_export]
macro_rules! target {
    ($name:ident) => {
        $crate::libfuzzer_sys::fuzz_target!(
            init: $crate::begin(),
            |data: &[u8]| $crate::timed(|| $crate::always::$name(&String::from_utf8_lossy(data)))
        );
    };
}
