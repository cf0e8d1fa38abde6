package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"jishi/ui/widgets"
)

// dialogSpec describes a dialog over the window.
type dialogSpec struct {
	title   string
	content fyne.CanvasObject
	left    []fyne.CanvasObject // buttons at the bottom left
	buttons []fyne.CanvasObject // at the bottom right, the one mostly wanted last
	size    fyne.Size           // at least; never larger than the window
	onSave  func()              // Ctrl+S
	dirty   func() bool         // whether closing must ask first
	fixed   bool                // Esc does not close it
	onClose func()
}

// dialogBox is an open dialog. The uppermost one gets Ctrl+S and Esc.
type dialogBox struct {
	dialogSpec
	desk  *desk
	popup *widget.PopUp
	// overlay is what the canvas holds of the popup.
	overlay fyne.CanvasObject
}

// openDialog shows a dialog. The content may scroll itself; the dialog adds
// title and buttons.
func (d *desk) openDialog(spec dialogSpec) *dialogBox {
	box := &dialogBox{dialogSpec: spec, desk: d}
	foot := container.NewHBox(widgets.Across(10, spec.left...), layout.NewSpacer(), widgets.Across(10, spec.buttons...))
	inside := container.NewBorder(
		// A button's “…” says that this dialog follows.
		widgets.Down(0, widgets.NewHeading(strings.TrimSuffix(spec.title, "…")), widgets.Spacer(0, 12)),
		widgets.Down(0, widgets.Spacer(0, 14), foot), nil, nil, spec.content)
	canvas := d.window.Canvas()
	box.popup = widget.NewModalPopUp(widgets.Inset(20, 16, inside), canvas)
	box.resize(spec.size)
	// The overlay puts a dialog in the middle when it is shown, by its size then.
	box.popup.Show()
	box.overlay = canvas.Overlays().Top()
	d.dialogs = append(d.dialogs, box)
	return box
}

// resize makes the dialog as large as size and its content ask for, within the
// window, and keeps it in the middle.
func (b *dialogBox) resize(size fyne.Size) {
	room := b.desk.window.Canvas().Size().Subtract(fyne.NewSize(2*widgets.Gap, 2*widgets.Gap))
	size = b.popup.MinSize().Max(size)
	b.popup.Resize(fyne.NewSize(min(size.Width, room.Width), min(size.Height, room.Height)))
	if b.overlay != nil {
		b.overlay.Refresh()
	}
}

// close takes the dialog away without asking.
func (b *dialogBox) close() {
	d := b.desk
	for i, open := range d.dialogs {
		if open == b {
			d.dialogs = append(d.dialogs[:i:i], d.dialogs[i+1:]...)
			b.popup.Hide()
			if b.onClose != nil {
				b.onClose()
			}
			return
		}
	}
}

// leave closes the dialog, after asking where input would be lost.
func (b *dialogBox) leave() {
	if b.fixed {
		return
	}
	if b.dirty == nil || !b.dirty() {
		b.close()
		return
	}
	b.desk.askUnsaved(b.close)
}

// topDialog is the uppermost open dialog, or nil.
func (d *desk) topDialog() *dialogBox {
	if len(d.dialogs) == 0 {
		return nil
	}
	return d.dialogs[len(d.dialogs)-1]
}

// ask puts a question; yes names the button that does it.
func (d *desk) ask(title, text, yes string, do func()) {
	d.question(title, text, yes, lang.L("Cancel"), do)
}

// askUnsaved asks before what was typed is lost.
func (d *desk) askUnsaved(do func()) {
	d.question(lang.L("Leave without saving?"), lang.L("What you typed here is not saved yet."), lang.L("Do not save"), lang.L("Go on filling in"), do)
}

// question puts a question; yes and no name the buttons that do it and that
// leave everything as it is.
func (d *desk) question(title, text, yes, no string, do func()) {
	var box *dialogBox
	confirm := widgets.NewPrimary(yes, func() { box.close(); do() })
	back := widgets.NewButton(no, func() { box.close() })
	box = d.openDialog(dialogSpec{title: title, content: paragraph(text), buttons: []fyne.CanvasObject{back, confirm}, size: fyne.NewSize(420, 0)})
	d.window.Canvas().Focus(back)
}

// tell says something that must be noticed.
func (d *desk) tell(title, text string) {
	var box *dialogBox
	ok := widgets.NewPrimary(lang.L("Got it"), func() { box.close() })
	box = d.openDialog(dialogSpec{title: title, content: paragraph(text), buttons: []fyne.CanvasObject{ok}, size: fyne.NewSize(420, 0)})
	d.window.Canvas().Focus(ok)
}

// paragraph is text that wraps within a dialog; long ones scroll.
func paragraph(text string) fyne.CanvasObject {
	const width = 372
	lines := widgets.Inset(4, 4, widgets.NewWrapped(text, width))
	scroll := container.NewVScroll(lines)
	scroll.SetMinSize(fyne.NewSize(width+8, min(320, lines.MinSize().Height+12)))
	return scroll
}
