//! The document `src-tauri/demo/openapi.yaml` against itself and against the running demo API: it is well formed,
//! it lists exactly the routes and methods that there are, and every answer it promises comes and keeps its schema.
#![expect(clippy::unwrap_used)]

#[path = "openapi/document.rs"]
mod document;

use std::collections::BTreeSet;

use document::Document;
use poster_demo::{Demo, OPENAPI, Options, routes};
use reqwest::{Client, Method, Response, header};
use serde_json::{Value, json};

const TOKEN: &str = "let-me-in";
const METHODS: [&str; 6] = ["get", "head", "post", "put", "patch", "delete"];

async fn start(token: Option<&str>) -> (Demo, tempfile::TempDir) {
    let cache = tempfile::tempdir().unwrap();
    let options = Options {
        cache: cache.path().to_owned(),
        draw_ahead: false,
        token: token.map(str::to_owned),
        ..Options::default()
    };
    (Demo::start(options).await.unwrap(), cache)
}

fn client() -> Client {
    // The first test that comes installs it, for all of them.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

#[test]
fn the_document_is_well_formed() {
    let document = Document::read(OPENAPI);
    document.check_structure();
    document.check_schemas();
}

#[tokio::test]
async fn the_document_lists_exactly_the_routes_and_methods_that_there_are() {
    let document = Document::read(OPENAPI);
    let listed: BTreeSet<&str> = document.paths().map(|(path, _)| path.as_str()).collect();
    assert_eq!(listed, routes().into_iter().collect());
    let (demo, _cache) = start(None).await;
    let client = client();
    for (path, item) in document.paths() {
        let address = demo.url() + &path.replace("{id}", "coffee").replace("{file}", "coffee.jpg");
        for name in METHODS {
            // HEAD comes with every GET; where the document says so it is exercised below.
            if name == "head" {
                continue;
            }
            let method = Method::from_bytes(name.to_uppercase().as_bytes()).unwrap();
            let status = client.request(method, &address).send().await.unwrap().status();
            assert_eq!(status != 405, item.get(name).is_some(), "{name} {path}: {status}");
        }
    }
}

/// A request and the answer that the document promises for it.
struct Try {
    operation: &'static str,
    status: u16,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Option<Value>,
}

fn of(operation: &'static str, status: u16, path: impl Into<String>) -> Try {
    Try {
        operation,
        status,
        path: path.into(),
        headers: Vec::new(),
        body: None,
    }
}

impl Try {
    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn body(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    async fn send(&self, client: &Client, base: &str, method: &str) -> Response {
        let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
        let mut request = client.request(method, format!("{base}{}", self.path));
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if let Some(body) = &self.body {
            request = request.header(header::CONTENT_TYPE, "application/json").body(body.to_string());
        }
        request.send().await.unwrap()
    }
}

#[tokio::test]
async fn every_answer_of_the_document_comes_and_keeps_its_schema() {
    let document = Document::read(OPENAPI);
    let (demo, _cache) = start(Some(TOKEN)).await;
    let client = client();
    let mut seen = BTreeSet::new();
    for attempt in attempts(&client, &demo.url()).await {
        let (path, method) = document.operation(attempt.operation);
        let response = attempt.send(&client, &demo.url(), &method).await;
        let name = format!("{} {}", attempt.operation, attempt.path);
        assert_eq!(response.status(), attempt.status, "{name}");
        document.check_answer(&path, &method, response, &name).await;
        seen.insert((attempt.operation.to_owned(), attempt.status.to_string()));
    }
    let promised = document.answers();
    let never: Vec<_> = promised.difference(&seen).collect();
    assert!(never.is_empty(), "promised by the document, never tried: {never:?}");
}

/// What has to be known before: tags of what is there.
async fn tag(client: &Client, address: &str) -> String {
    let response = client.get(address).bearer_auth(TOKEN).send().await.unwrap();
    assert!(response.status().is_success(), "{address}: {}", response.status());
    response.headers()[header::ETAG].to_str().unwrap().to_owned()
}

async fn attempts(client: &Client, base: &str) -> Vec<Try> {
    const LIST: &str = "/v1/posters";
    const ONE: &str = "/v1/posters/coffee";
    const LINK: &str = "/v1/posters/christmas/image-url";
    let token = || format!("Bearer {TOKEN}");
    let with_token = |attempt: Try| attempt.with("authorization", token());
    let mut all = Vec::new();

    // The tag of the list changes while pictures are drawn; of these two nothing is drawn any more.
    let (image, thumbnail) = ("/v1/images/coffee.jpg", "/v1/thumbnails/coffee.jpg");
    let (image_tag, thumbnail_tag) = (
        tag(client, &format!("{base}{image}")).await,
        tag(client, &format!("{base}{thumbnail}")).await,
    );
    let pages = format!("{LIST}?q=coffee");
    let (page_tag, poster_tag) = (tag(client, &format!("{base}{pages}")).await, tag(client, &format!("{base}{ONE}")).await);

    for query in [
        "",
        "?limit=1",
        "?limit=100",
        "?tag=%E4%B8%AD%E7%A7%8B",
        "?updated_after=2026-11-18T00:00:00Z",
        "?q=nothing",
    ] {
        all.push(with_token(of("listPosters", 200, format!("{LIST}{query}"))));
    }
    for query in [
        "?limit=0",
        "?limit=101",
        "?limit=x",
        "?cursor=made-up",
        "?updated_after=yesterday",
        "?life=long",
        "?fault=unheard-of",
    ] {
        all.push(with_token(of("listPosters", 400, format!("{LIST}{query}"))));
    }
    all.push(with_token(of("listPosters", 304, pages)).with("if-none-match", page_tag));
    all.push(of("listPosters", 401, LIST));
    all.push(of("listPosters", 401, LIST).with("authorization", "Bearer of-yesterday"));

    all.push(with_token(of("getPoster", 200, ONE)));
    all.push(with_token(of("getPoster", 200, "/v1/posters/christmas?life=5")));
    all.push(with_token(of("getPoster", 304, ONE)).with("if-none-match", poster_tag));
    all.push(with_token(of("getPoster", 400, format!("{ONE}?life=-1"))));
    all.push(of("getPoster", 401, ONE));
    all.push(with_token(of("getPoster", 404, "/v1/posters/no-such-poster")));
    all.push(with_token(of("getPoster", 410, "/v1/posters/summer-sale-2025")));

    all.push(with_token(of("mintImageUrl", 200, LINK)));
    all.push(with_token(of("mintImageUrl", 200, "/v1/posters/coffee/image-url")));
    all.push(with_token(of("mintImageUrl", 400, format!("{LINK}?life=x"))));
    all.push(of("mintImageUrl", 401, LINK));
    all.push(with_token(of("mintImageUrl", 404, "/v1/posters/no-such-poster/image-url")));
    all.push(with_token(of("mintImageUrl", 410, "/v1/posters/summer-sale-2025/image-url")));

    for (get, head, file, known) in [
        ("getImage", "headImage", image, image_tag),
        ("getThumbnail", "headThumbnail", thumbnail, thumbnail_tag),
    ] {
        all.push(of(get, 200, file));
        all.push(of(get, 200, file).with("range", "bytes=5-9").with("if-range", "\"another\""));
        all.push(of(get, 206, file).with("range", "bytes=5-9").with("if-range", known.clone()));
        all.push(of(get, 206, file).with("range", "bytes=-7"));
        all.push(of(get, 304, file).with("if-none-match", known));
        all.push(of(get, 416, file).with("range", "bytes=999999999-"));
        all.push(of(head, 200, file));
        let folder = file.trim_end_matches("coffee.jpg");
        for (status, name) in [(404, "no-such-poster.jpg"), (404, "coffee.png"), (410, "summer-sale-2025.jpg")] {
            all.push(of(get, status, format!("{folder}{name}")));
            all.push(of(head, status, format!("{folder}{name}")));
        }
    }
    all.push(of("getImage", 403, "/v1/images/christmas.jpg"));
    all.push(of("getImage", 403, "/v1/images/christmas.jpg?expires=99999999999999&sig=00"));
    all.push(of("headImage", 403, "/v1/images/christmas.jpg"));

    for (operation, path) in [
        ("listPosters", LIST),
        ("getPoster", ONE),
        ("mintImageUrl", LINK),
        ("getImage", image),
        ("getThumbnail", thumbnail),
    ] {
        all.push(of(operation, 429, format!("{path}?fault=429&retry_after=7")));
        all.push(of(operation, 503, path).with("x-demo-fault", "503; retry_after=date:30"));
    }

    all.push(of("planFault", 201, "/demo/faults").body(json!({"poster": "coffee", "fault": "503", "times": 2, "retry_after": "1"})));
    all.push(of("planFault", 400, "/demo/faults").body(json!({"fault": "unheard-of"})));
    all.push(of("listFaults", 200, "/demo/faults"));
    all.push(of("clearFaults", 204, "/demo/faults"));
    all.push(of("listRequests", 200, "/demo/requests"));
    all.push(of("getOpenApi", 200, "/openapi.yaml"));
    all
}

#[tokio::test]
async fn pages_lead_to_every_poster_once() {
    let (demo, _cache) = start(None).await;
    let client = client();
    let get = async |query: &str| {
        let text = client
            .get(format!("{}/v1/posters{query}", demo.url()))
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap();
        serde_json::from_str::<Value>(&text).unwrap()
    };
    let ids = |page: &Value| -> Vec<String> {
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let whole = get("?limit=100").await;
    assert_eq!(whole["next_cursor"], Value::Null);
    let (mut cursor, mut paged) = (String::new(), Vec::new());
    loop {
        let page = get(&format!("?limit=7{cursor}")).await;
        paged.extend(ids(&page));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(paged, ids(&whole));
    assert!(paged.len() >= 24);
}
