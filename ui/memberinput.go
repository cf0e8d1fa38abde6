package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// onName spells the name, unless somebody has corrected the pinyin.
func (f *memberForm) onName(name string) {
	if typed := strings.TrimSpace(f.pinyin.Text); typed != "" && typed != f.spelled {
		return
	}
	f.spelled = model.PinyinOf(name)
	f.pinyin.SetText(f.spelled)
}

// takeNumber fills in sex and birthday where they are blank from an ID number
// that was entered; one that was there before gives nothing, so that saving
// changes nothing else. While somebody is typing, 15 digits may be the
// beginning of 18, which say another day.
func (f *memberForm) takeNumber(typing bool) {
	facts, err := model.CheckIDNumber(f.idNumber())
	if err != nil || !facts.Birth.Full() || typing && len(facts.Number) < 18 || facts.Number == model.NormaliseIDNumber(f.member.IDNumber) {
		return
	}
	if f.sex.Value() == "" {
		f.sex.SetValue(string(facts.Sex))
	}
	if f.birthday.Text() == "" {
		f.birthday.SetDay(dayOf(facts.Birth))
	}
}

// checkNumber warns of an ID number that cannot be right, and of what does not
// agree with it. typing spares whoever is not through yet the count of digits.
func (f *memberForm) checkNumber(typing bool) {
	facts, err := model.CheckIDNumber(f.idNumber())
	var remarks []string
	if err != nil && !(typing && len(facts.Number) < 18 && onlyDigits(facts.Number)) {
		remarks = append(remarks, errorText(err))
	}
	if facts.Birth.Full() {
		if sex := model.Sex(f.sex.Value()); sex != "" && sex != facts.Sex {
			remarks = append(remarks, lang.L("The ID number says {{.Sex}}.", map[string]any{"Sex": sexText(facts.Sex)}))
		}
	}
	f.numberNote.SetRemark(strings.Join(remarks, ""))
	f.birthdayNote.SetRemark(f.birthdayRemark(facts))
	f.relayout()
}

func onlyDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// birthdayRemark warns of a birthday that is not the ID number's. Lunar ones
// were often registered with their figures as they are, which agrees too.
func (f *memberForm) birthdayRemark(facts model.IdentityFacts) string {
	day, err := f.birthday.Day()
	b := birthdayOf(day)
	if err != nil || b.IsZero() || !facts.Birth.Full() || b.Date.Agrees(facts.Birth) {
		return ""
	}
	if born := b.Born(); b.Calendar == model.Lunar && (born.IsZero() || born == facts.Birth) {
		return ""
	}
	return lang.L("The ID number says {{.Day}}. Please check; both can be kept.", map[string]any{"Day": facts.Birth.String()})
}

// unitOptions offers the units that in-service members come from.
func unitOptions(units []model.Organisation) []widgets.Option {
	options := []widgets.Option{{Text: lang.L("Not filled in")}}
	for _, u := range units {
		options = offer(options, u.ID, u.Name)
	}
	return options
}

// offer adds a place to the options of a field, which tells options apart by
// their words.
func offer(options []widgets.Option, id model.ID, name string) []widgets.Option {
	for slices.ContainsFunc(options, func(o widgets.Option) bool { return o.Text == name }) {
		name += "＊"
	}
	return append(options, widgets.Option{Value: string(id), Text: name})
}

// showUnit chooses a unit; one that is no longer in use is offered to whoever
// has it.
func (f *memberForm) showUnit(id model.ID) {
	var offered []model.Organisation
	for _, u := range f.options.units {
		if u.Retired.IsZero() || u.ID == id {
			offered = append(offered, u)
		}
	}
	f.unit.SetValue("")
	f.unit.SetOptions(unitOptions(offered))
	f.unit.SetValue(string(id))
}

// showBranch offers the branches anew for a person and chooses hers.
func (f *memberForm) showBranch(id model.ID) {
	f.branch.SetValue("") // or the last person's would be offered to the next
	f.showBranches()
	f.branch.SetValue(string(id))
}

