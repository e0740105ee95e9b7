//! Progress bars, where standard error is a terminal.

use std::io::IsTerminal as _;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The bars of one run.
pub(crate) struct Bars(MultiProgress);

impl Bars {
    /// Visible on a terminal, and only for people.
    pub(crate) fn new(json: bool) -> Self {
        let visible = !json && std::io::stderr().is_terminal();
        let target = if visible {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        Self(MultiProgress::with_draw_target(target))
    }

    /// A bar for one poster.
    pub(crate) fn add(&self, name: &str) -> ProgressBar {
        let bar = self.0.add(ProgressBar::no_length());
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {bytes:>10} / {total_bytes:<10} {wide_msg}") {
            bar.set_style(style);
        }
        bar.set_message(name.to_owned());
        bar
    }
}
