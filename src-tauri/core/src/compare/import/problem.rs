//! What is wrong with a file, in words that name the place: line, column and field, in both languages.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::place::place;
use crate::compare::trace::TraceProblem;
use crate::contract::ByLocale;
use crate::words::CONTRACT_HASH;

/// A text, and the line of its file that it begins in.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    text: &'a str,
    line: u32,
}

impl<'a> Text<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, line: 1 }
    }

    /// Its lines that hold something.
    pub(super) fn lines(self) -> impl Iterator<Item = Self> {
        let lines = self.text.lines().zip(self.line..);
        lines.filter(|(text, _)| !text.trim().is_empty()).map(|(text, line)| Self { text, line })
    }

    /// The first value.
    pub(super) fn first(self) -> Result<Value, TraceProblem> {
        let mut values = serde_json::Deserializer::from_str(self.text).into_iter();
        match values.next() {
            Some(Ok(value)) => Ok(value),
            Some(Err(error)) => Err(self.no_json(&error)),
            None => Err(self.wrong("", "文件是空的。", "The file is empty.")),
        }
    }

    /// The only value.
    pub(super) fn whole(self) -> Result<Value, TraceProblem> {
        serde_json::from_str(self.text).map_err(|error| self.no_json(&error))
    }

    /// That nothing follows the first value.
    pub(super) fn end(self) -> Result<(), TraceProblem> {
        self.whole().map(drop)
    }

    /// Reads a value of this text, which stands at `path`.
    pub(super) fn read<T: DeserializeOwned>(self, value: Value, path: &str) -> Result<T, TraceProblem> {
        serde_path_to_error::deserialize(value).map_err(|error| {
            let inner = error.path().to_string();
            let message = error.into_inner().to_string();
            let mut at = if inner == "." { path.to_owned() } else { joined(path, &inner) };
            // A field that is not there is named itself, and pointed at where it should stand.
            if let Some(field) = quoted(&message, "missing field ") {
                at = under(&at, field);
            }
            self.wrong(&at, chinese(&message), english(&message))
        })
    }

    /// Something wrong with the value at `path`.
    pub(super) fn wrong(self, path: &str, zh_cn: impl Into<String>, en: impl Into<String>) -> TraceProblem {
        let (line, column) = place(self.text, path);
        problem((self.line + line - 1, column), path, zh_cn, en)
    }

    fn no_json(self, error: &serde_json::Error) -> TraceProblem {
        let line = error.line().max(1);
        // serde counts bytes; people and editors count letters.
        let before = self.text.lines().nth(line - 1).unwrap_or_default();
        let column = before.char_indices().take_while(|(at, _)| *at < error.column().saturating_sub(1)).count() + 1;
        let (zh_cn, en) = if error.is_eof() {
            ("文件在这里就断了，不完整。", "The file ends here, in the middle.")
        } else {
            ("这里不是合法的 JSON。", "This is not JSON.")
        };
        problem((self.line + line as u32 - 1, column as u32), "", zh_cn, en)
    }
}

pub(super) fn problem((line, column): (u32, u32), path: &str, zh_cn: impl Into<String>, en: impl Into<String>) -> TraceProblem {
    TraceProblem {
        line,
        column: column.max(1),
        path: path.to_owned(),
        message: ByLocale::new(zh_cn, en),
    }
}

/// A field of what stands at a path.
pub(super) fn under(path: &str, field: &str) -> String {
    joined(path, field)
}

fn joined(path: &str, rest: &str) -> String {
    match (path, rest.starts_with('[')) {
        ("", _) => rest.to_owned(),
        (path, true) => format!("{path}{rest}"),
        (path, false) => format!("{path}.{rest}"),
    }
}

/// What stands in backticks behind these words.
fn quoted<'a>(message: &'a str, words: &str) -> Option<&'a str> {
    message.strip_prefix(words)?.strip_prefix('`')?.split('`').next()
}

fn english(message: &str) -> String {
    if let Some(word) = quoted(message, "unknown variant ") {
        return format!("The word `{word}` is not known here. Another version may use other words: this program's contract is {CONTRACT_HASH}.");
    }
    if let Some(field) = quoted(message, "missing field ") {
        return format!("`{field}` is missing.");
    }
    if let Some(field) = quoted(message, "unknown field ") {
        return format!("`{field}` is no field of a trace.");
    }
    format!("Not understood: {message}.")
}

fn chinese(message: &str) -> String {
    if let Some(word) = quoted(message, "unknown variant ") {
        return format!("这里不认识“{word}”这个词。别的版本用词可能不同：本程序的契约是 {CONTRACT_HASH}。");
    }
    if let Some(field) = quoted(message, "missing field ") {
        return format!("缺少 {field}。");
    }
    if let Some(field) = quoted(message, "unknown field ") {
        return format!("录制里没有 {field} 这个字段。");
    }
    let wanted = message.rsplit_once("expected ").map_or("", |(_, wanted)| wanted);
    let wanted = match wanted {
        "a boolean" => "true 或 false",
        "a string" | "string" => "文字",
        "a sequence" => "列表",
        number if number.starts_with(['u', 'i']) && number.ends_with(['8', '6', '2', '4']) => "整数",
        object if object.starts_with("struct ") || object.contains("map") => "对象",
        _ => return "这里的内容读不懂，类型不对。".into(),
    };
    format!("类型不对：这里应该是{wanted}。")
}
