//! Who draws the page: the graphics card, or the processor.

use poster_host::platform;
use tauri::WebviewWindow;
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt as _, WebViewExt as _};

/// Has the processor draw the page where there is no graphics card: WebKitGTK would have one emulated, which takes as much
/// memory as the page itself and draws no faster.
pub(crate) fn choose(window: &WebviewWindow) {
    if platform::has_graphics_card() || as_with_a_card() {
        return;
    }
    // A page that is drawn by an emulated card is drawn all the same.
    let _ = window.with_webview(|view| {
        if let Some(settings) = view.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
}

/// Machines that test have no card; what most users see is tested there with the emulated one.
fn as_with_a_card() -> bool {
    let named = || std::env::var_os("POSTER_COMPANION_CARD").is_some_and(|card| !card.is_empty());
    cfg!(any(debug_assertions, feature = "e2e")) && named()
}
