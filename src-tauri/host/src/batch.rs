//! Many posters at once: begun, held, put right, gone on with, and finished; also after the app was killed.
//!
//! A batch works on a runtime of its own, so that writing never holds up the window. A poster takes a slot while its
//! bytes come; syncing and naming go on behind it, with the slot already free for the next one. The first refusal that
//! concerns every poster (the folder, the disk, the network, the token) holds the whole batch and is shown once, by the
//! same flow as that of a single save.

mod board;
mod crew;
mod errors;
mod meter;
mod parcel;
mod refusal;

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use poster_core::window::{BatchOptions, BatchState, BatchView, Outcome, Remark};
use poster_core::{Failure, Locale, Poster};
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::{Notify, Semaphore};

use crate::fetch::Cancel;
use crate::filing::{self, Filing};
use crate::ledger::{Item, ItemState, Lease, Ledger};
use crate::library::Library;

use board::Board;
use refusal::Refusal;

pub use errors::Format as ErrorFormat;

/// How often the window hears of progress.
const PACE: Duration = Duration::from_millis(100);
/// Posters that the disk works on at once, at most. Many syncs at once share the file system's journal, so that they cost a
/// fraction of one after the other.
const DISK: usize = 32;
/// How long posters in flight are waited for where the program ends.
const LANDING: Duration = Duration::from_secs(5);

/// What batches need from the world around them.
pub trait Doors: Send + Sync + 'static {
    /// Shows the system's folder dialog; `None` when it is closed.
    fn choose_folder(&self) -> Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + '_>>;
    /// Opens the panel where a new token is entered; [`Batches::returned`] follows when it is closed.
    fn sign_in(&self);
    /// The folder has been changed through the flow.
    fn folder(&self, folder: &Path);
    /// Draw this; `None` takes the batch away.
    fn batch(&self, view: Option<&BatchView>);
    /// A poster has come to its end.
    fn ended(&self, end: &End);
    /// Whether every end is to carry the SHA-256, which costs a read of the whole file.
    fn wants_digest(&self) -> bool {
        false
    }
}

/// How one poster of a batch ended.
#[derive(Clone, Debug)]
pub struct End {
    /// The poster's id.
    pub poster: String,
    /// The poster's title.
    pub title: String,
    /// The file, of a saved one and of one that was there already.
    pub file: Option<PathBuf>,
    /// Of the file.
    pub bytes: Option<u64>,
    /// Of what the server sent, where it is known.
    pub sha256: Option<String>,
    /// Whether the picture was found whole just now.
    pub verified: bool,
    /// How it ended.
    pub outcome: Outcome,
    /// What could not be done with a saved one.
    pub remark: Option<Remark>,
    /// Why it failed.
    pub failure: Option<Box<Failure>>,
}

impl End {
    /// That of a poster of which nothing was saved.
    pub fn failed(poster: String, title: String, failure: Box<Failure>) -> Self {
        Self {
            poster,
            title,
            file: None,
            bytes: None,
            sha256: None,
            verified: false,
            outcome: Outcome::Failed,
            remark: None,
            failure: Some(failure),
        }
    }
}

/// The batches of one program: one at a time. Clones share it.
#[derive(Clone)]
pub struct Batches(Arc<Inner>);

struct Inner {
    runtime: Mutex<Option<Runtime>>,
    handle: Handle,
    doors: Box<dyn Doors>,
    ledger: Ledger,
    locale: Mutex<Locale>,
    /// Held by whoever begins a batch, while the ledger is asked.
    beginning: Mutex<()>,
    /// Held for moments only: drawing asks for it.
    current: Mutex<Option<Batch>>,
    count: AtomicU32,
}

/// One batch. Clones share it.
#[derive(Clone)]
struct Batch(Arc<Running>);

