//! ICO: a directory of small pictures, each of which must lie within the file.

use super::Fault;
use super::walk::{Seen, Walk, Want, be32, le16, le32};

#[derive(Default)]
pub(super) struct Ico {
    state: State,
    /// Where each picture begins and ends, in file order, the next one last.
    pictures: Vec<(u64, u64)>,
    end: u64,
    /// The bytes of the picture at hand.
    room: u64,
}

/// What is looked at of each picture.
const HEADER: usize = 40;

#[derive(Default)]
enum State {
    #[default]
    Start,
    Count,
    Directory,
    Gap,
    Picture,
    Rest,
}

impl Walk for Ico {
    fn step(&mut self, bytes: &[u8], seen: &mut Seen) -> Want {
        match self.state {
            State::Start => {
                self.state = State::Count;
                Want::Take(6)
            }
            State::Count => {
                self.state = State::Directory;
                Want::Take(16 * usize::from(le16(bytes, 4).unwrap_or(0)))
            }
            State::Directory => {
                seen.begun = true;
                for entry in bytes.chunks_exact(16) {
                    let side = |n: u8| if n == 0 { 256 } else { u32::from(n) };
                    if side(entry[0]) * side(entry[1]) > seen.width * seen.height {
                        (seen.width, seen.height) = (side(entry[0]), side(entry[1]));
                    }
                    let length = u64::from(le32(entry, 8).unwrap_or(0));
                    let begin = u64::from(le32(entry, 12).unwrap_or(0));
                    if begin < seen.at || length < HEADER as u64 {
                        return seen.lost(Fault::Malformed);
                    }
                    self.pictures.push((begin, begin + length));
                    self.end = self.end.max(begin + length);
                }
                self.pictures.sort_unstable_by(|a, b| b.cmp(a));
                self.next(seen)
            }
            State::Gap => {
                self.state = State::Picture;
                Want::Take(HEADER)
            }
            State::Picture => {
                if !fits(bytes, self.room) {
                    seen.fault(Fault::Malformed);
                }
                self.next(seen)
            }
            State::Rest => Want::Stop,
        }
    }

    fn close(&self, total: u64, seen: &mut Seen) {
        seen.ended = matches!(self.state, State::Rest) && total >= self.end;
    }
}

impl Ico {
    fn next(&mut self, seen: &mut Seen) -> Want {
        match self.pictures.pop() {
            Some((begin, _)) if begin < seen.at => seen.lost(Fault::Malformed),
            Some((begin, end)) => {
                self.room = end - begin;
                self.state = State::Gap;
                Want::Pass(begin - seen.at)
            }
            None => {
                self.state = State::Rest;
                Want::Pass(u64::MAX)
            }
        }
    }
}

/// Whether a picture that begins like this can be in so many bytes: a PNG, or a device-independent
/// bitmap of twice the height (picture and mask).
fn fits(header: &[u8], room: u64) -> bool {
    if header.starts_with(b"\x89PNG\r\n\x1a\n") {
        return be32(header, 29) == Some(crc32fast::hash(&header[12..29]));
    }
    let number = |at| le32(header, at).unwrap_or(0);
    let (width, rows, bits) = (number(4), number(8), le16(header, 14).unwrap_or(0));
    if number(0) != 40 || width > 4096 || rows > 8192 || !matches!(bits, 1 | 4 | 8 | 16 | 24 | 32) {
        return false;
    }
    let row = |bits: u16| (u64::from(width) * u64::from(bits)).div_ceil(32) * 4;
    let colours = match number(32) {
        0 if bits <= 8 => 1u64 << bits,
        colours => colours.into(),
    };
    // The mask may be missing where the picture has an alpha of its own.
    let mask = if bits == 32 { 0 } else { row(1) };
    40 + 4 * colours + (row(bits) + mask) * u64::from(rows / 2) <= room
}
