//! What a site says of the rules: how serious their findings are, and where their limits are.

use std::collections::BTreeMap;

use crate::base::{FilePath, Severity};
use crate::config::{Config, RuleLevel};
use crate::source::CONTENT;

use super::{RULES, Rule, Standing};

/// The settings of `granskning:` in `site.yaml`.
#[derive(Debug, Default)]
pub struct Settings {
    /// By the rule's code, in the order they are written.
    rows: BTreeMap<&'static str, Vec<Row>>,
    strict: bool,
}

/// One row, for a rule that there is.
#[derive(Debug)]
struct Row {
    /// The folder or file below `content/`, without a slash last; empty for the whole site.
    under: String,
    level: Option<RuleLevel>,
    limit: Option<usize>,
}

impl Settings {
    /// Reads the settings of a site. `strict` makes warnings errors.
    #[must_use]
    pub fn of(config: &Config, strict: bool) -> Self {
        let mut settings = Self { rows: BTreeMap::new(), strict };
        for row in &config.site.review {
            let Some(rule) = row.value.rule.as_ref().and_then(|rule| rule_called(&rule.value))
            else {
                continue;
            };
            let under = row.value.under.as_ref().map_or("", |under| under.value.as_str());
            let limit = row.value.limit.as_ref().map(|limit| limit.value.0.get());
            settings.rows.entry(rule.code).or_default().push(Row {
                under: below_content(under).to_owned(),
                level: row.value.level.as_ref().map(|level| level.value),
                limit: limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX)),
            });
        }
        settings
    }

    /// Whether a rule has anything to find anywhere.
    #[must_use]
    pub fn asks(&self, rule: &Rule) -> bool {
        let speaks = |row: &Row| row.level.is_some_and(|level| level != RuleLevel::Off);
        match rule.standing {
            Standing::Firm => true,
            Standing::Quiet => self.is_asked_for(rule),
            Standing::Free => {
                let whole = self.row(rule, "", |row| row.level.is_some());
                whole.is_none_or(speaks) || self.is_asked_for(rule)
            }
        }
    }

    /// Whether the site itself asks for a rule, anywhere.
    #[must_use]
    pub fn is_asked_for(&self, rule: &Rule) -> bool {
        let speaks = |row: &Row| row.level.is_some_and(|level| level != RuleLevel::Off);
        self.rows.get(rule.code).is_some_and(|rows| rows.iter().any(speaks))
    }

    /// How serious a finding of `rule` in `file` is; none when the rule is silent there.
    #[must_use]
    pub fn severity(&self, rule: &Rule, file: &FilePath) -> Option<Severity> {
        let own = match rule.standing {
            Standing::Firm => None,
            Standing::Free | Standing::Quiet => self
                .row(rule, below_content(file.as_str()), |row| row.level.is_some())
                .and_then(|row| row.level),
        };
        let severity = match own {
            Some(RuleLevel::Off) => None,
            Some(RuleLevel::Error) => Some(Severity::Error),
            Some(RuleLevel::Warning) => Some(Severity::Warning),
            Some(RuleLevel::Hint) => Some(Severity::Hint),
            None if rule.standing == Standing::Quiet => None,
            None => Some(rule.severity),
        };
        let is_raised = self.strict && severity == Some(Severity::Warning);
        if is_raised { Some(Severity::Error) } else { severity }
    }

    /// The limit of `rule` in `file`; nothing is above it when the rule has none.
    #[must_use]
    pub fn limit(&self, rule: &Rule, file: &FilePath) -> usize {
        let own = self.row(rule, below_content(file.as_str()), |row| row.limit.is_some());
        let limit = own.and_then(|row| row.limit);
        limit.or_else(|| rule.limit.as_ref().map(|limit| limit.value)).unwrap_or(usize::MAX)
    }

    /// The row that holds at `path`: the one with the longest path above it, of equals the last.
    fn row(&self, rule: &Rule, path: &str, says: impl Fn(&Row) -> bool) -> Option<&Row> {
        let rows = self.rows.get(rule.code)?.iter();
        rows.filter(|row| says(row) && holds(&row.under, path)).max_by_key(|row| row.under.len())
    }
}

/// The rule with this code or name, in any case.
#[must_use]
pub fn rule_called(word: &str) -> Option<&'static Rule> {
    let word = word.trim();
    let is_meant =
        |rule: &&Rule| rule.code.eq_ignore_ascii_case(word) || rule.name.eq_ignore_ascii_case(word);
    RULES.iter().find(is_meant)
}

/// A path without `content/` before it and slashes around it.
#[must_use]
pub fn below_content(path: &str) -> &str {
    let path = path.trim_matches('/');
    path.strip_prefix(CONTENT).and_then(|rest| rest.strip_prefix('/')).unwrap_or(path)
}

/// Whether `path` is `under`, or stands below it.
#[must_use]
pub fn holds(under: &str, path: &str) -> bool {
    let Some(rest) = path.strip_prefix(under) else { return false };
    under.is_empty() || rest.is_empty() || rest.starts_with('/')
}
