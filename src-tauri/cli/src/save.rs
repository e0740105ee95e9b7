//! `poster save`: posters into a folder, in batches as the window saves them.

mod follow;

use std::path::PathBuf;
use std::sync::Arc;

use poster_core::signal::{Signal, Stage};
use poster_core::window::{BatchOptions, Convert, ConvertTo, LedgerState, OnConflict, OnKnown, Outcome, Remark};
use poster_core::{Failure, Kind, Locale, Recovery};
use poster_host::api::ListQuery;
use poster_host::batch::{Batches, End};
use poster_host::cache::Cache;
use poster_host::disk;
use poster_host::ledger::Ledger;
use poster_host::library::Library;
use poster_host::limits::Limits;
use poster_host::platform;
use serde::Serialize;

use crate::out::{self, Ended, Wrong};
use crate::{ConvertArg, OnConflictArg, SaveArgs, SkipKnownArg, source};

use follow::{Console, Told};

/// What became of one poster.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    path: Option<PathBuf>,
    bytes: Option<u64>,
    sha256: Option<String>,
    verified: bool,
    outcome: Outcome,
    remark: Option<Remark>,
    failure: Option<Why>,
}

#[derive(Serialize)]
struct Why {
    kind: Kind,
    recovery: Recovery,
    stage: Stage,
    signal: Signal,
}

/// How a batch ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    /// Every poster came to its end, and all went well or not.
    Done(bool),
    /// Stopped, by the user or by what holds every poster: the rest waits.
    Stopped,
}

pub(crate) async fn run(args: SaveArgs) -> Result<Ended, Wrong> {
    let (addresses, mut ids): (Vec<String>, Vec<String>) = args.posters.iter().cloned().partition(|asked| asked.contains("://"));
    let limits = Limits {
        connections: args.jobs.into(),
        ..Limits::default()
    };
    let cache = Cache::shared().or_else(|_| Cache::temporary());
    let cache = cache.map_err(|error| format!("no folder for temporary files: {error}"))?;
    let of_addresses = Arc::new(Library::of_addresses(limits.clone(), args.source.allow_plain, cache.clone()));
    // Nothing is asked of a source where only addresses are wanted.
    let open = if addresses.is_empty() || !ids.is_empty() {
        Some(source::open_within(&args.source, limits).await?)
    } else {
        None
    };
    let of_source = open.as_ref().map(|open| Arc::new(Library::new(open.api.clone(), cache)));
    // An interrupted run knows its folder.
    let folder = args.to.clone().filter(|_| !args.resume);
    // Opened while the source is asked for its list.
    let swept = folder.clone();
    let ledger = tokio::task::spawn_blocking(move || {
        let ledger = Ledger::open(Ledger::file().as_deref());
        if let Some(folder) = swept {
            // What a killed run left half there, and what no other run goes on with.
            disk::sweep(&folder, &ledger.parts());
        }
        ledger
    });
    if let (true, Some(library)) = (args.all, &of_source) {
        ids = every(library, &args).await.map_err(|failure| out::sentence(&failure))?;
    }
    if let Some(folder) = &folder
        && let Err(error) = disk::make_folder(folder)
    {
        let failure = Failure::desktop(platform::observe_folder(&error, folder, Stage::Write));
        for asked in ids.iter().chain(&addresses) {
            tell(&End::failed(asked.clone(), String::new(), Box::new(failure.clone())), args.json);
        }
        return Ok(Ended::Failed);
    }
    let ledger = ledger.await.map_err(|error| format!("the ledger cannot be opened: {error}"))?;
    let (console, tells) = Console::new(args.json);
    let batches = Batches::new(ledger.clone(), Locale::En, Box::new(console)).map_err(|error| format!("no threads: {error}"))?;
    let mut call = Call { args, batches, tells };
    let mut ended = Vec::new();
    for (library, ids) in of_source
        .into_iter()
        .map(|library| (library, ids.clone()))
        .chain([(of_addresses, addresses)])
    {
        call.save(&library, ids, &mut ended).await?;
    }
    if call.args.resume && ended.is_empty() {
        out::complain("there is nothing to go on with");
    }
    if ended.contains(&Run::Stopped) {
        out::complain("the rest is saved by: poster save --resume");
    }
    match ledger.state() {
        LedgerState::Ok => {}
        LedgerState::Rebuilt => out::complain("the record of saved posters was damaged: it was copied aside, and what could be read of it is kept"),
        LedgerState::Unavailable => out::complain("the record of saved posters cannot be written: what was saved now is not known next time"),
    }
    Ok(Ended::when(ended.iter().all(|run| *run == Run::Done(true))))
}

