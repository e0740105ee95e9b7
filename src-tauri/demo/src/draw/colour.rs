//! Colours in linear light.

/// Red, green and blue, 1 being white; light may be brighter.
pub(crate) type Rgb = [f32; 3];

/// An sRGB colour written as 0xRRGGBB.
pub(crate) fn hex(code: u32) -> Rgb {
    let part = |shift: u32| linear(((code >> shift) & 0xff) as f32 / 255.0);
    [part(16), part(8), part(0)]
}

fn linear(value: f32) -> f32 {
    if value <= 0.04045 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    }
}

/// 0 to 1, encoded as sRGB.
pub(crate) fn encoded(value: f32) -> f32 {
    let value = value.clamp(0.0, 1.0);
    if value <= 0.003_130_8 {
        value * 12.92
    } else {
        1.055 * value.powf(1.0 / 2.4) - 0.055
    }
}

pub(crate) fn mix(one: Rgb, other: Rgb, t: f32) -> Rgb {
    let t = t.clamp(0.0, 1.0);
    [0, 1, 2].map(|i| one[i] + (other[i] - one[i]) * t)
}

/// Light added to light.
pub(crate) fn add(one: Rgb, other: Rgb, amount: f32) -> Rgb {
    [0, 1, 2].map(|i| one[i] + other[i] * amount)
}

/// Brighter or darker.
pub(crate) fn scale(colour: Rgb, amount: f32) -> Rgb {
    colour.map(|part| part * amount)
}

pub(crate) fn luma(colour: Rgb) -> f32 {
    colour[0] * 0.2126 + colour[1] * 0.7152 + colour[2] * 0.0722
}

/// A colour along stops `(place, colour)`, places rising.
pub(crate) fn ramp(stops: &[(f32, Rgb)], t: f32) -> Rgb {
    let after = stops.iter().position(|(place, _)| *place >= t);
    match after {
        None => stops.last().map_or([0.0; 3], |stop| stop.1),
        Some(0) => stops[0].1,
        Some(at) => {
            let ((from, one), (to, other)) = (stops[at - 1], stops[at]);
            mix(one, other, smooth((t - from) / (to - from)))
        }
    }
}

/// 0 to 1 without corners.
pub(crate) fn smooth(t: f32) -> f32 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// 0 below `from`, 1 above `to`, smooth between; `from` may be the greater.
pub(crate) fn step(from: f32, to: f32, value: f32) -> f32 {
    smooth((value - from) / (to - from))
}
