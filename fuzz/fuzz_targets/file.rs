#![no_main]
use delwebb_fuzz::{always, begin, timed};

delwebb_fuzz::libfuzzer_sys::fuzz_target!(
    init: begin(),
    |data: &[u8]| timed(|| always::file::holds(data))
);
