//! The classification table as a sheet.

use super::explain::{desktop_rule, wechat_rule};
use crate::contract::{Locale, Row, contract};
use crate::signal::Surface;

const HEADER: [&str; 19] = [
    "row",
    "kind",
    "名称",
    "name",
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
    "原因",
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
                rule.evidence.as_str().into(),
                rule.source.clone().unwrap_or_default(),
            ];
            line(&mut out, cells(number, row, "wechat", &(index + 1).to_string(), rest));
        }
        for (index, rule) in row.signals.desktop.iter().enumerate() {
            let event = rule.event.map_or("", |event| event.as_str());
            let rest = [
                desktop_rule(rule),
                event.into(),
                rule.evidence.as_str().into(),
                rule.source.clone().unwrap_or_default(),
            ];
            line(&mut out, cells(number, row, "desktop", &(index + 1).to_string(), rest));
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
                        [format!("never: {}", reason.en), String::new(), String::new(), String::new()],
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

fn cells(number: usize, row: &Row, surface: &str, rule: &str, [signal, event, evidence, source]: [String; 4]) -> [String; 19] {
    let body = |locale, surface| row.copy.get(locale).body(surface).unwrap_or_default().to_owned();
    [
        // As people count, and as the screen does.
        (number + 1).to_string(),
        row.kind.as_str().into(),
        row.name.zh_cn.clone(),
        row.name.en.clone(),
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
        row.why.zh_cn.clone(),
        row.why.en.clone(),
    ]
}

fn line(out: &mut String, cells: [String; 19]) {
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
