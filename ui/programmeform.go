package ui

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// defaultPassPercent is the share of sessions proposed for passing.
const defaultPassPercent = 80

// programmeFormStore is what the form of a programme asks the store for.
type programmeFormStore interface {
	SaveProgramme(ctx context.Context, p model.Programme) (model.Programme, error)
	Organisations(ctx context.Context) ([]model.Organisation, error)
}

// programmeForm is the dialog in which a training programme is made or changed.
type programmeForm struct {
	desk      *desk
	store     programmeFormStore
	programme model.Programme
	onSaved   func(model.Programme)

	form      *widgets.Form
	title     *widgets.Entry
	organiser *widgets.SuggestField
	by        *widgets.ChoiceField
	percent   *widgets.Entry
	score     *widgets.Entry
	perMonth  *widgets.Entry
	save      *widgets.Button
	box       *dialogBox
	clean     string
}

// openProgrammeForm shows the form of a programme, a new one without ID.
func openProgrammeForm(d *desk, programme model.Programme, onSaved func(model.Programme)) *programmeForm {
	f := &programmeForm{
		desk: d, store: d.store, programme: programme, onSaved: onSaved,
		form: widgets.NewForm(2), title: widgets.NewEntry(), organiser: widgets.NewSuggest(nil), percent: widgets.NewEntry(),
		score: widgets.NewEntry(), perMonth: widgets.NewEntry(),
	}
	f.title.SetText(programme.Title)
	f.organiser.SetText(programme.Organiser)
	f.percent.SetText(countText(programme.PassPercent))
	f.form.AddWide("Title", lang.L("Name of the programme"), f.title)
	f.form.Add("Organiser", lang.L("Organiser"), f.organiser)
	f.by = widgets.NewChoice(lang.L("Choose"), []widgets.Option{
		{Value: string(model.BySessions), Text: lang.L("by sessions")},
		{Value: string(model.ByMinutes), Text: lang.L("by hours")},
	})
	f.by.SetValue(string(cmp.Or(programme.PassBy, model.BySessions)))
	f.score.SetText(countText(programme.PassScore))
	f.score.SetPlaceHolder(lang.L("No examination"))
	f.form.Add("PassBy", lang.L("Attendance is counted"), f.by)
	f.form.Add("PassPercent", lang.L("Share to attend, in percent"), f.percent)
	f.form.Add("PassScore", lang.L("Points to reach"), f.score)
	f.form.Add("PerMonth", lang.L("Lectures a month"), f.perMonth)
	f.perMonth.SetText(countText(programme.PerMonth))
	f.perMonth.SetPlaceHolder(lang.L("Empty: no plan"))
	series := programme.Kind == model.LectureSeries
	for _, name := range []string{"PassBy", "PassPercent", "PassScore"} {
		f.form.SetShown(name, !series)
	}
	f.form.SetShown("PerMonth", series)
	if series {
		f.form.SetLabel("Title", lang.L("Name of the lecture series"))
	}
	if !programme.Closed.IsZero() { // the results were settled by them
		f.by.Disable()
		f.percent.Disable()
		f.score.Disable()
	}
	f.form.OnLast = f.onSave
	f.save = widgets.NewPrimary(lang.L("Save  Ctrl+S"), f.onSave)
	title := map[bool]string{false: lang.L("New programme"), true: lang.L("New lecture series")}[series]
	if programme.ID != "" {
		title = map[bool]string{false: lang.L("Change the programme"), true: lang.L("Change the lecture series")}[series]
	}
	f.clean = f.typed()
	f.box = d.openDialog(dialogSpec{
		title: title, content: f.form,
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() }), f.save},
		size:    fyne.NewSize(38*theme.TextSize(), 0), onSave: f.onSave,
		dirty: func() bool { return f.typed() != f.clean },
	})
	f.form.Focus("Title")
	f.suggest()
	return f
}

// suggest offers the centre, its street and its district as organisers.
func (f *programmeForm) suggest() {
	var names []string
	f.desk.run(func(ctx context.Context) error {
		list, err := f.store.Organisations(ctx)
		for _, o := range list {
			if o.Kind != model.Group {
				names = append(names, o.Name)
			}
		}
		return err
	}, func(err error) {
		if err != nil {
			f.desk.note(err) // any name can be typed
		}
		f.organiser.SetWords(names)
	})
}

func (f *programmeForm) typed() string {
	return f.title.Text + "\x00" + f.organiser.Text + "\x00" + f.percent.Text + "\x00" + f.by.Value() + "\x00" + f.score.Text + "\x00" + f.perMonth.Text
}

// onSave saves the programme.
func (f *programmeForm) onSave() {
	f.form.ClearErrors()
	p := f.programme
	p.Title, p.Organiser = strings.TrimSpace(f.title.Text), strings.TrimSpace(f.organiser.Text)
	for _, n := range []struct {
		field, text, such string
		to                *int
	}{
		{"PassPercent", strings.TrimRight(f.percent.Text, "%％ "), strconv.Itoa(defaultPassPercent), &p.PassPercent},
		{"PassScore", strings.TrimSuffix(strings.TrimSpace(f.score.Text), "分"), "60", &p.PassScore},
		{"PerMonth", strings.TrimSuffix(strings.TrimSpace(f.perMonth.Text), "讲"), "1", &p.PerMonth},
	} {
		value, err := wholeNumber(n.text)
		if err != nil {
			f.form.ShowError(n.field, lang.L("Please write a whole number, such as {{.N}}.", map[string]any{"N": n.such}))
			return
		}
		*n.to = value
	}
	p.PassBy = model.PassBy(f.by.Value())
	if err := p.Validate(); err != nil {
		f.desk.failForm(f.form, err, nil)
		return
	}
	if f.save.Disabled() {
		return
	}
	f.save.Disable()
	f.desk.run(func(ctx context.Context) (err error) {
		p, err = f.store.SaveProgramme(ctx, p)
		return err
	}, func(err error) {
		f.save.Enable()
		if err != nil {
			f.desk.failForm(f.form, err, f.onSave)
			return
		}
		f.box.close()
		f.desk.say(lang.L("Saved"))
		f.desk.changed()
		f.onSaved(p)
	})
}
