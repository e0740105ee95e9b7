#![expect(clippy::unwrap_used)]

use std::collections::HashSet;
use std::sync::Mutex;
use std::thread;

use image::{GrayImage, ImageFormat};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::*;
use crate::draw::encoded;

/// What the codes in a picture say.
fn read_codes(picture: &GrayImage) -> Vec<String> {
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(picture.width() as usize, picture.height() as usize, |x, y| {
        picture.get_pixel(x as u32, y as u32).0[0]
    });
    prepared
        .detect_grids()
        .iter()
        .filter_map(|grid| grid.decode().ok())
        .map(|(_, text)| text)
        .collect()
}

#[test]
fn every_poster_is_a_whole_picture_of_its_size_and_weight_with_a_code_that_reads() {
    let queue = Mutex::new(listed().iter());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let Some(entry) = queue.lock().unwrap().next() else { return };
                    check(entry);
                }
            });
        }
    });
}

fn check(entry: &Entry) {
    let file = encoded(entry, (entry.width, entry.height), entry.format).unwrap();
    let kilobytes = file.len() / 1024;
    assert!((150..6 * 1024).contains(&kilobytes), "{} weighs {kilobytes} KB", entry.id);
    let kind = match entry.format {
        Format::Jpeg(_) => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::WebP => ImageFormat::WebP,
    };
    assert_eq!(image::guess_format(&file).unwrap(), kind, "{}", entry.id);
    let picture = image::load_from_memory(&file).unwrap();
    assert_eq!((picture.width(), picture.height()), (entry.width, entry.height), "{}", entry.id);
    // Codes are read in the lower part, as a person holds the camera there; the scene may hold anything.
    let (wide, tall) = (picture.width(), picture.height());
    let foot = wide.min(tall) / 5;
    let footer = picture.crop_imm(0, tall - foot, wide, foot).to_luma8();
    assert_eq!(read_codes(&footer), [entry.link()], "{}", entry.id);
}

#[test]
fn the_same_poster_comes_out_the_same() {
    let entry = find("first-snow").unwrap();
    let once = encoded(entry, (300, 534), Format::Png).unwrap();
    assert!(once == encoded(entry, (300, 534), Format::Png).unwrap());
}

#[test]
fn the_list_has_what_a_tester_needs() {
    let all = listed();
    assert!(all.len() >= 24, "{}", all.len());
    assert_eq!(all.iter().map(|entry| entry.id).collect::<HashSet<_>>().len(), all.len());
    assert!(all.iter().filter(|entry| entry.signed).count() >= 2);
    for format in ["jpg", "png", "webp"] {
        assert!(all.iter().any(|entry| entry.format.extension() == format), "{format}");
    }
    let sizes: HashSet<_> = all.iter().map(|entry| (entry.width, entry.height)).collect();
    assert!(sizes.contains(&(750, 1334)) && sizes.contains(&(2160, 3840)));
    for entry in all {
        for moment in [Some(entry.updated_at), entry.starts_at, entry.ends_at].into_iter().flatten() {
            assert!(OffsetDateTime::parse(moment, &Rfc3339).is_ok(), "{}: {moment}", entry.id);
        }
    }
    assert!(all.is_sorted_by(|one, other| one.updated_at >= other.updated_at));
}

#[test]
fn words_are_found_in_either_language() {
    let entry = find("mid-autumn-moon").unwrap();
    for words in ["中秋", "mid-autumn", "节日 MID", ""] {
        assert!(entry.mentions(words), "{words}");
    }
    assert!(!entry.mentions("中秋 summer"));
    assert!(find("summer-sale-2025").is_err_and(|Withdrawn(withdrawn)| withdrawn));
    assert!(find("no-such").is_err_and(|Withdrawn(withdrawn)| !withdrawn));
}
