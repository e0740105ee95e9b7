//! `poster`: list, save and check posters without a window. The same core as the app.
//!
//! Exit codes: 0 all is well · 1 something failed, and the output says what · 2 the call itself is wrong.

mod classify;
mod compare;
mod demo;
mod doctor;
mod inspect;
mod list;
mod name;
mod out;
mod progress;
mod replay;
mod save;
mod source;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// List, save and check posters.
#[derive(Parser)]
#[command(
    name = "poster",
    version,
    about,
    after_help = "Exit codes: 0 all is well, 1 something failed (the output says what), 2 the call itself is wrong."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List the posters of a source
    List(ListArgs),
    /// Save posters, by id or by the address of a picture
    Save(SaveArgs),
    /// Tell what picture files are, and whether they are whole
    Inspect(InspectArgs),
    /// Serve the demo posters, and with --site a download page, until Ctrl+C
    Demo(DemoArgs),
    /// Classify failures: JSON lines on standard input
    Classify(ClassifyArgs),
    /// Make safe file names: JSON lines {"title","id","extension"} on standard input
    Name(NameArgs),
    /// Play a scenario and print its trace
    Replay(ReplayArgs),
    /// Play both flows side by side and say where they part: a scenario, two traces, or --all
    Compare(CompareArgs),
    /// Say what source, folder, permissions, proxy and certificates are found
    Doctor(DoctorArgs),
}

/// Where posters come from.
#[derive(Args, Clone)]
struct SourceArgs {
    /// The API's address; else `POSTER_SOURCE`, else the app's setting, else the built-in demo
    #[arg(long)]
    source: Option<String>,
    /// Accept a source that speaks plain HTTP on another machine
    #[arg(long)]
    allow_plain: bool,
}

#[derive(Args)]
struct ListArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Only posters that mention this
    #[arg(long)]
    query: Option<String>,
    /// Only posters with this tag
    #[arg(long)]
    tag: Option<String>,
    /// At most this many
    #[arg(long)]
    limit: Option<usize>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a command line")]
struct SaveArgs {
    /// Poster ids, or addresses of pictures
    #[arg(required_unless_present_any = ["all", "resume"])]
    posters: Vec<String>,
    /// Downloads at once
    #[arg(short, long, default_value_t = 16, value_parser = clap::value_parser!(u8).range(1..=50))]
    jobs: u8,
    /// The folder; made where missing
    #[arg(long, required_unless_present = "resume")]
    to: Option<PathBuf>,
    /// Every poster of the source, or those that `--query` and `--tag` leave
    #[arg(long, conflicts_with = "posters")]
    all: bool,
    /// With --all: only posters that mention this
    #[arg(long, requires = "all")]
    query: Option<String>,
    /// With --all: only posters with this tag
    #[arg(long, requires = "all")]
    tag: Option<String>,
    /// Go on with what an interrupted run left behind
    #[arg(long, conflicts_with_all = ["posters", "all"])]
    resume: bool,
    /// Leave out what was saved before and has not changed: into the folder or below it, or anywhere
    #[arg(long, value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "here")]
    skip_known: Option<SkipKnownArg>,
    /// Names, for example "{campaign}/{index} {title}"
    #[arg(long, default_value = "{title}")]
    template: String,
    /// Turn pictures into this format
    #[arg(long, value_enum)]
    convert: Option<ConvertArg>,
    /// 1 to 100, for `--convert jpeg`
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u8).range(1..=100))]
    quality: u8,
    /// With --convert: save the file as it came, too
    #[arg(long, requires = "convert")]
    keep_original: bool,
    /// Put a .json with what is known of the poster beside it
    #[arg(long)]
    sidecar: bool,
    #[command(flatten)]
    source: SourceArgs,
    /// What to do where a file of the same name is
    #[arg(long, visible_alias = "conflict", value_enum, default_value = "number")]
    on_conflict: OnConflictArg,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

/// Where a poster counts as saved.
#[derive(Clone, Copy, ValueEnum)]
enum SkipKnownArg {
    /// In the folder, or below it
    Here,
    /// On any disk
    Anywhere,
}

/// A format that every program opens.
#[derive(Clone, Copy, ValueEnum)]
enum ConvertArg {
    /// Loses nothing
    Png,
    /// Smaller
    Jpeg,
}

/// What to do where a file of the same name is.
#[derive(Clone, Copy, ValueEnum)]
enum OnConflictArg {
    /// Leave it, save nothing
    Skip,
    /// Save beside it, with a number
    Number,
    /// Replace it
    Overwrite,
}

#[derive(Args)]
struct InspectArgs {
    /// Picture files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct DemoArgs {
    /// The port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// How many posters to offer, by copies of the drawn ones: up to 100000
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    catalogue: Option<u32>,
    /// Serve this folder too, for example the download page that `cargo xtask package site` makes
    #[arg(long, value_name = "FOLDER")]
    site: Option<PathBuf>,
}

#[derive(Args)]
struct ClassifyArgs {
    /// Whose signals these are
    #[arg(long, value_enum)]
    surface: SurfaceArg,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

/// The two surfaces that share the contract.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SurfaceArg {
    /// What `wx` answers: {"errMsg","errno","platform"}
    Wechat,
    /// What the desktop sees: {"os","code","io","stage",...}
    Desktop,
}

#[derive(Args)]
struct NameArgs {
    /// For example "{campaign}/{title}"
    #[arg(long, default_value = "{title}")]
    template: String,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct ReplayArgs {
    /// A file of tests/scenarios
    scenario: PathBuf,
    /// Only this surface; both where absent
    #[arg(long, value_enum)]
    surface: Option<SurfaceArg>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct CompareArgs {
    /// A scenario's name; a scenario's name and a file with a trace; or two such files
    what: Vec<String>,
    /// Every scenario in every environment
    #[arg(long)]
    all: bool,
    /// The desktop's environment; with --all, what the phones are compared with
    #[arg(long)]
    desktop: Option<String>,
    /// The phone's environment; with --all, what the desktops are compared with
    #[arg(long)]
    wechat: Option<String>,
    /// Write the comparison as a page that needs nothing else
    #[arg(long)]
    report: Option<PathBuf>,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct DoctorArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

// Two are enough to drain a burst of answers while one writes, whatever the machine has.
#[tokio::main(worker_threads = 2)]
async fn main() -> ExitCode {
    poster_host::platform::give_memory_back();
    let ended = match Cli::parse().command {
        Command::List(args) => list::run(args).await,
        Command::Save(args) => save::run(args).await,
        Command::Inspect(args) => inspect::run(args).await,
        Command::Demo(args) => demo::run(args).await,
        Command::Classify(args) => classify::run(&args),
        Command::Name(args) => name::run(&args),
        Command::Replay(args) => replay::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Doctor(args) => doctor::run(args).await,
    };
    match ended {
        Ok(out::Ended::Well) => ExitCode::SUCCESS,
        Ok(out::Ended::Failed) => ExitCode::from(1),
        Err(wrong) => {
            out::complain(&wrong);
            ExitCode::from(2)
        }
    }
}
