package report

import (
	"fmt"
	"io"

	"github.com/boombuler/barcode/qr"

	"jishi/model"
)

// Member cards: ten of 90 × 54 mm to an A4 page, with lines to cut along.
const (
	memberCardWidth, memberCardHeight = 90.0, 54.0
	memberCardColumns, memberCardRows = 2, 5
	memberCardSide                    = 6.0
	memberCardQR                      = 27.0
)

// MemberCards draws member cards (会员卡) in the order given: centre, name,
// branch, volunteer number, and a QR code that the sign-in desk reads. Neither
// ID number nor phone is on them: cards get lost. Nobody is an Error.
func MemberCards(w io.Writer, members []model.Member, branches map[model.ID]string, o Options) (Sheet, error) {
	if len(members) == 0 {
		return Sheet{}, &model.Error{Code: model.NotFound, Message: "没有可以打印的会员卡：请先选人。"}
	}
	d := newDocument("会员卡", false, margins{}, o)
	left := (shortSide - memberCardColumns*memberCardWidth) / 2
	top := (longSide - memberCardRows*memberCardHeight) / 2
	for i, m := range members {
		place := i % (memberCardColumns * memberCardRows)
		if place == 0 {
			d.newPage()
			d.cuttingGrid(left, top)
		}
		d.place = m.Name + "的会员卡："
		x := left + float64(place%memberCardColumns)*memberCardWidth
		y := top + float64(place/memberCardColumns)*memberCardHeight
		if err := d.memberCard(m, branches[m.Branch], x, y, o); err != nil {
			return Sheet{}, err
		}
	}
	return d.finish(w, "member cards")
}

// cuttingGrid draws quiet lines between the cards.
func (d *document) cuttingGrid(x, y float64) {
	d.pdf.SetDrawColor(190, 190, 190)
	d.pdf.SetDashPattern([]float64{1.5, 1.5}, 0)
	const across, down = memberCardColumns * memberCardWidth, memberCardRows * memberCardHeight
	for i := range memberCardRows + 1 {
		d.rule(x, y+float64(i)*memberCardHeight, across)
	}
	for i := range memberCardColumns + 1 {
		at := x + float64(i)*memberCardWidth
		d.pdf.Line(at, y, at, y+down)
	}
	d.pdf.SetDashPattern(nil, 0)
	d.pdf.SetDrawColor(0, 0, 0)
}

func (d *document) memberCard(m model.Member, branch string, x, y float64, o Options) error {
	const inner = memberCardWidth - 2*memberCardSide
	const beside = inner - memberCardQR - 4
	d.pdf.SetTextColor(cardRed[0], cardRed[1], cardRed[2])
	head := orNone(o.Centre.Name)
	d.text(head, d.fit(head, style{hei, 11}, inner, 7), box{x + memberCardSide, y + 5, inner, 6, left})
	d.pdf.SetDrawColor(cardRed[0], cardRed[1], cardRed[2])
	d.rule(x+memberCardSide, y+12, inner)
	d.pdf.SetDrawColor(0, 0, 0)
	d.pdf.SetTextColor(0, 0, 0)
	name := model.SpacedName(m.Name)
	d.text(name, d.fit(name, style{kai, 24}, beside, 10), box{x + memberCardSide, y + 16, beside, 12, left})
	var facts []string
	if branch != "" {
		facts = append(facts, "支部："+branch)
	}
	if m.VolunteerNumber != "" {
		facts = append(facts, "志愿者编号："+m.VolunteerNumber)
	}
	facts = append(facts, "活动签到时请出示此卡")
	at := y + 31
	for _, fact := range facts {
		d.text(fact, d.fit(fact, style{song, 9}, beside, 6), box{x + memberCardSide, at, beside, 5, left})
		at += 5.6
	}
	code := model.CardCode(m.ID)
	if code == "" {
		return &model.Error{Code: model.Invalid, Message: m.Name + "的编号有问题，不能印会员卡。"}
	}
	return d.qr(code, x+memberCardWidth-memberCardSide-memberCardQR, y+18.5, memberCardQR)
}

// qr draws text as a QR code (ISO/IEC 18004) with its corner at x, y and sides
// of size millimetres, within which there is no quiet zone. A quarter of it may
// be worn off.
func (d *document) qr(text string, x, y, size float64) error {
	code, err := qr.Encode(text, qr.Q, qr.Auto)
	if err != nil {
		return fmt.Errorf("encode a QR code: %w", err)
	}
	modules := code.Bounds().Dx()
	side := size / float64(modules)
	for row := range modules {
		for from := 0; from < modules; {
			if !dark(code.At(from, row)) {
				from++
				continue
			}
			to := from
			for to < modules && dark(code.At(to, row)) {
				to++
			}
			// A little overlap, or some printers leave white lines between.
			d.pdf.Rect(x+float64(from)*side, y+float64(row)*side, float64(to-from)*side, side*1.02, "F")
			from = to
		}
	}
	return nil
}

func dark(c interface{ RGBA() (r, g, b, a uint32) }) bool {
	r, _, _, _ := c.RGBA()
	return r < 0x8000
}
