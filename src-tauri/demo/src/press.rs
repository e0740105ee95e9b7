//! Draws each poster once and keeps the file in the cache folder.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::catalogue::{self, Entry, Format};
use crate::cursor::hex;
use crate::{draw, stamp};

/// Which picture of a poster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    /// The picture to save.
    Whole,
    /// 360 pixels wide, JPEG.
    Thumbnail,
}

const THUMBNAIL_WIDTH: u32 = 360;

impl Size {
    /// Width and height in pixels.
    pub(crate) fn of(self, entry: &Entry) -> (u32, u32) {
        match self {
            Self::Whole => (entry.width, entry.height),
            Self::Thumbnail => (THUMBNAIL_WIDTH, (entry.height * THUMBNAIL_WIDTH).div_ceil(entry.width)),
        }
    }

    pub(crate) fn format(self, entry: &Entry) -> Format {
        match self {
            Self::Whole => entry.format,
            Self::Thumbnail => Format::Jpeg(82),
        }
    }

    /// The path of the address, without a signature.
    pub(crate) fn path(self, entry: &Entry) -> String {
        match self {
            Self::Whole => format!("/v1/images/{}.{}", entry.id, entry.format.extension()),
            Self::Thumbnail => format!("/v1/thumbnails/{}.jpg", entry.id),
        }
    }

    fn file(self, entry: &Entry) -> String {
        match self {
            Self::Whole => format!("{}.{}", entry.id, entry.format.extension()),
            Self::Thumbnail => format!("{}.thumbnail.jpg", entry.id),
        }
    }
}

/// What is known of a drawn file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) bytes: u64,
    /// Lower-case hexadecimal.
    pub(crate) sha256: String,
}

impl Sheet {
    fn of(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.len() as u64,
            sha256: hex(&Sha256::digest(bytes)),
        }
    }

    /// A strong entity tag.
    pub(crate) fn etag(&self) -> String {
        format!("\"{}\"", &self.sha256[..32])
    }
}

#[derive(Debug)]
pub(crate) struct Press {
    folder: PathBuf,
    /// By place in the list: the whole picture and the thumbnail.
    sheets: Vec<[Mutex<Option<Sheet>>; 2]>,
    /// One drawing at a time, first come first served: each takes all cores, so that the first is ready soonest.
    desk: tokio::sync::Mutex<()>,
}

impl Press {
    pub(crate) fn new(cache: &std::path::Path) -> Self {
        Self {
            folder: cache.join(format!("posters-{}", draw::VERSION)),
            sheets: catalogue::listed().iter().map(|_| Default::default()).collect(),
            desk: tokio::sync::Mutex::default(),
        }
    }

    /// What is known of a picture that was drawn or read before.
    pub(crate) fn known(&self, entry: &Entry, size: Size) -> Option<Sheet> {
        self.place(entry, size)?.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The file, from the cache or drawn now.
    ///
    /// Errors: the drawing could not be encoded, or the runtime is stopping.
    pub(crate) async fn print(&self, entry: &'static Entry, size: Size) -> io::Result<(Sheet, Bytes)> {
        let Some(base) = entry.base() else { return self.draw(entry, size).await };
        let (sheet, bytes) = self.draw(base, size).await?;
        if size == Size::Thumbnail {
            return Ok((sheet, bytes));
        }
        let stamped = stamp::stamped(&bytes, entry.format, entry.id);
        Ok((Sheet::of(&stamped), Bytes::from(stamped)))
    }

    async fn draw(&self, entry: &'static Entry, size: Size) -> io::Result<(Sheet, Bytes)> {
        if let Some(found) = self.cached(entry, size).await? {
            return Ok(found);
        }
        let _turn = self.desk.lock().await;
        // Somebody else may have drawn it while this one waited.
        if let Some(found) = self.cached(entry, size).await? {
            return Ok(found);
        }
        let target = self.folder.join(size.file(entry));
        let drawn = tokio::task::spawn_blocking(move || {
            let bytes = draw::encoded(entry, size.of(entry), size.format(entry))?;
            // A cache that cannot be written costs time only.
            let _ = keep(&target, &bytes);
            io::Result::Ok((Sheet::of(&bytes), Bytes::from(bytes)))
        })
        .await??;
        self.note(entry, size, &drawn.0);
        Ok(drawn)
    }

    /// Draws what is missing, thumbnails first.
    pub(crate) async fn draw_all(&self) {
        for size in [Size::Thumbnail, Size::Whole] {
            for entry in catalogue::listed() {
                // Whoever asks for this one is told what is wrong with it.
                let _ = self.print(entry, size).await;
            }
        }
    }

    async fn cached(&self, entry: &'static Entry, size: Size) -> io::Result<Option<(Sheet, Bytes)>> {
        let known = self.known(entry, size);
        let file = self.folder.join(size.file(entry));
        let read = tokio::task::spawn_blocking(move || {
            let bytes = fs::read(file).ok()?;
            let sheet = match known {
                Some(sheet) if sheet.bytes == bytes.len() as u64 => sheet,
                _ => Sheet::of(&bytes),
            };
            Some((sheet, Bytes::from(bytes)))
        })
        .await?;
        if let Some((sheet, _)) = &read {
            self.note(entry, size, sheet);
        }
        Ok(read)
    }

    fn note(&self, entry: &Entry, size: Size, sheet: &Sheet) {
        if let Some(place) = self.place(entry, size) {
            *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(sheet.clone());
        }
    }

    fn place(&self, entry: &Entry, size: Size) -> Option<&Mutex<Option<Sheet>>> {
        let at = catalogue::listed().iter().position(|listed| listed.id == entry.id)?;
        Some(&self.sheets[at][usize::from(size == Size::Thumbnail)])
    }
}

/// Whole or not at all, also when two processes draw the same poster.
fn keep(target: &std::path::Path, bytes: &[u8]) -> io::Result<()> {
    let folder = target.parent().unwrap_or(target);
    fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(target).map_err(|kept| kept.error)?;
    Ok(())
}
