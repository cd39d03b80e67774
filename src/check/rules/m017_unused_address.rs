//! An address that is written for links to name, and that none of them names.

use super::prelude::*;
use crate::document::Document;

pub const RULE: Rule = Rule {
    code: "M017",
    name: "unused-address",
    severity: Severity::Hint,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("En länkadress som ingen länk använder", "An address that no link uses"),
    why: Text::fixed(
        "Raden syns inte på sidan. Oftast är länken som skulle använda den borta eller felskriven, och då kommer läsaren aldrig dit.",
        "The line is not seen on the page. Mostly the link that should use it is gone or misspelt, and readers never get there.",
    ),
    source: Text::fixed(
        "CommonMark 0.31, 4.7: en länkadress syns bara genom länkar som nämner den.",
        "CommonMark 0.31, 4.7: a link reference definition is seen only through links that name it.",
    ),
    bad: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nLäs mer om planen.\n\n«[planen]: /omraden/vard/»\n",
    )]),
    good: Example::Text(&[(
        "content/om/index.md",
        "---\ntitel: Om\n---\n\nLäs mer om [planen].\n\n[planen]: /omraden/vard/\n",
    )]),
    find: Find::Page(find),
};

fn find(_: &Subject<'_>, document: &Document, out: &mut Findings) {
    for address in &document.outline.unused_addresses {
        let name = &address.value;
        let message = Text::new(
            format!("Ingen länk på sidan använder adressen ”{name}”."),
            format!("No link on the page uses the address “{name}”."),
        );
        out.add(&document.file, address.span, message).help(Text::new(
            format!("Skriv [{name}] i texten där länken hör hemma, eller ta bort raden."),
            format!("Write [{name}] in the text where the link belongs, or remove the line."),
        ));
    }
}
