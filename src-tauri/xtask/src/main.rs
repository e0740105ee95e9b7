//! `cargo xtask`: set-up, run, test and cross-checks of Poster Companion.
//!
//! Standard library only, so it compiles in seconds on a machine that has nothing but Rust. What system it runs on is asked
//! at run time: `cfg(target_os)` belongs to `poster-host`'s platform folder alone.

mod audit;
mod bench;
mod cross;
mod dev;
mod fingerprint;
mod headless;
mod machine;
mod package;
mod packages;
mod plan;
mod run;
mod screen;
mod setup;
mod start;
mod step;
mod suite;
mod tools;
mod ui;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run [-- ARGS]       set up, build and open the app (without a display: save the demo posters instead)
cargo xtask test                set up and run every check and test
    --only NAME,...             only these steps, and what they need
    --list                      name the steps
cargo xtask setup               install what `run` and `test` need (Debian, Ubuntu), then npm ci
cargo xtask ui                  build the window's pages if they are stale
cargo xtask dev [-- ARGS]       the app with pages that reload as you edit
cargo xtask cross windows       type-check the whole app for Windows
cargo xtask cross windows test  run the tests of poster-core and poster-host for Windows, under wine
cargo xtask cross macos         type-check the whole app for macOS
cargo xtask package             what people download for this system, into target/package/files
cargo xtask package bundle      packs once more what `package` compiled, and compiles nothing: for keys and certificates
cargo xtask package check       the .deb in a clean Debian: installed, used, upgraded, removed (root, debootstrap)
cargo xtask package windows     on Linux: the Windows programs in a plain installer, for trying
cargo xtask package windows check  installs it under wine, uses `poster.exe`, uninstalls it
cargo xtask package miniprogram the mini-program to upload, and its component as an npm package
cargo xtask package describe    release.json and SHA256SUMS of what lies in target/package/files
cargo xtask package site        the download page of what lies there
cargo xtask bench start         time to first paint and memory, beside a bare Tauri window; sizes
    --runs N, --publish         how often; write tests/bench/START.md
cargo xtask bench [PART...]     how fast it is beside the usual tools: saving, memory, thumbnails, window, catalogue
    --rounds N, --quick         how often, or once to see that it works
    --publish                   write the report into the repository
cargo xtask audit               licences, advisories and sources of the dependencies (cargo-deny)";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (own, passed_on) = split_at_dashes(&words);
    let done = match own.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["run"] => run::app(passed_on),
        ["test", options @ ..] => suite::Choice::read(options).and_then(|choice| suite::run(&choice)),
        ["setup"] => setup::everything(),
        ["ui"] => setup::pages(),
        ["dev"] => dev::app(passed_on),
        ["cross", "windows"] => cross::windows::check(),
        ["cross", "windows", "test"] => cross::windows::test(),
        ["cross", "macos"] => cross::macos::check(),
        ["package"] => package::all(),
        ["package", "bundle"] => tools::need_node().and_then(|()| package::bundle()),
        ["package", "check"] => package::check::linux(),
        ["package", "windows"] => package::windows::make().map(|_| ()),
        ["package", "windows", "check"] => package::windows::check(),
        ["package", "miniprogram"] => tools::need_node().and_then(|()| package::miniprogram::make(&machine::root())),
        ["package", "describe"] => tools::need_node().and_then(|()| package::describe()),
        ["package", "site"] => tools::need_node().and_then(|()| package::site()),
        ["bench", "start", options @ ..] => start::measure(options),
        ["bench", options @ ..] => bench::run(options),
        ["audit"] => audit::dependencies(),
        [] | ["help" | "--help" | "-h"] => {
            screen::line(USAGE);
            Ok(())
        }
        _ => Err(step::Stop::new(format!("`cargo xtask {}` is not known.\n\n{USAGE}", words.join(" ")))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            screen::complain(&stop.0);
            ExitCode::FAILURE
        }
    }
}

/// What stands before the first `--` is for xtask, what stands after it for the program that xtask starts.
fn split_at_dashes(words: &[String]) -> (&[String], &[String]) {
    match words.iter().position(|word| word == "--") {
        Some(at) => (&words[..at], &words[at + 1..]),
        None => (words, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::split_at_dashes;

    #[test]
    fn only_the_first_dashes_divide() {
        let words: Vec<String> = ["run", "--", "--source", "--", "x"].map(String::from).into();
        let (own, passed_on) = split_at_dashes(&words);
        assert_eq!(own, ["run"]);
        assert_eq!(passed_on, ["--source", "--", "x"]);
    }
}
