//! `poster save`: posters into a folder.

use std::path::{Path, PathBuf};

use futures_util::StreamExt as _;
use poster_core::signal::{Signal, Stage};
use poster_core::window::Outcome;
use poster_core::{Failure, ImageRef, Kind, Recovery, place};
use poster_host::api::Api;
use poster_host::disk::{self, OnConflict};
use poster_host::fetch::{Cancel, Wanted};
use poster_host::platform;
use poster_host::save::{Saved, fetch_into};
use poster_host::source::Source;
use serde::Serialize;

use crate::out::{self, Ended, Wrong};
use crate::progress::Bars;
use crate::{OnConflictArg, SaveArgs, many};

/// Polite to a server: the connections that a browser would open.
const AT_ONCE: usize = 6;

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

pub(crate) async fn run(args: SaveArgs) -> Result<Ended, Wrong> {
    let (addresses, ids): (Vec<String>, Vec<String>) = args.posters.iter().cloned().partition(|asked| is_address(asked));
    let ready = if args.resume { Ok(()) } else { disk::make_folder(&args.to) };
    let ready = ready.map_err(|error| Failure::desktop(platform::observe_folder(&error, &args.to, Stage::Write)));
    let mut all_well = true;
    if args.all || args.resume || !ids.is_empty() {
        all_well &= many::run(&args, ids, ready.clone()).await?;
    }
    let bars = Bars::new(args.json);
    let on_conflict = args.on_conflict.policy();
    let saves = addresses.iter().map(|asked| {
        let (bars, ready, folder, allow_plain) = (&bars, &ready, &args.to, args.source.allow_plain);
        async move {
            let ended = match ready {
                Ok(()) => save(asked, folder, on_conflict, allow_plain, bars).await,
                Err(failure) => Err(failure.clone()),
            };
            (asked, ended)
        }
    });
    let mut saves = futures_util::stream::iter(saves).buffer_unordered(AT_ONCE);
    while let Some((asked, ended)) = saves.next().await {
        all_well &= ended.is_ok();
        tell(asked, ended, args.json);
    }
    Ok(Ended::when(all_well))
}

/// A picture by its address: no poster of any source, so nothing is known of it.
async fn save(asked: &str, folder: &Path, on_conflict: OnConflict, allow_plain: bool, bars: &Bars) -> Result<Saved, Failure> {
    let api = Api::new(Source::around(asked, allow_plain)?);
    let wanted = Wanted {
        poster: None,
        image: ImageRef {
            url: asked.to_owned(),
            ..ImageRef::default()
        },
    };
    let title = file_title(asked);
    let bar = bars.add(&title);
    let on_progress = |came: poster_host::fetch::Progress| {
        if let Some(total) = came.total {
            bar.set_length(total);
        }
        bar.set_position(came.received);
    };
    let name = |extension: &str| place::file_name(&title, "", extension);
    let saved = fetch_into(&api, &wanted, folder, name, on_conflict, &on_progress, &Cancel::new()).await;
    bar.finish_and_clear();
    saved
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
            sha256: Some(saved.sha256),
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
