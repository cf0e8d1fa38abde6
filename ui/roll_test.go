package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

// openEmptyLesson opens a lesson that is on now and expects nobody yet.
func openEmptyLesson(t *testing.T) (*Window, *activityPage) {
	t.Helper()
	w := openSample(t)
	a := must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), activityOn(model.Lesson, "学习讲堂第18讲", 7, 10, 90)))
	p := shown[*activities](t, w, pageActivities)
	p.show(a.ID, tabRoll)
	return w, p.opened
}

// openFullLesson opens a lesson that is on now and expects everybody.
func openFullLesson(t *testing.T) (*Window, *activityPage) {
	t.Helper()
	w, p := openEmptyLesson(t)
	must[int](t)(w.desk.store.ExpectFilter(t.Context(), p.id, store.MemberFilter{}))
	p.refresh()
	return w, p
}

// states are the stored states by name.
func states(t *testing.T, w *Window, p *activityPage) map[string]model.AttendanceState {
	t.Helper()
	found := map[string]model.AttendanceState{}
	for _, a := range must[model.Roll](t)(w.desk.store.Roll(t.Context(), p.id)).Attendees {
		found[nameOn(a, namesakes(p.roll.Attendees))] = a.State
	}
	return found
}

// rowNamed is the place of a person in the table, by the name it shows.
func rowNamed(t *testing.T, r *roll, name string) int {
	t.Helper()
	i := slices.IndexFunc(r.rows, func(row rollRow) bool { return row.name == name })
	if i < 0 {
		t.Fatalf("%s is not in view", name)
	}
	return i
}

// typeKeys marks with keys, and says why where that is asked of an activity
// of an earlier day.
func typeKeys(r *roll, keys string) {
	for _, key := range keys {
		r.table.OnRune(key)
		if asked := r.lateAsked; asked != nil && r.late == "" {
			test.Tap(asked.words[0])
		}
	}
}

func TestPeopleAreExpectedByBranchCategoryTagAndSearch(t *testing.T) {
	for _, c := range []struct {
		name   string
		choose func(f *expectForm)
		want   []string
	}{
		{"branch", func(f *expectForm) { f.branch.Choose(f.branch.Options()[1].Value) }, nil},
		{"category", func(f *expectForm) { f.category.Choose("非公") }, []string{"王　伟(1970)", "王　伟(1983)"}},
		{"tag", func(f *expectForm) { f.tag.Choose("独居") }, []string{"赵铁柱"}},
		{"search", func(f *expectForm) { test.Type(f.search, "ygl") }, nil},
		{"initials", func(f *expectForm) { test.Type(f.search, "aygl") }, []string{"阿依古丽·买买提"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, p := openEmptyLesson(t)
			test.Tap(p.people.expect)
			f := p.people.expecting
			c.choose(f)
			total := f.table.Total()
			if c.want != nil && total != len(c.want) {
				t.Errorf("%d people match, want %d", total, len(c.want))
			}
			if total == 0 {
				if !f.addAll.Disabled() {
					t.Error("nobody can be added, but the button says so")
				}
				return
			}
			test.Tap(f.addAll)
			if w.desk.topDialog() != nil {
				t.Fatal("the dialog stays open")
			}
			var names []string
			for _, row := range p.people.rows {
				names = append(names, row.name)
			}
			slices.Sort(names)
			slices.Sort(c.want)
			if len(names) != total || c.want != nil && !slices.Equal(names, c.want) {
				t.Errorf("expected are %v, want %v", names, c.want)
			}
		})
	}
}

func TestOnlyTickedPeopleAreExpectedAndNobodyTwice(t *testing.T) {
	w, p := openEmptyLesson(t)
	test.Tap(p.people.expect)
	f := p.people.expecting
	f.table.CheckRow(0)
	f.table.CheckRow(2)
	test.Tap(f.addTicked)
	if len(p.people.rows) != 2 {
		t.Fatalf("%d are expected, want the 2 ticked", len(p.people.rows))
	}
	test.Tap(p.people.expect)
	test.Tap(p.people.expecting.addAll)
	if len(p.people.rows) != 9 {
		t.Errorf("%d are expected, want all 9 once", len(p.people.rows))
	}
	if got := w.status.saved.Text; !strings.Contains(got, "7") || !strings.Contains(got, "2") {
		t.Errorf("the status line says %q", got)
	}
}

