package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

// Member returns one member, a removed one too.
func (s *Store) Member(ctx context.Context, id model.ID) (model.Member, error) {
	const doing = "read a member"
	r, err := memberByID(s.read(ctx), id)
	if err != nil {
		return model.Member{}, explain(doing, err)
	}
	m, err := r.model()
	return m, explain(doing, err)
}

func memberByID(tx *gorm.DB, id model.ID) (memberRow, error) {
	var r memberRow
	err := tx.Where("id = ?", string(id)).Take(&r).Error
	return r, err
}

// SaveMember adds m, or changes the member with its ID if nobody has since it
// was read (model.Conflict). Pinyin and initials follow the name where they
// are blank or the name alone was changed.
func (s *Store) SaveMember(ctx context.Context, m model.Member) (model.Member, error) {
	const doing = "save a member"
	m.Name = strings.TrimSpace(m.Name)
	if m.State == "" {
		m.State = model.Active
	}
	if err := m.Validate(); err != nil {
		return m, explain(doing, err)
	}
	var saved memberRow
	err := s.write(ctx, doing, func(c *change) error {
		var before *model.Member
		if m.ID != "" {
			r, err := memberByID(c.DB, m.ID)
			if err != nil {
				return err
			}
			was, err := r.model()
			if err != nil {
				return err
			}
			before = &was
			if m.Name != was.Name && m.Pinyin == was.Pinyin {
				m.Pinyin = ""
			}
		}
		spell(&m)
		var err error
		if saved, err = memberOf(m); err != nil {
			return err
		}
		if err := c.put(&saved, "removed", "import_batch"); err != nil {
			return err
		}
		if before != nil {
			saved.Removed = before.Removed
		}
		return c.memberChanged(&saved, "save", before)
	})
	if err != nil {
		return m, err
	}
	m, err = saved.model()
	return m, explain(doing, err)
}

// spell fills in what follows from the name.
func spell(m *model.Member) {
	m.Pinyin = strings.Join(strings.Fields(strings.ToLower(m.Pinyin)), " ")
	if m.Pinyin == "" {
		m.Pinyin = model.PinyinOf(m.Name)
	}
	m.Initials = model.InitialsOf(m.Pinyin)
}

// RemoveMember takes a member off the lists. What the person took part in
// stays counted.
func (s *Store) RemoveMember(ctx context.Context, id model.ID) error {
	return s.setMemberRemoved(ctx, "remove a member", id, true)
}

// RestoreMember puts a removed member back.
func (s *Store) RestoreMember(ctx context.Context, id model.ID) error {
	return s.setMemberRemoved(ctx, "restore a member", id, false)
}

func (s *Store) setMemberRemoved(ctx context.Context, doing string, id model.ID, removed bool) error {
	return s.write(ctx, doing, func(c *change) error {
		r, err := memberByID(c.DB, id)
		if err != nil {
			return err
		}
		if r.Removed == removed {
			return nil
		}
		if !removed {
			into, err := mergedInto(c.DB, r.ID)
			if err != nil {
				return err
			}
			if into != "" {
				return &model.Error{Code: model.Refused, Message: fmt.Sprintf("这份资料已合并到“%s”。要恢复它，请在“重复人员”里撤销合并。", into)}
			}
		}
		before, err := r.model()
		if err != nil {
			return err
		}
		r.Removed = removed
		if err := c.put(&r); err != nil {
			return err
		}
		return c.memberChanged(&r, doing, &before)
	})
}

// memberChanged notes a change of r for the audit trail and the directory;
// before is nil for a new member.
func (c *change) memberChanged(r *memberRow, action string, before *model.Member) error {
	after, err := r.model()
	if err != nil {
		return err
	}
	if err := c.touch(r); err != nil {
		return err
	}
	return c.audit(action, model.ID(r.ID), before, &after)
}

// touch lets the directory follow the change of r.
func (c *change) touch(r *memberRow) error {
	card, err := cardOf(r)
	if err != nil {
		return err
	}
	c.cards = append(c.cards, card)
	return nil
}

// auditRow is one line of who changed what when.
type auditRow struct {
	Record
	Operator string
	Action   string
	Subject  string
	Before   string
	After    string
}

// TableName implements gorm's Tabler.
func (auditRow) TableName() string { return "audits" }

// audit keeps what subject was and became, as JSON.
func (c *change) audit(action string, subject model.ID, before, after any) error {
	r := auditRow{Operator: c.store.operator, Action: action, Subject: string(subject)}
	for _, v := range []struct {
		to    *string
		value any
	}{{&r.Before, before}, {&r.After, after}} {
		text, err := json.Marshal(v.value)
		if err != nil {
			return fmt.Errorf("write the audit trail: %w", err)
		}
		*v.to = string(text)
	}
	c.stamp(&r.Record)
	return c.Create(&r).Error
}
