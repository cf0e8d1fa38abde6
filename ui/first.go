package ui

import (
	"context"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/sample"
	"jishi/ui/widgets"
)

// firstStore is what the first start saves.
type firstStore interface {
	SaveCentre(context.Context, model.Centre) (model.Centre, error)
	SaveSetting(ctx context.Context, key, value string) error
}

// first asks on the first start whose computer this is, and no more.
type first struct {
	desk  *desk
	store firstStore
	done  func()

	form                           *widgets.Form
	kind                           *widget.RadioGroup // what kind of office it is
	district, street, centre, code *widgets.Entry
	scale                          *scaleChoice
	begin, sample, replace         *widgets.Button
	content                        fyne.CanvasObject
}

// newFirst builds the first start; done is called once the centre is saved.
func newFirst(d *desk, done func()) *first {
	f := &first{
		desk: d, store: d.store, done: done, form: widgets.NewForm(2),
		district: widgets.NewEntry(), street: widgets.NewEntry(), centre: widgets.NewEntry(), code: widgets.NewEntry(),
		scale: newScaleChoice(),
	}
	f.district.SetText("郑州市二七区")
	f.street.SetText("大学路街道")
	f.centre.SetPlaceHolder("高山社区党群服务中心")
	f.code.SetPlaceHolder("410103008012")
	f.begin = widgets.NewPrimary(lang.L("Begin"), f.onBegin)
	f.replace = widgets.NewButton(lang.L("Replace a lost computer…"), f.onReplace)
	f.sample = widgets.NewButton(lang.L("Look at sample data"), f.onSample)
	f.kind = widget.NewRadioGroup(kindNames(), func(string) { f.onKind() })
	f.kind.Horizontal, f.kind.Required = true, true
	f.kind.Selected = kindNames()[0]
	f.form.AddWide("Kind", lang.L("This computer is at"), f.kind)
	f.form.Add("District", lang.L("District"), f.district)
	f.form.Add("Street", lang.L("Street"), f.street)
	f.form.Add("Name", lang.L("Name of the centre"), f.centre)
	f.form.Add("Code", lang.L("Statistics code (may be left empty)"), f.code)
	f.form.Add("TextSize", lang.L("Text size"), f.scale.content)
	f.form.OnLast = f.onBegin
	f.content = f.layout()
	return f
}

// officeKinds are the kinds of office that work with the program; the first is
// the usual one.
var officeKinds = []model.OrganisationKind{model.CentreOf, model.Street, model.District}

func kindNames() []string {
	return []string{lang.L("A centre"), lang.L("A street office"), lang.L("A district office")}
}

// chosen is the kind of office, as model.Centre has it.
func (f *first) chosen() model.OrganisationKind {
	if i := slices.Index(f.kind.Options, f.kind.Selected); i > 0 {
		return officeKinds[i]
	}
	return ""
}

// onKind asks for what an office of the kind has.
func (f *first) onKind() {
	kind := f.chosen()
	showOfficeFields(f.form, kind)
	f.replace.Hidden = kind != "" // of a centre alone a copy is held elsewhere
	switch kind {
	case model.Street:
		f.centre.SetPlaceHolder("大学路街道")
		f.code.SetPlaceHolder("410103008")
	case model.District:
		f.centre.SetPlaceHolder("郑州市二七区")
		f.code.SetPlaceHolder("410103")
	default:
		f.centre.SetPlaceHolder("高山社区党群服务中心")
		f.code.SetPlaceHolder("410103008012")
	}
}

// showOfficeFields shows the fields of a form that an office of the kind has:
// a street has none above it but the district.
func showOfficeFields(form *widgets.Form, kind model.OrganisationKind) {
	form.SetShown("Street", kind == "")
	form.SetShown("District", kind != model.District)
	switch kind {
	case model.Street:
		form.SetLabel("Name", lang.L("Name of the street office"))
	case model.District:
		form.SetLabel("Name", lang.L("Name of the district"))
	default:
		form.SetLabel("Name", lang.L("Name of the centre"))
	}
}

