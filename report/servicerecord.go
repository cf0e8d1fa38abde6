package report

import (
	"fmt"
	"io"

	"jishi/model"
)

// ServiceRecord draws the 志愿服务记录 of one volunteer in its five parts
// [民政部令第67号]. ID number and phone are masked unless full.
func ServiceRecord(w io.Writer, r model.ServiceRecord, full bool, o Options) (Sheet, error) {
	d := newDocument("志愿服务记录："+r.Member.Name, false, margins{side: 18, top: 18, bottom: 16}, o)
	d.place = "志愿服务记录："
	d.newPage()
	d.title("志愿服务记录", style{songBold, 22}, 3, 13)
	d.underTitle(o, style{song, 11}, 9)
	f := recordPages{profilePages{document: d, profile: model.Profile{Member: r.Member, Photo: r.Photo}, full: full}, r}
	if err := f.person(); err != nil {
		return Sheet{}, err
	}
	f.services()
	f.trainings()
	f.honoured()
	f.reviews()
	d.place = ""
	d.numberPages()
	return d.finish(w, "record of service")
}

// recordPages draws the parts as those of a profile are drawn.
type recordPages struct {
	profilePages
	record model.ServiceRecord
}

// person is 个人基本信息, with the photo at its upper right.
func (f recordPages) person() error {
	f.text("一、个人基本信息", style{hei, 12}, box{f.margins.side, f.y, f.inner(), 8, left})
	f.y += 8
	m := f.record.Member
	photoBottom := f.y
	if len(f.record.Photo) > 0 {
		if err := f.photo(f.width-f.margins.side-profilePhotoWidth, f.y); err != nil {
			return err
		}
		photoBottom += profilePhotoHeight
	}
	number, phone := model.MaskIDNumber(m.IDNumber), model.MaskPhone(m.Phone)
	if f.full {
		number, phone = m.IDNumber, m.Phone
	}
	minutes, late := f.record.Total()
	stars, _ := f.record.Rules.StarLevel(minutes)
	width := func() float64 {
		if f.y < photoBottom-1 {
			return f.inner() - profilePhotoWidth - 3
		}
		return f.inner()
	}
	for _, row := range [][]profileFact{
		{{"姓名", model.SpacedName(m.Name), false}, {"志愿者编号", m.VolunteerNumber, false}},
		{{"性别", m.Sex.Chinese(), false}, {"出生年月", m.Birthday.Date.String(), false}},
		{{"证件号码", number, false}, {"联系电话", phone, false}},
		{{"政治面貌", m.Standing, false}, {"所属支部", f.record.Branch, false}},
		{{"累计时长", fmt.Sprintf("%s 小时（其中补录 %s 小时）", model.Hours(minutes), model.Hours(late)), true}},
		{{"服务次数", fmt.Sprintf("%d 次", len(f.record.Services)), false}, {"星级", model.StarText(stars), false}},
		{{"工作单位", m.Employer, true}},
	} {
		f.factRow(row, width())
	}
	f.y = max(f.y, photoBottom) + 4
	return nil
}

// services is 志愿服务情况, the newest first.
func (f recordPages) services() {
	rows := make([][]string, len(f.record.Services))
	for i, s := range f.record.Services {
		rows[i] = []string{s.Start.Format("2006-01-02"), s.Title, orDash(s.Field), orDash(s.Team), model.Hours(s.Minutes), orDash(s.ConfirmedBy), lateNote(s)}
	}
	f.part("二、志愿服务情况", []column{
		{head: "日期", width: 22, align: centre},
		{head: "服务内容", width: 46, align: left},
		{head: "服务领域", width: 20, align: centre, shrink: true},
		{head: "服务队", width: 28, align: left, shrink: true},
		{head: "小时", width: 12, align: centre},
		{head: "确认人", width: 16, align: centre, shrink: true},
		{head: "备注", width: 30, align: left},
	}, rows)
}

// trainings is 培训情况.
func (f recordPages) trainings() {
	rows := make([][]string, len(f.record.Trainings))
	for i, t := range f.record.Trainings {
		rows[i] = []string{t.Start.Format("2006-01-02"), model.KindOf(t.Kind).Name, t.Title, model.Hours(t.Minutes)}
	}
	f.part("三、培训情况", []column{
		{head: "日期", width: 26, align: centre},
		{head: "类别", width: 24, align: centre},
		{head: "培训内容", width: 102, align: left},
		{head: "小时", width: 22, align: centre},
	}, rows)
}

// honoured is 表彰奖励情况.
func (f recordPages) honoured() {
	f.profile.Honours = f.record.Honours
	f.honours()
}

// reviews is 评价情况.
func (f recordPages) reviews() {
	rows := make([][]string, len(f.record.Reviews))
	for i, v := range f.record.Reviews {
		rows[i] = []string{v.Given.String(), orDash(v.Grade), orDash(v.Words), orDash(v.Giver)}
	}
	f.part("五、评价情况", []column{
		{head: "日期", width: 26, align: centre},
		{head: "等次", width: 22, align: centre},
		{head: "评价内容", width: 90, align: left},
		{head: "评价人", width: 36, align: left, shrink: true},
	}, rows)
}
