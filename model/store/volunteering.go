package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

// volunteerRow holds what is known of a volunteer beyond the member's record.
// A member with a number is a volunteer though there is no such row.
type volunteerRow struct {
	Record
	Member          string
	Joined, Ended   string
	Skills, Classes string // JSON, empty for none
	Free            int64
	Notes           string
}

// TableName implements gorm's Tabler.
func (volunteerRow) TableName() string { return "volunteers" }

func (r volunteerRow) model() (model.Volunteer, error) {
	v := model.Volunteer{Member: model.ID(r.Member), Free: model.FreeTime(r.Free), Notes: r.Notes}
	if r.ID == "" {
		return v, nil
	}
	var err error
	if v.Record, err = r.Record.model(); err != nil {
		return v, err
	}
	if v.Joined, err = dayOf(r.Joined); err != nil {
		return v, err
	}
	if v.Ended, err = dayOf(r.Ended); err != nil {
		return v, err
	}
	for _, list := range []struct {
		text string
		to   *[]string
	}{{r.Skills, &v.Skills}, {r.Classes, &v.Classes}} {
		if list.text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(list.text), list.to); err != nil {
			return v, fmt.Errorf("read a volunteer's words: %w", err)
		}
	}
	return v, nil
}

func volunteerOf(v model.Volunteer) (volunteerRow, error) {
	r := volunteerRow{
		Record: recordOf(v.Record), Member: string(v.Member), Joined: v.Joined.String(), Ended: v.Ended.String(),
		Free: int64(v.Free), Notes: v.Notes,
	}
	var err error
	if r.Skills, err = wordList(v.Skills); err != nil {
		return r, err
	}
	r.Classes, err = wordList(v.Classes)
	return r, err
}

// wordList writes words as they are stored, blank and repeated ones left out.
func wordList(words []string) (string, error) {
	var list []string
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" && !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	if len(list) == 0 {
		return "", nil
	}
	text, err := json.Marshal(list)
	return string(text), err
}

// VolunteerFilter says which volunteers and which page of them, in order of
// pinyin. A zero field does not restrict.
type VolunteerFilter struct {
	Search string // as MemberFilter's
	Skill  string
	Class  string         // that they would serve in
	Team   model.ID       // that they are in
	Free   model.FreeTime // who said to be free in all of it
	// Former asks for those who stopped, moved away or died, instead of those
	// who serve.
	Former        bool
	Offset, Limit int // Limit 0 means all
}

// asks reports whether f asks for more than the directory knows.
func (f VolunteerFilter) asks() bool {
	return f.Skill != "" || f.Class != "" || f.Team != "" || f.Free != 0
}

// who are the members that meet what f asks of volunteers' own records.
func (f VolunteerFilter) who(tx *gorm.DB) (*gorm.DB, error) {
	of := tx.Model(&volunteerRow{}).Select("member").Where("removed = ?", false)
	for _, list := range []struct{ column, word string }{{"skills", f.Skill}, {"classes", f.Class}} {
		if list.word == "" {
			continue
		}
		word, err := json.Marshal(list.word)
		if err != nil {
			return nil, fmt.Errorf("write a word to look for: %w", err)
		}
		of = of.Where(list.column+` LIKE ? ESCAPE '\'`, containing(string(word)))
	}
	if f.Free != 0 {
		of = of.Where("(free & ?) = ?", int64(f.Free), int64(f.Free))
	}
	in := tx.Model(&teamMemberRow{}).Select("member").Where("team = ? AND removed = ? AND left_on = ''", string(f.Team), false)
	switch {
	case f.Team == "":
		return of, nil
	case f.Skill == "" && f.Class == "" && f.Free == 0:
		return in, nil // of whom nothing else need be written down
	}
	return of.Where("member IN (?)", in), nil
}

// VolunteerPage is one page of volunteers.
type VolunteerPage struct {
	Volunteers []model.VolunteerSummary
	Total      int // that match, on all pages
}

