//! The posters that have been listed: a hundred thousand of them in a file, the latest in memory.

use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::PathBuf;

use poster_core::Poster;

use crate::disk::Scratch;

/// Whole records in memory. What is on screen, and a few screens around it.
const LATEST: usize = 512;

/// Where a poster's record is.
#[derive(Clone, Copy)]
struct Place {
    at: u64,
    length: u32,
    /// Of the record: an unchanged one is not written again.
    digest: u32,
}

/// Posters by id.
pub(super) struct Records {
    folder: PathBuf,
    /// Made with the first poster. `None` also where the disk takes none.
    file: Option<Scratch>,
    places: HashMap<Box<str>, Place>,
    latest: HashMap<String, Poster>,
    /// Their ids, the oldest first.
    order: VecDeque<String>,
}

impl Records {
    /// No poster yet; the file will be in this folder.
    pub(super) fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            file: None,
            places: HashMap::new(),
            latest: HashMap::new(),
            order: VecDeque::new(),
        }
    }

    /// Keeps a poster instead of what was known under its id.
    pub(super) fn keep(&mut self, poster: &Poster) {
        // Where the disk takes nothing, all stay in memory.
        let written = self.write(poster).is_ok();
        if self.latest.insert(poster.id.clone(), poster.clone()).is_none() {
            self.order.push_back(poster.id.clone());
        }
        if written {
            self.forget();
        }
    }

    /// The poster of an id.
    pub(super) fn find(&mut self, id: &str) -> Option<Poster> {
        if let Some(poster) = self.latest.get(id) {
            return Some(poster.clone());
        }
        self.read(*self.places.get(id)?).ok()
    }

    /// The first id by the alphabet.
    pub(super) fn first(&self) -> Option<String> {
        let kept = self.places.keys().map(AsRef::as_ref);
        kept.chain(self.latest.keys().map(String::as_str)).min().map(str::to_owned)
    }

    fn write(&mut self, poster: &Poster) -> io::Result<()> {
        let record = serde_json::to_vec(poster)?;
        let mut hasher = DefaultHasher::new();
        record.hash(&mut hasher);
        let (length, digest) = (record.len() as u32, hasher.finish() as u32);
        let known = self.places.get(poster.id.as_str());
        if known.is_some_and(|known| (known.length, known.digest) == (length, digest)) {
            return Ok(());
        }
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(Scratch::create_in(&self.folder)?),
        };
        let at = file.append(&record)?;
        self.places.insert(poster.id.as_str().into(), Place { at, length, digest });
        Ok(())
    }

    fn read(&self, place: Place) -> io::Result<Poster> {
        let file = self.file.as_ref().ok_or(io::ErrorKind::NotFound)?;
        Ok(serde_json::from_slice(&file.read(place.at, place.length as usize)?)?)
    }

    /// What is in the file need not be in memory.
    fn forget(&mut self) {
        let mut left = self.order.len();
        while self.latest.len() > LATEST && left > 0 {
            left -= 1;
            let Some(oldest) = self.order.pop_front() else { return };
            if self.places.contains_key(oldest.as_str()) {
                self.latest.remove(&oldest);
            } else {
                self.order.push_back(oldest);
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    fn poster(n: usize, title: &str) -> Poster {
        Poster {
            id: format!("p-{n}"),
            title: title.into(),
            updated_at: Some("2026-03-08T00:00:00Z".into()),
            ..Poster::default()
        }
    }

    #[test]
    fn every_poster_is_found_and_few_are_in_memory() {
        let mut records = Records::new(std::env::temp_dir());
        for n in 0..3000 {
            records.keep(&poster(n, "海报"));
        }
        let length = records.file.as_ref().unwrap().len();
        for n in (0..3000).rev() {
            records.keep(&poster(n, "海报"));
            assert_eq!(records.find(&format!("p-{n}")), Some(poster(n, "海报")));
        }
        assert_eq!(records.file.as_ref().unwrap().len(), length, "what has not changed is not written again");
        records.keep(&poster(7, "新"));
        for n in 0..1000 {
            records.keep(&poster(n + 5000, "other"));
        }
        assert_eq!(records.find("p-7").unwrap().title, "新");
        assert!(records.latest.len() <= LATEST && records.order.len() <= LATEST);
        assert_eq!(records.first().as_deref(), Some("p-0"));
        assert_eq!(records.find("p"), None);
    }

    #[test]
    fn where_the_disk_takes_none_all_are_in_memory() {
        let mut records = Records::new(std::env::temp_dir().join("no such folder"));
        for n in 0..1000 {
            records.keep(&poster(n, "海报"));
        }
        assert_eq!(records.find("p-0"), Some(poster(0, "海报")));
        assert_eq!(records.first().as_deref(), Some("p-0"));
    }
}
