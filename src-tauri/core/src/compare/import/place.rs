//! Where in a JSON text the value of a path begins.

/// Line and column of what stands at `path` (`steps[3].state`), both counted from 1; of the nearest that is there, where
/// it is not. The text is well-formed JSON as far as the path leads.
pub(super) fn place(text: &str, path: &str) -> (u32, u32) {
    let mut at = Cursor { text, at: 0 };
    at.space();
    for part in parts(path) {
        let found = match part {
            Part::Field(name) => at.field(name),
            Part::Index(index) => at.index(index),
        };
        match found {
            Some(there) => at = there,
            None => break,
        }
    }
    let before = &text[..at.at];
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() as u32 + 1, line.chars().count() as u32 + 1)
}

enum Part<'a> {
    Field(&'a str),
    Index(usize),
}

fn parts(path: &str) -> impl Iterator<Item = Part<'_>> {
    path.split(['.', '[']).filter(|part| !part.is_empty()).map(|part| {
        let index = part.strip_suffix(']').and_then(|number| number.parse().ok());
        index.map_or(Part::Field(part), Part::Index)
    })
}

#[derive(Clone, Copy)]
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(self) -> &'a str {
        &self.text[self.at..]
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Takes this letter, and the space behind it.
    fn takes(&mut self, letter: char) -> bool {
        let there = self.rest().starts_with(letter);
        if there {
            self.at += letter.len_utf8();
            self.space();
        }
        there
    }

    fn field(mut self, name: &str) -> Option<Self> {
        if !self.takes('{') {
            return None;
        }
        while self.rest().starts_with('"') {
            let key = self.value();
            self.takes(':');
            if serde_json::from_str::<String>(key).is_ok_and(|key| key == name) {
                return Some(self);
            }
            self.value();
            self.takes(',');
        }
        None
    }

    fn index(mut self, index: usize) -> Option<Self> {
        if !self.takes('[') {
            return None;
        }
        for _ in 0..index {
            if self.rest().starts_with(']') {
                return None;
            }
            self.value();
            self.takes(',');
        }
        (!self.rest().starts_with(']')).then_some(self)
    }

    /// Passes over a value, and the space behind it.
    fn value(&mut self) -> &'a str {
        let mut values = serde_json::Deserializer::from_str(self.rest()).into_iter::<serde::de::IgnoredAny>();
        let read = values.next().is_some_and(|value| value.is_ok());
        let length = if read { values.byte_offset() } else { self.rest().len() };
        let value = &self.rest()[..length];
        self.at += length;
        self.space();
        value
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_value_is_found_by_its_path() {
        let text = "{\n  \"a\": [1, {\"b\\u0063\": 2}],\n  \"名\": {\"x\": null}\n}";
        for (path, expected) in [
            ("", (1, 1)),
            ("a", (2, 8)),
            ("a[0]", (2, 9)),
            ("a[1].bc", (2, 24)),
            ("名.x", (3, 14)),
            ("a[1].nothing", (2, 12)),
            ("a[7]", (2, 8)),
        ] {
            assert_eq!(place(text, path), expected, "{path}");
        }
    }
}
