package ui

import (
	"context"
	"crypto/ed25519"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/keyring"
	"jishi/ui/widgets"
)

// verifyStore is what checking a proof asks the store for.
type verifyStore interface {
	keyring.Holder
	CheckProof(ctx context.Context, text string, own []ed25519.PublicKey) (model.ProofCheck, error)
}

// verify is the dialog 核验: the code of a proof, typed or read by a scanner, is
// checked without any network.
type verify struct {
	desk  *desk
	store verifyStore

	code    *widgets.Entry
	verdict *widgets.Pill
	said    *widgets.Wrapped
	facts   *widgets.Facts
	check   *widgets.Button
	box     *dialogBox
}

func openVerify(d *desk) *verify {
	v := &verify{desk: d, store: d.store, code: widgets.NewTextArea(4), verdict: widgets.NewPill("", widgets.Neutral), facts: widgets.NewFacts(5)}
	v.said = widgets.NewWrapped(lang.L("Scan the square at the foot of the proof, or type the code beside it. Case, spaces and hyphens do not matter."), 500)
	v.check = widgets.NewPrimary(lang.L("Check"), v.onCheck)
	v.code.SetPlaceHolder("JS1-…")
	v.code.OnChanged = func(string) { v.typed() }
	v.verdict.Hide()
	v.box = d.openDialog(dialogSpec{
		title: lang.L("Check a proof of service"), size: fyne.NewSize(620, 600), onSave: v.onCheck,
		content: container.NewVScroll(clearOfBar(widgets.Down(10, widgets.Inset(2, 0, v.code), container.NewHBox(v.verdict), v.said, v.facts))),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { v.box.close() }), v.check},
	})
	enable(v.check, false)
	d.window.Canvas().Focus(v.code)
	return v
}

// typed waits for a whole code; a scanner ends it with Enter, which checks it.
func (v *verify) typed() {
	v.verdict.Hide()
	v.facts.Set(0, nil)
	enable(v.check, strings.TrimSpace(v.code.Text) != "")
	if strings.HasSuffix(v.code.Text, "\n") && len(model.NormaliseProof(v.code.Text)) > 100 {
		v.onCheck()
	}
}

func (v *verify) onCheck() {
	if v.check.Disabled() {
		return
	}
	text := v.code.Text
	var found model.ProofCheck
	v.desk.run(func(ctx context.Context) error {
		own, err := keyring.SigningKeys(ctx, v.store)
		if err != nil {
			return err
		}
		found, err = v.store.CheckProof(ctx, text, own)
		return err
	}, func(err error) {
		if err != nil {
			v.desk.fail(err, v.onCheck)
			return
		}
		v.show(found)
	})
}

// show says what was found; what an altered code says means nothing.
func (v *verify) show(found model.ProofCheck) {
	tone := widgets.Red
	switch found.Verdict {
	case model.ProofGenuine:
		tone = widgets.Good
		if found.Own && !found.Listed {
			tone = widgets.Warn
		}
	case model.ProofUnknownCentre:
		tone = widgets.Warn
	}
	v.verdict.Set(found.Title(), tone)
	v.verdict.Show()
	v.said.SetText(found.Sentence())
	var facts []widgets.Fact
	if found.Verdict != model.ProofAltered {
		facts = []widgets.Fact{
			{Label: lang.L("Number"), Value: found.Code.Number},
			{Label: lang.L("Name of person"), Value: model.SpacedName(found.Code.Name)},
			{Label: lang.L("Hours"), Value: model.Hours(found.Code.Minutes)},
			{Label: lang.L("Issued"), Value: found.Code.Issued.Chinese()},
			{Label: lang.L("Issued by"), Value: orDash(found.Centre)},
		}
	}
	v.facts.Set(520, facts)
}
