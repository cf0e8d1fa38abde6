package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// panelChars is the width of the panel in characters of running text.
const panelChars = 19

// memberPanel is the chosen person beside the list.
type memberPanel struct {
	desk  *desk
	store memberStore

	wanted   model.ID // of the person to be shown; answers about others are dropped
	member   model.Member
	branch   string
	into     string // whom a removed person was merged into
	history  []model.Participation
	revealed bool // whether ID number and phone are shown in full
	past     bool // whether the history is shown instead of the facts

	name, spelling      *widgets.Text
	photo, photoBeside  *fyne.Container // hidden where there is none
	pills               *fyne.Container
	pillFlow            *widgets.Flow
	facts               *widgets.Facts
	aboutLink, pastLink *widgets.LinkText
	pastList            *fyne.Container
	factsBeside         *fyne.Container // facts and pastList, clear of the scroll bar
	pastBeside          *fyne.Container
	middle              *container.Scroll
	buttons             *fyne.Container
	body                *fyne.Container
	nobody              fyne.CanvasObject
	content             fyne.CanvasObject

	edit, move, proof, remove, restore, whole, print *widgets.Button
}

func newMemberPanel(d *desk, st memberStore) *memberPanel {
	p := &memberPanel{
		desk: d, store: st,
		name: widgets.NewHeading(""), spelling: widgets.NewMuted(""),
		facts: widgets.NewFacts(4.1), pastList: widgets.Down(0),
		buttons: container.NewGridWithColumns(2),
	}
	p.pillFlow = &widgets.Flow{Gap: 6}
	p.pills = container.New(p.pillFlow)
	p.name.SizeName, p.name.Shrink, p.spelling.Shrink = theme.SizeNameHeadingText, true, true
	p.aboutLink = widgets.NewQuietLink(lang.L("Facts"), func() { p.onTab(false) })
	p.pastLink = widgets.NewQuietLink("", func() { p.onTab(true) })
	p.edit = widgets.NewPrimary(lang.L("Edit"), p.onEdit)
	p.move = widgets.NewButton(lang.L("Moved away…"), p.onMove)
	p.proof = widgets.NewButton(lang.L("Print certificate"), p.onProof)
	p.remove = widgets.NewButton(lang.L("To the recycle bin"), p.onRemove)
	p.whole = widgets.NewButton(lang.L("Everything…"), func() { openMemberPage(d, d.store, p.member.ID) })
	p.print = widgets.NewButton(lang.L("Print the profile…"), func() { printProfile(d, p.member.ID) })
	p.restore = widgets.NewPrimary(lang.L("Put back on the list"), p.onRestore)
	p.factsBeside = clearOfBar(p.facts)
	p.pastBeside = clearOfBar(p.pastList)
	p.middle = container.NewVScroll(p.factsBeside)
	p.photo = container.NewStack()
	p.photoBeside = container.NewHBox(p.photo, widgets.Spacer(6, 0))
	names := container.NewBorder(nil, nil, p.photoBeside, nil, widgets.Down(8, widgets.Down(0, p.name, p.spelling), p.pills))
	head := widgets.Down(8, names, widgets.Across(10, p.aboutLink, p.pastLink))
	p.body = container.NewBorder(head, widgets.Down(0, widgets.Spacer(0, 10), p.buttons), nil, nil, p.middle)
	p.nobody = widgets.NewEmptyState(theme.AccountIcon(), lang.L("Choose somebody in the list."), nil)
	p.body.Hide()
	p.content = widgets.Chars(panelChars, widgets.NewCard("", container.NewStack(p.body, p.nobody)))
	return p
}

// width is the room inside the panel's card.
func (p *memberPanel) width() float32 {
	return panelChars*theme.TextSize() + 16 - 2*widgets.Room
}

// clearOfBar keeps content from lying under the bar that scrolls it.
func clearOfBar(content fyne.CanvasObject) *fyne.Container {
	return container.NewBorder(nil, nil, nil, widgets.Spacer(scrollBarRoom, 0), content)
}

