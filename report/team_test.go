package report

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"jishi/model"
)

func someTeam(people, services int) (model.TeamSummary, []model.TeamPerson, []model.ActivitySummary) {
	t := model.TeamSummary{
		Team:       model.Team{Name: "高山社区扶老助残志愿服务队", Class: "扶老助残", Slogan: "老人的事，就是我们的事", Founded: day(2015, 3, 5), Leader: "m0"},
		LeaderName: name(0), LeaderPhone: "19900000001", StationName: "三官庙院志愿服务站", People: people,
		Service: model.ServiceCount{Activities: services, Attendances: 7 * services, Minutes: 840 * services, Helped: 26 * services},
	}
	var list []model.TeamPerson
	for i := range people {
		list = append(list, model.TeamPerson{Name: name(i)})
	}
	var done []model.ActivitySummary
	for i := range services {
		start := time.Date(2018, 5, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, -7*i)
		done = append(done, model.ActivitySummary{
			Activity: model.Activity{Title: fmt.Sprintf("孝老关爱：第 %d 次上门理发", services-i), Start: start, State: model.Held, ServiceField: "孝老关爱", Beneficiaries: 26},
			Tally:    model.Tally{Present: 7, Minutes: 840},
		})
	}
	return t, list, done
}

func TestTheOverviewOfATeamIsOnePageHoweverLargeTheTeam(t *testing.T) {
	for _, size := range []int{0, 12, 300} {
		team, people, services := someTeam(size, min(size, 40))
		d := draw(t, func(w io.Writer) (Sheet, error) {
			return Team(w, TeamOverview{Team: team, People: people, Services: services}, options)
		})
		d.sound(t)
		if d.Pages != 1 || len(d.Warnings) > 0 {
			t.Errorf("%d people: %d pages, warnings %q", size, d.Pages, d.Warnings)
		}
		d.has(t, team.Name, "扶老助残", "老人的事，就是我们的事", "三官庙院志愿服务站", fmt.Sprintf("队员（%d 人）", size))
		more := []string{"……等，还有", "另有更早的 30 场"}
		if size == 300 {
			d.has(t, more...)
		} else {
			d.lacks(t, more...)
		}
	}
}

func TestTheOverviewOfATeamListsItsHonours(t *testing.T) {
	for _, honours := range []int{0, 2, 30} {
		var v TeamOverview
		v.Team, v.People, v.Services = someTeam(300, 40)
		for i := range honours {
			v.Honours = append(v.Honours, model.HonourSummary{Honour: model.Honour{
				Whom: model.HonouredTeam, Title: fmt.Sprintf("第 %d 届优秀志愿服务队", honours-i), Level: "区级", Giver: "区委宣传部", Given: day(2018, 3, 5),
			}})
		}
		if honours > 2 {
			v.Honours[1].Title = strings.Repeat("一长串的荣誉名称", 12)
		}
		d := draw(t, func(w io.Writer) (Sheet, error) { return Team(w, v, options) })
		d.sound(t)
		if d.Pages != 1 || len(d.Warnings) > 0 {
			t.Errorf("%d honours: %d pages, warnings %q", honours, d.Pages, d.Warnings)
		}
		heading, newest, more := fmt.Sprintf("荣誉（%d 项）", honours), fmt.Sprintf("2018年3月5日　区级　第 %d 届优秀志愿服务队（区委宣传部）", honours), "另有更早的 27 项"
		switch honours {
		case 0:
			d.lacks(t, "荣誉（", more)
		case 2:
			d.has(t, heading, newest, "第 1 届优秀志愿服务队")
			d.lacks(t, more)
		default:
			d.has(t, heading, newest, more)
			d.lacks(t, "第 27 届")
		}
	}
}

// TestTheOverviewOfATeamCountsWhomItLeavesOut: names of two lines, or typed
// with a space, are one person each.
func TestTheOverviewOfATeamCountsWhomItLeavesOut(t *testing.T) {
	team, people, services := someTeam(300, 0)
	for i := range people {
		people[i].Name = []string{"单　雪", "阿依古丽·买买提", "司马强"}[i%3]
	}
	d := draw(t, func(w io.Writer) (Sheet, error) {
		return Team(w, TeamOverview{Team: team, People: people, Services: services}, options)
	})
	d.sound(t)
	shown := 0
	for _, name := range []string{"单雪", "阿依古丽·买买提", "司马强"} {
		shown += strings.Count(squeeze(d.text), name)
	}
	d.has(t, fmt.Sprintf("……等，还有 %d 人。", 300-shown))
}

func TestTheDutyRosterNamesEverybodyOnOnePage(t *testing.T) {
	r := model.DutyRoster{
		Station: model.Station{Name: "三官庙院志愿服务站", Address: "大学路 38 号院 1 号楼", Hours: "周一至周五 8:30–17:30", Phone: "0371-99000001"},
		Keeper:  name(0), Monday: day(2018, 4, 30),
	}
	for i := range 24 {
		r.Shifts = append(r.Shifts, model.ShiftPerson{
			Shift: model.Shift{Day: r.Monday.AddDays(i % 7), Part: model.DayParts()[i%3]}, Name: name(i),
		})
	}
	d := draw(t, func(w io.Writer) (Sheet, error) { return DutyRoster(w, r, options) })
	d.sound(t)
	if d.Pages != 1 || len(d.Warnings) > 0 {
		t.Errorf("%d pages, warnings %q", d.Pages, d.Warnings)
	}
	for i := range 24 {
		d.has(t, name(i))
	}
	d.has(t, "三官庙院志愿服务站值班表", "2018年4月30日至5月6日", "星期日", "晚上", "站长："+name(0))
	empty := draw(t, func(w io.Writer) (Sheet, error) { return DutyRoster(w, model.DutyRoster{Monday: r.Monday}, options) })
	if empty.Pages != 1 {
		t.Errorf("an empty week has %d pages", empty.Pages)
	}
}

func TestTheListOfProjectsBeginsWithTheFigureOfOrigins(t *testing.T) {
	var list []model.ProjectSummary
	for i := range 87 {
		p := model.ProjectSummary{Project: model.Project{Name: fmt.Sprintf("第 %d 个项目", i+1), Field: "孝老关爱", Audience: "辖区独居老人"}, UnitName: "区税务局", Milestones: 4, Done: i % 5, Spent: 12850}
		switch {
		case i < 17:
			p.Origin = model.DistrictProject
		case i < 39:
			p.Origin = model.UnitProject
		default:
			p.Origin = model.WelfarePlus
		}
		list = append(list, p)
	}
	d := draw(t, func(w io.Writer) (Sheet, error) { return Projects(w, list, options) })
	d.sound(t)
	if len(d.Warnings) > 0 {
		t.Errorf("warnings %q", d.Warnings)
	}
	d.has(t, "区级普惠 17 个，成员单位自谋 22 个，公益+ 48 个", "共 87 个项目，支出 11179.50 元。")
}
