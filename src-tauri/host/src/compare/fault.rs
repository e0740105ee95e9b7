//! A failure that the next real save is made to meet, so that what follows can be seen by hand.

use poster_core::compare::environment::{Environment, environments};
use poster_core::compare::rehearsal::Rehearsing;
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
    /// A desktop row, as one environment of the desktop words it; where it has no wording of its own, as the row's first
    /// rule for its system says. Fails for a row that the desktop, or this system, never shows.
    pub fn of(kind: Kind, environment: &str) -> crate::Result<Self> {
        let place = environments().find(environment).filter(|place| place.os.is_some());
        let place = place.ok_or_else(|| unplayable(&format!("no desktop environment is called {environment}")))?;
        let signal = worded(kind, place).or_else(|| ruled(kind, place));
        let signal = signal.ok_or_else(|| unplayable(&format!("{environment} never shows {}", kind.as_str())))?;
        Ok(Self {
            signal,
            told: Rehearsing {
                kind,
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

fn worded(kind: Kind, place: &Environment) -> Option<DesktopSignal> {
    let table = environments();
    let wordings = table.mishaps.iter().filter_map(|mishap| {
        let bare = Signal::Desktop(DesktopSignal::default());
        match table.spell(place, &mishap.word, &bare)?.signal {
            Signal::Desktop(signal) => Some(staged(signal)),
            Signal::Wechat(_) => None,
        }
    });
    // A wording counts by what it is taken for here, not by what it was meant to be.
    wordings.into_iter().find(|signal| Failure::desktop(signal.clone()).kind == kind)
}

fn ruled(kind: Kind, place: &Environment) -> Option<DesktopSignal> {
    let row = poster_core::contract::contract().row(kind);
    let made = row.signals.desktop.iter().filter_map(|rule| {
        if rule.os.as_ref().is_some_and(|listed| place.os.is_none_or(|os| !listed.contains(&os))) {
            return None;
        }
        let mut signal = DesktopSignal {
            os: place.os,
            code: rule.code.as_ref().and_then(|codes| codes.first().copied()),
            io: rule.io.as_ref().and_then(|names| names.first().cloned()),
            net: rule.net.as_ref().and_then(|listed| listed.first().copied()),
            status: rule.status.as_ref().map(poster_core::contract::Statuses::example),
            content: rule.content.as_ref().and_then(|listed| listed.first().copied()),
            hints: rule.hints.iter().chain(&place.hints).copied().collect(),
            ..DesktopSignal::default()
        };
        signal = staged(signal);
        if let Some(stage) = rule.stage.as_ref().and_then(|listed| listed.first()) {
            signal.stage = *stage;
        }
        Some(signal)
    });
    let nothing = std::iter::once(staged(DesktopSignal {
        os: place.os,
        ..DesktopSignal::default()
    }));
    made.chain(nothing).find(|signal| Failure::desktop(signal.clone()).kind == kind)
}

/// With the stage of the work at which such a thing is observed.
fn staged(mut signal: DesktopSignal) -> DesktopSignal {
    signal.stage = if signal.content.is_some() {
        Stage::Verify
    } else if signal.net.is_some() || signal.status.is_some() {
        Stage::Fetch
    } else {
        Stage::Write
    };
    signal
}

#[cfg(test)]
mod tests {
    use super::{Facts, Fault};
    use poster_core::compare::environment::environments;
    use poster_core::contract::contract;
    use poster_core::{Kind, Surface};

    #[test]
    fn every_row_that_the_desktop_shows_can_be_met_somewhere() {
        for row in &contract().rows {
            let places = environments().environments.iter().filter(|place| place.surface == Surface::Desktop);
            let met = places.filter_map(|place| Fault::of(row.kind, &place.id).ok());
            let kinds: Vec<Kind> = met.map(|fault| fault.failure(Facts::default()).kind).collect();
            assert_eq!(kinds.is_empty(), row.desktop_na.is_some(), "{}", row.kind.as_str());
            assert!(kinds.iter().all(|kind| *kind == row.kind), "{}: {kinds:?}", row.kind.as_str());
        }
    }

    #[test]
    fn a_row_of_another_surface_or_place_is_refused() {
        assert!(Fault::of(Kind::PrivacyNotAgreed, "macos").is_err());
        assert!(Fault::of(Kind::FolderProtected, "linux").is_err());
        assert!(Fault::of(Kind::StorageFull, "wechat-ios").is_err());
    }
}
