//! Where a poster may be put: names that are safe on Windows, macOS and Linux at once,
//! whatever the title holds.
//!
//! The rules are those of Chromium's `file_util_icu.cc` and Firefox's file-name sanitiser, with one
//! more aim: a title that is harmless stays as it is. A name is a fixed point: naming it again gives it back.

mod template;

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

pub use template::{Fields, TemplateError, TemplateProblem, name_from_template};

/// The longest name, in bytes of UTF-8: the limit of ext4 and APFS, and below that of NTFS (255 UTF-16 units).
const LONGEST: usize = 255;
/// What a longer name is cut to, so that a number still fits behind it on any volume.
const CUT_TO: usize = 240;
/// Nothing behind this many characters of a title can reach the name.
const FAR_ENOUGH: usize = 2048;
/// The name of something that has neither title nor id.
const NAMELESS: &str = "poster";

/// Format characters (bidirectional overrides, joiners, tags), fillers that draw nothing, non-characters and
/// controls other than white space. The variation selectors FE00..FE0F draw nothing either,
/// but belong to the emoji before them.
static INVISIBLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[[\p{Cf}\p{DI}\p{NChar}\p{Cc}]--[\x{FE00}-\x{FE0F}\t\n\x0B\x0C\r\x{85}]]+"));
/// What may not begin a name: a dot hides it, a space is eaten, a mark without a base clings to the slash.
static LEADING: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\s\p{M}\p{Cf}\p{DI}\p{NChar}\p{Cc}.\x{2800}]+"));
/// Endings that Windows Explorer or a desktop acts upon, even in front of another extension (CVE-2004-0420, CVE-2010-2568).
static DANGEROUS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\.((?:lnk|local|url|scf|desktop)|\{[^.]*)$"));
/// The extensions of pictures: in a title they are a claim, and the bytes decide.
static PICTURE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\.(?:jpe?g|jpe|jfif|png|apng|gif|webp|avifs?|hei[cf]|jxl|bmp|dib|tiff?|ico)$"));
/// Names that are devices on Windows, with any extension: the bytes written to them vanish without an error.
static DEVICE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)"));
/// Something to read: not only marks, spaces and what stands for removed characters.
static LEGIBLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^\p{M}\s._\x{2800}]"));

#[expect(clippy::expect_used, reason = "constant patterns, each used by the tests below")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a valid pattern")
}

/// The name of the file for a poster: a single path component, NFC, at most 255 bytes, never empty.
///
/// Where the title leaves nothing to read, the id names the file; where that does not either, `poster`.
/// `extension` (without its dot) follows the bytes: a picture extension at the end of the title gives way to it.
pub fn file_name(title: &str, id: &str, extension: &str) -> String {
    let extension: String = extension.chars().filter(char::is_ascii_alphanumeric).take(16).collect();
    let stem = stem(title, &extension)
        .or_else(|| stem(id, &extension))
        .unwrap_or_else(|| NAMELESS.to_owned());
    if extension.is_empty() { stem } else { format!("{stem}.{extension}") }
}

/// The name of a folder, or `None` where nothing is left of it.
fn folder_name(text: &str) -> Option<String> {
    stem(text, "")
}

/// The name with a number before its extension: `stem (n).ext`, cut where it would grow too long.
pub fn numbered(name: &str, n: u32) -> String {
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => name.split_at(stem.len()),
        _ => (name, ""),
    };
    let number = format!(" ({n})");
    let room = LONGEST.saturating_sub(number.len() + extension.len());
    let stem = if stem.len() > room { trimmed(cut(stem, room)) } else { stem };
    format!("{stem}{number}{extension}")
}

/// Two names with the same key are the same file on some system: they differ in case
/// (Windows, macOS) or in Unicode composition (macOS) only.
pub fn collision_key(name: &str) -> String {
    name.nfd().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfd().collect()
}

fn stem(text: &str, extension: &str) -> Option<String> {
    let mut stem = legal(text);
    // What one rule leaves may concern another (an ending behind an ending), so until nothing changes.
    loop {
        let mut next = trimmed(&ending(&stem, extension)).to_owned();
        if next.len() + extension.len() + 1 > LONGEST {
            next.truncate(cut(&next, CUT_TO.saturating_sub(extension.len() + 2)).len());
        } else if DEVICE.is_match(&next) {
            next.insert(0, '_');
        }
        if next == stem {
            break;
        }
        stem = next;
    }
    LEGIBLE.is_match(&stem).then_some(stem)
}

/// The characters of the text that every system takes, in NFC.
fn legal(text: &str) -> String {
    let begin = LEADING.find(text).map_or(0, |found| found.end());
    // A dot stays: without it `.png` would no longer be an ending.
    let begin = begin - usize::from(text[..begin].ends_with('.'));
    let rest = &text[begin..];
    let rest = &rest[..rest.char_indices().nth(FAR_ENOUGH).map_or(rest.len(), |(at, _)| at)];
    let mut out = String::with_capacity(rest.len());
    let (mut gap, mut wrapped) = (false, false);
    for c in INVISIBLE.replace_all(rest, "").nfc() {
        match c {
            '"' | '*' | '/' | ':' | '<' | '>' | '?' | '\\' | '|' => gap = true,
            '\u{2028}' | '\u{2029}' => wrapped = true,
            c if c.is_control() => wrapped = true,
            '\u{FE00}'..='\u{FE0F}' if gap || wrapped || !takes_selector(&out) => {}
            c => {
                // Illegal characters at the ends leave nothing behind, those between words one stroke;
                // a new line is a space, unless there is one.
                if gap && !trimmed(&out).is_empty() {
                    out.push('_');
                } else if gap {
                    out.clear();
                } else if wrapped && !c.is_whitespace() && !out.ends_with(char::is_whitespace) {
                    out.push(' ');
                }
                (gap, wrapped) = (false, false);
                out.push(c);
            }
        }
    }
    out
}

