package ui

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/ui/widgets"
)

// minutesForm is the part of 纪实 with votes and follow-ups, a line for each.
type minutesForm struct {
	desk    *desk
	voters  func() (eligible, there int) // of the roll: what a new vote begins with
	changed func()

	votes     []*voteLine
	tasks     []*taskLine
	voteTitle *widgets.Text
	voteBox   *fyne.Container
	taskBox   *fyne.Container
	addVote   *widgets.Button
	addTask   *widgets.Button
	fault     *widgets.Text
	content   fyne.CanvasObject
}

// voteLine is one vote being written.
type voteLine struct {
	vote    model.Vote // as it was read
	subject *widgets.Entry
	counts  [5]*widgets.Entry // eligible, voting, in favour, against, abstained
	outcome *widgets.Pill
	row     fyne.CanvasObject
}

// taskLine is one follow-up being written.
type taskLine struct {
	task   model.FollowUp // as it was read
	text   *widgets.Entry
	person *widgets.Entry
	due    *widgets.DateField
	done   *widget.Check
	row    fyne.CanvasObject
}

func newMinutesForm(d *desk, voters func() (eligible, there int), changed func()) *minutesForm {
	f := &minutesForm{desk: d, voters: voters, changed: changed, voteTitle: widgets.NewBold(lang.L("Votes")), voteBox: widgets.Down(10), taskBox: widgets.Down(6), fault: widgets.NewText("")}
	f.fault.SetColor(widgets.ColorAccent)
	f.fault.Shrink = true
	f.addVote = widgets.NewButton(lang.L("Add a vote"), func() { f.onAddVote() })
	f.addTask = widgets.NewButton(lang.L("Add a follow-up"), func() { f.onAddTask() })
	f.content = widgets.Down(8,
		container.NewHBox(f.voteTitle, layout.NewSpacer(), f.addVote), f.voteBox,
		container.NewHBox(widgets.NewBold(lang.L("Follow-ups")), layout.NewSpacer(), f.addTask), f.taskBox, f.fault)
	return f
}

func caption(text string) fyne.CanvasObject {
	t := widgets.NewMuted(text)
	t.SizeName, t.Shrink = theme.SizeNameCaptionText, true
	return t
}

// voteCounts lays the figures of a vote out below their captions.
func voteCounts(parts ...fyne.CanvasObject) fyne.CanvasObject {
	row := widgets.Across(6)
	for _, o := range parts {
		row.Add(widgets.Chars(4.2, o))
	}
	return row
}

// show fills in what the record holds.
func (f *minutesForm) show(votes []model.Vote, tasks []model.FollowUp) {
	f.votes, f.tasks = nil, nil
	for _, v := range votes {
		f.votes = append(f.votes, f.voteLine(v))
	}
	for _, t := range tasks {
		f.tasks = append(f.tasks, f.taskLine(t))
	}
	f.fault.SetText("")
	f.layOut()
}

// showVotes hides what the activity's kind has no votes for, unless there are.
func (f *minutesForm) showVotes(on bool) {
	on = on || len(f.votes) > 0
	f.addVote.Hidden, f.voteTitle.Hidden = !on, !on
}

func (f *minutesForm) layOut() {
	f.voteBox.Objects, f.taskBox.Objects = nil, nil
	for _, l := range f.votes {
		f.voteBox.Add(l.row)
	}
	for _, l := range f.tasks {
		f.taskBox.Add(l.row)
	}
	f.content.Refresh()
}

// onAddVote begins a vote with as many as have a vote, and came of them.
func (f *minutesForm) onAddVote() {
	eligible, there := f.voters()
	l := f.voteLine(model.Vote{Eligible: eligible, Voting: there})
	f.votes = append(f.votes, l)
	f.layOut()
	f.changed()
	f.desk.window.Canvas().Focus(l.subject)
}

func (f *minutesForm) voteLine(v model.Vote) *voteLine {
	l := &voteLine{vote: v, subject: widgets.NewEntry(), outcome: widgets.NewPill("", widgets.Neutral)}
	l.subject.SetPlaceHolder(lang.L("What was voted on"))
	l.subject.SetText(v.Subject)
	captions := []string{lang.L("May vote"), lang.L("Present"), lang.L("For"), lang.L("Against"), lang.L("Abstained")}
	parts := make([]fyne.CanvasObject, len(captions))
	for i, n := range []int{v.Eligible, v.Voting, v.InFavour, v.Against, v.Abstained} {
		l.counts[i] = widgets.NewEntry()
		l.counts[i].SetText(countText(n))
		parts[i] = widgets.Down(2, caption(captions[i]), l.counts[i])
	}
	away := widgets.NewButton("×", func() {
		f.votes = without(f.votes, l)
		f.layOut()
		f.changed()
	})
	head := widgets.Frame(nil, nil, nil, widgets.Across(6, widgets.Spacer(0, 0), widgets.Chars(2.6, away)), l.subject)
	l.row = widgets.Down(4, head, container.NewHBox(voteCounts(parts...), container.NewCenter(l.outcome)))
	typed := func(string) {
		l.showOutcome()
		f.changed()
	}
	l.subject.OnChanged = typed
	for _, e := range l.counts {
		e.OnChanged = typed
	}
	l.showOutcome()
	return l
}

