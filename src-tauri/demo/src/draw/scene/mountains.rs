//! Mountains: at sunset, in ink, in autumn, under the aurora and under the stars.

use super::Light;
use super::land::{Profile, conifers, mist, sky, stars, sun};
use crate::draw::canvas::Canvas;
use crate::draw::colour::{add, hex, mix, scale, step};
use crate::draw::noise::{Dice, chance, crests, fractal, noise};

pub(super) fn ridges(canvas: &mut Canvas, light: Light, seed: u32) {
    match light {
        Light::Sunset => sunset(canvas, seed),
        Light::Ink => ink(canvas, seed),
        Light::Autumn => autumn(canvas, seed),
    }
}

fn sunset(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    sky(
        canvas,
        &[(0.0, 0x272a5c), (0.18, 0x5a3f7d), (0.34, 0xc95f6e), (0.46, 0xf7a15f), (0.56, 0xffd99a)],
        seed,
    );
    let low = (aspect * 0.62, 0.47);
    let warm = hex(0xffb070);
    canvas.paint_in([0.0, 0.02, aspect, 0.5], |x, y, under| {
        // Thin clouds, lit from below.
        let sheet = fractal(x * 2.2 + y * 1.4, y * 15.0, 5, seed + 3);
        let there = step(0.02, 0.4, sheet) * step(0.02, 0.2, y);
        let away = (x - low.0).hypot(y - low.1);
        mix(under, mix(hex(0x7a4a78), scale(warm, 1.5), step(0.55, 0.05, away)), there * 0.7)
    });
    sun(canvas, low, 0.035, 0xffe2a8, 0.55, 0.55);
    let layers = 7;
    for layer in 0..layers {
        let t = layer as f32 / (layers - 1) as f32;
        let base = 0.46 + 0.36 * t.powf(1.15);
        let (rough, tall) = (2.2 + 2.6 * t, 0.15 - 0.03 * t);
        let id = seed + 100 + layer * 13;
        let outline = Profile::new(canvas, |x| {
            let trees = if t > 0.6 {
                conifers(x, 0.012 + 0.014 * t, 0.018 + 0.03 * (t - 0.6), id)
            } else {
                0.0
            };
            base - tall * (crests(x * rough + 7.0 * t, t * 9.0, 5, id) - 0.45) - trees
        });
        let (far, near) = (hex(0xf09a6c), hex(0x1d1530));
        let body = mix(mix(far, hex(0x8d4a72), step(0.0, 0.45, t)), near, step(0.25, 1.0, t));
        let haze = mix(hex(0xffc48a), hex(0x6a3a64), t);
        outline.fill(canvas, |x, y, depth| {
            let texture = 0.86 + 0.4 * fractal(x * 24.0, y * 34.0, 3, id + 5) * step(0.0, 0.5, t);
            let rim = step(0.012, 0.0, depth) * step(0.5, 0.0, (x - low.0).abs()) * (1.0 - t);
            let lit = add(scale(body, texture), hex(0xffa860), rim * 0.35);
            mix(lit, haze, step(0.0, 0.16, depth) * 0.75 * (1.0 - 0.75 * t))
        });
        if layer < layers - 1 {
            mist(
                canvas,
                base + 0.01,
                base + 0.13,
                if t < 0.4 { 0xffcf9c } else { 0xc97f80 },
                0.55 * (1.0 - t),
                id + 9,
            );
        }
    }
}

