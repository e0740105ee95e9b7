//! Oranges in a heap, lemons in sparkling water.

use super::Fruit;
use super::land::{ball, leaf, lit, oval, shadow, shine};
use crate::draw::canvas::Canvas;
use crate::draw::colour::{Rgb, add, hex, mix, scale, step};
use crate::draw::noise::{Dice, chance, fractal, noise};

const LIGHT: [f32; 3] = [-0.45, -0.62, 0.64];

pub(super) fn citrus(canvas: &mut Canvas, fruit: Fruit, seed: u32) {
    match fruit {
        Fruit::Orange => oranges(canvas, seed),
        Fruit::Lemon => lemons(canvas, seed),
    }
}

fn oranges(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    let (top, low) = (hex(0xfff1d6), hex(0xffd08a));
    canvas.paint(|x, y, _| {
        let rays = 0.5 + 0.5 * ((x - aspect * 0.5).atan2(1.05 - y) * 22.0).sin();
        let base = mix(top, low, y);
        scale(base, 1.0 + 0.03 * step(0.3, 0.7, rays) + 0.02 * fractal(x * 9.0, y * 9.0, 3, seed))
    });
    // Rows from behind to the front, each resting on the one below.
    let heap: [(f32, f32, f32); 13] = [
        (0.50, 0.475, 0.080),
        (0.33, 0.535, 0.088),
        (0.67, 0.535, 0.088),
        (0.16, 0.625, 0.095),
        (0.50, 0.60, 0.096),
        (0.84, 0.62, 0.096),
        (0.31, 0.70, 0.105),
        (0.69, 0.70, 0.104),
        (0.03, 0.745, 0.106),
        (0.97, 0.745, 0.106),
        (0.50, 0.775, 0.112),
        (0.20, 0.835, 0.118),
        (0.82, 0.84, 0.118),
    ];
    for (at, (x, y, radius)) in heap.into_iter().enumerate() {
        let place = (aspect * x, y);
        shadow(canvas, (place.0 + radius * 0.16, y + radius * 0.5), (radius * 1.28, radius * 0.95), 0.5);
        let half = at == 6 || at == 9;
        if half {
            slice(canvas, place, radius * 0.98, 0.95, (0xff8a10, 0xffc860), 1.12, seed + at as u32);
        } else {
            orange(canvas, place, radius, seed + at as u32 * 5);
        }
        if at % 3 == 1 || at == 10 {
            let root = (place.0 + radius * 0.12, y - radius * 0.72);
            for (turn, long) in [(-0.5, 0.95), (-2.35, 0.8)] {
                greenery(canvas, root, radius * long, turn + 0.3 * (chance(at as i32, 2, seed) - 0.5));
            }
        }
    }
    let mut dice = Dice::new(seed);
    for _ in 0..40 {
        drop_of(canvas, (dice.unit() * aspect, dice.between(0.44, 0.88)), dice.between(0.0014, 0.0048));
    }
}

fn orange(canvas: &mut Canvas, place: (f32, f32), radius: f32, seed: u32) {
    let (skin, deep) = (hex(0xff9a1f), hex(0xc24a08));
    let turn = (chance(1, 1, seed) - 0.5) * 0.9;
    ball(canvas, place, radius, |[nx, ny, nz], _| {
        // Pores: the surface dips, so the light on it flickers.
        let (u, v) = (nx / (nz + 0.6), ny / (nz + 0.6));
        let pores = noise(u * 46.0, v * 46.0, seed) * 0.10 * nz;
        let bumpy = [nx + pores, ny + pores * 0.7, nz];
        let light = lit(bumpy, LIGHT, 0.16);
        let blotch = fractal(u * 2.5, v * 2.5, 3, seed + 2) * 0.10;
        let rim = (1.0 - nz).powi(3) * 0.3;
        let body = mix(deep, skin, light * 1.15 + blotch);
        let navel = step(0.10, 0.03, (nx - 0.12 - turn * 0.3).hypot(ny + 0.66));
        let lit_up = add(scale(body, 0.50 + 0.72 * light), hex(0xff8a30), rim * 0.35);
        add(mix(lit_up, hex(0x6a7a2a), navel * 0.8), [1.0, 0.95, 0.86], 0.42 * shine(bumpy, LIGHT, 26))
    });
}

