package ui

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// bookingStore is what looking for the bookings of a place asks the store for.
type bookingStore interface {
	Bookings(ctx context.Context, place string, start, end time.Time) ([]model.Activity, error)
}

// booking is the line in a dialog that says who has the place already at the
// time that is being entered. It is out of sight while nobody has.
type booking struct {
	desk    *desk
	store   bookingStore
	taken   []model.Activity
	text    *widgets.Wrapped
	content *fyne.Container
	asked   int    // an answer that another question has overtaken is dropped
	grown   func() // makes room for more lines; may be nil
}

func newBooking(d *desk, st bookingStore, width float32) *booking {
	b := &booking{desk: d, store: st, text: widgets.NewWrapped("", width-24)}
	band := widgets.NewPanel(widgets.ColorWarnSoft, b.text)
	band.Radius, band.Inset = 7, fyne.NewSize(12, 6)
	b.content = container.NewStack(band)
	b.content.Hide()
	return b
}

// look finds who has a place from start to end, the activity except left out.
func (b *booking) look(place string, start, end time.Time, except model.ID) {
	b.asked++
	asked := b.asked
	var taken []model.Activity
	b.desk.run(func(ctx context.Context) (err error) {
		taken, err = b.store.Bookings(ctx, place, start, end)
		return err
	}, func(err error) {
		if asked != b.asked {
			return
		}
		if err != nil {
			b.desk.note(err) // only a warning is lost
			taken = nil
		}
		b.show(place, except, taken)
	})
}

func (b *booking) show(place string, except model.ID, taken []model.Activity) {
	b.taken = b.taken[:0]
	for _, a := range taken {
		if a.ID != except {
			b.taken = append(b.taken, a)
		}
	}
	b.text.SetText(b.words(place))
	if len(b.taken) == 0 {
		b.content.Hide()
		return
	}
	b.content.Show()
	b.content.Refresh()
	if b.grown != nil {
		b.grown()
	}
}

// words say who has the place: 教育大讲堂这时已有：5月7日 09:00–10:30“党课”.
func (b *booking) words(place string) string {
	if len(b.taken) == 0 {
		return ""
	}
	var list []string
	for _, a := range b.taken {
		list = append(list, b.desk.when(a)+"“"+a.Title+"”")
	}
	return lang.L("{{.Place}} is taken: {{.By}}", map[string]any{"Place": place, "By": strings.Join(list, lang.L(", "))})
}
