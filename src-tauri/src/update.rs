//! The app's own update: looked for, shown, and put in place only when the user says so.
//!
//! Where nobody built an address and a key in, or where the system's package tool looks after the app, there is none.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use poster_core::Locale;
use poster_core::update::{Update, UpdateFailure, UpdateStage, UpdateTrouble};
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
    replaced: Option<PathBuf>,
}

/// Bytes of the update so far.
#[derive(Clone, Serialize)]
struct Fetched {
    received: u64,
    total: Option<u64>,
}

/// Asks whether there is a newer version.
pub(crate) async fn check(handle: &AppHandle) -> Result<Update, UpdateFailure> {
    let Some(channel) = channel() else { return Ok(Update::Off) };
    let failed = |error| failure(&error, UpdateStage::Check);
    let mut builder = handle
        .updater_builder()
        .pubkey(channel.key)
        .timeout(ANSWER)
        .configure_client(|client| client.connect_timeout(CONNECT).read_timeout(SILENCE))
        .endpoints(vec![channel.endpoint])
        .map_err(failed)?;
    if let Some(path) = channel.replaced {
        builder = builder.executable_path(path);
    }
    let found = builder.build().map_err(failed)?.check().await.map_err(failed)?;
    let answer = found.as_ref().map_or(Update::Newest, |update| Update::Found {
        version: update.version.clone(),
        notes: notes(update, handle.state::<App>().driver().locale()),
    });
    *handle.state::<Updates>().found.lock().unwrap_or_else(PoisonError::into_inner) = found;
    Ok(answer)
}

/// Fetches the version that was found, compares its signature, and puts it in this one's place. On Windows the app ends here.
pub(crate) async fn install(handle: &AppHandle) -> Result<(), UpdateFailure> {
    let busy = |stage| {
        let trouble = UpdateTrouble::Busy;
        if handle.state::<App>().busy() {
            Err(UpdateFailure { trouble, stage })
        } else {
            Ok(())
        }
    };
    busy(UpdateStage::Download)?;
    let found = handle.state::<Updates>().found.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let Some(update) = found else {
        return Err(UpdateFailure {
            trouble: UpdateTrouble::Unavailable,
            stage: UpdateStage::Download,
        });
    };
    let bytes = fetch(handle, &update).await?;
    // A save may have been started while the file was on its way.
    busy(UpdateStage::Install)?;
    let installed = tauri::async_runtime::spawn_blocking(move || update.install(bytes)).await;
    match installed {
        Ok(done) => done.map_err(|error| failure(&error, UpdateStage::Install)),
        Err(_) => Err(UpdateFailure {
            trouble: UpdateTrouble::NotInstalled,
            stage: UpdateStage::Install,
        }),
    }
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
    // A .deb or .rpm belongs to its package tool; a program of no bundle (portable, snap, Flatpak, a distribution's) to whoever put it there.
    let own = matches!(
        bundle_type()?,
        BundleType::AppImage | BundleType::Nsis | BundleType::Msi | BundleType::App | BundleType::Dmg
    );
    let endpoint = ENDPOINT.filter(|address| own && !address.is_empty())?.parse().ok()?;
    let key = KEY.filter(|key| !key.is_empty())?.to_owned();
    Some(Channel {
        endpoint,
        key,
        replaced: None,
    })
}

/// A test has a server, a key and a victim of its own.
#[cfg(any(debug_assertions, feature = "e2e"))]
fn given_by_a_test() -> Option<Channel> {
    Some(Channel {
        endpoint: std::env::var("POSTER_COMPANION_UPDATE").ok()?.parse().ok()?,
        key: std::env::var("POSTER_COMPANION_UPDATE_KEY").ok()?,
        replaced: Some(std::env::var_os("POSTER_COMPANION_UPDATE_REPLACES")?.into()),
    })
}

#[cfg(not(any(debug_assertions, feature = "e2e")))]
fn given_by_a_test() -> Option<Channel> {
    None
}
