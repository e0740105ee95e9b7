//! The files that are saved, and the lists of them.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::{Bench, Result, cost};

/// Posters on a page of a list: the most that the API gives.
const PAGE: usize = 100;

/// A kind of file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) files: usize,
    /// Of each.
    pub(crate) bytes: u64,
}

/// A campaign's posters.
pub(crate) const MID: Kind = Kind {
    name: "mid",
    files: 300,
    bytes: 600_000,
};

/// As large as posters for print get.
pub(crate) const BIG: Kind = Kind {
    name: "big",
    files: 12,
    bytes: 64 << 20,
};

impl Kind {
    /// The name of a file.
    pub(crate) fn file(number: usize) -> String {
        format!("{number:04}.jpg")
    }

    /// The bytes of all.
    pub(crate) fn total(&self) -> u64 {
        self.bytes * self.files as u64
    }

    /// These posters as a source lists them: the pages.
    pub(crate) fn listed(&self) -> Vec<String> {
        let numbers: Vec<usize> = (0..self.files).collect();
        let pages = numbers.chunks(PAGE);
        let last = pages.len() - 1;
        let page = |(page, numbers): (usize, &[usize])| self.page(numbers, (page < last).then_some(page + 1));
        pages.enumerate().map(page).collect()
    }

    fn page(&self, numbers: &[usize], next: Option<usize>) -> String {
        let item = |&number: &usize| {
            json!({
                "id": format!("{}-{number}", self.name),
                "title": format!("夏日新品 {number}"),
                "image": { "url": format!("../../{}/{}", self.name, Self::file(number)), "bytes": self.bytes, "width": 1080, "height": 1920 },
            })
        };
        json!({ "items": numbers.iter().map(item).collect::<Vec<_>>(), "next_cursor": next.map(|next| next.to_string()) }).to_string()
    }
}

/// The files on disk, and a folder for lists of them.
pub(crate) struct Corpus {
    pub(crate) kind: Kind,
    base: String,
    lists: PathBuf,
}

/// Makes the files where they are not there yet; the folder that is served.
pub(crate) fn folder(bench: &Bench) -> Result<PathBuf> {
    let folder = bench.target.join("bench").join("posters-2");
    if !folder.exists() {
        println!("making the posters ...");
        let fresh = bench.target.join("bench").join("posters-new");
        std::fs::create_dir_all(&fresh)?;
        cost::of(Command::new(std::env::current_exe()?).arg("posters").arg(&fresh))?;
        std::fs::rename(fresh, &folder)?;
    }
    Ok(folder)
}

impl Corpus {
    /// Files of this kind behind a server.
    pub(crate) fn new(kind: Kind, base: &str, lists: &Path) -> Self {
        Self {
            kind,
            base: base.to_owned(),
            lists: lists.to_owned(),
        }
    }

    /// The addresses below a prefix of the server's.
    pub(crate) fn addresses(&self, prefix: &str) -> Vec<String> {
        (0..self.kind.files)
            .map(|number| format!("{}{prefix}/{}/{}", self.base, self.kind.name, Kind::file(number)))
            .collect()
    }

    /// A file of the addresses, one a line.
    pub(crate) fn list(&self, prefix: &str) -> PathBuf {
        self.written("txt", prefix, &self.addresses(prefix).join("\n"))
    }

    /// The same as curl reads it.
    pub(crate) fn curl_list(&self, prefix: &str) -> PathBuf {
        let lines: Vec<String> = self
            .addresses(prefix)
            .iter()
            .map(|address| format!("url = \"{address}\"\nremote-name"))
            .collect();
        self.written("curl", prefix, &lines.join("\n"))
    }

    /// The base of a poster API that lists them.
    pub(crate) fn source(&self, prefix: &str) -> String {
        format!("{}{prefix}/list{}", self.base, self.kind.name)
    }

    fn written(&self, ending: &str, prefix: &str, text: &str) -> PathBuf {
        let path = self.lists.join(format!("{}{}.{ending}", self.kind.name, prefix.replace('/', "-")));
        // Whoever reads it says that it is missing.
        let _ = std::fs::write(&path, text);
        path
    }
}
