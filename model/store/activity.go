package store

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

type activityRow struct {
	Record
	Kind, Title, Theme, Initiative string
	StartAt, EndAt                 string
	Place, Organiser               string
	Presenter, PresenterPost       string
	Audience, Materials            string
	Host, Recorder                 string
	Branch, Room, PresenterMember  ref
	MakesUp, Programme             ref
	Number                         int
	Team, ServiceField             string
	TeamID, Project                ref
	Beneficiaries                  int
	Gift                           string
	Agenda, Content, Decisions     string
	Outcome, FollowUp              string
	Visitors, Spending             int
	SpendingNote                   string
	State, CancelReason            string
	Credit                         int
}

// TableName implements gorm's Tabler.
func (activityRow) TableName() string { return "activities" }

func (r activityRow) model() (model.Activity, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Activity{}, err
	}
	start, err := wallOf(r.StartAt)
	if err != nil {
		return model.Activity{}, err
	}
	end, err := wallOf(r.EndAt)
	return model.Activity{
		Record: rec, Kind: model.Kind(r.Kind), Title: r.Title, Theme: r.Theme, Initiative: r.Initiative,
		Start: start, End: end, Place: r.Place, Organiser: r.Organiser,
		Presenter: r.Presenter, PresenterPost: r.PresenterPost, Audience: r.Audience, Materials: r.Materials,
		Host: r.Host, Recorder: r.Recorder, Branch: model.ID(r.Branch), Room: model.ID(r.Room),
		PresenterMember: model.ID(r.PresenterMember), MakesUp: model.ID(r.MakesUp), Programme: model.ID(r.Programme), Number: r.Number,
		Team: r.Team, TeamID: model.ID(r.TeamID), Project: model.ID(r.Project), ServiceField: r.ServiceField, Beneficiaries: r.Beneficiaries, Gift: r.Gift,
		Agenda: r.Agenda, Content: r.Content, Decisions: r.Decisions, Outcome: r.Outcome, FollowUp: r.FollowUp,
		Visitors: r.Visitors, Spending: r.Spending, SpendingNote: r.SpendingNote,
		State: model.ActivityState(r.State), CancelReason: r.CancelReason, Credit: r.Credit,
	}, err
}

func activityOf(a model.Activity) activityRow {
	return activityRow{
		Record: recordOf(a.Record), Kind: string(a.Kind), Title: a.Title, Theme: a.Theme, Initiative: a.Initiative,
		StartAt: wallText(a.Start), EndAt: wallText(a.End), Place: a.Place, Organiser: a.Organiser,
		Presenter: a.Presenter, PresenterPost: a.PresenterPost, Audience: a.Audience, Materials: a.Materials,
		Host: a.Host, Recorder: a.Recorder, Branch: ref(a.Branch), Room: ref(a.Room),
		PresenterMember: ref(a.PresenterMember), MakesUp: ref(a.MakesUp), Programme: ref(a.Programme), Number: a.Number,
		Team: a.Team, TeamID: ref(a.TeamID), Project: ref(a.Project), ServiceField: a.ServiceField, Beneficiaries: a.Beneficiaries, Gift: a.Gift,
		Agenda: a.Agenda, Content: a.Content, Decisions: a.Decisions, Outcome: a.Outcome, FollowUp: a.FollowUp,
		Visitors: a.Visitors, Spending: a.Spending, SpendingNote: a.SpendingNote,
		State: string(a.State), CancelReason: a.CancelReason, Credit: a.Credit,
	}
}

// ActivityFilter says which activities and which page of them. A zero field
// does not restrict.
type ActivityFilter struct {
	From, To      model.Date // first and last day of beginning
	Kind          model.Kind
	Programme     model.ID
	Team, Project model.ID
	Presented     bool   // of the kinds that somebody presents
	Search        string // in title, theme, place or presenter, literally
	Offset, Limit int    // Limit 0 means all
}

func (f ActivityFilter) apply(tx *gorm.DB) *gorm.DB {
	tx = tx.Model(&activityRow{}).Where("removed = ?", false)
	if f.From.Full() {
		tx = tx.Where("start_at >= ?", f.From.String())
	}
	if f.To.Full() {
		tx = tx.Where("start_at < ?", f.To.AddDays(1).String())
	}
	if f.Kind != "" {
		tx = tx.Where("kind = ?", f.Kind)
	}
	if f.Programme != "" {
		tx = tx.Where("programme = ?", f.Programme)
	}
	if f.Team != "" {
		tx = tx.Where("team_id = ?", f.Team)
	}
	if f.Project != "" {
		tx = tx.Where("project = ?", f.Project)
	}
	if f.Presented {
		tx = tx.Where("kind IN ?", model.PresentedKinds())
	}
	if text := strings.TrimSpace(f.Search); text != "" {
		like := containing(text)
		tx = tx.Where(`(title LIKE ? ESCAPE '\' OR theme LIKE ? ESCAPE '\' OR place LIKE ? ESCAPE '\' OR presenter LIKE ? ESCAPE '\')`,
			like, like, like, like)
	}
	return tx
}

