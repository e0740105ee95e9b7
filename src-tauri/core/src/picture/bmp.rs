//! BMP: no end marker, but rows whose number and length are known.

use super::Fault;
use super::walk::{Seen, Walk, Want, le16, le32};

#[derive(Default)]
pub(super) struct Bmp {
    state: State,
    /// Where the pixels begin.
    pixels: u64,
    /// How long the header is.
    header: u32,
    /// How many bytes of pixels there must be.
    needed: u64,
}

#[derive(Default)]
enum State {
    #[default]
    Start,
    File,
    Header,
    Pixels,
}

impl Walk for Bmp {
    fn step(&mut self, bytes: &[u8], seen: &mut Seen) -> Want {
        match self.state {
            State::Start => {
                self.state = State::File;
                Want::Take(18)
            }
            State::File => {
                self.pixels = le32(bytes, 10).unwrap_or(0).into();
                self.header = le32(bytes, 14).unwrap_or(0);
                self.state = State::Header;
                Want::Take((self.header - 4) as usize)
            }
            State::Header => {
                seen.begun = true;
                if self.sized(bytes, seen).is_none() {
                    return seen.lost(Fault::Malformed);
                }
                self.state = State::Pixels;
                Want::Pass(u64::MAX)
            }
            State::Pixels => Want::Stop,
        }
    }

    fn close(&self, total: u64, seen: &mut Seen) {
        if matches!(self.state, State::Pixels) {
            seen.ended = total >= self.pixels.saturating_add(self.needed);
        }
    }
}

impl Bmp {
    fn sized(&mut self, bytes: &[u8], seen: &mut Seen) -> Option<()> {
        let (width, height, planes, bits, compression, stored, colours);
        if self.header == 12 {
            (width, height) = (i32::from(le16(bytes, 0)?), i32::from(le16(bytes, 2)?));
            (planes, bits) = (le16(bytes, 4)?, le16(bytes, 6)?);
            (compression, stored, colours) = (0, 0, 0);
        } else {
            (width, height) = (le32(bytes, 0)?.cast_signed(), le32(bytes, 4)?.cast_signed());
            (planes, bits) = (le16(bytes, 8)?, le16(bytes, 10)?);
            (compression, stored, colours) = (le32(bytes, 12).unwrap_or(0), le32(bytes, 16).unwrap_or(0), le32(bytes, 28).unwrap_or(0));
        }
        seen.width = u32::try_from(width).ok()?;
        seen.height = height.unsigned_abs();
        let raw = matches!(compression, 0 | 3 | 6);
        let known = match compression {
            0 => matches!(bits, 1 | 2 | 4 | 8 | 16 | 24 | 32),
            1 => bits == 8,
            2 => bits == 4,
            3 | 6 => matches!(bits, 16 | 32),
            4 | 5 => true,
            _ => false,
        };
        let palette = bits > 8 || colours <= 1 << bits;
        let header_fits = self.pixels >= 14 + u64::from(self.header);
        if width == 0 || height == 0 || planes != 1 || !known || !palette || !header_fits {
            return None;
        }
        self.needed = if raw {
            let row = (u64::from(seen.width) * u64::from(bits)).div_ceil(32) * 4;
            row.checked_mul(seen.height.into())?
        } else {
            u64::from(stored).max(2)
        };
        Some(())
    }
}
