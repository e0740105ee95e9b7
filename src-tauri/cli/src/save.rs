//! `poster save`: posters into a folder.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use poster_core::signal::{Signal, Stage};
use poster_core::window::Outcome;
use poster_core::{Failure, ImageRef, Kind, Recovery, place};
use poster_host::api::Api;
use poster_host::disk::{self, OnConflict};
use poster_host::fetch::{Cancel, Progress, Wanted};
use poster_host::limits::Limits;
use poster_host::platform;
use poster_host::save::{Saved, Slots, Target, broken, fetch_into};
use poster_host::source::Source;
use serde::Serialize;
use tokio::task::JoinSet;

use crate::out::{self, Ended, Wrong};
use crate::progress::Bars;
use crate::{OnConflictArg, SaveArgs, many};

/// What became of one poster.
#[derive(Serialize)]
struct Line {
    id: String,
    path: Option<PathBuf>,
    bytes: Option<u64>,
    sha256: Option<String>,
    verified: bool,
    outcome: Outcome,
    failure: Option<Why>,
}

#[derive(Serialize)]
struct Why {
    kind: Kind,
    recovery: Recovery,
    stage: Stage,
    signal: Signal,
}

/// What all saves of one call share.
struct Call {
    /// Where addresses lead, by origin: their connections are shared.
    origins: Mutex<HashMap<url::Origin, Api>>,
    limits: Limits,
    allow_plain: bool,
    slots: Slots,
    target: Target,
    bars: Bars,
}

/// The saves under way, and what became of those that ended.
struct Run {
    call: Arc<Call>,
    saves: JoinSet<(String, Result<Saved, Failure>)>,
    json: bool,
    all_well: bool,
}

pub(crate) async fn run(args: SaveArgs) -> Result<Ended, Wrong> {
    let (addresses, ids): (Vec<String>, Vec<String>) = args.posters.iter().cloned().partition(|asked| is_address(asked));
    let ready = if args.resume { Ok(()) } else { disk::make_folder(&args.to) };
    let ready = ready.map_err(|error| Failure::desktop(platform::observe_folder(&error, &args.to, Stage::Write)));
    let mut all_well = true;
    if args.all || args.resume || !ids.is_empty() {
        all_well &= many::run(&args, ids, ready.clone()).await?;
    }
    if let Err(failure) = ready {
        for asked in &addresses {
            tell(asked, Err(failure.clone()), args.json);
        }
        return Ok(Ended::when(all_well && addresses.is_empty()));
    }
    let limits = Limits {
        connections: args.jobs.into(),
        ..Limits::default()
    };
    let mut run = Run {
        call: Arc::new(Call {
            origins: Mutex::default(),
            limits,
            allow_plain: args.source.allow_plain,
            slots: Slots::new(args.jobs.into()),
            target: Target {
                folder: args.to,
                on_conflict: args.on_conflict.policy(),
                digest: args.json,
            },
            bars: Bars::new(args.json),
        }),
        saves: JoinSet::new(),
        json: args.json,
        all_well,
    };
    for asked in addresses {
        run.begin(asked).await;
    }
    while run.end_one().await {}
    Ok(Ended::when(run.all_well))
}

impl Run {
    /// Begins one more save, waiting while there are as many as the network and the disk work on.
    async fn begin(&mut self, address: String) {
        while self.saves.len() >= self.call.limits.connections + Slots::DISK {
            self.end_one().await;
        }
        let call = Arc::clone(&self.call);
        self.saves.spawn(async move {
            let ended = save(&call, &address).await;
            (address, ended)
        });
    }

    /// Waits for one save and tells what became of it; `false` where none is under way.
    async fn end_one(&mut self) -> bool {
        match self.saves.join_next().await {
            None => false,
            Some(Ok((asked, ended))) => {
                self.all_well &= ended.is_ok();
                tell(&asked, ended, self.json);
                true
            }
            Some(Err(ended)) => {
                self.all_well = false;
                out::complain(&out::sentence(&broken(&ended, Stage::Write)));
                true
            }
        }
    }
}

/// A picture by its address: no poster of any source, so nothing is known of it.
async fn save(call: &Call, address: &str) -> Result<Saved, Failure> {
    let api = call.api_of(address)?;
    let wanted = Wanted {
        poster: None,
        image: ImageRef {
            url: address.to_owned(),
            ..ImageRef::default()
        },
    };
    let title = file_title(address);
    let bar = call.bars.add(&title);
    let on_progress = |came: Progress| {
        if let Some(total) = came.total {
            bar.set_length(total);
        }
        bar.set_position(came.received);
    };
    let name = |extension: &str| place::file_name(&title, "", extension);
    let saved = fetch_into(&api, &call.slots, &wanted, &call.target, name, &on_progress, &Cancel::new()).await;
    bar.finish_and_clear();
    saved
}

impl Call {
    /// How the server of an address is reached.
    fn api_of(&self, address: &str) -> Result<Api, Failure> {
        let source = Source::around(address, self.allow_plain)?;
        let mut origins = self.origins.lock().unwrap_or_else(PoisonError::into_inner);
        let api = origins
            .entry(source.base.origin())
            .or_insert_with(|| Api::with_limits(source, self.limits.clone()));
        Ok(api.clone())
    }
}

/// A line for one poster.
pub(crate) fn tell(asked: &str, ended: Result<Saved, Failure>, json: bool) {
    match ended {
        Ok(saved) if !json => {
            let marks = match (saved.outcome, saved.verified) {
                (Outcome::Skipped, _) => "  (was there)",
                (_, false) => "  (kept, but the picture could not be checked)",
                _ => "",
            };
            out::line(&format!("{}{marks}", saved.path.display()));
        }
        Err(failure) if !json => out::complain(&format!("{asked}: {}", out::sentence(&failure))),
        Ok(saved) => out::json(&Line {
            id: asked.to_owned(),
            path: Some(saved.path),
            bytes: Some(saved.bytes),
            sha256: saved.sha256,
            verified: saved.verified,
            outcome: saved.outcome,
            failure: None,
        }),
        Err(failure) => out::json(&Line {
            id: asked.to_owned(),
            path: None,
            bytes: None,
            sha256: None,
            verified: false,
            outcome: Outcome::Failed,
            failure: Some(Why {
                kind: failure.kind,
                recovery: failure.recovery,
                stage: failure.stage(),
                signal: failure.signal,
            }),
        }),
    }
}

fn is_address(asked: &str) -> bool {
    asked.contains("://")
}

/// The last part of an address, as its server means it to be read.
fn file_title(address: &str) -> String {
    let Ok(url) = url::Url::parse(address) else { return String::new() };
    let last = url
        .path_segments()
        .and_then(|mut segments| segments.next_back())
        .unwrap_or_default()
        .to_owned();
    percent_encoding::percent_decode_str(&last).decode_utf8_lossy().into_owned()
}

impl OnConflictArg {
    /// As the host calls it.
    pub(crate) fn policy(self) -> OnConflict {
        match self {
            Self::Skip => OnConflict::Skip,
            Self::Number => OnConflict::Number,
            Self::Overwrite => OnConflict::Overwrite,
        }
    }
}