/// Whether the text ends in something that a variation selector can belong to.
fn takes_selector(text: &str) -> bool {
    text.chars()
        .next_back()
        .is_some_and(|last| !(last.is_whitespace() || matches!(last, '.' | '_' | '\u{FE00}'..='\u{FE0F}')))
}

fn trimmed(stem: &str) -> &str {
    let begin = LEADING.find(stem).map_or(0, |found| found.end());
    end_trimmed(&stem[begin..])
}

fn end_trimmed(stem: &str) -> &str {
    stem.trim_end_matches(|c: char| c == '.' || c == '\u{2800}' || c.is_whitespace())
}

/// Without the claims of the title about its type, and with no ending that a system acts upon.
fn ending(stem: &str, extension: &str) -> String {
    let mut stem = end_trimmed(stem);
    while !extension.is_empty() {
        let same = stem.rsplit_once('.').filter(|(_, end)| end.eq_ignore_ascii_case(extension));
        let claim = same.map(|(before, _)| before.len()).or(PICTURE.find(stem).map(|found| found.start()));
        let Some(at) = claim else { break };
        stem = end_trimmed(&stem[..at]);
    }
    DANGEROUS.replace(stem, "_$1").into_owned()
}

/// At most `bytes` bytes from the start, ending at the edge of something that is seen as one character.
fn cut(text: &str, bytes: usize) -> &str {
    let edge = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    let text = &text[..edge.unwrap_or(0)];
    match text.grapheme_indices(true).next_back() {
        // The last one may have lost a part, unless it is all there is.
        Some((at, _)) if at > 0 => &text[..at],
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(title: &str) -> String {
        file_name(title, "p-0001", "png")
    }

    #[test]
    fn a_harmless_title_stays_as_it_is() {
        for title in ["新品上市 限时5折", "résumé", "9.9元起～满100减20！", "☕️ 早安", "v1.2", "-20% off"] {
            assert_eq!(png(title), format!("{title}.png"));
        }
    }

    #[test]
    fn a_claimed_extension_gives_way_to_the_bytes() {
        assert_eq!(file_name("a.png", "", "png"), "a.png");
        assert_eq!(file_name("a.JPEG", "", "png"), "a.png");
        assert_eq!(file_name("a.png.png. .jpg", "", "webp"), "a.webp");
        assert_eq!(file_name("bar.exe", "", "jpg"), "bar.exe.jpg");
        assert_eq!(file_name("a", "", ".PNG"), "a.PNG");
    }

    #[test]
    fn what_no_system_takes_is_replaced_once() {
        assert_eq!(png("a//b"), "a_b.png");
        assert_eq!(png("../../etc/passwd"), "etc_passwd.png");
        assert_eq!(png("foo\u{202e}gnp\u{200b}.exe"), "foognp.exe.png");
        assert_eq!(png("10:00?"), "10_00.png");
        assert_eq!(png("a\t\n b"), "a b.png");
    }

    #[test]
    fn devices_and_shell_endings_lose_their_power() {
        assert_eq!(png("nul"), "_nul.png");
        assert_eq!(png("COM¹.txt"), "_COM¹.txt.png");
        assert_eq!(png("con ."), "_con.png");
        assert_eq!(png("mycom1.foo"), "mycom1.foo.png");
        assert_eq!(png("invoice.lnk"), "invoice_lnk.png");
        assert_eq!(
            png("x.{20D04FE0-3AEA-1069-A2D8-08002B30309D}"),
            "x_{20D04FE0-3AEA-1069-A2D8-08002B30309D}.png"
        );
    }

    #[test]
    fn nothing_to_read_takes_the_id_then_a_word() {
        for title in ["", "...", " \u{3000}", "???", "\u{200b}\u{202e}", "\u{fe0f}", "\u{301}\u{301}", ".png"] {
            assert_eq!(png(title), "p-0001.png", "{title:?}");
        }
        assert_eq!(file_name("", "../..", "png"), "poster.png");
    }

    #[test]
    fn eighty_five_chinese_characters_are_cut_to_fit() {
        let name = png(&"海".repeat(85));
        assert!(name.len() <= 240 && name.starts_with("海海") && name.ends_with("海.png"));
        let fits = "海".repeat(83);
        assert_eq!(png(&fits), format!("{fits}.png"));
        let family = "👨‍👩‍👧‍👦é".repeat(40);
        assert!(png(&family).len() <= 240);
    }

    #[test]
    fn numbers_go_before_the_extension_and_still_fit() {
        assert_eq!(numbered("a.b.png", 3), "a.b (3).png");
        assert_eq!(numbered("folder", 1), "folder (1)");
        let long = numbered(&png(&"海".repeat(83)), 100);
        assert!(long.len() <= 255 && long.ends_with(" (100).png"));
    }

    #[test]
    fn case_and_composition_are_one_key() {
        assert_eq!(collision_key("Résumé.PNG"), collision_key("re\u{301}sume\u{301}.png"));
        assert_eq!(collision_key("STRASSE"), collision_key("straße"));
        assert_ne!(collision_key("a.png"), collision_key("b.png"));
    }
}