// Volunteers returns a page of the volunteers that match f.
func (s *Store) Volunteers(ctx context.Context, f VolunteerFilter) (VolunteerPage, error) {
	const doing = "list volunteers"
	ids, total, err := s.findVolunteers(ctx, f)
	if err != nil {
		return VolunteerPage{}, explain(doing, err)
	}
	page := VolunteerPage{Total: total}
	for part := range slices.Chunk(ids, chunk) {
		list, err := s.volunteersByID(ctx, part)
		if err != nil {
			return VolunteerPage{}, explain(doing, err)
		}
		page.Volunteers = append(page.Volunteers, list...)
	}
	return page, nil
}

// findVolunteers finds who matches f: what volunteers say by the database, who
// is one, names and order by the directory.
func (s *Store) findVolunteers(ctx context.Context, f VolunteerFilter) (ids []model.ID, total int, err error) {
	n, err := s.finding(ctx, MemberFilter{Search: f.Search, Offset: f.Offset, Limit: f.Limit})
	if err != nil {
		return nil, 0, err
	}
	if f.asks() {
		tx, err := f.who(s.read(ctx))
		if err != nil {
			return nil, 0, err
		}
		if n.among, err = idSet(tx); err != nil {
			return nil, 0, err
		}
	}
	ended, err := idSet(s.read(ctx).Model(&volunteerRow{}).Select("member").Where("removed = ? AND ended <> ''", false))
	if err != nil {
		return nil, 0, err
	}
	n.want = func(c *card) bool {
		return c.number() != "" && f.Former == (c.state != model.Active || ended[c.id])
	}
	err = s.people.use(ctx, func(d *directory) error {
		ids, total, err = d.find(n)
		return err
	})
	return ids, total, err
}

// idSet runs a query for ids.
func idSet(tx *gorm.DB) (map[model.ID]bool, error) {
	var ids []string
	if err := tx.Scan(&ids).Error; err != nil {
		return nil, err
	}
	set := make(map[model.ID]bool, len(ids))
	for _, id := range ids {
		set[model.ID(id)] = true
	}
	return set, nil
}

// VolunteerIDs returns who is a volunteer: has a number and did not stop.
func (s *Store) VolunteerIDs(ctx context.Context) (map[model.ID]bool, error) {
	stopped := s.read(ctx).Model(&volunteerRow{}).Select("member").Where("removed = ? AND ended <> ''", false)
	set, err := idSet(s.read(ctx).Model(&memberRow{}).Select("id").Where("volunteer_number <> '' AND id NOT IN (?)", stopped))
	return set, explain("list who is a volunteer", err)
}

type volunteerLine struct {
	Volunteer                           volunteerRow `gorm:"embedded"`
	MemberID                            string
	Name, Pinyin, Phone, Branch, Number string
	Sex, Birth                          string
}

// volunteersByID reads the volunteers with the ids, at most a chunk, in that
// order.
func (s *Store) volunteersByID(ctx context.Context, ids []model.ID) ([]model.VolunteerSummary, error) {
	var lines []volunteerLine
	err := s.read(ctx).Table("members").
		Select(`volunteers.*, members.id AS member_id, members.name, members.pinyin, members.phone, members.sex, members.birth,
			members.volunteer_number AS number, COALESCE(organisations.name, '') AS branch`).
		Joins("LEFT JOIN volunteers ON volunteers.member = members.id AND volunteers.removed = ?", false).
		Joins("LEFT JOIN organisations ON organisations.id = members.branch").
		Where("members.id IN ?", ids).Scan(&lines).Error
	if err != nil {
		return nil, err
	}
	teams, err := s.teamsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	found := make(map[model.ID]model.VolunteerSummary, len(lines))
	for _, l := range lines {
		v, err := l.Volunteer.model()
		if err != nil {
			return nil, err
		}
		born, err := dayOf(l.Birth)
		if err != nil {
			return nil, err
		}
		v.Member, v.Number = model.ID(l.MemberID), l.Number
		found[v.Member] = model.VolunteerSummary{
			Volunteer: v, Name: l.Name, Pinyin: l.Pinyin, Phone: l.Phone, Branch: l.Branch, Sex: model.Sex(l.Sex), Born: born.Year,
			Teams: strings.Join(teams[l.MemberID], "、"),
		}
	}
	var list []model.VolunteerSummary
	for _, id := range ids {
		if v, ok := found[id]; ok {
			list = append(list, v)
		}
	}
	return list, nil
}

