//! The city at night, and fireworks above it.

use super::Sky;
use super::land::{Profile, sky, stars};
use crate::draw::canvas::Canvas;
use crate::draw::colour::{Rgb, add, hex, mix, scale, step};
use crate::draw::noise::{Dice, chance, crests, fractal, noise};

const WINDOWS: [u32; 5] = [0xffd9a0, 0xffc070, 0xfff0d0, 0xbfdcff, 0xff9a5c];

pub(super) fn skyline(canvas: &mut Canvas, seed: u32) {
    sky(
        canvas,
        &[(0.0, 0x0b1030), (0.25, 0x2a2560), (0.45, 0x7a3f78), (0.6, 0xe0806c), (0.66, 0xffb884)],
        seed,
    );
    stars(canvas, 130, 0.3, seed + 1);
    let aspect = canvas.aspect();
    canvas.paint_in([0.0, 0.1, aspect, 0.62], |x, y, under| {
        let there = step(0.05, 0.5, fractal(x * 2.2, y * 11.0, 5, seed + 2));
        mix(under, mix(hex(0x2c2a58), hex(0xf09a80), step(0.3, 0.6, y)), there * 0.55)
    });
    towers(canvas, 0.645, 0.42, seed);
    reflect(canvas, 0.645, seed);
}

/// Towers in three rows, standing at `ground`, the tallest `tall` high.
fn towers(canvas: &mut Canvas, ground: f32, tall: f32, seed: u32) {
    let aspect = canvas.aspect();
    let mut dice = Dice::new(seed + 50);
    let rows = [(0x8a5f86, 0.30, 0.018), (0x47386c, 0.45, 0.026), (0x171636, 0.58, 0.036)];
    for (row, (colour, least, wide)) in rows.into_iter().enumerate() {
        let body = hex(colour);
        let mut x = -0.02;
        while x < aspect {
            let width = wide * dice.between(0.7, 1.7);
            let middle = 1.0 - ((x / aspect - 0.55).abs() * 1.25).min(0.7);
            let height = tall * middle * dice.between(least * 0.6, least + 0.42) * (1.0 - 0.25 * row as f32);
            let id = seed + (x * 9000.0) as u32 + row as u32 * 71;
            tower(canvas, [x, ground - height, x + width, ground], body, row, id);
            if dice.unit() < 0.25 {
                let mast = x + width * 0.5;
                let top = ground - height - dice.between(0.012, 0.045);
                canvas.paint_in([mast - 0.0008, top, mast + 0.0008, ground - height], |_, _, _| scale(body, 0.8));
                canvas.glow((mast, top), 0.012, hex(0xff3c30), 0.9);
            }
            x += width * dice.between(0.8, 1.1);
        }
    }
}

fn tower(canvas: &mut Canvas, [left, top, right, bottom]: [f32; 4], body: Rgb, row: usize, id: u32) {
    let near = row as f32 / 2.0;
    let cell = (0.0028 + 0.0010 * near, 0.0040 + 0.0014 * near);
    let occupied = 0.22 + 0.4 * chance(1, 1, id);
    let lamp = hex(WINDOWS[(chance(2, 2, id) * 3.0) as usize]);
    let office = chance(3, 3, id) > 0.7;
    canvas.paint_in([left, top, right, bottom], |x, y, _| {
        let (column, floor) = (((x - left) / cell.0), ((y - top) / cell.1));
        let (fx, fy) = (column.fract(), floor.fract());
        let edge = 0.75 + 0.5 * ((x - left) / (right - left));
        let wall = scale(body, edge * (1.0 + 0.5 * step(0.0, 0.4, bottom - y) * 0.4));
        let margin = (right - left) * 0.07;
        if x - left < margin || right - x < margin || floor < 1.0 {
            return wall;
        }
        // Offices are lit floor by floor, homes window by window.
        let by = if office {
            chance(0, floor as i32, id + 5)
        } else {
            chance(column as i32, floor as i32, id + 7)
        };
        let pane = step(0.12, 0.3, fx) * step(0.92, 0.78, fx) * step(0.2, 0.36, fy) * step(0.86, 0.7, fy);
        let tint = mix(lamp, hex(WINDOWS[(chance(column as i32, floor as i32, id) * 4.99) as usize]), 0.4);
        if by < occupied {
            add(
                wall,
                tint,
                pane * (0.35 + 0.95 * chance(column as i32, floor as i32, id + 3)) * (0.35 + 0.5 * near),
            )
        } else {
            add(wall, hex(0x9fb4e0), pane * 0.03)
        }
    });
}

/// Everything above `shore` again below it, shaken and drawn out.
fn reflect(canvas: &mut Canvas, shore: f32, seed: u32) {
    let mirror: Vec<Rgb> = canvas.pixels().to_vec();
    let (wide, tall, aspect) = (canvas.width(), canvas.height() as f32, canvas.aspect());
    canvas.paint_in([0.0, shore, aspect, 1.0], |x, y, _| {
        let depth = y - shore;
        let away = 0.05 / (depth + 0.02);
        let swell = fractal(x * 12.0 * away.min(2.0), y * 90.0 * away.min(1.6), 3, seed + 9);
        let mut sum = [0.0; 3];
        for tap in 0..5 {
            let from = (shore - depth * (0.9 + 0.28 * tap as f32) + swell * 0.022).clamp(0.0, shore - 0.001);
            let across = ((x + swell * 0.008 * (tap as f32 - 1.0)) * tall).max(0.0) as usize;
            sum = add(sum, mirror[(from * tall) as usize * wide + across.min(wide - 1)], 0.2);
        }
        let dark = 0.72 * step(0.5, 0.0, depth) + 0.1;
        add(scale(sum, dark * (1.0 + 0.6 * swell)), hex(0x1a2450), 0.12)
    });
    canvas.paint_in([0.0, shore - 0.002, aspect, shore + 0.003], |_, _, under| scale(under, 0.5));
}

