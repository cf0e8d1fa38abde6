package printing

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"

	"jishi/model"
	"jishi/model/roster"
	"jishi/report"
)

// loadAttendance loads a programme's attendance table or the list of those who
// did not pass.
func loadAttendance(ctx context.Context, st Store, job Job) (form, error) {
	t, err := st.AttendanceTable(ctx, job.ID)
	if err != nil {
		return form{}, err
	}
	if job.Kind == NotPassed {
		return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) { return report.NotPassed(w, t, o) }, tables: []roster.Table{notPassedSheet(t)}}, nil
	}
	return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) { return report.AttendanceTable(w, t, o) }, tables: []roster.Table{attendanceSheet(t)}}, nil
}

// attendanceSheet is the whole table in one sheet, the totals below the people.
func attendanceSheet(t model.AttendanceTable) roster.Table {
	sheet := roster.Table{Title: t.Programme.Title + "考勤表", Columns: []string{"序号", "姓名", "支部（单位）"}, Quantities: []string{"出勤课次", "学时", "成绩"}}
	for i, s := range t.Sessions {
		name := fmt.Sprintf("第%d课 %d月%d日", cmp.Or(s.Number, i+1), s.Day.Month, s.Day.Day)
		sheet.Columns = append(sheet.Columns, name)
		sheet.Quantities = append(sheet.Quantities, name)
	}
	sheet.Columns = append(sheet.Columns, "出勤课次", "学时", "成绩", "结果", "说明")
	var rows [][]string
	for i, p := range t.People {
		r := t.ResultOf(p)
		row := []string{strconv.Itoa(i + 1), p.Name, cmp.Or(p.Branch, p.Unit)}
		for _, m := range p.Marks {
			row = append(row, m.Chinese())
		}
		rows = append(rows, append(append(row, strconv.Itoa(r.Attended), model.Hours(r.Minutes)), verdict(t.Programme, p, r)...))
	}
	sheet.Rows = eachOf(append(rows, totalRows(t)...))
	return sheet
}

// verdict is a person's score, whether that passed, and why not.
func verdict(p model.Programme, one model.Participant, r model.Result) []string {
	points := ""
	if one.Scored {
		points = strconv.Itoa(one.Points)
	}
	switch {
	case p.Kind == model.LectureSeries:
		return []string{points, "", ""}
	case one.Member == "":
		return []string{points, "", "外来人员"}
	case p.Passed(r):
		return []string{points, "合格", ""}
	}
	return []string{points, "未合格", p.WhyNot(r)}
}

// totalRows count each session; 人次 and 人数 stand apart.
func totalRows(t model.AttendanceTable) [][]string {
	sum := t.Totals()
	counts := []struct {
		name  string
		count func(model.Tally) int
		all   int
	}{
		{"应到人次", func(t model.Tally) int { return t.Expected }, sum.Tally.Expected},
		{"实到人次", model.Tally.Came, sum.Tally.Came()},
		{"请假人次", func(t model.Tally) int { return t.Leave }, sum.Tally.Leave},
		{"缺席人次", func(t model.Tally) int { return t.Absent }, sum.Tally.Absent},
		{"未登记人次", func(t model.Tally) int { return t.Unmarked }, sum.Tally.Unmarked},
	}
	var rows [][]string
	for _, c := range counts {
		row := []string{"", c.name, ""}
		for i, s := range t.Sessions {
			text := ""
			if s.Held {
				text = strconv.Itoa(c.count(t.SessionTally(i)))
			}
			row = append(row, text)
		}
		rows = append(rows, append(row, strconv.Itoa(c.all), "", "", "", ""))
	}
	blank := make([]string, len(t.Sessions))
	for _, c := range []struct {
		name  string
		count int
	}{{"补课人次", sum.MadeUp}, {"参加人数", sum.People}, {"单位个数", sum.Units}} {
		rows = append(rows, slices.Concat([]string{"", c.name, ""}, blank, []string{strconv.Itoa(c.count), "", "", "", ""}))
	}
	return rows
}

// notPassedSheet lists who did not pass, and why.
func notPassedSheet(t model.AttendanceTable) roster.Table {
	sheet := roster.Table{
		Title: "未合格人员", Columns: []string{"序号", "姓名", "支部", "出勤课次", "已上课次", "学时", "成绩", "原因（说明）"},
		Quantities: []string{"序号", "出勤课次", "已上课次", "学时", "成绩"},
	}
	var rows [][]string
	for _, r := range t.Results() {
		if t.Programme.Passed(r) {
			continue
		}
		points := ""
		if r.Scored {
			points = strconv.Itoa(r.Points)
		}
		rows = append(rows, []string{
			strconv.Itoa(len(rows) + 1), r.Name, r.Branch, strconv.Itoa(r.Attended), strconv.Itoa(r.Sessions), model.Hours(r.Minutes), points, t.Programme.WhyNot(r),
		})
	}
	sheet.Rows = eachOf(rows)
	return sheet
}

// eachOf are rows that are there already.
func eachOf(rows [][]string) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}
