//! Decoding within limits: of pixels, of memory, of time. A decoder that panics has met a damaged picture.

mod room;

use std::io::Cursor;
use std::panic::catch_unwind;

use image::codecs::bmp::BmpDecoder;
use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::tiff::TiffDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageResult, Limits, RgbImage, RgbaImage};
use jxl_oxide::{AllocTracker, JxlImage};
use poster_core::picture::{Format, Verdict};

pub(crate) use room::CONVERTING;
use room::{DECODING, Room};

/// The longest side that is decoded.
const LONGEST_SIDE: u32 = 20_000;
/// What decoding one picture may take, in bytes: pixels and what decoders need beside them.
const MOST_MEMORY: u64 = 240 << 20;
/// What a decoder may take for a profile or a palette.
const MARGIN: u64 = 8 << 20;
/// The part of a whole picture's memory that decoding it small takes, at most.
const PARTS: u64 = 4;
/// Pixels times passes over them: about a second.
const MOST_WORK: u64 = 200_000_000;

/// Why there are no pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// More than should be decoded.
    TooLarge,
    /// No decoder here for this format or coding; the picture may be perfectly good.
    Unsupported,
    /// The decoder says that it is broken.
    Damaged,
}

/// A decoded picture, as stored: not yet turned upright.
pub(crate) struct Pixels {
    pub(crate) image: DynamicImage,
    /// How it is to be turned.
    pub(crate) orientation: Orientation,
    /// Its ICC profile.
    pub(crate) profile: Option<Vec<u8>>,
    _room: Room,
}

/// Whether the picture is small enough to be decoded, as far as its header says.
pub(crate) fn is_within_limits(verdict: &Verdict) -> bool {
    let (Some(width), Some(height)) = (verdict.width, verdict.height) else {
        return true;
    };
    let pixels = u64::from(width) * u64::from(height);
    width.max(height) <= LONGEST_SIDE && memory(verdict) <= MOST_MEMORY && pixels * u64::from(verdict.scans.max(1)) <= MOST_WORK
}

/// What decoding the whole picture takes, in bytes; the most that it may where the header does not say.
fn memory(verdict: &Verdict) -> u64 {
    let (Some(width), Some(height)) = (verdict.width, verdict.height) else {
        return MOST_MEMORY;
    };
    // Measured peaks of the decoders, beside what the header cannot tell (16 bits a sample).
    let bytes = match verdict.format {
        // A progressive picture is kept as coefficients until its last scan.
        Format::Jpeg if verdict.scans > 1 => 9,
        Format::Webp => 7,
        Format::Tiff | Format::Gif => 5,
        _ => 4,
    };
    u64::from(width) * u64::from(height) * bytes
}

/// Decodes the first frame.
pub(crate) fn decode(bytes: &[u8], verdict: &Verdict) -> Result<Pixels, Refusal> {
    if !is_within_limits(verdict) {
        return Err(Refusal::TooLarge);
    }
    if verdict.exotic {
        return Err(Refusal::Unsupported);
    }
    let room = DECODING.take(memory(verdict));
    let decoded = catch_unwind(|| {
        let source = Cursor::new(bytes);
        match verdict.format {
            Format::Jpeg => pixels(JpegDecoder::new(source)),
            Format::Png => pixels(PngDecoder::with_limits(source, limits(MARGIN))),
            Format::Gif => pixels(GifDecoder::new(source)),
            Format::Webp => pixels(WebPDecoder::new(source)),
            Format::Bmp => pixels(BmpDecoder::new(source)),
            Format::Tiff => pixels(TiffDecoder::new(source)),
            Format::Avif | Format::Heic | Format::Jxl | Format::Ico => Err(Refusal::Unsupported),
        }
    });
    let (image, profile) = decoded.unwrap_or(Err(Refusal::Damaged))?;
    Ok(Pixels {
        image,
        orientation: orientation(verdict),
        profile,
        _room: room,
    })
}

fn orientation(verdict: &Verdict) -> Orientation {
    Orientation::from_exif(verdict.orientation).unwrap_or(Orientation::NoTransforms)
}

/// A decoded picture that may be smaller than the stored one.
pub(crate) struct Reduced {
    pub(crate) pixels: Pixels,
    /// How much of it shows the picture, from the left and from the top: see [`poster_reduce::Reduced`].
    pub(crate) extent: (f64, f64),
}

/// Decodes the first frame for a picture of this size, as stored: small where that is possible, else whole.
pub(crate) fn reduced(bytes: &[u8], verdict: &Verdict, (width, height): (u32, u32)) -> Result<Reduced, Refusal> {
    if !is_within_limits(verdict) {
        return Err(Refusal::TooLarge);
    }
    // Where the structure is not sound, the decoders that make the best of it are asked.
    let quick = || match verdict.format {
        Format::Jpeg if verdict.scans == 1 && !verdict.exotic => poster_reduce::jpeg::reduced(bytes, width),
        Format::Png => poster_reduce::png::reduced(bytes, width),
        Format::Webp => poster_reduce::webp::reduced(bytes, width, height),
        _ => None,
    };
    // Rows or blocks at a time: a fraction of the whole picture.
    let room = DECODING.take(memory(verdict) / PARTS);
    let small = || catch_unwind(quick).ok().flatten();
    if let Some(small) = verdict.is_whole().then(small).flatten() {
        let image = if small.channels == 4 {
            RgbaImage::from_raw(small.width, small.height, small.bytes).map(DynamicImage::ImageRgba8)
        } else {
            RgbImage::from_raw(small.width, small.height, small.bytes).map(DynamicImage::ImageRgb8)
        };
        return Ok(Reduced {
            pixels: Pixels {
                image: image.ok_or(Refusal::Damaged)?,
                orientation: orientation(verdict),
                profile: small.profile,
                _room: room,
            },
            extent: (small.across, small.down),
        });
    }
    drop(room);
    whole(bytes, verdict)
}

/// The same without making it small.
pub(crate) fn whole(bytes: &[u8], verdict: &Verdict) -> Result<Reduced, Refusal> {
    let pixels = decode(bytes, verdict)?;
    let extent = (pixels.image.width().into(), pixels.image.height().into());
    Ok(Reduced { pixels, extent })
}

/// Whether a JPEG XL codestream is all there. It has no end marker; its frames say in entropy-coded tables how
/// long they are. Nothing is rendered.
pub(crate) fn is_whole_jxl(bytes: &[u8]) -> bool {
    let tracker = AllocTracker::with_limit(64 << 20);
    let read = catch_unwind(|| {
        JxlImage::builder()
            .alloc_tracker(tracker)
            .read(bytes)
            .map(|image| image.is_loading_done())
    });
    matches!(read, Ok(Ok(true)))
}

fn limits(memory: u64) -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(memory);
    limits
}

fn pixels(decoder: ImageResult<impl ImageDecoder>) -> Result<(DynamicImage, Option<Vec<u8>>), Refusal> {
    let mut decoder = decoder.map_err(refusal)?;
    if decoder.total_bytes() > MOST_MEMORY {
        return Err(Refusal::TooLarge);
    }
    // No more than this picture needs: a compressed profile fills whatever it is given.
    let memory = (decoder.total_bytes() * 2 + MARGIN).min(MOST_MEMORY + MARGIN);
    decoder.set_limits(limits(memory)).map_err(refusal)?;
    let profile = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    Ok((image, profile))
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn refusal(error: ImageError) -> Refusal {
    match error {
        ImageError::Limits(_) => Refusal::TooLarge,
        ImageError::Unsupported(_) => Refusal::Unsupported,
        _ => Refusal::Damaged,
    }
}
