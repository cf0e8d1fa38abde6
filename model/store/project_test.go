package store

import (
	"slices"
	"testing"

	"jishi/model"
)

func TestAProjectCountsWhatWasDoneForIt(t *testing.T) {
	s := newStore(t)
	unit := addNode(t, s, model.HostUnit, "区税务局", centreOf(t, s))
	p, err := s.SaveProject(t.Context(), model.Project{Name: "爱心助餐", Origin: model.UnitProject, Field: "孝老关爱", Unit: unit})
	must(t, err)
	_, err = s.SaveProject(t.Context(), model.Project{Name: "爱心助餐", Origin: model.WelfarePlus})
	refused(t, err, model.Invalid)
	_, err = s.SaveProject(t.Context(), model.Project{Name: "没有来源"})
	refused(t, err, model.Invalid)

	a := addActivity(t, s, model.Activity{Kind: model.Volunteering, Project: p.ID, Beneficiaries: 12, Spending: 35000}, dayOfMay(5))
	markAll(t, s, expect(t, s, a, addMembers(t, s, "张三")...), model.Present)
	confirmAll(t, s, a.ID)
	must(t, s.SaveMilestones(t.Context(), p.ID, []model.Milestone{
		{Title: "摸底", State: model.MilestoneDone}, {Title: "开餐", Due: dayOfMay(1), State: model.MilestoneUnder}, {Title: "总结", State: model.MilestonePlanned},
	}))
	must(t, s.SaveExpenses(t.Context(), p.ID, []model.Expense{{Day: dayOfMay(2), Amount: 15000, Purpose: "餐盒"}}))
	got, err := s.Project(t.Context(), p.ID)
	must(t, err)
	if got.Milestones != 3 || got.Done != 1 || got.Overdue != 1 || got.Spent != 50000 || got.UnitName != "区税务局" ||
		got.Service != (model.ServiceCount{Activities: 1, Attendances: 1, Minutes: 120, Helped: 12}) {
		t.Errorf("%+v", got)
	}
	steps, costs, err := s.ProjectPlan(t.Context(), p.ID)
	must(t, err)
	if len(steps) != 3 || steps[0].Done != s.Today() || len(costs) != 1 {
		t.Errorf("%+v, %+v", steps, costs)
	}
	refused(t, s.RemoveProject(t.Context(), p.ID), model.Refused)
	refused(t, s.SaveMilestones(t.Context(), "nothing", nil), model.NotFound)
}

func TestTheFigureOfProjectsIsCountedFromRows(t *testing.T) {
	s := newStore(t)
	for i, origin := range []model.Origin{model.DistrictProject, model.UnitProject, model.UnitProject, model.WelfarePlus, model.WelfarePlus, model.WelfarePlus} {
		_, err := s.SaveProject(t.Context(), model.Project{Name: "项目" + string(rune('1'+i)), Origin: origin})
		must(t, err)
	}
	gone, err := s.SaveProject(t.Context(), model.Project{Name: "不算的", Origin: model.DistrictProject})
	must(t, err)
	must(t, s.RemoveProject(t.Context(), gone.ID))
	list, err := s.Projects(t.Context(), ProjectFilter{Finished: true})
	must(t, err)
	if got := model.CountOrigins(list); !slices.Equal(got, []int{1, 2, 3}) {
		t.Errorf("counts %v", got)
	}
	if list, err = s.Projects(t.Context(), ProjectFilter{Search: "%"}); err != nil || len(list) != 0 {
		t.Errorf("%d found by a per cent sign, %v", len(list), err)
	}
}
