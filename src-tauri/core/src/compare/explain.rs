//! Which row of the table catches a message, and why.

mod system;
mod words;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use self::system::system_words;
pub use self::words::{desktop_rule, one_line, wechat_rule};
use super::trace::Classified;
use crate::contract::{ByLocale, Evidence, Locale, Verdict, contract};
use crate::copy::failure_message;
use crate::failure::Failure;
use crate::signal::{Os, Signal, Surface, WechatSignal};
use crate::text::normalise;
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
    /// What it is classified as.
    pub kind: Kind,
    /// The row of `failures.json`, counted from 0.
    pub row: u32,
    /// The row's rule for this surface, counted from 0; absent for the last row, which takes everything.
    pub rule: Option<u32>,
    /// That rule in one line.
    pub pattern: Option<String>,
    /// How sure the rule is.
    pub evidence: Option<Evidence>,
    /// Where the rule comes from.
    pub source: Option<String>,
    /// The message in the one spelling that the patterns are tried on; empty where none was tried.
    pub normalised: String,
    /// The signal that was made of what was pasted.
    pub signal: Signal,
    /// Why the row is as it is.
    pub why: ByLocale<String>,
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
        rule: verdict.rule.filter(|_| agreed).map(|rule| rule as u32),
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
        rule: verdict.rule.map(|rule| rule as u32),
        pattern: fitted(&verdict, &signal),
        evidence: origin(&verdict, surface).map(|(evidence, _)| evidence),
        source: origin(&verdict, surface).and_then(|(_, source)| source),
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

/// How sure the rule is, and where it comes from.
fn origin(verdict: &Verdict, surface: Surface) -> Option<(Evidence, Option<String>)> {
    let signals = &verdict.row.signals;
    Some(match surface {
        Surface::Wechat => {
            let rule = &signals.wechat[verdict.rule?];
            (rule.evidence, rule.source.clone())
        }
        Surface::Desktop => {
            let rule = &signals.desktop[verdict.rule?];
            (rule.evidence, rule.source.clone())
        }
    })
}

/// Makes a signal of what somebody pasted: JSON is taken as it is, a message of WeChat whole; of a message of a system
/// what a signal holds is found in it (a code, an HTTP status, the name of an `ErrorKind`).
fn read(puzzle: &Puzzle, here: Os) -> Signal {
    let text = puzzle.text.trim();
    match puzzle.surface {
        Surface::Wechat => {
            let signal = serde_json::from_str(text).unwrap_or_else(|_| WechatSignal {
                err_msg: text.to_owned(),
                ..WechatSignal::default()
            });
            // Whose number an errno is, `wx` never says: what is pasted here is WeChat's unless it says otherwise.
            Signal::Wechat(WechatSignal {
                platform: signal.platform.or_else(|| Some("wechat".into())),
                ..signal
            })
        }
        Surface::Desktop => Signal::Desktop(serde_json::from_str(text).unwrap_or_else(|_| system_words(text, puzzle.os.unwrap_or(here)))),
    }
}

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
    fn an_answer_of_wx_may_be_pasted_as_it_came() {
        let read = pasted(Surface::Wechat, Os::Other, r#"{"errMsg":"x:fail","errno":103}"#);
        assert_eq!(read.kind, Kind::PermissionDeniedByUser, "its number is WeChat's");
        let row = &crate::contract::contract().rows[read.row as usize];
        let rule = &row.signals.wechat[read.rule.unwrap_or_default() as usize];
        assert_eq!(read.pattern, Some(super::wechat_rule(rule)));
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
