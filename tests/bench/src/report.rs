//! The report: Markdown with a plot, put together from the latest run of each part.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::Result;

mod plot;

/// The marks in README.md between which the summary stands.
const MARKS: (&str, &str) = ("<!-- speed -->", "<!-- /speed -->");

/// What one run of one part of the benchmark gave.
#[derive(Serialize, Deserialize)]
pub(crate) struct Section {
    name: String,
    date: String,
    rounds: u8,
    /// Processes that wanted a core, on average over the last minutes: other people's work is in the figures.
    load: String,
    parts: Vec<Part>,
}

/// One table and what was aimed at.
#[derive(Serialize, Deserialize)]
pub(crate) struct Part {
    title: String,
    words: String,
    columns: Vec<String>,
    rows: Vec<Row>,
    goals: Vec<Goal>,
}

/// One line of a table.
#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    name: String,
    cells: Vec<String>,
}

/// What was aimed at, and what came of it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Goal {
    text: String,
    /// `None`: could not be measured here.
    value: Option<f64>,
    limit: f64,
    /// Whether `limit` is the least, not the most.
    least: bool,
    unit: String,
}

impl Section {
    pub(crate) fn new(name: &str, rounds: u8, parts: Vec<Part>) -> Self {
        let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
        Self {
            name: name.to_lowercase(),
            date: time::OffsetDateTime::now_utc().date().to_string(),
            rounds,
            load: load.split(' ').take(2).collect::<Vec<_>>().join(" and "),
            parts,
        }
    }

    /// Keeps it for the report.
    pub(crate) fn keep(&self, target: &Path) -> Result {
        Ok(fs::write(
            target.join("bench").join(format!("{}.json", self.name)),
            serde_json::to_vec_pretty(self)?,
        )?)
    }
}

impl Part {
    pub(crate) fn new(title: &str, words: &str, columns: Vec<String>, rows: Vec<Row>, goals: Vec<Goal>) -> Self {
        Self {
            title: title.to_owned(),
            words: words.to_owned(),
            columns,
            rows,
            goals,
        }
    }
}

impl Row {
    pub(crate) fn new(name: &str, cells: Vec<String>) -> Self {
        Self {
            name: name.to_owned(),
            cells,
        }
    }
}

impl Goal {
    /// A ratio that should be at most `most`.
    pub(crate) fn ratio(text: &str, ratio: f64, most: f64) -> Self {
        Self {
            unit: "x".into(),
            ..Self::value(text, ratio, most)
        }
    }

    /// A value that should be at most `most`; the text says its unit.
    pub(crate) fn value(text: &str, value: f64, most: f64) -> Self {
        Self {
            text: text.to_owned(),
            value: Some(value).filter(|value| value.is_finite()),
            limit: most,
            least: false,
            unit: String::new(),
        }
    }

    /// The same where more is better.
    pub(crate) fn at_least(self) -> Self {
        Self { least: true, ..self }
    }

    fn is_met(&self) -> Option<bool> {
        self.value.map(|value| if self.least { value >= self.limit } else { value <= self.limit })
    }

    fn line(&self) -> String {
        let verdict = match self.is_met() {
            Some(true) => "met",
            Some(false) => "**missed**",
            None => "not measured",
        };
        let value = self.value.map_or("–".into(), |value| format!("{value:.2}{}", self.unit));
        let sign = if self.least { '≥' } else { '≤' };
        format!("| {} | {value} | {sign} {:.2}{} | {verdict} |\n", self.text, self.limit, self.unit)
    }
}

const GOALS: &str = "| goal | here | aimed at | |\n|---|---|---|---|\n";

/// Writes `target/bench/REPORT.md` and, where asked for, the one in the repository and the summary in README.md.
pub(crate) fn write(target: &Path, publish: bool) -> Result {
    let folder = target.join("bench");
    let names = ["saving", "memory", "thumbnails", "window", "catalogue", "version"];
    let mut sections = Vec::new();
    for name in names {
        if let Ok(text) = fs::read(folder.join(format!("{name}.json"))) {
            sections.push(serde_json::from_slice::<Section>(&text)?);
        }
    }
    let report = text(&sections);
    let plot = plot::draw(&sections);
    fs::write(folder.join("REPORT.md"), &report)?;
    fs::write(folder.join("report.svg"), &plot)?;
    println!("{}", folder.join("REPORT.md").display());
    if publish {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        fs::write(root.join("REPORT.md"), report)?;
        fs::write(root.join("report.svg"), plot)?;
        let readme = root.join("../../README.md");
        let old = fs::read_to_string(&readme)?;
        let summary = summary(&sections);
        match old.split_once(MARKS.0).zip(old.split_once(MARKS.1)) {
            Some(((before, _), (_, after))) => fs::write(readme, format!("{before}{}\n{summary}{}{after}", MARKS.0, MARKS.1))?,
            None => return Err(format!("README.md has no {} and {}", MARKS.0, MARKS.1).into()),
        }
    }
    Ok(())
}

fn text(sections: &[Section]) -> String {
    let mut text = format!(
        "# How fast it is\n\nMade by `cargo xtask bench`; [how](README.md). {}\n\nAll contenders ran in turns; seconds and MB are \
         medians, ratios are medians of the rounds' own ratios. Other work on the machine is in the seconds, hardly in the ratios.\n\n\
         ![The goals, each as a share of what is aimed at](report.svg)\n",
        machine()
    );
    for section in sections {
        for part in &section.parts {
            let _ = write!(text, "\n## {}\n\n{}\n\n", part.title, part.words);
            if !part.rows.is_empty() {
                let _ = writeln!(text, "| {} |\n|{}", part.columns.join(" | "), "---|".repeat(part.columns.len()));
                for row in &part.rows {
                    let _ = writeln!(text, "| {} | {} |", row.name, row.cells.join(" | "));
                }
                text.push('\n');
            }
            if !part.goals.is_empty() {
                text.push_str(GOALS);
                part.goals.iter().for_each(|goal| text.push_str(&goal.line()));
                text.push('\n');
            }
            let _ = writeln!(text, "{}, {} rounds, load {}.", section.date, section.rounds, section.load);
        }
    }
    text
}

fn summary(sections: &[Section]) -> String {
    let date = sections.iter().map(|section| section.date.as_str()).max().unwrap_or_default();
    let load = sections
        .iter()
        .map(|section| section.load.as_str())
        .max_by(|a, b| first(a).total_cmp(&first(b)));
    let mut text = format!(
        "\n{date}, {} Load while measuring: {} at most.\n\n{GOALS}",
        machine(),
        load.unwrap_or_default()
    );
    for goal in sections.iter().flat_map(|section| &section.parts).flat_map(|part| &part.goals) {
        text.push_str(&goal.line());
    }
    text.push('\n');
    text
}

fn first(load: &str) -> f64 {
    load.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0.0)
}

/// The machine, in one sentence.
fn machine() -> String {
    let line = |file: &str, key: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let value = text.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
        value.trim_start_matches([':', '=', ' ', '\t']).trim_matches('"').to_owned()
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = line("/proc/meminfo", "MemTotal")
        .trim_end_matches(" kB")
        .trim()
        .parse::<u64>()
        .unwrap_or(0)
        >> 20;
    format!(
        "{}, {cores} cores, {memory} GiB, {}.",
        line("/proc/cpuinfo", "model name"),
        line("/etc/os-release", "PRETTY_NAME"),
    )
}
