package store

import (
	"fmt"
	"strings"
	"testing"

	"jishi/model"
)

func described(changes []model.Change) []string {
	var lines []string
	for _, c := range changes {
		var fields []string
		for _, f := range c.Fields {
			fields = append(fields, fmt.Sprintf("%s %s→%s", f.Label, f.Before, f.After))
		}
		lines = append(lines, strings.TrimSpace(c.Operator+" "+c.Action+"："+strings.Join(fields, "，")))
	}
	return lines
}

func TestEveryChangeOfAMemberIsTold(t *testing.T) {
	s := newStore(t)
	must(t, s.SaveOperator(t.Context(), "李敏"))
	m := addMember(t, s, model.Member{Name: "张三", Phone: "19900000001"})
	must(t, s.SaveOperator(t.Context(), "王芳"))
	m.Branch = addBranch(t, s, "第一支部")
	m, err := s.SaveMember(t.Context(), m)
	must(t, err)
	changed := m
	changed.Phone = "19900000002"
	importRows(t, s, model.ImportRow{Fate: model.RowChanged, Member: changed}, model.ImportRow{Fate: model.RowNew, Member: model.Member{Name: "李四"}})
	must(t, s.RemoveMember(t.Context(), m.ID))
	must(t, s.RestoreMember(t.Context(), m.ID))
	changes, err := s.MemberChanges(t.Context(), m.ID)
	must(t, err)
	want := []string{
		"王芳 从回收站恢复：", "王芳 移到回收站：", "导入 花名册.xlsx：电话 19900000001→19900000002",
		"王芳 修改：所属支部 →第一支部", "李敏 新增：姓名 →张三，拼音 →zhang san，电话 →19900000001",
	}
	if got := described(changes); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("changes are\n%s", strings.Join(got, "\n"))
	}
	page, err := s.Members(t.Context(), MemberFilter{Search: "李四"})
	must(t, err)
	li, err := s.MemberChanges(t.Context(), page.Members[0].ID)
	must(t, err)
	if len(li) != 1 || li[0].Action != "导入 花名册.xlsx" || len(li[0].Fields) == 0 || li[0].Fields[0].After != "李四" {
		t.Errorf("a member that an import made: %v", described(li))
	}
}

func TestAnUndoneImportAndAMergeAreTold(t *testing.T) {
	s := newStore(t)
	m := addMember(t, s, model.Member{Name: "张三", Phone: "1"})
	changed := m
	changed.Phone = "2"
	batch := importRows(t, s, model.ImportRow{Fate: model.RowChanged, Member: changed})
	must(t, s.UndoImport(t.Context(), batch.ID))
	other := addMember(t, s, model.Member{Name: "张三", Address: "大学路"})
	now, err := s.Member(t.Context(), m.ID)
	must(t, err)
	merge, err := s.MergeMembers(t.Context(), model.Merge{Keep: m.ID, Drop: other.ID, KeepRev: now.Rev, DropRev: other.Rev, Member: now.Filled(other)})
	must(t, err)
	must(t, s.UndoMerge(t.Context(), merge.ID))
	changes, err := s.MemberChanges(t.Context(), m.ID)
	must(t, err)
	var actions []string
	for _, c := range changes {
		actions = append(actions, c.Action)
	}
	if want := "撤销合并 合并 撤销导入 花名册.xlsx 导入 花名册.xlsx 新增"; strings.Join(actions, " ") != want {
		t.Errorf("actions %v", actions)
	}
}

func TestAProfileHoldsEverythingOfOnePerson(t *testing.T) {
	s, members := mergeCentre(t, func(member, _ int) model.AttendanceState {
		if member == 0 {
			return model.Present
		}
		return ""
	})
	h, err := s.SaveHonour(t.Context(), model.Honour{Member: members[0].ID, Title: " 优秀志愿者 ", Level: "区级", Given: model.Date{Year: 2017, Month: 7}})
	must(t, err)
	p, err := s.Profile(t.Context(), members[0].ID)
	must(t, err)
	if len(p.History) != 4 || len(p.Honours) != 1 || p.Honours[0].Title != "优秀志愿者" || len(p.Greetings) == 0 {
		t.Errorf("the profile is %+v", p)
	}
	if years := p.Years(); len(years) != 1 || years[0].Times != 4 || years[0].Minutes != 480 || years[0].Volunteer != 480 {
		t.Errorf("years %+v", p.Years())
	}
	must(t, s.RemoveHonour(t.Context(), h.ID))
	if list, err := s.Honours(t.Context(), members[0].ID); err != nil || len(list) != 0 {
		t.Errorf("after removing: %v %v", list, err)
	}
	must(t, s.RestoreHonour(t.Context(), h.ID))
	if list, err := s.Honours(t.Context(), members[0].ID); err != nil || len(list) != 1 {
		t.Errorf("after restoring: %v %v", list, err)
	}
	for _, bad := range []model.Honour{{Member: members[0].ID}, {Title: "优秀"}, {Member: members[0].ID, Title: strings.Repeat("长", 101)}} {
		if _, err := s.SaveHonour(t.Context(), bad); model.CodeOf(err) != model.Invalid {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}
