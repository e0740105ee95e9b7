//! What grows: a forest, a flowering branch, a lotus pond.

use super::land::{leaf, mist, oval, sky};
use crate::draw::canvas::Canvas;
use crate::draw::colour::{Rgb, add, hex, mix, scale, step};
use crate::draw::noise::{Dice, chance, fractal, noise};

pub(super) fn forest(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    sky(canvas, &[(0.0, 0xe8f0c4), (0.3, 0xc4d89c), (0.6, 0x8fae74), (1.0, 0x2c4428)], seed);
    let source = (aspect * 0.68, 0.1);
    canvas.glow(source, 0.6, hex(0xfff6c8), 0.55);
    let mut dice = Dice::new(seed);
    let layers = 6;
    for layer in 0..layers {
        let t = layer as f32 / (layers - 1) as f32;
        let bark = mix(hex(0xa8bf8c), hex(0x1c2416), t.powf(0.75));
        let count = 13 - layer * 2;
        for trunk in 0..count {
            let id = seed + layer as u32 * 101 + trunk as u32;
            let mut x = (trunk as f32 + dice.between(0.1, 0.9)) / count as f32 * aspect;
            // The nearest stand at the sides, so that there is a way in.
            if t > 0.7 {
                x = if x < aspect * 0.5 { x * 0.36 } else { aspect - (aspect - x) * 0.36 };
            }
            let half = (0.003 + 0.020 * t * t) * dice.between(0.7, 1.3);
            let foot = 0.62 + 0.24 * t;
            canvas.paint_in([x - half * 3.0 - 0.02, 0.0, x + half * 3.0 + 0.02, foot + 0.03], |px, py, under| {
                let bend = 0.008 * noise(py * 2.2, x * 7.0, id);
                let flare = half * (1.0 + 0.25 * py + 1.6 * step(foot - 0.07, foot + 0.01, py).powi(2));
                let across = (px - x - bend) / flare;
                let cover = step(1.02, 0.94, across.abs()) * step(foot + 0.012, foot - 0.004, py);
                let rough = fractal(px * 90.0 / (1.0 + t), py * 16.0, 4, id);
                let round = 0.8 + 0.55 * across * (1.0 - 0.3 * t) + 0.7 * rough * t;
                mix(under, scale(bark, round.max(0.12)), cover)
            });
        }
        foliage(canvas, t, seed + layer as u32 * 17);
        let ground = super::land::Profile::new(canvas, |x| 0.62 + 0.24 * t + 0.02 * noise(x * 4.0, t * 7.0, seed + 3));
        let moss = mix(hex(0xa8c480), hex(0x16240f), t.powf(0.6));
        ground.fill(canvas, |x, y, depth| {
            let tufts = fractal(x * 34.0, y * 60.0, 4, seed + 5 + layer as u32);
            let light = step(0.25, 0.6, noise(x * 5.0, y * 14.0, seed + 6)) * (1.0 - t);
            add(scale(moss, 0.85 + 0.9 * tufts - depth), hex(0xe8f0a0), light * 0.22)
        });
        if layer < 4 {
            mist(canvas, 0.45 + 0.2 * t, 0.72 + 0.16 * t, 0xe4f0c8, 0.46 * (1.0 - t), seed + layer as u32);
        }
    }
    // Rays through the crowns.
    canvas.paint_in([0.0, 0.0, aspect, 0.86], |x, y, under| {
        let (dx, dy) = (x - source.0, y - source.1 + 0.35);
        let angle = dx.atan2(dy);
        let beams = step(
            0.05,
            0.5,
            noise(angle * 17.0, 1.0, seed + 8) * 0.7 + noise(angle * 41.0, 4.0, seed + 9) * 0.4,
        );
        add(under, hex(0xfff3b8), beams * 0.2 * step(0.86, 0.2, y) * step(0.75, 0.1, dx.abs()))
    });
    ferns(canvas, seed);
    for _ in 0..70 {
        let place = (dice.unit() * aspect, dice.between(0.25, 0.85));
        canvas.glow(place, dice.between(0.002, 0.008), hex(0xfff8c0), dice.between(0.2, 0.8));
    }
}