pub(super) fn fireworks(canvas: &mut Canvas, over: Sky, seed: u32) {
    let aspect = canvas.aspect();
    let mut dice = Dice::new(seed);
    match over {
        Sky::Red => {
            sky(canvas, &[(0.0, 0x5c0a14), (0.3, 0x9c1620), (0.62, 0xc9281f), (0.85, 0x8c101a)], seed);
            canvas.paint(|x, y, under| scale(under, 1.0 + 0.14 * fractal(x * 4.0, y * 4.0, 4, seed + 2)));
            let golds = [0xffd27a, 0xffb347, 0xfff0c0, 0xff8a4a];
            let bursts = [
                (0.30, 0.475, 0.17),
                (0.74, 0.42, 0.125),
                (0.60, 0.61, 0.14),
                (0.16, 0.66, 0.09),
                (0.88, 0.63, 0.085),
            ];
            for (x, y, radius) in bursts {
                let colours = (hex(dice.pick(&golds)), hex(dice.pick(&golds)));
                burst(canvas, (aspect * x, y), radius, colours, seed + (x * 1000.0) as u32);
            }
            hills(canvas, seed);
        }
        Sky::Harbour => {
            sky(canvas, &[(0.0, 0x070a22), (0.35, 0x17184a), (0.6, 0x54306a), (0.72, 0xb8606c)], seed);
            stars(canvas, 160, 0.5, seed + 1);
            let colours = [0xffc46a, 0xff6f7d, 0x8fd4ff, 0xd9a0ff, 0xa8ffc0, 0xfff0c8];
            let bursts = [
                (0.62, 0.27, 0.2),
                (0.84, 0.2, 0.15),
                (0.44, 0.2, 0.13),
                (0.75, 0.46, 0.1),
                (0.93, 0.45, 0.085),
                (0.54, 0.46, 0.075),
            ];
            for (x, y, radius) in bursts {
                let tones = (hex(dice.pick(&colours)), hex(dice.pick(&colours)));
                burst(canvas, (aspect * x, y), radius, tones, seed + (x * 1000.0) as u32);
            }
            towers(canvas, 0.66, 0.25, seed + 7);
            reflect(canvas, 0.66, seed);
        }
    }
}

/// One shell: sparks that fly out, fall, and leave trails.
fn burst(canvas: &mut Canvas, (x, y): (f32, f32), radius: f32, (core, rim): (Rgb, Rgb), seed: u32) {
    let mut dice = Dice::new(seed);
    canvas.glow((x, y), radius * 1.9, core, 0.34);
    let arms = 110;
    let pixel = canvas.pixel().max(1.0 / 1920.0);
    for _ in 0..arms {
        let angle = dice.unit() * std::f32::consts::TAU;
        let speed = radius * (1.0 - dice.unit().powi(3) * 0.55);
        let (sin, cos) = angle.sin_cos();
        let steps = 26;
        for at in 0..steps {
            let t = at as f32 / (steps - 1) as f32;
            if t < 0.16 {
                continue;
            }
            let place = (x + cos * speed * t, y + sin * speed * t + radius * 0.22 * t * t);
            let twinkle = 0.4 + 0.6 * chance(at, (angle * 500.0) as i32, seed);
            let bright = (0.12 + 1.1 * t * t) * twinkle;
            let size = pixel * (0.7 + 1.0 * t) * (radius / 0.13).max(0.7);
            canvas.disc(
                place,
                size * 0.5,
                size * 0.7,
                scale(mix(core, rim, t), 0.6 + 1.6 * t),
                (bright * 0.75).min(1.0),
            );
        }
        let tip = (x + cos * speed, y + sin * speed + radius * 0.22);
        canvas.glow(tip, pixel * 9.0, rim, 0.8);
        canvas.disc(tip, pixel * 1.1, pixel, scale(mix(rim, [1.0; 3], 0.5), 2.2), 1.0);
    }
}

/// Hills of a festival: dark red, one behind the other, with gold along their crests.
fn hills(canvas: &mut Canvas, seed: u32) {
    for layer in 0..4_u32 {
        let t = layer as f32 / 3.0;
        let id = seed + 300 + layer;
        let base = 0.74 + 0.045 * layer as f32;
        let outline = Profile::new(canvas, |x| {
            base - 0.075 * (1.0 - 0.3 * t) * (crests(x * 2.6 + t * 4.0, t * 2.0, 3, id) - 0.3)
        });
        let body = mix(hex(0xb22a20), hex(0x4a0710), t);
        let gold = hex(0xffc86a);
        outline.fill(canvas, |x, y, depth| {
            let line = step(0.0035, 0.001, depth);
            let bands = step(0.9, 1.0, (depth * 110.0 - 0.4 * noise(x * 5.0, 0.0, id)).sin()) * step(0.06, 0.0, depth);
            let grain = 0.92 + 0.2 * fractal(x * 30.0, y * 30.0, 2, id);
            add(scale(body, grain * (1.1 - depth * 2.0)), gold, line * 0.8 + bands * 0.16)
        });
    }
}
