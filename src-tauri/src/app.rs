//! What stands behind the window: settings, source, and the driver of the flow.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use poster_core::window::{BatchOptions, BatchState, FolderLabel, Hello, Layout, LedgerState, Notice, SourceLabel, Theme};
use poster_core::{CONTRACT_HASH, Locale, Poster, PosterCard, State};
use poster_demo::{Demo, Options};
use poster_host::api::{Api, ListQuery};
use poster_host::batch::Batches;
use poster_host::cache::{self, Cache};
use poster_host::driver::Driver;
use poster_host::ledger::Ledger;
use poster_host::library::Library;
use poster_host::settings::{Found, Settings, Updates};
use poster_host::source::{Source, Token};
use poster_host::{disk, filing, keychain, platform};
use tauri::{AppHandle, Emitter as _};

use crate::doors::WindowDoors;
use crate::marks::Fresh;

/// Bytes that a temporary cache may hold, where the usual one cannot be used.
const TEMPORARY: u64 = 128 * 1024 * 1024;

/// The app behind its window.
pub(crate) struct App {
    driver: Driver,
    settings: Mutex<Settings>,
    /// Held while the settings are written: the newest are written last.
    storing: Mutex<()>,
    file: Option<PathBuf>,
    /// Started when it is first used; runs until the app ends.
    demo: tokio::sync::OnceCell<Demo>,
    cache: Cache,
    batches: Batches,
    fresh: Fresh,
    /// A token that no keychain keeps: known until the app is closed.
    session_token: Mutex<Option<(String, Token)>>,
    /// See [`saves`](Self::saves).
    saves: tokio::sync::RwLock<()>,
    /// What went wrong at start without keeping the app from starting.
    notices: Vec<Notice>,
    /// The number of the last request to select everything: an earlier one gives up.
    selecting: AtomicU64,
    /// Whether the user was asked if the window may close.
    asked_to_close: AtomicBool,
}

/// The settings as they were kept, before the app is open.
pub(crate) struct Kept {
    settings: Settings,
    file: Option<PathBuf>,
    damaged: bool,
}

impl Kept {
    /// Reads them. Damaged ones are set aside, and the usual ones taken.
    pub(crate) fn read() -> Self {
        let file = Settings::file();
        let (settings, damaged) = match file.as_deref().map(Settings::load) {
            Some(Found::Settings(settings)) => (settings, false),
            Some(Found::Damaged { .. }) => (Settings::default(), true),
            None => (Settings::default(), false),
        };
        Self { settings, file, damaged }
    }

    /// What the window is dressed in.
    pub(crate) fn theme(&self) -> Theme {
        self.settings.theme
    }
}

impl App {
    /// Starts the demo if it is the source, and makes the flow's driver.
    pub(crate) fn open(handle: &AppHandle, kept: Kept) -> io::Result<Self> {
        let Kept { settings, file, damaged } = kept;
        let mut notices = Vec::from_iter(damaged.then_some(Notice::SettingsDamaged));
        let cache = Cache::shared().or_else(|_| {
            notices.push(Notice::CacheUnavailable);
            Cache::open(std::env::temp_dir().join("poster-companion"), TEMPORARY)
        })?;
        let demo = tokio::sync::OnceCell::new();
        let runtime = tauri::async_runtime::handle().inner().clone();
        let source = runtime.block_on(async {
            match settings.source.as_deref().map(|address| Source::parse(address, settings.allow_plain)) {
                Some(Ok(source)) => Ok(with_kept_token(source)),
                // Only a file edited by hand can hold such an address: see `hello`.
                Some(Err(_)) | None => demo_source(&demo).await,
            }
        })?;
        let library = Arc::new(Library::new(Api::new(source), cache.clone()));
        let folder = settings.folder.clone().unwrap_or_else(disk::default_folder);
        // Only the default folder is created. One that the user chose and that is gone is reported as gone.
        if settings.folder.is_none() {
            let _ = disk::make_folder(&folder);
        }
        let ledger = Ledger::open(Ledger::file().as_deref());
        let emitter = handle.clone();
        // A window that has been closed needs no events.
        ledger.listen(move |_| drop(emitter.emit("notices", ())));
        let (swept, kept) = (folder.clone(), ledger.clone());
        runtime.spawn_blocking(move || {
            disk::sweep(&swept, &kept.parts());
            kept.check();
        });
        let locale = settings.locale.unwrap_or_else(system_locale);
        let batches = Batches::new(ledger.clone(), locale, Box::new(WindowDoors::new(handle.clone())))?;
        let doors = Box::new(WindowDoors::new(handle.clone()));
        let driver = Driver::new(runtime, library, ledger, settings.saving.clone(), folder, locale, doors);
        Ok(Self {
            driver,
            settings: Mutex::new(settings),
            storing: Mutex::default(),
            file,
            demo,
            cache,
            batches,
            fresh: Fresh::default(),
            session_token: Mutex::default(),
            saves: tokio::sync::RwLock::default(),
            notices,
            selecting: AtomicU64::default(),
            asked_to_close: AtomicBool::default(),
        })
    }