fn ink(canvas: &mut Canvas, seed: u32) {
    let (paper, aspect) = (hex(0xf3ecdc), canvas.aspect());
    canvas.paint(|x, y, _| {
        let fibre = noise(x * 90.0, y * 420.0, seed) * 0.012 + fractal(x * 3.0, y * 3.0, 3, seed + 1) * 0.04;
        scale(paper, 1.0 + fibre - 0.05 * y)
    });
    canvas.disc((aspect * 0.3, 0.2), 0.042, 0.003, hex(0xc43c2c), 0.9);
    for layer in 0..6_u32 {
        let t = layer as f32 / 5.0;
        let base = 0.44 + 0.36 * t;
        let id = seed + 31 * layer;
        let outline = Profile::new(canvas, |x| {
            let peak = (1.0 - ((x / aspect - 0.2 - 0.55 * chance(layer as i32, 2, seed)).abs() * 1.5)).max(0.0);
            base - (0.05 + 0.2 * (1.0 - t) * peak) * crests(x * (2.6 + 2.0 * t) + t * 11.0, t * 3.0, 6, id)
        });
        let wash = mix(hex(0x9aa6a4), hex(0x161d20), t.powf(0.8));
        canvas_wash(canvas, &outline, 0.5 + 0.4 * t, |x, y, depth| {
            // Dry brush near the crest, running out in water below.
            let brush = 0.55 + 0.9 * fractal(x * 16.0 + y * 12.0, y * 40.0, 4, id + 3).abs();
            let crest = step(0.1, 0.0, depth) * 0.75 + 0.25;
            (wash, (brush * crest * step(0.2, 0.02, depth)).min(1.0))
        });
    }
    // A boat on the still water, with its reflection.
    let (x, y) = (aspect * 0.34, 0.775);
    let dark = hex(0x151b1d);
    let hull = [
        (x - 0.05, y - 0.008),
        (x - 0.035, y + 0.006),
        (x + 0.03, y + 0.006),
        (x + 0.055, y - 0.012),
        (x + 0.02, y - 0.001),
        (x - 0.02, y),
    ];
    canvas.polygon(&hull, |_, _, _| dark);
    canvas.disc((x + 0.012, y - 0.016), 0.006, 0.001, dark, 1.0);
    canvas.polygon(
        &[(x + 0.003, y), (x + 0.022, y), (x + 0.017, y - 0.015), (x + 0.008, y - 0.015)],
        |_, _, _| dark,
    );
    canvas.polygon(&[(x + 0.005, y - 0.0165), (x + 0.021, y - 0.0165), (x + 0.013, y - 0.026)], |_, _, _| {
        dark
    });
    canvas.paint_in([x - 0.06, y + 0.008, x + 0.06, y + 0.024], |px, py, under| {
        let wave = step(0.2, 0.6, noise(px * 60.0, py * 400.0, seed + 8));
        mix(under, hex(0x6c7674), 0.35 * wave * step(0.055, 0.02, (px - x).abs()))
    });
    for bird in 0..5 {
        let (bx, by) = (aspect * 0.36 + 0.03 * bird as f32, 0.27 - 0.012 * ((bird * 7) % 5) as f32);
        let span = 0.009 + 0.002 * (bird % 3) as f32;
        for side in [-1.0, 1.0] {
            canvas.polygon(
                &[(bx, by), (bx + side * span, by - span * 0.55), (bx + side * span * 0.5, by - span * 0.12)],
                |_, _, _| dark,
            );
        }
    }
}

/// Like [`Profile::fill`] with a colour that lets the paper through.
fn canvas_wash(canvas: &mut Canvas, outline: &Profile, strength: f32, wash: impl Fn(f32, f32, f32) -> ([f32; 3], f32) + Sync) {
    let (soft, aspect) = (canvas.pixel() * 1.5, canvas.aspect());
    canvas.paint_in([0.0, 0.1, aspect, 0.95], |x, y, under| {
        let depth = y - outline.at(x);
        let cover = (depth / soft + 0.5).clamp(0.0, 1.0);
        if cover <= 0.0 || depth > 0.22 {
            return under;
        }
        let (colour, alpha) = wash(x, y, depth);
        mix(under, colour, cover * alpha * strength)
    });
}

fn autumn(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    sky(canvas, &[(0.0, 0xf7e3c0), (0.25, 0xfbeed6), (0.45, 0xffe3b4), (0.6, 0xf9c98c)], seed);
    sun(canvas, (aspect * 0.3, 0.4), 0.03, 0xfff0cc, 0.5, 0.35);
    for layer in 0..4_u32 {
        let t = layer as f32 / 3.0;
        let id = seed + layer * 19;
        let base = 0.47 + 0.07 * layer as f32;
        let outline = Profile::new(canvas, |x| base - 0.13 * (crests(x * (2.4 + t) + t * 5.0, 4.0 + t, 5, id) - 0.4));
        let body = mix(hex(0xe9bf94), hex(0x9c5a3c), t);
        outline.fill(canvas, |x, y, depth| {
            let shade = 0.92 + 0.35 * fractal(x * 18.0, y * 26.0, 3, id);
            mix(scale(body, shade), hex(0xfbdcae), step(0.0, 0.12, depth) * 0.7)
        });
    }
    // Woods: row after row of crowns, each lit from the upper left.
    let mut dice = Dice::new(seed + 77);
    let crowns = [0xd95b1e, 0xe88a24, 0xb83a1c, 0xf0b13a, 0x9a2f1f, 0xcf7a28, 0x8a7a2c];
    let rows = 26;
    for row in 0..rows {
        let t = row as f32 / (rows - 1) as f32;
        let size = 0.008 + 0.034 * t * t;
        let base = 0.635 + 0.33 * t.powf(1.25);
        let count = (aspect / size * 1.25) as u32;
        for _ in 0..count {
            let x = dice.unit() * (aspect + 0.05) - 0.025;
            let rise = 0.03 * noise(x * 3.0, t * 2.0, seed + 5);
            let place = (x, base - rise + dice.between(-0.5, 0.5) * size);
            let colour = mix(hex(dice.pick(&crowns)), hex(0xf6c48c), 0.55 * (1.0 - t));
            let id = seed + row * 977 + (x * 3000.0) as u32;
            let radius = size * dice.between(0.6, 1.15);
            super::land::ball(canvas, place, radius, |[nx, ny, nz], under| {
                let (px, py) = (nx * 3.0, ny * 3.0);
                let ragged = fractal(px * 1.6, py * 1.6, 3, id);
                let cover = step(1.02, 0.8, nx.hypot(ny) + ragged * 0.35);
                let facing = (0.5 - 0.42 * nx - 0.62 * ny + 0.1 * nz + ragged * 0.8).clamp(0.12, 1.25);
                mix(under, scale(colour, 0.25 + 0.95 * facing), cover)
            });
        }
        if row % 6 == 0 && t < 0.7 {
            mist(canvas, base - 0.03, base + 0.06, 0xffdcb0, 0.4 * (1.0 - t), seed + row);
        }
    }
    // Leaves in the air, some out of focus.
    for _ in 0..34 {
        let place = (dice.unit() * aspect, dice.between(0.3, 0.87));
        let size = dice.between(0.008, 0.022);
        let colour = hex(dice.pick(&crowns));
        super::land::leaf(canvas, place, (size, size * 0.55), dice.unit() * 6.3, |along, across, under| {
            mix(under, scale(colour, 0.8 + 0.5 * along - 0.2 * across.abs()), 0.92)
        });
    }
}

