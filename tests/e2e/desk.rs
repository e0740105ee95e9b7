//! A desk to test at: the demo API, a home of its own, the real app driven through WebKit's WebDriver.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use poster_demo::{Demo, Options};
use poster_tests::root;
use serde_json::{Value, json};

/// How long something may take to be seen. Generous: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(45);

/// Everything of one test. Dropped, nothing of it is left.
pub struct Desk {
    /// The API that the app speaks to.
    pub demo: Demo,
    /// The window.
    pub window: Client,
    /// Where the app saves.
    pub folder: PathBuf,
    pick: PathBuf,
    driver: Child,
    home: tempfile::TempDir,
}

impl Desk {
    /// Starts the app as a person would who has chosen this folder before; `None` takes one of the test's own.
    pub async fn open(folder: Option<&Path>) -> Self {
        Self::start(folder, true, &[]).await
    }

    /// The same, with something told to the app that only a test tells it.
    pub async fn open_told(variables: &[(&str, &str)]) -> Self {
        Self::start(None, true, variables).await
    }

    /// The same where there is no graphics card, not even an emulated one.
    pub async fn open_drawn_by_the_processor() -> Self {
        Self::open_told(&[("POSTER_COMPANION_CARD", "")]).await
    }

    /// The same, but folder dialogs are the system's.
    pub async fn open_with_the_real_dialog() -> Self {
        Self::start(None, false, &[]).await
    }

    async fn start(folder: Option<&Path>, dialogs_answered: bool, variables: &[(&str, &str)]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let demo = Demo::start(Options {
            cache: root().join("target/demo-posters"),
            ..Options::default()
        })
        .await
        .unwrap();
        let folder = folder.map_or_else(|| home.path().join("posters"), Path::to_owned);
        let settings = home.path().join("config/poster-companion/settings.json");
        std::fs::create_dir_all(settings.parent().unwrap()).unwrap();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(settings, json!({ "source": demo.url(), "folder": folder, "locale": "zh-CN" }).to_string()).unwrap();
        let pick = home.path().join("pick");
        let (driver, port) = web_driver(home.path(), dialogs_answered.then_some(pick.as_path()), variables);
        let window = connect(port).await;
        let desk = Self {
            demo,
            window,
            folder,
            pick,
            driver,
            home,
        };
        desk.find("[data-testid=card]").await;
        desk
    }

    /// A place of this test's own.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// What the next native folder dialog answers.
    pub fn pick(&self, folder: &Path) {
        std::fs::write(&self.pick, folder.to_str().unwrap()).unwrap();
    }

    /// Waits for an element.
    pub async fn find(&self, css: &str) -> Element {
        let found = self.window.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => {
                self.picture("lost").await;
                panic!(
                    "{css} did not come: {error}\n{}",
                    self.window.source().await.unwrap_or_default().chars().take(4000).collect::<String>()
                );
            }
        }
    }

    /// Waits for an element and clicks it.
    pub async fn click(&self, css: &str) {
        let element = self.find(css).await;
        // WebDriver's own click needs the element to hold still; a press of the page's does not.
        self.window
            .execute("arguments[0].click()", vec![serde_json::to_value(element).unwrap()])
            .await
            .unwrap();
    }

    /// Chooses from the menu "More".
    pub async fn more(&self, choice: &str) {
        self.click("[data-testid=more]").await;
        self.click(&format!("[data-testid=menu-{choice}]")).await;
    }

    /// Waits until the dialog shows this state, and gives its sentence.
    pub async fn guidance(&self, state: &str) -> String {
        self.find(&format!("[data-testid=guidance][data-state={state}]")).await;
        // Its text as drawn is empty until the dialog has faded in.
        self.find("#guidance-body").await.prop("textContent").await.unwrap().unwrap_or_default()
    }

    /// Opens the first poster whose file is a picture of this type and presses save.
    pub async fn save_first(&self) -> String {
        let card = self.find("[data-testid=card]").await;
        let id = card.attr("data-id").await.unwrap().unwrap();
        self.click("[data-testid=card] .open").await;
        self.find("[data-testid=viewer]").await;
        self.find("[data-testid=full]").await;
        self.click("[data-testid=save-shown]").await;
        id
    }

    /// The bytes that the API holds for a poster.
    pub async fn bytes_of(&self, id: &str) -> Vec<u8> {
        let source = poster_host::source::Source::parse(&self.demo.url(), true).unwrap();
        let api = poster_host::api::Api::new(source);
        let poster = api.poster(id).await.unwrap();
        let wanted = poster_host::fetch::Wanted {
            poster: Some(poster.id),
            image: poster.image,
        };
        let mut bytes = Collected(Vec::new());
        api.fetch(&wanted, &mut bytes, &|_| {}, &poster_host::fetch::Cancel::new()).await.unwrap();
        bytes.0
    }

    /// The only file of a folder; partial files would be a second one.
    pub fn only_file(folder: &Path) -> PathBuf {
        let files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(files.len(), 1, "one file and nothing beside it: {files:?}");
        files[0].clone()
    }

    /// Takes a picture of the window, for people to look at.
    pub async fn picture(&self, name: &str) {
        // Two frames: a picture taken at once shows the page as it was before.
        let two_frames = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));";
        let _ = self.window.execute_async(two_frames, vec![]).await;
        tokio::time::sleep(Duration::from_millis(350)).await;
        // A page that the processor draws gives no picture before it has painted once more: an outline that nobody sees.
        let paint = "
            const { style } = document.documentElement;
            let left = 20;
            const painting = setInterval(() => {
                left -= 1;
                style.outline = left % 2 === 0 ? '' : '1px solid transparent';
                if (left === 0) clearInterval(painting);
            }, 50);
        ";
        let _ = self.window.execute(paint, vec![]).await;
        if let Ok(png) = self.window.screenshot().await {
            let folder = root().join("target/screenshots");
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
        }
    }

    /// Closes the window and what drove it.
    pub async fn close(self) {
        let _ = self.window.clone().close().await;
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // The app may outlive its session: the whole group goes.
        let group = format!("-{}", self.driver.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.driver.wait();
    }
}

