package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

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

// merged is what a merge changed, as it was before, and the revisions it made.
type merged struct {
	Kept, Dropped       string // images of the members
	KeptRev, DroppedRev int    // of the members after the merge
	Attendances         []attendanceRow
	Moved               map[string][]string // ids by table, of rows that went from the dropped to the kept
	Revs                map[string]int      // of all these rows after the merge, by id
}

// movable are the tables whose rows go with a person, besides attendances.
var movable = []string{"certificates", "honours", "greetings"}

// MergeMembers makes one record of two: the kept one gets the values of m and
// all that the other took part in, was given and was greeted with; the other
// is removed. Where both are on the roll of one activity the stronger state
// stays. It is refused with model.Conflict where one of them was changed since
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
	was := merged{Moved: map[string][]string{}, Revs: map[string]int{}}
	var err error
	for _, one := range []struct {
		to  *string
		row *memberRow
	}{{&was.Kept, kept}, {&was.Dropped, dropped}} {
		if *one.to, err = one.row.image(); err != nil {
			return mergeRow{}, err
		}
	}
	if err := c.mergeAttendances(kept.ID, dropped.ID, &was); err != nil {
		return mergeRow{}, err
	}
	for _, table := range movable {
		if err := c.moveRows(table, kept.ID, dropped.ID, &was); err != nil {
			return mergeRow{}, err
		}
	}
	if err := c.mergeValues(kept, dropped, values); err != nil {
		return mergeRow{}, err
	}
	was.KeptRev, was.DroppedRev = kept.Rev, dropped.Rev
	text, err := json.Marshal(was)
	if err != nil {
		return mergeRow{}, fmt.Errorf("keep what a merge changed: %w", err)
	}
	row := mergeRow{Kept: kept.ID, Dropped: dropped.ID, Was: string(text)}
	return row, c.put(&row)
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
		was.Attendances = append(was.Attendances, *r)
		if own := of[r.Activity]; own != nil {
			was.Attendances = append(was.Attendances, *own)
			if err := c.joinAttendances(own, r); err != nil {
				return err
			}
			was.Revs[own.ID] = own.Rev
		} else {
			r.Member = ref(kept)
			if err := c.put(r); err != nil {
				return err
			}
		}
		was.Revs[r.ID] = r.Rev
	}
	return nil
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
	own.Arrived, own.Reason, own.WalkIn, own.Removed = joined.Arrived, joined.Reason, joined.WalkIn, false
	if err := c.put(own); err != nil {
		return err
	}
	other.Removed = true
	return c.put(other)
}

// rowRev is a row of any table by its revision.
type rowRev struct {
	ID  string
	Rev int
}

// moveRows gives the dropped member's rows of a table to the kept one.
func (c *change) moveRows(table, kept, dropped string, was *merged) error {
	var rows []rowRev
	if err := c.Table(table).Select("id", "rev").Where("member = ?", dropped).Find(&rows).Error; err != nil {
		return err
	}
	if len(rows) == 0 {
		return nil
	}
	for _, r := range rows {
		was.Moved[table] = append(was.Moved[table], r.ID)
		was.Revs[r.ID] = r.Rev + 1
	}
	return c.hand(table, was.Moved[table], kept)
}

// hand makes rows of a table a member's.
func (c *change) hand(table string, ids []string, member string) error {
	for part := range slices.Chunk(ids, chunk) {
		err := c.Table(table).Where("id IN ?", part).Updates(map[string]any{"member": member, "rev": nextRev, "updated_at": c.at}).Error
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

// UndoMerge takes a merge back: both members and all that was moved between
// them are again what they were. What came to the kept member afterwards stays
// there. It is refused with model.Conflict where something that the merge
// touched was changed since.
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
		// Those that the merge took off a roll first: a member is on it once.
		for _, a := range slices.Backward(was.Attendances) {
			a.Rev = was.Revs[a.ID]
			if err := c.put(&a); err != nil {
				return err
			}
		}
		for _, table := range movable {
			if err := c.hand(table, was.Moved[table], row.Dropped); err != nil {
				return err
			}
		}
		if err := c.putBackMember(was.Kept, was.KeptRev); err != nil {
			return err
		}
		if err := c.putBackMember(was.Dropped, was.DroppedRev); err != nil {
			return err
		}
		row.Undone = true
		return c.put(&row)
	})
}

// putBackMember gives a member the values of an image.
func (c *change) putBackMember(image string, rev int) error {
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
	r.Rev = rev
	if err := c.put(&r); err != nil {
		return err
	}
	return c.memberChanged(&r, "undo merge", &before)
}

// untouchedSince refuses where a row of the merge was changed after it.
func (c *change) untouchedSince(row mergeRow, was *merged) error {
	for _, m := range []struct {
		id  string
		rev int
	}{{row.Kept, was.KeptRev}, {row.Dropped, was.DroppedRev}} {
		r, err := memberByID(c.DB, model.ID(m.id))
		if err != nil {
			return err
		}
		if r.Rev != m.rev {
			return &model.Error{
				Code:    model.Conflict,
				Message: fmt.Sprintf("合并之后“%s”的资料又被改动过（或又合并过），不能直接撤销。如果后来又合并过，请先撤销后来的那一次。", r.Name),
			}
		}
	}
	for _, table := range append([]string{"attendances"}, movable...) {
		ids := was.Moved[table]
		if table == "attendances" {
			ids = nil
			for _, a := range was.Attendances {
				ids = append(ids, a.ID)
			}
		}
		if err := c.sameRevs(table, ids, was.Revs); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) sameRevs(table string, ids []string, revs map[string]int) error {
	for part := range slices.Chunk(ids, chunk) {
		var rows []rowRev
		if err := c.Table(table).Select("id", "rev").Where("id IN ?", part).Find(&rows).Error; err != nil {
			return err
		}
		for _, r := range rows {
			if r.Rev != revs[r.ID] {
				return &model.Error{Code: model.Conflict, Message: "合并之后签到、证书、表彰或祝贺记录又被改动过，不能撤销这次合并。"}
			}
		}
	}
	return nil
}

// mergedInto names whom a removed member was merged into, "" where it was
// removed by itself.
func (c *change) mergedInto(member string) (string, error) {
	var row mergeRow
	err := c.Where("dropped = ? AND undone = ?", member, false).Order("created_at DESC, id DESC").Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	kept, err := memberByID(c.DB, model.ID(row.Kept))
	return kept.Name, err
}
