//! Small pictures for the gallery and a large one for the viewer: decoded within limits,
//! resized, upright, on white, in sRGB, as JPEG. Hostile bytes never reach the web view's own decoders.

use std::cell::RefCell;
use std::path::Path;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use poster_core::Failure;
use poster_core::picture;
use poster_core::signal::{Content, DesktopSignal, Stage};

use crate::decode::{self, Reduced, Refusal};
use crate::{disk, inspect, platform};

/// The longer side of a preview, in pixels.
const PREVIEW_SIDE: u32 = 4096;

/// A picture made for showing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumb {
    /// A baseline JPEG.
    pub jpeg: Vec<u8>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// A picture for the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Red, green, blue, alpha; row by row from the top, nothing between the rows.
    pub rgba: Vec<u8>,
}

thread_local! {
    /// Its buffers are worth keeping.
    static RESIZER: RefCell<Resizer> = RefCell::new(Resizer::new());
}

/// A JPEG (quality 80) of the file's picture, at most `width` pixels across; never larger than the picture itself.
/// Of an animation, the first frame. Blocks.
pub fn thumbnail(path: &Path, width: u32) -> crate::Result<Thumb> {
    drawn(path, 80, to_width(width))
}

/// The same of a picture's bytes.
pub(crate) fn thumbnail_of(bytes: &[u8], width: u32) -> crate::Result<Thumb> {
    encoded(&draw(bytes, to_width(width)).map_err(failure)?, 80)
}

/// A JPEG (quality 90) of the file's picture for the viewer, at most 4096 pixels on the longer side. Blocks.
pub fn preview(path: &Path) -> crate::Result<Thumb> {
    drawn(path, 90, to_preview)
}

/// The pixels of the file's picture, upright, on white, in sRGB, at most 4096 on the longer side. Blocks.
pub fn pixels(path: &Path) -> crate::Result<Pixels> {
    let image = DynamicImage::ImageRgb8(shown(path, to_preview)?).into_rgba8();
    Ok(Pixels {
        width: image.width(),
        height: image.height(),
        rgba: image.into_raw(),
    })
}

/// The pixels of a thumbnail, three bytes each, from a file's bytes. Blocks.
pub fn small(bytes: &[u8], width: u32) -> Result<RgbImage, Content> {
    draw(bytes, to_width(width))
}

fn to_width(width: u32) -> impl Fn(u32, u32) -> f64 {
    move |across, down| (f64::from(width) / f64::from(across)).min(1e6 / f64::from(down))
}

fn to_preview(width: u32, height: u32) -> f64 {
    f64::from(PREVIEW_SIDE) / f64::from(width.max(height))
}

fn drawn(path: &Path, quality: u8, scale: impl Fn(u32, u32) -> f64) -> crate::Result<Thumb> {
    encoded(&shown(path, scale)?, quality)
}

fn encoded(image: &RgbImage, quality: u8) -> crate::Result<Thumb> {
    let (width, height) = image.dimensions();
    let mut jpeg = Vec::new();
    let encoded = JpegEncoder::new_with_quality(&mut jpeg, quality).encode(image.as_raw(), width, height, ExtendedColorType::Rgb8);
    // Only a size that JPEG cannot hold makes this fail.
    encoded.map_err(|_| failure(Content::TooLarge))?;
    Ok(Thumb { jpeg, width, height })
}

/// The picture of a file as it is shown, at a scale that depends on its width and height.
fn shown(path: &Path, scale: impl Fn(u32, u32) -> f64) -> crate::Result<RgbImage> {
    let bytes = disk::read(path, inspect::MOST_BYTES).map_err(|error| Failure::desktop(platform::observe(&error, path, Stage::Other)))?;
    draw(&bytes, scale).map_err(failure)
}

fn failure(content: Content) -> Failure {
    Failure::desktop(DesktopSignal {
        os: Some(platform::os()),
        stage: Stage::Other,
        content: Some(content),
        ..DesktopSignal::default()
    })
}

fn draw(bytes: &[u8], scale: impl Fn(u32, u32) -> f64) -> Result<RgbImage, Content> {
    let verdict = picture::check(bytes)?;
    let turned = verdict.orientation >= 5;
    // What is decoded lies as it is stored.
    let size = |across: u32, down: u32| {
        let scale = if turned { scale(down, across) } else { scale(across, down) };
        let side = |length: u32| ((f64::from(length) * scale.min(1.0)).round() as u32).max(1);
        (side(across), side(down))
    };
    let known = verdict
        .width
        .zip(verdict.height)
        .map(|(across, down)| if turned { (down, across) } else { (across, down) });
    let decoded = match known {
        Some((across, down)) => decode::reduced(bytes, &verdict, size(across, down)),
        None => decode::whole(bytes, &verdict),
    };
    let Reduced { pixels, extent } = decoded.map_err(|refusal| match refusal {
        Refusal::TooLarge => Content::TooLarge,
        Refusal::Unsupported | Refusal::Damaged => Content::Damaged,
    })?;
    let image = plain(pixels.image);
    let (across, down) = known.unwrap_or((image.width().max(1), image.height().max(1)));
    let (width, height) = size(across, down);
    let mut image = on_white(resized(image, extent, width, height).ok_or(Content::Damaged)?);
    if let Some(profile) = pixels.profile {
        to_srgb(&mut image, &profile);
    }
    let mut upright = DynamicImage::ImageRgb8(image);
    upright.apply_orientation(pixels.orientation);
    Ok(upright.into_rgb8())
}

