//! The real window, driven as a person would: browse, preview, save, be refused, put it right, have the poster.
//!
//! Needs the built app, a display and WebKitWebDriver: `cargo xtask test --only e2e` sees to all three.
#![expect(clippy::unwrap_used, clippy::print_stderr, unreachable_pub, reason = "a test")]

mod batch;
mod chromium;
mod compare;
mod desk;
mod update;

use std::path::{Path, PathBuf};
use std::process::Command;

use desk::Desk;
use poster_core::contract::contract;
use poster_core::{Kind, Locale, Surface};
use poster_demo::{FaultKind, Plan};

/// What the app calls a folder right under the home folder.
fn label(folder: &Path) -> &str {
    folder.file_name().and_then(std::ffi::OsStr::to_str).unwrap()
}

/// The table's sentence, with the folder's label filled in.
fn sentence(kind: Kind, folder: &Path) -> String {
    let body = contract().row(kind).copy.get(Locale::ZhCn).body(Surface::Desktop).unwrap();
    body.replace("{folder}", &format!("“{}”", label(folder)))
}

/// A folder into which not even root may write, until it is dropped.
struct Locked(PathBuf);

impl Locked {
    fn new(folder: &Path) -> Self {
        let done = Command::new("chattr").arg("+i").arg(folder).status();
        if !done.is_ok_and(|status| status.success()) {
            chmod("555", folder);
        }
        let probe = std::fs::write(folder.join("probe"), "");
        assert!(
            probe.is_err(),
            "this user may write everywhere: run as another user, or where chattr works"
        );
        Self(folder.to_owned())
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        let _ = Command::new("chattr").arg("-i").arg(&self.0).status();
        chmod("755", &self.0);
    }
}

