//! Water: the sea by day and at dawn, and the moon above a lake.

use super::Hour;
use super::land::{Profile, ball, cloud, sky, stars, sun};
use crate::draw::canvas::Canvas;
use crate::draw::colour::{add, hex, mix, ramp, scale, step};
use crate::draw::noise::{crests, fractal, noise};

pub(super) fn sea(canvas: &mut Canvas, hour: Hour, seed: u32) {
    match hour {
        Hour::Noon => noon(canvas, seed),
        Hour::Dawn => dawn(canvas, seed),
    }
}

/// Waves of a plane that runs to the horizon at `horizon`: height of the water at a place of the picture.
fn waves(x: f32, y: f32, horizon: f32, seed: u32) -> f32 {
    let away = 0.06 / (y - horizon + 0.004);
    fractal(x * away * 22.0, away * 26.0, 4, seed)
}

fn noon(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    sky(canvas, &[(0.0, 0x1b6fc2), (0.3, 0x4fa8e0), (0.5, 0xbfe6f2)], seed);
    let (white, shade) = (hex(0xffffff), hex(0x9cbdd6));
    canvas.paint_in([0.0, 0.0, aspect, 0.52], |x, y, under| {
        let here = cloud(x * 1.3 + 3.0, y * 0.75, seed + 2);
        let above = cloud(x * 1.3 + 3.0 + 0.02, y * 0.75 - 0.03, seed + 2);
        let there = step(0.04, 0.42, here + 0.2 * step(0.2, 0.5, y) - 0.05);
        mix(under, mix(white, shade, step(-0.12, 0.3, above - here + here * 0.3)), there * 0.94)
    });
    let horizon = 0.52;
    let (deep, mid, shallow) = (hex(0x065a94), hex(0x0f94b4), hex(0x7fe0d2));
    let sand = [hex(0xf3dfb6), hex(0xd2b07c)];
    canvas.paint_in([0.0, horizon, aspect, 1.0], |x, y, _| {
        let swell = waves(x, y, horizon, seed + 4);
        let shore = 0.745 + 0.022 * noise(x * 5.0, 2.0, seed + 5) - 0.05 * (x / aspect - 0.4);
        let water = ramp(&[(horizon, deep), (0.6, mid), (shore, shallow)], y);
        let crest = step(0.18, 0.5, swell) * step(horizon, 0.6, y);
        let sparkle = step(0.62, 0.8, noise(x * 150.0, y * 420.0, seed + 6)) * step(0.72, horizon, y);
        let sea = add(add(scale(water, 1.0 + 0.3 * swell), white, crest * 0.16), white, sparkle * 0.8);
        // Foam: three lines that lap at the beach.
        let to_shore = y - shore;
        let lace = fractal(x * 26.0, y * 44.0, 4, seed + 7);
        let foam = [(-0.052, 0.010), (-0.022, 0.011), (0.0, 0.010)]
            .iter()
            .fold(0.0_f32, |most, (at, width)| {
                let line = to_shore - at + 0.011 * noise(x * 9.0, at * 300.0, seed + 8);
                most.max(step(*width, 0.0, line.abs()) * step(-0.35, 0.25, lace))
            });
        let wet = step(0.07, 0.0, to_shore);
        let grains = noise(x * 260.0, y * 300.0, seed + 9) * 0.05 + fractal(x * 7.0, y * 20.0, 3, seed + 10) * 0.12;
        let beach = scale(mix(sand[0], sand[1], wet * 0.8), 1.0 + grains);
        let base = mix(sea, beach, step(-0.002, 0.006, to_shore));
        mix(base, white, foam * 0.92)
    });
    parasol(canvas, (aspect * 0.74, 0.80), 0.088);
}

fn parasol(canvas: &mut Canvas, (x, y): (f32, f32), size: f32) {
    super::land::shadow(canvas, (x - size * 0.5, y + size * 0.62), (size * 1.3, size * 0.22), 0.45);
    canvas.polygon(
        &[
            (x - 0.002, y),
            (x + 0.0022, y),
            (x + 0.010, y + size * 0.72),
            (x + 0.006, y + size * 0.72),
        ],
        |_, _, _| hex(0xe8e0d0),
    );
    let (red, cream) = (hex(0xe84a3c), hex(0xfff6e6));
    super::land::oval(canvas, (x, y), (size, size * 0.62), -0.16, |u, v, under| {
        let edge = 0.06 * (u * 13.0).sin().abs();
        if v > 0.02 + edge {
            return under;
        }
        let around = (u / (1.0 - v * v).max(0.02).sqrt()).clamp(-1.0, 1.0).asin();
        let gore = (around * 8.0 / std::f32::consts::PI).rem_euclid(2.0) < 1.0;
        scale(if gore { red } else { cream }, 0.68 + 0.42 * (-v) - 0.22 * u)
    });
}

