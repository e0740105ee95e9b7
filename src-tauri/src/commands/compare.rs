//! What the compare screen can ask.

use poster_core::compare::diff::{Diff, diff};
use poster_core::compare::domain::DomainReport;
use poster_core::compare::environment::{Reference, environments};
use poster_core::compare::explain::{Explanation, Puzzle, explain as explained};
use poster_core::compare::import::import;
use poster_core::compare::known;
use poster_core::compare::matrix::Matrix;
use poster_core::compare::rehearsal::{RehearsalState, Rehearsing};
use poster_core::compare::setup::CompareSetup;
use poster_core::compare::trace::{Trace, TraceProblem};
use poster_core::signal::{Os, Surface};
use poster_core::{Event, Kind};
use poster_host::compare::fault::Fault;
use poster_host::compare::{self, Format};
use poster_host::platform;
use tauri::{AppHandle, State};

use super::{Answer, problem};
use crate::app::App;
use crate::compare::{self as room, Room, Unread};
use crate::{blocking, dialogs};

/// Scenarios, environments, wordings, and the differences that are known.
#[tauri::command]
pub(crate) fn compare_setup() -> CompareSetup {
    compare::setup()
}

/// Opens a scenario in an environment of the desktop.
#[tauri::command]
pub(crate) fn rehearsal_open(app: State<'_, App>, room: State<'_, Room>, scenario: String, environment: String) -> Answer<RehearsalState> {
    let poster = app.any_poster();
    room.open(&scenario, &environment, poster, app.driver().locale()).map_err(problem(&app))
}

/// Does what comes next in the scenario.
#[tauri::command]
pub(crate) fn rehearsal_play(app: State<'_, App>, room: State<'_, Room>) -> Answer<RehearsalState> {
    room.play(app.driver().locale()).map_err(problem(&app))
}

/// A button of the rehearsal, by hand.
#[tauri::command]
pub(crate) fn rehearsal_press(app: State<'_, App>, room: State<'_, Room>, event: Event) -> Answer<RehearsalState> {
    room.press(event, app.driver().locale()).map_err(problem(&app))
}

/// Back to before the first step.
#[tauri::command]
pub(crate) fn rehearsal_restart(app: State<'_, App>, room: State<'_, Room>) -> Answer<RehearsalState> {
    room.restart(app.driver().locale()).map_err(problem(&app))
}

/// The rehearsal is left.
#[tauri::command]
pub(crate) fn rehearsal_close(room: State<'_, Room>) {
    room.close();
}

/// Two runs, aligned.
#[tauri::command]
pub(crate) async fn compare_diff(a: Trace, b: Trace) -> Diff {
    diff(&a, &b, known::divergences())
}

/// Every scenario in every environment.
#[tauri::command]
pub(crate) async fn compare_matrix(app: State<'_, App>, desktop: Option<String>, wechat: Option<String>) -> Answer<Matrix> {
    let reference = reference(desktop, wechat);
    // Some seconds of work: not on a thread that serves the window.
    let played = blocking::run(move || compare::everything(&reference)).await;
    played.flatten().map_err(problem(&app))
}

/// Reads a trace.
#[tauri::command]
pub(crate) async fn trace_import(text: String) -> Result<Trace, TraceProblem> {
    import(&text)
}

/// Lets the user open a trace.
#[tauri::command]
pub(crate) async fn trace_open(handle: AppHandle, app: State<'_, App>) -> Result<Option<Trace>, Unread> {
    let opened = room::open_trace(&handle).await.map_err(|failure| Unread::File(problem(&app)(failure)))?;
    opened.transpose().map_err(Unread::Trace)
}

/// Lets the user save a trace.
#[tauri::command]
pub(crate) async fn trace_save(handle: AppHandle, app: State<'_, App>, trace: Trace) -> Answer<Option<String>> {
    let text = compare::pretty(&trace);
    dialogs::save_file(&handle, "trace.json", text.as_bytes()).await.map_err(problem(&app))
}

/// Lets the user save a report of everything, or the table.
#[tauri::command]
pub(crate) async fn report_export(
    handle: AppHandle,
    app: State<'_, App>,
    format: Format,
    desktop: Option<String>,
    wechat: Option<String>,
) -> Answer<Option<String>> {
    let text = compare::report(format, &reference(desktop, wechat)).map_err(problem(&app))?;
    dialogs::save_file(&handle, format.file_name(), text.as_bytes())
        .await
        .map_err(problem(&app))
}

/// Which row of the table catches a message, and why.
#[tauri::command]
pub(crate) fn explain(text: String, surface: Surface, os: Option<Os>) -> Explanation {
    explained(&Puzzle { text, surface, os }, platform::os())
}

/// The hosts of the current source, against the list of downloadFile domains.
#[tauri::command]
pub(crate) async fn domain_check(app: State<'_, App>, listed: Vec<String>) -> Answer<DomainReport> {
    let library = app.driver().library();
    compare::domains::look(library.api(), &listed).await.map_err(problem(&app))
}

/// The next save of the main window meets this row; no kind lets it be.
#[tauri::command]
pub(crate) fn rehearse_next_save(app: State<'_, App>, kind: Option<Kind>, environment: Option<String>) -> Answer<Option<Rehearsing>> {
    let environment = environment.unwrap_or_else(|| compare::setup().desktop_default);
    let fault = kind.map(|kind| Fault::of(kind, &environment)).transpose();
    fault.map(|fault| app.driver().rehearse(fault)).map_err(problem(&app))
}

fn reference(desktop: Option<String>, wechat: Option<String>) -> Reference {
    let usual = environments().reference.clone();
    Reference {
        desktop: desktop.unwrap_or(usual.desktop),
        wechat: wechat.unwrap_or(usual.wechat),
    }
}
