//! Saving 300 posters of 600 KB, beside the usual downloaders.

use crate::corpus::{self, Corpus, MID};
use crate::cost::Cost;
use crate::report::Part;
use crate::rounds::{self, Results};
use crate::server::Server;
use crate::{Bench, Result, peers};

pub(crate) fn measure(bench: &Bench) -> Result<Vec<Part>> {
    let folder = corpus::folder(bench)?;
    let scratch = bench.scratch("server")?;
    let server = Server::start(&folder, &scratch)?;
    let corpus = Corpus::new(MID, &server.base, &scratch);
    let parts = vec![late(bench, &corpus)?, at_once(bench, &corpus)?];
    drop(server);
    std::fs::remove_dir_all(scratch)?;
    Ok(parts)
}

fn wall(cost: &Cost) -> f64 {
    cost.wall
}

/// 50 ms before each answer: what a server some way off is like.
fn late(bench: &Bench, corpus: &Corpus) -> Result<Part> {
    const OURS: &str = "poster save, 16";
    const ALL: &str = "poster save --all, 16";
    const UNSYNCED: &str = "poster save, 16, unsynced";
    const OURS_50: &str = "poster save, 50";
    const CURL: &str = "curl -Z, 16";
    const CURL_50: &str = "curl -Z, 50";
    const WGET2: &str = "wget2, 16";
    let late = "/late";
    let ours = |name, at_once| peers::poster(name, bench.poster(), corpus, late, at_once);
    let contenders = [
        ours(OURS, 16),
        peers::poster_all(ALL, bench.poster(), corpus.source(late), 16),
        peers::unsynced(UNSYNCED, ours(UNSYNCED, 16)),
        ours(OURS_50, 50),
        peers::curl(CURL, corpus, late, 16),
        peers::curl(CURL_50, corpus, late, 50),
        peers::wget2(WGET2, corpus, late, 16),
        peers::aria2("aria2c -j16 -x1", corpus, late, 16),
        peers::raw("raw sockets, 16, synced", corpus, late, 16),
    ];
    let results = rounds::run(bench, "50 ms", &contenders, corpus.kind.files, corpus.kind.total())?;
    // A quarter of a minute each: one round tells enough.
    let slow = [
        ours(OURS, 16),
        peers::wget("wget -i", corpus, late),
        peers::gallery_dl("gallery-dl -i", corpus, late),
    ];
    let once = Bench { rounds: 1, ..bench.clone() };
    let slow = rounds::run(&once, "50 ms", &slow, corpus.kind.files, corpus.kind.total())?;
    let goals = vec![
        results.goal(
            "16 at once, synced, to the better of curl -Z and wget2 with 16",
            OURS,
            &[CURL, WGET2],
            wall,
            1.0,
        ),
        results.goal("50 at once, synced, to curl -Z with its 50", OURS_50, &[CURL_50], wall, 0.75),
        results.goal("16 at once to aria2c -j16", OURS, &["aria2c -j16 -x1"], wall, 0.25),
        slow.goal("16 at once to wget -i", OURS, &["wget -i"], wall, 0.08),
        slow.goal("16 at once to gallery-dl -i", OURS, &["gallery-dl -i"], wall, 0.08),
        results.goal("durability: synced to unsynced", OURS, &[UNSYNCED], wall, 1.03),
    ];
    let mut rows = results.rows(OURS);
    rows.extend(slow.rows(OURS).into_iter().skip(1));
    Ok(Part::new(
        "Saving, 50 ms before each answer",
        "300 posters of 600 KB from nginx on this machine, which waits 50 ms before each answer. Only `poster` and the raw sockets \
         sync and rename; only `poster` checks that the pictures are whole. `--all` asks for three pages of a list first, which the \
         others are spared. `wget -i` and `gallery-dl` ran once.",
        Results::columns(),
        rows,
        goals,
    ))
}

/// No delay: what the saver itself costs.
fn at_once(bench: &Bench, corpus: &Corpus) -> Result<Part> {
    const OURS: &str = "poster save --all, 16";
    const UNSYNCED: &str = "poster save --all, 16, unsynced";
    const RAW: &str = "raw sockets, 16, synced";
    let ours = |name| peers::poster_all(name, bench.poster(), corpus.source(""), 16);
    let contenders = [
        ours(OURS),
        peers::unsynced(UNSYNCED, ours(UNSYNCED)),
        peers::poster("poster save, 16, a connection each", bench.poster(), corpus, "", 16),
        peers::raw(RAW, corpus, "", 16),
        peers::curl("curl -Z, 16", corpus, "", 16),
        peers::wget2("wget2, 16", corpus, "", 16),
    ];
    let results = rounds::run(bench, "no delay", &contenders, corpus.kind.files, corpus.kind.total())?;
    let goals = vec![
        results.goal("wall time to raw sockets that sync and rename", OURS, &[RAW], wall, 1.2),
        results.goal("CPU time to raw sockets that sync and rename", OURS, &[RAW], |cost| cost.cpu, 1.2),
    ];
    Ok(Part::new(
        "Saving without delay",
        "The same posters as fast as loopback gives them: what the saver itself costs. Server and saver share the cores.",
        Results::columns(),
        results.rows(OURS),
        goals,
    ))
}