func TestKeysMarkTheChosenPersonAndGoOn(t *testing.T) {
	w, p := openFullLesson(t)
	r := p.people
	r.table.SelectRow(0)
	typeKeys(r, "1214")
	got := states(t, w, p)
	want := []model.AttendanceState{model.Present, model.Late, model.Present, model.Absent}
	for i, s := range want {
		if name := r.rows[i].name; got[name] != s {
			t.Errorf("%s is %s, want %s", name, got[name], s)
		}
	}
	if note := r.table.Texts(0)[4]; note != "10:42" {
		t.Errorf("signed in at %q, want the time on the clock", note)
	}
	if p.side.figure.Text != "3 / 9" {
		t.Errorf("the total says %q", p.side.figure.Text)
	}
	if row, _ := r.table.Selected(); row.id != r.rows[4].id {
		t.Errorf("%s is chosen, want the fifth", row.name)
	}
}

func TestLeaveTakesAReason(t *testing.T) {
	w, p := openFullLesson(t)
	r := p.people
	r.table.SelectRow(1)
	typeKeys(r, "3")
	test.Type(r.reason.entry, "走亲戚")
	r.reason.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	r.table.SelectRow(2)
	test.Tap(r.quick[2])
	test.Tap(r.reason.words[0])
	if a, b := r.rows[1].note, r.rows[2].note; a != "走亲戚" || b != "外出" {
		t.Errorf("reasons are %q and %q", a, b)
	}
	if w.desk.topDialog() != nil {
		t.Error("a dialog is still open")
	}
}

func TestSavingAFilteredRollLeavesHiddenPeopleAlone(t *testing.T) {
	w, p := openFullLesson(t)
	r := p.people
	r.table.SelectRow(0)
	typeKeys(r, "142")
	before := must[model.Roll](t)(w.desk.store.Roll(t.Context(), p.id))
	r.states.Choose(string(model.Expected))
	if len(r.rows) != 6 {
		t.Fatalf("%d are in view, want the 6 who are not marked", len(r.rows))
	}
	test.Tap(r.allPresent)
	tapText(t, w, "登记这 6 人")
	after := must[model.Roll](t)(w.desk.store.Roll(t.Context(), p.id))
	for i := range 3 {
		if after.Attendees[i] != before.Attendees[i] {
			t.Errorf("a person out of view was touched: %+v became %+v", before.Attendees[i], after.Attendees[i])
		}
	}
	if tally := after.Tally(); tally.Present != 7 || tally.Late != 1 || tally.Absent != 1 || tally.Unmarked != 0 {
		t.Errorf("the totals are %+v", tally)
	}

	// A search hides people as well: ticks made before it are dropped.
	r.showAll()
	r.table.CheckRow(rowNamed(t, r, "单　雪"))
	w.top.search.SetText("仇")
	r.onMark(model.Absent)
	got := states(t, w, p)
	if got["单　雪"] != model.Present || got["仇　铉"] != model.Absent {
		t.Errorf("单雪 is %s, 仇铉 is %s", got["单　雪"], got["仇　铉"])
	}
}

func TestSeveralTickedPeopleAreMarkedAtOnce(t *testing.T) {
	w, p := openFullLesson(t)
	r := p.people
	for _, i := range []int{0, 3, 5} {
		r.table.CheckRow(i)
	}
	test.Tap(r.quick[0])
	if tally := p.roll.Tally(); tally.Present != 3 || tally.Unmarked != 6 {
		t.Errorf("the totals are %+v", tally)
	}
	if len(r.table.Checked()) != 0 {
		t.Error("the ticks stay")
	}
	test.Tap(r.undo)
	if tally := must[model.Roll](t)(w.desk.store.Roll(t.Context(), p.id)).Tally(); tally.Present != 0 {
		t.Errorf("after undoing the totals are %+v", tally)
	}
}

