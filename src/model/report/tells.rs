//! What each type of report tells of. Its templates show these parts and no other; what a report
//! does not tell of is neither asked for, nor cited, nor offered as a file.

use crate::document::kind::ReportType;

/// A part of what the site knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Areas and works one by one, with their figures.
    Works,
    /// The points of the plan, in its own words.
    Points,
    /// What has to be acted on.
    Urgent,
    /// What has changed, was decided and happened, and what comes.
    Happened,
    /// What was decided after the time that is told of.
    DecidedSince,
    /// Budget and outcome.
    Money,
    /// Trends.
    Trends,
    /// Local plans and local groups.
    Local,
}

/// Whether a report of this type tells of `part`.
pub(super) const fn tells(report: ReportType, part: Part) -> bool {
    match part {
        Part::Works => !matches!(report, ReportType::Meeting),
        Part::Points | Part::DecidedSince | Part::Trends => matches!(report, ReportType::Annual),
        Part::Urgent => !matches!(report, ReportType::Annual | ReportType::Funder),
        Part::Happened => !matches!(report, ReportType::Funder),
        Part::Money => {
            matches!(report, ReportType::Annual | ReportType::HalfYear | ReportType::Funder)
        }
        Part::Local => {
            matches!(report, ReportType::Annual | ReportType::HalfYear | ReportType::Organisation)
        }
    }
}
