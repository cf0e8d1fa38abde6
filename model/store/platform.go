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

// platformsSetting names the setting with the outside platforms, as JSON.
const platformsSetting = "outside-platforms"

// Platforms returns the outside platforms with the columns that somebody chose,
// model.DefaultPlatforms before that.
func (s *Store) Platforms(ctx context.Context) ([]model.OutsidePlatform, error) {
	const doing = "read the outside platforms"
	text, err := s.Setting(ctx, platformsSetting)
	if err != nil || text == "" {
		return model.DefaultPlatforms(), explain(doing, err)
	}
	var list []model.OutsidePlatform
	err = json.Unmarshal([]byte(text), &list)
	return list, explain(doing, err)
}

// SavePlatform keeps a platform under its name, a new one at the end.
func (s *Store) SavePlatform(ctx context.Context, p model.OutsidePlatform) error {
	const doing = "save an outside platform"
	p.Name = strings.TrimSpace(p.Name)
	if err := p.Validate(); err != nil {
		return explain(doing, err)
	}
	list, err := s.Platforms(ctx)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(list, func(o model.OutsidePlatform) bool { return o.Name == p.Name }); i >= 0 {
		list[i] = p
	} else {
		list = append(list, p)
	}
	text, err := json.Marshal(list)
	if err != nil {
		return explain(doing, err)
	}
	return s.SaveSetting(ctx, platformsSetting, string(text))
}

type platformEntryRow struct {
	Record
	Platform, Batch  string
	Member, Activity string
	Minutes          int
	Entered          string
}

// TableName implements gorm's Tabler.
func (platformEntryRow) TableName() string { return "platform_entries" }

// unentered are the confirmed services, of the days from from to to, that were
// not entered on the platform. They are found from activity to activity by the
// indexes attendances_confirmed and platform_entries_by_activity.
func unentered(tx *gorm.DB, platform string, from, to model.Date) *gorm.DB {
	return tx.Table("attendances").Where("attendances.served_on <> '' AND attendances.minutes > 0").
		Where("attendances.activity IN (?)", newCounting(from, to).services(tx).Select("activities.id")).
		Where(`NOT EXISTS (SELECT 1 FROM platform_entries AS e WHERE e.activity = attendances.activity AND e.platform = ?
			AND e.member = attendances.member AND e.removed = 0)`, platform)
}

