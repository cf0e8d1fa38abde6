package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"jishi/ui/widgets"
)

// textScale is the choice 小, 中 or 大.
type textScale string

// The text sizes, as the setting stores them.
const (
	small  textScale = "small"
	medium textScale = "medium"
	large  textScale = "large"
)

// points is the size of running text.
func (s textScale) points() float32 {
	switch s {
	case small:
		return 13
	case large:
		return 18
	}
	return 15
}

// look is the program's theme: calm paper colours, one red accent, Noto Sans
// SC for every style, and text in three sizes. The dark variant follows the
// system.
type look struct{ scale textScale }

var _ fyne.Theme = look{}

// shades are a colour in the light and the dark variant.
type shades [2]uint32

var palette = map[fyne.ThemeColorName]shades{
	theme.ColorNameBackground:          {0xF7F4EF, 0x1F1D1B},
	theme.ColorNameForeground:          {0x2B2926, 0xECE7DF},
	theme.ColorNameButton:              {0xFFFFFF, 0x34302C},
	theme.ColorNameDisabledButton:      {0xF2EEE7, 0x2B2825},
	theme.ColorNameDisabled:            {0x9A948B, 0x7F786F},
	theme.ColorNamePlaceHolder:         {0x8B857B, 0x9A938A},
	theme.ColorNamePrimary:             {0xA3281F, 0xC24B40},
	theme.ColorNameForegroundOnPrimary: {0xFFFFFF, 0xFFFFFF},
	theme.ColorNameSelection:           {0xF6E4E1, 0x52302C},
	theme.ColorNameHyperlink:           {0xA3281F, 0xE0786D},
	theme.ColorNameInputBackground:     {0xFFFFFF, 0x2A2724},
	theme.ColorNameInputBorder:         {0xD8D1C5, 0x4C4740},
	theme.ColorNameSeparator:           {0xE6E0D6, 0x3D3934},
	theme.ColorNameMenuBackground:      {0xFFFFFF, 0x2F2C29},
	theme.ColorNameOverlayBackground:   {0xFFFFFF, 0x2A2724},
	theme.ColorNameHeaderBackground:    {0xFBFAF7, 0x2F2C29},
	theme.ColorNameScrollBar:           {0xB9B1A5, 0x6A645C},
	theme.ColorNameScrollBarBackground: {0xF1ECE4, 0x2A2724},
	theme.ColorNameError:               {0xA3281F, 0xE0786D},
	theme.ColorNameForegroundOnError:   {0xFFFFFF, 0xFFFFFF},
	theme.ColorNameSuccess:             {0x2C6A3F, 0x7CC08F},
	theme.ColorNameForegroundOnSuccess: {0xFFFFFF, 0x10231A},
	theme.ColorNameWarning:             {0x8A6410, 0xE0B95C},
	theme.ColorNameForegroundOnWarning: {0xFFFFFF, 0x2A2106},
	widgets.ColorSurface:               {0xFFFFFF, 0x272422},
	widgets.ColorLine:                  {0xE6E0D6, 0x3D3934},
	widgets.ColorMuted:                 {0x7A746A, 0xA79F95},
	widgets.ColorAccent:                {0xA3281F, 0xE98A80},
	widgets.ColorAccentSoft:            {0xF6E4E1, 0x4A2A27},
	widgets.ColorGood:                  {0x2C6A3F, 0x8ACB9C},
	widgets.ColorGoodSoft:              {0xE3EFE6, 0x24382B},
	widgets.ColorWarn:                  {0x8A6410, 0xE5C06A},
	widgets.ColorWarnSoft:              {0xFAF0D3, 0x40361C},
	widgets.ColorInfo:                  {0x285A87, 0x8DBBE6},
	widgets.ColorInfoSoft:              {0xE2ECF5, 0x22333F},
	widgets.ColorNeutral:               {0x5E584F, 0xC9C1B6},
	widgets.ColorNeutralBg:             {0xEFE9DF, 0x3A3632},
	widgets.ColorRowHover:              {0xFAF7F2, 0x2F2B28},
	widgets.ColorTableHead:             {0xFBFAF7, 0x2D2A27},
}

// veils lie over another colour: over a red button as over a white one.
var veils = map[fyne.ThemeColorName][2]color.NRGBA{
	theme.ColorNameShadow:  {{A: 0x33}, {A: 0x66}},
	theme.ColorNameHover:   {{A: 0x0D}, {R: 0xFF, G: 0xFF, B: 0xFF, A: 0x14}},
	theme.ColorNamePressed: {{A: 0x22}, {R: 0xFF, G: 0xFF, B: 0xFF, A: 0x2A}},
	theme.ColorNameFocus:   {{R: 0xA3, G: 0x28, B: 0x1F, A: 0x1A}, {R: 0xE9, G: 0x8A, B: 0x80, A: 0x33}},
}

// Color is Fyne's.
func (l look) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if veil, ok := veils[name]; ok {
		return veil[shadeOf(variant)]
	}
	pair, ok := palette[name]
	if !ok {
		return theme.DefaultTheme().Color(name, variant)
	}
	shade := pair[shadeOf(variant)]
	return color.NRGBA{R: uint8(shade >> 16), G: uint8(shade >> 8), B: uint8(shade), A: 0xFF}
}

// shadeOf is which of a pair the variant takes; what is neither is light.
func shadeOf(variant fyne.ThemeVariant) int {
	if variant == theme.VariantDark {
		return 1
	}
	return 0
}

// Font is Fyne's. All styles are Noto Sans SC: there is no slanted Chinese,
// and mixed faces would make lines uneven.
func (l look) Font(style fyne.TextStyle) fyne.Resource {
	if style.Symbol {
		return theme.DefaultTheme().Font(style)
	}
	return face(style.Bold)
}

// Icon is Fyne's.
func (l look) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size is Fyne's.
func (l look) Size(name fyne.ThemeSizeName) float32 {
	text := l.scale.points()
	switch name {
	case theme.SizeNameText:
		return text
	case theme.SizeNameCaptionText:
		return max(13, text-2)
	case theme.SizeNameSubHeadingText:
		return text + 2
	case theme.SizeNameHeadingText:
		return text + 9
	case widgets.SizeFigure:
		return 2*text - 1
	case theme.SizeNameInnerPadding:
		if l.scale == small {
			return 9 // keeps fields and buttons at widgets.MinTarget
		}
		return 8
	case theme.SizeNameInlineIcon:
		return text + 6 // about the height of a line, so that icons stand level with words
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameSelectionRadius:
		return 7
	case theme.SizeNameInputBorder:
		return 1
	case theme.SizeNameModalBlurRadius:
		return 0 // blurring the page behind a dialog makes typing lag where there is no graphics card
	case theme.SizeNameScrollBar:
		return 14
	case theme.SizeNameScrollBarSmall:
		return 6
	}
	return theme.DefaultTheme().Size(name)
}
