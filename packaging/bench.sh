#!/usr/bin/env bash
# Measures what the program promises, each job beside its floor, and prints
# the table. Sizes: JISHI_BENCH_MEMBERS (100000), JISHI_BENCH_ROWS (50000),
# JISHI_BENCH_CERTIFICATES (1000), JISHI_BENCH_PHOTOS (200, in MB),
# JISHI_BENCH_CENTRES (60).  bench.sh TAGS
set -euo pipefail
cd "$(dirname "$0")/.."
tags=$1
export JISHI_BENCH_MEMBERS=${JISHI_BENCH_MEMBERS:-100000}
export JISHI_BENCH_ROWS=${JISHI_BENCH_ROWS:-50000}
export JISHI_BENCH_CERTIFICATES=${JISHI_BENCH_CERTIFICATES:-1000}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/start"
go build -trimpath -buildvcs=false -tags "$tags" -o "$folder/floor" ./packaging/floor
go build -o "$folder/startbench" ./packaging/startbench
go build -o "$folder/benchtable" ./packaging/benchtable

# Promised jobs are measured three times; others once, for the record.
promised='^Benchmark(Completions|Import|Search|Mark|SignIn|Export|Receive)(Floor)?$'
measure() {
	CGO_ENABLED=0 go test -tags ci,migrated_fynedo -p 1 -run '^$' -timeout 20m -count "$@" ./model/... ./report ./ui ./ui/command
}

{
	measure 3 -bench "$promised"
	measure 1 -bench . -skip "$promised"
	"$folder/startbench" -program bin/jishi -floor "$folder/floor" \
		-members "$JISHI_BENCH_MEMBERS" -folder "$folder/start"
} | "$folder/benchtable"
