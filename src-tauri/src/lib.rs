//! The window of Poster Companion: a thin shell around `poster-host`.
//!
//! Where to start: [`commands`] is all that the window can ask, [`app`] is what stands behind it,
//! [`pictures`] answers its images.

mod announce;
mod app;
mod blocking;
mod clipboard;
mod commands;
mod compare;
mod dialogs;
mod doors;
mod drag;
#[cfg(gtk)]
mod drawing;
mod handover;
mod look;
mod marks;
mod pictures;
mod update;

use std::process::ExitCode;

use tauri::{Emitter as _, Manager as _, WebviewUrl, WebviewWindowBuilder, WindowEvent};

use crate::app::{App, Kept};

/// Opens the window and stays until it is closed.
pub fn run() -> ExitCode {
    if !poster_host::platform::has_display() {
        complain("there is no display here: start the app in a desktop session, or use the command `poster`");
        return ExitCode::from(2);
    }
    poster_host::platform::give_memory_back();
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _args, _folder| {
            if let Some(window) = app.get_webview_window("main") {
                // A window that cannot be raised is still there.
                let _ = window.unminimize().and_then(|()| window.set_focus());
            }
        }))
        .plugin(tauri_plugin_updater::Builder::new().build())
        .manage(update::Updates::default())
        .register_asynchronous_uri_scheme_protocol("poster", pictures::answer)
        .invoke_handler(tauri::generate_handler![
            commands::hello,
            commands::list,
            commands::view,
            commands::send,
            commands::change_folder,
            commands::history,
            commands::reveal,
            commands::copy_image,
            commands::copy_report,
            commands::set_locale,
            commands::set_theme,
            commands::set_source,
            commands::use_demo,
            commands::settings_closed,
            commands::compare::compare_setup,
            commands::compare::rehearsal_open,
            commands::compare::rehearsal_play,
            commands::compare::rehearsal_press,
            commands::compare::rehearsal_close,
            commands::compare::compare_diff,
            commands::compare::compare_matrix,
            commands::compare::trace_import,
            commands::compare::trace_open,
            commands::compare::trace_save,
            commands::compare::pair_export,
            commands::compare::report_export,
            commands::compare::explain,
            commands::compare::domain_check,
            commands::compare::domain_cancel,
            commands::compare::rehearse_next_save,
            commands::check_update,
            commands::set_automatic_updates,
            commands::install_update,
            commands::restart,
            commands::batch::select_all,
            commands::batch::batch_start,
            commands::batch::batch,
            commands::batch::batch_pause,
            commands::batch::batch_resume,
            commands::batch::batch_cancel,
            commands::batch::batch_retry_failed,
            commands::batch::batch_send,
            commands::batch::batch_close,
            commands::batch::batch_errors,
            commands::batch::batch_reveal,
            commands::batch::batch_options,
            commands::batch::set_batch_options,
            commands::batch::name_preview,
            commands::batch::select_stop,
            commands::try_picture,
            commands::copy_files,
            commands::prepare_files,
            commands::drag_ready,
            commands::drag_begin,
            commands::set_layout,
            commands::forget_token,
            commands::answer_closing,
        ])
        .setup(|app| {
            let kept = Kept::read();
            let theme = kept.theme();
            // The app opens while the window is made. What its page asks is answered after this.
            let handle = app.handle().clone();
            let opening = std::thread::spawn(move || App::open(&handle, kept));
            let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("海报助手 Poster Companion")
                .theme(look::shade(theme))
                .inner_size(1280.0, 860.0)
                .min_inner_size(900.0, 600.0)
                // The window shows this app and nothing else.
                .on_navigation(|url| {
                    matches!(url.scheme(), "tauri")
                        || url
                            .host_str()
                            .is_some_and(|host| host == "tauri.localhost" || (cfg!(debug_assertions) && host == "127.0.0.1"))
                })
                .build()?;
            look::dress(&window, theme);
            #[cfg(gtk)]
            drawing::choose(&window);
            let opened = opening.join().map_err(|_panic| "the app did not open")?;
            app.manage(opened?);
            app.manage(compare::Room::default());
            app.manage(drag::Held::default());
            app.state::<App>().resume_unfinished();
            Ok(())
        })
        .on_window_event(|window, event| {
            let Some(app) = window.try_state::<App>() else { return };
            match event {
                WindowEvent::Focused(true) => {
                    app.driver().came_back();
                    app.batches().came_back();
                }
                WindowEvent::Focused(false) => {
                    app.driver().left_window();
                    app.batches().left_window();
                }
                WindowEvent::CloseRequested { api, .. } if app.asks_before_closing() => {
                    api.prevent_close();
                    // A page that cannot ask is closed by the next press.
                    let _ = window.emit("closing", ());
                }
                WindowEvent::ThemeChanged(shade) => {
                    // Only the system's theme changes by itself; a chosen one stays.
                    let _ = window.set_background_color(Some(look::ground(*shade)));
                }
                WindowEvent::DragDrop(event) => compare::dragged(window, event),
                WindowEvent::Destroyed => app.close(),
                _ => {}
            }
        })
        .run(tauri::generate_context!());
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("the window does not open: {error}"));
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "there is no window yet to say it in")]
fn complain(text: &str) {
    eprintln!("poster-companion: {text}");
}
