//! Work that blocks (disk, ledger, keychain), kept off the threads that serve the window.

use poster_core::{DesktopSignal, Failure};
use poster_host::platform;

/// Runs `work` on a thread that may block. A panic there is a defect, and is reported as one.
pub(crate) async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> poster_host::Result<T> {
    tauri::async_runtime::spawn_blocking(work).await.map_err(|broken| {
        Failure::desktop(DesktopSignal {
            os: Some(platform::os()),
            detail: Some(format!("a worker ended: {broken}")),
            ..DesktopSignal::default()
        })
    })
}
