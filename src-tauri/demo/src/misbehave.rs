//! Turns a right answer into the wrong one that was asked for.

use std::time::{Duration, SystemTime};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::contract::Problem;
use crate::fault::{Fault, Kind};
use crate::trickle;
use crate::wire::Handle;

const SIGN_IN_PAGE: &str = "<!DOCTYPE html><html><head><title>Guest Wi-Fi</title></head><body><h1>Sign in to go on</h1>\
    <form action=\"/login\"><input name=\"room\"><button>OK</button></form></body></html>";
const ERROR_IN_JSON: &str = r#"{"code":50001,"message":"poster is being rendered","data":null}"#;
const SVG_WITH_SCRIPT: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\
    <script>alert(1)</script><rect width=\"9\" height=\"9\"/></svg>";

/// Faults that need no right answer first: none of them waits for a drawing.
///
/// `None` when the fault spoils a right answer instead: see [`spoil`].
pub(crate) async fn instead(fault: &Fault, uri: &Uri, wire: &Handle) -> Option<Response> {
    let answer = match fault.fault {
        Kind::Stall => std::future::pending().await,
        Kind::ResetFirst => {
            wire.reset();
            wire.mute();
            StatusCode::NO_CONTENT.into_response()
        }
        Kind::EmptyReply => {
            wire.mute();
            StatusCode::NO_CONTENT.into_response()
        }
        Kind::Status(status) => status_only(fault, status),
        Kind::Html => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], SIGN_IN_PAGE).into_response(),
        Kind::Json => ([(header::CONTENT_TYPE, "application/json")], ERROR_IN_JSON).into_response(),
        Kind::Empty => StatusCode::OK.into_response(),
        Kind::Svg => ([(header::CONTENT_TYPE, "image/svg+xml")], SVG_WITH_SCRIPT).into_response(),
        Kind::Redirect => redirect(&well(uri)),
        Kind::RedirectFile => redirect("file:///etc/hosts"),
        // Of the block that is set aside for private networks, and on no route of most of them.
        Kind::RedirectPrivate => redirect("http://10.255.255.1:9/v1/posters"),
        Kind::RedirectLoop => redirect(&format!("{}?fault=redirect-loop", uri.path())),
        _ => return None,
    };
    Some(answer)
}

/// A right answer, spoilt.
pub(crate) async fn spoil(fault: &Fault, response: Response, wire: &Handle) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "unavailable").into_response();
    };
    let headers = &mut parts.headers;
    let whole = bytes.len();
    let half = bytes.slice(..whole / 2);
    let body = match fault.fault {
        Kind::Slow => {
            claim(headers, whole);
            trickle::slow(bytes, fault.rate.unwrap_or(20_000))
        }
        Kind::Dribble => {
            claim(headers, whole);
            trickle::slow(bytes, 1)
        }
        Kind::StallBody => {
            claim(headers, whole);
            trickle::then_silence(half)
        }
        Kind::Cut => {
            claim(headers, whole);
            trickle::then_break(half)
        }
        Kind::CutLastByte => {
            claim(headers, whole);
            trickle::then_break(bytes.slice(..whole.saturating_sub(1)))
        }
        Kind::Reset => {
            claim(headers, whole);
            wire.reset();
            trickle::then_break(half)
        }
        Kind::ChunkCut => {
            headers.remove(header::CONTENT_LENGTH);
            trickle::then_break(half)
        }
        Kind::NoLength => {
            headers.remove(header::CONTENT_LENGTH);
            trickle::chunked(&bytes)
        }
        Kind::Gzip => match trickle::gzip(&bytes) {
            Ok(packed) => zipped(headers, packed),
            Err(_) => Body::from(bytes),
        },
        Kind::GzipBomb => match trickle::gzip_bomb() {
            Ok(packed) => zipped(headers, packed),
            Err(_) => Body::from(bytes),
        },
        Kind::WrongType => {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
            Body::from(bytes)
        }
        Kind::LengthLong => {
            claim(headers, whole + 1000);
            trickle::then_break(bytes)
        }
        Kind::LengthShort => {
            claim(headers, half.len());
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            wire.parting(&bytes[half.len()..]);
            Body::from(half)
        }
        Kind::Truncated => {
            claim(headers, half.len());
            Body::from(half)
        }
        Kind::Damaged => {
            let mut damaged = bytes.to_vec();
            if let Some(byte) = damaged.get_mut(whole / 2) {
                *byte ^= 0x55;
            }
            Body::from(damaged)
        }
        Kind::Endless => {
            headers.remove(header::CONTENT_LENGTH);
            trickle::endless(bytes)
        }
        Kind::Huge => {
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("10000000000"));
            trickle::endless(bytes)
        }
        // Answered by `instead`.
        _ => Body::from(bytes),
    };
    Response::from_parts(parts, body)
}

