#!/usr/bin/env bash
# Opens bin/jishi on a sample centre under Xvfb, looks at its pages and closes
# it. Arguments go to the test in packaging/window: -shots FOLDER keeps the
# pictures, -update writes the reference picture anew.
set -euo pipefail
cd "$(dirname "$0")/.."

today=2018-05-07
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
bin/jishi demo "$folder/centre" --date "$today" >/dev/null
go test -count=1 -tags realwindow ./packaging/window -args \
	-program "$PWD/bin/jishi" -data "$folder/centre" -today "$today" "$@"
