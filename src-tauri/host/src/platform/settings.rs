//! Which page leads out, as data: so the pages of every system are tried on every system.

use poster_core::signal::Os;
use poster_core::words::Remedy;

/// The addresses of the page, the best first. Empty where it is not a page of this system.
pub(super) fn pages(os: Os, remedy: Remedy) -> &'static [&'static str] {
    match (os, remedy) {
        // The anchor moved with System Settings (macOS 13); the last one is a neighbour page.
        (Os::Macos, Remedy::OpenPrivacyFiles) => &[
            "x-apple.systempreferences:com.apple.settings.PrivacySecurity.extension?Privacy_FilesAndFolders",
            "x-apple.systempreferences:com.apple.preference.security?Privacy_FilesAndFolders",
            "x-apple.systempreferences:com.apple.preference.security?Privacy_AllFiles",
        ],
        // The first is in wide use but not in Microsoft's list; the second is documented.
        (Os::Windows, Remedy::OpenRansomwareProtection) => &["windowsdefender://RansomwareProtection", "ms-settings:windowsdefender"],
        (Os::Macos, Remedy::FreeSpace) => &["x-apple.systempreferences:com.apple.settings.Storage"],
        (Os::Windows, Remedy::FreeSpace) => &["ms-settings:storagesense"],
        _ => &[],
    }
}

/// Whether the way out is a command in a terminal: the contract's copy spells it out, and no page does it.
pub(super) fn is_command(remedy: Remedy) -> bool {
    matches!(remedy, Remedy::ConnectSnap | Remedy::ConnectFlatpak)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SYSTEMS: [Os; 3] = [Os::Windows, Os::Macos, Os::Linux];

    #[test]
    fn a_page_belongs_to_one_system() {
        for remedy in Remedy::ALL {
            let count = SYSTEMS.iter().filter(|os| !pages(**os, *remedy).is_empty()).count();
            let most = if *remedy == Remedy::FreeSpace { 2 } else { 1 };
            assert!(count <= most, "{remedy:?} has pages on {count} systems");
            assert!(count == 0 || !is_command(*remedy), "{remedy:?} is a page or a command");
        }
        assert_eq!(pages(Os::Macos, Remedy::OpenPrivacyFiles).len(), 3);
        assert_eq!(pages(Os::Windows, Remedy::OpenRansomwareProtection).len(), 2);
    }

    #[test]
    fn no_address_uses_a_scheme_that_nobody_answers() {
        let known = ["x-apple.systempreferences:", "windowsdefender:", "ms-settings:"];
        for address in SYSTEMS.iter().flat_map(|os| Remedy::ALL.iter().flat_map(|remedy| pages(*os, *remedy))) {
            assert!(known.iter().any(|scheme| address.starts_with(scheme)), "{address}");
        }
    }
}