// PlatformPending lists the activities of a period, the latest first, at which
// somebody served whose confirmed hours are not entered on the platform yet.
func (s *Store) PlatformPending(ctx context.Context, platform string, from, to model.Date) ([]model.PlatformService, error) {
	const doing = "list what is not entered on a platform"
	var rows []struct {
		Activity, Title, Team, StartAt string
		People, Minutes                int
	}
	tx := s.read(s.OwnOnly(ctx))
	// Grouped in the order of the index, so that nothing is sorted to be counted.
	waiting := unentered(tx, platform, from, to).
		Select("attendances.activity, COUNT(*) AS people, SUM(attendances.minutes) AS minutes").Group("attendances.activity")
	err := tx.Table("(?) AS waiting", waiting).Joins("JOIN activities ON activities.id = waiting.activity").
		Select("waiting.activity, activities.title, activities.team, activities.start_at, waiting.people, waiting.minutes").
		Order("activities.start_at DESC, activities.id DESC").Scan(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	list := make([]model.PlatformService, len(rows))
	for i, r := range rows {
		start, err := wallOf(r.StartAt)
		if err != nil {
			return nil, explain(doing, err)
		}
		list[i] = model.PlatformService{Activity: model.ID(r.Activity), Title: r.Title, Team: r.Team, Start: start, People: r.People, Minutes: r.Minutes}
	}
	return list, nil
}

// PlatformLines returns the services of a period that are not entered on the
// platform, the earliest first; only those of one activity where it is given.
func (s *Store) PlatformLines(ctx context.Context, platform string, from, to model.Date, activity model.ID) ([]model.PlatformLine, error) {
	const doing = "read what is not entered on a platform"
	ctx = s.OwnOnly(ctx)
	var rows []struct {
		Member, Activity, Name, IDNumber, Phone, OwnNumber string
		Title, Place, Team, Field, Project, Content        string
		StartAt, EndAt                                     string
		Minutes                                            int
	}
	tx := unentered(s.read(ctx), platform, from, to).Joins("JOIN activities ON activities.id = attendances.activity").
		Joins("JOIN members ON members.id = attendances.member").
		Joins("LEFT JOIN projects ON projects.id = activities.project").
		Select(`attendances.member, attendances.activity, members.name, members.id_number, members.phone, members.volunteer_number AS own_number,
			activities.title, activities.place, activities.team, activities.service_field AS field, COALESCE(projects.name, '') AS project,
			activities.content, activities.start_at, activities.end_at, attendances.minutes`)
	if activity != "" {
		tx = tx.Where("attendances.activity = ?", string(activity))
	}
	if err := tx.Order("activities.start_at, activities.id, members.pinyin, members.id").Scan(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	accounts, err := platformAccounts(s.read(ctx), platform)
	if err != nil {
		return nil, explain(doing, err)
	}
	list := make([]model.PlatformLine, len(rows))
	for i, r := range rows {
		l := model.PlatformLine{
			Member: model.ID(r.Member), Activity: model.ID(r.Activity), Name: r.Name, IDNumber: r.IDNumber, Phone: r.Phone,
			Number: accounts[r.Member].Number, OwnNumber: r.OwnNumber, Title: r.Title, Place: r.Place, Team: r.Team, Field: r.Field,
			Project: r.Project, Content: r.Content, Minutes: r.Minutes,
		}
		if l.Start, err = wallOf(r.StartAt); err != nil {
			return nil, explain(doing, err)
		}
		if l.End, err = wallOf(r.EndAt); err != nil {
			return nil, explain(doing, err)
		}
		list[i] = l
	}
	return list, nil
}

// EnterOnPlatform ticks services as entered (已填报) with the minutes that lines
// have, which is what was written into the table. What was ticked in the
// meantime is left as it is; it returns how many rows were ticked.
func (s *Store) EnterOnPlatform(ctx context.Context, platform string, lines []model.PlatformLine) (ticked int, err error) {
	err = s.write(ctx, "tick what was entered on a platform", func(c *change) error {
		ticked = 0
		batch := string(s.options.NewID())
		for part := range slices.Chunk(lines, together) {
			rows, err := c.freshEntries(platform, part)
			if err != nil || len(rows) == 0 {
				return err
			}
			for i := range rows {
				rows[i].Batch, rows[i].Entered = batch, s.Today().String()
				c.stamp(&rows[i].Record)
			}
			if err := c.CreateInBatches(&rows, together).Error; err != nil {
				return err
			}
			ticked += len(rows)
		}
		return nil
	})
	return ticked, err
}

// freshEntries are rows for those of lines that are not ticked yet.
func (c *change) freshEntries(platform string, lines []model.PlatformLine) ([]platformEntryRow, error) {
	members := make([]string, len(lines))
	for i, l := range lines {
		members[i] = string(l.Member)
	}
	var was []platformEntryRow
	if err := c.Where("member IN ? AND platform = ? AND removed = 0", members, platform).Find(&was).Error; err != nil {
		return nil, err
	}
	ticked := make(map[[2]string]bool, len(was))
	for _, r := range was {
		ticked[[2]string{r.Member, r.Activity}] = true
	}
	var rows []platformEntryRow
	for _, l := range lines {
		if !ticked[[2]string{string(l.Member), string(l.Activity)}] {
			rows = append(rows, platformEntryRow{Platform: platform, Member: string(l.Member), Activity: string(l.Activity), Minutes: l.Minutes})
		}
	}
	return rows, nil
}

// PlatformBatches lists what was ticked as entered on a platform, the latest
// first.
func (s *Store) PlatformBatches(ctx context.Context, platform string) ([]model.PlatformBatch, error) {
	const doing = "list what was entered on a platform"
	var rows []struct {
		Batch, Entered                string
		Rows, People, Minutes, Differ int
	}
	err := s.read(s.OwnOnly(ctx)).Table("platform_entries").
		Joins(`LEFT JOIN attendances ON attendances.activity = platform_entries.activity AND attendances.member = platform_entries.member
			AND attendances.removed = ? AND attendances.served_on <> ''`, false).
		Where("platform_entries.platform = ? AND platform_entries.removed = ?", platform, false).
		Select(`platform_entries.batch, platform_entries.entered, COUNT(*) AS rows, COUNT(DISTINCT platform_entries.member) AS people,
			SUM(platform_entries.minutes) AS minutes, SUM(COALESCE(attendances.minutes, 0) <> platform_entries.minutes) AS differ`).
		Group("platform_entries.batch").Order("platform_entries.batch DESC").Scan(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	list := make([]model.PlatformBatch, len(rows))
	for i, r := range rows {
		day, err := dayOf(r.Entered)
		if err != nil {
			return nil, explain(doing, err)
		}
		list[i] = model.PlatformBatch{ID: r.Batch, Platform: platform, Entered: day, Rows: r.Rows, People: r.People, Minutes: r.Minutes, Changed: r.Differ}
	}
	return list, nil
}

// UndoEntered takes the ticks of a batch back: its services count as not
// entered again.
func (s *Store) UndoEntered(ctx context.Context, batch string) error {
	return s.write(ctx, "take ticks of a platform back", func(c *change) error {
		result := c.Model(&platformEntryRow{}).Where("batch = ? AND removed = ?", batch, false).
			Updates(map[string]any{"removed": true, "rev": nextRev, "updated_at": c.at})
		if result.Error == nil && result.RowsAffected == 0 {
			return &model.Error{Code: model.NotFound, Message: "这一批已经撤销过了。"}
		}
		return result.Error
	})
}

type platformPersonRow struct {
	Record
	Platform, Member string
	Number           string
	Minutes          int
	AsOf             string
}

// TableName implements gorm's Tabler.
func (platformPersonRow) TableName() string { return "platform_people" }

// platformAccounts are what a platform says of people, by member. Of two rows
// of one person, as a merge may leave them, the one saved last counts.
func platformAccounts(tx *gorm.DB, platform string) (map[string]platformPersonRow, error) {
	var rows []platformPersonRow
	err := tx.Where("platform = ? AND removed = ?", platform, false).Order("updated_at, id").Find(&rows).Error
	of := make(map[string]platformPersonRow, len(rows))
	for _, r := range rows {
		of[r.Member] = r
	}
	return of, err
}

// PlatformAccounts lists the volunteers, and who else has an account, in order
// of pinyin, with what the platform says of each beside the centre's own hours.
func (s *Store) PlatformAccounts(ctx context.Context, platform string) ([]model.PlatformAccount, error) {
	const doing = "list people's numbers on a platform"
	ctx = s.OwnOnly(ctx)
	accounts, err := platformAccounts(s.read(ctx), platform)
	if err != nil {
		return nil, explain(doing, err)
	}
	var rows []struct{ ID, Name, VolunteerNumber string }
	err = s.read(ctx).Model(&memberRow{}).Select("id, name, volunteer_number").
		Where("removed = ? AND (volunteer_number <> '' OR id IN (SELECT member FROM platform_people WHERE platform = ? AND removed = ?))", false, platform, false).
		Order("pinyin, id").Scan(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	totals, err := volunteerTotals(s.read(ctx), model.Date{Year: 1900, Month: 1, Day: 1}, s.Today())
	if err != nil {
		return nil, explain(doing, err)
	}
	own := make(map[model.ID]int, len(totals))
	for _, t := range totals {
		own[t.Member] = t.Minutes
	}
	list := make([]model.PlatformAccount, len(rows))
	for i, r := range rows {
		if list[i], err = accounts[r.ID].model(); err != nil {
			return nil, explain(doing, err)
		}
		list[i].Platform, list[i].Member, list[i].Name, list[i].OwnNumber = platform, model.ID(r.ID), r.Name, r.VolunteerNumber
		list[i].Own = own[model.ID(r.ID)]
	}
	return list, nil
}

func (r platformPersonRow) model() (model.PlatformAccount, error) {
	a := model.PlatformAccount{Platform: r.Platform, Member: model.ID(r.Member), Number: r.Number, Minutes: r.Minutes}
	if r.ID == "" {
		return a, nil
	}
	var err error
	if a.Record, err = r.Record.model(); err != nil {
		return a, err
	}
	a.AsOf, err = dayOf(r.AsOf)
	return a, err
}

// SavePlatformAccount keeps what a platform says of a person. A number that
// somebody else has there is refused.
func (s *Store) SavePlatformAccount(ctx context.Context, a model.PlatformAccount) error {
	const doing = "save a person's number on a platform"
	a.Number, a.Platform = strings.TrimSpace(a.Number), strings.TrimSpace(a.Platform)
	if err := a.Validate(); err != nil {
		return explain(doing, err)
	}
	return s.write(ctx, doing, func(c *change) error {
		accounts, err := platformAccounts(c.DB, a.Platform)
		if err != nil {
			return err
		}
		for _, other := range accounts {
			if a.Number == "" || other.Number != a.Number || other.Member == string(a.Member) {
				continue
			}
			m, err := memberByID(c.DB, model.ID(other.Member))
			if err != nil {
				return err
			}
			return &model.Error{Code: model.Invalid, Field: "Number", Message: fmt.Sprintf("这个编号在%s上是%s的。", a.Platform, m.Name)}
		}
		r := accounts[string(a.Member)]
		r.Platform, r.Member, r.Number, r.Minutes, r.AsOf = a.Platform, string(a.Member), a.Number, a.Minutes, a.AsOf.String()
		return c.put(&r)
	})
}
