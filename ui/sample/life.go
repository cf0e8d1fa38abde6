package sample

import (
	"jishi/model"
	"jishi/model/store"
)

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
