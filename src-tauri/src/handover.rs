//! Posters as files for other programs: for the clipboard, and to be dragged out of the window.

use std::path::PathBuf;
use std::sync::Arc;

use poster_core::window::{BatchOptions, OnKnown};
use poster_core::{DesktopSignal, Failure};
use poster_host::filing::Filing;
use poster_host::library::Library;
use poster_host::platform;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::app::App;
use crate::blocking;

/// Posters that are handed over at once, at most.
pub(crate) const MOST: usize = 100;
/// Posters that are fetched at the same time for it.
const AT_ONCE: usize = 6;

/// A file of each poster, in their order: the one that was saved, where it is still there, else a copy of the cached
/// picture under its proper name. Fetches what is not at hand.
pub(crate) async fn files(app: &App, posters: &[String]) -> poster_host::Result<Vec<PathBuf>> {
    if posters.len() > MOST {
        return Err(too_many(posters.len()));
    }
    let library = app.driver().library();
    let options = BatchOptions {
        known: OnKnown::SkipAnywhere,
        ..app.options()
    };
    let template = options.template.clone();
    let ledger = app.batches().ledger().clone();
    let filing = Filing::new(app.driver().folder(), options, ledger, &library.api().source().key);
    let slots = Arc::new(Semaphore::new(AT_ONCE));
    let mut coming = JoinSet::new();
    for (place, poster) in posters.iter().cloned().enumerate() {
        let (library, filing, template, slots) = (library.clone(), filing.clone(), template.clone(), slots.clone());
        coming.spawn(async move {
            let _slot = slots.acquire().await;
            file(&library, filing, &template, &poster).await.map(|file| (place, file))
        });
    }
    let mut files = Vec::with_capacity(posters.len());
    while let Some(came) = coming.join_next().await {
        // The first failure drops the set, which ends the others.
        files.push(came.map_err(|broken| poster_host::save::broken(&broken, poster_core::signal::Stage::Fetch))??);
    }
    files.sort_unstable();
    Ok(files.into_iter().map(|(_, file)| file).collect())
}

async fn file(library: &Library, filing: Filing, template: &str, id: &str) -> poster_host::Result<PathBuf> {
    let poster = library.poster(id).await?;
    match blocking::run(move || filing.known(&poster)).await? {
        Some(saved) => Ok(saved.path),
        None => library.named(id, template).await,
    }
}

fn too_many(posters: usize) -> Failure {
    Failure::desktop(DesktopSignal {
        os: Some(platform::os()),
        io: Some("InvalidInput".into()),
        detail: Some(format!("{posters} posters are more than the {MOST} that can be handed over at once")),
        ..DesktopSignal::default()
    })
}
