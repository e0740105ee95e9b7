//! Lists of posters, each with what the ledger knows of it.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use poster_core::window::{Mark, Only, Page, Selection};
use poster_core::{Poster, PosterCard};
use poster_host::api::ListQuery;
use poster_host::ledger;
use tauri::{AppHandle, Emitter as _, Manager as _};

use crate::app::App;

/// Posters that may be selected at once.
const MOST: usize = 100_000;
/// Pages that are asked for in one call, while they hold nothing new.
const PAGES: usize = 50;
/// How long marks are collected before they are sent together.
const PACE: Duration = Duration::from_millis(150);

/// A page with its marks. Of the new ones only, the first page that has any.
pub(crate) async fn page(handle: &AppHandle, app: &App, query: &ListQuery, only: Only) -> poster_host::Result<Page> {
    let library = app.driver().library();
    let mut query = query.clone();
    let mut skipped = 0;
    for _ in 0..PAGES {
        let page = library.list(&query).await?;
        skipped += page.skipped;
        let items = marked(app, page.items).await;
        let items: Vec<PosterCard> = items.into_iter().filter(|card| only == Only::All || card.saved.is_none()).collect();
        if !items.is_empty() || page.next_cursor.is_none() {
            look(handle, &items);
            return Ok(Page {
                items,
                next_cursor: page.next_cursor,
                skipped,
            });
        }
        query.cursor = page.next_cursor;
    }
    Ok(Page {
        items: Vec::new(),
        next_cursor: query.cursor,
        skipped,
    })
}

/// The ids of all pages. `None`: another request has superseded this one.
pub(crate) async fn select(app: &App, query: ListQuery, only: Only) -> poster_host::Result<Option<Selection>> {
    let request = app.begin_selecting();
    let library = app.driver().library();
    let mut pages = library.pages(query);
    let mut ids = Vec::new();
    while ids.len() <= MOST
        && let Some(page) = pages.next().await?
    {
        if !app.is_selecting(request) {
            return Ok(None);
        }
        let cards = match only {
            Only::All => page.items.iter().map(PosterCard::from).collect(),
            Only::New => marked(app, page.items).await,
        };
        ids.extend(cards.into_iter().filter(|card| card.saved.is_none()).map(|card| card.id));
    }
    let truncated = ids.len() > MOST;
    ids.truncate(MOST);
    Ok(Some(Selection { ids, truncated }))
}

/// The cards with what the ledger knows. Whether the files are still there is sent later: a disk that does not answer
/// delays no list.
async fn marked(app: &App, posters: Vec<Poster>) -> Vec<PosterCard> {
    let (ledger, source) = (app.batches().ledger().clone(), app.driver().library().api().source().key.clone());
    let unmarked: Vec<PosterCard> = posters.iter().map(PosterCard::from).collect();
    let looked = tauri::async_runtime::spawn_blocking(move || {
        let marks = ledger.marks_unseen(&source, posters.iter().map(|poster| (poster.id.as_str(), ledger::version(poster))));
        let mut cards: Vec<PosterCard> = posters.iter().map(PosterCard::from).collect();
        for (card, mark) in cards.iter_mut().zip(marks) {
            card.saved = mark;
        }
        cards
    });
    // A ledger that cannot be asked marks nothing.
    looked.await.unwrap_or(unmarked)
}

/// Looks at the files of these posters, and sends the marks that have changed.
fn look(handle: &AppHandle, cards: &[PosterCard]) {
    let before: Vec<PosterCard> = cards.iter().filter(|card| card.saved.is_some()).cloned().collect();
    if before.is_empty() {
        return;
    }
    let handle = handle.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let Some(app) = handle.try_state::<App>() else { return };
        let (ledger, library) = (app.batches().ledger(), app.driver().library());
        let posters: Vec<Poster> = before.iter().filter_map(|card| library.known(&card.id)).collect();
        let marks = ledger.marks(
            &library.api().source().key,
            posters.iter().map(|poster| (poster.id.as_str(), ledger::version(poster))),
        );
        let marks = posters.into_iter().zip(marks).map(|(poster, saved)| Mark { poster: poster.id, saved });
        let news = marks.filter(|mark| before.iter().any(|card| card.id == mark.poster && card.saved != mark.saved));
        let news: Vec<Mark> = news.collect();
        // Ids are unique within one source: the marks of the last one are of no use to the window.
        if !news.is_empty() && Arc::ptr_eq(&library, &app.driver().library()) {
            // A window that has been closed needs no events.
            let _ = handle.emit("marks", news);
        }
    });
}

/// Posters whose marks have changed since they were sent to the window.
#[derive(Default)]
pub(crate) struct Fresh(Mutex<HashSet<String>>);

impl Fresh {
    /// A poster was saved: its mark is sent, together with those that follow closely.
    pub(crate) fn note(handle: &AppHandle, poster: &str) {
        let Some(app) = handle.try_state::<App>() else { return };
        let first = {
            let mut fresh = app.fresh().0.lock().unwrap_or_else(PoisonError::into_inner);
            fresh.insert(poster.to_owned());
            fresh.len() == 1
        };
        if !first {
            return;
        }
        let handle = handle.clone();
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(PACE).await;
            let Some(app) = handle.try_state::<App>() else { return };
            let fresh = std::mem::take(&mut *app.fresh().0.lock().unwrap_or_else(PoisonError::into_inner));
            let library = app.driver().library();
            let posters = fresh.into_iter().filter_map(|id| library.known(&id)).collect();
            let marks: Vec<Mark> = marked(&app, posters)
                .await
                .into_iter()
                .map(|card| Mark {
                    poster: card.id,
                    saved: card.saved,
                })
                .collect();
            // A window that has been closed needs no events.
            let _ = handle.emit("marks", marks);
        });
    }
}
