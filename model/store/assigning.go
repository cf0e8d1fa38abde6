package store

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm/clause"

	"jishi/model"
)

// AssignCentre settles that the records of a centre come by a street, or by the
// centre itself where to is its own ID. What is held of it stays, and goes on
// with the next package of that street; what other streets send of it is left
// out from now on. Packages of the streets before cannot be undone any more.
func (s *Store) AssignCentre(ctx context.Context, centre, to model.ID) error {
	const doing = "settle to which street a centre belongs"
	err := s.write(everything(ctx), doing, func(c *change) error {
		c.asReceived()
		return c.assign(string(centre), string(to))
	})
	if err != nil {
		return err
	}
	return explain(doing, s.gather(ctx))
}

func (c *change) assign(centre, to string) error {
	var has []relayRow
	if err := c.Where("centre = ?", centre).Find(&has).Error; err != nil {
		return err
	}
	row := relayRow{Centre: centre, Street: centre}
	if len(has) > 0 {
		row = has[0]
	} else {
		direct, err := officeByID(c.DB, model.ID(centre))
		if err != nil {
			return err
		}
		row.Sequence, row.Received = direct.LastSequence, direct.LastReceived
	}
	target, err := officeByID(c.DB, model.ID(to))
	if err != nil {
		return err
	}
	if target.Approved == "" || to != centre && target.Kind != string(model.Street) {
		return &model.Error{Code: model.Refused, Message: "“" + target.Name + "”不是登记过的街道，中心不能归它。"}
	}
	from := row.Street
	if from != to {
		if err := c.moveHeld(centre, from, to); err != nil {
			return err
		}
	}
	row.Street, row.Decided = to, true
	err = c.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "centre"}}, DoUpdates: clause.AssignmentColumns([]string{"street", "decided"}),
	}).Create(&row).Error
	if err != nil {
		return err
	}
	return c.audit("assign centre", model.ID(centre), map[string]any{"street": from}, map[string]any{"street": to})
}

// moveHeld counts the rows of a centre among those held of another office from
// now on.
func (c *change) moveHeld(centre, from, to string) error {
	tables, err := tablesOf(c.DB)
	if err != nil {
		return err
	}
	rows := map[string]int{}
	for _, t := range tables {
		var n int64
		if err := c.Table(t.Name).Where("owner = ?", centre).Count(&n).Error; err != nil {
			return err
		}
		rows[t.Name] = int(n)
	}
	for office, sign := range map[string]int{from: -1, to: 1} {
		if err := c.forgetChanges(model.ID(office)); err != nil {
			return err
		}
		if err := c.countHeld(office, rows, sign); err != nil {
			return err
		}
	}
	return nil
}

// countHeld notes that so many rows more, or with sign -1 fewer, are held of an
// office.
func (c *change) countHeld(office string, rows map[string]int, sign int) error {
	row, err := officeByID(c.DB, model.ID(office))
	if err != nil {
		return err
	}
	held, err := row.held()
	if err != nil {
		return err
	}
	for table, n := range rows {
		held[table] += sign * n
	}
	text, err := json.Marshal(held)
	if err != nil {
		return fmt.Errorf("note how many rows are held: %w", err)
	}
	return c.Model(&officeRow{}).Where("id = ?", office).Update("held", string(text)).Error
}
