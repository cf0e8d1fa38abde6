package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/ui/widgets"
)

// topBar holds the page's title, the search box and the page's buttons.
type topBar struct {
	desk     *desk
	title    *widgets.Text
	subtitle *widgets.Text
	head     *fyne.Container
	search   *widgets.SearchEntry
	actions  *fyne.Container
	row      *fyne.Container // head on the left, search and actions on the right
	bar      fyne.CanvasObject
	of       page
	typed    map[page]string // what narrows a page that searches, for when it is shown again
}

func newTopBar(d *desk) *topBar {
	t := &topBar{desk: d, title: widgets.NewHeading(""), subtitle: widgets.NewMuted(""), head: container.NewStack(), actions: widgets.Across(10), typed: map[page]string{}}
	t.subtitle.Shrink = true
	t.search = widgets.NewSearchEntry("", t.onSearch)
	t.search.Delay = d.typingPause
	t.search.OnSubmitted = t.onSubmit
	right := widgets.Frame(nil, nil, nil, t.actions, widgets.Chars(18, t.search))
	t.row = widgets.Frame(nil, nil, nil, right, t.head)
	t.bar = widgets.Frame(nil, widgets.NewLine(), nil, nil,
		widgets.NewPanel(widgets.ColorSurface, widgets.Inset(widgets.Gap+4, 9, t.row)))
	return t
}

// show fills the bar for a page.
func (t *topBar) show(p page) {
	if p != t.of {
		t.search.SetTextQuietly(t.typed[p])
	}
	t.of = p
	t.head.Objects = []fyne.CanvasObject{t.titles(p)}
	t.head.Refresh()
	t.actions.RemoveAll()
	if actions := t.actionsOf(p); len(actions) > 0 {
		t.actions.Objects = append([]fyne.CanvasObject{widgets.Spacer(4, 0)}, actions...)
	}
	t.actions.Refresh()
	hint := lang.L("Search people  Ctrl+F")
	if s, ok := p.(searcher); ok {
		hint = s.SearchHint()
	}
	t.search.SetPlaceHolder(hint)
	// Fewer buttons than before leave a gap at the edge until the row is laid out.
	t.row.Refresh()
}

// actionsOf are the buttons of a page, of another office's records those alone
// that change nothing.
func (t *topBar) actionsOf(p page) []fyne.CanvasObject {
	if t.desk.looking() {
		if l, ok := p.(lookedAt); ok {
			return l.LookActions()
		}
		return nil
	}
	if a, ok := p.(actioned); ok {
		return a.Actions()
	}
	return nil
}

func (t *topBar) titles(p page) fyne.CanvasObject {
	if h, ok := p.(headed); ok {
		if head := h.Head(); head != nil {
			return head
		}
	}
	t.title.SetText(p.Title())
	t.subtitle.SetText("")
	if s, ok := p.(subtitled); ok {
		t.subtitle.SetText(s.Subtitle())
	}
	return widgets.Tight(14, t.title, t.subtitle)
}

// onSearch hands what is typed to a page that searches.
func (t *topBar) onSearch(text string) {
	if s, ok := t.of.(searcher); ok {
		t.typed[t.of] = text
		s.Search(text)
	}
}

// onSubmit finds people from any page that does not search itself.
func (t *topBar) onSubmit(text string) {
	if s, ok := t.of.(searcher); ok {
		t.typed[t.of] = text
		s.Search(text)
		if f, ok := t.of.(finder); ok {
			f.onFound()
		}
		return
	}
	t.desk.goTo(pageMembers, findText(text))
}

// setSearch shows text in the box, as an errand to search brings it.
func (t *topBar) setSearch(text string) {
	t.typed[t.of] = text
	t.search.SetTextQuietly(text)
}
