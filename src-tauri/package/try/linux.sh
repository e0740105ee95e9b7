#!/bin/sh
# Installs a package on a system that has nothing of it, and uses it: linux.sh FOLDER KIND VERSION
# KIND: deb, rpm, tar.gz or AppImage. As root, in a container of that system.
set -eu
folder=$1
kind=$2
version=$3
here=$(cd "$(dirname "$0")" && pwd)
file=$folder/poster-companion_${version}_linux_x64.$kind

if command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # With the package tool alone: what it needs beside comes with it.
  case $kind in
    deb) apt-get install -yqq --no-install-recommends "$file" ;;
    *) apt-get install -yqq --no-install-recommends ca-certificates libwebkit2gtk-4.1-0 ;;
  esac
  apt-get install -yqq --no-install-recommends xvfb xauth xdotool scrot fonts-noto-cjk
else
  dnf install -yq "$file" xorg-x11-server-Xvfb xorg-x11-xauth xdotool scrot google-noto-sans-cjk-fonts
fi

case $kind in
  tar.gz)
    tar -xzf "$file" -C /opt
    /opt/poster-companion-"$version"/install.sh
    PATH=$PATH:$HOME/.local/bin
    ;;
  AppImage)
    # Without FUSE, as in most containers. Its own libraries come along.
    (cd /opt && chmod +x "$file" && "$file" --appimage-extract >/dev/null)
    printf '#!/bin/sh\nexec /opt/squashfs-root/AppRun "$@"\n' >/usr/local/bin/poster-companion
    ln -s /opt/squashfs-root/usr/bin/poster /usr/local/bin/poster
    chmod +x /usr/local/bin/poster-companion
    ;;
esac
export PATH

sh "$here/poster.sh" "$version"
sh "$here/window.sh" "window-$kind"
case $kind in
  deb) apt-get purge -yqq poster-companion ;;
  rpm) dnf remove -yq poster-companion ;;
  tar.gz) /opt/poster-companion-"$version"/install.sh --remove ;;
esac
case $kind in
  deb | rpm | tar.gz) ! command -v poster || { echo 'poster is still there'; exit 1; } ;;
esac
