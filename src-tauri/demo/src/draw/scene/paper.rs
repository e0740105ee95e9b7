//! Cut and printed paper: layered hills, the wave pattern.

use super::land::{Profile, oval};
use crate::draw::canvas::Canvas;
use crate::draw::colour::{Rgb, add, hex, mix, scale, step};
use crate::draw::noise::{chance, fractal, noise};

/// What makes paper paper: fibres and a faint mottle.
fn fibre(x: f32, y: f32, seed: u32) -> f32 {
    1.0 + 0.045 * fractal(x * 70.0, y * 70.0, 2, seed) + 0.03 * noise(x * 12.0, y * 240.0, seed + 1)
}

/// A sheet of paper below an outline, with the shadow that it throws on what is behind it.
fn sheet(canvas: &mut Canvas, outline: &Profile, colour: Rgb, seed: u32) {
    let aspect = canvas.aspect();
    canvas.paint_in([0.0, 0.0, aspect, 1.0], |x, y, under| {
        let behind = outline.at((x - 0.006).max(0.0)) - y;
        if (-0.01..0.035).contains(&behind) {
            scale(under, 1.0 - 0.5 * step(0.035, -0.004, behind))
        } else {
            under
        }
    });
    outline.fill(canvas, |x, y, depth| {
        let cut = step(0.0022, 0.0006, depth);
        add(scale(colour, fibre(x, y, seed) * (1.04 - 0.5 * depth)), [1.0, 1.0, 0.92], cut * 0.16)
    });
}

pub(super) fn papercut(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    let (top, low) = (hex(0x2f7f6a), hex(0xa8d4a0));
    canvas.paint(|x, y, _| scale(mix(top, low, step(0.05, 0.62, y)), fibre(x, y, seed)));
    let place = (aspect * 0.74, 0.475);
    for (radius, tone) in [(0.115, 0xf2e7b0), (0.088, 0xf7d77c), (0.062, 0xf4b64e)] {
        super::land::shadow(canvas, (place.0 + 0.004, place.1 + 0.006), (radius * 1.16, radius * 1.16), 0.34);
        let colour = hex(tone);
        oval(canvas, place, (radius, radius), 0.0, |u, v, _| {
            scale(colour, fibre(u * 0.2, v * 0.2, seed + 2))
        });
    }
    let hills = [0xbfe0a8, 0x8cc894, 0x5aa882, 0x348770, 0x1f665c];
    for (layer, tone) in hills.into_iter().enumerate() {
        let t = layer as f32 / 4.0;
        let id = seed + layer as u32 * 9;
        let outline = Profile::new(canvas, |x| {
            let wave = noise(x * (3.0 + t) + layer as f32 * 3.7, 1.0, id) + 0.35 * noise(x * 8.0, 2.0, id);
            0.505 + 0.062 * layer as f32 - 0.055 * wave
        });
        sheet(canvas, &outline, hex(tone), id);
    }
    water(canvas, 0.735, &[0x2a7f8a, 0x1f6a7c], seed);
    boat(canvas, (aspect * 0.47, 0.785), 0.24, seed);
    water(canvas, 0.80, &[0x175a70, 0x0f4a62], seed + 3);
    for (x, y, turn) in [
        (-0.02, 0.36, 0.35),
        (-0.02, 0.44, 0.0),
        (-0.02, 0.40, 0.7),
        (aspect + 0.02, 0.565, 2.8),
        (aspect + 0.02, 0.60, 3.25),
        (aspect + 0.02, 0.575, 2.4),
    ] {
        for shadow in [true, false] {
            let drop = if shadow { 0.006 } else { 0.0 };
            super::land::leaf(canvas, (x + drop, y + drop), (0.17, 0.036), turn, |along, across, under| {
                if shadow {
                    return scale(under, 0.72);
                }
                let rib = step(0.09, 0.02, across.abs());
                scale(
                    mix(hex(0x1f6a4a), hex(0x3f9a60), 0.5 + 0.5 * across),
                    fibre(along, across * 0.2, seed) + 0.2 * rib,
                )
            });
        }
    }
}

fn water(canvas: &mut Canvas, top: f32, tones: &[u32], seed: u32) {
    for (layer, tone) in tones.iter().enumerate() {
        let shift = layer as f32 * 0.037 + seed as f32 * 0.01;
        let outline = Profile::new(canvas, |x| {
            let wave = ((x + shift) * 34.0).sin().abs();
            top + 0.032 * layer as f32 + 0.011 * (1.0 - wave) + 0.006 * noise(x * 4.0, shift, seed)
        });
        sheet(canvas, &outline, hex(*tone), seed + layer as u32);
    }
}