struct Running {
    /// For the window: another one each time that it comes to an end.
    id: AtomicU32,
    batches: std::sync::Weak<Inner>,
    handle: Handle,
    /// Its number in the journal, and the right to run it; neither where the journal cannot be written.
    journal: Mutex<Option<(i64, Lease)>>,
    work: Mutex<Work>,
    board: Mutex<Board>,
    /// Locked before the board where both are needed.
    refusal: Mutex<Refusal>,
    cancel: Cancel,
    /// Held while a view is made and shown, so that an older one never comes after a newer one.
    drawing: Mutex<()>,
    /// Something has changed that the dispatcher waits for.
    wake: Notify,
    slots: Arc<Semaphore>,
    commits: Arc<Semaphore>,
    resumed: bool,
}

/// What may change while it runs.
struct Work {
    library: Arc<Library>,
    filing: Filing,
}

impl Batches {
    /// None is running. Errors: the threads cannot be made.
    pub fn new(ledger: Ledger, locale: Locale, doors: Box<dyn Doors>) -> std::io::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("poster-batch")
            .enable_all()
            .build()?;
        Ok(Self(Arc::new(Inner {
            handle: runtime.handle().clone(),
            runtime: Mutex::new(Some(runtime)),
            doors,
            ledger,
            locale: Mutex::new(locale),
            beginning: Mutex::default(),
            current: Mutex::default(),
            count: AtomicU32::new(0),
        })))
    }

    /// What was saved before.
    pub fn ledger(&self) -> &Ledger {
        &self.0.ledger
    }

    /// Begins to save these posters of the library. Blocks for a sync of the disk.
    ///
    /// Fails where a batch is under way, and where the pattern of names is none.
    pub fn start(&self, library: Arc<Library>, folder: PathBuf, options: BatchOptions, posters: &[String]) -> crate::Result<BatchView> {
        filing::name(&options.template, &Poster::default(), (None, 0), (None, None), "png").map_err(|error| filing::bad_template(&error))?;
        let _beginning = self.0.beginning.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_under_way() {
            return Err(busy());
        }
        let mut seen = std::collections::HashSet::new();
        let wanted = posters.iter().filter(|id| seen.insert(id.as_str()));
        let posters: Vec<(Item, Claims)> = wanted.map(|id| claimed(&library, Item::of(id))).collect();
        let source = library.api().source().key.clone();
        let items: Vec<Item> = posters.iter().map(|(item, _)| item.clone()).collect();
        let journal = self.0.ledger.begin(&source, &folder, &options, &items);
        let filing = Filing::new(folder, options, self.0.ledger.clone(), &source);
        Ok(self.run(library, filing, journal, posters, Before::Nothing))
    }

    /// Goes on with the newest batch of this source that a killed run left behind, unless another instance does. Blocks.
    pub fn resume_unfinished(&self, library: &Arc<Library>) -> Option<BatchView> {
        let _beginning = self.0.beginning.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_under_way() {
            return None;
        }
        let source = library.api().source().key.clone();
        let (begun, lease) = self.0.ledger.unfinished(&source)?;
        let filing = Filing::new(begun.folder, begun.options, self.0.ledger.clone(), &source);
        let saved: Vec<(u32, PathBuf)> = (0..)
            .zip(&begun.items)
            .filter(|(_, item)| item.state == ItemState::Saved)
            .filter_map(|(place, item)| Some((place, filing.path_of(&item.poster)?)))
            .collect();
        let posters = begun.items.into_iter().map(|item| claimed(library, item)).collect();
        let before = Before::Interrupted { saved, paused: begun.paused };
        Some(self.run(library.clone(), filing, Some((begun.id, lease)), posters, before))
    }

    /// What is drawn now.
    pub fn view(&self) -> Option<BatchView> {
        self.batch().map(|batch| batch.view(self.locale()))
    }

    /// The posters in flight are finished, no more are begun.
    pub fn pause(&self) -> Option<BatchView> {
        self.with(Batch::pause)
    }

    /// Goes on.
    pub fn resume(&self) -> Option<BatchView> {
        self.with(Batch::resume)
    }

    /// Ends it. What is saved stays; what is half there goes.
    pub fn cancel(&self) -> Option<BatchView> {
        self.with(Batch::cancel)
    }

    /// Takes up the posters that failed, and only those.
    pub fn retry_failed(&self) -> Option<BatchView> {
        self.with(Batch::retry_failed)
    }

    /// A button of the refusal.
    pub fn send(&self, event: poster_core::Event) -> Option<BatchView> {
        self.with(|batch| batch.send(event))
    }

    /// Takes an ended batch away. If a killed run left another one behind, it is next.
    pub fn close(&self) {
        let closed = self.current().take_if(|batch| !batch.is_under_way());
        let Some(closed) = closed else { return };
        self.0.doors.batch(None);
        let (batches, library) = (self.clone(), closed.work().library.clone());
        self.0.handle.spawn_blocking(move || batches.resume_unfinished(&library));
    }

    /// The program ends before the batch does: another run may go on with it. Blocks for a moment.
    pub fn suspend(&self) {
        if let Some(batch) = self.batch() {
            batch.suspend();
        }
        self.0.ledger.flush();
    }

    /// The posters that failed, as a file: one row a poster.
    pub fn errors(&self, format: ErrorFormat) -> Option<Vec<u8>> {
        let locale = self.locale();
        self.batch().map(|batch| errors::export(&batch.board(), format, locale))
    }

    /// Whether a batch is under way, be it paused or held up.
    pub fn busy(&self) -> bool {
        self.is_under_way()
    }

    /// Where the posters go.
    pub fn folder(&self) -> Option<PathBuf> {
        self.batch().map(|batch| batch.work().filing.folder.clone())
    }

    /// The failure that holds the batch, for the report.
    pub fn failure(&self) -> Option<Failure> {
        self.batch().and_then(|batch| batch.refusal().failure())
    }

    /// The user is back from the settings page or the sign-in panel.
    pub fn returned(&self) {
        if let Some(batch) = self.batch() {
            batch.returned();
        }
    }

    /// The window has lost the focus: the user may be at the switch.
    pub fn left_window(&self) {
        if let Some(batch) = self.batch() {
            batch.refusal().away = true;
        }
    }

    /// The window has the focus again.
    pub fn came_back(&self) {
        if let Some(batch) = self.batch()
            && std::mem::take(&mut batch.refusal().away)
        {
            batch.returned();
        }
    }

    /// The same source is reached anew, with another token perhaps. A batch of another source goes on as it is.
    pub fn set_library(&self, library: &Arc<Library>) {
        if let Some(batch) = self.batch() {
            let mut work = batch.work();
            if work.filing.source == library.api().source().key {
                work.library = library.clone();
            }
        }
    }

    /// The user reads another language from now on.
    pub fn set_locale(&self, locale: Locale) {
        *self.0.locale.lock().unwrap_or_else(PoisonError::into_inner) = locale;
        self.with(Batch::draw);
    }

    fn run(&self, library: Arc<Library>, filing: Filing, journal: Option<(i64, Lease)>, posters: Vec<(Item, Claims)>, before: Before) -> BatchView {
        let asked = posters.iter().map(|(item, claims)| (item.poster.as_str(), claims.sha256.as_deref()));
        let mut filing = filing.for_batch(asked);
        filing.digest = self.0.doors.wants_digest();
        let (saved, paused, resumed) = match before {
            Before::Nothing => (Vec::new(), false, false),
            Before::Interrupted { saved, paused } => (saved, paused, true),
        };
        for (place, path) in saved {
            filing.note_given(&path, place);
        }
        let batch = Batch(Arc::new(Running {
            id: AtomicU32::new(self.0.next_id()),
            batches: Arc::downgrade(&self.0),
            handle: self.0.handle.clone(),
            journal: Mutex::new(journal),
            board: Mutex::new(Board::new(posters.into_iter().map(|(item, claims)| (item, claims.bytes)), paused)),
            refusal: Mutex::new(Refusal::new(&filing.folder)),
            // As many on their way as there may be connections to one host.
            slots: Arc::new(Semaphore::new(library.api().connections().limits.connections)),
            commits: Arc::new(Semaphore::new(DISK)),
            work: Mutex::new(Work { library, filing }),
            cancel: Cancel::new(),
            drawing: Mutex::default(),
            wake: Notify::new(),
            resumed,
        }));
        *self.current() = Some(batch.clone());
        batch.begin();
        batch.view(self.locale())
    }

    fn is_under_way(&self) -> bool {
        self.batch().is_some_and(|batch| batch.is_under_way())
    }

    fn with(&self, act: impl FnOnce(&Batch)) -> Option<BatchView> {
        let batch = self.batch()?;
        act(&batch);
        Some(batch.view(self.locale()))
    }

    fn batch(&self) -> Option<Batch> {
        self.current().clone()
    }

    fn current(&self) -> MutexGuard<'_, Option<Batch>> {
        self.0.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn locale(&self) -> Locale {
        self.0.locale()
    }
}

