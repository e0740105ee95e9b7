//! Where the words and the footer go.

use image::{Rgb, RgbImage};

use super::Art;
use super::lettering::{Face, Style, against, parts};
use super::qr;
use crate::catalogue::Entry;

/// How the words are set.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Layout {
    /// Centred at the top.
    Crown,
    /// From top to bottom at the right, with a seal.
    Column,
    /// At the lower left.
    Corner,
    /// The Latin line very large in the upper middle.
    Big,
}

/// The sheet: its size, and the measure that everything scales with.
struct Sheet {
    width: f32,
    /// Of the part above the footer.
    height: f32,
    /// A hundredth of the shorter side.
    unit: f32,
}

/// Sets words and footer on the picture.
pub(crate) fn set(picture: &mut RgbImage, entry: &Entry) {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let unit = width.min(height) / 100.0;
    let sheet = Sheet {
        width,
        height: height - (20.0 * unit).round(),
        unit,
    };
    let art = &entry.art;
    match art.layout {
        Layout::Crown => crown(picture, &sheet, art),
        Layout::Column => column(picture, &sheet, art),
        Layout::Corner => corner(picture, &sheet, art),
        Layout::Big => big(picture, &sheet, art),
    }
    footer(picture, &sheet, entry);
}

fn crown(picture: &mut RgbImage, sheet: &Sheet, art: &Art) {
    let u = sheet.unit;
    let middle = sheet.width / 2.0;
    let letters = art.head.chars().count() as f32;
    let head = Style::new(Face::Serif, (15.5 * u).min(sheet.width * 0.8 / letters / 1.08), art.ink)
        .tracking(0.08)
        .halo(0.34);
    let top = (sheet.height * 0.052).max(6.0 * u);
    let kicker = Style::new(Face::Sans, 2.5 * u, art.ink).tracking(0.32).halo(0.3);
    kicker.centred(picture, art.kicker, middle, top + 2.0 * u);
    let base = top + 5.5 * u + head.size * 0.88;
    head.centred(picture, art.head, middle, base);
    let under = base + head.size * 0.12 + 4.2 * u;
    rule(picture, middle - 5.0 * u, under, 10.0 * u, 0.32 * u, art.accent);
    let line = Style::new(Face::Sans, 3.9 * u, art.ink).tracking(0.12).halo(0.34);
    line.centred(picture, art.line, middle, under + 6.6 * u);
    let note = Style::new(Face::Sans, 2.7 * u, art.ink).tracking(0.1).halo(0.3);
    note.centred(picture, art.note, middle, under + 11.6 * u);
}

fn column(picture: &mut RgbImage, sheet: &Sheet, art: &Art) {
    let u = sheet.unit;
    let letters = art.head.chars().count() as f32;
    let head = Style::new(Face::Serif, (16.5 * u).min(sheet.height * 0.62 / letters / 1.06), art.ink)
        .tracking(0.06)
        .halo(0.34);
    let x = sheet.width - 8.0 * u - head.size / 2.0;
    let top = 9.0 * u;
    head.column(picture, art.head, x, top);
    let line = Style::new(Face::Sans, 3.7 * u, art.ink).tracking(0.2).halo(0.34);
    let beside = x - head.size / 2.0 - 6.2 * u;
    let end = line.column(picture, art.line, beside, top + 0.8 * u);
    seal(picture, (beside, end + 2.4 * u), u, art.accent);
    let left = 8.0 * u;
    let foot = sheet.height - 6.5 * u;
    scrim(picture, foot - 20.0 * u, sheet.height, art.ink);
    rule(picture, left, foot - 8.8 * u, 9.0 * u, 0.32 * u, art.accent);
    Style::new(Face::Sans, 2.4 * u, art.ink)
        .tracking(0.3)
        .halo(0.3)
        .line(picture, art.kicker, left, foot - 4.4 * u);
    Style::new(Face::Sans, 3.0 * u, art.ink)
        .tracking(0.08)
        .halo(0.3)
        .line(picture, art.note, left, foot);
}

