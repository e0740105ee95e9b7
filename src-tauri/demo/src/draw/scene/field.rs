//! Open country: dunes, tea terraces, a snowy clearing.

use super::land::{Profile, conifers, lit, mist, oval, sky, sun};
use crate::draw::canvas::Canvas;
use crate::draw::colour::{add, hex, mix, scale, step};
use crate::draw::noise::{Dice, chance, crests, fractal, noise};

pub(super) fn dunes(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    sky(canvas, &[(0.0, 0xf6d9b0), (0.25, 0xfbe6c8), (0.42, 0xffdcae), (0.55, 0xf6b98a)], seed);
    sun(canvas, (aspect * 0.74, 0.40), 0.036, 0xfff2cc, 0.5, 0.32);
    let (bright, dark) = (hex(0xf2a558), hex(0x8a3f22));
    for layer in 0..6_u32 {
        let t = layer as f32 / 5.0;
        let id = seed + layer * 23;
        let base = 0.475 + 0.072 * layer as f32 + 0.06 * t * t;
        let peak = aspect * (0.15 + 0.7 * chance(layer as i32, 4, seed));
        let outline = Profile::new(canvas, |x| {
            let (left, right) = (0.055 + 0.05 * t, 0.10 + 0.07 * t);
            let away = x - peak;
            let rise = if away < 0.0 {
                (away / left * 0.34).exp()
            } else {
                (-(away / right) * 0.36).exp()
            };
            base - (0.05 + 0.055 * t) * rise - 0.014 * noise(x * 3.0, t * 5.0, id)
        });
        outline.fill(canvas, |x, y, depth| {
            // The crest winds down from the peak and parts the sunlit side from the shaded one.
            let wind =
                peak + 0.9 * depth * (0.5 + 0.5 * chance(layer as i32, 8, seed)) + 0.035 * noise(y * 9.0, t * 3.0, id + 1) * (depth * 30.0).min(1.0);
            let shaded = step(0.006 + 0.06 * depth, -0.004 - 0.02 * depth, x - wind) * step(0.34, 0.1, depth);
            let ripple = ((y * (160.0 - 60.0 * t) + 6.0 * noise(x * 6.0, y * 6.0, id + 2) + x * 26.0) * 2.2).sin();
            let relief = 0.055 * ripple * (0.3 + t) + 0.14 * fractal(x * 5.0, y * 12.0, 3, id + 3);
            let grains = 0.07 * noise(x * 420.0, y * 420.0, id) * t;
            let lit_side = scale(mix(bright, hex(0xffcf90), step(0.12, 0.0, depth) * 0.6), 1.02 + relief + grains);
            let body = mix(lit_side, scale(dark, 0.85 + 0.6 * relief + grains), shaded * 0.82);
            mix(body, hex(0xf8c898), 0.78 * (1.0 - t).powf(1.3))
        });
        if layer == 3 {
            caravan(canvas, &outline, aspect * 0.40);
        }
    }
}

/// A row of camels with their leader, small in the distance.
fn caravan(canvas: &mut Canvas, ground: &Profile, start: f32) {
    let dark = hex(0x3c1c12);
    for at in 0..5 {
        let x = start - 0.034 * at as f32;
        let y = ground.at(x.max(0.0)) + 0.004;
        let s = 0.021;
        let mut part = |corners: &[(f32, f32)]| {
            let placed: Vec<(f32, f32)> = corners.iter().map(|(px, py)| (x + px * s, y - py * s)).collect();
            canvas.polygon(&placed, |_, _, _| dark);
        };
        if at == 0 {
            part(&[(0.3, 0.0), (0.38, 0.0), (0.46, 0.5), (0.42, 0.86), (0.28, 0.86), (0.24, 0.5)]);
            part(&[(0.30, 0.88), (0.40, 0.88), (0.41, 1.02), (0.29, 1.02)]);
            continue;
        }
        part(&[
            (-0.55, 0.5),
            (-0.42, 0.82),
            (-0.28, 0.72),
            (-0.12, 1.02),
            (0.06, 0.74),
            (0.2, 0.98),
            (0.36, 0.7),
            (0.5, 0.62),
            (0.38, 0.46),
            (-0.4, 0.44),
        ]);
        part(&[(0.36, 0.68), (0.52, 0.6), (0.68, 0.98), (0.86, 1.02), (0.84, 1.13), (0.6, 1.14)]);
        for leg in [-0.46, -0.30, 0.22, 0.38] {
            part(&[(leg, 0.5), (leg + 0.09, 0.5), (leg + 0.07, 0.0), (leg + 0.02, 0.0)]);
        }
    }
}

