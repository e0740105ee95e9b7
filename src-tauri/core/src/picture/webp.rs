//! WebP: a RIFF file of chunks that must all be there.

use super::walk::{MOST, Seen, Walk, Want, le16, le32};
use super::{Fault, exif};

#[derive(Default)]
pub(super) struct Webp {
    state: State,
    /// Where the RIFF file ends.
    end: u64,
    kind: [u8; 4],
    /// What is left of the chunk behind the bytes that were taken, padding included.
    left: u64,
    canvas: bool,
    pictures: u32,
}

#[derive(Default)]
enum State {
    #[default]
    Start,
    Riff,
    Chunk,
    Body,
    Passed,
}

impl Walk for Webp {
    fn step(&mut self, bytes: &[u8], seen: &mut Seen) -> Want {
        match self.state {
            State::Start => {
                self.state = State::Riff;
                Want::Take(12)
            }
            State::Riff => {
                self.end = 8 + u64::from(le32(bytes, 4).unwrap_or(0));
                self.next_chunk(seen)
            }
            State::Chunk => self.chunk(bytes, seen),
            State::Body => {
                self.body(bytes, seen);
                self.state = State::Passed;
                Want::Pass(self.left)
            }
            State::Passed => self.next_chunk(seen),
        }
    }
}

impl Webp {
    fn next_chunk(&mut self, seen: &mut Seen) -> Want {
        // Fewer than eight bytes are no chunk; libwebp ignores them.
        if seen.at + 8 > self.end {
            if self.pictures == 0 {
                seen.fault(Fault::NoPixels);
            }
            return seen.over();
        }
        self.state = State::Chunk;
        Want::Take(8)
    }

    fn chunk(&mut self, bytes: &[u8], seen: &mut Seen) -> Want {
        self.kind.copy_from_slice(&bytes[..4]);
        let length = u64::from(le32(bytes, 4).unwrap_or(0));
        let padded = length + (length & 1);
        seen.begun = true;
        // The padding of the last chunk may be missing from the count.
        if seen.at + length > self.end {
            seen.fault(Fault::Malformed);
        }
        let room = self.end.saturating_sub(seen.at).max(length);
        let taken = match &self.kind {
            b"VP8X" | b"VP8 " => 10,
            b"VP8L" => 5,
            b"ANMF" => 16,
            b"EXIF" if length <= MOST => length,
            _ => 0,
        };
        if taken > length {
            seen.fault(Fault::Malformed);
        }
        let taken = taken.min(length);
        self.left = padded.min(room) - taken;
        self.state = State::Body;
        Want::Take(taken as usize)
    }

    fn body(&mut self, bytes: &[u8], seen: &mut Seen) {
        match &self.kind {
            b"VP8X" if bytes.len() == 10 => {
                self.canvas = true;
                seen.width = 1 + (le32(bytes, 4).unwrap_or(0) & 0x00FF_FFFF);
                seen.height = 1 + (le32(bytes, 6).unwrap_or(0) >> 8);
            }
            b"VP8 " => {
                self.pictures += 1;
                let sized = bytes.get(3..6) == Some(&[0x9D, 0x01, 0x2A]);
                self.size(seen, sized, le16(bytes, 6), le16(bytes, 8));
            }
            b"VP8L" => {
                self.pictures += 1;
                let bits = le32(bytes, 1).unwrap_or(0);
                let (width, height) = ((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
                let sized = bytes.first() == Some(&0x2F);
                self.size(seen, sized, u16::try_from(width).ok(), u16::try_from(height).ok());
            }
            b"ANMF" => self.pictures += 1,
            b"EXIF" => seen.orientation = exif::orientation(bytes).unwrap_or(0),
            _ => {}
        }
    }

    /// The size of a picture; of the whole file only where there is no canvas.
    fn size(&self, seen: &mut Seen, sized: bool, width: Option<u16>, height: Option<u16>) {
        match (sized, width, height) {
            (true, Some(width), Some(height)) if !self.canvas => {
                (seen.width, seen.height) = ((width & 0x3FFF).into(), (height & 0x3FFF).into());
                if seen.width == 0 || seen.height == 0 {
                    // 2^14 itself is stored as 0 by neither form: an empty picture.
                    seen.fault(Fault::NoPixels);
                }
            }
            (true, ..) => {}
            (false, ..) => seen.fault(Fault::Malformed),
        }
    }
}
