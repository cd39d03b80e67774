//! A report as it was adopted, on the site as it is now.

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

    /// Whether there is something at an address of the site.
    fn leads(&self, address: &str) -> bool {
        let path = address.split(['#', '?']).next().unwrap_or_default();
        let page = UrlPath::parse(path);
        let is_page = page.is_some_and(|page| {
            self.model.by_address.contains_key(&page)
                || self.model.parts.contains_key(&page)
                || self.model.aliases.contains_key(&page)
        });
        let file = OutPath::new(path.trim_start_matches('/'));
        is_page
            || file.is_some_and(|out| {
                self.model.copied.contains_key(&out) || self.model.faces.contains_key(&out)
            })
    }
}

/// `html` with `base` before every address that begins with `/`, and without the links that lead
/// nowhere. Attributes are written as `freeze` writes them: in double quotes.
fn placed(html: &str, base: &str, leads: &dyn Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = html;
    while let Some((at, name)) =
        [" href=\"/", " src=\"/"].iter().filter_map(|name| Some((rest.find(name)?, *name))).min()
    {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let value = &found[name.len() - 1..];
        let end = value.find('"').unwrap_or(value.len());
        let (address, after) = value.split_at(end);
        if name == " src=\"/" || leads(address) {
            out.push_str(&name[..name.len() - 1]);
            out.push_str(base);
            out.push_str(address);
            rest = after;
        } else {
            rest = after.strip_prefix('"').unwrap_or(after);
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::placed;

    #[test]
    fn links_follow_the_site_and_those_that_lead_nowhere_are_words() {
        let html = "<p><a href=\"/kvar/#a\">Kvar</a>, <a href=\"/borta/\">borta</a> \
                    <a href=\"#b\">här</a> <img src=\"/rapporter/2025/x.png\" alt=\"\"></p>";
        let leads = |address: &str| address.starts_with("/kvar/");
        assert_eq!(
            placed(html, "/vard", &leads),
            "<p><a href=\"/vard/kvar/#a\">Kvar</a>, <a>borta</a> \
             <a href=\"#b\">här</a> <img src=\"/vard/rapporter/2025/x.png\" alt=\"\"></p>"
        );
    }
}
