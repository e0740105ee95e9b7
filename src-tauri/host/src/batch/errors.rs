//! The posters that failed, as a file for somebody else.

use poster_core::{Locale, Surface, copy};

use super::board::Board;

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For spreadsheets: UTF-8 with a byte order mark, fields in quotes.
    Csv,
    /// An array of objects with everything that was observed.
    Json,
}

pub(super) fn export(board: &Board, format: Format, locale: Locale) -> Vec<u8> {
    let sentence = |failure| copy::failure_message(Surface::Desktop, locale, failure).body;
    match format {
        Format::Csv => {
            let mut text = String::from("\u{feff}id,title,kind,recovery,stage,status,message\r\n");
            for (poster, title, failure) in board.failures() {
                let stage = serde_json::to_value(failure.stage()).ok();
                let stage = stage.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
                let status = failure.status().map(|status| status.to_string()).unwrap_or_default();
                let fields = [
                    poster,
                    title,
                    failure.kind.as_str(),
                    failure.recovery.as_str(),
                    stage,
                    &status,
                    &sentence(failure),
                ];
                text.push_str(&fields.map(field).join(","));
                text.push_str("\r\n");
            }
            text.into_bytes()
        }
        Format::Json => {
            let rows: Vec<_> = board
                .failures()
                .map(|(poster, title, failure)| serde_json::json!({ "id": poster, "title": title, "message": sentence(failure), "failure": failure }))
                .collect();
            // Made of strings and numbers: this cannot fail.
            serde_json::to_vec_pretty(&rows).unwrap_or_default()
        }
    }
}

/// In quotes, and never a formula: a spreadsheet runs what begins like one.
fn field(text: &str) -> String {
    let tamed = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{tamed}{}\"", text.replace('"', "\"\""))
}
