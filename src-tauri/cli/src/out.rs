//! What is printed: lines for people, or one JSON object a line.

use std::io::{self, Write as _};

use poster_core::copy::failure_message;
use poster_core::{Failure, Locale, Surface};
use serde::Serialize;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// All is well.
    Well,
    /// Something failed, and the output says what.
    Failed,
}

/// The call itself is wrong: a sentence for the person who made it.
pub(crate) type Wrong = String;

impl Ended {
    /// Failed if anything did.
    pub(crate) fn when(all_well: bool) -> Self {
        if all_well { Self::Well } else { Self::Failed }
    }
}

/// Prints a line. A reader that has gone away (`| head`) is no reason to complain.
pub(crate) fn line(text: &str) {
    let _ = writeln!(io::stdout().lock(), "{text}");
}

/// Prints one JSON object as a line.
pub(crate) fn json(value: &impl Serialize) {
    match serde_json::to_string(value) {
        Ok(text) => line(&text),
        Err(error) => complain(&format!("this cannot be written as JSON: {error}")),
    }
}

/// Says on standard error what is wrong.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "poster: {text}");
}

/// A failure in two languages, with what is needed to look it up.
pub(crate) fn sentence(failure: &Failure) -> String {
    let body = |locale| failure_message(Surface::Desktop, locale, failure).body;
    format!("{} / {} [{}]", body(Locale::ZhCn), body(Locale::En), failure.kind.as_str())
}
