//! Misbehaviour planned for requests to come, and the counts of what has been met already.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::fault::Fault;

/// A fault for the requests that it matches: all those to the whole picture of `poster`,
/// or all whose path begins with `path`, or, with neither, all under `/v1/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// A poster's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poster: Option<String>,
    /// The beginning of a path, for example `/v1/thumbnails/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What they meet; `times` counts over all of them together.
    #[serde(flatten)]
    pub fault: Fault,
}

impl Plan {
    /// A fault for the whole picture of one poster.
    pub fn picture(poster: &str, fault: impl Into<Fault>) -> Self {
        Self {
            poster: Some(poster.to_owned()),
            path: None,
            fault: fault.into(),
        }
    }

    /// A fault for all paths that begin so.
    pub fn path(prefix: &str, fault: impl Into<Fault>) -> Self {
        Self {
            poster: None,
            path: Some(prefix.to_owned()),
            fault: fault.into(),
        }
    }

    fn matches(&self, path: &str, poster: Option<&str>) -> bool {
        match (&self.poster, &self.path) {
            (Some(id), _) => path.starts_with("/v1/images/") && poster == Some(id),
            (None, Some(prefix)) => path.starts_with(prefix.as_str()) && !path.starts_with("/demo/"),
            (None, None) => path.starts_with("/v1/"),
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Plans(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    plans: Vec<(Plan, u32)>,
    /// By key: how many requests have met a fault that they asked for themselves.
    met: HashMap<String, u32>,
}

impl Plans {
    pub(crate) fn new(plans: Vec<Plan>) -> Self {
        Self(Mutex::new(Inner {
            plans: plans.into_iter().map(|plan| (plan, 0)).collect(),
            met: HashMap::new(),
        }))
    }

    pub(crate) fn add(&self, plan: Plan) {
        self.inner().plans.push((plan, 0));
    }

    pub(crate) fn clear(&self) {
        *self.inner() = Inner::default();
    }

    pub(crate) fn list(&self) -> Vec<Plan> {
        self.inner().plans.iter().map(|(plan, _)| plan.clone()).collect()
    }

    /// The fault that this request meets: the one it asks for, else the oldest plan with times left.
    pub(crate) fn meet(&self, path: &str, poster: Option<&str>, asked: Option<Fault>) -> Option<Fault> {
        let mut inner = self.inner();
        if let Some(fault) = asked {
            let Some(times) = fault.times else { return Some(fault) };
            let key = fault.key.clone().unwrap_or_else(|| format!("{path} {}", fault.fault));
            let met = inner.met.entry(key).or_default();
            *met = met.saturating_add(1);
            return (*met <= times).then_some(fault);
        }
        let (plan, met) = inner
            .plans
            .iter_mut()
            .find(|(plan, met)| plan.matches(path, poster) && plan.fault.times.is_none_or(|times| *met < times))?;
        *met = met.saturating_add(1);
        Some(plan.fault.clone())
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Kind;

    const IMAGE: &str = "/v1/images/a.jpg";

    #[test]
    fn a_plan_is_used_up() {
        let plans = Plans::new(vec![Plan::picture(
            "a",
            Fault {
                times: Some(2),
                ..Kind::Cut.into()
            },
        )]);
        assert!(plans.meet("/v1/thumbnails/a.jpg", Some("a"), None).is_none());
        assert!(plans.meet(IMAGE, Some("b"), None).is_none());
        assert!(plans.meet(IMAGE, Some("a"), None).is_some());
        assert!(plans.meet(IMAGE, Some("a"), None).is_some());
        assert!(plans.meet(IMAGE, Some("a"), None).is_none());
    }

    #[test]
    fn asked_faults_are_counted_by_key() {
        let plans = Plans::new(Vec::new());
        let once = |key: &str| {
            Some(Fault {
                times: Some(1),
                key: Some(key.into()),
                ..Kind::Status(503).into()
            })
        };
        assert!(plans.meet(IMAGE, None, once("x")).is_some());
        assert!(plans.meet(IMAGE, None, once("x")).is_none());
        assert!(plans.meet(IMAGE, None, once("y")).is_some());
        plans.clear();
        assert!(plans.meet(IMAGE, None, once("x")).is_some());
    }
}
