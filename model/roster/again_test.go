package roster_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"jishi/model"
	"jishi/model/roster"
	"jishi/model/store"
	"jishi/model/store/storetest"
	"jishi/resources/sample"
)

// drawRoster makes up a small roster full of namesakes, blanks and repeats.
func drawRoster(t *rapid.T) [][]string {
	of := func(words ...string) *rapid.Generator[string] { return rapid.SampledFrom(words) }
	columns := []struct {
		title string
		value *rapid.Generator[string]
	}{
		{"姓名", of("张三", "张三", "李四", "阿依古丽·买买提", "阿依古丽买买提", "解䶮", "", "名"+strings.Repeat("长", 60))},
		{"身份证号", of("", "", "", validID("19600305"), validID("19600306"), validID("19700101"), "11010519491231002X", "110105491231002", "110105194912310021", "12345")},
		{"出生年月", of("", "", "1960-03-05", "1960.3", "1960年3月6日", "19700101", "农历1960年二月初八", "1960", "3月5日", "1960-13-45", "不详")},
		{"电话", of("", "", "19900000001", "199 0000 0001", "19900000002", "1990000", "无")},
		{"性别", of("", "男", "女", "？")},
		{"民族", of("", "汉", "汉族", "回族")},
		{"支部", of("", "第一支部", "第 一支部", "第二支部")},
		{"入党时间", of("", "1985-07-01", "1985.7", "1985年7月2日", "2018-01-01")},
		{"转正时间", of("", "1986-07-01", "1980-01-01")},
		{"困难", of("", "是", "否")},
		{"流动党员", of("", "是")},
		{"单位及职务", of("", "民政局 科员", "民政局")},
		{"工作单位", of("", "教育局")},
		{"备注", of("", "=1+1", "一 二", "一二")},
	}
	columns = append(columns[:1], rapid.Permutation(columns[1:]).Draw(t, "columns")...)
	columns = columns[:rapid.IntRange(1, len(columns)).Draw(t, "count")]
	var header []string
	for _, c := range columns {
		header = append(header, c.title)
	}
	table := [][]string{header}
	for range rapid.IntRange(1, 8).Draw(t, "rows") {
		var row []string
		for _, c := range columns {
			row = append(row, c.value.Draw(t, c.title))
		}
		table = append(table, row)
	}
	table[1][0] = "王五" // a row that is somebody whatever the rest is
	return table
}

// lay writes a table as a workbook or as a text file.
func lay(t *rapid.T, dir string, table [][]string) (file string, err error) {
	if rapid.Bool().Draw(t, "csv") {
		file = filepath.Join(dir, "花名册.csv")
		var text strings.Builder
		w := csv.NewWriter(&text)
		if err := w.WriteAll(table); err != nil {
			return "", err
		}
		return file, os.WriteFile(file, []byte(text.String()), 0o600)
	}
	file = filepath.Join(dir, "花名册.xlsx")
	f := excelize.NewFile()
	for i := range table {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+2), &table[i]); err != nil {
			return "", err
		}
	}
	if err := f.SaveAs(file); err != nil {
		return "", err
	}
	return file, f.Close()
}

// bringIn imports a file into a store.
func bringIn(t *rapid.T, st *store.Store, file string) model.ImportPlan {
	ctx := t.Context()
	sheet, err := roster.Read(ctx, file)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	p, err := roster.Plan(ctx, sheet, st)
	if err != nil {
		t.Fatalf("plan: %v", err)
	}
	if _, err := st.ApplyImport(ctx, p); err != nil {
		t.Fatalf("apply: %v", err)
	}
	return p
}

func everybody(t *rapid.T, st *store.Store) map[model.ID]model.Member {
	people := map[model.ID]model.Member{}
	err := st.EveryMember(t.Context(), func(m model.Member) error {
		people[m.ID] = m
		return nil
	})
	if err != nil {
		t.Fatalf("list: %v", err)
	}
	return people
}

// inAStore runs work on a fresh store in a folder of its own.
func inAStore(t *rapid.T, root string, work func(dir string, st *store.Store)) {
	dir, err := os.MkdirTemp(root, "")
	if err != nil {
		t.Fatal(err)
	}
	st, err := storetest.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}()
	work(dir, st)
}

