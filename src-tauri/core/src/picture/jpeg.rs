//! JPEG: segments, scans, and FFD9 at the end of the picture itself (not of its thumbnail).

use super::walk::{Seen, Walk, Want, be16};
use super::{Fault, exif};

#[derive(Default)]
pub(super) struct Jpeg {
    state: State,
    /// The byte before was FF.
    prefix: bool,
    /// The marker that was found.
    marker: u8,
    frame: bool,
}

#[derive(Default)]
enum State {
    #[default]
    Start,
    Signature,
    Marker,
    Length,
    Frame,
    Lines,
    App1,
    Other,
}

impl Walk for Jpeg {
    fn step(&mut self, bytes: &[u8], seen: &mut Seen) -> Want {
        match self.state {
            State::Start => {
                self.state = State::Signature;
                Want::Take(2)
            }
            State::Signature => self.search(),
            State::Marker => self.found(seen),
            State::Length => {
                let Some(length @ 2..) = be16(bytes, 0).map(usize::from) else {
                    return seen.lost(Fault::Malformed);
                };
                let body = length - 2;
                self.state = match self.marker {
                    // SOF0..SOF15 without DHT, JPG, DAC.
                    0xC0..=0xCF if !matches!(self.marker, 0xC4 | 0xC8 | 0xCC) => State::Frame,
                    0xDC => State::Lines,
                    0xE1 => State::App1,
                    _ => State::Other,
                };
                match self.state {
                    State::Other => Want::Pass(body as u64),
                    _ => Want::Take(body),
                }
            }
            State::Frame => {
                // Arithmetic, lossless and hierarchical coding, and more than 8 bits.
                seen.exotic = !matches!(self.marker, 0xC0..=0xC2) || bytes.first() != Some(&8);
                match (be16(bytes, 1), be16(bytes, 3), bytes.get(5)) {
                    (Some(height), Some(width @ 1..), Some(1..)) if !self.frame => {
                        (seen.width, seen.height) = (width.into(), height.into());
                        self.frame = true;
                    }
                    _ => seen.fault(Fault::Malformed),
                }
                self.segment_over(seen)
            }
            State::Lines => {
                if let (0, Some(height)) = (seen.height, be16(bytes, 0)) {
                    seen.height = height.into();
                }
                self.segment_over(seen)
            }
            State::App1 => {
                if bytes.starts_with(b"Exif\0\0") && seen.orientation == 0 {
                    seen.orientation = exif::orientation(bytes).unwrap_or(0);
                }
                self.segment_over(seen)
            }
            State::Other => self.segment_over(seen),
        }
    }

    /// Stuffed zeros, fill bytes and restart markers belong to a scan; stray bytes between segments are skipped,
    /// as every reader does.
    fn scan(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        loop {
            if !self.prefix {
                at += memchr::memchr(0xFF, &bytes[at..])? + 1;
                self.prefix = true;
            }
            let code = *bytes.get(at)?;
            at += 1;
            match code {
                0xFF => {}
                0x00 | 0x01 | 0xD0..=0xD7 => self.prefix = false,
                marker => {
                    self.prefix = false;
                    self.marker = marker;
                    return Some(at);
                }
            }
        }
    }
}

impl Jpeg {
    fn search(&mut self) -> Want {
        self.state = State::Marker;
        Want::Scan
    }

    fn found(&mut self, seen: &mut Seen) -> Want {
        match self.marker {
            0xD9 => {
                if seen.scans == 0 {
                    seen.fault(Fault::NoPixels);
                } else if seen.height == 0 {
                    seen.fault(Fault::Malformed);
                }
                seen.over()
            }
            // A second picture cannot begin inside the first.
            0xD8 => {
                seen.fault(Fault::Malformed);
                Want::Scan
            }
            _ => {
                self.state = State::Length;
                Want::Take(2)
            }
        }
    }

    fn segment_over(&mut self, seen: &mut Seen) -> Want {
        seen.begun = true;
        if self.marker == 0xDA {
            seen.scans += 1;
            if !self.frame {
                seen.fault(Fault::Malformed);
            }
        }
        self.search()
    }
}
