package store

import (
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

// sampleTable has a value of each kind that tables have.
var sampleTable = model.Table{Name: "samples", Columns: []model.Column{{Name: "word"}, {Name: "number", Integer: true}, {Name: "other", Null: true}}}

func anyText() *rapid.Generator[string] {
	return rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"", `"`, `\`, `\"`, `\\`, `","`, "],[", "null", "12", "[1]", "\x00", "\x1f", "=", "\x1e\x1f\x1f", "\n\t\r\b\f\x1f\x7f", "党课", "𠮷", "\u2028", "</script>",
	}))
}

func TestRowsAreReadAsTheyAreStored(t *testing.T) {
	s := newStore(t)
	db := s.writing
	must(t, db.Exec("CREATE TABLE samples (word TEXT NOT NULL, number INTEGER NOT NULL, other TEXT)").Error)
	rapid.Check(t, func(r *rapid.T) {
		must(t, db.Exec("DELETE FROM samples").Error)
		var want [][]any
		for range rapid.IntRange(0, 8).Draw(r, "rows") {
			row := []any{anyText().Draw(r, "word"), rapid.Int64().Draw(r, "number"), nil}
			if rapid.Bool().Draw(r, "other") {
				row[2] = anyText().Draw(r, "text")
			}
			want = append(want, row)
			must(t, db.Exec("INSERT INTO samples VALUES (?, ?, ?)", row...).Error)
		}
		n := 0
		must(t, readRows(s.reading.Table("samples").Order("rowid"), sampleTable, func(values []any) error {
			for i, v := range values {
				if v != want[n][i] {
					r.Errorf("row %d: %#v is read as %#v", n, want[n], values)
				}
			}
			n++
			return nil
		}))
		if n != len(want) {
			r.Errorf("%d of %d rows", n, len(want))
		}
	})
}

func TestANumberOutOfPlaceIsNoRow(t *testing.T) {
	db := newStore(t).writing
	must(t, db.Exec("CREATE TABLE samples (word TEXT NOT NULL, number INTEGER NOT NULL, other TEXT)").Error)
	must(t, db.Exec("INSERT INTO samples VALUES ('一', 1.5, NULL)").Error)
	if err := readRows(db.Table("samples"), sampleTable, func([]any) error { return nil }); err == nil {
		t.Error("half a number is read as one")
	}
}

// Values that stay the same from row to row are looked at once: what is wrong
// in one row must neither pass in the next nor stay with it.
func TestARowIsCheckedAsIfItWereTheOnlyOne(t *testing.T) {
	s := newStore(t)
	a := addActivity(t, s, model.Activity{}, dayOfMay(7))
	markAll(t, s, expect(t, s, a, addMembers(t, s, "张三", "李四")...), model.Present)
	addActivity(t, s, model.Activity{MakesUp: a.ID}, dayOfMay(8)) // names one of its own table
	tables, err := s.Tables(t.Context())
	must(t, err)
	for _, table := range tables {
		var rows [][]any
		must(t, readRows(s.reading.Table(table.Name), table, func(values []any) error {
			rows = append(rows, append([]any(nil), values...))
			return nil
		}))
		if len(rows) == 0 {
			continue
		}
		check := checkOf(table)
		for _, row := range rows {
			must(t, check(row))
		}
		wrong := rapid.SampledFrom([]any{nil, "", "25:70", "2018-02-30", "x\x00", "present", "\xff", int64(-1), int64(0), int64(1), int64(1 << 40)})
		rapid.Check(t, func(r *rapid.T) {
			row := append([]any(nil), rapid.SampledFrom(rows).Draw(r, "row")...)
			column := rapid.IntRange(0, len(row)-1)
			switch rapid.SampledFrom([]string{"right", "wrong", "mixed"}).Draw(r, "change") {
			case "wrong":
				row[column.Draw(r, "column")] = wrong.Draw(r, "value")
			case "mixed": // so that a row names itself, or what another one does
				row[column.Draw(r, "column")] = rapid.SampledFrom(rows).Draw(r, "other")[column.Draw(r, "from")]
			}
			alone, after := checkOf(table)(row), check(row)
			if (alone == nil) != (after == nil) {
				r.Errorf("%s %v: alone %v, after others %v", table.Name, row, alone, after)
			}
		})
	}
}
