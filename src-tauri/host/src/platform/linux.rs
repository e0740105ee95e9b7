//! Linux.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use poster_core::signal::Os;
use rustix::fs::{Access, IFlags};

pub(super) use super::unix::{bytes_of_path, free_space, path_of_bytes, rename_new};
use super::unix::{quiet, run};

pub(super) const OS: Os = Os::Linux;

/// File systems that are elsewhere.
const REMOTE: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "sshfs",
    "fuse.sshfs",
    "davfs",
    "fuse.davfs2",
    "9p",
    "ceph",
    "fuse.rclone",
    "fuse.gvfsd-fuse",
];

/// `chattr +i` or `+a`.
pub(super) fn is_locked(path: &Path) -> bool {
    // Opening anything else (a pipe, a device) may wait, or do something.
    let ordinary = fs::metadata(path).is_ok_and(|m| m.is_file() || m.is_dir());
    ordinary
        && File::open(path)
            .ok()
            .and_then(|file| rustix::fs::ioctl_getflags(file).ok())
            .is_some_and(|flags| flags.intersects(IFlags::IMMUTABLE | IFlags::APPEND))
}

pub(super) fn is_remote(folder: &Path) -> bool {
    let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
    let on = mounts
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(' ').skip(1);
            // The table writes a space as \040.
            let point = fields.next()?.replace("\\040", " ");
            let kind = fields.next()?;
            folder.starts_with(&point).then_some((point.len(), kind))
        })
        .max_by_key(|(length, _)| *length);
    on.is_some_and(|(_, kind)| REMOTE.contains(&kind))
}

pub(super) fn open_address(address: &str) -> io::Result<()> {
    run("xdg-open", &[address])
}

/// A program in the background, not waited for beyond its own end.
fn spawn(program: &str, arguments: &[&str]) -> io::Result<()> {
    let mut child = quiet(program, arguments).spawn()?;
    // Somebody has to collect it, or it stays in the process table.
    std::thread::spawn(move || child.wait());
    Ok(())
}

pub(super) fn open_folder(folder: &Path) -> io::Result<()> {
    // Missing folders open a browser in some desktops.
    fs::metadata(folder)?;
    spawn("xdg-open", &[&folder.to_string_lossy()])
}

pub(super) fn reveal(file: &Path) -> io::Result<()> {
    fs::metadata(file)?;
    let file = std::path::absolute(file)?;
    let selected = url::Url::from_file_path(&file).is_ok_and(|address| {
        // A quote would end the string in the list.
        let list = format!("['{}']", address.as_str().replace('\'', "%27"));
        let call = [
            "call",
            "--session",
            "--timeout",
            "3",
            "--dest",
            "org.freedesktop.FileManager1",
            "--object-path",
            "/org/freedesktop/FileManager1",
            "--method",
            "org.freedesktop.FileManager1.ShowItems",
            &list,
            "",
        ];
        run("gdbus", &call).is_ok()
    });
    if selected { Ok(()) } else { open_folder(file.parent().unwrap_or(&file)) }
}

pub(super) fn sync_rename(folder: &Path, _file: &File) -> io::Result<()> {
    sync_folder(folder)
}

pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network and FUSE volumes cannot sync a folder.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        other => other,
    }
}

pub(super) fn may_list(_folder: &Path) -> bool {
    true
}

/// See [`super::has_display`].
pub(super) fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// See [`super::has_graphics_card`].
pub(super) fn has_graphics_card() -> bool {
    drawn_by(Path::new("/dev"))
}

/// Whether one of these devices draws: a render node of the kernel's drivers, NVIDIA's own, or the card of Windows around WSL.
fn drawn_by(devices: &Path) -> bool {
    let nodes = fs::read_dir(devices.join("dri")).into_iter().flatten().flatten();
    nodes
        .filter(|node| node.file_name().as_encoded_bytes().starts_with(b"renderD"))
        .map(|node| node.path())
        .chain(["nvidiactl", "dxg"].map(|name| devices.join(name)))
        .any(|node| rustix::fs::access(node, Access::READ_OK | Access::WRITE_OK).is_ok())
}

/// A click on the notification itself is an action of this name.
pub(super) fn make_clickable(notification: &mut notify_rust::Notification) {
    notification.action("default", "");
}

/// Waits until the notification is clicked or gone.
pub(super) fn when_clicked(shown: notify_rust::NotificationHandle, clicked: impl FnOnce()) {
    shown.wait_for_action(|action| {
        if action == "default" {
            clicked();
        }
    });
}

/// See [`super::give_memory_back`]. The C library would raise its own bound to the largest piece that it has seen, and
/// keep a heap for each thread.
#[cfg(target_env = "gnu")]
#[expect(unsafe_code, reason = "settings of the C library")]
pub(super) fn give_memory_back() {
    for (setting, value) in [(libc::M_MMAP_THRESHOLD, 256 << 10), (libc::M_ARENA_MAX, 2)] {
        // Safe: it takes numbers, and does nothing where it does not like them.
        let _ = unsafe { libc::mallopt(setting, value) };
    }
}

/// Other C libraries give it back by themselves.
#[cfg(not(target_env = "gnu"))]
pub(super) fn give_memory_back() {}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io;

    use super::drawn_by;

    #[test]
    fn a_screen_without_a_render_node_is_no_graphics_card() -> io::Result<()> {
        let devices = tempfile::tempdir()?;
        assert!(!drawn_by(devices.path()));
        fs::create_dir(devices.path().join("dri"))?;
        fs::write(devices.path().join("dri/card0"), "")?;
        assert!(!drawn_by(devices.path()));
        fs::write(devices.path().join("dri/renderD128"), "")?;
        assert!(drawn_by(devices.path()));
        Ok(())
    }

    #[test]
    fn the_cards_of_other_drivers_count() -> io::Result<()> {
        for name in ["nvidiactl", "dxg"] {
            let devices = tempfile::tempdir()?;
            fs::write(devices.path().join(name), "")?;
            assert!(drawn_by(devices.path()), "{name}");
        }
        Ok(())
    }
}
