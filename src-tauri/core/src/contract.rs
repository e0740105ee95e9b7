//! The contract: which observation is which kind of failure, and what the user reads.
//!
//! The rules are data (`contract/failures.json`); this file only reads and applies them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::signal::{Album, Content, DesktopSignal, Hint, Net, Os, Scope, Signal, Stage, Surface, WechatSignal};
use crate::text::{normalise, pattern};
use crate::words::{Event, Kind, Recovery, Remedy};

/// The table, parsed once.
///
/// # Panics
/// If the embedded table does not parse: it is part of the program, and a test reads it.
pub fn contract() -> &'static Contract {
    static CONTRACT: LazyLock<Contract> =
        LazyLock::new(|| serde_json::from_str(include_str!("../contract/failures.json")).unwrap_or_else(|error| panic!("failures.json: {error}")));
    &CONTRACT
}

/// `failures.json`.
#[derive(Debug, Deserialize)]
pub struct Contract {
    /// What leads out, by word.
    pub remedies: BTreeMap<Remedy, RemedyText>,
    /// Specific to general; the last row is `unknown` and takes everything.
    pub rows: Vec<Row>,
}

/// One kind of failure.
#[derive(Debug, Deserialize)]
pub struct Row {
    /// What went wrong.
    pub kind: Kind,
    /// What QA and reports call it.
    pub name: ByLocale<String>,
    /// What may put it right.
    pub recovery: Recovery,
    /// Why this row is as it is.
    pub why: ByLocale<String>,
    /// What leads out, by surface.
    pub remedy: BySurface<Remedy>,
    /// Ways of the state that this failure's user would gain nothing from.
    #[serde(default)]
    pub not_offered: Vec<Event>,
    /// What the user reads.
    pub copy: Wording,
    /// What it looks like, by surface.
    pub signals: Signals,
    /// Why the phone never shows this kind.
    pub wechat_na: Option<ByLocale<String>>,
    /// Why the desktop never shows this kind.
    pub desktop_na: Option<ByLocale<String>>,
}

/// One value for each surface.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct BySurface<T> {
    /// The desktop's.
    pub desktop: T,
    /// The phone's.
    pub wechat: T,
}

/// The rules of a row.
#[derive(Debug, Deserialize)]
pub struct Signals {
    /// For what `wx` answers.
    pub wechat: Vec<WechatRule>,
    /// For what the desktop sees.
    pub desktop: Vec<DesktopRule>,
}

/// How sure we are of a rule or of a wording, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// Reported or measured where it happened.
    Seen,
    /// Written down by whoever makes it: a manual, a header file, the program itself.
    Documented,
    /// Plausible, not shown by anything.
    Assumed,
}

impl Evidence {
    /// The word as the tables write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Documented => "documented",
            Self::Assumed => "assumed",
        }
    }
}

/// A rule for what `wx` answers. Every field that is given must hold.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WechatRule {
    /// A pattern that occurs in the normalised message.
    pub text: Option<Pattern>,
    /// A pattern that must not occur.
    pub not: Option<Pattern>,
    /// Numbers; they speak only where no text of the whole table fits.
    pub errno: Option<Vec<i64>>,
    /// Whose numbers.
    pub platform: Option<Vec<String>>,
    /// HTTP statuses.
    pub status_code: Option<Statuses>,
    /// The mini-program's own permission.
    pub scope: Option<Vec<Scope>>,
    /// WeChat's permission from the phone.
    pub album: Option<Vec<Album>>,
    /// An event other than `failed.<recovery>`.
    pub event: Option<Event>,
    /// How sure.
    pub evidence: Evidence,
    /// Where from.
    pub source: Option<String>,
}

/// A rule for what the desktop sees. Every field that is given must hold.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesktopRule {
    /// The systems that `code` belongs to.
    pub os: Option<Vec<Os>>,
    /// Raw codes.
    pub code: Option<Vec<i32>>,
    /// `ErrorKind` names; they speak only where no code or observation of the whole table fits.
    pub io: Option<Vec<String>>,
    /// What the network reported.
    pub net: Option<Vec<Net>>,
    /// HTTP statuses.
    pub status: Option<Statuses>,
    /// What was wrong with the bytes.
    pub content: Option<Vec<Content>>,
    /// Stages of the work.
    pub stage: Option<Vec<Stage>>,
    /// Hints that must all be there.
    #[serde(default)]
    pub hints: Vec<Hint>,
    /// Hints that must not be there.
    #[serde(default)]
    pub without: Vec<Hint>,
    /// Another remedy than the row's.
    pub remedy: Option<Remedy>,
    /// An event other than `failed.<recovery>`.
    pub event: Option<Event>,
    /// How sure.
    pub evidence: Evidence,
    /// Where from.
    pub source: Option<String>,
}

