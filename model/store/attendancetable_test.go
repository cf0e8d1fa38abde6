package store

import (
	"strings"
	"testing"

	"jishi/model"
)

func tableOf(t *testing.T, s *Store, p model.Programme) model.AttendanceTable {
	t.Helper()
	table, err := s.AttendanceTable(t.Context(), p.ID)
	must(t, err)
	return table
}

// marksOf writes a participant as "张三 缺√√√".
func marksOf(p model.Participant) string {
	var marks strings.Builder
	for _, m := range p.Marks {
		text := m.Chinese()
		if text == "" {
			text = "—"
		}
		marks.WriteString(text)
	}
	return p.Name + " " + marks.String()
}

func TestTheTableHasEverybodyOnAnyRoll(t *testing.T) {
	s := newStore(t)
	p, people := trained(t, s)
	list, _, err := s.Activities(t.Context(), ActivityFilter{Programme: p.ID})
	must(t, err)
	first := list[len(list)-1]
	_, err = s.AddWalkIn(t.Context(), first.ID, model.WalkIn{Name: "外来", Unit: "邻里公司"})
	must(t, err)
	late := addMember(t, s, model.Member{Name: "赵六", Employer: "某公司"})
	_, err = s.AddWalkIn(t.Context(), first.ID, model.WalkIn{Member: late.ID})
	must(t, err)
	cancelled := addActivity(t, s, model.Activity{Kind: model.Training, Programme: p.ID}, dayOfMay(6))
	expect(t, s, cancelled, people...)
	cancelled.State, cancelled.CancelReason = model.Cancelled, "停电"
	_, err = s.SaveActivity(t.Context(), cancelled)
	must(t, err)

	table := tableOf(t, s, p)
	var rows []string
	for _, one := range table.People {
		rows = append(rows, marksOf(one))
	}
	if got, want := strings.Join(rows, ";"), "李四 假假√√—;王五 √√√√—;张三 缺√√√—;赵六 √————;外来 √————"; got != want {
		t.Errorf("rows %s\nwant %s", got, want)
	}
	sum := table.Totals()
	if len(table.Sessions) != 5 || sum.Sessions != 4 || sum.Times != 11 || sum.People != 5 || sum.Units != 2 || sum.Minutes != 11*120 {
		t.Errorf("%d sessions, totals %+v", len(table.Sessions), sum)
	}
	if tally := table.SessionTally(0); tally.Expected != 3 || tally.WalkIns != 2 || tally.Absent != 1 {
		t.Errorf("the first session counts %+v", tally)
	}
}

func TestAMakeUpSessionCountsForWhatItMakesUp(t *testing.T) {
	s := newStore(t)
	p, people := trained(t, s)
	list, _, err := s.Activities(t.Context(), ActivityFilter{Programme: p.ID})
	must(t, err)
	second := list[len(list)-2]
	again := addActivity(t, s, model.Activity{Kind: model.Training, Title: "补课", MakesUp: second.ID}, dayOfMay(6))
	markAll(t, s, expect(t, s, again, people[1]), model.Present)

	table := tableOf(t, s, p)
	if got := marksOf(table.People[0]); got != "李四 假补√√—" {
		t.Errorf("the table says %s", got)
	}
	r := table.Results()[0]
	if r.Attended != 3 || r.Minutes != 360 || !p.Passed(r) {
		t.Errorf("result %+v", r)
	}
	if sum := table.Totals(); sum.Sessions != 4 || sum.MadeUp != 1 || sum.Times != 10 {
		t.Errorf("totals %+v", sum)
	}
	must(t, s.RemoveActivity(t.Context(), again.ID))
	if r := tableOf(t, s, p).Results()[0]; r.Attended != 2 {
		t.Errorf("a removed make-up session still counts: %+v", r)
	}
}

func TestScoresAreKeptPersonByPersonUntilACertificateRestsOnThem(t *testing.T) {
	s := newStore(t)
	p, people := trained(t, s)
	p.PassScore = 60
	p, err := s.SaveProgramme(t.Context(), p)
	must(t, err)
	must(t, s.SaveScores(t.Context(), p.ID, []model.Score{{Member: people[0].ID, Points: 88}, {Member: people[2].ID, Points: 40}}))
	must(t, s.SaveScores(t.Context(), p.ID, []model.Score{{Member: people[2].ID, Points: 59}, {Member: people[1].ID, None: true}}))
	refused(t, s.SaveScores(t.Context(), p.ID, []model.Score{{Member: people[0].ID, Points: 1001}}), model.Invalid)
	refused(t, s.SaveScores(t.Context(), "none", []model.Score{{Member: people[0].ID, Points: 1}}), model.NotFound)

	got := map[string]model.Result{}
	for _, r := range tableOf(t, s, p).Results() {
		got[r.Name] = r
	}
	if r := got["张三"]; r.Points != 88 || !r.Scored || !p.Passed(r) {
		t.Errorf("张三 has %+v", r)
	}
	if r := got["王五"]; r.Points != 59 || p.Passed(r) || got["李四"].Scored {
		t.Errorf("王五 has %+v, 李四 %+v", r, got["李四"])
	}
	must(t, s.CloseProgramme(t.Context(), p.ID))
	issued, err := s.IssueCompletions(t.Context(), p.ID, model.CertificateStyle{})
	must(t, err)
	if len(issued) != 1 || issued[0].Name != "张三" {
		t.Fatalf("issued %+v", issued)
	}
	err = s.SaveScores(t.Context(), p.ID, []model.Score{{Member: people[2].ID, Points: 60}, {Member: people[0].ID, Points: 10}})
	refused(t, err, model.Refused)
	if r := tableOf(t, s, p).Results()[1]; r.Points != 59 {
		t.Errorf("something of a refused change stayed: %+v", r)
	}
	must(t, s.SaveScores(t.Context(), p.ID, []model.Score{{Member: people[2].ID, None: true}}))
	if r := tableOf(t, s, p).Results()[1]; r.Scored {
		t.Errorf("a score taken back is still there: %+v", r)
	}
}

func TestAProgrammeInUseIsNotRemoved(t *testing.T) {
	s := newStore(t)
	p, _ := trained(t, s)
	refused(t, s.RemoveProgramme(t.Context(), p.ID), model.Refused)
	empty, err := s.SaveProgramme(t.Context(), model.Programme{Title: "书香讲坛", Kind: model.LectureSeries, PerMonth: 1})
	must(t, err)
	must(t, s.RemoveProgramme(t.Context(), empty.ID))
	list, err := s.Programmes(t.Context())
	must(t, err)
	if len(list) != 1 || list[0].ID != p.ID || list[0].PassBy != model.BySessions || list[0].Kind != model.TrainingProgramme {
		t.Errorf("programmes %+v", list)
	}
}
