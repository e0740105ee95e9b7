//! The JSON of the HTTP contract, as `openapi.yaml` writes it.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// One page of the list.
#[derive(Debug, Serialize)]
pub(crate) struct PosterPage {
    pub(crate) items: Vec<Poster>,
    /// Written as null on the last page.
    pub(crate) next_cursor: Option<String>,
}

/// A poster as the contract shows it.
#[derive(Debug, Serialize)]
pub(crate) struct Poster {
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    pub(crate) updated_at: &'static str,
    pub(crate) tags: &'static [&'static str],
    pub(crate) campaign: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) starts_at: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ends_at: Option<&'static str>,
    pub(crate) image: ImageRef,
    pub(crate) thumbnail: ImageRef,
    pub(crate) link: String,
    pub(crate) qr_expect: String,
}

/// Where a picture is, and what is known of it already.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ImageRef {
    /// Relative to the address that answered.
    pub(crate) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expires_at: Option<String>,
    pub(crate) media_type: &'static str,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// These three are absent until the picture has been drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) etag: Option<String>,
}

/// An error answer, RFC 9457.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_s: Option<u64>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, code: &'static str) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            detail: None,
            code,
            retry_after_s: None,
        }
    }

    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    pub(crate) fn retry_after_s(mut self, seconds: Option<u64>) -> Self {
        self.retry_after_s = seconds;
        self
    }

    /// No poster of this id.
    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found")
    }

    /// There was such a poster; it has been withdrawn.
    pub(crate) fn gone() -> Self {
        Self::new(StatusCode::GONE, "gone")
    }

    /// A parameter that the contract does not allow.
    pub(crate) fn invalid_parameter(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_parameter").detail(detail)
    }
}

impl From<QueryRejection> for Problem {
    fn from(rejection: QueryRejection) -> Self {
        Self::invalid_parameter(rejection.body_text())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
