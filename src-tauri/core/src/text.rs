//! Bringing a client's message into one spelling before any rule looks at it.
//!
//! The mini-program's twin is `miniprogram/flow/normalise.js`; both must agree on every message.

use std::sync::LazyLock;

use regex::Regex;

/// One spelling of a message: lower case, half-width, single spaces, without zero-width
/// characters, and without the parts that name a place (addresses, paths, host names).
///
/// Places go because they are anybody's words: a poster called `auth-deny.png` is no refusal.
pub(crate) fn normalise(message: &str) -> String {
    let mut text = String::with_capacity(message.len());
    for letter in message.chars() {
        match letter {
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '\u{ff01}'..='\u{ff5e}' => text.push(char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter).to_ascii_lowercase()),
            '。' => text.push('.'),
            '、' => text.push(','),
            '“' | '”' | '‘' | '’' => text.push(' '),
            _ if letter.is_whitespace() => text.push(' '),
            _ => text.extend(letter.to_lowercase()),
        }
    }
    let text = ADDRESS.replace_all(&text, " ");
    let text = FILE_PATH.replace_all(&text, "$1 ");
    let text = HOST.replace_all(&text, |found: &regex::Captures<'_>| {
        let whole = &found[0];
        // `saveImage.fail.auth denied` is a message that somebody joined with dots.
        if whole.contains("fail") {
            whole.replace('.', " ")
        } else {
            format!("{} ", &found[1])
        }
    });
    let text = SPACES.replace_all(&text, " ");
    text.trim().to_owned()
}

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r#"[a-z][a-z0-9+-]*://[^ "'),]*"#));
static FILE_PATH: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(^|[ :"'(=,])(?:[a-z]:[\\/]|/|\\\\)[^ "'),:]+"#));
static HOST: LazyLock<Regex> = LazyLock::new(|| pattern(r"(^|[ :@])[a-z0-9_-]+(?:\.[a-z0-9_-]+)+(?::[0-9]+)?"));
/// Clients use the underscore as a space; it goes last, since it holds the names of places together.
static SPACES: LazyLock<Regex> = LazyLock::new(|| pattern("[ _]+"));

/// Compiles a pattern of the tables with JavaScript's meaning: `\b`, `\w` and `\d` know ASCII only.
///
/// # Panics
/// If the pattern is no regular expression: the tables are part of the program.
pub(crate) fn pattern(source: &str) -> Regex {
    let ascii = source.replace(r"\b", r"(?-u:\b)").replace(r"\w", "[0-9A-Za-z_]").replace(r"\d", "[0-9]");
    Regex::new(&ascii).unwrap_or_else(|error| panic!("the contract holds a pattern that is none: {source}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn one_spelling_for_many() {
        for spelling in [
            "saveImageToPhotosAlbum:fail auth deny",
            "SAVEIMAGETOPHOTOSALBUM：ＦＡＩＬ　auth  deny",
            " saveImageToPhotosAlbum:fail\u{200b} auth\tdeny ",
        ] {
            assert_eq!(normalise(spelling), "saveimagetophotosalbum:fail auth deny");
        }
    }

    #[test]
    fn the_twin_of_the_mini_program_agrees() {
        let cases: Vec<serde_json::Value> = serde_json::from_str(include_str!("../../../tests/fixtures/normalise.json")).unwrap_or_default();
        assert!(cases.len() > 10, "the fixture is read");
        for case in cases {
            assert_eq!(case["out"], normalise(case["in"].as_str().unwrap_or_default()), "{}", case["in"]);
        }
    }

    #[test]
    fn places_are_no_words() {
        assert_eq!(normalise("file not found: wxfile://tmp_auth_deny.jpg"), "file not found:");
        assert_eq!(normalise("no such file /data/privacy/cancel.png, open"), "no such file , open");
        assert_eq!(normalise(r"open C:\Users\deny\a.png"), "open");
        assert_eq!(normalise("url not in domain list:privacy.example.com:8443"), "url not in domain list:");
    }

    #[test]
    fn a_message_joined_with_dots_keeps_its_words() {
        assert_eq!(normalise("saveImage.fail.auth.denied"), "saveimage fail auth denied");
    }
}
