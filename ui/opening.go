package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"
)

// openInSystem opens a file or folder in the program the system has for it. It
// does not wait for that, and says where there is none.
func (d *desk) openInSystem(path string) {
	go func() {
		full, err := filepath.Abs(path)
		if err == nil {
			err = openWith(full)
		}
		if err != nil {
			d.post(func() { d.cannotOpen(path, err) })
		}
	}()
}

// cannotOpen says that a file is on the disk but no program opens it: once for
// each kind of file in a dialog, after that in the status line alone.
func (d *desk) cannotOpen(path string, err error) {
	d.note(err)
	kind := strings.ToLower(filepath.Ext(path))
	d.say(lang.L("It is written but could not be opened: {{.File}}", map[string]any{"File": path}))
	if d.unopened[kind] {
		return
	}
	d.unopened[kind] = true
	text := lang.L("This computer has no program that opens it. Copy it to another computer, or ask for such a program to be installed.")
	if kind == ".pdf" {
		text = lang.L("This computer has no program that opens PDFs. Install one, such as WPS Office, or copy the file to another computer to print it there.")
	}
	d.tell(lang.L("Written, but not opened"), path+"\n\n"+text)
}
