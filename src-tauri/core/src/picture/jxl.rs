//! JPEG XL: the size in the first bits of a codestream. Where a codestream ends, only a decoder can tell.

use super::walk::{Seen, Walk, Want};

/// How a codestream begins.
pub(super) const CODESTREAM: &[u8] = &[0xFF, 0x0A];

/// A codestream without a container.
#[derive(Default)]
pub(super) struct Codestream {
    started: bool,
    head: Vec<u8>,
}

impl Walk for Codestream {
    fn step(&mut self, _bytes: &[u8], _seen: &mut Seen) -> Want {
        self.started = true;
        Want::Pass(u64::MAX)
    }

    fn pass(&mut self, bytes: &[u8]) {
        let room = 64 - self.head.len();
        self.head.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    fn close(&self, _total: u64, seen: &mut Seen) {
        seen.begun = header(&self.head, seen).is_some();
        seen.ended = true;
        seen.unproven = true;
    }
}

/// Reads the size and the orientation from the start of a codestream.
pub(super) fn header(bytes: &[u8], seen: &mut Seen) -> Option<()> {
    let mut bits = Bits {
        bytes: bytes.strip_prefix(CODESTREAM)?,
        at: 0,
    };
    let small = bits.read(1)? == 1;
    let height = bits.side(small)?;
    let ratio = [(0, 0), (1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1)];
    let width = match ratio[bits.read(3)? as usize] {
        (0, _) => bits.side(small)?,
        (over, under) => height * over / under,
    };
    let plain = bits.read(1)? == 1;
    if !plain && bits.read(1)? == 1 {
        seen.orientation = 1 + bits.read(3)? as u8;
    }
    seen.width = u32::try_from(width).ok()?;
    seen.height = u32::try_from(height).ok()?;
    Some(())
}

/// Bits, the lowest of a byte first.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn read(&mut self, count: usize) -> Option<u64> {
        let mut value = 0;
        for n in 0..count {
            let byte = self.bytes.get((self.at + n) / 8)?;
            value |= u64::from(byte >> ((self.at + n) % 8) & 1) << n;
        }
        self.at += count;
        Some(value)
    }

    fn side(&mut self, small: bool) -> Option<u64> {
        if small {
            return Some(8 * (1 + self.read(5)?));
        }
        let bits = [9, 13, 18, 30][self.read(2)? as usize];
        Some(1 + self.read(bits)?)
    }
}
