//! The rows of a PNG with samples of eight bits, not interlaced: inflated by the `png` crate's own inflater, but
//! unfiltered here. The general decoder spends as long on unfiltering and copying as on inflating; this one half of that.

use fdeflate::Decompressor;

/// How far back a deflate stream may refer.
const WINDOW: usize = 32 << 10;
/// Inflated in one go, at least.
const PIECE: usize = 64 << 10;

/// Gives each row to `take`, from the top: `width * samples` bytes. `None`: the picture is broken or cut.
pub(super) fn each_row(bytes: &[u8], width: usize, height: usize, samples: usize, take: impl FnMut(&[u8])) -> Option<()> {
    match samples {
        1 => rows::<1>(bytes, width, height, take),
        2 => rows::<2>(bytes, width, height, take),
        3 => rows::<3>(bytes, width, height, take),
        4 => rows::<4>(bytes, width, height, take),
        _ => None,
    }
}

fn rows<const SAMPLES: usize>(bytes: &[u8], width: usize, height: usize, mut take: impl FnMut(&[u8])) -> Option<()> {
    // The filter's number stands before each row.
    let stride = width * SAMPLES + 1;
    let room = stride.max(PIECE);
    let mut window = vec![0; WINDOW + 2 * room];
    let (mut read, mut written) = (0, 0);
    let (mut above, mut row) = (vec![0; stride - 1], vec![0; stride - 1]);
    let mut inflater = Decompressor::new();
    inflater.ignore_adler32();
    let mut left = height;
    for mut data in image_data(bytes) {
        loop {
            let (used, made) = inflater.read(data, &mut window, written, false).ok()?;
            data = &data[used..];
            written += made;
            while left > 0 && written - read >= stride {
                row.copy_from_slice(&window[read + 1..read + stride]);
                unfilter::<SAMPLES>(window[read], &mut row, &above)?;
                take(&row);
                std::mem::swap(&mut row, &mut above);
                read += stride;
                left -= 1;
            }
            if left == 0 {
                return Some(());
            }
            if made == 0 && (used == 0 || data.is_empty()) {
                break;
            }
            if window.len() - written < room {
                let keep = read.min(written.saturating_sub(WINDOW));
                window.copy_within(keep..written, 0);
                (read, written) = (read - keep, written - keep);
            }
        }
    }
    None
}

/// What the IDAT chunks hold, one after the other.
fn image_data(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes.get(8..).unwrap_or_default();
    std::iter::from_fn(move || {
        loop {
            let (length, after) = rest.split_first_chunk::<4>()?;
            let (kind, after) = after.split_first_chunk::<4>()?;
            let (data, after) = after.split_at_checked(u32::from_be_bytes(*length) as usize)?;
            // Behind the data comes its checksum.
            rest = after.get(4..).unwrap_or_default();
            if kind == b"IDAT" {
                return Some(data);
            }
        }
    })
}

/// Undoes one of the five filters of PNG 9.2.
fn unfilter<const SAMPLES: usize>(filter: u8, row: &mut [u8], above: &[u8]) -> Option<()> {
    let pixels = row.chunks_exact_mut(SAMPLES).zip(above.chunks_exact(SAMPLES));
    match filter {
        0 => {}
        1 => {
            let mut left = [0_u8; SAMPLES];
            for (pixel, _) in pixels {
                for (sample, left) in pixel.iter_mut().zip(&mut left) {
                    *sample = sample.wrapping_add(*left);
                    *left = *sample;
                }
            }
        }
        2 => {
            for (sample, up) in row.iter_mut().zip(above) {
                *sample = sample.wrapping_add(*up);
            }
        }
        3 => {
            let mut left = [0_u8; SAMPLES];
            for (pixel, up) in pixels {
                for ((sample, up), left) in pixel.iter_mut().zip(up).zip(&mut left) {
                    *sample = sample.wrapping_add(left.midpoint(*up));
                    *left = *sample;
                }
            }
        }
        4 => {
            let (mut left, mut corner) = ([0_i16; SAMPLES], [0_i16; SAMPLES]);
            for (pixel, up) in pixels {
                for (((sample, up), left), corner) in pixel.iter_mut().zip(up).zip(&mut left).zip(&mut corner) {
                    let up = i16::from(*up);
                    *sample = sample.wrapping_add(paeth(*left, up, *corner));
                    (*left, *corner) = (i16::from(*sample), up);
                }
            }
        }
        _ => return None,
    }
    Some(())
}

