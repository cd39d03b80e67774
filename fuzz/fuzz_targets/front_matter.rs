#![no_main]
delwebb_fuzz::target!(front_matter);
