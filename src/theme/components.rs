//! The components that writers may use in Markdown: what `theme.yaml` declares, one template
//! each in `templates/markdown/`.

use crate::base::{Place, Spanned};
use crate::document::register::reference_kinds;
use crate::yaml::{Fault, FaultKind, Flag, LongText, record, vocabulary};

use super::{ThemeFault, ThemeSettings, file};

vocabulary! {
    /// What must stand between the fences of a component.
    pub enum ContentRule {
        /// Something.
        Something = "text",
        /// Something or nothing.
        Optional = "valfritt",
        /// Nothing.
        Nothing = "inget",
        /// A numbered list.
        Numbers = "numrerad lista",
        /// A table with figures, unless the component names one of open data.
        Figures = "siffertabell",
    }
}

vocabulary! {
    /// What the value of an attribute may be.
    pub enum Form {
        /// A text.
        Text = "text",
        /// A figure, such as `ca 15`.
        Figure = "tal",
        /// A date at any precision.
        Date = "datum",
        /// `ja` or `nej`.
        Flag = "ja eller nej",
        /// One of the words in `ord`.
        Word = "ord",
        /// Where a link leads, written as in Markdown.
        Link = "länk",
        /// A picture, written as in Markdown.
        Picture = "bild",
        /// The id or slug of one of the kinds in `till`.
        Reference = "id",
        /// A document and a section.
        Source = "källa",
        /// The id of a key figure, on the page itself or on any other.
        KeyFigure = "nyckeltal",
        /// The name of a table of open data.
        Table = "tabell",
        /// The column of that table with the names.
        Labels = "kolumn med namn",
        /// The column with the figures.
        Values = "kolumn med tal",
        /// The column whose words are counted.
        Counted = "kolumn att räkna",
        /// What the picture shows, for those who do not see it.
        Description = "bildtext",
        /// Which rows of that table: `kolumn=värde`.
        Rows = "urval",
    }
}

record! {
    /// A component.
    pub struct ComponentSettings {
        name: Option<Spanned<String>> = "namn" [required], "Namnet som skrivs efter :::.";
        about: Option<Spanned<LongText>> = "beskrivning", "Vad komponenten är till för.";
        content: Option<Spanned<ContentRule>> = "innehåll", "Vad som ska stå i den. text om inget annat sägs.";
        attributes: Vec<Spanned<AttributeSettings>> = "attribut", "Det som får stå mellan { och }.";
        example: Option<Spanned<LongText>> = "exempel", "Så skriver man den.";
    }
}

record! {
    /// An attribute of a component.
    pub struct AttributeSettings {
        name: Option<Spanned<String>> = "namn" [required], "Attributets namn.";
        form: Option<Spanned<Form>> = "form" [required], "Vad värdet får vara.";
        required: Option<Spanned<Flag>> = "krävs", "ja om attributet måste finnas.";
        words: Vec<Spanned<String>> = "ord", "Orden att välja bland, för formen ord.";
        targets: Vec<Spanned<String>> = "till", "Vad ett id får peka på, för formen id.";
        about: Option<Spanned<LongText>> = "beskrivning", "Vad attributet är till för.";
    }
}

impl ComponentSettings {
    /// Its name; empty when it has none, which is a fault of its own.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_ref().map_or("", |name| &name.value)
    }

    /// What must stand in it.
    #[must_use]
    pub fn content(&self) -> ContentRule {
        self.content.as_ref().map_or(ContentRule::Something, |rule| rule.value)
    }

    /// The attribute of that name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&AttributeSettings> {
        let mut all = self.attributes.iter().map(|attribute| &attribute.value);
        all.find(|attribute| attribute.name() == name)
    }

    /// The template it is shown with.
    #[must_use]
    pub fn template(&self) -> String {
        template(self.name())
    }
}

impl AttributeSettings {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_ref().map_or("", |name| &name.value)
    }

    /// What its value may be.
    #[must_use]
    pub fn form(&self) -> Form {
        self.form.as_ref().map_or(Form::Text, |form| form.value)
    }

    /// Whether it must be there.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.required.as_ref().is_some_and(|required| required.value.0)
    }

    /// The kinds that an id may point to.
    #[must_use]
    pub fn targets(&self) -> Vec<&str> {
        self.targets.iter().map(|target| target.value.as_str()).collect()
    }
}

fn template(component: &str) -> String {
    format!("markdown/{component}.html")
}

/// The components of a chain of themes: the nearest theme's win. `has_template` says whether
/// some theme of the chain has a template.
pub(super) fn collect(
    chain: &[(String, ThemeSettings)],
    has_template: impl Fn(&str) -> bool,
    faults: &mut Vec<ThemeFault>,
) -> Vec<ComponentSettings> {
    let mut all: Vec<ComponentSettings> = Vec::new();
    for (theme, settings) in chain {
        let path = file(theme, "theme.yaml");
        let mut own: Vec<&str> = Vec::new();
        for component in &settings.components {
            let Some(name) = &component.value.name else { continue };
            let mut wrong = |fault| faults.push(ThemeFault::Yaml { file: path.clone(), fault });
            if own.contains(&name.value.as_str()) {
                let kind =
                    FaultKind::DuplicateKey { key: name.value.clone(), first: component.span };
                wrong(Fault { kind, span: name.span });
                continue;
            }
            own.push(&name.value);
            let mut names: Vec<&Spanned<String>> = Vec::new();
            for attribute in &component.value.attributes {
                attribute_faults(&attribute.value).into_iter().for_each(&mut wrong);
                let Some(name) = &attribute.value.name else { continue };
                if let Some(first) = names.iter().find(|known| known.value == name.value) {
                    let (key, first) = (name.value.clone(), first.span);
                    wrong(Fault { kind: FaultKind::DuplicateKey { key, first }, span: name.span });
                }
                names.push(name);
            }
            if !has_template(&template(&name.value)) {
                faults.push(ThemeFault::NoTemplate {
                    place: Place::new(
                        &file(theme, &format!("templates/{}", template(&name.value))),
                        crate::base::Span::at(0),
                    ),
                });
            }
            if !all.iter().any(|known| known.name() == name.value) {
                all.push(component.value.clone());
            }
        }
    }
    all
}

/// What only a look at the whole attribute tells: words without a list, ids of nothing.
fn attribute_faults(attribute: &AttributeSettings) -> Vec<Fault> {
    let Some(form) = &attribute.form else { return Vec::new() };
    let needs = match form.value {
        Form::Word if attribute.words.is_empty() => Some("ord"),
        Form::Reference if attribute.targets.is_empty() => Some("till"),
        _ => None,
    };
    let missing = needs.map(|key| Fault { kind: FaultKind::MissingKey { key }, span: form.span });
    let known: Vec<&'static str> = reference_kinds().collect();
    let unknown = attribute.targets.iter().filter(|target| !known.contains(&target.value.as_str()));
    let unknown = unknown.map(|target| {
        let (written, known) = (target.value.clone(), known.clone());
        Fault { kind: FaultKind::UnknownWord { key: "till", written, known }, span: target.span }
    });
    missing.into_iter().chain(unknown).collect()
}
