//! The steps of `cargo xtask test`, in order. This list is the only place that knows them.

use std::time::Duration;

use crate::machine::{self, System};
use crate::step::{self, Outcome};
use crate::{packages, setup, tools, ui};

/// One step: its name, the steps without which it cannot run, and what it does.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) needs: &'static [&'static str],
    pub(crate) work: Work,
}

/// What a step does.
#[derive(Debug)]
pub(crate) enum Work {
    /// Set-up, shown as it goes.
    SetUp(fn() -> Outcome),
    /// A script of `ui/package.json`; that it is missing is a failure.
    Npm(&'static str),
    /// cargo with these words.
    Cargo(&'static [&'static str]),
    /// The tests that drive the real window.
    EndToEnd,
}

/// One compilation serves the tests and the end-to-end tests, since both choose packages and features alike.
const END_TO_END: &[&str] = &["--workspace", "--features", "poster-tests/e2e", "--test", "e2e"];

/// All steps. What a step needs stands before it.
pub(crate) const STEPS: &[Step] = &[
    Step {
        name: "packages",
        needs: &[],
        work: Work::SetUp(|| packages::need(&setup::for_tests())),
    },
    Step {
        name: "npm",
        needs: &[],
        work: Work::SetUp(|| tools::need_node().and_then(|()| ui::packages())),
    },
    Step {
        name: "format",
        needs: &[],
        work: Work::Cargo(&["fmt", "--all", "--check"]),
    },
    Step {
        name: "clippy",
        needs: &["packages"],
        work: Work::Cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--features",
            "poster-tests/e2e",
            "--",
            "-D",
            "warnings",
        ]),
    },
    Step {
        name: "ui-check",
        needs: &["npm"],
        work: Work::Npm("check"),
    },
    Step {
        name: "ui-lint",
        needs: &["npm"],
        work: Work::Npm("lint"),
    },
    Step {
        name: "ui-test",
        needs: &["npm"],
        work: Work::Npm("test"),
    },
    Step {
        name: "miniprogram-check",
        needs: &["npm"],
        work: Work::Npm("check:miniprogram"),
    },
    Step {
        name: "miniprogram-lint",
        needs: &["npm"],
        work: Work::Npm("lint:miniprogram"),
    },
    Step {
        name: "miniprogram-test",
        needs: &["npm"],
        work: Work::Npm("test:miniprogram"),
    },
    Step {
        name: "phone-check",
        needs: &["npm"],
        work: Work::Npm("check:miniprogram-host"),
    },
    Step {
        name: "phone-lint",
        needs: &["npm"],
        work: Work::Npm("lint:miniprogram-host"),
    },
    // In a browser, since a phone's pages are drawn there.
    Step {
        name: "phone-test",
        needs: &["npm", "packages"],
        work: Work::Npm("test:miniprogram-host"),
    },
    Step {
        name: "download-check",
        needs: &["npm"],
        work: Work::Npm("check:download"),
    },
    Step {
        name: "download-lint",
        needs: &["npm"],
        work: Work::Npm("lint:download"),
    },
    // In a browser, as visitors have it.
    Step {
        name: "download-test",
        needs: &["npm", "packages"],
        work: Work::Npm("test:download"),
    },
    // What a release is made with, on small files of every kind.
    Step {
        name: "package-test",
        needs: &["npm", "packages"],
        work: Work::Npm("test:package"),
    },
    Step {
        name: "ui-build",
        needs: &["npm"],
        work: Work::SetUp(ui::build),
    },
    Step {
        name: "build",
        needs: &["packages"],
        work: Work::Cargo(&["build", "--workspace", "--bins", "--tests"]),
    },
    Step {
        name: "test",
        needs: &["build"],
        work: Work::Cargo(&["test", "--workspace", "--no-fail-fast"]),
    },
    Step {
        name: "e2e",
        needs: &["ui-build", "build"],
        work: Work::EndToEnd,
    },
];

/// Longer than any step takes from nothing on two slow cores; a step that hangs must not take the others' time.
const LONGEST: Duration = Duration::from_secs(40 * 60);
const LONGEST_END_TO_END: Duration = Duration::from_secs(15 * 60);

impl Step {
    /// Does the work.
    pub(crate) fn run(&self) -> Outcome {
        match self.work {
            Work::SetUp(set_up) => set_up(),
            Work::Npm(script) => step::logged(self.name, tools::npm().args(["run", script]), LONGEST),
            Work::Cargo(words) => step::logged(self.name, tools::cargo(words[0]).args(&words[1..]), LONGEST),
            Work::EndToEnd => end_to_end(self.name),
        }
    }

    /// Why this step has nothing to do on this machine.
    pub(crate) fn not_here(&self) -> Option<&'static str> {
        if System::here() == System::Linux {
            return None;
        }
        match self.work {
            Work::EndToEnd => Some("the web view's driver is there on Linux only"),
            Work::Npm("test:package") => Some("releases are put together on Linux"),
            Work::Npm("test:miniprogram-host" | "test:download") if std::env::var_os("CHROMIUM").is_none() => {
                Some("it runs once CHROMIUM names a Chromium or Chrome")
            }
            _ => None,
        }
    }
}

fn end_to_end(name: &'static str) -> Outcome {
    let mut command = tools::on_own_display(&tools::cargo("test"));
    command.args(END_TO_END);
    // One window at a time: they share the display, its focus and its clipboard.
    command.args(["--", "--test-threads=1", "--nocapture"]);
    command.env("POSTER_COMPANION", machine::built("poster-companion"));
    step::logged(name, &command, LONGEST_END_TO_END)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_step_needs_stands_before_it() {
        for (at, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                assert!(STEPS[..at].iter().any(|earlier| earlier.name == *need), "{} needs {need}", step.name);
            }
            assert!(
                STEPS[..at].iter().all(|earlier| earlier.name != step.name),
                "{} stands there twice",
                step.name
            );
        }
    }

    #[test]
    fn the_checks_for_other_systems_take_what_clippy_takes_there() {
        let clippy = STEPS.iter().find(|step| step.name == "clippy").map(|step| &step.work);
        let Some(Work::Cargo(words)) = clippy else {
            panic!("clippy is run by cargo")
        };
        let missing = crate::cross::EVERYTHING.iter().find(|word| !words.contains(word));
        assert_eq!(missing, None, "clippy leaves out what `cargo xtask cross` checks");
        let more = words
            .iter()
            .find(|word| word.starts_with("--") && **word != "--" && !crate::cross::EVERYTHING.contains(word));
        assert_eq!(more, None, "`cargo xtask cross` leaves out what clippy checks");
    }

    #[test]
    fn every_npm_script_is_in_package_json() {
        let package = std::fs::read_to_string(machine::root().join("ui").join("package.json")).unwrap_or_default();
        for step in STEPS {
            if let Work::Npm(script) = step.work {
                assert!(package.contains(&format!("\"{script}\": ")), "ui/package.json has no script `{script}`");
            }
        }
    }
}
