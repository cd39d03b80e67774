//! What may be in a drawing.

use super::Taken;

/// The elements that show something, or say how.
const ELEMENTS: [&str; 62] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "switch",
    "view",
    "title",
    "desc",
    "style",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "image",
    "linearGradient",
    "radialGradient",
    "stop",
    "pattern",
    "clipPath",
    "mask",
    "marker",
    "filter",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "solidcolor",
    "hatch",
    "hatchpath",
    "mesh",
    "meshgradient",
    "meshpatch",
    "meshrow",
    "tref",
];

/// Whether an element may be there, by its name without a prefix.
pub(super) fn is_element(name: &str) -> bool {
    ELEMENTS.contains(&name)
}

/// Whether an element or attribute is of use to the editor alone that the drawing was made in.
pub(super) fn is_editors(name: &str) -> bool {
    name == "metadata" || name.split_once(':').is_some_and(|(prefix, _)| !is_known(prefix))
}

fn is_known(prefix: &str) -> bool {
    matches!(prefix, "svg" | "xlink" | "xml" | "ev" | "html" | "h" | "xhtml")
}

/// Whether an attribute stays; `Ok(false)` for one that goes in silence.
///
/// # Errors
/// What is to be told of it.
pub(super) fn attribute(element: &str, key: &str, value: &str) -> Result<bool, Taken> {
    let lower = key.to_ascii_lowercase();
    if key == "xmlns" || key.starts_with("xmlns:") {
        return Ok(false);
    }
    if lower.starts_with("on") || lower == "xml:base" || lower.starts_with("ev:") {
        return Err(Taken::Attribute(key.to_owned()));
    }
    if let Some((prefix, rest)) = key.split_once(':') {
        match (prefix, rest) {
            ("xlink", "href") => {}
            ("xml", "space" | "lang") => return Ok(true),
            _ => return Ok(false),
        }
    }
    if matches!(lower.as_str(), "href" | "xlink:href" | "src") {
        return if is_own(element, value) {
            Ok(true)
        } else {
            Err(Taken::Address(value.chars().take(80).collect()))
        };
    }
    // No other attribute of a drawing holds an address but in `url(…)`.
    if is_safe_style(value) { Ok(true) } else { Err(Taken::Attribute(key.to_owned())) }
}

/// Whether an address stays in the drawing: a place in it, or a picture that it carries.
fn is_own(element: &str, value: &str) -> bool {
    let plain: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let lower = plain.to_ascii_lowercase();
    let carried = ["png", "jpeg", "jpg", "webp", "gif"]
        .iter()
        .any(|kind| lower.starts_with(&format!("data:image/{kind};base64,")));
    plain.starts_with('#') || (carried && matches!(element, "image" | "feImage"))
}

/// Whether a style loads nothing and runs nothing. Who writes letters by their numbers has
/// something to hide.
pub(super) fn is_safe_style(style: &str) -> bool {
    let plain: String = style.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let lower = plain.to_ascii_lowercase();
    // What looks like a comment may stand in a string, and hide what comes after it: a style has
    // to be safe with its comments and without them.
    without_comments(&lower).is_some_and(|without| loads_nothing(&lower) && loads_nothing(&without))
}

fn loads_nothing(lower: &str) -> bool {
    const BAD: [&str; 9] = [
        "@import",
        "javascript:",
        "expression(",
        "behavior:",
        "-moz-binding",
        "\\",
        "image(",
        "image-set(",
        "src(",
    ];
    let is_own = |(at, word): (usize, &str)| {
        let rest = lower.get(at + word.len()..).unwrap_or_default();
        rest.trim_start_matches(['"', '\'']).starts_with('#')
    };
    !BAD.iter().any(|word| lower.contains(word)) && lower.match_indices("url(").all(is_own)
}

/// A style without its comments, as every editor writes them; nothing when one does not end.
fn without_comments(lower: &str) -> Option<String> {
    let mut rest = lower.to_owned();
    while let Some(from) = rest.find("/*") {
        let len = rest.get(from + 2..)?.find("*/")?;
        rest.replace_range(from..from + len + 4, "");
    }
    Some(rest)
}