/// Leaves in clusters along the upper edge, darker and larger when near.
fn foliage(canvas: &mut Canvas, t: f32, seed: u32) {
    let aspect = canvas.aspect();
    let mut dice = Dice::new(seed + 4000);
    let (light, dark) = (hex(0xd4e480), hex(0x22401c));
    for _ in 0..(900.0 - 420.0 * t) as u32 {
        let x = dice.unit() * (aspect + 0.04) - 0.02;
        let edge = 0.10 + 0.17 * (1.0 - t) + 0.13 * noise(x * 4.0, t * 9.0, seed);
        let side = ((x / aspect - 0.5).abs() * 2.0).powi(2) * 0.22 * t;
        let y = dice.unit().powf(1.4) * (edge + side).max(0.03);
        let long = 0.007 + 0.020 * t * dice.unit();
        let sunlit = chance((x * 30.0) as i32, (y * 30.0) as i32, seed);
        let body = mix(mix(light, hex(0x7ea04a), dice.unit()), dark, t * (0.45 + 0.5 * (1.0 - sunlit)));
        leaf(canvas, (x, y), (long, long * 0.62), dice.between(0.3, 2.8), |along, across, _| {
            scale(body, 0.75 + 0.45 * along + 0.12 * across)
        });
    }
}

fn ferns(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    let mut dice = Dice::new(seed + 700);
    for _ in 0..26 {
        let root = (dice.unit() * aspect, dice.between(0.80, 0.93));
        let near = (root.1 - 0.8) / 0.13;
        let green = mix(hex(0x5c8038), hex(0x14260f), 0.35 + 0.6 * near);
        for frond in 0..6 {
            let lean = (frond as f32 - 2.5) * 0.42 + dice.between(-0.15, 0.15);
            let long = (0.045 + 0.05 * near) * dice.between(0.7, 1.1);
            for at in 2..16 {
                let s = at as f32 / 16.0;
                let angle = -std::f32::consts::FRAC_PI_2 + lean * (0.35 + s);
                let place = (
                    root.0 + angle.cos() * long * s,
                    root.1 + angle.sin() * long * s + 0.02 * s * s * lean.abs(),
                );
                let size = long * 0.26 * (1.0 - s) + 0.003;
                for side in [-1.0, 1.0] {
                    leaf(canvas, place, (size, size * 0.3), angle + side * 1.05, |along, _, _| {
                        scale(green, 0.7 + 0.7 * s + 0.3 * along)
                    });
                }
            }
        }
    }
}

pub(super) fn petals(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    sky(canvas, &[(0.0, 0xcfe4f4), (0.35, 0xf3e6ee), (0.65, 0xfcdfe6), (1.0, 0xf8c8d4)], seed);
    let mut dice = Dice::new(seed);
    for _ in 0..60 {
        let place = (dice.unit() * aspect, dice.unit());
        canvas.disc(
            place,
            dice.between(0.015, 0.06),
            0.02,
            mix([1.0, 0.96, 0.97], hex(0xf9b8c8), dice.unit()),
            dice.between(0.06, 0.25),
        );
    }
    let mut blossoms = Vec::new();
    branch(canvas, &mut dice, ((-0.03, 0.14), 0.32, 0.36, 0.015), 0, &mut blossoms);
    branch(canvas, &mut dice, ((-0.03, 0.62), -0.40, 0.36, 0.014), 0, &mut blossoms);
    branch(canvas, &mut dice, ((-0.02, 0.78), -0.15, 0.26, 0.010), 0, &mut blossoms);
    blossoms.sort_by(|one, other| one.2.total_cmp(&other.2));
    for (at, (x, y, size)) in blossoms.iter().copied().enumerate() {
        blossom(canvas, (x, y), size, seed + at as u32);
    }
    for _ in 0..64 {
        let place = (dice.unit() * aspect, dice.between(0.05, 0.89));
        let size = dice.between(0.006, 0.019);
        let pink = mix(hex(0xffe4ea), hex(0xf59ab4), dice.unit());
        let alpha = dice.between(0.55, 0.95);
        leaf(canvas, place, (size, size * 0.72), dice.unit() * 6.3, |along, across, under| {
            mix(under, scale(pink, 0.86 + 0.2 * along - 0.08 * across.abs()), alpha)
        });
    }
}

type Twig = ((f32, f32), f32, f32, f32);

