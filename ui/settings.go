package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/ui/widgets"
)

// settingsStore is what 设置 reads and saves.
type settingsStore interface {
	Centre(ctx context.Context) (model.Centre, error)
	SaveCentre(ctx context.Context, centre model.Centre) (model.Centre, error)
	Setting(ctx context.Context, key string) (string, error)
	SaveSetting(ctx context.Context, key, value string) error
	Dir() string
}

// settings is 设置: whose computer this is, how the window looks, where the
// data lies, and the lists that staff may change.
type settings struct {
	desk  *desk
	store settingsStore

	form                           *widgets.Form
	district, street, centre, code *widgets.Entry
	saveCentre                     *widgets.Button
	saved                          model.Centre // as the store has it

	scale    *scaleChoice
	language *widget.RadioGroup
	ahead    *numberChoice // days that birthdays are reminded of ahead
	grace    *numberChoice // minutes after which somebody is late at 签到台

	dataDir, printDir, lastBackup *widgets.Text
	backUp, backUpElsewhere       *widgets.Button

	words    *wordsCard
	branches *branchesCard
	trouble  *trouble
	content  fyne.CanvasObject
}

func newSettings(d *desk) page {
	s := &settings{
		desk: d, store: d.store, form: widgets.NewForm(2),
		district: widgets.NewEntry(), street: widgets.NewEntry(), centre: widgets.NewEntry(), code: widgets.NewEntry(),
		dataDir: widgets.NewText(""), printDir: widgets.NewText(""), lastBackup: widgets.NewText(""),
	}
	s.saveCentre = widgets.NewPrimary(lang.L("Save"), s.onSave)
	s.form.Add("District", lang.L("District"), s.district)
	s.form.Add("Street", lang.L("Street"), s.street)
	s.form.Add("Name", lang.L("Name of the centre"), s.centre)
	s.form.Add("Code", lang.L("Statistics code (may be left empty)"), s.code)
	s.form.OnLast = s.onSave
	s.scale = newScaleChoice()
	s.scale.radio.OnChanged = func(string) { s.onScale() }
	s.language = s.languageChoice()
	s.ahead = newNumberChoice(s, birthdayAhead, usualAhead, []int{3, 7, 30}, func(n int) string { return lang.L("{{.N}} days", map[string]any{"N": n}) })
	s.grace = newNumberChoice(s, graceSetting, usualGrace, []int{0, 15, 30}, func(n int) string { return lang.L("{{.N}} min", map[string]any{"N": n}) })
	s.backUp = widgets.NewButton(lang.L("Back up now"), func() { d.backup(d.backupFolder()) })
	s.backUpElsewhere = widgets.NewButton(lang.L("Back up to another place…"), func() { d.chooseFolder(d.backup) })
	s.words = newWordsCard(d)
	s.branches = newBranchesCard(d)
	s.trouble = newTrouble(s.Refresh)
	s.content = s.layout()
	return s
}

func (s *settings) layout() fyne.CanvasObject {
	centre := widgets.NewCard(lang.L("This office"), widgets.Down(8, s.form, container.NewHBox(s.saveCentre)))
	display := widgets.NewCard(lang.L("Display"), widgets.Down(0,
		labelled(lang.L("Text size"), s.scale.content), labelled(lang.L("Language"), s.language), labelled(lang.L("Birthday reminders"), s.ahead.radio),
		labelled(lang.L("Late after"), s.grace.radio)))
	about := widgets.Inset(widgets.Room, 0, aboutLine(s.desk.version))
	left := widgets.Down(widgets.Gap, centre, display, about)

	link := func(text string, tapped func()) fyne.CanvasObject { return widgets.NewLink(text, tapped) }
	data := widgets.NewCard(lang.L("Data and backup"), widgets.Down(0,
		pathLine(lang.L("Data folder"), s.dataDir, link(lang.L("Open"), s.onOpenData)),
		pathLine(lang.L("Print folder"), s.printDir, widgets.Across(8, link(lang.L("Change"), s.onPrintFolder), link(lang.L("Open"), s.onOpenPrints))),
		pathLine(lang.L("Last backup"), s.lastBackup, widgets.Across(10, s.backUpElsewhere, s.backUp))))
	lists := widgets.Shares(widgets.Gap, []float32{1, 1}, s.branches.content, s.words.content)
	right := widgets.Frame(widgets.Down(widgets.Gap, data, widgets.Spacer(0, 0)), nil, nil, nil, lists)
	return widgets.Frame(s.trouble.content, nil, nil, nil,
		widgets.Shares(widgets.Gap, []float32{0.8, 1.2}, left, right))
}

// aboutLine says which program this is and where the data stays.
func aboutLine(version string) fyne.CanvasObject {
	line := widgets.NewMuted(punctuated(lang.L("Jishi")+" "+version, lang.L("The data stays on this computer; nothing goes over the network.")))
	line.SizeName, line.Shrink = theme.SizeNameCaptionText, true
	return line
}

// labelled sets a quiet label beside an object.
func labelled(label string, object fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Frame(nil, nil, widgets.Chars(4.2, widgets.NewMuted(label)), nil, object)
}

// pathLine is a line with a label, a text that gives way and what can be done.
func pathLine(label string, text *widgets.Text, right fyne.CanvasObject) fyne.CanvasObject {
	text.Shrink = true
	// All the room there is, so that a longer text later is not cut to the first.
	return widgets.NewListLine(5.5, widgets.NewMuted(label), container.NewStack(text), right, nil)
}

// languages are named in themselves, so that whoever cannot read the present
// one finds the way back.
var languages = map[string]string{chinese: "中文", english: "English"}

