package ui

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/keyring"
	"jishi/model/store"
	"jishi/ui/widgets"
)

var streetMade sync.Once

// streetStore opens a copy of a street with the rows of two centres, the
// smaller one the centre of fill, and somebody of its own.
func streetStore(t *testing.T) *store.Store {
	t.Helper()
	original := filepath.Join(filledDir, "street")
	streetMade.Do(func() { makeStreet(t, original) })
	dir := filepath.Join(t.TempDir(), "street")
	if err := os.CopyFS(dir, os.DirFS(original)); err != nil {
		t.Fatal(err)
	}
	return openStoreIn(t, dir)
}

func makeStreet(t *testing.T, dir string) {
	t.Helper()
	ctx := t.Context()
	st, err := store.Open(ctx, dir, store.Options{Now: clockOfTests})
	if err != nil {
		t.Fatal(err)
	}
	must[model.Centre](t)(st.SaveCentre(ctx, model.Centre{Kind: model.Street, Name: "大学路街道", Code: "410103008", District: "郑州市二七区"}))
	must[model.Member](t)(st.SaveMember(ctx, model.Member{Name: "街道干部", Phone: "19900009001"}))
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"高山社区党群服务中心", "长江社区党群服务中心"} {
		from := filepath.Join(t.TempDir(), name)
		c, err := store.Open(ctx, from, store.Options{Now: clockOfTests})
		if err != nil {
			t.Fatal(err)
		}
		fill(t, c)
		centre := must[model.Centre](t)(c.Centre(ctx))
		centre.Name, centre.Code = name, []string{"410103008012", "410103008015"}[i]
		must[model.Centre](t)(c.SaveCentre(ctx, centre))
		if i == 1 {
			must[model.Member](t)(c.SaveMember(ctx, model.Member{Name: "江边人", Phone: "19900009002"}))
		}
		reportTo(t, c, dir, []int{3, 40}[i]) // 40 is longer than usual
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// reportTo writes a package of a centre and takes it in at the street in dir,
// where it came so many days ago.
func reportTo(t *testing.T, centre *store.Store, dir string, days int) {
	t.Helper()
	ctx := t.Context()
	street := must[*store.Store](t)(store.Open(ctx, dir, store.Options{Now: func() time.Time { return testDay.AddDate(0, 0, -days) }}))
	theirs, above := officeOf(t, centre), officeOf(t, street)
	for _, err := range []error{centre.Approve(ctx, above), street.Approve(ctx, theirs)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	keys := must[*keyring.Keys](t)(keyring.Open(t.Context(), centre))
	known := must[model.KnownOffice](t)(centre.Known(ctx, string(above.ID)))
	done := must[exchange.Exported](t)(exchange.Export{Kind: model.ReportPackage, To: known, Keys: keys, Folder: t.TempDir()}.Write(ctx, centre))
	reader := must[exchange.Reader](t)(exchange.NewReader(ctx, must[*keyring.Keys](t)(keyring.Open(ctx, street)), street))
	must[model.PackageDiff](t)(reader.Receive(ctx, street, done.Path))
	if err := street.Close(); err != nil {
		t.Fatal(err)
	}
}

// officeOf is a store's office with its keys.
func officeOf(t *testing.T, st *store.Store) model.Office {
	t.Helper()
	self := must[model.Office](t)(st.Self(t.Context()))
	return must[*keyring.Keys](t)(keyring.Open(t.Context(), st)).Public(self)
}

// choose has the top bar show one office's records.
func chooseCentre(t *testing.T, w *Window, name string) {
	t.Helper()
	w.whose.field.SetSelected(name)
	if got := w.whose.field.Selected; got != name {
		t.Fatalf("shows %q instead of %q", got, name)
	}
}

func TestAStreetChoosesWhoseRecordsItSees(t *testing.T) {
	w := openWindow(t, streetStore(t))
	total := func() int { return shown[*members](t, w, pageMembers).table.Total() }
	if n := total(); n != 20 {
		t.Errorf("all centres have %d people", n)
	}
	for name, want := range map[string]int{"高山社区": 9, "长江社区": 10, "只看大学路街道": 1, "全部中心": 20} {
		chooseCentre(t, w, name)
		if n := total(); n != want {
			t.Errorf("%s has %d people, want %d", name, n, want)
		}
		if w.page().Title() != "人员" {
			t.Errorf("the page was left for %s", w.page().Title())
		}
	}
}

func TestALineSaysWhichCentreItIsOf(t *testing.T) {
	w := openWindow(t, streetStore(t))
	p := shown[*members](t, w, pageMembers)
	row, _ := p.table.Row(0)
	if row.texts[ownerColumnID] == "" {
		t.Errorf("the list of people says no centre: %v", row.texts)
	}
	a := shown[*activities](t, w, pageActivities)
	if line, _ := a.table.Row(0); w.whose.names[line.summary.Owner] == "" {
		t.Error("the list of activities says no centre")
	}
	own := openSample(t)
	row, _ = shown[*members](t, own, pageMembers).table.Row(0)
	if _, there := row.texts[ownerColumnID]; there || own.whose.content.Visible() {
		t.Error("a centre is asked whose records it sees")
	}
}

func TestAnotherCentresRecordsAreOnlyLookedAt(t *testing.T) {
	w := openWindow(t, streetStore(t))
	chooseCentre(t, w, "高山社区")
	p := shown[*members](t, w, pageMembers)
	if got := buttonTexts(p.panel.buttons.Objects); strings.Contains(got, "编辑") || !strings.Contains(got, "打印") {
		t.Errorf("beside the person stand %s", got)
	}
	if got := buttonTexts(w.top.actions.Objects); strings.Contains(got, "新增") || !strings.Contains(got, "导出") {
		t.Errorf("above the people stand %s", got)
	}
	w.onNew()
	if w.desk.topDialog() != nil {
		t.Error("a person can be added")
	}
	a := shown[*activities](t, w, pageActivities)
	row, _ := a.table.Row(0)
	a.show(row.id, tabRoll)
	if !a.opened.people.walkIn.Disabled() || !a.opened.record.save.Disabled() || len(w.top.actions.Objects) > 0 {
		t.Errorf("the activity can be changed: %s", buttonTexts(w.top.actions.Objects))
	}
	chooseCentre(t, w, "只看大学路街道")
	p = shown[*members](t, w, pageMembers)
	if got := buttonTexts(p.panel.buttons.Objects); !strings.Contains(got, "编辑") {
		t.Errorf("beside one's own person stand %s", got)
	}
	test.Tap(p.panel.edit)
	if w.desk.topDialog() == nil {
		t.Error("one's own person cannot be changed")
	}
}

func buttonTexts(objects []fyne.CanvasObject) string {
	var texts []string
	for _, o := range objects {
		if b, ok := o.(*widgets.Button); ok {
			texts = append(texts, b.Text)
		}
	}
	return strings.Join(texts, " ")
}

func TestTheCentresAreRankedWithWhatTheyDid(t *testing.T) {
	w := openWindow(t, streetStore(t))
	p := shown[*centres](t, w, pageCentres)
	if len(p.rows) != 3 || p.tiles[0].Figure() != "2" || p.tiles[1].Figure() != "19" || p.tiles[2].Figure() != "2" {
		t.Fatalf("shows %d lines, %s centres, %s people, %s activities", len(p.rows), p.tiles[0].Figure(), p.tiles[1].Figure(), p.tiles[2].Figure())
	}
	if got := p.rows[0].cells; got[0] != "长江社区党群服务中心" && got[0] != "高山社区党群服务中心" || got[5] != "6" || p.ranking.Resource == nil || p.trend.Resource == nil {
		t.Errorf("the first line is %v", got)
	}
	p.rank.Choose(string(model.CentresByMembers))
	if got := p.rows[0].cells; got[0] != "长江社区党群服务中心" || got[2] != "10" || p.rows[2].Place != 0 {
		t.Errorf("most people has %v", got)
	}
	p.onStep(-1)
	if p.overview.Month != 4 || p.tiles[2].Figure() != "0" {
		t.Errorf("the month before is %d with %s activities", p.overview.Month, p.tiles[2].Figure())
	}
	p.period.Choose(oneYear)
	if p.overview.Month != 0 || p.tiles[2].Figure() != "2" {
		t.Errorf("the year %d has %s activities", p.overview.Year, p.tiles[2].Figure())
	}
	p.onLate("7")
	if p.overview.OverdueDays != 7 || p.tiles[0].Note() != "1 个超过 7 天没上报" {
		t.Errorf("after %d days: %s", p.overview.OverdueDays, p.tiles[0].Note())
	}
	p.table.OnOpened(p.rows[0])
	if w.page().Title() != "活动" || w.desk.store.Scope() != p.rows[0].ID {
		t.Errorf("opening a centre shows %s of %s", w.page().Title(), w.desk.store.Scope())
	}
	if _, there := openSample(t).items[pageCentres]; there {
		t.Error("a centre has an overview of centres")
	}
}

func TestAPersonOfTwoCentresIsConfirmedByHand(t *testing.T) {
	w := openWindow(t, streetStore(t))
	overview := shown[*centres](t, w, pageCentres)
	pairs, err := w.desk.store.SharedPeople(t.Context(), nil)
	if err != nil || len(pairs) < 5 {
		t.Fatalf("%d pairs: %v", len(pairs), err)
	}
	p := newSharedPeople(w.desk, w.desk.store, pairs)
	p.open()
	first, _, ok := p.chosen()
	if !ok || len(p.rows()) != len(pairs) || p.rows()[0].why == "" {
		t.Fatalf("chosen is %+v of %d", first, len(p.rows()))
	}
	test.Tap(p.same)
	if !p.pairs[0].Confirmed || p.rows()[0].state != "同一人" {
		t.Errorf("after confirming: %+v", p.rows()[0])
	}
	n := len(p.pairs)
	test.Tap(p.apart) // the second
	if len(p.pairs) != n-1 {
		t.Errorf("%d of %d are left", len(p.pairs), n)
	}
	test.Tap(p.undo)
	if len(p.pairs) != n {
		t.Errorf("taken back, %d of %d are left", len(p.pairs), n)
	}
	p.box.close()
	if got := overview.tiles[1].Figure(); got != "18" {
		t.Errorf("then %s people are registered", got)
	}
}

// sees reports whether an object of a page is in view.
func sees(o fyne.CanvasObject) bool { return o.Visible() }

func TestNothingOfAnotherCentresActivityCanBeChanged(t *testing.T) {
	w := openWindow(t, streetStore(t))
	for _, whose := range []string{"高山社区", "全部中心"} {
		chooseCentre(t, w, whose)
		a := shown[*activities](t, w, pageActivities)
		a.table.SelectRow(0)
		if sees(a.digest.more) || sees(a.digest.edit) || !sees(a.digest.sheet) || sees(a.calendar.more) {
			t.Errorf("%s: beside the list the activity can be changed", whose)
		}
		row, _ := a.table.Row(0)
		a.show(row.id, tabRoll)
		p := a.opened
		if sees(p.people.more) || len(p.actions()) > 0 {
			t.Errorf("%s: the activity's menus are there", whose)
		}
		before := p.roll.Attendees
		p.people.table.SelectRow(0)
		typeKeys(p.people, "1")
		p.people.table.OpenRow(0)
		if w.desk.topDialog() != nil || p.roll.Attendees[0].State != before[0].State {
			t.Errorf("%s: keys mark somebody: %s", whose, says(w))
		}
		p.onDropped([]string{"photo.jpg"})
		if w.desk.topDialog() != nil {
			t.Errorf("%s: photos can be dropped: %s", whose, says(w))
		}
		p.tabs.SetValue(tabRecord)
		p.showTab()
		for _, f := range p.record.fields {
			if !f.entry.Disabled() {
				t.Errorf("%s: %s can be written", whose, f.name)
			}
		}
		if !p.record.spent.Disabled() || sees(p.record.save) || sees(p.record.minutes.addTask) || sees(p.photos.add) || sees(p.photos.addFiles) {
			t.Errorf("%s: the record can be written", whose)
		}
		for _, r := range p.side.reminders {
			if r.link != "" {
				t.Errorf("%s: “%s” offers to do something about it: %s", whose, r.text, r.link)
			}
		}
		p.photos.show(model.Proceedings{Photos: []model.ActivityPhoto{{Caption: "合影"}}, Attachments: []model.Attachment{{Name: "a.pdf"}}})
		if c := p.photos.cards[0]; !c.caption.Disabled() || sees(c.away) || sees(c.earlier) || sees(c.later) {
			t.Errorf("%s: the photo can be changed", whose)
		}
		a.close()
	}
}

func TestAStreetGreetsItsOwnPeopleAndInvitesThoseOfAllCentres(t *testing.T) {
	w := openWindow(t, streetStore(t))
	for whose, want := range map[string]struct{ greet, party bool }{
		"高山社区": {false, false}, "全部中心": {false, true}, "只看大学路街道": {true, true},
	} {
		chooseCentre(t, w, whose)
		p := shown[*birthdays](t, w, pageBirthdays)
		if p.greet.Visible() != want.greet || p.party.Visible() != want.party || !p.print.Visible() {
			t.Errorf("%s: greetings %v, a party %v", whose, p.greet.Visible(), p.party.Visible())
		}
		if h := shown[*home](t, w, pageHome); !want.party && h.party.Visible() {
			t.Errorf("%s: the first page offers a party", whose)
		}
	}
	own := openSample(t)
	p := shown[*birthdays](t, own, pageBirthdays)
	if !p.greet.Visible() || !p.party.Visible() || !shown[*home](t, own, pageHome).party.Visible() {
		t.Error("a centre is offered none")
	}
}
