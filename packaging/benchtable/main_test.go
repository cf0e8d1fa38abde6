package main

import (
	"strings"
	"testing"
)

const sampleRun = `goos: linux
BenchmarkCompletions/Floor-2  	       1	2000000000 ns/op
BenchmarkCompletions/1-2       	       1	3000000000 ns/op
BenchmarkImportFloor-2        	       1	4000000000 ns/op
BenchmarkImport-2             	       1	5000000000 ns/op	       350.5 MB-peak
BenchmarkSearch-2             	     100	   1000000 ns/op	         2.5 p95-ms
BenchmarkFirstWindowFloor 1 400000000 ns/op 500 ready-ms
BenchmarkFirstWindow 1 500000000 ns/op 900 ready-ms
BenchmarkMark-2               	     100	   4000000 ns/op	         6.0 p95-ms
BenchmarkSignIn-2             	     100	   9000000 ns/op	         3.0 key-p95-ms	        12.0 p95-ms
BenchmarkOverview-2           	      20	  60000000 ns/op
BenchmarkRecord12Photos-2     	       2	 600000000 ns/op
BenchmarkPinyin-2             	     100	     12000 ns/op
BenchmarkCalendarMonth-2      	      25	  45000000 ns/op
BenchmarkActivityPage-2       	     200	   5600000 ns/op
BenchmarkProgrammePage-2      	     100	   9600000 ns/op
BenchmarkYearViews/plan-2     	     500	   2300000 ns/op
BenchmarkList/by_birth-2      	     100	  30000000 ns/op
BenchmarkList/by_name-2       	     100	   3000000 ns/op
BenchmarkAnniversaries/30-2   	     100	  90000000 ns/op
BenchmarkDuplicates-2         	       1	3000000000 ns/op
BenchmarkExport-2             	       1	9900000000 ns/op	       110.5 MB-peak	1300 best-ms	2000 cpu-ms	800 floor-cpu-ms	1000 floor-ms
BenchmarkReceive-2            	       1	60000000000 ns/op	1.1 growth-ratio	       150.0 MB-peak
BenchmarkReceiveFloor-2       	       1	50000000000 ns/op
BenchmarkStatistics-2 100 9000000 ns/op
BenchmarkVolunteers/list-2 100 9000000 ns/op
BenchmarkLife/year-2 100 9000000 ns/op
BenchmarkServiceRecord-2 100 9000000 ns/op
BenchmarkRanking/all-2 100 9000000 ns/op
BenchmarkServiceSummary-2 8 130000000 ns/op
BenchmarkPlatformPending/half-2 8 130000000 ns/op
BenchmarkProofs-2 1 1500000000 ns/op
BenchmarkProofsFloor-2 1 1000000000 ns/op
BenchmarkRoster5000-2         	       1	 500000000 ns/op
PASS
`

func table(t *testing.T, run string) (string, bool) {
	t.Helper()
	found, order, err := read(strings.NewReader(run))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	kept, err := write(&out, found, order)
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), kept
}

func TestTheTableHoldsEachJobBesideItsFloor(t *testing.T) {
	out, kept := table(t, sampleRun)
	if !kept {
		t.Errorf("promises count as broken:\n%s", out)
	}
	for _, line := range []string{
		"Completions/1 3.00 s 2.00 s 1.50 2.0 × ok",
		"Import, MB-peak 350.5 MB 600.0 MB ok",
		"FirstWindow 500.0 ms 400.0 ms 1.25 1.5 × ok",
		"FirstWindow, ready-ms 900.0 ms 500.0 ms 1.80",
		"Export, best-ms 1300.0 ms 1000.0 ms 1.30 1.4 × ok",
		"Export, cpu-ms 2000.0 ms 800.0 ms 2.50",
		"Receive, growth-ratio 1.10 × 1.50 × ok",
		"Pinyin 12.0 µs",
		"List/by_birth 30.0 ms 50.0 ms ok",
		"List/by_name 3.0 ms",
		"ServiceSummary 130.0 ms 300.0 ms ok",
		"PlatformPending/half 130.0 ms 500.0 ms ok",
	} {
		if !strings.Contains(strings.Join(strings.Fields(out), " "), line) {
			t.Errorf("no line %q in\n%s", line, out)
		}
	}
}

func TestABrokenPromiseIsTold(t *testing.T) {
	slow := strings.Replace(sampleRun, "3000000000", "4100000000", 1)
	if out, kept := table(t, slow); kept || !strings.Contains(out, "NO") {
		t.Errorf("more than twice the floor counts as kept:\n%s", out)
	}
	slowPart := strings.Replace(sampleRun, "  3000000 ns", " 60000000 ns", 1)
	if out, kept := table(t, slowPart); kept || !strings.Contains(out, "List/by_name") {
		t.Errorf("a slow part counts as kept:\n%s", out)
	}
	missing := strings.Replace(sampleRun, "BenchmarkMark", "BenchmarkOther", 1)
	if out, kept := table(t, missing); kept || !strings.Contains(out, "missing") {
		t.Errorf("a missing benchmark counts as kept:\n%s", out)
	}
}

func TestTheMedianOfSeveralRunsCounts(t *testing.T) {
	run := sampleRun + "BenchmarkMark-2 1 1 ns/op 50 p95-ms\nBenchmarkMark-2 1 1 ns/op 7 p95-ms\n"
	if out, kept := table(t, run); !kept {
		t.Errorf("one slow run of three breaks the promise:\n%s", out)
	}
}
