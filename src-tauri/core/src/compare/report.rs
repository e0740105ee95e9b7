//! A comparison as one page: no script, nothing loaded, fit for paper; Chinese with English beside it.

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::diff::{Diff, DiffField, DiffStep, Standing};
use super::environment::environments;
use super::explain::one_line;
use super::matrix::{Cell, CellStanding, Everything, Matrix};
use super::trace::{Clock, Trace, TraceStep};
use crate::contract::{ByLocale, Evidence, contract};
use crate::flow::flow;
use crate::words::{CONTRACT_HASH, Recovery};

const STYLE: &str = include_str!("report/report.css");

/// Two runs with what differs between them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The first run.
    pub a: Trace,
    /// The second run.
    pub b: Trace,
    /// What differs.
    pub diff: Diff,
}

/// The screens of two runs, by step of each trace; a step that nobody took a picture of has none.
#[derive(Clone, Debug, Default, Deserialize, TS)]
pub struct Pictures {
    /// The first run's.
    pub a: Vec<Option<Picture>>,
    /// The second run's.
    pub b: Vec<Option<Picture>>,
}

/// A screen as a page of its own: markup that runs nothing and loads nothing.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct Picture {
    /// CSS pixels.
    pub width: u32,
    /// CSS pixels.
    pub height: u32,
    /// The page.
    pub page: String,
}

/// The whole matrix, with the runs that differ step by step.
pub fn page(Everything { matrix, runs }: &Everything) -> String {
    let mut out = head("双端对照报告", "Comparison report");
    let count = |standing| {
        let cells = matrix.rows.iter().flat_map(|row| &row.cells);
        cells.filter(|cell| cell.standing == standing).count()
    };
    let verdict = if matrix.well {
        ("well", "没有未登记的差异", "Nothing differs that is not listed")
    } else {
        (
            "parts",
            "有未登记的差异，或登记的差异已不再出现",
            "Something differs that is not listed, or a listed difference is gone",
        )
    };
    let _ = write!(
        out,
        "<p class=\"verdict {}\"><b>{}</b> {}</p><ul class=\"facts\">",
        verdict.0,
        verdict.1,
        en(verdict.2)
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
            "<li><span class=\"cell {class}\">{mark}</span> {chinese} {} <b>{number}</b></li>",
            en(english)
        );
    }
    let _ = write!(
        out,
        "<li><span class=\"cell same assumed\">✓</span> 虚线：有推测的写法 {}</li></ul>",
        en("dashed: some wording is assumed")
    );
    out.push_str("<p class=\"note\">手机一端由随包发布的流程文件在小型 JavaScript 引擎里运行，不含 effects.js 和页面。 ");
    let _ = writeln!(
        out,
        "{}</p>",
        en("The phone's side runs the flow files that ship, in a small JavaScript engine, without effects.js and the pages.")
    );
    table(&mut out, matrix);
    if !matrix.gone.is_empty() {
        heading(
            &mut out,
            "已登记但不再出现（请从 tests/divergences.json 删除）",
            "Listed but no longer observed",
        );
        out.push_str("<ul class=\"gone\">");
        for row in &matrix.gone {
            let _ = write!(
                out,
                "<li><code>{}</code> · {} · {}<br>{}</li>",
                escape(&row.scenario),
                escape(&named(&row.environment)),
                step_words(row.step),
                both(&row.why)
            );
        }
        out.push_str("</ul>");
    }
    if !runs.is_empty() {
        heading(&mut out, "差异详情", "The differences step by step");
        for run in runs {
            details(&mut out, run, &Pictures::default());
        }
    }
    out.push_str("</main></body></html>\n");
    out
}

/// Two runs, step by step.
pub fn pair(run: &Run, pictures: &Pictures) -> String {
    let mut out = head("两次运行的对照", "Two runs side by side");
    details(&mut out, run, pictures);
    out.push_str("</main></body></html>\n");
    out
}

fn head(chinese: &str, english: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{chinese} {english}</title><style>{STYLE}</style></head><body><main>\
         <h1>{chinese} {}</h1><p class=\"app\">海报助手 Poster Companion</p>\n",
        en(english)
    )
}

fn heading(out: &mut String, chinese: &str, english: &str) {
    let _ = writeln!(out, "<h2>{chinese} {}</h2>", en(english));
}

