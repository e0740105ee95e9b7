//! What the API offers: a poster and where its picture is.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::window::Saved;

/// A poster as its source lists it. The fields follow the HTTP contract (`src-tauri/demo/openapi.yaml`).
///
/// Everything in it comes from a server and is not trusted: titles may hold anything,
/// sizes are claims until the bytes have been counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Poster {
    /// Opaque and stable within one source.
    pub id: String,
    /// For people; any text at all.
    pub title: String,
    /// RFC 3339.
    pub updated_at: Option<String>,
    /// Words to filter by.
    pub tags: Vec<String>,
    /// The campaign that the poster belongs to.
    pub campaign: Option<String>,
    /// RFC 3339; before it the poster should not be used.
    pub starts_at: Option<String>,
    /// RFC 3339; after it the poster should not be used.
    pub ends_at: Option<String>,
    /// The picture itself.
    pub image: ImageRef,
    /// A smaller picture of the same poster.
    pub thumbnail: Option<ImageRef>,
    /// Where the poster leads.
    pub link: Option<String>,
    /// What the QR code in the picture should say.
    pub qr_expect: Option<String>,
}

/// Where a picture is, and what its server claims about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImageRef {
    /// Absolute, or relative to the final URL of the answer that held it.
    pub url: String,
    /// RFC 3339; a signed link stops working then.
    pub expires_at: Option<String>,
    /// For example `image/jpeg`. The bytes decide, not this.
    pub media_type: Option<String>,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
    /// Length of the file in bytes.
    pub bytes: Option<u64>,
    /// Lower-case hexadecimal.
    pub sha256: Option<String>,
    /// A strong entity tag.
    pub etag: Option<String>,
}

/// One page of the list. `next_cursor` is passed back as it is, until it is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PosterPage {
    /// The posters of this page.
    pub items: Vec<Poster>,
    /// Opaque; never parsed.
    pub next_cursor: Option<String>,
    /// Items the server sent that are not posters (no id, no image): left out, and counted.
    #[serde(default)]
    pub skipped: u32,
}

/// What the window may know of a poster: an id and words to show. No address, no path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct PosterCard {
    /// See [`Poster::id`].
    pub id: String,
    /// See [`Poster::title`].
    pub title: String,
    /// See [`Poster::campaign`].
    pub campaign: Option<String>,
    /// See [`Poster::tags`].
    pub tags: Vec<String>,
    /// Pixels, as claimed.
    pub width: Option<u32>,
    /// Pixels, as claimed.
    pub height: Option<u32>,
    /// Bytes, as claimed. A `number` in the window: exact up to 2^53.
    #[ts(type = "number | null")]
    pub bytes: Option<u64>,
    /// For example `image/jpeg`, as claimed.
    pub media_type: Option<String>,
    /// RFC 3339.
    pub updated_at: Option<String>,
    /// See [`Poster::starts_at`].
    pub starts_at: Option<String>,
    /// See [`Poster::ends_at`].
    pub ends_at: Option<String>,
    /// That it was saved before.
    pub saved: Option<Saved>,
}

impl From<&Poster> for PosterCard {
    fn from(poster: &Poster) -> Self {
        Self {
            id: poster.id.clone(),
            title: poster.title.clone(),
            campaign: poster.campaign.clone(),
            tags: poster.tags.clone(),
            width: poster.image.width,
            height: poster.image.height,
            bytes: poster.image.bytes,
            media_type: poster.image.media_type.clone(),
            updated_at: poster.updated_at.clone(),
            starts_at: poster.starts_at.clone(),
            ends_at: poster.ends_at.clone(),
            saved: None,
        }
    }
}