fn dawn(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    let horizon = 0.47;
    sky(canvas, &[(0.0, 0x3a3f78), (0.2, 0x8a6398), (0.36, 0xe88f8a), (horizon, 0xffd0a0)], seed);
    let low = (aspect * 0.5, horizon - 0.022);
    canvas.paint_in([0.0, 0.0, aspect, horizon], |x, y, under| {
        let there = step(0.0, 0.42, fractal(x * 2.6, y * 13.0, 5, seed + 2));
        let near = step(0.5, 0.0, (x - low.0).hypot(y - low.1));
        mix(under, mix(hex(0x7c5a8c), scale(hex(0xffa878), 1.35), near), there * 0.62)
    });
    sun(canvas, low, 0.04, 0xffdca0, 0.45, 0.6);
    let (warm, dark) = (hex(0xffb880), hex(0x3a3058));
    canvas.paint_in([0.0, horizon, aspect, 1.0], |x, y, _| {
        let swell = waves(x, y, horizon, seed + 3);
        let base = ramp(&[(horizon, hex(0xd89a98)), (0.62, hex(0x7a5a88)), (0.9, dark)], y);
        let spread = 0.02 + 0.24 * (y - horizon);
        let road = (-((x - low.0 + swell * 0.05) / spread).powi(2)).exp() * step(-0.25, 0.3, swell);
        add(scale(base, 1.0 + 0.4 * swell), warm, road * 1.25)
    });
    let rock = hex(0x1a1630);
    let shore = Profile::new(canvas, |x| {
        let left = step(0.3, 0.0, x / aspect) * 0.20 + step(0.84, 1.0, x / aspect) * 0.09;
        0.93 - left - 0.06 * crests(x * 7.0, 1.0, 5, seed + 5) * (left * 6.0).min(1.2)
    });
    shore.fill(canvas, |x, y, depth| {
        let rough = fractal(x * 30.0, y * 30.0, 4, seed + 6);
        let rim = step(0.012, 0.0, depth) * step(0.35, 0.0, (x - low.0).abs());
        add(scale(rock, 1.0 + rough), warm, 0.25 * rim + 0.03 * rough.max(0.0))
    });
    runner(canvas, (aspect * 0.79, 0.712), 0.088);
}

/// Somebody running, seen against the light; `y` is at the feet.
fn runner(canvas: &mut Canvas, (x, y): (f32, f32), tall: f32) {
    let dark = hex(0x171228);
    let sand = Profile::new(canvas, |px| y + 0.004 + 0.004 * (px * 12.0).sin() + 0.5 * (px - x).abs().powi(2));
    sand.fill(canvas, |px, py, depth| {
        let wet = mix(hex(0x8a5e74), hex(0x2c2240), step(0.0, 0.12, depth));
        scale(wet, 0.9 + 0.25 * fractal(px * 18.0, py * 60.0, 3, 5))
    });
    let mut limb = |points: &[(f32, f32)], thick: f32| {
        for pair in points.windows(2) {
            let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
            let place = |px: f32, py: f32| (x + px * tall, y + (py - 1.0) * tall);
            let ((ax, ay), (bx, by)) = (place(ax, ay), place(bx, by));
            let length = (bx - ax).hypot(by - ay).max(1e-4);
            let (nx, ny) = (-(by - ay) / length * thick * tall, (bx - ax) / length * thick * tall);
            canvas.polygon(
                &[
                    (ax + nx, ay + ny),
                    (bx + nx * 0.75, by + ny * 0.75),
                    (bx - nx * 0.75, by - ny * 0.75),
                    (ax - nx, ay - ny),
                ],
                |_, _, _| dark,
            );
            canvas.disc((bx, by), thick * tall * 0.75, 0.0008, dark, 1.0);
            canvas.disc((ax, ay), thick * tall, 0.0008, dark, 1.0);
        }
    };
    limb(&[(0.06, 0.25), (0.0, 0.54)], 0.062);
    limb(&[(0.0, 0.54), (0.17, 0.70), (0.10, 0.98), (0.16, 0.99)], 0.046);
    limb(&[(0.0, 0.54), (-0.10, 0.76), (-0.33, 0.80), (-0.36, 0.88)], 0.044);
    limb(&[(0.06, 0.24), (-0.10, 0.36), (-0.02, 0.47)], 0.028);
    limb(&[(0.07, 0.24), (0.17, 0.40), (0.30, 0.31)], 0.028);
    limb(&[(0.09, 0.11), (0.095, 0.12)], 0.068);
}