/// The program and not std's function, which exists on Unix only: these tests are compiled on every system and run on Linux.
fn chmod(mode: &str, folder: &Path) {
    let _ = Command::new("chmod").arg(mode).arg(folder).status();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poster_is_browsed_previewed_and_saved_byte_for_byte() {
    let desk = Desk::open(None).await;
    desk.picture("gallery").await;
    // What index.html shows until the script has run is in its place.
    let moved = "
        const first = document.body.appendChild(document.createElement('i'));
        first.className = 'at-once';
        const [from, to] = [first, document.querySelector('header .brand')].map((one) => one.getBoundingClientRect());
        first.remove();
        return [to.x - from.x, to.y - from.y];
    ";
    assert_eq!(desk.window.execute(moved, vec![]).await.unwrap(), serde_json::json!([0, 0]));
    let id = desk.save_first().await;
    let said = desk.guidance("saved").await;
    assert_eq!(said, format!("您的推广海报已存入“{}”，赶快分享给好友吧", label(&desk.folder)));
    desk.picture("saved").await;
    let file = Desk::only_file(&desk.folder);
    assert!(
        std::fs::read(&file).unwrap() == desk.bytes_of(&id).await,
        "{} differs from what the API sent",
        file.display()
    );
    desk.click("[data-testid=offer-dismiss]").await;
    desk.picture("viewer").await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_refuses_is_repaired_and_the_same_poster_saved() {
    let desk = Desk::open(None).await;
    let locked = Locked::new(&desk.folder);
    let id = desk.save_first().await;
    assert_eq!(desk.guidance("misplaced").await, sentence(Kind::FolderReadOnly, &desk.folder));
    desk.click("[data-testid=details] summary").await;
    let details = desk.find("[data-testid=details]").await.prop("textContent").await.unwrap().unwrap();
    assert!(
        details.contains("\"code\"") && details.contains("PermissionDenied"),
        "the raw signal is kept: {details}"
    );
    desk.picture("refused").await;
    drop(locked);
    desk.click("[data-testid=offer-retry]").await;
    desk.guidance("saved").await;
    assert!(std::fs::read(Desk::only_file(&desk.folder)).unwrap() == desk.bytes_of(&id).await);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_folder_is_chosen_instead() {
    let desk = Desk::open(None).await;
    let other = desk.home().join("另一个文件夹");
    std::fs::create_dir(&other).unwrap();
    let locked = Locked::new(&desk.folder);
    desk.save_first().await;
    desk.guidance("misplaced").await;
    desk.pick(&other);
    desk.click("[data-testid=offer-choose_folder]").await;
    assert!(desk.guidance("saved").await.contains("另一个文件夹"));
    Desk::only_file(&other);
    drop(locked);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_gone_comes_back() {
    let desk = Desk::open(None).await;
    std::fs::remove_dir(&desk.folder).unwrap();
    desk.save_first().await;
    assert_eq!(desk.guidance("misplaced").await, sentence(Kind::FolderGone, &desk.folder));
    std::fs::create_dir(&desk.folder).unwrap();
    desk.click("[data-testid=offer-retry]").await;
    desk.guidance("saved").await;
    Desk::only_file(&desk.folder);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_with_its_numbers() {
    let volume = tempfile::tempdir().unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
        .arg(volume.path())
        .status();
    if !mounted.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED a_full_disk_is_told_with_its_numbers: only root may mount a small disk");
        return;
    }
    let desk = Desk::open(Some(volume.path())).await;
    desk.save_first().await;
    let said = desk.guidance("misplaced").await;
    assert!(said.contains("磁盘空间不足") && said.contains("需要") && said.contains(" KB"), "{said}");
    desk.picture("disk-full").await;
    let grown = Command::new("mount")
        .args(["-o", "remount,size=64m"])
        .arg(volume.path())
        .status()
        .unwrap();
    assert!(grown.success());
    desk.click("[data-testid=offer-retry]").await;
    desk.guidance("saved").await;
    desk.close().await;
    let _ = Command::new("umount").arg("-l").arg(volume.path()).status();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_in_trouble_is_told_and_tried_again() {
    let desk = Desk::open(None).await;
    let card = desk.find("[data-testid=card]").await;
    let id = card.attr("data-id").await.unwrap().unwrap();
    desk.demo.plan(Plan::picture(&id, FaultKind::Html));
    desk.click("[data-testid=card] .open").await;
    desk.find("[data-testid=viewer]").await;
    desk.click("[data-testid=save-shown]").await;
    assert_eq!(desk.guidance("stopped").await, sentence(Kind::FileTypeUnsupported, &desk.folder));
    desk.picture("not-a-picture").await;
    desk.demo.behave();
    desk.click("[data-testid=offer-dismiss]").await;
    desk.click("[data-testid=save-shown]").await;
    desk.guidance("saved").await;
    assert!(std::fs::read(Desk::only_file(&desk.folder)).unwrap() == desk.bytes_of(&id).await);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_breaks_is_told_and_the_same_poster_saved() {
    let desk = Desk::open(None).await;
    let card = desk.find("[data-testid=card]").await;
    let id = card.attr("data-id").await.unwrap().unwrap();
    desk.demo.plan(Plan::picture(&id, FaultKind::ResetFirst));
    desk.click("[data-testid=card] [data-testid=save]").await;
    assert_eq!(desk.guidance("failed").await, sentence(Kind::ServerUnreachable, &desk.folder));
    desk.picture("no-network").await;
    desk.demo.behave();
    desk.click("[data-testid=offer-retry]").await;
    desk.guidance("saved").await;
    assert!(std::fs::read(Desk::only_file(&desk.folder)).unwrap() == desk.bytes_of(&id).await);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_sign_in_leads_to_the_source_sheet_and_back_to_the_poster() {
    let desk = Desk::open(None).await;
    let card = desk.find("[data-testid=card]").await;
    let id = card.attr("data-id").await.unwrap().unwrap();
    desk.demo.plan(Plan::picture(&id, FaultKind::Status(401)));
    desk.click("[data-testid=card] .open").await;
    desk.find("[data-testid=viewer]").await;
    desk.click("[data-testid=save-shown]").await;
    desk.guidance("blocked").await;
    desk.picture("signed-out").await;
    desk.click("[data-testid=offer-open_settings]").await;
    desk.find("[data-testid=source]").await;
    desk.picture("source-sheet").await;
    desk.demo.behave();
    desk.click("[data-testid=source-close]").await;
    assert_eq!(desk.guidance("granted").await, "权限已开启，点“保存”继续保存这张海报");
    desk.picture("granted").await;
    desk.click("[data-testid=offer-save]").await;
    desk.guidance("saved").await;
    Desk::only_file(&desk.folder);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_is_english_and_dark_at_once() {
    let desk = Desk::open_drawn_by_the_processor().await;
    desk.more("locale-en").await;
    desk.window.wait().for_element(fantoccini::Locator::Css("html[lang=en]")).await.unwrap();
    desk.picture("gallery-en").await;
    desk.more("theme-dark").await;
    desk.find("html[data-theme=dark]").await;
    desk.picture("gallery-en-dark").await;
    let locked = Locked::new(&desk.folder);
    desk.save_first().await;
    assert!(desk.guidance("misplaced").await.contains("is not writable"));
    desk.picture("refused-en-dark").await;
    drop(locked);
    desk.click("[data-testid=guidance] [data-testid=offer-dismiss]").await;
    desk.find("[data-testid=viewer]").await;
    desk.picture("viewer-en-dark").await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_systems_own_folder_dialog_opens_and_answers() {
    let desk = Desk::open_with_the_real_dialog().await;
    let other = desk.home().join("real-dialog");
    std::fs::create_dir(&other).unwrap();
    desk.click("[data-testid=folder]").await;
    let dialog = desk::press_in_dialog(&other);
    assert!(dialog, "no folder dialog came up, or xdotool is missing");
    let shown = format!("//*[@data-testid='folder'][contains(., '{}')]", label(&other));
    desk.window.wait().for_element(fantoccini::Locator::XPath(&shown)).await.unwrap();
    desk.close().await;
}
