package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// serviceRecordStore is what a record of service asks the store for.
type serviceRecordStore interface {
	ServiceRecord(ctx context.Context, member model.ID) (model.ServiceRecord, error)
	HourCorrections(ctx context.Context, attendance model.ID) ([]model.HourCorrection, error)
	CorrectHours(ctx context.Context, attendance model.ID, minutes int, reason string) error
	SaveServiceReview(ctx context.Context, v model.ServiceReview) (model.ServiceReview, error)
	RemoveServiceReview(ctx context.Context, id model.ID) error
	RestoreServiceReview(ctx context.Context, id model.ID) error
}

// The parts of a record of service beside who it is of.
const (
	recordServices  = "services"
	recordTrainings = "trainings"
	recordHonours   = "honours"
	recordReviews   = "reviews"
)

// serviceRecord is the dialog 志愿服务记录 of one volunteer, in its five parts.
type serviceRecord struct {
	desk   *desk
	store  serviceRecordStore
	member model.ID

	record    model.ServiceRecord
	facts     *widgets.Facts
	tabs      *widgets.Tabs
	body      *fyne.Container
	services  *widgets.DataTable[model.Service]
	trainings *widgets.DataTable[model.Participation]
	honours   *widgets.DataTable[model.Honour]
	reviews   *widgets.DataTable[model.ServiceReview]
	correct   *widgets.Button
	review    *widgets.Button
	remove    *widgets.Button
	back      *widgets.Button // takes the last removal of a review back
	removed   model.ID        // that review; none where there is nothing to take back
	box       *dialogBox
}

func openServiceRecord(d *desk, member model.ID) *serviceRecord {
	r := &serviceRecord{desk: d, store: d.store, member: member, facts: widgets.NewFacts(5.4), body: container.NewStack()}
	r.services, r.trainings, r.honours, r.reviews = r.serviceTable(), r.trainingTable(), r.honourTable(), r.reviewTable()
	r.tabs = widgets.NewTabs([]widgets.Option{
		{Value: recordServices, Text: lang.L("Volunteer service")},
		{Value: recordTrainings, Text: lang.L("Trainings")},
		{Value: recordHonours, Text: lang.L("Honours")},
		{Value: recordReviews, Text: lang.L("Reviews")},
	}, func(string) { r.showTab() })
	r.correct = widgets.NewButton(lang.L("Correct the hours…"), r.onCorrect)
	r.review = widgets.NewButton(lang.L("Add a review…"), r.onReview)
	r.remove = widgets.NewButton(lang.L("Remove the review"), r.onRemoveReview)
	r.back = widgets.NewButton(lang.L("Take back"), r.onRestoreReview)
	paper := widgets.NewPrimary(lang.L("Print the record"), func() { d.print(nil, printing.Job{Kind: printing.ServiceRecord, ID: member}) })
	right := container.NewBorder(widgets.Down(0, r.tabs, widgets.Spacer(0, 8)), nil, nil, nil, r.body)
	r.box = d.openDialog(dialogSpec{
		title: lang.L("Record of volunteer service"), size: fyne.NewSize(1120, 640),
		content: widgets.Shares(widgets.Gap, []float32{0.32, 1}, container.NewVScroll(r.facts), right),
		left:    []fyne.CanvasObject{r.correct, r.review, r.remove, r.back},
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { r.box.close() }), paper},
	})
	r.showTab()
	r.load()
	return r
}

