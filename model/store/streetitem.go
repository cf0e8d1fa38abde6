package store

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jishi/model"
)

type streetItemRow struct {
	Record
	Kind, Period, Title, Content string
	Recipients                   string // ids
}

// TableName implements gorm's Tabler.
func (streetItemRow) TableName() string { return "street_items" }

func (r streetItemRow) model() (model.StreetItem, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.StreetItem{}, err
	}
	i := model.StreetItem{Record: rec, Kind: model.ItemKind(r.Kind), Title: r.Title, Text: r.Content}
	for _, id := range strings.Fields(r.Recipients) {
		i.For = append(i.For, model.ID(id))
	}
	i.Month, err = dayOf(r.Period)
	return i, err
}

type itemFileRow struct {
	Record
	Item       string
	Position   int
	Name, File string
	Size       int64
}

// TableName implements gorm's Tabler.
func (itemFileRow) TableName() string { return "street_item_files" }

func (r itemFileRow) model() (model.Attachment, error) {
	rec, err := r.Record.model()
	return model.Attachment{Record: rec, File: r.File, Name: r.Name, Size: r.Size}, err
}

type itemReceiptRow struct {
	Record
	Item, Title string
}

// TableName implements gorm's Tabler.
func (itemReceiptRow) TableName() string { return "item_receipts" }

// StreetItems returns what this office hands down to those below it, the
// newest first, with who signed for it.
func (s *Store) StreetItems(ctx context.Context) ([]model.StreetItem, error) {
	return s.items(ctx, "owner = ?")
}

// ItemsFromAbove returns what offices above have handed down to this one, the
// newest first, with its own signing.
func (s *Store) ItemsFromAbove(ctx context.Context) ([]model.StreetItem, error) {
	// What streets below hand down came here with their records.
	items, err := s.items(ctx, "owner <> ? AND owner NOT IN (SELECT id FROM organisations WHERE owner = id)")
	self := s.office.Load().id
	for i := range items {
		items[i].Signed = slices.DeleteFunc(items[i].Signed, func(g model.Signing) bool { return g.Office != self })
	}
	return items, err
}

// items reads the items of those whom the condition on this office finds.
func (s *Store) items(ctx context.Context, whose string) ([]model.StreetItem, error) {
	const doing = "list what is handed down"
	tx := s.read(everything(ctx))
	var rows []streetItemRow
	err := tx.Where("removed = ?", false).Where(whose, string(s.office.Load().id)).Order("created_at DESC, id DESC").Find(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	items, err := convert(rows, streetItemRow.model)
	if err != nil || len(items) == 0 {
		return items, explain(doing, err)
	}
	at := make(map[string]*model.StreetItem, len(items))
	for i := range items {
		at[string(items[i].ID)] = &items[i]
	}
	var files []itemFileRow
	if err := tx.Where("removed = ?", false).Order("position, id").Find(&files).Error; err != nil {
		return nil, explain(doing, err)
	}
	for _, f := range files {
		if item := at[f.Item]; item != nil {
			file, err := f.model()
			if err != nil {
				return nil, explain(doing, err)
			}
			item.Files = append(item.Files, file)
		}
	}
	var signed []itemReceiptRow
	if err := tx.Where("removed = ?", false).Order("created_at, id").Find(&signed).Error; err != nil {
		return nil, explain(doing, err)
	}
	for _, r := range signed {
		if item := at[r.Item]; item != nil {
			when, err := timeOf(r.CreatedAt)
			if err != nil {
				return nil, explain(doing, err)
			}
			item.Signed = append(item.Signed, model.Signing{Office: model.ID(r.Owner), At: when})
		}
	}
	return items, nil
}

// SaveStreetItem saves an item with its files, which AddFile has kept: those no
// longer named are taken from it. It goes with the next answer package to each
// office below.
func (s *Store) SaveStreetItem(ctx context.Context, item model.StreetItem) (model.StreetItem, error) {
	const doing = "save what is handed down"
	item.Title, item.Text = strings.TrimSpace(item.Title), strings.TrimSpace(item.Text)
	if err := item.Validate(); err != nil {
		return item, explain(doing, err)
	}
	for _, f := range item.Files {
		if err := f.Validate(); err != nil {
			return item, explain(doing, err)
		}
	}
	if !s.Receives() {
		return item, explain(doing, &model.Error{Code: model.Refused, Message: "只有街道和区能下发事项。"})
	}
	r := streetItemRow{Record: recordOf(item.Record), Kind: string(item.Kind), Title: item.Title, Content: item.Text}
	if item.Kind == model.MonthItem {
		r.Period = item.Month.String()
	}
	ids := make([]string, len(item.For))
	for i, id := range item.For {
		ids[i] = string(id)
	}
	r.Recipients = strings.Join(ids, " ")
	err := s.write(ctx, doing, func(c *change) error {
		if err := c.put(&r); err != nil {
			return err
		}
		return c.setItemFiles(r.ID, item.Files)
	})
	if err != nil {
		return item, err
	}
	saved, err := r.model()
	saved.Files, saved.Signed = item.Files, item.Signed
	return saved, explain(doing, err)
}

// setItemFiles makes files those of an item, in this order.
func (c *change) setItemFiles(item string, files []model.Attachment) error {
	var there []itemFileRow
	if err := c.Where("item = ? AND removed = ?", item, false).Find(&there).Error; err != nil {
		return err
	}
	var fresh []itemFileRow
	for position, f := range files {
		same := func(r itemFileRow) bool { return r.File == f.File && r.Name == f.Name && r.Position == position }
		if i := slices.IndexFunc(there, same); i >= 0 {
			there = slices.Delete(there, i, i+1)
			continue
		}
		r := itemFileRow{Item: item, Position: position, Name: f.Name, File: f.File, Size: f.Size}
		c.stamp(&r.Record)
		fresh = append(fresh, r)
	}
	gone := make([]string, len(there))
	for i, r := range there {
		gone[i] = r.ID
	}
	for part := range slices.Chunk(gone, chunk) {
		err := c.Model(&itemFileRow{}).Where("id IN ?", part).Updates(map[string]any{"removed": true, "rev": nextRev, "updated_at": c.at}).Error
		if err != nil {
			return err
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	return c.CreateInBatches(&fresh, together).Error
}

// RemoveStreetItem takes an item back: with the next answer package it leaves
// the lists of the offices below as well.
func (s *Store) RemoveStreetItem(ctx context.Context, id model.ID) error {
	return s.write(ctx, "remove what is handed down", func(c *change) error {
		result := c.Model(&streetItemRow{}).Where("id = ? AND removed = ?", string(id), false).
			Updates(map[string]any{"removed": true, "rev": nextRev, "updated_at": c.at})
		if result.Error == nil && result.RowsAffected == 0 {
			return gorm.ErrRecordNotFound
		}
		return result.Error
	})
}

// SignItem notes that an item from above reached this office (签收), once
// however often it is said. The office above learns it with the next package.
func (s *Store) SignItem(ctx context.Context, id model.ID) error {
	return s.write(ctx, "sign for what was handed down", func(c *change) error {
		var item streetItemRow
		if err := c.Where("id = ? AND removed = ? AND owner <> ?", string(id), false, string(s.centre)).Take(&item).Error; err != nil {
			return err
		}
		r := itemReceiptRow{Item: item.ID, Title: item.Title}
		c.stamp(&r.Record)
		return c.Clauses(clause.OnConflict{DoNothing: true}).Create(&r).Error
	})
}
