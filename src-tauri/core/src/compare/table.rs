//! The classification table as a sheet.

use super::explain::{desktop_rule, wechat_rule};
use crate::contract::{Evidence, Locale, Row, contract};
use crate::signal::Surface;

const HEADER: [&str; 16] = [
    "row",
    "kind",
    "recovery",
    "remedy (desktop)",
    "remedy (wechat)",
    "surface",
    "rule",
    "signal",
    "event",
    "evidence",
    "source",
    "中文（桌面）",
    "中文（微信）",
    "English (desktop)",
    "English (WeChat)",
    "why",
];

/// The table as CSV (RFC 4180, UTF-8 with a mark at its start, so that spreadsheets read the Chinese): a line for each
/// rule, and one for a kind that a surface never shows.
pub fn csv() -> String {
    let mut out = String::from('\u{feff}');
    line(&mut out, HEADER.map(ToOwned::to_owned));
    for (number, row) in contract().rows.iter().enumerate() {
        for (index, rule) in row.signals.wechat.iter().enumerate() {
            let event = rule.event.map_or("", |event| event.as_str());
            let rest = [
                wechat_rule(rule),
                event.into(),
                evidence(rule.evidence),
                rule.source.clone().unwrap_or_default(),
            ];
            line(&mut out, cells(number, row, "wechat", &index.to_string(), rest));
        }
        for (index, rule) in row.signals.desktop.iter().enumerate() {
            let event = rule.event.map_or("", |event| event.as_str());
            let rest = [
                desktop_rule(rule),
                event.into(),
                evidence(rule.evidence),
                rule.source.clone().unwrap_or_default(),
            ];
            line(&mut out, cells(number, row, "desktop", &index.to_string(), rest));
        }
        for (surface, word) in [(Surface::Wechat, "wechat"), (Surface::Desktop, "desktop")] {
            if let Some(reason) = row.not_on(surface) {
                line(
                    &mut out,
                    cells(
                        number,
                        row,
                        word,
                        "",
                        [format!("never: {reason}"), String::new(), String::new(), String::new()],
                    ),
                );
            }
        }
        if row.signals.wechat.is_empty() && row.signals.desktop.is_empty() {
            line(
                &mut out,
                cells(
                    number,
                    row,
                    "",
                    "",
                    ["everything else".into(), String::new(), String::new(), String::new()],
                ),
            );
        }
    }
    out
}

fn cells(number: usize, row: &Row, surface: &str, rule: &str, [signal, event, evidence, source]: [String; 4]) -> [String; 16] {
    let body = |locale, surface| row.copy.get(locale).body(surface).unwrap_or_default().to_owned();
    [
        number.to_string(),
        row.kind.as_str().into(),
        row.recovery.as_str().into(),
        row.remedy.desktop.as_str().into(),
        row.remedy.wechat.as_str().into(),
        surface.into(),
        rule.into(),
        signal,
        event,
        evidence,
        source,
        body(Locale::ZhCn, Surface::Desktop),
        body(Locale::ZhCn, Surface::Wechat),
        body(Locale::En, Surface::Desktop),
        body(Locale::En, Surface::Wechat),
        row.why.clone(),
    ]
}

fn evidence(evidence: Evidence) -> String {
    match evidence {
        Evidence::Seen => "seen".into(),
        Evidence::Assumed => "assumed".into(),
    }
}

fn line(out: &mut String, cells: [String; 16]) {
    out.push_str(&cells.map(|cell| field(&cell)).join(","));
    out.push_str("\r\n");
}

/// A cell that a spreadsheet takes for text, whatever it holds.
fn field(text: &str) -> String {
    // What begins like a formula is run by spreadsheets.
    let guard = if text.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    if guard.is_empty() && !text.contains(['"', ',', '\n', '\r']) {
        return text.to_owned();
    }
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::{csv, field};
    use crate::words::Kind;

    #[test]
    fn every_kind_is_in_the_sheet() {
        let sheet = csv();
        for kind in Kind::ALL {
            assert!(sheet.contains(&format!(",{},", kind.as_str())), "{}", kind.as_str());
        }
        assert!(sheet.starts_with('\u{feff}') && sheet.ends_with("\r\n"));
    }

    #[test]
    fn a_cell_is_text() {
        assert_eq!(field("a"), "a");
        assert_eq!(field("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(field("=1+1"), "\"'=1+1\"");
    }
}
