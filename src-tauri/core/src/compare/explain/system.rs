//! What a system's message says: a code, an HTTP status, the name of an `ErrorKind`.

use std::sync::LazyLock;

use regex::Regex;

use crate::signal::{DesktopSignal, Os, Stage};
use crate::text::pattern;

/// Finds in a message what a signal holds.
pub(super) fn system_words(text: &str, os: Os) -> DesktopSignal {
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
