//! All that the window can ask. Each command is a wrapper; what it does is elsewhere.
#![expect(clippy::needless_pass_by_value, reason = "Tauri hands arguments over by value")]

pub(crate) mod compare;

use poster_core::update::{Update, UpdateFailure};
use poster_core::window::{FolderLabel, Hello, HistoryRow, Layout, Only, Page, Problem, Theme};
use poster_core::{CONTRACT_HASH, Event, Failure, Locale, View};
use poster_host::api::ListQuery;
use tauri::{AppHandle, State};

use crate::app::{App, folder_label};
use crate::{clipboard, doors, drag, marks, update};

/// A command fails with a problem that the window can show, and with nothing else.
pub(crate) type Answer<T> = Result<T, Box<Problem>>;

/// What the window is told of a failure.
pub(crate) fn problem(app: &App) -> impl Fn(Failure) -> Box<Problem> {
    let locale = app.driver().locale();
    move |failure| Box::new(Problem::new(&failure, locale))
}

/// What the window needs to draw its first frame.
#[tauri::command]
pub(crate) fn hello(app: State<'_, App>) -> Hello {
    app.hello()
}

/// A page of posters.
#[tauri::command]
pub(crate) async fn list(handle: AppHandle, app: State<'_, App>, q: String, tag: Option<String>, cursor: Option<String>, only: Only) -> Answer<Page> {
    let query = ListQuery {
        q: Some(q).filter(|words| !words.is_empty()),
        tag,
        cursor,
        ..ListQuery::default()
    };
    marks::page(&handle, &app, &query, only).await.map_err(problem(&app))
}

/// What the flow shows now.
#[tauri::command]
pub(crate) fn view(app: State<'_, App>) -> View {
    app.driver().view()
}

/// A button of the flow.
#[tauri::command]
pub(crate) fn send(app: State<'_, App>, event: Event, poster: Option<String>) -> View {
    // In the order in which buttons are pressed, hence not asynchronous: while an update is put in place, which takes a moment
    // and covers the window, they do nothing.
    match app.saves().try_read() {
        Ok(_beginning) => app.driver().send(event, poster.as_deref()),
        Err(_) => app.driver().view(),
    }
}

/// Lets the user choose where posters go.
#[tauri::command]
pub(crate) async fn change_folder(handle: AppHandle, app: State<'_, App>) -> Answer<Option<FolderLabel>> {
    let picked = doors::pick_folder(&handle).await;
    Ok(picked.map(|folder| {
        app.set_folder(&folder);
        folder_label(&folder)
    }))
}

/// What this run has done.
#[tauri::command]
pub(crate) fn history(app: State<'_, App>) -> Vec<HistoryRow> {
    app.driver().history()
}

/// Shows a saved file in the file manager.
#[tauri::command]
pub(crate) async fn reveal(app: State<'_, App>, row: u32) -> Answer<()> {
    app.driver().reveal(row).await.map_err(problem(&app))
}

/// Copies a poster's picture.
#[tauri::command]
pub(crate) async fn copy_image(app: State<'_, App>, poster: String) -> Answer<()> {
    let pixels = app.driver().library().pixels(&poster).await;
    pixels.and_then(clipboard::copy_picture).map_err(problem(&app))
}

/// Copies a poster as a file, under its proper name.
#[tauri::command]
pub(crate) async fn copy_file(app: State<'_, App>, poster: String) -> Answer<()> {
    let file = app.named_file(&poster).await;
    file.and_then(|file| clipboard::copy_files(&[file])).map_err(problem(&app))
}

/// Drags posters out to another program, as files.
#[tauri::command]
pub(crate) async fn drag_out(handle: AppHandle, app: State<'_, App>, posters: Vec<String>) -> Answer<()> {
    drag::out(&handle, &app, &posters).await.map_err(problem(&app))
}

/// Copies the report of the failure on screen.
#[tauri::command]
pub(crate) fn copy_report(app: State<'_, App>) -> Answer<()> {
    let failure = app.driver().failure().or_else(|| app.batches().failure());
    let report = serde_json::json!({ "app": env!("CARGO_PKG_VERSION"), "contract": CONTRACT_HASH, "failure": failure });
    clipboard::copy_text(format!("{report:#}")).map_err(problem(&app))
}

/// Changes the language.
#[tauri::command]
pub(crate) fn set_locale(app: State<'_, App>, locale: Locale) {
    app.set_locale(locale);
}

/// Changes the colours.
#[tauri::command]
pub(crate) fn set_theme(app: State<'_, App>, theme: Theme) {
    app.set_theme(theme);
}

/// Changes how posters are laid out.
#[tauri::command]
pub(crate) fn set_layout(app: State<'_, App>, layout: Layout) {
    app.set_layout(layout);
}

/// Takes posters from another source.
#[tauri::command]
pub(crate) async fn set_source(app: State<'_, App>, url: String, token: Option<String>) -> Answer<Hello> {
    app.set_source(&url, token.as_deref()).await.map_err(problem(&app))?;
    Ok(app.hello())
}

/// Takes posters from the demo.
#[tauri::command]
pub(crate) async fn use_demo(app: State<'_, App>) -> Answer<Hello> {
    let started = app.use_demo().await;
    started.map_err(|error| {
        problem(&app)(Failure::desktop(poster_host::platform::observe(
            &error,
            std::path::Path::new("demo"),
            poster_core::signal::Stage::Open,
        )))
    })?;
    Ok(app.hello())
}

/// The source sheet, opened by the flow, is closed again.
#[tauri::command]
pub(crate) fn settings_closed(app: State<'_, App>) {
    app.driver().returned();
    app.batches().returned();
}

/// Whether there is a newer version of the app.
#[tauri::command]
pub(crate) async fn check_update(handle: AppHandle, by_hand: bool) -> Result<Update, UpdateFailure> {
    update::check(&handle, by_hand).await
}

/// Whether the window looks for newer versions by itself.
#[tauri::command]
pub(crate) fn set_automatic_updates(app: State<'_, App>, on: bool) {
    app.change_updates(|updates| updates.automatic = on);
}

/// Puts the newer version in place, as the user asked.
#[tauri::command]
pub(crate) async fn install_update(handle: AppHandle) -> Result<(), UpdateFailure> {
    update::install(&handle).await
}

/// Opens the app again, as the user asked after an update. Not while posters are being saved.
#[tauri::command]
pub(crate) async fn restart(handle: AppHandle) -> Result<(), UpdateFailure> {
    update::restart(&handle).await
}