// containing is the LIKE pattern for text anywhere, each character literal.
func containing(text string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(text) + "%"
}

// Activities returns a page of the activities that match f, latest first, and
// how many match in all.
func (s *Store) Activities(ctx context.Context, f ActivityFilter) ([]model.ActivitySummary, int, error) {
	const doing = "list activities"
	var total int64
	if err := f.apply(s.read(ctx)).Count(&total).Error; err != nil {
		return nil, 0, explain(doing, err)
	}
	tx := f.apply(s.read(ctx)).Order("start_at DESC, id DESC").Offset(f.Offset)
	if f.Limit > 0 {
		tx = tx.Limit(f.Limit)
	}
	var rows []activityRow
	if err := tx.Find(&rows).Error; err != nil {
		return nil, 0, explain(doing, err)
	}
	list, err := s.summaries(ctx, rows)
	return list, int(total), explain(doing, err)
}

// Activity returns one activity.
func (s *Store) Activity(ctx context.Context, id model.ID) (model.Activity, error) {
	const doing = "read an activity"
	r, err := activityByID(s.read(ctx), id)
	if err != nil {
		return model.Activity{}, explain(doing, err)
	}
	a, err := r.model()
	return a, explain(doing, err)
}

func activityByID(tx *gorm.DB, id model.ID) (activityRow, error) {
	var r activityRow
	err := tx.Where("id = ?", string(id)).Take(&r).Error
	return r, err
}

// SaveActivity adds or changes an activity and finds the room that its place
// names and the team that is named. People already marked keep the
// minutes they were credited with, unless the activity's worth has changed:
// then those who had exactly the old worth get the new.
func (s *Store) SaveActivity(ctx context.Context, a model.Activity) (model.Activity, error) {
	const doing = "save an activity"
	var r activityRow
	err := s.write(ctx, doing, func(c *change) (err error) { r, err = c.saveActivity(a); return err })
	if err != nil {
		return a, err
	}
	a, err = r.model()
	return a, explain(doing, err)
}

// saveActivity is SaveActivity within a change.
func (c *change) saveActivity(a model.Activity) (activityRow, error) {
	a.Title = strings.TrimSpace(a.Title)
	a.Start, a.End = model.Wall(a.Start), model.Wall(a.End)
	if a.State == "" {
		a.State = model.Planned
	}
	if err := a.Validate(); err != nil {
		return activityRow{}, err
	}
	r := activityOf(a)
	return r, c.putActivity(&r, a)
}

// putActivity saves r, the row of a.
func (c *change) putActivity(r *activityRow, a model.Activity) error {
	var before activityRow
	if a.ID != "" {
		var err error
		if before, err = activityByID(c.DB, a.ID); err != nil {
			return err
		}
	}
	if r.Programme != before.Programme || a.ID == "" {
		if err := c.joinable(a.Programme); err != nil {
			return err
		}
	}
	if err := c.makeUpRoot(r); err != nil {
		return err
	}
	if err := c.findRoom(r, before); err != nil {
		return err
	}
	if err := c.findTeam(r, before); err != nil {
		return err
	}
	if err := c.put(r, "removed"); err != nil {
		return err
	}
	r.Removed = before.Removed
	if before.ID == "" {
		return nil
	}
	return c.recredit(before, a)
}

// joinable refuses a session in a programme that was closed.
func (c *change) joinable(programme model.ID) error {
	if programme == "" {
		return nil
	}
	p, err := programmeByID(c.DB, programme)
	if err != nil {
		return err
	}
	if p.Closed != "" {
		return &model.Error{Code: model.Refused, Field: "Programme", Message: "“" + p.Title + "”已经结业，不能再添加课次。"}
	}
	return nil
}

// recredit carries a changed length or credit over to those who had been
// credited with the old one. Hours that were confirmed of other facts have to
// be confirmed anew.
func (c *change) recredit(before activityRow, now model.Activity) error {
	was, err := before.model()
	if err != nil {
		return err
	}
	if err := c.followActivity(was, now); err != nil || was.CreditMinutes() == now.CreditMinutes() {
		return err
	}
	return c.Model(&attendanceRow{}).
		Where("activity = ? AND state IN ? AND minutes = ?", now.ID, attended, was.CreditMinutes()).
		Updates(map[string]any{"minutes": now.CreditMinutes(), "rev": nextRev, "updated_at": c.at}).Error
}

// RemoveActivity takes an activity and its attendance off all lists and
// counts.
func (s *Store) RemoveActivity(ctx context.Context, id model.ID) error {
	return s.write(ctx, "remove an activity", func(c *change) error {
		r, err := activityByID(c.DB, id)
		if err != nil || r.Removed {
			return err
		}
		r.Removed = true
		return c.put(&r)
	})
}