pub(super) fn tea(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    sky(canvas, &[(0.0, 0x8fb2a0), (0.2, 0xb8cfae), (0.38, 0xe8ecc4), (0.5, 0xf6efc8)], seed);
    sun(canvas, (aspect * 0.7, 0.37), 0.03, 0xfff6d0, 0.5, 0.42);
    for layer in 0..4_u32 {
        let t = layer as f32 / 3.0;
        let id = seed + layer * 11;
        let base = 0.40 + 0.045 * layer as f32;
        let outline = Profile::new(canvas, |x| {
            base - 0.11 * (crests(x * (2.2 + t) + t * 7.0, 2.0 + t, 5, id) - 0.42) - conifers(x, 0.01, 0.006, id) * t
        });
        let body = mix(hex(0xb0c8ac), hex(0x4f7f58), t);
        outline.fill(canvas, |x, y, depth| {
            mix(
                scale(body, 0.92 + 0.35 * fractal(x * 20.0, y * 28.0, 3, id)),
                hex(0xeef0cc),
                step(0.0, 0.11, depth) * (0.85 - 0.25 * t),
            )
        });
    }
    mist(canvas, 0.44, 0.62, 0xf4f4d8, 0.75, seed + 1);
    for layer in 0..5_u32 {
        let t = layer as f32 / 4.0;
        let id = seed + 200 + layer * 7;
        let slant = if layer % 2 == 0 { 0.16 } else { -0.14 };
        let base = 0.56 + 0.075 * layer as f32;
        let swell = |x: f32| base + slant * (x - aspect * 0.5) - 0.05 * noise(x * 2.2 + t * 9.0, t * 4.0, id);
        let outline = Profile::new(canvas, |x| swell(x) - 0.004 * chance((x * 260.0) as i32, 1, id));
        let (leafy, dark) = (mix(hex(0xa8c46a), hex(0x6fa62e), t), mix(hex(0x5f8a58), hex(0x12330f), t));
        let rows = 74.0 - 40.0 * t;
        outline.fill(canvas, |x, y, depth| {
            // Hedges follow the hill; each is round: bright above, dark below.
            let along = depth * (1.0 + 1.2 * depth) + 0.012 * noise(x * 5.0, depth * 8.0, id + 1);
            let hedge = (along * rows).fract();
            let round = (hedge * std::f32::consts::PI).sin().max(0.0).powf(0.6);
            let leaves = fractal(x * 95.0 * (1.2 - 0.4 * t), y * 120.0, 3, id + 2);
            let tip = step(0.25, 0.6, leaves) * step(0.7, 0.15, hedge);
            let light = round * (1.05 - 0.62 * hedge) + 0.38 * leaves * round;
            let body = add(mix(dark, leafy, light), hex(0xeaf59a), tip * 0.28 * (0.4 + 0.6 * t));
            let sunny = 0.88 + 0.3 * noise(x * 2.4, y * 5.0, id + 3);
            mix(
                scale(body, sunny),
                hex(0xeff2cc),
                0.72 * (1.0 - t).powi(2) * step(0.12, 0.0, depth) + 0.10 * (1.0 - t),
            )
        });
        if layer < 3 {
            mist(canvas, base - 0.03, base + 0.09, 0xf0f3d4, 0.5 * (1.0 - t), id);
        }
    }
    // Fresh shoots, large, in front.
    let mut dice = Dice::new(seed + 60);
    for _ in 0..9 {
        let root = (dice.between(-0.02, aspect + 0.02), dice.between(0.86, 0.93));
        let size = dice.between(0.055, 0.10);
        let lean = dice.between(-0.3, 0.3);
        for (turn, long) in [(-0.75, 0.95), (0.7, 0.9), (-0.28, 0.8), (0.06, 1.05)] {
            let green = mix(hex(0xc4e05a), hex(0x6aa52c), dice.unit());
            leaf_of_tea(canvas, root, size * long, -std::f32::consts::FRAC_PI_2 + lean + turn, green);
        }
    }
}

