//! The least that Tauri can show: what the app's start and memory are measured beside, with the same dependencies compiled alike.

fn main() {
    let shown = tauri::Builder::default()
        .setup(|app| {
            tauri::WebviewWindowBuilder::new(app, "main", tauri::WebviewUrl::default())
                .inner_size(1280.0, 860.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!("../tests/bench/bare-window/tauri.conf.json"));
    assert!(shown.is_ok(), "the window does not open: {shown:?}");
}
