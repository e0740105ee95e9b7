//! `poster classify`: failures in, kinds out.

use std::io::BufRead as _;

use poster_core::contract::contract;
use poster_core::signal::Hint;
use poster_core::{DesktopSignal, Failure, Kind, Recovery, Remedy, WechatSignal};
use serde::Serialize;
use serde_json::Value;

use crate::out::{self, Ended, Wrong};
use crate::{ClassifyArgs, SurfaceArg};

#[derive(Serialize)]
struct Answer {
    kind: Kind,
    recovery: Recovery,
    remedy: Remedy,
}

#[derive(Serialize)]
struct Unread {
    error: String,
}

pub(crate) fn run(args: &ClassifyArgs) -> Result<Ended, Wrong> {
    let mut all_read = true;
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|error| format!("standard input: {error}"))?;
        if line.trim().is_empty() {
            continue;
        }
        match failure(args.surface, &line) {
            Ok(failure) if args.json => out::json(&Answer {
                kind: failure.kind,
                recovery: failure.recovery,
                remedy: failure.remedy,
            }),
            Ok(failure) => {
                let row = contract().row(failure.kind);
                out::line(&format!(
                    "{}  {}  {}\n    {}",
                    failure.kind.as_str(),
                    failure.recovery.as_str(),
                    failure.remedy.as_str(),
                    row.why.en
                ));
            }
            Err(error) => {
                all_read = false;
                // Each line gets its answer, so that a reader can pair them.
                out::json(&Unread {
                    error: format!("line {}: {error}", number + 1),
                });
            }
        }
    }
    Ok(Ended::when(all_read))
}

fn failure(surface: SurfaceArg, line: &str) -> Result<Failure, serde_json::Error> {
    let mut value: Value = serde_json::from_str(line)?;
    // `null` says the same as nothing.
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|_, field| !field.is_null());
    }
    match surface {
        SurfaceArg::Wechat => Ok(Failure::wechat(serde_json::from_value::<WechatSignal>(value)?)),
        SurfaceArg::Desktop => {
            let flags = flagged(&value);
            let mut signal: DesktopSignal = serde_json::from_value(value)?;
            signal.hints.extend(flags);
            Ok(Failure::desktop(signal))
        }
    }
}

/// Hints may be written as flags beside the other fields: `"guarded_folder": true`.
fn flagged(value: &Value) -> Vec<Hint> {
    let Some(fields) = value.as_object() else { return Vec::new() };
    fields
        .iter()
        .filter(|(_, set)| set.as_bool() == Some(true))
        .filter_map(|(word, _)| serde_json::from_value(Value::from(word.as_str())).ok())
        .collect()
}
