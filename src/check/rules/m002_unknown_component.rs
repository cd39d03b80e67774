//! A component that the theme does not have.

use super::prelude::*;
use crate::base::nearest;
use crate::theme::ComponentSettings;

pub const RULE: Rule = Rule {
    code: "M002",
    name: "unknown-component",
    severity: Severity::Error,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Okänd komponent", "Unknown component"),
    why: Text::fixed(
        "Temat vet inte hur den ska visas. Texten i den skulle komma med utan sin ruta.",
        "The theme does not know how to show it. Its text would come without its box.",
    ),
    source: Text::fixed(
        "CommonMark 0.31 och webbplatsens komponenter (delwebb schema).",
        "CommonMark 0.31 and the site's components (delwebb schema).",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n:::«faktarutan»\nTvå meningar.\n:::\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\n:::faktaruta\nTvå meningar.\n:::\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    let unknown = subject.components().filter(|(_, component, declared)| {
        declared.is_none() && !component.name.value.is_empty()
    });
    for (document, component, _) in unknown {
        let name = &component.name;
        let message = Text::new(
            format!("Det finns ingen komponent som heter ”{}”.", name.value),
            format!("There is no component named “{}”.", name.value),
        );
        let known = || subject.theme.components.iter().map(ComponentSettings::name);
        let all = known().collect::<Vec<_>>().join(", ");
        let meant = out.suggestion(|| nearest(&name.value, known()));
        let help = Text::new(format!("De som finns: {all}."), format!("Those there are: {all}."));
        out.add(&document.file, name.span, message).help(help).did_you_mean(meant);
    }
}
