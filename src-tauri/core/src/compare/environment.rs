//! Where a flow runs, and how each place words what befalls a save: `contract/environments.json`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contract::{ByLocale, Evidence};
use crate::failure::Failure;
use crate::signal::{Album, Content, DesktopSignal, Hint, Net, Os, Signal, Surface, WechatSignal};
use crate::words::{Event, Kind};

/// The table, parsed once.
///
/// # Panics
/// If the embedded table does not parse: it is part of the program, and a test reads it.
pub fn environments() -> &'static Environments {
    static TABLE: LazyLock<Environments> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../contract/environments.json")).unwrap_or_else(|error| panic!("environments.json: {error}"))
    });
    &TABLE
}

/// `environments.json`.
#[derive(Debug, Deserialize)]
pub struct Environments {
    /// Which environment of the other surface one is compared with, unless somebody chose another.
    pub reference: Reference,
    /// Every environment, in the order of the columns.
    pub environments: Vec<Environment>,
    /// What can befall a save.
    pub mishaps: Vec<Mishap>,
}

/// The pair that others are compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reference {
    /// An environment of the desktop.
    pub desktop: String,
    /// An environment of the phone.
    pub wechat: String,
}

/// A place where a flow runs.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct Environment {
    /// Its word: `wechat-ios`, `windows`.
    pub id: String,
    /// Which of the two flows runs there.
    pub surface: Surface,
    /// For people.
    pub name: ByLocale<String>,
    /// Desktop: the system whose codes it speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub os: Option<Os>,
    /// Desktop: what the platform sees around every failure there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Hint>>")]
    pub hints: Vec<Hint>,
    /// WeChat: what the client calls itself, as the written steps know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    /// WeChat: whose numbers `errno` speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
}

/// Something that can befall a save.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mishap {
    /// Its word.
    #[serde(rename = "mishap")]
    pub word: String,
    /// For people.
    pub name: ByLocale<String>,
    /// What it is, where the environment words it well. An environment may word it so that it is taken for another.
    pub kind: Kind,
    /// What the flow is told, where the kind alone does not say.
    pub event: Option<Event>,
    /// What `wx` answers. First fitting row wins.
    pub wechat: Vec<Spelling<WechatWords>>,
    /// What the desktop sees. First fitting row wins.
    pub desktop: Vec<Spelling<DesktopWords>>,
}

/// One wording.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spelling<T> {
    /// Its environments; all of the surface where absent.
    #[serde(rename = "in")]
    pub places: Option<Vec<String>>,
    /// The call, without `wx.`; any where absent.
    pub api: Option<String>,
    /// What is observed.
    pub signal: T,
    /// Where somebody met it there.
    pub seen: Option<String>,
    /// Who writes it down, where nobody was seen to meet it.
    pub documented: Option<String>,
    /// What it is taken from, where neither is known.
    pub assumed: Option<String>,
}

impl<T> Spelling<T> {
    /// How sure it is, and where it is from. A test keeps that a wording has exactly one of the three.
    pub fn evidence(&self) -> (Evidence, &str) {
        let given = [
            (Evidence::Seen, &self.seen),
            (Evidence::Documented, &self.documented),
            (Evidence::Assumed, &self.assumed),
        ];
        let found = given.into_iter().find_map(|(evidence, source)| Some((evidence, source.as_deref()?)));
        found.unwrap_or((Evidence::Assumed, ""))
    }
}

/// What `wx` answers; `$` stands for the call's name.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WechatWords {
    /// The message.
    pub err_msg: String,
    /// Its number.
    pub errno: Option<i64>,
    /// What iOS tells of WeChat's permission.
    pub album: Option<Album>,
}

/// What the desktop sees, without what belongs to the place or to the stage of the work.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesktopWords {
    /// The raw operating-system code.
    pub code: Option<i32>,
    /// The name of the `std::io::ErrorKind`.
    pub io: Option<String>,
    /// What the network reported.
    pub net: Option<Net>,
    /// The HTTP status.
    pub status: Option<u16>,
    /// What was wrong with the bytes.
    pub content: Option<Content>,
    /// What the platform saw around it.
    #[serde(default)]
    pub hints: BTreeSet<Hint>,
}

