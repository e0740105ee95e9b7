//! Thumbnails beside libvips, in a process of their own.

use std::process::Command;

use crate::pixels::Drawn;
use crate::report::{Goal, Part, Row};
use crate::{Bench, Result};

pub(crate) fn measure(bench: &Bench) -> Result<Vec<Part>> {
    let answer = Command::new(std::env::current_exe()?)
        .arg("pixels")
        .arg(bench.rounds.to_string())
        .output()?;
    let said = String::from_utf8_lossy(&answer.stdout);
    if !answer.status.success() {
        println!("skipped: {said}");
        let row = Row::new("libvips", vec![said.trim().to_owned()]);
        return Ok(vec![Part::new(
            "Thumbnails",
            "Not measured.",
            vec![String::new(), String::new()],
            vec![row],
            Vec::new(),
        )]);
    }
    let drawn: Vec<Drawn> = serde_json::from_str(&said)?;
    let rows = drawn.iter().map(|drawn| {
        let cells = [drawn.ours, drawn.vips].map(|ms| format!("{ms:.1}")).to_vec();
        let more = [format!("{:.2}x", drawn.ratio), format!("{:.1}", drawn.psnr)];
        Row::new(&drawn.name, [cells, more.to_vec()].concat())
    });
    let mut goals = Vec::new();
    for drawn in &drawn {
        let most = match drawn.name.split_once(',') {
            Some(("JPEG", size)) if size.contains("2160") => 0.55,
            Some(("JPEG", _)) => 0.40,
            Some(("PNG" | "PNG with alpha", _)) => 0.36,
            _ => 0.70,
        };
        goals.push(Goal::ratio(&format!("{}: CPU to vips_thumbnail_buffer", drawn.name), drawn.ratio, most));
        if drawn.name.starts_with("JPEG") {
            goals.push(Goal::value(&format!("{}: dB to the whole picture, decoded", drawn.name), drawn.psnr, 40.0).at_least());
        }
    }
    Ok(vec![Part::new(
        "Thumbnails, 360 pixels across",
        "Four posters of the demo at each size. Processor time to get from a file's bytes to the pixels, looking for faults included, beside `vips_thumbnail_buffer` with one \
         thread in the same process, in turns. dB: how near ours is to decoding everything and making that small with Lanczos; PNG and \
         WebP are averaged on purpose, which is another filter.",
        ["", "ours, ms", "libvips, ms", "ratio", "dB"].map(String::from).to_vec(),
        rows.collect(),
        goals,
    )])
}
