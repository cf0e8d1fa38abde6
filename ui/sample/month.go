package sample

import (
	"fmt"
	"slices"
	"time"

	"jishi/model"
	"jishi/model/store"
)

// event is one activity of the sample month and who is asked to come.
type event struct {
	activity model.Activity
	day      int // days from the sample's day; negative is past
	hour     int
	minute   int
	length   int // minutes
	expect   func(model.Member) bool
	guests   []model.WalkIn
	early    int // of an event that is about to begin, how many have signed in
}

// month records thirty days behind the sample's day and plans the week ahead.
func (b *builder) month() error {
	programme, err := b.store.SaveProgramme(b, model.Programme{
		Title: "党务干部培训班", Organiser: "大学路街道党工委", PassPercent: 75,
	})
	if err != nil {
		return err
	}
	b.programme = programme.ID
	celebrated, err := b.celebrated()
	if err != nil {
		return err
	}
	for _, e := range b.events(celebrated) {
		b.clock.goTo(min(e.day, 0))
		if err := b.hold(e); err != nil {
			return fmt.Errorf("record %s: %w", e.activity.Title, err)
		}
	}
	return b.finish()
}

// celebrated are the members whose birthday falls in the month of the party.
func (b *builder) celebrated() ([]model.ID, error) {
	party := b.day.AddDays(-5)
	found, err := b.store.Anniversaries(b, store.AnniversaryFilter{From: model.Date{Year: party.Year, Month: party.Month, Day: 1}, Days: 31})
	if err != nil {
		return nil, err
	}
	var ids []model.ID
	for _, a := range found.Anniversaries {
		if a.Kind == model.BirthdayAnniversary && a.Date.Month == party.Month {
			ids = append(ids, a.Member.ID)
		}
	}
	return ids, nil
}

func (b *builder) inBranch(name string) func(model.Member) bool {
	return func(m model.Member) bool { return b.branchOf[m.Branch] == name }
}

func (b *builder) events(celebrated []model.ID) []event {
	first := b.inBranch("高山第一支部")
	second := b.inBranch("高山第二支部")
	volunteers := func(m model.Member) bool { return m.VolunteerNumber != "" }
	trainees := func(m model.Member) bool { return m.PartyPost != "" || m.Name == truant }
	born := func(m model.Member) bool { return slices.Contains(celebrated, m.ID) }
	lecture := func(n int, topic string) model.Activity {
		return model.Activity{
			Kind: model.Lesson, Title: fmt.Sprintf("学习讲堂第 %d 讲：%s", n, topic), Branch: b.places["高山第一支部"], Theme: "学用贯通", Initiative: "基层基础固本",
			Place: "教育大讲堂", Organiser: "高山社区党委", Presenter: "刘　洋", PresenterPost: "区委党校讲师", Host: "李　敏", Recorder: "王　芳",
			Audience: "全体党员", Materials: "社区工作法讲义",
			Content: "围绕群众工作怎么做、社区事务怎么议，结合三官庙院加装路灯的实例，讲清走访、议事、办理、反馈四个环节。",
			Outcome: "党员提出建议 12 条，其中 5 条列入本月办理事项。",
		}
	}
	service := func(title, field string, beneficiaries int, content string) model.Activity {
		team := "高山社区扶老助残志愿服务队"
		if field == "生态环保" {
			team = "高山社区生态环保志愿服务队"
		}
		return model.Activity{
			Kind: model.Volunteering, Title: title, Initiative: "社区党建融合", Place: "三官庙院", Organiser: "高山社区党群服务中心",
			Host: "李　敏", Recorder: "王　芳", Team: team, ServiceField: field, Project: b.projectOf[field], Beneficiaries: beneficiaries,
			Content: content, Outcome: "居民满意，约定每月一次。",
		}
	}
	memberDay := model.Activity{
		Kind: model.MemberDay, Title: "主题党日：我是党员我带头", Theme: "我是党员我带头", Initiative: "特色品牌星火",
		Branch: b.places["高山第二支部"], Place: "党员议事厅", Organiser: "高山第二支部", Host: "李　敏", Recorder: "王　芳",
		Agenda:    "一、重温入党誓词；二、集中学习；三、讨论社区微实事；四、表决。",
		Content:   "全体党员重温入党誓词，书记领学并结合社区工作谈体会；围绕院内照明、老人助餐两件实事讨论，共提出建议 9 条。",
		Decisions: "“三官庙院加装路灯”：赞成的超过应到会有表决权人数的半数，通过。",
		Outcome:   "路灯已报街道，助餐走访完成。",
	}
	events := b.training(trainees)
	return append(events,
		event{activity: service("孝老关爱：为独居老人理发", "孝老关爱", 26, "上门和集中相结合，为 26 位老人理发、量血压、打扫房间。"), day: -12, hour: 9, length: 150, expect: volunteers},
		event{activity: memberDay, day: -9, hour: 19, minute: 30, length: 90, expect: second},
		event{
			activity: model.Activity{
				Kind: model.BirthdayParty, Title: "社区党员集体生日会", Theme: "党员过生日，初心再出发", Place: "党员交流区", Organiser: "高山社区党群服务中心",
				Host: "李　敏", Recorder: "王　芳", Gift: "贺卡一张、长寿面一碗", Content: "重温入党志愿，送上贺卡，讲讲自己的入党故事。", Outcome: "到会党员合影留念。",
			},
			day: -5, hour: 15, length: 60, expect: born,
		},
		event{
			activity: lecture(18, "社区工作法"), day: -2, hour: 9, length: 90, expect: first,
			guests: []model.WalkIn{{Name: "林秀英", Phone: "19900009001", Unit: "居民"}, {Name: "何志远", Phone: "19900009002", Unit: "物业公司"}},
		},
		event{activity: service("生态环保：清洁家园", "生态环保", 120, "清理楼道杂物 9 处，捡拾白色垃圾，劝导垃圾分类。"), day: -1, hour: 8, minute: 30, length: 120, expect: volunteers},
		event{
			activity: model.Activity{
				Kind: model.BranchAssembly, Title: "第三支部党员大会", Theme: "我是党员我带头", Initiative: "基层基础固本", Place: "党员议事厅",
				Organiser: "高山第三支部", Host: "李　敏", Recorder: "王　芳", Agenda: "一、通报上月工作；二、讨论加装路灯；三、表决。",
			},
			hour: 9, length: 90, expect: b.inBranch("高山第三支部"), early: 9,
		},
		event{activity: service("孝老关爱：助餐送餐", "孝老关爱", 0, ""), day: 1, hour: 9, length: 120, expect: volunteers},
		event{activity: lecture(19, "怎样开好居民议事会"), day: 3, hour: 15, length: 90, expect: first},
		event{activity: memberDay, day: 4, hour: 19, minute: 30, length: 90, expect: second},
	)
}

