package model_test

import (
	"slices"
	"testing"

	"jishi/model"
)

func TestATeamSaysInPlainWordsWhatItLacks(t *testing.T) {
	for name, c := range map[string]struct {
		team model.TeamSummary
		want []string
	}{
		"nothing lacks": {model.TeamSummary{Team: model.Team{Class: "理论宣讲", Leader: "m"}}, nil},
		"no leader":     {model.TeamSummary{Team: model.Team{Class: "理论宣讲"}}, []string{"这支服务队还没有队长，请选一位。"}},
		"leader moved": {
			model.TeamSummary{Team: model.Team{Class: "理论宣讲", Leader: "m"}, LeaderName: "张三", LeaderGone: "已转出"},
			[]string{"队长张三已转出，请另选一位。"},
		},
		"retired class": {
			model.TeamSummary{Team: model.Team{Class: "老类别", Leader: "m"}, ClassRetired: true},
			[]string{"类别“老类别”已不在“服务队类别”里，这支队照旧保留，请改选或把它加回去。"},
		},
		"given up": {model.TeamSummary{Team: model.Team{Ended: model.Date{Year: 2018}}}, nil},
	} {
		if got := c.team.Remarks(); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestProjectsAreCountedByOrigin(t *testing.T) {
	list := []model.ProjectSummary{
		{Project: model.Project{Origin: model.WelfarePlus}},
		{Project: model.Project{Origin: model.DistrictProject}},
		{Project: model.Project{Origin: model.WelfarePlus}},
	}
	if got := model.CountOrigins(list); !slices.Equal(got, []int{1, 0, 2}) {
		t.Errorf("counts %v", got)
	}
}

func TestOnlyWhatIsDueAndNotDoneIsOverdue(t *testing.T) {
	today := model.Date{Year: 2018, Month: 5, Day: 7}
	for _, c := range []struct {
		m    model.Milestone
		want bool
	}{
		{model.Milestone{Due: today.AddDays(-1), State: model.MilestoneUnder}, true},
		{model.Milestone{Due: today, State: model.MilestonePlanned}, false},
		{model.Milestone{Due: today.AddDays(-1), State: model.MilestoneDone}, false},
		{model.Milestone{State: model.MilestonePlanned}, false},
	} {
		if got := c.m.Overdue(today); got != c.want {
			t.Errorf("%+v: overdue %v", c.m, got)
		}
	}
}
