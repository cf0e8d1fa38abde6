package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

func TestAMemberIsFoundByWhatPeopleType(t *testing.T) {
	s := newStore(t)
	for _, m := range []model.Member{
		{Name: "张小明", Phone: "199-0000-1234"},
		{Name: "郑雪梅", Phone: "19900005678 / 0371-6600012"},
		{Name: "赵 敏", Phone: "19900001111"},
		{Name: "买买提·艾力", Phone: "19900002222", VolunteerNumber: "4101030012345"},
		{Name: "西安", Phone: "19900003333"},
		{Name: "鲜明", Phone: "19900004444"},
		{Name: "𠮷田䶮", Phone: "19900006666"},
		{Name: "Anna O'Brien", Phone: "19900007777"},
		{Name: "百分%之_一", Phone: "19900008888"},
		{Name: "工号7a", Phone: "18800009999"},
	} {
		addMember(t, s, m)
	}
	for text, want := range map[string]string{
		"张": "张小明", "小明": "张小明", "zxm": "张小明 郑雪梅", "ZXM": "张小明 郑雪梅", "zhangxiaoming": "张小明",
		"zhang xiao ming": "张小明", "xm": "鲜明 张小明 郑雪梅", "zhangxm": "张小明", "zhangx": "张小明", "ming": "鲜明 张小明",
		"hang": "", "1234": "张小明", "5678": "郑雪梅", "6600012": "郑雪梅", "0371": "", "03716": "郑雪梅", "０１２": "郑雪梅",
		"19900": "Anna O'Brien 百分%之_一 买买提·艾力 𠮷田䶮 西安 鲜明 张小明 赵 敏 郑雪梅",
		"赵敏":    "赵 敏", "赵　敏": "赵 敏", "买买提艾力": "买买提·艾力", "买买提•艾力": "买买提·艾力", "4101030012345": "买买提·艾力", "12345": "买买提·艾力",
		"xian": "西安 鲜明", "xi an": "西安 鲜明", "xa": "西安", "𠮷": "𠮷田䶮", "䶮": "𠮷田䶮",
		"%": "百分%之_一", "_": "百分%之_一", "'": "Anna O'Brien", "%_": "", "brien": "Anna O'Brien", "号7": "工号7a", "7a": "工号7a", "o'b": "Anna O'Brien", `\`: "",
		"张 1234": "张小明", "张 5678": "", "敏 1111": "赵 敏", "'; DROP TABLE members; --": "",
	} {
		got := search(t, s, text)
		wanted := strings.Fields(strings.ReplaceAll(strings.ReplaceAll(want, "赵 敏", "赵~敏"), "Anna O'Brien", "Anna~O'Brien"))
		for i := range wanted {
			wanted[i] = strings.ReplaceAll(wanted[i], "~", " ")
		}
		slices.Sort(wanted)
		slices.Sort(got)
		if !slices.Equal(got, wanted) {
			t.Errorf("%q finds %v, want %v", text, got, wanted)
		}
	}
}

func TestSearchingForNothingFindsEverybody(t *testing.T) {
	s := newStore(t)
	addMembers(t, s, "张三", "李四")
	for _, text := range []string{"", "  ", "　"} {
		if got := search(t, s, text); len(got) != 2 {
			t.Errorf("%q finds %v", text, got)
		}
	}
}

func TestSearchFollowsEveryChange(t *testing.T) {
	s := newStore(t)
	m := addMember(t, s, model.Member{Name: "张三", Phone: "19900000001"})
	search(t, s, "zs")
	m.Name, m.Phone = "王三", "19900000002"
	addMember(t, s, m)
	added := addMember(t, s, model.Member{Name: "阿宝"})
	for text, want := range map[string]int{"zs": 0, "ws": 1, "0001": 0, "0002": 1, "ab": 1} {
		if got := search(t, s, text); len(got) != want {
			t.Errorf("%q finds %v", text, got)
		}
	}
	page, err := s.Members(t.Context(), MemberFilter{Order: ByBranch})
	must(t, err)
	if len(page.Members) != 2 || page.Members[0].ID != added.ID {
		t.Errorf("out of order: %v", namesOf(page.Members))
	}
}

func TestChangesWhileTheDirectoryIsReadAreNotLost(t *testing.T) {
	s := newStore(t)
	importRows(t, s, newRows(3000)...)
	must(t, s.Close())
	s = openStore(t, s.Dir())
	s.people.start()
	var names []string
	for i := range 20 {
		names = append(names, "钱"+string('一'+rune(i)))
	}
	addMembers(t, s, names...)
	if got := search(t, s, "钱"); len(got) != len(names) {
		t.Errorf("%d of %d found", len(got), len(names))
	}
	if got := search(t, s, "张"); len(got) != 3000 {
		t.Errorf("%d of 3000 found", len(got))
	}
}

// Filtering and paging give the same people in the same order whether SQL or
// the directory does it, and pages put together are the whole list.
func TestPagesTogetherAreTheWholeList(t *testing.T) {
	s := newStore(t)
	branches := []model.ID{"", addBranch(t, s, "甲支部"), addBranch(t, s, "乙支部")}
	states := []model.MemberState{model.Active, model.Moved, model.Deceased}
	for i := range 60 {
		m := addMember(t, s, model.Member{
			Name: "张" + string('一'+rune(i%7)), State: states[i%3], Branch: branches[i%len(branches)],
			Category: []string{"", "社区", "村"}[i%3], Joined: model.Date{Year: 1950 + i%9},
			Birthday: model.Birthday{Date: model.Date{Year: 1940 + i%5*10, Month: 3}}, Tags: [][]string{nil, {"困难"}, {"独居", "困难"}}[i%3],
		})
		if i%10 == 0 {
			must(t, s.RemoveMember(t.Context(), m.ID))
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		f := MemberFilter{
			Branch:     rapid.SampledFrom(branches).Draw(r, "branch"),
			State:      rapid.SampledFrom(append(states, "")).Draw(r, "state"),
			Category:   rapid.SampledFrom([]string{"", "社区", "村", "无"}).Draw(r, "category"),
			Tag:        rapid.SampledFrom([]string{"", "困难", "独居", "居"}).Draw(r, "tag"),
			Removed:    rapid.Bool().Draw(r, "removed"),
			Descending: rapid.Bool().Draw(r, "descending"),
			Order:      rapid.SampledFrom([]MemberOrder{ByPinyin, ByBirth, ByJoined, ByBranch, ByCategory}).Draw(r, "order"),
		}
		whole, err := s.Members(t.Context(), f)
		must(t, err)
		size := rapid.IntRange(1, 70).Draw(r, "size")
		var pages []model.Member
		for f.Offset = 0; f.Offset < whole.Total+size; f.Offset += size {
			f.Limit = size
			page, err := s.Members(t.Context(), f)
			must(t, err)
			if page.Total != whole.Total {
				r.Fatalf("total %d on a page, %d on the whole", page.Total, whole.Total)
			}
			pages = append(pages, page.Members...)
		}
		var each []model.Member
		must(t, s.EachMember(t.Context(), MemberFilter{
			Branch: f.Branch, State: f.State, Category: f.Category, Tag: f.Tag, Removed: f.Removed, Descending: f.Descending, Order: f.Order,
		}, func(m model.Member) error { each = append(each, m); return nil }))
		if ids(pages) != ids(whole.Members) || ids(each) != ids(whole.Members) || len(pages) != whole.Total {
			r.Fatalf("pages %s\nwhole %s\neach %s", ids(pages), ids(whole.Members), ids(each))
		}
		if f.indexed() {
			f.Offset = rapid.IntRange(0, whole.Total).Draw(r, "offset")
			f.Limit = size
			var listed []model.Member
			total, err := s.listed(t.Context(), f, func(row *memberRow) error {
				m, err := row.model()
				listed = append(listed, m)
				return err
			})
			must(t, err)
			page := whole.Members[f.Offset:min(f.Offset+f.Limit, whole.Total)]
			if total != whole.Total || ids(listed) != ids(page) {
				r.Fatalf("SQL says %s of %d, the directory %s of %d", ids(listed), total, ids(page), whole.Total)
			}
		}
	})
}

func ids(members []model.Member) string {
	list := []model.ID{}
	for _, m := range members {
		list = append(list, m.ID)
	}
	return fmt.Sprint(list)
}

// An import forgets the cards. Whoever waited for them just before is not told
// that there is nobody.
func TestForgottenCardsAreNotTakenForNobody(t *testing.T) {
	d := directory{read: func(context.Context) ([]card, error) { return []card{{id: "a"}}, nil }}
	if err := d.wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.forget()
	if ids, total, err := d.find(&finding{}); !errors.Is(err, errForgotten) {
		t.Errorf("found %v, %d in all: %v", ids, total, err)
	}
}
