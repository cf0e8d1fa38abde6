package store

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

type honourRow struct {
	Record
	Whom                  string
	Member, Team, Station ref
	Title, Level, Giver   string
	Given                 string
	Ceremony              ref
	Paper                 keptPaper `gorm:"embedded"`
}

// keptPaper is the one file that a row has.
type keptPaper struct {
	File, FileName string
	FileSize       int64
}

func paperOf(p model.KeptPaper) keptPaper { return keptPaper{p.File, p.Name, p.Size} }

func (p keptPaper) model() model.KeptPaper {
	return model.KeptPaper{File: p.File, Name: p.FileName, Size: p.FileSize}
}

// TableName implements gorm's Tabler.
func (honourRow) TableName() string { return "honours" }

func (r honourRow) model() (model.Honour, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Honour{}, err
	}
	given, err := dayOf(r.Given)
	return model.Honour{
		Record: rec, Whom: model.Honoured(r.Whom), Member: model.ID(r.Member), Team: model.ID(r.Team), Station: model.ID(r.Station),
		Title: r.Title, Level: r.Level, Giver: r.Giver, Given: given, Ceremony: model.ID(r.Ceremony), File: r.Paper.model(),
	}, err
}

func honourOf(h model.Honour) honourRow {
	return honourRow{
		Record: recordOf(h.Record), Whom: string(h.Whom), Member: ref(h.Member), Team: ref(h.Team), Station: ref(h.Station),
		Title: h.Title, Level: h.Level, Giver: h.Giver, Given: h.Given.String(), Ceremony: ref(h.Ceremony), Paper: paperOf(h.File),
	}
}

// Honours returns the honours of a member, newest first.
func (s *Store) Honours(ctx context.Context, member model.ID) ([]model.Honour, error) {
	const doing = "list a member's honours"
	var rows []honourRow
	err := s.read(ctx).Where("member = ? AND removed = ?", string(member), false).Order("given DESC, created_at DESC, id DESC").Find(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, honourRow.model)
	return list, explain(doing, err)
}

// HonourFilter says which honours. A zero field does not restrict.
type HonourFilter struct {
	From, To model.Date // both or none; included
	Level    string
	Whom     model.Honoured
	Team     model.ID
	Ceremony model.ID
	Search   string // in title, giver or the name of whom it was given to, literally
	IDs      []model.ID
}

// honourLine is an honour with the names that a list shows.
type honourLine struct {
	Honour                   honourRow `gorm:"embedded"`
	Branch                   string
	CeremonyTitle, Held      string
	CertificateNumber        string
	CertificatePrints        int
	MemberName, TeamName     string
	StationName, CentresName string
}

// HonourList returns honours, the newest first, in one query.
func (s *Store) HonourList(ctx context.Context, f HonourFilter) ([]model.HonourSummary, error) {
	const doing = "list honours"
	lines, err := honourLines(s.read(ctx), f)
	if err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(lines, honourLine.model)
	if !f.From.IsZero() {
		list = slices.DeleteFunc(list, func(h model.HonourSummary) bool { return !h.Given.Within(f.From, f.To) })
	}
	return list, explain(doing, err)
}

func honourLines(tx *gorm.DB, f HonourFilter) ([]honourLine, error) {
	tx = tx.Table("honours").
		Joins("LEFT JOIN members ON members.id = honours.member").
		Joins("LEFT JOIN organisations AS branches ON branches.id = members.branch").
		Joins("LEFT JOIN teams ON teams.id = honours.team").
		Joins("LEFT JOIN stations ON stations.id = honours.station").
		Joins("LEFT JOIN organisations AS centres ON centres.id = honours.owner").
		Joins("LEFT JOIN activities ON activities.id = honours.ceremony").
		Joins("LEFT JOIN certificates ON certificates.honour = honours.id AND certificates.void = ? AND certificates.removed = ?", false, false).
		Where("honours.removed = ?", false)
	tx = ofYears(tx, "honours.given", f.From, f.To)
	for _, one := range []struct{ column, value string }{
		{"honours.level", f.Level}, {"honours.whom", string(f.Whom)}, {"honours.team", string(f.Team)}, {"honours.ceremony", string(f.Ceremony)},
	} {
		if one.value != "" {
			tx = tx.Where(map[string]any{one.column: one.value})
		}
	}
	if len(f.IDs) > 0 {
		tx = tx.Where("honours.id IN ?", f.IDs)
	}
	if text := strings.TrimSpace(f.Search); text != "" {
		like := containing(text)
		tx = tx.Where(`(honours.title LIKE ? ESCAPE '\' OR honours.giver LIKE ? ESCAPE '\' OR members.name LIKE ? ESCAPE '\' OR teams.name LIKE ? ESCAPE '\' OR stations.name LIKE ? ESCAPE '\')`,
			like, like, like, like, like)
	}
	var lines []honourLine
	err := tx.Select("honours.*, members.name AS member_name, branches.name AS branch, teams.name AS team_name, stations.name AS station_name, " +
		"centres.name AS centres_name, activities.title AS ceremony_title, activities.start_at AS held, " +
		"certificates.number AS certificate_number, certificates.prints AS certificate_prints").
		Order("honours.given DESC, honours.created_at DESC, honours.id DESC").Scan(&lines).Error
	return lines, err
}

// recipient is the name of whom it was given to.
func (l honourLine) recipient() string {
	switch model.Honoured(l.Honour.Whom) {
	case model.HonouredTeam:
		return l.TeamName
	case model.HonouredStation:
		return l.StationName
	case model.HonouredCentre:
		return l.CentresName
	}
	return l.MemberName
}

