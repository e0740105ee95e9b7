//! All that the window can ask. Each command is a wrapper; what it does is elsewhere.
#![expect(clippy::needless_pass_by_value, reason = "Tauri hands arguments over by value")]

pub(crate) mod batch;
pub(crate) mod compare;

use poster_core::update::{Update, UpdateFailure};
use poster_core::window::{FolderLabel, Hello, HistoryRow, Layout, Only, Page, Problem, Theme};
use poster_core::{CONTRACT_HASH, Event, Failure, Locale, View};
use poster_host::api::ListQuery;
use tauri::{AppHandle, State, WebviewWindow};

use crate::app::{App, folder_label};
use crate::{blocking, clipboard, dialogs, drag, handover, look, marks, update};

/// Posters a page: as many as the contract allows.
const PAGE: u8 = 100;

/// A command fails with a problem that the window can show, and with nothing else.
pub(crate) type Answer<T> = Result<T, Box<Problem>>;

/// The failure as sent to the window.
pub(crate) fn problem(app: &App) -> impl Fn(Failure) -> Box<Problem> {
    let locale = app.driver().locale();
    move |failure| Box::new(Problem::new(&failure, locale))
}

/// What the window needs to draw its first frame.
#[tauri::command(async)]
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
        limit: Some(PAGE),
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
    let picked = dialogs::pick_folder(&handle).await;
    Ok(picked.map(|folder| {
        app.set_folder(&folder);
        folder_label(&folder)
    }))
}

/// What was saved, and what failed in this run; the newest first.
#[tauri::command]
pub(crate) async fn history(app: State<'_, App>) -> Answer<Vec<HistoryRow>> {
    let driver = app.driver().clone();
    blocking::run(move || driver.history()).await.map_err(problem(&app))
}

/// Shows the file of a saved poster in the file manager.
#[tauri::command]
pub(crate) async fn reveal(app: State<'_, App>, source: String, poster: String) -> Answer<()> {
    app.driver().reveal(&source, &poster).await.map_err(problem(&app))
}

/// Draws a poster's picture once more, to say why it cannot be shown.
#[tauri::command]
pub(crate) async fn try_picture(app: State<'_, App>, poster: String) -> Answer<()> {
    app.driver().library().preview(&poster).await.map(drop).map_err(problem(&app))
}

/// Copies a poster's picture.
#[tauri::command]
pub(crate) async fn copy_image(app: State<'_, App>, poster: String) -> Answer<()> {
    let pixels = app.driver().library().pixels(&poster).await;
    pixels.and_then(clipboard::copy_picture).map_err(problem(&app))
}

/// Copies posters as files, under their proper names.
#[tauri::command]
pub(crate) async fn copy_files(app: State<'_, App>, posters: Vec<String>) -> Answer<()> {
    let files = handover::files(&app, &posters).await;
    files.and_then(|files| clipboard::copy_files(&files)).map_err(problem(&app))
}

/// Fetches posters that other programs are about to be given.
#[tauri::command]
pub(crate) async fn prepare_files(app: State<'_, App>, posters: Vec<String>) -> Answer<()> {
    handover::files(&app, &posters).await.map(drop).map_err(problem(&app))
}

/// Whether these posters are at hand as files, to be dragged out.
#[tauri::command]
pub(crate) async fn drag_ready(app: State<'_, App>, held: State<'_, drag::Held>, posters: Vec<String>) -> Answer<bool> {
    drag::ready(&app, &held, &posters).await.map_err(problem(&app))
}

/// Hands the drag of these files to the system; the mouse button is still held.
#[tauri::command]
pub(crate) fn drag_begin(handle: AppHandle, held: State<'_, drag::Held>) {
    drag::begin(&handle, &held);
}

/// Copies the report of the failure on screen.
#[tauri::command]
pub(crate) fn copy_report(app: State<'_, App>) -> Answer<()> {
    let failure = app.driver().failure().or_else(|| app.batches().failure());
    let report = serde_json::json!({ "app": env!("CARGO_PKG_VERSION"), "contract": CONTRACT_HASH, "failure": failure });
    clipboard::copy_text(format!("{report:#}")).map_err(problem(&app))
}

/// Changes the language.
#[tauri::command(async)]
pub(crate) fn set_locale(app: State<'_, App>, locale: Locale) {
    app.set_locale(locale);
}

/// Changes the colours.
#[tauri::command(async)]
pub(crate) fn set_theme(window: WebviewWindow, app: State<'_, App>, theme: Theme) {
    look::dress(&window, theme);
    app.set_theme(theme);
}

/// Changes how posters are laid out.
#[tauri::command(async)]
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

/// Removes the access token of the current source.
#[tauri::command(async)]
pub(crate) fn forget_token(app: State<'_, App>) -> Hello {
    app.forget_token();
    app.hello()
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

/// The user's answer to whether the window may close while posters are being saved.
#[tauri::command]
pub(crate) fn answer_closing(window: WebviewWindow, app: State<'_, App>, answer: Closing) {
    // A window that can neither be minimised nor closed stays as it is.
    let _ = match answer {
        Closing::Stay => Ok(()),
        Closing::Minimise => window.minimize(),
        Closing::Quit => window.destroy(),
    };
    app.stays();
}

/// What becomes of the window.
#[derive(Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Closing {
    /// It stays as it is.
    Stay,
    /// It is minimised, and saving goes on.
    Minimise,
    /// It is closed; the batch is resumed at the next start.
    Quit,
}

/// Opens the app again, as the user asked after an update. Not while posters are being saved.
#[tauri::command]
pub(crate) async fn restart(handle: AppHandle) -> Result<(), UpdateFailure> {
    update::restart(&handle).await
}
