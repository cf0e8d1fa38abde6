package roster_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jishi/model"
	"jishi/model/roster"
	"jishi/resources/sample"
)

// nobody is a centre without people.
type nobody struct{}

func (nobody) EveryMember(context.Context, func(model.Member) error) error { return nil }

func (nobody) Organisations(context.Context) ([]model.Organisation, error) { return nil, nil }

// write lays content out as a file and returns its path.
func write(t testing.TB, name string, content []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// plan reads a file and plans its import.
func plan(t testing.TB, file string, known roster.Known) model.ImportPlan {
	t.Helper()
	sheet, err := roster.Read(t.Context(), file)
	if err != nil {
		t.Fatalf("read %s: %v", file, err)
	}
	p, err := roster.Plan(t.Context(), sheet, known)
	if err != nil {
		t.Fatalf("plan %s: %v", file, err)
	}
	return p
}

func TestTheSampleRosterIsReadWhole(t *testing.T) {
	p := plan(t, write(t, "花名册.xlsx", sample.Roster), nobody{})
	people := map[string]model.Member{}
	branches := map[string]int{}
	posts, volunteers, lunar := 0, 0, 0
	categories := map[string]int{}
	for _, row := range p.Rows {
		if row.Fate != model.RowNew {
			t.Errorf("row %d is %s: %q", row.Number, row.Fate, row.Reasons)
		}
		m := row.Member
		if m.Name == "" || m.Sex == "" || !m.Birthday.Date.Full() || m.IDNumber == "" || row.BranchName == "" {
			t.Errorf("row %d lacks something: %+v", row.Number, m)
		}
		people[m.Name] = m
		branches[row.BranchName]++
		categories[m.Category]++
		if m.PartyPost != "" {
			posts++
		}
		if m.VolunteerNumber != "" {
			volunteers++
		}
		if m.Birthday.Calendar == model.Lunar {
			lunar++
		}
	}
	if len(p.Rows) < 115 || len(people) != len(p.Rows)-1 {
		t.Errorf("%d rows with %d names, want about 120 with one namesake", len(p.Rows), len(people))
	}
	if len(branches) != 3 || branches["高山第一支部"] < 30 || branches["高山第二支部"] < 30 || branches["高山第三支部"] < 30 {
		t.Errorf("branches %v", branches)
	}
	if len(categories) != 5 || posts < 15 || volunteers < 20 || lunar < 8 {
		t.Errorf("categories %v, %d posts, %d volunteers, %d lunar birthdays", categories, posts, volunteers, lunar)
	}
	for _, rare := range []string{"解䶮", "仇𬭎", "李㛃", "王𠮷祥", "赵𫖯", "阿依古丽·买买提", "买买提江·吐尔逊", "尉迟恭", "万俟芳"} {
		if _, ok := people[rare]; !ok {
			t.Errorf("%s is missing", rare)
		}
	}
	if got := people["马秀兰"].Birthday.Chinese(); got != "农历1963年闰四月初十" {
		t.Errorf("马秀兰 is born %s", got)
	}
	if got := len(people["区伯安"].IDNumber); got != 15 {
		t.Errorf("区伯安 has an ID number of %d digits", got)
	}

	var odd []string
	for _, row := range p.Rows {
		odd = append(odd, row.Reasons...)
	}
	if len(odd) != 1 || !strings.Contains(odd[0], "校验码") {
		t.Errorf("what looks odd in the sample: %q", odd)
	}
	if !slices.Contains(p.Notes, "将新建支部：高山第一支部、高山第二支部、高山第三支部。") {
		t.Errorf("notes %q", p.Notes)
	}
}