/// A failure as one environment words it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Spelled {
    /// What befell the save: a word of `mishaps`; absent where the scenario's own signal is kept.
    pub mishap: Option<String>,
    /// What is observed there.
    pub signal: Signal,
    /// How sure it is that this place words it so.
    pub evidence: Evidence,
    /// Where that is from.
    pub source: String,
}

impl Environments {
    /// An environment by its word.
    pub fn find(&self, id: &str) -> Option<&Environment> {
        self.environments.iter().find(|environment| environment.id == id)
    }

    /// What befell a save, of which each surface's own signal is known: the first mishap that is this kind.
    pub fn mishap(&'static self, wechat: Option<&WechatSignal>, desktop: Option<&DesktopSignal>) -> Option<&'static Mishap> {
        // The statuses of HTTP are the same everywhere, so no place words them in its own way.
        if wechat.is_some_and(|signal| signal.status_code.is_some()) {
            return None;
        }
        let api = wechat.map(|signal| call(&signal.err_msg));
        let failure = match (wechat, desktop) {
            (Some(signal), _) => Failure::wechat(signal.clone()),
            (None, signal) => Failure::desktop(signal?.clone()),
        };
        let fits = |mishap: &Mishap| {
            mishap.kind == failure.kind
                && mishap.event.is_none_or(|event| event == failure.event)
                && (api.is_none() || mishap.wechat.iter().any(|row| row.api.is_none() || row.api.as_deref() == api))
                && (api.is_some() || !mishap.desktop.is_empty())
        };
        self.mishaps.iter().find(|mishap| fits(mishap))
    }

    /// How `place` words a mishap for a call; `like` is the scenario's signal, which knows the stage and the facts.
    pub fn spell(&self, place: &Environment, mishap: &str, like: &Signal) -> Option<Spelled> {
        let row = self.mishaps.iter().find(|row| row.word == mishap)?;
        match like {
            Signal::Wechat(like) => {
                let api = call(&like.err_msg);
                let row = fitting(&row.wechat, place, api)?;
                let signal = Signal::Wechat(WechatSignal {
                    err_msg: row.signal.err_msg.replace('$', api),
                    errno: row.signal.errno,
                    platform: place.platform.clone(),
                    album: row.signal.album.or(like.album),
                    ..like.clone()
                });
                Some(spelled(mishap, row, signal))
            }
            Signal::Desktop(like) => {
                let row = fitting(&row.desktop, place, "")?;
                let words = &row.signal;
                let signal = Signal::Desktop(DesktopSignal {
                    os: place.os,
                    code: words.code,
                    io: words.io.clone(),
                    net: words.net,
                    status: words.status,
                    content: words.content,
                    hints: words.hints.iter().chain(&place.hints).copied().collect(),
                    stage: like.stage,
                    facts: like.facts.clone(),
                    detail: None,
                });
                Some(spelled(mishap, row, signal))
            }
        }
    }
}

/// The call that a message names: what stands before its first colon.
pub fn call(message: &str) -> &str {
    message.split_once(':').map_or(message, |(call, _)| call)
}

fn fitting<'a, T>(rows: &'a [Spelling<T>], place: &Environment, api: &str) -> Option<&'a Spelling<T>> {
    rows.iter()
        .find(|row| row.places.as_ref().is_none_or(|places| places.contains(&place.id)) && row.api.as_ref().is_none_or(|only| only == api))
}

fn spelled<T>(mishap: &str, row: &Spelling<T>, signal: Signal) -> Spelled {
    let (evidence, source) = row.evidence();
    Spelled {
        mishap: Some(mishap.to_owned()),
        signal,
        evidence,
        source: source.to_owned(),
    }
}
