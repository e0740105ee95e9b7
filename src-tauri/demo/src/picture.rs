//! The pictures themselves: strong entity tags, ranges, conditional requests, signed links.

use std::ops::Bound;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use headers::{AcceptRanges, ContentRange, ETag, HeaderMapExt, IfNoneMatch, IfRange, Range};
use serde::Deserialize;

use crate::catalogue::Entry;
use crate::contract::Problem;
use crate::poster;
use crate::press::{Sheet, Size};
use crate::server;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Signature {
    expires: Option<String>,
    sig: Option<String>,
}

pub(crate) async fn whole(
    State(state): State<Arc<server::State>>,
    method: Method,
    headers: HeaderMap,
    Path(file): Path<String>,
    signature: Result<Query<Signature>, QueryRejection>,
) -> Result<Response, Problem> {
    serve(&state, &method, &headers, &file, &signature?.0, Size::Whole).await
}

pub(crate) async fn thumbnail(
    State(state): State<Arc<server::State>>,
    method: Method,
    headers: HeaderMap,
    Path(file): Path<String>,
) -> Result<Response, Problem> {
    serve(&state, &method, &headers, &file, &Signature::default(), Size::Thumbnail).await
}

async fn serve(
    state: &server::State,
    method: &Method,
    headers: &HeaderMap,
    file: &str,
    signature: &Signature,
    size: Size,
) -> Result<Response, Problem> {
    let entry = find(file, size)?;
    if entry.signed && size == Size::Whole {
        let path = size.path(entry);
        if !state.signer.holds(&path, signature.expires.as_deref(), signature.sig.as_deref()) {
            return Err(
                Problem::new(StatusCode::FORBIDDEN, "link_expired").detail(format!("POST /v1/posters/{}/image-url for a fresh link", entry.id))
            );
        }
    }
    let printed = state.press.print(entry, size).await;
    let (sheet, bytes) = printed.map_err(|broken| Problem::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable").detail(broken.to_string()))?;
    Ok(answer(method, headers, size.format(entry).media_type(), &sheet, bytes))
}

fn find(file: &str, size: Size) -> Result<&'static Entry, Problem> {
    let id = file.rsplit_once('.').map_or(file, |(id, _)| id);
    let entry = poster::find(id)?;
    if size.path(entry).ends_with(&format!("/{file}")) {
        Ok(entry)
    } else {
        Err(Problem::not_found())
    }
}

fn answer(method: &Method, headers: &HeaderMap, media_type: &'static str, sheet: &Sheet, bytes: Bytes) -> Response {
    let tag = sheet.etag().parse::<ETag>().ok();
    let mut response = body(method, headers, tag.as_ref(), bytes);
    let fields = response.headers_mut();
    if let Some(tag) = tag {
        fields.typed_insert(tag);
    }
    fields.typed_insert(AcceptRanges::bytes());
    fields.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600"));
    fields.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    if matches!(response.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT) {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    }
    response
}

fn body(method: &Method, headers: &HeaderMap, tag: Option<&ETag>, bytes: Bytes) -> Response {
    let has_it = match (headers.typed_get::<IfNoneMatch>(), tag) {
        (Some(condition), Some(tag)) => !condition.precondition_passes(tag),
        _ => false,
    };
    if has_it {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let total = bytes.len() as u64;
    // If-Range with another tag: the whole picture, so that no file is made of two versions.
    let same = headers.typed_get::<IfRange>().is_none_or(|condition| !condition.is_modified(tag, None));
    let range = (same && *method == Method::GET).then(|| headers.typed_get::<Range>()).flatten();
    let Some(range) = range else { return Body::from(bytes).into_response() };
    let mut wanted = range.satisfiable_ranges(total);
    match (wanted.next(), wanted.next()) {
        (Some(only), None) => part(only, total, &bytes).unwrap_or_else(|| not_satisfiable(total)),
        // Several ranges at once may be ignored (RFC 9110, 14.2).
        (Some(_), Some(_)) => Body::from(bytes).into_response(),
        (None, _) => not_satisfiable(total),
    }
}

fn part((from, to): (Bound<u64>, Bound<u64>), total: u64, bytes: &Bytes) -> Option<Response> {
    let from = match from {
        Bound::Included(at) => at,
        Bound::Excluded(at) => at.checked_add(1)?,
        Bound::Unbounded => 0,
    };
    let end = match to {
        Bound::Included(at) => at.saturating_add(1).min(total),
        Bound::Excluded(at) => at.min(total),
        Bound::Unbounded => total,
    };
    if from >= end {
        return None;
    }
    let slice = bytes.slice(usize::try_from(from).ok()?..usize::try_from(end).ok()?);
    let mut response = (StatusCode::PARTIAL_CONTENT, Body::from(slice)).into_response();
    response.headers_mut().typed_insert(ContentRange::bytes(from..end, total).ok()?);
    Some(response)
}

fn not_satisfiable(total: u64) -> Response {
    let mut response = Problem::new(StatusCode::RANGE_NOT_SATISFIABLE, "range_not_satisfiable").into_response();
    response.headers_mut().typed_insert(ContentRange::unsatisfied_bytes(total));
    response
}