// training is the programme: four afternoons, a week apart.
func (b *builder) training(trainees func(model.Member) bool) []event {
	topics := []string{"党务工作基础", "发展党员流程", "组织生活怎么记", "社区治理案例"}
	var events []event
	for i, topic := range topics {
		events = append(events, event{
			activity: model.Activity{
				Kind: model.Training, Title: fmt.Sprintf("党务干部培训班（第 %d 课）：%s", i+1, topic), Programme: b.programme, Number: i + 1,
				Initiative: "基层基础固本", Place: "教育大讲堂", Organiser: "大学路街道党工委", Presenter: "刘　洋", PresenterPost: "区委党校讲师",
				Host: "李　敏", Recorder: "王　芳", Materials: "培训讲义", Content: topic + "的要点、表格和常见差错，分组练习并讲评。", Outcome: "全员完成课堂练习。",
			},
			day: -24 + 7*i, hour: 14, length: 240, expect: trainees,
		})
	}
	return events
}

// hold saves one event, expects its people and, where it is past, marks them.
func (b *builder) hold(e event) error {
	d := b.day.AddDays(e.day)
	a := e.activity
	a.Start = time.Date(d.Year, time.Month(d.Month), d.Day, e.hour, e.minute, 0, 0, time.UTC)
	a.End = a.Start.Add(time.Duration(e.length) * time.Minute)
	a.State = model.Planned
	if e.day >= 0 {
		a.Outcome, a.Decisions = "", "" // not known before the day
	}
	a, err := b.store.SaveActivity(b, a)
	if err != nil {
		return err
	}
	b.made.Activities++

	var ids []model.ID
	for _, m := range b.everyone {
		if m.State == model.Active && e.expect(m) {
			ids = append(ids, m.ID)
		}
	}
	if _, err := b.store.Expect(b, a.ID, ids); err != nil {
		return err
	}
	b.made.Attendances += len(ids)
	if e.day >= 0 {
		return b.signIn(a, e.early)
	}
	b.records = append(b.records, a.ID)
	for _, g := range e.guests {
		if _, err := b.store.AddWalkIn(b, a.ID, g); err != nil {
			return err
		}
		b.made.Attendances++
	}
	return b.mark(a)
}

// signIn signs in the first few of those expected, who came before it begins.
func (b *builder) signIn(a model.Activity, early int) error {
	if early == 0 {
		return nil
	}
	roll, err := b.store.Roll(b, a.ID)
	if err != nil {
		return err
	}
	var marks []model.Mark
	for i, person := range roll.Attendees[:min(early, len(roll.Attendees))] {
		arrived := a.Start.Add(time.Duration(i-45) * time.Minute)
		marks = append(marks, model.Mark{Attendance: person.ID, State: model.Present, Arrived: arrived.Format("15:04")})
	}
	return b.store.SaveMarks(b, a.ID, marks)
}

// mark signs the expected people in by a fixed pattern: of twenty, one is
// absent, one on leave and one late.
func (b *builder) mark(a model.Activity) error {
	const dropout = "孙卫东" // came to half of the training, which is too little for a certificate
	roll, err := b.store.Roll(b, a.ID)
	if err != nil {
		return err
	}
	var marks []model.Mark
	for i, person := range roll.Attendees {
		if person.WalkIn {
			continue
		}
		mark := model.Mark{Attendance: person.ID, State: model.Present, Capacity: capacityOf(a, person.Name)}
		arrived := a.Start.Add(time.Duration(i%9-10) * time.Minute)
		switch (i*7 + a.Number*3 + int(a.Start.Weekday())) % 20 {
		case 4:
			mark.State, mark.Reason = model.Absent, ""
		case 9:
			mark.State, mark.Reason = model.Leave, []string{"外出", "生病", "值班"}[i%3]
		case 15:
			mark.State, arrived = model.Late, a.Start.Add(18*time.Minute)
		}
		if person.Name == dropout && a.Kind == model.Training && a.Number > 2 {
			mark.State, mark.Reason = model.Leave, "外出"
		}
		if mark.State.Attended() {
			mark.Arrived = arrived.Format("15:04")
			if a.Kind == model.Volunteering {
				mark.Left = a.End.Add(time.Duration(i%5) * time.Minute).Format("15:04")
			}
		}
		marks = append(marks, mark)
	}
	return b.store.SaveMarks(b, a.ID, marks)
}
