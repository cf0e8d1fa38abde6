package ui

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// sheet is a dialog that asks for the fields of one record. Each field is bound
// to a part of the record, which it fills in when it is saved.
type sheet struct {
	desk    *desk
	form    *widgets.Form
	fields  []sheetField
	entries map[string]*widgets.Entry // by the fields' names
	choices map[string]*widgets.ChoiceField
	days    map[string]*widgets.DateField
	people  map[string]*personField
	height  float32 // the fields scroll within it; 0 shows them all
	clean   string
	ok      *widgets.Button
	box     *dialogBox
}

// sheetField is one input: text is what it holds, take puts that into the
// record.
type sheetField struct {
	name string
	text func() string
	take func() error
}

func newSheet(d *desk, columns int) *sheet {
	return &sheet{
		desk: d, form: widgets.NewForm(columns), entries: map[string]*widgets.Entry{}, choices: map[string]*widgets.ChoiceField{},
		days: map[string]*widgets.DateField{}, people: map[string]*personField{},
	}
}

// add puts an input at the sheet's end, as wide as the sheet where wide is set.
func (s *sheet) add(name, label string, input fyne.CanvasObject, wide bool, text func() string, take func() error) {
	if wide {
		s.form.AddWide(name, label, input)
	} else {
		s.form.Add(name, label, input)
	}
	s.fields = append(s.fields, sheetField{name, text, take})
}

// entry asks for a text.
func (s *sheet) entry(name, label string, to *string, wide bool) {
	e := widgets.NewEntry()
	s.typed(name, label, e, e, to, wide)
}

// suggest asks for a text and offers words.
func (s *sheet) suggest(name, label string, words []string, to *string) {
	e := widgets.NewSuggest(words)
	s.typed(name, label, &e.Entry, e, to, false)
}

// area asks for some lines of text.
func (s *sheet) area(name, label string, rows int, to *string) {
	e := widgets.NewTextArea(rows)
	s.typed(name, label, e, e, to, true)
}

func (s *sheet) typed(name, label string, e *widgets.Entry, input fyne.CanvasObject, to *string, wide bool) {
	e.SetText(*to)
	s.entries[name] = e
	s.add(name, label, input, wide, func() string { return e.Text }, func() error {
		*to = strings.TrimSpace(e.Text)
		return nil
	})
}

// day asks for a day.
func (s *sheet) day(name, label string, to *model.Date) {
	f := s.desk.dateField()
	f.SetDay(dayOf(*to))
	s.days[name] = f
	s.add(name, label, f, false, f.Text, func() error {
		day, err := f.Day()
		*to = dateOf(day)
		return err
	})
}

// number asks for a whole number; nothing is 0.
func (s *sheet) number(name, label string, to *int) {
	e := widgets.NewEntry()
	e.SetText(countText(*to))
	s.entries[name] = e
	s.add(name, label, e, false, func() string { return e.Text }, func() (err error) {
		if *to, err = wholeNumber(e.Text); err != nil {
			return errors.New(lang.L("Please write a whole number, such as 90."))
		}
		return nil
	})
}

// yuan asks for an amount of money, kept in 分.
func (s *sheet) yuan(name, label string, to *int) {
	e := widgets.NewEntry()
	if *to > 0 {
		e.SetText(model.Yuan(*to))
	}
	s.entries[name] = e
	s.add(name, label, e, false, func() string { return e.Text }, func() (err error) {
		*to, err = model.ParseYuan(e.Text)
		return err
	})
}

// choose asks for one of some values. One that is no longer offered stays,
// marked so.
func choose[T ~string](s *sheet, name, label string, options []widgets.Option, to *T) {
	known := *to == ""
	for _, o := range options {
		known = known || o.Value == string(*to)
	}
	if !known {
		options = append(options, widgets.Option{Value: string(*to), Text: lang.L("{{.Word}} (no longer in the list)", map[string]any{"Word": string(*to)})})
	}
	c := widgets.NewChoice(lang.L("Choose"), options)
	c.SetValue(string(*to))
	s.choices[name] = c
	s.add(name, label, c, false, c.Value, func() error {
		*to = T(c.Value())
		return nil
	})
}

// person asks for a member; shown is the name of the one that is chosen.
func (s *sheet) person(name, label string, to *model.ID, shown string) {
	f := newPersonField(s.desk, label, *to, shown)
	s.people[name] = f
	s.add(name, label, f.content, false, func() string { return string(f.id) }, func() error {
		*to = f.id
		return nil
	})
}

// typedAll is all that the sheet holds.
func (s *sheet) typedAll() string {
	var all strings.Builder
	for _, f := range s.fields {
		all.WriteString(f.text() + "\x00")
	}
	return all.String()
}

// take fills the record in; false where something cannot be read, which the
// sheet says then.
func (s *sheet) take() bool {
	s.form.ClearErrors()
	for _, f := range s.fields {
		if err := f.take(); err != nil {
			text := err.Error()
			var known *model.Error
			if errors.As(err, &known) {
				text = known.Message
			}
			s.form.ShowError(f.name, text)
			return false
		}
	}
	return true
}

// open shows the sheet. save is called with the record filled in; saved once it
// was saved and the sheet is closed. left are further buttons.
func (s *sheet) open(title string, width float32, save func(ctx context.Context) error, saved func(), left ...fyne.CanvasObject) {
	s.clean = s.typedAll()
	onSave := func() {
		if s.ok.Disabled() || !s.take() {
			return
		}
		s.ok.Disable()
		s.desk.run(save, func(err error) {
			s.ok.Enable()
			if err != nil {
				s.desk.failForm(s.form, err, nil)
				return
			}
			s.box.close()
			s.desk.say(lang.L("Saved"))
			saved()
		})
	}
	s.form.OnLast = onSave
	s.ok = widgets.NewPrimary(lang.L("Save  Ctrl+S"), onSave)
	content := fyne.CanvasObject(s.form)
	if s.height > 0 {
		scroll := widgets.NewFormScroll(widgets.Inset(2, 2, s.form))
		scroll.SetMinSize(fyne.NewSize(width, s.height))
		content = scroll
	}
	s.box = s.desk.openDialog(dialogSpec{
		title: title, content: content, size: fyne.NewSize(width, 0), onSave: onSave, left: left,
		dirty:   func() bool { return s.typedAll() != s.clean },
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { s.box.leave() }), s.ok},
	})
	if len(s.fields) > 0 {
		s.form.Focus(s.fields[0].name)
	}
}

// personField shows the member that is chosen for something, and changes it.
type personField struct {
	desk    *desk
	title   string
	id      model.ID
	name    *widgets.Text
	pick    *widgets.Button
	clear   *widgets.Button
	choice  *personChoice // last opened
	content fyne.CanvasObject
}

func newPersonField(d *desk, title string, id model.ID, name string) *personField {
	f := &personField{desk: d, title: title, id: id, name: widgets.NewText("")}
	f.name.Shrink = true
	f.pick = widgets.NewButton(lang.L("Choose…"), f.onPick)
	f.clear = widgets.NewButton(lang.L("Nobody"), func() { f.set("", "") })
	f.content = container.NewBorder(nil, nil, nil, widgets.Across(6, f.pick, f.clear), f.name)
	f.set(id, name)
	return f
}

func (f *personField) set(id model.ID, name string) {
	f.id = id
	if id == "" {
		name = lang.L("nobody yet")
	}
	f.name.SetText(name)
	able(f.clear, id != "")
}

func (f *personField) onPick() {
	f.choice = openPersonChoice(f.desk, f.desk.store, f.title, func(m model.Member) { f.set(m.ID, model.SpacedName(m.Name)) })
}
