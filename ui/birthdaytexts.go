package ui

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// greetingTextsSetting names the setting with the texts that people are greeted
// with by phone, as JSON; one that is not in it is the default.
const greetingTextsSetting = "greeting-texts"

// settingStore reads and saves settings.
type settingStore interface {
	Setting(ctx context.Context, key string) (string, error)
	SaveSetting(ctx context.Context, key, value string) error
}

// greetingTexts reads the texts.
func greetingTexts(ctx context.Context, st settingStore) (map[model.GreetingText]string, error) {
	texts := map[model.GreetingText]string{}
	saved, err := st.Setting(ctx, greetingTextsSetting)
	if err != nil {
		return nil, err
	}
	if saved != "" {
		if err := json.Unmarshal([]byte(saved), &texts); err != nil {
			return nil, fmt.Errorf("read the texts of greetings: %w", err)
		}
	}
	for _, t := range model.GreetingTexts() {
		if texts[t] == "" {
			texts[t] = t.Default()
		}
	}
	return texts, nil
}

// messages are what is sent: one text a person with a phone number, to be
// copied for sending by phone.
type messages struct {
	page *birthdays
	list []model.Anniversary

	preview *widgets.Entry
	without *widgets.Wrapped // who has no phone number
	copy    *widgets.Button
	edit    *widgets.LinkText
	box     *dialogBox
}

func (p *birthdays) onTexts() {
	p.withChosen(func(list []model.Anniversary) { openMessages(p, list) })
}

func openMessages(p *birthdays, list []model.Anniversary) *messages {
	m := &messages{page: p, list: list, preview: widgets.NewTextArea(9), without: widgets.NewWrapped("", 640)}
	m.copy = widgets.NewPrimary(lang.L("Copy all"), m.onCopy)
	m.edit = widgets.NewLink(lang.L("Change the words…"), func() { openTextsForm(p.desk, p.store, m.refresh) })
	hint := widgets.NewWrapped(lang.L("One text for each person, the phone number first. Copy them and send them by phone; they can be changed here before."), 640)
	m.box = p.desk.openDialog(dialogSpec{
		title: lang.L("Texts to send"), content: container.NewBorder(hint, m.without, nil, nil, m.preview), size: fyne.NewSize(720, 460),
		left:    []fyne.CanvasObject{m.edit},
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { m.box.close() }), m.copy},
	})
	m.refresh()
	return m
}

// refresh writes the texts anew.
func (m *messages) refresh() {
	p := m.page
	var texts map[model.GreetingText]string
	var centre model.Centre
	p.desk.run(func(ctx context.Context) (err error) {
		if texts, err = greetingTexts(ctx, p.store); err != nil {
			return err
		}
		centre, err = p.store.Centre(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, m.refresh)
			return
		}
		m.show(texts, centre.Name)
	})
}

func (m *messages) show(texts map[model.GreetingText]string, centre string) {
	var lines, without []string
	for _, a := range m.list {
		if a.Member.Phone == "" {
			without = append(without, a.Member.Name)
			continue
		}
		lines = append(lines, a.Member.Phone+"　"+a.Fill(texts[a.GreetingText()], centre))
	}
	m.preview.SetText(strings.Join(lines, "\n"))
	able(m.copy, len(lines) > 0)
	m.without.SetText("")
	if len(without) > 0 {
		const named = 5
		names := strings.Join(without[:min(named, len(without))], "、")
		m.without.SetText(lang.L("{{.N}} people have no phone number: {{.Names}}", map[string]any{"N": grouped(len(without)), "Names": names}))
	}
}

func (m *messages) onCopy() {
	fyne.CurrentApp().Clipboard().SetContent(m.preview.Text)
	m.page.desk.say(lang.L("Copied. Paste the texts where you send them."))
}

// textsForm edits the words that people are greeted with by phone.
type textsForm struct {
	desk  *desk
	store settingStore
	saved func()

	fields map[model.GreetingText]*widgets.Entry
	was    map[model.GreetingText]string
	form   *widgets.Form
	box    *dialogBox
}

// openTextsForm opens the words; saved, which may be nil, is called when they
// have changed.
func openTextsForm(d *desk, st settingStore, saved func()) *textsForm {
	f := &textsForm{desk: d, store: st, saved: saved, fields: map[model.GreetingText]*widgets.Entry{}, form: widgets.NewForm(2)}
	for _, t := range model.GreetingTexts() {
		f.fields[t] = widgets.NewTextArea(4)
		f.form.Add(string(t), t.Chinese(), f.fields[t])
	}
	hint := widgets.NewWrapped(lang.L("{姓名} stands for the name, {称呼} for the name with 同志, 先生 or 女士, {年数} for the years, {中心} for the centre. An empty field goes back to the program's own words."), 700)
	f.box = d.openDialog(dialogSpec{
		title: lang.L("Words of the texts"), content: widgets.Down(8, hint, f.form), size: fyne.NewSize(760, 0), onSave: f.onSave,
		dirty: f.dirty,
		buttons: []fyne.CanvasObject{
			widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() }), widgets.NewPrimary(lang.L("Save"), f.onSave),
		},
	})
	f.load()
	return f
}

func (f *textsForm) load() {
	var texts map[model.GreetingText]string
	f.desk.run(func(ctx context.Context) (err error) {
		texts, err = greetingTexts(ctx, f.store)
		return err
	}, func(err error) {
		if err != nil {
			f.desk.fail(err, f.load)
			return
		}
		f.was = texts
		for t, field := range f.fields {
			field.SetText(texts[t])
		}
	})
}

// texts are the words in the fields; those that are the program's own are left
// out, so that they follow the program.
func (f *textsForm) texts() map[model.GreetingText]string {
	texts := map[model.GreetingText]string{}
	for t, field := range f.fields {
		if text := strings.TrimSpace(field.Text); text != "" && text != t.Default() {
			texts[t] = text
		}
	}
	return texts
}

func (f *textsForm) dirty() bool {
	for t, field := range f.fields {
		if f.was != nil && field.Text != f.was[t] {
			return true
		}
	}
	return false
}

func (f *textsForm) onSave() {
	texts := f.texts()
	for _, t := range model.GreetingTexts() {
		if texts[t] == "" {
			continue
		}
		if err := model.CheckGreetingText(texts[t]); err != nil {
			f.form.ShowError(string(t), errorText(err))
			return
		}
	}
	f.desk.run(func(ctx context.Context) error {
		saved, err := json.Marshal(texts)
		if err != nil {
			return fmt.Errorf("write the texts of greetings: %w", err)
		}
		return f.store.SaveSetting(ctx, greetingTextsSetting, string(saved))
	}, func(err error) {
		if err != nil {
			f.desk.fail(err, f.onSave)
			return
		}
		f.box.close()
		f.desk.say(lang.L("Saved"))
		if f.saved != nil {
			f.saved()
		}
	})
}
