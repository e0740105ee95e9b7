//! What Tauri generates for the window.

fn main() {
    tauri_build::build();
}
