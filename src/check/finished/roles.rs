//! The roles that there are: WAI-ARIA 1.3, DPUB-ARIA 1.1 and the Graphics Module 1.0. Those that
//! are only drawers for others (`widget`, `landmark` …) are none.

/// Every role, in order.
#[rustfmt::skip]
pub const ROLES: [&str; 132] = [
    "alert", "alertdialog", "application", "article", "banner", "blockquote", "button",
    "caption", "cell", "checkbox", "code", "columnheader", "combobox", "comment",
    "complementary", "contentinfo", "definition", "deletion", "dialog", "directory",
    "doc-abstract", "doc-acknowledgments", "doc-afterword", "doc-appendix", "doc-backlink",
    "doc-biblioentry", "doc-bibliography", "doc-biblioref", "doc-chapter", "doc-colophon",
    "doc-conclusion", "doc-cover", "doc-credit", "doc-credits", "doc-dedication", "doc-endnote",
    "doc-endnotes", "doc-epigraph", "doc-epilogue", "doc-errata", "doc-example", "doc-footnote",
    "doc-foreword", "doc-glossary", "doc-glossref", "doc-index", "doc-introduction",
    "doc-noteref", "doc-notice", "doc-pagebreak", "doc-pagefooter", "doc-pageheader",
    "doc-pagelist", "doc-part", "doc-preface", "doc-prologue", "doc-pullquote", "doc-qna",
    "doc-subtitle", "doc-tip", "doc-toc", "document", "emphasis", "feed", "figure", "form",
    "generic", "graphics-document", "graphics-object", "graphics-symbol", "grid", "gridcell",
    "group", "heading", "image", "img", "insertion", "link", "list", "listbox", "listitem",
    "log", "main", "mark", "marquee", "math", "menu", "menubar", "menuitem", "menuitemcheckbox",
    "menuitemradio", "meter", "navigation", "none", "note", "option", "paragraph",
    "presentation", "progressbar", "radio", "radiogroup", "region", "row", "rowgroup",
    "rowheader", "scrollbar", "search", "searchbox", "sectionfooter", "sectionheader",
    "separator", "slider", "spinbutton", "status", "strong", "subscript", "suggestion",
    "superscript", "switch", "tab", "table", "tablist", "tabpanel", "term", "textbox", "time",
    "timer", "toolbar", "tooltip", "tree", "treegrid", "treeitem",
];

/// Whether `written` says a role. Of several a browser takes the first that it knows.
pub(super) fn is_role(written: &[u8]) -> bool {
    let mut words =
        written.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).peekable();
    words.peek().is_none()
        || words.any(|word| {
            std::str::from_utf8(word)
                .is_ok_and(|word| ROLES.binary_search(&word.to_ascii_lowercase().as_str()).is_ok())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_found_in_their_order() {
        assert!(ROLES.is_sorted());
        for role in ["", " ", "button", "IMG", "knapp button", "doc-toc"] {
            assert!(is_role(role.as_bytes()), "{role}");
        }
        for role in ["knapp", "widget", "knapp lank"] {
            assert!(!is_role(role.as_bytes()), "{role}");
        }
    }
}
