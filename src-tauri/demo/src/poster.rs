//! `GET /v1/posters/{id}` and `POST /v1/posters/{id}/image-url`.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use headers::{ETag, HeaderMapExt, IfNoneMatch};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::catalogue::{self, Entry, Withdrawn};
use crate::contract::{ImageRef, Poster, Problem};
use crate::cursor::hex;
use crate::press::{Sheet, Size};
use crate::{server, stamp};

/// `life=SECONDS` of a query: how long the links of this answer live.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Life(Option<f64>);

impl TryFrom<String> for Life {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match text.parse::<f64>() {
            Ok(seconds @ 0.0..=86_400.0) => Ok(Self(Some(seconds))),
            _ => Err("life is a number of seconds from 0 to 86400"),
        }
    }
}

impl Life {
    pub(crate) fn or(self, standard: Duration) -> Duration {
        self.0.map_or(standard, Duration::from_secs_f64)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    life: Life,
}

pub(crate) async fn one(
    State(state): State<Arc<server::State>>,
    headers: HeaderMap,
    Path(id): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Problem> {
    let entry = find(&id)?;
    let signed = state.poster(entry, Some(asked?.life.or(state.link_life)));
    Ok(conditional(&headers, &state.poster(entry, None), &signed))
}

pub(crate) async fn mint(
    State(state): State<Arc<server::State>>,
    Path(id): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Problem> {
    let link = state.image(find(&id)?, Size::Whole, Some(asked?.life.or(state.link_life)));
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(link)).into_response())
}

/// Errors: 404, or 410 for a poster that has been withdrawn.
pub(crate) fn find(id: &str) -> Result<&'static Entry, Problem> {
    catalogue::find(id).map_err(|Withdrawn(withdrawn)| if withdrawn { Problem::gone() } else { Problem::not_found() })
}

/// 200, or 304 when the client has it already. The tag is weak: it stands for `essence`, not for every byte.
pub(crate) fn conditional(headers: &HeaderMap, essence: &impl Serialize, body: &impl Serialize) -> Response {
    let (Ok(essence), Ok(body)) = (serde_json::to_vec(essence), serde_json::to_vec(body)) else {
        return Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "unavailable").into_response();
    };
    let tag = format!("W/\"{}\"", hex(&Sha256::digest(&essence)[..12]));
    let known = match (headers.typed_get::<IfNoneMatch>(), tag.parse::<ETag>()) {
        (Some(condition), Ok(tag)) => !condition.precondition_passes(&tag),
        _ => false,
    };
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    let fields = response.headers_mut();
    fields.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=30"));
    if let Ok(value) = HeaderValue::try_from(tag) {
        fields.insert(header::ETAG, value);
    }
    response
}

impl server::State {
    /// A poster as the contract shows it; with a `life`, its link is signed where it has to be.
    pub(crate) fn poster(&self, entry: &'static Entry, life: Option<Duration>) -> Poster {
        Poster {
            id: entry.id,
            title: entry.title,
            updated_at: entry.updated_at,
            tags: entry.tags,
            campaign: entry.campaign,
            starts_at: entry.starts_at,
            ends_at: entry.ends_at,
            image: self.image(entry, Size::Whole, life),
            thumbnail: self.image(entry, Size::Thumbnail, life),
            link: entry.link(),
            qr_expect: entry.link(),
        }
    }

    pub(crate) fn image(&self, entry: &'static Entry, size: Size, life: Option<Duration>) -> ImageRef {
        let base = entry.base();
        let sheet = self.press.known(base.unwrap_or(entry), size);
        // A copy's bytes are its own: their digest is known only once they have been made.
        let own = base.is_none() || size == Size::Thumbnail;
        let stamp = if own { 0 } else { stamp::length(entry.format) };
        let (width, height) = size.of(entry);
        let path = size.path(entry);
        let (url, expires_at) = match life {
            Some(life) if entry.signed && size == Size::Whole => {
                let link = self.signer.sign(&path, life);
                (link.url, Some(link.expires_at))
            }
            _ => (path, None),
        };
        ImageRef {
            url,
            expires_at,
            media_type: size.format(entry).media_type(),
            width,
            height,
            bytes: sheet.as_ref().map(|sheet| sheet.bytes + stamp),
            sha256: sheet.as_ref().filter(|_| own).map(|sheet| sheet.sha256.clone()),
            etag: sheet.as_ref().filter(|_| own).map(Sheet::etag),
        }
    }
}