// scrollBarRoom is the width that a scroll bar may cover.
const scrollBarRoom float32 = 10

// show loads a person; "" shows nobody.
func (p *memberPanel) show(id model.ID) {
	if id != p.wanted {
		p.revealed = false
	}
	p.wanted = id
	p.reload()
}

// reload loads the person shown anew.
func (p *memberPanel) reload() {
	id := p.wanted
	if id == "" {
		p.body.Hide()
		p.nobody.Show()
		return
	}
	var m model.Member
	var branch, into string
	var history []model.Participation
	p.desk.run(func(ctx context.Context) (err error) {
		if m, err = p.store.Member(ctx, id); err != nil {
			return err
		}
		if branch, err = branchName(ctx, p.store, m.Branch); err != nil {
			return err
		}
		if m.Removed {
			if into, err = p.store.MergedInto(ctx, id); err != nil {
				return err
			}
		}
		history, err = p.store.MemberHistory(ctx, id)
		return err
	}, func(err error) {
		if id != p.wanted {
			return // somebody else was chosen meanwhile
		}
		if err != nil {
			p.desk.fail(err, p.reload)
			return
		}
		p.member, p.branch, p.into, p.history = m, branch, into, history
		p.fill()
	})
}

// branchName is the name of a branch or, with its branch, of a group, "" where
// there is none.
func branchName(ctx context.Context, st memberStore, id model.ID) (string, error) {
	if id == "" {
		return "", nil
	}
	tree, err := st.Organisations(ctx)
	return model.PlaceNames(tree, " ")[id], err
}

func (p *memberPanel) fill() {
	m := p.member
	p.name.SetText(model.SpacedName(m.Name))
	p.spelling.SetText(spelling(m))
	p.pillFlow.Width = p.width()
	p.photoBeside.Hidden = m.Photo == ""
	if m.Photo != "" {
		p.pillFlow.Width -= photoSize.Width + 10
		showPhoto(p.desk, p.photo, m.Photo, func() bool { return p.member.Photo == m.Photo })
	}
	p.pills.Objects = p.pillsOf(m)
	p.facts.Set(p.width()-scrollBarRoom, p.factsOf(m))
	p.pastLink.SetText(lang.L("Took part {{.N}}", map[string]any{"N": attendedCount(p.history)}))
	p.pastList.Objects = p.pastOf()
	if m.Removed {
		p.buttons.Objects = []fyne.CanvasObject{p.restore, p.whole}
	} else {
		p.buttons.Objects = []fyne.CanvasObject{p.edit, p.whole, p.print, p.proof, p.move, p.remove}
	}
	if p.desk.readOnly(p.member.Owner) {
		p.buttons.Objects = []fyne.CanvasObject{p.whole, p.print}
	}
	p.showTab()
	p.nobody.Hide()
	p.body.Show()
	p.body.Refresh()
}

// spelling is the pinyin as people read it, with tones where it was not
// corrected by hand.
func spelling(m model.Member) string {
	if m.Pinyin == model.PinyinOf(m.Name) {
		return model.PinyinWithTones(m.Name)
	}
	return m.Pinyin
}

func (p *memberPanel) pillsOf(m model.Member) []fyne.CanvasObject {
	var pills []fyne.CanvasObject
	add := func(text string, tone widgets.Tone) { pills = append(pills, widgets.NewPill(text, tone)) }
	switch {
	case m.Removed && p.into != "":
		add(lang.L("Merged into {{.Name}}", map[string]any{"Name": p.into}), widgets.Warn)
	case m.Removed:
		add(lang.L("Recycle bin"), widgets.Warn)
	case m.State != model.Active:
		add(stateText(m.State), widgets.Warn)
	}
	if years := model.PartyYears(m.Confirmed, p.desk.today()); years > 0 && m.State == model.Active {
		add(lang.L("{{.N}} years in the Party", map[string]any{"N": years}), widgets.Red)
	}
	for _, tag := range m.Tags {
		add(tag, widgets.Warn)
	}
	if minutes := servedMinutes(p.history); minutes > 0 {
		add(lang.L("Volunteered {{.Hours}} hours", map[string]any{"Hours": model.Hours(minutes)}), widgets.Good)
	}
	return pills
}

