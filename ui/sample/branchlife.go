package sample

import (
	"bytes"
	"fmt"
	"image/png"
	"slices"
	"time"

	"jishi/model"
)

// meeting is one activity of a branch's year: what it was, and what its record
// has.
type meeting struct {
	kind       model.Kind
	unit       string // branch or group
	month, day int
	hour       int
	title      string
	presenter  string // 党课 only
	bare       bool   // nobody wrote down what was said
	photos     int
}

// leaders are tagged as such, whether they came as ordinary members or not.
var leaders = map[string]bool{"李敏": true, "仇𬭎": true, "王伟": false, "周明": false}

// branchLife records the organisation life of the year so far: one branch that
// keeps everything, one that forgot a month and made up for it and lacks some
// photos, one that has fallen behind.
func (b *builder) branchLife() error {
	for i, m := range b.everyone {
		if _, leads := leaders[m.Name]; !leads || m.PartyPost == "" {
			continue
		}
		m.Tags = append(m.Tags, model.LeaderTag)
		saved, err := b.store.SaveMember(b, m)
		if err != nil {
			return err
		}
		b.everyone[i] = saved
	}
	photos, err := b.meetingPhotos()
	if err != nil {
		return err
	}
	for _, m := range b.meetings() {
		day := model.Date{Year: b.day.Year, Month: m.month, Day: m.day}
		if !day.Before(b.day) {
			continue
		}
		if err := b.holdMeeting(m, day, photos[:m.photos]); err != nil {
			return fmt.Errorf("record %s: %w", m.title, err)
		}
	}
	b.clock.goTo(0)
	return nil
}

// meetings are those of the whole year; what lies ahead is not held yet.
func (b *builder) meetings() []meeting {
	var list []meeting
	for month := 1; month <= 12; month++ {
		for i, branch := range []string{"高山第一支部", "高山第二支部", "高山第三支部"} {
			committee := meeting{kind: model.BranchCommittee, unit: branch, month: month, day: 4 + i, hour: 19, title: fmt.Sprintf("%s支部委员会（%d月）", branch, month), photos: 2}
			day := meeting{kind: model.MemberDay, unit: branch, month: month, day: 12 + i, hour: 15, title: branch + "主题党日：" + monthThemes[month-1], photos: 2}
			switch {
			case i == 1 && month%4 == 2: // forgotten, and made up for a month later
				committee.month, committee.day, committee.title = month+1, 24, fmt.Sprintf("%s支部委员会（补%d月）", branch, month)
				day.photos = 1
			case i == 1:
				committee.photos = month % 3
			case i == 2:
				committee.bare = month%2 == 0
				day.photos = 0
			}
			if i != 2 || month%2 == 1 {
				list = append(list, committee)
			}
			if i != 2 || month%3 != 0 {
				list = append(list, day)
			}
			if month%3 == 0 && i < 2 {
				list = append(list, quarterly(branch, i, month)...)
			}
		}
		list = append(list, groupMeetings(month)...)
	}
	return append(list,
		meeting{kind: model.OrganisationLife, unit: "高山第一支部", month: 1, day: 25, hour: 9, title: "高山第一支部组织生活会", photos: 2},
		meeting{kind: model.Appraisal, unit: "高山第一支部", month: 1, day: 26, hour: 9, title: "高山第一支部民主评议党员", photos: 2},
		meeting{kind: model.OrganisationLife, unit: "高山第二支部", month: 2, day: 2, hour: 9, title: "高山第二支部组织生活会"},
		meeting{kind: model.HeartToHeart, unit: "高山第一支部", month: 1, day: 20, hour: 10, title: "组织生活会前谈心谈话"})
}

// quarterly are a branch's assembly and lesson of the quarter that ends with
// the month.
func quarterly(branch string, i, month int) []meeting {
	return []meeting{
		{kind: model.BranchAssembly, unit: branch, month: month, day: 20 + i, hour: 9, title: fmt.Sprintf("%s第%d季度支部党员大会", branch, month/3), photos: 2},
		{kind: model.Lesson, unit: branch, month: month - 1, day: 26 - i, hour: 9, title: "党课：" + monthThemes[month-2], presenter: []string{"李敏", "仇𬭎"}[i], photos: 2},
	}
}

