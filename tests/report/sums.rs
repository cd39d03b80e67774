//! The sums of a report, whatever the budget is: as printed, as the posts come to, and what
//! differs, in the table that people read and in the data that programs read. Reckoned here in
//! whole tenths, by code that shares nothing with the program's.

use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use crate::page::{Page, text};
use crate::support::{Temp, copy_tree, delwebb, err, out, repository};

/// An amount, in tenths.
type Tenths = i64;

/// Percent, budget, outcome.
const COLUMNS: [&str; 3] = ["procent", "budget", "utfall"];

/// The first year: every budget of a site is a year's, and has a report of its own.
const FIRST: usize = 1980;

#[derive(Debug, Clone)]
struct Budget {
    posts: Vec<[Option<Tenths>; 3]>,
    stated: Option<[Option<Tenths>; 3]>,
}

fn amount() -> impl Strategy<Value = Tenths> {
    prop_oneof![Just(0), (0..9_000_000_i64).prop_map(|n| n * 10), 0..90_000_000_i64]
}

fn budget() -> impl Strategy<Value = Budget> {
    let percent = prop::option::of((0..400_i64).prop_map(|n| n * 5));
    let post = (percent, amount(), prop::option::weighted(0.9, amount()));
    let posts = vec(post, 1..6).prop_map(|posts| {
        posts.into_iter().map(|(percent, budget, outcome)| [percent, Some(budget), outcome])
    });
    // A printed sum is right, is not there, or is anything.
    let error =
        prop_oneof![3 => Just(Some(0)), 1 => Just(None), 2 => (-5_000..5_000_i64).prop_map(Some)];
    let stated = prop::option::weighted(0.8, [error.clone(), error.clone(), error]);
    (posts, stated).prop_map(|(posts, errors)| {
        let posts: Vec<_> = posts.collect();
        let stated = errors.map(|errors: [Option<i64>; 3]| {
            std::array::from_fn(|column| {
                let all: Tenths = posts.iter().filter_map(|post: &[_; 3]| post[column]).sum();
                errors[column].map(|error| (all + error).max(0))
            })
        });
        Budget { posts, stated }
    })
}

impl Budget {
    /// What the posts come to. A column that nobody fills in has no sum, and neither have
    /// outcomes of which one is not reported yet.
    fn computed(&self, column: usize) -> Option<Tenths> {
        let known: Vec<Tenths> = self.posts.iter().filter_map(|post| post[column]).collect();
        let is_whole = column != 2 || known.len() == self.posts.len();
        (!known.is_empty() && is_whole).then(|| known.iter().sum())
    }

    fn stated(&self, column: usize) -> Option<Tenths> {
        self.stated.and_then(|stated| stated[column])
    }

    fn difference(&self, column: usize) -> Option<Tenths> {
        Some(self.computed(column)? - self.stated(column)?).filter(|difference| *difference != 0)
    }

    fn yaml(&self, year: usize) -> String {
        let mut yaml = format!("- år: {year}\n  källa: P 1\n");
        let all = |row: &[Option<Tenths>; 3]| {
            let known = COLUMNS.iter().zip(row).filter_map(|(name, amount)| {
                let amount = (*amount)?;
                Some(format!("{name}: \"{},{}\"", amount / 10, amount % 10).replace(",0\"", "\""))
            });
            known.collect::<Vec<_>>().join(", ")
        };
        if let Some(stated) = self.stated.filter(|stated| stated.iter().any(Option::is_some)) {
            writeln!(yaml, "  summa_angiven: {{{}}}", all(&stated)).expect("write");
        }
        yaml.push_str("  poster:\n");
        for (at, post) in self.posts.iter().enumerate() {
            writeln!(yaml, "    - {{post: Rad {}, {}}}", at + 1, all(post)).expect("write");
        }
        yaml
    }
}

/// The number in a cell, in tenths; nothing when it says something else.
fn cell(text: &str) -> Option<Tenths> {
    let plain: String = text.chars().filter(|char| !char.is_whitespace()).collect();
    let plain = plain.replace('−', "-").replace('+', "").replace(',', ".");
    tenths_of(&plain)
}

/// The cells of the row of a table that begins with `head`.
fn row(table: &str, head: &str) -> Option<Vec<Option<Tenths>>> {
    let row = table.split("<tr").find(|row| {
        row.split("</th>").next().is_some_and(|th| text(&format!("<tr{th}")).contains(head))
    })?;
    let cells = row.split("<td").skip(1).filter_map(|td| td.split("</td>").next());
    Some(cells.map(|td| cell(&text(&format!("<td{td}")))).collect())
}

