//! Folders that a system treats in its own way, as data: so the rules of every system are tried on every system.

use std::path::{Path, PathBuf};

use poster_core::signal::Os;

/// The folders of this user, as the system names them. Never built from the home folder: they may have been moved.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    home: Option<PathBuf>,
    desktop: Option<PathBuf>,
    documents: Option<PathBuf>,
    downloads: Option<PathBuf>,
    pictures: Option<PathBuf>,
    videos: Option<PathBuf>,
    music: Option<PathBuf>,
    public: Option<PathBuf>,
    /// Roots of `OneDrive`.
    onedrive: Vec<PathBuf>,
}

impl Places {
    /// Those of the user who runs this program.
    pub(super) fn of_user() -> Self {
        let named = |name: &str| std::env::var_os(name).map(PathBuf::from);
        Self {
            home: dirs::home_dir(),
            desktop: dirs::desktop_dir(),
            documents: dirs::document_dir(),
            downloads: dirs::download_dir(),
            pictures: dirs::picture_dir(),
            videos: dirs::video_dir(),
            music: dirs::audio_dir(),
            public: named("PUBLIC"),
            onedrive: ["OneDrive", "OneDriveConsumer", "OneDriveCommercial"]
                .into_iter()
                .filter_map(named)
                .collect(),
        }
    }

    /// Whether the system guards the folder: macOS asks the user (Files & Folders), Windows refuses (Controlled
    /// Folder Access, its default list in defender-docs `controlled-folders.md`, without Downloads and Desktop).
    pub(super) fn is_guarded(&self, os: Os, folder: &Path) -> bool {
        let at = |base: &Option<PathBuf>, name: &str| base.as_ref().map(|base| base.join(name));
        match os {
            Os::Macos => {
                self.is_in_cloud(os, folder)
                    || lies_in(folder, [self.desktop.clone(), self.documents.clone(), self.downloads.clone()])
                    || folder.starts_with("/Volumes")
            }
            Os::Windows => lies_in(
                folder,
                [
                    self.documents.clone(),
                    self.pictures.clone(),
                    self.videos.clone(),
                    self.music.clone(),
                    at(&self.home, "Favorites"),
                    at(&self.public, "Documents"),
                    at(&self.public, "Pictures"),
                    at(&self.public, "Videos"),
                    at(&self.public, "Music"),
                ],
            ),
            Os::Linux | Os::Other => false,
        }
    }

    /// Whether the folder belongs to the system's cloud drive.
    pub(super) fn is_in_cloud(&self, os: Os, folder: &Path) -> bool {
        let library = |name: &str| self.home.as_ref().map(|home| home.join("Library").join(name));
        match os {
            Os::Macos => lies_in(folder, [library("Mobile Documents"), library("CloudStorage")]),
            Os::Windows => lies_in(folder, self.onedrive.iter().cloned().map(Some)),
            Os::Linux | Os::Other => false,
        }
    }
}

fn lies_in(folder: &Path, roots: impl IntoIterator<Item = Option<PathBuf>>) -> bool {
    // An empty root would hold everything.
    roots
        .into_iter()
        .flatten()
        .any(|root| !root.as_os_str().is_empty() && folder.starts_with(root))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Places {
        let at = |name: &str| Some(PathBuf::from("/home/li").join(name));
        Places {
            home: at(""),
            desktop: at("Desktop"),
            documents: at("Documents"),
            downloads: at("Downloads"),
            pictures: at("OneDrive/Pictures"),
            videos: at("Videos"),
            music: None,
            public: Some("/public".into()),
            onedrive: vec!["/home/li/OneDrive".into()],
        }
    }

    #[test]
    fn each_system_guards_its_own_folders() {
        let guarded = |os, folder: &str| places().is_guarded(os, Path::new(folder));
        for folder in ["Desktop/海报", "Documents", "Downloads/海报", "Library/Mobile Documents/a"] {
            assert!(guarded(Os::Macos, &format!("/home/li/{folder}")), "{folder}");
        }
        assert!(guarded(Os::Macos, "/Volumes/stick") && !guarded(Os::Macos, "/home/li/Posters"));
        for folder in [
            "/home/li/Documents/x",
            "/home/li/OneDrive/Pictures",
            "/home/li/Favorites",
            "/public/Music",
        ] {
            assert!(guarded(Os::Windows, folder), "{folder}");
        }
        for folder in ["/home/li/Downloads", "/home/li/Desktop", "/public", "/home/li/Documents2"] {
            assert!(!guarded(Os::Windows, folder), "{folder}");
        }
        assert!(!guarded(Os::Linux, "/home/li/Documents"));
    }

    #[test]
    fn each_system_has_its_own_cloud() {
        let cloud = |os, folder: &str| places().is_in_cloud(os, Path::new(folder));
        assert!(cloud(Os::Windows, "/home/li/OneDrive/Posters"));
        assert!(!cloud(Os::Macos, "/home/li/OneDrive/Posters"));
        assert!(cloud(Os::Macos, "/home/li/Library/CloudStorage/OneDrive-Firm"));
    }
}
