//! The template engine with a theme's templates, and the look-ups templates may make.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use crate::base::{Language, Place, Span, Typesetter, nearest};
use crate::draw::Fonts;
use crate::source::{Content, Source};

use super::assets::Assets;
use super::faults::{reported, shows_everything};
use super::layouts::{layouts, stand_in};
use super::marks::{self, mark};
use super::speech::{Speech, speak};
use super::strings::is_of_one_language;
use super::{Strings, ThemeFault, file, folder};

/// The templates of one theme in one language.
pub struct Engine {
    tera: Tera,
    words: Arc<Speech>,
    typesetter: Arc<Typesetter>,
    /// Whether all templates were read.
    usable: bool,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("usable", &self.usable).finish_non_exhaustive()
    }
}

/// What templates look up that is the same in every language.
pub(super) struct LookUps<'a> {
    /// The theme's assets.
    pub assets: &'a Assets,
    /// What stands before every address of the site.
    pub base_path: &'a str,
    /// The fonts that pictures are drawn with.
    pub fonts: &'a Fonts,
}

impl Engine {
    pub(super) fn load(
        source: &Source,
        chain: &[String],
        look_ups: &LookUps<'_>,
        strings: Strings,
        typesetter: Typesetter,
        faults: &mut Vec<ThemeFault>,
    ) -> Self {
        let first = typesetter.lang();
        let words = Arc::new(Speech { language: first, first, own: strings, others: Vec::new() });
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".svg"]);
        // `{% extends "bas.html" %}` means the nearest theme's; `strandlinje/bas.html` that one's.
        let prefixes: Vec<String> = chain.iter().map(|theme| format!("{theme}/")).collect();
        let prefixed = tera.set_fallback_prefixes(prefixes);
        debug_assert!(prefixed.is_ok(), "set before any template");
        let typesetter = Arc::new(typesetter);
        register(&mut tera, look_ups);
        speak(&mut tera, &words, &typesetter);
        let templates = templates(source, chain);
        let is_whole = !chain.is_empty() && faults.is_empty();
        for name in lacking(&templates, chain).into_iter().filter(|_| is_whole) {
            // A theme whose chain is broken lacks them for that reason only.
            let path = file(&chain[0], &format!("templates/{name}"));
            faults.push(ThemeFault::NoTemplate { place: Place::new(&path, Span::at(0)) });
        }
        let usable = add_all(&mut tera, templates, source, chain, faults);
        Self { tera, words, typesetter, usable }
    }

    /// The same templates with the words of another language; `others` stand in for what it lacks.
    pub(super) fn in_language(
        &self,
        strings: Strings,
        others: Vec<(Language, Arc<Strings>)>,
        typesetter: Typesetter,
    ) -> Self {
        let mut tera = self.tera.clone();
        let (language, first) = (typesetter.lang(), self.words.first);
        let words = Arc::new(Speech { language, first, own: strings, others });
        let typesetter = Arc::new(typesetter);
        speak(&mut tera, &words, &typesetter);
        Self { tera, words, typesetter, usable: self.usable }
    }

    /// Whether the templates could be read, so that rendering makes sense.
    #[must_use]
    pub const fn is_usable(&self) -> bool {
        self.usable
    }

    /// Whether the theme has a template of that name.
    #[must_use]
    pub fn has_template(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// The template that shows what `name` is for: the theme's own, or what stands in for it.
    #[must_use]
    pub fn template_for<'a>(&self, name: &'a str) -> Option<&'a str> {
        if self.has_template(name) {
            return Some(name);
        }
        stand_in(name).filter(|stand_in| self.has_template(stand_in))
    }

    /// What sets text in the language of the strings.
    #[must_use]
    pub fn typesetter(&self) -> &Typesetter {
        &self.typesetter
    }

    /// The language of the strings.
    #[must_use]
    pub fn lang(&self) -> Language {
        self.typesetter.lang()
    }

    /// The strings of its own language.
    pub(super) fn strings(&self) -> &Strings {
        &self.words.own
    }

    /// The string named `key`; in another language when this one lacks it.
    #[must_use]
    pub fn find_string(&self, key: &str) -> Option<&str> {
        self.words.find(key).map(|(_, text)| text)
    }

    /// The string named `key`, only in the language itself.
    #[must_use]
    pub fn own_string(&self, key: &str) -> Option<&str> {
        self.words.own.get(key)
    }

    /// The strings that others have and its own language lacks, with the language of each.
    pub(super) fn lacking(&self) -> Vec<(&str, Language)> {
        let mut found = BTreeMap::new();
        for (of, strings) in &self.words.others {
            let lacks = |key: &&str| !is_of_one_language(key) && self.own_string(key).is_none();
            for key in strings.keys().filter(lacks) {
                found.entry(key).or_insert(*of);
            }
        }
        found.into_iter().collect()
    }

    /// The string named `key`, and the language it is in; the key itself where there is none.
    #[must_use]
    pub fn spoken<'a>(&'a self, key: &'a str) -> (Language, &'a str) {
        let found = self.words.find(key);
        found.map_or((self.lang(), key), |(other, text)| {
            (other.unwrap_or_else(|| self.lang()), text)
        })
    }

    /// The string named `key`, or the key itself.
    #[must_use]
    pub fn string<'a>(&'a self, key: &'a str) -> &'a str {
        self.find_string(key).unwrap_or(key)
    }

    /// The string named `key` as it is put into a page: marked when it is in another language.
    /// What is rendered later makes elements of the marks.
    #[must_use]
    pub fn marked(&self, key: &str) -> Option<Cow<'_, str>> {
        let (other, text) = self.words.find(key)?;
        Some(other.map_or(Cow::Borrowed(text), |other| Cow::Owned(mark(other, text))))
    }

    /// Speech that the program itself puts into a page, in `language`.
    #[must_use]
    pub fn marked_as<'a>(&self, language: Language, text: &'a str) -> Cow<'a, str> {
        let is_own = language.base() == self.lang().base();
        if is_own { Cow::Borrowed(text) } else { Cow::Owned(mark(language, text)) }
    }

    /// Renders `template`, or what stands in for it, into `out`.
    ///
    /// # Errors
    /// What the template engine says.
    pub fn render(&self, template: &str, context: &Context, out: &mut Vec<u8>) -> TeraResult<()> {
        let from = out.len();
        let template = self.template_for(template).unwrap_or(template);
        self.tera.render_to(template, context, &mut *out)?;
        // A picture has no elements to say a language with.
        let is_page = !template.ends_with(".svg");
        marks::settle(out, from, is_page.then(|| self.lang()));
        Ok(())
    }
}

