package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
)

func TestTheWeekOfTheRoomsShowsBookingsAndBooks(t *testing.T) {
	w := openSample(t)
	st := w.desk.store
	must[model.Activity](t)(st.SaveActivity(t.Context(), activityOn(model.Meeting, "居民代表会", 11, 20, 60)))
	elsewhere := activityOn(model.Volunteering, "清洁家园", 13, 9, 60)
	elsewhere.Place = "三官庙院"
	must[model.Activity](t)(st.SaveActivity(t.Context(), elsewhere))
	p := shown[*activities](t, w, pageActivities)
	p.views.Choose(viewRooms)
	rows := p.week.table.Rows()
	if p.week.name.Text != "5月7日—5月13日" || len(rows) != 10 {
		t.Fatalf("%s has %d rows", p.week.name.Text, len(rows))
	}
	friday := rows[0].Days[4]
	if rows[0].Title != "教育大讲堂" || len(friday.Lines) != 2 || !friday.Wrong || friday.Lines[1] != "20:00 居民代表会" {
		t.Errorf("the hall has %+v on Friday", friday)
	}
	if sunday := rows[9].Days[6]; rows[9].Title != "其他地点" || len(sunday.Lines) != 1 || sunday.Wrong {
		t.Errorf("elsewhere is %+v", sunday)
	}
	p.week.table.ChooseCell(1, 2)
	if f := p.form; f.place.Text != "党员议事厅" || f.date.Text() != "2018-05-09" {
		t.Errorf("booked is %s on %s", f.place.Text, f.date.Text())
	}
	p.form.box.close()
	tapItem(t, p.week.menu(0, 4), "20:00–21:00 居民代表会")
	if p.opened == nil || p.opened.roll.Activity.Title != "居民代表会" {
		t.Error("what takes the room is not opened")
	}
}

func TestVisitorsAreNotedAndCountedByZone(t *testing.T) {
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	p.views.Choose(viewRooms)
	p.week.onVisitors()
	p.form.visitors.SetText("40")
	p.form.place.SetText("党史馆")
	test.Tap(p.form.save)
	if p.opened == nil || p.opened.roll.Activity.State != model.Held {
		t.Fatal("the visit is not held")
	}
	v := openZoneVisits(w.desk, w.desk.store)
	var halls []string
	for i, r := range v.rows {
		if r.name == "五馆" {
			halls = v.table.Texts(i)
		}
	}
	if len(halls) != 5 || halls[1] != "1" || halls[3] != "40" || halls[4] != "40" {
		t.Errorf("the halls have %v", halls)
	}
	if sum := v.rows[len(v.rows)-1]; sum.all != 46 || sum.came != 6 {
		t.Errorf("in all are %+v", sum)
	}
	v.month.Choose("4")
	if sum := v.rows[len(v.rows)-1]; sum.all != 0 {
		t.Errorf("April has %d", sum.all)
	}
}

func TestTheDictionaryOfRoomsIsEdited(t *testing.T) {
	w := openSample(t)
	r := openRooms(w.desk, w.desk.store)
	if len(r.list) != 9 || !r.edit.Disabled() {
		t.Fatalf("%d rooms", len(r.list))
	}
	r.table.SelectRow(1)
	test.Tap(r.up)
	if r.list[0].Name != "党员议事厅" || !r.up.Disabled() {
		t.Errorf("the first is %s", r.list[0].Name)
	}
	test.Tap(r.remove)
	tapText(t, w, "删除")
	if len(r.list) != 8 {
		t.Errorf("%d are left", len(r.list))
	}
	r.form(model.Room{})
	typeInto(t, w, "教育大讲堂")
	w.desk.topDialog().onSave()
	if len(r.list) != 8 {
		t.Error("a second room of the same name is taken")
	}
	typeInto(t, w, "二楼东厅")
	w.desk.topDialog().onSave()
	if len(r.list) != 9 || r.list[8].Name != "二楼东厅" {
		t.Errorf("%d rooms", len(r.list))
	}
}

// typeInto replaces the text of the entry that has the cursor.
func typeInto(t *testing.T, w *Window, text string) {
	t.Helper()
	entry, ok := w.desk.window.Canvas().Focused().(interface{ SetText(string) })
	if !ok {
		t.Fatal("no entry has the cursor")
	}
	entry.SetText(text)
}
