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
}

// recordForm is 纪实: what happened at an activity, in its own words.
type recordForm struct {
	desk  *desk
	page  *activityPage
	store recordStore

	form    *widgets.Form
	fields  []recordField
	save    *widgets.Button
	note    *widgets.Text
	saving  bool
	clean   string // what the form held when it was last equal to the store
	content fyne.CanvasObject
}

type recordField struct {
	name  string
	entry *widgets.Entry
	value func(*model.Activity) *string
}

func newRecordForm(d *desk, page *activityPage) *recordForm {
	r := &recordForm{desk: d, page: page, store: d.store, form: widgets.NewForm(2), note: widgets.NewMuted("")}
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
	add("Decisions", lang.L("Decisions and votes"), 3, func(a *model.Activity) *string { return &a.Decisions })
	add("Outcome", lang.L("Outcome"), 3, func(a *model.Activity) *string { return &a.Outcome })
	add("FollowUp", lang.L("To be followed up"), 3, func(a *model.Activity) *string { return &a.FollowUp })
	r.save = widgets.NewPrimary(lang.L("Save  Ctrl+S"), r.onSave)
	foot := container.NewHBox(r.note, layout.NewSpacer(), r.save)
	r.content = container.NewBorder(nil, widgets.Down(0, widgets.Spacer(0, 10), foot), nil, nil, container.NewVScroll(widgets.Inset(2, 2, r.form)))
	r.save.Disable()
	return r
}

// shows reports whether the activity's kind has the field.
func (r *recordForm) shows(field string) bool {
	switch field {
	case "Host", "Recorder", "Content", "Outcome":
		return true
	}
	return model.KindOf(r.page.roll.Activity.Kind).Needs(field)
}

// show fills in what the store holds, unless something is being written.
func (r *recordForm) show(a model.Activity) {
	if !r.dirty() {
		r.reset(a)
	}
}

// reset fills in what the store holds, whatever was written.
func (r *recordForm) reset(a model.Activity) {
	r.clean = ""
	for _, f := range r.fields {
		r.form.SetShown(f.name, r.shows(f.name))
		f.entry.SetText(*f.value(&a))
	}
	r.clean = r.text()
	r.showDirty()
}

func (r *recordForm) text() string {
	var b strings.Builder
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

func (r *recordForm) onSave() { r.saveThen(func() {}) }

// saveThen saves the texts shown, on what the store holds now, and goes on
// where that succeeded.
func (r *recordForm) saveThen(next func()) {
	if r.saving || !r.dirty() {
		return
	}
	r.form.ClearErrors()
	texts := map[string]string{}
	for _, f := range r.fields {
		if r.shows(f.name) {
			texts[f.name] = strings.TrimSpace(f.entry.Text)
		}
	}
	written := r.text()
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
		_, err = r.store.SaveActivity(ctx, a)
		return err
	}, func(err error) {
		r.saving = false
		if err != nil {
			r.showDirty()
			r.desk.failForm(r.form, err, func() { r.saveThen(next) })
			return
		}
		r.clean = written
		r.showDirty()
		r.desk.say(lang.L("Saved"))
		r.desk.changed()
		next()
	})
}
