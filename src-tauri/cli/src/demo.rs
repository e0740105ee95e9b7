//! `poster demo`: the demo posters on this machine, and the download page beside them.

use poster_demo::{Demo, Options};

use crate::DemoArgs;
use crate::out::{self, Ended, Wrong};
use crate::source;

pub(crate) async fn run(args: DemoArgs) -> Result<Ended, Wrong> {
    if let Some(folder) = &args.site
        && !folder.join("index.html").is_file()
    {
        return Err(format!("{}: there is no index.html in it", folder.display()));
    }
    let demo = Demo::start(Options {
        port: args.port,
        catalogue: args.catalogue.map(|count| count as usize),
        site: args.site,
        ..source::demo_options()
    })
    .await
    .map_err(|error| format!("port {}: {error}", args.port))?;
    out::line(&demo.url());
    let _ = tokio::signal::ctrl_c().await;
    Ok(Ended::Well)
}