    /// The flow's driver.
    pub(crate) fn driver(&self) -> &Driver {
        &self.driver
    }

    /// Whether posters are being saved.
    pub(crate) fn busy(&self) -> bool {
        matches!(self.driver.view().state, State::Fetching | State::Writing) || self.batches.busy()
    }

    /// Held by whatever begins to save, until [`busy`](Self::busy) tells of it; and by an update, alone, while it replaces the
    /// app. So no save begins while the app is replaced, and the app is not replaced while one begins.
    pub(crate) fn saves(&self) -> &tokio::sync::RwLock<()> {
        &self.saves
    }

    /// How the app is kept up to date.
    pub(crate) fn updates(&self) -> Updates {
        self.settings().updates.clone()
    }

    /// Changes how the app is kept up to date.
    pub(crate) fn change_updates(&self, change: impl FnOnce(&mut Updates)) {
        self.change(|settings| change(&mut settings.updates));
    }

    /// The batches.
    pub(crate) fn batches(&self) -> &Batches {
        &self.batches
    }

    /// Marks that the window has not been sent yet.
    pub(crate) fn fresh(&self) -> &Fresh {
        &self.fresh
    }

    /// The window has been closed: the flow leaves, and what the ledger could not write yet is tried a last time.
    pub(crate) fn close(&self) {
        self.driver.close();
        self.batches.ledger().flush();
    }

    /// Whether the user has to be asked before the window closes: posters are coming in, and the question is new.
    pub(crate) fn asks_before_closing(&self) -> bool {
        let state = self.batches.view().map(|view| view.state);
        matches!(state, Some(BatchState::Running | BatchState::Pausing)) && !self.asked_to_close.swap(true, Ordering::Relaxed)
    }

    /// The window stays: it asks again next time.
    pub(crate) fn stays(&self) {
        self.asked_to_close.store(false, Ordering::Relaxed);
    }