func (f *first) layout() fyne.CanvasObject {
	title := widgets.NewHeading(lang.L("Welcome to Jishi"))
	title.SizeName = theme.SizeNameHeadingText
	title.SetColor(widgets.ColorAccent)
	card := widgets.NewCard("", widgets.Inset(28, 24, widgets.Down(10,
		title,
		widgets.NewMuted(lang.L("Fill these in to begin. The data stays on this computer; nothing goes over the network.")),
		widgets.Spacer(550, 4), f.form, widgets.Spacer(0, 8),
		container.NewHBox(f.sample, f.replace, layout.NewSpacer(), f.begin))))
	return container.NewCenter(card)
}

// onBegin saves the centre and goes on to the pages.
func (f *first) onBegin() { f.save(func() { f.desk.say(lang.L("Saved")) }) }

// onReplace saves the centre as it was called at the computer that was lost, and
// leads on to its rebuilding.
func (f *first) onReplace() { f.save(func() { f.desk.goTo(pageExchange, replaceComputer{}) }) }

// save saves the centre, goes on to the pages and then does what was asked for.
func (f *first) save(then func()) {
	centre := model.Centre{
		Kind: f.chosen(), Name: f.centre.Text, Code: f.code.Text, Street: f.street.Text, District: f.district.Text,
	}
	if centre.Receives() {
		centre.Street = ""
	}
	if centre.Kind == model.District {
		centre.District = ""
	}
	if err := centre.Validate(); err != nil {
		f.desk.failForm(f.form, err, nil)
		return
	}
	scale := f.scale.value()
	f.begin.Disable()
	f.desk.run(func(ctx context.Context) error {
		if err := f.store.SaveSetting(ctx, scaleSetting, string(scale)); err != nil {
			return err
		}
		_, err := f.store.SaveCentre(ctx, centre)
		return err
	}, func(err error) {
		f.begin.Enable()
		if err != nil {
			f.desk.failForm(f.form, err, func() { f.save(then) })
			return
		}
		f.done()
		then()
	})
}

// sampleFolder is the folder of the sample centre inside the data folder.
const sampleFolder = "sample"

// onSample makes the sample centre in a folder of its own and opens it. The
// next start asks again: nothing of the sample is the centre's own.
func (f *first) onSample() {
	d := f.desk
	dir, day := filepath.Join(d.store.Dir(), sampleFolder), d.today()
	var st *store.Store
	d.long(lang.L("Preparing the sample centre"), func(ctx context.Context, _ progress) (err error) {
		if _, err = sample.Make(ctx, dir, day); err != nil {
			return err
		}
		st, err = store.Open(ctx, dir, store.Options{Now: d.now, Log: d.log})
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err, f.onSample)
			return
		}
		d.shell.showSample(st)
	})
}

// scaleChoice is 小 中 大; a choice changes the window at once.
type scaleChoice struct {
	radio   *widget.RadioGroup
	content fyne.CanvasObject
}

var scales = []textScale{small, medium, large}

func newScaleChoice() *scaleChoice {
	c := &scaleChoice{}
	names := []string{lang.L("Small"), lang.L("Medium"), lang.L("Large")}
	c.radio = widget.NewRadioGroup(names, func(string) { setScale(fyne.CurrentApp(), c.value()) })
	c.radio.Horizontal, c.radio.Required = true, true
	c.showCurrent()
	c.content = c.radio
	return c
}

// showCurrent marks the size that the window has.
func (c *scaleChoice) showCurrent() {
	current := medium
	if l, ok := fyne.CurrentApp().Settings().Theme().(look); ok && l.scale != "" {
		current = l.scale
	}
	for i, name := range c.radio.Options {
		if scales[i] == current {
			c.radio.Selected = name
		}
	}
	c.radio.Refresh()
}

func (c *scaleChoice) value() textScale {
	for i, name := range c.radio.Options {
		if name == c.radio.Selected {
			return scales[i]
		}
	}
	return medium
}
