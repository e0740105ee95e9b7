//! Pictures decoded small, the whole never in memory: what thumbnails are made from.
//!
//! A crate of its own so that it is optimised in every build. Each function says `None` for what it does not know or
//! what is broken: a decoder of whole pictures, which knows more and can say why, is asked then.

pub mod jpeg;
pub mod png;
pub mod webp;

/// A picture that was decoded smaller than it is, as stored: not yet turned upright.
#[derive(Clone, Debug)]
pub struct Reduced {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// How many of the pixels in a row, from the left, show the picture: the last one may do so in part.
    pub across: f64,
    /// The same of the rows, from the top.
    pub down: f64,
    /// 3: red, green, blue. 4: alpha besides, the colours not multiplied by it.
    pub channels: u8,
    /// `width * height * channels`, row by row.
    pub bytes: Vec<u8>,
    /// Its ICC profile.
    pub profile: Option<Vec<u8>>,
}
