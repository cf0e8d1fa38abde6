package store

import (
	"slices"
	"testing"

	"jishi/model"
)

func TestASavedListComesBackAsItWas(t *testing.T) {
	s := newStore(t)
	want := MemberFilter{
		Search: "zxm %", Branch: "b", Category: "社区", Tag: "独居", State: model.Active, Lacks: LacksBirthday, Has: LacksPhone, InService: true,
		AgeFrom: 60, AgeTo: 79, JoinedFrom: model.Date{Year: 1990}, JoinedTo: model.Date{Year: 1999, Month: 12, Day: 31},
		Removed: true, Order: ByStrokes, Descending: true,
	}
	saved, err := s.SaveMemberList(t.Context(), MemberList{Name: " 独居老人 ", Filter: want, Columns: []string{"Name", "Phone"}})
	must(t, err)
	lists, err := s.MemberLists(t.Context())
	must(t, err)
	if len(lists) != 1 || lists[0].Name != "独居老人" || lists[0].Filter != want || !slices.Equal(lists[0].Columns, []string{"Name", "Phone"}) {
		t.Fatalf("the list is %+v", lists)
	}
	for _, name := range []string{"", "独居老人", "很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的名字"} {
		if _, err := s.SaveMemberList(t.Context(), MemberList{Name: name}); model.CodeOf(err) != model.Invalid {
			t.Errorf("%q is taken as a name: %v", name, err)
		}
	}
	saved.Name = "老人"
	_, err = s.SaveMemberList(t.Context(), saved)
	must(t, err)
	must(t, s.RemoveMemberList(t.Context(), saved.ID))
	if lists, err := s.MemberLists(t.Context()); err != nil || len(lists) != 0 {
		t.Errorf("after removing: %v %v", lists, err)
	}
	_, err = s.SaveMemberList(t.Context(), MemberList{Name: "老人"})
	must(t, err)
}
