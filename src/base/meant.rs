//! What a number, a year, a yes or an address that cannot be read was meant to be, when there
//! is only one reading.

use super::Figure;

/// The words for small numbers.
const NUMBERS: [&str; 21] = [
    "noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
    "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton", "tjugo",
];
const TENS: [(&str, &str); 9] = [
    ("trettio", "30"),
    ("fyrtio", "40"),
    ("femtio", "50"),
    ("sextio", "60"),
    ("sjuttio", "70"),
    ("åttio", "80"),
    ("nittio", "90"),
    ("hundra", "100"),
    ("tusen", "1 000"),
];
/// The words for "about" that are not `ca`.
const ABOUT: [&str; 9] =
    ["c:a", "circa", "ungefär", "omkring", "runt", "uppskattningsvis", "~", "≈", "c a"];

/// The time of day that `written` was meant to be: `8.30` is `08:30`.
#[must_use]
pub fn clock(written: &str) -> Option<String> {
    let (hours, minutes) = written.trim().split_once(['.', ':'])?;
    let is_short = hours.len() == 1 && hours.bytes().all(|b| b.is_ascii_digit());
    Some(format!("{}{hours}:{minutes}", if is_short { "0" } else { "" }))
}

/// The figure that `written` was meant to be.
#[must_use]
pub fn figure(written: &str) -> Option<String> {
    let lower = written.trim().to_lowercase().replace(['–', '—'], "-");
    let about = ABOUT.iter().find_map(|word| lower.strip_prefix(word));
    let (prefix, rest) = match about {
        Some(rest) => ("ca ", rest.trim()),
        None => match ["cirka ", "ca. ", "ca "].iter().find_map(|word| lower.strip_prefix(word)) {
            Some(rest) => ("ca ", rest.trim()),
            None => ("", lower.as_str()),
        },
    };
    let number = number(rest)?;
    let found = format!("{prefix}{number}");
    (Figure::parse(&found).is_some() && found != written).then_some(found)
}

/// A whole number.
#[must_use]
pub fn whole(written: &str) -> Option<String> {
    let found = figure(written).unwrap_or_else(|| written.to_owned()).replace(' ', "");
    let bare = found.strip_suffix(",0").or_else(|| found.strip_suffix(".0")).unwrap_or(&found);
    (bare != written && bare.parse::<i64>().is_ok()).then(|| bare.to_owned())
}

/// The number at the beginning of `text`, when what follows is only its unit.
fn number(text: &str) -> Option<String> {
    if let Some(at) =
        NUMBERS.iter().position(|word| *word == text || (text == "en" && *word == "ett"))
    {
        return Some(at.to_string());
    }
    if let Some((_, digits)) = TENS.iter().find(|(word, _)| *word == text) {
        return Some((*digits).to_owned());
    }
    let is_own =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.' | '-' | '−');
    let end = text.find(|c: char| !is_own(c)).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    // `5 900 000:-` and `15,-`
    let digits = digits.trim().trim_end_matches(",-").trim_end_matches('.');
    let unit = unit.trim().trim_end_matches('.');
    let factor = match unit {
        "tusen" | "tkr" => 3,
        "miljoner" | "miljon" | "mkr" | "mnkr" | "milj" | "miljoner kronor" | "miljoner kr" => 6,
        _ if is_unit(unit) => 0,
        _ => return None,
    };
    let plain = grouped(digits)?;
    shifted(&plain, factor)
}

/// Whether a word after a number can only be what is counted.
fn is_unit(unit: &str) -> bool {
    let is_word = |word: &str| word.chars().all(char::is_alphabetic);
    unit.is_empty()
        || matches!(unit, "%" | ":-" | "kr" | "st" | "€" | "$")
        || (unit.split_whitespace().count() == 1
            && is_word(unit)
            && !matches!(unit, "och" | "av" | "x"))
}

/// Digits in groups of three, whatever stood between them.
fn grouped(digits: &str) -> Option<String> {
    let unsigned = digits.trim_start_matches(['-', '−']);
    for separator in ['.', ','] {
        let parts: Vec<&str> = unsigned.split(separator).collect();
        let three = parts.len() > 2 && parts[1..].iter().all(|part| part.len() == 3);
        if three && (1..=3).contains(&parts[0].len()) {
            return Some(parts.join(" "));
        }
    }
    // `5.900.000,50`
    if let Some((whole, fraction)) = digits.split_once(',')
        && whole.contains('.')
        && !fraction.contains('.')
    {
        return Some(format!("{},{fraction}", grouped(whole)?));
    }
    Figure::parse(digits).map(|_| digits.to_owned())
}

