//! What a site may choose about its theme without touching a template: `val:` in `theme.yaml`
//! says what there is, `temaval:` in `site.yaml` what was chosen.

use crate::base::{Colour, FilePath, Place, Span, Spanned};
use crate::yaml::{
    Count, Entry, Fault, FaultKind, Kept, LongText, Node, Readable, Value, record, vocabulary,
};

use super::{ThemeFault, ThemeSettings, file};

vocabulary! {
    /// What the value of an option may be.
    pub enum OptionForm {
        /// A text.
        Text = "text",
        /// `ja` or `nej`.
        Flag = "ja eller nej",
        /// One of the words in `ord`.
        Word = "ord",
        /// Some of the words in `ord`, in the order they are shown.
        Words = "flera ord",
        /// A colour, one for light and one for dark.
        Colour = "färg",
        /// The address of a file of the site's, such as `/logga.svg`.
        File = "fil",
        /// Squares that look like a map, one for each organisation.
        Tiles = "rutkarta",
    }
}

vocabulary! {
    /// The contrasts that WCAG 2.2 asks for.
    pub enum Contrast {
        /// Parts of controls and pictures (1.4.11), large text (1.4.3).
        Parts = "3",
        /// Text (1.4.3).
        Text = "4,5",
        /// Text for those who see badly (1.4.6).
        Enhanced = "7",
    }
}

record! {
    /// An option.
    pub struct OptionSettings {
        name: Option<Spanned<String>> = "namn" [required], "Namnet som skrivs under temaval: i site.yaml.";
        form: Option<Spanned<OptionForm>> = "form" [required], "Vad värdet får vara.";
        words: Vec<Spanned<String>> = "ord", "Orden att välja bland, för formerna ord och flera ord.";
        default: Option<Spanned<Kept>> = "standard", "Värdet om inget är valt.";
        property: Option<Spanned<String>> = "variabel", "CSS-variabeln som en färg sätter, till exempel --lank.";
        against: Vec<Spanned<String>> = "mot", "Färgerna som den här ska synas mot.";
        contrast: Option<Spanned<Contrast>> = "kontrast", "Kontrasten som krävs mot dem.";
        about: Option<Spanned<LongText>> = "beskrivning", "Vad valet är till för.";
    }
}

record! {
    /// One square of a map.
    pub struct Tile {
        id: Option<Spanned<String>> = "id" [required], "Organisationens id.";
        column: Option<Spanned<Count>> = "kolumn" [required], "Kolumnen där rutan börjar, från 1.";
        row: Option<Spanned<Count>> = "rad" [required], "Raden där rutan börjar, från 1.";
        width: Option<Spanned<Count>> = "bredd", "Hur många kolumner den tar. 1 om inget annat sägs.";
        height: Option<Spanned<Count>> = "höjd", "Hur många rader den tar. 1 om inget annat sägs.";
    }
}

/// What was chosen, or the theme's own choice.
#[derive(Debug, Clone)]
pub enum OptionValue {
    /// A text or a word.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// Words in order.
    Words(Vec<String>),
    /// A colour, in light and in dark.
    Colour {
        /// On light ground.
        light: Colour,
        /// On dark ground.
        dark: Colour,
    },
    /// The address of a file.
    File(String),
    /// A map.
    Tiles(Vec<Tile>),
}

/// One option and its value.
#[derive(Debug, Clone)]
pub struct ThemeOption {
    /// What the theme says of it.
    pub settings: OptionSettings,
    /// Its value; nothing when there is none, or it is wrong.
    pub value: Option<OptionValue>,
    /// Where the site chose it; nothing for the theme's own choice.
    pub chosen: Option<Span>,
}

/// All options of a theme, in the order it declares them.
#[derive(Debug, Default)]
pub struct Options(pub Vec<ThemeOption>);

impl Options {
    /// The colours that the site has chosen itself, as CSS; nothing when there are none.
    #[must_use]
    pub fn css(&self) -> String {
        let (mut in_light, mut in_dark) = (String::new(), String::new());
        for option in self.0.iter().filter(|option| option.chosen.is_some()) {
            if let (Some(OptionValue::Colour { light, dark }), Some(property)) =
                (&option.value, &option.settings.property)
            {
                in_light.push_str(&format!("{}:{light};", property.value));
                in_dark.push_str(&format!("{}:{dark};", property.value));
            }
        }
        if in_light.is_empty() {
            return String::new();
        }
        format!(":root{{{in_light}}}@media (prefers-color-scheme:dark){{:root{{{in_dark}}}}}")
    }
}

