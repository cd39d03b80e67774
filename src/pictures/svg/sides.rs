//! How large a drawing is, as it says itself.

/// The width and height that the attributes of the outermost element tell: its own, or the shape
/// of its window.
pub(super) fn of(attributes: &[(String, String)]) -> Option<(u32, u32)> {
    let get = |key: &str| attributes.iter().find(|(own, _)| own == key).map(|(_, value)| value);
    let window = get("viewBox").and_then(|value| {
        let numbers: Vec<f64> = value
            .split([' ', ',', '\n', '\t'])
            .filter(|part| !part.is_empty())
            .map_while(|part| part.parse().ok())
            .collect();
        match numbers[..] {
            [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
            _ => None,
        }
    });
    let side = |key: &str| get(key).and_then(|value| length(value));
    let (width, height) = match (side("width"), side("height"), window) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (_, _, window) => window?,
    };
    let whole = |side: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 100,000")]
        let side = side.round().clamp(1.0, 100_000.0) as u32;
        side
    };
    Some((whole(width), whole(height)))
}

/// A length in the pixels of style sheets; none for a share of something else.
fn length(value: &str) -> Option<f64> {
    let value = value.trim();
    let split = value.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(value.len());
    let (number, unit) = value.split_at(split);
    let number: f64 = number.trim().parse().ok()?;
    let pixels = match unit {
        "" | "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "pc" => 16.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        "em" | "rem" => 16.0,
        _ => return None,
    };
    (number > 0.0 && number.is_finite()).then_some(number * pixels)
}
