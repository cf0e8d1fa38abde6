package report

import (
	"fmt"
	"io"
	"testing"
	"time"

	"jishi/model"
)

var year2018 = [2]model.Date{{Year: 2018, Month: 1, Day: 1}, {Year: 2018, Month: 12, Day: 31}}

// countedYear is a made-up period: so many activities with ten people each.
func countedYear(activities int) model.Counted {
	c := model.Counted{From: year2018[0], To: year2018[1]}
	for i := range 10 {
		c.People = append(c.People, model.CountedPerson{Member: model.ID(fmt.Sprint("m", i)), Category: []string{"社区", "离退休"}[i%2]})
	}
	for i := range activities {
		c.Activities = append(c.Activities, model.CountedActivity{
			Kind: model.Kinds()[i%7].Kind, Start: time.Date(2018, time.Month(1+i%12), 5, 9, 0, 0, 0, time.UTC),
			Initiative: model.DefaultWords()[model.Initiatives][i%6], Presenter: model.Presenter{Name: fmt.Sprint("主讲", i%20)},
			Rolls: []model.CountedRoll{{State: model.Present, Minutes: 90, People: []int{0, 1, 2, 3, 4, 5, 6, 7}}, {State: model.Absent, People: []int{8, 9}}},
		})
	}
	return c
}

func groupingsOf(c model.Counted) []model.Statistics {
	var all []model.Statistics
	for _, g := range model.Groupings() {
		all = append(all, c.By(g, model.StatisticNames{}))
	}
	return all
}

func TestStatisticsShowEveryGroupingThatSaysSomething(t *testing.T) {
	all := groupingsOf(countedYear(40))
	d := draw(t, func(w io.Writer) (Sheet, error) { return Statistics(w, year2018[0], year2018[1], all, options) })
	d.sound(t)
	d.has(t, "2018年活动统计", "共举办活动 40 场，参加 320 人次、8 人，计入 480.0 小时；应到 400 人次，其中到会 320 人次，到会率 80.0 %。",
		"1. 按活动类别", "2. 按月份", "按主讲人", "按人员类别", "合计 40 320 8 480.0 400 320 80.0 %", "主讲19")
	d.lacks(t, "按志愿服务队", "按主办支部")
	if len(d.Warnings) > 0 {
		t.Error(d.Warnings)
	}
	again := draw(t, func(w io.Writer) (Sheet, error) { return Statistics(w, year2018[0], year2018[1], all, options) })
	if string(again.bytes) != string(d.bytes) {
		t.Error("the same figures make another file")
	}
}

func TestStatisticsOfNothingAreRefused(t *testing.T) {
	for _, list := range [][]model.Statistics{nil, groupingsOf(model.Counted{}), groupingsOf(model.Counted{})[:1]} {
		if _, err := Statistics(io.Discard, year2018[0], year2018[1], list, options); model.CodeOf(err) != model.NotFound {
			t.Errorf("%d groupings: %v", len(list), err)
		}
	}
}

func lifeOf(kind model.Kind, day model.Date, photos int) model.LifeActivity {
	a := model.Activity{Record: model.Record{ID: model.ID(day.String())}, Kind: kind, Title: model.KindOf(kind).Name + "一次", Start: day.Time(), State: model.Held, Branch: "b1", Content: "记了"}
	return model.LifeActivity{ActivitySummary: model.ActivitySummary{Activity: a, Tally: model.Tally{Expected: 9, Present: 9}}, Photos: photos}
}

func TestACheckShowsTheYearOfEveryBranchAndWhatItsRecordsLack(t *testing.T) {
	tree := []model.Organisation{
		{Record: model.Record{ID: "b1"}, Kind: model.Branch, Name: "高山第一支部"},
		{Record: model.Record{ID: "b2"}, Kind: model.Branch, Name: "高山第二支部"},
		{Record: model.Record{ID: "g1"}, Kind: model.Group, Parent: "b1", Name: "棉纺路党小组"},
	}
	day := func(m, d int) model.Date { return model.Date{Year: 2018, Month: m, Day: d} }
	check := model.CheckLife(2018, day(5, 28), model.DefaultLifeRules(), tree, []model.LifeActivity{
		lifeOf(model.BranchCommittee, day(2, 3), 2), lifeOf(model.BranchCommittee, day(2, 20), 0), lifeOf(model.MemberDay, day(5, 11), 2),
	})
	d := draw(t, func(w io.Writer) (Sheet, error) { return LifeCheck(w, check, options) })
	d.sound(t)
	if d.Pages != 2 {
		t.Errorf("two branches take %d pages", d.Pages)
	}
	d.has(t, "高山第一支部2018年组织生活体检表", "高山第二支部2018年组织生活体检表", "棉纺路党小组", "书记讲党课", "√ 2-3", "补 2-20", "√ 5-11", "缺", "○",
		"材料不全的活动 1 场", "支部委员会一次", "照片")
	if _, err := LifeCheck(io.Discard, model.LifeCheck{Year: 2018}, options); model.CodeOf(err) != model.NotFound {
		t.Errorf("a check of nobody: %v", err)
	}
}

func TestTheListOfLeadersSaysWhoStillHasToCome(t *testing.T) {
	rules := model.DefaultLifeRules()
	today := model.Date{Year: 2018, Month: 5, Day: 28}
	dual := model.DualLife{Year: 2018, Today: today, Rules: rules[len(rules)-1:], Leaders: []model.Leader{
		model.NewLeader(model.Leader{Name: "陈静", Branch: "高山第一支部", Post: "副主任"}, 2018, today, rules, nil),
		model.NewLeader(model.Leader{Name: "李敏", Branch: "高山第一支部", Post: "党支部书记"}, 2018, today, rules,
			[]model.LifeActivity{lifeOf(model.MemberDay, model.Date{Year: 2018, Month: 5, Day: 11}, 2)}),
	}}
	d := draw(t, func(w io.Writer) (Sheet, error) { return DualLife(w, dual, options) })
	d.sound(t)
	d.has(t, "2018年领导干部双重组织生活情况", "陈　静", "1 次", "5月11日 主题党日一次", "已完成", "共 2 人，还要参加的 1 人。", "参加组织生活每年至少 1 次")
	if _, err := DualLife(io.Discard, model.DualLife{Year: 2018}, options); model.CodeOf(err) != model.NotFound {
		t.Errorf("a list of nobody: %v", err)
	}
}
