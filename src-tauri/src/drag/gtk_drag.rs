//! The drag under GTK: files are handed over as addresses, when the program at the other end asks for them.

use std::cell::RefCell;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use gtk::gdk::DragAction;
use gtk::gdk_pixbuf::{Pixbuf, PixbufLoader};
use gtk::glib::SignalHandlerId;
use gtk::prelude::*;
use tauri::WebviewWindow;

use super::PICTURE;

/// The first button of the mouse, as GTK counts.
const PRIMARY: i32 = 1;

/// Begins a drag of these files from the window. On the main thread.
pub(super) fn start(window: &WebviewWindow, files: Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    let window = window.gtk_window()?;
    let addresses: Vec<String> = files.into_iter().filter_map(|file| address(&file)).collect();
    let targets = gtk::TargetList::new(&[]);
    targets.add_uri_targets(0);
    let handlers: Rc<RefCell<Vec<SignalHandlerId>>> = Rc::default();
    let asked = window.connect_drag_data_get(move |_, _, data, _, _| {
        let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
        data.set_uris(&addresses);
    });
    let done = handlers.clone();
    // The last signal of a drag, whether it was dropped or not: the files have been asked for by then.
    let ended = window.connect_drag_end(move |window, _| {
        for handler in done.take() {
            window.disconnect(handler);
        }
    });
    handlers.borrow_mut().extend([asked, ended]);
    let begun = window.drag_begin_with_coordinates(&targets, DragAction::COPY, PRIMARY, None, -1, -1);
    match begun {
        Some(drag) => {
            if let Ok(picture) = picture() {
                drag.drag_set_icon_pixbuf(&picture, 0, 0);
            }
        }
        None => handlers.take().into_iter().for_each(|handler| window.disconnect(handler)),
    }
    Ok(())
}

fn picture() -> Result<Pixbuf, Box<dyn Error>> {
    let loader = PixbufLoader::new();
    loader.write(PICTURE)?;
    loader.close()?;
    loader.pixbuf().ok_or_else(|| "no picture".into())
}

/// Encoded: `%` and `#` in a name mean something else in an address.
fn address(file: &Path) -> Option<String> {
    url::Url::from_file_path(file).ok().map(String::from)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn a_name_survives_being_made_an_address() {
        let file = Path::new("/tmp/海报/100% #1? [夏].jpg");
        let read = super::address(file).and_then(|address| url::Url::parse(&address).ok()?.to_file_path().ok());
        assert_eq!(read.as_deref(), Some(file));
    }
}