func TestImportingTheSameFileAgainChangesNothing(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		inAStore(t, root, func(dir string, st *store.Store) {
			file, err := lay(t, dir, drawRoster(t))
			if err != nil {
				t.Fatal(err)
			}
			first := bringIn(t, st, file)
			people := everybody(t, st)
			if len(people) != first.Count(model.RowNew) {
				t.Fatalf("%d people of %d new rows", len(people), first.Count(model.RowNew))
			}
			second := bringIn(t, st, file)
			for i, row := range second.Rows {
				if was := first.Rows[i].Fate; row.Fate == model.RowNew || row.Fate == model.RowChanged || was == model.RowNew && row.Fate != model.RowUnchanged {
					t.Fatalf("row %d was %s and is %s: %q %v", row.Number, was, row.Fate, row.Reasons, row.Changes)
				}
			}
			if after := everybody(t, st); !reflect.DeepEqual(people, after) {
				t.Fatalf("the people changed:\n%v\n%v", people, after)
			}
		})
	})
}

// A roster may make plain who a doubtful row of it is; no other row may do
// anything the second time.
func TestWhatWasDecidedStaysDecided(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		inAStore(t, root, func(dir string, st *store.Store) {
			for _, name := range []string{"first", "second"} {
				file, err := lay(t, dir, drawRoster(t))
				if err != nil {
					t.Fatal(name, err)
				}
				before := bringIn(t, st, file)
				for i, row := range bringIn(t, st, file).Rows {
					was := before.Rows[i].Fate
					if was != model.RowDoubtful && was != model.RowWrong && row.Fate != model.RowUnchanged {
						t.Fatalf("row %d was %s and is %s: %q %v", row.Number, was, row.Fate, row.Reasons, row.Changes)
					}
				}
			}
		})
	})
}

func TestABlankNeverTakesThePlaceOfAValue(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		inAStore(t, root, func(dir string, st *store.Store) {
			for _, n := range []string{"first", "second"} {
				before := everybody(t, st)
				file, err := lay(t, dir, drawRoster(t))
				if err != nil {
					t.Fatal(n, err)
				}
				bringIn(t, st, file)
				after := everybody(t, st)
				for id, m := range before {
					loses(t, m, after[id])
				}
			}
		})
	})
}

// loses fails where a value that was known is gone.
func loses(t *rapid.T, before, after model.Member) {
	if after.ID == "" {
		t.Fatalf("%s is gone", before.Name)
	}
	b, a := reflect.ValueOf(before), reflect.ValueOf(after)
	for i := range b.NumField() {
		if name := b.Type().Field(i).Name; name != "Tags" && !b.Field(i).IsZero() && a.Field(i).IsZero() {
			t.Fatalf("%s of %s was %v and is gone", name, before.Name, b.Field(i))
		}
	}
	if before.IDNumber != "" && before.IDNumber != after.IDNumber && len(before.IDNumber) == len(after.IDNumber) {
		t.Fatalf("%s was merged with the ID number %s", before.IDNumber, after.IDNumber)
	}
	if model.SearchName(before.Name) != model.SearchName(after.Name) {
		t.Fatalf("%s became %s", before.Name, after.Name)
	}
}

func TestTheSampleImportedTwiceIsImportedOnce(t *testing.T) {
	t.Parallel()
	st, err := storetest.Open(t.Context(), t.TempDir(), store.Options{})
	must(t, err)
	defer func() { must(t, st.Close()) }()
	file := write(t, "花名册.xlsx", sample.Roster)
	first := plan(t, file, st)
	_, err = st.ApplyImport(t.Context(), first)
	must(t, err)
	second := plan(t, file, st)
	if n := second.Count(model.RowUnchanged); n != len(first.Rows) || first.Count(model.RowNew) != n {
		for _, row := range second.Rows {
			if row.Fate != model.RowUnchanged {
				t.Errorf("row %d is %s: %q %v", row.Number, row.Fate, row.Reasons, row.Changes)
			}
		}
	}
}
