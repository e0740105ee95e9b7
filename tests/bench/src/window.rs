//! The window: frames while scrolling. The measuring itself is JavaScript (`window/scroll.mjs`), since it happens in a browser.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use crate::report::{Goal, Part, Row};
use crate::{Bench, Result, peers};

/// What the script says.
#[derive(Deserialize)]
struct Scrolled {
    browser: String,
    results: Vec<Scene>,
    thumbs_against_originals: Option<f64>,
}

#[derive(Deserialize)]
struct Scene {
    name: String,
    fps: f64,
    p95_ms: f64,
    script_ms: Option<f64>,
    drawn_percent: f64,
    images: f64,
    heap_mb: Option<f64>,
}

pub(crate) fn measure(bench: &Bench) -> Result<Vec<Part>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("window").join("scroll.mjs");
    let (Some(node), true) = (peers::find("node"), script.exists()) else {
        println!("skipped: no node, or no {}", script.display());
        return Ok(Vec::new());
    };
    let answer = Command::new(node)
        .arg(&script)
        .args(["--json", "--rounds", &bench.rounds.to_string()])
        .output()?;
    if !answer.status.success() {
        println!("skipped: {}: {}", script.display(), String::from_utf8_lossy(&answer.stderr));
        return Ok(Vec::new());
    }
    let found: Scrolled = serde_json::from_slice(&answer.stdout)?;
    let number = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.1}"));
    let rows = found.results.iter().map(|scene| {
        let cells = [scene.fps, scene.p95_ms].map(|value| format!("{value:.1}")).to_vec();
        let more = [
            number(scene.script_ms),
            format!("{:.0}", scene.drawn_percent),
            format!("{:.0}", scene.images),
            number(scene.heap_mb),
        ];
        Row::new(&scene.name, [cells, more.to_vec()].concat())
    });
    let images = found.results.iter().map(|scene| scene.images).fold(0.0, f64::max);
    let mut goals = vec![Goal::value("image nodes in the page, overscan included", images, 60.0)];
    if let Some(ratio) = found.thumbs_against_originals {
        goals.push(Goal::ratio("frames a second: thumbnails to originals", ratio, 3.0).at_least());
    }
    Ok(vec![Part::new(
        "The window: scrolling",
        &format!(
            "{} without a graphics card, 3000 pixels a second; frame rates mean something as ratios.",
            found.browser
        ),
        ["", "frames/s", "p95 ms", "script ms a frame", "drawn %", "image nodes", "heap MB"]
            .map(String::from)
            .to_vec(),
        rows.collect(),
        goals,
    )])
}
