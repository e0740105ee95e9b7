//! The QR code.

use image::{Rgb, RgbImage};
use qrcode::{Color, EcLevel, QrCode};

/// Draws the code of `text` dark on white into the square at `(left, top)`, with its quiet zone inside the square.
///
/// Modules are whole pixels, so that the code stays sharp; what is left over widens the quiet zone. Only where they
/// would be tiny, on a thumbnail, they fill the square as well as they can.
pub(crate) fn stamp(picture: &mut RgbImage, text: &str, (left, top): (u32, u32), side: u32, dark: Rgb<u8>) {
    // The texts are short and ASCII: a code for them always exists.
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else {
        return;
    };
    let modules = code.width() as u32;
    let step = side / (modules + 6);
    let drawn = if step < 3 { side * modules / (modules + 6) } else { step * modules };
    let margin = (side - drawn) / 2;
    let colours = code.to_colors();
    for y in 0..drawn {
        for x in 0..drawn {
            let (column, row) = (x * modules / drawn, y * modules / drawn);
            if colours[(row * modules + column) as usize] == Color::Light {
                continue;
            }
            if let Some(pixel) = picture.get_pixel_mut_checked(left + margin + x, top + margin + y) {
                *pixel = dark;
            }
        }
    }
}
