//! `poster compare`: both flows side by side, without a window.

use std::path::Path;

use poster_core::compare::diff::{Diff, Standing, diff};
use poster_core::compare::environment::{Environment, Reference, environments};
use poster_core::compare::import::import;
use poster_core::compare::known;
use poster_core::compare::matrix::{CellStanding, Matrix};
use poster_core::compare::report::{self, Pictures, Run};
use poster_core::compare::trace::Trace;
use poster_core::scenario::Scenario;
use poster_core::{Failure, Surface};
use poster_host::compare as host;
use poster_host::disk;

use crate::CompareArgs;
use crate::out::{self, Ended, Wrong};

/// Longer than any trace of a person, in bytes.
const LONGEST: u64 = 16 * 1024 * 1024;

pub(crate) fn run(args: &CompareArgs) -> Result<Ended, Wrong> {
    let usual = &environments().reference;
    let reference = Reference {
        desktop: environment(args.desktop.as_deref(), &usual.desktop, Surface::Desktop)?,
        wechat: environment(args.wechat.as_deref(), &usual.wechat, Surface::Wechat)?,
    };
    match args.what.as_slice() {
        [] if args.all => everything(args, &reference),
        [] => Err("name a scenario or two traces, or ask for --all".into()),
        _ if args.all => Err("--all takes no names".into()),
        [scenario] => {
            let scenario = named(scenario)?;
            // What one surface alone plays is compared within it, with the usual reference.
            let alone = |surface: Surface| scenario.not_on.contains_key(&surface);
            let (place, against) = if alone(Surface::Desktop) {
                (&reference.wechat, usual)
            } else if alone(Surface::Wechat) {
                (&reference.desktop, usual)
            } else {
                (&reference.desktop, &reference)
            };
            two_runs(args, &host::side_by_side(scenario, place, against).map_err(defect)?)
        }
        [a, b] => {
            let run = match (known::scenario(a), known::scenario(b)) {
                (Some(scenario), None) => host::beside_a_trace(scenario, read(Path::new(b))?, &reference).map_err(defect)?,
                (None, Some(scenario)) => host::beside_a_trace(scenario, read(Path::new(a))?, &reference).map_err(defect)?,
                (Some(_), Some(_)) => return Err("two scenarios: name one, or a scenario and a trace".into()),
                (None, None) => {
                    let (a, b) = (read(Path::new(a))?, read(Path::new(b))?);
                    Run {
                        diff: diff(&a, &b, known::divergences()),
                        a,
                        b,
                    }
                }
            };
            two_runs(args, &run)
        }
        _ => Err("at most two traces can be compared".into()),
    }
}

fn named(name: &str) -> Result<&'static Scenario, Wrong> {
    let names = || known::scenarios().iter().map(|known| known.name.as_str()).collect::<Vec<_>>().join(", ");
    known::scenario(name).ok_or_else(|| format!("no scenario is called {name}; there are {}", names()))
}

fn everything(args: &CompareArgs, reference: &Reference) -> Result<Ended, Wrong> {
    let everything = host::everything(reference).map_err(defect)?;
    if let Some(path) = &args.report {
        write(path, &report::page(&everything))?;
    }
    let matrix = &everything.matrix;
    if args.json {
        out::json(matrix);
    } else {
        tell(matrix);
    }
    Ok(Ended::when(matrix.well))
}

fn two_runs(args: &CompareArgs, run: &Run) -> Result<Ended, Wrong> {
    if let Some(path) = &args.report {
        write(path, &report::pair(run, &Pictures::default()))?;
    }
    if args.json {
        out::json(run);
    } else {
        lines(&run.diff, &run.a, &run.b);
    }
    // What another contract made differ is no defect, but nobody has said that it is right either.
    Ok(Ended::when(run.diff.standing() < Some(Standing::Version)))
}