/// One call of the command.
struct Call {
    args: SaveArgs,
    batches: Batches,
    tells: tokio::sync::mpsc::UnboundedReceiver<Told>,
}

impl Call {
    /// Saves these posters, or goes on with those that interrupted runs left behind.
    async fn save(&mut self, library: &Arc<Library>, ids: Vec<String>, ended: &mut Vec<Run>) -> Result<(), Wrong> {
        while !ended.contains(&Run::Stopped) && (self.args.resume || !ids.is_empty()) {
            let (worker, library, wanted, resume) = (self.batches.clone(), library.clone(), ids.clone(), self.args.resume);
            let folder = self.args.to.as_deref().map(std::path::absolute).transpose();
            let folder = folder.map_err(|error| format!("--to: {error}"))?.unwrap_or_default();
            let options = options(&self.args);
            let started = tokio::task::spawn_blocking(move || {
                if resume {
                    Ok(worker.resume_unfinished(&library))
                } else {
                    worker.start(library, folder, options, &wanted).map(Some)
                }
            });
            let view = started.await.map_err(|error| format!("a worker ended: {error}"))?;
            let Some(view) = view.map_err(|failure| out::sentence(&failure))? else {
                break;
            };
            ended.push(follow::follow(&self.batches, view.id, &mut self.tells, ids.clone(), self.args.json).await);
            if !self.args.resume {
                break;
            }
        }
        Ok(())
    }
}

/// The ids of all pages.
async fn every(library: &Library, args: &SaveArgs) -> Result<Vec<String>, Failure> {
    let mut pages = library.pages(ListQuery {
        q: args.query.clone(),
        tag: args.tag.clone(),
        limit: Some(100),
        ..ListQuery::default()
    });
    let mut ids = Vec::new();
    while let Some(page) = pages.next().await? {
        ids.extend(page.items.into_iter().map(|poster| poster.id));
    }
    Ok(ids)
}

fn options(args: &SaveArgs) -> BatchOptions {
    BatchOptions {
        template: args.template.clone(),
        conflict: match args.on_conflict {
            OnConflictArg::Skip => OnConflict::Skip,
            OnConflictArg::Number => OnConflict::Number,
            OnConflictArg::Overwrite => OnConflict::Overwrite,
        },
        known: match args.skip_known {
            None => OnKnown::SaveAgain,
            Some(SkipKnownArg::Here) => OnKnown::Skip,
            Some(SkipKnownArg::Anywhere) => OnKnown::SkipAnywhere,
        },
        convert: args.convert.map(|to| Convert {
            to: match to {
                ConvertArg::Png => ConvertTo::Png,
                ConvertArg::Jpeg => ConvertTo::Jpeg,
            },
            quality: args.quality,
            keep_original: args.keep_original,
        }),
        sidecar: args.sidecar,
    }
}

/// A line for one poster.
fn tell(end: &End, json: bool) {
    if json {
        out::json(&Line {
            id: &end.poster,
            path: end.file.clone(),
            bytes: end.bytes,
            sha256: end.sha256.clone(),
            verified: end.verified,
            outcome: end.outcome,
            remark: end.remark,
            failure: end.failure.as_ref().map(|failure| Why {
                kind: failure.kind,
                recovery: failure.recovery,
                stage: failure.stage(),
                signal: failure.signal.clone(),
            }),
        });
        return;
    }
    let path = end.file.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
    if let Some(failure) = &end.failure {
        out::complain(&format!("{}: {}", end.poster, out::sentence(failure)));
        return;
    }
    let mark = match (end.outcome, end.remark) {
        (Outcome::Skipped, _) => "  (was there)",
        (Outcome::NameTaken, _) => "  (not saved: another file has this name)",
        (_, Some(Remark::NotConverted)) => "  (kept as it came: it could not be converted)",
        (_, Some(Remark::NoSidecar)) => "  (without its description: that could not be written)",
        _ if !end.verified => "  (kept, but the picture could not be checked)",
        _ => "",
    };
    out::line(&format!("{path}{mark}"));
}
