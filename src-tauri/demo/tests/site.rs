//! A folder of pages beside the API: what a browser is told of each file, and that nothing outside of the folder is.
#![expect(clippy::unwrap_used)]

use poster_demo::{Demo, Options};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Head and body of an answer; the path goes over the wire as it is given.
async fn get(demo: &Demo, path: &str) -> (String, String) {
    let address = demo.url().strip_prefix("http://").unwrap().to_owned();
    let mut stream = TcpStream::connect(&address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.to_ascii_lowercase(), body.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_and_downloads_are_served_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    std::fs::create_dir_all(site.join("files")).unwrap();
    std::fs::create_dir_all(site.join("en")).unwrap();
    std::fs::write(home.path().join("secret.txt"), "outside").unwrap();
    std::fs::write(site.join("index.html"), "中文").unwrap();
    std::fs::write(site.join("en/index.html"), "English").unwrap();
    for name in ["page.css", "page.js", "icon.svg", "gallery.webp", "release.json"] {
        std::fs::write(site.join(name), "x").unwrap();
    }
    let deb = "poster-companion_1.2.3_linux_x64.deb";
    std::fs::write(site.join("files").join(deb), "a package").unwrap();
    let demo = Demo::start(Options {
        cache: home.path().join("cache"),
        draw_ahead: false,
        site: Some(site),
        ..Options::default()
    })
    .await
    .unwrap();

    for (path, kind) in [
        ("/", "text/html"),
        ("/en/", "text/html"),
        ("/page.css", "text/css"),
        ("/page.js", "text/javascript"),
        ("/icon.svg", "image/svg+xml"),
        ("/gallery.webp", "image/webp"),
        ("/release.json", "application/json"),
    ] {
        let (head, _) = get(&demo, path).await;
        assert!(head.starts_with("http/1.1 200"), "{path}: {head}");
        assert!(head.contains(&format!("content-type: {kind}")), "{path}: {head}");
        assert!(head.contains("x-content-type-options: nosniff"), "{path}: {head}");
        assert!(!head.contains("content-disposition"), "{path}: {head}");
    }
    assert_eq!(get(&demo, "/").await.1, "中文");
    let (head, body) = get(&demo, &format!("/files/{deb}")).await;
    assert!(head.contains(&format!("content-disposition: attachment; filename=\"{deb}\"")), "{head}");
    assert!(head.contains("x-content-type-options: nosniff") && body == "a package", "{head}");

    for path in [
        "/../secret.txt",
        "/en/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "//secret.txt",
        "/files/../../secret.txt",
        "/nothing.txt",
        "/files/nothing.deb",
    ] {
        let (head, body) = get(&demo, path).await;
        assert!(head.starts_with("http/1.1 404"), "{path}: {head}");
        assert!(!body.contains("outside") && !head.contains("content-disposition"), "{path}");
    }
    // The API is where it was.
    assert!(get(&demo, "/v1/posters?limit=1").await.0.starts_with("http/1.1 200"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_folder_there_are_no_pages() {
    let home = tempfile::tempdir().unwrap();
    let demo = Demo::start(Options {
        cache: home.path().to_owned(),
        draw_ahead: false,
        ..Options::default()
    })
    .await
    .unwrap();
    assert!(get(&demo, "/").await.0.starts_with("http/1.1 404"));
}
