package store

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jishi/model"
)

// markRow is one attendance of a programme, with what the table shows of the
// person.
type markRow struct {
	Session                          string // whose mark it is, of a make-up session the one it makes up
	MadeUp                           bool
	Member                           ref
	GuestName, GuestPhone, GuestUnit string
	Name, Pinyin, Employer, Branch   string
	State                            string
	WalkIn                           bool
	Minutes                          int
}

// AttendanceTable returns a programme as a matrix: everybody on the rolls of its
// sessions against the sessions, in their order, and the scores.
func (s *Store) AttendanceTable(ctx context.Context, programme model.ID) (model.AttendanceTable, error) {
	const doing = "read the attendance of a programme"
	p, err := programmeByID(s.read(ctx), programme)
	if err != nil {
		return model.AttendanceTable{}, explain(doing, err)
	}
	table, err := attendanceTable(s.read(ctx), p)
	return table, explain(doing, err)
}

func attendanceTable(tx *gorm.DB, p programmeRow) (table model.AttendanceTable, err error) {
	if table.Programme, err = p.model(); err != nil {
		return table, err
	}
	if table.Sessions, err = sessionsOf(tx, p.ID); err != nil {
		return table, err
	}
	ids := make([]string, len(table.Sessions))
	for i, one := range table.Sessions {
		ids[i] = string(one.Activity)
	}
	again, err := makeUpsOf(tx, ids)
	if err != nil {
		return table, err
	}
	for _, r := range again {
		ids = append(ids, r.ID)
	}
	var rows []markRow
	err = tx.Model(&attendanceRow{}).
		Joins("JOIN activities ON activities.id = attendances.activity").
		Joins("LEFT JOIN members ON members.id = attendances.member").
		Joins("LEFT JOIN organisations ON organisations.id = members.branch").
		Where("attendances.activity IN ? AND attendances.removed = ?", ids, false).
		Select(`COALESCE(activities.makes_up, activities.id) AS session, activities.makes_up IS NOT NULL AS made_up, attendances.member,
			attendances.guest_name, attendances.guest_phone, attendances.guest_unit, attendances.state, attendances.walk_in,
			attendances.minutes, COALESCE(members.name, '') AS name, COALESCE(members.pinyin, '') AS pinyin,
			COALESCE(members.employer, '') AS employer, COALESCE(organisations.name, '') AS branch`).
		Order("members.pinyin, members.id, attendances.guest_name, attendances.guest_phone").Scan(&rows).Error
	if err != nil {
		return table, err
	}
	table.People = participants(table.Sessions, rows)
	return table, addScores(tx, p.ID, table.People)
}

// makeUpsOf are the make-up sessions of sessions, cancelled ones left out. The
// attendance of activities that are named is found at once; that of activities
// described would be looked for among all that there ever was.
func makeUpsOf(tx *gorm.DB, sessions []string) (rows []activityRow, err error) {
	err = tx.Where("makes_up IN ? AND removed = ? AND state <> ?", sessions, false, model.Cancelled).Order("start_at, id").Find(&rows).Error
	return rows, err
}

// sessionsOf are the sessions of a programme in their order, cancelled ones
// and make-up sessions left out.
func sessionsOf(tx *gorm.DB, programme string) ([]model.Session, error) {
	var rows []activityRow
	err := tx.Where("programme = ? AND removed = ? AND state <> ? AND makes_up IS NULL", programme, false, model.Cancelled).
		Order("start_at, id").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	return convert(rows, func(r activityRow) (model.Session, error) {
		a, err := r.model()
		return model.Session{
			Activity: a.ID, Number: a.Number, Title: a.Title, Day: a.Date(), Minutes: a.CreditMinutes(),
			Held: a.State == model.Held || a.State == model.Closed,
		}, err
	})
}

// participants puts marks into the rows of a table. Members come first, as rows
// are ordered; a guest is the same person where name, phone and unit are.
func participants(sessions []model.Session, rows []markRow) []model.Participant {
	column := make(map[string]int, len(sessions))
	for i, s := range sessions {
		column[string(s.Activity)] = i
	}
	var members, guests []model.Participant
	at := map[string]int{}
	for _, r := range rows {
		list, key := &members, string(r.Member)
		if r.Member == "" {
			list, key = &guests, strings.Join([]string{"", r.GuestName, r.GuestPhone, r.GuestUnit}, "\x00")
		}
		i, known := at[key]
		if !known {
			i = len(*list)
			at[key] = i
			*list = append(*list, r.participant(len(sessions)))
		}
		r.mark(&(*list)[i].Marks[column[r.Session]])
	}
	return slices.Concat(members, guests)
}

