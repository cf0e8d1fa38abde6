package report

import (
	"io"

	"jishi/model"
)

// Place cards are folded across the middle of an A4 page.
const (
	placeCardText = 150.0 // points, for two characters; longer names get smaller
	placeCardSide = 15.0
)

// PlaceCards draws name cards for a table (席卡), one name to an A4 page that is
// folded in the middle, so that it is read from both sides. No name is an
// Error.
func PlaceCards(w io.Writer, names []string, o Options) (Sheet, error) {
	if len(names) == 0 {
		return Sheet{}, &model.Error{Code: model.NotFound, Message: "没有可以打印的席卡：名单上还没有人。"}
	}
	d := newDocument("席卡", false, margins{side: placeCardSide}, o)
	for _, name := range names {
		d.newPage()
		d.place = name + "的席卡："
		d.pdf.SetDrawColor(190, 190, 190)
		d.pdf.SetDashPattern([]float64{1.5, 1.5}, 0)
		d.rule(0, longSide/2, shortSide)
		d.pdf.SetDashPattern(nil, 0)
		d.pdf.SetDrawColor(0, 0, 0)
		text := model.SpacedName(name)
		s := d.fit(text, style{songBold, placeCardText}, d.inner(), 20)
		lower := box{placeCardSide, longSide / 2, d.inner(), longSide / 2, centre}
		d.text(text, s, lower)
		d.pdf.TransformBegin()
		d.pdf.TransformRotate(180, shortSide/2, longSide/2)
		d.text(text, s, lower)
		d.pdf.TransformEnd()
	}
	return d.finish(w, "place cards")
}
