package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"jishi/model"
	"jishi/ui/widgets"
)

// recordStore is what writing the record asks the store for.
type recordStore interface {
	Activity(ctx context.Context, id model.ID) (model.Activity, error)
	SaveActivity(ctx context.Context, a model.Activity) (model.Activity, error)
	SaveMinutes(ctx context.Context, activity model.ID, votes []model.Vote, followUps []model.FollowUp) error
}

// recordForm is 纪实: what happened at an activity, in its own words.
type recordForm struct {
	desk  *desk
	page  *activityPage
	store recordStore

	form    *widgets.Form
	fields  []recordField
	spent   *widgets.Entry // in 元
	minutes *minutesForm
	save    *widgets.Button
	note    *widgets.Text
	saving  bool
	clean   string // what the form held when it was last equal to the store
	// cleanMinutes is what of it were votes and follow-ups.
	cleanMinutes string
	scroll       *container.Scroll
	content      fyne.CanvasObject
}

type recordField struct {
	name  string
	entry *widgets.Entry
	value func(*model.Activity) *string
}

func newRecordForm(d *desk, page *activityPage) *recordForm {
	r := &recordForm{desk: d, page: page, store: d.store, form: widgets.NewForm(2), note: widgets.NewMuted(""), spent: widgets.NewEntry()}
	r.minutes = newMinutesForm(d, func() (int, int) { return page.roll.Voters() }, r.showDirty)
	r.spent.OnChanged = func(string) { r.showDirty() }
	add := func(name, label string, rows int, value func(*model.Activity) *string) {
		entry := widgets.NewEntry()
		if rows > 1 {
			entry = widgets.NewTextArea(rows)
			r.form.AddWide(name, label, entry)
		} else {
			r.form.Add(name, label, entry)
		}
		entry.OnChanged = func(string) { r.showDirty() }
		r.fields = append(r.fields, recordField{name, entry, value})
	}
	add("Host", lang.L("Host"), 1, func(a *model.Activity) *string { return &a.Host })
	add("Recorder", lang.L("Recorder"), 1, func(a *model.Activity) *string { return &a.Recorder })
	add("Agenda", lang.L("Agenda"), 3, func(a *model.Activity) *string { return &a.Agenda })
	add("Content", lang.L("Content"), 6, func(a *model.Activity) *string { return &a.Content })
	add("Decisions", lang.L("Decisions"), 3, func(a *model.Activity) *string { return &a.Decisions })
	add("Outcome", lang.L("Outcome"), 3, func(a *model.Activity) *string { return &a.Outcome })
	add("FollowUp", lang.L("To be followed up"), 3, func(a *model.Activity) *string { return &a.FollowUp })
	r.form.Add("Spending", lang.L("Spent, in yuan"), r.spent)
	add("SpendingNote", lang.L("Spent for"), 1, func(a *model.Activity) *string { return &a.SpendingNote })
	r.save = widgets.NewPrimary(lang.L("Save  Ctrl+S"), r.onSave)
	foot := container.NewHBox(r.note, layout.NewSpacer(), r.save)
	r.scroll = container.NewVScroll(widgets.Inset(2, 2, widgets.Frame(nil, nil, nil, widgets.Spacer(10, 0), widgets.Down(14, r.form, r.minutes.content))))
	r.content = container.NewBorder(nil, widgets.Down(0, widgets.Spacer(0, 10), foot), nil, nil, r.scroll)
	r.save.Disable()
	return r
}

// shows reports whether the activity's kind has the field.
func (r *recordForm) shows(field string) bool {
	switch field {
	case "Host", "Recorder", "Content", "Outcome", "SpendingNote":
		return true
	}
	return model.KindOf(r.page.roll.Activity.Kind).Needs(field)
}

// show fills in what the store holds, unless something is being written.
func (r *recordForm) show() {
	if !r.dirty() {
		r.reset()
	}
}

// reset fills in what the store holds, whatever was written.
func (r *recordForm) reset() {
	a, p := r.page.roll.Activity, r.page.proceedings
	r.clean = ""
	for _, f := range r.fields {
		r.form.SetShown(f.name, r.shows(f.name))
		f.entry.SetText(*f.value(&a))
	}
	r.spent.SetText("")
	if a.Spending > 0 {
		r.spent.SetText(model.Yuan(a.Spending))
	}
	r.minutes.show(p.Votes, p.FollowUps)
	r.minutes.showVotes(model.KindOf(a.Kind).Needs("Decisions"))
	r.clean, r.cleanMinutes = r.text(), r.minutes.text()
	r.showDirty()
}

func (r *recordForm) text() string {
	var b strings.Builder
	b.WriteString(r.spent.Text + "\x00" + r.minutes.text() + "\x00")
	for _, f := range r.fields {
		b.WriteString(f.entry.Text + "\x00")
	}
	return b.String()
}

func (r *recordForm) dirty() bool { return r.clean != "" && r.text() != r.clean }

func (r *recordForm) showDirty() {
	enable(r.save, r.dirty() && !r.saving)
	r.note.SetText("")
	if r.dirty() {
		r.note.SetText(lang.L("Not saved yet"))
	}
}

// lock leaves the texts to be read only.
func (r *recordForm) lock() {
	widgets.Lock(r.form, r.minutes.content)
	r.minutes.addVote.Hide()
	r.minutes.addTask.Hide()
	if r.save.Visible() {
		r.save.Hide()
		r.scroll.Content = widgets.Readable(r.scroll.Content)
		r.scroll.Refresh()
	}
}

func (r *recordForm) onSave() { r.saveThen(func() {}) }

// saveThen saves the texts shown, on what the store holds now, and goes on
// where that succeeded.
func (r *recordForm) saveThen(next func()) {
	if r.saving || !r.dirty() {
		return
	}
	r.form.ClearErrors()
	votes, tasks, ok := r.minutes.read()
	if !ok {
		return
	}
	spent, err := model.ParseYuan(r.spent.Text)
	if err != nil {
		r.desk.failForm(r.form, err, nil)
		return
	}
	texts := map[string]string{}
	for _, f := range r.fields {
		if r.shows(f.name) {
			texts[f.name] = strings.TrimSpace(f.entry.Text)
		}
	}
	written, minutes := r.text(), r.minutes.text()
	minutesChanged := minutes != r.cleanMinutes
	r.saving = true
	r.showDirty()
	r.desk.run(func(ctx context.Context) error {
		a, err := r.store.Activity(ctx, r.page.id)
		if err != nil {
			return err
		}
		for _, f := range r.fields {
			if text, ok := texts[f.name]; ok {
				*f.value(&a) = text
			}
		}
		a.Spending = spent
		if _, err = r.store.SaveActivity(ctx, a); err != nil || !minutesChanged {
			return err
		}
		return r.store.SaveMinutes(ctx, a.ID, votes, tasks)
	}, func(err error) {
		r.saving = false
		if err != nil {
			r.showDirty()
			r.desk.failForm(r.form, err, func() { r.saveThen(next) })
			return
		}
		r.clean, r.cleanMinutes = written, minutes
		r.showDirty()
		r.desk.say(lang.L("Saved"))
		r.desk.changed()
		next()
	})
}