/// What the source says of a poster that has not come yet.
#[derive(Default)]
struct Claims {
    bytes: Option<u64>,
    sha256: Option<String>,
}

/// What became of a batch before.
enum Before {
    Nothing,
    /// It was interrupted, with these posters saved, by their places.
    Interrupted {
        saved: Vec<(u32, PathBuf)>,
        paused: bool,
    },
}

/// A poster with what the source says of it, as far as it has been listed.
fn claimed(library: &Library, item: Item) -> (Item, Claims) {
    match library.known(&item.poster) {
        None => (item, Claims::default()),
        Some(poster) => {
            let claims = Claims {
                bytes: poster.image.bytes,
                sha256: poster.image.sha256,
            };
            let title = poster.title;
            (Item { title, ..item }, claims)
        }
    }
}

impl Inner {
    fn next_id(&self) -> u32 {
        self.count.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn locale(&self) -> Locale {
        *self.locale.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        // Waiting for its threads is forbidden where an asynchronous caller drops it.
        if let Some(runtime) = self.runtime.lock().unwrap_or_else(PoisonError::into_inner).take() {
            runtime.shutdown_background();
        }
    }
}

impl Batch {
    fn begin(&self) {
        let batch = self.clone();
        self.0.handle.spawn(async move { crew::dispatch(batch).await });
        if !self.board().begin_beating() {
            return;
        }
        let batch = self.clone();
        // Beats while there is something to tell; the last beat tells the end.
        self.0.handle.spawn(async move {
            let mut beat = tokio::time::interval(PACE);
            loop {
                beat.tick().await;
                let changed = {
                    let mut board = batch.board();
                    board.tick(PACE);
                    std::mem::take(&mut board.changed)
                };
                if changed {
                    batch.draw();
                }
                batch.write_pending();
                if batch.board().end_beating() {
                    return;
                }
            }
        });
    }

