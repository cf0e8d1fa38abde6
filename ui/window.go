package ui

import (
	"context"
	"path/filepath"
	"slices"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model/store"
	"jishi/ui/widgets"
)

// Window is the program's window on an open store.
type Window struct {
	desk  *desk
	rooms []room
	items map[string]*widgets.NavItem
	pages map[string]page
	stale map[string]bool
	shown string

	under  sync.WaitGroup    // work under way
	sample *store.Store      // of the sample centre, where that is looked at
	side   fyne.CanvasObject // the navigation
	whose  *centreChoice
	top    *topBar
	status *statusBar
	body   *fyne.Container
}

// smallest is the window that every page must fit in: what a 1366 × 768
// screen leaves beside its task bar and title.
var smallest = fyne.NewSize(1366, 700)

// show fills the window with navigation and pages and opens the first page.
func (w *Window) show() {
	d := w.desk
	w.rooms = rooms()
	if d.store.Receives() {
		w.rooms = slices.Insert(w.rooms, 1, room{pageCentres, lang.L("Centres"), overdueCentres, newCentres})
	}
	w.items, w.pages, w.stale = map[string]*widgets.NavItem{}, map[string]page{}, map[string]bool{}
	w.whose, w.top, w.status, w.body = newCentreChoice(d), newTopBar(d), newStatusBar(d), container.NewStack()
	w.side = widgets.Frame(nil, nil, nil, widgets.NewLine(), widgets.NewPanel(widgets.ColorSurface, w.navigation()))
	d.window.SetContent(widgets.Frame(nil, nil, w.side, nil,
		widgets.Frame(w.top.bar, w.status.bar, nil, nil, widgets.Inset(widgets.Gap+4, widgets.Gap, w.body))))
	w.shortcuts()
	d.window.SetCloseIntercept(w.onClose)
	d.window.SetOnDropped(w.onDropped)
	w.status.refresh()
	w.whose.refresh()
	w.goTo(w.rooms[0].key, nil)
	w.count()
}

// showSample opens the pages on the sample centre instead of the centre's own
// data, and says so.
func (w *Window) showSample(st *store.Store) {
	w.sample, w.desk.store = st, st
	w.desk.window.SetTitle(lang.L("Jishi") + " · " + lang.L("Sample data"))
	w.show()
}

// close closes what the window opened itself.
func (w *Window) close() error {
	if w.sample == nil {
		return nil
	}
	return w.sample.Close()
}

func (w *Window) navigation() fyne.CanvasObject {
	name := widgets.NewHeading(lang.L("Jishi"))
	name.SetColor(widgets.ColorAccent)
	list := widgets.Down(2, widgets.Inset(12, 12, name), w.whose.content)
	for _, r := range w.rooms {
		item := widgets.NewNavItem(r.title, func() { w.onNavigate(r.key) })
		w.items[r.key] = item
		list.Add(item)
	}
	var foot fyne.CanvasObject
	if w.sample != nil {
		foot = sampleNote()
	}
	return widgets.Chars(10, widgets.Inset(10, 6, widgets.Frame(list, foot, nil, nil, nil)))
}

// sampleNote keeps anybody from taking the sample for the centre's own data.
func sampleNote() fyne.CanvasObject {
	title := widgets.NewBold(lang.L("Sample data"))
	title.SetColor(widgets.ColorWarn)
	note := widgets.NewWrapped(lang.L("Try anything. Start the program again to set up your own centre."), 8*theme.TextSize())
	note.SizeName = theme.SizeNameCaptionText
	panel := widgets.NewPanel(widgets.ColorWarnSoft, widgets.Down(2, title, note))
	panel.Radius, panel.Inset = 8, fyne.NewSize(10, 8)
	return panel
}

// setAlone gives the page in view the whole screen, without navigation, or
// takes it back.
func (w *Window) setAlone(on bool) {
	if on {
		w.side.Hide()
	} else {
		w.side.Show()
	}
	w.desk.window.SetFullScreen(on)
	w.desk.window.Content().Refresh()
}

// page is the page in view.
func (w *Window) page() page { return w.pages[w.shown] }

// onNavigate leaves the page in view, asking first where input would be lost.
// On the page in view it does what Esc does: an open record gives way to the
// list it came from.
func (w *Window) onNavigate(key string) {
	if p, ok := w.page().(escaper); ok && key == w.shown {
		p.onEscape()
		return
	}
	w.leaving(func() { w.goTo(key, nil) })
}

// leaving does what is asked after making sure that no input is lost.
func (w *Window) leaving(do func()) {
	if p, ok := w.page().(unsaved); !ok || !p.Unsaved() {
		do()
		return
	}
	w.desk.askUnsaved(do)
}