pub(super) fn aurora(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    sky(canvas, &[(0.0, 0x040b1c), (0.35, 0x071c33), (0.6, 0x0c3242), (0.72, 0x1c4a52)], seed);
    stars(canvas, 700, 0.66, seed + 1);
    let (green, teal, violet) = (hex(0x3df0a0), hex(0x22c8c0), hex(0x9a50d8));
    for curtain in 0..4_i32 {
        let id = seed + 40 + curtain as u32 * 7;
        let lift = 0.10 * curtain as f32;
        canvas.paint_in([0.0, 0.0, aspect, 0.7], |x, y, under| {
            let fold = 0.09 * noise(x * 2.6 + curtain as f32 * 5.0, 1.0, id) + 0.035 * noise(x * 8.0, 3.0, id);
            let foot = 0.62 - lift + fold - 0.16 * (x / aspect - 0.5);
            let above = foot - y;
            if !(-0.03..=0.6).contains(&above) {
                return under;
            }
            let rays = 0.35 + 0.65 * (0.5 + 0.75 * fractal(x * 26.0 + fold * 60.0, y * 0.9, 4, id + 2)).clamp(0.0, 1.0);
            let tall = 0.10 + 0.16 * chance(curtain, 9, seed) + 0.08 * noise(x * 3.0, 7.0, id);
            let rise = step(-0.012, 0.012, above) * (-(above.max(0.0)) / tall.max(0.05) * 1.6).exp();
            let colour = mix(mix(green, teal, above * 3.0), violet, step(0.12, 0.34, above));
            add(under, colour, rise * rays * (0.72 - 0.13 * curtain as f32))
        });
    }
    for layer in 0..3_u32 {
        let t = layer as f32 / 2.0;
        let id = seed + 90 + layer * 3;
        let base = 0.66 + 0.035 * layer as f32;
        let outline = Profile::new(canvas, |x| {
            base - 0.12 * (1.0 - 0.4 * t) * (crests(x * 3.1 + t * 4.0, t * 5.0, 6, id) - 0.42)
        });
        outline.fill(canvas, |x, y, depth| {
            let snow = step(0.0, 0.25, fractal(x * 14.0 - y * 9.0, y * 22.0, 4, id + 1) + 0.25 - depth * 3.0);
            mix(scale(hex(0x122c3a), 1.0 - 0.4 * t), scale(hex(0x86c8c0), 0.75 - 0.3 * t), snow * 0.75)
        });
    }
    // The frozen lake mirrors the sky, drawn out downwards.
    let mirror: Vec<[f32; 3]> = canvas.pixels().to_vec();
    let (wide, tall) = (canvas.width(), canvas.height() as f32);
    canvas.paint_in([0.0, 0.735, aspect, 1.0], |x, y, _| {
        let wave = noise(x * 9.0, y * 70.0, seed + 6) * 0.006;
        let from = (0.735 - (y - 0.735) * 1.7 + wave * 2.0).clamp(0.0, 0.735);
        let at = (from * tall) as usize * wide + (((x + wave) * tall).max(0.0) as usize).min(wide - 1);
        let ice = fractal(x * 6.0, y * 26.0, 4, seed + 7);
        add(scale(mirror[at], 0.62), hex(0x9ce0d8), 0.035 + 0.05 * ice.max(0.0))
    });
    for cabin in 0..3 {
        let place = (aspect * (0.2 + 0.27 * cabin as f32), 0.742 + 0.006 * (cabin % 2) as f32);
        super::land::shadow(canvas, (place.0, place.1 + 0.004), (0.045, 0.008), 0.5);
        canvas.glow(place, 0.1, hex(0xffb45c), 0.5);
        super::land::ball(canvas, place, 0.026, |[nx, ny, _], under| {
            if ny > 0.05 {
                return under;
            }
            let frame = (nx * 6.0).fract().abs() < 0.12 || (ny * 5.0).fract().abs() < 0.14;
            scale(hex(0xffc878), if frame { 0.25 } else { 1.0 - 0.5 * nx.abs() })
        });
    }
}

