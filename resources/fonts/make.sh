#!/bin/sh
# Fetches the sources of the faces and makes them anew; see README.md.
# For maintainers: the made faces are committed, building needs none of this.
#
#   sh resources/fonts/make.sh [FOLDER]
#
# FOLDER may hold the downloads already; by default they go to a temporary one.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${1:-$(mktemp -d)}
python=${PYTHON:-/usr/bin/python3}
cd "$work"

fetch_npm() { # package version sha256
	file="expo-google-fonts-$1-$2.tgz"
	[ -f "$file" ] || npm pack --silent "@expo-google-fonts/$1@$2"
	echo "$3  $file" | sha256sum --check --quiet
	mkdir -p "$1"
	tar -xzf "$file" -C "$1"
}
fetch_npm noto-sans-sc 0.4.3 0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59
fetch_npm noto-serif-sc 0.4.3 ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e
ls fonts-lxgw-wenkai_*.deb >/dev/null 2>&1 || apt-get download --quiet fonts-lxgw-wenkai=1.250+repack-1
echo "6d1e4c4aac78ad32062aefa2c836ee4d6e58f9dcf8b3f4407c9eefe304615318  $(ls fonts-lxgw-wenkai_*.deb)" | sha256sum --check --quiet
dpkg-deb --extract fonts-lxgw-wenkai_*.deb lxgw

mkdir -p src
cp noto-sans-sc/package/*/NotoSansSC_400Regular.ttf noto-sans-sc/package/*/NotoSansSC_700Bold.ttf src/
cp noto-serif-sc/package/*/NotoSerifSC_400Regular.ttf noto-serif-sc/package/*/NotoSerifSC_700Bold.ttf src/
cp lxgw/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf lxgw/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Bold.ttf src/
"$python" "$here/make.py" src
