//! A newer version of the app: announced by a server of the test's own, signed with real keys, put in the place of a victim.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minisign::{KeyPair, SecretKey};
use poster_demo::{FaultKind, Plan};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::desk::Desk;

/// Begins as a program of Linux does, and is as long as its head at least: that is what the updater looks for.
const PROGRAM: &[u8] = b"\x7fELF\x02\x01\x01\x00 the newer version of the app, which has a head of some length";
const VICTIM: &[u8] = b"\x7fELF\x02\x01\x01\x00 the version in use";

/// What one address of the server answers.
#[derive(Clone)]
struct Answer {
    body: Vec<u8>,
    /// Bytes that are promised beyond those that come.
    missing: usize,
}

/// A server of announcements and packages that says what it is told to.
struct Server {
    address: std::net::SocketAddr,
    answers: Arc<Mutex<HashMap<&'static str, Answer>>>,
    task: JoinHandle<()>,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let answers: Arc<Mutex<HashMap<&'static str, Answer>>> = Arc::default();
        let known = Arc::clone(&answers);
        let task = tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut head = Vec::new();
                let mut byte = [0; 1];
                while !head.ends_with(b"\r\n\r\n") && stream.read_exact(&mut byte).await.is_ok() {
                    head.push(byte[0]);
                }
                let head = String::from_utf8_lossy(&head).into_owned();
                let path = head.split(' ').nth(1).unwrap_or_default();
                let Some(answer) = known.lock().unwrap().get(path).cloned() else {
                    let _ = stream
                        .write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
                        .await;
                    continue;
                };
                let length = answer.body.len() + answer.missing;
                let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
                let _ = stream.write_all(head.as_bytes()).await;
                let _ = stream.write_all(&answer.body).await;
            }
        });
        Self { address, answers, task }
    }

    fn says(&self, path: &'static str, body: impl Into<Vec<u8>>, missing: usize) {
        let body = body.into();
        self.answers.lock().unwrap().insert(path, Answer { body, missing });
    }

    /// Announces a version whose package is at this address.
    fn announces(&self, version: &str, path: &str, signature: &str) {
        let platform = json!({ "url": format!("http://{}{path}", self.address), "signature": signature });
        let release: Value = json!({
            "version": version,
            "notes": "- everything",
            "notes_in": { "zh-CN": "- 一次保存几百张\n- 启动更快", "en": "- hundreds at once" },
            "platforms": { "linux-x86_64": platform, "linux-aarch64": platform },
        });
        self.says("/latest.json", release.to_string(), 0);
    }

    fn endpoint(&self) -> String {
        format!("http://{}/latest.json", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A signature as Tauri writes it; the version is a part of what is signed.
fn signed(key: &SecretKey, bytes: &[u8], version: Option<&str>) -> String {
    let said = version.map_or_else(
        || "timestamp:1\tfile:app".to_owned(),
        |version| format!("timestamp:1\tfile:app\tversion:{version}"),
    );
    let signature = minisign::sign(None, key, Cursor::new(bytes), Some(&said), None).unwrap();
    STANDARD.encode(signature.to_string())
}

/// The window of an app that can update itself, and what its update would replace.
struct Updating {
    desk: Desk,
    server: Server,
    key: SecretKey,
    victim: PathBuf,
    _folder: tempfile::TempDir,
}

impl Updating {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let victim = folder.path().join("poster-companion.AppImage");
        std::fs::write(&victim, VICTIM).unwrap();
        let KeyPair { pk, sk } = KeyPair::generate_unencrypted_keypair().unwrap();
        let server = Server::start().await;
        let desk = Desk::open_told(&[
            ("POSTER_COMPANION_UPDATE", &server.endpoint()),
            ("POSTER_COMPANION_UPDATE_KEY", &STANDARD.encode(pk.to_box().unwrap().to_string())),
            ("POSTER_COMPANION_UPDATE_REPLACES", victim.to_str().unwrap()),
        ])
        .await;
        Self {
            desk,
            server,
            key: sk,
            victim,
            _folder: folder,
        }
    }

    /// Asks by hand, as a person does in the help sheet.
    async fn ask(&self) {
        self.desk
            .window
            .execute("document.querySelector('dialog[open] .icon-button')?.click()", vec![])
            .await
            .unwrap();
        self.desk.more("keys").await;
        self.desk.click("[data-testid=check-update]").await;
    }

    /// Presses the button of the sheet, and gives the sentence that comes of it.
    async fn refused(&self, trouble: &str) -> String {
        self.ask().await;
        self.desk.find("[data-testid=update]").await;
        self.desk.click("[data-testid=update-install]").await;
        let said = self.desk.find(&format!("[data-testid=update-failure][data-trouble={trouble}]")).await;
        assert!(
            std::fs::read(&self.victim).unwrap() == VICTIM,
            "{trouble}: the version in use was touched"
        );
        let left: Vec<_> = std::fs::read_dir(self.victim.parent().unwrap()).unwrap().collect();
        assert_eq!(left.len(), 1, "{trouble}: {left:?}");
        // Its text as drawn is empty until the dialog has faded in.
        said.prop("textContent").await.unwrap().unwrap_or_default()
    }

    fn installed(&self) -> bool {
        read(&self.victim) == PROGRAM
    }
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_is_shown_asked_about_and_put_in_place() {
    let updating = Updating::open().await;
    updating.server.says("/app", PROGRAM, 0);
    updating
        .server
        .announces("99.0.0", "/app", &signed(&updating.key, PROGRAM, Some("99.0.0")));
    updating.ask().await;
    let notes = updating.desk.find("[data-testid=update-notes]").await;
    let notes = notes.prop("textContent").await.unwrap().unwrap_or_default();
    assert!(notes.contains("一次保存几百张"), "{notes}");
    updating.desk.picture("update").await;
    assert!(read(&updating.victim) == VICTIM, "installed without being asked");
    updating.desk.click("[data-testid=update-install]").await;
    updating.desk.find("[data-testid=update][data-phase=installed]").await;
    assert!(updating.installed());
    updating.desk.picture("updated").await;
    updating.desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_the_announced_version_whole_and_signed_is_refused() {
    let updating = Updating::open().await;
    let (server, key) = (&updating.server, &updating.key);
    server.says("/app", PROGRAM, 0);
    server.says("/cut", &PROGRAM[..12], 400);
    server.says("/text", "no program", 0);

    server.says("/latest.json", "<html>sign in</html>", 0);
    updating.ask().await;
    updating.desk.find("[data-testid=check-failure][data-trouble=garbage]").await;
    server.says("/latest.json", r#"{"version":"newest","platforms":{}}"#, 0);
    updating.ask().await;
    updating.desk.find("[data-testid=check-failure][data-trouble=garbage]").await;
    server.announces("0.0.1", "/app", &signed(key, PROGRAM, Some("0.0.1")));
    updating.ask().await;
    updating.desk.find("[data-testid=newest]").await;

    let stranger = KeyPair::generate_unencrypted_keypair().unwrap().sk;
    server.announces("99.0.0", "/app", &signed(&stranger, PROGRAM, Some("99.0.0")));
    assert!(updating.refused("bad_signature").await.contains("签名不对"));
    updating.desk.picture("update-refused").await;
    server.announces("99.0.0", "/app", &signed(key, VICTIM, Some("99.0.0")));
    updating.refused("bad_signature").await;
    server.announces("99.0.0", "/app", &signed(key, PROGRAM, None));
    updating.refused("bad_signature").await;
    // An older version with a good signature, sold as a new one.
    server.announces("99.0.0", "/app", &signed(key, PROGRAM, Some("0.0.1")));
    assert!(updating.refused("other_version").await.contains("旧版本"));
    server.announces("99.0.0", "/cut", &signed(key, PROGRAM, Some("99.0.0")));
    assert!(updating.refused("cut").await.contains("没有下载完整"));
    server.announces("99.0.0", "/gone", &signed(key, PROGRAM, Some("99.0.0")));
    updating.refused("unavailable").await;
    server.announces("99.0.0", "/text", &signed(key, b"no program", Some("99.0.0")));
    updating.refused("not_installed").await;

    // After all that, a good one is still welcome.
    server.announces("99.0.1", "/app", &signed(key, PROGRAM, Some("99.0.1")));
    updating.ask().await;
    updating.desk.click("[data-testid=update-install]").await;
    updating.desk.find("[data-testid=update][data-phase=installed]").await;
    assert!(updating.installed());
    updating.desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_installed_while_a_poster_is_saved_and_a_silent_server_is_told() {
    let updating = Updating::open().await;
    updating.server.says("/app", PROGRAM, 0);
    updating
        .server
        .announces("99.0.0", "/app", &signed(&updating.key, PROGRAM, Some("99.0.0")));
    let card = updating.desk.find("[data-testid=card]").await;
    let id = card.attr("data-id").await.unwrap().unwrap();
    updating.desk.demo.plan(Plan::picture(&id, FaultKind::Stall));
    updating.desk.click("[data-testid=card] [data-testid=save]").await;
    assert!(updating.refused("busy").await.contains("正在保存海报"));

    updating.server.task.abort();
    // The port stays closed once its listener is gone.
    while tokio::net::TcpStream::connect(updating.server.address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    updating.ask().await;
    updating.desk.find("[data-testid=check-failure][data-trouble=offline]").await;
    updating.desk.picture("update-offline").await;
    updating.desk.close().await;
}
