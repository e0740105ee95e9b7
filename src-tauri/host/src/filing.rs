//! Putting posters where the user wants them: what they are called, in which subfolder, in which format, what
//! stands beside them; and the ledger's row.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use poster_core::picture::Verdict;
use poster_core::place::{self, Fields, TemplateError};
use poster_core::signal::{Signal, Stage};
use poster_core::window::{BatchOptions, OnConflict, OnKnown, Outcome};
use poster_core::{DesktopSignal, Failure, Poster};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::disk::{self, Draft};
use crate::fetch::Sink as _;
use crate::ledger::{self, Entry, Ledger};
use crate::save::{Saved, at_folder, commit};
use crate::{convert, inspect, platform};

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
    /// The paths given in this batch: a poster never takes the place of another one of its batch.
    given: Arc<Mutex<HashSet<String>>>,
}

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
            given: Arc::default(),
        }
    }

    /// The file of a poster that need not be saved: it is there, and the source has no newer version. Blocks.
    pub fn known(&self, poster: &Poster) -> Option<PathBuf> {
        if self.options.known == OnKnown::SaveAgain {
            return None;
        }
        let version = ledger::version(poster);
        let same = |entry: &Entry| version.is_empty() || entry.version.is_empty() || version == entry.version;
        let by_id = self.ledger.latest(&self.source, &poster.id).filter(same).map(|entry| entry.path);
        by_id
            .filter(|path| disk::is_file(path))
            .or_else(|| self.holder(poster.image.sha256.as_deref()?))
    }

    /// A file below the folder that holds these bytes.
    fn holder(&self, sha256: &str) -> Option<PathBuf> {
        let inside = |entry: &Entry| entry.path.starts_with(&self.folder) && disk::is_there(&entry.path, entry.bytes);
        self.ledger.holders(sha256).into_iter().find(inside).map(|entry| entry.path)
    }

    /// Notes a name that was given before the app was closed.
    pub(crate) fn note_given(&self, path: &Path) {
        self.take(path);
    }

    /// Notes that a poster was left out because its bytes are in this file: it counts as saved there.
    pub fn note_known(&self, poster: &Poster, path: &Path, slot: Slot) {
        if self.ledger.latest(&self.source, &poster.id).is_some_and(|entry| entry.path == path) {
            return;
        }
        self.ledger.record(Entry {
            source: self.source.clone(),
            poster: poster.id.clone(),
            title: poster.title.clone(),
            sample: String::new(),
            version: ledger::version(poster).to_owned(),
            sha256: poster.image.sha256.clone().unwrap_or_default(),
            bytes: poster.image.bytes.unwrap_or_default(),
            path: path.to_owned(),
            at: ledger::now(),
            item: slot.item,
        });
    }

    /// Gives a whole and checked picture its place, and keeps the row. Blocks.
    pub fn put(&self, draft: Draft, verdict: &Verdict, poster: &Poster, slot: Slot) -> crate::Result<Saved> {
        let bytes = draft.bytes();
        let at_target = |error: std::io::Error| at_folder(&error, &self.folder, Some(bytes));
        let sha256 = draft.sha256().map_err(at_target)?;
        if self.options.known == OnKnown::Skip
            && let Some(path) = self.holder(&sha256)
        {
            let known = Saved {
                path,
                bytes,
                sha256: Some(sha256),
                verified: verdict.is_whole(),
                outcome: Outcome::Skipped,
            };
            self.keep(&known, poster, slot);
            return Ok(known);
        }
        let converted = self.options.convert.and_then(|wanted| {
            let bytes = draft.read(inspect::MOST_BYTES).ok()?;
            convert::convert(&bytes, wanted).map(|(bytes, extension)| (bytes, extension, wanted.keep_original))
        });
        let saved = match converted {
            None => self.name(draft, verdict, poster, slot, verdict.format.extension())?,
            Some((bytes, extension, keep_original)) => {
                let mut other = Draft::create(&self.folder).map_err(at_target)?;
                other.start(Some(bytes.len() as u64)).map_err(at_target)?;
                other.write(&bytes).map_err(at_target)?;
                if keep_original {
                    self.name(draft, verdict, poster, slot, verdict.format.extension())?;
                } else {
                    drop(draft);
                }
                self.name(other, verdict, poster, slot, extension)?
            }
        };
        // What the source sent is what is recognised later, whatever became of it here.
        let saved = Saved {
            sha256: Some(sha256),
            ..saved
        };
        if self.options.sidecar && saved.outcome == Outcome::Saved {
            write_sidecar(&saved, poster, &self.source).map_err(at_target)?;
        }
        self.keep(&saved, poster, slot);
        Ok(saved)
    }

    fn name(&self, mut draft: Draft, verdict: &Verdict, poster: &Poster, slot: Slot, extension: &str) -> crate::Result<Saved> {
        let relative = name(&self.options.template, poster, slot.index, (verdict.width, verdict.height), extension)
            .unwrap_or_else(|_| place::file_name(&poster.title, &poster.id, extension));
        let mut folder = self.folder.clone();
        let mut parts: Vec<&str> = relative.split('/').collect();
        let file = parts.pop().unwrap_or_default();
        for part in parts {
            folder = disk::subfolder(&folder, part).map_err(|error| at_folder(&error, &folder, None))?;
        }
        let bytes = draft.bytes();
        let path = folder.join(file);
        let first = self.take(&path);
        let may_be_it = slot.again || self.options.known == OnKnown::Skip;
        if may_be_it
            && let Some(there) = disk::existing(&folder, file)
            && let Ok(sha256) = draft.sha256()
            && disk::holds(&there, bytes, &sha256)
        {
            return Ok(Saved {
                path: there,
                bytes,
                sha256: Some(sha256),
                verified: verdict.is_whole(),
                outcome: if slot.again { Outcome::Saved } else { Outcome::Skipped },
            });
        }
        draft.move_to(folder.clone());
        let on_conflict = if first { self.options.conflict } else { OnConflict::Number };
        commit(draft, verdict, &folder, file, on_conflict, None)
    }

    /// Whether nobody in this batch was given this path, or one that some system takes for the same.
    fn take(&self, path: &Path) -> bool {
        let key = place::collision_key(&path.to_string_lossy());
        self.given.lock().unwrap_or_else(PoisonError::into_inner).insert(key)
    }

    fn keep(&self, saved: &Saved, poster: &Poster, slot: Slot) {
        let entry = Entry {
            source: self.source.clone(),
            poster: poster.id.clone(),
            title: poster.title.clone(),
            sample: String::new(),
            version: ledger::version(poster).to_owned(),
            sha256: saved.sha256.clone().unwrap_or_default(),
            bytes: saved.bytes,
            path: saved.path.clone(),
            at: ledger::now(),
            item: slot.item,
        };
        // A row that cannot be written now is written with the next one: the poster itself is saved.
        self.ledger.record(entry);
    }
}

