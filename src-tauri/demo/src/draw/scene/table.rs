//! Things on a table: a cup of coffee, a bottle of scent.

use super::land::{ball, leaf, lit, oval, shadow};
use crate::draw::canvas::Canvas;
use crate::draw::colour::{add, hex, mix, scale, step};
use crate::draw::noise::{Dice, fractal, noise};

const LIGHT: [f32; 3] = [-0.5, -0.62, 0.6];

/// A wall with light that falls through a window.
fn wall(canvas: &mut Canvas, (light, dark): (u32, u32), bottom: f32, seed: u32) {
    let (light, dark, aspect) = (hex(light), hex(dark), canvas.aspect());
    canvas.paint_in([0.0, 0.0, aspect, bottom], |x, y, _| {
        let base = mix(light, dark, step(-0.2, 1.1, x / aspect * 0.6 + y * 0.6));
        let plaster = 1.0 + 0.035 * fractal(x * 14.0, y * 14.0, 4, seed);
        // The pane: slanted bars of sun with leaves moving in front of it.
        let (u, v) = (x + 0.42 * y, y);
        let bars = step(0.02, 0.05, (u * 3.6).rem_euclid(1.0)) * step(0.98, 0.95, (u * 3.6).rem_euclid(1.0));
        let rows = step(0.02, 0.05, (v * 2.9 + u * 0.6).rem_euclid(1.0));
        let window = step(0.26, 0.34, u) * step(1.02, 0.92, u) * bars * rows;
        let leaves = step(0.05, 0.3, fractal(x * 5.0 + 3.0, y * 5.0, 4, seed + 1));
        add(scale(base, plaster), hex(0xffe2b0), window * (1.0 - 0.75 * leaves) * 0.17)
    });
}

/// A table of planks, seen along its length.
fn table(canvas: &mut Canvas, top: f32, (light, dark): (u32, u32), seed: u32) {
    let (light, dark, aspect) = (hex(light), hex(dark), canvas.aspect());
    canvas.paint_in([0.0, top, aspect, 1.0], |x, y, _| {
        let away = 0.35 / (y - top + 0.35);
        let (u, v) = ((x - aspect * 0.5) * away, away);
        let plank = (v * 16.0).floor();
        let seam = step(0.0, 0.05, (v * 16.0).fract()) * step(1.0, 0.95, (v * 16.0).fract());
        let rings = (fractal(u * 3.0 + plank * 7.7, v * 40.0, 4, seed) * 16.0).sin();
        let grain = fractal(u * 10.0 + plank * 3.1, v * 260.0, 3, seed + 1);
        let tone = 0.5 + 0.22 * rings + 0.5 * grain + 0.16 * noise(plank * 5.3, 0.5, seed + 2);
        scale(
            mix(dark, light, tone.clamp(0.0, 1.0)),
            (0.72 + 0.28 * seam) * (0.8 + 0.35 * step(aspect, 0.0, x)),
        )
    });
    canvas.paint_in([0.0, top - 0.004, aspect, top + 0.012], |_, y, under| {
        scale(under, 1.0 + 0.3 * step(top + 0.012, top, y))
    });
}