// teamsOf are the names of the teams that members are in, by member.
func (s *Store) teamsOf(ctx context.Context, ids []model.ID) (map[string][]string, error) {
	var rows []struct{ Member, Name string }
	err := s.read(ctx).Model(&teamMemberRow{}).Select("DISTINCT team_members.member, teams.name").
		Joins("JOIN teams ON teams.id = team_members.team AND teams.removed = ? AND teams.ended = ''", false).
		Where("team_members.member IN ? AND team_members.removed = ? AND team_members.left_on = ''", ids, false).
		Order("teams.name").Scan(&rows).Error
	teams := map[string][]string{}
	for _, r := range rows {
		teams[r.Member] = append(teams[r.Member], r.Name)
	}
	return teams, err
}

// Volunteer returns what is known of one member as a volunteer; the number is
// empty for one who is none.
func (s *Store) Volunteer(ctx context.Context, member model.ID) (model.VolunteerSummary, error) {
	const doing = "read a volunteer"
	list, err := s.volunteersByID(ctx, []model.ID{member})
	if err == nil && len(list) == 0 {
		err = gorm.ErrRecordNotFound
	}
	if err != nil {
		return model.VolunteerSummary{}, explain(doing, err)
	}
	return list[0], nil
}

// SaveVolunteer saves what is known of a volunteer, the number with it. A
// number that somebody else has is refused.
func (s *Store) SaveVolunteer(ctx context.Context, v model.Volunteer) error {
	const doing = "save a volunteer"
	v.Number, v.Notes = strings.TrimSpace(v.Number), strings.TrimSpace(v.Notes)
	if err := v.Validate(); err != nil {
		return explain(doing, err)
	}
	r, err := volunteerOf(v)
	if err != nil {
		return explain(doing, err)
	}
	return s.write(ctx, doing, func(c *change) error {
		m, err := memberByID(c.DB, v.Member)
		if err != nil {
			return err
		}
		if m.VolunteerNumber != v.Number {
			if err := c.number(&m, v.Number); err != nil {
				return err
			}
		}
		return c.putVolunteer(&r)
	})
}

// putVolunteer saves r. Where it is new but there was one of the member that
// was taken away, that one comes back.
func (c *change) putVolunteer(r *volunteerRow) error {
	if r.ID == "" {
		var was []volunteerRow
		if err := c.Where("member = ?", r.Member).Find(&was).Error; err != nil {
			return err
		}
		if len(was) > 0 {
			r.Record = was[0].Record
		}
	}
	r.Removed = false
	return c.put(r)
}

// number gives a member a volunteer number that nobody else has.
func (c *change) number(m *memberRow, number string) error {
	var others []string
	err := c.Model(&memberRow{}).Where("volunteer_number = ? AND id <> ? AND removed = ?", number, m.ID, false).Limit(1).Pluck("name", &others).Error
	if err != nil {
		return err
	}
	if len(others) > 0 {
		return &model.Error{Code: model.Invalid, Field: "Number", Message: "这个编号是" + others[0] + "的，请换一个。"}
	}
	before, err := m.model()
	if err != nil {
		return err
	}
	m.VolunteerNumber = number
	if err := c.put(m); err != nil {
		return err
	}
	return c.memberChanged(m, "number a volunteer", &before)
}
