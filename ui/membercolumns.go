package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// memberColumn is a column that the list of people can show.
type memberColumn struct {
	id          string // key of a model.MemberField or model.DerivedField
	title       string
	chars, grow float32
	order       store.MemberOrder // "-" for none
	text        func(m model.Member, names map[model.ID]string, today model.Date) string
}

const unordered store.MemberOrder = "-"

// Keys of model.DerivedFields.
const (
	ageColumn   = "Age"
	yearsColumn = "PartyYears"
)

// memberColumns are all columns there are, in the order they are offered.
func memberColumns() []memberColumn {
	looks := map[string]struct {
		chars, grow float32
		order       store.MemberOrder
	}{
		"Name": {8.2, 2, store.ByPinyin}, "Sex": {2, 0, store.BySex}, "Birthday": {9.2, 1, store.ByBirth}, "Branch": {6.05, 2, store.ByBranch},
		"Category": {4, 0, store.ByCategory}, "Joined": {5.25, 0, store.ByJoined}, "Phone": {5.8, 0, unordered},
		"Confirmed": {5.25, 0, store.ByConfirmed}, "Ethnic": {4, 0, store.ByEthnic}, "Education": {4, 0, store.ByEducation},
		"Standing": {4.6, 0, store.ByStanding}, "State": {3.2, 0, store.ByState}, "IDNumber": {9.6, 0, unordered}, "Address": {8, 2, unordered},
		"Employer": {7, 1, unordered}, "Tags": {5, 1, unordered}, "Notes": {7, 1, unordered}, "InService": {3, 0, store.ByInService},
		"Degree": {5, 0, store.ByDegree}, "PartyPost": {5, 0, store.ByPartyPost}, "HostUnit": {7, 1, store.ByHostUnit}, "StateDate": {5.25, 0, store.ByStateDate},
	}
	var columns []memberColumn
	for _, f := range model.MemberFields() {
		look, ok := looks[f.Key]
		if !ok {
			look.chars, look.order = 5, unordered
		}
		columns = append(columns, memberColumn{f.Key, fieldTitle(f), look.chars, look.grow, look.order, maskedText(f)})
		for _, d := range model.DerivedFields() {
			if d.After == f.Key {
				columns = append(columns, derivedColumn(d))
			}
		}
	}
	return columns
}

// derivedColumn is the column of what is worked out of the members.
func derivedColumn(d model.DerivedField) memberColumn {
	c := memberColumn{id: d.Key, title: d.Label, chars: 3, order: store.ByConfirmed}
	switch d.Key {
	case ageColumn:
		c.title, c.chars, c.order = lang.L("Age"), 2, store.ByBirth
	case yearsColumn:
		c.title = lang.L("Party years")
	}
	c.text = func(m model.Member, _ map[model.ID]string, today model.Date) string { return d.Text(m, today) }
	return c
}

// fieldTitle is a column's head in the window's language.
func fieldTitle(f model.MemberField) string {
	titles := map[string]string{
		"Name": lang.L("Full name"), "Pinyin": lang.L("Pinyin"), "Sex": lang.L("Sex"), "Ethnic": lang.L("Ethnic group"), "NativePlace": lang.L("Native place"),
		"Birthday": lang.L("Birthday"), "IDNumber": lang.L("ID number"), "Phone": lang.L("Phone"), "Address": lang.L("Address"),
		"Education": lang.L("Education"), "Degree": lang.L("Degree"), "Employer": lang.L("Employer"), "Post": lang.L("Post"),
		"Branch": lang.L("Branch"), "Standing": lang.L("Standing"), "Category": lang.L("Category"), "Joined": lang.L("Joined"),
		"Confirmed": lang.L("Confirmed"), "PartyPost": lang.L("Post in the Party"), "Tags": lang.L("Tags"), "VolunteerNumber": lang.L("Volunteer no."),
		"State": lang.L("State"), "StateDate": lang.L("Since"), "StateReason": lang.L("Where to, or why"), "Notes": lang.L("Notes"),
		"InService": lang.L("In service elsewhere"), "HostUnit": lang.L("Own unit"),
	}
	if title, ok := titles[f.Key]; ok {
		return title
	}
	return f.Label
}

// maskedText is a field's text with numbers masked and names spaced.
func maskedText(f model.MemberField) func(model.Member, map[model.ID]string, model.Date) string {
	return func(m model.Member, names map[model.ID]string, _ model.Date) string {
		text := f.Text(m, names)
		switch f.Key {
		case "Name":
			return model.SpacedName(text)
		case "Sex":
			return sexText(m.Sex)
		case "IDNumber":
			return model.MaskIDNumber(text)
		case "Phone":
			return model.MaskPhone(text)
		}
		return strings.ReplaceAll(text, "\n", " ")
	}
}

// ownerColumnID is the column that says whose record it is, which is always
// there at an office that receives others' records and nowhere else.
const ownerColumnID = "Owner"

