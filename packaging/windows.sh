#!/usr/bin/env bash
# Builds dist/服务纪实.exe, the program with its window, and dist/jishi.exe,
# the same program for the console: windows.sh VERSION TAGS
set -euo pipefail
cd "$(dirname "$0")/.."
version=$1 tags=$2

# The linker takes the icon, the version and the manifest from a .syso file
# beside main.go; it lies there only while this runs.
resource=resource_windows_amd64.syso
trap 'rm -f "$resource"' EXIT
IFS=. read -r major minor patch <<<"$version"
go run github.com/josephspurrier/goversioninfo/cmd/goversioninfo -64 -o "$resource" \
	-icon resources/icons/icon.ico -manifest packaging/windows/jishi.manifest \
	-file-version "$version" -product-version "$version" \
	-ver-major "$major" -ver-minor "$minor" -ver-patch "$patch" -ver-build 0 \
	-product-ver-major "$major" -product-ver-minor "$minor" -product-ver-patch "$patch" -product-ver-build 0 \
	packaging/windows/versioninfo.json

export GOOS=windows GOARCH=amd64 CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc
build() {
	go build -trimpath -buildvcs=false -tags "$tags" -ldflags "-s -w -X main.version=$version $2" -o "dist/$1" .
	echo "dist/$1  $(du -h "dist/$1" | cut -f1)"
}
build 服务纪实.exe '-H windowsgui'
build jishi.exe ''
