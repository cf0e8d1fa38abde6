package widgets

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// plain is Fyne's theme with an answer for the colours of this package.
type plain struct{ fyne.Theme }

func (p plain) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if strings.HasPrefix(string(name), "jishi.") {
		return color.Gray{Y: 0x80}
	}
	return p.Theme.Color(name, variant)
}

func (p plain) Size(name fyne.ThemeSizeName) float32 {
	if name == SizeFigure {
		return 28
	}
	return p.Theme.Size(name)
}

// newApp is a test app that knows the colours of this package.
func newApp(t *testing.T) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(plain{theme.DefaultTheme()})
}
