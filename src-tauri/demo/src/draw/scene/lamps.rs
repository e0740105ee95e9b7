//! Lights near at hand: lanterns, and lights out of focus.

use super::land::{conifers, oval, sky, stars};
use super::{Mood, Street};
use crate::draw::canvas::Canvas;
use crate::draw::colour::{Rgb, add, hex, mix, scale, step};
use crate::draw::noise::{Dice, chance, fractal, noise};

pub(super) fn lanterns(canvas: &mut Canvas, street: Street, seed: u32) {
    match street {
        Street::Market => market(canvas, seed),
        Street::River => river(canvas, seed),
    }
}

/// A light out of focus: a disc that is a little brighter at its rim.
fn blurred(canvas: &mut Canvas, (x, y): (f32, f32), radius: f32, light: Rgb, amount: f32) {
    canvas.paint_in([x - radius, y - radius, x + radius, y + radius], |px, py, under| {
        let away = (px - x).hypot(py - y) / radius;
        let inside = step(1.0, 0.93, away);
        add(under, light, amount * inside * (0.62 + 0.38 * step(0.6, 0.97, away)))
    });
}

/// A round paper lantern with ribs, caps and a tassel.
fn lantern(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, paper: u32, lit: f32) {
    let (colour, gold) = (hex(paper), hex(0xffc25e));
    canvas.glow((x, y), size * 3.4, colour, 0.32 * lit);
    canvas.paint_in([x - size * 0.02, y - size * 1.35, x + size * 0.02, y - size * 0.7], |_, _, _| {
        scale(gold, 0.25)
    });
    canvas.paint_in([x - size * 0.03, y + size * 0.8, x + size * 0.03, y + size * 1.25], |_, _, _| {
        scale(gold, 0.5)
    });
    canvas.polygon(
        &[
            (x - size * 0.09, y + size * 1.15),
            (x + size * 0.09, y + size * 1.15),
            (x + size * 0.13, y + size * 1.85),
            (x - size * 0.13, y + size * 1.85),
        ],
        |px, _, _| scale(colour, 0.3 + 0.35 * ((px - x) / size * 60.0).sin().abs()),
    );
    oval(canvas, (x, y), (size, size * 0.84), 0.0, |u, v, _| {
        // Ribs run from top to bottom, closer together towards the sides.
        let around = (u / (1.0 - v * v).max(0.01).sqrt()).clamp(-1.0, 1.0).asin();
        let rib = 0.82 + 0.18 * (around * 9.0).cos().abs().sqrt();
        let inner = (1.15 - 0.75 * u * u - 0.35 * (v + 0.15).powi(2)) * rib;
        let hot = step(0.75, 0.0, u.hypot(v * 1.2 - 0.1));
        add(scale(colour, inner * 0.95 * lit), gold, hot * 0.6 * lit)
    });
    for (place, wide) in [(-0.8, 0.36), (0.8, 0.36)] {
        canvas.paint_in(
            [x - size * wide, y + size * (place - 0.075), x + size * wide, y + size * (place + 0.075)],
            |px, _, _| scale(gold, 0.22 + 0.4 * (1.0 - ((px - x) / size / wide).powi(2))),
        );
    }
}