/// The templates of the themes in `chain`, by their full names.
pub(super) fn templates<'a>(source: &'a Source, chain: &[String]) -> Vec<(String, &'a str)> {
    let mut all = Vec::new();
    for theme in chain {
        let below = format!("{}/templates", folder(theme));
        let mut found: Vec<_> = source
            .files
            .iter()
            .filter_map(|(path, file)| match (&file.content, path.below(&below)) {
                (Content::Text(text), Some(name)) => {
                    Some((format!("{theme}/{name}"), text.as_str()))
                }
                _ => None,
            })
            .collect();
        all.append(&mut found);
    }
    all
}

/// The templates that some page would lack, each once: a stand-in rather than all it stands for.
fn lacking(templates: &[(String, &str)], chain: &[String]) -> BTreeSet<String> {
    let lacks = |name: &String| !has(templates, chain, name);
    let wanted = layouts().filter(|(name, _)| lacks(name));
    wanted.map(|(name, stand_in)| stand_in.map_or(name, str::to_owned)).filter(lacks).collect()
}

fn has(templates: &[(String, &str)], chain: &[String], name: &str) -> bool {
    chain.iter().any(|theme| {
        let full = format!("{theme}/{name}");
        templates.iter().any(|(template, _)| *template == full)
    })
}

/// Adds the templates. Those with a syntax error are taken out one by one, so
/// that every one of them is reported.
fn add_all(
    tera: &mut Tera,
    mut templates: Vec<(String, &str)>,
    source: &Source,
    chain: &[String],
    faults: &mut Vec<ThemeFault>,
) -> bool {
    let before = faults.len();
    templates.retain(|(name, text)| {
        let found = shows_everything(source, chain, (name, text));
        faults.extend(found.clone().map(|at| ThemeFault::Template { at }));
        found.is_none()
    });
    let mut usable = faults.len() == before;
    loop {
        let Err(error) = tera.add_raw_templates(templates.iter().map(|(n, t)| (n.as_str(), *t)))
        else {
            return usable;
        };
        usable = false;
        let places = reported(source, chain, &error);
        faults.extend(places.into_iter().map(|at| ThemeFault::Template { at }));
        let tera::ErrorKind::SyntaxError(report) = error.kind() else {
            return false;
        };
        let before = templates.len();
        templates.retain(|(name, _)| name != report.filename());
        if templates.len() == before {
            return false;
        }
    }
}