/// Paeth's predictor without branches: of the three neighbours the one nearest to `left + up - corner`. With the corner
/// beyond both others it is the one farther from it, with the corner between them the corner.
fn paeth(left: i16, up: i16, corner: i16) -> u8 {
    let (low, high) = (left.min(up), left.max(up));
    let threshold = 3 * corner - (left + up);
    let toward = if high <= threshold { low } else { corner };
    let nearest = if threshold <= low { high } else { toward };
    nearest as u8
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use std::io::Cursor;

    use png::{BitDepth, ColorType, Decoder, Encoder, Filter};

    use super::{each_row, paeth};

    /// As PNG 9.4 words it.
    fn by_the_letter(left: u8, up: u8, corner: u8) -> u8 {
        let guess = i32::from(left) + i32::from(up) - i32::from(corner);
        let away = |value: u8| (guess - i32::from(value)).abs();
        if away(left) <= away(up) && away(left) <= away(corner) {
            left
        } else if away(up) <= away(corner) {
            up
        } else {
            corner
        }
    }

    #[test]
    fn the_predictor_is_that_of_the_specification() {
        for left in 0..=255_u8 {
            for up in 0..=255_u8 {
                for corner in (0..=255_u8).step_by(3) {
                    assert_eq!(paeth(left.into(), up.into(), corner.into()), by_the_letter(left, up, corner));
                }
            }
        }
    }

    fn picture(kind: ColorType, samples: usize, width: u32, height: u32, filter: Filter) -> Vec<u8> {
        let mut pixels = vec![0; width as usize * height as usize * samples];
        for (at, pixel) in pixels.iter_mut().enumerate() {
            *pixel = (at * at / 977 + noise(at)) as u8;
        }
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, width, height);
        encoder.set_color(kind);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_filter(filter);
        encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
        bytes
    }

    /// Noise that is the same each time.
    fn noise(at: usize) -> usize {
        (at.wrapping_mul(2_654_435_761) >> 13) & 15
    }

    fn rows(bytes: &[u8], width: usize, height: usize, samples: usize) -> Option<Vec<u8>> {
        let mut all = Vec::new();
        each_row(bytes, width, height, samples, |row| all.extend_from_slice(row)).map(|()| all)
    }

    #[test]
    fn every_filter_and_kind_is_read_as_the_png_crate_reads_it() {
        let kinds = [
            (ColorType::Grayscale, 1),
            (ColorType::GrayscaleAlpha, 2),
            (ColorType::Rgb, 3),
            (ColorType::Rgba, 4),
        ];
        for (kind, samples) in kinds {
            for filter in [Filter::NoFilter, Filter::Sub, Filter::Up, Filter::Avg, Filter::Paeth, Filter::Adaptive] {
                for (width, height) in [(1, 1), (3, 700), (1201, 90), (40_000, 3)] {
                    let bytes = picture(kind, samples, width, height, filter);
                    let mut reader = Decoder::new(Cursor::new(&bytes)).read_info().unwrap();
                    let mut expected = vec![0; reader.output_buffer_size().unwrap()];
                    reader.next_frame(&mut expected).unwrap();
                    let found = rows(&bytes, width as usize, height as usize, samples);
                    assert!(found == Some(expected), "{kind:?} {filter:?} {width} x {height}");
                }
            }
        }
    }

    #[test]
    fn what_is_cut_or_broken_has_no_rows() {
        let bytes = picture(ColorType::Rgb, 3, 300, 200, Filter::Paeth);
        for cut in (0..bytes.len() - 20).step_by(997) {
            assert_eq!(rows(&bytes[..cut], 300, 200, 3), None, "{cut}");
        }
        assert_eq!(rows(&bytes, 300, 201, 3), None, "fewer rows than announced");
    }
}
