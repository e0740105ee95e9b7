//! The `meta` box of AVIF and HEIC: which item is the picture, how large, which way up, and where its bytes end.

use super::super::walk::{be16, be32, be64};

/// What the box says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Meta {
    /// Pixels as stored, width first; zeros where not said.
    pub(super) size: (u32, u32),
    /// As in EXIF; 0 where not said.
    pub(super) orientation: u8,
    /// Where in the file the last byte of any item must be (exclusive).
    pub(super) end: u64,
    /// Some item lies inside the box itself.
    pub(super) inside: bool,
}

impl Meta {
    /// Reads the body of the box; `None` where its boxes do not fit into one another.
    pub(super) fn parse(body: &[u8]) -> Option<Self> {
        let mut meta = Self::default();
        let (mut primary, mut properties, mut wearers) = (None, Vec::new(), None);
        for (kind, body) in boxes(body.get(4..)?)? {
            match kind {
                b"pitm" if body.first() == Some(&0) => primary = be16(body, 4).map(u32::from),
                b"pitm" => primary = be32(body, 4),
                b"iloc" => meta.locations(body)?,
                b"idat" => meta.inside = true,
                b"iprp" => {
                    for (kind, body) in boxes(body)? {
                        match kind {
                            b"ipco" => properties = boxes(body)?,
                            b"ipma" => wearers = Some(body),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        let worn = wearers.zip(primary).and_then(|(body, item)| associations(body, item));
        let (mut turns, mut mirror) = (0, None);
        for (kind, body) in worn.unwrap_or_default().iter().filter_map(|n| properties.get(n.checked_sub(1)?)) {
            match *kind {
                b"ispe" => meta.size = (be32(body, 4)?, be32(body, 8)?),
                // The clean aperture: coders work in even sizes.
                b"clap" => {
                    let side = |at| be32(body, at)?.checked_div(be32(body, at + 4)?);
                    meta.size = (side(0)?, side(8)?);
                }
                b"irot" => turns = body.first()? & 3,
                b"imir" => mirror = Some(body.first()? & 1),
                _ => {}
            }
        }
        // Quarter turns against the clock, then the mirror; EXIF counts the ways up.
        meta.orientation = match (turns, mirror) {
            (0, None) => 1,
            (1, None) => 8,
            (2, None) => 3,
            (_, None) => 6,
            (0, Some(0)) | (2, Some(1)) => 4,
            (0 | 2, Some(_)) => 2,
            (1, Some(0)) | (3, Some(1)) => 7,
            (_, Some(_)) => 5,
        };
        Some(meta)
    }

    fn locations(&mut self, body: &[u8]) -> Option<()> {
        let version = *body.first()?;
        let sizes = be16(body, 4)?;
        let (offset, length) = (usize::from(sizes >> 12), usize::from(sizes >> 8 & 15));
        let base = usize::from(sizes >> 4 & 15);
        let index = if version == 0 { 0 } else { usize::from(sizes & 15) };
        let mut at = 6;
        let mut number = |bytes: usize| -> Option<u64> {
            let from = at;
            at += bytes;
            match bytes {
                0 => Some(0),
                2 => be16(body, from).map(u64::from),
                4 => be32(body, from).map(u64::from),
                8 => be64(body, from),
                _ => None,
            }
        };
        let wide = if version < 2 { 2 } else { 4 };
        for _ in 0..number(wide)? {
            number(wide)?;
            let inside = version > 0 && number(2)? & 15 != 0;
            number(2)?;
            let base = number(base)?;
            for _ in 0..number(2)? {
                number(index)?;
                let end = base.checked_add(number(offset)?)?.checked_add(number(length)?)?;
                if !inside {
                    self.end = self.end.max(end);
                }
            }
        }
        Some(())
    }
}

/// The boxes inside a box.
fn boxes(mut bytes: &[u8]) -> Option<Vec<(&[u8; 4], &[u8])>> {
    let mut found = Vec::new();
    while !bytes.is_empty() {
        let length = match be32(bytes, 0)? {
            0 => bytes.len(),
            length => length as usize,
        };
        let kind = bytes.get(4..8)?.try_into().ok()?;
        found.push((kind, bytes.get(8..length)?));
        bytes = &bytes[length..];
    }
    Some(found)
}

/// The numbers, from 1, of the properties that an item wears.
fn associations(body: &[u8], item: u32) -> Option<Vec<usize>> {
    let (version, flags) = (*body.first()?, body.get(3)? & 1);
    let mut at = 8;
    for _ in 0..be32(body, 4)? {
        let (id, next) = if version == 0 {
            (be16(body, at)?.into(), at + 2)
        } else {
            (be32(body, at)?, at + 4)
        };
        let count = usize::from(*body.get(next)?);
        at = next + 1;
        let mut worn = Vec::with_capacity(count);
        for _ in 0..count {
            worn.push(usize::from(if flags == 0 {
                u16::from(body.get(at)? & 0x7F)
            } else {
                be16(body, at)? & 0x7FFF
            }));
            at += if flags == 0 { 1 } else { 2 };
        }
        if id == item {
            return Some(worn);
        }
    }
    None
}
