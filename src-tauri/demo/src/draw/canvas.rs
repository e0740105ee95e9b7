//! A picture in linear light that is painted by functions of the place, on all cores.

use std::sync::{Mutex, PoisonError};
use std::thread;

use super::colour::{Rgb, mix};

/// Places are measured in heights of the picture: y from 0 (top) to 1, x from 0 to [`Canvas::aspect`].
pub(crate) struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Rgb>,
}

impl Canvas {
    pub(crate) fn new(width: u32, height: u32) -> Self {
        let (width, height) = (width as usize, height as usize);
        Self {
            width,
            height,
            pixels: vec![[0.0; 3]; width * height],
        }
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn height(&self) -> usize {
        self.height
    }

    pub(crate) fn pixels(&self) -> &[Rgb] {
        &self.pixels
    }

    /// Width over height.
    pub(crate) fn aspect(&self) -> f32 {
        self.width as f32 / self.height as f32
    }

    /// The size of a pixel.
    pub(crate) fn pixel(&self) -> f32 {
        1.0 / self.height as f32
    }

    /// Every pixel anew, from its place and what is there.
    pub(crate) fn paint(&mut self, colour: impl Fn(f32, f32, Rgb) -> Rgb + Sync) {
        let (left, right) = (0.0, self.aspect());
        self.paint_in([left, 0.0, right, 1.0], colour);
    }

    /// Like [`Canvas::paint`], only within left, top, right, bottom.
    pub(crate) fn paint_in(&mut self, [left, top, right, bottom]: [f32; 4], colour: impl Fn(f32, f32, Rgb) -> Rgb + Sync) {
        let tall = self.height as f32;
        let bound = |at: f32, most: usize| (at * tall).clamp(0.0, most as f32) as usize;
        let (x0, x1) = (bound(left, self.width), bound(right + self.pixel(), self.width));
        let (y0, y1) = (bound(top, self.height), bound(bottom + self.pixel(), self.height));
        if x0 >= x1 || y0 >= y1 {
            return;
        }
        let width = self.width;
        let rows = |at: usize, row: &mut [Rgb]| {
            let y = (at as f32 + 0.5) / tall;
            for (at, pixel) in row[x0..x1].iter_mut().enumerate() {
                let x = ((x0 + at) as f32 + 0.5) / tall;
                *pixel = colour(x, y, *pixel);
            }
        };
        let area = &mut self.pixels[y0 * width..y1 * width];
        // Small things are done before a thread would have started.
        if (x1 - x0) * (y1 - y0) < 40_000 {
            for (at, row) in area.chunks_mut(width).enumerate() {
                rows(y0 + at, row);
            }
        } else {
            by_rows(area, width, |at, row| rows(y0 + at, row));
        }
    }

    /// A disc with a soft rim, painted over what is there.
    pub(crate) fn disc(&mut self, (x, y): (f32, f32), radius: f32, rim: f32, colour: Rgb, alpha: f32) {
        let reach = radius + rim;
        self.paint_in([x - reach, y - reach, x + reach, y + reach], |px, py, under| {
            let away = (px - x).hypot(py - y);
            mix(under, colour, alpha * super::colour::step(radius + rim, radius - rim, away))
        });
    }

    /// Light around a point, falling off to nothing at `reach`.
    pub(crate) fn glow(&mut self, (x, y): (f32, f32), reach: f32, light: Rgb, amount: f32) {
        self.paint_in([x - reach, y - reach, x + reach, y + reach], |px, py, under| {
            let near = (1.0 - (px - x).hypot(py - y) / reach).max(0.0);
            super::colour::add(under, light, amount * near * near * near)
        });
    }

    /// Left, top, right, bottom are those of the polygon; its corners run in either direction.
    pub(crate) fn polygon(&mut self, corners: &[(f32, f32)], shade: impl Fn(f32, f32, Rgb) -> Rgb + Sync) {
        let edge = |pick: fn(&(f32, f32)) -> f32, better: fn(f32, f32) -> f32, start: f32| corners.iter().map(pick).fold(start, better);
        let left = edge(|c| c.0, f32::min, f32::MAX);
        let right = edge(|c| c.0, f32::max, f32::MIN);
        let top = edge(|c| c.1, f32::min, f32::MAX);
        let bottom = edge(|c| c.1, f32::max, f32::MIN);
        let soft = self.pixel();
        self.paint_in([left - soft, top - soft, right + soft, bottom + soft], |x, y, under| {
            let cover = (0.5 - distance_to(corners, x, y) / soft).clamp(0.0, 1.0);
            if cover > 0.0 { mix(under, shade(x, y, under), cover) } else { under }
        });
    }
}

/// Signed distance to a polygon, negative inside.
fn distance_to(corners: &[(f32, f32)], x: f32, y: f32) -> f32 {
    let mut nearest = f32::MAX;
    let mut inside = false;
    let mut from = corners[corners.len() - 1];
    for &to in corners {
        let (ex, ey) = (to.0 - from.0, to.1 - from.1);
        let (px, py) = (x - from.0, y - from.1);
        let t = ((px * ex + py * ey) / (ex * ex + ey * ey).max(1e-12)).clamp(0.0, 1.0);
        nearest = nearest.min((px - ex * t).hypot(py - ey * t));
        if (from.1 > y) != (to.1 > y) && x < ex * (y - from.1) / ey + from.0 {
            inside = !inside;
        }
        from = to;
    }
    if inside { -nearest } else { nearest }
}

/// Runs over the rows of `area` on all cores, a few rows at a time, so that costly rows do not wait for one core.
pub(crate) fn by_rows<T: Send>(area: &mut [T], width: usize, work: impl Fn(usize, &mut [T]) + Sync) {
    const ROWS: usize = 8;
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let blocks = Mutex::new(area.chunks_mut(width * ROWS).enumerate());
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let next = blocks.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some((block, rows)) = next else { return };
                    for (at, row) in rows.chunks_mut(width).enumerate() {
                        work(block * ROWS + at, row);
                    }
                }
            });
        }
    });
}
