package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"jishi/model"
)

type mergeRow struct {
	Record
	Kept    string
	Dropped string
	Was     string
	Undone  bool
}

// TableName implements gorm's Tabler.
func (mergeRow) TableName() string { return "member_merges" }

// merged is what a merge changed: as it was before, and as it left it.
type merged struct {
	Kept, Dropped           string // images of the members
	KeptAfter, DroppedAfter string
	Attendances, After      []attendanceRow
	Scores, ScoresAfter     []scoreRow
	Volunteers              []volunteerRow      // what was known of both as volunteers
	Moved                   map[string][]string // ids by table, of rows that went from the dropped to the kept
	Twice                   []string            // ids of greetings that both had and one now shows
	// Services is what Attendances said of hours served, by their ids; nil of
	// merges before hours were confirmed.
	Services map[string]service
}

// movable are the tables whose rows go with a person as they are, and the
// columns that name the person. Attendances and scores, of which a person has
// one at most of each activity and programme, are joined.
var movable = []struct{ table, column string }{
	{"certificates", "member"},
	{"honours", "member"},
	{"greetings", "member"},
	{"activities", "presenter_member"},
	{"notice_lines", "member"},
	{"service_reviews", "member"},
	{"team_members", "member"},
	{"teams", "leader"},
	{"stations", "keeper"},
	{"shifts", "member"},
	{"platform_people", "member"},
	{"platform_entries", "member"},
	{"handovers", "member"},
	{"past_events", "member"},
}

// MergeMembers makes one record of two: the kept one gets the values of m and
// all that the other took part in, was given and was greeted with; the other
// is removed. Where both are on the roll of one activity the stronger state
// stays, of two scores the better one. It is refused with model.Conflict where one of them was changed since
// somebody decided. UndoMerge takes it back.
func (s *Store) MergeMembers(ctx context.Context, m model.Merge) (model.MergeBatch, error) {
	const doing = "merge two members"
	values := m.Member
	if err := values.Validate(); err != nil {
		return model.MergeBatch{}, explain(doing, err)
	}
	if m.Keep == m.Drop {
		return model.MergeBatch{}, explain(doing, &model.Error{Code: model.Refused, Message: "这是同一份资料，不用合并。"})
	}
	var batch model.MergeBatch
	err := s.write(ctx, doing, func(c *change) error {
		kept, err := c.unchanged(m.Keep, m.KeepRev)
		if err != nil {
			return err
		}
		dropped, err := c.unchanged(m.Drop, m.DropRev)
		if err != nil {
			return err
		}
		row, err := c.merge(&kept, &dropped, values)
		if err != nil {
			return err
		}
		batch, err = row.model()
		batch.KeptName, batch.DroppedName = kept.Name, dropped.Name
		return err
	})
	return batch, err
}

// unchanged reads a member that must be as somebody saw it.
func (c *change) unchanged(id model.ID, rev int) (memberRow, error) {
	r, err := memberByID(c.DB, id)
	if err != nil {
		return r, err
	}
	if r.Removed || r.Rev != rev {
		return r, &model.Error{Code: model.Conflict, Message: fmt.Sprintf("“%s”的资料刚才被改动过，没有合并。请重新查看后再合并。", r.Name)}
	}
	return r, nil
}

func (c *change) merge(kept, dropped *memberRow, values model.Member) (mergeRow, error) {
	was := merged{Moved: map[string][]string{}, Services: map[string]service{}}
	var err error
	if was.Kept, was.Dropped, err = images(kept, dropped); err != nil {
		return mergeRow{}, err
	}
	if err := c.mergeAttendances(kept.ID, dropped.ID, &was); err != nil {
		return mergeRow{}, err
	}
	if err := c.mergeScores(kept.ID, dropped.ID, &was); err != nil {
		return mergeRow{}, err
	}
	if err := c.joinGreetings(kept.ID, dropped.ID, &was); err != nil {
		return mergeRow{}, err
	}
	if err := c.mergeVolunteers(kept.ID, dropped.ID, &was); err != nil {
		return mergeRow{}, err
	}
	for _, of := range movable {
		if err := c.moveRows(of.table, of.column, kept.ID, dropped.ID, &was); err != nil {
			return mergeRow{}, err
		}
	}
	if err := c.mergeValues(kept, dropped, values); err != nil {
		return mergeRow{}, err
	}
	if was.KeptAfter, was.DroppedAfter, err = images(kept, dropped); err != nil {
		return mergeRow{}, err
	}
	text, err := json.Marshal(was)
	if err != nil {
		return mergeRow{}, fmt.Errorf("keep what a merge changed: %w", err)
	}
	row := mergeRow{Kept: kept.ID, Dropped: dropped.ID, Was: string(text)}
	return row, c.put(&row)
}

// images are two members as they can be told from what they are later: without
// how often and when they were saved.
func images(a, b *memberRow) (first, second string, err error) {
	bare := func(r memberRow) (string, error) {
		r.Rev, r.UpdatedAt = 0, ""
		return r.image()
	}
	if first, err = bare(*a); err != nil {
		return "", "", err
	}
	second, err = bare(*b)
	return first, second, err
}