fn fact(out: &mut String, chinese: &str, english: &str, value: &str) {
    let _ = write!(out, "<li>{chinese} {} <b>{}</b></li>", en(english), escape(value));
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
            both(&row.desc)
        );
        for (place, cell) in matrix.environments.iter().zip(&row.cells) {
            let (class, mark, ..) = words(cell.standing);
            let at = cell.at.map(|at| format!("<small>{}</small>", at + 1)).unwrap_or_default();
            let assumed = if cell.evidence == Evidence::Assumed { " assumed" } else { "" };
            let title = escape(&tip(place, cell));
            let _ = write!(out, "<td class=\"cell {class}{assumed}\" title=\"{title}\">{mark}{at}</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table>\n");
}

fn tip(place: &str, cell: &Cell) -> String {
    let (_, _, chinese, english) = words(cell.standing);
    let why = cell.why.as_ref().map(|why| format!("\n{}\n{}", why.zh_cn, why.en)).unwrap_or_default();
    format!("{}: {chinese} / {english}{why}", named(place))
}

fn words(standing: CellStanding) -> (&'static str, &'static str, &'static str, &'static str) {
    match standing {
        CellStanding::Same => ("same", "✓", "一致", "same"),
        CellStanding::Listed => ("listed", "≈", "已登记差异", "listed difference"),
        CellStanding::Parts => ("parts", "✕", "从第几步起不同", "differs from step"),
        CellStanding::NotPlayed => ("none", "–", "不适用", "not played"),
    }
}

fn details(out: &mut String, run: &Run, pictures: &Pictures) {
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
        let _ = write!(out, "<p class=\"note\">{}</p>", both(&diff.contracts.note));
    }
    let sides = [titled(a), titled(b)].map(|side| escape(&side));
    let _ = writeln!(
        out,
        "<table class=\"steps\"><thead><tr><th>#</th><th>步骤 {}</th><th>{}</th><th>{}</th><th>差异 {}</th></tr></thead><tbody>",
        en("Step"),
        sides[0],
        sides[1],
        en("Differences")
    );
    for (number, step) in diff.steps.iter().enumerate() {
        let first = if diff.first == Some(number as u32) { " first" } else { "" };
        let class = worst(step).map_or("same", class_of);
        let side = |trace: &Trace, pictures: &[Option<Picture>], index: Option<u32>| {
            let Some(index) = index.map(|index| index as usize) else {
                return "<i>—</i>".to_owned();
            };
            screen(trace, &trace.steps[index], pictures.get(index).and_then(Option::as_ref))
        };
        let on = step
            .a
            .map(|index| a.steps[index as usize].on)
            .or_else(|| step.b.map(|index| b.steps[index as usize].on));
        let event = on.map(|on| both(&flow().events[&on].name)).unwrap_or_default();
        let _ = writeln!(
            out,
            "<tr class=\"{class}{first}\"><td>{}</td><td>{event}<br><code>{}</code></td><td>{}</td><td>{}</td><td>{}</td></tr>",
            number + 1,
            escape(&step.name),
            side(a, &pictures.a, step.a),
            side(b, &pictures.b, step.b),
            differences(step)
        );
    }
    out.push_str("</tbody></table></section>\n");
}

fn titled(trace: &Trace) -> String {
    let recorded = if trace.recorded { "（录制 recorded）" } else { "" };
    format!("{}{recorded}", named(&trace.environment))
}

