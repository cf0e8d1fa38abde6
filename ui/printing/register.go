package printing

import (
	"context"
	"fmt"
	"io"
	"slices"

	"jishi/model"
	"jishi/model/roster"
	"jishi/model/store"
	"jishi/report"
)

// loadRegister loads the certificates of a register, those that IDs name alone
// where it names any.
func loadRegister(ctx context.Context, st Store, job Job) (form, error) {
	list, err := st.Certificates(ctx, store.CertificateFilter{Kind: job.Of, Programme: job.ID, Year: job.Month.Year})
	if err != nil {
		return form{}, err
	}
	if len(job.IDs) > 0 {
		list = slices.DeleteFunc(list, func(c model.Certificate) bool { return !slices.Contains(job.IDs, c.ID) })
	}
	title, err := registerTitle(ctx, st, job)
	return form{
		draw: func(w io.Writer, o report.Options) (report.Sheet, error) { return report.Register(w, title, list, o) },
		tables: []roster.Table{{
			Title: "登记簿", Columns: []string{"编号", "姓名", "发证日期", "内容", "小时", "状态", "打印"}, Rows: eachOf(report.RegisterCells(list)),
		}},
	}, err
}

func registerTitle(ctx context.Context, st Store, job Job) (string, error) {
	title := report.RegisterTitle(job.Of)
	if job.ID != "" {
		p, err := st.Programme(ctx, job.ID)
		return p.Title + title, err
	}
	if job.Month.Year > 0 {
		title = fmt.Sprintf("%d年%s", job.Month.Year, title)
	}
	return title, nil
}

func registerName(ctx context.Context, st Store, job Job) (string, error) {
	title, err := registerTitle(ctx, st, job)
	return safe(title) + " " + st.Today().String(), err
}
