//! A program's window, driven through WebKit's WebDriver.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::{Result, at_home, peers};

/// How long a window may take to open.
const PATIENCE: Duration = Duration::from_secs(60);

/// An open window. It ends with this.
pub(super) struct Window {
    client: Client,
    driver: Child,
}

/// Why windows cannot be measured here, if they cannot.
pub(super) fn missing() -> Option<&'static str> {
    if peers::find("WebKitWebDriver").is_none() {
        return Some("WebKitWebDriver is not installed (Debian: webkit2gtk-driver)");
    }
    let display = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    (!display).then_some("there is no display (`xvfb-run -a`)")
}

impl Window {
    /// Starts a program with a home of its own.
    pub(super) async fn open(program: &Path, arguments: &[&Path], home: &Path) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut driver = Command::new("WebKitWebDriver");
        at_home(&mut driver, home);
        let driver = driver
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut capabilities = Capabilities::new();
        capabilities.insert("webkitgtk:browserOptions".into(), json!({ "binary": program, "args": arguments }));
        capabilities.insert("timeouts".into(), json!({ "script": 900_000 }));
        let until = Instant::now() + PATIENCE;
        loop {
            let connected = ClientBuilder::new(HttpConnector::new())
                .capabilities(capabilities.clone())
                .connect(&format!("http://127.0.0.1:{port}"))
                .await;
            match connected {
                Ok(client) => return Ok(Self { client, driver }),
                Err(error) if Instant::now() > until => return Err(format!("{} does not open: {error}", program.display()).into()),
                Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
            }
        }
    }

    /// Calls one of the page's functions below with an argument, and waits for what it promises.
    pub(super) async fn call<T: DeserializeOwned>(&self, script: &str, function: &str, argument: Value) -> Result<T> {
        let script = format!(
            "{script}\nconst [argument, done] = arguments;\n\
             {function}(argument).then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let mut said = self.client.execute_async(&script, vec![argument]).await?;
        if let Some(error) = said.get("error") {
            return Err(format!("{function}: {error}").into());
        }
        Ok(serde_json::from_value(said["value"].take())?)
    }

    /// Memory of the program and all processes below it, in MB: shared pages count in proportion (PSS).
    pub(super) fn memory(&self) -> Result<f64> {
        let mut family = vec![self.driver.id()];
        let mut kilobytes = 0;
        while let Some(process) = family.pop() {
            // Processes come and go while they are counted.
            for task in fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten() {
                let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
                family.extend(children.split_whitespace().filter_map(|child| child.parse::<u32>().ok()));
            }
            if process != self.driver.id() {
                let about = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
                let pss = about.lines().find_map(|line| line.strip_prefix("Pss:"));
                kilobytes += pss.map_or(0, |pss| pss.trim_end_matches("kB").trim().parse().unwrap_or(0));
            }
        }
        if kilobytes == 0 {
            Err("the window's memory cannot be read".into())
        } else {
            Ok(f64::from(kilobytes) / 1e3)
        }
    }

    /// Closes the window.
    pub(super) async fn close(self) -> Result {
        Ok(self.client.clone().close().await?)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
