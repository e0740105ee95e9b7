//! What the user chose, kept between runs. No secrets: tokens are in the keychain.

use std::path::{Path, PathBuf};

use poster_core::Locale;
use poster_core::window::{BatchOptions, Layout, Theme};
use serde::{Deserialize, Serialize};

use crate::disk;

/// What the user chose. Every field may be absent: then the system's or the app's own choice holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The API's address; the built-in demo where absent.
    pub source: Option<String>,
    /// The source is inside the company and speaks plain HTTP: allowed by whoever set it up.
    pub allow_plain: bool,
    /// Where posters go; `Downloads/海报` where absent.
    pub folder: Option<PathBuf>,
    /// The language; the system's where absent.
    pub locale: Option<Locale>,
    /// The colours.
    pub theme: Theme,
    /// How posters are laid out.
    pub layout: Layout,
    /// How posters are saved.
    pub saving: BatchOptions,
    /// The app's own updates.
    pub updates: Updates,
}

/// How the app keeps itself up to date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Updates {
    /// Look for a newer version at start and once a day.
    pub automatic: bool,
    /// The highest version whose package was here with a good signature: nothing below it is installed any more.
    pub verified: Option<String>,
}

impl Default for Updates {
    fn default() -> Self {
        Self {
            automatic: true,
            verified: None,
        }
    }
}

/// What was found at start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Settings, or none yet.
    Settings(Settings),
    /// A file that does not parse. It was set aside, so nothing in it is lost, and the app starts with its own choices.
    Damaged {
        /// Where it is now.
        aside: PathBuf,
    },
}

impl Settings {
    /// The usual file: `poster-companion/settings.json` in the system's folder for configuration.
    pub fn file() -> Option<PathBuf> {
        dirs::config_dir().map(|folder| folder.join("poster-companion").join("settings.json"))
    }

    /// Reads the file.
    pub fn load(file: &Path) -> Found {
        let Ok(text) = disk::read_text(file) else {
            return Found::Settings(Self::default());
        };
        if let Ok(settings) = serde_json::from_str(&text) {
            return Found::Settings(settings);
        }
        let aside = file.with_extension("damaged.json");
        // If even that fails, the next save replaces the file; starting matters more.
        let _ = disk::replace(&aside, text.as_bytes());
        Found::Damaged { aside }
    }

    /// Writes the file: whole or not at all.
    pub fn store(&self, file: &Path) -> std::io::Result<()> {
        let text = serde_json::to_vec_pretty(self)?;
        disk::replace(file, &text)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test")]

    use super::{Found, Settings};

    #[test]
    fn what_is_stored_is_found_and_damage_is_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep").join("settings.json");
        assert_eq!(Settings::load(&file), Found::Settings(Settings::default()));
        let settings = Settings {
            source: Some("https://posters.example.com".into()),
            ..Settings::default()
        };
        settings.store(&file).unwrap();
        assert_eq!(Settings::load(&file), Found::Settings(settings));
        std::fs::write(&file, "{\"source\": ").unwrap();
        let Found::Damaged { aside } = Settings::load(&file) else {
            panic!("damage was not noticed")
        };
        assert_eq!(std::fs::read_to_string(aside).unwrap(), "{\"source\": ");
    }
}
