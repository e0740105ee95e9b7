//! A failure that the next real save is made to meet, so that what follows can be seen by hand.

use poster_core::compare::environment::environments;
use poster_core::compare::possible::possible;
use poster_core::compare::rehearsal::Rehearsing;
use poster_core::contract::contract;
use poster_core::signal::{Facts, Stage};
use poster_core::{DesktopSignal, Failure, Kind, Signal};

use super::unplayable;

/// One rehearsed failure. It is met once.
#[derive(Clone, Debug)]
pub struct Fault {
    signal: DesktopSignal,
    pub(crate) told: Rehearsing,
}

impl Fault {
    /// A desktop row, as one environment of the desktop shows it. Fails for a row that it never shows.
    pub fn of(kind: Kind, environment: &str) -> crate::Result<Self> {
        let place = environments().find(environment).filter(|place| place.os.is_some());
        let place = place.ok_or_else(|| unplayable(&format!("no desktop environment is called {environment}")))?;
        let found = possible(place).into_iter().find(|one| one.kind == kind).map(|one| one.signal);
        let Some(Signal::Desktop(signal)) = found else {
            return Err(unplayable(&format!("{environment} never shows {}", kind.as_str())));
        };
        Ok(Self {
            signal,
            told: Rehearsing {
                kind,
                name: contract().row(kind).name.clone(),
                environment: place.id.clone(),
                met: false,
            },
        })
    }

    /// Whether this is where it is met: what the network or the bytes are blamed for while downloading, all else while
    /// storing.
    pub(crate) fn is_at(&self, stage: Stage) -> bool {
        let while_fetching = matches!(self.signal.stage, Stage::List | Stage::Fetch | Stage::Verify);
        while_fetching == (stage == Stage::Fetch)
    }

    /// What is met, with the facts of this save.
    pub(crate) fn failure(&self, facts: Facts) -> Failure {
        Failure::desktop(DesktopSignal {
            facts,
            detail: Some("a rehearsal: this was not observed".into()),
            ..self.signal.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Facts, Fault};
    use poster_core::Kind;

    #[test]
    fn a_row_of_another_surface_or_place_is_refused() {
        assert!(Fault::of(Kind::PrivacyNotAgreed, "macos").is_err());
        assert!(Fault::of(Kind::FolderProtected, "linux").is_err());
        assert!(Fault::of(Kind::StorageFull, "wechat-ios").is_err());
    }

    #[test]
    fn what_is_met_says_that_it_was_not_observed() -> crate::Result<()> {
        let failure = Fault::of(Kind::StorageFull, "windows")?.failure(Facts::default());
        assert_eq!(failure.kind, Kind::StorageFull);
        let detail = serde_json::to_string(&failure.signal).unwrap_or_default();
        assert!(detail.contains("rehearsal"), "{detail}");
        Ok(())
    }
}
