//! A report as it was adopted, on the site as it is now.

use percent_encoding::percent_decode_str;
use tera::Value;

use crate::base::{Date, OutPath, UrlPath};
use crate::document::Document;
use crate::model::PageId;
use crate::render::value::{date, map};

use super::Contexts;

impl Contexts<'_> {
    /// The frozen report: its day, and its HTML. Not a word of it changes. Only its links follow
    /// the site: they begin where the site lies, and lead nowhere when what they led to is gone.
    pub(super) fn frozen(&self, id: PageId, report: &Document) -> Value {
        let Some(frozen) = self.model.frozen_of(report) else { return Value::none() };
        let day = frozen.seal.as_ref().map(|seal| date(&Date::on(seal.day), &self.cards(id)));
        let html = placed(&frozen.html, &self.prepared.base.path, &|address| self.leads(address));
        map(vec![("day", day.unwrap_or_else(Value::none)), ("body", Value::safe_string(&html))])
    }

    /// Whether the page is a translation or a variant of a report that has been adopted: what was
    /// adopted is the original, and this follows the site.
    pub(super) fn follows_frozen(&self, id: PageId) -> bool {
        let original = self.model.original_page(id);
        let report = original.and_then(|original| self.model.document_of(original));
        report.is_some_and(|report| self.model.frozen_of(report).is_some())
    }

    /// Whether there is something at an address of the site.
    fn leads(&self, address: &str) -> bool {
        let path = address.split(['#', '?']).next().unwrap_or_default();
        let page = UrlPath::parse(path);
        let is_page = page.is_some_and(|page| {
            self.model.by_address.contains_key(&page)
                || self.model.parts.contains_key(&page)
                || self.model.aliases.contains_key(&page)
        });
        // Files have names of their own, such as `bilaga ett.pdf`.
        let file = percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy();
        is_page
            || OutPath::new(&file).is_some_and(|out| {
                self.model.copied.contains_key(&out) || self.model.faces.contains_key(&out)
            })
    }
}

/// `html` with `base` before every address that begins with `/`, and without the links that lead
/// nowhere. Text is not touched: it has no `<`, which is written `&lt;` there.
fn placed(html: &str, base: &str, leads: &dyn Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = html;
    while let Some((text, tag)) = rest.split_at_checked(rest.find('<').unwrap_or(rest.len()))
        && !tag.is_empty()
    {
        out.push_str(text);
        let (tag, after) = tag.split_at(tag_end(tag));
        place_tag(tag, base, leads, &mut out);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Where the tag ends that `html` begins with: values in quotes may have a `>`.
fn tag_end(html: &str) -> usize {
    let mut is_quoted = false;
    let end = html.char_indices().find(|(_, letter)| {
        is_quoted ^= *letter == '"';
        *letter == '>' && !is_quoted
    });
    end.map_or(html.len(), |(at, _)| at + 1)
}

/// Attributes are written as `freeze` writes them: in double quotes.
fn place_tag(tag: &str, base: &str, leads: &dyn Fn(&str) -> bool, out: &mut String) {
    let mut rest = tag;
    while let Some((at, name)) =
        [" href=\"/", " src=\"/"].iter().filter_map(|name| Some((rest.find(name)?, *name))).min()
    {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let value = &found[name.len() - 1..];
        let end = value.find('"').unwrap_or(value.len());
        let (address, after) = value.split_at(end);
        if address.starts_with("//") {
            // Another site's.
            out.push_str(&found[..name.len() - 1 + end]);
            rest = after;
        } else if name == " src=\"/" || leads(address) {
            out.push_str(&name[..name.len() - 1]);
            out.push_str(base);
            out.push_str(address);
            rest = after;
        } else {
            rest = after.strip_prefix('"').unwrap_or(after);
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::placed;

    #[test]
    fn links_follow_the_site_and_those_that_lead_nowhere_are_words() {
        let html = "<p><a href=\"/kvar/#a\">Kvar</a>, <a href=\"/borta/\">borta</a> \
                    <a href=\"#b\">här</a> <img src=\"/rapporter/2025/x.png\" alt=\"a>b\"></p>\
                    <code>&lt;a href=\"/borta/\"&gt;</code> <a href=\"//exempel.se/\">dem</a>";
        let leads = |address: &str| address.starts_with("/kvar/");
        assert_eq!(
            placed(html, "/vard", &leads),
            "<p><a href=\"/vard/kvar/#a\">Kvar</a>, <a>borta</a> \
             <a href=\"#b\">här</a> <img src=\"/vard/rapporter/2025/x.png\" alt=\"a>b\"></p>\
             <code>&lt;a href=\"/borta/\"&gt;</code> <a href=\"//exempel.se/\">dem</a>"
        );
    }
}