// groupMeetings are those of the groups in a month; one group meets every other
// month only.
func groupMeetings(month int) []meeting {
	var list []meeting
	for i, g := range groups {
		if i == 3 && month%2 == 0 {
			continue
		}
		list = append(list, meeting{
			kind: model.GroupMeeting, unit: g.name, month: month, day: 16 + i, hour: 19,
			title: fmt.Sprintf("%s党小组会（%d月）", g.name, month), bare: i == 2, photos: 2,
		})
	}
	return list
}

// meetingPhotos are stored once; the records of all meetings show them.
func (b *builder) meetingPhotos() ([]model.ActivityPhoto, error) {
	photos := make([]model.ActivityPhoto, model.AskedPhotos)
	for i, caption := range []string{"会议现场", "集中学习"} {
		var file bytes.Buffer
		if err := png.Encode(&file, drawScene(5+i*4)); err != nil {
			return nil, fmt.Errorf("draw a scene: %w", err)
		}
		photo, err := b.store.AddPhoto(b, &file)
		if err != nil {
			return nil, err
		}
		photos[i] = photo
		photos[i].Caption = caption
	}
	return photos, nil
}

func (b *builder) holdMeeting(m meeting, day model.Date, photos []model.ActivityPhoto) error {
	b.clock.goTo(b.day.DaysUntil(day))
	start := day.Time().Add(time.Duration(m.hour) * time.Hour)
	a := model.Activity{
		Kind: m.kind, Title: m.title, Branch: b.places[m.unit], Theme: monthThemes[day.Month-1], Initiative: "基层基础固本",
		Start: start, End: start.Add(time.Duration(model.KindOf(m.kind).DefaultMinutes) * time.Minute),
		Place: "党员议事厅", Organiser: m.unit, Host: "李　敏", Recorder: "王　芳", State: model.Planned,
	}
	if !m.bare {
		a.Content = "围绕“" + a.Theme + "”学习讨论，结合社区工作谈了打算。"
	}
	if i := slices.IndexFunc(b.everyone, func(one model.Member) bool { return m.presenter != "" && one.Name == m.presenter }); i >= 0 {
		a.Presenter, a.PresenterMember, a.PresenterPost = m.presenter, b.everyone[i].ID, b.everyone[i].PartyPost
	}
	a, err := b.save(a)
	if err != nil {
		return err
	}
	var ids []model.ID
	for _, one := range b.everyone {
		if one.State == model.Active && b.expectedAt(m, one) {
			ids = append(ids, one.ID)
		}
	}
	if _, err := b.store.Expect(b, a.ID, ids); err != nil {
		return err
	}
	b.made.Attendances += len(ids)
	if err := b.mark(a); err != nil {
		return err
	}
	if len(photos) == 0 {
		return nil
	}
	_, err = b.store.AddActivityPhotos(b, a.ID, photos)
	return err
}

// expectedAt: the committee is whoever has a post, a talk is between those, all
// else is for everybody of the branch or group.
func (b *builder) expectedAt(m meeting, one model.Member) bool {
	branch := b.branchOf[b.places[m.unit]]
	if m.kind == model.GroupMeeting {
		return one.Branch == b.places[m.unit]
	}
	if b.branchOf[one.Branch] != branch {
		return false
	}
	if m.kind == model.BranchCommittee || m.kind == model.HeartToHeart {
		return one.PartyPost != ""
	}
	return true
}

// capacityOf is in which capacity somebody comes to an activity of the sample.
func capacityOf(a model.Activity, name string) string {
	if a.Branch == "" || !slices.Contains(model.DualLifeKinds(), a.Kind) {
		return ""
	}
	if leaders[name] {
		return model.AsOrdinaryMember
	}
	return ""
}
