package store

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

// AddActivityPhotos puts photos that AddPhoto kept at the end of an activity's
// record, all of them or none, and returns how many it did not have yet: the
// same picture stands in a record once.
func (s *Store) AddActivityPhotos(ctx context.Context, activity model.ID, photos []model.ActivityPhoto) (added int, err error) {
	const doing = "add photos to a record"
	for _, p := range photos {
		if err := p.Validate(); err != nil {
			return 0, explain(doing, err)
		}
	}
	err = s.write(ctx, doing, func(c *change) error {
		position, err := c.lastPlace(&activityPhotoRow{}, activity)
		if err != nil {
			return err
		}
		var there []string
		if err := c.Model(&activityPhotoRow{}).Where("activity = ? AND removed = ?", string(activity), false).Pluck("photo", &there).Error; err != nil {
			return err
		}
		have := make(map[string]bool, len(there))
		for _, name := range there {
			have[name] = true
		}
		var rows []activityPhotoRow
		for _, p := range photos {
			if have[p.Photo] {
				continue
			}
			have[p.Photo] = true
			position++
			r := activityPhotoRow{Photo: p.Photo, Caption: strings.TrimSpace(p.Caption), Taken: takenText(p.Taken)}
			r.at(string(activity), position)
			c.stamp(r.head())
			rows = append(rows, r)
		}
		if len(there)+len(rows) > model.MostPhotos {
			return &model.Error{Code: model.Refused, Message: fmt.Sprintf("一次活动最多放 %d 张照片，请挑选后再添加。", model.MostPhotos)}
		}
		if added = len(rows); added == 0 {
			return nil
		}
		return c.CreateInBatches(&rows, together).Error
	})
	return added, err
}

// lastPlace is the highest place in one list of an activity's record; removed
// rows count, for they may come back.
func (c *change) lastPlace(of row, activity model.ID) (int, error) {
	a, err := activityByID(c.DB, activity)
	if err != nil {
		return 0, err
	}
	if a.Removed {
		return 0, gorm.ErrRecordNotFound
	}
	var last *int
	err = c.Model(of).Select("MAX(position)").Where("activity = ?", string(activity)).Scan(&last).Error
	if err != nil || last == nil {
		return 0, err
	}
	return *last, nil
}

// SaveCaptions gives photos of records their captions and leaves the others as
// they are.
func (s *Store) SaveCaptions(ctx context.Context, captions map[model.ID]string) error {
	const doing = "save captions"
	for _, text := range captions {
		if err := (model.ActivityPhoto{Photo: "-", Caption: strings.TrimSpace(text)}).Validate(); err != nil {
			return explain(doing, err)
		}
	}
	return s.write(ctx, doing, func(c *change) error {
		for id, text := range captions { // of one record: model.MostPhotos at most
			err := c.Model(&activityPhotoRow{}).Where("id = ?", string(id)).
				Updates(map[string]any{"caption": strings.TrimSpace(text), "rev": nextRev, "updated_at": c.at}).Error
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// OrderPhotos puts the photos of a record into the order of ids; those it does
// not name keep theirs behind them.
func (s *Store) OrderPhotos(ctx context.Context, activity model.ID, ids []model.ID) error {
	return s.write(ctx, "order the photos of a record", func(c *change) error {
		var rows []activityPhotoRow
		if err := c.Where("activity = ?", string(activity)).Order("position, id").Find(&rows).Error; err != nil {
			return err
		}
		place := make(map[string]int, len(ids))
		for i, id := range ids {
			place[string(id)] = i + 1
		}
		rest := len(ids)
		for _, r := range rows {
			position := place[r.head().ID]
			if position == 0 {
				rest++
				position = rest
			}
			if position == r.Part.Position {
				continue
			}
			err := c.Model(&activityPhotoRow{}).Where("id = ?", r.head().ID).
				Updates(map[string]any{"position": position, "rev": nextRev, "updated_at": c.at}).Error
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// RemovePhoto takes a photo out of its record; the picture itself stays.
func (s *Store) RemovePhoto(ctx context.Context, id model.ID) error {
	return s.setPartRemoved(ctx, &activityPhotoRow{}, id, true)
}

// RestorePhoto puts a photo back where it was.
func (s *Store) RestorePhoto(ctx context.Context, id model.ID) error {
	return s.setPartRemoved(ctx, &activityPhotoRow{}, id, false)
}

func (s *Store) setPartRemoved(ctx context.Context, of row, id model.ID, removed bool) error {
	return s.write(ctx, "take out or put back a part of a record", func(c *change) error {
		return c.Model(of).Where("id = ? AND removed = ?", string(id), !removed).
			Updates(map[string]any{"removed": removed, "rev": nextRev, "updated_at": c.at}).Error
	})
}

// AddAttachments puts files that AddFile kept at the end of an activity's
// record, all of them or none. A file that is there under the same name is not
// added again.
func (s *Store) AddAttachments(ctx context.Context, activity model.ID, attachments []model.Attachment) error {
	const doing = "attach files to a record"
	for _, a := range attachments {
		if err := a.Validate(); err != nil {
			return explain(doing, err)
		}
	}
	return s.write(ctx, doing, func(c *change) error {
		position, err := c.lastPlace(&attachmentRow{}, activity)
		if err != nil {
			return err
		}
		there, err := listOf(c.DB, activity, attachmentRow.model)
		if err != nil {
			return err
		}
		have := map[[2]string]bool{}
		for _, a := range there {
			have[[2]string{a.File, a.Name}] = true
		}
		var rows []attachmentRow
		for _, a := range attachments {
			key := [2]string{a.File, a.Name}
			if have[key] {
				continue
			}
			have[key] = true
			position++
			r := attachmentRow{File: a.File, Name: a.Name, Size: a.Size}
			r.at(string(activity), position)
			c.stamp(r.head())
			rows = append(rows, r)
		}
		if len(rows) == 0 {
			return nil
		}
		return c.CreateInBatches(&rows, together).Error
	})
}

// RemoveAttachment takes a file out of its record; the file itself stays.
func (s *Store) RemoveAttachment(ctx context.Context, id model.ID) error {
	return s.setPartRemoved(ctx, &attachmentRow{}, id, true)
}

// RestoreAttachment puts a file back where it was.
func (s *Store) RestoreAttachment(ctx context.Context, id model.ID) error {
	return s.setPartRemoved(ctx, &attachmentRow{}, id, false)
}
