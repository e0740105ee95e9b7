//! Posters to save: real JPEGs of 1080 x 1920, filled up to a round length. Made by a program of its own, so that the
//! one that measures stays small.

use std::io::Write as _;
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, RgbImage};

use crate::Result;
use crate::corpus::{BIG, Kind, MID};

/// How many different pictures there are among the many files.
const KINDS: usize = 12;

/// Writes `mid/NNNN.jpg` and `big/NNNN.jpg`, with the list of the former as a poster API gives it.
pub(crate) fn make(folder: &Path) -> Result {
    let pictures: Vec<Vec<u8>> = (0..KINDS as u32).map(|kind| jpeg(&scene(1080, 1920, kind), 88)).collect::<Result<_>>()?;
    for corpus in [MID, BIG] {
        let below = folder.join(corpus.name);
        std::fs::create_dir_all(&below)?;
        for number in 0..corpus.files {
            let picture = filled(&pictures[number % KINDS], corpus.bytes as usize)?;
            std::fs::write(below.join(Kind::file(number)), picture)?;
        }
        let list = folder.join(format!("list{}", corpus.name));
        std::fs::create_dir_all(&list)?;
        for (page, listed) in corpus.listed().into_iter().enumerate() {
            std::fs::write(list.join(format!("{page}.json")), listed)?;
        }
    }
    Ok(())
}

/// Something like a poster: smooth areas, edges, and the grain of a photograph.
pub(crate) fn scene(width: u32, height: u32, kind: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let wave = |scale: f32, shift: u32| {
            let (across, down) = (x as f32 / scale, (y + shift * 31) as f32 / scale);
            (across.sin() * down.cos() * 60.0 + 128.0) as i32
        };
        let grain =
            ((x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503).wrapping_add(kind * 977)).wrapping_mul(0x9E37_79B1) >> 27).cast_signed() - 16;
        let letter = i32::from((x / 12 + kind) % 7 < 3 && (y / 20) % 5 == 2) * 90;
        let mix = |base: i32| (base + grain * i32::from((y / 240) % 2 == 0) - letter).clamp(0, 255) as u8;
        image::Rgb([mix(wave(90.0, kind)), mix(wave(140.0, kind + 5)), mix(wave(60.0, kind + 9))])
    })
}

pub(crate) fn jpeg(image: &RgbImage, quality: u8) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode(image, image.width(), image.height(), ExtendedColorType::Rgb8)?;
    Ok(bytes)
}

/// The same picture, with comments behind its start up to this length.
fn filled(jpeg: &[u8], length: usize) -> Result<Vec<u8>> {
    let mut left = length.checked_sub(jpeg.len()).ok_or("the picture is longer than it should be")?;
    let mut bytes = Vec::with_capacity(length);
    bytes.extend_from_slice(&jpeg[..2]);
    while left > 0 {
        // A segment has four bytes of its own; none is left over that is shorter.
        let piece = if left > 65_537 { left.min(65_537).min(left - 4) } else { left };
        let size = u16::try_from(piece - 2)?;
        bytes.write_all(&[0xFF, 0xFE])?;
        bytes.write_all(&size.to_be_bytes())?;
        bytes.resize(bytes.len() + piece - 4, b' ');
        left -= piece;
    }
    bytes.extend_from_slice(&jpeg[2..]);
    Ok(bytes)
}
