//! Signals of a file, read so that nothing in them is passed over: a misspelt field would change what they mean.

use serde_json::{Map, Value};

use super::problem::{Text, under};
use crate::compare::trace::TraceProblem;
use crate::signal::{DesktopSignal, Signal, Surface, WechatSignal};

const WECHAT: &[&str] = &["errMsg", "errno", "platform", "statusCode", "scope", "album", "stage", "facts"];
const DESKTOP: &[&str] = &["os", "code", "io", "stage", "net", "status", "content", "hints", "facts", "detail"];
const FACTS: &[&str] = &["folder", "file", "host", "need", "free", "wait"];

/// Words that serde would take for "other", so that a wrong one would be lost.
const STAGES: &[&str] = &["list", "fetch", "verify", "write", "probe", "open", "other"];
const SYSTEMS: &[&str] = &["windows", "macos", "linux", "other"];
const ALBUM: &[&str] = &["authorized", "denied", "undetermined"];

/// Reads a signal of `surface`. `told`: it must say whose it is; else it may.
pub(super) fn signal(text: Text<'_>, path: &str, value: Value, surface: Surface, told: bool) -> Result<Signal, TraceProblem> {
    let Value::Object(mut fields) = value else {
        return Err(text.wrong(path, "信号应该是一个对象。", "A signal should be an object."));
    };
    let word = match surface {
        Surface::Desktop => "desktop",
        Surface::Wechat => "wechat",
    };
    match fields.remove("surface") {
        Some(own) if own == word => {}
        None if !told => {}
        Some(own) => {
            return Err(text.wrong(
                &under(path, "surface"),
                format!("信号属于另一端：{own}。"),
                format!("The signal is the other surface's: {own}."),
            ));
        }
        None => return Err(text.wrong(&under(path, "surface"), "缺少 surface。", "`surface` is missing.")),
    }
    fields.retain(|_, value| !value.is_null());
    let known = match surface {
        Surface::Desktop => DESKTOP,
        Surface::Wechat => WECHAT,
    };
    only(text, path, &fields, known)?;
    match fields.get_mut("facts") {
        None => {}
        Some(Value::Object(facts)) => {
            facts.retain(|_, value| !value.is_null());
            only(text, &under(path, "facts"), facts, FACTS)?;
        }
        // serde would read a list as the fields in their order.
        Some(_) => return Err(text.wrong(&under(path, "facts"), "应该是一个对象。", "This should be an object.")),
    }
    for (field, words) in [("stage", STAGES), ("os", SYSTEMS), ("album", ALBUM)] {
        if let Some(Value::String(word)) = fields.get(field)
            && !words.contains(&word.as_str())
        {
            return Err(text.wrong(
                &under(path, field),
                format!("这里不认识“{word}”这个词；可以是 {}。", words.join("、")),
                format!("The word `{word}` is not known here; there are {}.", words.join(", ")),
            ));
        }
    }
    if surface == Surface::Wechat && !fields.contains_key("errMsg") {
        return Err(text.wrong(&under(path, "errMsg"), "缺少 errMsg。", "`errMsg` is missing."));
    }
    let value = Value::Object(fields);
    Ok(match surface {
        Surface::Desktop => Signal::Desktop(text.read::<DesktopSignal>(value, path)?),
        Surface::Wechat => Signal::Wechat(text.read::<WechatSignal>(value, path)?),
    })
}

fn only(text: Text<'_>, path: &str, fields: &Map<String, Value>, known: &[&str]) -> Result<(), TraceProblem> {
    match fields.keys().find(|field| !known.contains(&field.as_str())) {
        None => Ok(()),
        Some(field) => Err(text.wrong(
            &under(path, field),
            format!("信号里没有 {field} 这个字段；可以是 {}。", known.join("、")),
            format!("`{field}` is no field of a signal; there are {}.", known.join(", ")),
        )),
    }
}
