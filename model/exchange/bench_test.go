package exchange

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"jishi/model"
	"jishi/model/keyring"
)

// The variables say how many MB of photos and attachments the exported centre
// has (200) and how many centres' packages are received (60).
const (
	photosVariable  = "JISHI_BENCH_PHOTOS"
	centresVariable = "JISHI_BENCH_CENTRES"
)

// size is a variable's value, or usual.
func size(b *testing.B, variable string, usual int) int {
	b.Helper()
	text := os.Getenv(variable)
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	must(b, err)
	return n
}

// peakMemory is the most memory that this process has held at once, in MB; 0
// where the system does not tell.
func peakMemory() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kb, _, _ := strings.Cut(strings.TrimSpace(after), " ")
	n, err := strconv.ParseFloat(kb, 64)
	if err != nil {
		return 0
	}
	return n / 1024
}

// forgetPeak starts peakMemory anew.
func forgetPeak(b *testing.B) {
	b.Helper()
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		b.Logf("the peak of memory includes the preparations: %v", err)
	}
}

// fill gives the centre members and activities to which people came, a file in
// each of the first ones.
func (p *post) fill(b *testing.B, members, activities, each, megabytes int) {
	b.Helper()
	plan := model.ImportPlan{File: "花名册.xlsx"}
	random := rand.New(rand.NewPCG(1, 2))
	names := []rune("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈")
	pick := func() string { return string(names[random.IntN(len(names))]) }
	for i := range members {
		born := model.Date{Year: 1935 + random.IntN(65), Month: 1 + random.IntN(12), Day: 1 + random.IntN(28)}
		plan.Rows = append(plan.Rows, model.ImportRow{Number: i + 2, Fate: model.RowNew, BranchName: fmt.Sprintf("第%d党支部", i%35+1), Member: model.Member{
			Name: pick() + pick() + pick(), Sex: model.Male, Ethnic: "汉族", Education: "大学", Standing: "正式党员", Category: "社区",
			Birthday: model.Birthday{Date: born, Calendar: model.Solar}, Phone: fmt.Sprintf("199%08d", random.IntN(100_000_000)),
			IDNumber: fmt.Sprintf("999999%04d%02d%02d%04d", born.Year, born.Month, born.Day, i%10000),
			Address:  fmt.Sprintf("大学路 %d 号院 %d 号楼", i%300, i%40), Employer: "某某单位", State: model.Active,
		}})
	}
	_, err := p.ApplyImport(background, plan)
	must(b, err)
	var ids []model.ID
	must(b, p.EveryMember(background, func(m model.Member) error { ids = append(ids, m.ID); return nil }))
	const file = 500_000
	for n := range activities {
		start := time.Date(2017, 1, 1+n, 9, 0, 0, 0, time.UTC)
		a, err := p.SaveActivity(background, model.Activity{Kind: model.Lesson, Title: fmt.Sprintf("第 %d 次党课", n+1), Start: start, End: start.Add(2 * time.Hour)})
		must(b, err)
		i := n % (len(ids) - each)
		_, err = p.Expect(background, a.ID, ids[i:i+each])
		must(b, err)
		p.present(b, a.ID)
		var files []model.Attachment
		for range megabytes * 1_000_000 / file / activities {
			content := make([]byte, file)
			for i := 0; i+8 <= len(content); i += 8 {
				binary.LittleEndian.PutUint64(content[i:], random.Uint64())
			}
			kept, err := p.AddFile(background, "照片.jpg", bytes.NewReader(content))
			must(b, err)
			files = append(files, kept)
		}
		if len(files) > 0 {
			must(b, p.AddAttachments(background, a.ID, files))
		}
	}
}

// present marks everybody on the roll.
func (p *post) present(b *testing.B, activity model.ID) {
	b.Helper()
	roll, err := p.Roll(background, activity)
	must(b, err)
	marks := make([]model.Mark, len(roll.Attendees))
	for i, attendee := range roll.Attendees {
		marks[i] = model.Mark{Attendance: attendee.ID, State: model.Present}
	}
	must(b, p.SaveMarks(background, activity, marks))
}

// bigCentre has ten thousand people, two hundred thousand attendances and the
// photos.
func bigCentre(b *testing.B) (street, centre *post) {
	b.Helper()
	street = newStreet(b)
	centre = newCentre(b, street, 1)
	centre.fill(b, 10_000, 200, 1000, size(b, photosVariable, 200))
	return street, centre
}

// turns is how often the export and its floor are measured, one after the
// other, so that whatever else the computer does slows both; the best counts.
const turns = 5

// BenchmarkExport writes the package of a big centre, waits until it is on the
// medium, reads it back past the system's memory, compares and names it. Its
// floor packs the same bytes, which lie ready in files, with tar, zstd -3 and
// age, waits as well and reads back what it wrote, comparing nothing: both say
// how long it takes until the package is known to be on the medium. In ours is
// besides reading all rows from the database, checking and encoding them, and
// the hashes of members and package. Processor time is told for the record: it
// does not depend on what else runs.
func BenchmarkExport(b *testing.B) {
	street, centre := bigCentre(b)
	dir := b.TempDir()
	o, err := street.reader(b).Open(background, centre.export(b, street, dir).Path)
	must(b, err)
	forgetPeak(b)
	var ours, floor taking
	for b.Loop() {
		for range turns {
			ours.least(exportOnce(b, street, centre))
			floor.least(floorOnce(b, o.staging, street.self.Recipient, filepath.Join(dir, "floor")))
		}
	}
	b.ReportMetric(peakMemory(), "MB-peak")
	b.ReportMetric(milliseconds(ours.time), "best-ms")
	b.ReportMetric(milliseconds(floor.time), "floor-ms")
	b.ReportMetric(milliseconds(ours.cpu), "cpu-ms")
	b.ReportMetric(milliseconds(floor.cpu), "floor-cpu-ms")
	must(b, o.Close())
}

