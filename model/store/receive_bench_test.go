package store

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"gorm.io/gorm"

	"jishi/model"
)

// centreRows are the rows of a centre of two thousand people and twenty
// thousand attendances, by table.
func centreRows(b *testing.B) (tables []model.Table, rows map[string][][]any) {
	b.Helper()
	s, err := Open(background, b.TempDir(), Options{}) // IDs as they are made every day
	must(b, err)
	defer func() { must(b, s.Close()) }()
	_, err = s.SaveCentre(background, testCentre)
	must(b, err)
	_, err = s.ApplyImport(background, roster(people(2000)))
	must(b, err)
	for n := range 20 {
		a := addActivity(b, s, model.Activity{Title: fmt.Sprintf("第 %d 次党课", n+1)}, dayOfMay(7).AddDays(n))
		var ids []model.ID
		must(b, s.reading.Model(&memberRow{}).Order("pinyin, id").Offset(n*37).Limit(1000).Pluck("id", &ids).Error)
		_, err := s.Expect(background, a.ID, ids)
		must(b, err)
		markAll(b, s, rollOf(b, s, a), model.Present)
	}
	rows = map[string][][]any{}
	must(b, s.Snapshot(background, model.Contents{Kind: model.ReportPackage}, func(snap model.Snapshot) error {
		tables = snap.Tables()
		return nil
	}))
	for _, t := range tables {
		must(b, readRows(s.reading.Table(t.Name).Order("rowid"), t, func(values []any) error {
			rows[t.Name] = append(rows[t.Name], append([]any(nil), values...))
			return nil
		}))
	}
	return tables, rows
}

// ofCentre are rows with the IDs of another centre, made in other milliseconds
// of the same times.
func ofCentre(rows [][]any, n int) [][]any {
	other := make([][]any, len(rows))
	for i, row := range rows {
		other[i] = append([]any(nil), row...)
		for j, v := range row {
			if id, ok := v.(string); ok && isID(id) {
				var millisecond byte
				if _, err := fmt.Sscanf(id[11:13], "%02x", &millisecond); err != nil {
					panic(err) // isID allows nothing else
				}
				other[i][j] = id[:11] + fmt.Sprintf("%02x", millisecond^byte(n+1)) + id[13:]
			}
		}
	}
	return other
}

// BenchmarkReceiveFloor inserts the same number of rows as BenchmarkReceive
// into the same tables through the same driver: one prepared INSERT for each
// table, one transaction for each centre.
func BenchmarkReceiveFloor(b *testing.B) {
	tables, rows := centreRows(b)
	centres, err := size("JISHI_BENCH_CENTRES", 60)
	must(b, err)
	rounds, total := 0, 0
	for b.Loop() {
		b.StopTimer()
		rounds++
		dir := filepath.Join(b.TempDir(), fmt.Sprint(rounds))
		s, err := Open(background, dir, Options{})
		must(b, err)
		for n := range centres {
			other := make(map[string][][]any, len(rows))
			for table := range rows {
				other[table] = ofCentre(rows[table], n)
			}
			b.StartTimer()
			total += insertPlainly(b, s.writing, tables, other)
			b.StopTimer()
		}
		must(b, s.Close())
		b.StartTimer()
	}
	b.ReportMetric(float64(total/rounds), "rows/op")
}

func insertPlainly(b *testing.B, db *gorm.DB, tables []model.Table, rows map[string][][]any) (n int) {
	b.Helper()
	pool, err := db.DB()
	must(b, err)
	tx, err := pool.BeginTx(background, &sql.TxOptions{})
	must(b, err)
	for _, t := range tables {
		n += insertTable(b, tx, t, rows[t.Name])
	}
	must(b, tx.Commit())
	return n
}

func insertTable(b *testing.B, tx *sql.Tx, t model.Table, rows [][]any) int {
	b.Helper()
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(t.Columns)), ", ")
	//nolint:gosec // the names are the schema's own
	insert, err := tx.PrepareContext(background, "INSERT INTO "+t.Name+" ("+strings.Join(columnNames(t), ", ")+") VALUES ("+marks+")")
	must(b, err)
	defer func() { must(b, insert.Close()) }()
	for _, row := range rows {
		_, err := insert.ExecContext(background, row...)
		must(b, err)
	}
	return len(rows)
}