pub(super) fn moon(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    sky(canvas, &[(0.0, 0x060d26), (0.3, 0x122450), (0.55, 0x2c4a7e), (0.72, 0x6a7ba0)], seed);
    stars(canvas, 320, 0.5, seed + 1);
    let place = (aspect * 0.38, 0.34);
    let radius = 0.135;
    let light = hex(0xffe9b8);
    canvas.paint(|x, y, under| {
        let away = (x - place.0).hypot(y - place.1) - radius;
        let near = add(under, light, 0.34 * (-away.max(0.0) * 15.0).exp());
        add(near, hex(0x5a7cc8), 0.10 * (-away.max(0.0) * 3.2).exp())
    });
    ball(canvas, place, radius, |[nx, ny, nz], _| {
        let maria = step(0.02, 0.35, fractal(nx * 1.7 + 4.0, ny * 1.7, 5, seed + 3));
        let craters = fractal(nx * 9.0, ny * 9.0, 4, seed + 4) * 0.12;
        let limb = 0.72 + 0.28 * nz;
        scale(mix(hex(0xfff0c8), hex(0xc89a58), maria * 0.6), (1.06 + craters) * limb)
    });
    canvas.paint_in([0.0, 0.1, aspect, 0.75], |x, y, under| {
        let here = cloud(x * 1.1 + 2.0, y * 0.9, seed + 6);
        let bank = 0.25 * step(0.35, 0.62, y) - 0.12 * step(0.5, 0.2, y);
        let there = step(0.1, 0.5, here + bank) * step(0.1, 0.22, y);
        let away = (x - place.0).hypot(y - place.1);
        // Clouds are thin at their rim: there the moon shines through.
        let rim = there * (1.0 - there) * 4.0;
        let body = mix(hex(0x243a68), hex(0xc8b48c), step(0.55, 0.05, away) * 0.8);
        add(mix(under, body, there * 0.82), light, rim * 0.22 * step(0.6, 0.05, away))
    });
    for layer in 0..3_u32 {
        let t = layer as f32 / 2.0;
        let id = seed + 20 + layer;
        let base = 0.685 + 0.03 * layer as f32;
        let outline = Profile::new(canvas, |x| base - 0.1 * (1.0 - 0.45 * t) * (crests(x * 3.2 + t * 3.0, t, 5, id) - 0.4));
        let body = mix(hex(0x3c5280), hex(0x0c1630), t);
        outline.fill(canvas, |x, y, depth| {
            let texture = 0.9 + 0.3 * fractal(x * 22.0, y * 30.0, 3, id);
            mix(scale(body, texture), hex(0x7f8fb0), step(0.0, 0.1, depth) * 0.55 * (1.0 - t * 0.6))
        });
    }
    let horizon = 0.735;
    let mirror: Vec<[f32; 3]> = canvas.pixels().to_vec();
    let (wide, tall) = (canvas.width(), canvas.height() as f32);
    canvas.paint_in([0.0, horizon, aspect, 1.0], |x, y, _| {
        let swell = waves(x, y, horizon, seed + 8);
        let from = (horizon - (y - horizon) * 2.2 + swell * 0.02).clamp(0.0, horizon);
        let at = (from * tall) as usize * wide + (((x + swell * 0.006) * tall).max(0.0) as usize).min(wide - 1);
        let road = (-((x - place.0 + swell * 0.03) / (0.03 + 0.22 * (y - horizon))).powi(2)).exp() * step(-0.1, 0.35, swell);
        add(scale(mirror[at], 0.5 + 0.15 * swell), light, road * 0.75)
    });
}