func stateText(s model.MemberState) string {
	switch s {
	case model.Moved:
		return lang.L("Moved away")
	case model.Deceased:
		return lang.L("Deceased")
	default:
		return lang.L("On the register")
	}
}

func (p *memberPanel) factsOf(m model.Member) []widgets.Fact {
	list := []widgets.Fact{
		{Label: lang.L("Sex"), Value: punctuated(sexText(m.Sex), m.Ethnic, p.ageText(m))},
		{Label: lang.L("Born"), Value: bornText(m.Birthday)},
		p.secret(lang.L("ID number"), m.IDNumber, model.MaskIDNumber),
		p.secret(lang.L("Phone"), m.Phone, model.MaskPhone),
		{Label: lang.L("Branch"), Value: punctuated(p.branch, m.PartyPost)},
		{Label: lang.L("Category"), Value: punctuated(m.Category, m.Standing)},
		{Label: lang.L("Joined"), Value: m.Joined.String()},
		{Label: lang.L("Confirmed"), Value: m.Confirmed.String()},
		{Label: lang.L("Address"), Value: m.Address},
		{Label: lang.L("Unit and post"), Value: punctuated(m.Employer, m.Post)},
		{Label: lang.L("Education"), Value: punctuated(m.Education, m.Degree)},
	}
	for _, rare := range []widgets.Fact{
		{Label: lang.L("Native place"), Value: m.NativePlace},
		{Label: lang.L("Volunteer no."), Value: m.VolunteerNumber},
		{Label: lang.L("Notes"), Value: m.Notes},
	} {
		if rare.Value != "" {
			list = append(list, rare)
		}
	}
	if m.State != model.Active {
		change := widgets.Fact{Label: stateText(m.State), Value: punctuated(m.StateDate.String(), m.StateReason)}
		list = append([]widgets.Fact{change}, list...)
	}
	return list
}

func (p *memberPanel) ageText(m model.Member) string {
	age := m.Birthday.Age(p.desk.today())
	if age == 0 || m.State == model.Deceased {
		return ""
	}
	return lang.L("aged {{.N}}", map[string]any{"N": age})
}

// bornText says the birthday with its calendar: 1949-10-01（公历）.
func bornText(b model.Birthday) string {
	if b.IsZero() || b.Calendar == model.Lunar {
		return b.Chinese()
	}
	return lang.L("{{.Day}} (solar)", map[string]any{"Day": b.String()})
}

// secret is a fact that is masked until somebody asks to see it.
func (p *memberPanel) secret(label, value string, mask func(string) string) widgets.Fact {
	f := widgets.Fact{Label: label, Value: value}
	if value == "" {
		return f
	}
	f.Link, f.OnLink = lang.L("Hide"), p.onReveal
	if !p.revealed {
		f.Value, f.Link = mask(value), lang.L("Show")
	}
	return f
}

// onReveal shows masked numbers, or masks them again. Who asked is logged.
func (p *memberPanel) onReveal() {
	p.revealed = !p.revealed
	if p.revealed {
		p.desk.log.Info("masked numbers shown", "member", p.member.ID)
	}
	p.facts.Set(p.width()-scrollBarRoom, p.factsOf(p.member))
	p.middle.Refresh()
}

// onTab shows the facts or what the person took part in.
func (p *memberPanel) onTab(past bool) {
	p.past = past
	p.showTab()
}

func (p *memberPanel) showTab() {
	p.aboutLink.SetStrong(!p.past)
	p.pastLink.SetStrong(p.past)
	p.middle.Content = p.factsBeside
	if p.past {
		p.middle.Content = p.pastBeside
	}
	p.middle.ScrollToTop()
	p.middle.Refresh()
}

