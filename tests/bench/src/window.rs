//! The window: frames while scrolling. The measuring itself is JavaScript, since it happens in a browser.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::report::{Part, Row};
use crate::{Bench, Result, peers};

pub(crate) fn measure(_bench: &Bench) -> Result<Vec<Part>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("window").join("scroll.mjs");
    let (Some(node), true) = (peers::find("node"), script.exists()) else {
        println!("skipped: no node, or no {}", script.display());
        return Ok(Vec::new());
    };
    let answer = Command::new(node).arg(&script).arg("--json").output()?;
    if !answer.status.success() {
        return Err(format!("{}: {}", script.display(), String::from_utf8_lossy(&answer.stderr)).into());
    }
    let found: Value = serde_json::from_slice(&answer.stdout)?;
    let rows = found.as_object().into_iter().flatten().map(|(name, value)| Row::new(name, vec![value.to_string()]));
    Ok(vec![Part::new(
        "The window",
        "Scrolling through the gallery in a browser without a graphics card: read the figures as ratios.",
        vec![String::new(), "here".into()],
        rows.collect(),
        Vec::new(),
    )])
}