fn corner(picture: &mut RgbImage, sheet: &Sheet, art: &Art) {
    let u = sheet.unit;
    let left = 7.5 * u;
    let letters = art.head.chars().count() as f32;
    let head = Style::new(Face::Serif, (16.0 * u).min(sheet.width * 0.84 / letters / 1.04), art.ink)
        .tracking(0.03)
        .halo(0.36);
    let foot = sheet.height - 7.0 * u;
    scrim(picture, foot - 13.4 * u - head.size - 12.0 * u, sheet.height, art.ink);
    let note = Style::new(Face::Sans, 2.9 * u, art.accent).tracking(0.08).halo(0.36);
    note.line(picture, art.note, left, foot);
    let line = Style::new(Face::Sans, 4.0 * u, art.ink).tracking(0.1).halo(0.36);
    line.line(picture, art.line, left, foot - 5.6 * u);
    let base = foot - 13.4 * u;
    head.line(picture, art.head, left - head.size * 0.04, base);
    let over = base - head.size * 0.88 - 4.0 * u;
    let kicker = Style::new(Face::Sans, 2.6 * u, art.ink).tracking(0.3).halo(0.36);
    kicker.line(picture, art.kicker, left, over);
    rule(picture, left, over - 6.0 * u, 9.0 * u, 0.4 * u, art.accent);
}

fn big(picture: &mut RgbImage, sheet: &Sheet, art: &Art) {
    let u = sheet.unit;
    let middle = sheet.width / 2.0;
    let probe = Style::new(Face::Serif, 100.0, art.ink).tracking(0.02);
    let size = (sheet.width * 0.84 / probe.width(art.kicker) * 100.0).min(38.0 * u);
    let base = sheet.height * 0.16 + size * 0.75;
    Style { size, ..probe }.halo(0.3).centred(picture, art.kicker, middle, base);
    let head = Style::new(Face::Serif, 12.5 * u, art.ink).tracking(0.16).halo(0.32);
    head.centred(picture, art.head, middle, base + 18.0 * u);
    let line = Style::new(Face::Sans, 4.0 * u, art.ink).tracking(0.12).halo(0.6);
    line.centred(picture, art.line, middle, base + 26.5 * u);
    let note = Style::new(Face::Sans, 3.2 * u, dark_or_light(art.accent)).tracking(0.08);
    let wide = note.width(art.note) + 7.0 * u;
    let top = base + 31.0 * u;
    pill(
        picture,
        [middle - wide / 2.0, top, middle + wide / 2.0, top + 7.0 * u],
        3.5 * u,
        art.accent,
    );
    note.centred(picture, art.note, middle, top + 4.65 * u);
}

/// Darkens, or for dark ink lightens, what is behind the words from `top` down to `bottom`.
fn scrim(picture: &mut RgbImage, top: f32, bottom: f32, ink: u32) {
    let shade = against(ink);
    for y in top.max(0.0) as u32..(bottom as u32).min(picture.height()) {
        let down = ((y as f32 - top) / (bottom - top)).clamp(0.0, 1.0);
        let cover = 0.62 * down * down * (3.0 - 2.0 * down);
        for x in 0..picture.width() {
            for (value, shade) in picture.get_pixel_mut(x, y).0.iter_mut().zip(shade) {
                *value = (f32::from(*value) + (f32::from(shade) - f32::from(*value)) * cover + 0.5) as u8;
            }
        }
    }
}

