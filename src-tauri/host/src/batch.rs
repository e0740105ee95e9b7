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

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use poster_core::window::{BatchOptions, BatchState, BatchView, Outcome};
use poster_core::{Failure, Locale, Poster};
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::{Notify, Semaphore};

use crate::fetch::Cancel;
use crate::filing::{self, Filing};
use crate::ledger::{Item, ItemState, Lease, Ledger};
use crate::library::Library;
use crate::save::Slots;

use board::Board;
use refusal::Refusal;

pub use errors::Format as ErrorFormat;

/// How often the window hears of progress.
const PACE: Duration = Duration::from_millis(100);

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
    /// Of what the server sent.
    pub sha256: Option<String>,
    /// Whether the picture was found whole.
    pub verified: bool,
    /// Saved, skipped or failed.
    pub outcome: Outcome,
    /// Why it failed.
    pub failure: Option<Box<Failure>>,
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
    current: Mutex<Option<Batch>>,
    count: AtomicU32,
}

/// One batch. Clones share it.
#[derive(Clone)]
struct Batch(Arc<Running>);

struct Running {
    id: u32,
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
        filing::name(&options.template, &Poster::default(), None, (None, None), "png").map_err(|error| filing::bad_template(&error))?;
        let mut current = self.current();
        if current.as_ref().is_some_and(Batch::is_under_way) {
            return Err(busy());
        }
        let mut seen = std::collections::HashSet::new();
        let items: Vec<Item> = posters
            .iter()
            .filter(|id| seen.insert(id.as_str()))
            .map(|id| Item {
                poster: id.clone(),
                title: library.known(id).map_or_else(String::new, |poster| poster.title),
                ..Item::default()
            })
            .collect();
        let source = library.api().source().key.clone();
        let journal = self.0.ledger.begin(&source, &folder, &options, &items);
        let filing = Filing::new(folder, options, self.0.ledger.clone(), &source);
        Ok(self.run(&mut current, library, filing, journal, items, false))
    }

    /// Goes on with the batch of this source that a killed run left behind, unless another instance does. Blocks.
    pub fn resume_unfinished(&self, library: &Arc<Library>) -> Option<BatchView> {
        let mut current = self.current();
        if current.as_ref().is_some_and(Batch::is_under_way) {
            return None;
        }
        let source = library.api().source().key.clone();
        let (begun, lease) = self.0.ledger.unfinished(&source)?;
        let filing = Filing::new(begun.folder, begun.options, self.0.ledger.clone(), &source);
        for item in begun.items.iter().filter(|item| item.state == ItemState::Saved) {
            if let Some(entry) = self.0.ledger.latest(&source, &item.poster) {
                filing.note_given(&entry.path);
            }
        }
        Some(self.run(&mut current, library.clone(), filing, Some((begun.id, lease)), begun.items, true))
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

    /// Takes an ended batch away.
    pub fn close(&self) {
        let mut current = self.current();
        if current.as_ref().is_none_or(|batch| !batch.is_under_way()) {
            *current = None;
            drop(current);
            self.0.doors.batch(None);
        }
    }

    /// The posters that failed, as a file: one row a poster.
    pub fn errors(&self, format: ErrorFormat) -> Option<Vec<u8>> {
        let locale = self.locale();
        self.batch().map(|batch| errors::export(&batch.board(), format, locale))
    }

    /// Whether a batch is under way, be it paused or held up.
    pub fn busy(&self) -> bool {
        self.batch()
            .is_some_and(|batch| !matches!(batch.state(), BatchState::Finished | BatchState::Cancelled))
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

    fn run(
        &self,
        current: &mut MutexGuard<'_, Option<Batch>>,
        library: Arc<Library>,
        filing: Filing,
        journal: Option<(i64, Lease)>,
        items: Vec<Item>,
        resumed: bool,
    ) -> BatchView {
        let claimed: HashMap<usize, u64> = items
            .iter()
            .enumerate()
            .filter_map(|(place, item)| Some((place, library.known(&item.poster)?.image.bytes?)))
            .collect();
        let batch = Batch(Arc::new(Running {
            id: self.0.count.fetch_add(1, Ordering::Relaxed) + 1,
            batches: Arc::downgrade(&self.0),
            handle: self.0.handle.clone(),
            journal: Mutex::new(journal),
            board: Mutex::new(Board::new(items, &claimed)),
            refusal: Mutex::new(Refusal::new(&filing.folder)),
            // As many on their way as there may be connections to one host.
            slots: Arc::new(Semaphore::new(library.api().connections().limits.connections)),
            commits: Arc::new(Semaphore::new(Slots::DISK)),
            work: Mutex::new(Work { library, filing }),
            cancel: Cancel::new(),
            drawing: Mutex::default(),
            wake: Notify::new(),
            resumed,
        }));
        **current = Some(batch.clone());
        batch.begin();
        batch.view(self.locale())
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

impl Inner {
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
                if batch.is_over() {
                    return;
                }
            }
        });
    }

    fn view(&self, locale: Locale) -> BatchView {
        let (source, folder) = {
            let work = self.work();
            (work.library.api().source().label(), crate::disk::label(&work.filing.folder))
        };
        let refusal = self.refusal();
        self.board().view(self.0.id, locale, source, folder, refusal.view(locale), self.0.resumed)
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
        self.changed();
    }

    fn cancel(&self) {
        if !self.is_under_way() {
            return;
        }
        {
            let mut refusal = self.refusal();
            refusal.dismiss();
            self.board().end(BatchState::Cancelled);
        }
        self.0.cancel.cancel();
        self.close_journal();
        self.changed();
    }

    fn retry_failed(&self) {
        if self.state() == BatchState::Cancelled {
            return;
        }
        let (places, was_over) = {
            let mut board = self.board();
            let was_over = board.state == BatchState::Finished;
            (board.retry_failed(), was_over)
        };
        if places.is_empty() {
            return;
        }
        if was_over {
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
        let begun = batches.ledger.begin(&source, &folder, &options, &items);
        *self.0.journal.lock().unwrap_or_else(PoisonError::into_inner) = begun;
    }

    fn close_journal(&self) {
        let closed = self.0.journal.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let (Some((id, _lease)), Some(batches)) = (closed, self.0.batches.upgrade()) {
            batches.ledger.close(id);
        }
    }

    fn journal(&self) -> Option<(i64, Ledger)> {
        let journal = self.0.journal.lock().unwrap_or_else(PoisonError::into_inner);
        Some((journal.as_ref()?.0, self.work().filing.ledger.clone()))
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
        !self.is_over()
    }

    fn is_over(&self) -> bool {
        matches!(self.state(), BatchState::Finished | BatchState::Cancelled)
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
