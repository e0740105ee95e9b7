//! The mini-program as its owner uploads it, and its component as a package of npm.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::screen;
use crate::step::{self, Outcome, Stop};
use crate::tools;

/// What of the mini-program the component consists of.
const COMPONENT: &[&str] = &["components", "contract", "flow", "i18n"];

/// The files of the package beside the component.
const COVER: &[&str] = &["package.json", "README.md"];

/// What the developer tools do not upload, or what is a developer's own.
const OWN: &[&str] = &["package.json", "README.md", "project.private.config.json"];

/// Makes `target/package/miniprogram`, ready to be opened and uploaded with WeChat's developer tools, and
/// `target/package/poster-save-VERSION.tgz`, in the form that their "Build npm" takes.
///
/// Fails if npm does, or if a file cannot be read or written.
pub(crate) fn make(root: &Path) -> Outcome {
    let source = root.join("miniprogram");
    let target = root.join("target").join("package");
    let upload = target.join("miniprogram");
    let staged = target.join("poster-save");
    stage(&source, &upload, &staged).map_err(|error| Stop::new(format!("{} cannot be packaged: {error}", source.display())))?;

    step::shown(
        "npm pack",
        tools::npm().args(["pack", "--pack-destination"]).arg(&target).current_dir(&staged),
    )?;
    let packed = renamed(&target).map_err(|error| Stop::new(format!("The package cannot be renamed: {error}")))?;
    screen::line(&format!("To upload: {}", upload.display()));
    screen::line(&format!("To publish: {}", packed.display()));
    Ok(())
}

/// Copies what belongs into each of the two; what an earlier run left is taken away first.
fn stage(source: &Path, upload: &Path, staged: &Path) -> io::Result<()> {
    for made in [upload, staged] {
        if made.exists() {
            fs::remove_dir_all(made)?;
        }
        fs::create_dir_all(made)?;
    }
    for entry in fs::read_dir(source)? {
        let name = entry?.file_name();
        if OWN.iter().all(|own| name != *own) {
            copy(&source.join(&name), &upload.join(&name))?;
        }
    }
    for name in COVER {
        copy(&source.join(name), &staged.join(name))?;
    }
    for name in COMPONENT {
        copy(&source.join(name), &staged.join("miniprogram_dist").join(name))?;
    }
    Ok(())
}

/// Copies a file, or a folder with all that is in it.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if !from.is_dir() {
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        return fs::copy(from, to).map(|_| ());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let name = entry?.file_name();
        copy(&from.join(&name), &to.join(&name))?;
    }
    Ok(())
}

/// npm puts the scope before the name; the file is called as the component is.
fn renamed(target: &Path) -> io::Result<PathBuf> {
    for entry in fs::read_dir(target)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some(short) = name
            .strip_prefix("poster-companion-")
            .filter(|_| path.extension().is_some_and(|ending| ending == "tgz"))
        {
            let to = target.join(short);
            fs::rename(&path, &to)?;
            return Ok(to);
        }
    }
    Err(io::Error::new(io::ErrorKind::NotFound, "npm pack left no .tgz"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine;

    fn files(folder: &Path, below: &Path, found: &mut Vec<String>) -> io::Result<()> {
        for entry in fs::read_dir(below)? {
            let path = entry?.path();
            if path.is_dir() {
                files(folder, &path, found)?;
            } else {
                let name = path.strip_prefix(folder).unwrap_or(&path);
                found.push(name.to_string_lossy().replace('\\', "/"));
            }
        }
        Ok(())
    }

    #[test]
    fn each_gets_what_is_its_own() -> io::Result<()> {
        let folder = std::env::temp_dir().join(format!("poster-companion-package-{}", std::process::id()));
        let (upload, staged) = (folder.join("miniprogram"), folder.join("poster-save"));
        stage(&machine::root().join("miniprogram"), &upload, &staged)?;
        let (mut uploaded, mut packed) = (Vec::new(), Vec::new());
        files(&upload, &upload, &mut uploaded)?;
        files(&staged, &staged, &mut packed)?;
        fs::remove_dir_all(&folder)?;

        for name in [
            "app.json",
            "project.config.json",
            "pages/poster/poster.js",
            "services/api.js",
            "flow/effects.js",
        ] {
            assert!(uploaded.contains(&name.to_owned()), "{name} is not uploaded");
        }
        assert!(!uploaded.contains(&"package.json".to_owned()));
        for name in [
            "package.json",
            "README.md",
            "miniprogram_dist/components/poster-save/poster-save.js",
            "miniprogram_dist/contract/contract.js",
        ] {
            assert!(packed.contains(&name.to_owned()), "{name} is not packed");
        }
        let stray = |name: &&String| ["/pages/", "/services/", "/config/", "/app."].iter().any(|part| name.contains(part));
        assert_eq!(packed.iter().find(stray), None);
        Ok(())
    }
}
