//! From the scene in linear light to the picture: light spilling over, film curve, darker corners, grain.

use image::RgbImage;

use super::canvas::{Canvas, by_rows};
use super::colour::{Rgb, add, encoded, luma, scale};
use super::noise::chance;

/// How a scene is finished.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Finish {
    /// How much bright places spill over.
    pub(crate) bloom: f32,
    /// What counts as bright.
    pub(crate) bright: f32,
    /// How much darker the corners are, 0 to 1.
    pub(crate) vignette: f32,
    /// Spread of the grain in steps of 1/255.
    pub(crate) grain: f32,
    /// Whether bright light is rolled off as film does; paper and cut-outs are left as they are.
    pub(crate) film: bool,
}

/// Makes the picture, `width` by `height`; the canvas may be smaller.
pub(crate) fn develop(canvas: &Canvas, width: u32, height: u32, finish: &Finish, seed: u32) -> RgbImage {
    let spill = (finish.bloom > 0.0).then(|| Spill::of(canvas, finish.bright));
    let mut bytes = vec![0; width as usize * height as usize * 3];
    let aspect = width as f32 / height as f32;
    let curve = Curve::new(finish.film);
    // On a thumbnail the same grain would be boulders.
    let strength = finish.grain * (width.min(height) as f32 / 700.0).clamp(0.35, 1.0);
    by_rows(&mut bytes, width as usize * 3, |at, row| {
        let y = (at as f32 + 0.5) / height as f32;
        for (column, pixel) in row.chunks_exact_mut(3).enumerate() {
            let x = (column as f32 + 0.5) / width as f32;
            let mut light = sample(canvas.pixels(), canvas.width(), canvas.height(), x, y);
            if let Some(spill) = &spill {
                light = add(light, spill.at(x, y), finish.bloom);
            }
            let (dx, dy) = ((x - 0.5) * aspect.min(1.0) * 1.3, y - 0.5);
            light = scale(light, 1.0 - finish.vignette * (dx * dx + dy * dy) * 1.6);
            // Two throws make a bell, and neighbours share one: grain is a little larger than a pixel.
            let (gx, gy) = (column as i32, at as i32);
            let fine = chance(gx, gy, seed) + chance(gx, gy, seed ^ 0x5bd1) - 1.0;
            let coarse = chance(gx / 2, gy / 2, seed ^ 0x77) - 0.5;
            let grain = (fine + coarse * 0.8) * strength;
            for (channel, value) in pixel.iter_mut().enumerate() {
                let tint = (chance(gx, gy, seed + 11 + channel as u32) - 0.5) * strength * 0.7;
                let level = curve.at(light[channel]) * 255.0;
                // Grain is strongest in the middle tones, as on film.
                let tone = level / 255.0;
                let weight = 0.45 + 2.2 * tone * (1.0 - tone);
                *value = (level + (grain + tint) * weight + 0.5).clamp(0.0, 255.0) as u8;
            }
        }
    });
    RgbImage::from_raw(width, height, bytes).unwrap_or_else(|| RgbImage::new(width, height))
}

/// The film curve with the sRGB encoding, looked up instead of computed three times a pixel.
struct Curve {
    table: Vec<f32>,
}

impl Curve {
    const STEPS: usize = 4096;
    const WHITE: f32 = 6.0;

    fn new(film: bool) -> Self {
        let table = (0..=Self::STEPS)
            .map(|at| {
                let root = at as f32 / Self::STEPS as f32;
                let light = root * root * Self::WHITE;
                encoded(if film { roll_off(light) } else { light })
            })
            .collect();
        Self { table }
    }

    fn at(&self, light: f32) -> f32 {
        let place = (light.clamp(0.0, Self::WHITE) / Self::WHITE).sqrt() * Self::STEPS as f32;
        let low = (place as usize).min(Self::STEPS - 1);
        let part = place - low as f32;
        self.table[low] + (self.table[low + 1] - self.table[low]) * part
    }
}

/// Straight up to 0.6, then ever flatter.
fn roll_off(light: f32) -> f32 {
    const KNEE: f32 = 0.6;
    if light <= KNEE {
        return light;
    }
    let over = (light - KNEE) / (1.0 - KNEE);
    KNEE + (1.0 - KNEE) * (1.0 - (-over).exp())
}

/// Between the four nearest pixels; x and y from 0 to 1.
fn sample(pixels: &[Rgb], width: usize, height: usize, x: f32, y: f32) -> Rgb {
    let (px, py) = ((x * width as f32 - 0.5).max(0.0), (y * height as f32 - 0.5).max(0.0));
    let (x0, y0) = ((px as usize).min(width - 1), (py as usize).min(height - 1));
    let (x1, y1) = ((x0 + 1).min(width - 1), (y0 + 1).min(height - 1));
    let (u, v) = (px - x0 as f32, py - y0 as f32);
    if u < 1e-3 && v < 1e-3 {
        return pixels[y0 * width + x0];
    }
    let (a, b) = (pixels[y0 * width + x0], pixels[y0 * width + x1]);
    let (c, d) = (pixels[y1 * width + x0], pixels[y1 * width + x1]);
    [0, 1, 2].map(|i| {
        let top = a[i] + (b[i] - a[i]) * u;
        let low = c[i] + (d[i] - c[i]) * u;
        top + (low - top) * v
    })
}

/// Bright places, small and blurred.
struct Spill {
    width: usize,
    height: usize,
    pixels: Vec<Rgb>,
}

impl Spill {
    fn of(canvas: &Canvas, bright: f32) -> Self {
        let part = (canvas.width().min(canvas.height()) / 120).max(1);
        let (width, height) = (canvas.width() / part, canvas.height() / part);
        let mut pixels = vec![[0.0; 3]; width * height];
        by_rows(&mut pixels, width, |row, line| {
            for (column, pixel) in line.iter_mut().enumerate() {
                let mut sum = [0.0; 3];
                for y in row * part..(row + 1) * part {
                    for x in column * part..(column + 1) * part {
                        let light = canvas.pixels()[y * canvas.width() + x];
                        sum = add(sum, light, (luma(light) - bright).clamp(0.0, 4.0));
                    }
                }
                *pixel = scale(sum, 1.0 / (part * part) as f32);
            }
        });
        for _ in 0..3 {
            pixels = blur(&pixels, width, height, 4);
            pixels = turn(&pixels, width, height);
            pixels = blur(&pixels, height, width, 4);
            pixels = turn(&pixels, height, width);
        }
        Self { width, height, pixels }
    }

    fn at(&self, x: f32, y: f32) -> Rgb {
        sample(&self.pixels, self.width, self.height, x, y)
    }
}

/// Along the rows.
fn blur(pixels: &[Rgb], width: usize, height: usize, radius: usize) -> Vec<Rgb> {
    let mut blurred = Vec::with_capacity(pixels.len());
    for row in 0..height {
        let line = &pixels[row * width..(row + 1) * width];
        for at in 0..width {
            let window = &line[at.saturating_sub(radius)..(at + radius + 1).min(width)];
            let sum = window.iter().fold([0.0; 3], |sum, pixel| add(sum, *pixel, 1.0));
            blurred.push(scale(sum, 1.0 / window.len() as f32));
        }
    }
    blurred
}

fn turn(pixels: &[Rgb], width: usize, height: usize) -> Vec<Rgb> {
    (0..width * height).map(|at| pixels[(at % height) * width + at / height]).collect()
}