fn market(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    let mut dice = Dice::new(seed);
    sky(
        canvas,
        &[(0.0, 0x0c0d26), (0.3, 0x24183c), (0.52, 0x5c2c38), (0.66, 0x3a1a22), (1.0, 0x120a10)],
        seed,
    );
    let far = (aspect * 0.5, 0.56);
    canvas.glow(far, 0.42, hex(0xff9440), 0.75);
    for _ in 0..150 {
        let deep = dice.unit();
        let side = if dice.unit() < 0.5 { -1.0 } else { 1.0 };
        let place = (
            far.0 + side * (0.03 + 0.36 * deep.powf(1.2)) + dice.between(-0.02, 0.02),
            0.56 + dice.between(-0.13, 0.13) * (0.3 + deep),
        );
        let light = hex(dice.pick(&[0xffa24a, 0xffd28a, 0xff6a3c, 0xff4a5a, 0x6ad0ff, 0xffe7b8]));
        blurred(canvas, place, 0.006 + 0.03 * deep * dice.unit(), light, dice.between(0.12, 0.5));
    }
    // Stalls on both sides, each with its lamp, out of focus behind the people.
    for side in [-1.0_f32, 1.0] {
        for stall in 0..7 {
            let t = 0.12 + 0.88 * (stall as f32 / 6.0).powf(1.4);
            let place = (far.0 + side * (0.05 + 0.26 * t), far.1 - 0.015 * t);
            canvas.glow(place, 0.03 + 0.13 * t, hex(dice.pick(&[0xffb060, 0xff9440, 0xffd090])), 0.75);
            for lamp in 0..4 {
                let near = (place.0 + side * 0.02 * t * lamp as f32, place.1 - 0.06 * t + 0.008 * t * dice.unit());
                blurred(canvas, near, 0.005 + 0.012 * t, hex(0xffe0a0), 0.5);
            }
        }
    }
    // Wet stones in front.
    let shore = 0.66;
    let mirror: Vec<Rgb> = canvas.pixels().to_vec();
    let (wide, tall) = (canvas.width(), canvas.height() as f32);
    canvas.paint_in([0.0, shore, aspect, 1.0], |x, y, under| {
        let depth = y - shore;
        let away = 0.05 / (depth + 0.03);
        let stone = noise((x - far.0) * away * 60.0, away * 60.0, seed + 4);
        let from = (shore - depth * 0.85 + stone * 0.01).clamp(0.0, shore - 0.001);
        let at = (from * tall) as usize * wide + (((x + stone * 0.004) * tall).max(0.0) as usize).min(wide - 1);
        let joint = step(0.06, 0.0, stone.abs());
        mix(
            under,
            add(scale(mirror[at], 0.5 + 0.22 * stone), hex(0x201018), 0.4),
            step(0.0, 0.03, depth) * (1.0 - 0.4 * joint),
        )
    });
    people(canvas, far, seed);
    // Strings of lanterns overhead, larger as they come nearer.
    for row in 0..6 {
        let t = row as f32 / 5.0;
        let near = t.powf(1.5);
        let (high, size) = (far.1 - 0.13 - 0.36 * near, 0.010 + 0.036 * near);
        let count = 5;
        for at in 0..count {
            let across = (at as f32 / (count - 1) as f32 - 0.5) * 2.0;
            let sag = 0.05 * near * (1.0 - across * across);
            let place = (far.0 + across * (0.09 + 0.27 * near) + 0.01 * chance(at, row, seed), high + sag);
            let paper = if (at + row) % 3 == 1 { 0xffa22e } else { 0xf0442a };
            lantern(canvas, place, size, paper, 1.0);
        }
    }
}

/// People walking away, seen against the light.
fn people(canvas: &mut Canvas, far: (f32, f32), seed: u32) {
    let mut dice = Dice::new(seed + 900);
    let mut crowd: Vec<(f32, f32)> = (0..22).map(|_| (dice.unit().powf(1.3), dice.between(-1.0, 1.0))).collect();
    crowd.sort_by(|one, other| one.0.total_cmp(&other.0));
    for (near, across) in crowd {
        let tall = 0.036 + 0.062 * near;
        let feet = far.1 + 0.055 + 0.075 * near;
        let x = far.0 + across * (0.05 + 0.16 * near);
        let dark = mix(hex(0x5a2a20), hex(0x140a10), 0.4 + 0.6 * near);
        let coat = mix(dark, hex(dice.pick(&[0x6a2030, 0x20304a, 0x4a3a20, 0x203a34])), 0.22);
        let part = |px: f32, py: f32| (x + px * tall, feet + (py - 1.0) * tall);
        for leg in [-1.0, 1.0] {
            canvas.polygon(
                &[part(leg * 0.02, 0.5), part(leg * 0.13, 0.5), part(leg * 0.11, 1.0), part(leg * 0.04, 1.0)],
                |_, _, _| dark,
            );
        }
        canvas.polygon(
            &[
                part(-0.07, 0.17),
                part(0.07, 0.17),
                part(0.15, 0.24),
                part(0.17, 0.56),
                part(-0.17, 0.56),
                part(-0.15, 0.24),
            ],
            |px, _, _| add(coat, hex(0xff9a50), 0.16 * step(0.10 * tall, 0.17 * tall, (px - x).abs())),
        );
        canvas.disc(part(0.0, 0.09), tall * 0.068, tall * 0.012, dark, 1.0);
    }
}

