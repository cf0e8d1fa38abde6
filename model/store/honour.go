package store

import (
	"context"
	"strings"

	"jishi/model"
)

type honourRow struct {
	Record
	Member string
	Title  string
	Level  string
	Giver  string
	Given  string
}

// TableName implements gorm's Tabler.
func (honourRow) TableName() string { return "honours" }

func (r honourRow) model() (model.Honour, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Honour{}, err
	}
	given, err := dayOf(r.Given)
	return model.Honour{Record: rec, Member: model.ID(r.Member), Title: r.Title, Level: r.Level, Giver: r.Giver, Given: given}, err
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

// SaveHonour adds an honour or changes the one with its ID.
func (s *Store) SaveHonour(ctx context.Context, h model.Honour) (model.Honour, error) {
	const doing = "save an honour"
	h.Title, h.Level, h.Giver = strings.TrimSpace(h.Title), strings.TrimSpace(h.Level), strings.TrimSpace(h.Giver)
	if err := h.Validate(); err != nil {
		return h, explain(doing, err)
	}
	r := honourRow{Record: recordOf(h.Record), Member: string(h.Member), Title: h.Title, Level: h.Level, Giver: h.Giver, Given: h.Given.String()}
	if err := s.write(ctx, doing, func(c *change) error { return c.put(&r) }); err != nil {
		return h, err
	}
	saved, err := r.model()
	return saved, explain(doing, err)
}

// RemoveHonour takes an honour away, RestoreHonour puts it back.
func (s *Store) RemoveHonour(ctx context.Context, id model.ID) error {
	return s.setHonourRemoved(ctx, id, true)
}

// RestoreHonour puts an honour back.
func (s *Store) RestoreHonour(ctx context.Context, id model.ID) error {
	return s.setHonourRemoved(ctx, id, false)
}

func (s *Store) setHonourRemoved(ctx context.Context, id model.ID, removed bool) error {
	return s.write(ctx, "remove or restore an honour", func(c *change) error {
		return c.Model(&honourRow{}).Where("id = ? AND removed = ?", string(id), !removed).
			Updates(map[string]any{"removed": removed, "rev": nextRev, "updated_at": c.at}).Error
	})
}