func (r markRow) participant(sessions int) model.Participant {
	p := model.Participant{Member: model.ID(r.Member), Name: r.Name, Branch: r.Branch, Unit: r.Employer, Marks: make([]model.SessionMark, sessions)}
	if p.Unit == "" {
		p.Unit = r.Branch
	}
	if r.Member == "" {
		p.Name, p.Branch, p.Unit = r.GuestName, r.GuestUnit, r.GuestUnit
	}
	return p
}

// mark adds what r knows to a mark: the session's own state stays beside that
// it was made up, and nobody is credited twice.
func (r markRow) mark(m *model.SessionMark) {
	state := model.AttendanceState(r.State)
	if !r.MadeUp {
		m.State, m.WalkIn = state, r.WalkIn
	} else if state.Attended() {
		m.MadeUp = true
	}
	m.Minutes = max(m.Minutes, r.Minutes)
}

type scoreRow struct {
	Record
	Programme, Member string
	Points            int
}

// TableName implements gorm's Tabler.
func (scoreRow) TableName() string { return "scores" }

func addScores(tx *gorm.DB, programme string, people []model.Participant) error {
	var rows []scoreRow
	if err := tx.Where("programme = ? AND removed = ?", programme, false).Find(&rows).Error; err != nil {
		return err
	}
	points := make(map[model.ID]int, len(rows))
	for _, r := range rows {
		points[model.ID(r.Member)] = r.Points
	}
	for i := range people {
		if p := &people[i]; p.Member != "" {
			p.Points, p.Scored = points[p.Member]
		}
	}
	return nil
}

// SaveScores keeps how members did in a programme's examination, and touches
// nobody else's score. A score that a valid certificate rests on is refused,
// and then none is saved.
func (s *Store) SaveScores(ctx context.Context, programme model.ID, scores []model.Score) error {
	const doing = "save scores"
	for _, one := range scores {
		if err := one.Validate(); err != nil {
			return explain(doing, err)
		}
	}
	return s.write(ctx, doing, func(c *change) error {
		if _, err := programmeByID(c.DB, programme); err != nil {
			return err
		}
		for part := range slices.Chunk(scores, chunk) {
			if err := c.saveScores(programme, part); err != nil {
				return err
			}
		}
		return nil
	})
}

// saveScores keeps scores in one statement. Taking back one that was never
// entered leaves a removed row, which nobody sees.
func (c *change) saveScores(programme model.ID, scores []model.Score) error {
	members := make([]model.ID, len(scores))
	rows := make([]scoreRow, len(scores))
	for i, one := range scores {
		members[i] = one.Member
		rows[i] = scoreRow{Programme: string(programme), Member: string(one.Member), Points: one.Points}
		c.stamp(&rows[i].Record)
		rows[i].Removed = one.None
	}
	if err := c.uncertified(programme, members); err != nil {
		return err
	}
	return c.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "programme"}, {Name: "member"}},
		DoUpdates: append(clause.AssignmentColumns([]string{"points", "removed", "updated_at"}),
			clause.Assignment{Column: clause.Column{Name: "rev"}, Value: clause.Expr{SQL: "scores.rev + 1"}}),
	}).CreateInBatches(&rows, together).Error
}

// uncertified refuses to change what valid certificates say of members.
func (c *change) uncertified(programme model.ID, members []model.ID) error {
	var certified []certificateRow
	err := c.Where("programme = ? AND kind = ? AND void = ? AND removed = ? AND member IN ?",
		programme, model.Completion, false, false, members).Order("serial").Limit(1).Find(&certified).Error
	if err != nil || len(certified) == 0 {
		return err
	}
	first := certified[0]
	return &model.Error{
		Code: model.Refused, Field: "Points",
		Message: first.Name + "的证书 " + first.Number + " 已经发出，不能再改成绩。请先把证书作废。",
	}
}
