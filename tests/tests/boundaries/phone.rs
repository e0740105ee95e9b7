//! What the mini-program's files may do: pages are thin, one file saves, one speaks to the API.

use crate::tree::{Source, codes, never, sources};

fn scripts() -> Vec<Source> {
    sources("miniprogram", &[".js"])
}

#[test]
fn no_page_or_component_reads_what_wx_said() {
    for under in ["miniprogram/pages", "miniprogram/components"] {
        let files = sources(under, &[".js", ".wxml", ".wxs"]);
        let remedy = "Pages and components show a view; what wx answered is a signal for flow/effects.js. Pass the failure through the session.";
        never(codes(&files), r"\berr(Msg|no|Code)\b", remedy);
    }
}

#[test]
fn one_file_saves_to_the_album() {
    let mut files = scripts();
    files.retain(|file| file.path != "miniprogram/flow/effects.js");
    let remedy = "Only flow/effects.js saves to the album: send the session an event instead.";
    never(codes(&files), r"\bsave(Image|Video)ToPhotosAlbum\b", remedy);
    let effects = poster_tests::read("miniprogram/flow/effects.js");
    assert!(
        effects.contains("saveImageToPhotosAlbum"),
        "flow/effects.js saves no more: point this rule elsewhere"
    );
}

#[test]
fn one_file_asks_the_api() {
    let mut files = scripts();
    files.retain(|file| file.path != "miniprogram/services/api.js");
    never(codes(&files), r"\bwx\.request\b", "services/api.js is the only door to the API: call it.");
}

#[test]
fn everything_required_lies_inside_the_mini_program() {
    let files = scripts();
    never(
        codes(&files),
        r#"\brequire\(['"][^'"]*\.json['"]\)"#,
        "A mini-program cannot require JSON: generate a .js file from it.",
    );
    let outside = r#"\brequire\(['"](\.\./){3,}"#;
    never(
        codes(&files),
        outside,
        "Nothing outside the mini-program's root is packed: move or generate the file inside.",
    );
}
