//! A comparison as one page: no script, nothing loaded, fit for paper; Chinese with English beside it.

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use super::diff::{Diff, DiffField, DiffStep, Standing};
use super::environment::environments;
use super::explain::one_line;
use super::matrix::{Cell, CellStanding, Matrix};
use super::trace::{Trace, TraceStep};
use crate::words::CONTRACT_HASH;

const STYLE: &str = include_str!("report/report.css");

/// Two runs with what differs between them.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Run {
    /// The first run.
    pub a: Trace,
    /// The second run.
    pub b: Trace,
    /// What differs.
    pub diff: Diff,
}

/// The whole matrix, with the runs that part step by step.
pub fn page(matrix: &Matrix, runs: &[Run]) -> String {
    let mut out = head("双端对照报告", "Comparison report");
    let count = |standing| {
        matrix
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .filter(|cell| cell.standing == standing)
            .count()
    };
    let verdict = if matrix.well {
        ("well", "没有未说明的差别", "Nothing differs without a reason")
    } else {
        ("parts", "有未说明的差别", "The sides part where nobody has said why")
    };
    let _ = write!(
        out,
        "<p class=\"verdict {}\"><b>{}</b> <span lang=\"en\">{}</span></p><ul class=\"facts\">",
        verdict.0, verdict.1, verdict.2
    );
    fact(&mut out, "契约", "Contract", &matrix.contract);
    fact(&mut out, "版本", "Version", env!("CARGO_PKG_VERSION"));
    let reference = format!("{} · {}", named(&matrix.reference.desktop), named(&matrix.reference.wechat));
    fact(&mut out, "参照", "Compared with", &reference);
    fact(&mut out, "场景", "Scenarios", &matrix.rows.len().to_string());
    out.push_str("</ul><ul class=\"legend\">");
    for standing in [CellStanding::Same, CellStanding::Listed, CellStanding::Parts, CellStanding::NotPlayed] {
        let (class, mark, chinese, english) = words(standing);
        let number = count(standing);
        let _ = write!(
            out,
            "<li><span class=\"cell {class}\">{mark}</span> {chinese} <span lang=\"en\">{english}</span> <b>{number}</b></li>"
        );
    }
    out.push_str("<li><span class=\"cell same assumed\">✓</span> 措辞是推测的 <span lang=\"en\">wording assumed, not seen there</span></li></ul>");
    table(&mut out, matrix);
    if !matrix.gone.is_empty() {
        heading(
            &mut out,
            "已消失的差别（请从 tests/divergences.json 删除）",
            "Listed differences that are gone",
        );
        out.push_str("<ul class=\"gone\">");
        for row in &matrix.gone {
            let _ = write!(
                out,
                "<li><code>{}</code> · {} · {}<br>{}</li>",
                escape(&row.scenario),
                escape(&named(&row.environment)),
                step_words(row.step),
                escape(&row.why)
            );
        }
        out.push_str("</ul>");
    }
    if !runs.is_empty() {
        heading(&mut out, "差别详情", "Where they part");
        for run in runs {
            details(&mut out, run);
        }
    }
    out.push_str("</main></body></html>\n");
    out
}

/// Two runs, step by step.
pub fn pair(run: &Run) -> String {
    let mut out = head("两次记录的对照", "Two runs side by side");
    details(&mut out, run);
    out.push_str("</main></body></html>\n");
    out
}

fn head(chinese: &str, english: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{chinese} {english}</title><style>{STYLE}</style></head><body><main>\
         <h1>{chinese} <span lang=\"en\">{english}</span></h1><p class=\"app\">海报助手 Poster Companion</p>\n"
    )
}

fn heading(out: &mut String, chinese: &str, english: &str) {
    let _ = writeln!(out, "<h2>{chinese} <span lang=\"en\">{english}</span></h2>");
}

fn fact(out: &mut String, chinese: &str, english: &str, value: &str) {
    let _ = write!(out, "<li>{chinese} <span lang=\"en\">{english}</span> <b>{}</b></li>", escape(value));
}

