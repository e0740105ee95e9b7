//! What running a program costs.

use std::process::{Command, Stdio};
use std::time::Instant;

use serde::{Deserialize, Serialize};
use wait4::Wait4 as _;

use crate::Result;

/// One run of one program.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// Seconds from start to end.
    pub(crate) wall: f64,
    /// Seconds of processor time, the kernel's for it included.
    pub(crate) cpu: f64,
    /// Most memory at any moment, in MB. Never below this program's own, which is small for that reason.
    pub(crate) memory: f64,
}

/// Runs a program to its end. That it fails is an error.
pub(crate) fn of(command: &mut Command) -> Result<Cost> {
    let begin = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{}: {error}", command.get_program().to_string_lossy()))?;
    let mut errors = child.stderr.take();
    let used = child.wait4()?;
    let wall = begin.elapsed().as_secs_f64();
    if !used.status.success() {
        let mut said = String::new();
        if let Some(errors) = &mut errors {
            std::io::Read::read_to_string(errors, &mut said)?;
        }
        return Err(format!("{command:?} ended with {}: {said}", used.status).into());
    }
    Ok(Cost {
        wall,
        cpu: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
        memory: used.rusage.maxrss as f64 / 1e6,
    })
}

/// The middle one.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => values[n / 2],
        n => f64::midpoint(values[n / 2 - 1], values[n / 2]),
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_middle_of_odd_and_even() {
        assert!((median([3.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!((median([4.0, 1.0, 2.0, 3.0]) - 2.5).abs() < f64::EPSILON);
        assert!(median([]).is_nan());
    }
}
