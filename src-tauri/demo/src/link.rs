//! Signed links: a picture address that stops working after a while, as object stores make them.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::cursor::hex;

/// Signs and checks links. Its secret lives as long as the process: after a restart old links are void.
#[derive(Debug)]
pub(crate) struct Signer {
    secret: [u8; 32],
}

/// A link made by [`Signer::sign`].
#[derive(Debug)]
pub(crate) struct Signed {
    /// Path and query.
    pub(crate) url: String,
    /// RFC 3339.
    pub(crate) expires_at: String,
}

impl Signer {
    pub(crate) fn new() -> Self {
        let mut digest = Sha256::new();
        for salt in 0..4_u8 {
            digest.update(RandomState::new().hash_one(salt).to_le_bytes());
        }
        Self {
            secret: digest.finalize().into(),
        }
    }

    /// A link to `path` that works for `life` from now.
    pub(crate) fn sign(&self, path: &str, life: Duration) -> Signed {
        let expires = now_ms() + life.as_millis();
        let signature = self.signature(path, expires);
        Signed {
            url: format!("{path}?expires={expires}&sig={signature}"),
            expires_at: rfc3339(expires),
        }
    }

    /// Whether the link is ours and has time left.
    pub(crate) fn holds(&self, path: &str, expires: Option<&str>, signature: Option<&str>) -> bool {
        let Some(expires) = expires.and_then(|text| text.parse::<u128>().ok()) else {
            return false;
        };
        signature == Some(self.signature(path, expires).as_str()) && now_ms() < expires
    }

    fn signature(&self, path: &str, expires: u128) -> String {
        let inner = Sha256::new()
            .chain_update(self.secret)
            .chain_update(format!("{path} {expires}"))
            .finalize();
        hex(&Sha256::new().chain_update(self.secret).chain_update(inner).finalize()[..16])
    }
}

fn now_ms() -> u128 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis())
}

fn rfc3339(ms: u128) -> String {
    let nanos = i128::try_from(ms).unwrap_or(i128::MAX).saturating_mul(1_000_000);
    OffsetDateTime::from_unix_timestamp_nanos(nanos)
        .ok()
        .and_then(|moment| moment.format(&Rfc3339).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used)]
    use super::*;

    fn parts(link: &Signed) -> (&str, &str) {
        let query = link.url.split_once('?').unwrap().1;
        let (expires, signature) = query.split_once('&').unwrap();
        (expires.strip_prefix("expires=").unwrap(), signature.strip_prefix("sig=").unwrap())
    }

    #[test]
    fn a_link_holds_for_its_path_and_its_time_only() {
        let signer = Signer::new();
        let link = signer.sign("/a", Duration::from_secs(60));
        let (expires, signature) = parts(&link);
        assert!(signer.holds("/a", Some(expires), Some(signature)));
        assert!(!signer.holds("/b", Some(expires), Some(signature)));
        assert!(!signer.holds("/a", Some("99999999999999"), Some(signature)));
        assert!(!signer.holds("/a", None, None));
        let over = signer.sign("/a", Duration::ZERO);
        let (expires, signature) = parts(&over);
        assert!(!signer.holds("/a", Some(expires), Some(signature)));
    }
}