fn greenery(canvas: &mut Canvas, root: (f32, f32), long: f32, angle: f32) {
    leaf(canvas, root, (long, long * 0.44), angle, |along, across, _| {
        let rib = step(0.08, 0.015, across.abs());
        let veins = step(0.82, 1.0, ((along * 8.0 - across.abs() * 1.3) * std::f32::consts::TAU).cos());
        let gloss = step(0.35, 0.0, (across - 0.4).abs()) * step(0.0, 0.3, along) * 0.16;
        let body = mix(hex(0x1f6a24), hex(0x6cae3a), 0.5 + 0.45 * across);
        add(scale(body, 0.8 + 0.3 * along), hex(0xe4ffb0), rib * 0.18 + veins * 0.05 + gloss)
    });
}

/// A drop of water.
fn drop_of(canvas: &mut Canvas, place: (f32, f32), radius: f32) {
    oval(canvas, place, (radius, radius * 1.12), 0.0, |u, v, under| {
        let spot = step(0.34, 0.16, (u + 0.34).hypot(v + 0.4));
        add(scale(under, 0.78 + 0.5 * (v * 0.5 + 0.5)), [1.0; 3], spot * 0.8 + 0.06)
    });
}

/// A cut fruit, facing the viewer; `flat` below 1 turns it away. Light comes through where `clear` is above 1.
fn slice(canvas: &mut Canvas, place: (f32, f32), radius: f32, flat: f32, (flesh, bright): (u32, u32), clear: f32, seed: u32) {
    let (flesh, bright) = (hex(flesh), hex(bright));
    let (rind, pith) = (scale(mix(flesh, bright, 0.35), 0.95), hex(0xfff6dc));
    let turn = chance(2, 2, seed) * 6.3;
    let parts = 10.0;
    let tilt = (chance(3, 3, seed) - 0.5) * 0.8;
    oval(canvas, place, (radius, radius * flat), tilt, |u, v, _| {
        let away = u.hypot(v);
        let around = (v.atan2(u) + turn) / std::f32::consts::TAU * parts;
        let part = around.floor();
        // How far from the skin between two segments, narrower towards the middle.
        let wall = ((around - part - 0.5).abs() * 2.0 - 1.0).abs() * away * 1.2;
        let cells = noise((around - part) * 5.0 + part * 9.0, away * 9.0, seed) * 0.5 + noise(u * 26.0, v * 26.0, seed + 1) * 0.5;
        let juice: Rgb = scale(mix(flesh, bright, 0.45 + 0.6 * cells + 0.35 * away), (0.88 + 0.22 * cells) * clear);
        let inside = step(0.02, 0.075, wall) * step(0.86, 0.82, away) * step(0.07, 0.13, away);
        let rim = step(0.915, 0.945, away);
        let base = mix(mix(scale(pith, 0.97 * clear.min(1.06)), juice, inside), rind, rim);
        let wet = step(0.55, 0.85, noise(u * 7.0 + 3.0, v * 7.0, seed + 4)) * inside;
        add(base, [1.0, 0.98, 0.9], wet * 0.3)
    });
}

