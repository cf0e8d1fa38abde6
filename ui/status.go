package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// lastBackup names the setting with the time of the last backup (RFC 3339).
const lastBackup = "last-backup"

// statusBar is the quiet line at the foot: what was saved and when, the last
// backup, whose data this is.
type statusBar struct {
	desk          *desk
	saved, backup *widgets.Text
	centre        *widgets.Text
	bar           fyne.CanvasObject
}

func newStatusBar(d *desk) *statusBar {
	quiet := func() *widgets.Text {
		t := widgets.NewMuted("")
		t.SizeName = theme.SizeNameCaptionText
		return t
	}
	s := &statusBar{desk: d, saved: quiet(), backup: quiet(), centre: quiet()}
	s.centre.Shrink, s.centre.Align = true, fyne.TextAlignTrailing
	s.saved.Hide()
	s.bar = widgets.Frame(widgets.NewLine(), nil, nil, nil,
		widgets.NewPanel(widgets.ColorSurface, widgets.Inset(widgets.Gap+4, 6,
			widgets.Frame(nil, nil, widgets.Across(24, s.saved, s.backup), nil, s.centre))))
	return s
}

// say shows a sentence with its time.
func (s *statusBar) say(text string, at time.Time) {
	s.saved.SetText(text + " " + at.Format("15:04"))
	s.saved.Show()
	s.bar.Refresh()
}

// refresh reads the last backup and the centre's name.
func (s *statusBar) refresh() {
	var centre model.Centre
	var backup string
	s.desk.run(func(ctx context.Context) (err error) {
		if centre, err = s.desk.store.Centre(ctx); err != nil {
			return err
		}
		backup, err = s.desk.store.Setting(ctx, lastBackup)
		return err
	}, func(err error) {
		if err != nil {
			s.desk.note(err)
			return
		}
		s.centre.SetText(centre.Name)
		s.backup.SetText(lang.L("Backup: {{.When}}", map[string]any{"When": backupWords(backup, s.desk.now())}))
		s.bar.Refresh()
	})
}

// backupWords says when the last backup was: 今天 08:31, 昨天, 3 天前, 还没有.
func backupWords(stamp string, now time.Time) string {
	at, err := time.Parse(time.RFC3339, stamp)
	if stamp == "" || err != nil {
		return lang.L("none yet")
	}
	at = at.In(now.Location())
	switch days := model.DateOf(at).DaysUntil(model.DateOf(now)); {
	case days <= 0:
		return lang.L("today {{.Time}}", map[string]any{"Time": at.Format("15:04")})
	case days == 1:
		return lang.L("yesterday {{.Time}}", map[string]any{"Time": at.Format("15:04")})
	default:
		return lang.L("{{.N}} days ago", map[string]any{"N": days})
	}
}
