package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

type projectRow struct {
	Record
	Name, Origin, Field     string
	Unit                    ref
	Contact, Audience, Goal string
	Started, Finished       string
}

// TableName implements gorm's Tabler.
func (projectRow) TableName() string { return "projects" }

func (r projectRow) model() (model.Project, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Project{}, err
	}
	started, err := dayOf(r.Started)
	if err != nil {
		return model.Project{}, err
	}
	finished, err := dayOf(r.Finished)
	return model.Project{
		Record: rec, Name: r.Name, Origin: model.Origin(r.Origin), Field: r.Field, Unit: model.ID(r.Unit),
		Contact: r.Contact, Audience: r.Audience, Goal: r.Goal, Started: started, Finished: finished,
	}, err
}

type milestoneRow struct {
	Record
	Project          string
	Position         int
	Title            string
	Due, State, Done string
}

// TableName implements gorm's Tabler.
func (milestoneRow) TableName() string { return "milestones" }

func (r *milestoneRow) at(owner string, position int) { r.Project, r.Position = owner, position }

func (r milestoneRow) model() (model.Milestone, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Milestone{}, err
	}
	due, err := dayOf(r.Due)
	if err != nil {
		return model.Milestone{}, err
	}
	done, err := dayOf(r.Done)
	return model.Milestone{Record: rec, Title: r.Title, Due: due, State: model.MilestoneState(r.State), Done: done}, err
}

type expenseRow struct {
	Record
	Project  string
	Position int
	Day      string
	Amount   int
	Purpose  string
}

// TableName implements gorm's Tabler.
func (expenseRow) TableName() string { return "project_expenses" }

func (r *expenseRow) at(owner string, position int) { r.Project, r.Position = owner, position }

func (r expenseRow) model() (model.Expense, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Expense{}, err
	}
	day, err := dayOf(r.Day)
	return model.Expense{Record: rec, Day: day, Amount: r.Amount, Purpose: r.Purpose}, err
}

// ProjectFilter says which projects. A zero field does not restrict.
type ProjectFilter struct {
	ID       model.ID
	Origin   model.Origin
	Field    string
	Search   string // in name, audience or the unit's name, literally
	Finished bool   // those that ended too
}

type projectLine struct {
	Project                                    projectRow `gorm:"embedded"`
	UnitName                                   string
	Milestones, DoneOnes, Overdue, Spent, Cost int
}

// Projects returns the projects that match f, in order of origin and name, with
// what was done for each.
func (s *Store) Projects(ctx context.Context, f ProjectFilter) ([]model.ProjectSummary, error) {
	const doing = "list the projects"
	list, err := s.projects(ctx, f)
	return list, explain(doing, err)
}

func (s *Store) projects(ctx context.Context, f ProjectFilter) ([]model.ProjectSummary, error) {
	var lines []projectLine
	if err := s.projectLines(ctx, f).Scan(&lines).Error; err != nil {
		return nil, err
	}
	fields, err := wordsOf(s.read(ctx), model.ServiceFields)
	if err != nil {
		return nil, err
	}
	served, err := s.serviceBy(ctx, "project", f.ID, model.Date{}, model.Date{})
	if err != nil {
		return nil, err
	}
	list := make([]model.ProjectSummary, len(lines))
	for i, l := range lines {
		p, err := l.Project.model()
		if err != nil {
			return nil, err
		}
		list[i] = model.ProjectSummary{
			Project: p, UnitName: l.UnitName, FieldRetired: p.Field != "" && !slices.Contains(fields, p.Field),
			Milestones: l.Milestones, Done: l.DoneOnes, Overdue: l.Overdue, Spent: l.Spent + l.Cost, Service: served[l.Project.ID],
		}
	}
	slices.SortStableFunc(list, func(a, b model.ProjectSummary) int {
		return slices.Index(model.Origins(), a.Origin) - slices.Index(model.Origins(), b.Origin)
	})
	return list, nil
}