/// What can be wrong with a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionFault {
    /// `temaval:` is no mapping.
    NoMapping,
    /// The theme has no such option: its name as written, and those there are.
    Unknown(String, Vec<String>),
    /// It is not of its form.
    WrongForm(OptionForm),
    /// None of the words to choose from.
    UnknownWord(String, Vec<String>),
    /// Two colours are too alike: the names of both, hundredths of their contrast and of what is
    /// needed, and whether it is in dark.
    TooAlike {
        /// The colour that must be seen.
        name: String,
        /// What it stands on.
        on: String,
        /// Hundredths of the contrast.
        is: u32,
        /// What is needed.
        least: Contrast,
        /// Whether it is the dark form.
        dark: bool,
    },
}

impl Contrast {
    fn ratio(self) -> f64 {
        match self {
            Self::Parts => 3.0,
            Self::Text => 4.5,
            Self::Enhanced => 7.0,
        }
    }
}

impl ThemeOption {
    /// Its name; empty when it has none, which is a fault of its own.
    #[must_use]
    pub fn name(&self) -> &str {
        self.settings.name()
    }
}

impl OptionSettings {
    fn name(&self) -> &str {
        self.name.as_ref().map_or("", |name| &name.value)
    }

    fn form(&self) -> OptionForm {
        self.form.as_ref().map_or(OptionForm::Text, |form| form.value)
    }
}

impl Options {
    /// The options that the themes of a chain declare, the nearest theme's first, with what
    /// `chosen` – the value of `temaval:` in `settings` – says.
    pub(super) fn collect(
        declared: &[(String, ThemeSettings)],
        (settings, chosen): (&FilePath, Option<&Kept>),
        faults: &mut Vec<ThemeFault>,
    ) -> Self {
        let mut all: Vec<ThemeOption> = Vec::new();
        let mut homes: Vec<FilePath> = Vec::new();
        for (theme, said) in declared {
            let home = file(theme, "theme.yaml");
            for option in &said.options {
                if all.iter().any(|known| known.name() == option.value.name()) {
                    continue;
                }
                let settings = option.value.clone();
                let value = settings
                    .default
                    .as_ref()
                    .and_then(|default| read(&settings, &default.value.0, &home, faults));
                faults.extend(lacking(&settings, &home));
                all.push(ThemeOption { settings, value, chosen: None });
                homes.push(home.clone());
            }
        }
        if let Some(Kept(node)) = chosen {
            choose(&mut all, node, settings, faults);
        }
        for (own, home) in all.iter().zip(&homes) {
            contrasts(&all, own, (settings, home), faults);
        }
        Self(all)
    }
}

/// Takes the site's choices.
fn choose(all: &mut [ThemeOption], node: &Node, file: &FilePath, faults: &mut Vec<ThemeFault>) {
    let Value::Map(entries) = &node.value else {
        return faults.push(fault(file, node.span, OptionFault::NoMapping));
    };
    for Entry { key, value } in entries {
        let Some(option) = all.iter_mut().find(|option| option.name() == key.value) else {
            let known = all.iter().map(|option| option.name().to_owned()).collect();
            faults.push(fault(file, key.span, OptionFault::Unknown(key.value.clone(), known)));
            continue;
        };
        if let Some(read) = read(&option.settings, value, file, faults) {
            (option.value, option.chosen) = (Some(read), Some(value.span));
        }
    }
}

/// Reads a value of the form that `settings` asks for, in `file`.
fn read(
    settings: &OptionSettings,
    node: &Node,
    file: &FilePath,
    faults: &mut Vec<ThemeFault>,
) -> Option<OptionValue> {
    let form = settings.form();
    let text = node.scalar().map(|scalar| scalar.text.as_str());
    let mut word = |node: &Node| {
        let written = node.scalar()?.text.clone();
        if settings.words.iter().any(|word| word.value == written) {
            return Some(written);
        }
        let known = settings.words.iter().map(|word| word.value.clone()).collect();
        faults.push(fault(file, node.span, OptionFault::UnknownWord(written, known)));
        None
    };
    let value = match (form, &node.value) {
        (OptionForm::Text, _) => text.map(|text| OptionValue::Text(text.to_owned())),
        (OptionForm::File, _) => text
            .filter(|text| text.starts_with('/') && !text.contains(".."))
            .map(|text| OptionValue::File(text.to_owned())),
        (OptionForm::Flag, _) => match text {
            Some("ja" | "true") => Some(OptionValue::Flag(true)),
            Some("nej" | "false") => Some(OptionValue::Flag(false)),
            _ => None,
        },
        (OptionForm::Word, Value::Scalar(_)) => return word(node).map(OptionValue::Text),
        (OptionForm::Words, Value::List(items)) => {
            let words: Option<Vec<String>> =
                items.iter().map(|item| item.scalar().and_then(|_| word(item))).collect();
            return words.map(OptionValue::Words);
        }
        (OptionForm::Colour, _) => colour(node),
        (OptionForm::Tiles, Value::List(items)) => {
            return Some(OptionValue::Tiles(tiles(items, file, faults)));
        }
        _ => None,
    };
    if value.is_none() {
        faults.push(fault(file, node.span, OptionFault::WrongForm(form)));
    }
    value
}

