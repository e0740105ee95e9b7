//! What stands behind the window: settings, source, and the driver of the flow.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use poster_core::window::{BatchOptions, FolderLabel, Hello, Layout, SourceLabel, Theme};
use poster_core::{CONTRACT_HASH, Locale, PosterCard, State};
use poster_demo::{Demo, Options};
use poster_host::api::Api;
use poster_host::batch::Batches;
use poster_host::cache::{self, Cache};
use poster_host::driver::Driver;
use poster_host::ledger::Ledger;
use poster_host::library::Library;
use poster_host::settings::{Found, Settings, Updates};
use poster_host::source::{Source, Token};
use poster_host::{disk, keychain, platform};
use tauri::{AppHandle, Emitter as _};

use crate::doors::WindowDoors;
use crate::marks::Fresh;

/// The app behind its window.
pub(crate) struct App {
    driver: Driver,
    settings: Mutex<Settings>,
    file: Option<PathBuf>,
    /// Runs from the first time it is asked for until the app ends.
    demo: tokio::sync::OnceCell<Demo>,
    cache: Cache,
    batches: Batches,
    fresh: Fresh,
    /// Tokens for which there is no keychain: until the app is closed.
    session_token: Mutex<Option<(String, Token)>>,
    saves: tokio::sync::RwLock<()>,
}

