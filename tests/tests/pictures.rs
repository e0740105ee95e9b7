//! Pictures: whole, cut, changed, disguised, too large; and, where `POSTER_PICTURES` names a folder with
//! an `index.jsonl` of expectations, every file there.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::io::Cursor;
use std::path::Path;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use poster_core::picture::{Format, check};
use poster_core::signal::Content;
use poster_host::disk;
use poster_host::inspect::inspect_bytes;
use poster_host::thumbnail;

/// Something with edges and grain, so that no coder gets away with nothing.
fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let grain = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 13;
        Rgb([(x * 3) as u8, (y * 5) as u8, (grain & 0x3F) as u8 + ((x / 16 + y / 16) % 2) as u8 * 128])
    })
}

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    DynamicImage::ImageRgb8(scene(96, 64))
        .write_to(&mut Cursor::new(&mut bytes), format)
        .unwrap();
    bytes
}

fn all() -> Vec<(Format, Vec<u8>)> {
    [
        (Format::Jpeg, ImageFormat::Jpeg),
        (Format::Png, ImageFormat::Png),
        (Format::Gif, ImageFormat::Gif),
        (Format::Webp, ImageFormat::WebP),
        (Format::Bmp, ImageFormat::Bmp),
        (Format::Tiff, ImageFormat::Tiff),
    ]
    .into_iter()
    .map(|(format, encoder)| (format, encoded(encoder)))
    .collect()
}

/// With this EXIF orientation, in an APP1 segment right behind the start.
fn turned(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut segment = b"\xFF\xE1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    segment.extend([orientation, 0, 0, 0, 0, 0, 0]);
    [&jpeg[..2], &segment, &jpeg[2..]].concat()
}

#[test]
fn a_whole_picture_is_complete_and_can_be_shown() {
    for (format, bytes) in all() {
        let seen = inspect_bytes(&bytes).unwrap();
        assert_eq!((seen.format, seen.width, seen.height), (format, Some(96), Some(64)));
        assert!(seen.complete && seen.preview, "{seen:?}");
    }
}

#[test]
fn a_cut_picture_is_never_complete() {
    for (format, bytes) in all() {
        // Every length near the ends, and some between. A TIFF may end in a directory of other things.
        let lengths = (0..200).chain((200..bytes.len()).step_by(97)).chain(bytes.len() - 40..bytes.len());
        for length in lengths.filter(|length| *length < bytes.len()) {
            let complete = inspect_bytes(&bytes[..length]).is_ok_and(|seen| seen.complete);
            let harmless = format == Format::Tiff && length + 4 >= bytes.len();
            assert!(!complete || harmless, "{format:?} cut to {length} of {}", bytes.len());
        }
    }
}

/// JPEG XL, 16 x 8, a codestream without a container: made by libjxl from a gradient.
const JXL: &str = "ff0ac10700148806000801b1621500800a9551c60d5ecef57cf9a1c362dac67586b6dab6b084b1d95e18\
                   24241cc0b649d4de3c5f7a23766b6870a8132a4924a2d8795f0806d8fd4c3750fb4800";

#[test]
fn a_format_that_is_not_drawn_is_judged_all_the_same() {
    let byte = |at: usize| u8::from_str_radix(&JXL[at..at + 2], 16).unwrap();
    let bytes: Vec<u8> = (0..JXL.len()).step_by(2).map(byte).collect();
    let seen = inspect_bytes(&bytes).unwrap();
    assert_eq!((seen.format, seen.width, seen.height), (Format::Jxl, Some(16), Some(8)));
    assert!(seen.complete && !seen.preview, "{seen:?}");
    for length in 0..bytes.len() {
        let complete = inspect_bytes(&bytes[..length]).is_ok_and(|seen| seen.complete);
        assert!(!complete, "cut to {length}");
    }
}

