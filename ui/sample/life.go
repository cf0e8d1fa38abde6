package sample

import (
	"slices"

	"jishi/model"
	"jishi/model/store"
)

// honours notes what some people were awarded, the newest this spring.
func (b *builder) honours() error {
	for _, h := range []struct {
		name, title, level, giver string
		given                     model.Date
	}{
		{"赵铁柱", "优秀共产党员", "区级", "二七区委", model.Date{Year: 1998, Month: 7, Day: 1}},
		{"赵铁柱", "优秀社区志愿者", "街道级", "大学路街道党工委", model.Date{Year: 2011}},
		{"李敏", "优秀党务工作者", "区级", "二七区委", model.Date{Year: 2016, Month: 7, Day: 1}},
		{"李敏", "孝老爱亲模范", "街道级", "大学路街道办事处", b.day.AddDays(-45)},
		{"王芳", "优秀网格员", "社区级", "高山社区居民委员会", model.Date{Year: 2017, Month: 12}},
		{"姬永昌", "光荣在党五十年", "街道级", "大学路街道党工委", b.day.AddDays(-7)},
	} {
		i := slices.IndexFunc(b.everyone, func(m model.Member) bool { return m.Name == h.name })
		if i < 0 {
			continue
		}
		honour := model.Honour{Member: b.everyone[i].ID, Title: h.title, Level: h.level, Giver: h.giver, Given: h.given}
		if _, err := b.store.SaveHonour(b, honour); err != nil {
			return err
		}
	}
	return nil
}

// greetings notes how the people of the past month were greeted; one in four
// was forgotten, as it happens.
func (b *builder) greetings() error {
	found, err := b.store.Anniversaries(b, store.AnniversaryFilter{From: b.day.AddDays(-30), Days: 31})
	if err != nil {
		return err
	}
	var list []model.Greeting
	note := func(a model.Anniversary, way model.GreetingWay, greeter, text string) {
		list = append(list, model.Greeting{AnniversaryKey: a.Key(), Way: way, Greeter: greeter, Note: text})
	}
	for i, a := range found.Anniversaries {
		switch {
		case i%4 == 3:
		case a.Milestone():
			note(a, model.ByVisit, "李敏", "书记上门看望")
			note(a, model.ByGift, "李敏", "蛋糕一份")
		case a.Kind == model.PoliticalAnniversary:
			note(a, model.ByCard, operator, "")
		case i%4 == 1:
			note(a, model.ByCall, operator, "")
		default:
			note(a, model.ByCard, operator, "")
		}
	}
	_, err = b.store.Greet(b, list)
	return err
}

// lists saves the lists that a centre looks at again and again.
func (b *builder) lists() error {
	for _, l := range []store.MemberList{
		{
			Name: "独居老人", Filter: store.MemberFilter{State: model.Active, Tag: "独居", AgeFrom: 60, Order: store.ByBirth},
			Columns: []string{"Name", "Sex", "Birthday", "Address", "Phone", "Branch"},
		},
		{
			Name: "八十岁以上", Filter: store.MemberFilter{State: model.Active, AgeFrom: 80, Order: store.ByBirth},
			Columns: []string{"Name", "Sex", "Birthday", "Tags", "Address", "Phone"},
		},
		{
			Name: "双报到党员", Filter: store.MemberFilter{State: model.Active, InService: true},
			Columns: []string{"Name", "Sex", "HostUnit", "Post", "Joined", "Phone"},
		},
	} {
		if _, err := b.store.SaveMemberList(b, l); err != nil {
			return err
		}
	}
	return nil
}
