package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/keyring"
	"jishi/ui/widgets"
)

// keyChoice stands in place of what 上报 needs keys for while this office's are
// lost: it says so and offers to bring them back, to keep others that are there
// or to make new ones.
type keyChoice struct {
	page *exchangePage

	said                  *widgets.Wrapped
	print, there          *widgets.Text // the fingerprints of record and in the data folder
	restore, adopt, renew *widgets.Button
	content               fyne.CanvasObject
}

func newKeyChoice(p *exchangePage) *keyChoice {
	k := &keyChoice{page: p, print: widgets.NewMuted(""), there: widgets.NewMuted(""), said: widgets.NewWrapped("", 46*theme.TextSize())}
	k.restore = widgets.NewPrimary(lang.L("Bring keys back from the recovery sheet…"), func() { openRestoring(p) })
	k.adopt = widgets.NewButton(lang.L("Keep those on this computer…"), k.onAdopt)
	k.renew = widgets.NewButton(lang.L("Make new keys…"), k.onRenew)
	card := widgets.NewCard(lang.L("Choose first which keys this office has"), widgets.Down(12, k.said, k.print, k.there, widgets.Across(8, k.restore, k.adopt, k.renew)))
	k.content = widgets.Frame(card, nil, nil, nil, nil)
	return k
}

// show says how the keys were lost.
func (k *keyChoice) show() {
	f := k.page.facts
	if !f.keysLost() {
		return
	}
	said, ofRecord := errorText(f.keysErr), ""
	present, noted := f.record.Present()
	if noted {
		ofRecord = lang.L("Fingerprint on the right recovery sheet: {{.Print}}", map[string]any{"Print": present.Of(f.self).Fingerprint()})
	}
	k.there.Hidden, k.adopt.Hidden = f.unnoted == nil, f.unnoted == nil
	if f.unnoted != nil {
		said += "\n" + lang.L("Ask by phone which of the two fingerprints below {{.Names}} has registered. If it is the one on this computer, keep those keys; if it is the one on record, bring them back from the recovery sheet.", map[string]any{"Names": f.partners()})
		ofRecord = lang.L("On record: {{.Print}}", map[string]any{"Print": present.Of(f.self).Fingerprint()})
		k.there.SetText(lang.L("On this computer: {{.Print}}", map[string]any{"Print": f.unnoted.Of(f.self).Fingerprint()}))
	}
	k.said.SetText(said)
	k.print.SetText(ofRecord)
	k.content.Refresh()
}

// keysRenewed is the band over 单位与密钥 after new keys were made: what is left
// to do, until somebody has done it.
type keysRenewed struct {
	page *exchangePage

	title   *widgets.Text
	said    *widgets.Wrapped
	known   *widgets.Button
	content *fyne.Container
}

func newKeysRenewed(p *exchangePage) *keysRenewed {
	k := &keysRenewed{page: p, title: widgets.NewBold(""), said: widgets.NewWrapped("", 46*theme.TextSize())}
	k.known = widgets.NewButton(lang.L("They have all registered it"), k.onKnown)
	band := widgets.NewPanel(widgets.ColorWarnSoft, container.NewBorder(nil, nil, nil, container.NewCenter(k.known), widgets.Down(5, k.title, k.said)))
	band.Radius, band.Inset = 7, fyne.NewSize(14, 6)
	k.content = widgets.Down(0, band, widgets.Spacer(0, 6))
	k.content.Hide()
	return k
}

// show brings the band up to date.
func (k *keysRenewed) show() {
	f := k.page.facts
	present, renewed := f.renewed()
	k.content.Hidden = !renewed
	if renewed {
		k.title.SetText(lang.L("This office has new keys since {{.Day}}", map[string]any{"Day": k.page.desk.shortDay(model.DateOf(present.Since.In(k.page.desk.now().Location())))}))
		k.said.SetText(lang.L("Give the new office file to {{.Names}} and have the fingerprint compared by phone. Until it is registered there, packages from here are refused. Print a new recovery sheet too.",
			map[string]any{"Names": f.partners()}))
	}
	k.content.Refresh()
}

// partners names the offices that know this one by its keys.
func (f exchangeFacts) partners() string {
	offices := f.approved(func(model.KnownOffice) bool { return true })
	const named = 3
	if len(offices) == 0 || len(offices) > named {
		return lang.L("every office that packages are exchanged with")
	}
	names := make([]string, len(offices))
	for i, o := range offices {
		names[i] = o.Name
	}
	return strings.Join(names, "、")
}

// onAdopt keeps the keys on this computer, after saying when that is right.
func (k *keyChoice) onAdopt() {
	d, f := k.page.desk, k.page.facts
	if f.unnoted == nil {
		return
	}
	d.ask(lang.L("Keep the keys on this computer?"), lang.L("Only where {{.Names}} has registered this fingerprint: {{.Print}}. Under other keys packages from here are refused there.", map[string]any{"Names": f.partners(), "Print": f.unnoted.Of(f.self).Fingerprint()}),
		lang.L("Keep those on this computer"), func() {
			d.run(func(ctx context.Context) error {
				_, err := keyring.Adopt(ctx, k.page.store)
				return err
			}, func(err error) {
				if err != nil {
					d.fail(err, nil)
					return
				}
				d.say(lang.L("The keys on this computer are kept"))
				d.changed()
			})
		})
}

// onRenew makes new keys, after saying what that means.
func (k *keyChoice) onRenew() {
	d := k.page.desk
	d.ask(lang.L("Make new keys?"), lang.L("Only where the recovery sheet cannot be found. The other offices refuse packages from here until they have registered the new office file and compared the fingerprint by phone; packages that they wrote for the former keys cannot be opened any more. What is there of the former keys is set aside, not lost."),
		lang.L("Make new keys"), func() {
			d.run(func(ctx context.Context) error {
				_, err := keyring.Renew(ctx, k.page.store, d.now())
				return err
			}, func(err error) {
				if err != nil {
					d.fail(err, nil)
					return
				}
				d.say(lang.L("This office has new keys"))
				k.page.tabs.Choose(tabOffices)
				d.changed()
			})
		})
}

// onKnown notes that the other offices have registered the new keys.
func (k *keysRenewed) onKnown() {
	d := k.page.desk
	d.ask(lang.L("Have they all registered it?"), lang.L("Every office has the new office file and has compared the fingerprint by phone."), lang.L("Yes"), func() {
		d.run(func(ctx context.Context) error {
			record, err := k.page.store.KeyRecord(ctx)
			if err != nil {
				return err
			}
			if present, noted := record.Present(); noted {
				present.Renewed = false
				return k.page.store.NoteKeys(ctx, present)
			}
			return nil
		}, func(err error) {
			if err != nil {
				d.fail(err, nil)
				return
			}
			d.changed()
		})
	})
}
