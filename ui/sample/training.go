package sample

import (
	"fmt"
	"time"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
)

// truant is the trainee who misses most of the programme and does not pass.
const truant = "郝文静"

// finish ends the programme: one trainee was hardly there, the others make up
// one of the lessons that they missed.
func (b *builder) finish() error {
	sessions, _, err := b.store.Activities(b, store.ActivityFilter{Programme: b.programme})
	if err != nil {
		return err
	}
	for _, s := range sessions {
		if err := b.stayAway(s.Activity); err != nil {
			return err
		}
	}
	missed, err := b.store.Missed(b, store.MissedFilter{Programme: b.programme})
	if err != nil {
		return err
	}
	for _, m := range missed {
		if m.Name != truant {
			if err := b.makeUp(m, missed); err != nil {
				return err
			}
			break
		}
	}
	b.clock.goTo(0)
	return b.store.CloseProgramme(b, b.programme)
}

// stayAway marks the truant absent, on all but the last session's list.
func (b *builder) stayAway(a model.Activity) error {
	if a.Number == 4 {
		return nil
	}
	roll, err := b.store.Roll(b, a.ID)
	if err != nil {
		return err
	}
	var marks []model.Mark
	for _, p := range roll.Attendees {
		if p.Name == truant {
			marks = append(marks, model.Mark{Attendance: p.ID, State: model.Absent, LateEntry: "学员单位核实后补记"})
		}
	}
	b.clock.goTo(b.day.DaysUntil(a.Date()))
	return b.store.SaveMarks(b, a.ID, marks)
}

// makeUp holds the session at which what m was missed by is made up.
func (b *builder) makeUp(m model.Missed, missed []model.Missed) error {
	lesson, err := b.store.Activity(b, m.Activity)
	if err != nil {
		return err
	}
	a := model.MakeUpOf(lesson, b.day)
	day := b.day.AddDays(-1)
	a.Start, a.End = day.On(lesson.Start), day.On(lesson.End)
	a.Start, a.End = a.Start.Add(4*time.Hour), a.End.Add(4*time.Hour)
	a.Place = "党员交流区"
	b.clock.goTo(-1)
	if a, err = b.save(a); err != nil {
		return err
	}
	people := model.Waiting(missed, m.Activity)
	if _, err := b.store.Expect(b, a.ID, people); err != nil {
		return err
	}
	b.made.Attendances += len(people)
	roll, err := b.store.Roll(b, a.ID)
	if err != nil {
		return err
	}
	var marks []model.Mark
	for _, p := range roll.Attendees {
		state := model.Present
		if p.Name == truant {
			state = model.Absent
		}
		marks = append(marks, model.Mark{Attendance: p.ID, State: state})
	}
	return b.store.SaveMarks(b, a.ID, marks)
}

// series is a series of lectures, one a month, of which a month was missed.
func (b *builder) series() error {
	series, err := b.store.SaveProgramme(b, model.Programme{
		Kind: model.LectureSeries, Title: "书香讲坛", Organiser: "高山社区党委", PerMonth: 1,
	})
	if err != nil {
		return err
	}
	b.lectures = series.ID
	number := 0
	for _, l := range []struct {
		months int // before the sample's
		topic  string
	}{{4, "二十四节气与邻里生活"}, {3, "家风家训里的故事"}, {1, "怎样给孩子讲革命故事"}} {
		number++
		first := b.day.Time().AddDate(0, -l.months, 1-b.day.Day)
		if err := b.lecture(number, l.topic, model.DateOf(first).AddDays(11), model.Held); err != nil {
			return err
		}
	}
	b.clock.goTo(0)
	return b.lecture(number+1, "老城记忆：二七路上的店铺", b.day.AddDays(12), model.Planned)
}

// lecture is one lecture of the series, with a third of the people on its list.
func (b *builder) lecture(number int, topic string, day model.Date, state model.ActivityState) error {
	a := model.Activity{
		Kind: model.Lecture, Title: fmt.Sprintf("书香讲坛第 %d 讲：%s", number, topic), Programme: b.lectures, Number: number,
		Initiative: "特色品牌星火", Place: "图书阅览区", Organiser: "高山社区党委", Presenter: "周　明", PresenterPost: "区图书馆馆员",
		Audience: "党员和居民", Host: "李　敏", Recorder: "王　芳", State: state,
	}
	a.Start = day.Time().Add(15 * time.Hour)
	a.End = a.Start.Add(90 * time.Minute)
	b.clock.goTo(min(b.day.DaysUntil(day), 0))
	a, err := b.save(a)
	if err != nil {
		return err
	}
	var members []model.ID
	for i, m := range b.everyone {
		if m.State == model.Active && (i+number)%3 == 0 {
			members = append(members, m.ID)
		}
	}
	if _, err := b.store.Expect(b, a.ID, members); err != nil {
		return err
	}
	b.made.Attendances += len(members)
	if state == model.Planned {
		return nil
	}
	return b.mark(a)
}

// trainingPDFs are the forms of the programme and of the series: certificates,
// proofs in the other designs, one with words of the centre's own.
func (b *builder) trainingPDFs() []printing.Job {
	own := model.CertificateStyle{Design: 2, Wording: "兹证明{姓名}同志于{时间}参加{主办}举办的“{课程}”，共 {课次} 课 {学时} 学时，成绩合格，特发此证。"}
	return []printing.Job{
		{Kind: printing.Completion, ID: b.programme},
		{Kind: printing.CompletionProof, ID: b.programme, Style: own},
		{Kind: printing.CompletionProof, ID: b.programme, Style: model.CertificateStyle{Design: 3}},
		{Kind: printing.Attendance, ID: b.programme},
		{Kind: printing.NotPassed, ID: b.programme},
		{Kind: printing.Register, Of: model.Completion, ID: b.programme},
		{Kind: printing.Attendance, ID: b.lectures},
	}
}
