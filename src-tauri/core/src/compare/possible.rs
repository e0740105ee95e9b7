//! Which failures one desktop environment can show, each with the signal that shows it.

use serde::Serialize;
use ts_rs::TS;

use super::environment::{Environment, environments};
use crate::contract::{DesktopRule, Evidence, Row, Statuses, contract};
use crate::failure::Failure;
use crate::signal::{DesktopSignal, Signal, Stage};
use crate::words::Kind;

/// A failure that an environment of the desktop can show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Possible {
    /// The row of the table.
    pub kind: Kind,
    /// What is observed there.
    pub signal: Signal,
    /// How sure it is that this place words it so.
    pub evidence: Evidence,
    /// Where that is from.
    pub source: String,
}

/// Every row of the table that this environment can show, in the table's order; none for an environment of the phone.
pub fn possible(place: &Environment) -> Vec<Possible> {
    let known = contract().rows.iter().filter_map(|row| shown(row, place));
    known.collect()
}

/// How this environment shows a row: in its own words, else as the row's first rule for its system says.
fn shown(row: &Row, place: &Environment) -> Option<Possible> {
    place.os?;
    let found = worded(row.kind, place).or_else(|| ruled(row, place))?;
    let (signal, evidence, source) = found;
    Some(Possible {
        kind: row.kind,
        signal: Signal::Desktop(signal),
        evidence,
        source,
    })
}

type Found = (DesktopSignal, Evidence, String);

/// A wording counts by what it is classified as here, not by what it was written for.
fn worded(kind: Kind, place: &Environment) -> Option<Found> {
    let table = environments();
    let bare = Signal::Desktop(DesktopSignal::default());
    let wordings = table.mishaps.iter().filter_map(|mishap| {
        let spelled = table.spell(place, &mishap.word, &bare)?;
        match spelled.signal {
            Signal::Desktop(signal) => Some((staged(signal), spelled.evidence, spelled.source)),
            Signal::Wechat(_) => None,
        }
    });
    wordings.into_iter().find(|(signal, ..)| is(kind, signal))
}

fn ruled(row: &Row, place: &Environment) -> Option<Found> {
    let made = row.signals.desktop.iter().filter_map(|rule| {
        let source = rule.source.clone().unwrap_or_default();
        Some((meeting(rule, place)?, rule.evidence, source))
    });
    // The last row takes what no rule knows.
    let nothing = DesktopSignal {
        os: place.os,
        hints: place.hints.iter().copied().collect(),
        ..DesktopSignal::default()
    };
    let nothing = (staged(nothing), Evidence::Assumed, String::new());
    made.chain(std::iter::once(nothing)).find(|(signal, ..)| is(row.kind, signal))
}

/// A signal that this rule catches, if the rule is for this system.
fn meeting(rule: &DesktopRule, place: &Environment) -> Option<DesktopSignal> {
    if rule.os.as_ref().is_some_and(|listed| place.os.is_none_or(|os| !listed.contains(&os))) {
        return None;
    }
    let mut signal = staged(DesktopSignal {
        os: place.os,
        code: rule.code.as_ref().and_then(|codes| codes.first().copied()),
        io: rule.io.as_ref().and_then(|names| names.first().cloned()),
        net: rule.net.as_ref().and_then(|listed| listed.first().copied()),
        status: rule.status.as_ref().map(Statuses::example),
        content: rule.content.as_ref().and_then(|listed| listed.first().copied()),
        hints: rule.hints.iter().chain(&place.hints).copied().collect(),
        ..DesktopSignal::default()
    });
    if let Some(stage) = rule.stage.as_ref().and_then(|listed| listed.first()) {
        signal.stage = *stage;
    }
    Some(signal)
}

fn is(kind: Kind, signal: &DesktopSignal) -> bool {
    Failure::desktop(signal.clone()).kind == kind
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
    use std::collections::BTreeSet;

    use super::possible;
    use crate::compare::environment::environments;
    use crate::contract::contract;
    use crate::failure::Failure;
    use crate::signal::Surface;
    use crate::words::Kind;

    #[test]
    fn every_row_that_the_desktop_shows_is_possible_somewhere_and_is_that_row() {
        let mut met = BTreeSet::new();
        for place in &environments().environments {
            let here = possible(place);
            assert_eq!(here.is_empty(), place.surface == Surface::Wechat, "{}", place.id);
            for one in here {
                assert_eq!(Failure::new(one.signal).kind, one.kind, "{} on {}", one.kind.as_str(), place.id);
                met.insert(one.kind);
            }
        }
        let shown: BTreeSet<Kind> = contract()
            .rows
            .iter()
            .filter(|row| row.desktop_na.is_none())
            .map(|row| row.kind)
            .collect();
        assert_eq!(met, shown);
    }

    #[test]
    fn what_a_network_or_a_server_does_is_possible_on_every_desktop() {
        for place in environments().environments.iter().filter(|place| place.os.is_some()) {
            let here: BTreeSet<Kind> = possible(place).into_iter().map(|one| one.kind).collect();
            for kind in [
                Kind::FileTooLarge,
                Kind::AuthExpired,
                Kind::LinkExpired,
                Kind::RateLimited,
                Kind::FileCorrupt,
                Kind::HttpStatus,
                Kind::Unknown,
            ] {
                assert!(here.contains(&kind), "{} on {}", kind.as_str(), place.id);
            }
        }
    }
}