fn shifted(digits: &str, zeros: usize) -> Option<String> {
    if zeros == 0 {
        return Some(digits.to_owned());
    }
    let bare: String = digits.chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, fraction) = bare.split_once([',', '.']).unwrap_or((&bare, ""));
    if fraction.len() > zeros {
        return None;
    }
    let all = format!("{whole}{fraction:0<zeros$}");
    let all = all.trim_start_matches('0');
    let mut out = String::new();
    for (at, digit) in all.chars().enumerate() {
        if at > 0 && (all.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    Some(out)
}

/// The year that `written` was meant to be.
#[must_use]
pub fn year(written: &str) -> Option<String> {
    let lower = written.to_lowercase();
    let bare = lower.trim().trim_start_matches("år").trim().trim_start_matches(['\'', '’']);
    let bare = bare.trim_end_matches(['.', ',']);
    let digits: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    match digits.len() {
        2 if is_number => Some(format!("20{digits}")),
        4 if is_number && (1900..2100).contains(&digits.parse::<u16>().ok()?) => Some(digits),
        // A whole date where a year belongs.
        _ => crate::base::Date::parse(bare)
            .ok()
            .filter(|date| date.start.year() == date.end.year())
            .map(|date| date.year().to_string()),
    }
}

/// `ja` or `nej`.
#[must_use]
pub fn flag(written: &str) -> Option<String> {
    let lower = written.trim().trim_end_matches(['.', '!']).to_lowercase();
    match lower.as_str() {
        "ja" | "j" | "jo" | "yes" | "y" | "on" | "sant" | "true" | "1" | "på" | "x" => {
            Some("ja".to_owned())
        }
        "nej" | "n" | "no" | "off" | "falskt" | "false" | "0" | "av" | "nä" | "ej" => {
            Some("nej".to_owned())
        }
        _ => crate::base::nearest(&lower, ["nej"]).map(str::to_owned),
    }
}

/// A full address.
#[must_use]
pub fn web_address(written: &str) -> Option<String> {
    let bare: String = written.trim_matches(|c: char| "<>\"'”“.,;".contains(c)).to_owned();
    let lower = bare.to_lowercase();
    let known = [
        "https://",
        "http://",
        "https:/",
        "http:/",
        "https//",
        "http//",
        "htps://",
        "htpps://",
        "https;//",
        "https: //",
        "https:\\\\",
        "http:\\\\",
        "//",
    ];
    let host = known
        .iter()
        .find(|start| lower.starts_with(**start))
        .map_or(&*bare, |start| &bare[start.len()..]);
    let host = host.trim();
    let name = host.split('/').next().unwrap_or("");
    let is_host = name.contains('.')
        && !name.starts_with('.')
        && !name.ends_with('.')
        && name.chars().all(|c| c.is_alphanumeric() || "-.".contains(c))
        && name
            .rsplit('.')
            .next()
            .is_some_and(|top| top.len() >= 2 && top.chars().all(char::is_alphabetic));
    let scheme = if lower.starts_with("http:/") { "http" } else { "https" };
    (is_host && !host.contains(char::is_whitespace)).then(|| format!("{scheme}://{host}"))
}

/// An e-mail address.
#[must_use]
pub fn email(written: &str) -> Option<String> {
    let lower = written.trim().trim_start_matches("mailto:").trim_start_matches("Mailto:");
    let bare = lower.trim_matches(|c: char| "<>\"'”“.,; ".contains(c));
    let joined: String = bare
        .replace("(at)", "@")
        .replace("[at]", "@")
        .replace(" at ", "@")
        .replace(" snabel-a ", "@")
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let (name, host) = joined.split_once('@')?;
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "._%+-".contains(c))
    };
    let is_whole = plain(name) && plain(host) && host.contains('.') && !host.contains("..");
    (is_whole && joined != written).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::{email, figure, flag, web_address, whole, year};

    #[test]
    fn figures_have_their_unit_and_their_points_taken_away() {
        for (written, meant) in [
            ("1.500.000", Some("1 500 000")),
            ("1,500,000", Some("1 500 000")),
            ("5.900.000,50", Some("5 900 000,50")),
            ("15%", Some("15")),
            ("15 %", Some("15")),
            ("15 st", Some("15")),
            ("15 personer", Some("15")),
            ("1 500 kr", Some("1 500")),
            ("1 500:-", Some("1 500")),
            ("femton", Some("15")),
            ("c:a 15", Some("ca 15")),
            ("ungefär 15 %", Some("ca 15")),
            ("~15", Some("ca 15")),
            ("1,5 miljoner", Some("1 500 000")),
            ("5,9 mkr", Some("5 900 000")),
            ("15,5,2", None),
            ("1.500", None),
            ("10-15", None),
            ("15 av 30", None),
            ("drygt 15", None),
            ("15", None),
            ("", None),
        ] {
            assert_eq!(figure(written).as_deref(), meant, "{written}");
        }
    }

    #[test]
    fn years_numbers_and_answers_have_one_reading_or_none() {
        for (written, meant) in [
            ("25", Some("2025")),
            ("05", Some("2005")),
            ("2 025", Some("2025")),
            ("år 2025", Some("2025")),
            ("2025-01-24", Some("2025")),
            ("2025–2026", None),
            ("i fjol", None),
        ] {
            assert_eq!(year(written).as_deref(), meant, "{written}");
        }
        for (written, meant) in [
            ("20 st", Some("20")),
            ("tio", Some("10")),
            ("3,0", Some("3")),
            ("först", None),
            ("1,5", None),
        ] {
            assert_eq!(whole(written).as_deref(), meant, "{written}");
        }
        for (written, meant) in [
            ("Ja", Some("ja")),
            ("yes", Some("ja")),
            ("no", Some("nej")),
            ("nje", Some("nej")),
            ("kanske", None),
        ] {
            assert_eq!(flag(written).as_deref(), meant, "{written}");
        }
        for (written, meant) in [
            ("www.exempel.se", Some("https://www.exempel.se")),
            ("exempel.se/a", Some("https://exempel.se/a")),
            ("https:/exempel.se", Some("https://exempel.se")),
            ("javascript:alert(1)", None),
            ("exempel", None),
            ("se https://exempel.se", None),
        ] {
            assert_eq!(web_address(written).as_deref(), meant, "{written}");
        }
        for (written, meant) in [
            ("mailto:info@exempel.se", Some("info@exempel.se")),
            ("<info@exempel.se>", Some("info@exempel.se")),
            ("info @exempel.se", Some("info@exempel.se")),
            ("info(at)exempel.se", Some("info@exempel.se")),
            ("info", None),
            ("a@b", None),
        ] {
            assert_eq!(email(written).as_deref(), meant, "{written}");
        }
    }
}