/// The matrix for a terminal: a letter for each cell, and below it a line for each that is not the same.
fn tell(matrix: &Matrix) {
    let mut remarks = Vec::new();
    for (number, place) in matrix.environments.iter().enumerate() {
        out::line(&format!("{:<30} {}{place}", "", "│ ".repeat(number)));
    }
    for row in &matrix.rows {
        let mut marks = String::new();
        for (place, cell) in matrix.environments.iter().zip(&row.cells) {
            let mark = match cell.standing {
                CellStanding::Same => "=",
                CellStanding::Listed => "≈",
                CellStanding::Parts => "X",
                CellStanding::NotPlayed => "·",
            };
            marks.push_str(mark);
            marks.push(' ');
            if matches!(cell.standing, CellStanding::Listed | CellStanding::Parts) {
                let at = cell.at.map(|at| format!(" from step {}", at + 1)).unwrap_or_default();
                let why = cell.why.as_ref().map_or("", |why| &why.en);
                remarks.push(format!("{mark} {} on {place}{at}  {why}", row.scenario));
            }
        }
        out::line(&format!("{:<30} {marks}", row.scenario));
    }
    out::line("");
    for remark in remarks {
        out::line(&remark);
    }
    for gone in &matrix.gone {
        out::line(&format!(
            "GONE {} on {} from step {}: the sides agree there now; remove it from tests/divergences.json",
            gone.scenario,
            gone.environment,
            gone.step + 1
        ));
    }
    let Reference { desktop, wechat } = &matrix.reference;
    out::line(&format!("contract {}, compared with {desktop} and {wechat}", matrix.contract));
}

fn lines(diff: &Diff, a: &Trace, b: &Trace) {
    out::line(&format!("         {:<18} {:<16} {:<16}", "", a.environment, b.environment));
    for (number, step) in diff.steps.iter().enumerate() {
        let state = |trace: &Trace, index: Option<u32>| index.map_or("-", |index| trace.steps[index as usize].state.as_str());
        let mark = match step.differences.iter().map(|difference| difference.standing).max() {
            None | Some(Standing::Contract | Standing::Pending) => "=",
            Some(Standing::Listed) => "≈",
            Some(Standing::Version) => "?",
            Some(Standing::Unlisted) => "X",
        };
        out::line(&format!(
            "{mark} {:>4}   {:<18} {:<16} {:<16}",
            number + 1,
            step.name,
            state(a, step.a),
            state(b, step.b)
        ));
        let loud = step.differences.iter().filter(|difference| difference.standing > Standing::Pending);
        let mut reasons: Vec<&str> = Vec::new();
        for difference in loud {
            let side = |text: &Option<String>| text.as_deref().unwrap_or("-").replace('\n', " / ");
            out::line(&format!(
                "         {:?}: {} | {}",
                difference.field,
                side(&difference.a),
                side(&difference.b)
            ));
            if let Some(why) = difference.why.as_ref().filter(|why| !reasons.contains(&why.en.as_str())) {
                reasons.push(&why.en);
            }
        }
        for reason in reasons {
            out::line(&format!("         {reason}"));
        }
    }
    if !diff.contracts.note.en.is_empty() {
        out::line(&diff.contracts.note.en);
    }
}

fn environment(asked: Option<&str>, usual: &str, surface: Surface) -> Result<String, Wrong> {
    let Some(asked) = asked else { return Ok(usual.to_owned()) };
    let places = || environments().environments.iter().filter(|place| place.surface == surface);
    let names = || places().map(|place: &Environment| place.id.as_str()).collect::<Vec<_>>().join(", ");
    match places().find(|place| place.id == asked) {
        Some(place) => Ok(place.id.clone()),
        None => Err(format!("no environment of this surface is called {asked}; there are {}", names())),
    }
}

fn read(path: &Path) -> Result<Trace, Wrong> {
    let file = path.display();
    let bytes = disk::read(path, LONGEST).map_err(|error| format!("{file}: {error}"))?;
    import(&String::from_utf8_lossy(&bytes)).map_err(|problem| {
        let place = if problem.path.is_empty() {
            String::new()
        } else {
            format!(" ({})", problem.path)
        };
        format!("{file}:{}:{}{place}: {}", problem.line, problem.column, problem.message.en)
    })
}

fn write(path: &Path, text: &str) -> Result<(), Wrong> {
    disk::replace(path, text.as_bytes()).map_err(|error| format!("{}: {error}", path.display()))
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn defect(failure: Failure) -> Wrong {
    out::sentence(&failure)
}
