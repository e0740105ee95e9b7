//! What several scenes share: skies, outlines of hills, stars, trees, round things.

use crate::draw::canvas::Canvas;
use crate::draw::colour::{Rgb, add, hex, mix, ramp, scale, step};
use crate::draw::noise::{Dice, fractal, noise};

/// A sky from top to bottom; stops are `(y, sRGB)`. A little uneven, as air is.
pub(super) fn sky(canvas: &mut Canvas, stops: &[(f32, u32)], seed: u32) {
    let stops: Vec<(f32, Rgb)> = stops.iter().map(|(place, code)| (*place, hex(*code))).collect();
    canvas.paint(|x, y, _| ramp(&stops, y + 0.025 * noise(x * 2.0, y * 3.0, seed)));
}

/// The outline of something that stands on the ground: a height for every column.
pub(super) struct Profile {
    heights: Vec<f32>,
    per_height: f32,
}

impl Profile {
    /// `y` of the outline for each x.
    pub(super) fn new(canvas: &Canvas, outline: impl Fn(f32) -> f32) -> Self {
        let per_height = canvas.height() as f32;
        let heights = (0..canvas.width()).map(|at| outline((at as f32 + 0.5) / per_height)).collect();
        Self { heights, per_height }
    }

    pub(super) fn at(&self, x: f32) -> f32 {
        let place = (x * self.per_height) as usize;
        self.heights[place.min(self.heights.len() - 1)]
    }

    fn top(&self) -> f32 {
        self.heights.iter().copied().fold(1.0, f32::min)
    }

    /// Paints everything below the outline; `shade` gets x, y and how far below the outline it is.
    pub(super) fn fill(&self, canvas: &mut Canvas, shade: impl Fn(f32, f32, f32) -> Rgb + Sync) {
        let (soft, aspect) = (canvas.pixel(), canvas.aspect());
        canvas.paint_in([0.0, self.top() - soft, aspect, 1.0], |x, y, under| {
            let depth = y - self.at(x);
            let cover = (depth / soft + 0.5).clamp(0.0, 1.0);
            if cover > 0.0 { mix(under, shade(x, y, depth), cover) } else { under }
        });
    }
}

/// Adds pointed trees to an outline: how far they rise above it at `x`.
pub(super) fn conifers(x: f32, spacing: f32, tall: f32, seed: u32) -> f32 {
    let slot = (x / spacing).floor();
    (-1..=1).fold(0.0_f32, |most, near| {
        let place = slot as i32 + near;
        let size = 0.35 + 0.65 * crate::draw::noise::chance(place, 3, seed);
        let middle = (place as f32 + 0.2 + 0.6 * crate::draw::noise::chance(place, 5, seed)) * spacing;
        let away = (x - middle).abs() / (spacing * 0.62 * size);
        if away >= 1.0 {
            return most;
        }
        // Branches: the edge steps in and out on the way up.
        let saw = ((1.0 - away) * 7.0).fract() * 0.09;
        most.max(tall * size * (1.0 - away - saw * away).max(0.0))
    })
}

/// Stars above `bottom`.
pub(super) fn stars(canvas: &mut Canvas, count: u32, bottom: f32, seed: u32) {
    let mut dice = Dice::new(seed);
    let aspect = canvas.aspect();
    let pixel = canvas.pixel().max(1.0 / 1920.0);
    for _ in 0..count {
        let place = (dice.unit() * aspect, dice.unit().powf(1.2) * bottom);
        let bright = dice.unit().powi(6);
        let tint = mix(hex(0xbfd4ff), hex(0xffe6c4), dice.unit());
        let radius = pixel * (0.45 + 1.1 * bright);
        canvas.disc(place, radius, pixel * 0.8, scale(tint, 0.9 + 1.5 * bright), 0.25 + 0.75 * bright);
        if bright > 0.6 {
            canvas.glow(place, pixel * 16.0, tint, 0.25 * bright);
        }
    }
}

/// A ball; `shade` gets the direction that its surface faces (x right, y down, z to the viewer).
pub(super) fn ball(canvas: &mut Canvas, (x, y): (f32, f32), radius: f32, shade: impl Fn([f32; 3], Rgb) -> Rgb + Sync) {
    let soft = canvas.pixel();
    let reach = radius + soft;
    canvas.paint_in([x - reach, y - reach, x + reach, y + reach], |px, py, under| {
        let (nx, ny) = ((px - x) / radius, (py - y) / radius);
        let away = nx.hypot(ny);
        let cover = ((1.0 - away) * radius / soft + 0.5).clamp(0.0, 1.0);
        if cover <= 0.0 {
            return under;
        }
        let nz = (1.0 - (nx * nx + ny * ny).min(1.0)).sqrt();
        mix(under, shade([nx, ny, nz], under), cover)
    });
}

