//! Putting posters where the user wants them: what they are called, in which subfolder, in which format, what
//! stands beside them; and the ledger's row.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use poster_core::picture::Verdict;
use poster_core::place::{self, Fields, TemplateError};
use poster_core::signal::{Signal, Stage};
use poster_core::window::{BatchOptions, Convert, OnConflict, OnKnown, Outcome, Remark};
use poster_core::{DesktopSignal, Failure, Poster};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use url::Url;

use crate::convert::{self, Converted};
use crate::decode::CONVERTING;
use crate::disk::{self, Draft};
use crate::fetch::Sink as _;
use crate::ledger::{self, Entry, ItemState, Ledger};
use crate::save::{Saved, at_folder, commit};
use crate::trouble::{is_signed, unsigned};
use crate::{inspect, platform};

/// Where posters of one source go, and how. Clones share what names were given.
#[derive(Clone)]
pub struct Filing {
    /// The folder. It is there, or saving says that it is not.
    pub folder: PathBuf,
    /// What the user chose.
    pub options: BatchOptions,
    /// What was saved before.
    pub ledger: Ledger,
    /// See [`crate::source::Source::key`].
    pub source: String,
    /// Whether every poster's SHA-256 is wanted. It costs a read of the whole file.
    pub digest: bool,
    batch: Arc<Batch>,
}

/// What the posters of one batch share.
#[derive(Default)]
struct Batch {
    /// How many they are.
    count: u32,
    /// The paths given, and to which poster: none takes the place of another one of its batch.
    given: Mutex<HashMap<String, u32>>,
    /// What the ledger knew of them at the start; nothing of a poster that was not asked about.
    known: HashMap<String, Vec<Entry>>,
    /// Pictures that are being put away, by length and sample: of equal ones the second waits for the first.
    busy: Mutex<HashMap<(u64, String), Turn>>,
}

/// Whose it is, puts a content away.
type Turn = Arc<Mutex<()>>;

/// Which poster of a batch is put away.
#[derive(Clone, Copy, Debug, Default)]
pub struct Slot {
    /// From 1, for the name.
    pub index: Option<u32>,
    /// The batch and the place in it, for the journal.
    pub item: Option<(i64, u32)>,
    /// It may have been put away just before the app was killed: the same bytes under its name are that poster.
    pub again: bool,
}

impl Filing {
    /// Nothing has been given a name yet.
    pub fn new(folder: PathBuf, options: BatchOptions, ledger: Ledger, source: &str) -> Self {
        Self {
            folder,
            options,
            ledger,
            source: source.to_owned(),
            digest: false,
            batch: Arc::default(),
        }
    }