pub(super) fn night_camp(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    sky(canvas, &[(0.0, 0x050920), (0.4, 0x101d46), (0.65, 0x333f78), (0.8, 0x8a6a86)], seed);
    let (dust, blue) = (hex(0xffd9b8), hex(0x9cb8ff));
    canvas.paint_in([0.0, 0.0, aspect, 0.8], |x, y, under| {
        // Along and across the Milky Way.
        let (along, across) = (x * 0.55 + y * 0.83, x * 0.83 - y * 0.55 + 0.02);
        let bend = across + 0.05 * noise(along * 3.0, 2.0, seed);
        let band = (-(bend * bend) * 70.0).exp();
        let wide = (-(bend * bend) * 18.0).exp();
        let cloud = 0.5 + 0.9 * fractal(along * 7.0, across * 11.0, 5, seed + 2);
        let lane = step(0.05, 0.35, fractal(along * 5.0, across * 16.0, 5, seed + 4)) * band;
        let light = (band * cloud.max(0.0) * 0.34 + wide * 0.07) * (1.0 - 0.75 * lane);
        let grains = chance((x * 1900.0) as i32, (y * 1900.0) as i32, seed + 6).powi(40) * wide;
        add(under, mix(blue, dust, band * 0.8), light.max(0.0) + grains * 0.8)
    });
    stars(canvas, 1500, 0.76, seed + 1);
    for layer in 0..3_u32 {
        let t = layer as f32 / 2.0;
        let id = seed + 60 + layer * 5;
        let base = 0.72 + 0.05 * layer as f32;
        let outline = Profile::new(canvas, |x| {
            let trees = if layer > 0 {
                conifers(x, 0.014 + 0.02 * t, 0.03 + 0.05 * t, id)
            } else {
                0.0
            };
            base - 0.09 * (1.0 - t * 0.75) * crests(x * 3.0 + t * 3.0, 3.0, 5, id) - trees
        });
        let body = mix(hex(0x2c2f5c), hex(0x050812), step(0.0, 0.8, t));
        outline.fill(canvas, |x, y, _| scale(body, 0.9 + 0.3 * fractal(x * 30.0, y * 30.0, 2, id)));
        if layer == 0 {
            mist(canvas, 0.69, 0.79, 0x9a7c94, 0.5, seed + 8);
        }
    }
    // The tent, lit from inside, on the meadow.
    let (x, y) = (aspect * 0.36, 0.832);
    canvas.glow((x, y - 0.02), 0.2, hex(0xffa04c), 0.55);
    let glow = |px: f32, py: f32| {
        let away = (px - x).hypot(py - (y - 0.012));
        mix(hex(0xffd68c), hex(0xc85a24), step(0.0, 0.075, away))
    };
    canvas.polygon(&[(x - 0.085, y), (x - 0.01, y - 0.075), (x + 0.05, y)], |px, py, _| {
        scale(glow(px, py), 1.15 + 0.2 * noise(px * 30.0, py * 60.0, seed))
    });
    canvas.polygon(&[(x - 0.01, y - 0.075), (x + 0.05, y), (x + 0.092, y - 0.012)], |px, py, _| {
        scale(glow(px, py), 0.5)
    });
    canvas.polygon(&[(x - 0.03, y), (x - 0.012, y - 0.052), (x + 0.004, y)], |px, py, _| {
        scale(glow(px, py), 1.9)
    });
    let (grass, lamp) = (hex(0x0a1410), hex(0xd88a3c));
    let ground = Profile::new(canvas, |px| {
        0.826 + 0.008 * noise(px * 8.0, 1.0, seed) - 0.008 * chance((px * 900.0) as i32, 1, seed)
    });
    ground.fill(canvas, |px, py, depth| {
        let near = (-((px - x).powi(2) * 60.0) - depth * 18.0).exp();
        let blades = 0.6 + 0.8 * chance((px * 700.0) as i32, (py * 160.0) as i32, seed + 3);
        add(scale(grass, blades), lamp, near * 0.28 * blades)
    });
}
