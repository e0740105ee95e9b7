//! A picture in another format, for programs that do not open the one it came in.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageEncoder, ImageReader};
use poster_core::picture::{self, Format};
use poster_core::window::{Convert, ConvertTo};

use crate::decode;
use crate::thumbnail::on_white;

/// What came of converting.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Converted {
    /// The picture in the wanted format, upright, with its colour profile and its EXIF; and the extension of its name.
    To(Vec<u8>, &'static str),
    /// It is in that format already, or moves: a still would not be the same picture.
    Not,
    /// It cannot be decoded within the limits, or not be written in that format.
    Impossible,
}

/// Converts a picture. Blocks.
pub(crate) fn convert(bytes: &[u8], wanted: Convert) -> Converted {
    let Ok(verdict) = picture::check(bytes) else {
        return Converted::Impossible;
    };
    let same = match wanted.to {
        ConvertTo::Png => verdict.format == Format::Png,
        ConvertTo::Jpeg => verdict.format == Format::Jpeg,
    };
    if same || moves(bytes, verdict.format) {
        return Converted::Not;
    }
    let Ok(pixels) = decode::decode(bytes, &verdict) else {
        return Converted::Impossible;
    };
    let mut image = pixels.image;
    image.apply_orientation(pixels.orientation);
    let exif = exif(bytes).map(|mut exif| {
        // The pixels are upright now: whoever believed the old word would turn them again.
        let _ = Orientation::remove_from_exif_chunk(&mut exif);
        exif
    });
    let mut out = Vec::new();
    let (encoded, extension) = match wanted.to {
        ConvertTo::Png => (encode(PngEncoder::new(&mut out), &image, pixels.profile, exif), "png"),
        ConvertTo::Jpeg => {
            // A profile of grey says nothing about three colours.
            let profile = pixels.profile.filter(|_| image.color().has_color());
            let opaque = DynamicImage::ImageRgb8(on_white(image));
            let encoder = JpegEncoder::new_with_quality(&mut out, wanted.quality.clamp(1, 100));
            (encode(encoder, &opaque, profile, exif), "jpg")
        }
    };
    match encoded {
        Some(()) => Converted::To(out, extension),
        None => Converted::Impossible,
    }
}

fn encode(mut encoder: impl ImageEncoder, image: &DynamicImage, profile: Option<Vec<u8>>, exif: Option<Vec<u8>>) -> Option<()> {
    // An encoder that cannot keep them still keeps the picture.
    if let Some(profile) = profile {
        let _ = encoder.set_icc_profile(profile);
    }
    if let Some(exif) = exif {
        let _ = encoder.set_exif_metadata(exif);
    }
    image.write_with_encoder(encoder).ok()
}

fn exif(bytes: &[u8]) -> Option<Vec<u8>> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    reader.into_decoder().ok()?.exif_metadata().ok().flatten()
}

/// Whether the file holds more than one frame.
fn moves(bytes: &[u8], format: Format) -> bool {
    match format {
        Format::Gif => true,
        // The flags of the extended header.
        Format::Webp => bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0),
        Format::Png => bytes.windows(4).take(1024).any(|chunk| chunk == b"acTL"),
        _ => false,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use image::codecs::webp::WebPEncoder;
    use moxcms::ColorProfile;

    use super::*;

    fn webp(profile: Option<Vec<u8>>) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = WebPEncoder::new_lossless(&mut bytes);
        if let Some(profile) = profile {
            encoder.set_icc_profile(profile).unwrap();
        }
        // Half transparent red.
        let pixels = [255, 0, 0, 128].repeat(64);
        encoder.write_image(&pixels, 8, 8, image::ExtendedColorType::Rgba8).unwrap();
        bytes
    }

    fn to(to: ConvertTo) -> Convert {
        Convert {
            to,
            quality: 90,
            keep_original: false,
        }
    }

    fn converted(bytes: &[u8], format: ConvertTo) -> (Vec<u8>, &'static str) {
        match convert(bytes, to(format)) {
            Converted::To(bytes, extension) => (bytes, extension),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn colours_profile_and_transparency_survive() {
        let profile = ColorProfile::new_display_p3().encode().unwrap();
        let (png, extension) = converted(&webp(Some(profile.clone())), ConvertTo::Png);
        assert_eq!(extension, "png");
        let mut decoder = ImageReader::new(Cursor::new(&png)).with_guessed_format().unwrap().into_decoder().unwrap();
        assert_eq!(decoder.icc_profile().unwrap(), Some(profile));
        assert_eq!(image::load_from_memory(&png).unwrap().into_rgba8().get_pixel(3, 3).0, [255, 0, 0, 128]);
        let (jpeg, extension) = converted(&webp(None), ConvertTo::Jpeg);
        assert_eq!(extension, "jpg");
        let [red, green, blue] = image::load_from_memory(&jpeg).unwrap().into_rgb8().get_pixel(3, 3).0;
        assert!(
            red > 245 && (118..138).contains(&green) && (118..138).contains(&blue),
            "{red} {green} {blue}"
        );
    }

    #[test]
    fn what_is_right_already_or_moves_stays() {
        let (png, _) = converted(&webp(None), ConvertTo::Png);
        assert_eq!(convert(&png, to(ConvertTo::Png)), Converted::Not);
        let mut gif = Vec::new();
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut gif);
        encoder.encode(&[0; 64 * 3], 8, 8, image::ExtendedColorType::Rgb8).unwrap();
        drop(encoder);
        assert_eq!(convert(&gif, to(ConvertTo::Png)), Converted::Not);
    }

    #[test]
    fn what_cannot_be_decoded_is_told_apart_from_what_is_right_already() {
        assert_eq!(convert(b"no picture", to(ConvertTo::Png)), Converted::Impossible);
        let whole = webp(None);
        assert_eq!(convert(&whole[..whole.len() / 2], to(ConvertTo::Png)), Converted::Impossible);
    }

    #[test]
    fn a_picture_that_lies_on_its_side_is_upright_and_says_so() {
        // Orientation 6: to be turned by a quarter; in a TIFF header of the least that makes EXIF.
        let exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        let mut lying = Vec::new();
        let mut encoder = PngEncoder::new(&mut lying);
        encoder.set_exif_metadata(exif).unwrap();
        encoder.write_image(&[200; 30 * 10 * 3], 30, 10, image::ExtendedColorType::Rgb8).unwrap();
        let (jpeg, _) = converted(&lying, ConvertTo::Jpeg);
        let verdict = picture::check(&jpeg).unwrap();
        let stored = image::load_from_memory(&jpeg).unwrap();
        assert_eq!((stored.width(), stored.height()), (10, 30), "the pixels are turned");
        assert_eq!(verdict.orientation, 1, "and nobody turns them again");
    }
}
