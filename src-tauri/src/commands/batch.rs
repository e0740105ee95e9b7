//! What the window can ask about many posters at once.

use poster_core::signal::Stage;
use poster_core::window::{BatchOptions, BatchView, NamePreview, NameProblem, Only, Selection};
use poster_core::{Event, Failure, Poster};
use poster_host::api::ListQuery;
use poster_host::batch::ErrorFormat;
use poster_host::compare::unplayable;
use poster_host::filing;
use poster_host::platform;
use tauri::{AppHandle, State};

use super::{Answer, PAGE, problem};
use crate::app::App;
use crate::{blocking, dialogs, marks};

/// Posters whose names are previewed, at most.
const PREVIEWED: usize = 5;

/// Every poster of a list, all pages. `null`: another request, or [`select_stop`], came meanwhile.
#[tauri::command]
pub(crate) async fn select_all(app: State<'_, App>, q: String, tag: Option<String>, only: Only) -> Answer<Option<Selection>> {
    let query = ListQuery {
        q: Some(q).filter(|words| !words.is_empty()),
        tag,
        limit: Some(PAGE),
        ..ListQuery::default()
    };
    marks::select(&app, query, only).await.map_err(problem(&app))
}

/// Stops selecting everything.
#[tauri::command]
pub(crate) fn select_stop(app: State<'_, App>) {
    app.begin_selecting();
}

/// Starts a batch of these posters.
#[tauri::command]
pub(crate) async fn batch_start(app: State<'_, App>, posters: Vec<String>, options: BatchOptions) -> Answer<BatchView> {
    // A rehearsal is of one save: posters that a batch really saves under its mark would be mistaken for rehearsed ones.
    if app.driver().rehearsing().is_some() {
        return Err(problem(&app)(unplayable(&"a rehearsal is on: end it before many posters are saved")));
    }
    app.set_options(&options).map_err(problem(&app))?;
    // An update that is being put in place takes a moment.
    let _beginning = app.saves().read().await;
    let (batches, library, folder) = (app.batches().clone(), app.driver().library(), app.driver().folder());
    let started = blocking::run(move || batches.start(library, folder, options, &posters)).await;
    started.flatten().map_err(problem(&app))
}

/// The current batch.
#[tauri::command(async)]
pub(crate) fn batch(app: State<'_, App>) -> Option<BatchView> {
    app.batches().view()
}

/// Pauses: posters in flight are finished, no more are begun.
#[tauri::command(async)]
pub(crate) fn batch_pause(app: State<'_, App>) -> Option<BatchView> {
    app.batches().pause()
}

/// Resumes.
#[tauri::command]
pub(crate) async fn batch_resume(app: State<'_, App>) -> Answer<Option<BatchView>> {
    let _beginning = app.saves().read().await;
    Ok(app.batches().resume())
}

/// Cancels.
#[tauri::command(async)]
pub(crate) fn batch_cancel(app: State<'_, App>) -> Option<BatchView> {
    app.batches().cancel()
}

/// Retries the posters that failed.
#[tauri::command]
pub(crate) async fn batch_retry_failed(app: State<'_, App>) -> Answer<Option<BatchView>> {
    let _beginning = app.saves().read().await;
    Ok(app.batches().retry_failed())
}

/// A button of the refusal.
#[tauri::command]
pub(crate) async fn batch_send(app: State<'_, App>, event: Event) -> Answer<Option<BatchView>> {
    let _beginning = app.saves().read().await;
    Ok(app.batches().send(event))
}

/// Takes an ended batch off the screen.
#[tauri::command(async)]
pub(crate) fn batch_close(app: State<'_, App>) {
    app.batches().close();
}

/// Writes the list of failed posters to a file that the user names. Returns the file's name.
#[tauri::command]
pub(crate) async fn batch_errors(handle: AppHandle, app: State<'_, App>, format: String) -> Answer<Option<String>> {
    let (format, name) = match format.as_str() {
        "csv" => (ErrorFormat::Csv, "failed-posters.csv"),
        _ => (ErrorFormat::Json, "failed-posters.json"),
    };
    let Some(bytes) = app.batches().errors(format) else { return Ok(None) };
    dialogs::save_file(&handle, name, &bytes).await.map_err(problem(&app))
}

/// Opens the folder that the batch saves to.
#[tauri::command]
pub(crate) async fn batch_reveal(app: State<'_, App>) -> Answer<()> {
    let folder = app.batches().folder().unwrap_or_else(|| app.driver().folder());
    let opened = blocking::run(move || {
        platform::open_folder(&folder).map_err(|error| Failure::desktop(platform::observe_folder(&error, &folder, Stage::Open)))
    });
    opened.await.flatten().map_err(problem(&app))
}

/// How posters are saved.
#[tauri::command(async)]
pub(crate) fn batch_options(app: State<'_, App>) -> BatchOptions {
    app.options()
}

/// Changes how posters are saved.
#[tauri::command]
pub(crate) async fn set_batch_options(app: State<'_, App>, options: BatchOptions) -> Answer<()> {
    app.set_options(&options).map_err(problem(&app))
}

/// The names that a pattern gives these posters. A pattern is checked even where there are none.
#[tauri::command]
pub(crate) async fn name_preview(app: State<'_, App>, template: String, posters: Vec<String>) -> Answer<NamePreview> {
    let library = app.driver().library();
    let mut known = Vec::new();
    for id in posters.iter().take(PREVIEWED) {
        known.push(library.poster(id).await.map_err(problem(&app))?);
    }
    let checked = filing::preview(&template, &Poster::default(), 1);
    let names = checked.and_then(|_| {
        (1..)
            .zip(&known)
            .map(|(index, poster)| filing::preview(&template, poster, index))
            .collect()
    });
    Ok(match names {
        Ok(names) => NamePreview { names, problem: None },
        Err(error) => NamePreview {
            names: Vec::new(),
            problem: Some(NameProblem {
                at: error.position as u32,
                message: error.sentence(app.driver().locale()),
            }),
        },
    })
}
