#!/usr/bin/env bash
# Sees to it that what a make target needs is there: setup.sh PART…
#
#   build     a C compiler and the headers of the window
#   screen    Xvfb and OpenGL in software, to run the window without a display
#   test      poppler, with which tests read PDFs back; age and zstd, with
#             which they open packages
#   windows   the compiler for Windows
#   wine      Wine, to run what it made
#   tools     gofumpt and golangci-lint, pinned, in .tools
#
# Packages come through apt on Debian and Ubuntu, only those that are missing,
# with sudo where this is not root. Elsewhere it looks for the programs and
# says what to install.
set -euo pipefail
cd "$(dirname "$0")/.."

gofumpt=v0.12.0
golangci_lint=v2.15.0

packages=()   # Debian's names
programs=()   # what must be on the PATH elsewhere
libraries=()  # what pkg-config must know elsewhere
tools=false

fail() {
	echo "$*" >&2
	exit 1
}

for part in "$@"; do
	case $part in
	build)
		packages+=(gcc libc6-dev pkg-config xorg-dev libgl1-mesa-dev libwayland-dev libxkbcommon-dev)
		programs+=(gcc pkg-config)
		libraries+=(x11 xrandr xi xcursor xinerama xxf86vm gl wayland-client xkbcommon)
		;;
	screen)
		packages+=(xvfb libgl1 libgl1-mesa-dri)
		programs+=(Xvfb)
		;;
	test)
		packages+=(poppler-utils age zstd)
		programs+=(pdftotext pdftoppm age zstd)
		;;
	windows)
		packages+=(gcc-mingw-w64-x86-64)
		programs+=(x86_64-w64-mingw32-gcc)
		;;
	wine)
		packages+=(wine wine64)
		programs+=(wine)
		;;
	tools) tools=true ;;
	*) fail "setup.sh knows no part “$part”" ;;
	esac
done

command -v go >/dev/null ||
	fail "This needs Go 1.26 or newer (https://go.dev/dl/), with its bin folder on the PATH."

# as_root runs a command with the rights that installing needs.
as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

install_with_apt() {
	local missing=() package
	for package in "$@"; do
		[ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] ||
			missing+=("$package")
	done
	[ ${#missing[@]} -eq 0 ] && return
	if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
		fail "This needs: ${missing[*]}. Please run as root: apt-get install ${missing[*]}"
	fi
	echo "Installing ${missing[*]}"
	as_root apt-get update -q
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# look_around names what is missing on a system without apt.
look_around() {
	local missing=() name
	for name in ${programs[@]+"${programs[@]}"}; do
		command -v "$name" >/dev/null || missing+=("$name")
	done
	if command -v pkg-config >/dev/null; then
		for name in ${libraries[@]+"${libraries[@]}"}; do
			pkg-config --exists "$name" || missing+=("the headers of $name")
		done
	fi
	[ ${#missing[@]} -eq 0 ] && return
	printf -v list '%s, ' "${missing[@]}"
	fail "This needs ${list%, }. Please install them; on Debian and Ubuntu they come with: ${packages[*]}"
}

# install_tool NAME MODULE VERSION
install_tool() {
	local name=$1 module=$2 version=$3
	if [ -x ".tools/$name" ] && ".tools/$name" --version 2>/dev/null | grep -qF "${version#v} "; then
		return
	fi
	echo "Building $name $version (once; this can take some minutes)"
	GOBIN="$PWD/.tools" GOFLAGS= CGO_ENABLED=0 go install "$module@$version"
}

if [ ${#packages[@]} -gt 0 ]; then
	if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
		install_with_apt "${packages[@]}"
	else
		look_around
	fi
fi
if $tools; then
	install_tool gofumpt mvdan.cc/gofumpt "$gofumpt"
	install_tool golangci-lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint "$golangci_lint"
fi
