package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// lastBackup names the setting with the time of the last backup (RFC 3339).
const lastBackup = "last-backup"

// statusBar is the quiet line at the foot: what was saved and when, the last
// backup and report, whose data this is.
type statusBar struct {
	desk          *desk
	saved, backup *widgets.Text
	report        *widgets.Text // hidden until one went out
	centre        *widgets.Text
	operator      *widgets.LinkText // who is at the computer
	bar           fyne.CanvasObject
}

func newStatusBar(d *desk) *statusBar {
	quiet := func() *widgets.Text {
		t := widgets.NewMuted("")
		t.SizeName = theme.SizeNameCaptionText
		return t
	}
	s := &statusBar{desk: d, saved: quiet(), backup: quiet(), report: quiet(), centre: quiet()}
	s.centre.Shrink, s.centre.Align = true, fyne.TextAlignTrailing
	s.operator = widgets.NewQuietLink("", s.onOperator)
	s.saved.Hide()
	s.report.Hide()
	s.bar = widgets.Frame(widgets.NewLine(), nil, nil, nil,
		widgets.NewPanel(widgets.ColorSurface, widgets.Inset(widgets.Gap+4, 6,
			widgets.Frame(nil, nil, widgets.Across(24, s.saved, s.backup, s.report), s.operator, s.centre))))
	return s
}

// say shows a sentence with its time.
func (s *statusBar) say(text string, at time.Time) {
	s.saved.SetText(text + " " + at.Format("15:04"))
	s.saved.Show()
	s.bar.Refresh()
}

// refresh reads the last backup, the last report and the centre's name.
func (s *statusBar) refresh() {
	var centre model.Centre
	var backup, operator string
	var sent []model.Package
	s.desk.run(func(ctx context.Context) (err error) {
		if centre, err = s.desk.store.Centre(ctx); err != nil {
			return err
		}
		operator = s.desk.store.Operator()
		if sent, err = s.desk.store.Packages(ctx, store.PackageFilter{Sent: true, Kind: model.ReportPackage}); err != nil {
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
		s.operator.SetText(lang.L("· At the computer: {{.Name}}", map[string]any{"Name": orDash(operator)}))
		s.backup.SetText(lang.L("Backup: {{.When}}", map[string]any{"When": backupWords(backup, s.desk.now())}))
		if last, ok := lastWritten(sent); ok {
			s.report.SetText(lang.L("Last report: {{.When}}", map[string]any{"When": backupWords(last.Made.Format(time.RFC3339), s.desk.now())}))
			s.report.Show()
		}
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

// onOperator asks who is at the computer: changes are kept under that name.
func (s *statusBar) onOperator() {
	d := s.desk
	var now string
	var names []string
	d.run(func(ctx context.Context) (err error) {
		now = d.store.Operator()
		names, err = d.store.Words(ctx, model.Operators)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err, nil)
			return
		}
		askOperator(d, now, names)
	})
}

func askOperator(d *desk, now string, names []string) {
	name := widgets.NewSuggest(names)
	name.SetText(now)
	form := widgets.NewForm(1)
	form.Add("Word", lang.L("Name"), name)
	var box *dialogBox
	save := func() {
		typed := strings.TrimSpace(name.Text)
		d.run(func(ctx context.Context) error {
			if err := d.store.SaveOperator(ctx, typed); err != nil || typed == "" || slices.Contains(names, typed) {
				return err
			}
			return d.store.SaveWords(ctx, model.Operators, append(slices.Clone(names), typed))
		}, func(err error) {
			if err != nil {
				d.failForm(form, err, nil)
				return
			}
			box.close()
			d.shell.status.refresh()
			d.say(lang.L("Saved"))
		})
	}
	form.OnLast = save
	box = d.openDialog(dialogSpec{
		title: lang.L("Who is at the computer?"), onSave: save, size: fyne.NewSize(420, 0),
		content: widgets.Down(8, form, widgets.NewWrapped(lang.L("What is changed from now on is noted under this name."), 380)),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { box.close() }), widgets.NewPrimary(lang.L("Save"), save)},
	})
	form.Focus("Word")
}
