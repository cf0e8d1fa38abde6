package ui

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/keyring"
	"jishi/ui/widgets"
)

// comingText says who comes with a package from another centre, and with what.
func comingText(diff model.PackageDiff) string {
	h := diff.Coming
	switch {
	case h == nil && diff.Package.Rows["members"] == 0:
		return lang.L("A receipt for people who went there.")
	case h == nil: // not known yet, or taken in before
		return lang.L("A handover package: one person with their past.")
	}
	m := h.Member
	return lang.L("{{.Name}} comes to this centre; moved {{.Day}}.", map[string]any{"Name": m.Name, "Day": m.StateDate.String()}) + "\n" +
		punctuated(sexText(m.Sex), bornText(m.Birthday), model.MaskIDNumber(m.IDNumber), model.MaskPhone(m.Phone), m.Address) + "\n" +
		lang.L("Along come: {{.Past}}", map[string]any{"Past": pastText(*h)})
}

// alikeLines name who on the register may be the one who comes.
func alikeLines(diff model.PackageDiff) []string {
	if diff.Coming == nil {
		return nil
	}
	lines := []string{"", lang.L("Nobody on the register seems to be the same person.")}
	if len(diff.Alike) > 0 {
		lines[1] = lang.L("May be on the register already. Nobody is merged; look afterwards in People → People entered twice:")
	}
	for _, p := range diff.Alike {
		lines = append(lines, "· "+punctuated(p.Second.Name, p.Strength.Chinese(), strings.Join(p.Reasons, "")))
	}
	return lines
}

// afterHandovers offers a receipt to each centre from which people came, onto
// the stick that they came on, and says what has to be talked over.
func (a *arriving) afterHandovers(found []arrival, taken []int) {
	folders := map[model.ID]string{}
	var names []string
	for _, at := range taken {
		r := found[at]
		if r.done && r.diff.Withdrawn > 0 {
			a.page.desk.tell(lang.L("Call the other centre"), lang.L("{{.Name}} has taken in {{.N}} handovers that were taken back here: these people are on both registers. Agree which centre undoes it.",
				map[string]any{"Name": r.diff.Sender.Name, "N": r.diff.Withdrawn}))
		}
		if r.done && r.diff.Coming != nil {
			folders[r.diff.Sender.ID] = filepath.Dir(r.file)
			names = append(names, r.diff.Coming.Member.Name)
		}
	}
	if len(folders) == 0 {
		return
	}
	var box *dialogBox
	write := widgets.NewPrimary(lang.L("Write the receipt onto this stick"), func() { box.close(); a.acknowledge(folders) })
	box = a.page.desk.openDialog(dialogSpec{
		title: lang.L("People taken over"), size: fyne.NewSize(560, 0),
		content: paragraph(lang.L("{{.Names}} are on this centre's register now. Give them a branch under People. The other centre waits for the receipt: write it onto the stick and give the stick back.",
			map[string]any{"Names": strings.Join(names, "、")})),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Later"), func() { box.close() }), write},
	})
}

// acknowledge writes a receipt to each centre, into its folder.
func (a *arriving) acknowledge(folders map[model.ID]string) {
	d := a.page.desk
	done := 0
	d.long(lang.L("Writing the receipt"), func(ctx context.Context, tell progress) error {
		keys, err := keyring.Open(ctx, a.page.store)
		if err != nil {
			return err
		}
		offices, err := a.page.store.Offices(ctx)
		if err != nil {
			return err
		}
		offices = slices.DeleteFunc(offices, func(o model.KnownOffice) bool { return folders[o.ID] == "" })
		for _, o := range offices {
			from, err := a.page.store.Acknowledging(o)
			if err != nil {
				return err
			}
			x := exchange.Export{Kind: model.HandoverPackage, To: o, Keys: keys, Folder: folders[o.ID]}
			if _, err := x.Write(ctx, from); err != nil {
				return err
			}
			done++
			tell(done, len(offices))
		}
		return nil
	}, func(err error) {
		d.changed()
		if err != nil {
			d.fail(err, func() { a.acknowledge(folders) })
			return
		}
		d.tell(lang.L("Written and verified"), lang.L("The receipt was written, read back and verified. The stick can be pulled out and given back now."))
	})
}