    /// For a batch of these posters: asks the ledger about all of them at once. Blocks.
    #[must_use]
    pub(crate) fn for_batch<'a>(mut self, posters: impl ExactSizeIterator<Item = (&'a str, Option<&'a str>)>) -> Self {
        let count = posters.len() as u32;
        let mut known = HashMap::new();
        if self.options.known != OnKnown::SaveAgain {
            known.extend(posters.map(|(poster, sha256)| (poster.to_owned(), self.candidates(&identity(poster), sha256))));
        }
        self.batch = Arc::new(Batch {
            count,
            known,
            ..Batch::default()
        });
        self
    }

    /// Whether the ledger can tell without a look at the disk that a poster is to be saved.
    pub(crate) fn is_new(&self, poster: &Poster) -> bool {
        self.options.known == OnKnown::SaveAgain || self.batch.known.get(&poster.id).is_some_and(Vec::is_empty)
    }

    /// The file of a poster that need not be saved: it is there, and the source has no newer version. Blocks.
    pub fn known(&self, poster: &Poster) -> Option<Entry> {
        if self.options.known == OnKnown::SaveAgain {
            return None;
        }
        let asked;
        let candidates = if let Some(known) = self.batch.known.get(&poster.id) {
            known
        } else {
            asked = self.candidates(&identity(&poster.id), poster.image.sha256.as_deref());
            &asked
        };
        let (id, version) = (identity(&poster.id), ledger::version(poster));
        let sha256 = poster.image.sha256.as_deref().unwrap_or_default();
        let same = |entry: &&Entry| {
            let same_version = version.is_empty() || entry.version.is_empty() || version == entry.version;
            let is_it = entry.poster == id && entry.source == self.source;
            let same_bytes = !sha256.is_empty() && entry.sha256 == sha256;
            ((is_it && same_version) || same_bytes) && self.counts(entry)
        };
        candidates.iter().find(same).cloned()
    }

    /// The rows that may say that a poster is saved.
    fn candidates(&self, poster: &str, sha256: Option<&str>) -> Vec<Entry> {
        let mut found = self.ledger.copies(&self.source, poster);
        found.extend(sha256.map(|sha256| self.ledger.holders(sha256)).unwrap_or_default());
        found
    }

    /// Whether a file is there, and where the user wants it to be.
    fn counts(&self, entry: &Entry) -> bool {
        let place = self.options.known == OnKnown::SkipAnywhere || entry.path.starts_with(&self.folder);
        place && disk::is_there(&entry.path, entry.bytes)
    }

    /// Where a poster was saved last.
    pub(crate) fn path_of(&self, poster: &str) -> Option<PathBuf> {
        self.ledger.latest(&self.source, &identity(poster)).map(|entry| entry.path)
    }

    /// Notes the name that a poster was given before the app was closed.
    pub(crate) fn note_given(&self, path: &Path, place: u32) {
        self.take(path, place + 1);
    }

    /// Notes that a poster was left out because its bytes are in this file: it counts as saved there. Does not block.
    pub(crate) fn note_known(&self, poster: &Poster, found: &Entry, slot: Slot) {
        if let Some((batch, place)) = slot.item {
            self.ledger.note(batch, place, ItemState::Skipped, None);
        }
        if found.poster != identity(&poster.id) || found.source != self.source {
            self.ledger.record_soon(Entry {
                version: ledger::version(poster).to_owned(),
                path: found.path.clone(),
                bytes: found.bytes,
                sha256: found.sha256.clone(),
                sample: found.sample.clone(),
                ..self.entry(poster, slot)
            });
        }
    }

    /// Gives a whole and checked picture its place, and keeps the row. Blocks.
    ///
    /// What fails can be tried again with the same draft.
    pub fn put(&self, draft: &mut Draft, verdict: &Verdict, poster: &Poster, slot: Slot) -> crate::Result<Saved> {
        let at_target = |error: std::io::Error| at_folder(&error, &self.folder, None);
        let sample = draft.sample().map_err(at_target)?;
        if self.digest || self.options.sidecar || self.options.convert.is_some() {
            draft.sha256().map_err(at_target)?;
        }
        let skip = self.options.known != OnKnown::SaveAgain;
        // Of two equal pictures the second finds the first in its place.
        let turn = skip.then(|| self.turn(draft.bytes(), &sample));
        let _turn = turn.as_ref().map(|turn| turn.lock().unwrap_or_else(PoisonError::into_inner));
        if skip && let Some(found) = self.twin(draft, &sample) {
            let saved = Saved {
                path: found.path.clone(),
                bytes: draft.bytes(),
                sha256: draft.known_sha256(),
                verified: verdict.is_whole(),
                outcome: Outcome::Skipped,
                remark: None,
            };
            self.note_known(poster, &found, slot);
            return Ok(saved);
        }
        let (saved, converted) = match self.options.convert {
            None => (self.name(draft, verdict, poster, slot, verdict.format.extension())?, false),
            Some(wanted) => self.converted(draft, verdict, poster, slot, wanted)?,
        };
        // What the source sent is what is recognised later, whatever became of it here.
        let mut saved = Saved {
            sha256: draft.known_sha256(),
            ..saved
        };
        if saved.outcome == Outcome::NameTaken {
            if let Some((batch, place)) = slot.item {
                self.ledger.note(batch, place, ItemState::NameTaken, None);
            }
            return Ok(saved);
        }
        // A row that cannot be written now is written with the next one: the poster itself is saved.
        self.ledger.record(Entry {
            sha256: saved.sha256.clone().unwrap_or_default(),
            sample: if converted { String::new() } else { sample },
            bytes: saved.bytes,
            path: saved.path.clone(),
            ..self.entry(poster, slot)
        });
        if self.options.sidecar && saved.outcome == Outcome::Saved && self.describe(&saved, poster).is_err() {
            saved.remark = Some(Remark::NoSidecar);
        }
        Ok(saved)
    }

    /// Saves the picture in the wanted format. Whether the file holds something else than what came.
    fn converted(&self, draft: &mut Draft, verdict: &Verdict, poster: &Poster, slot: Slot, wanted: Convert) -> crate::Result<(Saved, bool)> {
        let at_target = |error: std::io::Error| at_folder(&error, &self.folder, None);
        let own = verdict.format.extension();
        let room = CONVERTING.take(draft.bytes());
        let bytes = draft.read(inspect::MOST_BYTES).map_err(at_target)?;
        let converted = convert::convert(&bytes, wanted);
        drop((bytes, room));
        match converted {
            Converted::Not => Ok((self.name(draft, verdict, poster, slot, own)?, false)),
            Converted::Impossible => {
                let saved = self.name(draft, verdict, poster, slot, own)?;
                let remark = Some(Remark::NotConverted);
                Ok((Saved { remark, ..saved }, false))
            }
            Converted::To(converted, extension) => {
                let mut other = Draft::create(&self.folder).map_err(at_target)?;
                other.start(Some(converted.len() as u64)).map_err(at_target)?;
                other.write(&converted).map_err(at_target)?;
                if wanted.keep_original {
                    self.name(draft, verdict, poster, slot, own)?;
                }
                Ok((self.name(&mut other, verdict, poster, slot, extension)?, true))
            }
        }
    }

    fn turn(&self, bytes: u64, sample: &str) -> Turn {
        let mut busy = self.batch.busy.lock().unwrap_or_else(PoisonError::into_inner);
        busy.retain(|_, turn| Arc::strong_count(turn) > 1);
        Arc::clone(busy.entry((bytes, sample.to_owned())).or_default())
    }

    /// A file that was saved from the same bytes.
    fn twin(&self, draft: &Draft, sample: &str) -> Option<Entry> {
        let holders = draft.known_sha256().map(|sha256| self.ledger.holders(&sha256)).unwrap_or_default();
        let by_digest = holders.into_iter().find(|entry| self.counts(entry));
        by_digest.or_else(|| {
            let twins = self.ledger.twins(draft.bytes(), sample).into_iter();
            twins.into_iter().find(|entry| self.counts(entry) && draft.equals(&entry.path))
        })
    }

    fn name(&self, draft: &mut Draft, verdict: &Verdict, poster: &Poster, slot: Slot, extension: &str) -> crate::Result<Saved> {
        let place = (slot.index, self.batch.count);
        let relative = name(&self.options.template, poster, place, (verdict.width, verdict.height), extension)
            .unwrap_or_else(|_| place::file_name(&poster.title, &poster.id, extension));
        let mut folder = self.folder.clone();
        let mut parts: Vec<&str> = relative.split('/').collect();
        let file = parts.pop().unwrap_or_default();
        for part in parts {
            folder = disk::subfolder(&folder, part).map_err(|error| at_folder(&error, &folder, None))?;
        }
        let path = folder.join(file);
        let index = slot.index.unwrap_or_default();
        let first = self.take(&path, index);
        let there = if slot.again {
            // Named before the app was killed, and not yet noted: also under a number.
            disk::numbered_like(&folder, file, |path| self.is_free_for(path, index) && draft.equals(path))
        } else if self.options.known != OnKnown::SaveAgain || self.options.conflict == OnConflict::Skip {
            disk::existing(&folder, file).filter(|path| draft.equals(path))
        } else {
            None
        };
        if let Some(path) = there {
            self.take(&path, index);
            return Ok(Saved {
                path,
                bytes: draft.bytes(),
                sha256: None,
                verified: verdict.is_whole(),
                outcome: if slot.again { Outcome::Saved } else { Outcome::Skipped },
                remark: None,
            });
        }
        draft.move_to(folder.clone());
        let on_conflict = if first { self.options.conflict } else { OnConflict::Number };
        let saved = commit(draft, verdict, &folder, file, on_conflict)?;
        self.take(&saved.path, index);
        Ok(saved)
    }

    /// Whether nobody else in this batch was given this path, or one that some system takes for the same. The poster of
    /// this index has it from now on, if so; a poster that is tried again finds its own.
    fn take(&self, path: &Path, index: u32) -> bool {
        let key = place::collision_key(&path.to_string_lossy());
        *self.given().entry(key).or_insert(index) == index
    }

    fn is_free_for(&self, path: &Path, index: u32) -> bool {
        let key = place::collision_key(&path.to_string_lossy());
        self.given().get(&key).is_none_or(|owner| *owner == index)
    }

    fn given(&self) -> std::sync::MutexGuard<'_, HashMap<String, u32>> {
        self.batch.given.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A row without its file.
    fn entry(&self, poster: &Poster, slot: Slot) -> Entry {
        Entry {
            source: self.source.clone(),
            poster: identity(&poster.id).into_owned(),
            title: poster.title.clone(),
            version: ledger::version(poster).to_owned(),
            at: ledger::now(),
            item: slot.item,
            ..Entry::default()
        }
    }

    /// Writes what is known of the poster into a file of its name with `.json` behind, and over none but its own.
    /// Addresses stay out: they may be signed.
    fn describe(&self, saved: &Saved, poster: &Poster) -> std::io::Result<()> {
        let id = identity(&poster.id);
        let about = serde_json::json!({
            "id": id,
            "title": poster.title,
            "campaign": poster.campaign,
            "tags": poster.tags,
            "updated_at": poster.updated_at,
            "starts_at": poster.starts_at,
            "ends_at": poster.ends_at,
            "source": self.source,
            "sha256": saved.sha256,
            "bytes": saved.bytes,
            "saved_at": OffsetDateTime::now_utc().format(&Rfc3339).unwrap_or_default(),
        });
        let (Some(folder), Some(picture)) = (saved.path.parent(), saved.path.file_name()) else {
            return Ok(());
        };
        let name = format!("{}.json", picture.to_string_lossy());
        let own = disk::existing(folder, &name).is_some_and(|there| {
            let before = disk::read_text(&there)
                .ok()
                .and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok());
            before.is_some_and(|before| before["id"] == *id && before["source"] == self.source.as_str())
        });
        let over = own || self.options.conflict == OnConflict::Overwrite;
        let mut draft = Draft::create(folder)?;
        draft.write(format!("{about:#}\n").as_bytes())?;
        let on_conflict = if over { OnConflict::Overwrite } else { OnConflict::Number };
        draft.commit(&name, on_conflict).map(drop)
    }
}

