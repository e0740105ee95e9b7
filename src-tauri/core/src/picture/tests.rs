#![expect(clippy::unwrap_used, reason = "a test")]

use super::*;

fn png() -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8; 4], body: &[u8]| {
        out.extend((body.len() as u32).to_be_bytes());
        let from = out.len();
        out.extend(kind);
        out.extend(body);
        let sum = crc32fast::hash(&out[from..]);
        out.extend(sum.to_be_bytes());
    };
    chunk(b"IHDR", &[0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0]);
    chunk(b"IDAT", &[0x78, 0x9C, 3, 0, 0, 0, 0, 1]);
    chunk(b"IEND", &[]);
    out
}

fn jpeg(orientation: u8) -> Vec<u8> {
    let mut out = vec![0xFF, 0xD8];
    out.extend([0xFF, 0xE1, 0, 34]);
    out.extend(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    out.extend([orientation, 0, 0, 0, 0, 0, 0]);
    out.extend([0xFF, 0xC0, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0]);
    out.extend([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]);
    out.extend([1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4, 0xFF, 0xFF, 0xD9]);
    out
}

fn gif() -> Vec<u8> {
    let mut out = b"GIF89a\x03\0\x02\0\x80\0\0".to_vec();
    out.extend([0; 6]);
    out.extend(b"\x21\xF9\x04\0\0\0\0\0");
    out.extend(b"\x2C\0\0\0\0\x03\0\x02\0\0\x02\x02\x44\x01\0\x3B");
    out
}

fn webp() -> Vec<u8> {
    b"RIFF\x12\0\0\0WEBPVP8L\x06\0\0\0\x2F\x02\x40\0\0\0".to_vec()
}

fn bmp() -> Vec<u8> {
    let mut out = b"BM\x4E\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x03\0\0\0\x02\0\0\0\x01\0\x18\0".to_vec();
    out.extend([0; 24]);
    out.extend([7; 24]);
    out
}

fn tiff() -> Vec<u8> {
    let mut out = b"II*\0\x0C\0\0\0\x01\x02\x03\x04\x05\0".to_vec();
    for (tag, value) in [(256u16, 2u32), (257, 2), (273, 8), (274, 6), (279, 4)] {
        out.extend(tag.to_le_bytes());
        out.extend([4, 0, 1, 0, 0, 0]);
        out.extend(value.to_le_bytes());
    }
    out.extend([0; 4]);
    out
}

fn avif() -> Vec<u8> {
    fn boxed(kind: &[u8], bodies: &[&[u8]]) -> Vec<u8> {
        let body = bodies.concat();
        [&(body.len() as u32 + 8).to_be_bytes()[..], kind, &body].concat()
    }
    let ispe = boxed(b"ispe", &[&[0; 4], &[0, 0, 0, 3], &[0, 0, 0, 2]]);
    let properties = boxed(b"ipco", &[&ispe, &boxed(b"irot", &[&[1]])]);
    let wearers = boxed(b"ipma", &[&[0; 4], &[0, 0, 0, 1], &[0, 1, 2, 1, 2]]);
    let meta = |end: u8| {
        let locations = boxed(b"iloc", &[&[0, 0, 0, 0, 0x44, 0, 0, 1, 0, 1, 0, 0, 0, 1], &[0, 0, 0, end, 0, 0, 0, 5]]);
        boxed(
            b"meta",
            &[
                &[0; 4],
                &boxed(b"pitm", &[&[0, 0, 0, 0, 0, 1]]),
                &locations,
                &boxed(b"iprp", &[&properties, &wearers]),
            ],
        )
    };
    let kind = boxed(b"ftyp", &[b"avif\0\0\0\0mif1avif"]);
    let begin = kind.len() + meta(0).len() + 8;
    [kind, meta(begin as u8), boxed(b"mdat", &[&[9; 5]])].concat()
}

fn jxl() -> Vec<u8> {
    let mut out = b"\0\0\0\x0CJXL \r\n\x87\n\0\0\0\x14ftypjxl \0\0\0\0jxl \0\0\0\x10jxlc".to_vec();
    // 8 x 8, plain, then something.
    out.extend([0xFF, 0x0A, 0x41, 0x06, 0, 0, 0, 0]);
    out
}

fn all() -> [(Format, Vec<u8>); 8] {
    [
        (Format::Png, png()),
        (Format::Jpeg, jpeg(1)),
        (Format::Gif, gif()),
        (Format::Webp, webp()),
        (Format::Bmp, bmp()),
        (Format::Tiff, tiff()),
        (Format::Avif, avif()),
        (Format::Jxl, jxl()),
    ]
}

#[test]
fn whole_pictures_are_whole_however_they_arrive() {
    for (format, bytes) in all() {
        let verdict = check(&bytes).unwrap();
        assert_eq!((verdict.format, verdict.complete), (format, Completeness::Whole));
        let size = (verdict.width, verdict.height);
        let shown = match format {
            Format::Jxl => (8, 8),
            Format::Tiff => (2, 2),
            Format::Avif => (2, 3),
            _ => (3, 2),
        };
        assert_eq!(size, (Some(shown.0), Some(shown.1)), "{format:?}");
        for step in [1, 2, 3, 7, 64] {
            let mut checker = Checker::new();
            for piece in bytes.chunks(step) {
                checker.push(piece);
            }
            assert_eq!(checker.finish(), Ok(verdict.clone()), "{format:?} by {step}");
        }
    }
}

#[test]
fn a_cut_anywhere_is_never_whole() {
    for (format, bytes) in all() {
        // The directory of this TIFF ends in the place of a next one, which nobody needs.
        let needed = if format == Format::Tiff { bytes.len() - 4 } else { bytes.len() };
        for length in 0..needed {
            let verdict = check(&bytes[..length]);
            let whole = verdict.as_ref().is_ok_and(|v| v.complete == Completeness::Whole);
            assert!(!whole, "{format:?} cut to {length}: {verdict:?}");
        }
    }
}

#[test]
fn what_hangs_behind_the_end_is_kept_and_counted() {
    for (format, mut bytes) in [
        (Format::Png, png()),
        (Format::Jpeg, jpeg(1)),
        (Format::Gif, gif()),
        (Format::Webp, webp()),
    ] {
        bytes.extend(b"PK\x03\x04 and an archive");
        let verdict = check(&bytes).unwrap();
        assert_eq!((verdict.complete, verdict.trailing), (Completeness::Whole, 18 + 1), "{format:?}");
    }
}

#[test]
fn a_changed_byte_in_a_png_is_found() {
    let bytes = png();
    for at in 8..bytes.len() {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0x20;
        let whole = check(&bytes).is_ok_and(|v| v.complete == Completeness::Whole);
        assert!(!whole, "byte {at}");
    }
}

#[test]
fn a_turned_picture_has_its_sides_swapped() {
    let verdict = check(&jpeg(6)).unwrap();
    assert_eq!((verdict.width, verdict.height, verdict.orientation), (Some(2), Some(3), 6));
    assert_eq!(verdict.scans, 1);
}

#[test]
fn what_is_no_picture_is_refused() {
    assert_eq!(check(b""), Err(Content::Empty));
    let others: [&[u8]; 12] = [
        b"<!doctype html><title>login</title>",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        b"{\"code\": 401}",
        b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0",
        b"MZ\x90\0\x03\0\0\0",
        b"PK\x03\x04\x14\0\0\0",
        b"%PDF-1.7\n",
        b"BMW and other cars, and more words than a header",
        b"\0\0\x01\0\0\0",
        b"\0\0\0\x18ftypisom\0\0\0\0isommp42",
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"x",
    ];
    for bytes in others {
        assert_eq!(check(bytes), Err(Content::NotPicture), "{:?}", String::from_utf8_lossy(bytes));
    }
    for (_, bytes) in all() {
        let magic = &bytes[..bytes.len().min(8)];
        assert!(check(magic).is_err(), "{magic:?}");
    }
}

#[test]
fn random_damage_is_no_panic() {
    let mut state = 7u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for round in 0..20_000 {
        let (_, mut bytes) = all()[round % 8].clone();
        for _ in 0..=random(4) {
            let at = random(bytes.len());
            bytes[at] = random(256) as u8;
        }
        let _ = check(&bytes);
    }
}
