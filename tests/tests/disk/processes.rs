//! Other processes: of another user, several at once, killed in the middle.

use std::io::{BufRead, BufReader};
use std::process::Child;
use std::thread::sleep;
use std::time::Duration;

use poster_tests::again;

use super::*;

/// This test binary again, doing `job` in the folder; with a program before it, as that program's child.
fn child(before: &[&str], job: &str, folder: &Path) -> Child {
    again(before, "processes::in_another_process")
        .env("POSTER_TEST_JOB", job)
        .env("POSTER_TEST_FOLDER", folder)
        .spawn()
        .unwrap()
}

/// The other side of [`child`]; nothing when run as a test of its own.
#[test]
fn in_another_process() {
    let (Ok(job), Some(folder)) = (std::env::var("POSTER_TEST_JOB"), std::env::var_os("POSTER_TEST_FOLDER")) else {
        return;
    };
    let folder = PathBuf::from(folder);
    match job.as_str() {
        "one" => match save(&folder, "a.png", &picture(10), OnConflict::Number) {
            Ok(_) => println!("saved"),
            Err(error) => {
                let (signal, failure) = classified(&error, &folder);
                println!("failed {:?} {} {}", signal.code, signal.io.unwrap(), failure.recovery.as_str());
            }
        },
        "equal" => {
            for n in 0..100 {
                save(&folder, &format!("{n}.png"), &picture(n), OnConflict::Skip).unwrap();
                save(&folder, "same.png", &picture(n), OnConflict::Number).unwrap();
            }
        }
        "endless" => {
            for n in 0.. {
                save(&folder, &format!("{n}.png"), &picture(400_000), OnConflict::Number).unwrap();
                println!("saved {n}");
            }
        }
        other => panic!("no job {other}"),
    }
}

#[test]
fn a_folder_of_somebody_else_is_a_matter_of_permission() {
    let nobody = ["setpriv", "--reuid", "nobody", "--clear-groups", "--bounding-set=-all"];
    if privileged("other user", nobody[0], &[&nobody[1..], &["true"]].concat()).is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let said = child(&nobody, "one", folder.path()).wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&said.stdout);
    assert!(said.contains("failed Some(13) PermissionDenied relocate"), "{said}");
}

#[test]
fn four_processes_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let children: Vec<Child> = (0..4).map(|_| child(&[], "equal", folder.path())).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let names = names(folder.path());
    let same = names.iter().filter(|name| name.starts_with("same")).count();
    let counts = (same, names.len() - same);
    assert_eq!(counts, (400, 100), "every equal name has its file, every skipped one its first");
    for name in &names {
        let seen = disk::examine(&folder.path().join(name)).unwrap();
        assert!(seen.verdict.unwrap().is_whole(), "{name}");
    }
}

#[test]
fn killed_in_the_middle_nothing_half_has_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut temporary = 0;
    for round in 0..12u64 {
        let inner = folder.path().join(round.to_string());
        fs::create_dir(&inner).unwrap();
        let mut child = child(&[], "endless", &inner);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        // From the first acknowledged save on, at another moment each time.
        let first = lines.by_ref().find(|line| line.contains("saved "));
        assert!(first.is_some(), "nothing was saved");
        sleep(Duration::from_millis(round * 7));
        child.kill().unwrap();
        child.wait().unwrap();
        for line in first.into_iter().chain(lines) {
            // The pipe may end within a line.
            let n = line.rsplit(' ').next().and_then(|word| word.parse::<u32>().ok());
            if let Some(n) = n {
                assert!(inner.join(format!("{n}.png")).exists(), "{line:?}, and it is not there");
            }
        }
        let (left, named): (Vec<_>, Vec<_>) = names(&inner).into_iter().partition(|name| name.starts_with(".poster-"));
        for name in named {
            let seen = disk::examine(&inner.join(&name)).unwrap();
            assert!(seen.verdict.is_ok_and(|verdict| verdict.is_whole()), "{name} is not whole");
        }
        let empty = left
            .iter()
            .filter(|name| fs::metadata(inner.join(name)).is_ok_and(|about| about.len() == 0));
        // An empty one may belong to a run that is just beginning: it goes later.
        assert_eq!(disk::sweep(&inner, &[]), left.len() - empty.count(), "the next start sweeps");
        temporary += left.len();
    }
    eprintln!("{temporary} temporary files were left by 12 kills, and swept");
}