fn lemons(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    let (top, middle, low) = (hex(0xf4fbe0), hex(0xd6f2b8), hex(0x86d6a4));
    canvas.paint(|x, y, _| {
        let base = if y < 0.45 {
            mix(top, middle, y / 0.45)
        } else {
            mix(middle, low, (y - 0.45) / 0.5)
        };
        let caustic = 1.0 - (fractal(x * 5.0 + 2.0, y * 5.0, 3, seed) * 3.0).abs().min(1.0);
        add(base, [1.0, 1.0, 0.9], 0.20 * caustic.powi(4) * step(0.3, 0.7, y))
    });
    let mut dice = Dice::new(seed);
    for _ in 0..26 {
        let place = (dice.unit() * aspect, dice.between(0.35, 0.95));
        canvas.disc(place, dice.between(0.01, 0.05), 0.012, [1.0, 1.0, 0.94], dice.between(0.05, 0.22));
    }
    for (x, y, size, turn) in [(0.86, 0.455, 0.062, 0.4), (0.18, 0.80, 0.085, -0.5), (0.66, 0.80, 0.075, 0.9)] {
        ice(canvas, (aspect * x, y), size, turn, seed + (x * 99.0) as u32);
    }
    for (x, y, radius, flat) in [
        (0.27, 0.50, 0.082, 0.93),
        (0.70, 0.585, 0.125, 0.96),
        (0.28, 0.70, 0.108, 0.90),
        (0.80, 0.80, 0.085, 0.86),
        (0.05, 0.60, 0.06, 0.8),
        (0.48, 0.855, 0.075, 0.94),
    ] {
        let place = (aspect * x, y);
        shadow(canvas, (place.0 + radius * 0.1, y + radius * 0.2), (radius * 1.2, radius * 1.15), 0.22);
        slice(canvas, place, radius, flat, (0xf2c81a, 0xfff08a), 1.08, seed + (x * 1000.0) as u32);
    }
    for (x, y, turn) in [
        (0.45, 0.475, -0.6),
        (0.48, 0.49, -2.3),
        (0.47, 0.47, -1.4),
        (0.90, 0.69, 0.3),
        (0.92, 0.70, -1.2),
        (0.10, 0.885, -0.4),
        (0.12, 0.88, -1.9),
    ] {
        mint(canvas, (aspect * x, y), 0.072, turn);
    }
    for _ in 0..210 {
        let radius = 0.0015 + 0.013 * dice.unit().powi(4);
        let place = (dice.unit() * aspect, dice.between(0.38, 0.95));
        oval(canvas, place, (radius, radius), 0.0, |u, v, under| {
            let rim = step(0.6, 0.98, u.hypot(v));
            let spot = step(0.32, 0.12, (u + 0.36).hypot(v + 0.4));
            add(mix(under, [1.0, 1.0, 0.97], 0.10 + 0.34 * rim), [1.0; 3], spot * 0.9)
        });
    }
}

fn mint(canvas: &mut Canvas, root: (f32, f32), long: f32, angle: f32) {
    leaf(canvas, root, (long, long * 0.62), angle, |along, across, _| {
        let rib = step(0.08, 0.015, across.abs());
        let fold = ((along * 7.0 - across.abs() * 2.0) * std::f32::consts::TAU).cos();
        let body = mix(hex(0x1f8a48), hex(0x7ccf5e), 0.45 + 0.35 * across + 0.16 * fold);
        add(scale(body, 0.8 + 0.3 * along), hex(0xf0ffd0), rib * 0.2)
    });
}

/// A cube of ice: three faces, clear.
fn ice(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, turn: f32, seed: u32) {
    let corner = |at: f32, reach: f32| (x + size * reach * (turn + at).cos(), y + size * reach * (turn + at).sin());
    let third = std::f32::consts::TAU / 6.0;
    let middle = (x + size * 0.06, y - size * 0.05);
    for (face, light) in [(0.0, 1.22), (2.0, 0.86), (4.0, 1.04)] {
        let corners = [
            middle,
            corner(face * third, 1.0),
            corner((face + 1.0) * third, 1.0),
            corner((face + 2.0) * third, 1.0),
        ];
        canvas.polygon(&corners, |px, py, under| {
            let cracks = step(0.62, 0.95, 1.0 - (fractal(px * 14.0, py * 14.0, 3, seed) * 3.2).abs());
            let away = (px - x).hypot(py - y) / size;
            let frost = 0.32 + 0.30 * step(0.55, 1.0, away) + 0.25 * cracks;
            mix(scale(under, 0.96), scale([0.93, 1.0, 0.98], light), frost)
        });
    }
    for at in 0..6 {
        let (from, to) = (corner(at as f32 * third, 1.0), corner((at + 1) as f32 * third, 1.0));
        let width = size * 0.022;
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy).max(1e-4);
        let (nx, ny) = (-dy / length * width, dx / length * width);
        canvas.polygon(&[from, to, (to.0 + nx, to.1 + ny), (from.0 + nx, from.1 + ny)], |_, _, under| {
            mix(under, [1.15; 3], 0.75)
        });
    }
}
