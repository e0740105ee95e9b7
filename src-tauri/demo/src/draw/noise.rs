//! Chance that is the same every time: hashes, dice, gradient noise.

/// A hash of a place on the grid.
pub(crate) fn hash(x: i32, y: i32, seed: u32) -> u32 {
    let mut h = (x as u32).wrapping_mul(0x85eb_ca6b) ^ (y as u32).wrapping_mul(0xc2b2_ae35) ^ seed.wrapping_mul(0x27d4_eb2f);
    h ^= h >> 15;
    h = h.wrapping_mul(0x2c1b_3c6d);
    h ^= h >> 12;
    h = h.wrapping_mul(0x297a_2d39);
    h ^ (h >> 15)
}

/// From 0 to 1.
pub(crate) fn chance(x: i32, y: i32, seed: u32) -> f32 {
    (hash(x, y, seed) >> 8) as f32 / (1 << 24) as f32
}

/// Numbers one after the other.
pub(crate) struct Dice {
    seed: u32,
    thrown: i32,
}

impl Dice {
    pub(crate) fn new(seed: u32) -> Self {
        Self { seed, thrown: 0 }
    }

    /// From 0 to 1.
    pub(crate) fn unit(&mut self) -> f32 {
        self.thrown += 1;
        chance(self.thrown, 7, self.seed)
    }

    pub(crate) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// One of these.
    pub(crate) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[((self.unit() * of.len() as f32) as usize).min(of.len() - 1)]
    }
}

fn fade(t: f32) -> f32 {
    t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
}

fn gradient(hash: u32, x: f32, y: f32) -> f32 {
    const D: f32 = std::f32::consts::FRAC_1_SQRT_2;
    const WAYS: [(f32, f32); 8] = [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (D, D), (-D, D), (D, -D), (-D, -D)];
    let (a, b) = WAYS[(hash & 7) as usize];
    a * x + b * y
}

/// Gradient noise, about -1 to 1, one bump to a unit.
pub(crate) fn noise(x: f32, y: f32, seed: u32) -> f32 {
    let (fx, fy) = (x.floor(), y.floor());
    let (ix, iy) = (fx as i32, fy as i32);
    let (dx, dy) = (x - fx, y - fy);
    let at = |cx: i32, cy: i32| gradient(hash(ix + cx, iy + cy, seed), dx - cx as f32, dy - cy as f32);
    let (u, v) = (fade(dx), fade(dy));
    let top = at(0, 0) + (at(1, 0) - at(0, 0)) * u;
    let low = at(0, 1) + (at(1, 1) - at(0, 1)) * u;
    (top + (low - top) * v) * 1.5
}

/// Noise in `octaves`, each of double detail and half the weight; about -1 to 1.
pub(crate) fn fractal(x: f32, y: f32, octaves: u32, seed: u32) -> f32 {
    let (mut sum, mut weight, mut scale) = (0.0, 0.5, 1.0);
    for octave in 0..octaves {
        // Shifted, so that the grids of the octaves do not meet at the origin.
        let shift = octave as f32 * 17.3;
        sum += noise(x * scale + shift, y * scale - shift, seed.wrapping_add(octave)) * weight;
        weight *= 0.5;
        scale *= 2.03;
    }
    sum
}

/// Like [`fractal`], with sharp crests: mountains.
pub(crate) fn crests(x: f32, y: f32, octaves: u32, seed: u32) -> f32 {
    let (mut sum, mut weight, mut scale) = (0.0, 0.5, 1.0);
    for octave in 0..octaves {
        let ridge = 1.0 - noise(x * scale + 3.1, y * scale, seed.wrapping_add(octave)).abs();
        sum += ridge * ridge * weight;
        weight *= 0.48;
        scale *= 2.1;
    }
    sum
}
