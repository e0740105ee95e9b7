//! `poster list`: what a source offers.

use poster_core::copy::bytes;
use poster_host::api::ListQuery;

use crate::ListArgs;
use crate::out::{self, Ended, Wrong};
use crate::source;

pub(crate) async fn run(args: ListArgs) -> Result<Ended, Wrong> {
    let open = source::open(&args.source).await?;
    let mut pages = open.api.pages(ListQuery {
        q: args.query,
        tag: args.tag,
        ..ListQuery::default()
    });
    let mut left = args.limit.unwrap_or(usize::MAX);
    let mut skipped = 0;
    while left > 0 {
        let page = match pages.next().await {
            Ok(Some(page)) => page,
            Ok(None) => break,
            Err(failure) => {
                if args.json {
                    out::json(&serde_json::json!({ "failure": failure }));
                }
                out::complain(&out::sentence(&failure));
                return Ok(Ended::Failed);
            }
        };
        skipped += page.skipped;
        for poster in page.items.iter().take(left) {
            if args.json {
                out::json(poster);
            } else {
                let size = match (poster.image.width, poster.image.height) {
                    (Some(width), Some(height)) => format!("{width}×{height}"),
                    _ => String::new(),
                };
                let weight = poster.image.bytes.map(bytes).unwrap_or_default();
                out::line(&format!("{:<18} {size:>11} {weight:>8}  {}", poster.id, poster.title));
            }
        }
        left = left.saturating_sub(page.items.len());
    }
    if skipped > 0 {
        out::complain(&format!("{skipped} entries of the source are no posters and were left out"));
    }
    Ok(Ended::Well)
}