// projectLines asks for the projects with what stands in other tables, counted
// by the database.
func (s *Store) projectLines(ctx context.Context, f ProjectFilter) *gorm.DB {
	milestones := func() *gorm.DB {
		return s.read(ctx).Model(&milestoneRow{}).Select("COUNT(*)").Where("milestones.project = projects.id AND milestones.removed = ?", false)
	}
	done := milestones().Where("milestones.state = ?", model.MilestoneDone)
	overdue := milestones().Where("milestones.state <> ? AND milestones.due <> '' AND milestones.due < ?", model.MilestoneDone, s.Today().String())
	spent := s.read(ctx).Model(&activityRow{}).Select("COALESCE(SUM(activities.spending), 0)").
		Where("activities.project = projects.id AND activities.removed = ? AND activities.state <> ?", false, model.Cancelled)
	cost := s.read(ctx).Model(&expenseRow{}).Select("COALESCE(SUM(project_expenses.amount), 0)").
		Where("project_expenses.project = projects.id AND project_expenses.removed = ?", false)
	tx := s.read(ctx).Table("projects").
		Select(`projects.*, COALESCE(organisations.name, '') AS unit_name, (?) AS milestones, (?) AS done_ones, (?) AS overdue, (?) AS spent, (?) AS cost`,
			milestones(), done, overdue, spent, cost).
		Joins("LEFT JOIN organisations ON organisations.id = projects.unit").
		Where("projects.removed = ?", false)
	switch {
	case f.ID != "":
		tx = tx.Where("projects.id = ?", f.ID)
	case !f.Finished:
		tx = tx.Where("projects.finished = ''")
	}
	if f.Origin != "" {
		tx = tx.Where("projects.origin = ?", f.Origin)
	}
	if f.Field != "" {
		tx = tx.Where("projects.field = ?", f.Field)
	}
	if text := strings.TrimSpace(f.Search); text != "" {
		like := containing(text)
		tx = tx.Where(`(projects.name LIKE ? ESCAPE '\' OR projects.audience LIKE ? ESCAPE '\' OR organisations.name LIKE ? ESCAPE '\')`, like, like, like)
	}
	return tx.Order("projects.created_at, projects.id")
}

// Project returns one project with what was done for it.
func (s *Store) Project(ctx context.Context, id model.ID) (model.ProjectSummary, error) {
	const doing = "read a project"
	list, err := s.projects(ctx, ProjectFilter{ID: id})
	if err == nil && len(list) == 0 {
		err = gorm.ErrRecordNotFound
	}
	if err != nil {
		return model.ProjectSummary{}, explain(doing, err)
	}
	return list[0], nil
}

// SaveProject adds or changes a project. A second one of its name is refused.
func (s *Store) SaveProject(ctx context.Context, p model.Project) (model.Project, error) {
	const doing = "save a project"
	for _, text := range []*string{&p.Name, &p.Field, &p.Contact, &p.Audience, &p.Goal} {
		*text = strings.TrimSpace(*text)
	}
	if err := p.Validate(); err != nil {
		return p, explain(doing, err)
	}
	r := projectRow{
		Record: recordOf(p.Record), Name: p.Name, Origin: string(p.Origin), Field: p.Field, Unit: ref(p.Unit),
		Contact: p.Contact, Audience: p.Audience, Goal: p.Goal, Started: p.Started.String(), Finished: p.Finished.String(),
	}
	err := s.write(ctx, doing, func(c *change) error {
		var n int64
		if err := c.mine().Model(&projectRow{}).Where("name = ? AND id <> ? AND removed = ?", r.Name, r.ID, false).Count(&n).Error; err != nil {
			return err
		}
		if n > 0 {
			return &model.Error{Code: model.Invalid, Field: "Name", Message: "已经有叫“" + r.Name + "”的项目了。"}
		}
		return c.put(&r, "removed")
	})
	if err != nil {
		return p, err
	}
	p, err = r.model()
	return p, explain(doing, err)
}

