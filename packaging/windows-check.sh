#!/usr/bin/env bash
# Runs both Windows programs under Wine in a prefix of its own: the console
# program's PDFs must have the same bytes as Linux's, the pages of the window
# must look like Linux's and like the reference picture.
set -euo pipefail
cd "$(dirname "$0")/.."

section() { printf '\n==== %s\n' "$1"; }

today=2018-05-07
folder=$(mktemp -d)
export WINEPREFIX="$folder/prefix" WINEARCH=win64 WINEDEBUG=-all
# No browser and .NET parts, no desktop files in the user's own menus.
export WINEDLLOVERRIDES='mscoree,mshtml=;winemenubuilder.exe=d'
unset DISPLAY WAYLAND_DISPLAY
# Wine's desktop keeps the screen, or the lack of one, that it began with.
rest() {
	wineserver -k || true
	wineserver -w || true
}
finish() {
	rest
	rm -rf "$folder"
}
trap finish EXIT

section 'A fresh Wine prefix'
wineboot -i 2>/dev/null
rest
system32="$WINEPREFIX/drive_c/windows/system32"
if [ ! -e "$system32/bcryptprimitives.dll" ]; then
	x86_64-w64-mingw32-gcc -shared -O2 -Wall -Wextra -Werror \
		-o "$system32/bcryptprimitives.dll" packaging/wine/bcryptprimitives.c -ladvapi32
fi
wine --version 2>/dev/null

section 'The sample centre on Windows: the same PDFs as on Linux'
bin/jishi demo "$folder/linux" --date "$today" >/dev/null
wine dist/jishi.exe demo "$folder/windows" --date "$today" >/dev/null
wine dist/jishi.exe check --data "$folder/windows"
(cd "$folder/linux/pdf" && find . -name '*.pdf' | sort) >"$folder/names"
(cd "$folder/windows/pdf" && find . -name '*.pdf' | sort) | diff "$folder/names" -
[ -s "$folder/names" ]
while read -r name; do
	cmp "$folder/linux/pdf/$name" "$folder/windows/pdf/$name"
	echo "same bytes  ${name#./}"
done <"$folder/names"

section 'The window on Linux'
mkdir "$folder/pictures"
packaging/window.sh -shots "$folder/pictures"

section 'The window under Wine: the same pages'
rest
go test -count=1 -tags realwindow ./packaging/window -args -wine -like "$folder/pictures" \
	-program "$PWD/dist/服务纪实.exe" -data "$folder/windows" -today "$today"