/// HTTP statuses of a rule.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Statuses {
    /// These.
    Listed(Vec<u16>),
    /// `"not_ok"`: everything outside 200-299.
    Word(NotOk),
}

/// The word `not_ok`.
#[derive(Debug, Deserialize)]
pub enum NotOk {
    /// Everything outside 200-299.
    #[serde(rename = "not_ok")]
    NotOk,
}

impl Statuses {
    /// A status that these hold.
    pub fn example(&self) -> u16 {
        match self {
            Self::Listed(listed) => listed.first().copied().unwrap_or_default(),
            Self::Word(NotOk::NotOk) => 418,
        }
    }

    fn hold(&self, status: u16) -> bool {
        match self {
            Self::Listed(listed) => listed.contains(&status),
            Self::Word(NotOk::NotOk) => !(200..300).contains(&status),
        }
    }
}

/// A pattern of the table with its source.
#[derive(Debug, Deserialize)]
#[serde(from = "String")]
pub struct Pattern {
    /// As the table writes it.
    pub source: String,
    regex: Regex,
}

impl From<String> for Pattern {
    fn from(source: String) -> Self {
        let regex = pattern(&source);
        Self { source, regex }
    }
}

impl Pattern {
    fn holds(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

/// A language of the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, Deserialize, ts_rs::TS)]
pub enum Locale {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    En,
}

/// One value for each language.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, Deserialize, ts_rs::TS)]
pub struct ByLocale<T> {
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh_cn: T,
    /// English.
    pub en: T,
}

impl ByLocale<String> {
    /// The same sentence in both languages.
    pub fn new(zh_cn: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh_cn: zh_cn.into(),
            en: en.into(),
        }
    }
}

impl<T> ByLocale<T> {
    /// The value for this language.
    pub fn get(&self, locale: Locale) -> &T {
        match locale {
            Locale::ZhCn => &self.zh_cn,
            Locale::En => &self.en,
        }
    }
}

/// Copy in both languages.
pub type Wording = ByLocale<CopyText>;

/// What the user reads: body and the labels of buttons, by event. `{folder}` and its like are filled in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CopyText {
    /// The headline; the flow's own where absent.
    pub title: Option<String>,
    /// The sentence.
    pub body: Option<String>,
    /// Labels of buttons, by event; the event's own where absent.
    pub actions: BTreeMap<Event, String>,
    /// What differs on the desktop.
    pub desktop: Option<Box<CopyText>>,
}

impl CopyText {
    /// The sentence for this surface.
    pub fn body(&self, surface: Surface) -> Option<&str> {
        self.overlay(surface).and_then(|overlay| overlay.body.as_deref()).or(self.body.as_deref())
    }

    /// The label of a button for this surface.
    pub fn action(&self, event: Event, surface: Surface) -> Option<&str> {
        self.overlay(surface)
            .and_then(|overlay| overlay.actions.get(&event))
            .or_else(|| self.actions.get(&event))
            .map(String::as_str)
    }

    fn overlay(&self, surface: Surface) -> Option<&Self> {
        match surface {
            Surface::Desktop => self.desktop.as_deref(),
            Surface::Wechat => None,
        }
    }
}

/// What a remedy is called, and the written steps where a button cannot lead all the way.
#[derive(Debug, Deserialize)]
pub struct RemedyText {
    /// Its name in both languages.
    #[serde(flatten)]
    pub name: ByLocale<String>,
    /// Steps by environment (`ios`, `android`, `harmony`, `pc`), or `*` for all.
    #[serde(default)]
    pub steps: BTreeMap<String, ByLocale<Vec<String>>>,
}

impl RemedyText {
    /// The written steps for this environment; none where nothing is written.
    pub fn steps(&self, environment: &str, locale: Locale) -> Vec<String> {
        self.steps
            .get(environment)
            .or_else(|| self.steps.get("*"))
            .map_or_else(Vec::new, |steps| steps.get(locale).clone())
    }
}

/// What an observation was found to be.
#[derive(Clone, Copy, Debug)]
pub struct Verdict {
    /// The row that caught it.
    pub row: &'static Row,
    /// Which of the row's rules did; absent for `unknown`.
    pub rule: Option<usize>,
    /// What leads out on this surface.
    pub remedy: Remedy,
    /// What the flow is told.
    pub event: Event,
}

/// What the flow is told of a failure with this recovery.
pub fn event_of(recovery: Recovery) -> Event {
    match recovery {
        Recovery::Grant => Event::FailedGrant,
        Recovery::Relocate => Event::FailedRelocate,
        Recovery::Retry => Event::FailedRetry,
        Recovery::Stop => Event::FailedStop,
    }
}

