//! Which row of the table catches a message, and why.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::trace::Classified;
use crate::contract::{ByLocale, DesktopRule, Locale, Statuses, Verdict, WechatRule, contract};
use crate::copy::failure_message;
use crate::failure::Failure;
use crate::signal::{DesktopSignal, Os, Signal, Stage, Surface, WechatSignal};
use crate::text::{normalise, pattern};
use crate::words::{Event, Kind, Recovery, Remedy};

/// What somebody pasted.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct Puzzle {
    /// A message, a code with or without words, or a signal as JSON.
    pub text: String,
    /// Whose.
    pub surface: Surface,
    /// The system that a bare code belongs to; absent: this one.
    pub os: Option<Os>,
}

/// How a message was read.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Explanation {
    /// What it is taken for.
    pub kind: Kind,
    /// The row of `failures.json`, counted from 0.
    pub row: u32,
    /// What of the row fitted; absent for the last row, which takes everything.
    pub pattern: Option<String>,
    /// Where the pattern comes from.
    pub source: Option<String>,
    /// The message in the one spelling that the patterns are tried on; empty where none was tried.
    pub normalised: String,
    /// The signal that was made of what was pasted.
    pub signal: Signal,
    /// Why the row is as it is.
    pub why: String,
    /// What may put it right.
    pub recovery: Recovery,
    /// What leads out.
    pub remedy: Remedy,
    /// What the flow is told.
    pub event: Event,
    /// What the user reads.
    pub copy: ByLocale<String>,
}

/// How an observation became this kind: the row, what of it fitted, and why the row is as it is.
pub fn classified(signal: &Signal, kind: Kind) -> Classified {
    let verdict = contract().classify(signal);
    // The twin of the other surface may have decided otherwise: then its row is named, and nothing is said to fit.
    let agreed = verdict.row.kind == kind;
    let row = contract().rows.iter().position(|row| row.kind == kind).unwrap_or_default();
    Classified {
        row: row as u32,
        pattern: agreed.then(|| fitted(&verdict, signal)).flatten(),
        why: contract().rows[row].why.clone(),
    }
}

/// Finds the row that catches what somebody pasted. `here` is the system that a bare code belongs to.
pub fn explain(puzzle: &Puzzle, here: Os) -> Explanation {
    let signal = read(puzzle, here);
    let verdict = contract().classify(&signal);
    let row = verdict.row;
    let failure = Failure::new(signal.clone());
    let (surface, normalised) = match &signal {
        Signal::Wechat(signal) => (Surface::Wechat, normalise(&signal.err_msg)),
        Signal::Desktop(_) => (Surface::Desktop, String::new()),
    };
    let copy = |locale| failure_message(surface, locale, &failure).body;
    Explanation {
        kind: row.kind,
        row: contract().rows.iter().position(|one| one.kind == row.kind).unwrap_or_default() as u32,
        pattern: fitted(&verdict, &signal),
        source: source(&verdict, surface),
        normalised,
        why: row.why.clone(),
        recovery: row.recovery,
        remedy: verdict.remedy,
        event: verdict.event,
        copy: ByLocale {
            zh_cn: copy(Locale::ZhCn),
            en: copy(Locale::En),
        },
        signal,
    }
}

fn fitted(verdict: &Verdict, signal: &Signal) -> Option<String> {
    let rule = verdict.rule?;
    Some(match signal {
        Signal::Wechat(_) => wechat_rule(&verdict.row.signals.wechat[rule]),
        Signal::Desktop(_) => desktop_rule(&verdict.row.signals.desktop[rule]),
    })
}

fn source(verdict: &Verdict, surface: Surface) -> Option<String> {
    let signals = &verdict.row.signals;
    match surface {
        Surface::Wechat => signals.wechat[verdict.rule?].source.clone(),
        Surface::Desktop => signals.desktop[verdict.rule?].source.clone(),
    }
}

/// A rule in one line, as the table writes it: `/cancel/ · scope unasked`.
pub fn wechat_rule(rule: &WechatRule) -> String {
    let mut parts = Vec::new();
    parts.extend(rule.text.as_ref().map(|pattern| format!("/{}/", pattern.source)));
    parts.extend(rule.not.as_ref().map(|pattern| format!("not /{}/", pattern.source)));
    parts.extend(rule.errno.as_ref().map(|listed| format!("errno {}", joined(listed))));
    parts.extend(rule.platform.as_ref().map(|listed| format!("platform {}", listed.join(", "))));
    parts.extend(rule.status_code.as_ref().map(|statuses| format!("statusCode {}", status_words(statuses))));
    parts.extend(rule.scope.as_ref().map(|listed| format!("scope {}", words(listed))));
    parts.extend(rule.album.as_ref().map(|listed| format!("album {}", words(listed))));
    parts.join(" · ")
}

