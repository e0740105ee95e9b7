//! `poster save`: posters into a folder.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use poster_core::signal::{Signal, Stage};
use poster_core::window::Outcome;
use poster_core::{Failure, ImageRef, Kind, Poster, Recovery, place};
use poster_host::api::{Api, ListQuery};
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
use crate::source;
use crate::{OnConflictArg, SaveArgs};

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

/// What is to be saved.
enum Wish {
    /// As the source lists it.
    Poster(Api, Box<Poster>),
    /// To be asked for.
    Id(Api, String),
    /// A picture that belongs to no poster.
    Address(String),
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
    let limits = Limits {
        connections: args.jobs.into(),
        ..Limits::default()
    };
    let ids = args.all || args.posters.iter().any(|asked| !is_address(asked));
    let open = if ids {
        Some(source::open_within(&args.source, limits.clone()).await?)
    } else {
        None
    };
    let made = disk::make_folder(&args.to).map_err(|error| Failure::desktop(platform::observe_folder(&error, &args.to, Stage::Write)));
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
        all_well: true,
    };
    if let Err(failure) = made {
        for asked in args.posters {
            tell(&asked, Err(failure.clone()), args.json);
        }
        if args.all {
            out::complain(&out::sentence(&failure));
        }
        return Ok(Ended::Failed);
    }
    for asked in args.posters {
        let wish = match open.as_ref().filter(|_| !is_address(&asked)) {
            Some(open) => Wish::Id(open.api.clone(), asked),
            None => Wish::Address(asked),
        };
        run.begin(wish).await;
    }
    if let Some(open) = open.as_ref().filter(|_| args.all) {
        let mut pages = open.api.pages(ListQuery::default());
        loop {
            match pages.next().await {
                Ok(Some(page)) => {
                    for poster in page.items {
                        run.begin(Wish::Poster(open.api.clone(), Box::new(poster))).await;
                    }
                }
                Ok(None) => break,
                Err(failure) => {
                    out::complain(&out::sentence(&failure));
                    run.all_well = false;
                    break;
                }
            }
        }
    }
    while run.end_one().await {}
    Ok(Ended::when(run.all_well))
}

impl Run {
    /// Begins one more save, waiting while there are as many as the network and the disk work on.
    async fn begin(&mut self, wish: Wish) {
        while self.saves.len() >= self.call.limits.connections + Slots::DISK {
            self.end_one().await;
        }
        let call = Arc::clone(&self.call);
        self.saves.spawn(async move {
            let asked = match &wish {
                Wish::Poster(_, poster) => poster.id.clone(),
                Wish::Id(_, asked) | Wish::Address(asked) => asked.clone(),
            };
            (asked, save(&call, wish).await)
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

async fn save(call: &Call, wish: Wish) -> Result<Saved, Failure> {
    let (api, wanted, title) = match wish {
        Wish::Poster(api, poster) => of_poster(api, *poster),
        Wish::Id(api, id) => {
            let poster = api.poster(&id).await?;
            of_poster(api, poster)
        }
        Wish::Address(address) => {
            let image = ImageRef {
                url: address.clone(),
                ..ImageRef::default()
            };
            (call.api_of(&address)?, Wanted { poster: None, image }, file_title(&address))
        }
    };
    let bar = call.bars.add(&title);
    let on_progress = |came: Progress| {
        if let Some(total) = came.total {
            bar.set_length(total);
        }
        bar.set_position(came.received);
    };
    let id = wanted.poster.clone().unwrap_or_default();
    let name = |extension: &str| place::file_name(&title, &id, extension);
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

fn of_poster(api: Api, poster: Poster) -> (Api, Wanted, String) {
    let wanted = Wanted {
        poster: Some(poster.id),
        image: poster.image,
    };
    (api, wanted, poster.title)
}

fn tell(asked: &str, ended: Result<Saved, Failure>, json: bool) {
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
    fn policy(self) -> OnConflict {
        match self {
            Self::Skip => OnConflict::Skip,
            Self::Number => OnConflict::Number,
            Self::Overwrite => OnConflict::Overwrite,
        }
    }
}
