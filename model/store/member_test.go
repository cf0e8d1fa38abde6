package store

import (
	"slices"
	"testing"

	"jishi/model"
)

func fullMember(branch model.ID) model.Member {
	return model.Member{
		Name: "万俟方", Sex: model.Female, Ethnic: "汉族", NativePlace: "河南郑州", Education: "大学", Degree: "学士",
		Birthday: model.Birthday{Date: model.Date{Year: 1938, Month: 2, Day: 30}, Calendar: model.Lunar},
		IDNumber: "999999193804012345", Phone: "19900000001", Address: "大学路 1 号", Employer: "某厂", Post: "工人",
		Standing: "正式党员", Category: "离退休", Branch: branch,
		Joined: model.Date{Year: 1960, Month: 3}, Confirmed: model.Date{Year: 1961, Month: 3, Day: 5},
		PartyPost: "委员", Tags: []string{"困难", "独居"}, VolunteerNumber: "4101030001",
		State: model.Moved, StateDate: dayOfMay(1), StateReason: "转往金水区", Notes: "有 100% 的热情，O'Brien_",
	}
}

func TestAMemberComesBackAsItWasSaved(t *testing.T) {
	s := newStore(t)
	saved := addMember(t, s, fullMember(addBranch(t, s, "第一党支部")))
	if saved.Pinyin != "mo qi fang" || saved.Initials != "mqf" || saved.Rev != 1 || saved.Owner == "" {
		t.Errorf("the store did not fill in the record: %+v", saved)
	}
	read, err := s.Member(t.Context(), saved.ID)
	must(t, err)
	if !equal(read, saved) {
		t.Errorf("read  %+v\nsaved %+v", read, saved)
	}
	want := fullMember(saved.Branch)
	want.Record, want.Pinyin, want.Initials = read.Record, read.Pinyin, read.Initials
	if !equal(read, want) {
		t.Errorf("read %+v\nwant %+v", read, want)
	}
}

func equal(a, b model.Member) bool {
	tags := slices.Equal(a.Tags, b.Tags)
	a.Tags, b.Tags = nil, nil
	aRecord, bRecord := a.Record, b.Record
	sameTimes := aRecord.CreatedAt.Equal(bRecord.CreatedAt) && aRecord.UpdatedAt.Equal(bRecord.UpdatedAt)
	aRecord.CreatedAt, aRecord.UpdatedAt = bRecord.CreatedAt, bRecord.UpdatedAt
	a.Record, b.Record = model.Record{}, model.Record{}
	return tags && sameTimes && aRecord == bRecord && memberText(a) == memberText(b)
}

func memberText(m model.Member) string {
	r, err := memberOf(m)
	if err != nil {
		return err.Error()
	}
	text, err := r.image()
	if err != nil {
		return err.Error()
	}
	return text
}

func TestAStaleMemberIsNotSavedOverANewerOne(t *testing.T) {
	s := newStore(t)
	mine := addMember(t, s, model.Member{Name: "张三"})
	theirs := mine
	theirs.Phone = "19900000002"
	theirs = addMember(t, s, theirs)
	mine.Phone = "19900000003"
	_, err := s.SaveMember(t.Context(), mine)
	refused(t, err, model.Conflict)
	now, err := s.Member(t.Context(), mine.ID)
	must(t, err)
	if now.Phone != theirs.Phone || now.Rev != 2 {
		t.Errorf("the newer save was lost: %+v", now)
	}
}

func TestPinyinFollowsTheNameUntilItIsCorrectedByHand(t *testing.T) {
	s := newStore(t)
	m := addMember(t, s, model.Member{Name: "单一"})
	if m.Pinyin != "shan yi" {
		t.Errorf("surname reading: %q", m.Pinyin)
	}
	m.Name = "单二"
	if m = addMember(t, s, m); m.Pinyin != "shan er" {
		t.Errorf("pinyin stayed behind: %q", m.Pinyin)
	}
	m.Pinyin = "Dan  Er"
	if m = addMember(t, s, m); m.Pinyin != "dan er" || m.Initials != "de" {
		t.Errorf("correction by hand: %q %q", m.Pinyin, m.Initials)
	}
	m.Phone = "19900000001"
	if m = addMember(t, s, m); m.Pinyin != "dan er" {
		t.Errorf("correction was lost: %q", m.Pinyin)
	}
}

func TestAWrongFieldIsNamedAndNothingIsSaved(t *testing.T) {
	s := newStore(t)
	_, err := s.SaveMember(t.Context(), model.Member{Name: "  "})
	refused(t, err, model.Invalid)
	_, err = s.SaveMember(t.Context(), model.Member{Name: "张\x00三"})
	refused(t, err, model.Invalid)
	_, err = s.SaveMember(t.Context(), model.Member{Name: "张三", Branch: "no such branch"})
	if err == nil {
		t.Error("a branch that does not exist was accepted")
	}
	if got := search(t, s, ""); len(got) != 0 {
		t.Errorf("saved all the same: %v", got)
	}
}

func TestRemovedMembersLeaveTheListsAndComeBack(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四")
	must(t, s.RemoveMember(t.Context(), m[0].ID))
	if got := search(t, s, ""); !slices.Equal(got, []string{"李四"}) {
		t.Errorf("after removal: %v", got)
	}
	if got := search(t, s, "zs"); len(got) != 0 {
		t.Errorf("search finds the removed: %v", got)
	}
	page, err := s.Members(t.Context(), MemberFilter{Removed: true})
	must(t, err)
	if got := namesOf(page.Members); !slices.Equal(got, []string{"张三"}) {
		t.Errorf("list of the removed: %v", got)
	}
	must(t, s.RestoreMember(t.Context(), m[0].ID))
	if got := search(t, s, "zs"); !slices.Equal(got, []string{"张三"}) {
		t.Errorf("after restoring: %v", got)
	}
	refused(t, s.RemoveMember(t.Context(), "nobody"), model.NotFound)
}

func TestEveryChangeOfAMemberIsOnTheAuditTrail(t *testing.T) {
	s := newStore(t)
	m := addMember(t, s, model.Member{Name: "张三", Phone: "19900000001"})
	m.Phone = "19900000002"
	addMember(t, s, m)
	must(t, s.RemoveMember(t.Context(), m.ID))
	var trail []auditRow
	must(t, s.reading.Where("subject = ?", m.ID).Order("created_at, id").Find(&trail).Error)
	if len(trail) != 3 {
		t.Fatalf("%d entries, want 3", len(trail))
	}
	if trail[0].Before != "null" || trail[1].Before != trail[0].After || trail[1].Before == trail[1].After {
		t.Errorf("before and after do not join: %+v", trail)
	}
}
