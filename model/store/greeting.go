package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jishi/model"
)

type greetingRow struct {
	Record
	Member  string
	Kind    string
	KeptOn  string
	Way     string
	Greeter string
	Note    string
}

// TableName implements gorm's Tabler.
func (greetingRow) TableName() string { return "greetings" }

func (r greetingRow) model() (model.Greeting, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Greeting{}, err
	}
	day, err := dayOf(r.KeptOn)
	return model.Greeting{
		Record: rec, Way: model.GreetingWay(r.Way), Greeter: r.Greeter, Note: r.Note,
		AnniversaryKey: model.AnniversaryKey{Member: model.ID(r.Member), Kind: model.AnniversaryKind(r.Kind), Date: day},
	}, err
}

// Greet notes greetings, all of them or none, and returns those that were new:
// the same way of greeting on the same anniversary is noted once. Where no
// greeter is named it is the operator.
func (s *Store) Greet(ctx context.Context, greetings []model.Greeting) (noted []model.Greeting, err error) {
	const doing = "note greetings"
	for _, g := range greetings {
		if err := g.Validate(); err != nil {
			return nil, explain(doing, err)
		}
	}
	var rows []greetingRow
	err = s.write(ctx, doing, func(c *change) error {
		known, err := c.waysKnown(greetings)
		if err != nil {
			return err
		}
		for _, g := range greetings {
			r := greetingRow{
				Member: string(g.Member), Kind: string(g.Kind), KeptOn: g.Date.String(), Way: string(g.Way),
				Greeter: strings.TrimSpace(g.Greeter), Note: strings.TrimSpace(g.Note),
			}
			if known[r.name()] {
				continue
			}
			known[r.name()] = true
			if r.Greeter == "" {
				r.Greeter = s.operator
			}
			c.stamp(&r.Record)
			rows = append(rows, r)
		}
		if len(rows) == 0 {
			return nil
		}
		return c.CreateInBatches(&rows, together).Error
	})
	if err != nil {
		return nil, err
	}
	noted, err = convert(rows, greetingRow.model)
	return noted, explain(doing, err)
}

// name is what a greeting is noted once by.
func (r greetingRow) name() string { return fmt.Sprint(r.Member, r.Kind, r.KeptOn, r.Way) }

// waysKnown are the names of the greetings noted for the members.
func (c *change) waysKnown(greetings []model.Greeting) (map[string]bool, error) {
	var members []string
	for _, g := range greetings {
		members = append(members, string(g.Member))
	}
	slices.Sort(members)
	known := map[string]bool{}
	for part := range slices.Chunk(slices.Compact(members), chunk) {
		var rows []greetingRow
		if err := c.Where("member IN ? AND removed = ?", part, false).Find(&rows).Error; err != nil {
			return nil, err
		}
		for _, r := range rows {
			known[r.name()] = true
		}
	}
	return known, nil
}

// Ungreet takes greetings back, all of them or none; Regreet undoes that.
func (s *Store) Ungreet(ctx context.Context, ids []model.ID) error {
	return s.write(ctx, "take greetings back", func(c *change) error { return c.markGreetings(ids, true) })
}

// Regreet notes again what Ungreet took back. Where the same was noted anew
// meanwhile, that note stays alone.
func (s *Store) Regreet(ctx context.Context, ids []model.ID) error {
	const doing = "restore greetings"
	return s.write(ctx, doing, func(c *change) error {
		for part := range slices.Chunk(ids, chunk) {
			var rows []greetingRow
			if err := c.Where("id IN ? AND removed = ?", part, true).Order("created_at, id").Find(&rows).Error; err != nil {
				return err
			}
			list, err := convert(rows, greetingRow.model)
			if err != nil {
				return err
			}
			known, err := c.waysKnown(list)
			if err != nil {
				return err
			}
			var again []model.ID
			for _, r := range rows {
				if !known[r.name()] {
					known[r.name()] = true
					again = append(again, model.ID(r.ID))
				}
			}
			if err := c.markGreetings(again, false); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *change) markGreetings(ids []model.ID, removed bool) error {
	for part := range slices.Chunk(ids, chunk) {
		err := c.Model(&greetingRow{}).Where("id IN ? AND removed = ?", part, !removed).
			Updates(map[string]any{"removed": removed, "updated_at": c.at, "rev": nextRev}).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// MemberGreetings returns how one member was greeted, newest first.
func (s *Store) MemberGreetings(ctx context.Context, member model.ID) ([]model.Greeting, error) {
	const doing = "list a member's greetings"
	var rows []greetingRow
	err := s.read(ctx).Where("member = ? AND removed = ?", string(member), false).Order("kept_on DESC, created_at DESC, id DESC").Find(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, greetingRow.model)
	return list, explain(doing, err)
}
