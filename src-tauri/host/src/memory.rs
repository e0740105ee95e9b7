//! What was listed before, so that an unchanged list costs one small answer.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use poster_core::PosterPage;
use url::Url;

/// How many pages are remembered.
const PAGES: usize = 8;
/// A page with more posters is asked for anew each time.
const POSTERS: usize = 1000;

/// The latest pages with their entity tags, bounded in number and size.
#[derive(Debug, Default)]
pub(crate) struct Memory(Mutex<VecDeque<Remembered>>);

/// One page as it came.
#[derive(Clone, Debug)]
pub(crate) struct Remembered {
    pub(crate) url: Url,
    pub(crate) etag: String,
    pub(crate) page: PosterPage,
}

impl Memory {
    /// The page that `url` gave last.
    pub(crate) fn recall(&self, url: &Url) -> Option<Remembered> {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.iter().find(|known| known.url == *url).cloned()
    }

    /// Keeps a page instead of an older one of the same address.
    pub(crate) fn keep(&self, fresh: Remembered) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.retain(|known| known.url != fresh.url);
        if fresh.page.items.len() <= POSTERS {
            pages.push_front(fresh);
        }
        pages.truncate(PAGES);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: usize, etag: &str, posters: usize) -> Remembered {
        Remembered {
            url: Url::parse(&format!("https://shop.example/?page={number}")).expect("an address"),
            etag: etag.into(),
            page: PosterPage {
                items: vec![poster_core::Poster::default(); posters],
                ..PosterPage::default()
            },
        }
    }

    #[test]
    fn the_latest_pages_stay() {
        let memory = Memory::default();
        for number in 0..16 {
            memory.keep(page(number, "old", 1));
        }
        memory.keep(page(10, "new", 1));
        memory.keep(page(11, "new", POSTERS + 1));
        let tag = |number| memory.recall(&page(number, "", 0).url).map(|known| known.etag);
        assert_eq!(tag(10).as_deref(), Some("new"));
        assert_eq!((tag(11), tag(0)), (None, None));
        assert_eq!(tag(15).as_deref(), Some("old"));
    }
}
