package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Readable shows an object whose locked texts are to be read as dark as others.
func Readable(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewThemeOverride(o, readable{fyne.CurrentApp().Settings().Theme()})
}

type readable struct{ fyne.Theme }

func (r readable) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameDisabled {
		name = theme.ColorNameForeground
	}
	return r.Theme.Color(name, variant)
}

// Lock leaves nothing within objects that a person could change or press:
// containers, scrolls and forms are searched for what can be disabled.
func Lock(objects ...fyne.CanvasObject) {
	for _, o := range objects {
		switch v := o.(type) {
		case *fyne.Container:
			Lock(v.Objects...)
		case *container.Scroll:
			Lock(v.Content)
		case *Form:
			Lock(v.grid)
		case *formField:
			Lock(v.input)
		case *DateField:
			Lock(v.box)
		case fyne.Disableable:
			v.Disable()
		}
	}
}
