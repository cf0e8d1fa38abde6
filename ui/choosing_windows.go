package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/lang"
	"github.com/ncruces/zenity"
)

// askFor shows Windows' own dialog, which staff know from Word and Excel: it has
// their places, their drives and the USB stick in their own language.
func (d *desk) askFor(c choice, chosen func(paths []string)) {
	options := []zenity.Option{zenity.Title(c.title), zenity.Modal()}
	if native, ok := d.window.(driver.NativeWindow); ok {
		native.RunNative(func(context any) {
			if w, ok := context.(driver.WindowsWindowContext); ok {
				options = append(options, zenity.Attach(w.HWND))
			}
		})
	}
	if c.folder {
		options = append(options, zenity.Directory())
	}
	if c.extensions != nil {
		patterns := make([]string, len(c.extensions))
		for i, extension := range c.extensions {
			patterns[i] = "*" + extension
		}
		options = append(options, zenity.FileFilters{
			{Name: lang.L("Files that can be read"), Patterns: patterns},
			{Name: lang.L("All files"), Patterns: []string{"*.*"}},
		})
	}
	var paths []string
	d.run(func(ctx context.Context) error {
		options = append(options, zenity.Context(ctx))
		if c.many {
			several, err := zenity.SelectFileMultiple(options...)
			paths = several
			return err
		}
		path, err := zenity.SelectFile(options...)
		paths = []string{path}
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, zenity.ErrCanceled):
		case err != nil:
			d.fail(err, nil)
		case len(paths) > 0:
			chosen(paths)
		}
	})
}
