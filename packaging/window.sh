#!/usr/bin/env bash
# Opens bin/jishi on a sample centre under Xvfb, looks at its pages and closes
# it: window.sh [FOLDER] also keeps the pictures in FOLDER.
set -euo pipefail
shots=${1:+$(realpath "$1")}
cd "$(dirname "$0")/.."

today=2018-05-07
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
bin/jishi demo "$folder" --date "$today" >/dev/null
go test -count=1 -tags realwindow ./packaging/window -args \
	-program "$PWD/bin/jishi" -data "$folder" -today "$today" -shots "$shots"
