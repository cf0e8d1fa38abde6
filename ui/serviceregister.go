package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// serviceRegisterStore is what the register of service certificates asks the
// store for.
type serviceRegisterStore interface {
	Certificates(ctx context.Context, f store.CertificateFilter) ([]model.Certificate, error)
}

// serviceRegister is the tab 登记: the period's proofs of service, volunteer certificates
// or certificates of honours, each kind numbered apart.
type serviceRegister struct {
	desk  *desk
	room  *volunteers
	store serviceRegisterStore

	register *register
	kind     *widgets.Segments
	verify   *widgets.Button
	issued   []model.Certificate
	text     string // of the search box
	content  fyne.CanvasObject
}

func newServiceRegister(d *desk, room *volunteers) *serviceRegister {
	r := &serviceRegister{desk: d, room: room, store: d.store, register: newRegister(d, lang.L("No certificate issued yet."))}
	r.kind = widgets.NewSegments([]widgets.Option{
		{Value: string(model.ServiceProof), Text: lang.L("Proofs of service")},
		{Value: string(model.VolunteerHours), Text: lang.L("Volunteer certificates")},
		{Value: string(model.HonourAward), Text: lang.L("Certificates of honours")},
	}, func(string) { r.Refresh() })
	r.verify = widgets.NewButton(lang.L("Check a proof…"), func() { openVerify(d) })
	bar := room.period.bar(container.NewHBox(r.kind))
	r.content = container.NewBorder(widgets.Down(0, bar, widgets.Spacer(0, 10)), nil, nil, nil, r.register.content)
	return r
}

func (r *serviceRegister) Content() fyne.CanvasObject { return r.content }

// Actions check a proof.
func (r *serviceRegister) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{r.verify} }

func (r *serviceRegister) onPrint() { r.register.onPrint() }

// showKind chooses what is listed.
func (r *serviceRegister) showKind(kind model.CertificateKind) {
	r.kind.SetValue(string(kind))
	r.room.stale[tabRegister] = true
}

// Refresh loads the period's certificates.
func (r *serviceRegister) Refresh() {
	year, kind := 0, model.CertificateKind(r.kind.Value())
	if from, to := r.room.period.days(); from.Year == to.Year {
		year = from.Year
	}
	var issued []model.Certificate
	r.desk.run(func(ctx context.Context) (err error) {
		issued, err = r.store.Certificates(ctx, store.CertificateFilter{Kind: kind, Year: year})
		return err
	}, func(err error) {
		if err != nil {
			r.desk.fail(err, r.Refresh)
			return
		}
		r.issued = issued
		r.list()
	})
}

// list shows the certificates of the period that are searched for.
func (r *serviceRegister) list() {
	var found []model.Certificate
	for _, c := range r.issued {
		if r.room.period.holds(c.Issued) && findsPerson(r.text, c.Name, "", "", c.Number) {
			found = append(found, c)
		}
	}
	r.register.show(found)
}

// SearchHint says what the search box finds.
func (r *serviceRegister) SearchHint() string { return lang.L("Find a certificate  Ctrl+F") }

// Search narrows the register.
func (r *serviceRegister) Search(text string) {
	r.text = text
	r.list()
}

// onFound moves the keys from the search box to the rows it found.
func (r *serviceRegister) onFound() { focusFirst(r.register.table) }
