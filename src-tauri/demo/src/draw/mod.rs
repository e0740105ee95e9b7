//! Draws the posters: a scene in linear light, finished like a photograph, then lettering and a footer with a QR code.
//!
//! Everything is a function of the entry alone, so that two machines draw the same picture.
#![expect(
    clippy::unreadable_literal,
    clippy::cast_possible_wrap,
    clippy::similar_names,
    clippy::many_single_char_names,
    reason = "colours are written 0xRRGGBB; places are x and y, small numbers on a grid"
)]

mod canvas;
mod colour;
mod finish;
mod layout;
mod lettering;
mod noise;
mod qr;
mod scene;
mod sheet;

use std::io::{self, Cursor};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder, RgbImage};

pub(crate) use layout::Layout;
pub(crate) use scene::{Fruit, Hour, Light, Mood, Scene, Sky, Street, Tint};
pub use sheet::contact_sheet;

use crate::catalogue::{self, Entry, Format};

/// Names the folder of the cache: to be raised whenever a poster comes out differently.
pub(crate) const VERSION: u32 = 2;

/// What is on a poster.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Art {
    pub(crate) scene: Scene,
    /// Starts every dice of the scene.
    pub(crate) seed: u32,
    pub(crate) layout: Layout,
    /// A short line in Latin capitals.
    pub(crate) kicker: &'static str,
    pub(crate) head: &'static str,
    pub(crate) line: &'static str,
    pub(crate) note: &'static str,
    /// Colour of the letters, sRGB as 0xRRGGBB, like the two below it.
    pub(crate) ink: u32,
    /// Colour of what stands out.
    pub(crate) accent: u32,
    /// Colour of the footer.
    pub(crate) paper: u32,
}

/// The poster of this id at any size; `None` where the demo has none of it.
pub fn drawn_by_id(id: &str, size: (u32, u32)) -> Option<RgbImage> {
    catalogue::find(id).ok().map(|entry| drawn(entry, size))
}

/// A poster at any size.
pub(crate) fn drawn(entry: &Entry, (width, height): (u32, u32)) -> RgbImage {
    let art = &entry.art;
    let canvas = scene::draw(art, width, height);
    let mut picture = finish::develop(&canvas, width, height, &art.scene.finish(), art.seed);
    layout::set(&mut picture, entry);
    picture
}

/// A poster as a file. Errors: the encoder's.
pub(crate) fn encoded(entry: &Entry, size: (u32, u32), format: Format) -> io::Result<Vec<u8>> {
    let picture = drawn(entry, size);
    let (width, height) = picture.dimensions();
    let mut file = Cursor::new(Vec::new());
    let kind = ExtendedColorType::Rgb8;
    match format {
        Format::Jpeg(quality) => JpegEncoder::new_with_quality(&mut file, quality).write_image(&picture, width, height, kind),
        Format::Png => {
            PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Adaptive).write_image(&picture, width, height, kind)
        }
        Format::WebP => WebPEncoder::new_lossless(&mut file).write_image(&picture, width, height, kind),
    }
    .map_err(io::Error::other)?;
    Ok(file.into_inner())
}
