package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"jishi/model"
	"jishi/model/store"
)

// page is one room of the window.
type page interface {
	// Title is what the top bar says.
	Title() string
	// Content is the page itself; it is asked for once.
	Content() fyne.CanvasObject
	// Refresh loads what is shown, through the runner. It is called when the
	// page is first shown, and later whenever something was saved since.
	Refresh()
}

// What a page may do beyond that. The shell asks for each by type assertion.
type (
	// subtitled pages say something more, in quiet text beside the title.
	subtitled interface{ Subtitle() string }

	// headed pages put something else in the title's place, such as
	// "活动 › 学习讲堂第18讲". Content changes are shown by desk.retitle.
	headed interface{ Head() fyne.CanvasObject }

	// actioned pages have buttons at the right of the top bar.
	actioned interface{ Actions() []fyne.CanvasObject }

	// lookedAt pages have buttons that change nothing, for when the records in
	// view are another office's.
	lookedAt interface{ LookActions() []fyne.CanvasObject }

	// opener pages take an errand when another page sends somebody there.
	opener interface{ Open(errand any) }

	// searcher pages take the text of the top bar's search box as it is typed.
	// On other pages the box opens 人员 with it.
	searcher interface {
		SearchHint() string
		Search(text string)
	}

	// finder pages go on to what was found when Enter is pressed in the box.
	finder interface{ onFound() }

	// newer, printer, saver, undoer and escaper take Ctrl+N, Ctrl+P, Ctrl+S,
	// Ctrl+Z and Esc.
	newer   interface{ onNew() }
	printer interface{ onPrint() }
	saver   interface{ onSave() }
	undoer  interface{ onUndo() }
	escaper interface{ onEscape() }

	// dropper pages take files that were dropped onto the window.
	dropper interface{ onDropped(paths []string) }

	// fullScreener pages take F11.
	fullScreener interface{ onFullScreen() }

	// unsaved pages may hold input that is not saved; leaving them asks first.
	unsaved interface{ Unsaved() bool }
)

// Errands: what a page can be asked to do by desk.goTo. A page that does not
// know an errand ignores it.
type (
	findText      string   // search for the text
	openRecord    model.ID // show the record
	addRecord     struct{} // open the form for a new record
	importRecords struct{} // open the import
	findLacking   string   // show who lacks something
)

// What somebody may lack.
const (
	lackingBirthday = findLacking(store.LacksBirthday)
	lackingPhone    = findLacking(store.LacksPhone)
)

// room is one row of the navigation.
type room struct {
	key   string
	title string
	// badge counts what waits there; nil where nothing is counted.
	badge func(context.Context, *desk) (int, error)
	build func(*desk) page
}