pub(super) fn cup(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    wall(canvas, (0xfbeedb, 0xd8b48c), 0.66, seed);
    table(canvas, 0.655, (0xc98a50, 0x6a3a1c), seed + 3);
    let (x, y, size) = (aspect * 0.5, 0.565, 0.165);
    shadow(canvas, (x + 0.09, y + size * 1.07), (size * 2.3, size * 0.52), 0.62);
    let (china, shade) = (hex(0xfdf8f0), hex(0xb09478));
    // Saucer.
    for (wide, tall, drop, bright) in [(1.62, 0.46, 1.02, 0.82), (1.58, 0.43, 0.985, 1.0), (1.0, 0.24, 0.985, 0.86)] {
        oval(canvas, (x, y + size * drop), (size * wide, size * tall), 0.0, |u, v, _| {
            let light = bright * (0.92 - 0.2 * u - 0.12 * v + 0.1 * step(0.9, 1.0, u.hypot(v)));
            mix(shade, china, light)
        });
    }
    shadow(canvas, (x + size * 0.25, y + size * 1.0), (size * 1.1, size * 0.24), 0.5);
    // Handle.
    canvas.paint_in([x + size * 0.7, y - size * 0.35, x + size * 1.75, y + size * 0.8], |px, py, under| {
        let (dx, dy) = ((px - x - size * 1.02) / size, (py - y - size * 0.2) / size);
        let ring = (dx.hypot(dy * 0.95) - 0.40).abs();
        let across = ring / 0.095;
        if across > 1.0 {
            return under;
        }
        let light = 0.9 - 0.4 * across - 0.25 * dx - 0.2 * dy;
        mix(under, mix(shade, china, light), step(1.0, 0.86, across))
    });
    // Body: round, narrowing to its foot.
    let soft = canvas.pixel();
    canvas.paint_in([x - size * 1.1, y - size * 0.05, x + size * 1.1, y + size * 1.1], |px, py, under| {
        let down = (py - y) / size;
        let half = if down < 0.0 {
            return under;
        } else {
            (1.0 - (down / 1.08).powf(2.6)).max(0.0).sqrt() * 0.42 + 0.58 * (1.0 - 0.28 * down)
        };
        let across = (px - x) / size / half.max(0.05);
        let bottom = 0.92 + 0.11 * (1.0 - (across * 0.9).powi(2)).max(0.0);
        let cover = ((1.0 - across.abs()) * size * half / soft + 0.5).clamp(0.0, 1.0) * step(bottom + 0.01, bottom - 0.01, down);
        let normal = [across, 0.35 * (down - 0.2), (1.0 - across * across).max(0.0).sqrt()];
        let light = lit(normal, LIGHT, 0.25) * 1.12;
        let strip = step(0.10, 0.0, (across + 0.52).abs()) * step(0.85, 0.2, down) * 0.14;
        let bounce = step(0.5, 1.0, down) * 0.10;
        let band = step(0.025, 0.015, (down - 0.62).abs());
        let body = add(mix(scale(shade, 0.75), china, light + strip), hex(0xd88a4a), bounce);
        mix(under, mix(body, scale(hex(0xb8763a), 0.4 + 0.7 * light), band * 0.85), cover)
    });
    // Rim, the coffee in it, and what the milk draws.
    oval(canvas, (x, y), (size, size * 0.30), 0.0, |u, v, _| {
        mix(shade, china, 0.98 - 0.12 * u + 0.1 * v)
    });
    oval(canvas, (x, y + size * 0.012), (size * 0.93, size * 0.262), 0.0, |u, v, _| {
        let wall = step(-0.55, -0.8, v);
        scale(mix(hex(0x8a5a38), hex(0xd8c0a4), wall), 0.72 - 0.2 * u)
    });
    oval(canvas, (x, y + size * 0.045), (size * 0.89, size * 0.225), 0.0, |u, v, _| {
        let (milk, crema, dark) = (hex(0xfbead0), hex(0xb5713a), hex(0x6a3414));
        let away = u.hypot(v);
        let swirl = 0.06 * fractal(u * 5.0, v * 5.0, 4, seed + 8);
        // A rosetta: leaves one within the other, drawn through by a line.
        let (a, b) = (u + swirl, v * 1.0 + swirl);
        let width = 0.52 * (1.0 - ((a + 0.05) / 0.72).powi(2)).max(0.0).sqrt();
        let inside = step(0.04, -0.04, b.abs() - width);
        let leaves = ((a * 2.0 + b.abs() * 1.5) * 15.0).sin();
        let stem = step(0.035, 0.012, b.abs()) * step(0.7, 0.6, a.abs());
        let drawn = (inside * step(-0.15, 0.25, leaves)).max(stem * 0.9);
        let base = mix(crema, dark, step(0.72, 1.0, away) * 0.8);
        add(mix(base, milk, drawn * 0.94), [1.0; 3], 0.14 * step(0.5, 0.0, (u + 0.55).hypot(v + 0.4)))
    });
    steam(canvas, (x, y), size, seed);
    // Beans, and a biscuit on the saucer.
    let mut dice = Dice::new(seed + 5);
    for _ in 0..17 {
        let place = (x + dice.between(-1.0, 1.0) * aspect * 0.46, dice.between(0.80, 0.86) - 0.02);
        let bean = 0.0155 * dice.between(0.85, 1.15);
        shadow(canvas, (place.0 + bean * 0.5, place.1 + bean * 0.5), (bean * 1.6, bean * 0.9), 0.55);
        oval(canvas, place, (bean, bean * 0.68), dice.unit() * 3.1, |u, v, _| {
            let normal = [u, v, (1.0 - u * u - v * v).max(0.0).sqrt()];
            let crease = step(0.16, 0.03, (v + 0.16 * (u * 3.0).sin()).abs());
            add(
                scale(hex(0x6a3818), lit(normal, LIGHT, 0.2) * (1.0 - 0.8 * crease)),
                [1.0, 0.9, 0.8],
                0.3 * super::land::shine(normal, LIGHT, 24),
            )
        });
    }
}

