package ui

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2/lang"
)

// backupFolder is where backups lie unless another place is chosen.
func (d *desk) backupFolder() string { return filepath.Join(d.store.Dir(), "backup") }

// backup writes a checked copy of all data into folder, under a name with the
// day and time.
func (d *desk) backup(folder string) {
	now := d.now()
	file := filepath.Join(folder, "jishi-"+now.Format("20060102-150405")+".db")
	d.long(lang.L("Backing up"), func(ctx context.Context, _ progress) error {
		if err := d.store.Backup(ctx, file); err != nil {
			return err
		}
		return d.store.SaveSetting(ctx, lastBackup, now.Format(time.RFC3339))
	}, func(err error) {
		if err != nil {
			d.fail(err, func() { d.backup(folder) })
			return
		}
		d.say(lang.L("Backed up to {{.File}}", map[string]any{"File": file}))
		d.changed()
	})
}
