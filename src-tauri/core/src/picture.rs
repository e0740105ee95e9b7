//! What the bytes of a picture say: its format, its size as shown, whole or cut.
//!
//! A [`Checker`] reads a stream once, in bounded memory, and decodes nothing. The end markers decide, because
//! decoders do not: a JPEG cut to a tenth still "decodes".

mod bmff;
mod bmp;
mod exif;
mod format;
mod gif;
mod ico;
mod jpeg;
mod jxl;
mod png;
mod tiff;
mod walk;
mod webp;

pub use format::Format;

use crate::signal::Content;
use walk::{Seen, Walk, Want};

/// What was found out about a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// By signature, never by name or claim.
    pub format: Format,
    /// Pixels as shown, that is with the orientation applied. `None` where the header does not say.
    pub width: Option<u32>,
    /// Pixels as shown.
    pub height: Option<u32>,
    /// As in EXIF, 1 to 8; 1 is upright.
    pub orientation: u8,
    /// Whether all of it is there.
    pub complete: Completeness,
    /// JPEG scans: each is a pass over all the pixels. 0 in other formats.
    pub scans: u32,
    /// A coding that common decoders lack (arithmetic or 12-bit JPEG): the structure alone can be judged.
    pub exotic: bool,
    /// Bytes behind the end of the picture (motion photos, hidden archives). They are kept.
    pub trailing: u64,
}

/// Whether all of a picture is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// The structure is sound from the signature to the end marker.
    Whole,
    /// It is not.
    Damaged(Fault),
    /// The format has no end marker, or keeps its tables where a stream has passed already: only decoding tells.
    Unproven,
}

/// What is wrong with a picture. The first fault counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The bytes end before the picture does.
    Cut,
    /// A checksum is wrong: bytes were changed on the way.
    Checksum,
    /// The structure contradicts itself or the format.
    Malformed,
    /// It ends properly and holds no pixels.
    NoPixels,
    /// The structure is sound, but a decoder refuses what is inside. Found by whoever decodes, never here.
    Undecodable,
    /// More pixels than anybody should decode. Found by whoever decodes, never here.
    TooManyPixels,
}

/// How many bytes are enough to tell a format.
const HEAD: usize = 64;

/// Reads a picture as it arrives.
pub struct Checker {
    head: Vec<u8>,
    walk: Option<(Format, Box<dyn Walk>)>,
    alien: bool,
    want: Want,
    taken: Vec<u8>,
    seen: Seen,
    total: u64,
}

impl Verdict {
    /// Whether all of it is known to be there. Anything less is kept with a mark, never as a plain success.
    pub fn is_whole(&self) -> bool {
        self.complete == Completeness::Whole
    }

    /// The same with a fault that decoding has found.
    #[must_use]
    pub fn with_fault(self, fault: Fault) -> Self {
        Self {
            complete: Completeness::Damaged(fault),
            ..self
        }
    }
}

impl Default for Checker {
    fn default() -> Self {
        Self::new()
    }
}

impl Checker {
    /// At the first byte.
    pub fn new() -> Self {
        Self {
            head: Vec::with_capacity(HEAD),
            walk: None,
            alien: false,
            want: Want::Take(0),
            taken: Vec::new(),
            seen: Seen::default(),
            total: 0,
        }
    }

