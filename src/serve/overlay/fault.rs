//! A page that says what is wrong where the page itself cannot be made, and never could. It
//! mends itself like every other page of the preview.

use crate::base::{Diagnostic, LineIndex, Severity, Text};
use crate::serve::additions::FAULT;
use crate::serve::preview::Now;

use super::finding::{capital, code_line};
use super::html::Html;

/// The page about `faults`.
pub(in crate::serve) fn fault_page(now: &Now, faults: &[Diagnostic]) -> String {
    static TITLE: Text = Text::fixed("Sidan kunde inte byggas", "The page could not be built");
    let mut html = Html::new(now.lang);
    html.raw("<!DOCTYPE html>\n<html lang=\"").raw(now.lang.tag());
    html.raw("\" class=\"delwebb\"><head><meta charset=\"utf-8\">");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
    html.say(&TITLE).raw("</title></head>").raw(FAULT).raw("<main><h1>");
    html.say(&TITLE).raw("</h1><p class=\"ingress\">");
    html.words(
        "Spara filen när du har rättat felet, så kommer sidan tillbaka av sig själv.",
        "Save the file when you have mended the fault: the page comes back by itself.",
    );
    html.raw("</p>");
    for (at, found) in faults.iter().enumerate() {
        card(&mut html, now, found, (at + 1, faults.len()));
    }
    html.raw("<h2>").words("Kommer du inte vidare?", "Are you stuck?").raw("</h2><p>");
    html.words(
        "Ingenting har gått förlorat, och besökarna ser inte felet. Den publika webbplatsen är som den var.",
        "Nothing is lost, and visitors do not see the fault. The public site is as it was.",
    );
    html.raw("</p></main></body></html>\n");
    html.out
}

/// One fault with the lines around it.
fn card(html: &mut Html, now: &Now, found: &Diagnostic, (number, of): (usize, usize)) {
    let text = now.site.source.text(&found.place.file);
    let index = LineIndex::new(text);
    let at = index.position(found.place.span.range().start);
    let label = capital(Severity::label(found.severity).get(html.lang));
    let label = if of > 1 {
        let of_all =
            Text::new(format!("{label} {number} av {of}"), format!("{label} {number} of {of}"));
        of_all.get(html.lang).to_owned()
    } else {
        label
    };
    html.raw("<section class=\"felkort\">").severity(found.severity, &label);
    html.raw("<h2>").say(&found.message).raw("</h2><p class=\"filnamn\">");
    html.text(found.place.file.as_str());
    html.say(&Text::new(
        format!(", rad {}, tecken {}", at.line, at.column),
        format!(", line {}, column {}", at.line, at.column),
    ));
    html.raw("</p><pre class=\"koda\" tabindex=\"0\" role=\"region\"");
    let words = Text::fixed("Utdrag ur filen", "Excerpt of the file");
    html.attribute("aria-label", words.get(html.lang)).raw("><code>");
    let last = index.count().min(at.line + 2);
    for line in at.line.saturating_sub(2).max(1)..=last.max(at.line) {
        let shown: String = index.line(line).chars().take(400).collect();
        code_line(html, if line == at.line { "hit" } else { "rad" }, Some(line), &shown);
    }
    html.raw("</code></pre><p>").say(found.why).raw("</p>");
    html.raw("<div class=\"forslag\">");
    if let Some(help) = &found.help {
        html.raw("<p>").say(help).raw("</p>");
    }
    if let Some(suggestion) = &found.suggestion {
        html.raw("<p>").words("Skriv så här:", "Write this:").raw("</p>");
        html.raw("<pre class=\"koda\"><code>");
        for line in suggestion.first_changes(text).0.lines() {
            code_line(html, "ratt", None, line);
        }
        html.raw("</code></pre>");
    }
    html.raw("</div></section>");
}