func TestUndoTakesBackTheLastMarkWithAllItSaid(t *testing.T) {
	w, p := openFullLesson(t)
	r := p.people
	r.table.SelectRow(0)
	typeKeys(r, "3")
	r.reason.entry.SetText("生病")
	test.Tap(r.reason.ok)
	before := p.roll.Attendees[0]
	r.table.SelectRow(0)
	typeKeys(r, "1")
	w.onUndo() // Ctrl+Z
	got := must[model.Roll](t)(w.desk.store.Roll(t.Context(), p.id)).Attendees[0]
	if got.State != model.Leave || got.Reason != "生病" || got.Minutes != 0 || got.Arrived != before.Arrived {
		t.Errorf("after Ctrl+Z the mark is %+v", got.Attendance)
	}
	r.onUndo()
	if p.roll.Attendees[0].State != model.Expected {
		t.Errorf("after a second one it is %s", p.roll.Attendees[0].State)
	}
	if !r.undo.Disabled() {
		t.Error("there is nothing more to undo, but the button says so")
	}
}

func TestAWalkInIsFoundOrWrittenDown(t *testing.T) {
	w, p := openEmptyLesson(t)
	r := p.people
	test.Tap(r.walkIn)
	test.Type(r.coming.search, "1009")
	test.Tap(r.coming.addMember)
	test.Tap(r.walkIn)
	f := r.coming
	test.Tap(f.addNew)
	if f.guest.Error("Name") == "" {
		t.Error("a guest without a name is not refused at the field")
	}
	test.Type(f.name, "林秀英")
	test.Type(f.unit, "居民")
	test.Tap(f.addNew)
	if got := p.roll.Tally(); got.WalkIns != 2 || got.Expected != 0 {
		t.Fatalf("the totals are %+v", got)
	}
	if card := p.side.totals; card.Size().Height < card.MinSize().Height {
		t.Errorf("the card with the totals is %v high, want %v", card.Size().Height, card.MinSize().Height)
	}
	if cells := r.table.Texts(1); cells[1] != "林秀英" || cells[2] != "居民" || cells[5] != "新来" || cells[6] != "1.5" {
		t.Errorf("the guest's row is %v", cells)
	}
	// The same member cannot come twice.
	test.Tap(r.walkIn)
	test.Type(r.coming.search, "1009")
	test.Tap(r.coming.addMember)
	if text := says(w); !strings.Contains(text, "已经签到") {
		t.Errorf("the dialog says %q", text)
	}
	w.onEscape()
	w.onEscape()
	r.onUndo()
	if len(p.roll.Attendees) != 1 {
		t.Errorf("after undoing %d are on the list, want 1", len(p.roll.Attendees))
	}
}

func TestEnterSignsInWhomTheSearchFindsNotWhomItFoundBefore(t *testing.T) {
	w, p := openEmptyLesson(t)
	test.Tap(p.people.walkIn)
	f := p.people.coming
	test.Type(f.search, "1009")
	q := &queue{}
	w.desk.run = q.run
	f.search.SetText("1008")
	f.search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	q.drain()
	if list := p.roll.Attendees; len(list) != 1 || list[0].Name != "单雪" {
		t.Errorf("signed in %+v", list)
	}
}

func TestDetailsChangeWhatIsTouchedOnly(t *testing.T) {
	_, p := openFullLesson(t)
	r := p.people
	r.table.SelectRow(0)
	typeKeys(r, "12")
	r.table.CheckRow(0)
	r.table.CheckRow(1)
	test.Tap(r.detail)
	f := r.details
	if f.state.Value() != "" {
		t.Errorf("two states in common: %q", f.state.Value())
	}
	f.minutes.SetText("45")
	f.capacity.Choose("主讲")
	test.Tap(f.ok)
	a, b := p.roll.Attendees[0], p.roll.Attendees[1]
	if a.State != model.Present || b.State != model.Late || a.Minutes != 45 || b.Minutes != 45 || a.Capacity != "主讲" || a.Arrived != "10:42" {
		t.Errorf("became %+v and %+v", a.Attendance, b.Attendance)
	}
	r.table.ClearChecks()
	r.table.OpenRow(0)
	for _, minutes := range []string{"1600", "91"} {
		r.details.minutes.SetText(minutes)
		test.Tap(r.details.ok)
		if r.details.form.Error("Minutes") == "" {
			t.Errorf("%s minutes of an activity of 90 are not refused at the field", minutes)
		}
	}
	r.details.minutes.SetText("")
	test.Tap(r.details.ok)
	if got := p.roll.Attendees[0].Minutes; got != 90 {
		t.Errorf("credited are %d minutes, want the whole length again", got)
	}
}

