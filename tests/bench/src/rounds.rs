//! Contenders in turns: each round runs every one of them once, in another order, so that what else the machine does
//! meets all alike.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cost::{self, Cost, median};
use crate::report::{Goal, Row};
use crate::{Bench, Result, at_home};

/// How a program is called to fill a folder.
type Call = dyn Fn(&Path) -> Option<Command>;

/// A program, and how it is called to save into a folder.
pub(crate) struct Contender {
    /// As the report calls it.
    pub(crate) name: &'static str,
    /// The command that fills the folder; `None` where the program is not installed.
    pub(crate) command: Box<Call>,
}

impl Contender {
    /// A program that is called by `command`.
    pub(crate) fn new(name: &'static str, command: impl Fn(&Path) -> Option<Command> + 'static) -> Self {
        Self {
            name,
            command: Box::new(command),
        }
    }
}

/// What came of all rounds, by contender.
pub(crate) struct Results {
    runs: Vec<(&'static str, Vec<Cost>)>,
}

/// Runs them all. Each run must leave `files` files with `bytes` bytes in all.
pub(crate) fn run(bench: &Bench, title: &str, contenders: &[Contender], files: usize, bytes: u64) -> Result<Results> {
    let (scratch, home) = (bench.scratch("out")?, bench.scratch("home")?);
    let mut runs: Vec<(&'static str, Vec<Cost>)> = contenders.iter().map(|contender| (contender.name, Vec::new())).collect();
    let mut used: Vec<PathBuf> = Vec::new();
    for round in 0..usize::from(bench.rounds) {
        for turn in 0..contenders.len() {
            let at = (turn + round) % contenders.len();
            let folder = scratch.join(format!("{round}-{at}"));
            std::fs::create_dir(&folder)?;
            let Some(mut command) = (contenders[at].command)(&folder) else {
                continue;
            };
            at_home(&mut command, &home);
            // What the one before left to be written would be on this one's bill.
            let _ = Command::new("sync").status();
            let cost = cost::of(&mut command)?;
            let (found, total) = weigh(&folder)?;
            if (found, total) != (files, bytes) {
                return Err(format!("{}: {found} files with {total} bytes, not {files} with {bytes}", contenders[at].name).into());
            }
            println!(
                "{title}, round {round}: {:<28} {:>7.3} s, cpu {:>6.3} s, {:>6.1} MB",
                contenders[at].name, cost.wall, cost.cpu, cost.memory
            );
            runs[at].1.push(cost);
            // Emptied, not removed: the file system charges whoever creates files soon after others were removed.
            empty(&folder)?;
            used.push(folder);
        }
    }
    std::fs::remove_dir_all(scratch)?;
    std::fs::remove_dir_all(home)?;
    Ok(Results { runs })
}

/// Files and their bytes.
fn weigh(folder: &Path) -> Result<(usize, u64)> {
    let (mut files, mut bytes) = (0, 0);
    for entry in std::fs::read_dir(folder)? {
        let about = entry?.metadata()?;
        files += 1;
        bytes += about.len();
    }
    Ok((files, bytes))
}

fn empty(folder: &Path) -> Result {
    for entry in std::fs::read_dir(folder)? {
        std::fs::File::create(entry?.path())?;
    }
    Ok(())
}

impl Results {
    fn of(&self, name: &str) -> &[Cost] {
        self.runs
            .iter()
            .find(|(known, _)| *known == name)
            .map_or(&[], |(_, costs)| costs.as_slice())
    }

    /// The median of the rounds' ratios: `name` to the best of `others` in the same round.
    pub(crate) fn ratio(&self, name: &str, others: &[&str], by: fn(&Cost) -> f64) -> f64 {
        let own = self.of(name);
        let best = |round: usize| {
            let values = others.iter().filter_map(|other| self.of(other).get(round)).map(by);
            values.fold(f64::NAN, f64::min)
        };
        median(own.iter().enumerate().map(|(round, cost)| by(cost) / best(round)))
    }

    /// A goal: that ratio, and what it should be at most.
    pub(crate) fn goal(&self, text: &str, name: &str, others: &[&str], by: fn(&Cost) -> f64, most: f64) -> Goal {
        Goal::ratio(text, self.ratio(name, others, by), most)
    }

    /// The median of one contender.
    pub(crate) fn median(&self, name: &str, by: fn(&Cost) -> f64) -> f64 {
        median(self.of(name).iter().map(by))
    }

    /// The table: medians, and the wall time beside that of `own`.
    pub(crate) fn rows(&self, own: &str) -> Vec<Row> {
        let row = |(name, costs): &(&'static str, Vec<Cost>)| {
            if costs.is_empty() {
                return Row::new(name, vec!["not installed".into(), String::new(), String::new(), String::new()]);
            }
            Row::new(
                name,
                vec![
                    format!("{:.3}", self.median(name, |cost| cost.wall)),
                    format!("{:.2}x", self.ratio(name, &[own], |cost| cost.wall)),
                    format!("{:.3}", self.median(name, |cost| cost.cpu)),
                    format!("{:.1}", self.median(name, |cost| cost.memory)),
                ],
            )
        };
        self.runs.iter().map(row).collect()
    }

    /// The heads of those columns.
    pub(crate) fn columns() -> Vec<String> {
        ["", "wall s", "beside ours", "CPU s", "peak MB"].map(String::from).to_vec()
    }
}
