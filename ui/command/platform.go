package command

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
)

// platformCommand writes what is to be entered on an outside platform. The
// columns are chosen in the window.
type platformCommand struct {
	Out      string `placeholder:"FILE" help:"把还没有填报的写到这个 .xlsx 文件；不写时只列出活动。"`
	Mark     bool   `help:"写好文件后标为已填报。"`
	Undo     bool   `help:"撤销最近一次标的已填报。"`
	Platform string `placeholder:"NAME" help:"哪个平台；不写时为第一个。"`
	Year     int    `placeholder:"2018" help:"哪一年的服务；不写时为全部。"`
}

// platformAnswer is an activity that is not entered yet.
type platformAnswer struct {
	Activity model.ID `json:"activity"`
	Day      string   `json:"day"`
	Title    string   `json:"title"`
	People   int      `json:"people"`
	Minutes  int      `json:"minutes"`
}

func (c *platformCommand) Run(s *session) error {
	switch {
	case c.Mark && c.Out == "":
		return &usageError{"--mark 要和 --out 一起用"}
	case c.Undo && c.Out != "":
		return &usageError{"--undo 和 --out 只能用一个"}
	case c.Year < 0 || c.Year > 9999:
		return &usageError{"--year 写四位的年份"}
	}
	return s.withStore(func(st *store.Store) error {
		platform, err := c.platform(s, st)
		if err != nil {
			return err
		}
		if c.Undo {
			return undoPlatform(s, st, platform.Name)
		}
		job := printing.PlatformJob{Platform: platform, Mark: c.Mark, From: model.Date{Year: cmp.Or(c.Year, 1900), Month: 1, Day: 1}, To: model.DateOf(s.now())}
		if c.Year != 0 {
			job.To = model.Date{Year: c.Year, Month: 12, Day: 31}
		}
		if c.Out != "" {
			return c.export(s, st, job)
		}
		return listPending(s, st, job)
	})
}

// platform is the one asked for.
func (c *platformCommand) platform(s *session, st *store.Store) (model.OutsidePlatform, error) {
	all, err := st.Platforms(s)
	if err != nil {
		return model.OutsidePlatform{}, err
	}
	if c.Platform == "" {
		return all[0], nil
	}
	i := slices.IndexFunc(all, func(p model.OutsidePlatform) bool { return p.Name == c.Platform })
	if i < 0 {
		return model.OutsidePlatform{}, &model.Error{Code: model.NotFound, Message: "没有这个平台：" + c.Platform}
	}
	return all[i], nil
}

func (c *platformCommand) export(s *session, st *store.Store, job printing.PlatformJob) error {
	file, err := filepath.Abs(c.Out)
	if err != nil {
		return fmt.Errorf("find %s: %w", c.Out, err)
	}
	job.File = file
	lines, err := printing.ExportPlatform(s, st, job)
	if err != nil {
		return err
	}
	return s.answer(map[string]any{"file": file, "rows": len(lines), "marked": c.Mark}, func(w io.Writer) error {
		state := "还没有标为已填报"
		if c.Mark {
			state = "已标为已填报"
		}
		_, err := fmt.Fprintf(w, "写了 %d 人次到 %s，%s。\n", len(lines), file, state)
		return err
	})
}

func listPending(s *session, st *store.Store, job printing.PlatformJob) error {
	pending, err := st.PlatformPending(s, job.Platform.Name, job.From, job.To)
	if err != nil {
		return err
	}
	rows := make([]platformAnswer, len(pending))
	people := 0
	for i, p := range pending {
		rows[i] = platformAnswer{Activity: p.Activity, Day: model.DateOf(p.Start).String(), Title: p.Title, People: p.People, Minutes: p.Minutes}
		people += p.People
	}
	return s.answer(rows, func(w io.Writer) error {
		t := newTable(w, "日期", "活动", "未填报人次", "小时")
		for _, r := range rows {
			t.row(r.Day, r.Title, fmt.Sprint(r.People), model.Hours(r.Minutes))
		}
		return t.end(fmt.Sprintf("%s还没有填报：%d 场，%d 人次。", job.Platform.Name, len(rows), people))
	})
}

// undoPlatform takes the latest ticks back.
func undoPlatform(s *session, st *store.Store, platform string) error {
	batches, err := st.PlatformBatches(s, platform)
	if err != nil {
		return err
	}
	if len(batches) == 0 {
		return &model.Error{Code: model.NotFound, Message: platform + "还没有标过已填报。"}
	}
	if err := st.UndoEntered(s, batches[0].ID); err != nil {
		return err
	}
	return s.answer(map[string]any{"undone": batches[0].Rows}, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "撤销了 %d 人次的已填报。\n", batches[0].Rows)
		return err
	})
}
