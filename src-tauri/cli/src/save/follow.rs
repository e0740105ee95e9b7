//! A batch on the console: what it tells while it runs, and when it stops.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::pin::Pin;

use poster_core::Failure;
use poster_core::window::{BatchState, BatchView, Outcome};
use poster_host::batch::{Batches, Doors, End};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::{Run, tell};
use crate::out;
use crate::progress::Bars;

/// What a batch tells while it runs.
pub(super) enum Told {
    View(Box<BatchView>),
    End(Box<End>),
}

/// Nobody sits in front of it: what would be a dialog ends the batch.
pub(super) struct Console {
    tells: UnboundedSender<Told>,
    json: bool,
}

impl Console {
    /// The console, and what it is told.
    pub(super) fn new(json: bool) -> (Self, UnboundedReceiver<Told>) {
        let (tells, told) = unbounded_channel();
        (Self { tells, json }, told)
    }
}

impl Doors for Console {
    fn choose_folder(&self) -> Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + '_>> {
        Box::pin(async { None })
    }

    fn sign_in(&self) {}

    fn folder(&self, _folder: &Path) {}

    fn batch(&self, view: Option<&BatchView>) {
        if let Some(view) = view {
            // Whoever listened has seen enough.
            let _ = self.tells.send(Told::View(Box::new(view.clone())));
        }
    }

    fn ended(&self, end: &End) {
        let _ = self.tells.send(Told::End(Box::new(end.clone())));
    }

    fn wants_digest(&self) -> bool {
        self.json
    }
}

/// Tells what becomes of a batch until it ends, or is stopped by Ctrl+C or by a refusal.
pub(super) async fn follow(batches: &Batches, id: u32, tells: &mut UnboundedReceiver<Told>, ids: Vec<String>, json: bool) -> Run {
    let bars = Bars::new(json);
    let bar = bars.add("");
    let mut open: Vec<String> = ids;
    let mut ended = HashSet::new();
    let mut all_well = true;
    loop {
        let told = tokio::select! {
            told = tells.recv() => told,
            _ = tokio::signal::ctrl_c() => {
                bar.finish_and_clear();
                suspend(batches, tells, json).await;
                return Run::Stopped;
            }
        };
        match told {
            None => return Run::Done(all_well),
            Some(Told::End(end)) => {
                all_well &= end.outcome != Outcome::Failed;
                bar.suspend(|| tell(&end, json));
                ended.insert(end.poster);
            }
            Some(Told::View(view)) if view.id == id => {
                if let Some(total) = view.bytes_total {
                    bar.set_length(total);
                }
                bar.set_position(view.bytes);
                match view.state {
                    BatchState::Finished | BatchState::Cancelled => {
                        bar.finish_and_clear();
                        return Run::Done(all_well);
                    }
                    BatchState::Blocked => {
                        let Some(failure) = batches.failure() else { continue };
                        bar.finish_and_clear();
                        ended.extend(suspend(batches, tells, json).await);
                        open.retain(|id| !ended.contains(id));
                        refused(&open, view.waiting, &failure, json);
                        return Run::Stopped;
                    }
                    // Nobody can go on with it here but who has just asked to.
                    BatchState::Paused if view.resumed => drop(batches.resume()),
                    BatchState::Running | BatchState::Pausing | BatchState::Paused => {}
                }
            }
            Some(Told::View(_)) => {}
        }
    }
}

/// The journal stays, for `--resume`. The posters that came to their end meanwhile are told of.
async fn suspend(batches: &Batches, tells: &mut UnboundedReceiver<Told>, json: bool) -> Vec<String> {
    let batches = batches.clone();
    // A run that cannot even be suspended is one that was killed: the next one knows what to do.
    let _ = tokio::task::spawn_blocking(move || batches.suspend()).await;
    let mut ended = Vec::new();
    while let Ok(told) = tells.try_recv() {
        if let Told::End(end) = told {
            tell(&end, json);
            ended.push(end.poster);
        }
    }
    ended
}

/// What holds every poster is said once; a program gets a line for each.
fn refused(open: &[String], waiting: u32, failure: &Failure, json: bool) {
    if json {
        for id in open {
            tell(&End::failed(id.clone(), String::new(), Box::new(failure.clone())), true);
        }
    } else {
        out::complain(&format!("{waiting} posters are not saved: {}", out::sentence(failure)));
    }
}
