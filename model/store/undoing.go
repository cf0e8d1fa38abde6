package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

// UndoImport takes an import back as a whole: members it made are removed,
// members it changed are again what they were. It is refused with
// model.Conflict, and nothing is taken back, where one of them was changed
// since.
func (s *Store) UndoImport(ctx context.Context, batch model.ID) error {
	return s.write(ctx, "undo an import", func(c *change) error {
		var b batchRow
		if err := c.Where("id = ?", string(batch)).Take(&b).Error; err != nil {
			return err
		}
		if b.Undone {
			return &model.Error{Code: model.Refused, Message: "这次导入已经撤销过了。"}
		}
		var kept []importChangeRow
		if err := c.Where("batch = ?", string(batch)).Find(&kept).Error; err != nil {
			return err
		}
		if err := c.untouched(batch); err != nil {
			return err
		}
		for part := range slices.Chunk(kept, chunk) {
			if err := c.restore(part); err != nil {
				return err
			}
		}
		if err := c.unmake(batch); err != nil {
			return err
		}
		if err := c.unmakePlaces(batch); err != nil {
			return err
		}
		c.forget = true
		b.Undone = true
		if err := c.put(&b); err != nil {
			return err
		}
		return c.audit("undo import", batch, nil, nil)
	})
}

// madeBy are the members that an import made and nobody removed since.
func (c *change) madeBy(batch model.ID) *gorm.DB {
	return c.Model(&memberRow{}).Where("import_batch = ? AND removed = ?", string(batch), false)
}

// untouched refuses where a member of the import was changed after it or merged
// into another, and names some of them.
func (c *change) untouched(batch model.ID) error {
	made := c.madeBy(batch).Where("rev <> 1")
	changed := c.Model(&memberRow{}).Joins("JOIN import_changes ON import_changes.member = members.id").
		Where("import_changes.batch = ? AND members.rev <> import_changes.member_rev", string(batch))
	merged := c.Model(&memberRow{}).Joins("JOIN member_merges ON member_merges.dropped = members.id").
		Where("members.import_batch = ? AND members.removed = ? AND member_merges.undone = ?", string(batch), true, false)
	var names []string
	total := 0
	for _, tx := range []*gorm.DB{made, changed, merged} {
		var found []string
		if err := tx.Order("members.pinyin, members.id").Pluck("members.name", &found).Error; err != nil {
			return err
		}
		names, total = append(names, found...), total+len(found)
	}
	if total == 0 {
		return nil
	}
	const shown = 3
	some := strings.Join(names[:min(shown, total)], "、")
	if total > shown {
		some += "等"
	}
	return &model.Error{
		Code:    model.Conflict,
		Message: fmt.Sprintf("导入之后有 %d 人的资料又被改动过（%s），不能整批撤销。", total, some),
	}
}

// restore gives at most a chunk of members their values of before.
func (c *change) restore(kept []importChangeRow) error {
	members := make([]*memberRow, len(kept))
	for i, k := range kept {
		members[i] = &memberRow{}
		if err := members[i].readImage(k.Was); err != nil {
			return err
		}
		members[i].Rev, members[i].UpdatedAt = k.MemberRev+1, c.at
	}
	return c.replaceMembers(members)
}

// unmake removes the members that the import made.
func (c *change) unmake(batch model.ID) error {
	return c.madeBy(batch).Updates(map[string]any{"removed": true, "rev": nextRev, "updated_at": c.at}).Error
}
