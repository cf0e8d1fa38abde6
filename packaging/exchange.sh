#!/bin/sh
# exchange.sh CENTRE STREET: lets the sample centre and the sample street in
# these folders know each other, and carries a package to the street and its
# answer back.
set -eu
centre=$1
street=$2
stick=$(mktemp -d)
trap 'rm -rf "$stick"' EXIT

# know ONE OTHER: the other's public file and fingerprint, as on the phone.
know() {
	print=$(bin/jishi --data "$2" identity --out "$stick/office.jishi-office" --json | sed -n 's/.*"fingerprint": "\(.*\)".*/\1/p')
	bin/jishi --data "$1" pair "$stick/office.jishi-office" --fingerprint "$print"
	rm "$stick/office.jishi-office"
}

know "$centre" "$street"
know "$street" "$centre"
mkdir "$stick/up" "$stick/down"
code=$(bin/jishi --data "$centre" identity --json | sed -n 's/.*"code": "\(.*\)".*/\1/p')
bin/jishi --data "$centre" export --to "$stick/up"
bin/jishi --data "$street" receive "$stick/up" --apply
bin/jishi --data "$street" answer "$code" --to "$stick/down"
bin/jishi --data "$centre" receive "$stick/down" --apply
