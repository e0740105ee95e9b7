#!/bin/sh
# Opens the disk image, looks at the app's signature and processors, and uses it: macos.sh FOLDER VERSION
set -eu
folder=$1
version=$2
here=$(cd "$(dirname "$0")" && pwd)
image=$folder/poster-companion_${version}_macos_universal.dmg
volume=$(mktemp -d)
hdiutil attach "$image" -nobrowse -readonly -mountpoint "$volume"
trap 'hdiutil detach "$volume" -force' EXIT
app=$(mktemp -d)/"Poster Companion.app"
cp -R "$volume/Poster Companion.app" "$app"

codesign --verify --deep --strict --verbose=2 "$app"
[ "$(/usr/libexec/PlistBuddy -c 'Print CFBundleShortVersionString' "$app/Contents/Info.plist")" = "$version" ]
for program in poster poster-companion; do
  for processor in arm64 x86_64; do lipo "$app/Contents/MacOS/$program" -verify_arch "$processor"; done
done

ln -sf "$app/Contents/MacOS/poster" "$volume.poster"
sh "$here/poster.sh" "$version" "$volume.poster"
"$app/Contents/MacOS/poster-companion" &
window=$!
sleep 15
kill -0 $window
kill $window
