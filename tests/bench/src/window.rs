//! The window in its real web view: frames while scrolling, catalogues of any size, and how pictures get into a page.

mod driver;

use std::path::Path;

use poster_demo::{Demo, Options};
use poster_host::thumbnail;
use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::TempDir;

use self::driver::Window;
use crate::cost::median;
use crate::report::{Goal, Part, Row};
use crate::{Bench, Result, posters};

const SCROLL: &str = include_str!("window/scroll.js");
const TRANSPORT: &str = include_str!("window/transport.js");

/// Pixels a second, and for how long.
const SPEED: u32 = 3000;
const MILLISECONDS: u32 = 5000;
/// Thumbnails shown by each way of transport.
const SHOWN: usize = 300;

pub(crate) fn measure(bench: &Bench) -> Result<Vec<Part>> {
    let (app, shell) = (bench.program("poster-companion"), bench.program("poster-bench-transport"));
    let missing = driver::missing().map(str::to_owned);
    let missing = missing.or_else(|| {
        [&app, &shell]
            .into_iter()
            .find(|program| !program.is_file())
            .map(|program| format!("{} is not built", program.display()))
    });
    if let Some(missing) = missing {
        println!("not measured: {missing}");
        let row = Row::new("the window", vec![missing]);
        return Ok(vec![Part::new(
            "The window",
            "Not measured.",
            vec![String::new(), String::new()],
            vec![row],
            Vec::new(),
        )]);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        Ok(vec![
            scrolling(bench, &app).await?,
            catalogues(bench, &app).await?,
            transport(bench, &shell).await?,
        ])
    })
}

/// The app on a demo catalogue, with a home of its own.
struct App {
    window: Window,
    _demo: Demo,
    _home: TempDir,
}

impl App {
    async fn open(bench: &Bench, app: &Path, posters: usize, layout: &str) -> Result<Self> {
        let demo = Demo::start(Options {
            cache: bench.target.join("demo-posters"),
            catalogue: Some(posters),
            ..Options::default()
        })
        .await?;
        let home = tempfile::tempdir()?;
        let settings = home.path().join("config/poster-companion/settings.json");
        let saved = home.path().join("saved");
        std::fs::create_dir_all(settings.parent().ok_or("no folder")?)?;
        std::fs::create_dir_all(&saved)?;
        std::fs::write(
            settings,
            json!({ "source": demo.url(), "folder": saved, "locale": "zh-CN", "layout": layout }).to_string(),
        )?;
        let app = Self {
            window: Window::open(app, &[], home.path()).await?,
            _demo: demo,
            _home: home,
        };
        app.call::<()>("ready", Value::Null).await?;
        Ok(app)
    }

    async fn call<T: serde::de::DeserializeOwned>(&self, function: &str, argument: Value) -> Result<T> {
        self.window.call(SCROLL, function, argument).await
    }

    async fn scroll(&self) -> Result<Scrolled> {
        self.call("scroll", json!({ "speed": SPEED, "milliseconds": MILLISECONDS })).await
    }
}

/// What the page saw while it scrolled.
#[derive(Deserialize)]
struct Scrolled {
    frames: Vec<f64>,
    images: u32,
    drawn: f64,
}

impl Scrolled {
    fn rate(&self) -> f64 {
        1000.0 * self.frames.len() as f64 / self.frames.iter().sum::<f64>()
    }

    /// The time that 95 of 100 frames keep within.
    fn slow(&self) -> f64 {
        let mut frames = self.frames.clone();
        frames.sort_by(f64::total_cmp);
        frames[frames.len() * 95 / 100]
    }
}

/// 1,500 posters: as thumbnails for the first time and again, and as whole pictures.
async fn scrolling(bench: &Bench, app: &Path) -> Result<Part> {
    const SCENES: [(&str, &str, bool); 3] = [
        ("in the grid", "grid", false),
        ("in the grid, whole pictures", "grid", true),
        ("in the list", "list", false),
    ];
    let mut runs: Vec<(String, Vec<Scrolled>, Vec<f64>)> = Vec::new();
    for (name, ..) in SCENES {
        runs.push((format!("{name}, first time"), Vec::new(), Vec::new()));
        runs.push((format!("{name}, again"), Vec::new(), Vec::new()));
    }
    for round in 0..bench.rounds {
        for (scene, (name, layout, whole)) in SCENES.into_iter().enumerate() {
            println!("1,500 {name}, round {round}");
            let app = App::open(bench, app, 1500, layout).await?;
            if whole {
                app.call::<()>("originals", Value::Null).await?;
            }
            for again in [0, 1] {
                let (_, scrolled, memory) = &mut runs[scene * 2 + again];
                scrolled.push(app.scroll().await?);
                memory.push(app.window.memory()?);
                app.call::<()>("top", Value::Null).await?;
            }
            app.window.close().await?;
        }
    }
    let rows = runs.iter().map(|(name, scrolled, memory)| {
        let of = |value: fn(&Scrolled) -> f64| median(scrolled.iter().map(value));
        Row::new(
            name,
            vec![
                format!("{:.1}", of(Scrolled::rate)),
                format!("{:.0}", of(Scrolled::slow)),
                format!("{:.0}", of(|run| run.drawn * 100.0)),
                format!("{:.0}", of(|run| f64::from(run.images))),
                format!("{:.0}", median(memory.iter().copied())),
            ],
        )
    });
    // Each round's own ratio, of the second passes: what is decoded and painted, not what is fetched.
    let ratio = |thumbs: &Scrolled, whole: &Scrolled| thumbs.rate() / whole.rate();
    let ratios = runs[1].1.iter().zip(&runs[3].1).map(|(thumbs, whole)| ratio(thumbs, whole));
    let images = runs
        .iter()
        .flat_map(|(_, scrolled, _)| scrolled)
        .map(|run| run.images)
        .max()
        .unwrap_or_default();
    let goals = vec![
        Goal::ratio("frames a second: thumbnails to whole pictures", median(ratios), 3.0).at_least(),
        Goal::value("image nodes in the page, overscan included", f64::from(images), 60.0),
    ];
    Ok(Part::new(
        "The window: scrolling through 1,500 posters",
        "The app in WebKitGTK without a graphics card, 3000 pixels a second for five seconds; frame rates mean something as ratios. \
         \"First time\": thumbnails are still being made. Memory is that of all its processes together (PSS).",
        ["", "frames/s", "95 % of frames within ms", "pictures drawn %", "image nodes", "memory MB"]
            .map(String::from)
            .to_vec(),
        rows.collect(),
        goals,
    ))
}

