//! Shows the same pictures in two ways, for `cargo xtask bench window`: through a custom protocol, as the app does, and as
//! base64 in the answer of a command. The folder of pictures is the only argument.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tauri::http::{Response, header};
use tauri::{State, WebviewUrl, WebviewWindowBuilder};

/// The pictures, read beforehand: what is measured is their way into the page.
type Pictures = Arc<Vec<Vec<u8>>>;

/// A picture that no page has seen before: what a web view remembers by its bytes would not be measured. What stands behind
/// the end of a JPEG is not looked at.
fn picture(pictures: &[Vec<u8>], at: usize, round: usize) -> Vec<u8> {
    let unique = format!("{at} {round}");
    [&pictures[at % pictures.len()], unique.as_bytes()].concat()
}

#[tauri::command(async)]
#[expect(clippy::needless_pass_by_value, reason = "Tauri's signature")]
fn encoded(pictures: State<'_, Pictures>, at: usize, round: usize) -> String {
    STANDARD.encode(picture(&pictures, at, round))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args_os().nth(1).ok_or("the folder of pictures is missing")?;
    let files = std::fs::read_dir(folder)?.map(|file| std::fs::read(file?.path()));
    let pictures: Pictures = Arc::new(files.collect::<Result<_, _>>()?);
    tauri::Builder::default()
        .manage(pictures.clone())
        .register_asynchronous_uri_scheme_protocol("poster", move |_, request, responder| {
            let pictures = pictures.clone();
            tauri::async_runtime::spawn(async move {
                let mut numbers = request.uri().path().split('/').skip(1).map(|number| number.parse().unwrap_or_default());
                let (at, round) = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
                let mut answer = Response::new(picture(&pictures, at, round));
                answer
                    .headers_mut()
                    .insert(header::CONTENT_TYPE, header::HeaderValue::from_static("image/jpeg"));
                // Each round fetches anew.
                answer
                    .headers_mut()
                    .insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
                responder.respond(answer);
            });
        })
        .invoke_handler(tauri::generate_handler![encoded])
        .setup(|app| {
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .inner_size(1280.0, 860.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())?;
    Ok(())
}