func (l honourLine) model() (model.HonourSummary, error) {
	h, err := l.Honour.model()
	if err != nil {
		return model.HonourSummary{}, err
	}
	held, err := dayOf(dayPart(l.Held))
	return model.HonourSummary{
		Honour: h, Name: l.recipient(), Branch: l.Branch, CeremonyTitle: l.CeremonyTitle, CeremonyDay: held,
		Certificate: l.CertificateNumber, Prints: l.CertificatePrints,
	}, err
}

// SaveHonour adds an honour or changes the one with its ID.
func (s *Store) SaveHonour(ctx context.Context, h model.Honour) (model.Honour, error) {
	const doing = "save an honour"
	h = h.Tidy()
	if err := h.Validate(); err != nil {
		return h, explain(doing, err)
	}
	r := honourOf(h)
	if err := s.write(ctx, doing, func(c *change) error { return c.put(&r) }); err != nil {
		return h, err
	}
	saved, err := r.model()
	return saved, explain(doing, err)
}

// HonourMembers adds the same honour for each of members and returns the new
// ones, so that they can be taken back together. Who has it already, of one
// title and day, gets no second one.
func (s *Store) HonourMembers(ctx context.Context, h model.Honour, members []model.ID) (added []model.ID, err error) {
	const doing = "honour several members"
	if len(members) == 0 {
		return nil, explain(doing, &model.Error{Code: model.Invalid, Field: "Member", Message: "请选择受表彰的人员。"})
	}
	h = h.Tidy()
	h.Record, h.Whom, h.Team, h.Station, h.Member = model.Record{}, model.HonouredMember, "", "", members[0]
	if err := h.Validate(); err != nil {
		return nil, explain(doing, err)
	}
	err = s.write(ctx, doing, func(c *change) error {
		added = nil
		var have []string
		err := c.mine().Model(&honourRow{}).Where("title = ? AND given = ? AND removed = ? AND member IS NOT NULL", h.Title, h.Given.String(), false).Pluck("member", &have).Error
		if err != nil {
			return err
		}
		seen := make(map[string]bool, len(have))
		for _, id := range have {
			seen[id] = true
		}
		var rows []honourRow
		for _, id := range members {
			if seen[string(id)] {
				continue
			}
			seen[string(id)] = true
			h.Member = id
			r := honourOf(h)
			r.Record = Record{}
			c.stamp(&r.Record)
			rows = append(rows, r)
			added = append(added, model.ID(r.ID))
		}
		if len(rows) == 0 {
			return nil
		}
		return c.CreateInBatches(&rows, together).Error
	})
	if err != nil {
		return nil, err
	}
	return added, nil
}

// HoldCeremony makes an activity the ceremony (颁奖活动) of honours and puts the
// members who are honoured on its list; expected are those who were not on it.
// Without an activity the honours have no ceremony any more, and the list of the
// former one stays as it is.
func (s *Store) HoldCeremony(ctx context.Context, activity model.ID, honours []model.ID) (expected int, err error) {
	err = s.write(ctx, "hold a ceremony", func(c *change) error {
		var members []model.ID
		for part := range slices.Chunk(honours, chunk) {
			var of []model.ID
			if err := c.Model(&honourRow{}).Where("id IN ? AND member IS NOT NULL AND removed = ?", part, false).Order("given, id").Pluck("member", &of).Error; err != nil {
				return err
			}
			members = append(members, of...)
			err := c.Model(&honourRow{}).Where("id IN ?", part).Updates(map[string]any{"ceremony": ref(activity), "rev": nextRev, "updated_at": c.at}).Error
			if err != nil {
				return err
			}
		}
		if activity == "" {
			expected = 0
			return nil
		}
		var err error
		expected, err = c.expect(activity, members)
		return err
	})
	if err != nil {
		return 0, err
	}
	return expected, nil
}

// RemoveHonours takes honours away, RestoreHonours puts them back. One with a
// valid certificate stays: the certificate has to be voided first.
func (s *Store) RemoveHonours(ctx context.Context, ids []model.ID) error {
	return s.write(ctx, "remove honours", func(c *change) error {
		for part := range slices.Chunk(ids, chunk) {
			var numbers []string
			err := c.Model(&certificateRow{}).Where("honour IN ? AND void = ? AND removed = ?", part, false, false).Order("year, serial").Limit(1).Pluck("number", &numbers).Error
			if err != nil {
				return err
			}
			if len(numbers) > 0 {
				return &model.Error{Code: model.Refused, Message: "这项荣誉已发荣誉证书" + numbers[0] + "，请先把证书作废，再移除荣誉。"}
			}
		}
		return c.setRemoved(&honourRow{}, ids, true)
	})
}

// RestoreHonours puts honours back.
func (s *Store) RestoreHonours(ctx context.Context, ids []model.ID) error {
	return s.write(ctx, "restore honours", func(c *change) error { return c.setRemoved(&honourRow{}, ids, false) })
}

// RemoveHonour takes an honour away, RestoreHonour puts it back.
func (s *Store) RemoveHonour(ctx context.Context, id model.ID) error {
	return s.RemoveHonours(ctx, []model.ID{id})
}

// RestoreHonour puts an honour back.
func (s *Store) RestoreHonour(ctx context.Context, id model.ID) error {
	return s.RestoreHonours(ctx, []model.ID{id})
}

// setRemoved marks rows of a table as removed, or takes the mark away.
func (c *change) setRemoved(of row, ids []model.ID, removed bool) error {
	for part := range slices.Chunk(ids, chunk) {
		err := c.Model(of).Where("id IN ? AND removed = ?", part, !removed).
			Updates(map[string]any{"removed": removed, "rev": nextRev, "updated_at": c.at}).Error
		if err != nil {
			return err
		}
	}
	return nil
}