/// What a catalogue costs as it grows.
async fn catalogues(bench: &Bench, app: &Path) -> Result<Part> {
    const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
    let (mut rows, mut rates, mut memories) = (Vec::new(), Vec::new(), Vec::new());
    for posters in SIZES {
        println!("{posters} in the window");
        let app = App::open(bench, app, posters, "grid").await?;
        let read: f64 = app.call("readToTheEnd", json!(posters)).await?;
        app.scroll().await?;
        app.call::<()>("top", Value::Null).await?;
        let scrolled = app.scroll().await?;
        let memory = app.window.memory()?;
        let last: String = app.call("last", Value::Null).await?;
        let found: f64 = app.call("search", json!(last)).await?;
        app.window.close().await?;
        rows.push(Row::new(
            &posters.to_string(),
            vec![
                format!("{:.1}", read / 1e3),
                format!("{:.1}", read * 1e3 / posters as f64),
                format!("{:.1}", scrolled.rate()),
                format!("{:.0}", scrolled.slow()),
                format!("{found:.0}"),
                format!("{memory:.0}"),
            ],
        ));
        rates.push(scrolled.rate());
        memories.push(memory);
    }
    let goals = vec![
        Goal::ratio("frames a second: 100,000 posters to 1,000", rates[2] / rates[0], 0.9).at_least(),
        Goal::value(
            "KB of memory for each poster that the window has read",
            (memories[2] - memories[0]) * 1e3 / (SIZES[2] - SIZES[0]) as f64,
            2.0,
        ),
    ];
    Ok(Part::new(
        "The window: 1,000 to 100,000 posters",
        "Once each: all pages read to the end, then scrolled through from the top, then one poster searched for (220 ms of that is the \
         wait for more letters).",
        [
            "posters",
            "all read s",
            "µs each",
            "frames/s",
            "95 % of frames within ms",
            "searched ms",
            "memory MB",
        ]
        .map(String::from)
        .to_vec(),
        rows,
        goals,
    ))
}

/// The same thumbnails through a custom protocol and as base64 in a command's answer.
async fn transport(bench: &Bench, shell: &Path) -> Result<Part> {
    let folder = bench.scratch("thumbnails")?;
    for number in 0..24 {
        let file = folder.join(format!("{number:02}.jpg"));
        std::fs::write(&file, posters::jpeg(&posters::scene(1080, 1920, number), 88)?)?;
        let small = thumbnail::thumbnail(&file, 360).map_err(|failure| format!("a thumbnail: {failure:?}"))?;
        std::fs::write(file, small.jpeg)?;
    }
    let home = tempfile::tempdir()?;
    let window = Window::open(shell, &[&folder], home.path()).await?;
    let (mut scheme, mut base64) = (Vec::new(), Vec::new());
    // The first of each warms up.
    for round in 0..=bench.rounds {
        for (way, times) in [("scheme", &mut scheme), ("base64", &mut base64)] {
            let took: f64 = window
                .call(TRANSPORT, "show", json!({ "way": way, "pictures": SHOWN, "round": round }))
                .await?;
            println!("{SHOWN} thumbnails by {way}, round {round}: {took:.0} ms");
            if round > 0 {
                times.push(took);
            }
        }
    }
    window.close().await?;
    let ratio = median(scheme.iter().zip(&base64).map(|(scheme, base64)| scheme / base64));
    let row = |name, times: &[f64]| Row::new(name, vec![format!("{:.0}", median(times.iter().copied()))]);
    Ok(Part::new(
        "The window: how pictures get into the page",
        "300 thumbnails of 360 pixels until the last one is decoded, twelve on their way at once, in turns, in one small Tauri window.",
        ["", "ms"].map(String::from).to_vec(),
        vec![
            row("a custom protocol, as the app", &scheme),
            row("base64 in a command's answer", &base64),
        ],
        vec![Goal::ratio("300 thumbnails: custom protocol to base64", ratio, 0.8)],
    ))
}