fn leaf_of_tea(canvas: &mut Canvas, root: (f32, f32), long: f32, angle: f32, green: [f32; 3]) {
    super::land::leaf(canvas, root, (long, long * 0.36), angle, |along, across, _| {
        let rib = step(0.10, 0.02, across.abs());
        let veins = step(0.8, 1.0, ((along * 11.0 - across.abs() * 1.6) * std::f32::consts::TAU).cos());
        add(
            scale(green, 0.62 + 0.34 * along + 0.26 * across),
            hex(0xf4ffc0),
            rib * 0.22 + veins * 0.05,
        )
    });
}

pub(super) fn snow(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    sky(canvas, &[(0.0, 0xc4d6e6), (0.3, 0xdfe9f1), (0.5, 0xf4ece8), (0.6, 0xf6e2da)], seed);
    for layer in 0..3_u32 {
        let t = layer as f32 / 2.0;
        let id = seed + layer * 5;
        let base = 0.53 + 0.04 * layer as f32;
        let outline = Profile::new(canvas, |x| base - 0.12 * (crests(x * 2.8 + t * 3.0, t, 5, id) - 0.4));
        outline.fill(canvas, |x, y, depth| {
            let rock = step(0.1, 0.5, fractal(x * 13.0, y * 18.0, 4, id) + 0.25 - depth * 1.5);
            let body = mix(hex(0xe2ebf4), hex(0x6f8aa6), rock * (0.6 + 0.3 * t));
            mix(body, hex(0xeef2f5), 0.42 - 0.25 * t + depth)
        });
    }
    mist(canvas, 0.52, 0.66, 0xf4f4f4, 0.6, seed + 2);
    let mut trees: Vec<(f32, f32, f32)> = Vec::new();
    let mut dice = Dice::new(seed);
    for _ in 0..40 {
        let near = dice.unit();
        let x = dice.unit() * aspect;
        // Room for the cabin.
        if near > 0.35 && (x - aspect * 0.5).abs() < 0.12 {
            continue;
        }
        trees.push((0.62 + 0.20 * near, x, 0.07 + 0.16 * near));
    }
    trees.sort_by(|one, other| one.0.total_cmp(&other.0));
    let ground = |canvas: &mut Canvas, base: f32, id: u32| {
        let outline = Profile::new(canvas, |x| base + 0.016 * noise(x * 3.0, base, id));
        outline.fill(canvas, |x, y, depth| {
            let drift = fractal(x * 6.0, y * 20.0, 4, id + 1);
            scale(
                mix(hex(0xfbfcfd), hex(0xa9c0d6), step(-0.2, 0.5, drift - depth) * 0.6),
                0.98 + 0.05 * noise(x * 300.0, y * 300.0, id),
            )
        });
    };
    ground(canvas, 0.63, seed + 30);
    let split = trees.iter().position(|tree| tree.0 > 0.70).unwrap_or(trees.len());
    for (base, x, tall) in &trees[..split] {
        fir(canvas, (*x, *base), *tall, seed);
    }
    ground(canvas, 0.70, seed + 31);
    cabin(canvas, (aspect * 0.5, 0.755), 0.085, seed);
    for (base, x, tall) in &trees[split..] {
        fir(canvas, (*x, *base), *tall, seed);
    }
    ground(canvas, 0.815, seed + 32);
    for _ in 0..420 {
        let size = 0.0012 + 0.007 * dice.unit().powi(6);
        canvas.disc(
            (dice.unit() * aspect, dice.unit()),
            size * 0.5,
            size * 0.8,
            [1.05; 3],
            dice.between(0.35, 0.9),
        );
    }
}

