//! The posters of one source with their pictures, kept in the cache: each is fetched once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use poster_core::picture::Format;
use poster_core::signal::Stage;
use poster_core::{Failure, ImageRef, Poster, PosterPage};

use crate::api::{self, Api, ListQuery};
use crate::cache::{Cache, Key};
use crate::disk::{self, Draft, OnConflict};
use crate::fetch::{Cancel, Progress, Stopped, Wanted};
use crate::turns::Turns;
use crate::{filing, platform, save, thumbnail};

/// A whole picture in the cache.
#[derive(Clone, Debug)]
pub struct Original {
    /// Where it is. It may vanish: the cache is bounded.
    pub path: PathBuf,
    /// What it is.
    pub format: Format,
    /// Its length.
    pub bytes: u64,
    /// Lower-case hexadecimal.
    pub sha256: String,
    /// Whether it was found whole.
    pub verified: bool,
}

/// One source's posters and pictures.
pub struct Library {
    api: Api,
    cache: Cache,
    posters: Mutex<HashMap<String, Poster>>,
    /// One fetch a picture: whoever asks second waits for the first.
    busy: Mutex<HashMap<Key, Arc<tokio::sync::Mutex<()>>>>,
    /// What has come into sight last is fetched and drawn first.
    turns: Turns,
    /// Decoding is bounded by the machine's cores.
    decoders: tokio::sync::Semaphore,
}

