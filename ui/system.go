package ui

import (
	"net/url"
	"path/filepath"

	"fyne.io/fyne/v2"
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
