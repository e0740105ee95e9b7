//! The app's own update: looked for, shown, and put in place only when the user says so.
//!
//! Where nobody built an address and a key in, or where the system's package tool looks after the app, there is none.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use poster_core::Locale;
use poster_core::update::{Update, UpdateFailure, UpdateStage, UpdateTrouble};
use semver::Version;
use serde::Serialize;
use tauri::utils::config::BundleType;
use tauri::utils::platform::bundle_type;
use tauri::{AppHandle, Emitter as _, Manager as _, Url};
use tauri_plugin_updater::{Error, UpdaterExt as _};

use crate::app::App;

/// Where releases are announced, and whose signature they carry (the content of Tauri's `.pub` file): set at build time.
const ENDPOINT: Option<&str> = option_env!("POSTER_UPDATE_ENDPOINT");
const KEY: Option<&str> = option_env!("POSTER_UPDATE_KEY");

/// No app of ours is larger, in bytes. The updater keeps the file in memory.
const LARGEST: u64 = 512 * 1024 * 1024;
const CONNECT: Duration = Duration::from_secs(10);
const SILENCE: Duration = Duration::from_secs(30);
/// Of the description of a release, which is short.
const ANSWER: Duration = Duration::from_secs(20);

/// The newer version that was found, until it is installed.
#[derive(Default)]
pub(crate) struct Updates {
    found: Mutex<Option<tauri_plugin_updater::Update>>,
}

/// Where updates come from and, in a test, what is replaced.
struct Channel {
    endpoint: Url,
    key: String,
    test: Option<Test>,
}

/// What a test has of its own, besides a server on this machine that speaks plain HTTP.
struct Test {
    replaced: PathBuf,
    /// The version that the app is taken for.
    current: Option<Version>,
}

/// Bytes of the update so far.
#[derive(Clone, Serialize)]
struct Fetched {
    received: u64,
    total: Option<u64>,
}

/// Asks whether there is a newer version, if the user did or lets the app do so by itself.
pub(crate) async fn check(handle: &AppHandle, by_hand: bool) -> Result<Update, UpdateFailure> {
    let Some(channel) = channel() else { return Ok(Update::Off) };
    let wanted = handle.state::<App>().updates();
    if !by_hand && !wanted.automatic {
        return Ok(Update::Unasked);
    }
    let failed = |error| failure(&error, UpdateStage::Check);
    let (plain, mine) = (channel.test.is_some(), channel.test.as_ref().and_then(|test| test.current.clone()));
    let verified = wanted.verified.and_then(|version| version.parse().ok());
    let mut builder = handle
        .updater_builder()
        .pubkey(channel.key)
        .timeout(ANSWER)
        .configure_client(|client| client.connect_timeout(CONNECT).read_timeout(SILENCE))
        .version_comparator(move |current, release| is_newer(&release.version, mine.as_ref().unwrap_or(&current), verified.as_ref()))
        .endpoints(vec![channel.endpoint])
        .map_err(failed)?;
    if let Some(test) = channel.test {
        builder = builder.executable_path(test.replaced);
    }
    let found = builder.build().map_err(failed)?.check().await.map_err(failed)?;
    if found.as_ref().is_some_and(|update| !may_be_fetched(&update.download_url, plain)) {
        return Err(UpdateFailure {
            trouble: UpdateTrouble::Garbage,
            stage: UpdateStage::Check,
        });
    }
    let answer = found.as_ref().map_or(Update::Newest, |update| Update::Found {
        version: update.version.clone(),
        notes: notes(update, handle.state::<App>().driver().locale()),
    });
    *handle.state::<Updates>().found.lock().unwrap_or_else(PoisonError::into_inner) = found;
    Ok(answer)
}

