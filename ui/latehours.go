package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// lateHoursStore is what entering hours late asks the store for.
type lateHoursStore interface {
	personStore
	AddLateHours(ctx context.Context, l model.LateHours) (model.ID, error)
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
}

// newServiceChoice stands for a service that is not on record yet.
const newServiceChoice = "new"

// lateHours is the dialog 补录时长: somebody served and nobody wrote it down.
// What it enters waits to be confirmed like all other hours.
type lateHours struct {
	desk  *desk
	store lateHoursStore

	member     model.Member
	services   []model.Activity
	form       *widgets.Form
	person     *widgets.Button
	service    *widgets.ChoiceField
	title      *widgets.Entry
	field      *widgets.SuggestField
	day        *widgets.DateField
	start, end *widgets.TimeField
	minutes    *widgets.Entry
	reason     *widgets.SuggestField
	guarantor  *widgets.Entry
	box        *dialogBox
}

func openLateHours(d *desk) *lateHours {
	l := &lateHours{
		desk: d, store: d.store, form: widgets.NewForm(2), service: widgets.NewChoice(lang.L("Which service it was"), nil),
		title: widgets.NewEntry(), field: widgets.NewSuggest(nil), day: d.dateField(), start: widgets.NewTimeField(), end: widgets.NewTimeField(),
		minutes: widgets.NewEntry(), reason: widgets.NewSuggest(nil), guarantor: widgets.NewEntry(),
	}
	l.person = widgets.NewButton(lang.L("Choose a person…"), l.onPerson)
	l.minutes.SetPlaceHolder(lang.L("as long as the service"))
	l.form.Add("Member", lang.L("Whose hours"), l.person)
	l.form.Add("Activity", lang.L("Volunteer service"), l.service)
	l.form.AddWide("Title", lang.L("Title"), l.title)
	l.form.Add("Start", lang.L("Day"), l.day)
	l.form.Add("End", lang.L("From, to"), container.NewGridWithColumns(2, l.start, l.end))
	l.form.Add("ServiceField", lang.L("Field of service"), l.field)
	l.form.Add("Minutes", lang.L("Minutes"), l.minutes)
	l.form.Add("Reason", lang.L("Why it is entered late"), l.reason)
	l.form.Add("Guarantor", lang.L("Guarantor"), l.guarantor)
	l.service.OnChosen = func(string) { l.showFields() }
	l.box = d.openDialog(dialogSpec{
		title: lang.L("Enter hours late"), content: widgets.NewFormScroll(clearOfBar(widgets.Inset(2, 0, l.form))), size: fyne.NewSize(720, 620), onSave: l.onSave, dirty: l.changed,
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { l.box.leave() }), widgets.NewPrimary(lang.L("Save  Ctrl+S"), l.onSave)},
	})
	l.load()
	return l
}

func (l *lateHours) load() {
	var services []model.ActivitySummary
	var fields, reasons []string
	today := l.desk.today()
	l.desk.run(func(ctx context.Context) (err error) {
		if services, _, err = l.store.Activities(ctx, store.ActivityFilter{Kind: model.Volunteering, To: today, Limit: 100}); err != nil {
			return err
		}
		if fields, err = l.store.Words(ctx, model.ServiceFields); err != nil {
			return err
		}
		reasons, err = l.store.Words(ctx, model.LateReasons)
		return err
	}, func(err error) {
		if err != nil {
			l.box.close()
			l.desk.fail(err, nil)
			return
		}
		options := []widgets.Option{{Value: newServiceChoice, Text: lang.L("One that is not on record")}}
		for _, s := range services {
			l.services = append(l.services, s.Activity)
			options = append(options, widgets.Option{Value: string(s.ID), Text: s.Date().String() + "　" + s.Title})
		}
		l.service.SetOptions(options)
		l.service.SetValue(newServiceChoice)
		l.field.SetWords(fields)
		l.reason.SetWords(reasons)
		l.showFields()
	})
}

// showFields asks what the service was only where it is not on record.
func (l *lateHours) showFields() {
	fresh := l.service.Value() == newServiceChoice
	for _, name := range []string{"Title", "Start", "End", "ServiceField"} {
		l.form.SetShown(name, fresh)
	}
}

func (l *lateHours) onPerson() {
	openPersonChoice(l.desk, l.store, lang.L("Whose hours"), func(m model.Member) {
		l.member = m
		l.person.SetText(m.Called())
	})
}

func (l *lateHours) changed() bool {
	return l.member.ID != "" || l.title.Text != "" || l.minutes.Text != "" || l.guarantor.Text != ""
}

// typed is what the form says.
func (l *lateHours) typed() (model.LateHours, error) {
	late := model.LateHours{Member: l.member.ID, Reason: l.reason.Text, Guarantor: l.guarantor.Text}
	var err error
	if late.Minutes, err = wholeNumber(l.minutes.Text); err != nil {
		return late, &model.Error{Code: model.Invalid, Field: "Minutes", Message: lang.L("Please write the minutes as a whole number.")}
	}
	if value := l.service.Value(); value != newServiceChoice {
		late.Activity = model.ID(value)
		return late, late.Validate()
	}
	late.Draft.Title, late.Draft.ServiceField = l.title.Text, l.field.Text
	day, err := l.day.Day()
	if err != nil || !dateOf(day).Full() {
		return late, &model.Error{Code: model.Invalid, Field: "Start", Message: lang.L("Please fill in the day of the service.")}
	}
	for _, t := range []struct {
		field *widgets.TimeField
		to    *time.Time
	}{{l.start, &late.Draft.Start}, {l.end, &late.Draft.End}} {
		hour, minute, ok := t.field.Time()
		if !ok {
			return late, &model.Error{Code: model.Invalid, Field: "End", Message: lang.L("Please write the times like 9:00.")}
		}
		*t.to = dateOf(day).Time().Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
	}
	return late, late.Validate()
}

func (l *lateHours) onSave() {
	l.form.ClearErrors()
	late, err := l.typed()
	if err != nil {
		l.desk.failForm(l.form, err, nil)
		return
	}
	l.desk.run(func(ctx context.Context) error {
		_, err := l.store.AddLateHours(ctx, late)
		return err
	}, func(err error) {
		if err != nil {
			l.desk.failForm(l.form, err, nil)
			return
		}
		l.box.close()
		l.desk.say(lang.L("Saved; the hours wait to be confirmed"))
		l.desk.changed()
	})
}
