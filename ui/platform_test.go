package ui

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

func openPlatformPart(part string) func(t *testing.T, w *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		confirmScreen(t, w)
		st := w.desk.store
		sheet := must[model.ServiceSheet](t)(st.ServiceSheet(t.Context(), servedScreen(t, w)))
		if part != platformWaiting {
			if batches := must[[]model.PlatformBatch](t)(st.PlatformBatches(t.Context(), "二七志愿汇")); len(batches) == 0 {
				lines := must[[]model.PlatformLine](t)(st.PlatformLines(t.Context(), "二七志愿汇", sheet.Activity.Date(), sheet.Activity.Date(), ""))
				must[int](t)(st.EnterOnPlatform(t.Context(), "二七志愿汇", lines))
			}
			must[int](t)(st.Recruit(t.Context(), []model.ID{sheet.Lines[0].Member, sheet.Lines[1].Member}, store.Recruiting{Joined: w.desk.today()}))
		}
		v := shown[*volunteers](t, w, pageVolunteers)
		v.choose(tabPlatform)
		v.platform.part.SetValue(part)
		v.platform.showPart()
		v.platform.Refresh()
	}
}

func openPlatformColumns(t *testing.T, w *Window) {
	t.Helper()
	openPlatformPart(platformWaiting)(t, w)
	shown[*volunteers](t, w, pageVolunteers).platform.onColumns()
}

func TestWhatIsExportedForAPlatformCanBeTickedAndTakenBack(t *testing.T) {
	w := openSample(t)
	openPlatformPart(platformWaiting)(t, w)
	p := shown[*volunteers](t, w, pageVolunteers).platform
	if p.waiting.Total() != 1 || p.markAll.Disabled() {
		t.Fatalf("%d activities wait", p.waiting.Total())
	}
	test.Tap(p.export)
	folder := must[string](t)(w.desk.printFolder(t.Context()))
	files := must[[]string](t)(filepath.Glob(filepath.Join(folder, "二七志愿汇 待填报*.xlsx")))
	if len(files) != 1 || p.waiting.Total() != 1 {
		t.Fatalf("files %v, %d wait though nothing was ticked", files, p.waiting.Total())
	}
	w.desk.topDialog().leave() // later
	p.waiting.SelectRow(0)
	test.Tap(p.markOne)
	if p.waiting.Total() != 0 {
		t.Errorf("%d wait after ticking", p.waiting.Total())
	}
	p.part.SetValue(platformEntered)
	p.showPart()
	p.Refresh()
	if p.entered.Total() != 1 || p.batches[0].Rows != 4 {
		t.Fatalf("entered %+v", p.batches)
	}
	if err := w.desk.store.UndoEntered(t.Context(), p.batches[0].ID); err != nil {
		t.Fatal(err)
	}
	p.part.SetValue(platformWaiting)
	p.showPart()
	p.Refresh()
	if p.waiting.Total() != 1 {
		t.Errorf("%d wait after the ticks were taken back", p.waiting.Total())
	}
}

func TestColumnsOfAPlatformAreNamedAndOrdered(t *testing.T) {
	w := openSample(t)
	openPlatformColumns(t, w)
	p := shown[*volunteers](t, w, pageVolunteers).platform
	c := p.chooser
	set := func(field model.PlatformField, place, title string) {
		for _, l := range c.lines {
			if l.field == field {
				l.on.SetValue(place)
				l.title.SetText(title)
			}
		}
	}
	for _, l := range c.lines {
		l.on.SetValue("")
	}
	test.Tap(c.ok)
	if w.desk.topDialog() == nil {
		t.Fatal("a platform without columns was saved")
	}
	set(model.PlatformHours, placeText(1), "时长")
	set(model.PlatformPerson, placeText(3), "志愿者")
	c.name.SetText("志愿云")
	test.Tap(c.ok)
	all := must[[]model.OutsidePlatform](t)(w.desk.store.Platforms(t.Context()))
	if len(all) != 2 || all[1].Name != "志愿云" || all[1].Headings()[0] != "时长" || all[1].Headings()[1] != "志愿者" {
		t.Errorf("saved %+v", all)
	}
	if options := p.which.Options(); len(options) != 2 {
		t.Errorf("to choose from: %+v", options)
	}
}

func TestHoursOfAPlatformAreWrittenDownApart(t *testing.T) {
	w := openSample(t)
	openPlatformPart(platformAccounts)(t, w)
	p := shown[*volunteers](t, w, pageVolunteers).platform
	p.people.SelectRow(0)
	before, _ := p.people.Row(0)
	test.Tap(p.change)
	p.form.entries["Number"].SetText("EQ100")
	p.form.entries["Minutes"].SetText("45")
	test.Tap(p.form.ok)
	if row, _ := p.people.Row(0); row.Number != "EQ100" || row.Minutes != 45*60 || row.Own != before.Own {
		t.Errorf("the row is %+v, was %+v", row, before)
	}
}

func TestTheYearOfServiceIsPrintedAndExportedFromTheHours(t *testing.T) {
	w := openSample(t)
	confirmScreen(t, w)
	v := shown[*volunteers](t, w, pageVolunteers)
	for _, item := range v.hours.yearItems() {
		item.Action()
	}
	folder := must[string](t)(w.desk.printFolder(t.Context()))
	files := must[[]string](t)(filepath.Glob(filepath.Join(folder, "志愿服务年度总结 2018年.*")))
	if len(files) != 2 {
		t.Errorf("made %v", files)
	}
}
