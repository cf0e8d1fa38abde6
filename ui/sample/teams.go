package sample

import (
	"fmt"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
)

// squads are the centre's teams; the last one has lost its leader.
var squads = []struct {
	name, class, slogan string
	founded             model.Date
	leader              string // a member's name
	size                int
}{
	{"高山社区扶老助残志愿服务队", "扶老助残", "老人的事，就是我们的事", model.Date{Year: 2012, Month: 3, Day: 5}, "李敏", 14},
	{"高山社区生态环保志愿服务队", "生态环保", "弯一弯腰，家园更美", model.Date{Year: 2014, Month: 6, Day: 5}, "王芳", 9},
	{"高山社区平安应急志愿服务队", "平安应急", "多走一圈，大家安心", model.Date{Year: 2013, Month: 11, Day: 9}, "陈大勇", 10},
	{"高山社区理论宣讲志愿服务队", "理论宣讲", "用家常话，讲大道理", model.Date{Year: 2016, Month: 7, Day: 1}, "赵铁柱", 7},
	{"高山社区文化文艺志愿服务队", "文化文艺", "你唱我和，邻里同乐", model.Date{Year: 2017, Month: 10}, "", 6},
}

// teams makes the centre's teams, stations and projects, and writes down what
// its volunteers can do and when.
func (b *builder) teams() error {
	volunteers, err := b.recruits()
	if err != nil {
		return err
	}
	if err := b.stations(volunteers); err != nil {
		return err
	}
	for i, s := range squads {
		team := model.Team{Name: s.name, Class: s.class, Slogan: s.slogan, Founded: s.founded, Leader: b.named(s.leader)}
		if i < len(b.stationIDs) {
			team.Station = b.stationIDs[i]
		}
		if team, err = b.store.SaveTeam(b, team); err != nil {
			return err
		}
		b.teamIDs = append(b.teamIDs, team.ID)
		var members []model.ID
		for n := range s.size {
			members = append(members, volunteers[(i*5+n)%len(volunteers)])
		}
		if _, err := b.store.JoinTeam(b, team.ID, members, b.day.AddDays(-200-40*i)); err != nil {
			return err
		}
	}
	return b.projects()
}

// named is the member of a name, none where there is none.
func (b *builder) named(name string) model.ID {
	for _, m := range b.everyone {
		if m.Name == name && m.State == model.Active {
			return m.ID
		}
	}
	return ""
}

