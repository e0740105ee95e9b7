//! Thumbnails of 360 pixels, beside libvips in the same process: processor time, and how near the result is to that of
//! decoding everything.

use std::ffi::{CStr, c_int};

use cpu_time::ProcessTime;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};
use image::{DynamicImage, RgbImage};
use poster_host::thumbnail;
use serde::{Deserialize, Serialize};

use crate::Result;
use crate::cost::median;
use crate::vips::Vips;

/// What the gallery shows.
const WIDTH: u32 = 360;
/// Demo posters that a turn goes through: a photograph's grain, smooth areas, lights in the dark, fine leaves.
const POSTERS: [&str; 4] = ["autumn-limited", "dragon-boat", "city-lights", "sakura"];
const SIZES: [(u32, u32); 3] = [(750, 1334), (1080, 1920), (2160, 3840)];
/// A filter for each row as it suits, which is what libpng and most programs do; libvips alone would use none.
const FILTERED: (&CStr, c_int) = (c"filter", 0xF8);
/// Name, libvips's saver with an option, and 4 bands where there is alpha.
const KINDS: [(&str, &str, (&CStr, c_int), u8); 4] = [
    ("JPEG", "vips_jpegsave_buffer", (c"Q", 80), 3),
    ("PNG", "vips_pngsave_buffer", FILTERED, 3),
    ("PNG with alpha", "vips_pngsave_buffer", FILTERED, 4),
    ("WebP", "vips_webpsave_buffer", (c"Q", 80), 3),
];

/// What came of one kind of picture.
#[derive(Serialize, Deserialize)]
pub(crate) struct Drawn {
    pub(crate) name: String,
    /// Milliseconds of processor time a picture.
    pub(crate) ours: f64,
    pub(crate) vips: f64,
    /// The median of the rounds' ratios.
    pub(crate) ratio: f64,
    /// Decibels, against the whole picture decoded and made small with Lanczos; of the poster where it is lowest.
    pub(crate) psnr: f64,
}

/// Draws them all and says what it took, as JSON.
pub(crate) fn run(rounds: u8) -> Result {
    let vips = Vips::load().ok_or("libvips is not installed (Debian: libvips42)")?;
    let mut all = Vec::new();
    for (width, height) in SIZES {
        let drawn = POSTERS.map(|id| poster_demo::drawn(id, (width, height)));
        let drawn: Vec<RgbImage> = drawn.into_iter().collect::<Option<_>>().ok_or("the demo has other posters")?;
        for (kind, saver, option, bands) in KINDS {
            let encoded = drawn.iter().map(|poster| {
                let bytes = if bands == 4 {
                    DynamicImage::ImageRgb8(poster.clone()).into_rgba8().into_raw()
                } else {
                    poster.as_raw().clone()
                };
                vips.encode(&bytes, (width, height, bands), saver, option)
            });
            let encoded: Vec<Vec<u8>> = encoded.collect::<Result<_>>()?;
            all.push(beside(format!("{kind}, {width} x {height}"), &encoded, &vips, rounds)?);
        }
    }
    println!("{}", serde_json::to_string(&all)?);
    Ok(())
}

fn beside(name: String, pictures: &[Vec<u8>], vips: &Vips, rounds: u8) -> Result<Drawn> {
    let small = |bytes: &[u8]| thumbnail::small(bytes, WIDTH).map_err(|content| format!("{name}: {content:?}"));
    let mut psnrs = Vec::new();
    for bytes in pictures {
        psnrs.push(psnr(&small(bytes)?, &whole(bytes)?));
        vips.thumbnail(bytes, WIDTH)?;
    }
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let begin = ProcessTime::now();
        for bytes in pictures {
            small(bytes)?;
        }
        ours.push(begin.elapsed().as_secs_f64() * 1e3 / pictures.len() as f64);
        let begin = ProcessTime::now();
        for bytes in pictures {
            vips.thumbnail(bytes, WIDTH)?;
        }
        theirs.push(begin.elapsed().as_secs_f64() * 1e3 / pictures.len() as f64);
    }
    Ok(Drawn {
        ratio: median(ours.iter().zip(&theirs).map(|(ours, vips)| ours / vips)),
        ours: median(ours),
        vips: median(theirs),
        psnr: psnrs.into_iter().fold(f64::INFINITY, f64::min),
        name,
    })
}

/// Everything decoded, then made small.
fn whole(bytes: &[u8]) -> Result<Vec<u8>> {
    let large = image::load_from_memory(bytes)?.into_rgb8();
    let height = (f64::from(large.height()) * f64::from(WIDTH) / f64::from(large.width())).round() as u32;
    let from = ImageRef::new(large.width(), large.height(), &large, PixelType::U8x3)?;
    let mut to = Image::new(WIDTH, height, PixelType::U8x3);
    Resizer::new().resize(&from, &mut to, None)?;
    Ok(to.into_vec())
}

fn psnr(a: &[u8], b: &[u8]) -> f64 {
    let squares: f64 = a.iter().zip(b).map(|(a, b)| f64::from(a.abs_diff(*b)).powi(2)).sum();
    if a.len() == b.len() {
        10.0 * (255.0 * 255.0 * a.len() as f64 / squares.max(1e-9)).log10()
    } else {
        f64::NAN
    }
}