func TestOnlyUnmarkedPeopleAreTakenOffTheList(t *testing.T) {
	w, p := openFullLesson(t)
	r := p.people
	r.table.SelectRow(0)
	typeKeys(r, "1")
	r.table.SelectRow(0)
	r.onTakeOff()
	if text := says(w); !strings.Contains(text, "已经登记") {
		t.Errorf("the dialog says %q", text)
	}
	w.onEscape()
	r.table.SelectRow(4)
	r.onTakeOff()
	tapText(t, w, "移出")
	if len(p.roll.Attendees) != 8 {
		t.Errorf("%d are on the list, want 8", len(p.roll.Attendees))
	}
}

// brokenMarks fails to save, as on a full disk.
type brokenMarks struct{ markStore }

var errDisk = &model.Error{Code: model.DiskFull, Message: "磁盘已满，没有保存。", Err: errors.New("disk full")}

func (brokenMarks) SaveMarks(context.Context, model.ID, []model.Mark) error { return errDisk }

func TestAMarkThatIsNotSavedIsNotShown(t *testing.T) {
	w, p := openFullLesson(t)
	r := p.people
	good := r.marker.store
	r.marker.store = brokenMarks{good}
	r.table.SelectRow(0)
	typeKeys(r, "1")
	if text := says(w); !strings.Contains(text, "磁盘已满") {
		t.Errorf("the dialog says %q", text)
	}
	if r.rows[0].state != model.Expected.Chinese() || p.side.figure.Text != "0 / 9" {
		t.Errorf("the person is shown as %s, the total as %s", r.rows[0].state, p.side.figure.Text)
	}
	r.marker.store = good
	tapText(t, w, "重试")
	if p.roll.Attendees[0].State != model.Present {
		t.Error("重试 does not save the mark")
	}
}

// queue is a runner that does its work when told to.
type queue struct{ jobs []func() }

func (q *queue) run(work func(context.Context) error, done func(error)) {
	q.jobs = append(q.jobs, func() { done(work(context.Background())) })
}

func (q *queue) drain() {
	for len(q.jobs) > 0 {
		job := q.jobs[0]
		q.jobs = q.jobs[1:]
		job()
	}
}

func TestQuickKeysMarkOneAfterTheOtherWhileTheDiskIsSlow(t *testing.T) {
	w, p := openFullLesson(t)
	r := p.people
	q := &queue{}
	w.desk.run = q.run
	r.table.SelectRow(0)
	typeKeys(r, "12")
	r.table.SelectRow(0)
	typeKeys(r, "4") // the first person again, before anything is on the disk
	if len(q.jobs) != 1 {
		t.Errorf("%d saves are under way at once", len(q.jobs))
	}
	if r.rows[0].state != model.Expected.Chinese() {
		t.Error("a mark is shown before it is saved")
	}
	q.drain()
	got := p.roll.Attendees
	if got[0].State != model.Absent || got[1].State != model.Late || got[2].State != model.Expected {
		t.Errorf("the states are %s %s %s", got[0].State, got[1].State, got[2].State)
	}
	r.onUndo()
	q.drain()
	if got := p.roll.Attendees[0].State; got != model.Present {
		t.Errorf("undone, the first person is %s, want what the mark before said", got)
	}
}

func TestLeaveToldBeforehandDoesNotHoldTheActivity(t *testing.T) {
	w, p := openFullLesson(t)
	r := p.people
	r.table.SelectRow(0)
	typeKeys(r, "3")
	test.Tap(r.reason.ok)
	if got := p.roll.Activity.State; got != model.Planned {
		t.Errorf("with one person on leave the activity is %s", got.Chinese())
	}
	typeKeys(r, "1")
	if got := must[model.Activity](t)(w.desk.store.Activity(t.Context(), p.id)).State; got != model.Held {
		t.Errorf("with one person present the activity is %s", got.Chinese())
	}
}
