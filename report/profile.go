package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"jishi/model"
)

// The profile's measures in millimetres.
const (
	profilePhotoWidth, profilePhotoHeight = 30.0, 40.0
	profileLabel                          = 24.0 // width of the labels
)

// Profile draws the 个人档案 of one member: what is known, what the person took
// part in year by year, certificates and honours. ID number and phone are
// masked unless full.
func Profile(w io.Writer, p model.Profile, full bool, o Options) (Sheet, error) {
	d := newDocument("个人档案："+p.Member.Name, false, margins{side: 18, top: 18, bottom: 16}, o)
	d.place = "个人档案："
	d.newPage()
	d.title("个人档案", style{songBold, 22}, 3, 13)
	d.text(orNone(o.Centre.Name), style{song, 11}, box{d.margins.side, d.y, d.inner(), 7, left})
	d.text("打印日期："+o.Date.Chinese(), style{song, 11}, box{d.margins.side, d.y, d.inner(), 7, right})
	d.y += 9
	f := profilePages{d, p, full, o}
	if err := f.facts(); err != nil {
		return Sheet{}, err
	}
	f.years()
	f.certificates()
	f.honours()
	f.state()
	f.elsewhere()
	d.place = ""
	d.numberPages()
	return d.finish(w, "profile")
}

type profilePages struct {
	*document
	profile model.Profile
	full    bool
	options Options
}

// profileFact is one labelled cell of the upper table; a wide one takes the whole row.
type profileFact struct {
	label, value string
	wide         bool
}

// facts draws the table of what is known, with the photo at its upper right.
func (f profilePages) facts() error {
	m := f.profile.Member
	photoBottom := f.y
	if len(f.profile.Photo) > 0 {
		if err := f.photo(f.width-f.margins.side-profilePhotoWidth, f.y); err != nil {
			return err
		}
		photoBottom += profilePhotoHeight
	}
	inner := f.inner()
	var row []profileFact
	flush := func() {
		if len(row) == 0 {
			return
		}
		width := inner
		if f.y < photoBottom-1 {
			width -= profilePhotoWidth + 3
		}
		f.factRow(row, width)
		row = nil
	}
	for _, one := range f.list(m) {
		if one.wide {
			flush()
			row = []profileFact{one}
			flush()
			continue
		}
		if row = append(row, one); len(row) == 2 {
			flush()
		}
	}
	flush()
	f.y = max(f.y, photoBottom) + 4
	return nil
}

// list is what the upper table shows, in the order of the form.
func (f profilePages) list(m model.Member) []profileFact {
	var list []profileFact
	for _, field := range model.MemberFields() {
		value := field.Text(m, f.profile.Names)
		switch field.Key {
		case "Pinyin", "StateDate", "StateReason":
			continue
		case "IDNumber":
			if !f.full {
				value = model.MaskIDNumber(value)
			}
		case "Phone":
			if !f.full {
				value = model.MaskPhone(value)
			}
		case "Birthday":
			if m.Birthday.Calendar == model.Lunar {
				value = m.Birthday.Chinese()
			}
		case "HostUnit", "InService":
			if value == "" {
				continue
			}
		}
		wide := field.Key == "Address" || field.Key == "Notes" || field.Key == "Employer"
		list = append(list, profileFact{field.Label, value, wide})
	}
	return list
}

// factRow draws a row of one or two facts, on a new page where it does not fit.
func (f profilePages) factRow(row []profileFact, width float64) {
	f.need(f.factHeight(row, width))
	f.labelled(row, width)
}

// need begins a page where h does not fit any more.
func (f profilePages) need(h float64) {
	if f.room() < h {
		f.newPage()
	}
}

func (f profilePages) photo(x, y float64) error {
	b := box{x: x, y: y, w: profilePhotoWidth, h: profilePhotoHeight}
	if err := f.image("photo", f.profile.Photo, b); err != nil {
		return err
	}
	f.rectangle(b.x, b.y, b.w, b.h)
	return nil
}

// part draws a heading and a table under it, or 无 where there are no rows.
func (f profilePages) part(heading string, columns []column, rows [][]string) {
	f.need(26)
	f.text(heading, style{hei, 12}, box{f.margins.side, f.y, f.inner(), 8, left})
	f.y += 8
	if len(rows) == 0 {
		f.text("无", style{song, 10.5}, box{f.margins.side + 2, f.y, f.inner(), 7, left})
		f.y += 9
		return
	}
	t := &table{
		document: f.document, columns: columns, style: style{song, 10}, head: style{hei, 10},
		rowHeight: 7, headHeight: 7.6, lead: 4.4,
	}
	t.drawHead()
	for _, row := range rows {
		t.row(row...)
	}
	f.y += 4
}