/// Draws a branch from `start` along `angle`, and the twigs on it; notes where blossoms go.
fn branch(canvas: &mut Canvas, dice: &mut Dice, (start, angle, long, thick): Twig, depth: u32, blossoms: &mut Vec<(f32, f32, f32)>) {
    let bark = hex(0x4a2f2c);
    let steps = 14;
    let (mut x, mut y) = start;
    let mut way = angle;
    for at in 0..steps {
        let s = at as f32 / steps as f32;
        way += dice.between(-0.16, 0.16);
        let (nx, ny) = (x + way.cos() * long / steps as f32, y + way.sin() * long / steps as f32);
        let (from, to) = (thick * (1.0 - 0.75 * s), thick * (1.0 - 0.75 * (s + 1.0 / steps as f32)));
        let (px, py) = (-way.sin() * 0.5, way.cos() * 0.5);
        let corners = [
            (x + px * from, y + py * from),
            (nx + px * to, ny + py * to),
            (nx - px * to, ny - py * to),
            (x - px * from, y - py * from),
        ];
        canvas.polygon(&corners, |cx, cy, _| {
            let across = ((cx - x) * px + (cy - y) * py) / from.max(1e-4) * 2.0;
            scale(bark, 0.7 - 0.7 * across + 0.5 * noise(cx * 160.0, cy * 160.0, 3))
        });
        canvas.disc((nx, ny), to * 0.5, 0.0006, scale(bark, 0.75), 1.0);
        (x, y) = (nx, ny);
        if depth < 2 && at > 2 && dice.unit() < 0.42 {
            let side = if dice.unit() < 0.5 { -1.0 } else { 1.0 };
            let twig = (
                (x, y),
                way + side * dice.between(0.4, 0.95),
                long * dice.between(0.28, 0.5),
                thick * 0.5 * (1.0 - 0.5 * s),
            );
            branch(canvas, dice, twig, depth + 1, blossoms);
        }
        if (depth > 0 || s > 0.35) && dice.unit() < 0.58 {
            blossoms.push((
                x + dice.between(-0.026, 0.026),
                y + dice.between(-0.026, 0.026),
                dice.between(0.008, 0.022),
            ));
        }
    }
}

fn blossom(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, seed: u32) {
    let mut dice = Dice::new(seed);
    let turn = dice.unit() * 6.3;
    let (rim, heart) = (mix(hex(0xffeef2), hex(0xfbc0d0), dice.unit()), hex(0xe8628c));
    let squash = dice.between(0.72, 1.0);
    let shade = dice.between(0.82, 1.05);
    super::land::shadow(canvas, (x + size * 0.2, y + size * 0.3), (size * 1.2, size * 1.1), 0.16);
    for petal in 0..5 {
        let angle = turn + petal as f32 * std::f32::consts::TAU / 5.0;
        let place = (x + angle.cos() * size * 0.52, y + angle.sin() * size * 0.52 * squash);
        oval(canvas, place, (size * 0.56, size * 0.46 * squash), angle, |u, v, _| {
            let along = u * 0.5 + 0.5;
            let veins = 0.96 + 0.05 * (v * 16.0).sin();
            scale(
                mix(mix(heart, rim, step(-0.05, 0.5, along)), [1.0, 0.98, 0.98], step(0.6, 1.0, along) * 0.5),
                shade * veins * (0.9 + 0.14 * v),
            )
        });
    }
    canvas.disc((x, y), size * 0.13, size * 0.06, hex(0xd84a78), 0.9);
    for stamen in 0..9 {
        let angle = turn + stamen as f32 * 0.7;
        let reach = size * (0.24 + 0.14 * chance(stamen, 1, seed));
        canvas.disc(
            (x + angle.cos() * reach, y + angle.sin() * reach * squash),
            size * 0.045,
            size * 0.02,
            hex(0xf8d468),
            1.0,
        );
    }
}

pub(super) fn lotus(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    sky(
        canvas,
        &[(0.0, 0xeaf3e4), (0.3, 0xdcebd8), (0.5, 0xa9cdb8), (0.8, 0x4f8f80), (1.0, 0x2a5f58)],
        seed,
    );
    canvas.paint_in([0.0, 0.42, aspect, 1.0], |x, y, under| {
        let away = 0.05 / (y - 0.40);
        let wave = fractal(x * away * 20.0, away * 42.0, 4, seed + 1);
        add(under, hex(0xe0f4e8), 0.13 * wave.max(-0.3))
    });
    let mut dice = Dice::new(seed);
    let mut pads: Vec<(f32, f32, f32)> = (0..40)
        .map(|_| {
            let near = dice.unit();
            (near, dice.between(-0.08, aspect + 0.08), 0.45 + 0.42 * near.powf(0.85))
        })
        .collect();
    pads.sort_by(|one, other| one.0.total_cmp(&other.0));
    for (near, x, y) in pads {
        pad(canvas, (x, y), 0.02 + 0.095 * near, near, seed + (x.abs() * 999.0) as u32);
    }
    mist(canvas, 0.36, 0.60, 0xeef6ea, 0.8, seed + 2);
    for (x, y, size, open) in [(0.26, 0.565, 0.085, 1.0), (0.70, 0.70, 0.058, 0.8), (0.12, 0.74, 0.046, 0.35)] {
        let place = (aspect * x, y);
        canvas.paint_in([place.0 - 0.004, y, place.0 + 0.004, y + 0.19], |px, py, under| {
            let middle = place.0 + 0.012 * ((py - y) * 9.0).sin() * 0.3;
            let across = (px - middle) / 0.0034;
            mix(
                under,
                scale(hex(0x5f8f4a), 0.9 - 0.4 * across),
                step(1.0, 0.8, across.abs()) * step(y + 0.19, y + 0.15, py),
            )
        });
        flower(canvas, place, size, open);
    }
}

