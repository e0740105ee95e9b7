//! Sets type: the fonts are subsets that come with the crate (`fonts/`).

use std::sync::LazyLock;

use ab_glyph::{Font, FontRef, Glyph, OutlinedGlyph, PxScale, ScaleFont, point};
use image::{Rgb, RgbImage};

static SERIF: LazyLock<Option<FontRef<'static>>> =
    LazyLock::new(|| FontRef::try_from_slice(include_bytes!("../../fonts/poster-serif-bold.otf")).ok());
static SANS: LazyLock<Option<FontRef<'static>>> = LazyLock::new(|| FontRef::try_from_slice(include_bytes!("../../fonts/poster-sans.otf")).ok());

/// Which font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    Serif,
    Sans,
}

impl Face {
    /// None only if the file in the crate is broken, which a test rules out.
    fn font(self) -> Option<&'static FontRef<'static>> {
        match self {
            Self::Serif => SERIF.as_ref(),
            Self::Sans => SANS.as_ref(),
        }
    }
}

/// How a line is set. Sizes are in pixels to the em.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub(crate) face: Face,
    pub(crate) size: f32,
    /// Space between letters, in ems.
    pub(crate) tracking: f32,
    /// sRGB as 0xRRGGBB.
    pub(crate) ink: u32,
    /// How strongly the letters are set off from what is behind them, 0 to 1.
    pub(crate) halo: f32,
}

impl Style {
    pub(crate) fn new(face: Face, size: f32, ink: u32) -> Self {
        Self {
            face,
            size,
            tracking: 0.0,
            ink,
            halo: 0.0,
        }
    }

    pub(crate) fn tracking(self, tracking: f32) -> Self {
        Self { tracking, ..self }
    }

    pub(crate) fn halo(self, halo: f32) -> Self {
        Self { halo, ..self }
    }

    fn scale(&self, font: &FontRef<'_>) -> PxScale {
        // The library's scale is the height of a line; type is measured in ems.
        PxScale::from(self.size * font.height_unscaled() / font.units_per_em().unwrap_or(1000.0))
    }

    /// Width of a line in pixels, without the space after its last letter.
    pub(crate) fn width(&self, text: &str) -> f32 {
        let Some(font) = self.face.font() else { return 0.0 };
        let scaled = font.as_scaled(self.scale(font));
        let letters: f32 = text.chars().map(|letter| scaled.h_advance(scaled.glyph_id(letter))).sum();
        letters + self.size * self.tracking * (text.chars().count().max(1) - 1) as f32
    }

    /// Sets a line from `x` with its baseline at `y`.
    pub(crate) fn line(&self, picture: &mut RgbImage, text: &str, x: f32, y: f32) {
        let Some(font) = self.face.font() else { return };
        let scale = self.scale(font);
        let scaled = font.as_scaled(scale);
        let mut pen = x;
        let mut glyphs = Vec::new();
        for letter in text.chars() {
            let id = scaled.glyph_id(letter);
            glyphs.push(id.with_scale_and_position(scale, point(pen, y)));
            pen += scaled.h_advance(id) + self.size * self.tracking;
        }
        self.ink(picture, font, glyphs);
    }

    /// Sets a line around the middle `x`.
    pub(crate) fn centred(&self, picture: &mut RgbImage, text: &str, x: f32, y: f32) {
        self.line(picture, text, x - self.width(text) / 2.0, y);
    }

    /// Sets a line that ends at `x`.
    pub(crate) fn flush_right(&self, picture: &mut RgbImage, text: &str, x: f32, y: f32) {
        self.line(picture, text, x - self.width(text), y);
    }

    /// Sets Chinese from top to bottom around the middle `x`; returns where it ends.
    pub(crate) fn column(&self, picture: &mut RgbImage, text: &str, x: f32, top: f32) -> f32 {
        let Some(font) = self.face.font() else { return top };
        let scale = self.scale(font);
        let scaled = font.as_scaled(scale);
        let mut pen = top;
        let mut glyphs = Vec::new();
        for letter in text.chars() {
            if letter == ' ' {
                pen += self.size * 0.35;
                continue;
            }
            let id = scaled.glyph_id(letter);
            // The Chinese em box reaches 0.88 above the baseline and 0.12 below it.
            glyphs.push(id.with_scale_and_position(scale, point(x - scaled.h_advance(id) / 2.0, pen + self.size * 0.88)));
            let step = if letter == '·' { 0.7 } else { 1.0 };
            pen += self.size * (step + self.tracking);
        }
        self.ink(picture, font, glyphs);
        pen
    }