/// What a poster is known by. Where that is an address, the signature in it is another one each time, and a secret.
fn identity(id: &str) -> Cow<'_, str> {
    match Url::parse(id) {
        Ok(address) if id.contains("://") && is_signed(&address) => Cow::Owned(unsigned(&address).into()),
        _ => Cow::Borrowed(id),
    }
}

/// The relative path that a pattern gives a poster, with its folders parted by `/`. `place` is its number from 1, and how
/// many there are.
pub fn name(
    template: &str,
    poster: &Poster,
    place: (Option<u32>, u32),
    (width, height): (Option<u32>, Option<u32>),
    extension: &str,
) -> Result<String, TemplateError> {
    let changed = poster.updated_at.as_deref().and_then(|date| OffsetDateTime::parse(date, &Rfc3339).ok());
    // The day as the source writes it; else today, here.
    let date = changed.unwrap_or_else(|| OffsetDateTime::now_local().unwrap_or_else(|_| OffsetDateTime::now_utc()));
    place::name_from_template(
        template,
        &Fields {
            title: &poster.title,
            id: &poster.id,
            campaign: poster.campaign.as_deref().unwrap_or_default(),
            date: &date.date().to_string(),
            index: place.0,
            count: place.1,
            width,
            height,
            extension,
        },
    )
}

