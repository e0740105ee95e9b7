//! How fast Poster Companion is, beside the tools that people use otherwise: `cargo xtask bench`.
//!
//! Everything that is compared runs in turns, in this one run, on this one machine: the ratios mean something, the
//! seconds only here. `tests/bench/README.md` says what is measured and how.

#![expect(clippy::print_stdout, reason = "a program for the person at the keyboard")]

mod catalogue;
mod corpus;
mod cost;
mod memory;
mod peers;
mod pixels;
mod posters;
mod raw;
mod report;
mod rounds;
mod saving;
mod server;
mod thumbnails;
mod version;
mod vips;
mod window;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::{Parser, Subcommand, ValueEnum};

use crate::report::Section;

/// What can go wrong is told and ends the run.
type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Measures Poster Companion beside the usual tools
#[derive(Parser)]
struct Cli {
    /// Only these; all of them without
    #[arg(value_enum)]
    what: Vec<What>,
    /// How often each contender runs, in turns with the others
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..=99))]
    rounds: u8,
    /// One round of everything, to see that it works
    #[arg(long)]
    quick: bool,
    /// Write the report into the repository
    #[arg(long)]
    publish: bool,
    #[command(subcommand)]
    part: Option<Part>,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    Saving,
    Memory,
    Thumbnails,
    Window,
    Catalogue,
    Version,
}

/// Programs that the benchmark starts itself, so that each one's time and memory are its own.
#[derive(Subcommand)]
enum Part {
    /// Makes the posters that are saved
    Posters { folder: PathBuf },
    /// Saves over bare sockets: what no saver can go below
    Raw(raw::Args),
    /// Draws thumbnails, beside libvips
    Pixels { rounds: u8 },
    /// Takes in a list, keeps it and searches it, as the app does
    Listing { source: String },
}

/// Where and how often.
#[derive(Clone)]
struct Bench {
    rounds: u8,
    /// `target`, for what is kept.
    target: PathBuf,
    /// Where the measured programs are: beside this one.
    programs: PathBuf,
}

impl Bench {
    /// One of the programs that are measured.
    fn program(&self, name: &str) -> PathBuf {
        self.programs.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// The command line.
    fn poster(&self) -> PathBuf {
        self.program("poster")
    }

    /// A folder of its own for what a measurement writes; emptied.
    fn scratch(&self, name: &str) -> Result<PathBuf> {
        let folder = self.target.join("bench").join("scratch").join(name);
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        Ok(folder)
    }
}

/// A program gets a home of its own: nothing is noted among what the person at the keyboard has saved, and nothing of that is met.
fn at_home(command: &mut Command, home: &Path) {
    command.env("HOME", home).env_remove("POSTER_SOURCE");
    for kind in ["CONFIG", "CACHE", "DATA"] {
        command.env(format!("XDG_{kind}_HOME"), home.join(kind.to_lowercase()));
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.part {
        Some(Part::Posters { folder }) => posters::make(&folder),
        Some(Part::Raw(args)) => raw::run(&args),
        Some(Part::Pixels { rounds }) => pixels::run(rounds),
        Some(Part::Listing { source }) => catalogue::take_in(&source),
        None => measure(&cli),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(cli: &Cli) -> Result {
    let own = std::env::current_exe()?;
    let (programs, target) = (own.ancestors().nth(1), own.ancestors().nth(2));
    let bench = Bench {
        rounds: if cli.quick { 1 } else { cli.rounds },
        target: target.ok_or("where is target?")?.to_owned(),
        programs: programs.ok_or("where is target?")?.to_owned(),
    };
    let all = if cli.what.is_empty() { What::value_variants() } else { &cli.what };
    if let [what] = all {
        println!("== {what:?}");
        let parts = match what {
            What::Saving => saving::measure(&bench)?,
            What::Memory => memory::measure(&bench)?,
            What::Thumbnails => thumbnails::measure(&bench)?,
            What::Window => window::measure(&bench)?,
            What::Catalogue => catalogue::measure(&bench)?,
            What::Version => version::measure(&bench)?,
        };
        Section::new(&format!("{what:?}"), bench.rounds, parts).keep(&bench.target)?;
    } else {
        for what in all {
            alone(*what, bench.rounds)?;
        }
    }
    report::write(&bench.target, cli.publish)
}

/// Measures one part in a process of its own: what a program is said to have had in memory begins with what its parent had.
fn alone(what: What, rounds: u8) -> Result {
    let name = what.to_possible_value().ok_or("a part without a name")?;
    let mut own = Command::new(std::env::current_exe()?);
    own.args([name.get_name(), "--rounds", &rounds.to_string()]);
    if own.status()?.success() {
        Ok(())
    } else {
        Err(format!("{} was not measured", name.get_name()).into())
    }
}