/// An ellipse turned by `angle`; `shade` gets the place within it, each from -1 to 1.
pub(super) fn oval(canvas: &mut Canvas, (x, y): (f32, f32), (wide, tall): (f32, f32), angle: f32, shade: impl Fn(f32, f32, Rgb) -> Rgb + Sync) {
    let soft = canvas.pixel();
    let reach = wide.max(tall) + soft;
    let (sin, cos) = angle.sin_cos();
    canvas.paint_in([x - reach, y - reach, x + reach, y + reach], |px, py, under| {
        let (dx, dy) = (px - x, py - y);
        let (u, v) = ((dx * cos + dy * sin) / wide, (dy * cos - dx * sin) / tall);
        let away = u.hypot(v);
        let cover = ((1.0 - away) * wide.min(tall) / soft + 0.5).clamp(0.0, 1.0);
        if cover > 0.0 { mix(under, shade(u, v, under), cover) } else { under }
    });
}

/// A leaf or petal: pointed at both ends, `long` by `wide`, from its stalk at `place` along `angle`.
/// `shade` gets how far along (0 to 1) and across (-1 to 1) it is.
pub(super) fn leaf(canvas: &mut Canvas, (x, y): (f32, f32), (long, wide): (f32, f32), angle: f32, shade: impl Fn(f32, f32, Rgb) -> Rgb + Sync) {
    let soft = canvas.pixel();
    let (sin, cos) = angle.sin_cos();
    let tip = (x + cos * long, y + sin * long);
    let pad = wide + soft;
    let bounds = [x.min(tip.0) - pad, y.min(tip.1) - pad, x.max(tip.0) + pad, y.max(tip.1) + pad];
    canvas.paint_in(bounds, |px, py, under| {
        let (dx, dy) = (px - x, py - y);
        let (along, across) = ((dx * cos + dy * sin) / long, dy * cos - dx * sin);
        if !(0.0..=1.0).contains(&along) {
            return under;
        }
        let half = wide * 0.5 * (along.powf(0.75) * (1.0 - along).powf(0.62) * 1.9).min(1.0);
        let cover = ((half - across.abs()) / soft + 0.5).clamp(0.0, 1.0);
        if cover > 0.0 {
            mix(under, shade(along, across / half.max(1e-5), under), cover)
        } else {
            under
        }
    });
}

/// Mist: thick where `thick` says so, drifting.
pub(super) fn mist(canvas: &mut Canvas, top: f32, bottom: f32, colour: u32, thick: f32, seed: u32) {
    let (colour, aspect) = (hex(colour), canvas.aspect());
    let middle = f32::midpoint(top, bottom);
    canvas.paint_in([0.0, top, aspect, bottom], |x, y, under| {
        let band = step(top, middle, y) * step(bottom, middle, y);
        let drift = 0.55 + 0.8 * fractal(x * 3.2 + 5.0, y * 9.0, 4, seed);
        mix(under, colour, thick * band * drift.clamp(0.0, 1.0))
    });
}

/// Clouds lit from `light`; how much cloud there is at a place, and how bright.
pub(super) fn cloud(x: f32, y: f32, seed: u32) -> f32 {
    let warp = noise(x * 1.7, y * 3.1, seed ^ 9) * 0.35;
    fractal(x * 2.4 + warp, y * 6.0 + warp, 5, seed)
}

/// Lambert's law with a little light from everywhere.
pub(super) fn lit(normal: [f32; 3], towards: [f32; 3], least: f32) -> f32 {
    let dot: f32 = normal.iter().zip(towards).map(|(a, b)| a * b).sum();
    least + (1.0 - least) * dot.max(0.0)
}

/// A highlight where the surface mirrors the light.
pub(super) fn shine(normal: [f32; 3], towards: [f32; 3], hard: i32) -> f32 {
    let half = [towards[0], towards[1], towards[2] + 1.0];
    let length = half.iter().map(|part| part * part).sum::<f32>().sqrt();
    let dot: f32 = normal.iter().zip(half).map(|(a, b)| a * b / length).sum();
    dot.max(0.0).powi(hard)
}

/// A soft shadow under something, an ellipse.
pub(super) fn shadow(canvas: &mut Canvas, (x, y): (f32, f32), (wide, tall): (f32, f32), dark: f32) {
    canvas.paint_in([x - wide, y - tall, x + wide, y + tall], |px, py, under| {
        let away = ((px - x) / wide).hypot((py - y) / tall);
        scale(under, 1.0 - dark * step(1.0, 0.15, away))
    });
}

/// The sun or another bright disc, with its light in the air around it.
pub(super) fn sun(canvas: &mut Canvas, place: (f32, f32), radius: f32, colour: u32, reach: f32, amount: f32) {
    let light = hex(colour);
    canvas.paint(|x, y, under| {
        let away = (x - place.0).hypot(y - place.1);
        let near = (-away / reach * 3.0).exp();
        add(under, light, amount * near)
    });
    canvas.disc(place, radius, radius * 0.05 + canvas.pixel(), scale(light, 1.9), 0.96);
}
