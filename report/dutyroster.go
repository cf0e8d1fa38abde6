package report

import (
	"io"
	"strings"

	"jishi/model"
)

// The duty roster hangs at the station: one landscape page, large enough to be
// read from a step away.
const (
	dutyLabel = 24.0
	dutyHead  = 14.0
	dutyRow   = 41.0 // least height of a part of the day
	dutyLead  = 7.0
)

var dutyDays = [7]string{"星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"}

// DutyRoster draws the 值班表 of a station for a week: who is on duty on which
// day, in the morning, in the afternoon and in the evening.
func DutyRoster(w io.Writer, r model.DutyRoster, o Options) (Sheet, error) {
	name := r.Station.Name + "值班表"
	d := newDocument(name, true, margins{side: 14, top: 15, bottom: 15}, o)
	d.place = "值班表："
	width := (d.inner() - dutyLabel) / 7
	t := &table{
		document: d, columns: []column{{head: "时段", width: dutyLabel, align: centre}},
		style: style{song, 13}, head: style{hei, 13}, rowHeight: dutyRow, headHeight: dutyHead, lead: dutyLead,
		reserve: footHeight,
		begin: func() {
			d.title(name, style{songBold, 24}, 2, 13)
			d.dutyHeading(r, o)
		},
	}
	for day, word := range dutyDays {
		date := r.Monday.AddDays(day)
		t.columns = append(t.columns, column{head: word + "\n" + days(r.Monday, date), width: width, align: centre, shrink: true})
	}
	t.open()
	for _, part := range model.DayParts() {
		cells := []string{part.Chinese()}
		for day := range dutyDays {
			var names []string
			for _, p := range r.At(day, part) {
				names = append(names, model.SpacedName(p.Name))
			}
			cells = append(cells, orDash(strings.Join(names, "\n")))
		}
		t.row(cells...)
	}
	phone := ""
	if r.Station.Phone != "" {
		phone = "　　服务站电话：" + r.Station.Phone
	}
	d.foot("站长：" + orNone(model.SpacedName(r.Keeper)) + phone + "　　有事请假，请提前告诉站长，找人替班。")
	d.place = ""
	d.numberPages()
	return d.finish(w, "duty roster")
}

// dutyHeading says below the title which week it is, and where and when the
// station is open.
func (d *document) dutyHeading(r model.DutyRoster, o Options) {
	sunday := r.Monday.AddDays(6)
	week := r.Monday.Chinese() + "至" + days(r.Monday, sunday)
	where := orNone(o.Centre.Name)
	for _, more := range []string{r.Station.Address, r.Station.Hours} {
		if more != "" {
			where += "　" + more
		}
	}
	s := style{song, 12}
	room := d.inner() - d.textWidth(week, s) - 6
	d.text(where, d.fit(where, s, room, 7), box{d.margins.side, d.y, room, 9, left})
	d.text(week, s, box{d.margins.side, d.y, d.inner(), 9, right})
	d.y += 11
}