/// Fetches the version that was found, compares its signature, and puts it in this one's place. On Windows the app ends here.
pub(crate) async fn install(handle: &AppHandle) -> Result<(), UpdateFailure> {
    let app = handle.state::<App>();
    idle(&app, UpdateStage::Download)?;
    let found = handle.state::<Updates>().found.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let Some(update) = found else {
        return Err(UpdateFailure {
            trouble: UpdateTrouble::Unavailable,
            stage: UpdateStage::Download,
        });
    };
    let bytes = fetch(handle, &update).await?;
    app.change_updates(|updates| updates.verified = Some(update.version.clone()));
    // A save may have been started while the file was on its way; from here on none can be, until the new version is in place.
    let _alone = app.saves().write().await;
    idle(&app, UpdateStage::Install)?;
    let installed = tauri::async_runtime::spawn_blocking(move || update.install(bytes)).await;
    match installed {
        Ok(done) => done.map_err(|error| failure(&error, UpdateStage::Install)),
        Err(_) => Err(UpdateFailure {
            trouble: UpdateTrouble::NotInstalled,
            stage: UpdateStage::Install,
        }),
    }
}

/// Opens the app again. Who said "later" may be saving by now.
pub(crate) async fn restart(handle: &AppHandle) -> Result<(), UpdateFailure> {
    let app = handle.state::<App>();
    let _alone = app.saves().write().await;
    idle(&app, UpdateStage::Install)?;
    handle.request_restart();
    Ok(())
}

/// Fails while posters are being saved.
fn idle(app: &App, stage: UpdateStage) -> Result<(), UpdateFailure> {
    if app.busy() {
        return Err(UpdateFailure {
            trouble: UpdateTrouble::Busy,
            stage,
        });
    }
    Ok(())
}

/// Whether a release is worth offering: newer than this app, and no older than what was already here with a good signature. The
/// announcement itself is not signed, so what it says never raises that mark.
fn is_newer(offered: &Version, current: &Version, verified: Option<&Version>) -> bool {
    offered > current && verified.is_none_or(|verified| offered >= verified)
}

/// The package is signed; over plain HTTP, everybody on the way would still see who fetches what. Only a test may.
fn may_be_fetched(address: &Url, plain: bool) -> bool {
    address.scheme() == "https" || plain
}

async fn fetch(handle: &AppHandle, update: &tauri_plugin_updater::Update) -> Result<Vec<u8>, UpdateFailure> {
    let received = AtomicU64::new(0);
    let too_large = tokio::sync::Notify::new();
    let on_chunk = |length: usize, total: Option<u64>| {
        let received = received.fetch_add(length as u64, Ordering::Relaxed) + length as u64;
        if received > LARGEST {
            too_large.notify_one();
        }
        // A window that is gone hears nothing, and needs nothing.
        let _ = handle.emit("update_progress", Fetched { received, total });
    };
    tokio::select! {
        // First: an endless file must not win by being always ready.
        biased;
        () = too_large.notified() => Err(UpdateFailure { trouble: UpdateTrouble::Cut, stage: UpdateStage::Download }),
        bytes = update.download(on_chunk, || {}) => bytes.map_err(|error| failure(&error, UpdateStage::Download)),
    }
}

/// The release's notes in this language, or in whatever language there are some.
fn notes(update: &tauri_plugin_updater::Update, locale: Locale) -> String {
    let language = match locale {
        Locale::ZhCn => "zh-CN",
        Locale::En => "en",
    };
    let own = update.raw_json["notes_in"][language].as_str();
    own.or(update.body.as_deref()).unwrap_or_default().trim().to_owned()
}

/// What went wrong, as a word.
fn failure(error: &Error, stage: UpdateStage) -> UpdateFailure {
    let trouble = match error {
        Error::Minisign(_) | Error::Base64(_) | Error::SignatureUtf8(_) | Error::MissingSignedVersion => UpdateTrouble::BadSignature,
        Error::SignedVersionMismatch { .. } => UpdateTrouble::OtherVersion,
        Error::Reqwest(error) if error.is_connect() => UpdateTrouble::Offline,
        Error::Reqwest(error) if stage == UpdateStage::Check && error.is_decode() => UpdateTrouble::Garbage,
        Error::Reqwest(_) if stage == UpdateStage::Download => UpdateTrouble::Cut,
        Error::Reqwest(_) => UpdateTrouble::Offline,
        Error::Serialization(_) | Error::Semver(_) | Error::UrlParse(_) => UpdateTrouble::Garbage,
        _ if stage == UpdateStage::Install => UpdateTrouble::NotInstalled,
        _ => UpdateTrouble::Unavailable,
    };
    UpdateFailure { trouble, stage }
}

