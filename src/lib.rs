//! delwebb: a static site generator for public plans.
//!
//! The way through the house, from disk to browser:
//!
//! 1. `source` reads every file the author wrote, and understands nothing.
//! 2. `config` reads `site.yaml`; `document` parses one file at a time into typed
//!    values with spans. Parsing knows no other file and cannot fail.
//! 3. `model` links the documents and registers: addresses, references, back-links.
//!    It is never changed afterwards.
//! 4. `theme` loads templates, assets and strings, and knows no content.
//! 5. `render` plans: a map from output path to recipe. Bytes are made when asked for.
//! 6. `check` turns everything that is wrong into diagnostics, one rule per file.
//! 7. `external` asks other sites, only when somebody asks it to.
//! 8. `write` is the only room that changes the disk: a new tree beside the old one,
//!    then one exchange.
//!
//! `pipeline` is that list as a program; `present` says diagnostics in words; `manual`
//! tells writers what there is to write; `cli` is the edge to the person. `base` and `yaml` are the words all the others use.
//! ARCHITECTURE.md says more, and which room may use which.

pub mod base;
pub mod check;
pub mod cli;
pub mod config;
pub mod document;
pub mod draw;
pub mod external;
pub mod files;
pub mod host;
pub mod hosting;
pub mod http;
pub mod manual;
pub mod model;
pub mod net;
pub mod paper;
pub mod pictures;
pub mod pipeline;
pub mod present;
pub mod publish;
pub mod render;
pub mod search;
pub mod serve;
pub mod source;
pub mod theme;
pub mod write;
pub mod yaml;
