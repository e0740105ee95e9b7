//! AVIF and HEIC (ISO base media files), and JPEG XL in its container: boxes, and the places
//! in them where the pixels are said to be.

mod meta;

use super::walk::{MOST, Seen, Walk, Want, be32, be64};
use super::{Fault, jxl};
use meta::Meta;

#[derive(Default)]
pub(super) struct Bmff {
    state: State,
    kind: [u8; 4],
    /// The bytes of the box behind its header; `None`: up to the end of the file.
    body: Option<u64>,
    /// A JPEG XL container: no `meta`, the codestream is in boxes of its own.
    codestream: bool,
    meta: Option<Meta>,
    pixels: bool,
}

#[derive(Default)]
enum State {
    #[default]
    Start,
    Header,
    Large,
    Meta,
    Codestream,
    Passed,
    OpenEnd,
}

impl Walk for Bmff {
    fn step(&mut self, bytes: &[u8], seen: &mut Seen) -> Want {
        match self.state {
            State::Start | State::Passed => self.next_box(),
            State::Header => {
                self.kind.copy_from_slice(&bytes[4..]);
                match be32(bytes, 0).unwrap_or(0) {
                    0 => {
                        self.body = None;
                        self.enter(seen)
                    }
                    1 => {
                        self.state = State::Large;
                        Want::Take(8)
                    }
                    length @ 8.. => {
                        self.body = Some(u64::from(length) - 8);
                        self.enter(seen)
                    }
                    _ => seen.lost(Fault::Malformed),
                }
            }
            State::Large => match be64(bytes, 0).and_then(|length| length.checked_sub(16)) {
                Some(body) => {
                    self.body = Some(body);
                    self.enter(seen)
                }
                None => seen.lost(Fault::Malformed),
            },
            State::Meta => {
                match Meta::parse(bytes) {
                    Some(meta) => {
                        (seen.width, seen.height) = meta.size;
                        seen.orientation = meta.orientation;
                        self.pixels |= meta.inside;
                        self.meta = Some(meta);
                    }
                    None => seen.fault(Fault::Malformed),
                }
                self.next_box()
            }
            State::Codestream => {
                // A partial codestream carries its number first.
                let head = if &self.kind == b"jxlp" { bytes.get(4..).unwrap_or(&[]) } else { bytes };
                if seen.width == 0 {
                    jxl::header(head, seen);
                }
                let left = self.body.map_or(u64::MAX, |body| body - bytes.len() as u64);
                self.state = if self.body.is_none() { State::OpenEnd } else { State::Passed };
                Want::Pass(left)
            }
            State::OpenEnd => Want::Stop,
        }
    }

    fn close(&self, total: u64, seen: &mut Seen) {
        let at_edge = match self.state {
            // Waiting for a header of which not one byte has come.
            State::Header => seen.at == total,
            State::OpenEnd => true,
            _ => false,
        };
        seen.ended = at_edge;
        if at_edge && !self.pixels {
            // A file may also be cut between two boxes.
            seen.fault(Fault::NoPixels);
        }
        if self.codestream {
            seen.unproven |= matches!(self.state, State::OpenEnd);
        } else {
            match &self.meta {
                Some(meta) if meta.end > total => seen.ended = false,
                Some(meta) => seen.unproven |= meta.end == 0 && !meta.inside,
                // A sequence without a still: its tables are not followed.
                None => seen.unproven = true,
            }
        }
    }
}

impl Bmff {
    fn next_box(&mut self) -> Want {
        self.state = State::Header;
        Want::Take(8)
    }

    fn enter(&mut self, seen: &mut Seen) -> Want {
        // Only the signature box has come so far.
        seen.begun |= !matches!(&self.kind, b"ftyp" | b"JXL ");
        match (&self.kind, self.body) {
            (b"JXL ", _) => self.codestream = true,
            (b"mdat", _) => self.pixels = true,
            (b"meta", Some(body @ ..=MOST)) if self.meta.is_none() => {
                self.state = State::Meta;
                return Want::Take(body as usize);
            }
            (b"jxlc" | b"jxlp", body) => {
                self.pixels = true;
                self.state = State::Codestream;
                return Want::Take(body.map_or(64, |body| body.min(64)) as usize);
            }
            _ => {}
        }
        self.state = if self.body.is_some() { State::Passed } else { State::OpenEnd };
        Want::Pass(self.body.unwrap_or(u64::MAX))
    }
}
