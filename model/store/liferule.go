package store

import (
	"context"

	"gorm.io/gorm"

	"jishi/model"
)

type lifeRuleRow struct {
	Record
	Kind, Level, Per string
	Times            int
	Secretary        bool
	Position         int
}

// TableName implements gorm's Tabler.
func (lifeRuleRow) TableName() string { return "life_rules" }

func (r lifeRuleRow) model() (model.LifeRule, error) {
	rec, err := r.Record.model()
	return model.LifeRule{
		Record: rec, Kind: model.Kind(r.Kind), Level: model.LifeLevel(r.Level), Per: model.LifeSpan(r.Per), Times: r.Times, Secretary: r.Secretary,
	}, err
}

// LifeRules returns what is asked of organisation life, in the centre's order:
// model.DefaultLifeRules until it saved its own.
func (s *Store) LifeRules(ctx context.Context) ([]model.LifeRule, error) {
	rules, err := lifeRules(s.read(ctx))
	return rules, explain("list the rules of organisation life", err)
}

func lifeRules(tx *gorm.DB) ([]model.LifeRule, error) {
	var rows []lifeRuleRow
	if err := tx.Order("position, id").Find(&rows).Error; err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return model.DefaultLifeRules(), nil
	}
	list := []model.LifeRule{}
	for _, r := range rows {
		if r.Removed {
			continue
		}
		rule, err := r.model()
		if err != nil {
			return nil, err
		}
		list = append(list, rule)
	}
	return list, nil
}

// SaveLifeRules makes rules what is asked, in this order. Those with an ID are
// changed, others added; one that is no longer among them is marked removed.
func (s *Store) SaveLifeRules(ctx context.Context, rules []model.LifeRule) error {
	const doing = "save the rules of organisation life"
	for _, r := range rules {
		if err := r.Validate(); err != nil {
			return explain(doing, err)
		}
	}
	if len(rules) == 0 {
		return explain(doing, &model.Error{Code: model.Invalid, Field: "Kind", Message: "至少要留一条要求。"})
	}
	return s.write(ctx, doing, func(c *change) error {
		stay := []string{""}
		for _, r := range rules {
			stay = append(stay, string(r.ID))
		}
		err := c.Model(&lifeRuleRow{}).Where("removed = ? AND id NOT IN ?", false, stay).
			Updates(map[string]any{"removed": true, "rev": nextRev, "updated_at": c.at}).Error
		if err != nil {
			return err
		}
		for i, r := range rules {
			err := c.put(&lifeRuleRow{
				Record: recordOf(r.Record), Kind: string(r.Kind), Level: string(r.Level), Per: string(r.Per),
				Times: r.Times, Secretary: r.Secretary, Position: i + 1,
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}
