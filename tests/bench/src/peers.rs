//! The tools that people use otherwise, called as they usually are.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::corpus::Corpus;
use crate::rounds::Contender;

/// Where a program is, if it is installed.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let sbin = ["/usr/sbin", "/sbin"].map(PathBuf::from);
    std::env::split_paths(&path)
        .chain(sbin)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

fn call(program: &str) -> Option<Command> {
    find(program).map(Command::new)
}

/// `curl -Z` with so many transfers at once.
pub(crate) fn curl(name: &'static str, corpus: &Corpus, prefix: &str, at_once: u8) -> Contender {
    let list = corpus.curl_list(prefix);
    Contender::new(name, move |folder| {
        let mut curl = call("curl")?;
        curl.args(["-sS", "-Z", "--parallel-max", &at_once.to_string(), "-K"])
            .arg(&list)
            .current_dir(folder);
        Some(curl)
    })
}

/// `wget2` with so many threads.
pub(crate) fn wget2(name: &'static str, corpus: &Corpus, prefix: &str, at_once: u8) -> Contender {
    let list = corpus.list(prefix);
    Contender::new(name, move |folder| {
        let mut wget2 = call("wget2")?;
        wget2
            .args(["-q", &format!("--max-threads={at_once}"), "-i"])
            .arg(&list)
            .arg("-P")
            .arg(folder);
        Some(wget2)
    })
}

/// `wget`, one after the other.
pub(crate) fn wget(name: &'static str, corpus: &Corpus, prefix: &str) -> Contender {
    let list = corpus.list(prefix);
    Contender::new(name, move |folder| {
        let mut wget = call("wget")?;
        wget.args(["-q", "-i"]).arg(&list).arg("-P").arg(folder);
        Some(wget)
    })
}

/// `gallery-dl`, one after the other.
pub(crate) fn gallery_dl(name: &'static str, corpus: &Corpus, prefix: &str) -> Contender {
    let list = corpus.list(prefix);
    Contender::new(name, move |folder| {
        let mut gallery = call("gallery-dl")?;
        gallery.args(["--config-ignore", "-q", "-D"]).arg(folder).arg("-i").arg(&list);
        Some(gallery)
    })
}

/// `aria2c` with so many downloads of one connection each.
pub(crate) fn aria2(name: &'static str, corpus: &Corpus, prefix: &str, at_once: u8) -> Contender {
    let list = corpus.list(prefix);
    Contender::new(name, move |folder| {
        let mut aria2 = call("aria2c")?;
        aria2.args(["-q", "--no-conf", &format!("-j{at_once}"), "-x1", "--file-allocation=none", "-i"]);
        aria2.arg(&list).arg("-d").arg(folder);
        Some(aria2)
    })
}

/// `poster save` of everything that the source lists.
pub(crate) fn poster_all(name: &'static str, poster: PathBuf, base: String, at_once: u8) -> Contender {
    Contender::new(name, move |folder| {
        let mut command = Command::new(&poster);
        command
            .args(["save", "--all", "--source", &base, "-j", &at_once.to_string(), "--to"])
            .arg(folder);
        Some(command)
    })
}

/// `poster save` of addresses: the same list that the others get.
pub(crate) fn poster(name: &'static str, poster: PathBuf, corpus: &Corpus, prefix: &str, at_once: u8) -> Contender {
    let addresses = corpus.addresses(prefix);
    Contender::new(name, move |folder| {
        let mut command = Command::new(&poster);
        command.args(["save", "-j", &at_once.to_string(), "--to"]).arg(folder).args(&addresses);
        Some(command)
    })
}

/// The same contender where syncing does nothing: what durability costs.
pub(crate) fn unsynced(name: &'static str, contender: Contender) -> Contender {
    Contender::new(name, move |folder| {
        let library = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"]
            .map(|folder| Path::new(folder).join("libeatmydata.so"))
            .into_iter()
            .find(|library| library.exists())?;
        let mut command = (contender.command)(folder)?;
        command.env("LD_PRELOAD", library);
        Some(command)
    })
}

/// This benchmark's own saver over bare sockets.
pub(crate) fn raw(name: &'static str, corpus: &Corpus, prefix: &str, at_once: u8) -> Contender {
    let list = corpus.list(prefix);
    Contender::new(name, move |folder| {
        let mut command = Command::new(std::env::current_exe().ok()?);
        command
            .args(["raw", "--jobs", &at_once.to_string(), "--list"])
            .arg(&list)
            .arg("--to")
            .arg(folder);
        Some(command)
    })
}
