//! Running one command: on the screen, into a log, or for its answer.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::machine::{self, System};
use crate::screen;

/// Why the work cannot go on, in words for the person at the keyboard.
#[derive(Debug)]
pub(crate) struct Stop(pub(crate) String);

/// What a step comes to.
pub(crate) type Outcome<T = ()> = Result<T, Stop>;

impl Stop {
    pub(crate) fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// How long a logged step may be silent before a line says that it still runs.
const SILENCE: Duration = Duration::from_secs(30);
/// How often a running step is looked at.
const GLANCE: Duration = Duration::from_millis(50);

/// Runs the command with the screen as its output.
pub(crate) fn shown(name: &str, command: &mut Command) -> Outcome {
    screen::begin(name, command);
    let started = Instant::now();
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    judge(name, status)?;
    screen::done(name, started.elapsed());
    Ok(())
}

/// What the command prints, trimmed; nothing if it fails or is not there.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// Where the output of a logged step is kept.
pub(crate) fn log_of(name: &str) -> PathBuf {
    machine::scratch().join("log").join(format!("{name}.log"))
}

/// Runs the command with its output going to a file, which is passed on to the screen as it grows, and ends it when the
/// limit is over. A file and not a pipe: a process that outlives the step would keep a pipe open and us waiting.
pub(crate) fn logged(name: &str, command: &Command, limit: Duration) -> Outcome {
    screen::begin(name, command);
    let log = log_of(name);
    let open = || -> io::Result<(File, File, File)> {
        fs::create_dir_all(log.parent().unwrap_or(&log))?;
        let written = File::create(&log)?;
        Ok((written.try_clone()?, written, File::open(&log)?))
    };
    let (out, err, mut read) = open().map_err(|error| Stop::new(format!("{} cannot be written: {error}", log.display())))?;

    let mut command = contained(command, limit);
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .spawn()
        .map_err(|error| cannot_start(&command, &error))?;
    let mut heard = Instant::now();
    let status = loop {
        let ended = child
            .try_wait()
            .map_err(|error| Stop::new(format!("{name} cannot be waited for: {error}")))?;
        let mut news = Vec::new();
        if read.read_to_end(&mut news).is_ok_and(|count| count > 0) {
            heard = Instant::now();
            screen::pass_on(&news);
        }
        if let Some(status) = ended {
            break status;
        }
        if heard.elapsed() > SILENCE {
            heard = Instant::now();
            screen::line(&format!("    {name}: still running, {}", screen::clock(started.elapsed())));
        }
        // `timeout` does this first, and better, where there is one.
        if started.elapsed() > limit + Duration::from_secs(30) {
            let _ = child.kill();
        }
        thread::sleep(GLANCE);
    };
    sweep(child.id());
    if started.elapsed() >= limit {
        return Err(Stop::new(format!("{name} did not end within {}", screen::clock(limit))));
    }
    judge(name, status)
}

/// The last lines of a step's log, for the end of the run.
pub(crate) fn tail_of_log(name: &str, lines: usize) -> String {
    let text = fs::read(log_of(name))
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .unwrap_or_default();
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}

/// On Linux: the same command as the head of a process group of its own, which is ended as a whole when its time is over or
/// when xtask dies (Ctrl-C reaches only the terminal's own group). A window and its web processes outlive a plain kill.
fn contained(command: &Command, limit: Duration) -> Command {
    let tools = machine::program("setpriv").zip(machine::program("timeout"));
    let (System::Linux, Some((setpriv, timeout))) = (System::here(), tools) else {
        return copy_of(command, Command::new(command.get_program()));
    };
    let mut wrapped = Command::new(setpriv);
    wrapped.args(["--pdeathsig", "TERM", "--"]).arg(timeout).arg("--kill-after=10");
    wrapped.arg(format!("{}", limit.as_secs())).arg(command.get_program());
    copy_of(command, wrapped)
}

fn copy_of(from: &Command, mut to: Command) -> Command {
    to.args(from.get_args());
    for (key, value) in from.get_envs() {
        match value {
            Some(value) => to.env(key, value),
            None => to.env_remove(key),
        };
    }
    if let Some(folder) = from.get_current_dir() {
        to.current_dir(folder);
    }
    to
}

/// Ends what is left of a finished step's process group. `timeout` made itself the head of it, so the group has its number.
fn sweep(group: u32) {
    if System::here() == System::Linux {
        // The shell's own `kill`: a small system has no program of that name. Mostly nobody is left, which it says and we do not.
        let mut shell = Command::new("sh");
        let _ = shell.args(["-c", &format!("kill -s KILL -- -{group}")]).stderr(Stdio::null()).status();
    }
}

fn judge(name: &str, status: ExitStatus) -> Outcome {
    if status.success() {
        return Ok(());
    }
    Err(Stop::new(match status.code() {
        Some(code) => format!("{name} failed with exit code {code}"),
        None => format!("{name} was ended by a signal"),
    }))
}

fn cannot_start(command: &Command, error: &io::Error) -> Stop {
    Stop::new(format!("`{}` cannot be started: {error}", command.get_program().to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cargo(argument: &str) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command.arg(argument);
        command
    }

    #[test]
    fn a_logged_step_keeps_its_output_and_its_verdict() {
        let limit = Duration::from_secs(60);
        assert!(logged("test-of-a-good-step", &cargo("--version"), limit).is_ok());
        assert!(tail_of_log("test-of-a-good-step", 1).starts_with("cargo "));
        let stop = logged("test-of-a-bad-step", &cargo("--no-such-option"), limit).err();
        assert_eq!(stop.map(|stop| stop.0).as_deref(), Some("test-of-a-bad-step failed with exit code 1"));
    }

    #[test]
    fn what_a_step_leaves_running_is_ended() {
        if System::here() != System::Linux {
            return;
        }
        let mut shell = Command::new("sh");
        shell.args(["-c", "sleep 600 & echo $!"]);
        assert!(logged("test-of-a-leftover", &shell, Duration::from_secs(60)).is_ok());
        let left = PathBuf::from("/proc").join(tail_of_log("test-of-a-leftover", 1)).join("cmdline");
        // Killed is not yet gone: the kernel needs a moment. Until its parent collects it, it is there without a command line.
        let runs = || fs::read(&left).is_ok_and(|words| !words.is_empty());
        let gone = (0..400).any(|_| {
            thread::sleep(GLANCE);
            !runs()
        });
        assert!(gone, "{} still runs", left.display());
    }

    #[test]
    fn a_step_that_hangs_is_ended_and_says_so() {
        if System::here() != System::Linux {
            return;
        }
        let mut sleep = Command::new("sleep");
        let stop = logged("test-of-a-hang", sleep.arg("600"), Duration::from_secs(1)).err();
        assert_eq!(stop.map(|stop| stop.0).as_deref(), Some("test-of-a-hang did not end within 1.0 s"));
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let stop = shown("nothing", &mut Command::new("poster-companion-no-such-program")).err();
        assert!(stop.is_some_and(|stop| stop.0.contains("poster-companion-no-such-program")));
        assert_eq!(answer(&mut Command::new("poster-companion-no-such-program")), None);
    }
}
