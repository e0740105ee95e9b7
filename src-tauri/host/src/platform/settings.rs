//! Which page or program leads out, as data: so the pages of every system are tried on every system.

use poster_core::signal::Os;
use poster_core::words::Remedy;

/// A way to a settings page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// An address that the system itself resolves.
    Address(&'static str),
    /// A program with its arguments.
    Program(&'static [&'static str]),
}

use Page::{Address, Program};

/// The ways to the page, the best first. Empty where it is not a page of this system.
pub(super) fn pages(os: Os, remedy: Remedy) -> &'static [Page] {
    match (os, remedy) {
        // The anchor moved with System Settings (macOS 13); the last one is a neighbour page.
        (Os::Macos, Remedy::OpenPrivacyFiles) => &[
            Address("x-apple.systempreferences:com.apple.settings.PrivacySecurity.extension?Privacy_FilesAndFolders"),
            Address("x-apple.systempreferences:com.apple.preference.security?Privacy_FilesAndFolders"),
            Address("x-apple.systempreferences:com.apple.preference.security?Privacy_AllFiles"),
        ],
        // The first is in wide use but not in Microsoft's list; the second is documented.
        (Os::Windows, Remedy::OpenRansomwareProtection) => {
            &[Address("windowsdefender://RansomwareProtection"), Address("ms-settings:windowsdefender")]
        }
        (Os::Macos, Remedy::FreeSpace) => &[Address("x-apple.systempreferences:com.apple.settings.Storage")],
        (Os::Windows, Remedy::FreeSpace) => &[Address("ms-settings:storagesense")],
        (Os::Linux, Remedy::ConnectSnap) => &[Program(&["gnome-control-center", "applications", "poster-companion"])],
        (Os::Linux, Remedy::ConnectFlatpak) => &[
            Program(&["flatpak-spawn", "--host", "flatpak", "run", "com.github.tchx84.Flatseal"]),
            Program(&["flatpak", "run", "com.github.tchx84.Flatseal"]),
        ],
        _ => &[],
    }
}

/// See [`super::command`].
pub(super) fn command(remedy: Remedy) -> Option<&'static str> {
    match remedy {
        Remedy::ConnectSnap => Some("sudo snap connect poster-companion:removable-media"),
        Remedy::ConnectFlatpak => Some("flatpak override --user --filesystem=xdg-download com.example.PosterCompanion"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_belongs_to_one_system() {
        for remedy in Remedy::ALL {
            let systems = [Os::Windows, Os::Macos, Os::Linux].map(|os| !pages(os, *remedy).is_empty());
            let count = systems.iter().filter(|has| **has).count();
            let most = if *remedy == Remedy::FreeSpace { 2 } else { 1 };
            assert!(count <= most, "{remedy:?} has pages on {count} systems");
        }
        assert_eq!(pages(Os::Macos, Remedy::OpenPrivacyFiles).len(), 3);
        assert_eq!(pages(Os::Windows, Remedy::OpenRansomwareProtection).len(), 2);
    }

    #[test]
    fn no_address_uses_a_scheme_that_nobody_answers() {
        for remedy in Remedy::ALL {
            for os in [Os::Windows, Os::Macos, Os::Linux] {
                for page in pages(os, *remedy) {
                    if let Address(address) = page {
                        let scheme = address.split(':').next().unwrap_or_default();
                        assert!(
                            ["x-apple.systempreferences", "windowsdefender", "ms-settings"].contains(&scheme),
                            "{address}"
                        );
                    }
                }
            }
        }
    }
}
