//! The compare screen in Chromium: the pages as they are built, behind them the real rules and flows over HTTP. The
//! window's shell is not there; what it would pass on, this passes on.

use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path as At, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use poster_core::compare::diff::{Unfinished, diff, diff_live};
use poster_core::compare::environment::{Reference, environments};
use poster_core::compare::explain::{Puzzle, explain};
use poster_core::compare::import::import;
use poster_core::compare::known;
use poster_core::compare::rehearsal::Rehearsal;
use poster_core::compare::report::{self, Pictures, Run};
use poster_core::compare::trace::Trace;
use poster_core::session::Session;
use poster_core::signal::{Os, Surface};
use poster_core::{Event, Locale, PosterCard};
use poster_host::compare;
use poster_tests::root;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

type Room = Arc<Mutex<Option<Rehearsal>>>;

/// What a command of the window answers; `Err` rejects.
type Answer = Result<Value, Value>;

fn poster() -> PosterCard {
    PosterCard {
        id: "mid-autumn".into(),
        title: "中秋".into(),
        ..PosterCard::default()
    }
}

fn argument<T: DeserializeOwned>(arguments: &Value, name: &str) -> T {
    serde_json::from_value(arguments[name].clone()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn answer(room: &Room, command: &str, arguments: &Value) -> Answer {
    let state = |rehearsal: &Rehearsal| json!(rehearsal.state(Locale::ZhCn, poster()));
    let acting = |act: &dyn Fn(&mut Rehearsal)| {
        let mut room = room.lock().unwrap();
        let rehearsal = room.as_mut().unwrap();
        act(rehearsal);
        state(rehearsal)
    };
    let text = |name: &str| argument::<String>(arguments, name);
    Ok(match command {
        "hello" => json!({
            "version": "0", "os": "linux", "locale": "zh-CN", "theme": "light", "contract": poster_core::CONTRACT_HASH,
            "source": { "name": "演示海报", "host": "127.0.0.1", "address": "", "demo": true, "token_set": false },
            "folder": { "label": "下载/海报" }, "rehearsing": null, "layout": "grid", "ledger": "ok",
        }),
        "view" => json!(Session::new(Surface::Desktop).view(Locale::ZhCn, "*")),
        "list" => json!({ "items": [poster()], "next_cursor": null, "skipped": 0 }),
        "history" => json!([]),
        "batch_options" => json!({ "template": "{title}", "conflict": "number", "known": "skip", "convert": null, "sidecar": false }),
        "compare_setup" => json!(compare::setup()),
        "rehearsal_open" => {
            let scenario = known::scenario(&text("scenario")).unwrap();
            let place = environments().find(&text("environment")).unwrap();
            let rehearsal = Rehearsal::open(scenario, place, Locale::ZhCn).unwrap();
            let opened = state(&rehearsal);
            *room.lock().unwrap() = Some(rehearsal);
            opened
        }
        "rehearsal_play" => acting(&Rehearsal::play),
        "rehearsal_press" => acting(&|rehearsal| rehearsal.press(argument::<Event>(arguments, "event"))),
        "rehearsal_close" => {
            *room.lock().unwrap() = None;
            Value::Null
        }
        "compare_diff" => {
            let (a, b): (Trace, Trace) = (argument(arguments, "a"), argument(arguments, "b"));
            json!(diff_live(&a, &b, known::divergences(), argument::<Unfinished>(arguments, "unfinished")))
        }
        "compare_matrix" => {
            let reference = Reference {
                desktop: text("desktop"),
                wechat: text("wechat"),
            };
            json!(compare::everything(&reference).unwrap().matrix)
        }
        "trace_import" => json!(import(&text("text")).map_err(|problem| json!(problem))?),
        "explain" => {
            let puzzle = Puzzle {
                text: text("text"),
                surface: argument(arguments, "surface"),
                os: argument(arguments, "os"),
            };
            json!(explain(&puzzle, Os::Linux))
        }
        "pair_export" => {
            let (a, b): (Trace, Trace) = (argument(arguments, "a"), argument(arguments, "b"));
            let run = Run {
                diff: diff(&a, &b, known::divergences()),
                a,
                b,
            };
            let page = report::pair(&run, &argument::<Pictures>(arguments, "pictures"));
            let folder = root().join("target/screenshots");
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join("pair.html"), page).unwrap();
            json!("pair.html")
        }
        "check_update" => json!({ "state": "off" }),
        "batch" => Value::Null,
        listening if listening.starts_with("plugin:event|") => json!(1),
        other => panic!("nobody answers {other} here"),
    })
}

async fn ask(State(room): State<Room>, At(command): At<String>, body: Bytes) -> Response {
    let arguments: Value = serde_json::from_slice(&body).unwrap_or_default();
    let answered = tokio::task::spawn_blocking(move || answer(&room, &command, &arguments)).await;
    match answered {
        Ok(Ok(value)) => axum::Json(value).into_response(),
        Ok(Err(reason)) => (StatusCode::UNPROCESSABLE_ENTITY, axum::Json(reason)).into_response(),
        Err(broken) => (StatusCode::INTERNAL_SERVER_ERROR, broken.to_string()).into_response(),
    }
}

/// The app's own content policy, with this server in the place of the app's protocols.
fn policy() -> String {
    let text = std::fs::read_to_string(root().join("src-tauri/tauri.conf.json")).unwrap();
    let settings: Value = serde_json::from_str(&text).unwrap();
    let rules = settings["app"]["security"]["csp"].as_object().unwrap();
    let rules = rules.iter().map(|(name, allowed)| match name.as_str() {
        "connect-src" => "connect-src 'self'".to_owned(),
        _ => format!("{name} {}", allowed.as_str().unwrap()),
    });
    rules.collect::<Vec<_>>().join("; ")
}

async fn file(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    let kind = match path.extension().and_then(std::ffi::OsStr::to_str) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    match std::fs::read(root().join("ui/dist").join(path)) {
        Ok(bytes) => {
            let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_SECURITY_POLICY, policy())];
            (headers, bytes).into_response()
        }
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_compare_screen_in_chromium() {
    let routes = Router::new()
        .route("/ipc/{command}", post(ask))
        .fallback(get(file))
        .with_state(Room::default());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move { axum::serve(listener, routes).await });
    let driven = tokio::task::spawn_blocking(move || {
        Command::new("node")
            .arg("--test")
            .arg(root().join("tests/e2e/chromium.mjs"))
            .env("COMPARE_AT", format!("http://{address}/"))
            .status()
    });
    let driven = driven.await.unwrap();
    server.abort();
    assert!(driven.unwrap_or_else(|error| panic!("node does not start: {error}")).success());
}
