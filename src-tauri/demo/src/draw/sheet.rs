//! All posters on one sheet, to look at.

use image::{Rgb, RgbImage, imageops};

use super::drawn;
use crate::catalogue;

/// All posters in rows of `columns`, each `width` pixels wide.
pub fn contact_sheet(columns: u32, width: u32) -> RgbImage {
    const GAP: u32 = 12;
    let tall = width * 16 / 9;
    let rows = (catalogue::listed().len() as u32).div_ceil(columns);
    let mut sheet = RgbImage::from_pixel(columns * (width + GAP) + GAP, rows * (tall + GAP) + GAP, Rgb([40, 40, 44]));
    for (at, entry) in catalogue::listed().iter().enumerate() {
        let (column, row) = (at as u32 % columns, at as u32 / columns);
        let height = entry.height * width / entry.width;
        let picture = drawn(entry, (width, height));
        let (left, top) = (GAP + column * (width + GAP), GAP + row * (tall + GAP));
        imageops::replace(&mut sheet, &picture, left.into(), top.into());
    }
    sheet
}