// RemoveProject takes a project off the lists. One that has activities is
// refused: they would be of nothing; it can be finished instead.
func (s *Store) RemoveProject(ctx context.Context, id model.ID) error {
	return s.write(ctx, "remove a project", func(c *change) error {
		var r projectRow
		if err := c.Where("id = ?", string(id)).Take(&r).Error; err != nil || r.Removed {
			return err
		}
		var n int64
		if err := c.Model(&activityRow{}).Where("project = ? AND removed = ?", r.ID, false).Count(&n).Error; err != nil {
			return err
		}
		if n > 0 {
			return &model.Error{Code: model.Refused, Message: fmt.Sprintf("“%s”有 %d 场活动，不能删除，可以填上结束时间。", r.Name, n)}
		}
		r.Removed = true
		return c.put(&r)
	})
}

// ProjectPlan returns the milestones of a project in their order, and what it
// cost beside its activities, by day.
func (s *Store) ProjectPlan(ctx context.Context, id model.ID) ([]model.Milestone, []model.Expense, error) {
	const doing = "read a project's milestones and expenses"
	of := s.read(ctx).Where("project = ? AND removed = ?", string(id), false).Session(&gorm.Session{})
	var steps []milestoneRow
	if err := of.Order("position, id").Find(&steps).Error; err != nil {
		return nil, nil, explain(doing, err)
	}
	milestones, err := convert(steps, milestoneRow.model)
	if err != nil {
		return nil, nil, explain(doing, err)
	}
	var costs []expenseRow
	if err := of.Order("day, position, id").Find(&costs).Error; err != nil {
		return nil, nil, explain(doing, err)
	}
	expenses, err := convert(costs, expenseRow.model)
	return milestones, expenses, explain(doing, err)
}

// SaveMilestones makes list the milestones of a project, in this order. What is
// no longer among them is marked removed. One that is done without a day was
// done today.
func (s *Store) SaveMilestones(ctx context.Context, project model.ID, list []model.Milestone) error {
	const doing = "save milestones"
	rows := make([]*milestoneRow, len(list))
	for i, m := range list {
		m.Title = strings.TrimSpace(m.Title)
		switch {
		case m.State != model.MilestoneDone:
			m.Done = model.Date{}
		case m.Done.IsZero():
			m.Done = s.Today()
		}
		if err := m.Validate(); err != nil {
			return explain(doing, err)
		}
		rows[i] = &milestoneRow{Record: recordOf(m.Record), Title: m.Title, Due: m.Due.String(), State: string(m.State), Done: m.Done.String()}
	}
	return s.write(ctx, doing, func(c *change) error {
		return c.ofProject(project, func() error { return replaceRows(c, "project", project, rows) })
	})
}

// SaveExpenses makes list what a project cost beside its activities. What is no
// longer among it is marked removed.
func (s *Store) SaveExpenses(ctx context.Context, project model.ID, list []model.Expense) error {
	const doing = "save expenses"
	rows := make([]*expenseRow, len(list))
	for i, e := range list {
		e.Purpose = strings.TrimSpace(e.Purpose)
		if err := e.Validate(); err != nil {
			return explain(doing, err)
		}
		rows[i] = &expenseRow{Record: recordOf(e.Record), Day: e.Day.String(), Amount: e.Amount, Purpose: e.Purpose}
	}
	return s.write(ctx, doing, func(c *change) error {
		return c.ofProject(project, func() error { return replaceRows(c, "project", project, rows) })
	})
}

// ofProject does work on a project that is there.
func (c *change) ofProject(id model.ID, work func() error) error {
	var r projectRow
	if err := c.Where("id = ? AND removed = ?", string(id), false).Take(&r).Error; err != nil {
		return err
	}
	return work()
}
