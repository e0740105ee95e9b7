//! The cursor of the list: opaque to clients, checked here, so that a made-up one is refused.

use sha2::{Digest, Sha256};

/// A cursor that goes on after the poster of this id.
pub(crate) fn after(id: &str) -> String {
    format!("{}{}", hex(id.as_bytes()), mark(id))
}

/// The id that a cursor stands for; none if it was not made by [`after`].
pub(crate) fn read(cursor: &str) -> Option<String> {
    let (name, given) = cursor.split_at_checked(cursor.len().checked_sub(MARK)?)?;
    let id = String::from_utf8(unhex(name)?).ok()?;
    (mark(&id) == given).then_some(id)
}

const MARK: usize = 8;

fn mark(id: &str) -> String {
    hex(&Sha256::digest(format!("cursor {id}"))[..MARK / 2])
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_its_id() {
        assert_eq!(read(&after("night-market")).as_deref(), Some("night-market"));
    }

    #[test]
    fn made_up_cursors_are_refused() {
        for cursor in ["", "0", "zz", "0123456789", "海报海报", &after("a").replace('6', "7")] {
            assert_eq!(read(cursor), None, "{cursor}");
        }
    }
}
