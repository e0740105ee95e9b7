//! The ways in which an answer can go wrong, and how a request asks for one.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What goes wrong. Each has a name that queries, the header and plans use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Kind {
    /// `slow`: the body at `rate` bytes a second (20,000 when not given).
    Slow,
    /// `dribble`: the body at one byte a second.
    Dribble,
    /// `stall`: no answer, ever.
    Stall,
    /// `stall-body`: half of the body, then silence.
    StallBody,
    /// `cut`: the full length claimed, half of the body sent, connection closed.
    Cut,
    /// `cut-last-byte`: all but the last byte, connection closed.
    CutLastByte,
    /// `reset`: half of the body, then a TCP reset.
    Reset,
    /// `reset-first`: a TCP reset before any answer.
    ResetFirst,
    /// `empty-reply`: the connection is closed before any answer.
    EmptyReply,
    /// `chunk-cut`: no length, chunked, closed without the last chunk.
    ChunkCut,
    /// `no-length`: the right body, chunked, without a length. Nothing is wrong with it.
    NoLength,
    /// `gzip`: the right body, compressed without being asked. Nothing is wrong with it.
    Gzip,
    /// `wrong-type`: the right body under `text/plain`. Nothing is wrong with the bytes.
    WrongType,
    /// `length-long` (also `wrong-length`): a length of 1,000 bytes more than is sent.
    LengthLong,
    /// `length-short`: a length of half the body; the rest follows, where it belongs to no answer.
    LengthShort,
    /// `truncated`: the first half of the file as if it were all of it, lengths consistent.
    Truncated,
    /// `damaged`: one byte in the middle changed, lengths consistent.
    Damaged,
    /// `html`: 200 with a sign-in page.
    Html,
    /// `json`: 200 with an error in JSON.
    Json,
    /// `empty`: 200 with nothing.
    Empty,
    /// `svg`: 200 with an SVG that holds a script.
    Svg,
    /// `endless`: a body without end.
    Endless,
    /// `huge`: a claim of 10 GB.
    Huge,
    /// `gzip-bomb`: about a megabyte that unpacks to a gigabyte.
    GzipBomb,
    /// `redirect`: to the same address, once, where all is well.
    Redirect,
    /// `redirect-file`: to `file:///etc/hosts`.
    RedirectFile,
    /// `redirect-private`: to a private address of a network that is not the server's.
    RedirectPrivate,
    /// `redirect-loop`: to itself, for ever.
    RedirectLoop,
    /// A status, by its number: 204, 304 (unasked) or 400 to 599.
    Status(u16),
}

/// Names of all kinds but the numbers.
const NAMES: &[(&str, Kind)] = &[
    ("slow", Kind::Slow),
    ("dribble", Kind::Dribble),
    ("stall", Kind::Stall),
    ("stall-body", Kind::StallBody),
    ("cut", Kind::Cut),
    ("cut-last-byte", Kind::CutLastByte),
    ("reset", Kind::Reset),
    ("reset-first", Kind::ResetFirst),
    ("empty-reply", Kind::EmptyReply),
    ("chunk-cut", Kind::ChunkCut),
    ("no-length", Kind::NoLength),
    ("gzip", Kind::Gzip),
    ("wrong-type", Kind::WrongType),
    ("length-long", Kind::LengthLong),
    ("length-short", Kind::LengthShort),
    ("truncated", Kind::Truncated),
    ("damaged", Kind::Damaged),
    ("html", Kind::Html),
    ("json", Kind::Json),
    ("empty", Kind::Empty),
    ("svg", Kind::Svg),
    ("endless", Kind::Endless),
    ("huge", Kind::Huge),
    ("gzip-bomb", Kind::GzipBomb),
    ("redirect", Kind::Redirect),
    ("redirect-file", Kind::RedirectFile),
    ("redirect-private", Kind::RedirectPrivate),
    ("redirect-loop", Kind::RedirectLoop),
];