    /// A new request to select everything. Any earlier one is superseded.
    pub(crate) fn begin_selecting(&self) -> u64 {
        self.selecting.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Whether this request is still the last one.
    pub(crate) fn is_selecting(&self, request: u64) -> bool {
        self.selecting.load(Ordering::Relaxed) == request
    }

    /// Resumes the batch that a killed run left behind.
    pub(crate) fn resume_unfinished(&self) {
        let (batches, library) = (self.batches.clone(), self.driver.library());
        tauri::async_runtime::spawn_blocking(move || batches.resume_unfinished(&library));
    }

    /// How posters are saved.
    pub(crate) fn options(&self) -> BatchOptions {
        self.settings().saving.clone()
    }

    /// Changes how posters are saved. Fails where no poster could be named by the pattern.
    pub(crate) fn set_options(&self, options: &BatchOptions) -> poster_host::Result<()> {
        filing::preview(&options.template, &Poster::default(), 1).map_err(|error| filing::bad_template(&error))?;
        self.driver.set_options(options.clone());
        self.change(|settings| settings.saving = options.clone());
        Ok(())
    }

    /// Changes how posters are laid out.
    pub(crate) fn set_layout(&self, layout: Layout) {
        self.change(|settings| settings.layout = layout);
    }

    /// What the window needs to draw its first frame.
    pub(crate) fn hello(&self) -> Hello {
        let settings = self.settings();
        let library = self.driver.library();
        let source = library.api().source();
        let mut notices = self.notices.clone();
        if source.label().demo && settings.source.is_some() {
            notices.push(Notice::SourceUnreadable);
        }
        notices.extend(match self.batches.ledger().state() {
            LedgerState::Ok => None,
            LedgerState::Rebuilt => Some(Notice::LedgerRebuilt),
            LedgerState::Unavailable => Some(Notice::LedgerUnavailable),
        });
        Hello {
            version: env!("CARGO_PKG_VERSION").into(),
            os: platform::os(),
            locale: self.driver.locale(),
            theme: settings.theme,
            source: SourceLabel {
                key: source.key.clone(),
                name: source.name.clone(),
                host: source.base.host_str().unwrap_or_default().into(),
                address: source.base.to_string(),
                demo: source.label().demo,
                token_set: source.token.is_some(),
            },
            folder: folder_label(&self.driver.folder()),
            contract: CONTRACT_HASH.into(),
            rehearsing: self.driver.rehearsing(),
            layout: settings.layout,
            notices,
        }
    }

    /// A poster for a rehearsal: one that the window has listed, else a nameless one.
    pub(crate) fn any_poster(&self) -> PosterCard {
        self.driver.library().any().as_ref().map_or_else(
            || PosterCard {
                title: "海报".into(),
                ..PosterCard::default()
            },
            PosterCard::from,
        )
    }

    /// Changes the language.
    pub(crate) fn set_locale(&self, locale: Locale) {
        self.driver.set_locale(locale);
        self.batches.set_locale(locale);
        self.change(|settings| settings.locale = Some(locale));
    }

    /// Changes the colours.
    pub(crate) fn set_theme(&self, theme: Theme) {
        self.change(|settings| settings.theme = theme);
    }

    /// Changes where posters go.
    pub(crate) fn set_folder(&self, folder: &Path) {
        self.driver.set_folder(folder.to_owned());
        self.remember_folder(folder);
    }

    /// Stores a folder that the flow has already changed to.
    pub(crate) fn remember_folder(&self, folder: &Path) {
        self.change(|settings| settings.folder = Some(folder.to_owned()));
    }

    /// Changes the source, once the new one has answered. Without a token, the one in the keychain is used.
    pub(crate) async fn set_source(&self, address: &str, token: Option<&str>) -> poster_host::Result<()> {
        let allow_plain = self.settings().allow_plain;
        let source = Source::parse(address, allow_plain)?;
        let key = source.base.to_string();
        let given = token.filter(|token| !token.trim().is_empty()).map(Token::new).transpose()?;
        let source = match given.clone().or_else(|| self.kept_token(&key)) {
            Some(token) => source.with_token(token),
            None => source,
        };
        let library = self.library(source);
        let first = ListQuery {
            limit: Some(1),
            ..ListQuery::default()
        };
        library.list(&first).await?;
        if let Some(token) = given
            && keychain::keep(&key, &token) == keychain::Kept::Session
        {
            *self.session_token() = Some((key.clone(), token));
        }
        self.adopt(library, Some(key));
        Ok(())
    }

    /// Changes the source to the demo.
    pub(crate) async fn use_demo(&self) -> io::Result<()> {
        let source = demo_source(&self.demo).await?;
        self.adopt(self.library(source), None);
        Ok(())
    }

    /// Removes the current source's access token, from the keychain and from memory.
    pub(crate) fn forget_token(&self) {
        let mut source = self.driver.library().api().source().clone();
        keychain::forget(source.base.as_str());
        *self.session_token() = None;
        source.token = None;
        let address = self.settings().source.clone();
        self.adopt(self.library(source), address);
    }

    fn library(&self, source: Source) -> Arc<Library> {
        Arc::new(Library::new(Api::new(source), self.cache.clone()))
    }

    /// Posters come from this library from now on. Without an address it is the demo's.
    fn adopt(&self, library: Arc<Library>, address: Option<String>) {
        self.batches.set_library(&library);
        self.driver.set_library(library);
        self.change(|settings| settings.source = address);
    }

    fn kept_token(&self, key: &str) -> Option<Token> {
        let session = self.session_token();
        session
            .as_ref()
            .filter(|(of, _)| of == key)
            .map(|(_, token)| token.clone())
            .or_else(|| keychain::find(key))
    }

    fn session_token(&self) -> MutexGuard<'_, Option<(String, Token)>> {
        self.session_token.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn settings(&self) -> MutexGuard<'_, Settings> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the settings and writes them. Blocks for a sync of the disk, but nobody who only reads them.
    fn change(&self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.settings());
        let Some(file) = &self.file else { return };
        let _turn = self.storing.lock().unwrap_or_else(PoisonError::into_inner);
        let newest = self.settings().clone();
        // A setting that cannot be written still holds until the app is closed.
        let _ = newest.store(file);
    }
}

/// A folder, as the window may know it.
pub(crate) fn folder_label(folder: &Path) -> FolderLabel {
    FolderLabel { label: disk::label(folder) }
}

fn with_kept_token(source: Source) -> Source {
    match keychain::find(source.base.as_str()) {
        Some(token) => source.with_token(token),
        None => source,
    }
}

async fn demo_source(demo: &tokio::sync::OnceCell<Demo>) -> io::Result<Source> {
    let demo = demo
        .get_or_try_init(|| {
            Demo::start(Options {
                cache: cache::folder().join("demo"),
                ..Options::default()
            })
        })
        .await?;
    let source = Source::parse(&demo.url(), true).map_err(io::Error::other)?;
    Ok(source.named("演示海报 Demo").known_as(Source::DEMO))
}

/// Chinese first: English only where the system speaks it.
fn system_locale() -> Locale {
    match sys_locale::get_locale() {
        Some(tag) if tag.to_ascii_lowercase().starts_with("en") => Locale::En,
        _ => Locale::ZhCn,
    }
}
