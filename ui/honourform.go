package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// honourFormStore is what the form of an honour asks the store for.
type honourFormStore interface {
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
	Teams(ctx context.Context, f store.TeamFilter) ([]model.TeamSummary, error)
	Stations(ctx context.Context, f store.StationFilter) ([]model.StationSummary, error)
	Member(ctx context.Context, id model.ID) (model.Member, error)
	SaveHonour(ctx context.Context, h model.Honour) (model.Honour, error)
	HonourMembers(ctx context.Context, h model.Honour, members []model.ID) ([]model.ID, error)
}

// openHonourForm asks for an honour: a new one, without ID, of one or several
// people, a team, a station or the centre. shown is called with the form once it
// is there, saved with the honours that were added.
func openHonourForm(d *desk, h model.Honour, shown func(*honourForm), saved func(added []model.ID)) {
	f := &honourForm{desk: d, store: d.store, honour: h, saved: saved}
	var levels []string
	var teams []model.TeamSummary
	var stations []model.StationSummary
	d.run(func(ctx context.Context) (err error) {
		if levels, err = f.store.Words(ctx, model.HonourLevels); err != nil {
			return err
		}
		if teams, err = f.store.Teams(ctx, store.TeamFilter{}); err != nil {
			return err
		}
		if stations, err = f.store.Stations(ctx, store.StationFilter{}); err != nil {
			return err
		}
		if h.Member == "" {
			return nil
		}
		m, err := f.store.Member(ctx, h.Member)
		f.people = []honouredPerson{{m.ID, model.SpacedName(m.Name)}}
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err, nil)
			return
		}
		f.open(levels, teams, stations)
		shown(f)
	})
}

// honourForm is the dialog of one honour, or of a new one for several people.
type honourForm struct {
	*sheet
	desk   *desk
	store  honourFormStore
	honour model.Honour
	people []honouredPerson // of a member's honour
	saved  func(added []model.ID)

	names  *widgets.Text
	paper  *paperField
	adding *peopleChoice // last opened
	one    *personChoice // last opened
}

// honouredPerson is a member with the name as lists show it.
type honouredPerson struct {
	id   model.ID
	name string
}

func (f *honourForm) open(levels []string, teams []model.TeamSummary, stations []model.StationSummary) {
	h := &f.honour
	h.Whom = h.Tidy().Whom
	f.sheet = newSheet(f.desk, 2)
	var whom []widgets.Option
	for _, w := range model.AllHonoured() {
		whom = append(whom, widgets.Option{Value: string(w), Text: w.Chinese()})
	}
	choose(f.sheet, "Whom", lang.L("Given to"), whom, &h.Whom)
	f.day("Given", lang.L("Date"), &h.Given)
	f.names = widgets.NewText("")
	f.names.Shrink = true
	pick := widgets.NewButton(lang.L("Choose…"), f.onPick)
	f.add("Member", lang.L("People honoured"), container.NewBorder(nil, nil, nil, widgets.Across(6, pick, widgets.NewButton(lang.L("Nobody"), f.onNobody)), f.names), true, f.held, f.takePeople)
	choose(f.sheet, "Team", lang.L("Team"), teamOptions(teams), &h.Team)
	choose(f.sheet, "Station", lang.L("Station"), stationOptions(stations), &h.Station)
	f.entry("Title", lang.L("Honour"), &h.Title, true)
	f.suggest("Level", lang.L("Level"), levels, &h.Level)
	f.entry("Giver", lang.L("Given by"), &h.Giver, false)
	f.paper = newPaperField(f.desk, h.File)
	f.add("File", lang.L("Picture or document"), f.paper.content, true, func() string { return f.paper.paper.File }, func() error {
		h.File = f.paper.paper
		return nil
	})
	f.choices["Whom"].OnChosen = func(string) { f.follow() }
	f.showPeople()
	f.follow()
	title := lang.L("New honour")
	if h.ID != "" {
		title = lang.L("Change the honour")
	}
	var added []model.ID
	f.sheet.open(title, 720, func(ctx context.Context) (err error) {
		added, err = f.save(ctx)
		return err
	}, func() { f.saved(added) })
	if h.Member != "" {
		f.form.Focus("Title")
	}
}

func teamOptions(teams []model.TeamSummary) []widgets.Option {
	list := []widgets.Option{{Text: lang.L("None")}}
	for _, t := range teams {
		list = append(list, widgets.Option{Value: string(t.ID), Text: t.Name})
	}
	return list
}

func stationOptions(stations []model.StationSummary) []widgets.Option {
	list := []widgets.Option{{Text: lang.L("None")}}
	for _, s := range stations {
		list = append(list, widgets.Option{Value: string(s.ID), Text: s.Name})
	}
	return list
}

// follow shows the field of those who are honoured.
func (f *honourForm) follow() {
	whom := model.Honoured(f.choices["Whom"].Value())
	f.form.SetShown("Member", whom == model.HonouredMember)
	f.form.SetShown("Team", whom == model.HonouredTeam)
	f.form.SetShown("Station", whom == model.HonouredStation)
	if f.box != nil {
		f.box.resize(fyne.NewSize(720, 0))
	}
}

// held is what is in the field of people, to tell whether it was changed.
func (f *honourForm) held() string {
	text := ""
	for _, m := range f.people {
		text += string(m.id)
	}
	return text
}

// takePeople leaves the honour with those who are of its kind alone.
func (f *honourForm) takePeople() error {
	f.honour.Member = ""
	if f.honour.Whom == model.HonouredMember && len(f.people) > 0 {
		f.honour.Member = f.people[0].id
	}
	return nil
}

func (f *honourForm) save(ctx context.Context) ([]model.ID, error) {
	h := f.honour
	if h.Whom != model.HonouredTeam {
		h.Team = ""
	}
	if h.Whom != model.HonouredStation {
		h.Station = ""
	}
	if h.ID != "" || h.Whom != model.HonouredMember {
		saved, err := f.store.SaveHonour(ctx, h)
		if h.ID == "" {
			return []model.ID{saved.ID}, err
		}
		return nil, err
	}
	var ids []model.ID
	for _, m := range f.people {
		ids = append(ids, m.id)
	}
	return f.store.HonourMembers(ctx, h, ids)
}

func (f *honourForm) showPeople() {
	var names []string
	for _, m := range f.people {
		names = append(names, m.name)
	}
	switch {
	case len(names) == 0:
		f.names.SetText(lang.L("nobody yet"))
	case len(names) > 5:
		f.names.SetText(lang.L("{{.N}} people: {{.Names}}…", map[string]any{"N": len(names), "Names": strings.Join(names[:5], "、")}))
	default:
		f.names.SetText(strings.Join(names, "、"))
	}
}

// onPick chooses who is honoured: several people of a new honour, one of
// another.
func (f *honourForm) onPick() {
	if f.honour.ID != "" {
		f.one = openPersonChoice(f.desk, f.desk.store, lang.L("People honoured"), func(m model.Member) {
			f.people = []honouredPerson{{m.ID, model.SpacedName(m.Name)}}
			f.showPeople()
		})
		return
	}
	on := map[model.ID]bool{}
	for _, m := range f.people {
		on[m.id] = true
	}
	f.adding = openPeopleChoice(f.desk, lang.L("People honoured"), on, func([]model.ID) {
		for _, row := range f.adding.table.Checked() {
			if !on[row.id] {
				f.people = append(f.people, honouredPerson{row.id, row.name})
			}
		}
		f.showPeople()
	})
}

// onNobody takes all people out of the form.
func (f *honourForm) onNobody() {
	f.people = nil
	f.showPeople()
}
