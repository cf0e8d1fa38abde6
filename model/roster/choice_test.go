package roster_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jishi/model"
	"jishi/model/roster"
)

// chosen reads a file as somebody chose.
func chosen(t *testing.T, file string, choice roster.Choice, layouts roster.Layouts) (*roster.Sheet, error) {
	t.Helper()
	return roster.ReadChosen(t.Context(), file, choice, layouts, func(int, int) {})
}

func keys(s *roster.Sheet) []string {
	var list []string
	for _, c := range s.Columns {
		list = append(list, c.Key)
	}
	return list
}

func TestColumnsCanBeCorrectedAndAreRemembered(t *testing.T) {
	st := openStore(t)
	file := write(t, "花名册.csv", []byte("人,电话,家,何处\n张三,大学路,199 0000 0001,高中\n"))
	if _, err := chosen(t, file, roster.Choice{}, st); model.CodeOf(err) != model.Unreadable {
		t.Fatalf("a file without 姓名: %v", err)
	}
	right := map[int]string{0: "name", 1: "address", 2: "phone", 3: ""}
	sheet, err := chosen(t, file, roster.Choice{Header: 1, Fields: right}, st)
	must(t, err)
	if got := keys(sheet); !slices.Equal(got, []string{"name", "address", "phone", ""}) || sheet.Header != 1 || sheet.Remembered {
		t.Errorf("columns are %v", got)
	}
	if c := sheet.Columns[2]; c.Title != "家" || c.Label != "电话" || !slices.Equal(c.Samples, []string{"199 0000 0001"}) {
		t.Errorf("the column is %+v", c)
	}
	plan, err := roster.Plan(t.Context(), sheet, st)
	must(t, err)
	if m := plan.Rows[0].Member; m.Name != "张三" || m.Address != "大学路" || m.Phone != "19900000001" || m.Education != "" {
		t.Errorf("the row is %+v", m)
	}

	known := write(t, "名册.csv", []byte("姓名,电话,家 庭\n李四,大学路,199 0000 0002\n"))
	first, err := chosen(t, known, roster.Choice{}, st)
	must(t, err)
	if first.Columns[1].Key != "phone" {
		t.Fatalf("columns are %v", keys(first))
	}
	must(t, st.SaveRosterLayout(t.Context(), first.Layout, map[int]string{0: "name", 1: "notes", 2: "phone"}))
	must(t, st.SaveRosterLayout(t.Context(), first.Layout, map[int]string{0: "name", 1: "address", 2: "phone"}))
	again, err := chosen(t, write(t, "又一份.csv", []byte("姓名, 电话,家庭\n王五,解放路,199 0000 0003\n")), roster.Choice{}, st)
	must(t, err)
	if got := keys(again); !slices.Equal(got, []string{"name", "address", "phone"}) || !again.Remembered || !strings.Contains(again.Notes[0], "上一次") {
		t.Errorf("columns are %v, notes %q", got, again.Notes)
	}
	other, err := chosen(t, write(t, "别的.csv", []byte("姓名,电话\n王五,199 0000 0003\n")), roster.Choice{}, st)
	must(t, err)
	if other.Remembered {
		t.Error("another layout is taken for the one remembered")
	}
}

// A file that names nobody 姓名 is read at once when one like it was explained.
func TestALayoutIsRememberedWithoutNamesToo(t *testing.T) {
	st := openStore(t)
	first := write(t, "一.csv", []byte("高山社区,,\n编号,谁,号码\n1,张三,19900000001\n"))
	sheet, err := chosen(t, first, roster.Choice{Header: 2, Fields: map[int]string{1: "name", 2: "phone"}}, st)
	must(t, err)
	must(t, st.SaveRosterLayout(t.Context(), sheet.Layout, map[int]string{1: "name", 2: "phone"}))
	second := book(t, func(f *excelize.File) {
		rows(t, f, []any{"编号", "谁", "号码"}, []any{7, "李四", "19900000002"})
	})
	sheet, err = chosen(t, second, roster.Choice{}, st)
	must(t, err)
	if got := keys(sheet); !slices.Equal(got, []string{"", "name", "phone"}) || !sheet.Remembered || sheet.Header != 1 {
		t.Errorf("columns are %v, header %d", got, sheet.Header)
	}
}

func TestAChoiceWithoutNamesIsRefused(t *testing.T) {
	file := write(t, "花名册.csv", []byte("姓名,电话\n张三,199\n"))
	if _, err := chosen(t, file, roster.Choice{Fields: map[int]string{1: "phone"}}, nil); model.CodeOf(err) != model.Invalid {
		t.Errorf("no names: %v", err)
	}
	for _, fields := range []map[int]string{{0: "name", 99: "phone", -1: "phone"}, {0: "name", 1: "no such field"}} {
		if _, err := chosen(t, file, roster.Choice{Fields: fields}, nil); err != nil {
			t.Errorf("%v: %v", fields, err)
		}
	}
	if _, err := chosen(t, file, roster.Choice{Header: 29}, nil); err == nil {
		t.Error("a header below the file is taken")
	}
}

func TestAnyWorksheetCanBeChosen(t *testing.T) {
	file := book(t, func(f *excelize.File) {
		rows(t, f, []any{"姓名"}, []any{"张三"})
		_, err := f.NewSheet("第二支部")
		must(t, err)
		must(t, f.SetSheetRow("第二支部", "A1", &[]any{"第二支部名册"}))
		must(t, f.SetSheetRow("第二支部", "A2", &[]any{"姓名", "电话"}))
		must(t, f.SetSheetRow("第二支部", "A3", &[]any{"李四", "199"}))
	})
	first, err := chosen(t, file, roster.Choice{}, nil)
	must(t, err)
	if first.Name != "Sheet1" || !slices.Equal(first.Sheets, []string{"Sheet1", "第二支部"}) {
		t.Errorf("read %q of %q", first.Name, first.Sheets)
	}
	second, err := chosen(t, file, roster.Choice{Sheet: "第二支部"}, nil)
	must(t, err)
	if second.Name != "第二支部" || second.Header != 2 || second.Len() != 1 {
		t.Errorf("read %q, header %d, %d people", second.Name, second.Header, second.Len())
	}
	if _, err := chosen(t, file, roster.Choice{Sheet: "没有"}, nil); model.CodeOf(err) != model.Unreadable {
		t.Errorf("a sheet there is not: %v", err)
	}
}