impl Row {
    /// Why this surface never shows this kind; absent where it does.
    pub fn not_on(&self, surface: Surface) -> Option<&ByLocale<String>> {
        match surface {
            Surface::Desktop => self.desktop_na.as_ref(),
            Surface::Wechat => self.wechat_na.as_ref(),
        }
    }
}

impl Contract {
    /// The row of a kind.
    ///
    /// # Panics
    /// Never: a test keeps that every kind has its row.
    pub fn row(&self, kind: Kind) -> &Row {
        self.rows
            .iter()
            .find(|row| row.kind == kind)
            .unwrap_or_else(|| &self.rows[self.rows.len() - 1])
    }

    /// Finds the row of an observation: first what was said or observed, over the whole table;
    /// only then bare numbers (phone) and `ErrorKind` (desktop). What fits nothing is `unknown`.
    pub fn classify(&'static self, signal: &Signal) -> Verdict {
        match signal {
            Signal::Wechat(signal) => self.classify_wechat(signal),
            Signal::Desktop(signal) => self.classify_desktop(signal),
        }
    }

    fn classify_wechat(&'static self, signal: &WechatSignal) -> Verdict {
        let text = normalise(&signal.err_msg);
        let find = |numbers: bool| {
            self.rows.iter().find_map(|row| {
                let rule = row
                    .signals
                    .wechat
                    .iter()
                    .position(|rule| rule.errno.is_some() == numbers && rule.holds(signal, &text))?;
                let event = row.signals.wechat[rule].event.unwrap_or_else(|| event_of(row.recovery));
                Some(Verdict {
                    row,
                    rule: Some(rule),
                    remedy: row.remedy.wechat,
                    event,
                })
            })
        };
        find(false).or_else(|| find(true)).unwrap_or_else(|| self.unknown(Surface::Wechat))
    }

    fn classify_desktop(&'static self, signal: &DesktopSignal) -> Verdict {
        let find = |coarse: bool| {
            self.rows.iter().find_map(|row| {
                let position = row
                    .signals
                    .desktop
                    .iter()
                    .position(|rule| rule.io.is_some() == coarse && rule.holds(signal))?;
                let rule = &row.signals.desktop[position];
                let event = rule.event.unwrap_or_else(|| event_of(row.recovery));
                Some(Verdict {
                    row,
                    rule: Some(position),
                    remedy: rule.remedy.unwrap_or(row.remedy.desktop),
                    event,
                })
            })
        };
        find(false).or_else(|| find(true)).unwrap_or_else(|| self.unknown(Surface::Desktop))
    }

    fn unknown(&'static self, surface: Surface) -> Verdict {
        let row = &self.rows[self.rows.len() - 1];
        let remedy = match surface {
            Surface::Desktop => row.remedy.desktop,
            Surface::Wechat => row.remedy.wechat,
        };
        Verdict {
            row,
            rule: None,
            remedy,
            event: event_of(row.recovery),
        }
    }
}

/// Whether a condition holds: an absent one always does, a given one needs a value.
fn given<C, V>(condition: Option<&C>, value: Option<V>, test: impl FnOnce(&C, V) -> bool) -> bool {
    condition.is_none_or(|condition| value.is_some_and(|value| test(condition, value)))
}

impl WechatRule {
    fn holds(&self, signal: &WechatSignal, text: &str) -> bool {
        self.text.as_ref().is_none_or(|pattern| pattern.holds(text))
            && !self.not.as_ref().is_some_and(|pattern| pattern.holds(text))
            && given(self.errno.as_ref(), signal.errno, |listed, errno| listed.contains(&errno))
            && given(self.platform.as_ref(), signal.platform.as_deref(), |listed, platform| {
                listed.iter().any(|name| name.eq_ignore_ascii_case(platform))
            })
            && given(self.status_code.as_ref(), signal.status_code, Statuses::hold)
            && given(self.scope.as_ref(), signal.scope, |listed, scope| listed.contains(&scope))
            && given(self.album.as_ref(), signal.album, |listed, album| listed.contains(&album))
    }
}

impl DesktopRule {
    fn holds(&self, signal: &DesktopSignal) -> bool {
        given(self.os.as_ref(), signal.os, |listed, os| listed.contains(&os))
            && given(self.code.as_ref(), signal.code, |listed, code| listed.contains(&code))
            && given(self.io.as_ref(), signal.io.as_deref(), |listed, io| listed.iter().any(|name| name == io))
            && given(self.net.as_ref(), signal.net, |listed, net| listed.contains(&net))
            && given(self.status.as_ref(), signal.status, Statuses::hold)
            && given(self.content.as_ref(), signal.content, |listed, content| listed.contains(&content))
            && self.stage.as_ref().is_none_or(|listed| listed.contains(&signal.stage))
            && self.hints.iter().all(|hint| signal.hints.contains(hint))
            && !self.without.iter().any(|hint| signal.hints.contains(hint))
    }
}