struct Collected(Vec<u8>);

impl poster_host::fetch::Sink for Collected {
    fn start(&mut self, _expected: Option<u64>) -> std::io::Result<()> {
        self.0.clear();
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }
}

/// Starts WebKit's driver in a process group of its own, with a home of its own for the app.
fn web_driver(home: &Path, pick: Option<&Path>, variables: &[(&str, &str)]) -> (Child, u16) {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let log = std::fs::File::create(home.join("driver.log")).unwrap();
    // A program makes the group: std can do it on Unix only, and these tests are compiled on every system.
    let mut command = Command::new("setsid");
    command.arg("WebKitWebDriver");
    if let Some(pick) = pick {
        command.env("POSTER_COMPANION_PICK", pick);
    }
    let driver = command
        .arg(format!("--port={port}"))
        .env("POSTER_COMPANION_CARD", "emulated")
        .envs(variables.iter().copied())
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env_remove("POSTER_SOURCE")
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .spawn()
        .unwrap_or_else(|error| panic!("setsid does not start ({error}): apt-get install util-linux"));
    (driver, port)
}

async fn connect(port: u16) -> Client {
    let binary = std::env::var_os("POSTER_COMPANION").map_or_else(|| target().join("poster-companion"), PathBuf::from);
    assert!(binary.is_file(), "{} is not built: cargo xtask test --only e2e", binary.display());
    let options: Value = json!({ "binary": binary, "args": [] });
    let mut capabilities = fantoccini::wd::Capabilities::new();
    capabilities.insert("webkitgtk:browserOptions".into(), options);
    let until = Instant::now() + PATIENCE;
    loop {
        let connected = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await;
        match connected {
            Ok(window) => return window,
            Err(error) => assert!(
                Instant::now() < until,
                "the window does not open ({error}); is WebKitWebDriver there? apt-get install webkit2gtk-driver"
            ),
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// The folder of this build's programs: beside this test's own.
fn target() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.parent().and_then(Path::parent).unwrap().to_owned()
}

/// Types a folder into the native dialog and confirms it. `false` if none came up, or it did not take the folder.
pub fn press_in_dialog(folder: &Path) -> bool {
    let xdotool = |arguments: &[&str]| {
        Command::new("xdotool")
            .args(arguments)
            .output()
            .ok()
            .filter(|output| output.status.success())
    };
    // GTK names the dialog's window class after the program; only its title differs from the main window's.
    let find = || {
        let windows = xdotool(&[
            "search",
            "--onlyvisible",
            "--name",
            "^(Select a Folder|选择文件夹|Select Folder|Open Folder|选择一个文件夹)$",
        ]);
        let text = windows.and_then(|output| String::from_utf8(output.stdout).ok())?;
        text.lines().next().map(ToOwned::to_owned)
    };
    let until = Instant::now() + PATIENCE;
    let found = loop {
        let window = find();
        if window.is_some() || Instant::now() > until {
            break window;
        }
        std::thread::sleep(Duration::from_millis(200));
    };
    let Some(window) = found else { return false };
    let path = folder.to_string_lossy();
    std::thread::sleep(Duration::from_millis(700));
    // A slash opens the dialog's own line for a path. What is typed before the line is there is lost, so it is given time;
    // where the dialog does not take the path, it is typed again. A Return only while the dialog is there: another one
    // would press a button of the page.
    for _ in 0..3 {
        let typed =
            xdotool(&["windowfocus", "--sync", &window]).is_some() && xdotool(&["key", "ctrl+a"]).is_some() && xdotool(&["type", "/"]).is_some() && {
                std::thread::sleep(Duration::from_millis(500));
                xdotool(&["type", "--delay", "25", path.trim_start_matches('/')]).is_some()
            };
        if !typed {
            return false;
        }
        std::thread::sleep(Duration::from_millis(500));
        if find().is_some() && xdotool(&["key", "Return"]).is_none() {
            return false;
        }
        for _ in 0..15 {
            if find().is_none() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }
    false
}
