package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

// filterCentre is a centre with two branches, one of them with a group, and
// people of all sorts.
func filterCentre(t testing.TB) (s *Store, branches []model.ID, members []model.Member) {
	t.Helper()
	s = newStore(t)
	first, second := addBranch(t, s, "第一支部"), addBranch(t, s, "第十支部")
	group, err := s.SaveOrganisation(t.Context(), model.Organisation{Parent: first, Kind: model.Group, Name: "第一党小组"})
	must(t, err)
	branches = []model.ID{"", first, second, group.ID}
	host, err := s.SaveOrganisation(t.Context(), model.Organisation{Kind: model.HostUnit, Name: "区税务局"})
	must(t, err)
	unit := host.ID
	births := []model.Birthday{
		{},
		{Date: model.Date{Year: 1958, Month: 5, Day: 7}},
		{Date: model.Date{Year: 1958, Month: 5, Day: 8}},
		{Date: model.Date{Year: 1948}},
		{Date: model.Date{Year: 1958, Month: 3, Day: 22}, Calendar: model.Lunar},
		{Date: model.Date{Year: 1957, Month: 12, Day: 29}, Calendar: model.Lunar},
		{Date: model.Date{Month: 5, Day: 7}},
		{Date: model.Date{Year: 1988, Month: 2, Day: 29}},
		{Date: model.Date{Year: 1958, Month: 6}},
	}
	joined := []model.Date{{}, {Year: 1990}, {Year: 1990, Month: 7}, {Year: 1990, Month: 7, Day: 1}, {Year: 1999, Month: 12, Day: 31}, {Month: 7, Day: 1}}
	names := []string{"丁一", "王小明", "单雪", "阿依古丽·买买提", "𬭎一", "赵　敏"}
	for i := range 72 {
		m := model.Member{
			Name: names[i%len(names)], Birthday: births[i%len(births)], Joined: joined[i%5], Branch: branches[i%4],
			Category: []string{"社区", "村", ""}[i%3], InService: i%7 == 0, Sex: []model.Sex{model.Male, model.Female, ""}[i%3],
			Degree: []string{"学士", "", "硕士", "博士"}[i%4], PartyPost: []string{"", "书记", "组织委员"}[i%3], Education: []string{"本科", "高中"}[i%2],
		}
		if m.InService {
			m.HostUnit = []model.ID{unit, ""}[i%2]
		}
		if i%2 == 0 {
			m.Phone = fmt.Sprintf("199%08d", i)
		}
		if i%5 == 0 {
			m.Tags = []string{"独居"}
			m.State = model.Moved
			m.StateDate = model.Date{Year: 2000 + i%3}
		}
		if i%4 == 1 {
			m.IDNumber = fmt.Sprintf("99999919580507%03dx", i)
		}
		m = addMember(t, s, m)
		if i%11 == 0 {
			must(t, s.RemoveMember(t.Context(), m.ID))
			m.Removed = true
		}
		members = append(members, m)
	}
	return s, branches, members
}

// plainly says without any index what a filter is to find.
func plainly(f MemberFilter, m model.Member, branches []model.ID, today model.Date) bool {
	inBranch := f.Branch == "" || m.Branch == f.Branch || f.Branch == branches[1] && m.Branch == branches[3]
	age := m.Birthday.Age(today)
	aged := f.AgeFrom == 0 && f.AgeTo == 0 || m.Birthday.Date.Year > 0 && age >= f.AgeFrom && (f.AgeTo == 0 || age <= f.AgeTo)
	joined := true
	if !f.JoinedFrom.IsZero() || !f.JoinedTo.IsZero() {
		known := m.Joined.Year > 0
		text := m.Joined.String()
		joined = known && (f.JoinedFrom.IsZero() || text >= f.JoinedFrom.String()[:min(len(text), len(f.JoinedFrom.String()))]) &&
			(f.JoinedTo.IsZero() || text[:min(len(text), len(f.JoinedTo.String()))] <= f.JoinedTo.String())
	}
	return m.Removed == f.Removed && (f.State == "" || m.State == f.State) && inBranch && aged && joined &&
		(f.Category == "" || m.Category == f.Category) && (f.Tag == "" || slices.Contains(m.Tags, f.Tag)) &&
		(f.Has == "" || m.Phone != "") && (f.Lacks == "" || m.Birthday.IsZero()) && (!f.InService || m.InService)
}

