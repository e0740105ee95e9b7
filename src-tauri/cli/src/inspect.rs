//! `poster inspect`: what picture files are, and whether they are whole.

use crate::InspectArgs;
use crate::out::{self, Ended, Wrong};

pub(crate) async fn run(args: InspectArgs) -> Result<Ended, Wrong> {
    let mut all_well = true;
    for file in &args.files {
        let path = file.display();
        match poster_host::inspect::inspect(file).await {
            Ok(seen) => {
                all_well &= seen.complete;
                if args.json {
                    out::json(&serde_json::json!({
                        "path": file, "format": seen.format, "extension": seen.extension, "width": seen.width, "height": seen.height,
                        "complete": seen.complete, "preview": seen.preview, "ms": seen.ms,
                    }));
                } else {
                    let size = seen
                        .width
                        .zip(seen.height)
                        .map_or_else(|| "?".to_owned(), |(width, height)| format!("{width}×{height}"));
                    let state = if seen.complete { "whole" } else { "damaged" };
                    out::line(&format!("{path}: {} {size}, {state}", seen.extension));
                }
            }
            Err(failure) => {
                all_well = false;
                if args.json {
                    out::json(&serde_json::json!({
                        "path": file, "format": null, "extension": null, "width": null, "height": null,
                        "complete": false, "preview": false, "ms": null, "failure": failure,
                    }));
                } else {
                    out::line(&format!("{path}: {}", out::sentence(&failure)));
                }
            }
        }
    }
    Ok(Ended::when(all_well))
}
