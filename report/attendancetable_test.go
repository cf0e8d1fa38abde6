package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"jishi/model"
)

// attendance is a programme of so many sessions and people, of whom every fourth
// missed every third session.
func attendance(sessions, people int) model.AttendanceTable {
	t := model.AttendanceTable{Programme: model.Programme{Title: "党务干部培训班", Organiser: "大学路街道党工委", PassPercent: 75, PassScore: 60}}
	for i := range sessions {
		t.Sessions = append(t.Sessions, model.Session{Number: i + 1, Day: day(2018, 3, 1).AddDays(3 * i), Minutes: 120, Held: i < 1 || i < sessions-1})
	}
	for i := range people {
		p := model.Participant{Member: model.ID(fmt.Sprint(i)), Name: name(i), Branch: "高山第一支部", Unit: fmt.Sprint("单位", i%3), Points: 50 + i, Scored: i%2 == 0}
		if i == people-1 {
			p.Member, p.Branch = "", "邻里公司"
		}
		for j, s := range t.Sessions {
			m := model.SessionMark{State: model.Present, Minutes: 120}
			switch {
			case !s.Held:
				m = model.SessionMark{State: model.Expected}
			case i%4 == 3 && j%3 == 0:
				m = model.SessionMark{State: model.Absent, MadeUp: j == 0, Minutes: 120 * btoi(j == 0)}
			case i%5 == 2 && j == 1:
				m.State = model.Late
			}
			p.Marks = append(p.Marks, m)
		}
		t.People = append(t.People, p)
	}
	return t
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestTheAttendanceTableSaysWhoCameToWhat(t *testing.T) {
	table := attendance(8, 12)
	d := draw(t, func(w io.Writer) (Sheet, error) { return AttendanceTable(w, table, options) })
	d.sound(t)
	sum := table.Totals()
	d.has(t, "党务干部培训班考勤表", "主办：大学路街道党工委", "时间：2018年3月1日至3月22日", "结业要求：出勤满75%课次，成绩满60分", "外来　邻里公司",
		fmt.Sprintf("应到%d人次", sum.Tally.Expected), fmt.Sprintf("实到%d人次（其中补课%d人次）", sum.Times, sum.MadeUp),
		fmt.Sprintf("参加%d人，来自%d个单位", sum.People, sum.Units), "未登记", "出勤率", "第 1 页　共 1 页")
	if d.Pages != 1 || len(d.Warnings) > 0 {
		t.Errorf("%d pages, warnings %q", d.Pages, d.Warnings)
	}
	again := draw(t, func(w io.Writer) (Sheet, error) { return AttendanceTable(w, table, options) })
	if !bytes.Equal(d.bytes, again.bytes) {
		t.Error("the second time gave other bytes")
	}
}

func TestManySessionsGoOnOverPagesWithTheSamePeople(t *testing.T) {
	table := attendance(45, 60)
	d := draw(t, func(w io.Writer) (Sheet, error) { return AttendanceTable(w, table, options) })
	d.has(t, "第 1—20 次，共 45 次", "第 21—40 次，共 45 次", "第 41—45 次，共 45 次")
	if got := strings.Count(squeeze(d.text), squeeze(model.SpacedName(table.People[0].Name))); got < 3 {
		t.Errorf("the first person is there %d times, want once with each part", got)
	}
	d.sound(t)
}

func TestALectureSeriesHasNoResults(t *testing.T) {
	table := attendance(3, 5)
	table.Programme = model.Programme{Kind: model.LectureSeries, Title: "书香讲坛"}
	d := draw(t, func(w io.Writer) (Sheet, error) { return AttendanceTable(w, table, options) })
	d.has(t, "书香讲坛考勤表")
	d.lacks(t, "合格", "结业要求")
	if _, err := AttendanceTable(io.Discard, attendance(0, 3), options); model.CodeOf(err) != model.NotFound {
		t.Errorf("without sessions: %v", err)
	}
}

func TestWhoDidNotPassIsListedWithTheReason(t *testing.T) {
	table := attendance(8, 12)
	d := draw(t, func(w io.Writer) (Sheet, error) { return NotPassed(w, table, options) })
	d.sound(t)
	for _, r := range table.Results() {
		if why := table.Programme.WhyNot(r); why != "" {
			d.has(t, model.SpacedName(r.Name), why)
		}
	}
	d.has(t, "党务干部培训班未合格人员名单", "没有成绩，要求 60 分")
	table.Programme.PassPercent, table.Programme.PassScore = 1, 0
	if _, err := NotPassed(io.Discard, table, options); model.CodeOf(err) != model.NotFound {
		t.Errorf("where everybody passed: %v", err)
	}
}
