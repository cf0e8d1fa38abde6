package widgets

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

// person is a row of test tables.
type person struct{ id, name string }

// people is a loader over n made-up people that notes what it was asked for.
type people struct {
	n      int
	asked  []Query
	answer func(q Query, done func([]person, int)) // nil answers at once
}

func (p *people) load(q Query, done func([]person, int)) {
	p.asked = append(p.asked, q)
	if p.answer != nil {
		p.answer(q, done)
		return
	}
	done(p.rows(q), p.n)
}

func (p *people) rows(q Query) []person {
	var rows []person
	for i := q.Offset; i < min(q.Offset+q.Limit, p.n); i++ {
		n := i
		if q.Descending {
			n = p.n - 1 - i
		}
		rows = append(rows, person{fmt.Sprint("id", n), fmt.Sprint("人", n)})
	}
	return rows
}

func personTable(t *testing.T, p *people) *DataTable[person] {
	t.Helper()
	newApp(t)
	table := NewTable([]Column[person]{
		{ID: "id", Title: "号", Chars: 4, Cell: func(p person) Cell { return Muted(p.id) }},
		{ID: "name", Title: "姓名", Chars: 6, Grow: 1, Sortable: true, Cell: func(p person) Cell { return Strong(p.name) }},
	}, func(p person) string { return p.id }, p.load, NewMuted("没有人"))
	window := test.NewWindow(table)
	t.Cleanup(window.Close)
	window.Resize(fyne.NewSize(600, 420))
	table.Reload()
	return table
}

// inPool counts the row objects that exist.
func inPool(table *DataTable[person]) int {
	return len(test.WidgetRenderer(table.rows.field).Objects())
}

func TestAHundredThousandRowsCostAScreenful(t *testing.T) {
	p := &people{n: 100_000}
	table := personTable(t, p)
	if table.Total() != 100_000 || len(p.asked) != 1 || p.asked[0].Limit != tablePage {
		t.Fatalf("%d rows after asking %+v", table.Total(), p.asked)
	}
	table.rows.scroll.ScrollToBottom()
	table.rows.field.Refresh()
	if inPool(table) > 20 {
		t.Errorf("%d rows exist", inPool(table))
	}
	if got := table.Texts(99_999); !slices.Equal(got, []string{"id99999", "人99999"}) {
		t.Errorf("the last row shows %q", got)
	}
	if len(p.asked) > 3 {
		t.Errorf("asked %d times: %+v", len(p.asked), p.asked)
	}
}

func TestAnAnswerThatWasOvertakenIsDropped(t *testing.T) {
	p := &people{n: 3}
	table := personTable(t, p)
	var late []func()
	p.answer = func(_ Query, done func([]person, int)) {
		late = append(late, func() { done([]person{{"old", "旧"}}, 1) })
	}
	table.ReloadTop()
	p.answer = nil
	table.ReloadTop()
	for _, answer := range late {
		answer()
	}
	if table.Total() != 3 {
		t.Errorf("%d rows: the slow answer won", table.Total())
	}
}

func TestTheEmptySentenceStandsOnlyWhereThereIsNobody(t *testing.T) {
	p := &people{n: 0}
	table := personTable(t, p)
	if !table.empty.Visible() {
		t.Error("nothing says that it is empty")
	}
	p.n = 2
	table.Reload()
	if table.empty.Visible() {
		t.Error("still says that it is empty")
	}
}

func TestKeysMoveOpenAndTick(t *testing.T) {
	table := personTable(t, &people{n: 500})
	table.Checks = true
	var selected, opened []string
	table.OnSelected = func(p person) { selected = append(selected, p.id) }
	table.OnOpened = func(p person) { opened = append(opened, p.id) }
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			table.rows.field.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	press(fyne.KeyDown, fyne.KeyDown, fyne.KeySpace, fyne.KeyUp, fyne.KeySpace, fyne.KeyReturn, fyne.KeyUp)
	if want := []string{"id0", "id1", "id0", "id0"}; !slices.Equal(selected, want) {
		t.Errorf("selected %q, want %q", selected, want)
	}
	if !slices.Equal(opened, []string{"id0"}) {
		t.Errorf("opened %q", opened)
	}
	if got := table.Checked(); len(got) != 2 || got[0].id != "id1" || got[1].id != "id0" {
		t.Errorf("ticked %v", got)
	}
}

