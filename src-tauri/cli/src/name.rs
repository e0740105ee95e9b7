//! `poster name`: titles in, safe file names out.

use std::io::BufRead as _;

use poster_core::place::{Fields, name_from_template};
use serde::{Deserialize, Serialize};

use crate::NameArgs;
use crate::out::{self, Ended, Wrong};

#[derive(Deserialize)]
#[serde(default)]
struct Asked {
    title: String,
    id: String,
    campaign: String,
    date: String,
    index: Option<u32>,
    width: Option<u32>,
    height: Option<u32>,
    extension: String,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            title: String::new(),
            id: String::new(),
            campaign: String::new(),
            date: String::new(),
            index: None,
            width: None,
            height: None,
            extension: "jpg".into(),
        }
    }
}

#[derive(Serialize)]
struct Named {
    name: String,
}

#[derive(Serialize)]
struct Unread {
    error: String,
}

pub(crate) fn run(args: &NameArgs) -> Result<Ended, Wrong> {
    let mut all_read = true;
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|error| format!("standard input: {error}"))?;
        if line.trim().is_empty() {
            continue;
        }
        let asked: Asked = match serde_json::from_str(&line) {
            Ok(asked) => asked,
            Err(error) => {
                all_read = false;
                out::json(&Unread {
                    error: format!("line {}: {error}", number + 1),
                });
                continue;
            }
        };
        let fields = Fields {
            title: &asked.title,
            id: &asked.id,
            campaign: &asked.campaign,
            date: &asked.date,
            index: asked.index,
            count: 0,
            width: asked.width,
            height: asked.height,
            extension: &asked.extension,
        };
        let name = name_from_template(&args.template, &fields).map_err(|error| format!("--template: {error}"))?;
        if args.json {
            out::json(&Named { name });
        } else {
            out::line(&name);
        }
    }
    Ok(Ended::when(all_read))
}
