//! Names by a pattern of the user's: `{campaign}/{index} {title}`.

use std::fmt;

use super::{CUT_TO, LONGEST, cut, file_name, folder_name};
use crate::contract::Locale;

/// What a pattern may name. An empty or absent value leaves nothing behind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fields<'a> {
    /// The poster's title.
    pub title: &'a str,
    /// The poster's id: the name where the pattern leaves nothing.
    pub id: &'a str,
    /// The poster's campaign.
    pub campaign: &'a str,
    /// A date as it is to be shown, for example `2026-03-08`.
    pub date: &'a str,
    /// The place in the batch, from 1.
    pub index: Option<u32>,
    /// How many posters the batch has: its numbers are all as long as the last one, so that file managers sort them.
    pub count: u32,
    /// Pixels, as shown.
    pub width: Option<u32>,
    /// Pixels, as shown.
    pub height: Option<u32>,
    /// The extension that the bytes ask for, without its dot.
    pub extension: &'a str,
}

/// A pattern that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// Where in the pattern, in characters from 0.
    pub position: usize,
    /// What is wrong there.
    pub problem: TemplateProblem,
}

/// What is wrong in a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateProblem {
    /// A placeholder that does not exist.
    Unknown(String),
    /// A brace without its partner.
    Unclosed,
    /// A component `..`, which would leave the chosen folder.
    Parent,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            TemplateProblem::Unknown(name) => write!(f, "no placeholder {{{name}}}")?,
            TemplateProblem::Unclosed => write!(f, "a brace without its partner")?,
            TemplateProblem::Parent => write!(f, "a name cannot leave its folder")?,
        }
        write!(f, " (character {} of the template)", self.position + 1)
    }
}

impl std::error::Error for TemplateError {}

impl TemplateError {
    /// What the user reads.
    pub fn sentence(&self, locale: Locale) -> String {
        match (&self.problem, locale) {
            (TemplateProblem::Unknown(name), Locale::ZhCn) => format!("没有名为 {{{name}}} 的占位符"),
            (TemplateProblem::Unknown(name), Locale::En) => format!("There is no placeholder {{{name}}}."),
            (TemplateProblem::Unclosed, Locale::ZhCn) => "大括号没有成对".into(),
            (TemplateProblem::Unclosed, Locale::En) => "A brace is without its partner.".into(),
            (TemplateProblem::Parent, Locale::ZhCn) => "名称不能离开所选文件夹（..）".into(),
            (TemplateProblem::Parent, Locale::En) => "A name cannot leave its folder (..).".into(),
        }
    }
}

/// The relative path that a pattern gives, its components parted by `/`, each of them safe.
///
/// Placeholders: `{title} {id} {campaign} {date} {index} {width} {height} {ext}`; `{{` and `}}` are braces.
/// Only a `/` of the pattern makes a folder, never one of a title. The extension is appended unless the pattern ends with it.
pub fn name_from_template(template: &str, fields: &Fields<'_>) -> Result<String, TemplateError> {
    let mut parts = Vec::new();
    let mut begin = 0;
    for part in template.split('/') {
        if part.trim() == ".." {
            return Err(TemplateError {
                position: begin,
                problem: TemplateProblem::Parent,
            });
        }
        parts.push(filled(part, begin, fields)?);
        begin += part.chars().count() + 1;
    }
    parts.pop();
    let last = fitting(template.rsplit('/').next().unwrap_or_default(), begin, fields)?;
    let mut path: Vec<String> = parts.iter().filter_map(|part| folder_name(part)).collect();
    path.push(file_name(&last, fields.id, fields.extension));
    Ok(path.join("/"))
}

/// The name itself. Long words give way, the title first, so that the id, the number and whatever else the pattern names
/// stay.
fn fitting(pattern: &str, begin: usize, fields: &Fields<'_>) -> Result<String, TemplateError> {
    let begin = begin.saturating_sub(pattern.chars().count() + 1);
    let room = CUT_TO.saturating_sub(fields.extension.len() + 2);
    let mut fields = *fields;
    let mut name = filled(pattern, begin, &fields)?;
    for (word, is_title) in [("{title}", true), ("{campaign}", false)] {
        let times = pattern.matches(word).count();
        if name.len() + fields.extension.len() < LONGEST || times == 0 || pattern == word {
            continue;
        }
        let over = name.len().saturating_sub(room).div_ceil(times);
        let long = if is_title { &mut fields.title } else { &mut fields.campaign };
        *long = cut(long, long.len().saturating_sub(over));
        name = filled(pattern, begin, &fields)?;
    }
    // Where the pattern's own words are too long, the id still ends the name.
    if name.len() > room && pattern.contains("{id}") && fields.id.len() < room {
        let stem = cut(&name, room - fields.id.len() - 1).to_owned();
        if !stem.contains(fields.id) {
            name = format!("{stem} {}", fields.id);
        }
    }
    Ok(name)
}