/// `"#0B4A56"`, or `{ljust: "#0B4A56", mörkt: "#93D6E0"}`.
fn colour(node: &Node) -> Option<OptionValue> {
    let of = |node: &Node| Colour::parse(&node.scalar()?.text);
    if let Some(both) = of(node) {
        return Some(OptionValue::Colour { light: both, dark: both });
    }
    let Value::Map(entries) = &node.value else { return None };
    let find = |key: &str| entries.iter().find(|entry| entry.key.value == key);
    let (light, dark) = (find("ljust")?, find("mörkt")?);
    if entries.len() > 2 {
        return None;
    }
    Some(OptionValue::Colour { light: of(&light.value)?, dark: of(&dark.value)? })
}

fn tiles(items: &[Node], file: &FilePath, faults: &mut Vec<ThemeFault>) -> Vec<Tile> {
    let mut all = Vec::new();
    for item in items {
        if !matches!(item.value, Value::Map(_)) {
            faults.push(fault(file, item.span, OptionFault::WrongForm(OptionForm::Tiles)));
            continue;
        }
        let mut found = Vec::new();
        let tile = Tile::read(item, "karta", &mut found);
        all.extend(tile.filter(|_| found.is_empty()));
        let found = found.into_iter();
        faults.extend(found.map(|fault| ThemeFault::Yaml { file: file.clone(), fault }));
    }
    all
}

/// What only a look at the whole option tells: words without a list, colours without a variable.
fn lacking(settings: &OptionSettings, home: &FilePath) -> Option<ThemeFault> {
    let form = settings.form.as_ref()?;
    let key = match form.value {
        OptionForm::Word | OptionForm::Words if settings.words.is_empty() => "ord",
        OptionForm::Colour if settings.property.is_none() => "variabel",
        OptionForm::Colour if settings.default.is_none() => "standard",
        _ => return None,
    };
    let fault = Fault { kind: FaultKind::MissingKey { key }, span: form.span };
    Some(ThemeFault::Yaml { file: home.clone(), fault })
}

/// Whether a colour is seen on every ground it stands on. Said where the site chose one of the
/// two, and else where the theme asks for it.
fn contrasts(
    all: &[ThemeOption],
    own: &ThemeOption,
    (site, home): (&FilePath, &FilePath),
    faults: &mut Vec<ThemeFault>,
) {
    let Some(least) = &own.settings.contrast else { return };
    for on in &own.settings.against {
        let Some(ground) = all.iter().find(|option| option.name() == on.value) else {
            let known = all.iter().map(|option| option.name().to_owned()).collect();
            faults.push(fault(home, on.span, OptionFault::Unknown(on.value.clone(), known)));
            continue;
        };
        let (
            Some(OptionValue::Colour { light, dark }),
            Some(OptionValue::Colour { light: light_ground, dark: dark_ground }),
        ) = (&own.value, &ground.value)
        else {
            continue;
        };
        for (is_dark, ratio) in
            [(false, light.contrast(*light_ground)), (true, dark.contrast(*dark_ground))]
        {
            if ratio >= least.value.ratio() {
                continue;
            }
            let (file, span) = match own.chosen.or(ground.chosen) {
                Some(span) => (site, span),
                None => (home, least.span),
            };
            faults.push(fault(
                file,
                span,
                OptionFault::TooAlike {
                    name: own.name().to_owned(),
                    on: on.value.clone(),
                    is: hundredths(ratio),
                    least: least.value,
                    dark: is_dark,
                },
            ));
        }
    }
}

/// A contrast is at most 21.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 100 to 2,100")]
fn hundredths(ratio: f64) -> u32 {
    (ratio * 100.0).floor() as u32
}

fn fault(file: &FilePath, span: Span, fault: OptionFault) -> ThemeFault {
    ThemeFault::Choice { place: Place::new(file, span), fault }
}