fn river(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    let mut dice = Dice::new(seed);
    sky(canvas, &[(0.0, 0x070a20), (0.3, 0x151a44), (0.5, 0x3a2a56), (0.6, 0x6a3e50)], seed);
    stars(canvas, 260, 0.45, seed + 1);
    let bank = super::land::Profile::new(canvas, |x| {
        0.585 - 0.02 * fractal(x * 4.0, 1.0, 3, seed) - conifers(x, 0.02, 0.02, seed) * 0.6
    });
    bank.fill(canvas, |x, y, _| scale(hex(0x120d20), 0.9 + 0.4 * noise(x * 40.0, y * 40.0, seed)));
    for _ in 0..60 {
        let place = (dice.unit() * aspect, dice.between(0.575, 0.602));
        canvas.glow(place, dice.between(0.006, 0.022), hex(dice.pick(&[0xffb65c, 0xff8a3c, 0xffe0a0])), 1.1);
    }
    // Lanterns that rise, the far ones first.
    let mut risen: Vec<(f32, f32, f32)> = (0..46)
        .map(|_| {
            let near = dice.unit().powf(2.2);
            (near, dice.unit() * aspect, dice.between(0.02, 0.56))
        })
        .collect();
    risen.sort_by(|one, other| one.0.total_cmp(&other.0));
    for (near, x, y) in risen {
        let size = 0.006 + 0.034 * near;
        // The words stand at the right: there only small ones.
        let size = if x > aspect * 0.55 { size.min(0.010) } else { size };
        rising(canvas, (x, y), size, seed);
    }
    let shore = 0.6;
    let mirror: Vec<Rgb> = canvas.pixels().to_vec();
    let (wide, tall) = (canvas.width(), canvas.height() as f32);
    canvas.paint_in([0.0, shore, aspect, 1.0], |x, y, _| {
        let depth = y - shore;
        let away = 0.05 / (depth + 0.02);
        let swell = fractal(x * 14.0 * away.min(1.5), y * 60.0 * away.min(1.5), 3, seed + 9);
        let mut sum = [0.0; 3];
        for tap in 0..4 {
            let from = (shore - depth * (1.1 + 0.3 * tap as f32) + swell * 0.03).clamp(0.0, shore - 0.001);
            let across = ((x + swell * 0.006) * tall).max(0.0) as usize;
            sum = add(sum, mirror[(from * tall) as usize * wide + across.min(wide - 1)], 0.25);
        }
        add(scale(sum, 0.6 + 0.25 * swell), hex(0x0c1030), 0.3)
    });
    for boat in 0..13_i32 {
        let near = (boat as f32 + 0.5) / 13.0;
        let place = (aspect * (0.08 + 0.84 * chance(boat, 1, seed + 5)), 0.625 + 0.22 * near.powf(1.2));
        lotus_lamp(canvas, place, 0.010 + 0.030 * near, seed);
    }
}

/// A paper bag with a flame in it.
fn rising(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, seed: u32) {
    canvas.glow((x, y + size * 0.4), size * 3.6, hex(0xff8a30), 0.42);
    let (hot, cool) = (hex(0xfff0b0), hex(0xf0691e));
    let corners = [
        (x - size * 0.62, y - size),
        (x + size * 0.62, y - size),
        (x + size * 0.72, y - size * 0.5),
        (x + size * 0.5, y + size),
        (x - size * 0.5, y + size),
        (x - size * 0.72, y - size * 0.5),
    ];
    canvas.polygon(&corners, |px, py, _| {
        let away = ((px - x) / size).hypot((py - y - size * 0.7) / size * 0.62);
        let crease = 0.88 + 0.12 * ((px - x) / size * 9.0).cos() + 0.08 * noise(px * 80.0, py * 80.0, seed);
        scale(mix(hot, cool, step(0.0, 0.95, away)), crease * (1.5 - 0.75 * away.min(1.2)))
    });
}

