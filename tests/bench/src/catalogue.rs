//! Catalogues from 1,000 to 100,000 posters: how the cost of a list grows.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use poster_host::api::{Api, ListQuery};
use poster_host::cache::Cache;
use poster_host::library::Library;
use poster_host::source::Source;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::cost::{self, median};
use crate::report::{Goal, Part, Row};
use crate::server::Server;
use crate::{Bench, Result};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Posters a page, as a server gives them without being asked for more.
const PAGE: usize = 100;

/// What the app's own library says about a catalogue that it took in.
#[derive(Serialize, Deserialize)]
struct Taken {
    /// Milliseconds a page, the first tenth and the last tenth of them.
    first: f64,
    last: f64,
    /// Milliseconds to look up one known poster a thousand times.
    known: f64,
}

pub(crate) fn measure(bench: &Bench) -> Result<Vec<Part>> {
    let scratch = bench.scratch("catalogue")?;
    for size in SIZES {
        write(&scratch.join(format!("list{size}")), size)?;
    }
    let server = Server::start(&scratch, &scratch)?;
    let mut rows = Vec::new();
    let (mut listed, mut paged, mut memory) = (Vec::new(), Vec::new(), Vec::new());
    for size in SIZES {
        let base = format!("{}/list{size}", server.base);
        let mut lists = Vec::new();
        let mut takes = Vec::new();
        for _ in 0..bench.rounds {
            lists.push(cost::of(Command::new(bench.poster()).args(["list", "--json", "--source", &base]))?);
            let mut command = Command::new(std::env::current_exe()?);
            takes.push((cost::of(command.args(["listing", &base]))?, read(&base)?));
        }
        let each = |of: fn(&cost::Cost) -> f64| median(lists.iter().map(of));
        let held = median(takes.iter().map(|(cost, _)| cost.memory));
        let (first, last) = (
            median(takes.iter().map(|take| take.1.first)),
            median(takes.iter().map(|take| take.1.last)),
        );
        rows.push(Row::new(
            &format!("{size}"),
            vec![
                format!("{:.3}", each(|cost| cost.wall)),
                format!("{:.1}", each(|cost| cost.wall) / size as f64 * 1e6),
                format!("{:.1}", each(|cost| cost.memory)),
                format!("{first:.2}"),
                format!("{last:.2}"),
                format!("{held:.1}"),
                format!("{:.3}", median(takes.iter().map(|take| take.1.known))),
            ],
        ));
        listed.push((each(|cost| cost.wall) / size as f64, each(|cost| cost.memory)));
        paged.push((first, last));
        memory.push(held);
    }
    drop(server);
    std::fs::remove_dir_all(&scratch)?;
    let goals = vec![
        Goal::ratio("poster list, per poster: 100,000 to 1,000", listed[2].0 / listed[0].0, 1.2),
        Goal::ratio("poster list, memory: 100,000 to 1,000", listed[2].1 / listed[0].1, 1.2),
        Goal::ratio(
            "the app's library, a page: the last of 100,000 to the first",
            paged[2].1 / paged[2].0,
            1.2,
        ),
        Goal::value(
            "the app's library, KB for each poster that it knows",
            (memory[2] - memory[0]) * 1e3 / (SIZES[2] - SIZES[0]) as f64,
            2.0,
        ),
    ];
    let columns = [
        "posters",
        "list s",
        "µs each",
        "list MB",
        "first pages ms",
        "last pages ms",
        "library MB",
        "1,000 look-ups ms",
    ];
    Ok(vec![Part::new(
        "The catalogue, 1,000 to 100,000 posters",
        "`poster list --json` through all pages of 100, and the app's library taking the same pages in and keeping what it knows. \
         Searching is one page: the server searches.",
        columns.map(String::from).to_vec(),
        rows,
        goals,
    )])
}

/// Runs the part below and reads what it says.
fn read(base: &str) -> Result<Taken> {
    let answer = Command::new(std::env::current_exe()?).args(["listing", base]).output()?;
    Ok(serde_json::from_slice(&answer.stdout)?)
}

/// Lists all pages through the app's library, and says how long that took.
pub(crate) fn take_in(source: &str) -> Result {
    let folder = tempfile::tempdir()?;
    let fail = |failure: poster_core::Failure| format!("{failure:?}");
    let library = Library::new(
        Api::new(Source::parse(source, true).map_err(fail)?),
        Cache::open(folder.path().to_owned(), 1 << 20)?,
    );
    let (mut times, mut query, mut some) = (Vec::new(), ListQuery::default(), String::new());
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?
        .block_on(async {
            loop {
                let begin = Instant::now();
                let page = library.list(&query).await.map_err(fail)?;
                times.push(begin.elapsed().as_secs_f64() * 1e3);
                if let Some(poster) = page.items.first() {
                    some.clone_from(&poster.id);
                }
                query.cursor = page.next_cursor;
                if query.cursor.is_none() {
                    return Ok::<(), String>(());
                }
            }
        })?;
    let begin = Instant::now();
    let found = (0..1000).filter(|_| library.known(&some).is_some()).count();
    if found != 1000 {
        return Err("a poster that was listed is not known".into());
    }
    let known = begin.elapsed().as_secs_f64() * 1e3;
    let tenth = (times.len() / 10).max(1);
    let taken = Taken {
        first: median(times[..tenth].iter().copied()),
        last: median(times[times.len() - tenth..].iter().copied()),
        known,
    };
    println!("{}", serde_json::to_string(&taken)?);
    Ok(())
}

/// The pages of a catalogue as files.
fn write(folder: &Path, size: usize) -> Result {
    std::fs::create_dir_all(folder)?;
    for page in 0..size / PAGE {
        let items: Vec<_> = (page * PAGE..(page + 1) * PAGE)
            .map(|number| {
                json!({
                    "id": format!("p{number:06}"),
                    "title": format!("夏日新品 限时特惠 第 {number} 期"),
                    "updated_at": "2026-06-01T08:00:00Z",
                    "tags": ["夏季", "促销"],
                    "campaign": format!("campaign-{}", number % 37),
                    "image": { "url": format!("../../pictures/{number}.jpg"), "bytes": 600_000, "width": 1080, "height": 1920,
                        "media_type": "image/jpeg", "sha256": format!("{number:064x}"), "etag": format!("\"{number:x}\"") },
                    "thumbnail": { "url": format!("../../pictures/{number}-360.jpg"), "width": 360, "height": 640 },
                })
            })
            .collect();
        let next = ((page + 1) * PAGE < size).then(|| (page + 1).to_string());
        std::fs::write(
            folder.join(format!("{page}.json")),
            json!({ "items": items, "next_cursor": next }).to_string(),
        )?;
    }
    Ok(())
}
