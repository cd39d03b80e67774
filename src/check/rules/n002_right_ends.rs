//! A picture that may not be used any more, or soon may not.

use super::prelude::*;
use crate::base::{Date, Lang};
use crate::document::register::Table;

pub const RULE: Rule = Rule {
    code: "N002",
    name: "right-ends",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: Some(Limit { value: 30, of: Text::fixed("dagar i förväg", "days ahead") }),
    stage: Stage::Content,
    title: Text::fixed("Rätten till en bild går ut", "The right to a picture ends"),
    why: Text::fixed(
        "När rätten eller samtycket har gått ut får bilden inte ligga kvar.",
        "When the right or the consent has ended, the picture may not stay.",
    ),
    source: Text::fixed(
        "Dataskyddsförordningen (EU) 2016/679, artikel 5 och 6. Lagen (1960:729) om upphovsrätt till litterära och konstnärliga verk, 2 och 49 a §.",
        "The General Data Protection Regulation (EU) 2016/679, articles 5 and 6. The Swedish copyright act (1960:729), sections 2 and 49 a.",
    ),
    bad: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n![Karta över kommunerna](karta.png)\n"),
        ("content/om/karta.png", "bild"),
        ("content/register/bilder.yaml", "- {fil: om/karta.png, rättighet: egen bild, personer: nej, giltig_till: «2026-02-10»}\n"),
    ]),
    good: Example::Text(&[
        ("content/om/index.md", "---\ntitel: Om\n---\n\n![Karta över kommunerna](karta.png)\n"),
        ("content/om/karta.png", "bild"),
        ("content/register/bilder.yaml", "- {fil: om/karta.png, rättighet: egen bild, personer: nej, giltig_till: 2027-02-10}\n"),
    ]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let today = subject.model.today;
    for document in &subject.model.register_documents {
        let Table::Pictures(rows) = &document.table else { continue };
        let days = i64::try_from(subject.settings.limit(&RULE, &document.file)).unwrap_or(i64::MAX);
        for row in rows {
            let ends = [(&row.value.valid_until, RIGHT), (&row.value.consent_until, CONSENT)];
            for (date, (sv, en)) in ends {
                let Some(date) = date else { continue };
                let left = (date.value.end - today).get_days();
                if i64::from(left) > days {
                    continue;
                }
                let (in_sv, in_en) = (Date::show(&date.value, Lang::Sv), Date::show(&date.value, Lang::En));
                let message = if left < 0 {
                    Text::new(format!("{sv} gick ut {in_sv}."), format!("{en} ended {in_en}."))
                } else {
                    Text::new(format!("{sv} går ut {in_sv}."), format!("{en} ends {in_en}."))
                };
                out.add(&document.file, date.span, message).help(Text::fixed(
                    "Byt bild, eller fråga om ni får använda den längre och skriv en ny dag.",
                    "Change the picture, or ask whether you may use it longer and write a new day.",
                ));
            }
        }
    }
}

const RIGHT: (&str, &str) = ("Rätten att använda bilden", "The right to use the picture");
const CONSENT: (&str, &str) = ("Samtycket eller avtalet", "The consent or contract");
