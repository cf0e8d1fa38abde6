package sample

import (
	"path/filepath"

	"jishi/model"
	"jishi/ui/printing"
)

// platform enters the services of earlier months on the outside platform, the way a
// centre catches up, and writes the table of what is still to be entered.
func (b *builder) platform() error {
	platforms, err := b.store.Platforms(b)
	if err != nil {
		return err
	}
	p := platforms[0]
	earliest := model.Date{Year: 1900, Month: 1, Day: 1}
	done, err := b.store.PlatformLines(b, p.Name, earliest, b.day.AddDays(-60), "")
	if err != nil {
		return err
	}
	if _, err := b.store.EnterOnPlatform(b, p.Name, done); err != nil {
		return err
	}
	for i, number := range []string{"EQ100231", "EQ100232", "EQ100308"} {
		if i >= len(done) {
			break
		}
		err := b.store.SavePlatformAccount(b, model.PlatformAccount{
			Platform: p.Name, Member: done[i].Member, Number: number, Minutes: (120 + 15*i) * 60, AsOf: b.day.AddDays(-3),
		})
		if err != nil {
			return err
		}
	}
	name := printing.PlatformFile(p.Name, b.day)
	b.made.Files = append(b.made.Files, exportFolder+"/"+name)
	_, err = printing.ExportPlatform(b, b.store, printing.PlatformJob{
		Platform: p, From: earliest, To: b.day, File: filepath.Join(b.made.Dir, exportFolder, name),
	})
	return err
}
