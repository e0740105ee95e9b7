//! The one EXIF field that matters here: which way up.

use super::walk::{be16, be32, le16, le32};

/// EXIF's tag for the orientation.
pub(super) const ORIENTATION: u16 = 0x0112;

/// The orientation, 1 to 8, from an EXIF block (a TIFF header and its first directory).
pub(super) fn orientation(block: &[u8]) -> Option<u8> {
    let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    let little = match block.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at| if little { le16(block, at) } else { be16(block, at) };
    let long = |at| if little { le32(block, at) } else { be32(block, at) };
    let directory = long(4)? as usize;
    let entries = usize::from(short(directory)?);
    for entry in (0..entries).map(|n| directory + 2 + n * 12) {
        if short(entry)? == ORIENTATION {
            let value = u8::try_from(short(entry + 8)?).ok()?;
            return (1..=8).contains(&value).then_some(value);
        }
    }
    None
}
