package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"jishi/ui/printing"
)

// exportReport writes a report into a workbook in the print folder, opens it
// and says where it lies.
func (d *desk) exportReport(job printing.Job) {
	d.run(func(ctx context.Context) error {
		folder, err := d.printFolder(ctx)
		if err != nil {
			return err
		}
		name, err := printing.TableName(ctx, d.store, job)
		if err != nil {
			return err
		}
		job.File = filepath.Join(folder, name)
		return printing.ExportReport(ctx, d.store, job)
	}, func(err error) {
		if err != nil {
			d.fail(err, func() { d.exportReport(job) })
			return
		}
		d.open(job.File)
		d.say(lang.L("Exported: {{.File}}", map[string]any{"File": job.File}))
	})
}
