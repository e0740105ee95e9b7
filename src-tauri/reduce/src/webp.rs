//! WebP, scaled while it is decoded, by libwebp: decoders in Rust take twice as long and more.

use libwebp_sys::WEBP_CSP_MODE::{MODE_RGB, MODE_RGBA};
use libwebp_sys::{VP8StatusCode, WebPDecode, WebPDecoderConfig, WebPGetFeatures, WebPRGBABuffer};

use crate::Reduced;

/// Decodes a picture that is no animation, at this size.
pub fn reduced(bytes: &[u8], width: u32, height: u32) -> Option<Reduced> {
    let picture = still(bytes)?;
    let channels: u8 = if picture.alpha { 4 } else { 3 };
    let (across, down) = (i32::try_from(width).ok()?, i32::try_from(height).ok()?);
    if width == 0 || height == 0 || across > picture.width || down > picture.height {
        return None;
    }
    let row = across.checked_mul(channels.into())?;
    let mut pixels = vec![0; usize::try_from(row).ok()? * height as usize];
    scaled(bytes, (across, down), row, picture.alpha, &mut pixels)?;
    Some(Reduced {
        width,
        height,
        across: f64::from(width),
        down: f64::from(height),
        channels,
        bytes: pixels,
        profile: profile(bytes),
    })
}

/// A picture, not yet decoded.
struct Still {
    width: i32,
    height: i32,
    alpha: bool,
}

#[expect(unsafe_code, reason = "libwebp is C")]
fn still(bytes: &[u8]) -> Option<Still> {
    let mut config = WebPDecoderConfig::new().ok()?;
    // Safe: it reads within the bytes and writes what it is given.
    let status = unsafe { WebPGetFeatures(bytes.as_ptr(), bytes.len(), &raw mut config.input) };
    let found = config.input;
    (status == VP8StatusCode::VP8_STATUS_OK && found.has_animation == 0).then_some(Still {
        width: found.width,
        height: found.height,
        alpha: found.has_alpha != 0,
    })
}

/// Into `pixels`, which holds all rows of `row` bytes.
#[expect(unsafe_code, reason = "libwebp is C")]
fn scaled(bytes: &[u8], (across, down): (i32, i32), row: i32, alpha: bool, pixels: &mut [u8]) -> Option<()> {
    let mut config = WebPDecoderConfig::new().ok()?;
    config.options.use_scaling = 1;
    config.options.scaled_width = across;
    config.options.scaled_height = down;
    config.output.colorspace = if alpha { MODE_RGBA } else { MODE_RGB };
    config.output.is_external_memory = 1;
    config.output.u.RGBA = WebPRGBABuffer {
        rgba: pixels.as_mut_ptr(),
        stride: row,
        size: pixels.len(),
    };
    // Safe: it reads within the bytes, writes within the pixels, whose size it knows, and keeps neither.
    let status = unsafe { WebPDecode(bytes.as_ptr(), bytes.len(), &raw mut config) };
    (status == VP8StatusCode::VP8_STATUS_OK).then_some(())
}

/// The ICC profile, which stands in a chunk of its own.
fn profile(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.get(12..)?;
    while let Some((head, body)) = rest.split_first_chunk::<8>() {
        let length = u32::from_le_bytes(*head.last_chunk()?) as usize;
        if head.starts_with(b"ICCP") {
            return body.get(..length).map(<[u8]>::to_vec);
        }
        rest = body.get(length.checked_add(length % 2)?..)?;
    }
    None
}