impl Library {
    /// The posters behind `api`, with pictures kept in `cache`.
    pub fn new(api: Api, cache: Cache) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            turns: Turns::new(api.connections().limits.connections + cores),
            api,
            cache,
            posters: Mutex::default(),
            busy: Mutex::default(),
            decoders: tokio::sync::Semaphore::new(cores),
        }
    }

    /// How the source is reached.
    pub fn api(&self) -> &Api {
        &self.api
    }

    /// Where pictures are kept.
    pub fn folder(&self) -> &Path {
        self.cache.folder()
    }

    /// A page of posters. They are known from now on.
    pub async fn list(&self, query: &ListQuery) -> crate::Result<PosterPage> {
        let page = self.api.list(query).await?;
        self.know(&page);
        Ok(page)
    }

    /// All pages of a list, one after the other.
    pub fn pages(&self, query: ListQuery) -> Pages<'_> {
        Pages {
            library: self,
            pages: self.api.pages(query),
        }
    }

    fn know(&self, page: &PosterPage) {
        let mut posters = self.posters.lock().unwrap_or_else(PoisonError::into_inner);
        posters.extend(page.items.iter().map(|poster| (poster.id.clone(), poster.clone())));
    }

    /// A poster that has been listed.
    pub fn known(&self, id: &str) -> Option<Poster> {
        self.posters.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    /// Any poster that has been listed, always the same one of those.
    pub fn any(&self) -> Option<Poster> {
        let posters = self.posters.lock().unwrap_or_else(PoisonError::into_inner);
        posters.values().min_by(|one, other| one.id.cmp(&other.id)).cloned()
    }

    /// A poster, asked for where it has not been listed.
    pub async fn poster(&self, id: &str) -> crate::Result<Poster> {
        if let Some(poster) = self.known(id) {
            return Ok(poster);
        }
        let poster = self.api.poster(id).await?;
        self.posters
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id.to_owned(), poster.clone());
        Ok(poster)
    }

    /// The whole picture of a poster: from the cache, where it is checked again, or from the source.
    pub async fn original(&self, id: &str, on_progress: &(dyn Fn(Progress) + Sync), cancel: &Cancel) -> Result<Original, Stopped> {
        let poster = self.poster(id).await.map_err(failed)?;
        self.picture(Some(id), &poster, &poster.image, on_progress, cancel).await
    }

    /// A JPEG of at most `width` pixels across, upright, as the window shows it.
    pub async fn thumbnail(&self, id: &str, width: u32) -> crate::Result<Vec<u8>> {
        let poster = self.poster(id).await?;
        let small = poster
            .thumbnail
            .as_ref()
            .filter(|small| small.width.is_none_or(|claimed| claimed >= width));
        let image = small.unwrap_or(&poster.image);
        let key = self.key(&poster, image, &format!("thumb-{width}"));
        // A link of the small picture cannot be made anew; the poster's own can.
        let id = small.is_none().then_some(id);
        self.drawn(id, &poster, image, key, move |path| thumbnail::thumbnail(path, width)).await
    }

    /// A JPEG of the whole picture, upright, for the viewer.
    pub async fn preview(&self, id: &str) -> crate::Result<Vec<u8>> {
        let poster = self.poster(id).await?;
        let key = self.key(&poster, &poster.image, "preview");
        self.drawn(Some(id), &poster, &poster.image, key, thumbnail::preview).await
    }

    /// The pixels that the viewer shows, for the clipboard.
    pub async fn pixels(&self, id: &str) -> crate::Result<thumbnail::Pixels> {
        let original = self.whole(id).await?;
        self.decoded(move || thumbnail::pixels(&original.path)).await
    }

    /// The whole picture of a poster in a file that has its proper name, for other programs: see [`Cache::lend`].
    pub async fn named(&self, id: &str, template: &str) -> crate::Result<PathBuf> {
        let poster = self.poster(id).await?;
        let original = self.whole(id).await?;
        let size = (poster.image.width, poster.image.height);
        let relative = filing::name(template, &poster, None, size, original.format.extension()).map_err(|error| filing::bad_template(&error))?;
        let name = relative.rsplit('/').next().unwrap_or_default().to_owned();
        let cache = self.cache.clone();
        let lent = tokio::task::spawn_blocking(move || cache.lend(&original.path, &original.sha256, &name)).await;
        match lent {
            Ok(lent) => lent.map_err(|error| Failure::desktop(platform::observe_folder(&error, self.folder(), Stage::Write))),
            Err(broken) => Err(save::broken(&broken, Stage::Write)),
        }
    }

    async fn whole(&self, id: &str) -> crate::Result<Original> {
        let original = self.original(id, &|_| {}, &Cancel::new()).await;
        original.map_err(|stopped| self.ended(stopped))
    }

    /// Decodes in its turn, on a thread that may block.
    async fn decoded<T: Send + 'static>(&self, decode: impl FnOnce() -> crate::Result<T> + Send + 'static) -> crate::Result<T> {
        let _turn = self.decoders.acquire().await;
        let decoded = tokio::task::spawn_blocking(decode).await;
        decoded.unwrap_or_else(|broken| Err(save::broken(&broken, Stage::Verify)))
    }

    async fn drawn(
        &self,
        id: Option<&str>,
        poster: &Poster,
        image: &ImageRef,
        key: Key,
        draw: impl FnOnce(&Path) -> crate::Result<thumbnail::Thumb> + Send + 'static,
    ) -> crate::Result<Vec<u8>> {
        if let Some(bytes) = self.cache.read(&key) {
            return Ok(bytes);
        }
        let _shown = self.turns.take().await;
        let original = self.picture(id, poster, image, &|_| {}, &Cancel::new()).await;
        let original = original.map_err(|stopped| self.ended(stopped))?;
        let drawn = self.decoded(move || draw(&original.path)).await?;
        // What cannot be kept is drawn again next time.
        let _ = self.cache.write(&key, &drawn.jpeg);
        Ok(drawn.jpeg)
    }

    async fn picture(
        &self,
        id: Option<&str>,
        poster: &Poster,
        image: &ImageRef,
        on_progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) -> Result<Original, Stopped> {
        let key = self.key(poster, image, "original");
        let turn = {
            let mut busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
            // Pictures that nobody fetches any more are forgotten.
            busy.retain(|known, turn| *known == key || Arc::strong_count(turn) > 1);
            Arc::clone(busy.entry(key.clone()).or_default())
        };
        let _turn = turn.lock().await;
        if let Some(original) = self.look(&key).await {
            return Ok(original);
        }
        let mut draft = Draft::create(self.cache.folder()).map_err(Stopped::Sink)?;
        let wanted = Wanted {
            poster: id.map(ToOwned::to_owned),
            image: image.clone(),
        };
        let fetched = self.api.fetch(&wanted, &mut draft, on_progress, cancel).await?;
        let (verdict, draft) = save::look(draft, fetched.image).await.map_err(failed)?;
        let bytes = draft.bytes();
        let name = key.as_str().to_owned();
        let commit = move || Ok((draft.sha256()?, draft.commit(&name, OnConflict::Overwrite)?.path));
        let (sha256, path) = match tokio::task::spawn_blocking(commit).await {
            Ok(committed) => committed.map_err(Stopped::Sink)?,
            Err(broken) => return Err(failed(save::broken(&broken, Stage::Fetch))),
        };
        self.cache.make_room();
        Ok(Original {
            path,
            format: verdict.format,
            bytes,
            sha256,
            verified: verdict.is_whole(),
        })
    }

    fn ended(&self, stopped: Stopped) -> Failure {
        match stopped {
            Stopped::Failed(failure) => *failure,
            Stopped::Sink(error) => Failure::desktop(platform::observe_folder(&error, self.folder(), Stage::Fetch)),
            Stopped::Cancelled => save::cancelled(),
        }
    }

    /// The picture in the cache, if it is there and still what it was.
    async fn look(&self, key: &Key) -> Option<Original> {
        let path = self.cache.find(key)?;
        let looked = tokio::task::spawn_blocking(move || {
            let seen = disk::examine(&path).ok()?;
            let verdict = seen.verdict.ok()?;
            Some(Original {
                path,
                format: verdict.format,
                bytes: seen.bytes,
                sha256: seen.sha256,
                verified: verdict.is_whole(),
            })
        });
        looked.await.ok().flatten()
    }

    /// Names what a picture is by everything that says it has changed. A signed link changes without that.
    fn key(&self, poster: &Poster, image: &ImageRef, use_: &str) -> Key {
        let version = image
            .sha256
            .as_deref()
            .or(image.etag.as_deref())
            .or(poster.updated_at.as_deref())
            .unwrap_or_default();
        let address = image.url.split(['?', '#']).next().unwrap_or_default();
        Key::of(&[&self.api.source().key, &poster.id, address, version, use_])
    }
}

/// The pages of a list; see [`api::Pages`]. Their posters are known as they come.
pub struct Pages<'a> {
    library: &'a Library,
    pages: api::Pages,
}

impl Pages<'_> {
    /// The next page; nothing after the last one and after a failure.
    pub async fn next(&mut self) -> crate::Result<Option<PosterPage>> {
        let page = self.pages.next().await?;
        if let Some(page) = &page {
            self.library.know(page);
        }
        Ok(page)
    }
}

fn failed(failure: Failure) -> Stopped {
    Stopped::Failed(Box::new(failure))
}
