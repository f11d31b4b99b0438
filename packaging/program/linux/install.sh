#!/bin/sh
# Lets the desktop of this person know of the program in the folder above; "remove" takes that back.
# Projects, models and preferences are elsewhere and stay.
set -eu
share=$(cd "$(dirname "$0")" && pwd)
program=$(dirname "$share")/soc-studio
data=${XDG_DATA_HOME:-$HOME/.local/share}
bin=$HOME/.local/bin
sizes="16 24 32 48 64 128 256"
refresh() {
  command -v update-mime-database >/dev/null && update-mime-database "$data/mime" || true
  command -v update-desktop-database >/dev/null && update-desktop-database "$data/applications" || true
}
if [ "${1:-}" = remove ]; then
  rm -f "$data/applications/soc-studio.desktop" "$data/mime/packages/soc-studio.xml" "$bin/soc-studio"
  for size in $sizes; do rm -f "$data/icons/hicolor/${size}x${size}/apps/soc-studio.png"; done
  refresh
  exit 0
fi
mkdir -p "$data/applications" "$data/mime/packages" "$bin"
sed "s|^Exec=soc-studio|Exec=\"$program\"|" "$share/soc-studio.desktop" > "$data/applications/soc-studio.desktop"
cp "$share/soc-studio.xml" "$data/mime/packages/soc-studio.xml"
for size in $sizes; do
  mkdir -p "$data/icons/hicolor/${size}x${size}/apps"
  cp "$share/icons/$size.png" "$data/icons/hicolor/${size}x${size}/apps/soc-studio.png"
done
ln -sf "$program" "$bin/soc-studio"
refresh
