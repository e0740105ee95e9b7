//! `poster://localhost/<id>/thumb?w=360` and `poster://localhost/<id>/full`: pictures for the window, by id.
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
            Some((id, size)) => response(draw(&handle, &id, &size).await),
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

fn response(drawn: Option<Result<Vec<u8>, Failure>>) -> Response<Vec<u8>> {
    match drawn {
        Some(Ok(jpeg)) => Response::builder()
            .header(header::CONTENT_TYPE, "image/jpeg")
            .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
            // A poster may be replaced under its id: long enough for scrolling, short enough for that.
            .header(header::CACHE_CONTROL, "private, max-age=300")
            .body(jpeg)
            .unwrap_or_else(|_| empty(StatusCode::INTERNAL_SERVER_ERROR)),
        Some(Err(_)) => empty(StatusCode::NOT_FOUND),
        None => empty(StatusCode::SERVICE_UNAVAILABLE),
    }
}

fn empty(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

fn asked(uri: &Uri) -> Option<(String, Size)> {
    let (id, size) = uri.path().trim_start_matches('/').rsplit_once('/')?;
    let id = percent_decode_str(id).decode_utf8().ok()?.into_owned();
    let size = match size {
        "full" => Size::Full,
        "thumb" => {
            let width = uri.query()?.strip_prefix("w=")?.parse().ok()?;
            Size::Thumb(u32::clamp(width, 32, 1440))
        }
        _ => return None,
    };
    (!id.is_empty()).then_some((id, size))
}

#[cfg(test)]
mod tests {
    use super::{HeaderValue, Size, asked, is_own};

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