fn tenths(value: &Value) -> Option<Tenths> {
    tenths_of(&value.get("värde")?.to_string())
}

/// `-12.5` in tenths.
fn tenths_of(plain: &str) -> Option<Tenths> {
    let (whole, tenth) = plain.split_once('.').unwrap_or((plain, "0"));
    format!("{whole}{tenth}").parse().ok().filter(|_| tenth.len() == 1)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 3, max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn sums_are_what_the_posts_come_to(budgets in vec(budget(), 30)) {
        let temp = Temp::new("sums");
        copy_tree(&repository().join("themes/strandlinje"), &temp.join("themes/strandlinje"));
        temp.write("content/site.yaml", "titel: Prov\nadress: \"https://exempel.se/\"\ntema: strandlinje\n");
        temp.write("content/index.md", "---\ntitel: Start\n---\n");
        temp.write("content/rapporter/_index.md", "---\ntitel: Rapporter\n---\n");
        temp.write(
            "content/register/dokument.yaml",
            "- {id: plan, nyckel: P, titel: Planen, typ: plan, format: endast på begäran}\n",
        );
        let mut yaml = String::new();
        for (at, budget) in budgets.iter().enumerate() {
            let year = FIRST + at;
            yaml.push_str(&budget.yaml(year));
            temp.write(
                &format!("content/rapporter/{year}/index.md"),
                format!("---\ntitel: Uppföljning {year}\nrapport: år\når: {year}\n---\n"),
            );
        }
        temp.write("content/register/lansstod.yaml", &yaml);
        let output = delwebb(&temp.0, &["build", "--now", "2026-01-24"]);
        prop_assert!(output.status.success(), "{}{}\n{yaml}", out(&output), err(&output));

        let data = std::fs::read(temp.join("public/data/budgetsummor.json")).expect("sums");
        let data: Vec<Value> = serde_json::from_slice(&data).expect("JSON");
        for (at, budget) in budgets.iter().enumerate() {
            let year = FIRST + at;
            let page = temp.join(&format!("public/rapporter/{year}/index.html"));
            let page = Page::of(&std::fs::read_to_string(page).expect("a report"));
            let table = page.section("resurser").expect("the budget");
            let stated: Vec<_> = (0..3).map(|column| budget.stated(column)).collect();
            let computed: Vec<_> = (0..3).map(|column| budget.computed(column)).collect();
            let differs: Vec<_> =
                (0..3).map(|column| budget.difference(column).map(i64::abs)).collect();

            let printed = row(table, "Summa enligt dokumentet");
            if stated.iter().any(Option::is_some) {
                prop_assert_eq!(&printed.expect("the printed sums")[..3], &stated[..], "{}", year);
            } else {
                prop_assert_eq!(printed, None, "{}", year);
            }
            let reckoned = row(table, "Summa när vi lägger ihop raderna").expect("the sums");
            prop_assert_eq!(&reckoned[..3], &computed[..], "{}", year);
            let more = computed[2].zip(computed[1]).map(|(outcome, budget)| outcome - budget);
            prop_assert_eq!(reckoned[3], more, "{}", year);
            let difference = row(table, "Skillnad mellan summorna");
            if differs.iter().any(Option::is_some) {
                prop_assert_eq!(&difference.expect("what differs")[..3], &differs[..], "{}", year);
            } else {
                prop_assert_eq!(difference, None, "{}", year);
            }
            // What differs is also what is missing: nobody says why.
            let missing = page.text("saknas").expect("what is missing");
            let is_missing = missing.contains("varför den angivna summan");
            prop_assert_eq!(
                is_missing || missing.contains("Varför den angivna summan"),
                differs.iter().any(Option::is_some), "{}", year
            );
            for (column, name) in COLUMNS.iter().enumerate() {
                let own = data.iter().find(|one| one["år"] == year && one["kolumn"] == *name);
                let own = own.cloned().unwrap_or_default();
                prop_assert_eq!(tenths(&own["angiven"]), stated[column], "{} {}", year, name);
                prop_assert_eq!(tenths(&own["beräknad"]), computed[column], "{} {}", year, name);
                let difference = computed[column].zip(stated[column]).map(|(c, s)| c - s);
                prop_assert_eq!(tenths(&own["skillnad"]), difference, "{} {}", year, name);
            }
        }
    }
}