fn steam(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, seed: u32) {
    canvas.paint_in([x - size, y - size * 1.75, x + size, y], |px, py, under| {
        let up = (y - py) / (size * 1.75);
        let sway = 0.35 * (up * 5.0 + (px - x) * 3.0).sin() * up + 0.25 * noise(px * 9.0, py * 9.0, seed);
        let across = (px - x) / size + sway;
        let wisps = step(0.0, 0.55, fractal(across * 2.4, py * 7.0, 4, seed + 2) + 0.22);
        let column = (-(across * across) * 4.5).exp();
        mix(under, [1.0, 0.98, 0.94], 0.4 * wisps * column * step(0.0, 0.15, up) * step(1.0, 0.45, up))
    });
}

pub(super) fn pedestal(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    let (wall, floor) = (hex(0xf3d8ca), hex(0xe6bfae));
    let ground = 0.72;
    canvas.paint(|x, y, _| {
        let plaster = 1.0 + 0.03 * fractal(x * 16.0, y * 16.0, 4, seed);
        let light = 1.06 - 0.32 * (x / aspect) - 0.10 * y;
        scale(if y < ground { wall } else { floor }, plaster * light)
    });
    let middle = aspect * 0.5;
    // An arch in the wall, deep.
    for (half, shade, grow) in [(0.235, 0.80, 0.0), (0.215, 0.93, 0.012)] {
        canvas.paint_in([middle - half, 0.30, middle + half, ground], |x, y, under| {
            let top = 0.36 + half + grow * 0.2;
            let inside = if y > top {
                (x - middle).abs() < half
            } else {
                (x - middle - grow * 0.3).hypot(y - top) < half
            };
            if inside {
                scale(mix(wall, hex(0xe0a890), 0.55), shade * (1.08 - 0.5 * ((x - middle) / half + 1.0) * 0.3))
            } else {
                under
            }
        });
    }
    // Shadows of palm leaves.
    canvas.paint_in([0.0, 0.0, aspect, ground], |x, y, under| {
        let (dx, dy) = (x + 0.08, y - 0.62);
        let (angle, away) = (dy.atan2(dx), dx.hypot(dy));
        let fingers =
            step(0.1, 0.55, ((angle * 17.0) + 0.8 * away).sin()) * step(0.08, 0.2, away) * step(0.62, 0.4, away + 0.08 * (angle * 5.0).sin());
        scale(under, 1.0 - 0.16 * fingers * step(-1.4, -0.9, angle) * step(0.1, -0.15, angle))
    });
    for (x, y, wide, high, tone) in [
        (0.5, 0.765, 0.195, 0.10, 0xf7e3d8),
        (0.80, 0.80, 0.095, 0.16, 0xe9b8a4),
        (0.21, 0.805, 0.085, 0.055, 0xf2cdbd),
    ] {
        drum(canvas, (aspect * x, y), wide, high, tone);
    }
    bottle(canvas, (middle, 0.665), 0.105, seed);
    for (x, y, radius, tone) in [
        (0.21, 0.735, 0.042, 0xd89a84),
        (0.80, 0.615, 0.030, 0xf8ece4),
        (0.66, 0.845, 0.024, 0xc98a74),
    ] {
        let place = (aspect * x, y);
        shadow(canvas, (place.0 + radius * 0.5, y + radius * 0.92), (radius * 1.5, radius * 0.36), 0.4);
        let colour = hex(tone);
        ball(canvas, place, radius, |normal, _| {
            let glossy = super::land::shine(normal, LIGHT, 30);
            let bounce = 0.16 * normal[1].max(0.0);
            add(scale(colour, lit(normal, LIGHT, 0.34) * 1.1 + bounce), [1.0; 3], 0.4 * glossy)
        });
    }
    // A sprig of eucalyptus.
    for at in 0..13 {
        let t = at as f32 / 12.0;
        let place = (aspect * 0.115 + 0.22 * t * aspect, 0.60 - 0.20 * t + 0.09 * t * t);
        for side in [-1.0, 1.0] {
            leaf(
                canvas,
                place,
                (0.052 - 0.022 * t, 0.030 - 0.012 * t),
                -0.7 + side * 0.95,
                |along, across, _| {
                    let rib = step(0.1, 0.02, across.abs());
                    scale(mix(hex(0x8aa890), hex(0x4f7562), along * 0.5 + 0.3 * across), 1.0 + 0.25 * rib - 0.15 * t)
                },
            );
        }
    }
}