fn filled(part: &str, begin: usize, fields: &Fields<'_>) -> Result<String, TemplateError> {
    let mut out = String::new();
    let mut rest = part.chars().enumerate().peekable();
    while let Some((at, c)) = rest.next() {
        let twice = rest.peek().is_some_and(|(_, next)| *next == c);
        let fault = |problem| TemplateError {
            position: begin + at,
            problem,
        };
        match c {
            '{' | '}' if twice => {
                rest.next();
                out.push(c);
            }
            '{' => {
                let mut name = String::new();
                loop {
                    match rest.next() {
                        Some((_, '}')) => break,
                        Some((_, c)) => name.push(c),
                        None => return Err(fault(TemplateProblem::Unclosed)),
                    }
                }
                match value(&name, fields) {
                    Some(value) => out.push_str(&value),
                    None => return Err(fault(TemplateProblem::Unknown(name))),
                }
            }
            '}' => return Err(fault(TemplateProblem::Unclosed)),
            c => out.push(c),
        }
    }
    Ok(out)
}

fn value(name: &str, fields: &Fields<'_>) -> Option<String> {
    let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    Some(match name {
        "title" => fields.title.to_owned(),
        "id" => fields.id.to_owned(),
        "campaign" => fields.campaign.to_owned(),
        "date" => fields.date.to_owned(),
        "index" => fields
            .index
            .map(|index| format!("{index:0digits$}", digits = fields.count.to_string().len()))
            .unwrap_or_default(),
        "width" => number(fields.width),
        "height" => number(fields.height),
        "ext" => fields.extension.to_owned(),
        _ => return None,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    fn name(template: &str) -> Result<String, TemplateError> {
        let fields = Fields {
            title: "3/8 节: 特惠",
            id: "p-1",
            campaign: "春季",
            date: "2026-03-08",
            index: Some(7),
            count: 0,
            width: Some(1080),
            height: Some(1920),
            extension: "jpg",
        };
        name_from_template(template, &fields)
    }

    #[test]
    fn placeholders_are_filled_and_the_extension_comes_once() {
        assert_eq!(name("{title}").as_deref(), Ok("3_8 节_ 特惠.jpg"));
        assert_eq!(name("{title}.{ext}").as_deref(), Ok("3_8 节_ 特惠.jpg"));
        assert_eq!(name("{campaign}/{index} {width}x{height}").as_deref(), Ok("春季/7 1080x1920.jpg"));
        assert_eq!(name("{{{id}}}").as_deref(), Ok("{p-1}.jpg"));
        assert_eq!(name("").as_deref(), Ok("p-1.jpg"));
    }

    #[test]
    fn a_component_is_never_a_way_out() {
        assert_eq!(name("/etc//./{id}").as_deref(), Ok("etc/p-1.jpg"));
        assert_eq!(name("CON/{id}").as_deref(), Ok("_CON/p-1.jpg"));
        let out = name("a/../b").unwrap_err();
        assert_eq!((out.position, out.problem), (2, TemplateProblem::Parent));
        let fields = Fields {
            title: "..",
            campaign: "..",
            id: "x",
            extension: "png",
            ..Fields::default()
        };
        assert_eq!(name_from_template("{campaign}/{title}", &fields).as_deref(), Ok("x.png"));
    }

    #[test]
    fn a_long_title_gives_way_to_the_id() {
        let fields = Fields {
            title: &"海报🎉".repeat(100),
            id: "p-0042",
            index: Some(7),
            extension: "png",
            ..Fields::default()
        };
        let name = name_from_template("{index} {title} [{id}]", &fields).unwrap();
        assert!(name.starts_with("7 海报🎉海报") && name.ends_with(" [p-0042].png"), "{name}");
        assert!((200..=240).contains(&name.len()), "{}", name.len());
        let campaign = Fields {
            campaign: &"春季大促".repeat(40),
            title: "短",
            ..fields
        };
        for pattern in ["{campaign} {id}", "{campaign} {title} {id}", "{title} {campaign} {id} {index}"] {
            let name = name_from_template(pattern, &campaign).unwrap();
            assert!(name.contains("p-0042") && name.len() <= 255, "{pattern}: {name}");
        }
        let words = format!("{} {{id}}", "very long words ".repeat(20));
        let name = name_from_template(&words, &fields).unwrap();
        assert!(name.ends_with(" p-0042.png") && name.len() <= 255, "{name}");
        let twice = name_from_template("{title}/{title} {id} {title}", &fields).unwrap();
        assert!(twice.contains(" p-0042 ") && twice.split('/').all(|part| part.len() <= 255), "{twice}");
    }

    #[test]
    fn numbers_are_as_long_as_the_last_one() {
        let name = |index, count| {
            let fields = Fields {
                index: Some(index),
                count,
                extension: "png",
                ..Fields::default()
            };
            name_from_template("{index}", &fields).unwrap()
        };
        assert_eq!(
            [name(7, 9), name(7, 10), name(7, 300), name(1000, 300)],
            ["7.png", "07.png", "007.png", "1000.png"]
        );
    }

    #[test]
    fn an_unknown_placeholder_says_where() {
        let unknown = name("海报/{titel}").unwrap_err();
        assert_eq!(unknown.position, 3);
        assert_eq!(unknown.problem, TemplateProblem::Unknown("titel".into()));
        assert_eq!(name("a{id").unwrap_err().problem, TemplateProblem::Unclosed);
        assert_eq!(
            name("a}").unwrap_err(),
            TemplateError {
                position: 1,
                problem: TemplateProblem::Unclosed
            }
        );
    }
}