// checkAlike warns where somebody on the register may be the same person. It
// never blocks.
func (f *memberForm) checkAlike() {
	m := f.member
	m.Name, m.IDNumber, m.Phone = model.NormaliseName(f.name.Text), model.NormaliseIDNumber(f.idNumber()), model.NormalisePhone(f.phoneNumber())
	if day, err := f.birthday.Day(); err == nil {
		m.Birthday = birthdayOf(day)
	}
	m.Sex, m.Branch = model.Sex(f.sex.Value()), model.ID(f.branch.Value())
	f.asked++
	asked := f.asked
	if m.Name == "" && m.IDNumber == "" {
		f.alikeNote.SetRemark("")
		return
	}
	var pairs []model.Pair
	f.desk.run(func(ctx context.Context) (err error) {
		pairs, err = f.store.Alike(ctx, m)
		return err
	}, func(err error) {
		if err != nil {
			f.desk.note(err) // it only warns
			return
		}
		if asked != f.asked {
			return
		}
		remark := ""
		if len(pairs) > 0 {
			p := pairs[0]
			remark = lang.L("{{.Name}} is on the register already: {{.Why}} Is it the same person?", map[string]any{
				"Name": p.Second.Called(), "Why": strings.Join(p.Reasons, ""),
			})
		}
		f.alikeNote.SetRemark(remark)
		f.relayout()
	})
}

// newBranchChoice is the value of the choice that makes a branch.
const newBranchChoice = "+"

// onBranch asks for the name of a new branch where that was chosen.
func (f *memberForm) onBranch(value string) {
	if value != newBranchChoice {
		f.inBranch = value
		return
	}
	f.branch.SetValue(f.inBranch)
	name := widgets.NewEntry()
	form := widgets.NewForm(1)
	form.Add("Name", lang.L("Name of the branch"), name)
	var box *dialogBox
	save := func() { f.saveBranch(form, name.Text, func() { box.close() }) }
	form.OnLast = save
	box = f.desk.openDialog(dialogSpec{
		title: lang.L("New branch"), content: form, size: fyne.NewSize(420, 0), onSave: save,
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { box.leave() }), widgets.NewPrimary(lang.L("Add the branch"), save)},
	})
	form.Focus("Name")
}

// saveBranch adds a branch under the centre and chooses it. One of that name
// is taken instead of making a second.
func (f *memberForm) saveBranch(form *widgets.Form, name string, done func()) {
	name = strings.TrimSpace(name)
	for _, b := range f.options.branches {
		if b.Kind == model.Branch && b.Retired.IsZero() && b.Name == name {
			f.chooseBranch(b.ID)
			done()
			return
		}
	}
	branch := model.Organisation{Kind: model.Branch, Name: name}
	if err := branch.Validate(); err != nil {
		f.desk.failForm(form, err, nil)
		return
	}
	f.desk.run(func(ctx context.Context) error {
		centre, err := f.store.Centre(ctx)
		if err != nil {
			return err
		}
		branch.Parent = centre.ID
		branch, err = f.store.SaveOrganisation(ctx, branch)
		return err
	}, func(err error) {
		if err != nil {
			f.desk.failForm(form, err, nil)
			return
		}
		f.options.branches = append(f.options.branches, branch)
		f.showBranches()
		f.chooseBranch(branch.ID)
		done()
	})
}

func (f *memberForm) chooseBranch(id model.ID) {
	f.inBranch = string(id)
	f.branch.SetValue(f.inBranch)
}

// tagPicker is a row of tags, each of which can be on or off.
type tagPicker struct {
	words   []string // of the list
	had     []string // what the person came with, in that order
	on      map[string]bool
	buttons map[string]*widgets.Button
	content *fyne.Container
}

func newTagPicker(words []string) *tagPicker {
	return &tagPicker{words: words, content: container.New(&widgets.Flow{Width: formWidth - 40, Gap: 8})}
}

// set shows tags; those that are no longer in the list are offered too, so
// that an old record keeps its own.
func (p *tagPicker) set(tags []string) {
	p.had, p.on, p.buttons = slices.Clone(tags), map[string]bool{}, map[string]*widgets.Button{}
	offered := slices.Clone(p.words)
	for _, tag := range tags {
		p.on[tag] = true
		if !slices.Contains(offered, tag) {
			offered = append(offered, tag)
		}
	}
	p.content.RemoveAll()
	for _, word := range offered {
		button := widgets.NewButton(word, func() { p.toggle(word) })
		button.Strong = p.on[word]
		p.buttons[word] = button
		p.content.Add(button)
	}
}

func (p *tagPicker) toggle(word string) {
	p.on[word] = !p.on[word]
	p.buttons[word].Strong = p.on[word]
	p.buttons[word].Refresh()
}

// chosen returns the tags that are on: those the person came with as they
// were, then what was added.
func (p *tagPicker) chosen() []string {
	var tags []string
	for _, word := range slices.Concat(p.had, p.words) {
		if p.on[word] && !slices.Contains(tags, word) {
			tags = append(tags, word)
		}
	}
	return tags
}