    fn ink(&self, picture: &mut RgbImage, font: &FontRef<'_>, glyphs: Vec<Glyph>) {
        let outlines: Vec<_> = glyphs.into_iter().filter_map(|glyph| font.outline_glyph(glyph)).collect();
        let reach = (self.size * 0.22).ceil();
        let Some(mut mask) = Mask::around(outlines.iter().map(OutlinedGlyph::px_bounds), reach, picture) else {
            return;
        };
        for outline in &outlines {
            let bounds = outline.px_bounds();
            outline.draw(|x, y, cover| mask.cover(bounds.min.x as i32 + x as i32, bounds.min.y as i32 + y as i32, cover));
        }
        let [r, g, b] = parts(self.ink);
        if self.halo > 0.0 {
            let mut blurred = mask.clone();
            for _ in 0..3 {
                blurred.blur((reach * 0.3) as usize);
            }
            blurred.lay(picture, against(self.ink), self.halo * 1.5, self.halo);
        }
        mask.lay(picture, [r, g, b], 1.0, 1.0);
    }
}

/// Whether both fonts have a letter.
#[cfg(test)]
pub(crate) fn has(letter: char) -> bool {
    [Face::Serif, Face::Sans]
        .iter()
        .all(|face| face.font().is_some_and(|font| font.glyph_id(letter).0 != 0))
}

/// What sets letters of this colour off: shade behind light ones, light behind dark ones.
pub(crate) fn against(ink: u32) -> [u8; 3] {
    let [r, g, b] = parts(ink).map(u32::from);
    if r * 2 + g * 5 + b < 8 * 128 { [255, 252, 245] } else { [8, 6, 12] }
}

pub(crate) fn parts(code: u32) -> [u8; 3] {
    let [_, r, g, b] = code.to_be_bytes();
    [r, g, b]
}

/// How much of each pixel is covered, within a part of the picture.
#[derive(Clone)]
struct Mask {
    left: i32,
    top: i32,
    width: usize,
    height: usize,
    cover: Vec<f32>,
}

impl Mask {
    fn around(bounds: impl Iterator<Item = ab_glyph::Rect>, reach: f32, picture: &RgbImage) -> Option<Self> {
        let all = bounds.reduce(|one, other| ab_glyph::Rect {
            min: point(one.min.x.min(other.min.x), one.min.y.min(other.min.y)),
            max: point(one.max.x.max(other.max.x), one.max.y.max(other.max.y)),
        })?;
        let (wide, tall) = (picture.width() as f32, picture.height() as f32);
        let left = (all.min.x - reach).clamp(0.0, wide) as i32;
        let top = (all.min.y - reach).clamp(0.0, tall) as i32;
        let width = (all.max.x + reach).clamp(0.0, wide) as usize - left as usize;
        let height = (all.max.y + reach).clamp(0.0, tall) as usize - top as usize;
        (width > 0 && height > 0).then(|| Self {
            left,
            top,
            width,
            height,
            cover: vec![0.0; width * height],
        })
    }

    fn cover(&mut self, x: i32, y: i32, cover: f32) {
        let place = (usize::try_from(x - self.left), usize::try_from(y - self.top));
        if let (Ok(x), Ok(y)) = place
            && x < self.width
            && y < self.height
        {
            let there = &mut self.cover[y * self.width + x];
            *there = (*there + cover).min(1.0);
        }
    }

    /// A running mean along rows and columns.
    fn blur(&mut self, radius: usize) {
        let window = (2 * radius + 1) as f32;
        let mut line = Vec::new();
        let mut run = |cover: &mut [f32], start: usize, step: usize, count: usize| {
            line.clear();
            line.extend((0..count).map(|at| cover[start + at * step]));
            let mut sum: f32 = line.iter().take(radius).sum();
            for at in 0..count {
                sum += line.get(at + radius).copied().unwrap_or(0.0);
                if at > radius {
                    sum -= line[at - radius - 1];
                }
                cover[start + at * step] = sum / window;
            }
        };
        for row in 0..self.height {
            run(&mut self.cover, row * self.width, 1, self.width);
        }
        for column in 0..self.width {
            run(&mut self.cover, column, self.width, self.height);
        }
    }

    fn lay(&self, picture: &mut RgbImage, ink: [u8; 3], strength: f32, most: f32) {
        for row in 0..self.height {
            for column in 0..self.width {
                let cover = (self.cover[row * self.width + column] * strength).min(most);
                if cover <= 0.002 {
                    continue;
                }
                let Rgb(pixel) = picture.get_pixel_mut(self.left as u32 + column as u32, self.top as u32 + row as u32);
                for (value, ink) in pixel.iter_mut().zip(ink) {
                    *value = (f32::from(*value) + (f32::from(ink) - f32::from(*value)) * cover + 0.5) as u8;
                }
            }
        }
    }
}
