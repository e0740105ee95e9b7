//! The posters: what the list says of each, and how it is drawn.
#![expect(clippy::unreadable_literal, reason = "colours are written 0xRRGGBB")]

mod days;
mod festivals;
mod goods;
mod journeys;
mod many;

use std::sync::OnceLock;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::draw::Art;

pub(crate) use many::many;

/// A poster.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    pub(crate) campaign: &'static str,
    pub(crate) tags: &'static [&'static str],
    /// RFC 3339, like the two below it.
    pub(crate) updated_at: &'static str,
    pub(crate) starts_at: Option<&'static str>,
    pub(crate) ends_at: Option<&'static str>,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) format: Format,
    /// Whether the link to its picture is signed and expires.
    pub(crate) signed: bool,
    pub(crate) art: Art,
}

/// How a picture is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// With its quality, 1 to 100.
    Jpeg(u8),
    Png,
    /// Lossless.
    WebP,
}

impl Format {
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg(_) => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
        }
    }

    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Jpeg(_) => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }
}

impl Entry {
    /// What its QR code says.
    pub(crate) fn link(&self) -> String {
        format!("https://posters.example.com/p/{}", self.id)
    }

    /// Whether every one of these words stands in its title, campaign, tags or id.
    pub(crate) fn mentions(&self, words: &str) -> bool {
        let text = format!("{} {} {} {}", self.id, self.title, self.campaign, self.tags.join(" ")).to_lowercase();
        words.to_lowercase().split_whitespace().all(|word| text.contains(word))
    }

    pub(crate) fn updated_after(&self, moment: OffsetDateTime) -> bool {
        OffsetDateTime::parse(self.updated_at, &Rfc3339).is_ok_and(|updated| updated > moment)
    }
}

/// All posters, the most recently updated first.
pub(crate) fn listed() -> &'static [&'static Entry] {
    static LISTED: OnceLock<Vec<&'static Entry>> = OnceLock::new();
    LISTED.get_or_init(|| {
        let mut all: Vec<&Entry> = [festivals::ALL, journeys::ALL, goods::ALL, days::ALL].into_iter().flatten().collect();
        // All of them are written in the same zone, so that their texts sort as their times do.
        all.sort_by(|one, other| other.updated_at.cmp(one.updated_at));
        all
    })
}

/// Posters that once were there.
const WITHDRAWN: &[&str] = &["summer-sale-2025"];

/// No such poster; true when it has been withdrawn.
#[derive(Debug)]
pub(crate) struct Withdrawn(pub(crate) bool);

pub(crate) fn find(id: &str) -> Result<&'static Entry, Withdrawn> {
    listed()
        .iter()
        .find(|entry| entry.id == id)
        .copied()
        .or_else(|| many::find(id))
        .ok_or_else(|| Withdrawn(WITHDRAWN.contains(&id)))
}

#[cfg(test)]
mod tests;
