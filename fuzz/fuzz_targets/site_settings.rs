#![no_main]
delwebb_fuzz::target!(site_settings);
