//! The window's frame in the user's colours: its title bar, and what is seen before the page has drawn.

use poster_core::window::Theme;
use tauri::webview::Color;
use tauri::{Theme as Shade, WebviewWindow};

/// `--ground` of `ui/src/style.css`.
const LIGHT: Color = Color(0xf6, 0xf4, 0xf0, 0xff);
const DARK: Color = Color(0x16, 0x15, 0x13, 0xff);

/// The theme that the toolkit is to use; `None` is the system's.
pub(crate) fn shade(theme: Theme) -> Option<Shade> {
    match theme {
        Theme::System => None,
        Theme::Light => Some(Shade::Light),
        Theme::Dark => Some(Shade::Dark),
    }
}

/// The ground of the page under this theme of the toolkit.
pub(crate) fn ground(shade: Shade) -> Color {
    match shade {
        Shade::Dark => DARK,
        _ => LIGHT,
    }
}

/// Gives the window's frame these colours.
pub(crate) fn dress(window: &WebviewWindow, theme: Theme) {
    // A frame that stays as it was is a blemish, and no more.
    let _ = window.set_theme(shade(theme));
    if let Some(shade) = shade(theme).or_else(|| window.theme().ok()) {
        let _ = window.set_background_color(Some(ground(shade)));
    }
}

#[cfg(test)]
mod tests {
    use super::{Color, DARK, LIGHT};

    #[test]
    fn the_frame_has_the_ground_of_the_page() {
        let hex = |Color(red, green, blue, _): Color| format!("#{red:02x}{green:02x}{blue:02x}");
        let ground = format!("--ground: light-dark({}, {});", hex(LIGHT), hex(DARK));
        assert!(include_str!("../../ui/src/style.css").contains(&ground), "{ground}");
    }
}
