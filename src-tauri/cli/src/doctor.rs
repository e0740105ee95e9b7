//! `poster doctor`: what is found on this machine, before anything goes wrong.

use poster_core::Failure;
use poster_core::signal::Stage;
use poster_host::api::ListQuery;
use poster_host::{disk, platform};
use serde::Serialize;

use crate::DoctorArgs;
use crate::out::{self, Ended, Wrong};
use crate::source;

#[derive(Serialize)]
struct Finding {
    what: &'static str,
    found: String,
    ok: bool,
    failure: Option<Failure>,
}

impl Finding {
    fn of(what: &'static str, found: impl Into<String>, result: Result<(), Failure>) -> Self {
        Self {
            what,
            found: found.into(),
            ok: result.is_ok(),
            failure: result.err(),
        }
    }
}

pub(crate) async fn run(args: DoctorArgs) -> Result<Ended, Wrong> {
    let mut findings = Vec::new();
    let address = source::address(&args.source).map_or_else(|| "demo".to_owned(), |(address, _)| address);
    let open = source::open(&args.source).await?;
    let listed = open
        .api
        .list(&ListQuery {
            limit: Some(1),
            ..ListQuery::default()
        })
        .await;
    findings.push(Finding::of("source", address, listed.map(drop)));
    let token = open.api.source().token.is_some();
    findings.push(Finding::of("token", if token { "set" } else { "not set" }, Ok(())));
    let folder = source::folder();
    let probed = disk::make_folder(&folder).and_then(|()| disk::probe(&folder));
    let probed = probed.map_err(|error| Failure::desktop(platform::observe_folder(&error, &folder, Stage::Probe)));
    findings.push(Finding::of("folder", folder.display().to_string(), probed));
    let free = platform::free_space(&folder).map_or_else(|| "unknown".to_owned(), poster_core::copy::bytes);
    findings.push(Finding::of("free space", free, Ok(())));
    findings.push(Finding::of("proxy", proxy(), Ok(())));
    findings.push(Finding::of("certificates", "the system's store", open.api.check_client()));
    let all_well = findings.iter().all(|finding| finding.ok);
    for finding in &findings {
        if args.json {
            out::json(finding);
        } else {
            let mark = if finding.ok { "ok " } else { "NO " };
            out::line(&format!("{mark} {:<13} {}", finding.what, finding.found));
            if let Some(failure) = &finding.failure {
                out::line(&format!("    {}", out::sentence(failure)));
            }
        }
    }
    Ok(Ended::when(all_well))
}

/// The proxy that the environment names. Passwords in it are not shown.
fn proxy() -> String {
    let names = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"];
    let found = names.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match found.and_then(|value| url::Url::parse(&value).ok()) {
        Some(url) => format!("{}://{}", url.scheme(), url.host_str().unwrap_or_default()),
        None => "none in the environment".into(),
    }
}
