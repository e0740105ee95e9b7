//! Thumbnails of 360 pixels, beside libvips in the same process: processor time, and how near the result is to that of
//! decoding everything.

use cpu_time::ProcessTime;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};
use poster_host::thumbnail;
use serde::{Deserialize, Serialize};

use crate::cost::median;
use crate::vips::Vips;
use crate::{Result, posters};

/// What the gallery shows.
const WIDTH: u32 = 360;
/// Pictures a turn.
const TURN: u32 = 4;

/// What came of one kind of picture.
#[derive(Serialize, Deserialize)]
pub(crate) struct Drawn {
    pub(crate) name: String,
    /// Milliseconds of processor time a picture.
    pub(crate) ours: f64,
    pub(crate) vips: f64,
    /// The median of the rounds' ratios.
    pub(crate) ratio: f64,
    /// Decibels, against the whole picture decoded and made small with Lanczos.
    pub(crate) psnr: f64,
}

/// Draws them all and says what it took, as JSON.
pub(crate) fn run(rounds: u8) -> Result {
    let vips = Vips::load().ok_or("libvips is not installed (Debian: libvips42)")?;
    let mut all = Vec::new();
    for (width, height) in [(750, 1334), (1080, 1920), (2160, 3840)] {
        let scene = posters::scene(width, height, 3);
        for (kind, saver, quality) in [
            ("JPEG", "vips_jpegsave_buffer", Some(80)),
            ("PNG", "vips_pngsave_buffer", None),
            ("WebP", "vips_webpsave_buffer", Some(80)),
        ] {
            let bytes = vips.encode(&scene, width, height, saver, quality)?;
            all.push(beside(format!("{kind}, {width} x {height}"), &bytes, &vips, rounds)?);
        }
    }
    println!("{}", serde_json::to_string(&all)?);
    Ok(())
}

fn beside(name: String, bytes: &[u8], vips: &Vips, rounds: u8) -> Result<Drawn> {
    let small = || thumbnail::small(bytes, WIDTH).map_err(|content| format!("{name}: {content:?}"));
    let psnr = psnr(&small()?, &whole(bytes)?);
    vips.thumbnail(bytes, WIDTH)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let begin = ProcessTime::now();
        for _ in 0..TURN {
            small()?;
        }
        ours.push(begin.elapsed().as_secs_f64() * 1e3 / f64::from(TURN));
        let begin = ProcessTime::now();
        for _ in 0..TURN {
            vips.thumbnail(bytes, WIDTH)?;
        }
        theirs.push(begin.elapsed().as_secs_f64() * 1e3 / f64::from(TURN));
    }
    Ok(Drawn {
        ratio: median(ours.iter().zip(&theirs).map(|(ours, vips)| ours / vips)),
        ours: median(ours),
        vips: median(theirs),
        psnr,
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
