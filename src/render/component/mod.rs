//! Components: what their attributes mean, and the table that a chart is drawn from.
//!
//! The rules and the pages ask the same functions, so that what is shown is what was checked.

mod attribute;
mod chart;

pub use attribute::{AttributeFault, Meaning, meant, read, says_nothing};
pub use chart::{Chart, ChartCell, ChartFault, ChartRow, chart_of, inline};
