//! `poster save` for posters of a source: a batch, as in the window.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use poster_core::window::{BatchOptions, BatchState, BatchView, Convert, ConvertTo, OnKnown, Outcome};
use poster_core::{Failure, Locale};
use poster_host::api::ListQuery;
use poster_host::batch::{Batches, Doors, End};
use poster_host::cache::Cache;
use poster_host::ledger::Ledger;
use poster_host::library::Library;
use poster_host::limits::Limits;
use poster_host::save::Saved;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::out::{self, Wrong};
use crate::progress::Bars;
use crate::{ConvertArg, SaveArgs, save, source};

/// What a batch tells while it runs.
enum Told {
    View(Box<BatchView>),
    End(Box<End>),
}

/// Nobody sits in front of it: what would be a dialog ends the batch.
struct Console(UnboundedSender<Told>);

impl Doors for Console {
    fn choose_folder(&self) -> Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + '_>> {
        Box::pin(async { None })
    }

    fn sign_in(&self) {}

    fn folder(&self, _folder: &Path) {}

    fn batch(&self, view: Option<&BatchView>) {
        if let Some(view) = view {
            // Whoever listened has seen enough.
            let _ = self.0.send(Told::View(Box::new(view.clone())));
        }
    }

    fn ended(&self, end: &End) {
        let _ = self.0.send(Told::End(Box::new(end.clone())));
    }
}

/// Saves posters by id. Whether all went well.
pub(crate) async fn run(args: &SaveArgs, mut ids: Vec<String>, ready: Result<(), Failure>) -> Result<bool, Wrong> {
    let limits = Limits {
        connections: args.jobs.into(),
        ..Limits::default()
    };
    let open = source::open_within(&args.source, limits).await?;
    let cache = Cache::shared().map_err(|error| format!("the cache cannot be used: {error}"))?;
    let library = Arc::new(Library::new(open.api.clone(), cache));
    if args.all {
        ids = every(&library, args).await.map_err(|failure| out::sentence(&failure))?;
    }
    if let Err(failure) = ready {
        for id in &ids {
            save::tell(id, Err(failure.clone()), args.json);
        }
        return Ok(false);
    }
    let ledger = tokio::task::spawn_blocking(|| Ledger::open(Ledger::file().as_deref())).await;
    let ledger = ledger.map_err(|error| format!("the ledger cannot be opened: {error}"))?;
    let (told, tells) = unbounded_channel();
    let batches = Batches::new(ledger, Locale::En, Box::new(Console(told))).map_err(|error| format!("no threads: {error}"))?;
    let worker = batches.clone();
    let (folder, options, wanted) = (std::path::absolute(&args.to).unwrap_or_default(), options(args), ids.clone());
    let resume = args.resume;
    let started = tokio::task::spawn_blocking(move || {
        if resume {
            Ok(worker.resume_unfinished(&library))
        } else {
            worker.start(library, folder, options, &wanted).map(Some)
        }
    });
    let view = started.await.map_err(|error| format!("a worker ended: {error}"))?;
    if view.map_err(|failure| out::sentence(&failure))?.is_none() {
        out::complain("there is nothing to go on with");
        return Ok(true);
    }
    Ok(follow(&batches, tells, ids, args.json).await)
}

async fn follow(batches: &Batches, mut tells: UnboundedReceiver<Told>, ids: Vec<String>, json: bool) -> bool {
    let bars = Bars::new(json);
    let bar = bars.add("");
    let mut open: Vec<String> = ids;
    let mut ended = HashSet::new();
    let mut all_well = true;
    loop {
        let told = tokio::select! {
            told = tells.recv() => told,
            _ = tokio::signal::ctrl_c() => {
                batches.cancel();
                return false;
            }
        };
        match told {
            None => return all_well,
            Some(Told::End(end)) => {
                ended.insert(end.poster.clone());
                all_well &= end.outcome != Outcome::Failed;
                bar.suspend(|| tell(*end, json));
            }
            Some(Told::View(view)) => {
                if let Some(total) = view.bytes_total {
                    bar.set_length(total);
                }
                bar.set_position(view.bytes);
                match view.state {
                    BatchState::Finished | BatchState::Cancelled => {
                        bar.finish_and_clear();
                        return all_well;
                    }
                    BatchState::Blocked => {
                        let Some(failure) = batches.failure() else { continue };
                        bar.finish_and_clear();
                        batches.cancel();
                        open.retain(|id| !ended.contains(id));
                        refused(&open, &failure, json);
                        return false;
                    }
                    BatchState::Running | BatchState::Pausing | BatchState::Paused => {}
                }
            }
        }
    }
}

/// What holds every poster is said once; a program gets a line for each.
fn refused(open: &[String], failure: &Failure, json: bool) {
    if json {
        for id in open {
            save::tell(id, Err(failure.clone()), true);
        }
    } else {
        out::complain(&format!("{} posters are not saved: {}", open.len(), out::sentence(failure)));
    }
}

fn tell(end: End, json: bool) {
    let ended = match end.failure {
        Some(failure) => Err(*failure),
        None => Ok(Saved {
            path: end.file.unwrap_or_default(),
            bytes: end.bytes.unwrap_or_default(),
            sha256: end.sha256,
            verified: end.verified,
            outcome: end.outcome,
        }),
    };
    save::tell(&end.poster, ended, json);
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
        conflict: args.on_conflict.policy(),
        known: if args.skip_known { OnKnown::Skip } else { OnKnown::SaveAgain },
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