fn screen(trace: &Trace, step: &TraceStep, picture: Option<&Picture>) -> String {
    let mut out = String::new();
    if let Some(Picture { width, height, page }) = picture {
        // Whatever the page holds: in this sandbox nothing of it runs.
        let _ = write!(
            out,
            "<iframe class=\"picture\" sandbox=\"\" width=\"{width}\" height=\"{height}\" srcdoc=\"{}\"></iframe>",
            escape(page)
        );
    }
    let _ = write!(out, "<span class=\"state\">{}</span>", both(&flow().states[&step.state].name));
    if !step.taken {
        let _ = write!(out, " <i>没有作用 {}</i>", en("no effect"));
    }
    if let Some(kind) = step.kind {
        let _ = write!(out, "<p>{} <code>{}</code></p>", both(&contract().row(kind).name), kind.as_str());
    }
    if let Some(recovery) = step.recovery {
        let (chinese, english) = way(recovery);
        let remedy = step.remedy.map(|remedy| &contract().remedies[&remedy].name);
        let remedy = remedy.filter(|name| !name.en.is_empty()).map(|name| format!(" → {}", both(name)));
        let _ = write!(out, "<p>{chinese} {}{}</p>", en(english), remedy.unwrap_or_default());
    }
    if !step.copy.is_empty() {
        let _ = write!(out, "<p class=\"copy\">{}</p>", escape(&step.copy));
    }
    if !step.instructions.is_empty() {
        out.push_str("<ol>");
        for line in &step.instructions {
            let _ = write!(out, "<li>{}</li>", escape(line));
        }
        out.push_str("</ol>");
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
    let simulated = match trace.clock {
        Clock::Simulated => format!(" 模拟时间 {}", en("simulated")),
        Clock::Real => String::new(),
    };
    let _ = write!(out, "<p class=\"signal\">{} ms{simulated}</p>", step.t);
    out
}

/// One paragraph for each reason, with everything that it explains.
fn differences(step: &DiffStep) -> String {
    type Reason<'a> = (Standing, Option<&'a ByLocale<String>>);
    let mut reasons: Vec<(Reason<'_>, Vec<DiffField>)> = Vec::new();
    for difference in &step.differences {
        let reason = (difference.standing, difference.why.as_ref());
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, fields)) => fields.push(difference.field),
            None => reasons.push((reason, vec![difference.field])),
        }
    }
    let mut out = String::new();
    for ((standing, why), fields) in reasons {
        let chinese: Vec<&str> = fields.iter().map(|field| words_of(*field).0).collect();
        let english: Vec<&str> = fields.iter().map(|field| words_of(*field).1).collect();
        let (said, says) = standing_words(standing);
        let _ = write!(
            out,
            "<p class=\"{}\"><b>{}</b> {} · {said} {}<small>{}</small></p>",
            class_of(standing),
            chinese.join("、"),
            en(&english.join(", ")),
            en(says),
            why.map(both).unwrap_or_default()
        );
    }
    out
}

fn worst(step: &DiffStep) -> Option<Standing> {
    step.differences.iter().map(|difference| difference.standing).max()
}

fn class_of(standing: Standing) -> &'static str {
    match standing {
        Standing::Contract | Standing::Pending => "same",
        Standing::Listed => "listed",
        Standing::Version => "version",
        Standing::Unlisted => "parts",
    }
}

fn standing_words(standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::Contract => ("契约如此", "by contract"),
        Standing::Pending => ("另一边还没走到", "not reached yet"),
        Standing::Listed => ("已登记", "listed"),
        Standing::Version => ("契约版本不同", "another contract"),
        Standing::Unlisted => ("未登记", "not listed"),
    }
}

fn way(recovery: Recovery) -> (&'static str, &'static str) {
    match recovery {
        Recovery::Grant => ("授权", "grant"),
        Recovery::Relocate => ("换地方", "relocate"),
        Recovery::Retry => ("重试", "retry"),
        Recovery::Stop => ("止步", "stop"),
    }
}

fn words_of(field: DiffField) -> (&'static str, &'static str) {
    match field {
        DiffField::Missing => ("缺一步", "missing step"),
        DiffField::Taken => ("有无作用", "taken or ignored"),
        DiffField::State => ("状态", "state"),
        DiffField::Kind => ("失败类型", "kind"),
        DiffField::Recovery => ("处理方式", "recovery"),
        DiffField::Remedy => ("去处", "remedy"),
        DiffField::Copy => ("文案", "copy"),
        DiffField::Instructions => ("操作步骤", "instructions"),
        DiffField::Offers => ("按钮", "buttons"),
        DiffField::Do => ("动作", "effects"),
        DiffField::Signal => ("原始信号", "raw signal"),
    }
}

fn step_words(step: u32) -> String {
    format!("第 {} 步 {}", step + 1, en(&format!("step {}", step + 1)))
}

/// English beside the Chinese.
fn en(text: &str) -> String {
    format!("<span lang=\"en\">{}</span>", escape(text))
}

fn both(text: &ByLocale<String>) -> String {
    if text.zh_cn == text.en {
        return escape(&text.en);
    }
    format!("{} {}", escape(&text.zh_cn), en(&text.en))
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