func TestTicksAndSelectionSurviveSortingAndReloading(t *testing.T) {
	p := &people{n: 300}
	table := personTable(t, p)
	table.Checks = true
	table.CheckRow(1)
	table.SelectRow(2)
	table.SortBy("name")
	table.SortBy("name")
	if q := p.asked[len(p.asked)-1]; q.Sort != "name" || !q.Descending {
		t.Fatalf("asked %+v", q)
	}
	if got := table.Checked(); len(got) != 1 || got[0].id != "id1" {
		t.Errorf("ticked %v", got)
	}
	table.rows.scroll.ScrollToBottom()
	table.rows.field.Refresh()
	if row, ok := table.Selected(); !ok || row.id != "id2" {
		t.Errorf("selected %v %v", row, ok)
	}
	table.ClearChecks()
	if len(table.Checked()) != 0 {
		t.Error("ticks stayed")
	}
}

func TestClicksSelectTickAndOpen(t *testing.T) {
	table := personTable(t, &people{n: 5})
	table.Checks = true
	table.Reload()
	opened := ""
	table.OnOpened = func(p person) { opened = p.id }
	row, ok := test.WidgetRenderer(table.rows.field).Objects()[3].(*tableRow)
	if !ok {
		t.Fatal("no row to click")
	}
	at := func(x float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 5)}}
	}
	row.MouseDown(at(10))
	if got := table.Checked(); len(got) != 1 || got[0].id != "id3" {
		t.Errorf("ticked %v", got)
	}
	if _, ok := table.Selected(); ok {
		t.Error("ticking selected too")
	}
	row.MouseDown(at(200))
	row.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(200, 5)})
	if got, _ := table.Selected(); got.id != "id3" || opened != "id3" {
		t.Errorf("selected %v, opened %q", got, opened)
	}
}

func TestColumnsNeverNeedMoreThanTheTableHas(t *testing.T) {
	newApp(t)
	rapid.Check(t, func(t *rapid.T) {
		var columns []columnLook
		for range rapid.IntRange(1, 9).Draw(t, "columns") {
			columns = append(columns, columnLook{
				chars: rapid.Float32Range(1, 20).Draw(t, "chars"), grow: rapid.Float32Range(0, 2).Draw(t, "grow"),
				extra: rapid.Bool().Draw(t, "optional"),
			})
		}
		width := rapid.Float32Range(60, 1600).Draw(t, "width")
		ticks := rapid.Bool().Draw(t, "ticks")
		end := float32(0)
		if ticks {
			end = tickWidth
		}
		for i, s := range spans(columns, width, ticks) {
			if s.width == 0 {
				if !columns[i].extra {
					t.Fatalf("column %d is needed but left out", i)
				}
				continue
			}
			if s.left < end-0.1 {
				t.Fatalf("column %d begins at %v, the one before ends at %v", i, s.left, end)
			}
			end = s.left + s.width
		}
		if end > max(width, tickWidth)+0.5 {
			t.Fatalf("the columns end at %v of %v", end, width)
		}
	})
}

func TestOptionalColumnsGoFirstTheLastFirst(t *testing.T) {
	newApp(t)
	columns := []columnLook{{chars: 10}, {chars: 10, extra: true}, {chars: 10, extra: true}, {chars: 10}}
	one := 10*textSize() + 2*cellSide
	for width, want := range map[float32][]bool{
		4*one + 1: {true, true, true, true}, 3*one + 1: {true, true, false, true}, 2*one + 1: {true, false, false, true}, one: {true, false, false, true},
	} {
		for i, s := range spans(columns, width, false) {
			if (s.width > 0) != want[i] {
				t.Errorf("width %v, column %d: shown is %v", width, i, s.width > 0)
			}
		}
	}
}
