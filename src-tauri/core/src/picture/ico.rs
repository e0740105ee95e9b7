//! ICO: a directory of small pictures, each of which must lie within the file.

use super::Fault;
use super::walk::{Seen, Walk, Want, le16, le32};

#[derive(Default)]
pub(super) struct Ico {
    state: State,
    /// Where each picture begins and ends, in file order, the next one last.
    pictures: Vec<(u64, u64)>,
    end: u64,
}

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
                    if begin < seen.at || length < 40 {
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
                Want::Take(16)
            }
            State::Picture => {
                // A device-independent bitmap of twice the height (picture and mask), or a PNG.
                let bitmap = bytes.starts_with(&[40, 0, 0, 0])
                    && le16(bytes, 12) == Some(1)
                    && le16(bytes, 14).is_some_and(|bits| matches!(bits, 1 | 4 | 8 | 16 | 24 | 32));
                if !bitmap && !bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
                    seen.fault(Fault::Malformed);
                }
                self.next(seen)
            }
            State::Rest => Want::Stop,
        }
    }

    fn close(&mut self, total: u64, seen: &mut Seen) {
        seen.ended = matches!(self.state, State::Rest) && total >= self.end;
    }
}

impl Ico {
    fn next(&mut self, seen: &mut Seen) -> Want {
        match self.pictures.pop() {
            Some((begin, _)) if begin < seen.at => seen.lost(Fault::Malformed),
            Some((begin, _)) => {
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
