//! What the compare screen can ask.

use poster_core::compare::diff::{Diff, Unfinished, diff, diff_live};
use poster_core::compare::domain::{DomainReport, ListedDomains};
use poster_core::compare::environment::{Reference, environments};
use poster_core::compare::explain::{Explanation, Puzzle, explain as explained};
use poster_core::compare::import::import;
use poster_core::compare::known;
use poster_core::compare::matrix::Matrix;
use poster_core::compare::rehearsal::{RehearsalState, Rehearsing};
use poster_core::compare::report::{self, Pictures, Run};
use poster_core::compare::setup::CompareSetup;
use poster_core::compare::trace::{Trace, TraceProblem};
use poster_core::signal::{Os, Surface};
use poster_core::{Event, Kind};
use poster_host::compare::fault::Fault;
use poster_host::compare::{self, Format};
use poster_host::platform;
use tauri::{AppHandle, Emitter as _, Manager as _, State};

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

/// The rehearsal is left.
#[tauri::command]
pub(crate) fn rehearsal_close(room: State<'_, Room>) {
    room.close();
}

/// Two runs, aligned; one side or both may still be played.
#[tauri::command]
pub(crate) async fn compare_diff(a: Trace, b: Trace, unfinished: Unfinished) -> Diff {
    diff_live(&a, &b, known::divergences(), unfinished)
}

/// Every scenario in every environment.
#[tauri::command]
pub(crate) async fn compare_matrix(handle: AppHandle, app: State<'_, App>, desktop: Option<String>, wechat: Option<String>) -> Answer<Matrix> {
    let reference = reference(desktop, wechat);
    // Some seconds of work: not on a thread that serves the window.
    let run = move || handle.state::<Room>().run(&reference).map(|everything| everything.matrix.clone());
    blocking::run(run).await.flatten().map_err(problem(&app))
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
    let scenario = trace.scenario.as_deref().unwrap_or("trace");
    let name = named(&format!("{scenario}-{}", trace.environment), "json");
    let text = compare::pretty(&trace);
    dialogs::save_file(&handle, &name, text.as_bytes()).await.map_err(problem(&app))
}

/// Lets the user save the two runs on the screen as a page, with the pictures that were taken of them.
#[tauri::command]
pub(crate) async fn pair_export(handle: AppHandle, app: State<'_, App>, a: Trace, b: Trace, pictures: Pictures) -> Answer<Option<String>> {
    let scenario = a.scenario.as_deref().or(b.scenario.as_deref()).unwrap_or("compare");
    let name = named(&format!("{scenario}-{}-{}", a.environment, b.environment), "html");
    let run = Run {
        diff: diff(&a, &b, known::divergences()),
        a,
        b,
    };
    let text = report::pair(&run, &pictures);
    dialogs::save_file(&handle, &name, text.as_bytes()).await.map_err(problem(&app))
}

/// A name that every system takes: what a trace from elsewhere calls itself may hold anything.
fn named(stem: &str, extension: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() || "-_".contains(letter) {
            letter
        } else {
            '_'
        }
    };
    let stem: String = stem.chars().take(80).map(plain).collect();
    format!("{stem}.{extension}")
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
    let (reference, room) = (reference(desktop, wechat), handle.clone());
    let write = move || compare::report(format, || room.state::<Room>().everything(&reference));
    let text = blocking::run(write).await.flatten().map_err(problem(&app))?;
    dialogs::save_file(&handle, format.file_name(), text.as_bytes())
        .await
        .map_err(problem(&app))
}

/// Which row of the table matches a message, and why.
#[tauri::command]
pub(crate) fn explain(text: String, surface: Surface, os: Option<Os>) -> Explanation {
    explained(&Puzzle { text, surface, os }, platform::os())
}

/// The hosts of the current source, against the lists of the mini-program's domains. Says how far it is as it goes.
#[tauri::command]
pub(crate) async fn domain_check(handle: AppHandle, app: State<'_, App>, room: State<'_, Room>, listed: ListedDomains) -> Answer<DomainReport> {
    let (library, cancel) = (app.driver().library(), room.check());
    // A window that is gone hears nothing, and needs nothing.
    let progress = |at| drop(handle.emit("domain_progress", at));
    let looked = compare::domains::look(library.api(), &listed, &cancel, progress).await;
    looked.map_err(problem(&app))
}

/// The check of the domains ends with what it has found.
#[tauri::command]
pub(crate) fn domain_cancel(room: State<'_, Room>) {
    room.end_check();
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
