package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/ui/widgets"
)

// settings is 设置.
type settings struct {
	desk    *desk
	content fyne.CanvasObject
}

func newSettings(d *desk) page {
	return &settings{desk: d, content: widgets.NewCard(lang.L("Settings"), widgets.Spacer(0, 0))}
}

func (s *settings) Title() string              { return lang.L("Settings") }
func (s *settings) Content() fyne.CanvasObject { return s.content }
func (s *settings) Refresh()                   {}
