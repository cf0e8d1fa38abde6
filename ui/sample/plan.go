package sample

import (
	"slices"
	"time"

	"jishi/model"
)

// monthThemes are the themes of the sample's year, January first.
var monthThemes = [12]string{
	"新春慰问暖人心", "学习党章守初心", "学雷锋树新风", "缅怀先烈担使命", "我是党员我带头", "安全生产人人讲",
	"党在我心中", "军民同心一家亲", "敬老爱老传美德", "我为群众办实事", "冬日送暖进家门", "述职评议促提升",
}

// plan is what the year ahead looks like: themes, meetings repeated monthly,
// one that fell through, parties that came to see the halls, and what new
// activities begin with.
func (b *builder) plan() error {
	themes := []model.Theme{{Year: b.day.Year, Text: "学用贯通，服务为民"}}
	for i, text := range monthThemes {
		themes = append(themes, model.Theme{Year: b.day.Year, Month: i + 1, Text: text})
	}
	if err := b.store.SaveThemes(b, themes); err != nil {
		return err
	}
	for _, step := range []func() error{b.cancelled, b.visitors, b.presented, b.repeated} {
		if err := step(); err != nil {
			return err
		}
	}
	return b.store.SaveKindDefault(b, model.KindDefault{
		Kind: model.MemberDay, Minutes: 90, Place: "党员议事厅", Agenda: "一、重温入党誓词\n二、集中学习\n三、讨论社区微实事\n四、表决",
	})
}

// at is an activity of an hour on a day from the sample's.
func (b *builder) at(days, hour int, a model.Activity) model.Activity {
	a.Start = b.day.AddDays(days).Time().Add(time.Duration(hour) * time.Hour)
	a.End = a.Start.Add(time.Hour)
	a.Organiser, a.Host, a.Recorder = Centre.Name, "李　敏", "王　芳"
	return a
}

func (b *builder) save(a model.Activity) (model.Activity, error) {
	b.made.Activities++
	return b.store.SaveActivity(b, a)
}

// cancelled is an activity that did not take place.
func (b *builder) cancelled() error {
	_, err := b.save(b.at(-4, 16, model.Activity{
		Kind: model.Other, Title: "消防疏散演练", Theme: monthThemes[b.day.AddDays(-4).Month-1], Place: "三官庙院",
		State: model.Cancelled, CancelReason: "连续降雨，改到下月",
	}))
	return err
}

// visitors are parties that came to see the halls, on no roll.
func (b *builder) visitors() error {
	for _, v := range []struct {
		days, hour, people int
		who, place         string
	}{
		{-16, 9, 38, "区实验小学师生参观党史馆", "党史馆"},
		{-11, 10, 24, "棉纺路社区同志来访", "党事馆"},
		{-6, 15, 45, "新党员入党宣誓观礼", "党誓馆"},
		{-3, 10, 17, "居民读书会自由阅览", "图书阅览区"},
	} {
		_, err := b.save(b.at(v.days, v.hour, model.Activity{
			Kind: model.Other, Title: v.who, Place: v.place, Initiative: "特色品牌星火", Visitors: v.people, State: model.Held,
		}))
		if err != nil {
			return err
		}
	}
	return nil
}

// presented is a lesson that one of the members gives.
func (b *builder) presented() error {
	a := b.at(6, 15, model.Activity{
		Kind: model.Lesson, Title: "书记讲党课：把小事办好", Branch: b.places["高山第一支部"], Theme: monthThemes[b.day.AddDays(6).Month-1], Initiative: "基层基础固本",
		Place: "教育大讲堂", Presenter: "李敏", PresenterPost: "社区党委书记", Audience: "全体党员",
	})
	if i := slices.IndexFunc(b.everyone, func(m model.Member) bool { return m.Name == "李敏" }); i >= 0 {
		a.PresenterMember = b.everyone[i].ID
	}
	a, err := b.save(a)
	if err != nil {
		return err
	}
	return b.store.SaveTemplate(b, model.Template{Name: "书记讲党课", Draft: a})
}

// repeated plans the coming member day again in the three months after it.
func (b *builder) repeated() error {
	a, err := b.save(b.at(10, 19, model.Activity{
		Kind: model.MemberDay, Title: "第一支部主题党日", Branch: b.places["高山第一支部"], Theme: monthThemes[b.day.AddDays(10).Month-1], Initiative: "社区党建融合",
		Place: "党员议事厅", Agenda: "一、重温入党誓词；二、集中学习；三、讨论；四、表决。",
	}))
	if err != nil {
		return err
	}
	var members []model.ID
	for _, m := range b.everyone {
		if m.State == model.Active && b.branchOf[m.Branch] == "高山第一支部" {
			members = append(members, m.ID)
		}
	}
	if _, err := b.store.Expect(b, a.ID, members); err != nil {
		return err
	}
	var starts []time.Time
	for _, day := range model.EveryMonthWeekday.Days(a.Date(), 3) {
		starts = append(starts, day.On(a.Start))
	}
	again, err := b.store.RepeatActivity(b, a.ID, starts, true)
	if err != nil {
		return err
	}
	b.made.Activities += len(again)
	b.made.Attendances += len(members) * (1 + len(again))
	return b.store.SaveTemplate(b, model.Template{Name: "每月主题党日", Draft: a})
}
