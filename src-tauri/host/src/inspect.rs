//! What a picture file is, whether it is whole, and whether it may be shown.

use std::io;
use std::path::Path;
use std::time::Instant;

use poster_core::Failure;
use poster_core::picture::{self, Completeness, Fault, Format, Verdict};
use poster_core::signal::{Content, DesktopSignal, Stage};
use serde::Serialize;

use crate::decode::{self, Refusal};
use crate::{disk, platform, save};

/// The largest file that is decoded.
pub const MOST_BYTES: u64 = 100 << 20;
/// Up to so many pixels decoding takes some milliseconds, and is always tried.
const SMALL: u64 = 1_000_000;

/// What was found out about a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Inspection {
    /// By signature.
    pub format: Format,
    /// What the name of the file should end in, without a dot.
    pub extension: &'static str,
    /// Pixels as shown, with the orientation applied.
    pub width: Option<u32>,
    /// Pixels as shown.
    pub height: Option<u32>,
    /// Whether all of it is there and, where that could be tried, decodes within the limits.
    pub complete: bool,
    /// Whether it can be shown: it decodes, within the limits.
    pub preview: bool,
    /// How long looking took, in milliseconds.
    pub ms: u64,
}

/// Looks at a file. Fails where it cannot be read, and where it is no picture.
pub async fn inspect(path: &Path) -> crate::Result<Inspection> {
    let path = path.to_owned();
    let looked = tokio::task::spawn_blocking(move || look(&path)).await;
    looked.unwrap_or_else(|broken| Err(save::broken(&broken, Stage::Verify)))
}

fn look(path: &Path) -> crate::Result<Inspection> {
    let unreadable = |error: io::Error| Failure::desktop(platform::observe(&error, path, Stage::Verify));
    match disk::read(path, MOST_BYTES) {
        Ok(bytes) => inspect_bytes(&bytes).map_err(|content| refused(content, path)),
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            let begin = Instant::now();
            let seen = disk::examine(path).map_err(unreadable)?;
            let verdict = seen.verdict.map_err(|content| refused(content, path))?;
            let whole = verdict.is_whole();
            Ok(inspection(&verdict, whole, false, begin))
        }
        Err(error) => Err(unreadable(error)),
    }
}

/// Looks at bytes. Blocks, at most for about a second.
pub fn inspect_bytes(bytes: &[u8]) -> Result<Inspection, Content> {
    let begin = Instant::now();
    let verdict = picture::check(bytes)?;
    let decoded = decode::decode(bytes, &verdict).map(drop);
    let preview = decoded.is_ok();
    let verdict = after(verdict, decoded, bytes);
    let whole = verdict.is_whole();
    Ok(inspection(&verdict, whole, preview, begin))
}

fn inspection(verdict: &Verdict, complete: bool, preview: bool, begin: Instant) -> Inspection {
    Inspection {
        format: verdict.format,
        extension: verdict.format.extension(),
        width: verdict.width,
        height: verdict.height,
        complete,
        preview,
        ms: begin.elapsed().as_millis() as u64,
    }
}

fn refused(content: Content, path: &Path) -> Failure {
    let mut signal = DesktopSignal {
        os: Some(platform::os()),
        stage: Stage::Verify,
        content: Some(content),
        ..DesktopSignal::default()
    };
    signal.facts.file = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Failure::desktop(signal)
}

/// The verdict over a picture that is being saved. Its structure has been judged; a decoder is asked where that
/// proves little (TIFF, JPEG XL), and where asking costs next to nothing. Large pictures are not decoded for it:
/// their checksums and end markers say more about a cut than a decoder does.
pub(crate) fn judge(verdict: Verdict, read: impl FnOnce() -> io::Result<Vec<u8>>) -> Verdict {
    if !decode::is_within_limits(&verdict) {
        return after(verdict, Err(Refusal::TooLarge), &[]);
    }
    let pixels = u64::from(verdict.width.unwrap_or(0)) * u64::from(verdict.height.unwrap_or(0));
    match verdict.complete {
        Completeness::Whole if pixels > SMALL && verdict.format != Format::Jxl => verdict,
        Completeness::Damaged(_) => verdict,
        _ => {
            // What cannot be read back is not known to be whole.
            let Ok(bytes) = read() else {
                return verdict.with_fault(Fault::Undecodable);
            };
            let decoded = decode::decode(&bytes, &verdict).map(drop);
            after(verdict, decoded, &bytes)
        }
    }
}

/// What decoding adds to the verdict.
fn after(verdict: Verdict, decoded: Result<(), Refusal>, bytes: &[u8]) -> Verdict {
    match (verdict.complete, decoded) {
        (Completeness::Damaged(_), _) => verdict,
        (_, Err(Refusal::Unsupported)) if verdict.format == Format::Jxl => {
            if decode::is_whole_jxl(bytes) {
                Verdict {
                    complete: Completeness::Whole,
                    ..verdict
                }
            } else {
                verdict.with_fault(Fault::Cut)
            }
        }
        (_, Err(Refusal::Unsupported)) => verdict,
        (_, Ok(())) => Verdict {
            complete: Completeness::Whole,
            ..verdict
        },
        (_, Err(Refusal::TooLarge)) => verdict.with_fault(Fault::TooManyPixels),
        (_, Err(Refusal::Damaged)) => verdict.with_fault(Fault::Undecodable),
    }
}