// showOutcome says how the vote went by the figures typed so far.
func (l *voteLine) showOutcome() {
	v, err := l.read()
	switch {
	case err != nil:
		l.outcome.Set("—", widgets.Neutral)
	case v.Passed():
		l.outcome.Set(v.Outcome(), widgets.Good)
	default:
		l.outcome.Set(v.Outcome(), widgets.Warn)
	}
}

func (l *voteLine) read() (model.Vote, error) {
	v := l.vote
	v.Subject = strings.TrimSpace(l.subject.Text)
	for i, to := range []*int{&v.Eligible, &v.Voting, &v.InFavour, &v.Against, &v.Abstained} {
		n, err := wholeNumber(l.counts[i].Text)
		if err != nil {
			return v, &model.Error{Code: model.Invalid, Field: "Votes", Message: lang.L("Please write the votes as whole numbers.")}
		}
		*to = n
	}
	return v, nil
}

func (f *minutesForm) onAddTask() {
	l := f.taskLine(model.FollowUp{})
	f.tasks = append(f.tasks, l)
	f.layOut()
	f.changed()
	f.desk.window.Canvas().Focus(l.text)
}

func (f *minutesForm) taskLine(t model.FollowUp) *taskLine {
	l := &taskLine{task: t, text: widgets.NewEntry(), person: widgets.NewEntry(), due: f.desk.dateField()}
	l.text.SetPlaceHolder(lang.L("What is to be done"))
	l.text.SetText(t.Task)
	l.person.SetPlaceHolder(lang.L("Who"))
	l.person.SetText(t.Person)
	l.due.SetDay(dayOf(t.Due))
	l.done = widget.NewCheck(lang.L("Done"), nil)
	l.done.SetChecked(!t.Done.IsZero())
	away := widgets.NewButton("×", func() {
		f.tasks = without(f.tasks, l)
		f.layOut()
		f.changed()
	})
	l.row = widgets.Frame(nil, nil, nil, widgets.Across(6, widgets.Spacer(0, 0), widgets.Chars(6, l.person), widgets.Chars(9, l.due), l.done,
		widgets.Chars(2.6, away)), l.text)
	l.text.OnChanged = func(string) { f.changed() }
	l.person.OnChanged = func(string) { f.changed() }
	l.due.OnDay = func(widgets.Day) { f.changed() }
	l.done.OnChanged = func(bool) { f.changed() }
	return l
}

func (l *taskLine) read(today model.Date) (model.FollowUp, error) {
	t := l.task
	t.Task, t.Person = strings.TrimSpace(l.text.Text), strings.TrimSpace(l.person.Text)
	day, err := l.due.Day()
	if err != nil {
		return t, err
	}
	t.Due = dateOf(day)
	switch {
	case !l.done.Checked:
		t.Done = model.Date{}
	case t.Done.IsZero():
		t.Done = today
	}
	return t, nil
}

func without[T comparable](list []T, one T) []T {
	var rest []T
	for _, l := range list {
		if l != one {
			rest = append(rest, l)
		}
	}
	return rest
}

// text is all that is written, to tell whether anything was.
func (f *minutesForm) text() string {
	var b strings.Builder
	for _, l := range f.votes {
		b.WriteString(l.subject.Text)
		for _, e := range l.counts {
			b.WriteString("\x01" + e.Text)
		}
		b.WriteString("\x02")
	}
	for _, l := range f.tasks {
		b.WriteString(l.text.Text + "\x01" + l.person.Text + "\x01" + l.due.Text())
		if l.done.Checked {
			b.WriteString("\x01done")
		}
		b.WriteString("\x02")
	}
	return b.String()
}

// read returns what is written; lines without any text are left out. Where
// something cannot be read or saved the form says so and ok is false.
func (f *minutesForm) read() (votes []model.Vote, tasks []model.FollowUp, ok bool) {
	f.fault.SetText("")
	refuse := func(err error) {
		var known *model.Error
		if errors.As(err, &known) {
			f.fault.SetText(known.Message)
		}
	}
	for _, l := range f.votes {
		v, err := l.read()
		if err == nil && v.Subject == "" && v.InFavour+v.Against+v.Abstained == 0 {
			continue
		}
		if err == nil {
			err = v.Validate()
		}
		if err != nil {
			refuse(err)
			return nil, nil, false
		}
		votes = append(votes, v)
	}
	for _, l := range f.tasks {
		t, err := l.read(f.desk.today())
		if err == nil && t.Task == "" && t.Person == "" {
			continue
		}
		if err == nil {
			err = t.Validate()
		}
		if err != nil {
			refuse(err)
			return nil, nil, false
		}
		tasks = append(tasks, t)
	}
	return votes, tasks, true
}
