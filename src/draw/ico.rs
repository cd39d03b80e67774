//! The icon file that old browsers ask for: a PNG in an envelope of 22 bytes.

/// `png`, of these sides, as an icon file.
pub(super) fn ico(png: &[u8], (width, height): (u32, u32)) -> Vec<u8> {
    const HEAD: u32 = 6 + 16;
    let mut out = Vec::with_capacity(png.len() + HEAD as usize);
    let mut number = |value: u16| out.extend_from_slice(&value.to_le_bytes());
    // Reserved, an icon, one picture in it.
    [0, 1, 1].into_iter().for_each(&mut number);
    // 256 is written as 0.
    let side = |side: u32| u8::try_from(side).unwrap_or(0);
    out.extend_from_slice(&[side(width), side(height), 0, 0]);
    out.extend_from_slice(&1_u16.to_le_bytes());
    out.extend_from_slice(&32_u16.to_le_bytes());
    out.extend_from_slice(&u32::try_from(png.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(&HEAD.to_le_bytes());
    out.extend_from_slice(png);
    out
}

#[cfg(test)]
mod tests {
    use super::ico;

    #[test]
    fn the_envelope_says_where_the_picture_is() {
        let made = ico(b"png", (32, 256));
        assert_eq!(&made[..10], [0, 0, 1, 0, 1, 0, 32, 0, 0, 0]);
        assert_eq!(&made[14..22], [3, 0, 0, 0, 22, 0, 0, 0]);
        assert_eq!(&made[22..], b"png");
    }
}