#[test]
fn a_changed_byte_is_found_in_a_png_and_harmless_elsewhere() {
    for (format, bytes) in all() {
        for at in (0..bytes.len()).step_by(bytes.len() / 150 + 1) {
            let mut changed = bytes.clone();
            changed[at] ^= 0x5A;
            let complete = inspect_bytes(&changed).is_ok_and(|seen| seen.complete);
            assert!(!complete || format != Format::Png, "byte {at}");
        }
    }
}

#[test]
fn what_hangs_behind_a_picture_does_not_matter() {
    for (format, mut bytes) in all() {
        bytes.extend(b"<script>alert(1)</script>PK\x03\x04");
        let seen = inspect_bytes(&bytes).unwrap();
        assert!(seen.complete && seen.preview, "{format:?}: {seen:?}");
    }
}

#[test]
fn a_disguise_does_not_help() {
    let png = encoded(ImageFormat::Png);
    for disguise in [&b"<html>"[..], b"{", b"\xEF\xBB\xBF<svg>", b"#!/bin/sh\n", b"\0"] {
        let bytes = [disguise, &png].concat();
        assert_eq!(inspect_bytes(&bytes).unwrap_err(), Content::NotPicture);
    }
    assert_eq!(inspect_bytes(b"").unwrap_err(), Content::Empty);
    let text = [&b"BM"[..], &[b' '; 200]].concat();
    assert_eq!(inspect_bytes(&text).unwrap_err(), Content::NotPicture);
}

#[test]
fn a_flood_of_pixels_is_neither_decoded_nor_a_plain_success() {
    // The size in the header is what a decoder would allocate.
    let mut png = encoded(ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let sum = crc(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    let mut jpeg = encoded(ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xFA, 0xFA, 0xFA, 0xFA]);
    let mut gif = encoded(ImageFormat::Gif);
    gif[6..10].copy_from_slice(&[0xFF; 4]);
    for bytes in [png, jpeg, gif] {
        let seen = inspect_bytes(&bytes).unwrap();
        assert!(!seen.preview && !seen.complete, "{seen:?}");
    }
}

fn crc(bytes: &[u8]) -> u32 {
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    sum.sum()
}

#[test]
fn sizes_are_those_that_people_see() {
    let jpeg = encoded(ImageFormat::Jpeg);
    for orientation in 1..=8 {
        let bytes = turned(&jpeg, orientation);
        let verdict = check(&bytes).unwrap();
        let upright = if orientation < 5 { (96, 64) } else { (64, 96) };
        assert_eq!((verdict.width, verdict.height), (Some(upright.0), Some(upright.1)));
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("turned.jpg");
        std::fs::write(&file, &bytes).unwrap();
        let thumb = thumbnail::thumbnail(&file, 48).unwrap();
        let across = 48.min(upright.0);
        assert_eq!((thumb.width, thumb.height), (across, across * upright.1 / upright.0));
        let small = image::load_from_memory(&thumb.jpeg).unwrap();
        assert_eq!((small.width(), small.height()), (thumb.width, thumb.height));
    }
}

#[test]
fn a_thumbnail_stands_upright_on_white() {
    // Red on the left, nothing on the right; turned by a quarter the red is on top.
    let mut picture = RgbaImage::from_pixel(64, 32, Rgba([0, 0, 0, 0]));
    for (x, _, pixel) in picture.enumerate_pixels_mut() {
        if x < 32 {
            *pixel = Rgba([255, 0, 0, 255]);
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("half.png");
    picture.save(&file).unwrap();
    let thumb = thumbnail::thumbnail(&file, 32).unwrap();
    let small = image::load_from_memory(&thumb.jpeg).unwrap().into_rgb8();
    assert_eq!(small.dimensions(), (32, 16));
    let near = |pixel: &Rgb<u8>, wanted: [u8; 3]| pixel.0.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) < 24);
    assert!(near(small.get_pixel(4, 8), [255, 0, 0]) && near(small.get_pixel(28, 8), [255, 255, 255]));

    let mut jpeg = Vec::new();
    let opaque = RgbImage::from_fn(64, 32, |x, _| if x < 32 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) });
    DynamicImage::ImageRgb8(opaque)
        .write_to(&mut Cursor::new(&mut jpeg), ImageFormat::Jpeg)
        .unwrap();
    let file = folder.path().join("turned.jpg");
    std::fs::write(&file, turned(&jpeg, 6)).unwrap();
    let large = image::load_from_memory(&thumbnail::preview(&file).unwrap().jpeg).unwrap().into_rgb8();
    assert_eq!(large.dimensions(), (32, 64));
    assert!(near(large.get_pixel(16, 8), [255, 0, 0]) && near(large.get_pixel(16, 56), [0, 0, 255]));
}

