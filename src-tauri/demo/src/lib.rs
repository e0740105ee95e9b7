//! An embedded poster API on 127.0.0.1: the reference of the HTTP contract (`openapi.yaml`), with posters
//! drawn by this crate itself, and able to misbehave on demand.
//!
//! It is the default source of the app, the source of `poster demo`, and the server that tests talk to.

mod admin;
mod catalogue;
mod contract;
mod cursor;
mod draw;
mod fault;
mod link;
mod list;
mod misbehave;
mod picture;
mod plan;
mod poster;
mod press;
mod seen;
mod server;
mod site;
mod stamp;
mod trickle;
mod wire;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

pub use draw::{contact_sheet, drawn_by_id as drawn};
pub use fault::{Fault, Kind as FaultKind, UnknownFault};
pub use plan::Plan;
pub use seen::{Log, Request};
pub use server::routes;

/// The OpenAPI 3.1 document that the server keeps to; it also serves it at `/openapi.yaml`.
pub const OPENAPI: &str = include_str!("../openapi.yaml");

/// How the demo API is set up.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// Folder for the drawn posters; made when missing. Several processes may share it.
    pub cache: PathBuf,
    /// When set, everything under `/v1/` except the pictures wants `Authorization: Bearer` with this token.
    pub token: Option<String>,
    /// Time waited before every answer.
    pub latency: Duration,
    /// How long a signed picture link lives.
    pub link_life: Duration,
    /// Misbehaviour planned from the start; more can be planned while it runs (`POST /demo/faults`).
    pub faults: Vec<Plan>,
    /// How many posters there are: the drawings, or fewer of them, or more by copies under other ids and titles.
    pub catalogue: Option<usize>,
    /// Draw all posters in the background from the start, thumbnails first, in the order of the list.
    /// Without it each picture is drawn when it is first asked for.
    pub draw_ahead: bool,
    /// A folder of web pages that is served wherever the API has no route of its own.
    pub site: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 0,
            cache: std::env::temp_dir().join("poster-companion-demo"),
            token: None,
            latency: Duration::ZERO,
            link_life: Duration::from_secs(300),
            faults: Vec::new(),
            catalogue: None,
            draw_ahead: true,
            site: None,
        }
    }
}

/// A running demo API. It stops, with all its connections, when dropped.
#[derive(Debug)]
pub struct Demo {
    address: SocketAddr,
    state: Arc<server::State>,
    /// Of its own, so that stopping ends every connection at once and no slow answer outlives the server.
    runtime: Option<Runtime>,
}

impl Demo {
    /// Binds the port and serves at once; drawing goes on behind it.
    ///
    /// Errors: the port is taken, or the runtime's threads cannot be made. A cache that cannot be
    /// written is no error: pictures are then drawn anew each time.
    pub async fn start(options: Options) -> io::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("poster-demo")
            .enable_all()
            .build()?;
        let port = options.port;
        // Bound inside its own runtime, whichever runtime the caller has.
        let bound = runtime.spawn(async move {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
            io::Result::Ok((listener.local_addr()?, listener))
        });
        let (address, listener) = match bound.await.unwrap_or_else(|stopped| Err(stopped.into())) {
            Ok(bound) => bound,
            Err(refused) => {
                // Dropping it here would wait, which an asynchronous caller must not.
                runtime.shutdown_background();
                return Err(refused);
            }
        };
        let draw_ahead = options.draw_ahead;
        let state = Arc::new(server::State::new(options));
        runtime.spawn(server::serve(listener, Arc::clone(&state)));
        if draw_ahead {
            let press = Arc::clone(&state.press);
            runtime.spawn(async move { press.draw_all().await });
        }
        Ok(Self {
            address,
            state,
            runtime: Some(runtime),
        })
    }

    /// The base of every address, without a slash at its end: `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What has been asked so far, and how many connections and requests were open at once.
    pub fn log(&self) -> Log {
        self.state.seen.log()
    }

    /// Forgets the requests seen so far.
    pub fn clear_log(&self) {
        self.state.seen.clear();
    }

    /// Plans misbehaviour, as `POST /demo/faults` does.
    pub fn plan(&self, plan: Plan) {
        self.state.plans.add(plan);
    }

    /// Forgets all planned misbehaviour and all counts of it, as `DELETE /demo/faults` does.
    pub fn behave(&self) {
        self.state.plans.clear();
    }

    /// Stops the server and cuts every open connection.
    pub fn shutdown(mut self) {
        self.stop();
    }

    fn stop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.stop();
    }
}