/// The functions templates have: look-ups only, nothing that reaches outside.
fn register(tera: &mut Tera, look_ups: &LookUps<'_>) {
    let base_path = look_ups.base_path;
    let addresses: Vec<(String, String)> = look_ups
        .assets
        .0
        .iter()
        .map(|(name, asset)| (name.clone(), format!("{base_path}/{}", asset.out)))
        .collect();
    let addresses: std::collections::BTreeMap<String, String> = addresses.into_iter().collect();
    tera.register_function("asset", move |args: Kwargs, _: &State| -> TeraResult<Value> {
        let name: &str = args.must_get("name")?;
        match addresses.get(name) {
            Some(address) => Ok(Value::safe_string(address)),
            None => Err(missing("asset", name, addresses.keys().map(String::as_str))),
        }
    });
    tera.register_function("mailto", |args: Kwargs, _: &State| -> TeraResult<String> {
        let to: &str = args.must_get("to")?;
        let (subject, body) = (args.get::<&str>("subject")?, args.get::<&str>("body")?);
        let words = |text: Option<&str>| marks::without(text.unwrap_or_default());
        Ok(mailto(to, &words(subject), &words(body)))
    });
    let fonts = look_ups.fonts.clone();
    tera.register_function("fit", move |args: Kwargs, _: &State| -> TeraResult<Value> {
        let text = &marks::without(args.must_get("text")?);
        let room = (args.must_get("width")?, args.must_get("height")?);
        let sizes = (args.must_get("smallest")?, args.must_get("largest")?);
        let leading = args.get::<f64>("leading")?.unwrap_or(1.1);
        let fitted = fonts.fit(text, room, sizes, leading);
        let lines = fitted.lines.iter().map(|line| Value::normal_string(line));
        let entries = [
            ("size", Value::from(fitted.size)),
            ("step", Value::from((f64::from(fitted.size) * leading).round())),
            ("lines", Value::from(lines.collect::<Vec<Value>>())),
        ];
        let entries = entries.into_iter().map(|(key, value)| (key.into(), value));
        Ok(Value::from(entries.collect::<tera::Map>()))
    });
    let base = base_path.to_owned();
    tera.register_function("href", move |args: Kwargs, _: &State| -> TeraResult<String> {
        let address: &str = args.must_get("to")?;
        Ok(if address.starts_with('/') { format!("{base}{address}") } else { address.to_owned() })
    });
}

/// The signs that an address may hold as they are.
const IN_MAIL: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A letter that is begun: to whom, about what, with what in it. Lines end as in letters.
fn mailto(to: &str, subject: &str, body: &str) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, IN_MAIL).to_string();
    let body = body.trim_end().replace('\n', "\r\n");
    let fields = [("subject", subject), ("body", &body)];
    let fields = fields.into_iter().filter(|(_, text)| !text.is_empty());
    let fields: Vec<String> =
        fields.map(|(key, text)| format!("{key}={}", encoded(text))).collect();
    let to = encoded(to).replace("%40", "@");
    if fields.is_empty() {
        format!("mailto:{to}")
    } else {
        format!("mailto:{to}?{}", fields.join("&"))
    }
}

pub(super) fn missing<'a>(
    what: &str,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> tera::Error {
    let meant = nearest(name, known);
    let hint = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
    tera::Error::message(format!("the theme has no {what} `{name}`{hint}"))
}
