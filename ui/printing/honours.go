package printing

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"jishi/model"
	"jishi/model/roster"
	"jishi/model/store"
	"jishi/report"
)

// loadHonour loads certificates of honours, void ones too where they are named,
// which report refuses.
func loadHonour(ctx context.Context, st Store, job Job) (form, error) {
	list, err := honourCertificates(ctx, st, job)
	f := form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) {
		return report.HonourCertificates(w, list, o)
	}}
	for i, c := range list {
		f.certificates = append(f.certificates, c.ID)
		if job.Style.Design > 0 {
			list[i].Design = job.Style.Design
		}
	}
	return f, err
}

func honourCertificates(ctx context.Context, st Store, job Job) ([]model.Certificate, error) {
	named := proofIDs(job)
	filter := store.CertificateFilter{Kind: model.HonourAward}
	if len(named) == 0 {
		filter.Year = job.Month.Year
	}
	all, err := st.Certificates(ctx, filter)
	return slices.DeleteFunc(all, func(c model.Certificate) bool {
		if len(named) == 0 {
			return c.Void
		}
		return !slices.Contains(named, c.ID)
	}), err
}

// loadHonourProof loads what would be issued in the job's style; where nothing
// is due, what was issued as the style would have it.
func loadHonourProof(ctx context.Context, st Store, job Job) (form, error) {
	job.Style.Kind = model.HonourAward
	list, err := st.DueHonours(ctx, job.IDs, job.Style)
	if err == nil && len(list) == 0 {
		list, err = st.Certificates(ctx, store.CertificateFilter{Kind: model.HonourAward})
		list = slices.DeleteFunc(list, func(c model.Certificate) bool { return c.Void || !slices.Contains(job.IDs, c.Honour) })
		if err == nil {
			err = restyle(ctx, st, list, job.Style)
		}
	}
	return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) { return report.HonourProofs(w, list, o) }}, err
}

func honourName(ctx context.Context, st Store, job Job) (string, error) {
	if job.Kind == HonourProof {
		return "荣誉证书样张" + designName(max(job.Style.Design, 1)) + " " + st.Today().String(), nil
	}
	list, err := honourCertificates(ctx, st, job)
	name := "荣誉证书" + designName(job.Style.Design)
	if err != nil || len(list) != 1 {
		return fmt.Sprintf("%s %s %d份", name, st.Today(), len(list)), err
	}
	return name + " " + safe(list[0].Name) + " " + safe(list[0].Number), nil
}

// awardDays are the days of a list of honours or press reports; of all days
// where job names none.
func (job Job) awardDays() (from, to model.Date, err error) {
	if job.Month.IsZero() && job.Days == 0 {
		return from, to, nil
	}
	return job.period()
}

// awardPeriod names those days; empty where there are none.
func (job Job) awardPeriod() string {
	from, to, err := job.awardDays()
	if err != nil || from.IsZero() {
		return ""
	}
	return model.PeriodName(from, to)
}

func loadHonours(ctx context.Context, st Store, job Job) (form, error) {
	from, to, err := job.awardDays()
	if err != nil {
		return form{}, err
	}
	list, err := st.HonourList(ctx, store.HonourFilter{From: from, To: to, Level: job.Level, Whom: job.Whom, Search: job.Search})
	return form{
		draw: func(w io.Writer, o report.Options) (report.Sheet, error) {
			return report.Honours(w, job.awardPeriod(), list, o)
		},
		tables: []roster.Table{{
			Title: "荣誉", Columns: []string{"授予时间", "荣誉名称", "级别", "获奖者", "类别", "授予单位", "荣誉证书编号"}, Rows: eachOf(report.HonourCells(list)),
		}},
	}, err
}

func loadPress(ctx context.Context, st Store, job Job) (form, error) {
	from, to, err := job.awardDays()
	if err != nil {
		return form{}, err
	}
	list, err := st.PressReports(ctx, store.PressFilter{From: from, To: to, Level: job.Level, Search: job.Search})
	return form{
		draw: func(w io.Writer, o report.Options) (report.Sheet, error) {
			return report.Press(w, job.awardPeriod(), list, o)
		},
		tables: []roster.Table{{
			Title: "新闻报道", Columns: []string{"刊发日期", "媒体", "标题", "级别", "报道的活动或项目", "网址"}, Rows: eachOf(report.PressCells(list)),
		}},
	}, err
}

// awardsName names the lists of honours and press reports.
func awardsName(_ context.Context, st Store, job Job) (string, error) {
	name := map[Kind]string{Honours: "荣誉一览表", Press: "新闻报道登记表"}[job.Kind]
	if job.Level != "" {
		name += " " + safe(job.Level)
	}
	if job.Whom != "" {
		name += " " + job.Whom.Chinese()
	}
	if text := strings.TrimSpace(job.Search); text != "" {
		name += " " + safe(text)
	}
	return name + " " + cmp.Or(job.awardPeriod(), st.Today().String()), nil
}
