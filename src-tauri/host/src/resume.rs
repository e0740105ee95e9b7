//! Going on where a download broke off, only where the server proves that the bytes are the same.

use reqwest::header::{ACCEPT_RANGES, CONTENT_ENCODING, CONTENT_RANGE, ETAG, HeaderMap, HeaderValue, IF_RANGE, RANGE};

use crate::fetch::Held;

/// The first part of a picture, and what proves that a second part belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Partial {
    /// A strong entity tag.
    etag: HeaderValue,
    /// Length of the whole, where announced.
    pub(crate) total: Option<u64>,
    /// Bytes that the sink holds.
    pub(crate) written: u64,
}

impl Partial {
    /// What a whole answer says about itself; nothing where its parts could not be told from another's.
    pub(crate) fn of(headers: &HeaderMap, total: Option<u64>) -> Option<Self> {
        let etag = headers.get(ETAG)?;
        let strong = etag.len() > 2 && etag.as_bytes().starts_with(b"\"") && etag.as_bytes().ends_with(b"\"");
        let refused = headers
            .get(ACCEPT_RANGES)
            .is_some_and(|unit| unit.as_bytes().eq_ignore_ascii_case(b"none"));
        (strong && !refused).then(|| Self {
            etag: etag.clone(),
            total,
            written: 0,
        })
    }

    /// What a sink holds from another run.
    pub(crate) fn again(held: &Held) -> Option<Self> {
        (held.written > 0).then_some(Self {
            etag: HeaderValue::from_str(&held.etag).ok()?,
            total: held.total,
            written: held.written,
        })
    }

    /// What a later run needs to go on.
    pub(crate) fn tag(&self) -> Option<(&str, Option<u64>)> {
        self.etag.to_str().ok().map(|etag| (etag, self.total))
    }

    /// Asks for the rest, or for everything if it has changed.
    pub(crate) fn ask(&self, headers: &mut HeaderMap) {
        // Digits and ASCII: always a header value.
        if let Ok(range) = HeaderValue::from_str(&format!("bytes={}-", self.written)) {
            headers.insert(RANGE, range);
            headers.insert(IF_RANGE, self.etag.clone());
        }
    }

    /// Whether a 206 answer is exactly the rest of this picture.
    pub(crate) fn goes_on_with(&self, headers: &HeaderMap) -> bool {
        let Some((first, last, total)) = headers.get(CONTENT_RANGE).and_then(content_range) else {
            return false;
        };
        headers.get(ETAG) == Some(&self.etag)
            && !headers.contains_key(CONTENT_ENCODING)
            && first == self.written
            && total.is_none_or(|total| last.checked_add(1) == Some(total))
            && (self.total.is_none() || total.is_none() || total == self.total)
    }
}

/// `bytes 5-9/10`, or `*` for an unknown total.
fn content_range(value: &HeaderValue) -> Option<(u64, u64, Option<u64>)> {
    let (range, total) = value.to_str().ok()?.trim().strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.trim().split_once('-')?;
    let total = match total.trim() {
        "*" => None,
        total => Some(total.parse().ok()?),
    };
    Some((first.parse().ok()?, last.parse().ok()?, total))
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderName;

    use super::*;

    fn headers(pairs: &[(HeaderName, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)))
            .collect()
    }

    fn partial() -> Partial {
        Partial {
            etag: HeaderValue::from_static("\"a\""),
            total: Some(10),
            written: 5,
        }
    }

    #[test]
    fn only_a_strong_tag_makes_a_part() {
        let of = |pairs: &[(HeaderName, &'static str)]| Partial::of(&headers(pairs), Some(10));
        assert!(of(&[(ETAG, "\"a\"")]).is_some());
        for pairs in [
            &[][..],
            &[(ETAG, "W/\"a\"")],
            &[(ETAG, "a")],
            &[(ETAG, "\"")],
            &[(ETAG, "\"a\""), (ACCEPT_RANGES, "None")],
        ] {
            assert_eq!(of(pairs), None, "{pairs:?}");
        }
    }

    #[test]
    fn asks_for_the_rest() {
        let mut asked = HeaderMap::new();
        partial().ask(&mut asked);
        assert_eq!(asked, headers(&[(RANGE, "bytes=5-"), (IF_RANGE, "\"a\"")]));
    }

    #[test]
    fn only_the_exact_rest_goes_on() {
        let fits = |range, etag| partial().goes_on_with(&headers(&[(CONTENT_RANGE, range), (ETAG, etag)]));
        assert!(fits("bytes 5-9/10", "\"a\""));
        assert!(fits("bytes 5-9/*", "\"a\""));
        for range in [
            "bytes 4-9/10",
            "bytes 6-9/10",
            "bytes 5-8/10",
            "bytes 5-10/11",
            "bytes */10",
            "items 5-9/10",
            "bytes 5-18446744073709551615/10",
            "",
        ] {
            assert!(!fits(range, "\"a\""), "{range}");
        }
        assert!(!fits("bytes 5-9/10", "\"b\""));
        assert!(!partial().goes_on_with(&headers(&[(CONTENT_RANGE, "bytes 5-9/10")])));
        assert!(!partial().goes_on_with(&headers(&[(CONTENT_RANGE, "bytes 5-9/10"), (ETAG, "\"a\""), (CONTENT_ENCODING, "gzip")])));
    }
}