func (s *settings) languageChoice() *widget.RadioGroup {
	radio := widget.NewRadioGroup([]string{languages[chinese], languages[english]}, nil)
	radio.Horizontal, radio.Required = true, true
	radio.Selected = languages[lang.X(languageKey, "")]
	radio.OnChanged = func(name string) {
		for code, n := range languages {
			if n == name {
				s.onLanguage(code)
			}
		}
	}
	return radio
}

func (s *settings) Title() string              { return lang.L("Settings") }
func (s *settings) Content() fyne.CanvasObject { return s.content }

// Actions lead to what new activities begin with and to the rooms.
func (s *settings) Actions() []fyne.CanvasObject {
	d := s.desk
	return []fyne.CanvasObject{widgets.NewMenuButton(lang.L("Activity settings"), func() []*fyne.MenuItem {
		return []*fyne.MenuItem{
			fyne.NewMenuItem(lang.L("Kinds…"), func() { openKinds(d, d.store) }),
			fyne.NewMenuItem(lang.L("Templates…"), func() { openTemplates(d, d.store) }),
			fyne.NewMenuItem(lang.L("Rooms…"), func() { openRooms(d, d.store) }),
		}
	})}
}

// LookActions are all of them: the settings are this office's own.
func (s *settings) LookActions() []fyne.CanvasObject { return s.Actions() }

// Unsaved reports whether something was typed and not saved.
func (s *settings) Unsaved() bool { return s.typed() != s.saved || s.words.unsaved() }

// typed is the centre as the form has it.
func (s *settings) typed() model.Centre {
	c := s.saved
	c.District, c.Street, c.Name, c.Code = s.district.Text, s.street.Text, s.centre.Text, s.code.Text
	return c
}

// Refresh reads everything anew; what was typed and not saved stays.
func (s *settings) Refresh() {
	var centre model.Centre
	var prints, backup string
	saved := map[*numberChoice]string{}
	var noFolder error // is told, and mended here of all places
	s.desk.run(func(ctx context.Context) (err error) {
		if centre, err = s.store.Centre(ctx); err != nil {
			return err
		}
		prints, noFolder = s.desk.printFolder(ctx)
		for _, c := range []*numberChoice{s.ahead, s.grace} {
			if saved[c], err = s.store.Setting(ctx, c.key); err != nil {
				return err
			}
		}
		backup, err = s.store.Setting(ctx, lastBackup)
		return err
	}, func(err error) {
		s.trouble.show(s.desk, errors.Join(err, noFolder))
		if err != nil {
			return
		}
		if s.typed() == s.saved {
			s.saved = centre
			showOfficeFields(s.form, centre.Kind)
			s.district.SetText(centre.District)
			s.street.SetText(centre.Street)
			s.centre.SetText(centre.Name)
			s.code.SetText(centre.Code)
		}
		s.dataDir.SetText(s.store.Dir())
		s.printDir.SetText(prints)
		for c, value := range saved {
			c.show(value)
		}
		s.lastBackup.SetText(backupWords(backup, s.desk.now()))
	})
	s.words.refresh()
	s.branches.refresh()
}

// onSave saves the centre; it is Ctrl+S too.
func (s *settings) onSave() {
	centre := s.typed()
	if err := centre.Validate(); err != nil {
		s.desk.failForm(s.form, err, nil)
		return
	}
	s.form.ClearErrors()
	s.desk.run(func(ctx context.Context) (err error) {
		centre, err = s.store.SaveCentre(ctx, centre)
		return err
	}, func(err error) {
		if err != nil {
			s.desk.failForm(s.form, err, s.onSave)
			return
		}
		s.saved = centre
		s.desk.say(lang.L("Saved"))
		s.desk.changed()
	})
}

// onScale saves the text size and builds the window anew with it. Until then
// the present one stays marked: what is not saved may keep it.
func (s *settings) onScale() {
	scale := s.scale.value()
	s.scale.showCurrent()
	s.keep(scaleSetting, string(scale), func() error {
		setScale(fyne.CurrentApp(), scale)
		return nil
	})
}

// onLanguage saves the language and builds the window anew in it.
func (s *settings) onLanguage(code string) {
	s.language.Selected = languages[lang.X(languageKey, "")]
	s.language.Refresh()
	s.keep(languageSetting, code, func() error { return useLanguage(code) })
}

// keep saves a setting that changes the whole window, after making sure that
// no input is lost with the old one.
func (s *settings) keep(key, value string, apply func() error) {
	s.desk.shell.leaving(func() {
		s.desk.run(func(ctx context.Context) error { return s.store.SaveSetting(ctx, key, value) }, func(err error) {
			if err == nil {
				err = apply()
			}
			if err != nil {
				s.desk.fail(err, func() { s.keep(key, value, apply) })
				return
			}
			s.desk.shell.show()
			s.desk.goTo(pageSettings, nil)
			s.desk.say(lang.L("Saved"))
		})
	})
}

func (s *settings) onOpenData() { s.desk.open(s.store.Dir()) }

func (s *settings) onOpenPrints() { s.desk.open(s.printDir.Text) }

// onPrintFolder chooses where PDFs go.
func (s *settings) onPrintFolder() {
	s.desk.chooseFolder(func(folder string) {
		s.desk.run(func(ctx context.Context) error {
			return s.store.SaveSetting(ctx, printFolderSetting, folder)
		}, func(err error) {
			if err != nil {
				s.desk.fail(err, nil)
				return
			}
			s.desk.say(lang.L("Saved"))
			s.Refresh()
		})
	})
}
