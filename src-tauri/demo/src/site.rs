//! A folder of web pages, served as a web server of the company's would: the download page, on this machine.

use std::convert::Infallible;
use std::path::Path;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use tower::ServiceExt as _;
use tower::util::BoxCloneSyncService;
use tower_http::services::ServeDir;

use crate::contract::Problem;

/// Where the page keeps what people download.
const DOWNLOADS: &str = "/files/";

/// Files by their names, `index.html` for a folder. `ServeDir` never leaves the folder, whatever a path holds.
pub(crate) fn serve(folder: &Path) -> BoxCloneSyncService<Request, Response, Infallible> {
    let not_found = tower::service_fn(async |_: Request| Ok::<Response, Infallible>(Problem::not_found().into_response()));
    let files = ServeDir::new(folder).not_found_service(not_found);
    let service = tower::service_fn(move |request: Request| {
        let files = files.clone();
        async move {
            let name = request.uri().path().strip_prefix(DOWNLOADS).map(ToOwned::to_owned);
            let mut response = files.oneshot(request).await?.map(Body::new);
            let ended_well = response.status().is_success();
            let mut say = |name: HeaderName, value: HeaderValue| {
                response.headers_mut().insert(name, value);
            };
            // What a file is says its header, and no browser guesses otherwise.
            say(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
            if let Some(value) = name.filter(|_| ended_well).and_then(|name| attachment(&name)) {
                say(header::CONTENT_DISPOSITION, value);
            }
            Ok(response)
        }
    });
    BoxCloneSyncService::new(service)
}

/// Saved under its own name rather than shown. Published names hold nothing that would have to be escaped.
fn attachment(name: &str) -> Option<HeaderValue> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "._+-".contains(letter);
    let value = format!("attachment; filename=\"{name}\"");
    (!name.is_empty() && name.chars().all(plain))
        .then(|| HeaderValue::from_str(&value).ok())
        .flatten()
}
