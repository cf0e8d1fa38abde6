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

// UndoMerge takes a merge back: both members and their attendances are again
// what they were, and certificates, honours and greetings belong again to whom
// they belonged. What came to the kept member afterwards stays there. It is
// refused with model.Conflict where a member or an attendance that the merge
// touched was changed since, or merged once more.
func (s *Store) UndoMerge(ctx context.Context, id model.ID) error {
	return s.write(ctx, "undo a merge", func(c *change) error {
		var row mergeRow
		if err := c.Where("id = ?", string(id)).Take(&row).Error; err != nil {
			return err
		}
		if row.Undone {
			return &model.Error{Code: model.Refused, Message: "这次合并已经撤销过了。"}
		}
		var was merged
		if err := json.Unmarshal([]byte(row.Was), &was); err != nil {
			return fmt.Errorf("read what a merge changed: %w", err)
		}
		if err := c.untouchedSince(row, &was); err != nil {
			return err
		}
		if err := c.putBackAttendances(&was); err != nil {
			return err
		}
		if err := c.putBackScores(was.Scores); err != nil {
			return err
		}
		for _, of := range movable {
			if err := c.adjust(of.table, was.Moved[of.table], of.column, row.Dropped); err != nil {
				return err
			}
		}
		if err := c.adjust("greetings", was.Twice, "removed", false); err != nil {
			return err
		}
		if err := c.putBackVolunteers(was.Volunteers); err != nil {
			return err
		}
		for _, image := range []string{was.Kept, was.Dropped} {
			if err := c.putBackMember(image); err != nil {
				return err
			}
		}
		row.Undone = true
		return c.put(&row)
	})
}

// putBackMember gives a member the values of an image.
func (c *change) putBackMember(image string) error {
	var r memberRow
	if err := r.readImage(image); err != nil {
		return err
	}
	now, err := memberByID(c.DB, model.ID(r.ID))
	if err != nil {
		return err
	}
	before, err := now.model()
	if err != nil {
		return err
	}
	r.Rev = now.Rev
	if err := c.put(&r); err != nil {
		return err
	}
	return c.memberChanged(&r, "undo merge", &before)
}

// putBackAttendances makes attendances again what they were. Of a merge from
// before hours were confirmed the present confirmation stays where it is of the
// same minutes; what has none afterwards waits for one.
func (c *change) putBackAttendances(was *merged) error {
	now, err := c.attendancesNow(was.Attendances)
	if err != nil {
		return err
	}
	var activities []string
	for _, r := range was.Attendances {
		is := now[r.ID]
		service, known := was.Services[r.ID]
		switch {
		case known:
			r.Service = service
		case is.Minutes == r.Minutes && !r.Removed:
			r.Service = is.Service
		}
		r.Rev = is.Rev
		if err := c.put(&r); err != nil {
			return err
		}
		if model.AttendanceState(r.State).Attended() && r.Service.ServedOn == "" {
			activities = append(activities, r.Activity)
		}
	}
	return c.unsettle(activities)
}

// attendancesNow are rows as they are, by id.
func (c *change) attendancesNow(rows []attendanceRow) (map[string]attendanceRow, error) {
	now := make(map[string]attendanceRow, len(rows))
	for part := range slices.Chunk(rows, chunk) {
		ids := make([]string, len(part))
		for i, r := range part {
			ids[i] = r.ID
		}
		var found []attendanceRow
		if err := c.Where("id IN ?", ids).Find(&found).Error; err != nil {
			return nil, err
		}
		for _, r := range found {
			now[r.ID] = r
		}
	}
	return now, nil
}

// untouchedSince refuses where something that the merge left is not as it left
// it: changed, or merged once more.
func (c *change) untouchedSince(row mergeRow, was *merged) error {
	if err := c.lastMerge(row); err != nil {
		return err
	}
	kept, err := memberByID(c.DB, model.ID(row.Kept))
	if err != nil {
		return err
	}
	dropped, err := memberByID(c.DB, model.ID(row.Dropped))
	if err != nil {
		return err
	}
	keptNow, droppedNow, err := images(&kept, &dropped)
	if err != nil {
		return err
	}
	if keptNow != was.KeptAfter || droppedNow != was.DroppedAfter {
		return &model.Error{
			Code:    model.Conflict,
			Message: fmt.Sprintf("合并之后“%s”的资料又被改动过，不能撤销这次合并。", kept.Name),
		}
	}
	now, err := c.attendancesNow(was.After)
	if err != nil {
		return err
	}
	for _, r := range was.After {
		is := now[r.ID]
		r.Rev, r.UpdatedAt, r.Service = is.Rev, is.UpdatedAt, is.Service
		if is != r {
			return movedOn()
		}
	}
	if err := c.scoresUntouched(was.ScoresAfter); err != nil {
		return err
	}
	for _, of := range movable {
		for part := range slices.Chunk(was.Moved[of.table], chunk) {
			var there int64
			if err := c.Table(of.table).Where("id IN ?", part).Where(map[string]any{of.column: row.Kept}).Count(&there).Error; err != nil {
				return err
			}
			if int(there) < len(part) {
				return movedOn()
			}
		}
	}
	return nil
}

// lastMerge refuses where one of the two was merged once more since: what that
// merge joined rests on what this one left. Rows are never deleted, so that
// rowid tells their order even where the computer's clock was put back.
func (c *change) lastMerge(row mergeRow) error {
	both := []string{row.Kept, row.Dropped}
	var names []string
	err := c.Table("member_merges").Joins("JOIN members ON members.id = member_merges.dropped").
		Where("member_merges.undone = ? AND (member_merges.kept IN ? OR member_merges.dropped IN ?)", false, both, both).
		Where("member_merges.rowid > (SELECT rowid FROM member_merges WHERE id = ?)", row.ID).
		Order("member_merges.rowid DESC").Pluck("members.name", &names).Error
	if err != nil || len(names) == 0 {
		return err
	}
	return &model.Error{Code: model.Conflict, Message: fmt.Sprintf("后来又有一次合并（并掉了“%s”），请先撤销后来的那一次。", names[0])}
}

func movedOn() error {
	return &model.Error{Code: model.Conflict, Message: "合并之后签到、成绩、证书、表彰或祝贺记录又被改动过，不能撤销这次合并。"}
}

// MergedInto names whom a removed member was merged into, "" where it was
// removed by itself.
func (s *Store) MergedInto(ctx context.Context, member model.ID) (string, error) {
	name, err := mergedInto(s.read(ctx), string(member))
	return name, explain("find whom a member was merged into", err)
}

func mergedInto(tx *gorm.DB, member string) (string, error) {
	var names []string
	err := tx.Table("member_merges").Joins("JOIN members ON members.id = member_merges.kept").
		Where("member_merges.dropped = ? AND member_merges.undone = ?", member, false).Pluck("members.name", &names).Error
	return strings.Join(names, "、"), err
}