/// A rule in one line, as the table writes it: `macos · code 1 · without locked`.
pub fn desktop_rule(rule: &DesktopRule) -> String {
    let mut parts = Vec::new();
    parts.extend(rule.os.as_ref().map(|listed| words(listed)));
    parts.extend(rule.code.as_ref().map(|listed| format!("code {}", joined(listed))));
    parts.extend(rule.io.as_ref().map(|listed| format!("io {}", listed.join(", "))));
    parts.extend(rule.net.as_ref().map(|listed| format!("net {}", words(listed))));
    parts.extend(rule.status.as_ref().map(|statuses| format!("status {}", status_words(statuses))));
    parts.extend(rule.content.as_ref().map(|listed| format!("content {}", words(listed))));
    parts.extend(rule.stage.as_ref().map(|listed| format!("stage {}", words(listed))));
    if !rule.hints.is_empty() {
        parts.push(format!("hints {}", words(&rule.hints)));
    }
    if !rule.without.is_empty() {
        parts.push(format!("without {}", words(&rule.without)));
    }
    parts.join(" · ")
}

fn joined<T: ToString>(listed: &[T]) -> String {
    listed.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// The words of an enumeration, as the tables write them.
fn words<T: Serialize>(listed: &[T]) -> String {
    let word = |value| match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => other.map(|value| value.to_string()).unwrap_or_default(),
    };
    listed.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn status_words(statuses: &Statuses) -> String {
    match statuses {
        Statuses::Listed(listed) => joined(listed),
        Statuses::Word(_) => "outside 200-299".into(),
    }
}

/// An observation in one line, for people: the message, or the code with what stands around it.
pub fn one_line(signal: &Signal) -> String {
    match signal {
        Signal::Wechat(signal) => {
            let mut parts = vec![signal.err_msg.clone()];
            parts.extend(signal.errno.map(|number| format!("errno {number}")));
            parts.extend(signal.status_code.map(|status| format!("statusCode {status}")));
            parts.extend(signal.scope.map(|scope| format!("scope {}", words(&[scope]))));
            parts.extend(signal.album.map(|album| format!("album {}", words(&[album]))));
            parts.join(" · ")
        }
        Signal::Desktop(signal) => {
            let mut parts = Vec::new();
            parts.extend(signal.os.map(|os| words(&[os])));
            parts.extend(signal.code.map(|code| format!("code {code}")));
            parts.extend(signal.io.clone());
            parts.extend(signal.net.map(|net| words(&[net])));
            parts.extend(signal.status.map(|status| format!("HTTP {status}")));
            parts.extend(signal.content.map(|content| words(&[content])));
            parts.extend(signal.hints.iter().map(|hint| words(&[hint])));
            parts.push(words(&[signal.stage]));
            parts.join(" · ")
        }
    }
}

/// Makes a signal of what somebody pasted: JSON is taken as it is, a message of WeChat whole; of a message of a system
/// what a signal holds is found in it (a code, an HTTP status, the name of an `ErrorKind`).
fn read(puzzle: &Puzzle, here: Os) -> Signal {
    let text = puzzle.text.trim();
    match puzzle.surface {
        Surface::Wechat => Signal::Wechat(serde_json::from_str(text).unwrap_or_else(|_| WechatSignal {
            err_msg: text.to_owned(),
            platform: Some("wechat".into()),
            ..WechatSignal::default()
        })),
        Surface::Desktop => Signal::Desktop(serde_json::from_str(text).unwrap_or_else(|_| system_words(text, puzzle.os.unwrap_or(here)))),
    }
}

fn system_words(text: &str, os: Os) -> DesktopSignal {
    let found = |pattern: &Regex| {
        pattern
            .captures(text)
            .and_then(|found| found.get(1))
            .map(|number| number.as_str().to_owned())
    };
    let status = found(&HTTP).and_then(|number| number.parse().ok());
    let hresult = found(&HRESULT).and_then(|number| i32::from_str_radix(&number, 16).ok());
    let code = || found(&CODE).or_else(|| Some(text.to_owned())).and_then(|number| number.parse().ok());
    let named = || ERRNO.iter().find(|(name, ..)| mentions(text, name));
    let unix = |linux: i32, macos: i32| match os {
        Os::Linux => Some(linux),
        Os::Macos => Some(macos),
        Os::Windows | Os::Other => None,
    };
    let code = match status {
        Some(_) => None,
        None => hresult
            .or_else(code)
            .or_else(|| named().and_then(|&(_, linux, macos)| unix(linux, macos))),
    };
    DesktopSignal {
        os: Some(os),
        code,
        io: IO_KINDS.iter().find(|name| mentions(text, name)).map(|name| (*name).to_owned()),
        status,
        stage: if status.is_some() { Stage::Fetch } else { Stage::Write },
        detail: Some(text.to_owned()),
        ..DesktopSignal::default()
    }
}

fn mentions(text: &str, name: &str) -> bool {
    text.split(|letter: char| !letter.is_ascii_alphanumeric()).any(|word| word == name)
}

static HTTP: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:http|status)\D{0,12}([1-5]\d\d)(?:\D|$)"));
static HRESULT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)0x8007([0-9a-f]{4})(?:[^0-9a-f]|$)"));
static CODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:os error|errno|error code|error|code)\D{0,3}(\d{1,5})(?:\D|$)"));