fn table(out: &mut String, matrix: &Matrix) {
    out.push_str("<table class=\"matrix\"><thead><tr><th>场景 <span lang=\"en\">Scenario</span></th>");
    for place in &matrix.environments {
        let _ = write!(out, "<th class=\"place\"><span>{}</span></th>", escape(&named(place)));
    }
    out.push_str("</tr></thead><tbody>\n");
    for row in &matrix.rows {
        let _ = write!(
            out,
            "<tr><th><code>{}</code><small>{}</small></th>",
            escape(&row.scenario),
            escape(&row.desc)
        );
        for (place, cell) in matrix.environments.iter().zip(&row.cells) {
            let (class, mark, ..) = words(cell.standing);
            let at = cell.at.map(|at| format!("<small>{}</small>", at + 1)).unwrap_or_default();
            let assumed = if cell.seen { "" } else { " assumed" };
            let title = escape(&tip(place, cell));
            let _ = write!(out, "<td class=\"cell {class}{assumed}\" title=\"{title}\">{mark}{at}</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table>\n");
}

fn tip(place: &str, cell: &Cell) -> String {
    let (_, _, chinese, english) = words(cell.standing);
    format!("{}: {chinese} / {english} {}", named(place), cell.why)
}

fn words(standing: CellStanding) -> (&'static str, &'static str, &'static str, &'static str) {
    match standing {
        CellStanding::Same => ("same", "✓", "一致", "same"),
        CellStanding::Listed => ("listed", "≈", "已说明的差别", "listed difference"),
        CellStanding::Parts => ("parts", "✕", "在第几步分开", "parts at step"),
        CellStanding::NotPlayed => ("none", "–", "不适用", "not played"),
    }
}

fn details(out: &mut String, run: &Run) {
    let Run { a, b, diff } = run;
    let scenario = a.scenario.as_deref().or(b.scenario.as_deref()).unwrap_or("—");
    let _ = write!(
        out,
        "<section><h3><code>{}</code> {} <i>↔</i> {}</h3>",
        escape(scenario),
        escape(&titled(a)),
        escape(&titled(b))
    );
    if a.contract != b.contract || a.contract != CONTRACT_HASH {
        let note = &diff.contracts.note;
        let _ = write!(
            out,
            "<p class=\"note\">{} <span lang=\"en\">{}</span></p>",
            escape(&note.zh_cn),
            escape(&note.en)
        );
    }
    let sides = [titled(a), titled(b)].map(|side| escape(&side));
    let _ = writeln!(
        out,
        "<table class=\"steps\"><thead><tr><th>#</th><th>步骤 <span lang=\"en\">Step</span></th><th>{}</th><th>{}</th>\
         <th>差别 <span lang=\"en\">Differences</span></th></tr></thead><tbody>",
        sides[0], sides[1]
    );
    for (number, step) in diff.steps.iter().enumerate() {
        let first = if diff.first == Some(number as u32) { " first" } else { "" };
        let class = worst(step).map_or("same", class_of);
        let side = |trace: &Trace, index: Option<u32>| index.map_or_else(|| "<i>—</i>".to_owned(), |index| screen(&trace.steps[index as usize]));
        let _ = writeln!(
            out,
            "<tr class=\"{class}{first}\"><td>{}</td><td><code>{}</code></td><td>{}</td><td>{}</td><td>{}</td></tr>",
            number + 1,
            escape(&step.name),
            side(a, step.a),
            side(b, step.b),
            differences(step)
        );
    }
    out.push_str("</tbody></table></section>\n");
}

fn titled(trace: &Trace) -> String {
    let recorded = if trace.recorded { "（记录 recorded）" } else { "" };
    format!("{}{recorded}", named(&trace.environment))
}

fn screen(step: &TraceStep) -> String {
    let mut out = format!("<code class=\"state\">{}</code>", step.state.as_str());
    if !step.taken {
        out.push_str(" <i>忽略 <span lang=\"en\">ignored</span></i>");
    }
    if let Some(kind) = step.kind {
        let _ = write!(out, " <code>{}</code>", kind.as_str());
    }
    if !step.copy.is_empty() {
        let _ = write!(out, "<p>{}</p>", escape(&step.copy));
    }
    if !step.offers.is_empty() {
        out.push_str("<p>");
        for offer in &step.offers {
            let _ = write!(out, "<span class=\"offer\">{}</span> ", escape(&offer.label));
        }
        out.push_str("</p>");
    }
    if let Some(signal) = &step.signal {
        let _ = write!(out, "<p class=\"signal\">{}</p>", escape(&one_line(signal)));
    }
    if let Some(found) = &step.classified {
        let _ = write!(
            out,
            "<p class=\"signal\">→ #{} {}</p>",
            found.row + 1,
            escape(found.pattern.as_deref().unwrap_or(""))
        );
    }
    out
}

/// One paragraph for each reason, with everything that it explains.
fn differences(step: &DiffStep) -> String {
    let mut reasons: Vec<(Standing, &str, Vec<DiffField>)> = Vec::new();
    for difference in &step.differences {
        match reasons
            .iter_mut()
            .find(|(standing, why, _)| *standing == difference.standing && *why == difference.why)
        {
            Some((.., fields)) => fields.push(difference.field),
            None => reasons.push((difference.standing, &difference.why, vec![difference.field])),
        }
    }
    let mut out = String::new();
    for (standing, why, fields) in reasons {
        let chinese: Vec<&str> = fields.iter().map(|field| words_of(*field).0).collect();
        let english: Vec<&str> = fields.iter().map(|field| words_of(*field).1).collect();
        let _ = write!(
            out,
            "<p class=\"{}\"><b>{}</b> <span lang=\"en\">{}</span><small>{}</small></p>",
            class_of(standing),
            chinese.join("、"),
            english.join(", "),
            escape(why)
        );
    }
    out
}

fn worst(step: &DiffStep) -> Option<Standing> {
    step.differences.iter().map(|difference| difference.standing).max()
}

fn class_of(standing: Standing) -> &'static str {
    match standing {
        Standing::Contract => "same",
        Standing::Listed => "listed",
        Standing::Unlisted => "parts",
    }
}

fn words_of(field: DiffField) -> (&'static str, &'static str) {
    match field {
        DiffField::Missing => ("缺少步骤", "missing step"),
        DiffField::Taken => ("是否生效", "taken or ignored"),
        DiffField::State => ("状态", "state"),
        DiffField::Kind => ("失败类别", "kind"),
        DiffField::Recovery => ("恢复方式", "recovery"),
        DiffField::Remedy => ("出路", "remedy"),
        DiffField::Copy => ("文案", "copy"),
        DiffField::Offers => ("按钮", "buttons"),
        DiffField::Do => ("动作", "effects"),
        DiffField::Signal => ("原始信号", "raw signal"),
    }
}

fn step_words(step: u32) -> String {
    format!("第 {0} 步 <span lang=\"en\">step {0}</span>", step + 1)
}

/// The name of an environment in both languages; its word where it is none of ours.
fn named(id: &str) -> String {
    environments().find(id).map_or_else(
        || id.to_owned(),
        |place| {
            let name = &place.name;
            if name.zh_cn == name.en {
                name.en.clone()
            } else {
                format!("{} {}", name.zh_cn, name.en)
            }
        },
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
