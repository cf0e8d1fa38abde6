package roster_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jishi/model"
	"jishi/model/roster"
)

// centre is a centre with people and branches in memory.
type centre struct {
	people   []model.Member
	branches []model.Organisation
}

func (c centre) EveryMember(_ context.Context, visit func(model.Member) error) error {
	for _, m := range c.people {
		if err := visit(m); err != nil {
			return err
		}
	}
	return nil
}

func (c centre) Organisations(context.Context) ([]model.Organisation, error) { return c.branches, nil }

// member is a known person; the fields are separated by blanks: name, ID
// number, birth date, phone, with _ for what is not known.
func member(t *testing.T, text string) model.Member {
	t.Helper()
	parts := strings.Fields(strings.ReplaceAll(text, "_", " _ "))
	m := model.Member{Record: model.Record{ID: model.ID(text), Rev: 3}, Name: parts[0], State: model.Active}
	for i, to := range []*string{&m.IDNumber, nil, &m.Phone} {
		switch {
		case i+1 >= len(parts) || parts[i+1] == "_":
		case to != nil:
			*to = parts[i+1]
		default:
			birthday, err := model.ParseBirthday(parts[i+1])
			must(t, err)
			m.Birthday = birthday
		}
	}
	return m
}

const rosterHeader = "姓名,身份证号,出生年月,电话"

// fates plans a roster against known people and returns its rows.
func fates(t *testing.T, c centre, header string, lines ...string) []model.ImportRow {
	t.Helper()
	return plan(t, write(t, "花名册.csv", []byte(header+"\n"+strings.Join(lines, "\n")+"\n")), c).Rows
}

func TestRowsFindThePersonTheyAre(t *testing.T) {
	const other = "999999197001010018"
	id := validID("19600305")
	for _, c := range []struct {
		name  string
		known []string
		row   string
		fate  model.Fate
		who   int // of the known, from 1
		why   string
	}{
		{"nobody has the name", []string{"李四"}, "张三,,,", model.RowNew, 0, ""},
		{"by ID number", []string{"张三", "张三 " + id}, "张三," + id + ",,", model.RowChanged, 2, ""},
		{"by ID number, the dot left out", []string{"阿依古丽·买买提 " + id}, "阿依古丽买买提," + id + ",,", model.RowChanged, 1, ""},
		{"by the old form of the ID number", []string{"张三 " + id}, "张三," + id[:6] + id[8:17] + ",,", model.RowChanged, 1, ""},
		// Those three gain sex and birth date from the number.
		{"the new form replaces the old", []string{"张三 " + id[:6] + id[8:17]}, "张三," + id + ",,", model.RowChanged, 1, ""},
		{"another name with the ID number", []string{"张三 " + id}, "张散," + id + ",,", model.RowDoubtful, 0, "姓名却不同"},
		{"the last digit differs", []string{"张三 " + id}, "张三," + id[:17] + "Y,,", model.RowDoubtful, 0, "只差最后一位"},
		{"the last digit and the name differ", []string{"李四 " + id}, "张三," + id[:17] + "Y,,", model.RowNew, 0, "身份证号"},
		{"two people with the ID number", []string{"张三 " + id, "张三 " + id}, "张三," + id + ",,", model.RowDoubtful, 0, "有 2 个人"},
		{"another ID number", []string{"张三 " + other}, "张三," + id + ",,", model.RowNew, 0, ""},
		{"another ID number, the same birth date", []string{"张三 " + other + " 1960-03-05"}, "张三," + id + ",,", model.RowDoubtful, 0, "身份证号却不同"},
		{"another ID number, the same phone", []string{"张三 " + other + "_ 19900000001"}, "张三," + id + ",,19900000001", model.RowDoubtful, 0, "身份证号却不同"},
		{"by birth date", []string{"张三 _ 1960-03-05"}, "张三,,1960.3.5,", model.RowUnchanged, 1, ""},
		{"by the birth date in the ID number", []string{"张三 _ 1960-03-05"}, "张三," + id + ",,", model.RowChanged, 1, ""},
		{"by birth date among namesakes", []string{"张三 _ 1970-03-05", "张三 _ 1960-03-05"}, "张三,,1960-03-05,", model.RowUnchanged, 2, ""},
		{"by lunar birthday and ID number", []string{"张三 _ 农历1960年二月初八"}, "张三," + validID("19600305") + ",,", model.RowChanged, 1, ""},
		{"another birth date", []string{"张三 _ 1970-03-05"}, "张三,,1960-03-05,", model.RowNew, 0, ""},
		{"another birth date, the same phone", []string{"张三 _ 1970-03-05 19900000001"}, "张三,,1960-03-05,19900000001", model.RowDoubtful, 0, "出生日期却不同"},
		{"by phone", []string{"张三 _ _ 19900000001"}, "张三,,,199-0000-0001", model.RowUnchanged, 1, ""},
		{"by phone, birth date new", []string{"张三 _ _ 19900000001"}, "张三,,1960-03-05,19900000001", model.RowChanged, 1, ""},
		{"two with the birth date", []string{"张三 _ 1960-03-05", "张三 _ 1960-03-05"}, "张三,,1960-03-05,", model.RowDoubtful, 0, "不能确定是谁"},
		{"a name alone, nothing new", []string{"张三"}, "张三,,,", model.RowUnchanged, 1, ""},
		{"a name and something new", []string{"张三"}, "张三,,,19900000001", model.RowDoubtful, 0, "没有身份证号、出生日期或电话可以比较"},
		{"a name, two namesakes", []string{"张三", "张三"}, "张三,,,", model.RowDoubtful, 0, "不能确定"},
		{"another phone does not tell", []string{"张三 _ _ 19900000002"}, "张三,,,19900000001", model.RowDoubtful, 0, "不能确定"},
		{"another year of birth", []string{"张三 _ 1960"}, "张三,,1961.3,", model.RowNew, 0, ""},
		{"a finer birth date does not tell", []string{"张三 _ 1960"}, "张三,,1960.3,", model.RowDoubtful, 0, "不能确定"},
	} {
		var known centre
		for _, text := range c.known {
			known.people = append(known.people, member(t, text))
		}
		row := fates(t, known, rosterHeader, c.row)[0]
		var who model.ID
		if c.who > 0 {
			who = known.people[c.who-1].ID
		}
		if row.Fate != c.fate || row.Member.ID != who || c.who > 0 && row.Member.Rev != 3 {
			t.Errorf("%s: %s %q, %q", c.name, row.Fate, row.Member.ID, row.Reasons)
		}
		if why := strings.Join(row.Reasons, ""); c.why != "" && !strings.Contains(why, c.why) {
			t.Errorf("%s: %q does not say %q", c.name, why, c.why)
		}
	}
}