/// The relative path that a pattern will give a poster, as far as it is known before its bytes have come.
pub fn preview(template: &str, poster: &Poster, index: u32) -> Result<String, TemplateError> {
    let claimed = poster.image.media_type.as_deref().and_then(|claim| claim.strip_prefix("image/"));
    let extension = match claimed.unwrap_or("jpg") {
        "jpeg" => "jpg",
        other => other,
    };
    let size = (poster.image.width, poster.image.height);
    name(template, poster, (Some(index), 0), size, extension)
}

/// A pattern that cannot be used, as a failure of whoever asked for it.
pub fn bad_template(error: &TemplateError) -> Failure {
    Failure::new(Signal::Desktop(DesktopSignal {
        os: Some(platform::os()),
        stage: Stage::Other,
        io: Some("InvalidInput".into()),
        detail: Some(format!("the pattern of names: {error}")),
        ..DesktopSignal::default()
    }))
}

#[cfg(test)]
mod tests {
    use super::identity;

    #[test]
    fn a_signature_is_no_part_of_what_a_poster_is() {
        let signed = |signature: &str| identity(&format!("https://shop.example/a.php?id=7&expires=1&sig={signature}")).into_owned();
        assert_eq!(signed("one"), "https://shop.example/a.php?id=7");
        assert_eq!(signed("one"), signed("other"));
        for plain in ["sakura", "https://shop.example/a.php?id=7", "a?sig=b"] {
            assert_eq!(identity(plain), plain);
        }
    }
}
