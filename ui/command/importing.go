package command

import (
	"context"
	"fmt"
	"io"

	"jishi/model"
	"jishi/model/roster"
	"jishi/model/store"
	"jishi/ui/printing"
)

type importCommand struct {
	File  string `arg:"" help:"花名册，.xlsx 或 .csv。"`
	Apply bool   `help:"检查之后导入。不加时只检查，什么都不改。"`
	// Report is written whether the import is done or only looked at.
	Report string `help:"把每一行的结果写到哪个 .xlsx 文件。" placeholder:"FILE"`
}

// rowMessage is what there is to say of one row of a roster.
type rowMessage struct {
	Row     int    `json:"row"`
	Message string `json:"message"`
}

// importAnswer is what the import command found.
type importAnswer struct {
	Rows      int          `json:"rows"`
	New       int          `json:"new"`
	Changed   int          `json:"changed"`
	Unchanged int          `json:"unchanged"`
	Doubtful  int          `json:"doubtful"`
	Errors    []rowMessage `json:"errors"`
	Warnings  []rowMessage `json:"warnings"`
}

// Run reads the file before it makes a folder of data, so that a bad file
// leaves even an empty folder as it was.
func (c *importCommand) Run(s *session) error {
	dir, err := s.dir()
	if err != nil {
		return err
	}
	if !store.Exists(dir) {
		sheet, err := roster.Read(s, c.File)
		if err != nil {
			return err
		}
		if !c.Apply { // looking makes no data
			plan, err := roster.Plan(s, sheet, nobody{})
			if err != nil {
				return err
			}
			return c.answer(s, plan)
		}
	}
	return s.openStore(dir, func(st *store.Store) error {
		// As the window reads it: by what was said of its columns there.
		sheet, err := roster.ReadChosen(s, c.File, roster.Choice{}, st, func(int, int) {})
		if err != nil {
			return err
		}
		plan, err := roster.Plan(st.OwnOnly(s), sheet, st)
		if err != nil {
			return err
		}
		if c.Apply {
			if _, err := st.ApplyImport(s, plan); err != nil {
				return err
			}
		}
		return c.answer(s, plan)
	})
}

// answer says what the import did, or would do, and writes the report.
func (c *importCommand) answer(s *session, plan model.ImportPlan) error {
	if c.Report != "" {
		err := printing.WriteFile(c.Report, func(w io.Writer) error { return roster.WriteXLSX(w, roster.Report(plan)) })
		if err != nil {
			return err
		}
	}
	answer := answerOf(plan)
	return s.answer(answer, func(w io.Writer) error {
		for _, note := range plan.Notes {
			if _, err := fmt.Fprintln(w, note); err != nil {
				return err
			}
		}
		return answer.print(w, c.Apply)
	})
}

// nobody is whom a centre without data knows.
type nobody struct{}

func (nobody) EveryMember(context.Context, func(model.Member) error) error { return nil }

func (nobody) Organisations(context.Context) ([]model.Organisation, error) { return nil, nil }

func answerOf(plan model.ImportPlan) importAnswer {
	a := importAnswer{Rows: len(plan.Rows), Errors: []rowMessage{}, Warnings: []rowMessage{}}
	for _, row := range plan.Rows {
		list := &a.Warnings
		switch row.Fate {
		case model.RowNew:
			a.New++
		case model.RowChanged:
			a.Changed++
		case model.RowUnchanged:
			a.Unchanged++
		case model.RowDoubtful:
			a.Doubtful++
		case model.RowWrong:
			list = &a.Errors
		}
		for _, reason := range row.Reasons {
			*list = append(*list, rowMessage{row.Number, reason})
		}
	}
	return a
}

func (a importAnswer) print(w io.Writer, applied bool) error {
	t := newTable(w, "行", "说明")
	for _, list := range [][]rowMessage{a.Errors, a.Warnings} {
		for _, m := range list {
			t.row(fmt.Sprint(m.Row), m.Message)
		}
	}
	end := "还没有导入；加 --apply 导入。"
	if applied {
		end = "已导入。"
	}
	return t.end(fmt.Sprintf("共 %d 行：新增 %d，有变化 %d，无变化 %d，存疑 %d，有错 %d。%s",
		a.Rows, a.New, a.Changed, a.Unchanged, a.Doubtful, a.Rows-a.New-a.Changed-a.Unchanged-a.Doubtful, end))
}
