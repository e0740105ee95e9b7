//! Tells Tauri which commands exist, so that each must be granted by name, and keeps a fresh clone compiling.

use std::path::Path;

const COMMANDS: &[&str] = &[
    "hello",
    "list",
    "view",
    "send",
    "change_folder",
    "history",
    "reveal",
    "copy_image",
    "copy_report",
    "set_locale",
    "set_theme",
    "set_source",
    "use_demo",
    "settings_closed",
    "compare_setup",
    "rehearsal_open",
    "rehearsal_play",
    "rehearsal_press",
    "rehearsal_close",
    "compare_diff",
    "compare_matrix",
    "trace_import",
    "trace_open",
    "trace_save",
    "pair_export",
    "report_export",
    "explain",
    "domain_check",
    "domain_cancel",
    "rehearse_next_save",
    "check_update",
    "set_automatic_updates",
    "install_update",
    "restart",
    "select_all",
    "batch_start",
    "batch",
    "batch_pause",
    "batch_resume",
    "batch_cancel",
    "batch_retry_failed",
    "batch_send",
    "batch_close",
    "batch_errors",
    "batch_reveal",
    "batch_options",
    "set_batch_options",
    "name_preview",
    "select_stop",
    "try_picture",
    "copy_files",
    "prepare_files",
    "drag_ready",
    "drag_begin",
    "set_layout",
    "forget_token",
    "answer_closing",
];

fn main() {
    // Where the window is GTK's, Tauri gives it out; `drag` needs it.
    println!("cargo::rustc-check-cfg=cfg(gtk)");
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux") {
        println!("cargo::rustc-cfg=gtk");
    }
    // Tauri wants the window's files at compile time; `cargo check` on a fresh clone has none yet.
    let page = Path::new("../ui/dist/index.html");
    if !page.exists() {
        let made = std::fs::create_dir_all("../ui/dist").and_then(|()| std::fs::write(page, "<!doctype html><title>cargo xtask ui</title>"));
        assert!(made.is_ok(), "ui/dist cannot be written: {made:?}");
    }
    let commands = tauri_build::AppManifest::new().commands(COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    if let Err(error) = tauri_build::try_build(attributes) {
        panic!("tauri.conf.json or a capability is wrong: {error:#}");
    }
}
