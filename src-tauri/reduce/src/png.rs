//! PNG, row by row: each square of pixels becomes their average.

mod rows;

use std::io::Cursor;

use png::{BitDepth, ColorType, Decoder, Limits, Transformations};

use self::rows::each_row;
use crate::Reduced;

/// What the decoder may take beside the rows, in bytes.
const MARGIN: usize = 64 << 20;

/// Averages the largest squares that leave at least `width` pixels across; for pictures at least twice as wide, whose
/// checksums have been looked at already. The first picture of an animation.
pub fn reduced(bytes: &[u8], width: u32) -> Option<Reduced> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MARGIN });
    decoder.ignore_checksums(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().ok()?;
    let info = reader.info();
    // A sum of more rows would not fit.
    let side = (info.width / width.max(1)).min(256);
    if side < 2 || info.interlaced {
        return None;
    }
    let (full, rows) = (info.width, info.height);
    let profile = info.icc_profile.as_ref().map(|profile| profile.to_vec());
    let kind = reader.output_color_type().0;
    let mut squares = Squares::new(kind, full as usize, side as usize)?;
    // Samples of eight bits that stay what they are, which is what posters have: no need for the general way.
    if info.bit_depth == BitDepth::Eight && info.color_type == kind {
        each_row(bytes, full as usize, rows as usize, squares.samples, |row| squares.add(row))?;
    } else {
        while let Some(row) = reader.next_row().ok()? {
            squares.add(row.data());
        }
    }
    squares.finish();
    let (across, height) = (full.div_ceil(side), rows.div_ceil(side));
    let channels = if squares.alpha { 4 } else { 3 };
    let whole = squares.out.len() == across as usize * height as usize * usize::from(channels);
    whole.then(|| Reduced {
        width: across,
        height,
        across: f64::from(full) / f64::from(side),
        down: f64::from(rows) / f64::from(side),
        channels,
        bytes: squares.out,
        profile,
    })
}

/// Rows on their way into squares.
struct Squares {
    /// Samples of a pixel: grey or three colours, and perhaps alpha.
    samples: usize,
    alpha: bool,
    side: usize,
    /// The sum of the rows so far, sample by sample; colours multiplied by alpha where there is one.
    sums: Vec<u32>,
    /// The same without alpha: half as wide, so twice as quick.
    plain: Vec<u16>,
    rows: usize,
    out: Vec<u8>,
}

impl Squares {
    fn new(kind: ColorType, width: usize, side: usize) -> Option<Self> {
        let (samples, alpha) = match kind {
            ColorType::Grayscale => (1, false),
            ColorType::GrayscaleAlpha => (2, true),
            ColorType::Rgb => (3, false),
            ColorType::Rgba => (4, true),
            ColorType::Indexed => return None,
        };
        Some(Self {
            samples,
            alpha,
            side,
            sums: vec![0; if alpha { width * samples } else { 0 }],
            plain: vec![0; if alpha { 0 } else { width * samples }],
            rows: 0,
            out: Vec::new(),
        })
    }

    fn add(&mut self, row: &[u8]) {
        if self.alpha {
            let pixels = self.sums.chunks_exact_mut(self.samples).zip(row.chunks_exact(self.samples));
            for (sums, pixel) in pixels {
                let (alpha, colours) = pixel.split_last().unwrap_or((&0, &[]));
                let alpha = u32::from(*alpha);
                for (sum, colour) in sums.iter_mut().zip(colours) {
                    *sum += u32::from(*colour) * alpha;
                }
                if let Some(sum) = sums.last_mut() {
                    *sum += alpha;
                }
            }
        } else {
            for (sum, sample) in self.plain.iter_mut().zip(row) {
                *sum += u16::from(*sample);
            }
        }
        self.rows += 1;
        if self.rows == self.side {
            self.finish();
        }
    }

    /// A row of squares is full, or the picture ends in it.
    fn finish(&mut self) {
        if self.rows == 0 {
            return;
        }
        let rows = self.rows as u64;
        if self.alpha {
            for square in self.sums.chunks(self.side * self.samples) {
                let pixels = (square.len() / self.samples) as u64;
                let sum = |at: usize| square.iter().skip(at).step_by(self.samples).map(|sum| u64::from(*sum)).sum::<u64>();
                let alpha = sum(self.samples - 1);
                let colour = |at: usize| (sum(at.min(self.samples - 2)) + alpha / 2).checked_div(alpha).unwrap_or(0) as u8;
                let share = ((alpha + pixels * rows / 2) / (pixels * rows)) as u8;
                self.out.extend_from_slice(&[colour(0), colour(1), colour(2), share]);
            }
            self.sums.fill(0);
        } else {
            for square in self.plain.chunks(self.side * self.samples) {
                let mut sums = [0_u32; 3];
                for pixel in square.chunks_exact(self.samples) {
                    for (sum, sample) in sums.iter_mut().zip(pixel) {
                        *sum += u32::from(*sample);
                    }
                }
                let pixels = (square.len() / self.samples) as u32 * rows as u32;
                let [red, green, blue] = sums.map(|sum| ((sum + pixels / 2) / pixels) as u8);
                self.out.extend_from_slice(&if self.samples == 1 { [red; 3] } else { [red, green, blue] });
            }
            self.plain.fill(0);
        }
        self.rows = 0;
    }
}
