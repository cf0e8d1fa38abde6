package roster_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
	"jishi/model/roster"
	"jishi/model/store"
	"jishi/model/store/storetest"
)

// compared compares a roster with a store.
func compared(t testing.TB, st roster.Known, lines ...string) *roster.Draft {
	t.Helper()
	sheet, err := roster.Read(t.Context(), write(t, "花名册.csv", []byte(strings.Join(lines, "\n")+"\n")))
	must(t, err)
	draft, err := roster.Compare(t.Context(), sheet, st)
	must(t, err)
	return draft
}

func openStore(t testing.TB) *store.Store {
	t.Helper()
	st, err := storetest.Open(context.Background(), t.TempDir(), store.Options{})
	must(t, err)
	t.Cleanup(func() { must(t, st.Close()) })
	_, err = st.SaveCentre(context.Background(), model.Centre{Name: "高山社区党群服务中心", Street: "大学路街道", District: "郑州市二七区"})
	must(t, err)
	return st
}

func save(t testing.TB, st *store.Store, m model.Member) model.Member {
	t.Helper()
	m, err := st.SaveMember(context.Background(), m)
	must(t, err)
	return m
}

func TestADoubtfulRowIsDecidedByAPerson(t *testing.T) {
	st := openStore(t)
	id := validID("19600305")
	known := save(t, st, model.Member{Name: "张三", IDNumber: id, Phone: "19900000001", Address: "大学路"})
	renamed := "张散," + id + ",,19900000002"
	d := compared(t, st, rosterHeader, renamed)
	row := &d.Plan.Rows[0]
	if row.Fate != model.RowDoubtful || len(row.Candidates) != 1 || row.Candidates[0].ID != known.ID {
		t.Fatalf("the row is %+v", row)
	}
	if d.Plan.Count(model.RowNew)+d.Plan.Count(model.RowChanged) != 0 {
		t.Error("an undecided row counts")
	}

	must(t, d.Decide(0, model.SamePerson, 0))
	if row.Fate != model.RowChanged || row.Member.ID != known.ID || row.Member.Name != "张散" || row.Member.Address != "大学路" || row.Member.Phone != "19900000002" {
		t.Errorf("the same person: %+v", row)
	}
	must(t, d.Decide(0, model.NewPerson, 0))
	if row.Fate != model.RowNew || row.Member.ID != "" || row.Member.Address != "" {
		t.Errorf("a new person: %+v", row)
	}
	must(t, d.Decide(0, model.SkipRow, 0))
	if row.Fate != model.RowDoubtful || row.Decision != model.SkipRow {
		t.Errorf("not imported: %+v", row)
	}
	if err := d.Decide(0, model.SamePerson, 7); model.CodeOf(err) != model.Refused {
		t.Errorf("a candidate there is not: %v", err)
	}

	must(t, d.Decide(0, model.NewPerson, 0))
	_, err := st.ApplyImport(t.Context(), d.Plan)
	must(t, err)
	pairs, err := st.Duplicates(t.Context(), nil)
	must(t, err)
	if len(pairs) != 0 {
		t.Errorf("who was told apart is listed as a duplicate: %+v", pairs)
	}
}

func TestTwoRowsCannotBeOnePerson(t *testing.T) {
	st := openStore(t)
	save(t, st, model.Member{Name: "张三"})
	d := compared(t, st, rosterHeader, "张三,,1960-03-05,", "张三,,1970-01-01,")
	if d.Plan.Rows[0].Fate != model.RowDoubtful || d.Plan.Rows[1].Fate != model.RowDoubtful {
		t.Fatalf("rows are %+v", d.Plan.Rows)
	}
	must(t, d.Decide(0, model.SamePerson, 0))
	if err := d.Decide(1, model.SamePerson, 0); model.CodeOf(err) != model.Refused || !strings.Contains(err.Error(), "第 2 行") {
		t.Errorf("two rows are one person: %v", err)
	}
	must(t, d.Decide(0, model.SkipRow, 0))
	must(t, d.Decide(1, model.SamePerson, 0))
	if err := d.Decide(1, "", 0); err != nil || d.Plan.Rows[1].Fate != model.RowDoubtful || d.Plan.Rows[1].Decision != "" {
		t.Errorf("a decision taken back: %v %+v", err, d.Plan.Rows[1])
	}
}