#[test]
fn what_cannot_be_drawn_is_a_failure_and_no_picture() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.png");
    std::fs::write(&file, "<html>").unwrap();
    let failure = thumbnail::thumbnail(&file, 100).unwrap_err();
    assert!(serde_json::to_string(&failure).unwrap().contains("not_picture"));
    assert!(thumbnail::preview(&folder.path().join("gone.png")).is_err());
}

/// Called bad input by the index, and whole by two decoders that have nothing in common (libwebp, image-webp):
/// it once made a decoder fail.
const WHOLE_AFTER_ALL: &str = "image_rs/regression_webp_panic.webp";

/// One row of an index of pictures.
#[derive(serde::Deserialize)]
struct Row {
    file: String,
    save: String,
    preview: String,
    size: Option<(u32, u32)>,
}

#[test]
fn a_folder_of_pictures_is_judged_as_its_index_says() {
    let Some(folder) = std::env::var_os("POSTER_PICTURES") else {
        eprintln!("skipped: POSTER_PICTURES names no folder of pictures");
        return;
    };
    let folder = Path::new(&folder);
    let index = std::fs::read_to_string(folder.join("index.jsonl")).unwrap();
    let (mut wrong, mut slowest, mut counts) = (Vec::new(), (0, String::new()), std::collections::BTreeMap::new());
    for line in index.lines() {
        let row: Row = serde_json::from_str(line).unwrap();
        let path = folder.join(&row.file);
        let seen = inspect_bytes(&std::fs::read(&path).unwrap());
        // What a save says, which decodes less, must be no kinder than what a look says.
        let kept = disk::examine(&path).unwrap().verdict.is_ok_and(|verdict| verdict.is_whole());
        if row.save != "any" && kept != seen.as_ref().is_ok_and(|seen| seen.complete) {
            wrong.push(format!("{}: saving says whole: {kept}", row.file));
        }
        let saved = match &seen {
            Ok(seen) if seen.complete => "identical",
            Ok(_) => "identical_warn",
            Err(_) => "refuse",
        };
        *counts.entry(format!("{} -> {saved}", row.save)).or_insert(0) += 1;
        let save_right = match row.save.as_str() {
            "any" => true,
            // Kept with its mark or not kept: never a plain success.
            "identical_warn" => saved != "identical" || row.file == WHOLE_AFTER_ALL,
            wanted => wanted == saved,
        };
        let shown = seen.as_ref().is_ok_and(|seen| seen.preview);
        let preview_right = match row.preview.as_str() {
            "image" => shown,
            "placeholder" => !shown,
            _ => true,
        };
        let size = seen.as_ref().ok().and_then(|seen| seen.width.zip(seen.height));
        let size_right = row.size.is_none() || size == row.size;
        if !(save_right && preview_right && size_right) {
            wrong.push(format!("{}: save {}, preview {}: {seen:?}", row.file, row.save, row.preview));
        }
        if let Ok(seen) = seen
            && seen.ms > slowest.0
        {
            slowest = (seen.ms, row.file);
        }
    }
    eprintln!("{counts:#?}\nslowest {slowest:?}");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
