//! The bits of a scan.

/// The scan's data without its stuffing, cut at the restart markers.
pub(super) struct Segments {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// Behind each segment, so that eight bytes can always be read at once.
const PADDING: usize = 8;

impl Segments {
    /// Up to the first marker that does not belong into a scan.
    pub(super) fn of(scan: &[u8]) -> Self {
        let (mut bytes, mut ends) = (Vec::with_capacity(scan.len() + PADDING), Vec::new());
        let mut rest = scan;
        while let Some(at) = memchr::memchr(0xFF, rest) {
            match rest.get(at + 1) {
                Some(0) => {
                    bytes.extend_from_slice(&rest[..=at]);
                    rest = &rest[at + 2..];
                }
                Some(0xD0..=0xD7) => {
                    bytes.extend_from_slice(&rest[..at]);
                    ends.push(bytes.len());
                    bytes.extend_from_slice(&[0; PADDING]);
                    rest = &rest[at + 2..];
                }
                // Filling before a marker.
                Some(0xFF) => {
                    bytes.extend_from_slice(&rest[..at]);
                    rest = &rest[at + 1..];
                }
                _ => {
                    bytes.extend_from_slice(&rest[..at]);
                    rest = &[];
                }
            }
        }
        bytes.extend_from_slice(rest);
        ends.push(bytes.len());
        bytes.extend_from_slice(&[0; PADDING]);
        Self { bytes, ends }
    }

    /// The segments, each with its padding.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let begins = std::iter::once(0).chain(self.ends.iter().map(|end| end + PADDING));
        begins.zip(&self.ends).map(|(begin, end)| &self.bytes[begin..end + PADDING])
    }
}

/// Bits from the front of a segment; behind its end there are zeros.
pub(super) struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The next bits, the first one on top.
    ahead: u64,
    /// How many of them are there.
    count: u32,
}

impl<'a> Bits<'a> {
    /// At the first bit of a segment with its padding.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            ahead: 0,
            count: 0,
        }
    }

    /// Makes at least 32 bits be there: enough for a code and its value.
    #[inline]
    pub(super) fn fill(&mut self) {
        if self.count >= 32 {
            return;
        }
        let next = self.bytes.get(self.at..).and_then(|rest| rest.first_chunk::<8>());
        let next = next.map_or(0, |eight| u64::from_be_bytes(*eight));
        self.ahead |= next >> self.count;
        self.at += ((63 - self.count) >> 3) as usize;
        self.count |= 0b11_1000;
    }

    /// The next bits, at most 31 of them, which must be there.
    #[inline]
    pub(super) fn peek(&self, count: u32) -> usize {
        // In two steps: none may be asked for.
        ((self.ahead >> 1) >> (63 - count)) as usize
    }

    /// Steps over bits that are there.
    #[inline]
    pub(super) fn skip(&mut self, count: u32) {
        self.ahead <<= count;
        self.count = self.count.wrapping_sub(count);
    }

    /// Whether more bits were taken than there were.
    pub(super) fn is_over(&self) -> bool {
        self.at * 8 - self.count as usize > (self.bytes.len() - PADDING) * 8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stuffing_goes_and_restarts_divide() {
        let segments = Segments::of(b"\x01\xFF\x00\x02\xFF\xD0\x03\xFF\xFF\xD1\x04\xFF\xD9\x05");
        let seen: Vec<&[u8]> = segments.iter().map(|segment| &segment[..segment.len() - PADDING]).collect();
        assert_eq!(seen, [&b"\x01\xFF\x02"[..], b"\x03", b"\x04"]);
    }

    #[test]
    fn bits_come_in_order_and_end() {
        let segments = Segments::of(&[0b1010_0110, 0b0111_1111, 3, 4, 5, 6, 7, 8, 9, 10]);
        let segment = segments.iter().next().unwrap_or_default();
        let mut bits = Bits::new(segment);
        for (count, value) in [
            (3, 0b101),
            (0, 0),
            (6, 0b1100),
            (7, 0x7F),
            (16, 0x0304),
            (31, 0x0506_0708 >> 1),
            (1, 0),
            (16, 0x090A),
        ] {
            bits.fill();
            assert_eq!(bits.peek(count), value, "{count}");
            bits.skip(count);
        }
        assert!(!bits.is_over());
        bits.fill();
        bits.skip(1);
        assert!(bits.is_over());
    }
}
