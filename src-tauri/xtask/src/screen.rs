//! What a person sees: one line when a step starts, one when it ends.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a screen is what this module is for")]

use std::io::Write;
use std::process::Command;
use std::time::Duration;

/// One line of ordinary text.
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// A step begins: its name and the command it runs.
pub(crate) fn begin(name: &str, command: &Command) {
    println!("==> {name}: {}", spelled(command));
}

/// A step ended well.
pub(crate) fn done(name: &str, elapsed: Duration) {
    println!("    {name}: done in {}", clock(elapsed));
}

/// A step that had nothing to do.
pub(crate) fn nothing_to_do(name: &str, why: &str) {
    println!("    {name}: {why}");
}

/// Why the whole command ends here.
pub(crate) fn complain(text: &str) {
    eprintln!("\nxtask: {text}");
}

/// Bytes of a program's own output, passed on as they are.
pub(crate) fn pass_on(bytes: &[u8]) {
    // A closed pipe (`| head`) is no reason to stop the work.
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(bytes);
    let _ = out.flush();
}

/// Seconds with one decimal below a minute, minutes and seconds above.
pub(crate) fn clock(elapsed: Duration) -> String {
    if elapsed < Duration::from_secs(60) {
        return format!("{:.1} s", elapsed.as_secs_f64());
    }
    let seconds = elapsed.as_secs();
    format!("{} min {:02} s", seconds / 60, seconds % 60)
}

/// The command as a person could type it, with its folder when that is not the repository's root.
fn spelled(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut words = vec![program.file_stem().unwrap_or(program.as_os_str()).to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| {
        let word = word.to_string_lossy();
        if word.is_empty() || word.contains(char::is_whitespace) {
            format!("'{word}'")
        } else {
            word.into_owned()
        }
    }));
    let line = words.join(" ");
    match command.get_current_dir().and_then(|dir| dir.strip_prefix(crate::machine::root()).ok()) {
        Some(dir) if !dir.as_os_str().is_empty() => format!("{line}   (in {})", dir.display()),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_is_where_decimals_end() {
        assert_eq!(clock(Duration::from_millis(1_250)), "1.2 s");
        assert_eq!(clock(Duration::from_secs(61)), "1 min 01 s");
    }

    #[test]
    fn a_command_reads_as_it_would_be_typed() {
        let mut command = Command::new("npm");
        command.args(["run", "two words"]).current_dir(crate::machine::root().join("ui"));
        assert_eq!(spelled(&command), "npm run 'two words'   (in ui)");
    }
}
