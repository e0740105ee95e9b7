//! Draws all posters on one sheet: `cargo run -p poster-demo --example contact_sheet -- OUT.png [COLUMNS] [WIDTH]`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let Some(target) = words.next() else { return ExitCode::from(2) };
    let mut number = |standard: u32| words.next().and_then(|word| word.parse().ok()).unwrap_or(standard);
    let sheet = poster_demo::contact_sheet(number(8), number(270));
    if sheet.save(target).is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