fn footer(picture: &mut RgbImage, sheet: &Sheet, entry: &Entry) {
    let u = sheet.unit;
    let art = &entry.art;
    let ink = dark_or_light(art.paper);
    let full = picture.height() as f32;
    pill(picture, [0.0, sheet.height, sheet.width, full], 0.0, art.paper);
    rule(picture, 0.0, sheet.height, sheet.width, 0.45 * u, art.accent);
    let middle = f32::midpoint(sheet.height, full);
    let side = (16.0 * u).round();
    let left = (sheet.width - 7.0 * u - side).round();
    let top = (middle - side / 2.0).round();
    pill(picture, [left, top, left + side, top + side], 1.2 * u, 0xffffff);
    qr::stamp(picture, &entry.link(), (left as u32, top as u32), side as u32, Rgb([24, 22, 26]));
    let brand = Style::new(Face::Serif, 5.0 * u, ink).tracking(0.12);
    brand.line(picture, "屿山百货", 7.5 * u, middle + 0.6 * u);
    Style::new(Face::Sans, 2.1 * u, ink)
        .tracking(0.34)
        .line(picture, "ISLE & HILL", 7.6 * u, middle + 5.0 * u);
    let edge = left - 3.2 * u;
    Style::new(Face::Sans, 2.7 * u, ink)
        .tracking(0.06)
        .flush_right(picture, "长按识别二维码", edge, middle - 0.3 * u);
    Style::new(Face::Sans, 2.1 * u, ink)
        .tracking(0.06)
        .flush_right(picture, "Scan for details", edge, middle + 3.9 * u);
}

/// The shop's seal, its top at `y` and its middle at `x`.
fn seal(picture: &mut RgbImage, (x, y): (f32, f32), u: f32, colour: u32) {
    let half = 2.9 * u;
    pill(picture, [x - half, y, x + half, y + 10.2 * u], 0.8 * u, colour);
    let style = Style::new(Face::Serif, 4.0 * u, dark_or_light(colour)).tracking(0.06);
    style.column(picture, "屿山", x, y + 0.9 * u);
}

fn rule(picture: &mut RgbImage, left: f32, top: f32, width: f32, height: f32, colour: u32) {
    pill(picture, [left, top, left + width, top + height.max(1.0)], 0.0, colour);
}

/// A filled box with round corners: left, top, right, bottom.
fn pill(picture: &mut RgbImage, [left, top, right, bottom]: [f32; 4], radius: f32, colour: u32) {
    let ink = parts(colour);
    let (middle, centre) = (f32::midpoint(left, right), f32::midpoint(top, bottom));
    let (half_wide, half_tall) = ((right - left) / 2.0 - radius, (bottom - top) / 2.0 - radius);
    let end = |at: f32, most: u32| (at.ceil().max(0.0) as u32).min(most);
    for y in top.max(0.0) as u32..end(bottom, picture.height()) {
        for x in left.max(0.0) as u32..end(right, picture.width()) {
            let dx = (x as f32 + 0.5 - middle).abs() - half_wide;
            let dy = (y as f32 + 0.5 - centre).abs() - half_tall;
            let away = if radius > 0.0 {
                dx.max(0.0).hypot(dy.max(0.0)) - radius
            } else {
                dx.max(dy)
            };
            let cover = (0.5 - away).clamp(0.0, 1.0);
            for (value, ink) in picture.get_pixel_mut(x, y).0.iter_mut().zip(ink) {
                *value = (f32::from(*value) + (f32::from(ink) - f32::from(*value)) * cover + 0.5) as u8;
            }
        }
    }
}

/// Ink that reads well on a colour.
fn dark_or_light(paper: u32) -> u32 {
    let [r, g, b] = parts(paper).map(u32::from);
    if r * 2 + g * 5 + b > 8 * 140 { 0x2b2320 } else { 0xf8f1e6 }
}

#[cfg(test)]
mod tests {
    use crate::catalogue;
    use crate::draw::lettering::has;

    #[test]
    fn the_fonts_have_every_letter() {
        let mut text: String = "屿山百货长按识别二维码ISLE & HILL Scan for details".into();
        for entry in catalogue::listed() {
            text.extend([entry.art.kicker, entry.art.head, entry.art.line, entry.art.note]);
        }
        let missing: String = text.chars().filter(|letter| !has(*letter)).collect();
        assert_eq!(missing, "", "see fonts/README.md");
    }
}
