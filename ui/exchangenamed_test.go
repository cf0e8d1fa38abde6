package ui

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

// guestOfStreet puts one of a centre's people on the list of an activity of the
// street's own.
func guestOfStreet(t *testing.T, st *store.Store) (guest model.Member, activity model.ID) {
	t.Helper()
	page := must[store.MemberPage](t)(st.Members(t.Context(), store.MemberFilter{State: model.Active, Limit: 1}))
	guest = page.Members[0]
	a := must[model.Activity](t)(st.SaveActivity(t.Context(), model.Activity{
		Kind: model.Lesson, Title: "街道党课", Start: testDay, End: testDay.Add(time.Hour),
	}))
	must[int](t)(st.Expect(t.Context(), a.ID, []model.ID{guest.ID}))
	return guest, a.ID
}

func TestAnUndoSaysWhoseNamesStayOnTheStreetsOwnLists(t *testing.T) {
	centre, street := openedExchange(t, filledStore(t)), openedExchange(t, emptyStreet(t))
	registerOffice(t, centre, street)
	registerOffice(t, street, centre)
	stick := t.TempDir()
	centre.facts.folder = stick
	centre.send.choose(stick)
	test.Tap(centre.send.write)
	street.arrive.look([]string{stick})
	test.Tap(street.arrive.take)
	st := street.desk.store
	guest, activity := guestOfStreet(t, st)

	street.arrive.history.SelectRow(0)
	test.Tap(street.arrive.undo)
	agree(t, street.desk)
	box := street.desk.topDialog()
	if box == nil || !strings.HasPrefix(box.title, "已撤销") {
		t.Fatal("nobody says that names stay")
	}
	box.close()
	roll := must[model.Roll](t)(st.Roll(t.Context(), activity))
	if len(roll.Attendees) != 1 || roll.Attendees[0].Name != guest.Name {
		t.Errorf("on the list: %+v", roll.Attendees)
	}
	if page := must[store.MemberPage](t)(st.Members(t.Context(), store.MemberFilter{State: model.Active})); page.Total != 0 {
		t.Errorf("%d people count", page.Total)
	}

	street.arrive.look([]string{filepath.Join(st.Dir(), "received")})
	if text := street.arrive.detail.Text; !strings.Contains(text, guest.Name+" 重新出现") {
		t.Errorf("it comes again: %s", text)
	}
}

func TestWhoseNamesStayIsToldBesideAPackage(t *testing.T) {
	people := model.TableDiff{Table: model.Table{Name: "members"}, Removed: 2, Named: 1, Rows: []model.RowDiff{
		{Label: "来宾", Fate: model.RowNamed}, {Label: "别人", Fate: model.RowGone},
	}}
	text := arrivalDetail(arrival{file: "包.jishi", approved: true, diff: model.PackageDiff{Tables: []model.TableDiff{people}}})
	for _, says := range []string{"移除 2", "其中 1 条记录，别的单位还用着", "来宾 已移除，名字保留", "别人 已移除"} {
		if !strings.Contains(text, says) {
			t.Errorf("does not say %q: %s", says, text)
		}
	}
}
