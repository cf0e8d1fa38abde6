package store

import (
	"context"
	"slices"
	"strings"

	"jishi/model"
)

type pressReportRow struct {
	Record
	Outlet, Title, Level string
	Published, Link      string
	Activity, Project    ref
	Paper                keptPaper `gorm:"embedded"`
}

// TableName implements gorm's Tabler.
func (pressReportRow) TableName() string { return "press_reports" }

func (r pressReportRow) model() (model.PressReport, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.PressReport{}, err
	}
	published, err := dayOf(r.Published)
	return model.PressReport{
		Record: rec, Outlet: r.Outlet, Title: r.Title, Level: r.Level, Published: published, Link: r.Link,
		Activity: model.ID(r.Activity), Project: model.ID(r.Project), File: r.Paper.model(),
	}, err
}

// PressFilter says which press reports. A zero field does not restrict.
type PressFilter struct {
	From, To model.Date // both or none; included
	Level    string
	Search   string // in outlet or title, literally
}

// pressLine is a press report with the names that a list shows.
type pressLine struct {
	Press                      pressReportRow `gorm:"embedded"`
	ActivityTitle, ProjectName string
}

func (l pressLine) model() (model.PressSummary, error) {
	p, err := l.Press.model()
	return model.PressSummary{PressReport: p, ActivityTitle: l.ActivityTitle, ProjectName: l.ProjectName}, err
}

// PressReports returns press reports, the newest first, in one query.
func (s *Store) PressReports(ctx context.Context, f PressFilter) ([]model.PressSummary, error) {
	const doing = "list press reports"
	tx := ofYears(s.read(ctx).Table("press_reports"), "press_reports.published", f.From, f.To).
		Joins("LEFT JOIN activities ON activities.id = press_reports.activity").
		Joins("LEFT JOIN projects ON projects.id = press_reports.project").
		Where("press_reports.removed = ?", false)
	if f.Level != "" {
		tx = tx.Where("press_reports.level = ?", f.Level)
	}
	if text := strings.TrimSpace(f.Search); text != "" {
		like := containing(text)
		tx = tx.Where(`(press_reports.title LIKE ? ESCAPE '\' OR press_reports.outlet LIKE ? ESCAPE '\')`, like, like)
	}
	var lines []pressLine
	err := tx.Select("press_reports.*, activities.title AS activity_title, projects.name AS project_name").
		Order("press_reports.published DESC, press_reports.created_at DESC, press_reports.id DESC").Scan(&lines).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(lines, pressLine.model)
	if !f.From.IsZero() {
		list = slices.DeleteFunc(list, func(p model.PressSummary) bool { return !p.Published.Within(f.From, f.To) })
	}
	return list, explain(doing, err)
}

// SavePressReport adds a press report or changes the one with its ID.
func (s *Store) SavePressReport(ctx context.Context, p model.PressReport) (model.PressReport, error) {
	const doing = "save a press report"
	p = p.Tidy()
	if err := p.Validate(); err != nil {
		return p, explain(doing, err)
	}
	r := pressReportRow{
		Record: recordOf(p.Record), Outlet: p.Outlet, Title: p.Title, Level: p.Level, Published: p.Published.String(), Link: p.Link,
		Activity: ref(p.Activity), Project: ref(p.Project), Paper: paperOf(p.File),
	}
	if err := s.write(ctx, doing, func(c *change) error { return c.put(&r) }); err != nil {
		return p, err
	}
	saved, err := r.model()
	return saved, explain(doing, err)
}

// RemovePressReports takes press reports away, RestorePressReports puts them
// back.
func (s *Store) RemovePressReports(ctx context.Context, ids []model.ID) error {
	return s.write(ctx, "remove press reports", func(c *change) error { return c.setRemoved(&pressReportRow{}, ids, true) })
}

// RestorePressReports puts press reports back.
func (s *Store) RestorePressReports(ctx context.Context, ids []model.ID) error {
	return s.write(ctx, "restore press reports", func(c *change) error { return c.setRemoved(&pressReportRow{}, ids, false) })
}