impl App {
    /// Reads the settings, starts the demo if it is the source, and makes the flow's driver.
    pub(crate) fn open(handle: &AppHandle) -> io::Result<Self> {
        let file = Settings::file();
        let settings = match file.as_deref().map(Settings::load) {
            Some(Found::Settings(settings)) => settings,
            Some(Found::Damaged { .. }) | None => Settings::default(),
        };
        let cache = Cache::shared()?;
        let demo = tokio::sync::OnceCell::new();
        let runtime = tauri::async_runtime::handle().inner().clone();
        let source = runtime.block_on(async {
            match settings.source.as_deref().map(|address| Source::parse(address, settings.allow_plain)) {
                Some(Ok(source)) => Ok(with_kept_token(source)),
                // An address that is none can only come from a file edited by hand; the window shows the demo's mark.
                Some(Err(_)) | None => demo_source(&demo).await,
            }
        })?;
        let library = Arc::new(Library::new(Api::new(source), cache.clone()));
        let folder = settings.folder.clone().unwrap_or_else(disk::default_folder);
        // Only the usual folder is made; one that the user chose and that is gone is told as gone.
        if settings.folder.is_none() {
            let _ = disk::make_folder(&folder);
        }
        let ledger = Ledger::open(Ledger::file().as_deref());
        let teller = handle.clone();
        // A window that is gone hears nothing, and needs nothing.
        ledger.listen(move |state| drop(teller.emit("ledger", state)));
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
            file,
            demo,
            cache,
            batches,
            fresh: Fresh::default(),
            session_token: Mutex::default(),
            saves: tokio::sync::RwLock::default(),
        })
    }

    /// The flow's driver.
    pub(crate) fn driver(&self) -> &Driver {
        &self.driver
    }

    /// Whether posters are being saved right now.
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

    /// Marks that the window has not heard of yet.
    pub(crate) fn fresh(&self) -> &Fresh {
        &self.fresh
    }

    /// Goes on with the batch that a killed run left behind.
    pub(crate) fn go_on(&self) {
        let (batches, library) = (self.batches.clone(), self.driver.library());
        tauri::async_runtime::spawn_blocking(move || batches.resume_unfinished(&library));
    }

    /// How posters are saved.
    pub(crate) fn options(&self) -> BatchOptions {
        self.settings().saving.clone()
    }

    /// Saves posters in another way from now on.
    pub(crate) fn set_options(&self, options: &BatchOptions) {
        self.driver.set_options(options.clone());
        self.change(|settings| settings.saving = options.clone());
    }

    /// Changes how posters are laid out.
    pub(crate) fn set_layout(&self, layout: Layout) {
        self.change(|settings| settings.layout = layout);
    }

    /// The whole picture of a poster, in a file that has its proper name.
    pub(crate) async fn named_file(&self, poster: &str) -> poster_host::Result<PathBuf> {
        self.driver.library().named(poster, &self.options().template).await
    }

    /// What the window needs to draw its first frame.
    pub(crate) fn hello(&self) -> Hello {
        let settings = self.settings();
        let library = self.driver.library();
        let source = library.api().source();
        let demo = self.demo.get().is_some_and(|demo| source.base.as_str().starts_with(&demo.url()));
        Hello {
            version: env!("CARGO_PKG_VERSION").into(),
            os: platform::os(),
            locale: self.driver.locale(),
            theme: settings.theme,
            source: SourceLabel {
                name: source.name.clone(),
                host: source.base.host_str().unwrap_or_default().into(),
                address: source.base.to_string(),
                demo,
                token_set: source.token.is_some(),
            },
            folder: folder_label(&self.driver.folder()),
            contract: CONTRACT_HASH.into(),
            rehearsing: self.driver.rehearsing(),
            layout: settings.layout,
            ledger: self.batches.ledger().state(),
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

    /// Saves elsewhere from now on.
    pub(crate) fn set_folder(&self, folder: &Path) {
        self.driver.set_folder(folder.to_owned());
        self.remember_folder(folder);
    }

    /// Keeps a folder that the flow has already changed to.
    pub(crate) fn remember_folder(&self, folder: &Path) {
        self.change(|settings| settings.folder = Some(folder.to_owned()));
    }

    /// Takes posters from another source, once it has answered. A `None` token keeps the one that is kept.
    pub(crate) async fn set_source(&self, address: &str, token: Option<&str>) -> poster_host::Result<()> {
        let allow_plain = self.settings().allow_plain;
        let source = Source::parse(address, allow_plain)?;
        let key = source.base.to_string();
        let given = token.filter(|token| !token.trim().is_empty()).map(Token::new).transpose()?;
        let source = match given.clone().or_else(|| self.kept_token(&key)) {
            Some(token) => source.with_token(token),
            None => source,
        };
        let library = Arc::new(Library::new(Api::new(source), self.cache.clone()));
        library
            .list(&poster_host::api::ListQuery {
                limit: Some(1),
                ..Default::default()
            })
            .await?;
        if let Some(token) = given
            && keychain::keep(&key, &token) == keychain::Kept::Session
        {
            *self.session_token.lock().unwrap_or_else(PoisonError::into_inner) = Some((key.clone(), token));
        }
        self.batches.set_library(&library);
        self.driver.set_library(library);
        self.change(|settings| settings.source = Some(key));
        Ok(())
    }

    /// Takes posters from the demo.
    pub(crate) async fn use_demo(&self) -> io::Result<()> {
        let source = demo_source(&self.demo).await?;
        self.driver.set_library(Arc::new(Library::new(Api::new(source), self.cache.clone())));
        self.change(|settings| settings.source = None);
        Ok(())
    }

    fn kept_token(&self, key: &str) -> Option<Token> {
        let session = self.session_token.lock().unwrap_or_else(PoisonError::into_inner);
        session
            .as_ref()
            .filter(|(of, _)| of == key)
            .map(|(_, token)| token.clone())
            .or_else(|| keychain::find(key))
    }

    fn settings(&self) -> MutexGuard<'_, Settings> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.settings();
        change(&mut settings);
        if let Some(file) = &self.file {
            // A setting that cannot be kept still holds until the app is closed.
            let _ = settings.store(file);
        }
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
    Ok(source.named("演示海报 Demo").known_as("demo"))
}

/// Chinese first: English only where the system speaks it.
fn system_locale() -> Locale {
    match sys_locale::get_locale() {
        Some(tag) if tag.to_ascii_lowercase().starts_with("en") => Locale::En,
        _ => Locale::ZhCn,
    }
}