    /// What only waits to be written with the next row, where none comes.
    fn write_pending(&self) {
        let ledger = self.work().filing.ledger.clone();
        if ledger.has_pending() {
            self.0.handle.spawn_blocking(move || ledger.flush());
        }
    }

    fn view(&self, locale: Locale) -> BatchView {
        let (source, folder) = {
            let work = self.work();
            (work.library.api().source().label(), crate::disk::label(&work.filing.folder))
        };
        let refusal = self.refusal();
        let id = self.0.id.load(Ordering::Relaxed);
        self.board().view(id, locale, source, folder, refusal.view(locale), self.0.resumed)
    }

    fn draw(&self) {
        // A program that is ending draws nothing any more.
        let Some(batches) = self.0.batches.upgrade() else { return };
        let is_current = {
            let current = batches.current.lock().unwrap_or_else(PoisonError::into_inner);
            current.as_ref().is_none_or(|current| Arc::ptr_eq(&current.0, &self.0))
        };
        if is_current {
            let _turn = self.0.drawing.lock().unwrap_or_else(PoisonError::into_inner);
            batches.doors.batch(Some(&self.view(batches.locale())));
        }
    }

    fn tell(&self, end: &End) {
        if let Some(batches) = self.0.batches.upgrade() {
            batches.doors.ended(end);
        }
    }

