//! Rules and observations in one line, for people.

use serde::Serialize;

use crate::contract::{DesktopRule, Statuses, WechatRule};
use crate::signal::Signal;

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
