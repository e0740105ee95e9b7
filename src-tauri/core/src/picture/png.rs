//! PNG: every chunk's checksum, the order that matters, and IEND.

use super::walk::{MOST, Seen, Walk, Want, be32};
use super::{Fault, exif};

#[derive(Default)]
pub(super) struct Png {
    state: State,
    kind: [u8; 4],
    crc: crc32fast::Hasher,
    chunks: u32,
    palette: bool,
    /// Colour type 3.
    indexed: bool,
    data: Data,
    data_bytes: u64,
}

#[derive(Default)]
enum State {
    #[default]
    Start,
    Signature,
    Chunk,
    Body,
    Passed,
    Sum,
}

#[derive(Default, PartialEq)]
enum Data {
    #[default]
    Before,
    Inside,
    Behind,
}

impl Walk for Png {
    fn step(&mut self, bytes: &[u8], seen: &mut Seen) -> Want {
        match self.state {
            State::Start => {
                self.state = State::Signature;
                Want::Take(8)
            }
            State::Signature => self.next_chunk(),
            State::Chunk => self.chunk(bytes, seen),
            State::Body => {
                self.crc.update(bytes);
                match &self.kind {
                    b"IHDR" => self.header(bytes, seen),
                    _ => seen.orientation = exif::orientation(bytes).unwrap_or(0),
                }
                self.sum()
            }
            State::Passed => self.sum(),
            State::Sum => {
                // Readers skip an ancillary chunk (a small first letter) that is wrong, and writers exist that get its sum wrong.
                let critical = self.kind[0].is_ascii_uppercase();
                if be32(bytes, 0) != Some(std::mem::take(&mut self.crc).finalize()) && critical {
                    seen.fault(Fault::Checksum);
                }
                if &self.kind == b"IEND" {
                    if self.data_bytes == 0 {
                        seen.fault(Fault::NoPixels);
                    }
                    return seen.over();
                }
                self.next_chunk()
            }
        }
    }

    fn pass(&mut self, bytes: &[u8]) {
        self.crc.update(bytes);
    }
}

impl Png {
    fn next_chunk(&mut self) -> Want {
        self.state = State::Chunk;
        Want::Take(8)
    }

    fn sum(&mut self) -> Want {
        self.state = State::Sum;
        Want::Take(4)
    }

    fn chunk(&mut self, bytes: &[u8], seen: &mut Seen) -> Want {
        seen.begun = true;
        let length = be32(bytes, 0).unwrap_or(u32::MAX);
        self.kind.copy_from_slice(&bytes[4..]);
        if length > i32::MAX as u32 || !self.kind.iter().all(u8::is_ascii_alphabetic) {
            return seen.lost(Fault::Malformed);
        }
        self.crc.update(&self.kind);
        let in_order = match &self.kind {
            b"IHDR" => self.chunks == 0 && length == 13,
            b"PLTE" => {
                self.palette = true;
                self.data == Data::Before && length.is_multiple_of(3) && (3..=768).contains(&length)
            }
            b"IDAT" => {
                self.data_bytes += u64::from(length);
                let fits = self.data != Data::Behind && (self.palette || !self.indexed);
                self.data = Data::Inside;
                fits
            }
            b"IEND" => length == 0,
            _ => true,
        };
        if self.data == Data::Inside && &self.kind != b"IDAT" {
            self.data = Data::Behind;
        }
        if !in_order || (self.chunks == 0 && &self.kind != b"IHDR") {
            seen.fault(Fault::Malformed);
        }
        self.chunks += 1;
        let kept = match &self.kind {
            b"IHDR" => length == 13,
            b"eXIf" => u64::from(length) <= MOST,
            _ => false,
        };
        if kept {
            self.state = State::Body;
            Want::Take(length as usize)
        } else {
            self.state = State::Passed;
            Want::Pass(length.into())
        }
    }

    fn header(&mut self, bytes: &[u8], seen: &mut Seen) {
        seen.width = be32(bytes, 0).unwrap_or(0);
        seen.height = be32(bytes, 4).unwrap_or(0);
        let &[depth, colour, compression, filter, interlace] = &bytes[8..] else {
            return;
        };
        let depths: &[u8] = match colour {
            0 => &[1, 2, 4, 8, 16],
            2 | 4 | 6 => &[8, 16],
            3 => &[1, 2, 4, 8],
            _ => &[],
        };
        self.indexed = colour == 3;
        let most = i32::MAX as u32;
        let sized = (1..=most).contains(&seen.width) && (1..=most).contains(&seen.height);
        if !sized || !depths.contains(&depth) || compression != 0 || filter != 0 || interlace > 1 {
            seen.fault(Fault::Malformed);
        }
    }
}
