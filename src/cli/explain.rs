//! `delwebb explain CODE`: what a finding means, why it matters and how it is mended.

use crate::base::{Failure, Text};
use crate::check::RULES;
use crate::manual::{explain, rule_list, rule_named};

use super::options::ExplainOptions;
use super::{Done, Exit, Voice, print};

pub(super) fn run(options: &ExplainOptions, voice: Voice) -> Done {
    let lang = voice.lang;
    if options.all {
        for (at, rule) in RULES.iter().enumerate() {
            let between = if at == 0 { "" } else { "\n\n" };
            print(&format!("{between}{}", explain(rule, lang, voice.out)));
        }
        return Ok(Exit::Clean);
    }
    let Some(code) = &options.code else {
        const MORE: Text = Text::fixed(
            "\nEn av dem i taget: delwebb explain Y003\n",
            "\nOne of them at a time: delwebb explain Y003\n",
        );
        print(&format!("{}{}", rule_list(lang), MORE.get(lang)));
        return Ok(Exit::Clean);
    };
    match rule_named(code) {
        Ok(rule) => {
            print(&explain(rule, lang, voice.out));
            Ok(Exit::Clean)
        }
        Err(meant) => Err(unknown(code, meant)),
    }
}

fn unknown(code: &str, meant: Option<&str>) -> Failure {
    let message =
        Text::new(format!("Koden ”{code}” finns inte"), format!("There is no code “{code}”"));
    let all = Text::fixed("Se alla koder: delwebb explain", "See all codes: delwebb explain");
    let help = match meant {
        Some(meant) => Text::new(
            format!("Menade du {meant}? {}", all.sv),
            format!("Did you mean {meant}? {}", all.en),
        ),
        None => all,
    };
    Failure::new(message).with_help(help)
}
