package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

// minds is what stands under 提醒.
func minds(p *activityPage) string {
	var b strings.Builder
	for _, r := range p.side.reminders {
		b.WriteString(r.text + "\n")
	}
	return b.String()
}

func TestSlipsAreNamedAndForbidNothing(t *testing.T) {
	w, p := openFullLesson(t)
	if text := minds(p); !strings.Contains(text, "还没有主讲") {
		t.Errorf("no presenter: %q", text)
	}
	for i, state := range []model.MemberState{model.Moved, model.Deceased} {
		m := must[model.Member](t)(w.desk.store.Member(t.Context(), p.roll.Attendees[i].Member))
		m.State = state
		must[model.Member](t)(w.desk.store.SaveMember(t.Context(), m))
	}
	minutes := 90
	err := w.desk.store.SaveMarks(t.Context(), p.id, []model.Mark{{Attendance: p.roll.Attendees[2].ID, State: model.Present, Minutes: &minutes}})
	if err != nil {
		t.Fatal(err)
	}
	a := p.roll.Activity
	a = must[model.Activity](t)(w.desk.store.Activity(t.Context(), a.ID))
	a.Credit = 30
	a.End = a.Start.Add(60 * 60e9)
	must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), a))
	other := must[model.Activity](t)(w.desk.store.Activity(t.Context(), a.ID))
	if other.Minutes() != 60 {
		t.Fatalf("the lesson lasts %d", other.Minutes())
	}
	p.refresh()
	text := minds(p)
	for i, want := range []string{"迁出", "去世"} {
		if !strings.Contains(text, want) || !strings.Contains(text, p.roll.Attendees[i].Name) {
			t.Errorf("%q does not say %s of %s", text, want, p.roll.Attendees[i].Name)
		}
	}
	p.people.table.SelectRow(0)
	typeKeys(p.people, "1")
	if strings.Contains(minds(p), "迁出") {
		t.Error("who came all the same is still warned of")
	}
}

func TestTheListOfAnEarlierActivityIsExpectedAgain(t *testing.T) {
	_, p := openEmptyLesson(t)
	test.Tap(p.people.expect)
	f := p.people.expecting
	var earlier string
	for _, o := range f.source.Options() {
		if strings.Contains(o.Text, "学习讲堂第17讲") {
			earlier = o.Value
		}
	}
	f.source.Choose(earlier)
	if f.table.Total() != 9 || f.part.Hidden {
		t.Fatalf("%d people of the earlier list", f.table.Total())
	}
	f.part.Choose("missed")
	missed := f.table.Total()
	f.part.Choose("came")
	if missed+f.table.Total() != 9 || missed == 0 {
		t.Errorf("%d missed it, %d came", missed, f.table.Total())
	}
	test.Tap(f.addAll)
	if len(p.people.rows) != 9-missed {
		t.Errorf("%d are expected", len(p.people.rows))
	}
}

func TestATeamIsExpectedAtOnce(t *testing.T) {
	w, p := openEmptyLesson(t)
	team := must[model.Team](t)(w.desk.store.SaveTeam(t.Context(), model.Team{Name: "扶老助残队"}))
	everybody := must[store.MemberPage](t)(w.desk.store.Members(t.Context(), store.MemberFilter{Limit: 3}))
	var ids []model.ID
	for _, m := range everybody.Members {
		ids = append(ids, m.ID)
	}
	must[int](t)(w.desk.store.JoinTeam(t.Context(), team.ID, ids, model.Date{Year: 2018, Month: 5, Day: 1}))
	test.Tap(p.people.expect)
	f := p.people.expecting
	f.source.Choose(fromTeam + string(team.ID))
	if f.table.Total() != 3 || !f.part.Hidden {
		t.Fatalf("%d people of the team", f.table.Total())
	}
	test.Tap(f.addAll)
	if len(p.people.rows) != 3 {
		t.Errorf("%d are expected", len(p.people.rows))
	}
}
