//! `poster demo`: the demo posters on this machine.

use poster_demo::{Demo, Options};

use crate::DemoArgs;
use crate::out::{self, Ended, Wrong};
use crate::source;

pub(crate) async fn run(args: DemoArgs) -> Result<Ended, Wrong> {
    let demo = Demo::start(Options {
        port: args.port,
        catalogue: args.catalogue.map(|count| count as usize),
        ..source::demo_options()
    })
    .await
    .map_err(|error| format!("port {}: {error}", args.port))?;
    out::line(&demo.url());
    let _ = tokio::signal::ctrl_c().await;
    Ok(Ended::Well)
}
