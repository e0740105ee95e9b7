//! The repository's files, and the search for what must not be in them.

use std::fs;
use std::path::Path;
use std::process::Command;

use poster_tests::root;
use regex::Regex;

/// Folders that are made, never written.
const MADE: &[&str] = &["node_modules", "dist", "target", ".git", "gen", "coverage"];

/// A text file of the repository.
#[derive(Debug)]
pub(crate) struct Source {
    /// From the root, with `/` on every system.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// The file's name.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The text with whole-line comments blanked, so that a comment may name what the code must not do.
    pub(crate) fn code(&self) -> String {
        let comment = |line: &str| ["//", "/*", "* ", "*/", "<!--"].iter().any(|mark| line.trim_start().starts_with(mark));
        self.text
            .lines()
            .map(|line| if comment(line) { "" } else { line })
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The code of a Rust file without the tests at its end.
    pub(crate) fn shipped_code(&self) -> String {
        let code = self.code();
        let tests = Regex::new(r"#\[cfg\(test\)\]\s*mod ")
            .unwrap()
            .find(&code)
            .map_or(code.len(), |found| found.start());
        code[..tests].to_owned()
    }
}

/// The files below a folder whose names end in one of the endings.
///
/// A folder without any is a failure: a rule about nothing would hold whatever happened.
pub(crate) fn sources(under: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root().join(under), under, &mut found);
    found.retain(|source: &Source| endings.iter().any(|ending| source.path.ends_with(ending)));
    assert!(
        !found.is_empty(),
        "{under} holds no {endings:?}: this rule watches nothing, so point it at where those files are now"
    );
    found
}

fn collect(folder: &Path, path: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if MADE.contains(&name.as_str()) {
            continue;
        }
        let below = format!("{path}/{name}");
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &below, found);
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            found.push(Source { path: below, text });
        }
    }
}

/// Everything that is or would be committed, as git tells it; without git, what lies there.
pub(crate) fn committed() -> Vec<String> {
    let git = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root())
        .output();
    let listed = git
        .ok()
        .filter(|answer| answer.status.success())
        .map(|answer| String::from_utf8(answer.stdout).unwrap());
    if let Some(listed) = listed.filter(|listed| !listed.is_empty()) {
        return listed.split('\0').filter(|path| root().join(path).is_file()).map(str::to_owned).collect();
    }
    let mut found = Vec::new();
    collect(&root(), ".", &mut found);
    found.into_iter().map(|source| source.path.trim_start_matches("./").to_owned()).collect()
}

/// Fails with every place where a code matches the pattern, and with what to do about it.
pub(crate) fn never<'a>(codes: impl IntoIterator<Item = (&'a str, String)>, pattern: &str, remedy: &str) {
    let pattern = Regex::new(pattern).unwrap();
    let mut places = Vec::new();
    for (path, code) in codes {
        for found in pattern.find_iter(&code) {
            let line = code[..found.start()].matches('\n').count() + 1;
            places.push(format!("{path}:{line}: {}", found.as_str().trim()));
        }
    }
    assert!(places.is_empty(), "{remedy}\n  {}", places.join("\n  "));
}

/// Path and code of each file, for `never`.
pub(crate) fn codes(sources: &[Source]) -> impl Iterator<Item = (&str, String)> {
    sources.iter().map(|source| (source.path.as_str(), source.code()))
}

/// Path and code without tests of each Rust file, for `never`.
pub(crate) fn shipped(sources: &[Source]) -> impl Iterator<Item = (&str, String)> {
    // A file that is nothing but tests says so in the file that declares it.
    sources
        .iter()
        .filter(|source| source.name() != "tests.rs" && !source.path.contains("/tests/"))
        .map(|source| (source.path.as_str(), source.shipped_code()))
}
