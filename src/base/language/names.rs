//! What languages are called: by themselves, in Swedish and in English. Those that are common on
//! the sites of Swedish authorities; a theme's strings may name others (`språk.<tag>`).

use crate::base::Text;
use crate::base::suggest::nearest;

/// Tag, own name, Swedish, English.
const NAMES: [(&str, &str, &str, &str); 46] = [
    ("sv", "svenska", "svenska", "Swedish"),
    ("en", "English", "engelska", "English"),
    ("fi", "suomi", "finska", "Finnish"),
    ("fit", "meänkieli", "meänkieli", "Meänkieli"),
    ("sma", "åarjelsaemien", "sydsamiska", "South Sami"),
    ("se", "davvisámegiella", "nordsamiska", "North Sami"),
    ("smj", "julevsámegiella", "lulesamiska", "Lule Sami"),
    ("sje", "bidumsámegiella", "pitesamiska", "Pite Sami"),
    ("sju", "ubmejesámiengiälla", "umesamiska", "Ume Sami"),
    ("rom", "romani chib", "romska", "Romani"),
    ("yi", "ייִדיש", "jiddisch", "Yiddish"),
    ("swl", "svenskt teckenspråk", "svenskt teckenspråk", "Swedish Sign Language"),
    ("da", "dansk", "danska", "Danish"),
    ("nb", "norsk bokmål", "norskt bokmål", "Norwegian Bokmål"),
    ("nn", "norsk nynorsk", "nynorska", "Norwegian Nynorsk"),
    ("no", "norsk", "norska", "Norwegian"),
    ("is", "íslenska", "isländska", "Icelandic"),
    ("fo", "føroyskt", "färöiska", "Faroese"),
    ("de", "Deutsch", "tyska", "German"),
    ("nl", "Nederlands", "nederländska", "Dutch"),
    ("fr", "français", "franska", "French"),
    ("es", "español", "spanska", "Spanish"),
    ("pt", "português", "portugisiska", "Portuguese"),
    ("it", "italiano", "italienska", "Italian"),
    ("ro", "română", "rumänska", "Romanian"),
    ("pl", "polski", "polska", "Polish"),
    ("et", "eesti", "estniska", "Estonian"),
    ("lv", "latviešu", "lettiska", "Latvian"),
    ("lt", "lietuvių", "litauiska", "Lithuanian"),
    ("hu", "magyar", "ungerska", "Hungarian"),
    ("bs", "bosanski", "bosniska", "Bosnian"),
    ("hr", "hrvatski", "kroatiska", "Croatian"),
    ("sr", "српски", "serbiska", "Serbian"),
    ("sq", "shqip", "albanska", "Albanian"),
    ("tr", "Türkçe", "turkiska", "Turkish"),
    ("el", "Ελληνικά", "grekiska", "Greek"),
    ("uk", "українська", "ukrainska", "Ukrainian"),
    ("ru", "русский", "ryska", "Russian"),
    ("so", "Soomaali", "somaliska", "Somali"),
    ("ti", "ትግርኛ", "tigrinska", "Tigrinya"),
    ("ar", "العربية", "arabiska", "Arabic"),
    ("fa", "فارسی", "persiska", "Persian"),
    ("prs", "دری", "dari", "Dari"),
    ("ku", "kurdî", "kurdiska", "Kurdish"),
    ("th", "ไทย", "thailändska", "Thai"),
    ("zh", "中文", "kinesiska", "Chinese"),
];

fn row(tag: &str) -> Option<&'static (&'static str, &'static str, &'static str, &'static str)> {
    NAMES.iter().find(|(known, ..)| *known == tag)
}

pub(super) fn own_name(tag: &str) -> Option<String> {
    named(tag, |(_, own, ..)| own)
}

/// A name of a language; of `en-GB` that of `en`, with the rest of the tag.
fn named(
    tag: &str,
    name: impl Fn(&(&'static str, &'static str, &'static str, &'static str)) -> &'static str,
) -> Option<String> {
    if let Some(row) = row(tag) {
        return Some(name(row).to_owned());
    }
    let (base, rest) = tag.split_once('-')?;
    Some(format!("{} ({rest})", name(row(base)?)))
}

pub(super) fn name(tag: &'static str) -> Text {
    match (named(tag, |(_, _, sv, _)| sv), named(tag, |(.., en)| en)) {
        (Some(sv), Some(en)) => Text::new(sv, en),
        _ => Text::fixed(tag, tag),
    }
}

/// The tag of a language that is called `written`, or nearly so, in some language.
pub(super) fn tag_named(written: &str) -> Option<String> {
    let lower = written.trim().to_lowercase();
    let known = match lower.as_str() {
        "samiska" | "saami" => Some("se"),
        "gb" | "uk-en" => Some("en"),
        _ => {
            let is_it = |name: &str| name.to_lowercase() == lower;
            let row = NAMES.iter().find(|(_, own, sv, en)| is_it(own) || is_it(sv) || is_it(en));
            row.map(|(tag, ..)| *tag)
        }
    };
    let known = known.or_else(|| {
        // A slip in a name; tags are too short to guess from.
        let names = NAMES.iter().flat_map(|(_, own, sv, en)| [*own, *sv, *en]);
        let near = (lower.chars().count() > 3).then(|| nearest(&lower, names)).flatten()?;
        let row = NAMES.iter().find(|(_, own, sv, en)| [*own, *sv, *en].contains(&near));
        row.map(|(tag, ..)| *tag)
    });
    known.map(str::to_owned)
}