/// The built-in address and key, where this app may replace itself.
fn channel() -> Option<Channel> {
    if let Some(channel) = given_by_a_test() {
        return Some(channel);
    }
    let own = replaces_itself(bundle_type().as_ref());
    let endpoint = ENDPOINT.filter(|address| own && !address.is_empty())?.parse().ok()?;
    let key = KEY.filter(|key| !key.is_empty())?.to_owned();
    Some(Channel { endpoint, key, test: None })
}

/// A .deb or .rpm belongs to its package tool; a program of no bundle (portable, snap, Flatpak, a distribution's) to whoever put
/// it there. The bundler writes into the program what it is in; `cargo xtask package check` looks.
fn replaces_itself(bundle: Option<&BundleType>) -> bool {
    match bundle {
        Some(BundleType::AppImage | BundleType::Nsis | BundleType::Msi | BundleType::App | BundleType::Dmg) => true,
        Some(BundleType::Deb | BundleType::Rpm) | None => false,
    }
}

/// A test has a server, a key and a victim of its own.
#[cfg(any(debug_assertions, feature = "e2e"))]
fn given_by_a_test() -> Option<Channel> {
    Some(Channel {
        endpoint: std::env::var("POSTER_COMPANION_UPDATE").ok()?.parse().ok()?,
        key: std::env::var("POSTER_COMPANION_UPDATE_KEY").ok()?,
        test: Some(Test {
            replaced: std::env::var_os("POSTER_COMPANION_UPDATE_REPLACES")?.into(),
            current: std::env::var("POSTER_COMPANION_UPDATE_CURRENT")
                .ok()
                .and_then(|version| version.parse().ok()),
        }),
    })
}

#[cfg(not(any(debug_assertions, feature = "e2e")))]
fn given_by_a_test() -> Option<Channel> {
    None
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test")]

    use super::*;

    fn version(text: &str) -> Version {
        text.parse().unwrap()
    }

    #[test]
    fn only_what_nobody_else_looks_after_replaces_itself() {
        for own in [BundleType::AppImage, BundleType::Nsis, BundleType::Msi, BundleType::App, BundleType::Dmg] {
            assert!(replaces_itself(Some(&own)), "{own:?}");
        }
        for other in [BundleType::Deb, BundleType::Rpm] {
            assert!(!replaces_itself(Some(&other)), "{other:?}");
        }
        assert!(!replaces_itself(None));
    }

    #[test]
    fn a_version_is_offered_if_it_is_newer_and_not_older_than_what_was_verified() {
        let (current, verified) = (version("0.2.0"), version("0.4.0"));
        assert!(is_newer(&version("0.3.0"), &current, None));
        assert!(!is_newer(&version("0.2.0"), &current, None));
        assert!(!is_newer(&version("0.1.9"), &current, None));
        assert!(!is_newer(&version("0.2.0-rc.1"), &current, None));
        // 0.4.0 was fetched and not installed; somebody who holds the server now announces an older one with a known hole.
        assert!(!is_newer(&version("0.3.0"), &current, Some(&verified)));
        assert!(is_newer(&version("0.4.0"), &current, Some(&verified)));
        assert!(is_newer(&version("0.4.1"), &current, Some(&verified)));
    }

    #[test]
    fn packages_come_over_https() {
        let url = |text: &str| Url::parse(text).unwrap();
        assert!(may_be_fetched(&url("https://example.com/app"), false));
        for other in ["http://example.com/app", "ftp://example.com/app", "file:///etc/passwd"] {
            assert!(!may_be_fetched(&url(other), false), "{other}");
        }
        assert!(may_be_fetched(&url("http://127.0.0.1:1/app"), true));
    }

    #[tokio::test]
    async fn no_save_begins_while_the_app_is_replaced_and_the_other_way_round() {
        // The rule that App::saves is made for.
        let saves = tokio::sync::RwLock::new(());
        let alone = saves.write().await;
        assert!(saves.try_read().is_err(), "a button must do nothing now");
        drop(alone);
        let (one, other) = (saves.read().await, saves.try_read());
        assert!(
            other.is_ok() && saves.try_write().is_err(),
            "saves do not wait for each other; an update does"
        );
        drop((one, other));
        assert!(saves.try_write().is_ok());
    }
}