// recruits makes volunteers of some members more and gives all of them skills
// and times at which they are free; it returns them in order of pinyin.
func (b *builder) recruits() ([]model.ID, error) {
	var fresh []model.ID
	for i, m := range b.everyone {
		if m.VolunteerNumber == "" && m.State == model.Active && m.PartyPost == "" && i%9 == 4 {
			fresh = append(fresh, m.ID)
		}
	}
	if _, err := b.store.Recruit(b, fresh, store.Recruiting{Joined: b.day.AddDays(-60)}); err != nil {
		return nil, err
	}
	page, err := b.store.Volunteers(b, store.VolunteerFilter{})
	if err != nil {
		return nil, err
	}
	skills, classes := model.DefaultWords()[model.Skills], model.DefaultWords()[model.TeamClasses]
	var ids []model.ID
	for i, v := range page.Volunteers {
		ids = append(ids, v.Member)
		one := v.Volunteer
		one.Skills = []string{skills[i*5%len(skills)]}
		if i%3 == 0 {
			one.Skills = append(one.Skills, skills[(i*7+1)%len(skills)])
		}
		one.Classes = []string{classes[i%len(classes)]}
		if one.Joined.IsZero() {
			one.Joined = b.day.AddDays(-300 - 11*i)
		}
		for day := range 7 {
			for n, part := range model.DayParts() {
				one.Free = one.Free.With(day, part, (day*3+n+i)%5 < 2 && i%8 != 7)
			}
		}
		if err := b.store.SaveVolunteer(b, one); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// stations makes two stations with their things and the duty rosters of last
// week and this.
func (b *builder) stations(volunteers []model.ID) error {
	monday := model.MondayOf(b.day)
	for i, s := range []model.Station{
		{Code: "410103008012-01", Name: "三官庙院志愿服务站", Address: "三官庙院 1 号楼门厅", Hours: "每天 8:30–17:30", Phone: "0371-99000012", Opened: model.Date{Year: 2015, Month: 3, Day: 5}},
		{Code: "410103008012-02", Name: "高山小区志愿服务站", Address: "高山小区东门物业用房", Hours: "周一至周五 8:30–17:30", Phone: "0371-99000013", Opened: model.Date{Year: 2016, Month: 9, Day: 1}},
	} {
		s.Keeper = volunteers[i*3]
		station, err := b.store.SaveStation(b, s)
		if err != nil {
			return err
		}
		b.stationIDs = append(b.stationIDs, station.ID)
		if err := b.store.SaveItems(b, station.ID, []model.Item{
			{Name: "雨伞", Quantity: 12, Unit: "把", Note: "借出登记"},
			{Name: "药箱", Quantity: 1, Unit: "个", Note: "每季度查一次有效期"},
			{Name: "老花镜", Quantity: 6, Unit: "副"},
			{Name: "轮椅", Quantity: 1 + i, Unit: "辆"},
		}); err != nil {
			return err
		}
		for day := range 7 - 2*i { // the second one is closed at weekends
			for n, part := range model.DayParts()[:2] {
				at := day*4 + n*2 + i
				people := []model.ID{volunteers[at%len(volunteers)], volunteers[(at+1)%len(volunteers)]}
				if err := b.store.SetShift(b, station.ID, monday.AddDays(day-7), part, people); err != nil {
					return err
				}
			}
		}
		if _, err := b.store.CopyShifts(b, station.ID, monday.AddDays(-7), monday); err != nil {
			return err
		}
	}
	return nil
}

// projects makes public-welfare projects of the three origins. The services of
// the month belong to those of their field, see projectOf.
func (b *builder) projects() error {
	for i, p := range []model.Project{
		{Origin: model.DistrictProject, Name: "爱心助餐进楼院", Field: "孝老关爱", Audience: "辖区 80 岁以上独居老人", Goal: "每周二、四送餐上门，同时看一看身体和水电。"},
		{Origin: model.DistrictProject, Name: "清洁家园每周行动", Field: "生态环保", Audience: "全体居民", Goal: "每周六上午清楼道、捡垃圾、劝导分类。"},
		{Origin: model.UnitProject, Name: "便民药房义诊", Field: "医疗健康", Audience: "慢性病老人", Goal: "每月一次量血压、测血糖、讲用药。"},
		{Origin: model.UnitProject, Name: "供电师傅进家门", Field: "平安应急", Audience: "老旧院落住户", Goal: "检查老化线路，更换安全插座。"},
		{Origin: model.UnitProject, Name: "老街坊书画课", Field: "文化文艺", Audience: "退休居民", Goal: "每两周一课，年底办展。"},
		{Origin: model.WelfarePlus, Name: "四点半课堂", Field: "助学支教", Audience: "双职工家庭的小学生", Goal: "放学后有人陪写作业、读书。"},
		{Origin: model.WelfarePlus, Name: "好邻居评选", Field: "善行美德", Audience: "全体居民", Goal: "一季一评，写进光荣榜。"},
		{Origin: model.WelfarePlus, Name: "文明楼道共建", Field: "文明礼仪", Audience: "高山小区住户", Goal: "清杂物、刷墙面、立公约。"},
		{Origin: model.WelfarePlus, Name: "夜间平安巡逻", Field: "平安应急", Audience: "全体居民", Goal: "每晚两人一组，走三个院落。"},
	} {
		p.Started = b.day.AddDays(-150 + 9*i)
		p.Contact = []string{"李敏", "王芳", "陈大勇"}[i%3]
		p.Unit = b.centreID
		if units := b.units; p.Origin == model.UnitProject && len(units) > 0 {
			p.Unit = units[i%len(units)]
		}
		saved, err := b.store.SaveProject(b, p)
		if err != nil {
			return fmt.Errorf("make the project %s: %w", p.Name, err)
		}
		b.projectOf[p.Field] = saved.ID
		state := func(step int) (model.MilestoneState, model.Date) {
			switch done := i % 4; {
			case step < done:
				return model.MilestoneDone, p.Started.AddDays(30*step + 20)
			case step == done:
				return model.MilestoneUnder, model.Date{}
			}
			return model.MilestonePlanned, model.Date{}
		}
		var steps []model.Milestone
		for step, title := range []string{"摸底登记", "招募志愿者、排班", "开展服务", "年终总结"} {
			m := model.Milestone{Title: title, Due: p.Started.AddDays(30 + 70*step)}
			m.State, m.Done = state(step)
			steps = append(steps, m)
		}
		if err := b.store.SaveMilestones(b, saved.ID, steps); err != nil {
			return err
		}
		if i%2 == 0 {
			cost := model.Expense{Day: p.Started.AddDays(15), Amount: (180 + 65*i) * 100, Purpose: "材料和工具"}
			if err := b.store.SaveExpenses(b, saved.ID, []model.Expense{cost}); err != nil {
				return err
			}
		}
	}
	return nil
}

// teamPDFs are the overviews of teams, the duty rosters and the list of
// projects.
func (b *builder) teamPDFs() []printing.Job {
	jobs := []printing.Job{{Kind: printing.Projects}}
	for _, id := range b.teamIDs {
		jobs = append(jobs, printing.Job{Kind: printing.Team, ID: id})
	}
	for _, id := range b.stationIDs {
		jobs = append(jobs, printing.Job{Kind: printing.DutyRoster, ID: id})
	}
	return jobs
}
