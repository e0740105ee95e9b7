//! The formats that are kept, and their signatures.

use serde::{Deserialize, Serialize};

use super::walk::{be32, le16, le32};

/// A picture format. Anything else is not saved: SVG is a program, HTML is a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Format {
    Jpeg,
    Png,
    Gif,
    Webp,
    Avif,
    Heic,
    Jxl,
    Bmp,
    Tiff,
    Ico,
}

impl Format {
    /// The extension of a saved file, without its dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Avif => "avif",
            Self::Heic => "heic",
            Self::Jxl => "jxl",
            Self::Bmp => "bmp",
            Self::Tiff => "tif",
            Self::Ico => "ico",
        }
    }

    /// The name in this program's own answers, for example `jpeg`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Tiff => "tiff",
            other => other.extension(),
        }
    }

    /// The registered media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Avif => "image/avif",
            Self::Heic => "image/heic",
            Self::Jxl => "image/jxl",
            Self::Bmp => "image/bmp",
            Self::Tiff => "image/tiff",
            Self::Ico => "image/vnd.microsoft.icon",
        }
    }

    /// The format by the first bytes; 64 are always enough.
    pub fn sniff(head: &[u8]) -> Option<Self> {
        match head {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            [0xFF, 0x0A, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', b'\r', b'\n', 0x87, b'\n', ..] => Some(Self::Jxl),
            [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Some(Self::Tiff),
            [b'B', b'M', ..] => bitmap(head).then_some(Self::Bmp),
            [0, 0, 1, 0, ..] => icon(head).then_some(Self::Ico),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => media_file(head),
            _ => None,
        }
    }
}

/// Two letters are too little for a signature: a known header length must follow.
fn bitmap(head: &[u8]) -> bool {
    le32(head, 14).is_some_and(|length| matches!(length, 12 | 16 | 40 | 52 | 56 | 64 | 108 | 124))
}

/// Four bytes of which three are zero are too little: a first entry must follow.
fn icon(head: &[u8]) -> bool {
    let images = le16(head, 4).unwrap_or(0);
    let plausible = head.get(9) == Some(&0) && le32(head, 18).is_some_and(|offset| offset >= 22);
    (1..=256).contains(&images) && plausible
}

/// The brands of a media file: what it is, and what it is compatible with.
fn media_file(head: &[u8]) -> Option<Format> {
    let length = (be32(head, 0)? as usize).min(head.len());
    let brands: Vec<&[u8]> = head.get(8..length)?.chunks_exact(4).collect();
    let any = |names: &[&[u8; 4]]| names.iter().any(|name| brands.contains(&&name[..]));
    if any(&[b"avif", b"avis"]) {
        Some(Format::Avif)
    } else if any(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) {
        Some(Format::Heic)
    } else {
        None
    }
}
