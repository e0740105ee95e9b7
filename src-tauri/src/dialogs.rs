//! The system's own dialogs for files and folders, over the window.

use std::path::PathBuf;

use poster_core::Failure;
use poster_core::signal::Stage;
use poster_host::{disk, platform};
use tauri::{AppHandle, Manager as _};

/// What a file is chosen for.
pub(crate) enum File {
    /// To be read.
    Open,
    /// To be written, under this name unless the user types another.
    Save(String),
}

/// Lets the user choose a folder; `None` when the dialog is closed.
pub(crate) async fn pick_folder(handle: &AppHandle) -> Option<PathBuf> {
    pick(handle, rfd::AsyncFileDialog::pick_folder).await
}

/// Lets the user choose a file; `None` when the dialog is closed.
pub(crate) async fn pick_file(handle: &AppHandle, file: File) -> Option<PathBuf> {
    match file {
        File::Open => pick(handle, rfd::AsyncFileDialog::pick_file).await,
        File::Save(name) => pick(handle, move |dialog| dialog.set_file_name(name).save_file()).await,
    }
}

/// Lets the user choose where a small file goes, and writes it, whole or not at all. Returns the file's name; `None`
/// when the dialog is closed.
pub(crate) async fn save_file(handle: &AppHandle, name: &str, bytes: &[u8]) -> poster_host::Result<Option<String>> {
    let Some(file) = pick_file(handle, File::Save(name.to_owned())).await else {
        return Ok(None);
    };
    disk::replace(&file, bytes).map_err(|error| Failure::desktop(platform::observe(&error, &file, Stage::Write)))?;
    Ok(file.file_name().map(|name| name.to_string_lossy().into_owned()))
}

async fn pick<F>(handle: &AppHandle, show: impl FnOnce(rfd::AsyncFileDialog) -> F + Send + 'static) -> Option<PathBuf>
where
    F: Future<Output = Option<rfd::FileHandle>> + Send + 'static,
{
    if let Some(answer) = answered_by_a_test() {
        return answer;
    }
    let (answer, picked) = tokio::sync::oneshot::channel();
    let window = handle.get_webview_window("main");
    let shown = handle.run_on_main_thread(move || {
        let mut dialog = rfd::AsyncFileDialog::new();
        if let Some(window) = &window {
            dialog = dialog.set_parent(window);
        }
        // macOS requires the dialog to be made on the main thread; waiting for it happens elsewhere.
        let picking = show(dialog);
        tauri::async_runtime::spawn(async move {
            // Nobody waits any more when the window has been closed.
            let _ = answer.send(picking.await.map(|picked| picked.path().to_owned()));
        });
    });
    shown.ok()?;
    picked.await.ok().flatten()
}

/// A test cannot press the buttons of a native dialog: it names the folder instead. An empty name closes the dialog.
#[cfg(any(debug_assertions, feature = "e2e"))]
#[expect(clippy::option_option, reason = "no test, a test that closes the dialog, a test that picks")]
fn answered_by_a_test() -> Option<Option<PathBuf>> {
    let file = std::env::var_os("POSTER_COMPANION_PICK")?;
    let named = disk::read_text(std::path::Path::new(&file)).ok()?;
    Some(Some(named.trim()).filter(|name| !name.is_empty()).map(PathBuf::from))
}

#[cfg(not(any(debug_assertions, feature = "e2e")))]
#[expect(clippy::option_option, reason = "the same signature as in a debug build")]
fn answered_by_a_test() -> Option<Option<PathBuf>> {
    None
}
