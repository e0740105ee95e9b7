//! `poster save`, as a person and as a script call it.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use poster_demo::{Demo, Fault, FaultKind, Options, Plan};
use serde_json::Value;

/// A demo to save from, and a home of its own for what the command keeps.
struct Shop {
    demo: Demo,
    home: tempfile::TempDir,
}

impl Shop {
    async fn open(posters: usize) -> Self {
        let demo = Demo::start(Options {
            cache: std::env::temp_dir().join("poster-companion-demo"),
            draw_ahead: false,
            catalogue: Some(posters),
            ..Options::default()
        })
        .await
        .unwrap();
        Self {
            demo,
            home: tempfile::tempdir().unwrap(),
        }
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("posters")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_poster"));
        command
            .arg("save")
            .args(arguments)
            .args(["--source", &self.demo.url()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        for (name, folder) in [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache")] {
            command.env(name, self.home.path().join(folder));
        }
        command
    }

    async fn save(&self, arguments: &[&str]) -> Output {
        let mut command = self.command(arguments);
        tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
    }

    /// The same into the usual folder.
    async fn save_here(&self, arguments: &[&str]) -> Output {
        let folder = self.folder();
        self.save(&[arguments, &["--to", folder.to_str().unwrap()]].concat()).await
    }

    fn address(&self, id: &str) -> String {
        format!("{}/v1/images/{id}.jpg", self.demo.url())
    }
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn lines(output: &Output) -> Vec<String> {
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

fn json(output: &Output) -> Vec<Value> {
    lines(output).iter().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn says(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_follow_the_same_wishes_as_posters() {
    let shop = Shop::open(32).await;
    let addresses = ["mid-autumn-moon", "spring-tea"].map(|id| shop.address(id));
    let addresses = [addresses[0].as_str(), addresses[1].as_str()];
    let wishes = ["--template", "{index} {title}", "--convert", "png", "--sidecar", "--json"];
    let output = shop.save_here(&[&addresses[..], &wishes].concat()).await;
    assert_eq!(output.status.code(), Some(0), "{}", says(&output));
    let told = json(&output);
    assert!(
        told.iter()
            .all(|line| line["outcome"] == "saved" && line["sha256"].as_str().is_some_and(|digest| digest.len() == 64))
    );
    assert_eq!(
        told.iter().map(|line| line["id"].as_str().unwrap()).collect::<BTreeSet<_>>(),
        addresses.into_iter().collect()
    );
    let wanted = [
        "1 mid-autumn-moon.png",
        "1 mid-autumn-moon.png.json",
        "2 spring-tea.png",
        "2 spring-tea.png.json",
    ];
    assert_eq!(names(&shop.folder()), wanted.map(str::to_owned).into_iter().collect());
    // Known by its address; anywhere, and here.
    let again = shop.save_here(&[&addresses[..], &["--skip-known"]].concat()).await;
    assert!(lines(&again).iter().all(|line| line.ends_with("(was there)")), "{:?}", lines(&again));
    let elsewhere = shop.home.path().join("elsewhere");
    let to = ["--to", elsewhere.to_str().unwrap()];
    let skipped = shop.save(&[&addresses[..], &to, &["--skip-known=anywhere"]].concat()).await;
    assert_eq!((lines(&skipped).len(), names(&elsewhere).len()), (2, 0));
    shop.save(&[&addresses[..], &to, &["--skip-known=here"]].concat()).await;
    assert_eq!(names(&elsewhere).len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_taken_is_said_to_be() {
    let shop = Shop::open(32).await;
    fs::create_dir(shop.folder()).unwrap();
    fs::write(shop.folder().join("mine.jpg"), "mine").unwrap();
    let wishes = ["sakura", "--template", "mine", "--conflict", "skip"];
    let output = shop.save_here(&wishes).await;
    assert!(
        lines(&output)[0].contains("(not saved: another file has this name)"),
        "{:?}",
        lines(&output)
    );
    let output = shop.save_here(&[&wishes[..], &["--json"]].concat()).await;
    assert_eq!(json(&output)[0]["outcome"], "name_taken");
    assert_eq!(fs::read(shop.folder().join("mine.jpg")).unwrap(), b"mine");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_cannot_be_had_leaves_no_folder_behind() {
    let shop = Shop::open(4).await;
    shop.demo.plan(Plan::path("/v1/posters", FaultKind::Status(404)));
    let output = shop.save_here(&["--all"]).await;
    assert!(!output.status.success() && !says(&output).is_empty(), "{output:?}");
    assert!(!shop.folder().exists());
    shop.demo.behave();
    assert!(shop.save_here(&["--all"]).await.status.success());
    assert_eq!(names(&shop.folder()).len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn interrupted_it_says_how_to_go_on_and_does() {
    let shop = Shop::open(60).await;
    shop.demo.plan(Plan::path(
        "/v1/images/",
        Fault {
            rate: Some(400_000),
            ..FaultKind::Slow.into()
        },
    ));
    let folder = shop.folder();
    let mut child = shop.command(&["--all", "--to", folder.to_str().unwrap()]).spawn().unwrap();
    let begin = Instant::now();
    while !folder.exists() || !names(&folder).iter().any(|name| !name.starts_with('.')) {
        assert!(begin.elapsed() < Duration::from_secs(120), "nothing was saved");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let pressed = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    if !pressed.is_ok_and(|status| status.success()) {
        println!("SKIPPED: no Ctrl+C can be sent here");
        child.kill().unwrap();
        child.wait().unwrap();
        return;
    }
    let output = tokio::task::spawn_blocking(move || child.wait_with_output().unwrap()).await.unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(says(&output).contains("poster save --resume"), "{}", says(&output));
    let before = names(&folder).iter().filter(|name| !name.starts_with('.')).count();
    assert!((1..60).contains(&before), "{before}");
    assert_eq!(lines(&output).len(), before, "each that was saved is told of");
    shop.demo.behave();
    let output = shop.save(&["--resume", "--json"]).await;
    assert_eq!(output.status.code(), Some(0), "{}", says(&output));
    assert_eq!(json(&output).len() + before, 60, "only those that were missing");
    let names = names(&folder);
    assert!(
        names.len() == 60 && names.iter().all(|name| !name.starts_with('.')),
        "nothing half stays: {names:?}"
    );
    let output = shop.save(&["--resume"]).await;
    assert!(output.status.success() && says(&output).contains("nothing to go on with"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_holds_every_poster_is_said_once_and_put_right_by_going_on() {
    let shop = Shop::open(20).await;
    shop.demo.plan(Plan::path("/v1/images/", FaultKind::Status(401)));
    let output = shop.save_here(&["--all"]).await;
    assert_eq!((output.status.code(), lines(&output).len()), (Some(1), 0));
    let said = says(&output);
    assert!(
        said.contains("20 posters are not saved") && said.contains("poster save --resume"),
        "{said}"
    );
    assert_eq!(said.lines().count(), 2, "{said}");
    shop.demo.behave();
    let output = shop.save(&["--resume"]).await;
    assert_eq!((output.status.code(), lines(&output).len()), (Some(0), 20), "{}", says(&output));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_run_left_half_is_swept_by_the_next() {
    let shop = Shop::open(32).await;
    fs::create_dir(shop.folder()).unwrap();
    fs::write(shop.folder().join(".poster-1-0000abcd.part"), "half").unwrap();
    assert!(shop.save_here(&["sakura"]).await.status.success());
    assert_eq!(names(&shop.folder()).len(), 1);
    // Neither a cache nor a ledger that cannot be made ends the command.
    fs::remove_dir_all(shop.home.path().join("cache")).unwrap();
    fs::remove_dir_all(shop.home.path().join("data")).unwrap();
    fs::write(shop.home.path().join("cache"), "in the way").unwrap();
    fs::write(shop.home.path().join("data"), "in the way").unwrap();
    let output = shop.save_here(&["sakura"]).await;
    assert!(output.status.success(), "{}", says(&output));
    assert!(
        says(&output).contains("the record of saved posters cannot be written"),
        "{}",
        says(&output)
    );
    assert_eq!(names(&shop.folder()).len(), 2);
}