    fn pause(&self) {
        self.board().pause();
        self.note_paused(true);
        self.changed();
    }

    fn resume(&self) {
        {
            let mut refusal = self.refusal();
            let over = refusal.dismiss();
            let mut board = self.board();
            if over || matches!(board.state, BatchState::Paused | BatchState::Pausing) {
                board.go_on();
            }
        }
        self.note_paused(false);
        self.changed();
    }

    /// A batch that the user has paused stays so through the end of the app.
    fn note_paused(&self, paused: bool) {
        if let Some((id, ledger)) = self.journal() {
            self.0.handle.spawn_blocking(move || ledger.note_paused(id, paused));
        }
    }

    fn cancel(&self) {
        if !self.is_under_way() {
            return;
        }
        {
            let mut refusal = self.refusal();
            refusal.dismiss();
            self.board().cancel();
        }
        self.0.cancel.cancel();
        self.close_journal();
        self.changed();
    }

    /// Stops where it is, and leaves everything as another run needs it.
    fn suspend(&self) {
        if !self.is_under_way() {
            return;
        }
        self.board().pause();
        self.0.cancel.cancel();
        self.changed();
        let end = Instant::now() + LANDING;
        while self.board().is_flying() && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(5));
        }
        let stocks = self.board().stocks();
        for parcel in stocks {
            parcel.leave();
        }
        // The right to run it ends here, and the journal stays.
        drop(self.lock_journal().take());
    }

    fn retry_failed(&self) {
        if self.state() == BatchState::Cancelled {
            return;
        }
        let (places, was_over) = {
            let mut board = self.board();
            let was_over = board.is_over();
            (board.retry_failed(), was_over)
        };
        if places.is_empty() {
            return;
        }
        if was_over {
            // Its next end is another end.
            if let Some(batches) = self.0.batches.upgrade() {
                self.0.id.store(batches.next_id(), Ordering::Relaxed);
            }
            self.open_journal();
            self.begin();
        } else if let Some((id, ledger)) = self.journal() {
            for place in places {
                ledger.note(id, place as u32, ItemState::Waiting, None);
            }
        }
        self.changed();
    }

    /// A batch that had ended goes on with what failed: written down anew.
    fn open_journal(&self) {
        let Some(batches) = self.0.batches.upgrade() else { return };
        let items = self.board().items();
        let (folder, options, source) = {
            let work = self.work();
            (work.filing.folder.clone(), work.filing.options.clone(), work.filing.source.clone())
        };
        *self.lock_journal() = batches.ledger.begin(&source, &folder, &options, &items);
    }

    fn close_journal(&self) {
        let closed = self.lock_journal().take();
        if let (Some((id, _lease)), Some(batches)) = (closed, self.0.batches.upgrade()) {
            batches.ledger.close(id);
        }
    }

    fn journal(&self) -> Option<(i64, Ledger)> {
        let id = self.lock_journal().as_ref()?.0;
        Some((id, self.work().filing.ledger.clone()))
    }

    fn lock_journal(&self) -> MutexGuard<'_, Option<(i64, Lease)>> {
        self.0.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn changed(&self) {
        self.0.wake.notify_waiters();
        self.0.wake.notify_one();
        self.draw();
    }

    fn state(&self) -> BatchState {
        self.board().state
    }

    fn is_under_way(&self) -> bool {
        !self.board().is_over()
    }

    fn board(&self) -> MutexGuard<'_, Board> {
        // A panic while it was held leaves plain data behind.
        self.0.board.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) -> MutexGuard<'_, Work> {
        self.0.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refusal(&self) -> MutexGuard<'_, Refusal> {
        self.0.refusal.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn busy() -> Failure {
    Failure::desktop(poster_core::DesktopSignal {
        os: Some(crate::platform::os()),
        stage: poster_core::signal::Stage::Other,
        io: Some("InvalidInput".into()),
        detail: Some("a batch is under way already".into()),
        ..poster_core::DesktopSignal::default()
    })
}