func (w *Window) goTo(key string, errand any) {
	p, built := w.pages[key]
	if !built {
		for _, r := range w.rooms {
			if r.key == key {
				p = r.build(w.desk)
				w.pages[key], w.stale[key] = p, true
			}
		}
	}
	if p == nil {
		w.desk.log.Warn("no such page", "key", key)
		return
	}
	if key != w.shown {
		// Keys must not reach what goes out of sight.
		w.desk.window.Canvas().Unfocus()
	}
	w.shown = key
	for k, item := range w.items {
		item.SetSelected(k == key)
	}
	w.body.Objects = []fyne.CanvasObject{p.Content()}
	w.body.Refresh()
	w.top.show(p)
	if w.stale[key] {
		w.stale[key] = false
		p.Refresh()
	}
	if o, ok := p.(opener); ok && errand != nil {
		o.Open(errand)
	}
}

// changed reloads what is in view; the other pages reload when shown.
func (w *Window) changed() {
	for key := range w.pages {
		w.stale[key] = true
	}
	w.stale[w.shown] = false
	w.page().Refresh()
	w.count()
	w.status.refresh()
	w.whose.refresh()
}

// changedElsewhere lets the pages out of view load anew when they are shown:
// the page in view has brought itself up to date.
func (w *Window) changedElsewhere() {
	for key := range w.pages {
		w.stale[key] = key != w.shown
	}
}

// count brings the navigation's badges up to date.
func (w *Window) count() {
	for _, r := range w.rooms {
		if r.badge == nil {
			continue
		}
		var n int
		w.desk.run(func(ctx context.Context) (err error) {
			n, err = r.badge(ctx, w.desk)
			return err
		}, func(err error) {
			if err != nil {
				w.desk.note(err)
				return
			}
			w.items[r.key].SetCount(n)
		})
	}
}

// shortcuts gives the window its keys. An open dialog takes Ctrl+S and Esc and
// keeps the others from the page under it.
func (w *Window) shortcuts() {
	canvas := w.desk.window.Canvas()
	for key, press := range map[fyne.KeyName]func(){
		fyne.KeyN: w.onNew, fyne.KeyP: w.onPrint, fyne.KeyF: w.onSearch, fyne.KeyS: w.onSave,
	} {
		canvas.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) { press() })
	}
	// An entry that has the focus undoes its own typing instead.
	canvas.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { w.onUndo() })
	canvas.SetOnTypedKey(func(key *fyne.KeyEvent) {
		switch key.Name {
		case fyne.KeyEscape:
			w.onEscape()
		case fyne.KeyF11:
			if p, ok := w.page().(fullScreener); ok && w.desk.topDialog() == nil {
				p.onFullScreen()
			}
		}
	})
}

// onDropped gives files dropped onto the window to the page in view.
func (w *Window) onDropped(_ fyne.Position, files []fyne.URI) {
	p, ok := w.page().(dropper)
	if !ok || w.desk.topDialog() != nil {
		return
	}
	var paths []string
	for _, file := range files {
		if file.Scheme() == "file" {
			paths = append(paths, filepath.FromSlash(file.Path()))
		}
	}
	if len(paths) > 0 {
		p.onDropped(paths)
	}
}

func (w *Window) onNew() {
	if p, ok := w.page().(newer); ok && w.desk.topDialog() == nil {
		if w.desk.looking() {
			w.desk.say(lang.L("These are another centre's records; they can only be looked at here."))
			return
		}
		p.onNew()
	}
}

func (w *Window) onPrint() {
	if p, ok := w.page().(printer); ok && w.desk.topDialog() == nil {
		p.onPrint()
	}
}

func (w *Window) onUndo() {
	if p, ok := w.page().(undoer); ok && w.desk.topDialog() == nil {
		p.onUndo()
	}
}

func (w *Window) onSearch() {
	if w.desk.topDialog() == nil {
		w.desk.window.Canvas().Focus(w.top.search)
		w.top.search.TypedShortcut(&fyne.ShortcutSelectAll{}) // the next search replaces the last
	}
}

func (w *Window) onSave() {
	if box := w.desk.topDialog(); box != nil {
		if box.onSave != nil {
			box.onSave()
		}
		return
	}
	if p, ok := w.page().(saver); ok {
		p.onSave()
	}
}

func (w *Window) onEscape() {
	canvas := w.desk.window.Canvas()
	if box := w.desk.topDialog(); box != nil {
		if top := canvas.Overlays().Top(); top != nil && top != box.overlay {
			canvas.Overlays().Remove(top) // a menu or a sheet of days over the dialog
			return
		}
		box.leave()
		return
	}
	if top := canvas.Overlays().Top(); top != nil {
		canvas.Overlays().Remove(top)
		return
	}
	if p, ok := w.page().(escaper); ok {
		p.onEscape()
	}
}

// onClose closes the window after making sure that no input is lost.
func (w *Window) onClose() {
	for _, box := range w.desk.dialogs {
		if box.dirty != nil && box.dirty() {
			w.desk.question(lang.L("Close without saving?"), lang.L("What you typed here is not saved yet."), lang.L("Close"), lang.L("Go on filling in"), w.desk.window.Close)
			return
		}
	}
	w.leaving(w.desk.window.Close)
}

// setScale changes the text size of the whole window.
func setScale(app fyne.App, scale textScale) {
	if current, ok := app.Settings().Theme().(look); ok && current.scale == scale {
		return
	}
	app.Settings().SetTheme(look{scale})
}
