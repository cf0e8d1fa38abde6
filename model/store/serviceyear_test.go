package store

import (
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

func TestAYearOfServiceCountsConfirmedHoursOnceInEveryList(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四", "王五")
	first := addActivity(t, s, model.Activity{Kind: model.Volunteering, ServiceField: "生态环保", Team: "绿荫队", Beneficiaries: 30}, dayOfMay(3))
	second := addActivity(t, s, model.Activity{Kind: model.Volunteering, ServiceField: "孝老关爱", Beneficiaries: 12}, model.Date{Year: 2018, Month: 3, Day: 5})
	for _, a := range []model.Activity{first, second} {
		markAll(t, s, expect(t, s, a, m[:2]...), model.Present)
	}
	confirmAll(t, s, first.ID)
	serve(t, s, model.Date{Year: 2017, Month: 12, Day: 31}, m[2]) // another year
	y, err := s.ServiceYear(t.Context(), 2018)
	must(t, err)
	want := model.ServiceFigure{Activities: 2, Times: 2, People: 2, Minutes: 240, Beneficiaries: 42}
	if y.Sum != want {
		t.Errorf("the year is %+v, want %+v", y.Sum, want)
	}
	if len(y.Months) != 5 || y.Months[4].Minutes != 240 || y.Months[2].Minutes != 0 || y.Months[2].Activities != 1 {
		t.Errorf("months %+v", y.Months)
	}
	if len(y.Fields) != 2 || y.Fields[0].Name != "生态环保" || y.Fields[0].People != 2 {
		t.Errorf("fields %+v", y.Fields)
	}
	if len(y.Teams) != 2 || y.Teams[0].Name != "绿荫队" || y.Teams[1].Name != "" || y.Teams[1].Beneficiaries != 12 {
		t.Errorf("teams %+v", y.Teams)
	}
}

// However services fall into months, fields and teams, each list adds up.
func TestEveryListOfAYearAddsUpToTheYear(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四", "王五")
	rapid.Check(t, func(r *rapid.T) {
		a := addActivity(t, s, model.Activity{
			Kind: model.Volunteering, ServiceField: rapid.SampledFrom([]string{"", "生态环保", "孝老关爱"}).Draw(r, "field"),
			Team: rapid.SampledFrom([]string{"", "绿荫队", "夕阳红队"}).Draw(r, "team"), Beneficiaries: rapid.IntRange(0, 50).Draw(r, "helped"),
		}, model.Date{Year: 2018, Month: rapid.IntRange(1, 5).Draw(r, "month"), Day: rapid.IntRange(1, 6).Draw(r, "day")})
		markAll(t, s, expect(t, s, a, m[:rapid.IntRange(1, 3).Draw(r, "people")]...), model.Present)
		y, err := s.ServiceYear(t.Context(), 2018)
		must(t, err)
		for name, list := range map[string][]model.ServiceFigure{"months": y.Months, "fields": y.Fields, "projects": y.Projects, "teams": y.Teams} {
			var sum model.ServiceFigure
			for _, f := range list {
				sum.Activities += f.Activities
				sum.Times += f.Times
				sum.Minutes += f.Minutes
				sum.Beneficiaries += f.Beneficiaries
			}
			sum.People = y.Sum.People
			if sum != y.Sum {
				r.Fatalf("%s add up to %+v, the year is %+v", name, sum, y.Sum)
			}
		}
	})
}
