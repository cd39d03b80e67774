//! The five reports of a small county, with all that can be unknown, imprecise, late or wrong:
//! `litet-lan/content` in, `litet-lan/expected` out, as text, one file for each report and theme.

use std::fs;

use crate::page::Page;
use crate::support::{Temp, copy_tree, delwebb, err, expect_file, out, repository};

const THEMES: [&str; 2] = ["strandlinje", "spang"];

/// The fixture's reports: of a year, of two half years, to two meetings, of an organisation, to
/// whoever pays.
const REPORTS: [&str; 7] = ["2024", "2024-1", "2024-2", "mote", "soderby", "staten", "tomt-mote"];

#[test]
fn every_type_of_report_is_as_expected_in_both_themes() {
    for theme in THEMES {
        let temp = Temp::new("small-county");
        copy_tree(&repository().join("tests/report/litet-lan/content"), &temp.join("content"));
        let from = repository().join("themes").join(theme);
        copy_tree(&from, &temp.join(&format!("themes/{theme}")));
        let settings = temp.join("content/site.yaml");
        let text = fs::read_to_string(&settings).expect("settings");
        fs::write(&settings, text.replace("strandlinje", theme)).expect("write settings");
        let output = delwebb(&temp.0, &["build", "--now", "2025-01-10"]);
        assert!(output.status.success(), "{theme}: {}{}", out(&output), err(&output));
        for name in REPORTS {
            let page = temp.join(&format!("public/rapporter/{name}/index.html"));
            let page = Page::of(&fs::read_to_string(page).expect("a report"));
            let said = page.outline();
            assert!(!said.contains("hemligt"), "{theme}/{name}: a draft is told of");
            assert!(!said.contains("Inte färdigt"), "{theme}/{name}: a draft's text is told");
            let expected = format!("tests/report/litet-lan/expected/{theme}/{name}.txt");
            expect_file(&repository().join(expected), &said);
        }
    }
}
