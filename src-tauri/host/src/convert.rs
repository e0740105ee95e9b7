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

/// The picture in the wanted format, upright, with its colour profile and its EXIF; with the extension of its name.
///
/// `None` where it is in that format already, where it moves (a still would not be the same picture), and where it
/// cannot be decoded within the limits. Blocks.
pub(crate) fn convert(bytes: &[u8], wanted: Convert) -> Option<(Vec<u8>, &'static str)> {
    let verdict = picture::check(bytes).ok()?;
    let same = match wanted.to {
        ConvertTo::Png => verdict.format == Format::Png,
        ConvertTo::Jpeg => verdict.format == Format::Jpeg,
    };
    if same || moves(bytes, verdict.format) {
        return None;
    }
    let decode::Pixels { image, orientation, profile } = decode::decode(bytes, &verdict).ok()?;
    let exif = exif(bytes);
    let mut image = image;
    // EXIF that goes along says itself how the picture is to be turned.
    if exif.is_none() && orientation != Orientation::NoTransforms {
        image.apply_orientation(orientation);
    }
    let mut out = Vec::new();
    match wanted.to {
        ConvertTo::Png => encode(PngEncoder::new(&mut out), &image, profile, exif)?,
        ConvertTo::Jpeg => {
            let opaque = DynamicImage::ImageRgb8(on_white(image));
            encode(
                JpegEncoder::new_with_quality(&mut out, wanted.quality.clamp(1, 100)),
                &opaque,
                profile,
                exif,
            )?;
        }
    }
    let extension = match wanted.to {
        ConvertTo::Png => "png",
        ConvertTo::Jpeg => "jpg",
    };
    Some((out, extension))
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

    #[test]
    fn colours_profile_and_transparency_survive() {
        let profile = ColorProfile::new_display_p3().encode().unwrap();
        let (png, extension) = convert(&webp(Some(profile.clone())), to(ConvertTo::Png)).unwrap();
        assert_eq!(extension, "png");
        let mut decoder = ImageReader::new(Cursor::new(&png)).with_guessed_format().unwrap().into_decoder().unwrap();
        assert_eq!(decoder.icc_profile().unwrap(), Some(profile));
        assert_eq!(image::load_from_memory(&png).unwrap().into_rgba8().get_pixel(3, 3).0, [255, 0, 0, 128]);
        let (jpeg, extension) = convert(&webp(None), to(ConvertTo::Jpeg)).unwrap();
        assert_eq!(extension, "jpg");
        let [red, green, blue] = image::load_from_memory(&jpeg).unwrap().into_rgb8().get_pixel(3, 3).0;
        assert!(
            red > 245 && (118..138).contains(&green) && (118..138).contains(&blue),
            "{red} {green} {blue}"
        );
    }

    #[test]
    fn what_is_right_already_or_moves_stays() {
        let (png, _) = convert(&webp(None), to(ConvertTo::Png)).unwrap();
        assert_eq!(convert(&png, to(ConvertTo::Png)), None);
        let mut gif = Vec::new();
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut gif);
        encoder.encode(&[0; 64 * 3], 8, 8, image::ExtendedColorType::Rgb8).unwrap();
        drop(encoder);
        assert_eq!(convert(&gif, to(ConvertTo::Png)), None);
        assert_eq!(convert(b"no picture", to(ConvertTo::Png)), None);
    }
}
