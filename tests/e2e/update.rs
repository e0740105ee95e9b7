//! A newer version of the app: announced by a server of the test's own, signed with real keys, put in the place of a victim.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minisign::{KeyPair, SecretKey};
use poster_demo::{FaultKind, Plan};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use poster_tests::root;

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
        let key = STANDARD.encode(pk.to_box().unwrap().to_string());
        let desk = open_desk(&server, &key, &victim, env!("CARGO_PKG_VERSION")).await;
        Self {
            desk,
            server,
            key: sk,
            victim,
            _folder: folder,
        }
    }

    /// Lets the update be installed, and the sheet be closed.
    async fn install(&self) {
        self.server.says("/app", PROGRAM, 0);
        self.server.announces("99.0.0", "/app", &signed(&self.key, PROGRAM, Some("99.0.0")));
        self.ask().await;
        self.desk.click("[data-testid=update-install]").await;
        self.desk.find("[data-testid=update][data-phase=installed]").await;
        self.desk.click("[data-testid=update-later]").await;
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

/// The app's window: it takes itself for this version, and replaces the victim.
async fn open_desk(server: &Server, key: &str, victim: &Path, current: &str) -> Desk {
    Desk::open_told(&[
        ("POSTER_COMPANION_UPDATE", &server.endpoint()),
        ("POSTER_COMPANION_UPDATE_KEY", key),
        ("POSTER_COMPANION_UPDATE_REPLACES", victim.to_str().unwrap()),
        ("POSTER_COMPANION_UPDATE_CURRENT", current),
    ])
    .await
}

/// A script of `ui/scripts/package`, or Tauri's own command.
fn node(words: &[&str], variables: &[(&str, &str)]) {
    let output = Command::new("node")
        .current_dir(root().join("ui"))
        .args(words)
        .env_remove("POSTER_EARLIER")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_release_workflow_writes_is_what_the_app_reads() {
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("files");
    std::fs::create_dir(&files).unwrap();
    let name = concat!("poster-companion_", env!("CARGO_PKG_VERSION"), "_linux_x64.AppImage");
    std::fs::write(files.join(name), PROGRAM).unwrap();
    let victim = folder.path().join("in-use.AppImage");
    std::fs::write(&victim, VICTIM).unwrap();
    let server = Server::start().await;

    // As release.yml does it, with a key of its own.
    let (key, at) = (folder.path().join("key"), files.to_str().unwrap());
    let tauri = "node_modules/@tauri-apps/cli/tauri.js";
    node(&[tauri, "signer", "generate", "--ci", "-p", "", "-w", key.to_str().unwrap()], &[]);
    let private = std::fs::read_to_string(&key).unwrap();
    let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
    node(&["scripts/package/release.mjs", at], &[("POSTER_UPDATE_KEY", &public)]);
    let secret = [
        ("TAURI_SIGNING_PRIVATE_KEY", private.as_str()),
        ("TAURI_SIGNING_PRIVATE_KEY_PASSWORD", ""),
    ];
    let base = format!("http://{}", server.address);
    node(&["scripts/package/sign.mjs", at, &base], &secret);
    server.says("/latest.json", std::fs::read(files.join("latest.json")).unwrap(), 0);
    server.says(
        concat!("/poster-companion_", env!("CARGO_PKG_VERSION"), "_linux_x64.AppImage"),
        PROGRAM,
        0,
    );

    let desk = open_desk(&server, &public, &victim, "0.0.1").await;
    desk.click("[data-testid=update-chip]").await;
    let notes = desk.find("[data-testid=update-notes]").await.prop("textContent").await.unwrap().unwrap();
    assert!(notes.contains("海报"), "{notes}");
    desk.click("[data-testid=update-install]").await;
    desk.find("[data-testid=update][data-phase=installed]").await;
    assert!(std::fs::read(&victim).unwrap() == PROGRAM);
    // What was verified is remembered: nothing below it is ever installed.
    let settings = std::fs::read_to_string(desk.home().join("config/poster-companion/settings.json")).unwrap();
    let settings: Value = serde_json::from_str(&settings).unwrap();
    assert_eq!(settings["updates"]["verified"], env!("CARGO_PKG_VERSION"));
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_not_ended_by_an_update() {
    let updating = Updating::open().await;
    let desk = &updating.desk;
    updating.install().await;
    // Later, says the user, and saves all posters; one of them never comes.
    let card = desk.find("[data-testid=card]").await;
    let id = card.attr("data-id").await.unwrap().unwrap();
    desk.demo.plan(Plan::picture(&id, FaultKind::Stall));
    desk.click("[data-testid=card] [data-testid=tick]").await;
    desk.click("[data-testid=select-all]").await;
    desk.click("[data-testid=save-selected]").await;
    desk.find("[data-testid=batch]").await;
    desk.click("[data-testid=update-chip]").await;
    desk.click("[data-testid=update-restart]").await;
    let said = desk.find("[data-testid=update-failure][data-trouble=busy]").await;
    let said = said.prop("textContent").await.unwrap().unwrap_or_default();
    assert!(said.contains("正在保存海报") && said.contains("重新打开"), "{said}");
    desk.picture("update-restart-refused").await;
    // Nor is another update put in place meanwhile.
    updating
        .server
        .announces("99.0.1", "/app", &signed(&updating.key, PROGRAM, Some("99.0.1")));
    let refused =
        "const done = arguments[0]; window.__TAURI_INTERNALS__.invoke('install_update').then(() => done('installed'), (why) => done(why.trouble));";
    let answer = desk.window.execute_async(refused, vec![]).await.unwrap();
    assert_eq!(answer, "busy");
    desk.find("[data-testid=batch]").await;
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
