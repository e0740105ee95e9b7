//! Names: the titles of Chromium's, Firefox's, filenamify's and node-sanitize-filename's tests and the Big
//! List of Naughty Strings (`fixtures/filenames.jsonl`, long ones run-length encoded), and random text.

#![expect(clippy::unwrap_used, clippy::case_sensitive_file_extension_comparisons, reason = "a test")]

use std::time::Instant;

use poster_core::place::{Fields, collision_key, file_name, name_from_template, numbered};
use regex::Regex;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    id: String,
    input: Option<String>,
    repeat: Option<Repeat>,
    ext: String,
    /// The stem must come through as it is.
    stem: Option<String>,
}

#[derive(Deserialize)]
struct Repeat {
    before: String,
    unit: String,
    times: usize,
    after: String,
}

impl Row {
    fn title(&self) -> String {
        self.input.clone().unwrap_or_else(|| {
            let Repeat { before, unit, times, after } = self.repeat.as_ref().unwrap();
            format!("{before}{}{after}", unit.repeat(*times))
        })
    }
}

fn rows() -> Vec<Row> {
    poster_tests::read("tests/fixtures/filenames.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The rules, written apart from the code that keeps them.
struct Rules {
    unseen: Regex,
    illegal: Regex,
    device: Regex,
    acted_upon: Regex,
}

impl Rules {
    fn new() -> Self {
        let pattern = |text| Regex::new(text).unwrap();
        Self {
            unseen: pattern(r"[\p{Cc}\p{Cf}\p{NChar}\x{115F}\x{1160}\x{3164}\x{FFA0}\x{2028}\x{2029}]"),
            illegal: pattern(r#"[<>:"/\\|?*]"#),
            device: pattern(r"(?i)^(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)"),
            acted_upon: pattern(r"(?i)\.(lnk|local|url|scf|desktop|\{[^.]*)$"),
        }
    }

    fn broken(&self, name: &str, extension: &str) -> Vec<&'static str> {
        let stem = name.strip_suffix(&format!(".{extension}"));
        let edges = |text: &str| text.starts_with(['.', ' ']) || text.ends_with(['.', ' ']) || text != text.trim();
        let checks = [
            (stem.is_none(), "extension_preserved"),
            (stem.is_none_or(str::is_empty), "has_stem"),
            (self.illegal.is_match(name), "no_windows_illegal, single_component"),
            (self.unseen.is_match(name), "no_control, no_bidi_override, no_invisible, no_nonchar"),
            (self.device.is_match(name), "not_reserved_windows"),
            (name.len() > 255, "<=255_bytes"),
            (name.encode_utf16().count() > 255, "<=255_utf16"),
            (edges(name) || stem.is_none_or(edges), "no space or dot at an end"),
            (stem.is_none_or(|stem| self.acted_upon.is_match(stem)), "no ending that a shell acts upon"),
        ];
        checks.into_iter().filter(|(broken, _)| *broken).map(|(_, rule)| rule).collect()
    }
}

#[test]
fn every_title_becomes_a_safe_name() {
    let rules = Rules::new();
    let rows = rows();
    assert!(rows.len() > 800, "the list is cut");
    for row in &rows {
        let title = row.title();
        let name = file_name(&title, &row.id, &row.ext);
        let broken = rules.broken(&name, &row.ext);
        assert!(broken.is_empty(), "{} {title:?} became {name:?}: {broken:?}", row.id);
        let stem = name.strip_suffix(&format!(".{}", row.ext)).unwrap();
        for again in [&name[..], stem] {
            assert_eq!(file_name(again, &row.id, &row.ext), name, "{}: not a fixed point", row.id);
        }
        if let Some(wanted) = &row.stem {
            assert_eq!(stem, wanted, "{}: a harmless title was changed", row.id);
        }
        let fields = Fields {
            title: &title,
            id: &row.id,
            extension: &row.ext,
            ..Fields::default()
        };
        assert_eq!(name_from_template("{title}", &fields).as_deref(), Ok(&name[..]), "{}", row.id);
        let number = numbered(&name, 100);
        assert!(rules.broken(&number, &row.ext).is_empty(), "{number:?}");
    }
}

#[test]
fn a_megabyte_costs_about_as_much_as_a_page() {
    // Time itself depends on the machine; the growth does not. A quadratic rule would make this a thousandfold.
    let cost = |length: usize| {
        let titles = [
            ". ".repeat(length / 2),
            "a".repeat(length),
            "e\u{301}\u{301}".repeat(length / 4),
            "(".repeat(length),
        ];
        let begin = Instant::now();
        for title in &titles {
            assert!(file_name(title, "id", "png").len() <= 255);
        }
        begin.elapsed()
    };
    cost(1_000);
    let (short, long) = (cost(10_000), cost(1_000_000));
    assert!(long < short * 1_000, "{short:?} for 10 KB, {long:?} for 1 MB");
}

#[test]
fn random_text_keeps_the_rules() {
    let rules = Rules::new();
    let mut state = 0x5EED_u64;
    let mut random = |below: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u32 % below
    };
    let nasty: Vec<char> =
        "./\\:*?\"<>| \t\n\u{0}\u{7f}\u{85}\u{a0}\u{ad}\u{200b}\u{202e}\u{2028}\u{3000}\u{301}\u{fe0f}\u{feff}\u{ffff}cCoOnNuUlL1¹{}$pngPNG_~-"
            .chars()
            .collect();
    for _ in 0..20_000 {
        let length = random(40) * random(10);
        let title: String = (0..length)
            .filter_map(|_| match random(4) {
                0 => char::from_u32(random(0x11_0000)),
                1 => char::from_u32(0x4E00 + random(0x5000)),
                _ => Some(nasty[random(nasty.len() as u32) as usize]),
            })
            .collect();
        let name = file_name(&title, "p", "png");
        let broken = rules.broken(&name, "png");
        assert!(broken.is_empty(), "{title:?} became {name:?}: {broken:?}");
        assert_eq!(file_name(&name, "p", "png"), name, "{title:?}");
        assert_eq!(collision_key(&name), collision_key(&collision_key(&name)), "{name:?}");
    }
}

mod any_text {
    use poster_core::place::{Fields, collision_key, name_from_template, numbered};
    use proptest::prelude::*;

    /// What some system takes for something else than a name, in any component.
    fn is_safe(part: &str) -> bool {
        let device = part.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
        let devices = ["con", "prn", "aux", "nul", "com1", "lpt9", "conin$"];
        !part.is_empty()
            && part.len() <= 255
            && !part.ends_with(['.', ' '])
            && !part.starts_with(['.', ' '])
            && !part.chars().any(|c| c.is_control() || r#""*/:<>?\|"#.contains(c))
            && !devices.contains(&device.as_str())
    }

    proptest! {
        #[test]
        fn makes_safe_names_that_keep_extension_and_id(
            title in "\\PC{0,400}|[海报春节🎉é./ ]{0,300}|(con|nul|aux|com1)[. ]{0,3}.{0,10}",
            campaign in ".{0,80}",
            id in "[a-z0-9-]{1,24}",
            index in 1u32..99_999,
            pattern in prop::sample::select(vec!["{title} {id}", "{campaign}/{index} {title} {id}", "{index}-{id}-{title}", "{campaign}/{title}/{id}"]),
        ) {
            let fields = Fields { title: &title, id: &id, campaign: &campaign, index: Some(index), extension: "png", date: "2026-03-08", ..Fields::default() };
            let path = name_from_template(pattern, &fields).unwrap();
            prop_assert!(path.split('/').all(is_safe), "{path:?}");
            let file = path.rsplit('/').next().unwrap();
            prop_assert!(file.ends_with(".png") && file.contains(&id), "{file:?}");
            prop_assert_eq!(path.split('/').count() <= pattern.split('/').count(), true);
            // A number never makes it longer than any system takes, nor the same as without.
            let second = numbered(file, 9_999);
            prop_assert!(is_safe(&second) && collision_key(&second) != collision_key(file), "{second:?}");
        }

        #[test]
        fn composition_and_case_are_one_key(text in "[a-zA-Zéèäöüßŝ海报가각 ]{1,40}") {
            use unicode_normalization::UnicodeNormalization;
            let apart: String = text.nfd().collect();
            prop_assert_eq!(collision_key(&apart), collision_key(&text));
            prop_assert_eq!(collision_key(&text.to_uppercase()), collision_key(&text));
        }
    }
}
