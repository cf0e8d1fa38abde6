#!/usr/bin/env bash
# Draws every page and dialog of the sample centre into ./screens, with Fyne's
# test driver, and takes some pictures of the real program under Xvfb.
set -euo pipefail
cd "$(dirname "$0")/.."

today=2018-05-07
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
rm -rf screens
bin/jishi demo "$folder" --date "$today" >/dev/null
CGO_ENABLED=0 go test -count=1 -tags ci,migrated_fynedo ./ui -run TestScreens -args \
	-screens "$PWD/screens" -data "$folder"
mkdir -p screens/window
packaging/window.sh -shots "$PWD/screens/window"
echo "Pictures: ./screens, and of the program itself ./screens/window"
