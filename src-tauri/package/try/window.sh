# Opens the window on a display of its own, saves the first poster that is not saved yet, takes a picture, ends the app.
set -eu
name=$1
export DISPLAY=:77 HOME="$HOME"
Xvfb :77 -screen 0 1280x900x24 -nolisten tcp >/dev/null 2>&1 &
display=$!
trap 'kill $app $display 2>/dev/null || true' EXIT
app=
sleep 2
posters() { find "$HOME" -path '*/.*' -prune -o -type f \( -name '*.png' -o -name '*.jpg' -o -name '*.webp' \) -newer "$HOME/started" -print; }
touch "$HOME/started"
poster-companion >"$HOME/$name.log" 2>&1 &
app=$!
window=
for _ in $(seq 60); do
  window=$(xdotool search --onlyvisible --class poster-companion 2>/dev/null | head -1) && [ -n "$window" ] && break
  kill -0 $app || { cat "$HOME/$name.log"; exit 1; }
  sleep 1
done
[ -n "$window" ] || { echo 'no window came'; exit 1; }
title=$(xdotool getwindowname "$window")
case $title in *'Poster Companion'*) ;; *) echo "the window is called $title"; exit 1 ;; esac
sleep 8
xdotool windowfocus --sync "$window" mousemove 640 500
for _ in $(seq 30); do
  xdotool key Escape Right s
  sleep 2
  [ -n "$(posters)" ] && break
done
saved=$(posters | head -1)
[ -n "$saved" ] || { echo 'the window saved nothing'; exit 1; }
# What is saved proves that the page runs, not that it is painted: a blank window makes a small picture. On a busy machine
# it is painted later than it works.
for _ in $(seq 30); do
  sleep 2
  scrot -o "$HOME/$name.png"
  [ "$(stat -c %s "$HOME/$name.png")" -gt 100000 ] && break
done
[ "$(stat -c %s "$HOME/$name.png")" -gt 100000 ] || { echo 'the window stays blank'; exit 1; }
kill -0 $app || { cat "$HOME/$name.log"; exit 1; }
echo "window: $title; saved by it: $saved"
poster inspect "$saved"
kill $app
wait $app || true
