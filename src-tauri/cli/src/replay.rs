//! `poster replay`: a scenario in, the trace of each surface out.

use poster_core::Surface;
use poster_core::scenario::{Scenario, replay};

use crate::out::{self, Ended, Wrong};
use crate::{ReplayArgs, SurfaceArg};

pub(crate) fn run(args: &ReplayArgs) -> Result<Ended, Wrong> {
    let file = args.scenario.display();
    let text = std::fs::read_to_string(&args.scenario).map_err(|error| format!("{file}: {error}"))?;
    let scenario: Scenario = serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))?;
    let mut as_written = true;
    for surface in [Surface::Desktop, Surface::Wechat] {
        if args.surface.is_some_and(|asked| asked.surface() != surface) || scenario.not_on.contains_key(&surface) {
            continue;
        }
        for step in replay(&scenario, surface).map_err(|error| format!("{file}: {error}"))? {
            as_written &= step.unmet.is_empty();
            if args.json {
                out::json(&step);
            } else {
                let kind = step.kind.map_or_else(String::new, |kind| format!("  {}", kind.as_str()));
                out::line(&format!(
                    "{surface:?} {:>3}  {:<16} -> {:<14}{kind}",
                    step.step,
                    step.on.as_str(),
                    step.state.as_str()
                ));
                for unmet in &step.unmet {
                    out::line(&format!("             {unmet}"));
                }
            }
        }
    }
    Ok(Ended::when(as_written))
}

impl SurfaceArg {
    fn surface(self) -> Surface {
        match self {
            Self::Wechat => Surface::Wechat,
            Self::Desktop => Surface::Desktop,
        }
    }
}
