#!/bin/sh
# Puts Poster Companion into this user's menu, without root: a menu entry, the icons, poster-companion: links, and the command
# `poster` in ~/.local/bin. The folder stays where it is; `./install.sh --remove` takes all of it back.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
bin=$HOME/.local/bin
entry=$share/applications/poster-companion.desktop

if [ "${1:-}" = --remove ]; then
  rm -f "$entry" "$share/metainfo/com.poster_companion.PosterCompanion.metainfo.xml"
  rm -f "$share"/icons/hicolor/*/apps/poster-companion.png "$share"/icons/hicolor/*/apps/poster-companion.svg
  for name in poster poster-companion; do
    case $(readlink "$bin/$name" || true) in "$here"/*) rm -f "$bin/$name" ;; esac
  done
  echo 'Removed. Your settings and posters are untouched.'
  exit 0
fi

mkdir -p "$share" "$bin"
cp -R "$here/share/." "$share/"
# The menu starts programs by their full path: this folder is on nobody's PATH. A quoted path may hold spaces.
sed "s|^Exec=poster-companion|Exec=\"$here/poster-companion\"|" "$here/share/applications/poster-companion.desktop" >"$entry"
for name in poster poster-companion; do ln -sf "$here/$name" "$bin/$name"; done
for tool in "update-desktop-database $share/applications" "gtk-update-icon-cache -q -t -f $share/icons/hicolor"; do
  # Menus notice new files without them, only later.
  command -v "${tool%% *}" >/dev/null 2>&1 && { $tool >/dev/null 2>&1 || true; }
done
echo "Poster Companion is in the menu, and the command is $bin/poster."
case :$PATH: in *":$bin:"*) ;; *) echo "Add $bin to PATH to call it by its name: log out and in again, or see your shell's manual." ;; esac
