#![no_main]
delwebb_fuzz::target!(language);
