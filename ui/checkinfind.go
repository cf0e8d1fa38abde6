package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// candidate is somebody whom the typed text may mean: a person on the list,
// or a member who is not expected.
type candidate struct {
	person model.Attendee // of the list; no ID for a member who is not on it
	member personRow
}

// mostCandidates is how many can be chosen by a digit.
const mostCandidates = 8

// onTyped looks for whom the text means.
func (c *checkIn) onTyped(text string) {
	c.entered = false
	if text != "" {
		c.band.hide()
	}
	c.find(text)
}

// find looks on the list first, which takes no time, and only where nobody on
// it matches among all people.
func (c *checkIn) find(text string) {
	c.asked, c.searching = text, false
	in := model.ReadDeskInput(text)
	c.candidates, c.chosen = onList(c.roll, in.Text, c.served), -1
	if len(c.candidates) == 0 && worthSearching(in.Text) && !c.leaving() {
		c.searching = true
		c.findOthers(text, in.Text)
	}
	c.showFound()
}

// phoneDigits is how long a mobile phone number is.
const phoneDigits = 11

// worthSearching reports whether text may mean somebody who is not expected:
// two digits are no end of a phone number yet, and more digits than one has are
// a card or an ID number on its way from the reader.
func worthSearching(text string) bool {
	n := len([]rune(text))
	if onlyDigits(text) {
		return n > 2 && n <= phoneDigits
	}
	return n > 1
}

// isName reports whether text can be part of the name of somebody new.
func isName(text string) bool { return text != "" && !onlyDigits(text) }

