//! Above the ground: balloons at dawn, a planet, flowing silk.

use super::Tint;
use super::land::{Profile, ball, conifers, mist, sky, stars, sun};
use crate::draw::canvas::Canvas;
use crate::draw::colour::{Rgb, add, hex, mix, ramp, scale, step};
use crate::draw::noise::{Dice, crests, fractal, noise};

pub(super) fn balloons(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    sky(canvas, &[(0.0, 0xc9b8dc), (0.22, 0xf0cfd8), (0.45, 0xffdcb8), (0.62, 0xffc890)], seed);
    sun(canvas, (aspect * 0.22, 0.60), 0.034, 0xfff0c4, 0.5, 0.4);
    canvas.paint_in([0.0, 0.05, aspect, 0.6], |x, y, under| {
        let there = step(0.08, 0.5, fractal(x * 2.6, y * 14.0, 5, seed + 2));
        mix(under, mix(hex(0xffe9dc), hex(0xff9f86), step(0.1, 0.55, y) * 0.5), there * 0.55)
    });
    for layer in 0..5_u32 {
        let t = layer as f32 / 4.0;
        let id = seed + layer * 7;
        let base = 0.63 + 0.052 * layer as f32;
        let outline = Profile::new(canvas, |x| {
            base - (0.09 - 0.02 * t) * (crests(x * (2.6 + t * 1.5) + t * 5.0, t * 4.0, 5, id) - 0.4)
                - conifers(x, 0.012 + 0.01 * t, 0.012, id) * step(0.4, 0.8, t)
        });
        let body = mix(hex(0xe6a894), hex(0x4a3050), t);
        outline.fill(canvas, |x, y, depth| {
            mix(
                scale(body, 0.9 + 0.4 * fractal(x * 20.0, y * 26.0, 3, id)),
                hex(0xffe0c0),
                step(0.0, 0.085, depth) * (0.85 - 0.5 * t),
            )
        });
        mist(canvas, base - 0.005, base + 0.085, 0xffe6cc, 0.62 * (1.0 - 0.7 * t), id + 3);
    }
    let palettes = [
        [0xe8503c, 0xfff0d4, 0xf2a23a],
        [0x3a6ea8, 0xf7f0e0, 0xe8604a],
        [0xf0b23c, 0xd8483a, 0xfff2d8],
        [0x2f8a7a, 0xf8e6b8, 0xf08a4a],
        [0x8a4a8c, 0xffd9c0, 0xe8607a],
    ];
    for (at, (x, y, size)) in [
        (0.86, 0.43, 0.022),
        (0.43, 0.475, 0.028),
        (0.10, 0.455, 0.036),
        (0.76, 0.545, 0.058),
        (0.36, 0.625, 0.105),
    ]
    .into_iter()
    .enumerate()
    {
        balloon(canvas, (aspect * x, y), size, palettes[(at + 1) % 5], seed + at as u32);
    }
}

fn balloon(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, tones: [u32; 3], seed: u32) {
    let tones = tones.map(hex);
    let soft = canvas.pixel();
    let towards = [-0.72, -0.25, 0.64];
    let haze = step(0.05, 0.02, size) * 0.4;
    canvas.paint_in([x - size, y - size, x + size, y + size * 1.4], |px, py, under| {
        let (u, v) = ((px - x) / size, (py - y) / size);
        // Round above, drawn in to the mouth below.
        let half = if v < 0.0 {
            (1.0 - v * v).max(0.0).sqrt()
        } else {
            (1.0 - (v / 1.32).powf(1.7)).max(0.0).powf(0.85)
        };
        let cover = ((half - u.abs()) * size / soft + 0.5).clamp(0.0, 1.0) * step(1.24, 1.22, v);
        if cover <= 0.0 {
            return under;
        }
        let across = (u / half.max(0.02)).clamp(-1.0, 1.0);
        let gore = across.asin() / std::f32::consts::PI * 14.0;
        let panel = (gore.floor() as i32).rem_euclid(2) as usize;
        let zig = v + 0.12 * ((gore.fract() + 1.0).fract() - 0.5).abs() * 2.0;
        let tone = if (0.10..0.32).contains(&zig) {
            tones[2]
        } else if zig > 0.86 {
            tones[0]
        } else {
            tones[panel]
        };
        let normal = [across * 0.94, v * 0.75, (1.0 - across * across * 0.9).max(0.0).sqrt()];
        let light = super::land::lit(normal, towards, 0.30);
        let seam = 0.86 + 0.14 * step(0.0, 0.10, 0.5 - ((gore.fract() + 1.0).fract() - 0.5).abs());
        let cloth = 1.0 + 0.05 * noise(px * 200.0, py * 60.0, seed);
        let lit_up = add(scale(tone, (0.45 + 0.85 * light) * seam * cloth), hex(0xffb060), 0.10 * step(0.6, 1.2, v));
        mix(under, mix(lit_up, hex(0xffdcc0), haze), cover)
    });
    let basket = (x, y + size * 1.62);
    for side in [-1.0, 1.0] {
        canvas.polygon(
            &[
                (x + side * size * 0.22, y + size * 1.22),
                (x + side * size * 0.235, y + size * 1.22),
                (x + side * size * 0.115, basket.1),
                (x + side * size * 0.10, basket.1),
            ],
            |_, _, _| hex(0x4a3428),
        );
    }
    canvas.polygon(
        &[
            (x - size * 0.13, basket.1 - size * 0.06),
            (x + size * 0.13, basket.1 - size * 0.06),
            (x + size * 0.11, basket.1 + size * 0.13),
            (x - size * 0.11, basket.1 + size * 0.13),
        ],
        |px, py, _| {
            let weave = 0.75 + 0.25 * ((px / size * 90.0).sin() * (py / size * 90.0).sin());
            scale(hex(0x8a5a34), weave * (1.05 - 1.6 * (px - x) / size))
        },
    );
    canvas.glow((x, y + size * 1.3), size * 0.3, hex(0xffc060), 0.6);
}

