package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// kindsOffered are the kinds that the centre uses, and the one that the
// activity has or that was asked for.
func (f *activityForm) kindsOffered() []widgets.Option {
	var kinds []widgets.Option
	for _, k := range model.Kinds() {
		if !f.defaults[k.Kind].Hidden || k.Kind == f.plan.activity.Kind {
			kinds = append(kinds, widgets.Option{Value: string(k.Kind), Text: k.Name})
		}
	}
	return kinds
}

// begin completes what a new activity begins with: the first kind offered, its
// length and its place.
func (f *activityForm) begin() {
	a := &f.plan.activity
	if a.ID != "" {
		return
	}
	if a.Kind == "" {
		a.Kind = model.Kind(f.kindsOffered()[0].Value)
	}
	if a.End.IsZero() {
		a.End = a.Start.Add(time.Duration(f.lengthOf(a.Kind)) * time.Minute)
	}
	if a.Place == "" {
		f.usual = f.defaults[a.Kind].Place
		a.Place = f.usual
	}
}

func (f *activityForm) lengthOf(kind model.Kind) int {
	if d, ok := f.defaults[kind]; ok {
		return d.Length()
	}
	return model.KindOf(kind).DefaultMinutes
}

// usualMinutes is how long activities of the chosen kind last.
func (f *activityForm) usualMinutes() int { return f.lengthOf(model.Kind(f.kind.Value())) }

// proposePlace writes the usual place of the chosen kind of a new activity, in
// place of none or of that of another kind.
func (f *activityForm) proposePlace() {
	if f.plan.activity.ID != "" || f.place.Text != "" && f.place.Text != f.usual {
		return
	}
	f.usual = f.defaults[model.Kind(f.kind.Value())].Place
	f.place.SetText(f.usual)
}

// templateButton offers the templates to a new activity.
func (f *activityForm) templateButton() []fyne.CanvasObject {
	if f.plan.activity.ID != "" || len(f.templates) == 0 {
		return nil
	}
	return []fyne.CanvasObject{widgets.NewMenuButton(lang.L("Use a template"), f.templateItems)}
}

func (f *activityForm) templateItems() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, t := range f.templates {
		items = append(items, fyne.NewMenuItem(t.Name, func() { f.apply(t.Draft) }))
	}
	return items
}

// apply fills in what a template says and leaves the day, and whatever it says
// nothing of, as they are.
func (f *activityForm) apply(draft model.Activity) {
	f.kind.SetValue(string(draft.Kind))
	for _, t := range f.texts {
		if value := *t.value(&draft); value != "" {
			t.set(value)
		}
	}
	if draft.Branch != "" {
		f.branch.SetValue(string(draft.Branch))
	}
	if draft.Credit > 0 {
		f.credit.SetText(countText(draft.Credit))
	}
	f.length, f.lengthTyped = draft.Minutes(), true
	f.start.SetTime(draft.Start.Hour(), draft.Start.Minute())
	f.onStart()
	a := &f.plan.activity
	for _, text := range []struct {
		to   *string
		from string
	}{{&a.Agenda, draft.Agenda}, {&a.Host, draft.Host}, {&a.Recorder, draft.Recorder}} {
		if text.from != "" {
			*text.to = text.from
		}
	}
	if draft.Theme == "" {
		f.proposeTheme()
	}
	f.showFields()
}
