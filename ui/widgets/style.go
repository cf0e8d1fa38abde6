package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colours beyond Fyne's own names, which the program's theme must answer.
const (
	ColorSurface    fyne.ThemeColorName = "jishi.surface" // cards and bars
	ColorLine       fyne.ThemeColorName = "jishi.line"
	ColorMuted      fyne.ThemeColorName = "jishi.muted"
	ColorAccent     fyne.ThemeColorName = "jishi.accent"
	ColorAccentSoft fyne.ThemeColorName = "jishi.accent.soft"
	ColorGood       fyne.ThemeColorName = "jishi.good"
	ColorGoodSoft   fyne.ThemeColorName = "jishi.good.soft"
	ColorWarn       fyne.ThemeColorName = "jishi.warn"
	ColorWarnSoft   fyne.ThemeColorName = "jishi.warn.soft"
	ColorInfo       fyne.ThemeColorName = "jishi.info"
	ColorInfoSoft   fyne.ThemeColorName = "jishi.info.soft"
	ColorNeutral    fyne.ThemeColorName = "jishi.neutral"
	ColorNeutralBg  fyne.ThemeColorName = "jishi.neutral.soft"
	ColorRowHover   fyne.ThemeColorName = "jishi.row.hover"
	ColorTableHead  fyne.ThemeColorName = "jishi.table.head"
)

// SizeFigure is the text size of the large figures on StatTile.
const SizeFigure fyne.ThemeSizeName = "jishi.figure"

// Tone is the mood of a Pill, a dot or a figure.
type Tone int

// The tones.
const (
	Neutral Tone = iota
	Red
	Good
	Warn
	Info
)

// Colors returns the names of the tone's text and background colour.
func (t Tone) Colors() (text, background fyne.ThemeColorName) {
	switch t {
	case Red:
		return ColorAccent, ColorAccentSoft
	case Good:
		return ColorGood, ColorGoodSoft
	case Warn:
		return ColorWarn, ColorWarnSoft
	case Info:
		return ColorInfo, ColorInfoSoft
	}
	return ColorNeutral, ColorNeutralBg
}

// MinTarget is the least height of what can be clicked.
const MinTarget float32 = 36

func themeColor(name fyne.ThemeColorName) color.Color {
	settings := fyne.CurrentApp().Settings()
	return settings.Theme().Color(name, settings.ThemeVariant())
}

// textSize is the size of running text; widths given in characters are
// multiples of it.
func textSize() float32 { return theme.TextSize() }

// Spacing between and inside cards.
const (
	Gap  float32 = 16 // between cards
	Room float32 = 16 // inside a card
)
