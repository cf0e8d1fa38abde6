package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/ui/printing"
)

// printFolderSetting names the setting with the folder that PDFs are written
// to; empty means defaultPrintFolder.
const printFolderSetting = "print-folder"

// defaultPrintFolder is where PDFs go unless 设置 says otherwise: among the
// person's documents, or beside data that does not lie in the usual place,
// such as the sample centre's.
func defaultPrintFolder(dataDir string) string {
	home, err := os.UserHomeDir()
	config, configErr := os.UserConfigDir()
	if err != nil || configErr != nil || !strings.HasPrefix(dataDir, config) {
		return filepath.Join(dataDir, "打印")
	}
	documents := filepath.Join(home, "Documents")
	if info, err := os.Stat(documents); err != nil || !info.IsDir() {
		documents = home
	}
	return filepath.Join(documents, "服务纪实打印")
}

// printFolder is the folder that PDFs are written to; it is made where it is
// missing.
func (d *desk) printFolder(ctx context.Context) (string, error) {
	folder, err := d.store.Setting(ctx, printFolderSetting)
	if err != nil {
		return "", err
	}
	if folder == "" {
		folder = defaultPrintFolder(d.store.Dir())
	}
	if err := os.MkdirAll(folder, 0o755); err != nil { //nolint:gosec // a folder of the person's own, to be opened in other programs
		return "", &model.Error{
			Code:    model.Unwritable,
			Message: "打印文件夹“" + folder + "”不能用，请在“设置”里换一个。",
			Err:     fmt.Errorf("make the print folder: %w", err),
		}
	}
	return folder, nil
}

// folderFor is where forms of the kind go: the print folder, but keys to where
// nothing stays.
func (d *desk) folderFor(ctx context.Context, kind printing.Kind) (string, error) {
	if kind == printing.RecoverySheet {
		return exchange.Aside(d.store.Dir())
	}
	return d.printFolder(ctx)
}

// print makes the PDFs of jobs in the print folder, opens what was made and
// says where it lies. Jobs that may take seconds show progress and can be
// cancelled; done, which may be nil, is called when all are written. What is
// under way already, as after a double click, is not printed twice: the second
// certificate would say 补发.
func (d *desk) print(done func(), jobs ...printing.Job) {
	key := fmt.Sprint(jobs)
	if len(jobs) == 0 || slices.Contains(d.underPrint, key) {
		return
	}
	d.underPrint = append(d.underPrint, key)
	var made []printing.Result
	var folder string
	work := func(ctx context.Context, tell progress) error {
		var err error
		if folder, err = d.folderFor(ctx, jobs[0].Kind); err != nil {
			return err
		}
		for i, job := range jobs {
			name, err := printing.FileName(ctx, d.store, job)
			if err != nil {
				return err
			}
			job.File = filepath.Join(folder, name)
			if certifies(job.Kind) {
				job.File = unused(job.File)
			}
			result, err := printing.Print(ctx, d.store, job)
			if err != nil {
				return err
			}
			made = append(made, result)
			tell(i+1, len(jobs))
		}
		return nil
	}
	finish := func(err error) {
		d.underPrint = slices.DeleteFunc(d.underPrint, func(k string) bool { return k == key })
		if err != nil {
			d.fail(err, func() { d.print(done, jobs...) })
			return
		}
		d.printed(folder, made)
		if done != nil {
			done()
		}
	}
	if len(jobs) == 1 && isShort(jobs[0].Kind) {
		d.run(func(ctx context.Context) error { return work(ctx, func(int, int) {}) }, finish)
		return
	}
	d.long(lang.L("Printing"), work, finish)
}

// certifies tells of certificates, of which each printing is a file of its own.
func certifies(kind printing.Kind) bool {
	return kind == printing.Completion || kind == printing.Volunteer || kind == printing.ServiceProof || kind == printing.Honour
}

// unused is file, with a number where there is one already: certificates
// printed again say 补发 and must not take the place of the first ones.
func unused(file string) string {
	extension := filepath.Ext(file)
	numbered := file
	for n := 2; ; n++ {
		if _, err := os.Stat(numbered); err != nil {
			return numbered // there is none, or writing will say what is wrong
		}
		numbered = fmt.Sprintf("%s（%d）%s", strings.TrimSuffix(file, extension), n, extension)
	}
}

// isShort tells of forms of a page or two, for which a dialog with a bar would
// only flicker.
func isShort(kind printing.Kind) bool {
	switch kind {
	case printing.Completion, printing.CompletionProof, printing.Roster, printing.MemberCards, printing.PlaceCards, printing.SignInPhotos, printing.RecordFolder, printing.ServiceProof, printing.Honour, printing.HonourProof:
		return false
	default:
		return true
	}
}

// printed opens what was made and says where it is; what could not be printed
// as it is written must be noticed.
func (d *desk) printed(folder string, made []printing.Result) {
	var warnings []string
	for _, m := range made {
		warnings = append(warnings, m.Warnings...)
	}
	if len(made) == 1 {
		d.open(made[0].File)
		if made[0].Pages == 0 {
			d.say(lang.L("Written: {{.File}}", map[string]any{"File": made[0].File}))
			return
		}
		d.say(lang.L("Printed {{.Pages}} page(s): {{.File}}", map[string]any{"Pages": made[0].Pages, "File": made[0].File}))
	} else {
		d.open(folder)
		d.say(lang.L("Printed {{.N}} files into {{.Folder}}", map[string]any{"N": len(made), "Folder": folder}))
	}
	if len(warnings) > 0 {
		d.tell(lang.L("Printed, with remarks"), strings.Join(warnings, "\n"))
	}
}
