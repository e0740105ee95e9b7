//! The power goes: a file system that stops without writing what it still had in memory.

use std::io::{BufRead, BufReader};
use std::process::Command;

use super::kills::child;
use super::*;

/// Runs a program; what it said where it failed.
fn run(program: &str, arguments: &[&str]) -> Result<String, String> {
    let ran = Command::new(program)
        .args(arguments)
        .output()
        .map_err(|error| format!("{program}: {error}"))?;
    if ran.status.success() {
        Ok(String::from_utf8_lossy(&ran.stdout).trim().to_owned())
    } else {
        Err(format!(
            "{program} {}: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&ran.stderr).trim()
        ))
    }
}

/// An ext4 volume in a file, mounted as a folder.
struct Volume {
    at: PathBuf,
    device: String,
}

impl Volume {
    fn make(home: &Path) -> Result<Self, String> {
        let (image, at) = (home.join("image"), home.join("volume"));
        fs::File::create(&image)
            .and_then(|image| image.set_len(160 << 20))
            .map_err(|error| error.to_string())?;
        fs::create_dir(&at).map_err(|error| error.to_string())?;
        run("mkfs.ext4", &["-q", "-F", image.to_str().unwrap()])?;
        let device = run("losetup", &["--find", "--show", image.to_str().unwrap()])?;
        let volume = Self { at, device };
        volume.mount()?;
        Ok(volume)
    }

    fn mount(&self) -> Result<String, String> {
        run("mount", &[&self.device, self.at.to_str().unwrap()])
    }

    /// Nothing that is not on the disk by now ever will be.
    fn cut(&self) -> Result<String, String> {
        let at = self.at.to_str().unwrap();
        // EXT4_IOC_SHUTDOWN without a flush of the log, as `xfs_io -x -c shutdown` does it.
        let ioctl = r#"opendir(my $d, $ARGV[0]) or die $!; ioctl($d, 0x8004587d, pack("L", 2)) or die $!"#;
        run("xfs_io", &["-x", "-c", "shutdown", at]).or_else(|_| run("perl", &["-e", ioctl, at]))
    }
}

impl Drop for Volume {
    fn drop(&mut self) {
        let _ = run("umount", &["-l", self.at.to_str().unwrap()]);
        let _ = run("losetup", &["--detach", &self.device]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cut_off_at_any_point_no_poster_and_no_row_that_was_told_is_lost() {
    let shop = Shop::open(150).await;
    shop.start(BatchOptions::default());
    shop.finished().await;
    let (mut told, mut cuts) = (0, 0);
    for round in 0..4usize {
        let home = tempfile::tempdir().unwrap();
        let volume = match Volume::make(home.path()) {
            Ok(volume) => volume,
            Err(why) => {
                println!("SKIPPED: no volume can be made here (root on Linux needed): {why}");
                return;
            }
        };
        let folder = volume.at.join("posters");
        fs::create_dir(&folder).unwrap();
        // The volume itself is there for good; what happens on it from now on is not.
        run("sync", &["-f", folder.to_str().unwrap()]).unwrap();
        let mut child = child(&shop.demo.url(), &volume.at, "{title}");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut saved: Vec<String> = Vec::new();
        for line in lines.by_ref() {
            saved.extend(line.strip_prefix("saved ").map(str::to_owned));
            if saved.len() > round * 25 {
                break;
            }
        }
        if let Err(why) = volume.cut() {
            child.kill().unwrap();
            child.wait().unwrap();
            println!("SKIPPED: this file system cannot be cut off: {why}");
            return;
        }
        // Between the last line that was read and the cut more was told: that counts, too, as far as the pipe has it. What
        // is told behind the cut is none of the disk's promises, so the child goes at once.
        child.kill().unwrap();
        child.wait().unwrap();
        run("umount", &[volume.at.to_str().unwrap()])
            .or_else(|_| run("umount", &["-l", volume.at.to_str().unwrap()]))
            .unwrap();
        volume.mount().unwrap();
        let ledger = Ledger::open(Some(&volume.at.join("ledger.db")));
        ledger.check();
        assert_eq!(ledger.state(), poster_core::window::LedgerState::Ok);
        for line in &saved {
            let (poster, name) = line.split_once(' ').unwrap();
            let seen = disk::examine(&folder.join(name)).unwrap_or_else(|error| panic!("round {round}: {name}: {error}"));
            assert!(seen.verdict.unwrap().is_whole(), "round {round}: {name}");
            let row = ledger
                .latest("demo", poster)
                .unwrap_or_else(|| panic!("round {round}: no row of {poster}"));
            assert_eq!((row.path, row.bytes), (folder.join(name), seen.bytes));
        }
        // Whatever has a name is whole, told or not.
        for name in names(&folder).into_iter().filter(|name| !name.starts_with(".poster-")) {
            let seen = disk::examine(&folder.join(&name)).unwrap();
            assert!(seen.verdict.is_ok_and(|verdict| verdict.is_whole()), "round {round}: {name}");
        }
        told += saved.len();
        cuts += 1;
        drop(ledger);
    }
    println!("{told} posters told of before {cuts} cuts, none lost");
}