func ownerColumn() memberColumn {
	return memberColumn{ownerColumnID, lang.L("Centre"), 6, 2, unordered, func(m model.Member, names map[model.ID]string, _ model.Date) string {
		return model.ShortOffice(names[m.Owner])
	}}
}

// usualColumns are shown until somebody chooses others.
func usualColumns() []string {
	return []string{"Name", "Sex", ageColumn, "Birthday", "Branch", "Category", "Joined", "Phone"}
}

// memberColumnsSetting names the setting with the columns shown.
const memberColumnsSetting = "member-columns"

// columnsOf are the columns with ids, those that there are; the usual ones
// where none is left.
func columnsOf(ids []string) []memberColumn {
	all := memberColumns()
	find := func(ids []string) (list []memberColumn) {
		for _, id := range ids {
			if i := slices.IndexFunc(all, func(c memberColumn) bool { return c.id == id }); i >= 0 {
				list = append(list, all[i])
			}
		}
		return list
	}
	if list := find(ids); len(list) > 0 {
		return list
	}
	return find(usualColumns())
}

// tableColumns are columns as the table draws them. The name and the columns
// next to it stay where there is too little room for all.
func tableColumns(columns []memberColumn) []widgets.Column[memberRow] {
	list := make([]widgets.Column[memberRow], len(columns))
	many := slices.ContainsFunc(columns, func(c memberColumn) bool { return c.id == ownerColumnID })
	for i, c := range columns {
		list[i] = widgets.Column[memberRow]{
			ID: c.id, Title: c.title, Chars: c.chars, Grow: c.grow, Sortable: c.order != unordered,
			Optional: i > 0 && c.id != ownerColumnID && c.id != "Phone" && (c.id != "Branch" || many) && c.id != "Birthday" && c.id != "Sex",
			Cell:     func(r memberRow) widgets.Cell { return widgets.Plain(orDash(r.texts[c.id])) },
		}
	}
	return list
}

// columnPicker is the dialog in which columns are chosen and put in order.
type columnPicker struct {
	desk   *desk
	chosen []string
	done   func(ids []string)
	list   *fyne.Container
	box    *dialogBox
}

func openColumnPicker(d *desk, chosen []string, done func(ids []string)) *columnPicker {
	p := &columnPicker{desk: d, chosen: slices.Clone(chosen), done: done, list: widgets.Down(0)}
	p.draw()
	scroll := container.NewVScroll(clearOfBar(p.list))
	scroll.SetMinSize(fyne.NewSize(430, 400))
	apply := func() { p.box.close(); p.done(p.chosen) }
	p.box = d.openDialog(dialogSpec{
		title: lang.L("Which columns are shown?"), content: scroll, onSave: apply,
		left:    []fyne.CanvasObject{widgets.NewButton(lang.L("The usual ones"), func() { p.chosen = usualColumns(); p.draw() })},
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { p.box.close() }), widgets.NewPrimary(lang.L("Show these columns"), apply)},
	})
	return p
}

// draw lists the chosen columns in their order, then the others.
func (p *columnPicker) draw() {
	p.list.RemoveAll()
	all := memberColumns()
	title := func(id string) string {
		i := slices.IndexFunc(all, func(c memberColumn) bool { return c.id == id })
		return all[i].title
	}
	for i, id := range p.chosen {
		up := widgets.NewQuietLink(lang.L("Up"), func() { p.up(i) })
		var act fyne.CanvasObject = up
		if i < 2 { // the name stays first
			act = widgets.Spacer(0, 0)
		}
		p.list.Add(p.line(title(id), true, act, func() { p.toggle(id) }))
	}
	for _, c := range all {
		if !slices.Contains(p.chosen, c.id) {
			p.list.Add(p.line(c.title, false, widgets.Spacer(0, 0), func() { p.toggle(c.id) }))
		}
	}
	p.list.Refresh()
}

func (p *columnPicker) line(title string, on bool, act fyne.CanvasObject, tapped func()) fyne.CanvasObject {
	text := widgets.NewText(title)
	mark := widgets.NewButton("", tapped)
	mark.SetIcon(theme.CheckButtonIcon())
	if on {
		mark.SetIcon(theme.CheckButtonCheckedIcon())
	} else {
		text.SetColor(widgets.ColorMuted)
	}
	return container.NewBorder(nil, widgets.NewLine(), widgets.Inset(0, 3, mark), container.NewCenter(act), widgets.Inset(10, 0, text))
}

// toggle shows or leaves out a column; the name is always shown.
func (p *columnPicker) toggle(id string) {
	switch i := slices.Index(p.chosen, id); {
	case id == "Name":
	case i >= 0:
		p.chosen = slices.Delete(p.chosen, i, i+1)
	default:
		p.chosen = append(p.chosen, id)
	}
	p.draw()
}

// up moves a column one place to the front.
func (p *columnPicker) up(i int) {
	p.chosen[i-1], p.chosen[i] = p.chosen[i], p.chosen[i-1]
	p.draw()
}