func TestRowsOfOneFileAreComparedWithEachOther(t *testing.T) {
	id := validID("19600305")
	for _, c := range []struct {
		first, second string
		fate          model.Fate
		why           string
	}{
		{"张三," + id + ",,", "李四," + id + ",,", model.RowWrong, "身份证号与第 2 行（张三）相同"},
		{"张三," + id + ",,", "张三," + id + ",,", model.RowWrong, "身份证号与第 2 行（张三）相同"},
		{"张三," + id + ",,", "张三," + id[:17] + "Y,,", model.RowDoubtful, "第 2 行的“张三”只差最后一位"},
		{"张三,,1960-03-05,", "张三,,1960-03-05,", model.RowDoubtful, "与第 2 行（张三）像是同一个人"},
		{"张三,,1960-03-05,", "张三,,1961-03-05,", model.RowNew, ""},
		{"张三,,,", "张三,,,", model.RowDoubtful, "与第 2 行的“张三”同名"},
		{"张三,,,", "张三,,,19900000001", model.RowDoubtful, "与第 2 行的“张三”同名"},
	} {
		rows := fates(t, centre{}, rosterHeader, c.first, c.second)
		if rows[0].Fate != model.RowNew || rows[1].Fate != c.fate || !strings.Contains(strings.Join(rows[1].Reasons, ""), c.why) {
			t.Errorf("%s / %s: %s, %s, %q", c.first, c.second, rows[0].Fate, rows[1].Fate, rows[1].Reasons)
		}
		if c.fate == model.RowWrong && !strings.Contains(strings.Join(rows[0].Reasons, ""), "第 3 行") {
			t.Errorf("the first row does not name the second: %q", rows[0].Reasons)
		}
	}
}