/// A candle in a paper lotus on the water.
fn lotus_lamp(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, seed: u32) {
    let (pink, gold) = (hex(0xff7a86), hex(0xffc46a));
    canvas.glow((x, y), size * 4.2, gold, 0.5);
    canvas.paint_in([x - size * 0.7, y + size * 0.3, x + size * 0.7, y + size * 3.6], |px, py, under| {
        let down = (py - y - size * 0.3) / (size * 3.3);
        let shake = noise(px * 50.0, py * 160.0, seed + 2);
        add(
            under,
            gold,
            0.6 * (1.0 - down) * step(0.7, 0.0, ((px - x) / size + shake * 0.4).abs()) * step(-0.3, 0.4, shake),
        )
    });
    for ring in 0..2 {
        let petals = 7 - ring * 2;
        for petal in 0..petals {
            let t = petal as f32 / (petals - 1) as f32;
            let angle = -std::f32::consts::PI * (0.04 + 0.92 * t);
            let long = size * (1.15 - 0.25 * ring as f32);
            super::land::leaf(canvas, (x, y + size * 0.35), (long, size * 0.62), angle, |along, across, _| {
                mix(scale(gold, 1.7), pink, step(0.0, 0.9, along + 0.25 * across.abs()))
            });
        }
    }
    canvas.glow((x, y - size * 0.2), size * 0.9, hex(0xfff4c8), 1.6);
}

pub(super) fn bokeh(canvas: &mut Canvas, mood: Mood, seed: u32) {
    match mood {
        Mood::Christmas => christmas(canvas, seed),
        Mood::Rain => rain(canvas, seed),
    }
}

fn christmas(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    let mut dice = Dice::new(seed);
    sky(canvas, &[(0.0, 0x0a1c18), (0.4, 0x123026), (0.7, 0x1c3a28), (1.0, 0x2a2018)], seed);
    for _ in 0..90 {
        let place = (dice.unit() * aspect, dice.between(0.02, 0.95));
        let light = hex(dice.pick(&[0xffc870, 0xffe6b0, 0xe8452f, 0x4fbf78, 0xffa03c]));
        blurred(canvas, place, dice.between(0.012, 0.055), light, dice.between(0.03, 0.14));
    }
    // The tree: branch tips in rows, needles lit by the lamps on them.
    let (top, foot, middle) = (0.40, 0.845, aspect * 0.5);
    super::land::shadow(canvas, (middle, 0.87), (0.26, 0.035), 0.6);
    for _ in 0..5200 {
        let down = dice.unit().sqrt();
        let tier = (down * 7.0).fract();
        let half = (0.02 + 0.20 * down) * (0.80 + 0.24 * tier);
        let across = dice.between(-1.0, 1.0);
        let place = (middle + across * half, top + (foot - top) * down + 0.012 * across * across);
        let angle = std::f32::consts::FRAC_PI_2 - across * 1.0 + dice.between(-0.5, 0.5);
        let facing = (0.75 - 0.5 * across.abs()) * (0.55 + 0.6 * tier) * dice.between(0.6, 1.3);
        let needle = scale(mix(hex(0x1c5a38), hex(0x8ab06a), 0.35 * dice.unit()), 0.25 + 0.75 * facing);
        super::land::leaf(canvas, place, (dice.between(0.010, 0.022), 0.0042), angle, |along, _, _| {
            scale(needle, 0.6 + 0.6 * along)
        });
    }
    for _ in 0..120 {
        let down = dice.unit().sqrt();
        let half = (0.02 + 0.19 * down) * 0.98;
        let place = (middle + dice.between(-1.0, 1.0) * half, top + (foot - top) * down);
        let light = hex(dice.pick(&[0xffd07a, 0xffe9bc, 0xffb04a, 0xffd07a, 0xff5a46]));
        canvas.glow(place, dice.between(0.014, 0.03), light, 0.75);
        canvas.disc(place, 0.0022, 0.0016, scale(light, 2.2), 1.0);
    }
    for bauble in 0..16 {
        let down = 0.2 + 0.8 * (bauble as f32 + 0.5) / 16.0;
        let across = (bauble as f32 * 2.4).sin() * 0.82;
        let place = (middle + across * (0.02 + 0.19 * down), top + (foot - top) * down);
        let colour = hex([0xc8202c, 0xe0a83c, 0xd8d8e0][bauble % 3]);
        super::land::ball(canvas, place, 0.0125, |normal, _| {
            let towards = [-0.45, -0.6, 0.66];
            let spot = super::land::shine(normal, towards, 40);
            add(scale(colour, super::land::lit(normal, towards, 0.18)), [1.0, 0.95, 0.85], spot)
        });
    }
    star(canvas, (middle, top - 0.006), 0.026);
    for _ in 0..170 {
        let place = (dice.unit() * aspect, dice.unit() * 0.9);
        let size = 0.0012 + 0.0042 * dice.unit().powi(4);
        canvas.disc(place, size * 0.6, size * 0.9, [0.95, 0.97, 1.0], dice.between(0.25, 0.75));
    }
    let snow = super::land::Profile::new(canvas, |x| 0.852 + 0.012 * noise(x * 5.0, 1.0, seed));
    snow.fill(canvas, |x, y, depth| {
        let near = (-((x - middle).powi(2)) * 22.0).exp();
        let grain = 0.92 + 0.14 * fractal(x * 40.0, y * 60.0, 3, seed + 3);
        add(scale(hex(0xc8d4e6), grain * (0.62 - depth)), hex(0xffb868), 0.34 * near)
    });
}

