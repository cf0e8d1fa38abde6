// Command benchtable reads the output of go test -bench on standard input and
// prints a table: what each job costs here, what its floor costs, and whether
// the limit is kept. BenchmarkX and BenchmarkXFloor belong together, or
// BenchmarkX tells both; of several runs the median counts. It ends with status 1 where a limit is not
// kept or a promised benchmark is missing.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// limits are the promises of the program; the order is the table's.
var limits = []limit{
	{benchmark: "BenchmarkCompletions/", unit: "ns/op", ratio: 2},
	{benchmark: "BenchmarkImport", unit: "ns/op", ratio: 1.5},
	{benchmark: "BenchmarkImport", unit: "MB-peak", most: 600},
	{benchmark: "BenchmarkSearch", unit: "p95-ms", most: 16},
	{benchmark: "BenchmarkFirstWindow", unit: "ns/op", ratio: 1.5},
	{benchmark: "BenchmarkFirstWindow", unit: "ready-ms"}, // everything on the page has arrived
	{benchmark: "BenchmarkMark", unit: "p95-ms", most: 10},
	{benchmark: "BenchmarkSignIn", unit: "p95-ms", most: 50},
	{benchmark: "BenchmarkCalendarMonth", unit: "ns/op", most: 150e6},
	{benchmark: "BenchmarkActivityPage", unit: "ns/op", most: 150e6},
	{benchmark: "BenchmarkProgrammePage", unit: "ns/op", most: 150e6},
	{benchmark: "BenchmarkYearViews/", unit: "ns/op", most: 150e6},
	{benchmark: "BenchmarkStatistics", unit: "ns/op", most: 150e6},
	{benchmark: "BenchmarkLife/", unit: "ns/op", most: 150e6},
	{benchmark: "BenchmarkVolunteers/", unit: "ns/op", most: 50e6},
	{benchmark: "BenchmarkList/", unit: "ns/op", most: 50e6},
	{benchmark: "BenchmarkAnniversaries/30", unit: "ns/op", most: 100e6},
	{benchmark: "BenchmarkDuplicates", unit: "ns/op", most: 10e9},
	{benchmark: "BenchmarkOverview", unit: "ns/op", most: 200e6},
	{benchmark: "BenchmarkRecord12Photos", unit: "ns/op", most: 1e9},
	{benchmark: "BenchmarkServiceRecord", unit: "ns/op", most: 50e6},
	{benchmark: "BenchmarkRanking/", unit: "ns/op", most: 150e6},
	{benchmark: "BenchmarkServiceSummary", unit: "ns/op", most: 300e6},
	{benchmark: "BenchmarkPlatformPending/", unit: "ns/op", most: 500e6},
	{benchmark: "BenchmarkProofs", unit: "ns/op", ratio: 2},
	{benchmark: "BenchmarkExport", unit: "best-ms", floor: "floor-ms", ratio: 1 / 0.7}, // 0.7 × the throughput of tar | zstd -3 | age
	{benchmark: "BenchmarkExport", unit: "cpu-ms", floor: "floor-cpu-ms"},              // ours with what the floor need not do
	{benchmark: "BenchmarkExport", unit: "MB-peak", most: 200},
	{benchmark: "BenchmarkReceive", unit: "ns/op", ratio: 2}, // half the rows a second of plain INSERTs
	{benchmark: "BenchmarkReceive", unit: "MB-peak", most: 300},
	{benchmark: "BenchmarkReceive", unit: "growth-ratio", most: 1.5},
	{benchmark: "BenchmarkRoster5000", unit: "ns/op", most: 2e9},
}

// limit is what one figure of a benchmark may come to; without a number it is
// shown beside its floor for the record.
type limit struct {
	// benchmark ends in a slash where the slowest of its parts counts.
	benchmark, unit string
	floor           string  // the floor's unit where the benchmark measures its floor itself
	ratio           float64 // at most so many times the floor
	most            float64 // or at most so much, in the unit
}

// figures are the values of every run, by benchmark and unit.
type figures map[[2]string][]float64

// of is the median of a figure, 0 where there is none.
func (f figures) of(benchmark, unit string) float64 {
	return median(f[[2]string{benchmark, unit}])
}

// slowest is the part of a benchmark called "…/" that costs most; "" where
// there is none.
func (f figures) slowest(benchmark, unit string) (part string, value float64) {
	for key := range f {
		rest, ok := strings.CutPrefix(key[0], benchmark)
		if !ok || !strings.HasSuffix(benchmark, "/") || key[1] != unit {
			continue
		}
		if v := f.of(key[0], unit); v > value || v == value && rest < part {
			part, value = rest, v
		}
	}
	return part, value
}

