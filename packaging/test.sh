#!/usr/bin/env bash
# The checks behind make test, cheapest first. Go's own lines come last.
set -euo pipefail
cd "$(dirname "$0")/.."

section() { printf '\n==== %s\n' "$1"; }

tags=ci,migrated_fynedo # Fyne's test driver: no C, no display

section 'Format (gofumpt)'
unformatted=$(.tools/gofumpt -l .)
if [ -n "$unformatted" ]; then
	printf 'Please run .tools/gofumpt -w on:\n%s\n' "$unformatted"
	exit 1
fi

section 'Vet'
CGO_ENABLED=0 go vet -tags "$tags,realwindow" ./...

section 'Lint (golangci-lint)'
CGO_ENABLED=0 .tools/golangci-lint run

section 'The program in a real window'
packaging/window.sh

# Packages whose code or tests draw windows run with the test driver, without
# C; all others under the race detector; the end-to-end test after both.
windowed=() plain=() last=()
while read -r package uses; do
	case "$package $uses" in
	jishi/ui/command\ *) last+=("$package") ;;
	*\ fyne.io/fyne/v2*) windowed+=("$package") ;;
	*) plain+=("$package") ;;
	esac
done < <(CGO_ENABLED=0 go list -tags "$tags" \
	-f '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}} {{join .Deps " "}} {{join .TestImports " "}} {{join .XTestImports " "}}{{end}}' ./...)

section 'Tests with the race detector: everything but the window'
CGO_ENABLED=1 go test -race -timeout 60m "${plain[@]}"

section 'Tests of the window'
CGO_ENABLED=0 go test -tags "$tags" -timeout 60m "${windowed[@]}"

if [ ${#last[@]} -gt 0 ]; then
	section 'End to end: the command line from roster to PDF'
	CGO_ENABLED=1 go test -race -timeout 60m "${last[@]}"
fi
