package command

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"

	"jishi/model"
	"jishi/model/store"
	"jishi/report"
	"jishi/ui/printing"
)

type statisticsCommand struct {
	By      string  `default:"kind" placeholder:"BY" help:"按什么分：kind 活动类别、month 月份、branch 主办支部、initiative 工程、presenter 主讲人、team 志愿服务队、field 服务领域、category 人员类别、home 人员所在支部。"`
	Year    int     `placeholder:"2018" help:"哪一年。什么时间都不写时为今年。"`
	Quarter quarter `placeholder:"2018-2" help:"哪一季度。"`
	Month   month   `placeholder:"2018-05" help:"哪一月。"`
	From    date    `placeholder:"DATE" help:"从哪一天起，和 --days 一起用。"`
	Days    int     `help:"从 --from 起多少天，含第一天。"`
	Out     string  `placeholder:"FILE" help:"另外把各项统计写到这个 .xlsx 文件。"`
}

// statisticAnswer is one row of the statistics command.
type statisticAnswer struct {
	Key        string   `json:"key"`
	Name       string   `json:"name"`
	Activities int      `json:"activities"`
	Times      int      `json:"times"`
	People     int      `json:"people"`
	Minutes    int      `json:"minutes"`
	Expected   int      `json:"expected"`
	Came       int      `json:"came"`
	Rate       *float64 `json:"rate"` // 0 to 1; null where nobody was expected
}

// statisticsAnswer is what the statistics command found.
type statisticsAnswer struct {
	From model.Date        `json:"from"`
	To   model.Date        `json:"to"`
	By   model.Grouping    `json:"by"`
	Rows []statisticAnswer `json:"rows"`
	Sum  statisticAnswer   `json:"sum"`
}

func (c *statisticsCommand) Run(s *session) error {
	from, to, err := c.period(model.DateOf(s.now()))
	if err != nil {
		return err
	}
	if err := groupable(c.By, model.Groupings()); err != nil {
		return err
	}
	return s.withStore(func(st *store.Store) error {
		if c.Out != "" {
			file, err := filepath.Abs(c.Out)
			if err != nil {
				return fmt.Errorf("find %s: %w", c.Out, err)
			}
			job := printing.Job{Kind: printing.Statistics, From: from, Days: from.DaysUntil(to) + 1, File: file, Spreadsheet: true}
			if _, err := printing.Print(s, st, job); err != nil {
				return err
			}
		}
		counted, err := st.Counted(s, from, to)
		if err != nil {
			return err
		}
		names, err := st.StatisticNames(s)
		if err != nil {
			return err
		}
		found := counted.By(model.Grouping(c.By), names)
		answer := statisticsAnswer{From: from, To: to, By: found.By, Rows: make([]statisticAnswer, 0, len(found.Rows)), Sum: statisticAnswerOf(found.Sum)}
		for _, r := range found.Rows {
			answer.Rows = append(answer.Rows, statisticAnswerOf(r))
		}
		return s.answer(answer, func(w io.Writer) error {
			t := newTable(w, found.By.Chinese(), "场次", "人次", "人数", "计入小时", "应到", "到会", "到会率")
			for _, r := range found.Rows {
				t.row(report.StatisticCells(r)...)
			}
			sum := report.StatisticCells(found.Sum)
			return t.end(fmt.Sprintf("%s共 %s 场，%s 人次，%s 人，到会率 %s。", model.PeriodName(from, to), sum[1], sum[2], sum[3], cmp.Or(found.Sum.RateText(), "—")))
		})
	})
}

func statisticAnswerOf(r model.Statistic) statisticAnswer {
	a := statisticAnswer{
		Key: r.Key, Name: r.Name, Activities: r.Activities, Times: r.Times, People: r.People, Minutes: r.Minutes, Expected: r.Expected, Came: r.Came,
	}
	if rate, ok := r.Rate(); ok {
		a.Rate = &rate
	}
	return a
}

// period are the days asked for.
func (c *statisticsCommand) period(today model.Date) (from, to model.Date, err error) {
	given := 0
	for _, is := range []bool{c.Year != 0, c.Quarter != quarter{}, !model.Date(c.Month).IsZero(), !model.Date(c.From).IsZero() || c.Days != 0} {
		if is {
			given++
		}
	}
	switch {
	case given > 1:
		return from, to, &usageError{"--year、--quarter、--month 和 --from 只能用一个"}
	case c.Year < 0 || c.Year > 9999:
		return from, to, &usageError{"--year 写四位的年份"}
	case c.Quarter != quarter{}:
		from, to = model.EachQuarter.Days(c.Quarter.year, c.Quarter.part)
	case !model.Date(c.Month).IsZero():
		from, to = model.EachMonth.Days(c.Month.Year, c.Month.Month-1)
	case !model.Date(c.From).IsZero() || c.Days != 0:
		if from = model.Date(c.From); from.IsZero() || c.Days < 1 || c.Days > 3660 {
			return from, to, &usageError{"--from 和 --days 要一起用，--days 在 1 到 3660 之间"}
		}
		to = from.AddDays(c.Days - 1)
	default:
		from, to = model.EachYear.Days(cmp.Or(c.Year, today.Year), 0)
	}
	return from, to, nil
}

// groupable refuses what is none of the groupings; "" is all.
func groupable(by string, groupings []model.Grouping) error {
	if by != "" && !slices.Contains(groupings, model.Grouping(by)) {
		return &usageError{"--by 没有“" + by + "”这一项"}
	}
	return nil
}

// reportMonth is the month, or the year, of a report; this year where neither
// is given.
func reportMonth(year int, month, today model.Date) model.Date {
	if !month.IsZero() {
		return month
	}
	return model.Date{Year: cmp.Or(year, today.Year)}
}

// quarter is a quarter of a year as an argument: 2018-2.
type quarter struct{ year, part int }

// UnmarshalText reads a quarter.
func (q *quarter) UnmarshalText(text []byte) error {
	year, err := strconv.Atoi(string(text[:min(4, len(text))]))
	if err != nil || len(text) != len("2018-2") || text[4] != '-' || text[5] < '1' || text[5] > '4' {
		return fmt.Errorf("“%s”不是季度，请写成 2018-2 这样", text)
	}
	q.year, q.part = year, int(text[5]-'1')
	return nil
}