impl Kind {
    /// Every kind that has a name rather than a number.
    pub fn named() -> impl Iterator<Item = (&'static str, Self)> {
        NAMES.iter().copied()
    }
}

/// A fault name that is not one of the contract's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFault(pub String);

impl fmt::Display for UnknownFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown fault {:?}", self.0)
    }
}

impl std::error::Error for UnknownFault {}

impl FromStr for Kind {
    type Err = UnknownFault;

    fn from_str(name: &str) -> Result<Self, UnknownFault> {
        if name == "wrong-length" {
            return Ok(Self::LengthLong);
        }
        if let Some((_, kind)) = NAMES.iter().find(|(known, _)| *known == name) {
            return Ok(*kind);
        }
        match name.parse() {
            Ok(status @ (204 | 304 | 400..=599)) => Ok(Self::Status(status)),
            _ => Err(UnknownFault(name.to_owned())),
        }
    }
}

impl TryFrom<String> for Kind {
    type Error = UnknownFault;

    fn try_from(name: String) -> Result<Self, UnknownFault> {
        name.parse()
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> Self {
        kind.to_string()
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => write!(f, "{status}"),
            named => f.write_str(NAMES.iter().find(|(_, kind)| kind == named).map_or("", |(name, _)| name)),
        }
    }
}

/// A fault with its settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// What goes wrong.
    pub fault: Kind,
    /// Bytes a second, for `slow`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<u64>,
    /// The `Retry-After` of a status: seconds, or `date:SECONDS` for the form with a date that many seconds
    /// from now (may be negative), or any other text, sent as it is. 429 has `1` when not given; `none` leaves it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<String>,
    /// Only the first so many requests meet the fault; then all is well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// What `times` counts by; the path when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

impl From<Kind> for Fault {
    fn from(fault: Kind) -> Self {
        Self {
            fault,
            rate: None,
            retry_after: None,
            times: None,
            key: None,
        }
    }
}

impl Fault {
    /// The fault that pairs such as `fault=503`, `times=2` ask for, if any. Other pairs are left alone.
    ///
    /// Errors: an unknown name, or a number that is none.
    pub(crate) fn asked<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Option<Self>, UnknownFault> {
        let mut kind = None;
        let (mut rate, mut retry_after, mut times, mut key) = (None, None, None, None);
        let number = |text: &str| text.parse::<u32>().map_err(|_| UnknownFault(text.to_owned()));
        for (name, value) in pairs {
            match name {
                "fault" => kind = Some(value.parse()?),
                "rate" => rate = Some(u64::from(number(value)?).max(1)),
                "retry_after" => retry_after = Some(value.to_owned()),
                "times" => times = Some(number(value)?),
                "key" => key = Some(value.to_owned()),
                _ => {}
            }
        }
        Ok(kind.map(|fault| Self {
            fault,
            rate,
            retry_after,
            times,
            key,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_to_its_kind_and_back() {
        for (name, kind) in Kind::named() {
            assert_eq!(name.parse(), Ok(kind));
            assert_eq!(kind.to_string(), name);
        }
        assert_eq!("503".parse(), Ok(Kind::Status(503)));
        assert_eq!("wrong-length".parse(), Ok(Kind::LengthLong));
        for wrong in ["", "200", "999", "Slow", "cut "] {
            assert_eq!(wrong.parse::<Kind>(), Err(UnknownFault(wrong.to_owned())));
        }
    }

    #[test]
    fn settings_come_with_the_fault() {
        let asked = Fault::asked([("q", "x"), ("fault", "429"), ("retry_after", "date:2"), ("times", "2")].into_iter());
        let expected = Fault {
            retry_after: Some("date:2".into()),
            times: Some(2),
            ..Kind::Status(429).into()
        };
        assert_eq!(asked, Ok(Some(expected)));
        assert_eq!(Fault::asked([("times", "2")].into_iter()), Ok(None));
        assert!(Fault::asked([("fault", "cut"), ("times", "many")].into_iter()).is_err());
    }
}
