//! The posters of one source with their pictures, kept in the cache: each is fetched once.

mod addresses;
mod records;

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use poster_core::picture::Format;
use poster_core::signal::Stage;
use poster_core::{Failure, ImageRef, Poster, PosterPage};

use crate::api::{self, Api, ListQuery};
use crate::cache::{Cache, Key};
use crate::disk::{self, Draft};
use crate::fetch::{Cancel, Fetched, Progress, Sink, Stopped, Wanted};
use crate::limits::Limits;
use crate::turns::{Turn, Turns};
use crate::{filing, platform, save, thumbnail};

use addresses::Addresses;
use records::Records;

/// A server's own small picture is no larger than this.
const SMALL: usize = 8 << 20;
/// A picture whose source does not say when it changes is fetched again after so many seconds.
const BELIEVED: u64 = 60 * 60;

/// A whole picture in the cache, to be saved.
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
    /// Of a library whose posters are addresses.
    addresses: Option<Addresses>,
    cache: Cache,
    posters: Mutex<Records>,
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
        Self::made(api, None, cache)
    }

    /// Pictures by their addresses, which are their ids: posters of no source, of which nothing else is known.
    pub fn of_addresses(limits: Limits, allow_plain: bool, cache: Cache) -> Self {
        let addresses = Addresses::new(limits, allow_plain);
        Self::made(addresses.nowhere.clone(), Some(addresses), cache)
    }

    fn made(api: Api, addresses: Option<Addresses>, cache: Cache) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            turns: Turns::new(api.connections().limits.connections + cores),
            api,
            addresses,
            posters: Mutex::new(Records::new(cache.folder().to_owned())),
            cache,
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
        let mut posters = self.posters();
        for poster in &page.items {
            posters.keep(poster);
        }
    }

    /// A poster that has been listed.
    pub fn known(&self, id: &str) -> Option<Poster> {
        self.posters().find(id)
    }

    /// Any poster that has been listed, always the same one of those.
    pub fn any(&self) -> Option<Poster> {
        let mut posters = self.posters();
        let first = posters.first()?;
        posters.find(&first)
    }

    /// A poster, asked for where it has not been listed.
    pub async fn poster(&self, id: &str) -> crate::Result<Poster> {
        match self.known(id) {
            Some(poster) => Ok(poster),
            None => self.renewed(id).await,
        }
    }

    /// A poster as its source has it now.
    pub async fn renewed(&self, id: &str) -> crate::Result<Poster> {
        if self.addresses.is_some() {
            return Ok(addresses::poster(id));
        }
        let poster = self.api.poster(id).await?;
        self.posters().keep(&poster);
        Ok(poster)
    }

    /// The whole picture of a poster, to be saved: the bytes that the source has now. A copy in the cache will do only where
    /// the source has announced its digest.
    pub async fn original(&self, id: &str, on_progress: &(dyn Fn(Progress) + Sync), cancel: &Cancel) -> Result<Original, Stopped> {
        let poster = self.poster(id).await.map_err(failed)?;
        let key = self.key(&poster, &poster.image, "original");
        let _turn = self.turn_of(&key).await;
        if let Some(announced) = poster.image.sha256.clone()
            && let Some(original) = blocking(Stage::Fetch, self.find(&key, announced)).await.map_err(failed)?
        {
            return Ok(original);
        }
        let (draft, image) = self.fetched(Some(id), &poster.image, on_progress, cancel).await?;
        let (cache, name) = (self.cache.clone(), key);
        let kept = blocking(Stage::Fetch, move || {
            let verdict = save::check(&draft, &image)?;
            let cached = |error: io::Error| Failure::desktop(platform::observe_folder(&error, cache.folder(), Stage::Fetch));
            Ok(Original {
                format: verdict.format,
                bytes: draft.bytes(),
                sha256: draft.sha256().map_err(cached)?,
                verified: verdict.is_whole(),
                path: cache.keep(draft, &name).map_err(cached)?,
            })
        });
        kept.await.and_then(std::convert::identity).map_err(failed)
    }

    /// Fetches the picture of a poster into a sink: see [`Api::fetch`].
    pub(crate) async fn fetch(
        &self,
        poster: &Poster,
        sink: &mut dyn Sink,
        on_progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) -> Result<Fetched, Stopped> {
        let mut wanted = Wanted {
            poster: Some(poster.id.clone()),
            image: poster.image.clone(),
        };
        let Some(addresses) = &self.addresses else {
            return self.api.fetch(&wanted, sink, on_progress, cancel).await;
        };
        // Nobody could make a link anew.
        wanted.poster = None;
        let api = addresses.api_of(&poster.image.url).map_err(failed)?;
        api.fetch(&wanted, sink, on_progress, cancel).await
    }

    /// A JPEG of at most `width` pixels across, upright, as the window shows it.
    pub async fn thumbnail(&self, id: &str, width: u32) -> crate::Result<Vec<u8>> {
        let poster = self.poster(id).await?;
        let image = small_of(&poster, width).unwrap_or(&poster.image);
        let key = self.key(&poster, image, &format!("thumb-{width}"));
        if let Some(bytes) = self.cached(&key).await {
            return Ok(bytes);
        }
        let _shown = self.shown().await?;
        let drawn = match self.drawn(&poster, width).await {
            Ok(drawn) => drawn,
            // A link may have expired, and only the record has a new one.
            Err(failure) => {
                let renewed = self.renewed(id).await.unwrap_or_else(|_| poster.clone());
                self.drawn_again(&poster, &renewed, width, failure).await?
            }
        };
        self.cache(key, drawn.clone()).await;
        Ok(drawn)
    }

    /// A JPEG of the whole picture, upright, for the viewer.
    pub async fn preview(&self, id: &str) -> crate::Result<Vec<u8>> {
        let poster = self.poster(id).await?;
        let key = self.key(&poster, &poster.image, "preview");
        if let Some(bytes) = self.cached(&key).await {
            return Ok(bytes);
        }
        let _shown = self.shown().await?;
        let drawn = self.picture(&poster, |path| thumbnail::preview(path).map(|drawn| drawn.jpeg)).await?;
        self.cache(key, drawn.clone()).await;
        Ok(drawn)
    }

    /// The pixels that the viewer shows, for the clipboard.
    pub async fn pixels(&self, id: &str) -> crate::Result<thumbnail::Pixels> {
        let poster = self.poster(id).await?;
        self.picture(&poster, thumbnail::pixels).await
    }

    /// The whole picture of a poster in a file that has its proper name, for other programs: see [`Cache::lend`].
    pub async fn named(&self, id: &str, template: &str) -> crate::Result<PathBuf> {
        let original = self.original(id, &|_| {}, &Cancel::new()).await;
        let original = original.map_err(|stopped| self.ended(stopped))?;
        let poster = self.poster(id).await?;
        let size = (poster.image.width, poster.image.height);
        let relative = filing::name(template, &poster, (None, 0), size, original.format.extension()).map_err(|error| filing::bad_template(&error))?;
        let name = relative.rsplit('/').next().unwrap_or_default().to_owned();
        let cache = self.cache.clone();
        let lent = blocking(Stage::Write, move || cache.lend(&original.path, &original.sha256, &name)).await?;
        lent.map_err(|error| self.at_cache(&error))
    }

    async fn drawn(&self, poster: &Poster, width: u32) -> crate::Result<Vec<u8>> {
        match small_of(poster, width) {
            Some(small) => self.drawn_small(small, width).await,
            None => self.drawn_whole(poster, width).await,
        }
    }

    async fn drawn_whole(&self, poster: &Poster, width: u32) -> crate::Result<Vec<u8>> {
        self.picture(poster, move |path| thumbnail::thumbnail(path, width).map(|drawn| drawn.jpeg))
            .await
    }

    /// By what its source says of it now; where the small picture is gone, from the whole one.
    async fn drawn_again(&self, before: &Poster, now: &Poster, width: u32, failure: Failure) -> crate::Result<Vec<u8>> {
        let (changed, small) = (now != before, small_of(before, width).is_some());
        if changed && let Ok(drawn) = self.drawn(now, width).await {
            return Ok(drawn);
        }
        if small { self.drawn_whole(now, width).await } else { Err(failure) }
    }

    /// A thumbnail of the server's own small picture, which is kept nowhere.
    async fn drawn_small(&self, image: &ImageRef, width: u32) -> crate::Result<Vec<u8>> {
        let mut small = Small::default();
        let wanted = Wanted {
            // A link of the small picture cannot be made anew; the poster's own can.
            poster: None,
            image: image.clone(),
        };
        let fetched = self.api.fetch(&wanted, &mut small, &|_| {}, &Cancel::new()).await;
        fetched.map_err(|stopped| self.ended(stopped))?;
        self.decoded(move || thumbnail::thumbnail_of(&small.0, width).map(|drawn| drawn.jpeg))
            .await
    }

    /// What is made of a poster's whole picture: of the one in the cache, or a new one where there is none, or none that is
    /// any good.
    async fn picture<T: Send + 'static>(
        &self,
        poster: &Poster,
        make: impl Fn(&Path) -> crate::Result<T> + Clone + Send + 'static,
    ) -> crate::Result<T> {
        let key = self.key(poster, &poster.image, "original");
        let _turn = self.turn_of(&key).await;
        let (cache, known, from_cache) = (self.cache.clone(), key.clone(), make.clone());
        let found = self
            .decoded(move || Ok(cache.find(&known).and_then(|path| from_cache(&path).ok())))
            .await?;
        if let Some(made) = found {
            return Ok(made);
        }
        let fetched = self.fetched(Some(&poster.id), &poster.image, &|_| {}, &Cancel::new()).await;
        let (draft, _) = fetched.map_err(|stopped| self.ended(stopped))?;
        let cache = self.cache.clone();
        let kept = blocking(Stage::Fetch, move || cache.keep(draft, &key)).await?;
        let path = kept.map_err(|error| self.at_cache(&error))?;
        self.decoded(move || make(&path)).await
    }

    /// A picture on its way into the cache, and what was announced of it.
    async fn fetched(
        &self,
        id: Option<&str>,
        image: &ImageRef,
        on_progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) -> Result<(Draft, ImageRef), Stopped> {
        let folder = self.cache.folder().to_owned();
        let begun = blocking(Stage::Fetch, move || Draft::create(&folder)).await.map_err(failed)?;
        let mut draft = begun.map_err(Stopped::Sink)?;
        let wanted = Wanted {
            poster: id.map(ToOwned::to_owned),
            image: image.clone(),
        };
        let fetched = self.api.fetch(&wanted, &mut draft, on_progress, cancel).await?;
        Ok((draft, fetched.image))
    }

    /// The picture in the cache that has this digest.
    fn find(&self, key: &Key, sha256: String) -> impl FnOnce() -> Option<Original> + Send + 'static {
        let (cache, key) = (self.cache.clone(), key.clone());
        move || {
            let path = cache.find(&key)?;
            let seen = disk::examine(&path).ok().filter(|seen| seen.sha256 == sha256)?;
            let verdict = seen.verdict.ok()?;
            Some(Original {
                path,
                format: verdict.format,
                bytes: seen.bytes,
                sha256,
                verified: verdict.is_whole(),
            })
        }
    }

    async fn turn_of(&self, key: &Key) -> tokio::sync::OwnedMutexGuard<()> {
        let turn = {
            let mut busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
            // Pictures that nobody fetches any more are forgotten.
            busy.retain(|known, turn| known == key || Arc::strong_count(turn) > 1);
            Arc::clone(busy.entry(key.clone()).or_default())
        };
        turn.lock_owned().await
    }

    /// A turn to have a picture made; none for what has been scrolled past.
    async fn shown(&self) -> crate::Result<Turn> {
        self.turns.take().await.ok_or_else(save::cancelled)
    }

    /// Decodes in its turn, on a thread that may block.
    async fn decoded<T: Send + 'static>(&self, decode: impl FnOnce() -> crate::Result<T> + Send + 'static) -> crate::Result<T> {
        let _turn = self.decoders.acquire().await;
        blocking(Stage::Verify, decode).await?
    }

    async fn cached(&self, key: &Key) -> Option<Vec<u8>> {
        let (cache, key) = (self.cache.clone(), key.clone());
        blocking(Stage::Fetch, move || cache.read(&key)).await.ok().flatten()
    }

    /// Keeps what was drawn. What cannot be kept is drawn again next time.
    async fn cache(&self, key: Key, drawn: Vec<u8>) {
        let cache = self.cache.clone();
        let _ = blocking(Stage::Fetch, move || cache.write(&key, &drawn)).await;
    }

    fn ended(&self, stopped: Stopped) -> Failure {
        match stopped {
            Stopped::Failed(failure) => *failure,
            Stopped::Sink(error) => self.at_cache(&error),
            Stopped::Cancelled => save::cancelled(),
        }
    }

    fn at_cache(&self, error: &io::Error) -> Failure {
        Failure::desktop(platform::observe_folder(error, self.folder(), Stage::Fetch))
    }

    fn posters(&self) -> MutexGuard<'_, Records> {
        self.posters.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Names what a picture is by everything that says it has changed. A signed link changes without that.
    fn key(&self, poster: &Poster, image: &ImageRef, use_: &str) -> Key {
        let said = image.sha256.as_deref().or(image.etag.as_deref()).or(poster.updated_at.as_deref());
        // Where nothing says so, it is believed for a while.
        let hour = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / BELIEVED);
        let version = said.map_or_else(|| hour.to_string(), ToOwned::to_owned);
        let source = self.api.source();
        Key::of(&[&source.key, &poster.id, source.lasting(&image.url), &version, use_])
    }
}

/// The server's own small picture, where it is large enough.
fn small_of(poster: &Poster, width: u32) -> Option<&ImageRef> {
    let small = poster.thumbnail.as_ref();
    small.filter(|small| small.width.is_none_or(|claimed| claimed >= width))
}

/// A server's own small picture on its way.
#[derive(Default)]
struct Small(Vec<u8>);

impl Sink for Small {
    fn start(&mut self, _expected: Option<u64>) -> io::Result<()> {
        self.0.clear();
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.0.len() + bytes.len() > SMALL {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(())
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

/// Does something on a thread that may block.
async fn blocking<T: Send + 'static>(stage: Stage, act: impl FnOnce() -> T + Send + 'static) -> crate::Result<T> {
    tokio::task::spawn_blocking(act).await.map_err(|broken| save::broken(&broken, stage))
}

fn failed(failure: Failure) -> Stopped {
    Stopped::Failed(Box::new(failure))
}