pub(super) fn planet(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    sky(canvas, &[(0.0, 0x05060f), (0.5, 0x0a1230), (1.0, 0x0a0b1c)], seed);
    canvas.paint(|x, y, under| {
        let cloud = (fractal(x * 2.2 + 1.0, y * 2.2, 5, seed) + 0.15).max(0.0);
        let tint = mix(hex(0x2a3fb0), hex(0xb03a9a), step(-0.3, 0.4, noise(x * 2.0, y * 2.0, seed + 1)));
        add(under, tint, cloud * cloud * 0.8)
    });
    stars(canvas, 900, 1.0, seed + 2);
    let (place, radius) = ((aspect * 0.60, 0.36), 0.235);
    let towards = [-0.70, -0.52, 0.49];
    let air = hex(0x5aa0ff);
    canvas.paint(|x, y, under| {
        let (dx, dy) = ((x - place.0) / radius, (y - place.1) / radius);
        let away = dx.hypot(dy) - 1.0;
        let side = 0.25 + 0.75 * step(0.5, -0.9, dx + dy);
        add(under, air, 0.75 * side * (-away.max(0.0) * 9.0).exp())
    });
    let bands = [hex(0x2a4fa8), hex(0x86b8f0), hex(0xe8eefc), hex(0x4a78d0), hex(0x6a5ad0), hex(0xc8b8f4)];
    ball(canvas, place, radius, |[nx, ny, nz], _| {
        let tilt = ny * 0.94 + nx * 0.34;
        let (u, w) = (nx * 0.94 - ny * 0.34, nz);
        let swirl = 0.10 * fractal(u * 2.2 + w, tilt * 7.0, 5, seed + 3);
        let level = (tilt + swirl) * 3.0 + 3.0;
        let band = level.floor();
        let (one, other) = (bands[(band as usize) % 6], bands[(band as usize + 1) % 6]);
        let body = mix(one, other, step(0.15, 0.95, level - band));
        let fine = 0.92 + 0.35 * fractal(u * 6.0, (tilt + swirl) * 26.0, 3, seed + 4);
        let light = super::land::lit([nx, ny, nz], towards, 0.012);
        let rim = (1.0 - nz).powi(3);
        add(scale(body, fine * light * 1.15), air, rim * light * 0.9)
    });
    // Rings, in front below and behind above.
    let (sin, cos) = (-0.36_f32).sin_cos();
    canvas.paint_in([0.0, 0.1, aspect, 0.62], |x, y, under| {
        let (dx, dy) = ((x - place.0) / radius, (y - place.1) / radius);
        let (u, v) = (dx * cos + dy * sin, (dy * cos - dx * sin) / 0.24);
        let away = u.hypot(v);
        if !(1.25..2.1).contains(&away) || (v < 0.0 && dx.hypot(dy) < 1.0) {
            return under;
        }
        let lanes = 0.5 + 0.5 * noise(away * 26.0, 1.0, seed + 6);
        let gap = step(0.0, 0.02, (away - 1.68).abs() - 0.018);
        let edge = step(1.25, 1.32, away) * step(2.1, 1.95, away);
        let shade = if u > 0.2 && v < 0.3 && v > -1.6 { step(1.4, 0.9, u) * 0.75 } else { 0.0 };
        let light = mix(hex(0xcfe0ff), hex(0x8a90e8), away - 1.25);
        mix(
            under,
            scale(light, (0.5 + 0.6 * lanes) * (1.0 - shade)),
            edge * gap * (0.30 + 0.55 * lanes) * 0.85,
        )
    });
    ball(canvas, (aspect * 0.20, 0.165), 0.026, |normal, _| {
        let (u, v) = (normal[0] * 3.0, normal[1] * 3.0);
        scale(
            hex(0xc8c4d4),
            super::land::lit(normal, towards, 0.02) * (0.9 + 0.5 * fractal(u, v, 4, seed + 8)),
        )
    });
    grid(canvas, seed);
}