// taking is what a job took: by the clock, and of processors, the system's work
// for it included.
type taking struct{ time, cpu time.Duration }

func (t *taking) least(other taking) {
	if t.time == 0 {
		*t = other
	}
	t.time, t.cpu = min(t.time, other.time), min(t.cpu, other.cpu)
}

func milliseconds(d time.Duration) float64 { return float64(d) / 1e6 }

func exportOnce(b *testing.B, street, centre *post) taking {
	b.Helper()
	start, used := time.Now(), processorTime()
	sent := centre.export(b, street, b.TempDir())
	took := taking{time.Since(start), processorTime() - used}
	if sent.Package.Rows["attendances"] != 200_000 {
		b.Fatalf("sent %v", sent.Package.Rows)
	}
	must(b, os.Remove(sent.Path))
	return took
}

// processorTime is what this process has used so far; 0 where the system does
// not tell.
func processorTime() time.Duration {
	status, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), ") ")
	fields := strings.Fields(rest)
	hundredths := 0
	for _, field := range fields[11:13] { // utime and stime
		n, err := strconv.Atoi(field)
		if err != nil {
			return 0
		}
		hundredths += n
	}
	return time.Duration(hundredths) * time.Second / 100
}

func floorOnce(b *testing.B, folder, recipient, file string) taking {
	b.Helper()
	const script = `tar -c -C "$1" . | zstd -q -3 | age -r "$2" > "$3" && sync "$3"
dd if="$3" iflag=nocache count=0 status=none && cat "$3" > /dev/null`
	start := time.Now()
	cmd := exec.CommandContext(background, "bash", "-euo", "pipefail", "-c", script, "bash", folder, recipient, file)
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	took := taking{time.Since(start), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	must(b, os.Remove(file))
	return took
}

var anyID = regexp.MustCompile(`"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"`)

// ofAnother gives every ID in text another millisecond: the package of a centre
// becomes that of centre n. An ID begins with the time it was made, so that rows
// of many centres lie list by list between each other, as they do at a street.
func ofAnother(text []byte, n int) []byte {
	return anyID.ReplaceAllFunc(text, func(id []byte) []byte {
		id = bytes.Clone(id)
		var millisecond [1]byte
		if _, err := hex.Decode(millisecond[:], id[12:14]); err != nil {
			panic(err) // the pattern allows nothing else
		}
		hex.Encode(id[12:14], []byte{millisecond[0] ^ byte(n)})
		return id
	})
}

// BenchmarkReceive takes in the first packages of sixty centres; its floor,
// plain prepared INSERTs, is measured beside the store.
func BenchmarkReceive(b *testing.B) {
	street := newStreet(b)
	centre := newCentre(b, street, 1)
	centre.fill(b, 2000, 20, 1000, 0)
	p := takeApart(b, street, centre.export(b, street, b.TempDir()).Path, centre.keys)
	files := make([]string, size(b, centresVariable, 60))
	for n := range files {
		keys, err := keyring.FromSeed(fmt.Sprint(n))
		must(b, err)
		q := *p
		q.entries = slices.Clone(p.entries)
		for i := range q.entries {
			q.entries[i].content = ofAnother(p.entries[i].content, n+1)
		}
		self := keys.Public(model.Office{
			ID: model.ID(strings.Trim(string(ofAnother([]byte(`"`+string(centre.self.ID)+`"`), n+1)), `"`)), Kind: model.CentreOf,
			Name: fmt.Sprintf("第%d中心", n+1), Code: fmt.Sprintf("4101030081%02d", n),
		})
		q.signer, q.Manifest.Sender, q.Owner = keys, keyring.PublicOf(self), self.ID
		must(b, street.Approve(background, self))
		files[n] = q.list().pack(b)
	}
	must(b, street.Close())
	forgetPeak(b)
	var took, used []time.Duration
	rows, rounds := 0, 0
	for b.Loop() {
		b.StopTimer()
		rounds++
		dir := filepath.Join(b.TempDir(), fmt.Sprint(rounds))
		must(b, os.CopyFS(dir, os.DirFS(street.Dir())))
		again := openPost(b, dir, "街道")
		b.StartTimer()
		for _, file := range files {
			start, before := time.Now(), processorTime()
			sum := again.receive(b, file).Sum()
			took, used = append(took, time.Since(start)), append(used, processorTime()-before)
			rows += sum.New
		}
		b.StopTimer()
		must(b, again.Close())
		b.StartTimer()
	}
	middle := func(list []time.Duration) float64 {
		return milliseconds(slices.Sorted(slices.Values(list))[len(list)/2])
	}
	b.ReportMetric(peakMemory(), "MB-peak")
	b.ReportMetric(float64(rows/rounds), "rows/op")
	few := max(1, len(files)/6)
	first, last := middle(took[:few]), middle(took[len(took)-few:])
	b.ReportMetric(first, "first-ms")
	b.ReportMetric(last, "last-ms")
	b.ReportMetric(last/first, "growth-ratio")
	b.ReportMetric(middle(used[:few]), "first-cpu-ms")
	b.ReportMetric(middle(used[len(used)-few:]), "last-cpu-ms")
}