// pastOf lists what the person took part in, newest first.
func (p *memberPanel) pastOf() []fyne.CanvasObject {
	if len(p.history) == 0 {
		return []fyne.CanvasObject{widgets.Inset(0, 12, widgets.NewMuted(lang.L("Nothing yet.")))}
	}
	const shown = 60 // more is what 活动 is for
	var rows []fyne.CanvasObject
	for i, h := range p.history {
		if i == shown {
			rest := lang.L("and {{.N}} earlier ones", map[string]any{"N": len(p.history) - shown})
			rows = append(rows, widgets.Inset(0, 8, widgets.NewMuted(rest)))
			break
		}
		rows = append(rows, p.pastRow(h))
	}
	return rows
}

func (p *memberPanel) pastRow(h model.Participation) fyne.CanvasObject {
	text, tone := takenPart(h.State)
	day := model.DateOf(h.Start).String()
	quiet := widgets.NewMuted(punctuated(day, model.KindOf(h.Kind).Name, h.Reason))
	quiet.SizeName, quiet.Shrink = theme.SizeNameCaptionText, true
	title := widgets.NewText(h.Title)
	title.Shrink = true
	row := widgets.Inset(0, 6, container.NewBorder(nil, nil, nil, container.NewCenter(widgets.NewPill(text, tone)), widgets.Down(0, title, quiet)))
	open := widgets.NewTappable(row, func() { p.desk.goTo(pageActivities, openRecord(h.Activity)) })
	return widgets.Down(0, open, widgets.NewLine())
}

// takenPart is what lists say of one person at one activity.
func takenPart(s model.AttendanceState) (string, widgets.Tone) {
	switch s {
	case model.Present:
		return lang.L("came"), widgets.Good
	case model.Late:
		return lang.L("late"), widgets.Warn
	case model.Leave:
		return lang.L("on leave"), widgets.Info
	case model.Absent:
		return lang.L("absent"), widgets.Red
	case model.Observer:
		return lang.L("observer"), widgets.Good
	default:
		return lang.L("not marked"), widgets.Neutral
	}
}

func attendedCount(history []model.Participation) string {
	n := 0
	for _, h := range history {
		if h.State.Attended() {
			n++
		}
	}
	return strconv.Itoa(n)
}

func servedMinutes(history []model.Participation) int {
	minutes := 0
	for _, h := range history {
		if h.Kind == model.Volunteering && h.State.Attended() {
			minutes += h.Minutes
		}
	}
	return minutes
}

func (p *memberPanel) onEdit() {
	if p.desk.readOnly(p.member.Owner) {
		openMemberPage(p.desk, p.desk.store, p.member.ID)
		return
	}
	if p.wanted != "" && !p.member.Removed {
		openMemberForm(p.desk, p.store, p.wanted, p.show)
	}
}

func (p *memberPanel) onMove() { openMoving(p.desk, p.store, p.member) }

func (p *memberPanel) onProof() { openProof(p.desk, p.member.ID, p.member.Name) }

// onRemove takes the person off the lists at once: the panel then offers to
// take it back, which is quicker than a question before.
func (p *memberPanel) onRemove() {
	p.setRemoved(p.store.RemoveMember, lang.L("Moved {{.Name}} to the recycle bin", p.named()))
}

func (p *memberPanel) onRestore() {
	p.setRemoved(p.store.RestoreMember, lang.L("{{.Name}} is back on the list", p.named()))
}

func (p *memberPanel) named() map[string]any { return map[string]any{"Name": p.member.Name} }

func (p *memberPanel) setRemoved(change func(context.Context, model.ID) error, said string) {
	id := p.member.ID
	p.desk.run(func(ctx context.Context) error { return change(ctx, id) }, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.desk.say(said)
		p.desk.changed()
	})
}