func TestACertainRowNeedsNoDecision(t *testing.T) {
	st := openStore(t)
	d := compared(t, st, rosterHeader, "张三,,1960-03-05,")
	if err := d.Decide(0, model.SkipRow, 0); model.CodeOf(err) != model.Refused {
		t.Errorf("decided: %v", err)
	}
}

func TestGroupsAndUnitsComeWithTheirPeople(t *testing.T) {
	st := openStore(t)
	header := "姓名,所属支部,党小组,双报到,成员单位"
	lines := []string{header, "张三,第一支部,第一党小组,,", "李四,第二支部第一党小组,,是,区税务局", "王五,第一支部,,,区税务局", "赵六,,第一党小组,,"}
	batch, err := st.ApplyImport(t.Context(), compared(t, st, lines...).Plan)
	must(t, err)
	tree, err := st.Organisations(t.Context())
	must(t, err)
	path := map[model.ID]string{}
	var made []string
	for _, o := range tree {
		path[o.ID] = o.Name
		if o.Kind == model.Group {
			path[o.ID] = path[o.Parent] + "/" + o.Name
		}
		if o.Kind == model.Branch || o.Kind == model.Group || o.Kind == model.HostUnit {
			made = append(made, path[o.ID])
		}
	}
	slices.Sort(made)
	if want := []string{"区税务局", "第一支部", "第一支部/第一党小组", "第二支部", "第二支部/第一党小组"}; !slices.Equal(made, want) {
		t.Errorf("made %v", made)
	}
	page, err := st.Members(t.Context(), store.MemberFilter{})
	must(t, err)
	for _, m := range page.Members {
		want := map[string]string{"张三": "第一支部/第一党小组", "李四": "第二支部/第一党小组", "王五": "第一支部", "赵六": ""}[m.Name]
		if path[m.Branch] != want || m.InService != (m.Name == "李四") || (m.HostUnit != "") != (m.Name == "李四" || m.Name == "王五") {
			t.Errorf("%s is in %q, unit %q", m.Name, path[m.Branch], path[m.HostUnit])
		}
	}
	// The same again changes nothing, a branch named alone takes nobody out of
	// the group.
	again := compared(t, st, lines...)
	alone := compared(t, st, "姓名,所属支部", "张三,第一支部")
	for _, row := range append(again.Plan.Rows, alone.Plan.Rows...) {
		if row.Fate != model.RowUnchanged {
			t.Errorf("%s: %s %+v", row.Member.Name, row.Fate, row.Changes)
		}
	}
	must(t, st.UndoImport(t.Context(), batch.ID))
	if tree, err = st.Organisations(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, o := range tree {
		if o.Kind == model.Branch || o.Kind == model.Group || o.Kind == model.HostUnit {
			t.Errorf("%s stays after the undo", o.Name)
		}
	}
}

func TestADecisionTakenAgainLeavesNoTraceOfTheOneBefore(t *testing.T) {
	st := openStore(t)
	save(t, st, model.Member{Name: "张三", State: model.Moved})
	d := compared(t, st, "姓名,身份证号,出生年月,电话,党小组", "张三,,1960-03-05,,第九党小组")
	row := &d.Plan.Rows[0]
	asked := slices.Clone(row.Reasons)
	for range 3 {
		must(t, d.Decide(0, model.NewPerson, 0))
		must(t, d.Decide(0, model.SkipRow, 0))
		must(t, d.Decide(0, model.SamePerson, 0))
	}
	if text := strings.Join(row.Reasons, ""); strings.Count(text, "第九党小组") != 1 || strings.Count(text, "导入不改变这一点") != 1 {
		t.Errorf("reasons pile up: %q", row.Reasons)
	}
	must(t, d.Decide(0, "", 0))
	if !slices.Equal(row.Reasons, asked) {
		t.Errorf("reasons are %q, were %q", row.Reasons, asked)
	}
}

// Of several groups of one name it is that of the branch that somebody is in;
// of somebody new nobody can tell.
func TestAGroupNamedAloneIsThatOfTheOwnBranch(t *testing.T) {
	st := openStore(t)
	_, err := st.ApplyImport(t.Context(), compared(t, st, "姓名,出生年月,支部,党小组", "张三,1950-01-01,甲支部,一组", "李四,1951-01-01,乙支部,一组", "王五,1952-01-01,乙支部,").Plan)
	must(t, err)
	d := compared(t, st, "姓名,出生年月,党小组", "张三,1950-01-01,一组", "李四,1951-01-01,一组", "王五,1952-01-01,一组", "赵六,1953-01-01,一组")
	for i, want := range []string{"甲支部", "乙支部", "乙支部", ""} {
		row := d.Plan.Rows[i]
		tree, err := st.Organisations(t.Context())
		must(t, err)
		parent := map[model.ID]model.ID{}
		for _, o := range tree {
			parent[o.ID] = o.Parent
		}
		if got := d.Names()[parent[row.Member.Branch]]; got != want || (len(row.Reasons) > 0) != (want == "") {
			t.Errorf("%s is put under %q: %s %q", row.Member.Name, got, row.Fate, row.Reasons)
		}
		if i < 2 && row.Fate != model.RowUnchanged {
			t.Errorf("%s: %s %+v", row.Member.Name, row.Fate, row.Changes)
		}
	}
}

// Rows of different people come to the same whatever their order.
func TestTheOrderOfRowsDoesNotMatter(t *testing.T) {
	t.Parallel()
	ids := []string{validID("19500101"), validID("19510101"), validID("19520101"), validID("19530101")}
	c := centre{people: []model.Member{
		member(t, "张三 "+ids[0]+" 1950-01-01 19900000001"), member(t, "张三 _ 1951-01-01 19900000002"),
		member(t, "李四 _ _ 19900000003"), member(t, "王五"),
	}}
	people := []string{
		"张三," + ids[0] + ",,19900000009", "张三,,1951-01-01,", "张散," + ids[1] + ",1951-01-01,", "李四,,,19900000003", "李四," + ids[2] + ",,19900000008",
		"王五,,1960-01-01,", "赵六," + ids[3] + ",,", "赵六,,1949-10-01,", "新人,,,",
	}
	rapid.Check(t, func(r *rapid.T) {
		lines := rapid.SliceOfNDistinct(rapid.SampledFrom(people), 1, len(people), func(s string) string { return s }).Draw(r, "rows")
		sorted := slices.Sorted(slices.Values(lines))
		told := func(lines []string) map[string]string {
			fate := map[string]string{}
			for i, row := range fates(t, c, rosterHeader, lines...) {
				fate[lines[i]] = fmt.Sprint(row.Fate, row.Member.ID, row.Changes)
			}
			return fate
		}
		if got, want := told(lines), told(sorted); !maps.Equal(got, want) {
			r.Fatalf("in this order:\n%v\nsorted:\n%v", got, want)
		}
	})
}

func TestWhatIsMadeIsSaidBefore(t *testing.T) {
	st := openStore(t)
	d := compared(t, st, "姓名,所属支部,党小组,成员单位", "张三,第一支部,第一党小组,区税务局", "李四,第一支部,第二党小组,区税务局")
	notes := strings.Join(d.Plan.Notes, "")
	for _, want := range []string{"将新建支部：第一支部。", "将新建党小组：第一支部第一党小组、第一支部第二党小组。", "将新建成员单位：区税务局。"} {
		if !strings.Contains(notes, want) {
			t.Errorf("%q is not said in %q", want, notes)
		}
	}
}

// A rename, a namesake or a changed ID number never merges two people by
// itself, whatever else the row says.
func TestNobodyIsMergedSilently(t *testing.T) {
	t.Parallel()
	id, other := validID("19600305"), validID("19600306")
	rapid.Check(t, func(r *rapid.T) {
		c := centre{people: []model.Member{member(t, "张三 "+id+" 1960-03-05 19900000001")}}
		name := rapid.SampledFrom([]string{"张三", "张散", "李四"}).Draw(r, "name")
		number := rapid.SampledFrom([]string{"", id, other}).Draw(r, "number")
		born := rapid.SampledFrom([]string{"", "1960-03-05", "1961-01-01"}).Draw(r, "born")
		phone := rapid.SampledFrom([]string{"", "19900000001", "19900000002"}).Draw(r, "phone")
		row := fates(t, c, rosterHeader, strings.Join([]string{name, number, born, phone}, ","))[0]
		if row.Fate != model.RowChanged && row.Fate != model.RowUnchanged {
			return
		}
		if name != "张三" || number == other {
			r.Fatalf("%s %s became the known 张三: %+v", name, number, row)
		}
		if number == "" && born == "1961-01-01" {
			r.Fatalf("a namesake born another day became the known one: %+v", row)
		}
	})
}
