//! A file without a name, for what need not be in memory. It goes with the program.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

/// Pieces of bytes, found again by where they were put.
pub(crate) struct Scratch {
    file: File,
    end: u64,
}

impl Scratch {
    /// An empty one, on the volume of this folder.
    pub(crate) fn create_in(folder: &Path) -> io::Result<Self> {
        let file = tempfile::tempfile_in(folder)?;
        Ok(Self { file, end: 0 })
    }

    /// Puts a piece behind the others. Where it is.
    pub(crate) fn append(&mut self, piece: &[u8]) -> io::Result<u64> {
        let at = self.end;
        self.file.seek(SeekFrom::Start(at))?;
        self.file.write_all(piece)?;
        self.end += piece.len() as u64;
        Ok(at)
    }

    /// A piece of this length.
    pub(crate) fn read(&self, at: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut piece = vec![0; length];
        let mut file = &self.file;
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut piece)?;
        Ok(piece)
    }

    /// How long it is.
    #[cfg(test)]
    pub(crate) fn len(&self) -> u64 {
        self.end
    }
}