fn claim(headers: &mut HeaderMap, length: usize) {
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
}

fn zipped(headers: &mut HeaderMap, packed: Bytes) -> Body {
    claim(headers, packed.len());
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Body::from(packed)
}

fn redirect(target: &str) -> Response {
    let mut response = StatusCode::FOUND.into_response();
    if let Ok(value) = HeaderValue::from_str(target) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

/// The same address without the fault.
fn well(uri: &Uri) -> String {
    let switches = ["fault=", "times=", "key=", "rate=", "retry_after="];
    let kept: Vec<&str> = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty() && !switches.iter().any(|switch| pair.starts_with(switch)))
        .collect();
    if kept.is_empty() {
        uri.path().to_owned()
    } else {
        format!("{}?{}", uri.path(), kept.join("&"))
    }
}

fn status_only(fault: &Fault, status: u16) -> Response {
    let code = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if status < 400 {
        return code.into_response();
    }
    let wait = match fault.retry_after.as_deref() {
        Some("none") => None,
        None => (status == 429).then(|| "1".to_owned()),
        Some(text) => Some(match text.strip_prefix("date:").and_then(|seconds| seconds.parse().ok()) {
            Some(seconds) => httpdate::fmt_http_date(from_now(seconds)),
            None => text.to_owned(),
        }),
    };
    let name = match status {
        401 => "auth_expired",
        403 => "forbidden",
        404 => "not_found",
        410 => "gone",
        429 => "rate_limited",
        500.. => "unavailable",
        _ => "invalid_parameter",
    };
    let seconds = wait.as_deref().and_then(|text| text.parse().ok());
    let mut response = Problem::new(code, name)
        .detail("asked for by a fault switch")
        .retry_after_s(seconds)
        .into_response();
    if let Some(value) = wait.and_then(|text| HeaderValue::try_from(text).ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

fn from_now(seconds: i32) -> SystemTime {
    let span = Duration::from_secs(u64::from(seconds.unsigned_abs()));
    let now = SystemTime::now();
    let moment = if seconds < 0 { now.checked_sub(span) } else { now.checked_add(span) };
    moment.unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_to_where_all_is_well_keeps_the_signature() {
        let uri = Uri::from_static("/v1/images/a.jpg?expires=5&sig=ab&fault=redirect&times=1");
        assert_eq!(well(&uri), "/v1/images/a.jpg?expires=5&sig=ab");
        assert_eq!(well(&Uri::from_static("/a?fault=redirect")), "/a");
    }

    #[test]
    fn retry_after_has_three_forms() {
        let answer = |text: Option<&str>| {
            let fault = Fault {
                retry_after: text.map(str::to_owned),
                ..Kind::Status(429).into()
            };
            let response = status_only(&fault, 429);
            response
                .headers()
                .get(header::RETRY_AFTER)
                .map(|value| value.to_str().unwrap_or_default().to_owned())
        };
        assert_eq!(answer(None).as_deref(), Some("1"));
        assert_eq!(answer(Some("7")).as_deref(), Some("7"));
        assert_eq!(answer(Some("none")), None);
        assert!(answer(Some("date:60")).is_some_and(|date| date.ends_with(" GMT")));
    }
}