/// The relative path that a pattern gives a poster, with its folders parted by `/`.
pub fn name(
    template: &str,
    poster: &Poster,
    index: Option<u32>,
    (width, height): (Option<u32>, Option<u32>),
    extension: &str,
) -> Result<String, TemplateError> {
    let changed = poster.updated_at.as_deref().and_then(|date| OffsetDateTime::parse(date, &Rfc3339).ok());
    let date = changed.unwrap_or_else(OffsetDateTime::now_utc).date();
    place::name_from_template(
        template,
        &Fields {
            title: &poster.title,
            id: &poster.id,
            campaign: poster.campaign.as_deref().unwrap_or_default(),
            date: &date.to_string(),
            index,
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
    name(template, poster, Some(index), (poster.image.width, poster.image.height), extension)
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

/// What is known of the poster, in a file of its name with `.json` behind. Addresses stay out: they may be signed.
fn write_sidecar(saved: &Saved, poster: &Poster, source: &str) -> std::io::Result<()> {
    let mut name = saved.path.clone().into_os_string();
    name.push(".json");
    let about = serde_json::json!({
        "id": poster.id,
        "title": poster.title,
        "campaign": poster.campaign,
        "tags": poster.tags,
        "updated_at": poster.updated_at,
        "starts_at": poster.starts_at,
        "ends_at": poster.ends_at,
        "source": source,
        "sha256": saved.sha256,
        "bytes": saved.bytes,
        "saved_at": OffsetDateTime::now_utc().format(&Rfc3339).unwrap_or_default(),
    });
    disk::replace(Path::new(&name), format!("{about:#}\n").as_bytes())
}
