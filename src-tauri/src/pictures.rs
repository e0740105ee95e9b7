//! `poster://localhost/<id>/thumb?w=360` and `poster://localhost/<id>/full`: pictures for the window, by id.
//! With `v=` (what changes with the picture) in the query, the web view may keep them for good.
//!
//! Only pictures that this program drew itself leave here, so that a hostile file never reaches the web view's decoders.

use percent_encoding::percent_decode_str;
use poster_core::Failure;
use tauri::http::header::HeaderValue;
use tauri::http::{Request, Response, StatusCode, Uri, header};
use tauri::{AppHandle, Manager as _, Runtime, UriSchemeContext, UriSchemeResponder};

use crate::app::App;

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
enum Size {
    Thumb(u32),
    Full,
}

/// Answers from a worker: the calling thread draws the window.
#[expect(clippy::needless_pass_by_value, reason = "Tauri's signature")]
pub(crate) fn answer<R: Runtime>(context: UriSchemeContext<'_, R>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let handle = context.app_handle().clone();
    tauri::async_runtime::spawn(async move {
        let mut answer = match asked(request.uri()) {
            Some((id, size)) => response(draw(&handle, &id, &size).await, is_versioned(request.uri())),
            None => empty(StatusCode::BAD_REQUEST),
        };
        if let Some(origin) = request.headers().get(header::ORIGIN).filter(|origin| is_own(origin)) {
            answer.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        }
        responder.respond(answer);
    });
}

/// Whether the app's own page asks: it may read a picture that it shows. A sandboxed frame's origin is `null`.
fn is_own(origin: &HeaderValue) -> bool {
    ["tauri://localhost", "http://tauri.localhost", "https://tauri.localhost"]
        .iter()
        .any(|own| origin == own)
}

async fn draw<R: Runtime>(handle: &AppHandle<R>, id: &str, size: &Size) -> Option<Result<Vec<u8>, Failure>> {
    let library = handle.try_state::<App>()?.driver().library();
    Some(match size {
        Size::Thumb(width) => library.thumbnail(id, *width).await,
        Size::Full => library.preview(id).await,
    })
}

fn response(drawn: Option<Result<Vec<u8>, Failure>>, versioned: bool) -> Response<Vec<u8>> {
    match drawn {
        Some(Ok(jpeg)) => Response::builder()
            .header(header::CONTENT_TYPE, "image/jpeg")
            .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
            .header(header::CACHE_CONTROL, kept(versioned))
            .header(header::VARY, "Origin")
            .body(jpeg)
            .unwrap_or_else(|_| empty(StatusCode::INTERNAL_SERVER_ERROR)),
        Some(Err(_)) => empty(StatusCode::NOT_FOUND),
        None => empty(StatusCode::SERVICE_UNAVAILABLE),
    }
}

/// A poster may be replaced under its id: without a version, long enough for scrolling and short enough for that.
fn kept(versioned: bool) -> &'static str {
    if versioned {
        "private, max-age=31536000, immutable"
    } else {
        "private, max-age=300"
    }
}

fn is_versioned(uri: &Uri) -> bool {
    uri.query()
        .is_some_and(|query| query.split('&').any(|pair| pair.strip_prefix("v=").is_some_and(|v| !v.is_empty())))
}

fn empty(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    // Trying again must reach this program.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn asked(uri: &Uri) -> Option<(String, Size)> {
    let (id, size) = uri.path().trim_start_matches('/').rsplit_once('/')?;
    let id = percent_decode_str(id).decode_utf8().ok()?.into_owned();
    let size = match size {
        "full" => Size::Full,
        "thumb" => {
            let width = uri.query()?.split('&').next()?.strip_prefix("w=")?.parse().ok()?;
            Size::Thumb(u32::clamp(width, 32, 1440))
        }
        _ => return None,
    };
    (!id.is_empty()).then_some((id, size))
}

#[cfg(test)]
mod tests {
    use super::{HeaderValue, Size, asked, is_own, is_versioned};

    #[test]
    fn only_the_apps_own_page_may_read_a_picture() {
        assert!(is_own(&HeaderValue::from_static("tauri://localhost")));
        for other in ["null", "https://example.com", "http://tauri.localhost.example.com"] {
            assert!(!is_own(&HeaderValue::from_static(other)), "{other}");
        }
    }

    #[test]
    fn an_address_names_a_poster_and_a_size() {
        let read = |address: &str| address.parse().ok().as_ref().and_then(asked);
        assert_eq!(
            read("poster://localhost/a%2Fb%20%E6%B5%B7/thumb?w=360"),
            Some(("a/b 海".into(), Size::Thumb(360)))
        );
        assert_eq!(
            read("poster://localhost/p1/thumb?w=90&v=2026-03-08T00%3A00%3A00Z"),
            Some(("p1".into(), Size::Thumb(90)))
        );
        let versioned = |address: &str| address.parse().is_ok_and(|uri| is_versioned(&uri));
        assert!(versioned("poster://localhost/p1/full?v=3") && versioned("poster://localhost/p1/thumb?w=9&v=3"));
        assert!(!versioned("poster://localhost/p1/full") && !versioned("poster://localhost/p1/thumb?w=9&v="));
        assert_eq!(read("http://poster.localhost/p1/full"), Some(("p1".into(), Size::Full)));
        assert_eq!(read("poster://localhost/p1/thumb?w=99999"), Some(("p1".into(), Size::Thumb(1440))));
        for wrong in [
            "poster://localhost/full",
            "poster://localhost/p1/thumb",
            "poster://localhost/p1/exe",
            "poster://localhost//full",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