func (r *serviceRecord) serviceTable() *widgets.DataTable[model.Service] {
	t := widgets.NewListTable([]widgets.Column[model.Service]{
		{ID: "day", Title: lang.L("Day"), Chars: 6, Cell: func(s model.Service) widgets.Cell { return widgets.Plain(s.Start.Format("2006-01-02")) }},
		{ID: "title", Title: lang.L("Title"), Chars: 8, Grow: 3, Cell: func(s model.Service) widgets.Cell { return widgets.Plain(s.Title) }},
		{ID: "field", Title: lang.L("Field of service"), Chars: 5, Cell: func(s model.Service) widgets.Cell { return widgets.Muted(s.Field) }},
		{ID: "hours", Title: lang.L("Hours"), Chars: 3, Cell: func(s model.Service) widgets.Cell { return widgets.Strong(model.Hours(s.Minutes)) }},
		{ID: "by", Title: lang.L("Confirmed by"), Chars: 4, Cell: func(s model.Service) widgets.Cell { return widgets.Muted(orDash(s.ConfirmedBy)) }},
		{ID: "note", Title: "", Chars: 6.5, Grow: 1, Cell: func(s model.Service) widgets.Cell {
			switch {
			case s.Corrected:
				return widgets.Mark(lang.L("corrected"), widgets.Info)
			case s.Late != "":
				return widgets.Mark(lang.L("late, {{.Guarantor}} answers", map[string]any{"Guarantor": orDash(s.Guarantor)}), widgets.Warn)
			}
			return widgets.Plain("")
		}},
	}, func(s model.Service) string { return string(s.Attendance) }, func() []model.Service { return r.record.Services },
		widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No confirmed service yet."), nil))
	t.OnSelected = func(model.Service) { r.showButtons() }
	t.OnOpened = func(model.Service) { r.onCorrect() }
	return t
}

func (r *serviceRecord) trainingTable() *widgets.DataTable[model.Participation] {
	return widgets.NewListTable([]widgets.Column[model.Participation]{
		{ID: "day", Title: lang.L("Day"), Chars: 6, Cell: func(p model.Participation) widgets.Cell { return widgets.Plain(p.Start.Format("2006-01-02")) }},
		{ID: "kind", Title: lang.L("Kind"), Chars: 5, Cell: func(p model.Participation) widgets.Cell { return widgets.Muted(model.KindOf(p.Kind).Name) }},
		{ID: "title", Title: lang.L("Title"), Chars: 10, Grow: 3, Cell: func(p model.Participation) widgets.Cell { return widgets.Plain(p.Title) }},
		{ID: "hours", Title: lang.L("Hours"), Chars: 3, Cell: func(p model.Participation) widgets.Cell { return widgets.Plain(model.Hours(p.Minutes)) }},
	}, func(p model.Participation) string { return string(p.Activity) }, func() []model.Participation { return r.record.Trainings },
		widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No training on record."), nil))
}

func (r *serviceRecord) honourTable() *widgets.DataTable[model.Honour] {
	return widgets.NewListTable([]widgets.Column[model.Honour]{
		{ID: "given", Title: lang.L("Date"), Chars: 6, Cell: func(h model.Honour) widgets.Cell { return widgets.Plain(h.Given.String()) }},
		{ID: "title", Title: lang.L("Honour"), Chars: 10, Grow: 2, Cell: func(h model.Honour) widgets.Cell { return widgets.Plain(h.Title) }},
		{ID: "level", Title: lang.L("Level"), Chars: 5, Cell: func(h model.Honour) widgets.Cell { return widgets.Muted(h.Level) }},
		{ID: "giver", Title: lang.L("Given by"), Chars: 8, Grow: 1, Cell: func(h model.Honour) widgets.Cell { return widgets.Muted(h.Giver) }},
	}, func(h model.Honour) string { return string(h.ID) }, func() []model.Honour { return r.record.Honours },
		widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No honour on record. Honours are entered on the person's page."), nil))
}

func (r *serviceRecord) reviewTable() *widgets.DataTable[model.ServiceReview] {
	t := widgets.NewListTable([]widgets.Column[model.ServiceReview]{
		{ID: "given", Title: lang.L("Date"), Chars: 6, Cell: func(v model.ServiceReview) widgets.Cell { return widgets.Plain(v.Given.String()) }},
		{ID: "grade", Title: lang.L("Grade"), Chars: 4, Cell: func(v model.ServiceReview) widgets.Cell { return widgets.Strong(v.Grade) }},
		{ID: "words", Title: lang.L("Review"), Chars: 10, Grow: 3, Cell: func(v model.ServiceReview) widgets.Cell { return widgets.Plain(v.Words) }},
		{ID: "giver", Title: lang.L("Reviewed by"), Chars: 6, Cell: func(v model.ServiceReview) widgets.Cell { return widgets.Muted(v.Giver) }},
	}, func(v model.ServiceReview) string { return string(v.ID) }, func() []model.ServiceReview { return r.record.Reviews },
		widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No review yet."), nil))
	t.OnSelected = func(model.ServiceReview) { r.showButtons() }
	return t
}

func (r *serviceRecord) load() {
	var record model.ServiceRecord
	r.desk.run(func(ctx context.Context) (err error) {
		record, err = r.store.ServiceRecord(ctx, r.member)
		return err
	}, func(err error) {
		if err != nil {
			r.box.close()
			r.desk.fail(err, nil)
			return
		}
		r.show(record)
	})
}

func (r *serviceRecord) show(record model.ServiceRecord) {
	r.record = record
	m := record.Member
	minutes, late := record.Total()
	stars, missing := record.Rules.StarLevel(minutes)
	next := lang.L("highest level")
	if missing > 0 {
		next = lang.L("{{.Hours}} h", map[string]any{"Hours": model.Hours(missing)})
	}
	r.facts.Set(250, []widgets.Fact{
		{Label: lang.L("Name of person"), Value: model.SpacedName(m.Name)},
		{Label: lang.L("Volunteer number"), Value: m.VolunteerNumber},
		{Label: lang.L("Sex"), Value: m.Sex.Chinese()},
		{Label: lang.L("Branch"), Value: record.Branch},
		{Label: lang.L("ID number"), Value: model.MaskIDNumber(m.IDNumber)},
		{Label: lang.L("Phone"), Value: model.MaskPhone(m.Phone)},
		{Label: lang.L("Times"), Value: strconv.Itoa(len(record.Services))},
		{Label: lang.L("Hours"), Value: model.Hours(minutes)},
		{Label: lang.L("of them late"), Value: model.Hours(late)},
		{Label: lang.L("Star level"), Value: model.StarText(stars)},
		{Label: lang.L("To the next star"), Value: next},
	})
	r.services.Reload()
	r.trainings.Reload()
	r.honours.Reload()
	r.reviews.Reload()
	r.showButtons()
}

func (r *serviceRecord) showTab() {
	tables := map[string]fyne.CanvasObject{recordServices: r.services, recordTrainings: r.trainings, recordHonours: r.honours, recordReviews: r.reviews}
	r.body.Objects = []fyne.CanvasObject{tables[r.tabs.Value()]}
	r.body.Refresh()
	r.showButtons()
}

func (r *serviceRecord) showButtons() {
	_, service := r.services.Selected()
	_, review := r.reviews.Selected()
	r.correct.Hidden = r.tabs.Value() != recordServices
	r.review.Hidden = r.tabs.Value() != recordReviews
	r.remove.Hidden = r.review.Hidden
	r.back.Hidden = r.review.Hidden || r.removed == ""
	enable(r.correct, service)
	enable(r.remove, review)
	r.correct.Refresh()
}

// onRemoveReview takes the selected review off the record; it can be taken back.
func (r *serviceRecord) onRemoveReview() {
	v, ok := r.reviews.Selected()
	if !ok {
		return
	}
	r.desk.ask(lang.L("Remove the review?"), punctuated(v.Given.String(), v.Grade, v.Words), lang.L("Remove"), func() {
		r.setReview(r.store.RemoveServiceReview, v.ID, v.ID)
	})
}

func (r *serviceRecord) onRestoreReview() { r.setReview(r.store.RestoreServiceReview, r.removed, "") }

// setReview removes a review or puts it back; removed is what can be put back then.
func (r *serviceRecord) setReview(set func(context.Context, model.ID) error, id, removed model.ID) {
	r.desk.run(func(ctx context.Context) error { return set(ctx, id) }, func(err error) {
		if err != nil {
			r.desk.fail(err, nil)
			return
		}
		r.removed = removed
		r.reviews.SelectKey("")
		r.desk.say(lang.L("Saved"))
		r.load()
	})
}