/// A dragon boat with its crew, cut from paper; `y` is at the water.
fn boat(canvas: &mut Canvas, (x, y): (f32, f32), long: f32, seed: u32) {
    let at = |px: f32, py: f32| (x + px * long, y + py * long);
    let (red, gold, dark) = (hex(0xd23a2a), hex(0xf4c04e), hex(0x7a1a18));
    let paint = |canvas: &mut Canvas, corners: &[(f32, f32)], colour: Rgb| {
        let lower: Vec<(f32, f32)> = corners.iter().map(|(cx, cy)| (cx + 0.004, cy + 0.006)).collect();
        canvas.polygon(&lower, |_, _, under| scale(under, 0.74));
        canvas.polygon(corners, |px, py, _| scale(colour, fibre(px, py, seed)));
    };
    for rower in 0..6 {
        let px = -0.62 + 0.22 * rower as f32;
        paint(
            canvas,
            &[at(px - 0.02, 0.0), at(px + 0.05, -0.02), at(px - 0.10, 0.22), at(px - 0.14, 0.22)],
            hex(0xe8d5a0),
        );
        paint(
            canvas,
            &[at(px - 0.055, 0.02), at(px + 0.05, 0.02), at(px + 0.075, -0.15), at(px - 0.01, -0.15)],
            if rower % 2 == 0 { gold } else { hex(0xf7f0dc) },
        );
        let head = at(px + 0.045, -0.195);
        let skin = hex(0xf0c8a0);
        oval(canvas, head, (long * 0.036, long * 0.04), 0.0, |_, _, _| skin);
        oval(canvas, (head.0, head.1 - long * 0.018), (long * 0.04, long * 0.022), 0.0, |_, _, _| dark);
    }
    // Hull, turned up at both ends.
    let mut hull: Vec<(f32, f32)> = (0..=30)
        .map(|step| step as f32 / 30.0 * 2.0 - 1.0)
        .map(|t| at(t * 0.95, -0.16 * t.powi(4) - 0.01))
        .collect();
    hull.extend(
        (0..=30)
            .rev()
            .map(|step| step as f32 / 30.0 * 2.0 - 1.0)
            .map(|t| at(t * 0.93, 0.15 - 0.27 * t.powi(4))),
    );
    paint(canvas, &hull, red);
    let band: Vec<(f32, f32)> = (0..=30)
        .map(|step| step as f32 / 30.0 * 2.0 - 1.0)
        .map(|t| at(t * 0.92, 0.02 - 0.17 * t.powi(4)))
        .chain(
            (0..=30)
                .rev()
                .map(|step| step as f32 / 30.0 * 2.0 - 1.0)
                .map(|t| at(t * 0.92, 0.05 - 0.18 * t.powi(4))),
        )
        .collect();
    canvas.polygon(&band, |_, _, _| gold);
    for scale_at in 0..15 {
        let t = scale_at as f32 / 14.0 * 2.0 - 1.0;
        let (cx, cy) = at(t * 0.78, 0.095 - 0.18 * t.powi(4));
        oval(canvas, (cx, cy), (long * 0.026, long * 0.026), 0.0, |u, v, under| {
            if u.hypot(v) > 0.6 { gold } else { under }
        });
    }
    // The dragon's head and tail.
    paint(
        canvas,
        &[
            at(0.82, -0.02),
            at(0.90, -0.20),
            at(0.88, -0.36),
            at(0.96, -0.40),
            at(1.16, -0.34),
            at(1.18, -0.28),
            at(1.06, -0.27),
            at(1.14, -0.22),
            at(1.02, -0.21),
            at(0.99, -0.06),
        ],
        red,
    );
    paint(
        canvas,
        &[
            at(0.86, -0.30),
            at(0.74, -0.42),
            at(0.82, -0.40),
            at(0.78, -0.50),
            at(0.90, -0.42),
            at(0.92, -0.52),
            at(0.98, -0.39),
        ],
        gold,
    );
    let eye = at(0.99, -0.335);
    canvas.disc(eye, long * 0.024, 0.0008, [1.0; 3], 1.0);
    canvas.disc(eye, long * 0.011, 0.0008, [0.02; 3], 1.0);
    paint(
        canvas,
        &[
            at(-0.88, -0.10),
            at(-1.02, -0.34),
            at(-0.94, -0.30),
            at(-0.96, -0.42),
            at(-0.86, -0.30),
            at(-0.80, -0.34),
            at(-0.78, -0.06),
        ],
        gold,
    );
}

