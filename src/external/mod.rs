//! Asks other sites whether what is linked to is still there: politely, within bounds, and never
//! taking silence for an answer.
//!
//! Knows nothing of our own site: addresses go in, `Answers` come out. `round.rs` asks many, in
//! parallel; `ask.rs` asks one; `hosts.rs` sees to that nobody is asked too often; `web.rs` is the
//! network, behind the feature `external`; `memory.rs` is what earlier rounds learnt.

mod address;
mod answer;
mod ask;
mod fetch;
mod hosts;
mod memory;
mod patience;
mod round;
#[cfg(feature = "external")]
mod web;
#[cfg(not(feature = "external"))]
#[path = "without.rs"]
mod web;

pub use address::{Reach, is_web, without_fragment};
pub use answer::{Answer, Answers, Reason};
pub use fetch::{Fetch, Method, Reply, Trouble};
pub use memory::Memory;
pub use patience::{Manners, Patience};
pub use round::{Round, ask_all};
pub use web::{Web, web};

pub use crate::net::Proxy;
pub use url::Url;
