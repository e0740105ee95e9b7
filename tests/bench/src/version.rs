//! How long the command line takes before it does anything.

use std::process::Command;

use crate::report::Part;
use crate::rounds::{self, Contender, Results};
use crate::{Bench, Result, peers};

pub(crate) fn measure(bench: &Bench) -> Result<Vec<Part>> {
    const OURS: &str = "poster --version";
    let poster = bench.poster();
    let version = |program: &'static str| {
        move |_: &std::path::Path| {
            let mut command = Command::new(peers::find(program)?);
            command.arg("--version");
            Some(command)
        }
    };
    let contenders = [
        Contender::new(OURS, move |_| {
            let mut command = Command::new(&poster);
            command.arg("--version");
            Some(command)
        }),
        Contender::new("curl --version", version("curl")),
        Contender::new("wget2 --version", version("wget2")),
        Contender::new("gallery-dl --version", version("gallery-dl")),
    ];
    let results = rounds::run(bench, "version", &contenders, 0, 0)?;
    Ok(vec![Part::new(
        "Start",
        "From the call to the end of a command that only says its version.",
        Results::columns(),
        results.rows(OURS),
        Vec::new(),
    )])
}