fn fir(canvas: &mut Canvas, (x, base): (f32, f32), tall: f32, seed: u32) {
    let far = 1.0 - ((base - 0.62) / 0.2).clamp(0.0, 1.0);
    let (green, snow) = (mix(hex(0x24443f), hex(0xa6bcc8), far * 0.75), hex(0xf8fbfd));
    let tiers = 7;
    canvas.paint_in([x - tall * 0.02, base - tall * 0.1, x + tall * 0.02, base], |_, _, _| {
        mix(hex(0x3a2a24), hex(0xa0aab0), far * 0.7)
    });
    for tier in 0..tiers {
        let t = tier as f32 / (tiers - 1) as f32;
        let foot = base - tall * (0.06 + 0.70 * t);
        let (half, high) = (tall * (0.25 - 0.19 * t), tall * (0.26 - 0.03 * t));
        let id = seed + tier as u32 + (x * 700.0) as u32;
        let corners = [
            (x - half, foot),
            (x - half * 0.5, foot + high * 0.10),
            (x, foot + high * 0.03),
            (x + half * 0.5, foot + high * 0.10),
            (x + half, foot),
            (x, foot - high),
        ];
        canvas.polygon(&corners, |px, py, _| {
            let rough = fractal(px * 60.0, py * 90.0, 3, id);
            let height = (foot + high * 0.1 - py) / (high * 1.1);
            let cover = step(-0.05, 0.3, rough + 0.75 * height - 0.22 + 0.4 * (x - px) / half);
            mix(
                scale(green, 0.75 + 0.5 * rough),
                scale(snow, 0.86 + 0.14 * step(half, -half, px - x)),
                cover * 0.94,
            )
        });
    }
}

fn cabin(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, seed: u32) {
    let (wood, snow, lamp) = (hex(0x6a4028), hex(0xf8fafc), hex(0xffc062));
    canvas.glow((x, y), size * 2.4, lamp, 0.3);
    let (half, high) = (size, size * 0.62);
    canvas.polygon(
        &[
            (x - half, y + high * 0.4),
            (x + half, y + high * 0.4),
            (x + half, y - high * 0.4),
            (x - half, y - high * 0.4),
        ],
        |px, py, _| {
            let log = ((py - y) / size * 9.0).rem_euclid(1.0);
            scale(
                wood,
                (0.5 + 0.6 * (log * std::f32::consts::PI).sin()) * (0.9 + 0.25 * noise(px * 90.0, py * 20.0, seed)),
            )
        },
    );
    canvas.polygon(
        &[(x - half * 1.2, y - high * 0.36), (x, y - high * 1.45), (x + half * 1.2, y - high * 0.36)],
        |px, py, _| {
            // How far below the slope of the roof: snow lies thick on it.
            let slope = y - high * 1.45 + (px - x).abs() / (half * 1.2) * high * 1.09;
            let thick = high * (0.52 + 0.07 * noise(px * 60.0, 1.0, seed));
            if py - slope < thick {
                scale(hex(0xd3e0ee), 1.0 - 0.22 * step(-0.01, 0.02, px - x))
            } else {
                scale(wood, 0.62 + 0.2 * (px * 260.0).sin())
            }
        },
    );
    canvas.paint_in([x + half * 0.5, y - high * 1.5, x + half * 0.68, y - high * 0.85], |_, py, _| {
        if py < y - high * 1.38 { snow } else { hex(0x5a4a48) }
    });
    for smoke in 0..14 {
        let t = smoke as f32 / 13.0;
        let place = (
            x + half * 0.6 + 0.05 * t * t + 0.01 * noise(t * 4.0, 1.0, seed),
            y - high * 1.5 - 0.12 * t,
        );
        canvas.disc(place, 0.004 + 0.012 * t, 0.012, hex(0xf0f2f4), 0.28 * (1.0 - t));
    }
    for (window, wide, tall) in [(-0.55, 0.2, 0.24), (0.5, 0.2, 0.24)] {
        let place = (x + half * window, y);
        canvas.glow(place, size * 0.7, lamp, 0.5);
        canvas.paint_in(
            [place.0 - half * wide, y - high * tall, place.0 + half * wide, y + high * tall],
            |px, py, _| {
                let bar = (px - place.0).abs() < half * 0.02 || (py - y).abs() < high * 0.025;
                if bar {
                    scale(wood, 0.6)
                } else {
                    scale(lamp, 1.45 - 0.4 * ((py - y) / high).abs())
                }
            },
        );
    }
    canvas.paint_in([x - half * 0.16, y - high * 0.22, x + half * 0.16, y + high * 0.4], |px, _, _| {
        scale(hex(0x8a2f24), 0.8 + 0.2 * (px * 500.0).sin())
    });
    oval(canvas, (x, y - high * 0.04), (half * 0.1, half * 0.1), 0.0, |u, v, under| {
        let green = scale(hex(0x2f6a3c), lit([u, v, 0.5], [-0.5, -0.6, 0.6], 0.5));
        if u.hypot(v) > 0.5 { green } else { under }
    });
}
