package ui

import (
	"strings"

	"jishi/model"
	"jishi/ui/widgets"
)

// secretNumber is a number of a form whose middle is hidden until somebody
// asks to see it; as long as it is, nothing is typed there.
type secretNumber struct {
	entry *widgets.Entry
	mask  func(string) string
	real  string
	shown string // what the field was given to show for real
}

// set shows a number, hidden where hide says so.
func (n *secretNumber) set(number string, hide bool) {
	n.real, n.shown = number, number
	if hide {
		n.shown = n.mask(number)
	}
	n.entry.SetText(n.shown)
	setFieldEnabled(n.entry, !n.hidden())
}

// hidden reports whether the number is not to be seen.
func (n *secretNumber) hidden() bool { return n.shown != n.real }

// get is the number: the whole of it where it is hidden.
func (n *secretNumber) get() string {
	if text := strings.TrimSpace(n.entry.Text); text != n.shown {
		return text
	}
	return n.real
}

func setFieldEnabled(e *widgets.Entry, on bool) {
	if on {
		e.Enable()
	} else {
		e.Disable()
	}
}

// bindNumber binds a number that is hidden to its field of Member.
func (f *memberForm) bindNumber(entry *widgets.Entry, mask func(string) string, value func(*model.Member) *string) {
	n := &secretNumber{entry: entry, mask: mask}
	f.secrets = append(f.secrets, n)
	f.texts = append(f.texts, memberText{"", value, n.get, func(text string) { n.set(text, f.member.ID != "" && !f.revealed) }})
}

// idNumber and phoneNumber are what the form holds, shown or not.
func (f *memberForm) idNumber() string    { return f.secrets[0].get() }
func (f *memberForm) phoneNumber() string { return f.secrets[1].get() }

// onReveal shows the numbers, which can be changed from then on. Who asked is
// logged.
func (f *memberForm) onReveal() {
	f.revealed = true
	for _, n := range f.secrets {
		if n.hidden() {
			n.set(n.real, false)
		}
	}
	f.desk.log.Info("masked numbers shown", "member", f.member.ID, "in", "form")
	f.showReveal()
}

// showReveal offers to show the numbers where one is hidden.
func (f *memberForm) showReveal() {
	f.reveal.Hidden = true
	for _, n := range f.secrets {
		if n.hidden() {
			f.reveal.Hidden = false
		}
	}
	f.relayout()
	f.reveal.Refresh()
}