/// A floor of light lines that runs to the horizon.
fn grid(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    let horizon = 0.655;
    let line = hex(0x4a9cff);
    canvas.paint_in([0.0, horizon, aspect, 1.0], |x, y, under| {
        let depth = y - horizon;
        let away = 0.06 / (depth + 0.003);
        let (u, v) = ((x - aspect * 0.5) * away * 11.0, away * 9.0);
        let near = |value: f32, width: f32| step(width, 0.0, (value - value.round()).abs());
        let mesh = near(u, 0.035 + 0.06 * away.min(1.5)).max(near(v, 0.04 + 0.10 * away.min(1.5)));
        let floor = mix(under, hex(0x070a1c), step(0.0, 0.03, depth) * 0.82);
        add(
            floor,
            line,
            mesh * 0.42 * step(0.0, 0.05, depth) * step(0.40, 0.06, depth) + 0.9 * (-depth * 60.0).exp() * (0.6 + 0.4 * noise(x * 6.0, 0.0, seed)),
        )
    });
}

pub(super) fn flow(canvas: &mut Canvas, tint: Tint, seed: u32) {
    let stops: Vec<(f32, Rgb)> = match tint {
        Tint::Magenta => [0x2b0a4a, 0x7a12a0, 0xe0218a, 0xff6a3c, 0xffc24a],
        Tint::Gold => [0xb98a48, 0xe2be7e, 0xf7e6bf, 0xfff6e2, 0xe6c488],
        Tint::Ocean => [0x04283c, 0x07566a, 0x10968e, 0x5fd6b8, 0xd4fbe6],
    }
    .iter()
    .enumerate()
    .map(|(at, code)| (at as f32 / 4.0, hex(*code)))
    .collect();
    let height = |x: f32, y: f32| {
        let (wx, wy) = (noise(x * 1.5, y * 1.5, seed), noise(x * 1.5 + 5.0, y * 1.5 + 2.0, seed + 1));
        let fold = noise(x * 1.1 + wx * 1.3, y * 1.1 + wy * 1.3, seed + 2);
        let pleats = ((fold * 3.2 + x * 0.9 - y * 1.3) * 5.2).sin();
        (fold, pleats)
    };
    canvas.paint(|x, y, _| {
        let ((fold, here), (_, right), (_, below)) = (height(x, y), height(x + 0.004, y), height(x, y + 0.004));
        // Cloth: lit where the pleat faces the light, with a sheen along its back.
        let (sx, sy) = ((here - right) * 3.4, (here - below) * 3.4);
        let length = (sx * sx + sy * sy + 1.0).sqrt();
        let normal = [sx / length, sy / length, 1.0 / length];
        let towards = [-0.48, -0.58, 0.66];
        let light = super::land::lit(normal, towards, 0.30);
        let base = ramp(&stops, 0.5 + 0.42 * fold + 0.24 * here - 0.16 * (y - 0.5));
        let weave = 1.0 + 0.03 * noise(x * 300.0, y * 300.0, seed + 3);
        add(
            scale(base, (0.40 + 0.78 * light) * weave),
            [1.0, 0.96, 0.92],
            0.30 * super::land::shine(normal, towards, 34),
        )
    });
    let mut dice = Dice::new(seed);
    let aspect = canvas.aspect();
    for _ in 0..70 {
        let place = (dice.unit() * aspect, dice.unit());
        let bright = dice.unit().powi(3);
        canvas.glow(place, 0.003 + 0.014 * bright, [1.0, 0.95, 0.8], 0.3 + 0.7 * bright);
    }
}