// onList finds people of a roll: those not served yet first, in the order of
// the sheet.
func onList(roll model.Roll, text string, served func(model.Attendee) bool) []candidate {
	if model.SearchName(text) == "" {
		return nil
	}
	var list []candidate
	for _, p := range roll.Attendees {
		if findsPerson(text, p.Name, p.Pinyin, "", p.Phone) {
			list = append(list, candidate{person: p})
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int {
		return boolInt(served(a.person)) - boolInt(served(b.person))
	})
	return list
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// findOthers looks for members who are not expected.
func (c *checkIn) findOthers(typed, text string) {
	var page store.MemberPage
	c.desk.run(func(ctx context.Context) (err error) {
		page, err = c.store.Members(ctx, store.MemberFilter{Search: text, State: model.Active, Limit: mostCandidates + 1})
		return err
	}, func(err error) {
		if c.asked != typed || c.entry.Text != typed {
			return // typed on since
		}
		entered := c.entered
		c.searching, c.entered = false, false
		defer c.entry.Release()
		if err != nil {
			c.fail(err, nil)
			return
		}
		for _, row := range personRows(page, nil) {
			c.candidates = append(c.candidates, candidate{member: row})
		}
		c.showFound()
		if entered {
			c.onEnter()
		}
	})
}

// onKey acts on what was found; other keys are typed.
func (c *checkIn) onKey(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyReturn, fyne.KeyEnter:
		c.onEnter()
	case fyne.KeyDown, fyne.KeyUp:
		c.onMove(key == fyne.KeyDown)
	case fyne.KeyF11:
		c.onFullScreen()
	default:
		return false
	}
	return true
}

func (c *checkIn) onMove(down bool) {
	n := min(len(c.candidates), mostCandidates)
	if n == 0 {
		return
	}
	switch {
	case down:
		c.chosen = (c.chosen + 1) % n
	case c.chosen <= 0:
		c.chosen = n - 1
	default:
		c.chosen--
	}
	c.showFound()
}

// onDigit chooses one of several. While only digits are typed they may still be
// the end of a phone number; Enter says that it is complete.
func (c *checkIn) onDigit(digit int) bool {
	if digit == 0 || digit > min(len(c.candidates), mostCandidates) || onlyDigits(c.entry.Text) && c.chosen < 0 {
		return false
	}
	c.pick(c.candidates[digit-1])
	return true
}

// onEnter signs in the one person found. Of several it takes none by itself:
// they may be namesakes.
func (c *checkIn) onEnter() {
	in := model.ReadDeskInput(c.entry.Text)
	switch {
	case in.Fault != "":
		c.clear()
		c.band.tell(widgets.Red, in.Fault, "", false)
	case in.Card != "" || in.IDNumber != "":
		c.identify(in)
	case in.Text == "":
	case c.searching:
		c.entered = true
		c.entry.Hold()
	case len(c.candidates) == 0:
		c.clear()
		c.onStranger(in.Text)
	case len(c.candidates) == 1:
		c.pick(c.candidates[0])
	case c.chosen >= 0:
		c.pick(c.candidates[c.chosen])
	default:
		c.chosen = 0
		c.showFound()
	}
}

// onStranger asks for the particulars of somebody nobody knows. The end of a
// phone number that nobody has was mistyped.
func (c *checkIn) onStranger(text string) {
	switch {
	case c.leaving():
		c.band.tell(widgets.Warn, lang.L("Nobody on the list matches “{{.Text}}”.", map[string]any{"Text": text}), "", false)
	case onlyDigits(text) && len(text) != phoneDigits:
		c.band.tell(widgets.Warn, lang.L("Nobody's phone number ends in {{.Number}}.", map[string]any{"Number": text}), "", false)
	default:
		c.onWalkIn(text)
	}
}

// identify signs in whom a card or ID number names.
func (c *checkIn) identify(in model.DeskInput) {
	c.clear()
	var m model.Member
	c.desk.run(func(ctx context.Context) (err error) {
		m, err = c.store.DeskMember(ctx, in)
		return err
	}, func(err error) {
		if err != nil {
			c.desk.note(err)
			c.band.tell(widgets.Red, errorText(err), "", false)
			return
		}
		if c.leaving() {
			c.signOutMember(m.ID, m.Name)
			return
		}
		c.signInMember(m.ID, m.Name)
	})
}

func (c *checkIn) pick(one candidate) {
	c.clear()
	switch {
	case c.leaving():
		c.signOut(one.person)
		return
	case one.person.ID != "":
		c.signIn(one.person)
		return
	}
	c.signInMember(one.member.id, strings.ReplaceAll(one.member.name, "\u3000", ""))
}

// clear makes the entry ready for the next person.
func (c *checkIn) clear() {
	c.candidates, c.chosen, c.searching, c.entered, c.asked = nil, -1, false, false, ""
	c.entry.OnChanged = nil
	c.entry.SetText("")
	c.entry.OnChanged = c.onTyped
	c.showFound()
}

// showFound lists the candidates with the digits that choose them.
func (c *checkIn) showFound() {
	c.found.Objects = nil
	for i, one := range c.candidates[:min(len(c.candidates), mostCandidates)] {
		c.found.Add(c.candidateCard(i, one))
	}
	text := ""
	switch more := len(c.candidates) - mostCandidates; {
	case more > 0:
		text = lang.L("More people match. Type one letter more, or the end of the phone number.")
	case c.chosen >= 0:
		text = lang.L("Choose with a digit or ↑ ↓, then Enter.")
	case len(c.candidates) == 0 && c.asked != "" && !c.searching && !c.leaving() && isName(model.ReadDeskInput(c.asked).Text):
		text = lang.L("Nobody found. Enter signs in somebody new.")
	}
	if text != "" {
		note := widgets.NewMuted(text)
		note.Align, note.Shrink = fyne.TextAlignCenter, true
		c.found.Add(note)
	}
	c.found.Refresh()
}

// candidateCard is one line: digit, name, what tells namesakes apart, state.
func (c *checkIn) candidateCard(i int, one candidate) fyne.CanvasObject {
	number := widgets.NewBold(strconv.Itoa(i + 1))
	number.SizeName = theme.SizeNameSubHeadingText
	number.SetColor(widgets.ColorAccent)
	var title, quiet string
	pill := widgets.NewPill(lang.L("not expected"), widgets.Warn)
	if p := one.person; p.ID != "" {
		title, quiet = model.SpacedName(p.Name), punctuated(bornIn(p.Born), p.Branch, tailText(p.Phone))
		pill.Set(p.State.Chinese(), markTone(p.State))
		switch {
		case p.State == model.Expected:
			pill.Set(lang.L("not here yet"), widgets.Neutral)
		case p.Left != "":
			pill.Set(lang.L("signed out")+" "+p.Left, widgets.Neutral)
		case p.State.Attended():
			pill.Set(strings.TrimSpace(lang.L("here already")+" "+p.Arrived), widgets.Neutral)
		}
	} else {
		r := one.member
		title, quiet = r.name, punctuated(bornIn(r.year), r.branch, r.phone)
	}
	name := widgets.NewText(title)
	name.SizeName, name.Shrink = theme.SizeNameSubHeadingText, true
	about := widgets.NewMuted(quiet)
	about.Shrink = true
	line := widgets.Frame(nil, nil, nil, widgets.Across(0, pill), widgets.Tight(18, number, name, about))
	panel := widgets.NewPanel(widgets.ColorSurface, line)
	panel.Line, panel.Radius, panel.Inset = widgets.ColorLine, 10, fyne.NewSize(20, 12)
	if i == c.chosen {
		panel.Fill, panel.Line = widgets.ColorAccentSoft, widgets.ColorAccent
	}
	return widgets.NewTappable(panel, func() { c.pick(one) })
}

func bornIn(year int) string {
	if year == 0 {
		return ""
	}
	return lang.L("born {{.Year}}", map[string]any{"Year": year})
}

// tailText shows as much of a phone number as people tell each other.
func tailText(phone string) string {
	const tail = 4
	if len(phone) < tail {
		return ""
	}
	return lang.L("ends in {{.Tail}}", map[string]any{"Tail": phone[len(phone)-tail:]})
}
