//! What the window can ask about many posters at once.
#![expect(clippy::needless_pass_by_value, reason = "Tauri hands arguments over by value")]

use poster_core::Event;
use poster_core::window::{BatchOptions, BatchView, NamePreview, NameProblem, Only, Selection};
use poster_host::api::ListQuery;
use poster_host::batch::ErrorFormat;
use poster_host::compare::unplayable;
use tauri::{AppHandle, State};

use crate::app::App;
use crate::commands::{Answer, problem};
use crate::{doors, marks};

/// Every poster of a list, all pages.
#[tauri::command]
pub(crate) async fn select_all(app: State<'_, App>, q: String, tag: Option<String>, campaign: Option<String>, only: Only) -> Answer<Selection> {
    let query = ListQuery {
        q: Some(q).filter(|words| !words.is_empty()),
        tag,
        limit: Some(100),
        ..ListQuery::default()
    };
    marks::select(&app, query, campaign.as_deref(), only).await.map_err(problem(&app))
}

/// Begins to save these posters.
#[tauri::command]
pub(crate) async fn batch_start(app: State<'_, App>, posters: Vec<String>, options: BatchOptions) -> Answer<BatchView> {
    // A rehearsal is of one save: posters that a batch really saves under its mark would be mistaken for rehearsed ones.
    if app.driver().rehearsing().is_some() {
        return Err(problem(&app)(unplayable(&"a rehearsal is on: end it before many posters are saved")));
    }
    app.set_options(&options);
    let (batches, library, folder) = (app.batches().clone(), app.driver().library(), app.driver().folder());
    let started = tauri::async_runtime::spawn_blocking(move || batches.start(library, folder, options, &posters)).await;
    started.unwrap_or_else(|broken| Err(doors::ended(&broken))).map_err(problem(&app))
}

/// What is drawn now.
#[tauri::command]
pub(crate) fn batch(app: State<'_, App>) -> Option<BatchView> {
    app.batches().view()
}

/// No more posters are begun.
#[tauri::command]
pub(crate) fn batch_pause(app: State<'_, App>) -> Option<BatchView> {
    app.batches().pause()
}

/// Goes on.
#[tauri::command]
pub(crate) fn batch_resume(app: State<'_, App>) -> Option<BatchView> {
    app.batches().resume()
}

/// Ends it.
#[tauri::command]
pub(crate) async fn batch_cancel(app: State<'_, App>) -> Answer<Option<BatchView>> {
    Ok(app.batches().cancel())
}

/// Takes up the posters that failed.
#[tauri::command]
pub(crate) async fn batch_retry_failed(app: State<'_, App>) -> Answer<Option<BatchView>> {
    Ok(app.batches().retry_failed())
}

/// A button of the refusal.
#[tauri::command]
pub(crate) fn batch_send(app: State<'_, App>, event: Event) -> Option<BatchView> {
    app.batches().send(event)
}

/// Takes an ended batch away.
#[tauri::command]
pub(crate) fn batch_close(app: State<'_, App>) {
    app.batches().close();
}

/// Writes the failed posters to a file that the user names. Whether one was written.
#[tauri::command]
pub(crate) async fn batch_errors(handle: AppHandle, app: State<'_, App>, format: String) -> Answer<bool> {
    let (format, name) = match format.as_str() {
        "csv" => (ErrorFormat::Csv, "failed-posters.csv"),
        _ => (ErrorFormat::Json, "failed-posters.json"),
    };
    let Some(bytes) = app.batches().errors(format) else { return Ok(false) };
    let saved = doors::save_file(&handle, name, &bytes).await.map_err(problem(&app))?;
    Ok(saved.is_some())
}

/// Opens the folder where the posters go.
#[tauri::command]
pub(crate) async fn batch_reveal(app: State<'_, App>) -> Answer<()> {
    let folder = app.batches().folder().unwrap_or_else(|| app.driver().folder());
    doors::open_folder(folder).await.map_err(problem(&app))
}

/// How posters are saved.
#[tauri::command]
pub(crate) fn batch_options(app: State<'_, App>) -> BatchOptions {
    app.options()
}

/// Saves posters in another way from now on.
#[tauri::command]
pub(crate) fn set_batch_options(app: State<'_, App>, options: BatchOptions) {
    app.set_options(&options);
}

/// The names that a pattern gives these posters.
#[tauri::command]
pub(crate) async fn name_preview(app: State<'_, App>, template: String, posters: Vec<String>) -> Answer<NamePreview> {
    let library = app.driver().library();
    let mut names = Vec::new();
    for (index, id) in (1..).zip(posters.iter().take(5)) {
        let poster = library.poster(id).await.map_err(problem(&app))?;
        match poster_host::filing::preview(&template, &poster, index) {
            Ok(name) => names.push(name),
            Err(error) => {
                let message = error.sentence(app.driver().locale());
                let problem = Some(NameProblem {
                    at: error.position as u32,
                    message,
                });
                return Ok(NamePreview { names: Vec::new(), problem });
            }
        }
    }
    Ok(NamePreview { names, problem: None })
}
