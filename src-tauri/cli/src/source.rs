//! Which source a command speaks to.

use std::path::PathBuf;

use poster_demo::{Demo, Options};
use poster_host::api::Api;
use poster_host::cache;
use poster_host::keychain;
use poster_host::limits::Limits;
use poster_host::settings::{Found, Settings};
use poster_host::source::{Source, Token};

use crate::SourceArgs;
use crate::out::{self, Wrong};

/// A source that is open. The demo lives as long as this.
pub(crate) struct Open {
    /// How it is reached.
    pub(crate) api: Api,
    _demo: Option<Demo>,
}

/// What the user chose in the app, where there is such a file.
pub(crate) fn settings() -> Settings {
    match Settings::file().map(|file| Settings::load(&file)) {
        Some(Found::Settings(settings)) => settings,
        Some(Found::Damaged { aside }) => {
            out::complain(&format!("the settings could not be read and were set aside as {}", aside.display()));
            Settings::default()
        }
        None => Settings::default(),
    }
}

/// How the demo is started: its pictures are kept where the app keeps them.
pub(crate) fn demo_options() -> Options {
    Options {
        cache: cache::folder().join("demo"),
        ..Options::default()
    }
}

/// The address that was asked for, and whether plain HTTP is accepted there.
pub(crate) fn address(args: &SourceArgs) -> Option<(String, bool)> {
    let given = args
        .source
        .clone()
        .or_else(|| std::env::var("POSTER_SOURCE").ok().filter(|address| !address.is_empty()));
    if let Some(address) = given {
        return Some((address, args.allow_plain));
    }
    let settings = settings();
    settings.source.map(|address| (address, settings.allow_plain || args.allow_plain))
}

/// Opens the source that was asked for, or the demo.
pub(crate) async fn open(args: &SourceArgs) -> Result<Open, Wrong> {
    open_within(args, Limits::default()).await
}

/// The same with limits of the caller's.
pub(crate) async fn open_within(args: &SourceArgs, limits: Limits) -> Result<Open, Wrong> {
    let Some((address, allow_plain)) = address(args) else {
        let demo = Demo::start(demo_options())
            .await
            .map_err(|error| format!("the demo does not start: {error}"))?;
        let source = Source::parse(&demo.url(), true)
            .map_err(|failure| out::sentence(&failure))?
            .known_as("demo");
        return Ok(Open {
            api: Api::with_limits(source, limits),
            _demo: Some(demo),
        });
    };
    let source = Source::parse(&address, allow_plain).map_err(|failure| format!("{address}: {}", out::sentence(&failure)))?;
    let token = match std::env::var("POSTER_TOKEN") {
        Ok(token) => Some(Token::new(token).map_err(|failure| format!("POSTER_TOKEN: {}", out::sentence(&failure)))?),
        Err(_) => keychain::find(source.base.as_str()),
    };
    let source = match token {
        Some(token) => source.with_token(token),
        None => source,
    };
    Ok(Open {
        api: Api::with_limits(source, limits),
        _demo: None,
    })
}

/// Where the app saves: what the user chose, else the system's Downloads.
pub(crate) fn folder() -> PathBuf {
    settings().folder.unwrap_or_else(poster_host::disk::default_folder)
}
