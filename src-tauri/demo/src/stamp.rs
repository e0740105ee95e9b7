//! The copies of a drawing differ in a remark inside the file: other bytes, the same picture.

use flate2::Crc;

use crate::catalogue::Format;

/// Length of the remark, in bytes.
const REMARK: usize = 32;
/// What a stamp adds to a file: the same for each format and every copy.
pub(crate) fn length(format: Format) -> u64 {
    let around = match format {
        Format::Jpeg(_) => 4,
        Format::Png => 12 + KEY.len(),
        Format::WebP => 8,
    };
    (around + REMARK) as u64
}

const KEY: &[u8] = b"Comment\0";

/// The file with the copy's id in it.
pub(crate) fn stamped(file: &[u8], format: Format, id: &str) -> Vec<u8> {
    let mut remark = [b' '; REMARK];
    // The end of the id tells copies apart.
    let id = &id.as_bytes()[id.len().saturating_sub(REMARK)..];
    remark[..id.len()].copy_from_slice(id);
    let mut out = Vec::with_capacity(file.len() + 64);
    match format {
        Format::Jpeg(_) => {
            out.extend_from_slice(&file[..2]);
            out.extend_from_slice(&[0xFF, 0xFE, 0, REMARK as u8 + 2]);
            out.extend_from_slice(&remark);
            out.extend_from_slice(&file[2..]);
        }
        Format::Png => {
            // Behind the signature and the header.
            let (head, rest) = file.split_at(33);
            let chunk = [b"tEXt", KEY, &remark].concat();
            let mut crc = Crc::new();
            crc.update(&chunk);
            out.extend_from_slice(head);
            out.extend_from_slice(&(chunk.len() as u32 - 4).to_be_bytes());
            out.extend_from_slice(&chunk);
            out.extend_from_slice(&crc.sum().to_be_bytes());
            out.extend_from_slice(rest);
        }
        Format::WebP => {
            out.extend_from_slice(file);
            out.extend_from_slice(b"NOTE");
            out.extend_from_slice(&(REMARK as u32).to_le_bytes());
            out.extend_from_slice(&remark);
            let length = out.len() as u32 - 8;
            out[4..8].copy_from_slice(&length.to_le_bytes());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use crate::draw;

    #[test]
    fn a_stamped_file_is_the_same_picture_in_other_bytes() {
        for format in [Format::Jpeg(80), Format::Png, Format::WebP] {
            let entry = catalogue::listed()[0];
            let file = draw::encoded(entry, (40, 40 * entry.height / entry.width), format);
            let file = file.unwrap_or_else(|error| panic!("{error}"));
            let stamp = stamped(&file, format, "a~2");
            assert_eq!(stamp.len() as u64, file.len() as u64 + length(format));
            let (one, other) = (image::load_from_memory(&file), image::load_from_memory(&stamp));
            assert_eq!(one.ok(), other.ok(), "{format:?}");
            assert_ne!(stamp, stamped(&file, format, "a~3"));
        }
    }
}