/// Eight bits a sample, in one of two layouts.
fn plain(image: DynamicImage) -> DynamicImage {
    match image {
        DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) => image,
        other if other.color().has_alpha() => DynamicImage::ImageRgba8(other.into_rgba8()),
        other => DynamicImage::ImageRgb8(other.into_rgb8()),
    }
}

/// The part of the image that `extent` names, in pixels from its corner, at another size.
fn resized(image: DynamicImage, extent: (f64, f64), width: u32, height: u32) -> Option<DynamicImage> {
    if (image.width(), image.height()) == (width, height) && extent == (f64::from(width), f64::from(height)) {
        return Some(image);
    }
    let alpha = image.color().has_alpha();
    let kind = if alpha { PixelType::U8x4 } else { PixelType::U8x3 };
    let large = ImageRef::new(image.width(), image.height(), image.as_bytes(), kind).ok()?;
    let mut small = Image::new(width, height, kind);
    // Lanczos3, with the colours weighed by their alpha.
    let options = ResizeOptions::new().crop(0.0, 0.0, extent.0, extent.1);
    RESIZER.with_borrow_mut(|resizer| resizer.resize(&large, &mut small, &options)).ok()?;
    let bytes = small.into_vec();
    if alpha {
        RgbaImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgba8)
    } else {
        RgbImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8)
    }
}

/// What shows through is white.
pub(crate) fn on_white(image: DynamicImage) -> RgbImage {
    let image = match image {
        DynamicImage::ImageRgb8(image) => return image,
        other => other.into_rgba8(),
    };
    let over = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    let mut out = RgbImage::new(image.width(), image.height());
    for (to, from) in out.pixels_mut().zip(image.pixels()) {
        let [red, green, blue, alpha] = from.0;
        to.0 = [over(red, alpha), over(green, alpha), over(blue, alpha)];
    }
    out
}

/// Converts in place. A profile that is broken, or of another kind of colour than was decoded, is left aside:
/// colours may differ then, which is better than no picture.
fn to_srgb(image: &mut RgbImage, profile: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return };
    let srgb = ColorProfile::new_srgb();
    let convert = |layout, pixels: &[u8]| {
        let transform = profile
            .create_transform_8bit(layout, &srgb, Layout::Rgb, TransformOptions::default())
            .ok()?;
        let mut out = vec![0; image.as_raw().len()];
        transform.transform(pixels, &mut out).ok()?;
        Some(out)
    };
    let converted = match profile.color_space {
        DataColorSpace::Rgb => convert(Layout::Rgb, image.as_raw()),
        DataColorSpace::Gray => {
            // Grey was decoded as three equal numbers.
            let grey: Vec<u8> = image.pixels().map(|pixel| pixel.0[0]).collect();
            convert(Layout::Gray, &grey)
        }
        _ => None,
    };
    if let Some(converted) = converted {
        image.copy_from_slice(&converted);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use image::ImageEncoder;
    use image::codecs::png::PngEncoder;
    use image::codecs::webp::WebPEncoder;

    use super::*;

    #[test]
    fn colours_are_those_that_the_profile_means() {
        // In this profile the third number is red.
        let mut profile = ColorProfile::new_srgb();
        std::mem::swap(&mut profile.red_colorant, &mut profile.blue_colorant);
        profile.cicp = None;
        let profile = profile.encode().unwrap();
        let third = RgbImage::from_pixel(20, 10, image::Rgb([0, 0, 255]));
        let raw = third.as_raw();
        let mut png = Vec::new();
        let mut encoder = PngEncoder::new(&mut png);
        encoder.set_icc_profile(profile.clone()).unwrap();
        encoder.write_image(raw, 20, 10, ExtendedColorType::Rgb8).unwrap();
        let mut jpeg = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, 95);
        encoder.set_icc_profile(profile.clone()).unwrap();
        encoder.write_image(raw, 20, 10, ExtendedColorType::Rgb8).unwrap();
        let mut webp = Vec::new();
        let mut encoder = WebPEncoder::new_lossless(&mut webp);
        encoder.set_icc_profile(profile).unwrap();
        encoder.write_image(raw, 20, 10, ExtendedColorType::Rgb8).unwrap();
        for bytes in [png, jpeg, webp] {
            let drawn = draw(&bytes, |_, _| 0.5).unwrap();
            let [red, green, blue] = drawn.get_pixel(5, 2).0;
            assert!(red > 240 && green < 30 && blue < 30, "{red} {green} {blue}");
        }
    }

    #[test]
    fn grey_is_as_dark_as_its_profile_means() {
        // Linear light: the middle number is much brighter than in sRGB.
        let profile = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
        let mut png = Vec::new();
        let mut encoder = PngEncoder::new(&mut png);
        encoder.set_icc_profile(profile).unwrap();
        encoder.write_image(&[128; 20 * 10], 20, 10, ExtendedColorType::L8).unwrap();
        let drawn = draw(&png, |_, _| 0.5).unwrap();
        let [red, green, blue] = drawn.get_pixel(5, 2).0;
        assert!((180..196).contains(&red) && red == green && green == blue, "{red} {green} {blue}");
    }
}
