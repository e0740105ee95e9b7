//! The plot: each goal as a bar, its end at what came of it, with a line at what was aimed at.

use std::fmt::Write as _;

use super::{Goal, Section};

const WIDTH: f64 = 860.0;
const LEFT: f64 = 430.0;
const LINE: f64 = 22.0;
/// Where the aim is, from the left edge of the bars.
const AIM: f64 = 240.0;

/// An SVG that reads on light and on dark.
pub(super) fn draw(sections: &[Section]) -> String {
    let goals: Vec<&Goal> = sections.iter().flat_map(|section| &section.parts).flat_map(|part| &part.goals).collect();
    let height = LINE * (goals.len() as f64 + 2.0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#888\">\n"
    );
    for (at, goal) in goals.iter().enumerate() {
        let y = LINE * (at as f64 + 0.5);
        let text = goal.text.replace('&', "&amp;").replace('<', "&lt;");
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{text}</text>", LEFT - 8.0, y + 13.0);
        let (Some(value), Some(met)) = (goal.value, goal.is_met()) else {
            continue;
        };
        let share = if goal.least { goal.limit / value } else { value / goal.limit };
        let length = (share * AIM).clamp(1.0, WIDTH - LEFT - 70.0);
        let colour = if met { "#2a9d6f" } else { "#d9822b" };
        let _ = writeln!(
            svg,
            "<rect x=\"{LEFT}\" y=\"{y}\" width=\"{length:.1}\" height=\"{}\" rx=\"3\" fill=\"{colour}\"/>",
            LINE - 6.0
        );
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{}\">{value:.2}{}</text>",
            LEFT + length + 6.0,
            y + 13.0,
            goal.unit
        );
    }
    let aim = LEFT + AIM;
    let _ = writeln!(
        svg,
        "<path d=\"M{aim} 4V{}\" stroke=\"#888\" stroke-dasharray=\"3 3\"/>\n<text x=\"{aim}\" y=\"{}\" text-anchor=\"middle\">aimed at</text>\n</svg>",
        height - LINE,
        height - 7.0
    );
    svg
}