pub(super) fn waves(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    let (top, low) = (hex(0x12394a), hex(0x0c2636));
    canvas.paint(|x, y, _| scale(mix(top, low, y), fibre(x, y, seed)));
    let sun = (aspect * 0.34, 0.30);
    canvas.glow(sun, 0.42, hex(0xe86a3c), 0.25);
    oval(canvas, sun, (0.135, 0.135), 0.0, |u, v, _| {
        scale(mix(hex(0xf0653a), hex(0xc92f2a), v * 0.5 + 0.5), fibre(u * 0.3, v * 0.3, seed + 2))
    });
    for (x, y, wide) in [(0.20, 0.37, 0.20), (0.52, 0.245, 0.15), (0.10, 0.195, 0.12), (0.36, 0.455, 0.16)] {
        ribbon_cloud(canvas, (aspect * x, y), wide, seed);
    }
    // Scales in rows, every other row shifted by half, each row over the one behind.
    let tones = [0x0f4a5c, 0x176a78, 0x0b3a4e];
    let (cream, gold) = (hex(0xf4e6c4), hex(0xe3b052));
    let radius = 0.082;
    let rows = 13;
    for row in 0..rows {
        let y = 0.545 + row as f32 * radius * 0.45;
        let shift = if row % 2 == 0 { 0.0 } else { radius };
        let count = (aspect / radius / 2.0) as i32 + 2;
        for at in -1..count {
            let x = at as f32 * radius * 2.0 + shift;
            let lift = 0.030 * noise(x * 2.6, 3.0, seed + 7);
            let tone = hex(tones[(chance(at, row, seed) * 2.99) as usize]);
            let golden = chance(at, row, seed + 4) > 0.80;
            super::land::shadow(canvas, (x, y + lift - radius * 0.06), (radius * 1.14, radius * 1.14), 0.5);
            oval(canvas, (x, y + lift), (radius, radius), 0.0, |u, v, _| {
                let away = u.hypot(v);
                let ring = away * 5.0;
                let line = step(0.62, 0.68, ring.fract()) * step(1.0, 0.94, ring.fract());
                let paint = if golden { gold } else { cream };
                let body = scale(tone, 0.72 + 0.5 * away - 0.2 * v);
                let inked = mix(body, scale(paint, 0.95 - 0.25 * v), line * if ring > 4.0 { 1.0 } else { 0.82 });
                scale(inked, fibre(x + u * radius, y + v * radius, seed + 5))
            });
        }
    }
    // A crane over the waves.
    crane(canvas, (aspect * 0.36, 0.50), 0.13);
}

/// A cloud of flat bars with round ends, as on old silk.
fn ribbon_cloud(canvas: &mut Canvas, (x, y): (f32, f32), wide: f32, seed: u32) {
    let tall = 0.0095;
    for (bar, (shift, length)) in [(0.15, 0.55), (-0.1, 1.0), (0.2, 0.75)].into_iter().enumerate() {
        let middle = (x + shift * wide * 0.5, y + (bar as f32 - 1.0) * tall * 2.0);
        let half = wide * length * 0.5;
        let soft = canvas.pixel();
        canvas.paint_in(
            [middle.0 - half - tall, middle.1 - tall, middle.0 + half + tall, middle.1 + tall],
            |px, py, under| {
                let dx = ((px - middle.0).abs() - half).max(0.0);
                let away = dx.hypot(py - middle.1);
                let cover = ((tall - away) / soft + 0.5).clamp(0.0, 1.0);
                let rim = step(tall * 0.62, tall * 0.72, away);
                let body = mix(hex(0x1f5566), hex(0xe9c77c), rim);
                mix(under, scale(body, fibre(px, py, seed)), cover)
            },
        );
    }
}

fn crane(canvas: &mut Canvas, (x, y): (f32, f32), size: f32) {
    let (white, black, red) = (hex(0xf8f2e4), hex(0x141a20), hex(0xd8402e));
    let at = |px: f32, py: f32| (x + px * size, y + py * size);
    canvas.polygon(&[at(-0.02, 0.0), at(-0.62, 0.16), at(-0.66, 0.13), at(-0.1, -0.07)], |_, _, _| black);
    for (root, angle, long) in [(0.05, -2.2, 0.95), (0.12, -1.15, 1.05)] {
        for feather in 0..7 {
            let turn = angle - 0.11 * feather as f32;
            let reach = size * long * (1.0 - 0.09 * feather as f32);
            super::land::leaf(
                canvas,
                at(root - 0.05 * feather as f32, -0.02),
                (reach, size * 0.15),
                turn,
                |along, across, _| mix(scale(white, 0.92 + 0.1 * across), black, step(0.76, 0.82, along) * 0.95),
            );
        }
    }
    oval(canvas, at(0.0, 0.0), (size * 0.34, size * 0.095), 0.12, |_, v, _| {
        scale(white, 1.0 - 0.22 * v)
    });
    let neck = [
        at(0.22, 0.0),
        at(0.40, 0.0),
        at(0.62, -0.12),
        at(0.78, -0.11),
        at(0.78, -0.075),
        at(0.62, -0.06),
        at(0.36, 0.08),
    ];
    canvas.polygon(&neck, |px, _, _| if px > at(0.60, 0.0).0 { black } else { white });
    canvas.disc(at(0.80, -0.095), size * 0.042, 0.001, white, 1.0);
    canvas.disc(at(0.81, -0.125), size * 0.022, 0.001, red, 1.0);
    canvas.polygon(&[at(0.83, -0.11), at(1.0, -0.075), at(0.83, -0.075)], |_, _, _| hex(0xd8b060));
}