func TestFiltersCombineAsAPlainLookAtEverybody(t *testing.T) {
	s, branches, members := filterCentre(t)
	today := s.Today()
	orders := []MemberOrder{
		ByPinyin, ByStrokes, ByBirth, ByJoined, ByConfirmed, ByBranch, ByCategory, ByStanding, BySex, ByEthnic, ByEducation, ByState,
		ByDegree, ByPartyPost, ByInService, ByHostUnit, ByStateDate,
	}
	rapid.Check(t, func(r *rapid.T) {
		f := MemberFilter{
			Branch:     rapid.SampledFrom(branches).Draw(r, "branch"),
			Category:   rapid.SampledFrom([]string{"", "", "社区", "村"}).Draw(r, "category"),
			Tag:        rapid.SampledFrom([]string{"", "", "独居", "困难"}).Draw(r, "tag"),
			State:      rapid.SampledFrom([]model.MemberState{"", model.Active, model.Moved}).Draw(r, "state"),
			Has:        rapid.SampledFrom([]MemberLack{"", "", LacksPhone}).Draw(r, "has"),
			Lacks:      rapid.SampledFrom([]MemberLack{"", "", "", LacksBirthday}).Draw(r, "lacks"),
			InService:  rapid.IntRange(0, 3).Draw(r, "in service") == 0,
			AgeFrom:    rapid.SampledFrom([]int{0, 0, 59, 60, 61}).Draw(r, "age from"),
			AgeTo:      rapid.SampledFrom([]int{0, 0, 59, 60, 70}).Draw(r, "age to"),
			JoinedFrom: rapid.SampledFrom([]model.Date{{}, {Year: 1990}, {Year: 1990, Month: 7, Day: 1}, {Year: 1991}}).Draw(r, "joined from"),
			JoinedTo:   rapid.SampledFrom([]model.Date{{}, {Year: 1990}, {Year: 1999}, {Year: 1990, Month: 6, Day: 30}}).Draw(r, "joined to"),
			Removed:    rapid.IntRange(0, 5).Draw(r, "removed") == 0,
			Order:      rapid.SampledFrom(orders).Draw(r, "order"),
			Descending: rapid.Bool().Draw(r, "descending"),
		}
		var want []model.ID
		for _, m := range members {
			if plainly(f, m, branches, today) {
				want = append(want, m.ID)
			}
		}
		var got []model.ID
		f.Limit = 7
		for {
			page, err := s.Members(t.Context(), f)
			must(t, err)
			if page.Total != len(want) {
				r.Fatalf("%d in all, want %d", page.Total, len(want))
			}
			for _, m := range page.Members {
				got = append(got, m.ID)
			}
			if f.Offset += f.Limit; f.Offset >= page.Total {
				break
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			r.Fatalf("found %d, want %d", len(got), len(want))
		}
	})
}

func TestPeopleAreFoundByTheTailOfTheirIDNumber(t *testing.T) {
	s := newStore(t)
	addMember(t, s, model.Member{Name: "张三", IDNumber: "11010519491231002X"})
	addMember(t, s, model.Member{Name: "李四", IDNumber: "110105194912310038"})
	for text, want := range map[string]string{
		"002x": "张三", "002X": "张三", "００２Ｘ": "张三", "0038": "李四", "02X": "", "110105": "", "11010519491231002x": "张三", "张三 002X": "张三", "李四 002X": "",
	} {
		if got := strings.Join(search(t, s, text), " "); got != want {
			t.Errorf("%q finds %q, want %q", text, got, want)
		}
	}
}

func TestNamesInOrderOfStrokesFollowEveryChange(t *testing.T) {
	s := newStore(t)
	members := addMembers(t, s, "龚一", "丁一", "赵一")
	names := func() string {
		page, err := s.Members(t.Context(), MemberFilter{Order: ByStrokes})
		must(t, err)
		var list []string
		for _, m := range page.Members {
			list = append(list, m.Name)
		}
		return strings.Join(list, " ")
	}
	if got := names(); got != "丁一 赵一 龚一" {
		t.Error(got)
	}
	members[0].Name = "马一"
	_, err := s.SaveMember(t.Context(), members[0])
	must(t, err)
	must(t, s.RemoveMember(t.Context(), members[1].ID))
	addMember(t, s, model.Member{Name: "王一"})
	if got := names(); got != "马一 王一 赵一" {
		t.Error(got)
	}
}

func TestBranchesAreOrderedByTheirNumbers(t *testing.T) {
	s := newStore(t)
	for _, name := range []string{"第十一支部", "第二支部", "第十支部", "第一支部"} {
		addMember(t, s, model.Member{Name: "张三", Branch: addBranch(t, s, name)})
	}
	page, err := s.Members(t.Context(), MemberFilter{Order: ByBranch})
	must(t, err)
	var got []string
	for _, m := range page.Members {
		got = append(got, page.Branches[m.Branch])
	}
	if want := "第一支部 第二支部 第十支部 第十一支部"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// Every order is that of what the column shows: what is not known comes last,
// whichever way it goes, and equals are in order of pinyin.
func TestEveryOrderIsThatOfItsColumn(t *testing.T) {
	s, _, _ := filterCentre(t)
	for order, column := range map[MemberOrder]string{
		ByCategory: "Category", ByStanding: "Standing", ByEthnic: "Ethnic", ByEducation: "Education", ByDegree: "Degree", ByPartyPost: "PartyPost",
		ByBranch: "Branch", ByHostUnit: "HostUnit", BySex: "Sex", ByInService: "InService", ByJoined: "Joined", ByConfirmed: "Confirmed", ByStateDate: "StateDate",
	} {
		field, _ := model.MemberFieldOf(column)
		for _, descending := range []bool{false, true} {
			page, err := s.Members(t.Context(), MemberFilter{Order: order, Descending: descending})
			must(t, err)
			for i := 1; i < len(page.Members); i++ {
				a, b := page.Members[i-1], page.Members[i]
				x, y := field.Text(a, page.Branches), field.Text(b, page.Branches)
				wrong := model.CompareTexts(x, y)
				if descending {
					wrong = -wrong
				}
				switch {
				case x == y && (a.Pinyin > b.Pinyin || a.Pinyin == b.Pinyin && a.ID > b.ID),
					x == "" && y != "", x != "" && y != "" && wrong > 0:
					t.Errorf("by %s, descending %v: %s %q before %s %q", order, descending, a.Name, x, b.Name, y)
				}
			}
		}
	}
}

func TestATeamIsWhoIsInItToday(t *testing.T) {
	s := newStore(t)
	people := addMembers(t, s, "张三", "李四", "王五")
	team, err := s.SaveTeam(t.Context(), model.Team{Name: "扶老助残队"})
	must(t, err)
	_, err = s.JoinTeam(t.Context(), team.ID, []model.ID{people[0].ID, people[1].ID}, dayOfMay(1))
	must(t, err)
	names := func(f MemberFilter) (list []string) {
		t.Helper()
		page, err := s.Members(t.Context(), f)
		must(t, err)
		for _, m := range page.Members {
			list = append(list, m.Name)
		}
		return list
	}
	if got := names(MemberFilter{Team: team.ID}); !slices.Equal(got, []string{"李四", "张三"}) {
		t.Errorf("in the team are %q", got)
	}
	a := addActivity(t, s, model.Activity{}, dayOfMay(4))
	expect(t, s, a, people[1], people[2])
	if got := names(MemberFilter{Team: team.ID, At: a.ID}); !slices.Equal(got, []string{"李四"}) {
		t.Errorf("in the team and on the list are %q", got)
	}
	next := addActivity(t, s, model.Activity{}, dayOfMay(8))
	n, err := s.ExpectFilter(t.Context(), next.ID, MemberFilter{Team: team.ID})
	must(t, err)
	if n != 2 {
		t.Errorf("%d of the team are expected", n)
	}
}
