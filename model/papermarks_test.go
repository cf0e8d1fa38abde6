package model

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func upTo(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i + 1
	}
	return list
}

func TestPaperMarksAreReadAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct {
		text string
		want []PaperMark
	}{
		{"", nil},
		{"3", []PaperMark{{3, Present, "", ""}}},
		{"1-3,5; 6请; 7缺 病; 8迟", []PaperMark{
			{1, Present, "", ""},
			{2, Present, "", ""},
			{3, Present, "", ""},
			{5, Present, "", ""},
			{6, Leave, "", ""},
			{7, Absent, "病", ""},
			{8, Late, "", ""},
		}},
		{"１－２，４；５请假　外出", []PaperMark{{1, Present, "", ""}, {2, Present, "", ""}, {4, Present, "", ""}, {5, Leave, "外出", ""}}},
		{"1 - 2 到\n3至4缺席", []PaperMark{{1, Present, "", ""}, {2, Present, "", ""}, {3, Absent, "", ""}, {4, Absent, "", ""}}},
		{"2、4、6迟到 9:20", []PaperMark{{2, Late, "", "09:20"}, {4, Late, "", "09:20"}, {6, Late, "", "09:20"}}},
		{"2病假；3列席", []PaperMark{{2, Leave, "生病", ""}, {3, Observer, "", ""}}},
		{"其余到；2缺", []PaperMark{{1, Present, "", ""}, {2, Absent, "", ""}, {3, Present, "", ""}, {4, Present, "", ""}, {5, Present, "", ""}, {6, Present, "", ""}, {7, Present, "", ""}, {8, Present, "", ""}}},
		{"1，1", []PaperMark{{1, Present, "", ""}}},
		{"1 2 3", []PaperMark{{1, Present, "", ""}, {2, Present, "", ""}, {3, Present, "", ""}}},
	} {
		got, problems := ReadPaperMarks(c.text, upTo(8))
		if len(problems) > 0 || !slices.Equal(got, c.want) {
			t.Errorf("%q is read as %v, %v; want %v", c.text, got, problems, c.want)
		}
	}
}

func TestWhatAPaperSheetCannotSayIsAskedBack(t *testing.T) {
	for text, want := range map[string]string{
		"99":         "名单上没有第 99 号。",
		"7-12":       "“7-12”里有 4 个序号名单上没有，第一个是 9 号。",
		"5-2":        "“5-2”前面的序号比后面的大。",
		"3请；3缺":      "第 3 号写了两次：请假和缺席。",
		"2走了":        "看不懂“2走了”，序号后面请写到、迟、请、缺或列席。",
		"王伟到":        "看不懂“王伟到”，请写成“18请”这样：先写序号，再写到、迟、请或缺。",
		"3迟 25:70":   "看不懂“3迟 25:70”，序号后面请写到、迟、请、缺或列席。",
		"0":          "“0”不是序号，请写成“15”或“1-12”。",
		"1-99999999": "“1-99999999”不是序号，请写成“15”或“1-12”。",
		"全到；其余缺":     "“其余缺”和前面说的其余的人不一样。",
		"1-":         "“1-”不是序号，请写成“15”或“1-12”。",
	} {
		_, problems := ReadPaperMarks(text, upTo(8))
		if !slices.Contains(problems, want) {
			t.Errorf("%q: %q, want %q", text, problems, want)
		}
	}
}

// Whatever is on a sheet, writing it down row by row in any order and reading
// it back gives it again, and nothing of the rows that were not written.
func TestPaperMarksSurviveBeingWrittenDown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfNDistinct(rapid.IntRange(1, 500), 0, 60, rapid.ID[int]).Draw(t, "rows")
		want := make([]PaperMark, len(rows))
		parts := make([]string, len(rows))
		for i, serial := range rows {
			m := PaperMark{Serial: serial, State: rapid.SampledFrom([]AttendanceState{Present, Late, Leave, Absent, Observer}).Draw(t, "state")}
			note := ""
			switch m.State {
			case Leave, Absent:
				m.Reason = rapid.SampledFrom([]string{"", "病", "外出", "值班 2 天"}).Draw(t, "reason")
				note = m.Reason
			case Late:
				m.Arrived = rapid.SampledFrom([]string{"", "09:20", "00:05", "23:59"}).Draw(t, "arrived")
				note = m.Arrived
			}
			word := map[AttendanceState]string{Present: "到", Late: "迟", Leave: "请", Absent: "缺", Observer: "列席"}[m.State]
			want[i], parts[i] = m, strings.TrimSpace(fmt.Sprintf("%d%s %s", serial, word, note))
		}
		slices.SortFunc(want, func(a, b PaperMark) int { return a.Serial - b.Serial })
		got, problems := ReadPaperMarks(strings.Join(parts, rapid.SampledFrom([]string{";", "；", "\n", " ; "}).Draw(t, "divider")), upTo(500))
		if len(problems) > 0 || len(got) != len(want) || len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Fatalf("read %v, %v; want %v", got, problems, want)
		}
	})
}

func FuzzPaperMarks(f *testing.F) {
	for _, text := range []string{"1-12,15; 18请; 20缺 病; 30迟", "全到；99", "1-9999;,,-;;请", "\x00１－2迟9:5"} {
		f.Add(text, 20)
	}
	f.Fuzz(func(t *testing.T, text string, rows int) {
		rows = max(0, min(rows, 300))
		marks, _ := ReadPaperMarks(text, upTo(rows))
		last := 0
		for _, m := range marks {
			if m.Serial <= last || m.Serial > rows {
				t.Fatalf("%q of %d rows gives a mark for row %d after %d", text, rows, m.Serial, last)
			}
			last = m.Serial
			a := Attendance{Activity: "a", Member: "m", State: m.State, Reason: m.Reason, Arrived: m.Arrived}
			if strings.ContainsRune(text, 0) {
				continue // refused with a sentence when it is saved
			}
			if err := a.Validate(); err != nil {
				t.Fatalf("%q gives a mark that cannot be saved: %v", text, err)
			}
		}
	})
}