    /// The next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.total += bytes.len() as u64;
        if self.walk.is_some() {
            return self.feed(bytes);
        }
        if self.alien {
            return;
        }
        let (head, rest) = bytes.split_at(bytes.len().min(HEAD - self.head.len()));
        self.head.extend_from_slice(head);
        if self.head.len() == HEAD {
            self.recognise();
            if self.walk.is_some() {
                self.feed(rest);
            }
        }
    }

    /// The format, once enough bytes have come to tell.
    pub fn format(&self) -> Option<Format> {
        self.walk.as_ref().map(|(format, _)| *format)
    }

    /// Whether it is certain already that this is not a picture.
    pub fn is_refused(&self) -> bool {
        self.alien
    }

    /// The bytes that came.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The verdict, if the last byte has come; or why these bytes are no picture that is kept.
    pub fn finish(&self) -> Result<Verdict, Content> {
        if self.total == 0 {
            return Err(Content::Empty);
        }
        let Some((format, walk)) = &self.walk else {
            if self.alien {
                return Err(Content::NotPicture);
            }
            let mut short = Self {
                head: self.head.clone(),
                total: self.total,
                ..Self::new()
            };
            short.recognise();
            return short.finish();
        };
        let mut seen = self.seen.clone();
        walk.close(self.total, &mut seen);
        if !seen.begun {
            // A signature and nothing behind it.
            return Err(Content::Damaged);
        }
        let complete = match seen.fault {
            Some(fault) => Completeness::Damaged(fault),
            None if !seen.ended => Completeness::Damaged(Fault::Cut),
            None if seen.unproven => Completeness::Unproven,
            None => Completeness::Whole,
        };
        let turned = seen.orientation >= 5;
        let (width, height) = if turned { (seen.height, seen.width) } else { (seen.width, seen.height) };
        Ok(Verdict {
            format: *format,
            width: (width > 0).then_some(width),
            height: (height > 0).then_some(height),
            orientation: seen.orientation.max(1),
            complete,
            scans: seen.scans,
            exotic: seen.exotic,
            trailing: if seen.ended { self.total - seen.at } else { 0 },
        })
    }

    fn recognise(&mut self) {
        let head = std::mem::take(&mut self.head);
        match Format::sniff(&head) {
            None => self.alien = true,
            Some(format) => {
                self.walk = Some((format, walker(format, &head)));
                self.feed(&head);
            }
        }
    }

    fn feed(&mut self, mut bytes: &[u8]) {
        let Some((_, walk)) = &mut self.walk else { return };
        loop {
            match self.want {
                Want::Stop => return,
                Want::Take(n) => {
                    let missing = n - self.taken.len();
                    if bytes.len() < missing {
                        return self.taken.extend_from_slice(bytes);
                    }
                    let (now, later) = bytes.split_at(missing);
                    bytes = later;
                    self.seen.at += n as u64;
                    if self.taken.is_empty() {
                        self.want = walk.step(now, &mut self.seen);
                    } else {
                        self.taken.extend_from_slice(now);
                        self.want = walk.step(&self.taken, &mut self.seen);
                        self.taken.clear();
                    }
                }
                Want::Pass(n) => {
                    let here = usize::try_from(n).unwrap_or(usize::MAX).min(bytes.len());
                    let (now, later) = bytes.split_at(here);
                    bytes = later;
                    self.seen.at += here as u64;
                    walk.pass(now);
                    let left = n - here as u64;
                    if left > 0 {
                        self.want = Want::Pass(left);
                        return;
                    }
                    self.want = walk.step(&[], &mut self.seen);
                }
                Want::Scan => {
                    let Some(found) = walk.scan(bytes) else {
                        self.seen.at += bytes.len() as u64;
                        return;
                    };
                    bytes = &bytes[found..];
                    self.seen.at += found as u64;
                    self.want = walk.step(&[], &mut self.seen);
                }
            }
        }
    }
}

fn walker(format: Format, head: &[u8]) -> Box<dyn Walk> {
    match format {
        Format::Jpeg => Box::<jpeg::Jpeg>::default(),
        Format::Png => Box::<png::Png>::default(),
        Format::Gif => Box::<gif::Gif>::default(),
        Format::Webp => Box::<webp::Webp>::default(),
        Format::Bmp => Box::<bmp::Bmp>::default(),
        Format::Ico => Box::<ico::Ico>::default(),
        Format::Tiff => Box::<tiff::Tiff>::default(),
        Format::Jxl if head.starts_with(jxl::CODESTREAM) => Box::<jxl::Codestream>::default(),
        Format::Avif | Format::Heic | Format::Jxl => Box::<bmff::Bmff>::default(),
    }
}

/// The verdict over bytes that are all there.
pub fn check(bytes: &[u8]) -> Result<Verdict, Content> {
    let mut checker = Checker::new();
    checker.push(bytes);
    checker.finish()
}

#[cfg(test)]
mod tests;
