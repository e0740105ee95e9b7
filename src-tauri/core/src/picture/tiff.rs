//! TIFF: the first directory and the strips or tiles that it names, as far as a stream can follow.

use super::Fault;
use super::exif::ORIENTATION;
use super::walk::{MOST, Seen, Walk, Want};

#[derive(Default)]
pub(super) struct Tiff {
    state: State,
    little: bool,
    /// Offsets of 64 bits.
    big: bool,
    /// Where the strips or tiles are, and how long.
    lists: [List; 2],
    /// Lists that are still ahead: where, and which; the next one last.
    ahead: Vec<(u64, usize)>,
}

#[derive(Clone, Copy, Default)]
enum State {
    #[default]
    Start,
    Header,
    BigHeader,
    ToDirectory,
    Count,
    Directory,
    ToList(usize),
    List(usize),
    Rest,
}

#[derive(Default)]
struct List {
    /// Bytes of one value.
    size: usize,
    count: u64,
    values: Vec<u64>,
}

impl Walk for Tiff {
    fn step(&mut self, bytes: &[u8], seen: &mut Seen) -> Want {
        match self.state {
            State::Start => self.take(State::Header, 8),
            State::Header => {
                self.little = bytes[0] == b'I';
                self.big = self.number(&bytes[2..4]) == 43;
                if self.big {
                    return self.take(State::BigHeader, 8);
                }
                self.seek_directory(self.number(&bytes[4..8]), seen)
            }
            State::BigHeader => self.seek_directory(self.number(bytes), seen),
            State::ToDirectory => self.take(State::Count, if self.big { 8 } else { 2 }),
            State::Count => {
                let (entries, size) = (self.number(bytes), if self.big { 20 } else { 12 });
                match entries.checked_mul(size) {
                    Some(length @ 1..=MOST) => self.take(State::Directory, length as usize),
                    _ => seen.lost(Fault::Malformed),
                }
            }
            State::Directory => {
                seen.begun = true;
                for entry in bytes.chunks_exact(if self.big { 20 } else { 12 }) {
                    self.entry(entry, seen);
                }
                self.ahead.sort_unstable_by(|a, b| b.cmp(a));
                self.next_list(seen)
            }
            State::ToList(which) => {
                let list = &self.lists[which];
                let length = list.count * list.size as u64;
                self.take(State::List(which), length as usize)
            }
            State::List(which) => {
                self.keep(which, bytes);
                self.next_list(seen)
            }
            State::Rest => Want::Stop,
        }
    }

    fn close(&self, total: u64, seen: &mut Seen) {
        let State::Rest = self.state else { return };
        let [offsets, lengths] = &self.lists;
        if seen.width == 0 || seen.height == 0 || offsets.count == 0 {
            seen.fault(Fault::NoPixels);
        }
        seen.unproven |= offsets.values.is_empty() || offsets.values.len() != lengths.values.len();
        seen.ended = offsets
            .values
            .iter()
            .zip(&lengths.values)
            .all(|(at, length)| at.checked_add(*length).is_some_and(|end| end <= total));
    }
}

impl Tiff {
    fn take(&mut self, state: State, bytes: usize) -> Want {
        self.state = state;
        Want::Take(bytes)
    }

    /// A number of up to eight bytes in the file's own order.
    fn number(&self, bytes: &[u8]) -> u64 {
        let join = |sum: u64, byte: &u8| sum << 8 | u64::from(*byte);
        if self.little {
            bytes.iter().rev().fold(0, join)
        } else {
            bytes.iter().fold(0, join)
        }
    }

    fn seek_directory(&mut self, at: u64, seen: &mut Seen) -> Want {
        self.state = State::ToDirectory;
        match at.checked_sub(seen.at) {
            Some(gap) => Want::Pass(gap),
            None => seen.lost(Fault::Malformed),
        }
    }

    fn entry(&mut self, entry: &[u8], seen: &mut Seen) {
        let (tag, kind) = (self.number(&entry[..2]), self.number(&entry[2..4]));
        let (count, value) = entry[4..].split_at(if self.big { 8 } else { 4 });
        let count = self.number(count);
        let size = match kind {
            3 => 2,
            4 => 4,
            16 => 8,
            _ => return,
        };
        let first = self.number(&value[..size.min(value.len())]);
        let which = match tag {
            256 => return seen.width = u32::try_from(first).unwrap_or(0),
            257 => return seen.height = u32::try_from(first).unwrap_or(0),
            tag if tag == u64::from(ORIENTATION) => {
                if (1..=8).contains(&first) {
                    seen.orientation = first as u8;
                }
                return;
            }
            273 | 324 => 0,
            279 | 325 => 1,
            _ => return,
        };
        self.lists[which] = List {
            size,
            count,
            values: Vec::new(),
        };
        match count.checked_mul(size as u64) {
            Some(length) if length <= value.len() as u64 => {
                self.keep(which, &value[..length as usize]);
            }
            Some(length) if length <= MOST => self.ahead.push((self.number(value), which)),
            _ => seen.unproven = true,
        }
    }

    fn keep(&mut self, which: usize, bytes: &[u8]) {
        let size = self.lists[which].size.max(1);
        self.lists[which].values = bytes.chunks_exact(size).map(|value| self.number(value)).collect();
    }

    fn next_list(&mut self, seen: &mut Seen) -> Want {
        while let Some((at, which)) = self.ahead.pop() {
            if let Some(gap) = at.checked_sub(seen.at) {
                self.state = State::ToList(which);
                return Want::Pass(gap);
            }
            // The list has passed already.
            seen.unproven = true;
        }
        self.state = State::Rest;
        Want::Pass(u64::MAX)
    }
}
