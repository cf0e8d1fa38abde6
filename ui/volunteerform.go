package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/ui/widgets"
)

// volunteerFormStore is what the form of a volunteer asks the store for.
type volunteerFormStore interface {
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
	Volunteer(ctx context.Context, member model.ID) (model.VolunteerSummary, error)
	SaveVolunteer(ctx context.Context, v model.Volunteer) error
}

// volunteerForm is the dialog that says what a volunteer can do and when.
type volunteerForm struct {
	desk      *desk
	store     volunteerFormStore
	member    model.ID
	volunteer model.VolunteerSummary

	sheet   *sheet
	skills  *wordChecks
	classes *wordChecks
	free    *freeGrid
}

// openVolunteer reads a volunteer and shows the form.
func openVolunteer(d *desk, member model.ID) *volunteerForm {
	f := &volunteerForm{desk: d, store: d.store, member: member}
	f.load()
	return f
}

func (f *volunteerForm) load() {
	var skills, classes []string
	f.desk.run(func(ctx context.Context) (err error) {
		if skills, err = f.store.Words(ctx, model.Skills); err != nil {
			return err
		}
		if classes, err = f.store.Words(ctx, model.TeamClasses); err != nil {
			return err
		}
		f.volunteer, err = f.store.Volunteer(ctx, f.member)
		return err
	}, func(err error) {
		if err != nil {
			f.desk.fail(err, f.load)
			return
		}
		f.open(skills, classes)
	})
}

func (f *volunteerForm) open(skills, classes []string) {
	v := f.volunteer.Volunteer
	s := newSheet(f.desk, 3)
	s.height = 500
	f.sheet = s
	s.entry("Number", lang.L("Volunteer number"), &v.Number, false)
	s.day("Joined", lang.L("Registered on"), &v.Joined)
	s.day("Ended", lang.L("Stopped (empty while serving)"), &v.Ended)
	f.skills, f.classes, f.free = newWordChecks(skills, v.Skills), newWordChecks(classes, v.Classes), newFreeGrid(v.Free)
	s.add("Skills", lang.L("Skills"), f.skills.content, true, f.skills.text, func() error { v.Skills = f.skills.words(); return nil })
	s.add("Classes", lang.L("Would serve in"), f.classes.content, true, f.classes.text, func() error { v.Classes = f.classes.words(); return nil })
	s.add("Free", lang.L("Free"), f.free.content, true, func() string { return f.free.time().Chinese() }, func() error { v.Free = f.free.time(); return nil })
	s.entry("Notes", lang.L("Notes"), &v.Notes, true)
	person := widgets.NewButton(lang.L("Open the person"), func() {
		s.box.close()
		f.desk.goTo(pageMembers, openRecord(f.member))
	})
	title := lang.L("Volunteer: {{.Name}}", map[string]any{"Name": f.volunteer.Name})
	s.open(title, 46*theme.TextSize(), func(ctx context.Context) error { return f.store.SaveVolunteer(ctx, v) }, f.desk.changed, person)
}

// wordChecks ticks some words of a list. Those that the list has no longer stay
// while they are ticked.
type wordChecks struct {
	checks  []*widget.Check
	content fyne.CanvasObject
}

const wordColumns = 6

func newWordChecks(words, ticked []string) *wordChecks {
	c := &wordChecks{}
	all := slices.Clone(words)
	for _, w := range ticked {
		if !slices.Contains(all, w) {
			all = append(all, w)
		}
	}
	grid := container.NewGridWithColumns(wordColumns)
	for _, w := range all {
		check := widget.NewCheck(w, nil)
		check.Checked = slices.Contains(ticked, w)
		c.checks = append(c.checks, check)
		grid.Add(check)
	}
	c.content = grid
	return c
}

// words are those ticked.
func (c *wordChecks) words() []string {
	var words []string
	for _, check := range c.checks {
		if check.Checked {
			words = append(words, check.Text)
		}
	}
	return words
}

func (c *wordChecks) text() string { return strings.Join(c.words(), "、") }

// freeGrid ticks the parts of the days of a week.
type freeGrid struct {
	checks  [7]map[model.DayPart]*widget.Check
	content fyne.CanvasObject
}

func newFreeGrid(free model.FreeTime) *freeGrid {
	g := &freeGrid{}
	grid := container.NewGridWithColumns(8)
	grid.Add(widgets.NewMuted(""))
	for _, o := range dayOptions()[1:] {
		grid.Add(widgets.NewMuted(o.Text))
	}
	for _, part := range model.DayParts() {
		grid.Add(widgets.NewText(part.Chinese()))
		for day := range g.checks {
			if g.checks[day] == nil {
				g.checks[day] = map[model.DayPart]*widget.Check{}
			}
			check := widget.NewCheck("", nil)
			check.Checked = free.Has(day, part)
			g.checks[day][part] = check
			grid.Add(check)
		}
	}
	g.content = grid
	return g
}

// time is what is ticked.
func (g *freeGrid) time() model.FreeTime {
	var free model.FreeTime
	for day, parts := range g.checks {
		for part, check := range parts {
			free = free.With(day, part, check.Checked)
		}
	}
	return free
}
