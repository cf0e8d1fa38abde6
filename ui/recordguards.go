package ui

import (
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// recordGuards are warnings about the record: too few photos, a vote without a
// quorum, something that should have been done by now.
func (p *activityPage) recordGuards() []reminder {
	to := func(tab string) func() {
		return func() {
			p.tabs.SetValue(tab)
			p.onTab(tab)
		}
	}
	var list []reminder
	if n := len(p.proceedings.Photos); model.Wall(p.desk.now()).After(p.roll.Activity.End) && n < model.AskedPhotos {
		text := lang.L("The record has no photos; at least {{.Least}} are asked for.", map[string]any{"Least": model.AskedPhotos})
		if n > 0 {
			text = lang.L("The record has {{.N}} photos; at least {{.Least}} are asked for.", map[string]any{"N": n, "Least": model.AskedPhotos})
		}
		list = append(list, reminder{text, widgets.Warn, lang.L("Add photos"), to(tabPhotos)})
	}
	for _, v := range p.proceedings.Votes {
		if v.Eligible > 0 && !v.Quorate() {
			text := lang.L("Too few with a vote were there for “{{.Subject}}”.", map[string]any{"Subject": v.Subject})
			list = append(list, reminder{text, widgets.Red, lang.L("Show"), to(tabRecord)})
		}
	}
	late := 0
	for _, f := range p.proceedings.FollowUps {
		if f.Late(p.desk.today()) {
			late++
		}
	}
	if late > 0 {
		text := lang.L("{{.N}} follow-ups should have been done by now.", map[string]any{"N": late})
		list = append(list, reminder{text, widgets.Red, lang.L("Show"), to(tabRecord)})
	}
	return list
}
