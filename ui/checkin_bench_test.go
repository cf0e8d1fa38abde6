package ui

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"jishi/model"
	"jishi/model/store"
)

// The centre and the meeting of the benchmark.
const (
	membersOfMany = 10_000
	atTheMeeting  = 500
)

// BenchmarkSignIn signs people in at 签到台, one after the other, among ten
// thousand members and five hundred who are expected: p95-ms is from Enter until
// the mark is durable and the totals show it, key-p95-ms from a key until the
// candidates stand below the entry.
func BenchmarkSignIn(b *testing.B) {
	c := deskOfMany(b)
	var enter, key []time.Duration
	b.ResetTimer()
	for i := range b.N {
		if i > 0 && i%atTheMeeting == 0 {
			b.StopTimer()
			sendAllHome(b, c)
			b.StartTimer()
		}
		p := c.roll.Attendees[i%atTheMeeting]
		for _, r := range p.Phone[len(p.Phone)-4:] {
			begin := time.Now()
			c.entry.TypedRune(r)
			key = append(key, time.Since(begin))
		}
		before := c.side.figure.Text
		begin := time.Now()
		typeAt(c, "\n")
		enter = append(enter, time.Since(begin))
		if c.side.figure.Text == before {
			b.Fatalf("%s is not shown as signed in; the band says %q", p.Phone, c.band.words.Text)
		}
	}
	for unit, took := range map[string][]time.Duration{"p95-ms": enter, "key-p95-ms": key} {
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)*95/100])/1e6, unit)
	}
}

// deskOfMany opens 签到台 on the meeting of a large centre.
func deskOfMany(b *testing.B) *checkIn {
	b.Helper()
	st := openStoreIn(b, b.TempDir())
	must[model.Centre](b)(st.SaveCentre(b.Context(), model.Centre{Name: "高山社区党群服务中心", Street: "大学路街道", District: "郑州市二七区"}))
	plan := model.ImportPlan{File: "花名册.xlsx", Rows: make([]model.ImportRow, membersOfMany)}
	for i := range plan.Rows {
		m := model.Member{Name: "王" + string(rune('丁'+i%900)) + string(rune('万'+i/900)), Phone: fmt.Sprintf("1990001%04d", i), State: model.Active}
		plan.Rows[i] = model.ImportRow{Number: i + 2, Fate: model.RowNew, Member: m, BranchName: fmt.Sprintf("第%d党支部", i%35+1)}
	}
	must[model.ImportBatch](b)(st.ApplyImport(b.Context(), plan))
	a := must[model.Activity](b)(st.SaveActivity(b.Context(), activityOn(model.Lesson, "全体党员大会", 7, 11, 90)))
	page := must[store.MemberPage](b)(st.Members(b.Context(), store.MemberFilter{Limit: atTheMeeting}))
	var ids []model.ID
	for _, m := range page.Members {
		ids = append(ids, m.ID)
	}
	must[int](b)(st.Expect(b.Context(), a.ID, ids))
	return shown[*checkIn](b, openWindow(b, st), pageCheckIn)
}

// sendAllHome makes everybody expected again.
func sendAllHome(b *testing.B, c *checkIn) {
	b.Helper()
	var marks []model.Mark
	for _, p := range c.roll.Attendees {
		marks = append(marks, model.Mark{Attendance: p.ID, State: model.Expected})
	}
	if err := c.desk.store.SaveMarks(b.Context(), c.id, marks); err != nil {
		b.Fatal(err)
	}
	c.Refresh()
}
