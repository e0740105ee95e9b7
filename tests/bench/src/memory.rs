//! The most memory that saving takes.

use crate::corpus::{self, BIG, Corpus, MID};
use crate::cost::Cost;
use crate::report::{Goal, Part};
use crate::rounds::{self, Results};
use crate::server::Server;
use crate::{Bench, Result, peers};

pub(crate) fn measure(bench: &Bench) -> Result<Vec<Part>> {
    const OURS: &str = "poster save, 16";
    const ALL: &str = "poster save --all, 16";
    const CURL: &str = "curl -Z, 16";
    let folder = corpus::folder(bench)?;
    let scratch = bench.scratch("server")?;
    let server = Server::start(&folder, &scratch)?;
    let memory = |cost: &Cost| cost.memory;
    let mut parts = Vec::new();
    for kind in [MID, BIG] {
        let corpus = Corpus::new(kind, &server.base, &scratch);
        let contenders = [
            peers::poster(OURS, bench.poster(), &corpus, "", 16),
            peers::poster_all(ALL, bench.poster(), corpus.source(""), 16),
            peers::curl(CURL, &corpus, "", 16),
            peers::wget2("wget2, 16", &corpus, "", 16),
        ];
        let results = rounds::run(bench, kind.name, &contenders, kind.files, kind.total())?;
        let goals = if kind.name == MID.name {
            vec![
                Goal::value("MB at 16 connections", results.median(OURS, memory), 24.0),
                Goal::value("MB at 16 kept connections (--all)", results.median(ALL, memory), 24.0),
            ]
        } else {
            vec![results.goal("12 posters of 64 MB at once, to curl -Z", OURS, &[CURL], memory, 1.0)]
        };
        parts.push(Part::new(
            &format!("Memory: {} posters of {} KB", kind.files, kind.bytes / 1000),
            "The most that each program had in memory at any moment.",
            Results::columns(),
            results.rows(OURS),
            goals,
        ));
    }
    drop(server);
    std::fs::remove_dir_all(scratch)?;
    Ok(parts)
}
