package printing_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jishi/model"
	"jishi/model/roster"
	"jishi/model/store"
	"jishi/ui/printing"
)

// everyField is a centre of people of whom all is known, in groups that are
// called alike under two branches.
func everyField(t *testing.T) *centre {
	t.Helper()
	c := newCentre(t)
	for branch, own := range map[string][3]string{"第一支部": {"欧阳震", "11010519491231002X", "19900000077"}, "第二支部": {"尉迟恭", "", "19900000078"}} {
		saved, err := c.store.SaveOrganisation(t.Context(), model.Organisation{Kind: model.Branch, Name: branch})
		c.must(err)
		group, err := c.store.SaveOrganisation(t.Context(), model.Organisation{Kind: model.Group, Name: "第一党小组", Parent: saved.ID})
		c.must(err)
		unit, err := c.store.SaveOrganisation(t.Context(), model.Organisation{Kind: model.HostUnit, Name: branch + "所在单位"})
		c.must(err)
		_, err = c.store.SaveMember(t.Context(), model.Member{
			Name: own[0], Sex: model.Male, Ethnic: "回族", NativePlace: "河南开封", IDNumber: own[1], Phone: own[2],
			Birthday:  model.Birthday{Date: model.Date{Year: 1949, Month: 11, Day: 12}, Calendar: model.Lunar},
			Education: "本科", Degree: "学士", Address: "大学路 12 号院，3 号楼", Employer: "区 税务局", Post: "科长", Branch: group.ID, HostUnit: unit.ID, InService: true,
			Standing: "正式党员", Category: "机关在职", Joined: model.Date{Year: 1970, Month: 7}, Confirmed: model.Date{Year: 1971, Month: 7, Day: 1},
			PartyPost: "组织委员", Tags: []string{"困难", "党务工作者"}, VolunteerNumber: "EQZY20180001", Notes: "=1+1\n两行",
		})
		c.must(err)
	}
	return c
}

// A list that was exported is a roster: brought in again it changes nobody,
// in full or with the numbers hidden.
func TestAnExportedListBroughtInAgainChangesNothing(t *testing.T) {
	for _, file := range []string{"名单.xlsx", "名单.csv"} {
		for _, full := range []bool{true, false} {
			c := everyField(t)
			job := printing.ExportJob{File: filepath.Join(t.TempDir(), file), Full: full}
			people, err := printing.Export(t.Context(), c.store, job, nil)
			c.must(err)
			sheet, err := roster.Read(t.Context(), job.File)
			c.must(err)
			plan, err := roster.Plan(t.Context(), sheet, c.store)
			c.must(err)
			if len(plan.Rows) != people || people != 6 {
				t.Fatalf("%s has %d people, read %d", file, people, len(plan.Rows))
			}
			for _, row := range plan.Rows {
				if row.Fate != model.RowUnchanged {
					t.Errorf("%s, in full %v: %s is %s: %+v %q", file, full, row.Member.Name, row.Fate, row.Changes, row.Reasons)
				}
			}
		}
	}
}

func TestAGroupIsNamedWithItsBranch(t *testing.T) {
	c := everyField(t)
	_, text := c.print(printing.Job{Kind: printing.Roster, People: store.MemberFilter{Category: "机关在职"}})
	for _, want := range []string{"第一支部", "第二支部", "第一党小组"} {
		if !slices.Contains(strings.Fields(text), want) {
			t.Errorf("the roster has no %s:\n%s", want, text)
		}
	}
}
