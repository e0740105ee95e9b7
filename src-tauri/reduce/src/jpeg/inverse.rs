//! From frequencies to pixels: the inverse cosine transform of a block's low frequencies, which is the block made small.

/// The place in a block, row by row, of each coefficient as it comes.
pub(super) const ZIGZAG: [usize; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43,
    36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// cos(n pi / 16) for n from 0 to 31.
const COS: [f32; 32] = {
    const QUARTER: [f32; 8] = [
        1.0,
        0.980_785_3,
        0.923_879_5,
        0.831_469_6,
        0.707_106_77,
        0.555_570_24,
        0.382_683_43,
        0.195_090_32,
    ];
    let mut all = [0.0; 32];
    let mut n = 0;
    while n < 8 {
        all[n] = QUARTER[n];
        all[(32 - n) % 32] = QUARTER[n];
        all[16 - n] = -QUARTER[n];
        all[16 + n] = -QUARTER[n];
        n += 1;
    }
    all
};

/// What every coefficient is multiplied by: 1/8 for the constant one, more for those that vary.
pub(super) fn weight(place: usize) -> f32 {
    let along = |frequency: usize| if frequency == 0 { 1.0 } else { std::f32::consts::SQRT_2 };
    along(place % 8) * along(place / 8) / 8.0
}

/// The place in the zigzag of the last coefficient that pixels of this number, across and down, depend on.
pub(super) fn last(across: usize, down: usize) -> usize {
    (0..64).rev().find(|at| ZIGZAG[*at] % 8 < across && ZIGZAG[*at] / 8 < down).unwrap_or(0)
}

/// Draws a block as `size` pixels, across and down: 1, 2, 4 or 8 of them. `seen` is the place in the zigzag of the last
/// coefficient that is not nothing; all are weighted already.
#[inline]
pub(super) fn draw(block: &[f32; 64], seen: usize, size: (usize, usize), out: &mut [u8], stride: usize) {
    if seen == 0 {
        let value = byte(block[0]);
        for line in out.chunks_mut(stride).take(size.1) {
            if let Some(pixels) = line.get_mut(..size.0) {
                pixels.fill(value);
            }
        }
        return;
    }
    match size {
        (2, 2) => two(block, out, stride),
        (4, 4) => block_of::<4, 4>(block, out, stride),
        (8, 8) => block_of::<8, 8>(block, out, stride),
        (8, 4) => block_of::<8, 4>(block, out, stride),
        (4, 8) => block_of::<4, 8>(block, out, stride),
        (4, 2) => block_of::<4, 2>(block, out, stride),
        (2, 4) => block_of::<2, 4>(block, out, stride),
        (2, 1) => block_of::<2, 1>(block, out, stride),
        (1, 2) => block_of::<1, 2>(block, out, stride),
        _ => block_of::<1, 1>(block, out, stride),
    }
}

fn byte(value: f32) -> u8 {
    // The cast keeps within 0 to 255.
    (value + 128.5) as u8
}

fn two(block: &[f32; 64], out: &mut [u8], stride: usize) {
    // The weights hold the root of two that half a turn takes away again.
    let (a, b, c, d) = (block[0], block[1] * COS[4], block[8] * COS[4], block[9] * 0.5);
    if let Some([left, right]) = out.first_chunk_mut() {
        (*left, *right) = (byte(a + b + c + d), byte(a - b + c - d));
    }
    if let Some([left, right]) = out.get_mut(stride..).and_then(<[u8]>::first_chunk_mut) {
        (*left, *right) = (byte(a + b - c - d), byte(a - b - c + d));
    }
}

/// So many pixels across and down.
#[inline]
fn block_of<const ACROSS: usize, const DOWN: usize>(block: &[f32; 64], out: &mut [u8], stride: usize) {
    let mut lines = [[0.0; ACROSS]; DOWN];
    for (line, row) in lines.iter_mut().zip(block.chunks_exact(8)) {
        line.copy_from_slice(&row[..ACROSS]);
    }
    let pixels = turned(&along(&turned(&along(&lines))));
    for (line, row) in out.chunks_mut(stride).zip(&pixels) {
        if let Some(line) = line.first_chunk_mut::<ACROSS>() {
            *line = row.map(byte);
        }
    }
}

fn turned<const N: usize, const LANES: usize>(lines: &[[f32; LANES]; N]) -> [[f32; N]; LANES] {
    std::array::from_fn(|row| std::array::from_fn(|column| lines[column][row]))
}

/// Down the columns, all of them side by side. Mirrored pixels share their even and their odd half.
#[inline]
fn along<const N: usize, const LANES: usize>(lines: &[[f32; LANES]; N]) -> [[f32; LANES]; N] {
    let mut out = *lines;
    for n in 0..N / 2 {
        let (mut even, mut odd) = ([0.0; LANES], [0.0; LANES]);
        for k in (0..N).step_by(2) {
            let angle = (2 * n + 1) * k * (8 / N);
            let (c, d) = (COS[angle % 32], COS[(angle + (2 * n + 1) * (8 / N)) % 32]);
            for lane in 0..LANES {
                even[lane] += c * lines[k][lane];
                odd[lane] += d * lines[k + 1][lane];
            }
        }
        for lane in 0..LANES {
            out[n][lane] = even[lane] + odd[lane];
            out[N - 1 - n][lane] = even[lane] - odd[lane];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By the definition.
    fn slowly(block: &[f32; 64], (across, down): (usize, usize), out: &mut [u8], stride: usize) {
        let cos = |n: usize| (n as f32 * std::f32::consts::PI / 16.0).cos();
        for (y, line) in out.chunks_mut(stride).take(down).enumerate() {
            for (x, pixel) in line.iter_mut().take(across).enumerate() {
                let term = |at: usize| {
                    let (u, v) = (at % across, at / across);
                    cos((2 * x + 1) * u * (8 / across)) * cos((2 * y + 1) * v * (8 / down)) * block[v * 8 + u]
                };
                *pixel = byte((0..across * down).map(term).sum());
            }
        }
    }

    /// Every size draws what the definition says.
    #[test]
    fn the_quick_ways_are_the_definition() {
        let block: [f32; 64] = std::array::from_fn(|at| {
            if at == 0 {
                20.0
            } else {
                ((at * 37 % 23) as f32 - 11.0) / (1 + at / 8 + at % 8) as f32
            }
        });
        for size in [(1, 1), (2, 2), (4, 4), (8, 8), (8, 4), (4, 8), (4, 2), (2, 4), (2, 1), (1, 2)] {
            let (mut quick, mut slow) = ([0; 80], [0; 80]);
            draw(&block, 63, size, &mut quick, 10);
            slowly(&block, size, &mut slow, 10);
            for (a, b) in quick.iter().zip(slow) {
                assert!(a.abs_diff(b) <= 1, "{size:?}: {quick:?} {slow:?}");
            }
        }
    }

    #[test]
    fn what_matters_ends_in_a_corner() {
        assert_eq!((last(1, 1), last(2, 2), last(4, 4), last(8, 8)), (0, 4, 24, 63));
    }
}