/// Names that programs print instead of the number: on Linux, on macOS.
const ERRNO: &[(&str, i32, i32)] = &[
    ("EPERM", 1, 1),
    ("ENOENT", 2, 2),
    ("EACCES", 13, 13),
    ("EBUSY", 16, 16),
    ("EEXIST", 17, 17),
    ("ENOTDIR", 20, 20),
    ("EISDIR", 21, 21),
    ("EINVAL", 22, 22),
    ("EMFILE", 24, 24),
    ("ETXTBSY", 26, 26),
    ("EFBIG", 27, 27),
    ("ENOSPC", 28, 28),
    ("EROFS", 30, 30),
    ("ENAMETOOLONG", 36, 63),
    ("ENETUNREACH", 101, 51),
    ("ECONNRESET", 104, 54),
    ("ETIMEDOUT", 110, 60),
    ("ECONNREFUSED", 111, 61),
    ("EDQUOT", 122, 69),
    ("ECANCELED", 125, 89),
];

/// The `ErrorKind` names that the table knows.
const IO_KINDS: &[&str] = &[
    "AlreadyExists",
    "BrokenPipe",
    "Cancelled",
    "ConnectionAborted",
    "ConnectionRefused",
    "ConnectionReset",
    "ExecutableFileBusy",
    "FileTooLarge",
    "HostUnreachable",
    "Interrupted",
    "InvalidData",
    "InvalidFilename",
    "InvalidInput",
    "IsADirectory",
    "NetworkDown",
    "NetworkUnreachable",
    "NotADirectory",
    "NotConnected",
    "NotFound",
    "PermissionDenied",
    "QuotaExceeded",
    "ReadOnlyFilesystem",
    "ResourceBusy",
    "StaleNetworkFileHandle",
    "StorageFull",
    "TimedOut",
    "UnexpectedEof",
    "Unsupported",
];

#[cfg(test)]
mod tests {
    use super::{Puzzle, classified, explain, one_line};
    use crate::signal::{Os, Signal, Surface, WechatSignal};
    use crate::words::Kind;

    fn pasted(surface: Surface, os: Os, text: &str) -> super::Explanation {
        let puzzle = Puzzle {
            text: text.into(),
            surface,
            os: Some(os),
        };
        explain(&puzzle, Os::Other)
    }

    #[test]
    fn a_message_of_wechat_names_its_row_and_pattern() {
        let read = pasted(Surface::Wechat, Os::Other, "  saveImageToPhotosAlbum:fail:auth denied ");
        assert_eq!(read.kind, Kind::PermissionDeniedByUser);
        assert_eq!(read.normalised, "saveimagetophotosalbum:fail:auth denied");
        assert!(read.pattern.is_some_and(|pattern| pattern.starts_with("/\\bauth")));
        assert_eq!(read.copy.zh_cn, "需要您授权保存相册");
    }

    #[test]
    fn a_signal_may_be_pasted_whole() {
        let read = pasted(Surface::Wechat, Os::Other, r#"{"errMsg":"x:fail","errno":103,"platform":"wechat"}"#);
        assert_eq!(read.kind, Kind::PermissionDeniedByUser);
        assert_eq!(read.pattern.as_deref(), Some("errno 103 · platform wechat, wecom, wechat-minigame"));
    }

    #[test]
    fn a_systems_words_give_up_their_code() {
        for (os, text, kind) in [
            (Os::Linux, "No space left on device (os error 28)", Kind::StorageFull),
            (Os::Linux, "13", Kind::FolderReadOnly),
            (Os::Macos, "EPERM: operation not permitted, open", Kind::PermissionDeniedBySystem),
            (Os::Windows, "0x8007016A", Kind::CloudFolderOffline),
            (Os::Windows, "error 32", Kind::FileInUse),
            (Os::Linux, "HTTP status 404 Not Found", Kind::FileMissing),
            (Os::Linux, "Kind(StorageFull)", Kind::StorageFull),
            (Os::Macos, "ENAMETOOLONG", Kind::NameRefused),
            (Os::Linux, "something else", Kind::Unknown),
        ] {
            assert_eq!(pasted(Surface::Desktop, os, text).kind, kind, "{text}");
        }
    }

    #[test]
    fn the_last_row_takes_everything_by_no_pattern() {
        let read = pasted(Surface::Wechat, Os::Other, "saveImageToPhotosAlbum:fail");
        assert_eq!((read.kind, read.pattern), (Kind::Unknown, None));
    }

    #[test]
    fn a_twin_that_decided_otherwise_is_believed() {
        let signal = Signal::Wechat(WechatSignal {
            err_msg: "saveImageToPhotosAlbum:fail auth deny".into(),
            ..WechatSignal::default()
        });
        let otherwise = classified(&signal, Kind::Unknown);
        assert_eq!(otherwise.pattern, None);
        assert!(classified(&signal, Kind::PermissionDeniedByUser).pattern.is_some());
        assert_eq!(one_line(&signal), "saveImageToPhotosAlbum:fail auth deny");
    }
}