/// A lotus leaf that lies on the water or stands above it.
fn pad(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, near: f32, seed: u32) {
    let flat = 0.34 + 0.12 * near;
    super::land::shadow(canvas, (x + size * 0.1, y + size * 0.28), (size * 1.15, size * flat * 1.2), 0.42);
    let green = mix(hex(0x9cc8a4), mix(hex(0x3f8f4c), hex(0x2a6f4a), chance(1, 2, seed)), 0.2 + 0.8 * near);
    let turn = chance(3, 4, seed) * 6.3;
    oval(canvas, (x, y), (size, size * flat), 0.06 * (chance(5, 6, seed) - 0.5), |u, v, under| {
        let around = v.atan2(u);
        let away = u.hypot(v);
        let wavy = 0.94 + 0.05 * (around * 5.0 + turn).sin();
        if away > wavy {
            return under;
        }
        let vein = step(0.965, 1.0, ((around + turn) * 9.0).cos()) * step(0.05, 0.2, away);
        let rim = step(wavy - 0.07, wavy, away);
        let bowl = 0.72 + 0.42 * away + 0.24 * (-v) * away + 0.12 * fractal(u * 4.0, v * 4.0, 3, seed);
        add(scale(green, bowl), hex(0xe6f6c8), vein * 0.10 + rim * 0.12)
    });
    if near > 0.55 {
        let place = (x + size * (chance(7, 8, seed) - 0.5), y + size * flat * 0.2);
        canvas.disc(place, size * 0.045, 0.001, hex(0xd8f0e4), 0.75);
        canvas.disc((place.0 - size * 0.012, place.1 - size * 0.012), size * 0.014, 0.0008, [1.4; 3], 0.9);
    }
}

fn flower(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, open: f32) {
    let (white, pink, deep) = (hex(0xfff0f0), hex(0xf59ab0), hex(0xd84a7c));
    let petal = |canvas: &mut Canvas, angle: f32, long: f32, wide: f32, light: f32| {
        leaf(canvas, (x, y), (long, wide), angle, |along, across, _| {
            let body: Rgb = mix(mix(white, pink, step(0.25, 0.9, along)), deep, step(0.82, 1.0, along) * 0.8);
            let veins = 0.97 + 0.035 * (across * 12.0).cos();
            scale(body, light * veins * (0.84 + 0.18 * (1.0 - across.abs())))
        });
    };
    let up = -std::f32::consts::FRAC_PI_2;
    for (ring, (count, spread, long, light)) in [(9, 1.55, 1.0, 0.80), (7, 1.15, 1.02, 0.90), (5, 0.75, 0.98, 0.98), (3, 0.36, 0.86, 1.06)]
        .into_iter()
        .enumerate()
    {
        for at in 0..count {
            // From the sides inwards, so that the middle petal lies in front.
            let place = if at % 2 == 0 {
                at as f32 / 2.0
            } else {
                (count - 1) as f32 - (at / 2) as f32
            };
            let t = place / (count - 1) as f32 * 2.0 - 1.0;
            let wide = size * (0.5 + 0.05 * ring as f32);
            petal(canvas, up + t * spread * open, size * long * (1.0 - 0.12 * t.abs()), wide, light);
        }
    }
    if open > 0.7 {
        for at in 0..5 {
            let t = at as f32 / 4.0 * 2.0 - 1.0;
            petal(canvas, up + t * 1.32, size * 0.62, size * 0.42, 1.06 - 0.08 * t.abs());
        }
    }
}
