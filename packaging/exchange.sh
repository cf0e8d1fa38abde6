#!/bin/sh
# exchange.sh CENTRE STREET: lets the sample centre and the sample street in
# these folders know each other, and carries a package to the street and its
# answer back. Then somebody moves to one of the street's centres, and both
# report.
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

# code OFFICE: its statistics code.
code() {
	bin/jishi --data "$1" identity --json | sed -n 's/.*"code": "\(.*\)".*/\1/p'
}

know "$centre" "$street"
know "$street" "$centre"
mkdir "$stick/up" "$stick/down" "$stick/over" "$stick/back" "$stick/again"
bin/jishi --data "$centre" export --to "$stick/up"
bin/jishi --data "$street" receive "$stick/up" --apply
bin/jishi --data "$street" answer "$(code "$centre")" --to "$stick/down"
bin/jishi --data "$centre" receive "$stick/down" --apply

for next in "$street"/中心/*; do break; done
know "$centre" "$next"
know "$next" "$centre"
bin/jishi --data "$centre" handover 白雪梅 --to-centre "$(code "$next")" --to "$stick/over"
bin/jishi --data "$next" receive "$stick/over" --apply
bin/jishi --data "$next" answer "$(code "$centre")" --to "$stick/back"
bin/jishi --data "$centre" receive "$stick/back" --apply
bin/jishi --data "$next" export --to "$stick/again"
bin/jishi --data "$centre" export --to "$stick/again"
bin/jishi --data "$street" receive "$stick/again" --apply
