//! JPEG at a half, a quarter or an eighth: of each block only the low frequencies are turned back into pixels, and the
//! codes of the others are stepped over. Baseline pictures in one scan, grey or YCbCr, 8 bits: what cameras and shops make.

mod bits;
mod head;
mod huffman;
mod inverse;

use bits::{Bits, Segments};
use head::{Component, Head};
use huffman::Table;

use crate::Reduced;

/// What is left for the filter that makes the final size, as a factor: with less, too little detail is.
const HEAD_ROOM: f64 = 1.4;

/// Decodes at the smallest scale that leaves head-room above `width` pixels across, where that is a half or less.
pub fn reduced(bytes: &[u8], width: u32) -> Option<Reduced> {
    let head = Head::read(bytes)?;
    let least = f64::from(width) * HEAD_ROOM;
    let scale = [1, 2, 4]
        .into_iter()
        .find(|scale| f64::from(head.width) * f64::from(*scale) / 8.0 >= least)?;
    let pixels = Scan::new(&head, scale as usize)?.decode(bytes)?;
    Some(Reduced {
        width: pixels.width as u32,
        height: pixels.height as u32,
        across: f64::from(head.width) * f64::from(scale) / 8.0,
        down: f64::from(head.height) * f64::from(scale) / 8.0,
        channels: 3,
        bytes: pixels.rgb,
        profile: head.profile(),
    })
}

struct Pixels {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

/// One component's way through the scan.
struct Lane<'a> {
    component: &'a Component,
    dc: &'a Table,
    ac: &'a Table,
    /// By place in the zigzag, as the inverse wants it.
    quantum: [f32; 64],
    /// Pixels that a block becomes: all components come out in the luma's size.
    across: usize,
    down: usize,
    /// The place in the zigzag of the last coefficient that matters.
    last: usize,
    before: i32,
    /// One row of units, `stride` bytes a line.
    plane: Vec<u8>,
    stride: usize,
}

struct Scan<'a> {
    head: &'a Head,
    lanes: Vec<Lane<'a>>,
    /// Pixels of a unit (the smallest group of blocks that holds all components), reduced.
    unit: (usize, usize),
    units: (usize, usize),
    width: usize,
    height: usize,
}

impl<'a> Scan<'a> {
    fn new(head: &'a Head, scale: usize) -> Option<Self> {
        let (most_across, most_down) = head.sampling();
        let units = (
            usize::from(head.width).div_ceil(8 * most_across),
            usize::from(head.height).div_ceil(8 * most_down),
        );
        let unit = (most_across * scale, most_down * scale);
        let mut lanes = Vec::new();
        for component in &head.components {
            let across = scale * most_across / component.across;
            let down = scale * most_down / component.down;
            if across > 8 || down > 8 {
                return None;
            }
            let stride = units.0 * unit.0;
            lanes.push(Lane {
                component,
                dc: head.dc.get(component.dc)?.as_ref()?,
                ac: head.ac.get(component.ac)?.as_ref()?,
                quantum: head.quantum.get(component.quantum)?.as_ref().copied()?,
                across,
                down,
                last: inverse::last(across, down),
                before: 0,
                plane: vec![0; stride * unit.1],
                stride,
            });
        }
        Some(Self {
            head,
            lanes,
            unit,
            units,
            width: (usize::from(head.width) * scale).div_ceil(8),
            height: (usize::from(head.height) * scale).div_ceil(8),
        })
    }

    fn decode(mut self, bytes: &[u8]) -> Option<Pixels> {
        let segments = Segments::of(bytes.get(self.head.scan..)?);
        let mut next = segments.iter();
        let mut bits = Bits::new(next.next()?);
        let mut rgb = vec![0; self.width * self.height * 3];
        let interval = self.head.restart.unwrap_or(usize::MAX);
        let mut left = interval;
        for row in 0..self.units.1 {
            for column in 0..self.units.0 {
                if left == 0 {
                    bits = Bits::new(next.next()?);
                    self.lanes.iter_mut().for_each(|lane| lane.before = 0);
                    left = interval;
                }
                left -= 1;
                for lane in &mut self.lanes {
                    lane.unit(&mut bits, column)?;
                }
            }
            // Bits that were made up behind the end are no picture.
            if bits.is_over() {
                return None;
            }
            self.paint(row, &mut rgb);
        }
        Some(Pixels {
            width: self.width,
            height: self.height,
            rgb,
        })
    }

    /// A row of units into the picture.
    fn paint(&self, row: usize, rgb: &mut [u8]) {
        let lines = self.unit.1.min(self.height - row * self.unit.1);
        let begin = row * self.unit.1 * self.width * 3;
        for (line, out) in rgb[begin..].chunks_exact_mut(self.width * 3).take(lines).enumerate() {
            let plane = |lane: &'_ Lane<'_>| line * lane.stride..line * lane.stride + self.width;
            match self.lanes.as_slice() {
                [grey] => {
                    for (out, y) in out.chunks_exact_mut(3).zip(&grey.plane[plane(grey)]) {
                        out.fill(*y);
                    }
                }
                [y, blue, red] => {
                    let lines = (&y.plane[plane(y)], &blue.plane[plane(blue)], &red.plane[plane(red)]);
                    colours(lines.0, lines.1, lines.2, out);
                }
                _ => {}
            }
        }
    }
}

/// YCbCr as JFIF has it, with 14 bits behind the point.
fn colours(y: &[u8], blue: &[u8], red: &[u8], out: &mut [u8]) {
    let clamp = |value: i32| (value >> 14).clamp(0, 255) as u8;
    for (out, ((y, blue), red)) in out.chunks_exact_mut(3).zip(y.iter().zip(blue).zip(red)) {
        let base = (i32::from(*y) << 14) + (1 << 13);
        let (blue, red) = (i32::from(*blue) - 128, i32::from(*red) - 128);
        out[0] = clamp(base + 22_970 * red);
        out[1] = clamp(base - 5_638 * blue - 11_700 * red);
        out[2] = clamp(base + 29_032 * blue);
    }
}

impl Lane<'_> {
    /// The blocks of one unit.
    fn unit(&mut self, bits: &mut Bits<'_>, column: usize) -> Option<()> {
        let Component { across, down, .. } = *self.component;
        for block_row in 0..down {
            for block_column in 0..across {
                let (coefficients, seen) = self.block(bits)?;
                let x = (column * across + block_column) * self.across;
                let at = block_row * self.down * self.stride + x;
                let out = self.plane.get_mut(at..)?;
                inverse::draw(&coefficients, seen, (self.across, self.down), out, self.stride);
            }
        }
        Some(())
    }

    /// One block's coefficients that matter, and the place in the zigzag of the last one that is not nothing.
    #[inline]
    fn block(&mut self, bits: &mut Bits<'_>) -> Option<([f32; 64], usize)> {
        let mut coefficients = [0.0; 64];
        self.before = self.before.wrapping_add(self.dc.difference(bits)?);
        coefficients[0] = self.before as f32 * self.quantum[0];
        let seen = self.ac.coefficients(bits, self.last, &self.quantum, &mut coefficients)?;
        Some((coefficients, seen))
    }
}