func main() {
	found, order, err := read(io.TeeReader(os.Stdin, os.Stderr))
	if err != nil {
		fmt.Fprintln(os.Stderr, "benchtable:", err)
		os.Exit(1)
	}
	kept, err := write(os.Stdout, found, order)
	if err != nil {
		fmt.Fprintln(os.Stderr, "benchtable:", err)
		os.Exit(1)
	}
	if !kept {
		os.Exit(1)
	}
}

// read collects the figures of lines such as
// "BenchmarkSearch-2  100  1203456 ns/op  2.5 p95-ms", and the order in which
// benchmarks came.
func read(r io.Reader) (figures, []string, error) {
	found := figures{}
	var order []string
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		name := fields[0]
		if i := strings.LastIndexByte(name, '-'); i > 0 { // the number of processors
			name = name[:i]
		}
		if !slices.Contains(order, name) {
			order = append(order, name)
		}
		for i := 2; i+1 < len(fields); i += 2 {
			value, err := strconv.ParseFloat(fields[i], 64)
			if err != nil {
				return nil, nil, fmt.Errorf("read %q: %w", lines.Text(), err)
			}
			key := [2]string{name, fields[i+1]}
			found[key] = append(found[key], value)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, nil, fmt.Errorf("read the benchmarks: %w", err)
	}
	return found, order, nil
}

// write prints the promised figures, then the time of every other benchmark,
// and tells whether all promises are kept.
func write(w io.Writer, found figures, order []string) (bool, error) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	rows := []string{"NAME\tOURS\tFLOOR\tRATIO\tLIMIT\tOK"}
	kept := true
	promised := map[string]bool{}
	for _, l := range limits {
		row, ok := l.row(found)
		rows = append(rows, row)
		kept = kept && ok
		promised[l.benchmark] = true
	}
	for _, name := range order {
		if !promised[strings.TrimSuffix(name, "Floor")] {
			rows = append(rows, fmt.Sprintf("%s\t%s\t\t\t\t", short(name), show(found.of(name, "ns/op"), "ns/op")))
		}
	}
	for _, row := range rows {
		if _, err := fmt.Fprintln(table, row); err != nil {
			return false, err
		}
	}
	return kept, table.Flush()
}

// row is the line of a limit in the table.
func (l limit) row(found figures) (string, bool) {
	name := short(l.benchmark)
	if l.unit != "ns/op" {
		name += ", " + l.unit
	}
	ours := found.of(l.benchmark, l.unit)
	if part, slowest := found.slowest(l.benchmark, l.unit); part != "" {
		name, ours = name+part, slowest
	}
	floor := found.of(l.benchmark+"Floor", l.unit)
	if l.floor != "" {
		floor = found.of(l.benchmark, l.floor)
	}
	switch {
	case ours == 0 || l.most == 0 && floor == 0:
		return name + "\tmissing\t\t\t\tNO", false
	case l.ratio > 0:
		ok := ours/floor <= l.ratio
		return fmt.Sprintf("%s\t%s\t%s\t%.2f\t%.1f ×\t%s", name, show(ours, l.unit), show(floor, l.unit), ours/floor, l.ratio, word(ok)), ok
	case l.most == 0:
		return fmt.Sprintf("%s\t%s\t%s\t%.2f\t\t", name, show(ours, l.unit), show(floor, l.unit), ours/floor), true
	default:
		ok := ours <= l.most
		return fmt.Sprintf("%s\t%s\t\t\t%s\t%s", name, show(ours, l.unit), show(l.most, l.unit), word(ok)), ok
	}
}

func word(ok bool) string {
	if ok {
		return "ok"
	}
	return "NO"
}

func short(benchmark string) string { return strings.TrimPrefix(benchmark, "Benchmark") }

// show writes a value with a unit that people read.
func show(value float64, unit string) string {
	switch {
	case strings.HasSuffix(unit, "-ratio"):
		return strconv.FormatFloat(value, 'f', 2, 64) + " ×"
	case unit != "ns/op":
		if strings.Contains(unit, "MB") {
			return strconv.FormatFloat(value, 'f', 1, 64) + " MB"
		}
		return strconv.FormatFloat(value, 'f', 1, 64) + " ms"
	case value >= 1e9:
		return strconv.FormatFloat(value/1e9, 'f', 2, 64) + " s"
	case value >= 1e6:
		return strconv.FormatFloat(value/1e6, 'f', 1, 64) + " ms"
	default:
		return strconv.FormatFloat(value/1e3, 'f', 1, 64) + " µs"
	}
}

// median is the middle value, 0 of none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return (sorted[len(sorted)/2] + sorted[(len(sorted)-1)/2]) / 2
}