/// A round block: its top at `y`.
fn drum(canvas: &mut Canvas, (x, y): (f32, f32), wide: f32, high: f32, tone: u32) {
    let colour = hex(tone);
    let flat = wide * 0.2;
    shadow(canvas, (x + wide * 0.35, y + high + flat * 0.2), (wide * 1.5, flat * 1.7), 0.38);
    let soft = canvas.pixel();
    canvas.paint_in([x - wide, y, x + wide, y + high + flat + 0.01], |px, py, under| {
        let across = (px - x) / wide;
        let foot = y + high + flat * (1.0 - across * across).max(0.0).sqrt();
        let cover = ((1.0 - across.abs()) * wide / soft + 0.5).clamp(0.0, 1.0) * ((foot - py) / soft + 0.5).clamp(0.0, 1.0);
        let normal = [across, 0.0, (1.0 - across * across).max(0.0).sqrt()];
        mix(under, scale(colour, lit(normal, LIGHT, 0.42) * (1.02 - 0.16 * (py - y) / high)), cover)
    });
    oval(canvas, (x, y), (wide, flat), 0.0, |u, v, _| {
        scale(colour, 1.08 - 0.08 * u - 0.04 * v + 0.05 * step(0.96, 1.0, u.hypot(v)))
    });
}

/// A square bottle of scent, standing with its foot at `y` plus its size.
fn bottle(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, seed: u32) {
    shadow(canvas, (x + size * 0.5, y + size * 0.98), (size * 1.5, size * 0.2), 0.42);
    let (amber, pale) = (hex(0xd98a5c), hex(0xfbe8dc));
    let soft = canvas.pixel();
    let (half, high, round) = (size * 0.70, size, size * 0.16);
    canvas.paint_in([x - half, y - high, x + half, y + high], |px, py, under| {
        let (dx, dy) = (((px - x).abs() - half + round).max(0.0), ((py - y).abs() - high + round).max(0.0));
        let away = round - dx.hypot(dy);
        let cover = (away / soft + 0.5).clamp(0.0, 1.0);
        if cover <= 0.0 {
            return under;
        }
        let (u, v) = ((px - x) / half, (py - y) / high);
        let inner = 0.09;
        let glass = 1.0 - u.abs().max(v.abs() * 0.97 + 0.02);
        let full = step(-0.52, -0.515, v + 0.02 * u);
        let caustic = 0.5 + 0.5 * fractal(u * 2.0, v * 2.0, 3, seed);
        let liquid = scale(mix(amber, hex(0xffc9a0), step(0.9, -0.6, u + 0.3 * v) * 0.7), 0.84 + 0.35 * caustic);
        let empty = mix(under, pale, 0.5);
        let mut colour = if glass > inner {
            mix(empty, liquid, full * 0.86)
        } else {
            mix(under, scale(pale, 0.85 + 0.4 * step(0.0, inner, glass)), 0.72)
        };
        let streak =
            step(0.05, 0.02, (u + 0.70).abs()) * 0.7 + step(0.025, 0.01, (u + 0.52).abs()) * 0.45 + step(0.03, 0.01, (u - 0.78).abs()) * 0.35;
        colour = add(colour, [1.0; 3], streak * step(0.92, 0.8, v.abs()) * 0.75);
        // The label.
        if u.abs() < 0.5 && (-0.02..0.52).contains(&v) {
            let edge = u.abs() > 0.475 || !(0.0..=0.5).contains(&v);
            let lines = (v > 0.20 && v < 0.225 && u.abs() < 0.30) || (v > 0.30 && v < 0.315 && u.abs() < 0.2);
            colour = if edge {
                hex(0xc9a878)
            } else {
                scale(hex(0xfffaf4), if lines { 0.45 } else { 0.96 - 0.1 * u })
            };
        }
        mix(under, colour, cover)
    });
    for (wide, top, bottom, tone) in [(0.26, -1.16, -0.98, 0xd8b27c), (0.36, -1.66, -1.14, 0x4a342c)] {
        let colour = hex(tone);
        canvas.paint_in([x - size * wide, y + size * top, x + size * wide, y + size * bottom], |px, _, _| {
            let u = (px - x) / size / wide;
            let metal = 0.42 + 0.5 * (1.0 - u * u) + 1.1 * step(0.18, 0.02, (u + 0.5).abs()) + 0.3 * step(0.1, 0.0, (u - 0.62).abs());
            scale(colour, metal)
        });
    }
}
