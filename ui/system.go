package ui

import (
	"net/url"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// openInSystem opens a file or folder in the program the system has for it.
func openInSystem(a fyne.App, path string) {
	full, err := filepath.Abs(path)
	if err != nil {
		fyne.LogError("cannot find the file to open", err)
		return
	}
	full = filepath.ToSlash(full)
	if full[0] != '/' {
		full = "/" + full // a drive letter
	}
	if err := a.OpenURL(&url.URL{Scheme: "file", Path: full}); err != nil {
		fyne.LogError("cannot open the file", err)
	}
}

// chooseFile asks for a file to read with one of the extensions (".xlsx") and
// hands its path on; nothing happens where the person thinks better of it.
func (d *desk) chooseFile(extensions []string, chosen func(path string)) {
	if d.pick != nil {
		d.pick(chosen)
		return
	}
	open := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil {
			d.fail(err, nil)
			return
		}
		if file == nil {
			return
		}
		path := file.URI().Path()
		if err := file.Close(); err != nil {
			d.note(err)
		}
		chosen(filepath.FromSlash(path))
	}, d.window)
	open.SetFilter(storage.NewExtensionFileFilter(extensions))
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

// chooseFolder asks for a folder and hands its path on.
func (d *desk) chooseFolder(chosen func(path string)) {
	if d.pick != nil {
		d.pick(chosen)
		return
	}
	open := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err != nil {
			d.fail(err, nil)
			return
		}
		if folder != nil {
			chosen(filepath.FromSlash(folder.Path()))
		}
	}, d.window)
	open.Show()
	open.Resize(d.window.Canvas().Size().Subtract(fyne.NewSize(120, 80))) // before Show it would crash
}
