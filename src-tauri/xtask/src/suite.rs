//! `cargo xtask test`: runs every step that can run, then says what passed, what failed and how long it took.

use std::time::{Duration, Instant};

use crate::plan::{STEPS, Step};
use crate::step::{self, Outcome, Stop};
use crate::{screen, tools};

/// Which steps a person asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// The whole run.
    Everything,
    /// These, and what they need.
    Only(Vec<String>),
    /// None: their names are asked for.
    List,
}

/// What came of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Verdict {
    Passed,
    Failed(String),
    Skipped(&'static str),
}

/// A step that was dealt with.
#[derive(Debug)]
struct Entry {
    step: &'static Step,
    verdict: Verdict,
    elapsed: Duration,
}

/// Lines of a failed step's output that are worth repeating at the end.
const LAST_LINES: usize = 60;

impl Choice {
    /// Reads what stands after `cargo xtask test`.
    pub(crate) fn read(options: &[&str]) -> Outcome<Self> {
        match options {
            [] => Ok(Self::Everything),
            ["--list"] => Ok(Self::List),
            ["--only", names] => {
                let names: Vec<String> = names.split(',').map(|name| name.trim().to_owned()).collect();
                match names.iter().find(|name| STEPS.iter().all(|step| step.name != name.as_str())) {
                    None => Ok(Self::Only(names)),
                    Some(unknown) => Err(Stop::new(format!("There is no step `{unknown}`; `cargo xtask test --list` names them."))),
                }
            }
            _ => Err(Stop::new("`cargo xtask test` knows `--only NAME,...` and `--list`.")),
        }
    }

    fn steps(&self) -> Vec<&'static Step> {
        let Self::Only(names) = self else {
            return STEPS.iter().collect();
        };
        let mut wanted: Vec<&str> = names.iter().map(String::as_str).collect();
        // Backwards, since what a step needs stands before it.
        for step in STEPS.iter().rev() {
            if wanted.contains(&step.name) {
                wanted.extend(step.needs);
            }
        }
        STEPS.iter().filter(|step| wanted.contains(&step.name)).collect()
    }
}

/// Runs the chosen steps. Fails if one of them did, after all have had their turn.
pub(crate) fn run(choice: &Choice) -> Outcome {
    if *choice == Choice::List {
        for step in STEPS {
            screen::line(&format!("{:<18} {}", step.name, step.needs.join(" ")));
        }
        return Ok(());
    }
    tools::need_rust()?;
    let steps = choice.steps();
    let mut entries: Vec<Entry> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        screen::line(&format!("\n[{}/{}] {}", at + 1, steps.len(), step.name));
        let started = Instant::now();
        let verdict = verdict(step, &entries);
        let elapsed = started.elapsed();
        match &verdict {
            Verdict::Passed => screen::done(step.name, elapsed),
            Verdict::Failed(why) => screen::line(&format!("    FAILED: {why}")),
            Verdict::Skipped(why) => screen::line(&format!("    skipped: {why}")),
        }
        entries.push(Entry { step, verdict, elapsed });
    }
    close(&entries)
}

fn verdict(step: &Step, before: &[Entry]) -> Verdict {
    if let Some(why) = step.not_here() {
        return Verdict::Skipped(why);
    }
    let broken = |need: &&&str| before.iter().any(|entry| entry.step.name == **need && entry.verdict != Verdict::Passed);
    if let Some(need) = step.needs.iter().find(broken) {
        return Verdict::Failed(format!("not run, since it needs {need}"));
    }
    // What an earlier run left would pass for this one's output.
    let _ = std::fs::remove_file(step::log_of(step.name));
    match step.run() {
        Ok(()) => Verdict::Passed,
        Err(why) => Verdict::Failed(why.0),
    }
}

/// The failed steps' output once more, the table, and the closing line that machines read.
fn close(entries: &[Entry]) -> Outcome {
    for entry in entries {
        if let Verdict::Failed(why) = &entry.verdict {
            screen::line(&format!("\n---- {}: {why}", entry.step.name));
            if step::log_of(entry.step.name).is_file() && !why.starts_with("not run") {
                screen::line(&step::tail_of_log(entry.step.name, LAST_LINES));
                screen::line(&format!("---- whole output: {}", step::log_of(entry.step.name).display()));
            }
        }
    }
    screen::line("");
    for entry in entries {
        let word = match entry.verdict {
            Verdict::Passed => "passed",
            Verdict::Failed(_) => "FAILED",
            Verdict::Skipped(_) => "skipped",
        };
        screen::line(&format!("{:<18} {word:<8} {:>14}", entry.step.name, screen::clock(entry.elapsed)));
    }
    screen::line(&format!(
        "{:<27} {:>14}\n",
        "",
        screen::clock(entries.iter().map(|entry| entry.elapsed).sum())
    ));

    let failed: Vec<&str> = failed(entries);
    if !failed.is_empty() {
        screen::line(&format!("failed: {}", failed.join(", ")));
    }
    screen::line(&closing_line(entries));
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Stop::new("not everything passed"))
    }
}

fn failed(entries: &[Entry]) -> Vec<&'static str> {
    entries
        .iter()
        .filter(|entry| matches!(entry.verdict, Verdict::Failed(_)))
        .map(|entry| entry.step.name)
        .collect()
}

fn closing_line(entries: &[Entry]) -> String {
    let failed = failed(entries).len();
    let skipped = entries.iter().filter(|entry| matches!(entry.verdict, Verdict::Skipped(_))).count();
    let passed = entries.len() - failed - skipped;
    let rest = if skipped == 0 { String::new() } else { format!(", {skipped} skipped") };
    format!("{passed} passed, {failed} failed{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, verdict: Verdict) -> Entry {
        let step = STEPS.iter().find(|step| step.name == name).unwrap_or(&STEPS[0]);
        Entry {
            step,
            verdict,
            elapsed: Duration::ZERO,
        }
    }

    #[test]
    fn a_chosen_step_brings_what_it_needs_and_nothing_else() -> Outcome {
        let names = |choice: &Choice| choice.steps().iter().map(|step| step.name).collect::<Vec<_>>();
        assert_eq!(names(&Choice::read(&["--only", "format"])?), ["format"]);
        assert_eq!(names(&Choice::read(&["--only", "e2e"])?), ["packages", "npm", "ui-build", "build", "e2e"]);
        assert_eq!(names(&Choice::read(&["--only", "ui-lint, format"])?), ["npm", "format", "ui-lint"]);
        Ok(())
    }

    #[test]
    fn an_unknown_step_or_option_is_refused() {
        assert!(Choice::read(&["--only", "formt"]).is_err());
        assert!(Choice::read(&["--only"]).is_err());
        assert!(Choice::read(&["--fast"]).is_err());
    }

    #[test]
    fn a_step_without_what_it_needs_fails_unrun() {
        let before = [entry("npm", Verdict::Failed("npm ci failed".into()))];
        let step = STEPS.iter().find(|step| step.name == "ui-check").unwrap_or(&STEPS[0]);
        assert_eq!(verdict(step, &before), Verdict::Failed("not run, since it needs npm".into()));
    }

    #[test]
    fn the_closing_line_counts_every_step_once() {
        let mut entries = vec![entry("format", Verdict::Passed), entry("clippy", Verdict::Failed("exit code 1".into()))];
        assert_eq!(closing_line(&entries), "1 passed, 1 failed");
        entries.push(entry("e2e", Verdict::Skipped("not on this system")));
        assert_eq!(closing_line(&entries), "1 passed, 1 failed, 1 skipped");
    }
}