// years is what the person took part in, by year, and the last times.
func (f profilePages) years() {
	var rows [][]string
	for _, y := range f.profile.Years() {
		rows = append(rows, []string{
			strconv.Itoa(y.Year), fmt.Sprintf("%d 次", y.Times), model.Hours(y.Minutes), model.Hours(y.Volunteer),
		})
	}
	f.part("一、参加活动（按年）", []column{
		{head: "年份", width: 30, align: centre},
		{head: "参加次数", width: 48, align: centre},
		{head: "时长（小时）", width: 48, align: centre},
		{head: "其中志愿服务（小时）", width: 48, align: centre},
	}, rows)
	rows = nil
	for _, h := range f.past(20) {
		rows = append(rows, []string{h.Start.Format("2006-01-02"), model.KindOf(h.Kind).Name, h.Title, h.State.Chinese(), model.Hours(h.Minutes)})
	}
	f.part("二、最近的活动（最多 20 次）", []column{
		{head: "日期", width: 24, align: centre},
		{head: "类别", width: 24, align: centre, shrink: true},
		{head: "名称", width: 86, align: left},
		{head: "签到", width: 18, align: centre},
		{head: "小时", width: 22, align: centre},
	}, rows)
}

// past is what the person was last asked to or came to, at most so often; what
// is still to come says nothing of the person yet.
func (f profilePages) past(most int) []model.Participation {
	today := f.options.Date
	history := slices.DeleteFunc(slices.Clone(f.profile.History), func(h model.Participation) bool { return today.Before(model.DateOf(h.Start)) })
	return history[:min(most, len(history))]
}

func (f profilePages) certificates() {
	var rows [][]string
	for _, c := range f.profile.Certificates {
		state := "有效"
		if c.Void {
			state = "已作废"
		}
		rows = append(rows, []string{c.Issued.String(), c.Kind.Chinese(), c.Title, c.Number, state})
	}
	f.part("三、培训与证书", []column{
		{head: "日期", width: 24, align: centre},
		{head: "类别", width: 16, align: centre},
		{head: "名称", width: 66, align: left},
		{head: "编号", width: 50, align: centre, shrink: true},
		{head: "状态", width: 18, align: centre},
	}, rows)
}

func (f profilePages) honours() {
	var rows [][]string
	for _, h := range f.profile.Honours {
		rows = append(rows, []string{orDash(h.Given.String()), h.Title, orDash(h.Level), orDash(h.Giver)})
	}
	f.part("四、表彰奖励", []column{
		{head: "时间", width: 24, align: centre},
		{head: "名称", width: 70, align: left},
		{head: "级别", width: 26, align: centre},
		{head: "授予单位", width: 54, align: left},
	}, rows)
}

// state says where somebody who left went, and when.
func (f profilePages) state() {
	m := f.profile.Member
	var rows [][]string
	if m.State != model.Active {
		rows = [][]string{{orDash(m.StateDate.String()), m.State.Chinese(), orDash(strings.TrimSpace(m.StateReason))}}
	}
	for _, h := range f.profile.Handovers {
		if h.Way == model.TakenOver {
			rows = append(rows, []string{h.Day.String(), "转入", "来自" + h.OfficeName})
		}
	}
	f.part("五、变动情况", []column{
		{head: "日期", width: 30, align: centre},
		{head: "变动", width: 30, align: centre},
		{head: "去向或原因", width: 114, align: left},
	}, rows)
}

// elsewhere is what the person did and was given at centres before, newest
// first; nothing of somebody who was always here.
func (f profilePages) elsewhere() {
	if len(f.profile.Past) == 0 {
		return
	}
	rows := make([][]string, len(f.profile.Past))
	for i, e := range f.profile.Past {
		hours := ""
		if e.Minutes > 0 {
			hours = model.Hours(e.Minutes)
		}
		rows[i] = []string{orDash(e.Day.String()), e.Kind.Chinese(), e.Title, e.Number, hours, e.Centre}
	}
	f.part("六、原中心经历（不计入以上各项）", []column{
		{head: "日期", width: 24, align: centre},
		{head: "类别", width: 22, align: centre, shrink: true},
		{head: "名称", width: 52, align: left},
		{head: "编号", width: 30, align: centre, shrink: true},
		{head: "小时", width: 14, align: centre},
		{head: "中心", width: 32, align: left},
	}, rows)
}
