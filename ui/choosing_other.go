//go:build !windows

package ui

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// askFor shows Fyne's own dialog, which chooses one at a time.
func (d *desk) askFor(c choice, chosen func(paths []string)) {
	var open *dialog.FileDialog
	if c.folder {
		open = dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
			if err != nil {
				d.fail(err, nil)
			} else if folder != nil {
				chosen([]string{filepath.FromSlash(folder.Path())})
			}
		}, d.window)
	} else {
		open = dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
			if err != nil {
				d.fail(err, nil)
			} else if file != nil {
				if err := file.Close(); err != nil {
					d.note(err)
				}
				chosen([]string{filepath.FromSlash(file.URI().Path())})
			}
		}, d.window)
	}
	if c.extensions != nil {
		open.SetFilter(storage.NewExtensionFileFilter(c.extensions))
	}
	open.SetTitleText(c.title)
	open.SetView(dialog.ListView) // whole names: rosters differ in their last characters
	open.SetLocation(documents())
	open.Show()
	open.Resize(d.window.Canvas().Size().Subtract(fyne.NewSize(120, 80))) // before Show it would crash
}

// documents is where people keep their files, nil where there is no such
// folder: the dialog starts at home then.
func documents() fyne.ListableURI {
	home, err := os.UserHomeDir()
	if err != nil {
		return nil
	}
	folder, err := storage.ListerForURI(storage.NewFileURI(filepath.Join(home, "Documents")))
	if err != nil {
		return nil
	}
	return folder
}