fn star(canvas: &mut Canvas, (x, y): (f32, f32), size: f32) {
    canvas.glow((x, y), size * 5.0, hex(0xffd890), 0.9);
    let corners: Vec<(f32, f32)> = (0..10)
        .map(|at| {
            let reach = if at % 2 == 0 { size } else { size * 0.42 };
            let angle = at as f32 * std::f32::consts::PI / 5.0 - std::f32::consts::FRAC_PI_2;
            (x + reach * angle.cos(), y + reach * angle.sin())
        })
        .collect();
    canvas.polygon(&corners, |px, py, _| scale(hex(0xffdf9a), 1.5 - 10.0 * ((px - x) + (py - y)).abs()));
}

fn rain(canvas: &mut Canvas, seed: u32) {
    let aspect = canvas.aspect();
    let mut dice = Dice::new(seed);
    sky(canvas, &[(0.0, 0x1c2a3a), (0.35, 0x34485a), (0.6, 0x4a5058), (1.0, 0x1a2028)], seed);
    for _ in 0..130 {
        let deep = dice.unit();
        let place = (dice.unit() * aspect, 0.5 + dice.between(-0.34, 0.3) * (0.4 + 0.6 * deep));
        let light = hex(dice.pick(&[0xffb85c, 0xffd9a0, 0xff7a50, 0x7ac8e8, 0xffa848, 0xe8f0ff, 0xff5a50]));
        blurred(canvas, place, dice.between(0.012, 0.05), light, dice.between(0.08, 0.42));
    }
    canvas.paint(|x, y, under| mix(under, hex(0x9ab0bc), 0.10 + 0.09 * fractal(x * 5.0, y * 5.0, 3, seed)));
    let behind: Vec<Rgb> = canvas.pixels().to_vec();
    let (wide, high, tall) = (canvas.width(), canvas.height(), canvas.height() as f32);
    let through = |x: f32, y: f32| {
        let (column, row) = ((x * tall).max(0.0) as usize, (y * tall).max(0.0) as usize);
        behind[row.min(high - 1) * wide + column.min(wide - 1)]
    };
    // Drops show the scene upside down, and run down in places.
    let drop = |canvas: &mut Canvas, place: (f32, f32), size: f32, long: f32| {
        oval(canvas, place, (size, size * long), 0.0, |u, v, under| {
            let away = u.hypot(v);
            let lens = through(place.0 - u * size * 9.0, place.1 - v * size * 9.0);
            let rim = step(0.55, 1.0, away);
            let spot = step(0.3, 0.1, (u + 0.3).hypot(v + 0.42));
            add(
                mix(scale(lens, 1.25), scale(under, 0.35), rim * (0.5 + 0.4 * -v)),
                [1.0; 3],
                spot * 0.65 + 0.10 * rim * v.max(0.0),
            )
        });
    };
    for _ in 0..22 {
        let (x, top, long) = (dice.unit() * aspect, dice.between(0.0, 0.6), dice.between(0.06, 0.3));
        let width = dice.between(0.0022, 0.0042);
        canvas.paint_in([x - 0.01, top, x + 0.01, top + long], |px, py, under| {
            let middle = x + 0.0035 * noise(py * 16.0, x * 9.0, seed + 3);
            let away = (px - middle) / width;
            let there = step(1.0, 0.6, away.abs()) * step(top, top + 0.05, py);
            mix(under, scale(through(middle - away * 0.02, py - 0.02), 1.15 - 0.4 * away), there * 0.75)
        });
        drop(canvas, (x, top + long), width * 1.9, 1.35);
    }
    for _ in 0..1500 {
        let size = 0.0010 + 0.0085 * dice.unit().powi(5);
        drop(canvas, (dice.unit() * aspect, dice.unit()), size, dice.between(0.95, 1.25));
    }
    canvas.paint(|_, y, under| scale(under, 1.0 - 0.5 * step(0.52, 0.8, y)));
}
