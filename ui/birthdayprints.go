package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/report"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// guestsOf are the members of list, each once; birthdaysOnly leaves out who is
// there for a 政治生日 alone.
func guestsOf(list []model.Anniversary, birthdaysOnly bool) []model.ID {
	var ids []model.ID
	seen := map[model.ID]bool{}
	for _, a := range list {
		if birthdaysOnly && a.Kind == model.PoliticalAnniversary || seen[a.Member.ID] {
			continue
		}
		seen[a.Member.ID] = true
		ids = append(ids, a.Member.ID)
	}
	return ids
}

// onParty has 活动 plan a party at which those ticked are expected, or all
// whose birthday is listed.
func (p *birthdays) onParty() {
	birthdaysOnly := len(p.table.Checked()) == 0
	p.withChosen(func(list []model.Anniversary) {
		p.desk.goTo(pageActivities, newActivity{Kind: model.BirthdayParty, Members: guestsOf(list, birthdaysOnly)})
	})
}

func (p *birthdays) printMenu() []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Greeting cards…"), p.onCards),
		fyne.NewMenuItem(lang.L("This list"), p.onPrintList),
		fyne.NewMenuItem(lang.L("List of visits (address and phone)"), p.onVisits),
	}
}

// onPrint is Ctrl+P: the list.
func (p *birthdays) onPrint() { p.onPrintList() }

// jobOf is a job for some anniversaries: the days they lie in, what they were
// narrowed to, which lists say in their heading, and which.
func (p *birthdays) jobOf(kind printing.Kind, list []model.Anniversary) printing.Job {
	f := p.filter()
	job := printing.Job{
		Kind: kind, From: f.From, Days: f.Days, People: f.People, Occasion: f.Kind, Milestones: f.Milestones, Greeted: f.Greeted,
	}
	for _, a := range list {
		job.Only = append(job.Only, a.Key())
	}
	return job
}

// onPrintList prints what is listed, or those ticked of it.
func (p *birthdays) onPrintList() {
	p.withChosen(func(list []model.Anniversary) {
		job := p.jobOf(printing.Birthdays, list)
		job.Month = monthOf(job.From)
		p.desk.print(nil, job)
	})
}

// onVisits prints the list of visits. It has what other lists mask, so it asks
// first.
func (p *birthdays) onVisits() {
	p.withChosen(func(list []model.Anniversary) {
		p.desk.ask(lang.L("Print the list of visits?"),
			lang.L("It shows the full addresses and phone numbers of {{.N}} people. Please keep it safe and destroy it after the visits.", map[string]any{"N": grouped(len(list))}),
			lang.L("Print"), func() {
				p.desk.log.Info("list of visits printed", "people", len(list))
				p.desk.print(nil, p.jobOf(printing.Visits, list))
			})
	})
}

// cardsForm asks how greeting cards are to look.
type cardsForm struct {
	page                *birthdays
	list                []model.Anniversary
	design, paper       *widgets.Segments
	birthday, political *widgets.Entry
	form                *widgets.Form
	box                 *dialogBox
}

func (p *birthdays) onCards() {
	p.withChosen(func(list []model.Anniversary) { openCardsForm(p, list) })
}

func openCardsForm(p *birthdays, list []model.Anniversary) *cardsForm {
	f := &cardsForm{page: p, list: list, birthday: widgets.NewEntry(), political: widgets.NewEntry(), form: widgets.NewForm(1)}
	f.design = widgets.NewSegments([]widgets.Option{
		{Value: "1", Text: lang.L("Design 1")}, {Value: "2", Text: lang.L("Design 2")},
	}, nil)
	f.paper = widgets.NewSegments([]widgets.Option{
		{Value: "", Text: lang.L("Small: two to a page (A5)")}, {Value: "large", Text: lang.L("Large: one to a page (A4)")},
	}, nil)
	for _, line := range []*widgets.Entry{f.birthday, f.political} {
		line.SetPlaceHolder(lang.L("Empty: the program's own words"))
	}
	births := 0
	for _, a := range list {
		if a.Kind == model.BirthdayAnniversary {
			births++
		}
	}
	f.form.Add("Design", lang.L("Look"), f.design)
	f.form.Add("Paper", lang.L("Size"), f.paper)
	if births > 0 {
		f.form.Add("Birthday", lang.L("Words on birthday cards"), f.birthday)
	}
	if births < len(list) {
		f.form.Add("Political", lang.L("Words on cards for political birthdays"), f.political)
	}
	f.form.OnLast = f.onPrint
	hint := widgets.NewWrapped(lang.L("In the words, {姓名} stands for the person's name, {年数} for the years and {中心} for the centre."), 540)
	f.box = p.desk.openDialog(dialogSpec{
		title: lang.L("Print greeting cards: {{.Births}} for birthdays, {{.Political}} for political birthdays", map[string]any{
			"Births": grouped(births), "Political": grouped(len(list) - births),
		}),
		content: widgets.Down(8, f.form, hint), size: fyne.NewSize(620, 0), onSave: f.onPrint,
		dirty: func() bool { return f.birthday.Text+f.political.Text != "" },
		buttons: []fyne.CanvasObject{
			widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() }), widgets.NewPrimary(lang.L("Print"), f.onPrint),
		},
	})
	return f
}

// onPrint prints the cards, then offers to note them as greetings.
func (f *cardsForm) onPrint() {
	p := f.page
	job := p.jobOf(printing.Cards, f.list)
	job.Card = report.CardStyle{Design: 1, Large: f.paper.Value() != "", Birthday: strings.TrimSpace(f.birthday.Text), Political: strings.TrimSpace(f.political.Text)}
	if f.design.Value() == "2" {
		job.Card.Design = 2
	}
	f.box.close()
	p.desk.print(func() {
		p.desk.ask(lang.L("Note the cards as greetings?"),
			lang.L("{{.N}} cards were printed. Note them now, or later with “Note a greeting” when they were handed over.", map[string]any{"N": grouped(len(f.list))}),
			lang.L("Note now"), func() { p.noteGreetings(f.list, model.Greeting{Way: model.ByCard}, nil) })
	}, job)
}
