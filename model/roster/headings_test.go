package roster_test

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jishi/model"
)

func TestHeadingsAmongThePeopleNameTheirBranch(t *testing.T) {
	file := book(t, func(f *excelize.File) {
		rows(t, f,
			[]any{"高山社区党员花名册"},
			[]any{"序号", "姓名", "电话"},
			[]any{"一、第一党支部（2人）"},
			[]any{1, "张三", "19900000001"},
			[]any{2, "李四", "19900000002"},
			[]any{nil, "第二党支部："},
			[]any{nil, nil, "第一党小组"},
			[]any{3, "王五", "19900000003"},
			[]any{"第三党支部第二党小组"},
			[]any{4, "赵六", "19900000004"},
			[]any{"合计：4人"})
		must(t, f.MergeCell("Sheet1", "A3", "C3"))
	})
	p := plan(t, file, nobody{})
	want := []string{"张三 第一党支部 ", "李四 第一党支部 ", "王五 第二党支部 第一党小组", "赵六 第三党支部 第二党小组"}
	if len(p.Rows) != len(want) {
		t.Fatalf("%d rows: %+v", len(p.Rows), p.Rows)
	}
	for i, row := range p.Rows {
		if got := row.Member.Name + " " + row.BranchName + " " + row.GroupName; got != want[i] || row.Fate != model.RowNew {
			t.Errorf("row %d is %q, %s; want %q", row.Number, got, row.Fate, want[i])
		}
	}
	if notes := strings.Join(p.Notes, ""); !strings.Contains(notes, "小标题“第一党支部”“第二党支部”“第二党支部第一党小组”“第三党支部第二党小组”") {
		t.Errorf("notes are %q", p.Notes)
	}
}

func TestAColumnGoesBeforeHeadings(t *testing.T) {
	got := fates(t, centre{}, "序号,姓名,支部", "第一党支部,,", "1,张三,第二党支部", "2,李四,")
	if len(got) != 2 || got[0].BranchName != "第二党支部" || got[1].BranchName != "" {
		t.Errorf("rows are %+v", got)
	}
}

func TestPeopleAreNotTakenForHeadings(t *testing.T) {
	got := fates(t, centre{}, "姓名,电话", "张三,", "张支部,199", "第一党支部,")
	if len(got) != 2 || got[0].Member.Name != "张三" || got[1].Member.Name != "张支部" {
		t.Errorf("rows are %+v", got)
	}
}

func TestAStateIsPointedOutAndNotChanged(t *testing.T) {
	c := centre{people: []model.Member{member(t, "李四 _ 1960-03-05")}}
	for _, row := range fates(t, c, "姓名,出生年月,党员状态,备注,电话", "张三,1950-01-01,已去世,,", "李四,1960-03-05,,2018年转出,19900000001", "王五,1951-01-01,正常,,") {
		said := strings.Contains(strings.Join(row.Reasons, ""), "导入不改变状态")
		if row.Member.State != model.Active || said == (row.Member.Name == "王五") {
			t.Errorf("%s is %s: %q", row.Member.Name, row.Member.State, row.Reasons)
		}
	}
}