// mergeValues gives the kept member its values and removes the other.
func (c *change) mergeValues(kept, dropped *memberRow, values model.Member) error {
	before, err := kept.model()
	if err != nil {
		return err
	}
	other, err := dropped.model()
	if err != nil {
		return err
	}
	if values.Name != before.Name && values.Pinyin == before.Pinyin {
		values.Pinyin = ""
	}
	spell(&values)
	next, err := memberOf(values)
	if err != nil {
		return err
	}
	next.Record, next.ImportBatch = kept.Record, kept.ImportBatch
	*kept = next
	if err := c.put(kept); err != nil {
		return err
	}
	if err := c.memberChanged(kept, "merge", &before); err != nil {
		return err
	}
	dropped.Removed = true
	if err := c.put(dropped); err != nil {
		return err
	}
	return c.memberChanged(dropped, "merged away", &other)
}

// mergeAttendances moves the dropped member's attendances to the kept one,
// and joins those of activities that both are on the roll of.
func (c *change) mergeAttendances(kept, dropped string, was *merged) error {
	var rows []attendanceRow
	if err := c.Where("member IN ?", []string{kept, dropped}).Order("id").Find(&rows).Error; err != nil {
		return err
	}
	of := map[string]*attendanceRow{} // the kept member's, by activity
	for i := range rows {
		if string(rows[i].Member) == kept {
			of[rows[i].Activity] = &rows[i]
		}
	}
	for i := range rows {
		r := &rows[i]
		if string(r.Member) == kept || r.Removed {
			continue
		}
		was.keep(*r)
		if own := of[r.Activity]; own != nil {
			was.keep(*own)
			if err := c.joinAttendances(own, r); err != nil {
				return err
			}
			was.After = append(was.After, *r, *own)
		} else {
			r.Member = ref(kept)
			if err := c.put(r); err != nil {
				return err
			}
			was.After = append(was.After, *r)
		}
	}
	return nil
}

// keep notes an attendance as it was.
func (m *merged) keep(r attendanceRow) {
	m.Attendances = append(m.Attendances, r)
	m.Services[r.ID] = r.Service
}

// joinAttendances makes own what both say and takes the other off the roll.
func (c *change) joinAttendances(own, other *attendanceRow) error {
	b, err := other.model()
	if err != nil {
		return err
	}
	joined := b
	if !own.Removed {
		a, err := own.model()
		if err != nil {
			return err
		}
		joined = model.MergeAttendance(a, b)
	}
	own.State, own.Minutes, own.Capacity = string(joined.State), joined.Minutes, joined.Capacity
	own.Arrived, own.Reason, own.LateEntry = joined.Arrived, joined.Reason, joined.LateEntry
	own.WalkIn, own.Removed = joined.WalkIn, false
	own.Service = serviceOf(joined)
	if err := c.put(own); err != nil {
		return err
	}
	other.Removed, other.Service.ServedOn = true, ""
	return c.put(other)
}

// joinGreetings takes one of two greetings off the list where both were
// greeted in one way on one day: the one that has no note.
func (c *change) joinGreetings(kept, dropped string, was *merged) error {
	var rows []greetingRow
	err := c.Where("member IN ? AND removed = ?", []string{kept, dropped}, false).Order("id").Find(&rows).Error
	if err != nil {
		return err
	}
	own := map[string]greetingRow{} // the kept member's, by how and when
	for _, r := range rows {
		if r.Member == kept {
			own[r.name()] = r
		}
	}
	for _, r := range rows {
		if r.Member == kept {
			continue
		}
		also := r
		also.Member = kept
		mine, both := own[also.name()]
		switch {
		case !both:
		case mine.Note == "" && r.Note != "":
			was.Twice = append(was.Twice, mine.ID)
		default:
			was.Twice = append(was.Twice, r.ID)
		}
	}
	return c.adjust("greetings", was.Twice, "removed", true)
}

// moveRows gives the dropped member's rows of a table to the kept one.
func (c *change) moveRows(table, column, kept, dropped string, was *merged) error {
	var ids []string
	if err := c.Table(table).Where(map[string]any{column: dropped}).Order("id").Pluck("id", &ids).Error; err != nil {
		return err
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { return slices.Contains(was.Twice, id) })
	was.Moved[table] = ids
	return c.adjust(table, ids, column, kept)
}

// adjust gives a column of some rows of a table one value.
func (c *change) adjust(table string, ids []string, column string, value any) error {
	for part := range slices.Chunk(ids, chunk) {
		err := c.Table(table).Where("id IN ?", part).Updates(map[string]any{column: value, "rev": nextRev, "updated_at": c.at}).Error
		if err != nil {
			return err
		}
	}
	return nil
}

func (r mergeRow) model() (model.MergeBatch, error) {
	rec, err := r.Record.model()
	return model.MergeBatch{Record: rec, Kept: model.ID(r.Kept), Dropped: model.ID(r.Dropped), Undone: r.Undone}, err
}

// Merges returns the merges that were made, newest first.
func (s *Store) Merges(ctx context.Context) ([]model.MergeBatch, error) {
	const doing = "list the merges"
	var rows []struct {
		Merge                 mergeRow `gorm:"embedded"`
		KeptName, DroppedName string
	}
	err := s.read(ctx).Table("member_merges").
		Select("member_merges.*, kept_member.name AS kept_name, dropped_member.name AS dropped_name").
		Joins("JOIN members AS kept_member ON kept_member.id = member_merges.kept").
		Joins("JOIN members AS dropped_member ON dropped_member.id = member_merges.dropped").
		Where("member_merges.removed = ?", false).
		Order("member_merges.created_at DESC, member_merges.id DESC").Scan(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	list := make([]model.MergeBatch, len(rows))
	for i, r := range rows {
		if list[i], err = r.Merge.model(); err != nil {
			return nil, explain(doing, err)
		}
		list[i].KeptName, list[i].DroppedName = r.KeptName, r.DroppedName
	}
	return list, nil
}
