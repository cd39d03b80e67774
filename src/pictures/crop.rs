//! Which part of a picture is shown where it has to fit a shape.

/// What has to be seen of a picture: a point, in thousandths of its width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Focus {
    /// From the left.
    pub x: u16,
    /// From the top.
    pub y: u16,
}

impl Focus {
    /// The middle.
    pub const MIDDLE: Self = Self { x: 500, y: 500 };

    /// Reads `40% 30%` (from the left, from the top), or words: `vänster`, `höger`, `mitten`,
    /// `överkant`, `nederkant`, one or two of them.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        // Swedes write a space before the sign.
        let written = written.split_whitespace().collect::<Vec<_>>().join(" ").replace(" %", "%");
        let words: Vec<&str> = written.split(' ').filter(|word| !word.is_empty()).collect();
        let share = |word: &str| {
            let number = word.strip_suffix('%')?.replace(',', ".").parse::<f32>().ok()?;
            // At most a thousand.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "0 to 1000"
            )]
            (0.0..=100.0).contains(&number).then(|| (number * 10.0).round() as u16)
        };
        if let [x, y] = words[..]
            && let (Some(x), Some(y)) = (share(x), share(y))
        {
            return Some(Self { x, y });
        }
        if words.is_empty() || words.len() > 2 {
            return None;
        }
        let (mut x, mut y) = (None, None);
        for word in &words {
            let place = match word.to_lowercase().as_str() {
                "vänster" => &mut x,
                "höger" => &mut x,
                "överkant" | "överst" => &mut y,
                "nederkant" | "nederst" => &mut y,
                "mitten" => continue,
                _ => return None,
            };
            let at = if matches!(word.to_lowercase().as_str(), "vänster" | "överkant" | "överst")
            {
                0
            } else {
                1000
            };
            if place.replace(at).is_some() {
                return None;
            }
        }
        Some(Self { x: x.unwrap_or(500), y: y.unwrap_or(500) })
    }
}

/// A part of a picture, in its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Crop {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// The largest part of a picture of these sides that has the shape `wide` to `high`, with `focus`
/// as near its middle as the edges let it.
#[must_use]
pub fn crop((width, height): (u32, u32), (wide, high): (u32, u32), focus: Focus) -> Crop {
    let (w, h) = (u64::from(width), u64::from(height));
    let (wide, high) = (u64::from(wide.max(1)), u64::from(high.max(1)));
    let (part_w, part_h) = if w * high > h * wide {
        ((h * wide).div_ceil(high).clamp(1, w), h)
    } else {
        (w, (w * high).div_ceil(wide).clamp(1, h))
    };
    let start = |side: u64, part: u64, focus: u16| {
        let middle = side * u64::from(focus) / 1000;
        middle.saturating_sub(part / 2).min(side - part)
    };
    // No larger than what was handed in.
    let small = |side: u64| u32::try_from(side).unwrap_or(u32::MAX);
    Crop {
        x: small(start(w, part_w, focus.x)),
        y: small(start(h, part_h, focus.y)),
        width: small(part_w),
        height: small(part_h),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_focus_is_two_shares_or_words() {
        let read = |text| Focus::parse(text).map(|focus| (focus.x, focus.y));
        assert_eq!(read("40% 30%"), Some((400, 300)));
        assert_eq!(read("12,5% 0%"), Some((125, 0)));
        assert_eq!(read("40 % 30 %"), Some((400, 300)));
        assert_eq!(read("40\u{a0}% 30%"), Some((400, 300)));
        assert_eq!(read("överkant"), Some((500, 0)));
        assert_eq!(read("Vänster nederkant"), Some((0, 1000)));
        assert_eq!(read("mitten"), Some((500, 500)));
        assert_eq!(read("höger mitten"), Some((1000, 500)));
        for bad in ["", "40%", "40 30", "101% 0%", "-1% 0%", "vänster höger", "nan% 1%", "a b c"]
        {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_crop_keeps_its_focus_inside_and_its_shape() {
        let part = crop((1000, 500), (1, 1), Focus { x: 900, y: 0 });
        assert_eq!(part, Crop { x: 500, y: 0, width: 500, height: 500 });
        let part = crop((300, 900), (3, 2), Focus { x: 500, y: 500 });
        assert_eq!(part, Crop { x: 0, y: 350, width: 300, height: 200 });
        let part = crop((1, 1), (3, 2), Focus::MIDDLE);
        assert_eq!(part, Crop { x: 0, y: 0, width: 1, height: 1 });
        for focus in [0, 1, 333, 999, 1000] {
            let part = crop((4000, 3000), (16, 9), Focus { x: focus, y: focus });
            assert!(part.x + part.width <= 4000 && part.y + part.height <= 3000, "{focus}");
            assert_eq!((part.width, part.height), (4000, 2250));
        }
    }
}