func TestChangesAreNamedAndABlankChangesNothing(t *testing.T) {
	known := member(t, "张三 _ 1960-03-05 19900000001")
	known.Address, known.Education, known.Tags, known.Branch = "大学路 1 号", "高中", []string{"独居", "困难"}, "b1"
	c := centre{people: []model.Member{known}, branches: []model.Organisation{
		{Record: model.Record{ID: "b1"}, Kind: model.Branch, Name: "第一支部"},
		{Record: model.Record{ID: "b2"}, Kind: model.Branch, Name: "第二 支部"},
		{Record: model.Record{ID: "b3"}, Kind: model.Branch, Name: "第一支部"},
		{Record: model.Record{ID: "g1"}, Kind: model.Group, Name: "第一小组"},
	}}
	const header = "姓名,出生年月,电话,住址,学历,困难,流动,支部"
	for _, tt := range []struct{ row, changes, branch string }{
		{"张三,1960-03-05,,,,,,", "", ""},
		{"张三,1960-03-05,无,—,-,/,,", "", ""},
		{"张三,1960-03-05,199 0000 0001,大学路1号,高中,是,,第一支部", "", ""},
		{"张三,1960-03-05,19900000002,,大学,,是,", "学历 高中→大学 电话 19900000001→19900000002 标签 独居、困难→独居、困难、流动", ""},
		{"张三,1960-03-05,,,,否,,", "标签 独居、困难→独居", ""},
		{"张三,1960-03-05,,,,,,第二支部", "所属支部 第一支部→第二支部", "第二 支部"},
		{"张三,1960-03-05,,,,,,第一小组", "所属支部 第一支部→第一小组", ""},
		{"张三,1960-03-05,,,,,,第三支部", "所属支部 第一支部→第三支部", "第三支部"},
	} {
		row := fates(t, c, header, tt.row)[0]
		var changes []string
		for _, change := range row.Changes {
			changes = append(changes, fmt.Sprintf("%s %s→%s", change.Label, change.Before, change.After))
		}
		if got := strings.Join(changes, " "); got != tt.changes || row.BranchName != tt.branch {
			t.Errorf("%s: changes %q, branch %q", tt.row, got, row.BranchName)
		}
		if want := map[bool]model.Fate{true: model.RowUnchanged, false: model.RowChanged}[tt.changes == ""]; row.Fate != want {
			t.Errorf("%s is %s: %q", tt.row, row.Fate, row.Reasons)
		}
	}
	if c.people[0].Tags[1] != "困难" {
		t.Error("planning changed the known people")
	}
}

func TestALunarBirthdayIsNotTakenForASolarOne(t *testing.T) {
	id := validID("19600305")
	known := member(t, "张三 "+id+" 农历1960年二月初八")
	for row, want := range map[string]string{
		"张三," + id + ",1960-03-05,":   "农历1960年二月初八",
		"张三," + id + ",1960-03-06,公历": "1960年3月6日",
		"张三," + id + ",1960-02-09,农历": "农历1960年二月初九",
		"张三," + id + ",,":             "农历1960年二月初八",
	} {
		got := fates(t, centre{people: []model.Member{known}}, "姓名,身份证号,出生日期,历法", row)[0]
		if got.Member.Birthday.Chinese() != want {
			t.Errorf("%s: %s, %q", row, got.Member.Birthday.Chinese(), got.Reasons)
		}
	}
}

func TestAMovedPersonStaysMoved(t *testing.T) {
	known := member(t, "张三 _ 1960-03-05")
	known.State = model.Moved
	row := fates(t, centre{people: []model.Member{known}}, rosterHeader, "张三,,1960-03-05,19900000001")[0]
	if row.Fate != model.RowChanged || row.Member.State != model.Moved || !slices.Contains(row.Reasons, "张三已登记为“已转出”，导入不改变这一点。") {
		t.Errorf("%s, %s, %q", row.Fate, row.Member.State, row.Reasons)
	}
}

func TestASheetCanBePlannedAgain(t *testing.T) {
	sheet, err := roster.Read(t.Context(), write(t, "花名册.csv", []byte("姓名,支部\n张三,一支部\n李四,\n")))
	must(t, err)
	for range 2 {
		p, err := roster.Plan(t.Context(), sheet, nobody{})
		must(t, err)
		if p.Count(model.RowNew) != sheet.Len() || len(p.Rows[0].Reasons) > 0 {
			t.Errorf("%+v", p.Rows)
		}
	}
}

// The store puts people into the oldest branch of a name, so that is the one
// to compare with, or every import would move them again.
func TestOfTwoBranchesOfANameTheOlderCounts(t *testing.T) {
	person := member(t, "张三 _ 1960-03-05")
	person.Branch = "older"
	c := centre{people: []model.Member{person}, branches: []model.Organisation{
		{Record: model.Record{ID: "group"}, Kind: model.Group, Name: "第一支部"},
		{Record: model.Record{ID: "older"}, Kind: model.Branch, Name: "第一支部"},
		{Record: model.Record{ID: "younger"}, Kind: model.Branch, Name: "第一支部"},
	}}
	if row := fates(t, c, "姓名,出生年月,所在支部", "张三,1960-03-05,第一支部")[0]; row.Fate != model.RowUnchanged {
		t.Errorf("%s: %+v", row.Fate, row.Changes)
	}
}
