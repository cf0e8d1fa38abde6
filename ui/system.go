package ui

import (
	"fyne.io/fyne/v2/lang"
)

// choice is what a person is asked to choose.
type choice struct {
	title      string
	folder     bool
	extensions []string // of files, with the dot; nil where any will do
	many       bool     // several files at once, where the system's dialog can
}

// chooseFile asks for a file to read with one of the extensions (".xlsx") and
// hands its path on; nothing happens where the person thinks better of it.
func (d *desk) chooseFile(extensions []string, chosen func(path string)) {
	d.choose(choice{title: lang.L("Choose a file"), extensions: extensions}, chosen)
}

// chooseFolder asks for a folder and hands its path on.
func (d *desk) chooseFolder(chosen func(path string)) {
	d.choose(choice{title: lang.L("Choose a folder"), folder: true}, chosen)
}

// chooseFiles asks for one or several files.
func (d *desk) chooseFiles(title string, extensions []string, chosen func(paths []string)) {
	if d.pick != nil {
		d.pick(func(path string) { chosen([]string{path}) })
		return
	}
	d.askFor(choice{title: title, extensions: extensions, many: true}, chosen)
}

func (d *desk) choose(c choice, chosen func(path string)) {
	if d.pick != nil {
		d.pick(chosen)
		return
	}
	d.askFor(c, func(paths []string) { chosen(paths[0]) })
}
