package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"jishi/model"
)

// Profile returns everything about one member.
func (s *Store) Profile(ctx context.Context, id model.ID) (model.Profile, error) {
	const doing = "read a member's profile"
	var p model.Profile
	for _, read := range []func() error{
		func() (err error) { p.Member, err = s.Member(ctx, id); return err },
		func() (err error) { p.Names, err = s.placeNames(ctx); return err },
		func() (err error) { p.History, err = s.MemberHistory(ctx, id); return err },
		func() (err error) {
			p.Certificates, err = s.Certificates(ctx, CertificateFilter{Member: id})
			return err
		},
		func() (err error) { p.Honours, err = s.Honours(ctx, id); return err },
		func() (err error) { p.Greetings, err = s.MemberGreetings(ctx, id); return err },
		func() (err error) { p.Handovers, err = s.Handovers(ctx, id); return err },
		func() (err error) { p.Past, err = s.PastEvents(ctx, id); return err },
	} {
		if err := read(); err != nil {
			return model.Profile{}, explain(doing, err)
		}
	}
	if p.Member.Photo == "" {
		return p, nil
	}
	content, err := s.Photo(p.Member.Photo)
	if model.CodeOf(err) == model.NotFound {
		return p, nil // Check says that it is missing
	}
	p.Photo = content
	return p, explain(doing, err)
}

// placeNames are the names of organisations as a person's record has them.
func (s *Store) placeNames(ctx context.Context) (map[model.ID]string, error) {
	var rows []organisationRow
	if err := s.read(ctx).Find(&rows).Error; err != nil { // removed ones too: the trail names them
		return nil, err
	}
	tree, err := convert(rows, organisationRow.model)
	return model.PlaceNames(tree, " "), err
}

// event is one change of a member. What an import made of the member is not
// stored: it is what the member was before the next event.
type event struct {
	model.Change
	before, after *model.Member
}

// MemberChanges returns how a member's record was changed, newest first.
func (s *Store) MemberChanges(ctx context.Context, id model.ID) ([]model.Change, error) {
	const doing = "read a member's changes"
	now, err := s.Member(ctx, id)
	if err != nil {
		return nil, explain(doing, err)
	}
	events, err := s.auditEvents(ctx, id)
	if err != nil {
		return nil, explain(doing, err)
	}
	imports, err := s.importEvents(ctx, id)
	if err != nil {
		return nil, explain(doing, err)
	}
	names, err := s.placeNames(ctx)
	if err != nil {
		return nil, explain(doing, err)
	}
	events = append(events, imports...)
	slices.SortStableFunc(events, func(a, b event) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	next := &now
	for i := len(events) - 1; i >= 0; i-- {
		e := &events[i]
		if e.after == nil {
			e.after = next
		}
		if e.before == nil {
			e.before = &model.Member{State: model.Active} // it began as nothing
			if e.Action == "save" {
				e.Action = "new"
			}
		}
		e.Fields = model.Changes(*e.before, *e.after, names)
		next = e.before
	}
	changes := make([]model.Change, 0, len(events))
	for _, e := range slices.Backward(events) {
		e.Action = actionText(e.Action)
		changes = append(changes, e.Change)
	}
	return changes, nil
}

// actionText is what a stored action is called.
func actionText(action string) string {
	if text, ok := map[string]string{
		"new": "新增", "save": "修改", "remove a member": "移到回收站", "restore a member": "从回收站恢复",
		"merge": "合并", "merged away": "并入另一份资料", "undo merge": "撤销合并", "move members": "调整支部", "rename a word": "字典改名",
		"hand over": "转出", "take back handover": "撤销转出", "take over": "转入", "undo taking over": "撤销转入",
	}[action]; ok {
		return text
	}
	return action
}

func (s *Store) auditEvents(ctx context.Context, id model.ID) ([]event, error) {
	var rows []auditRow
	if err := s.read(ctx).Where("subject = ?", string(id)).Order("created_at, id").Find(&rows).Error; err != nil {
		return nil, err
	}
	events := make([]event, len(rows))
	for i, r := range rows {
		at, err := timeOf(r.CreatedAt)
		if err != nil {
			return nil, err
		}
		e := event{Change: model.Change{ID: model.ID(r.ID), Member: id, At: at, Operator: r.Operator, Action: r.Action}}
		for _, side := range []struct {
			to   **model.Member
			text string
		}{{&e.before, r.Before}, {&e.after, r.After}} {
			if err := json.Unmarshal([]byte(side.text), side.to); err != nil {
				return nil, fmt.Errorf("read the audit trail: %w", err)
			}
		}
		events[i] = e
	}
	return events, nil
}

// importEvents are what imports did to a member, and the undoing of them.
func (s *Store) importEvents(ctx context.Context, id model.ID) ([]event, error) {
	var rows []struct {
		ID, Was, File, CreatedAt, UpdatedAt string
		Undone                              bool
	}
	err := s.read(ctx).Table("import_changes").
		Select("import_changes.id, import_changes.was, import_batches.file, import_changes.created_at, import_batches.updated_at, import_batches.undone").
		Joins("JOIN import_batches ON import_batches.id = import_changes.batch").
		Where("import_changes.member = ?", string(id)).Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	var events []event
	add := func(id, stamp, action string, before, after *model.Member) error {
		at, err := timeOf(stamp)
		events = append(events, event{Change: model.Change{ID: model.ID(id), At: at, Action: action}, before: before, after: after})
		return err
	}
	for _, r := range rows {
		var was memberRow
		if err := was.readImage(r.Was); err != nil {
			return nil, err
		}
		before, err := was.model()
		if err != nil {
			return nil, err
		}
		if err := add(r.ID, r.CreatedAt, "导入 "+r.File, &before, nil); err != nil {
			return nil, err
		}
		if r.Undone {
			// What it was before the undoing nobody has kept: nothing is said of it.
			if err := add(r.ID+"~", r.UpdatedAt, "撤销导入 "+r.File, &before, &before); err != nil {
				return nil, err
			}
		}
	}
	var made []struct {
		File, CreatedAt string
	}
	err = s.read(ctx).Table("members").Select("import_batches.file, members.created_at").
		Joins("JOIN import_batches ON import_batches.id = members.import_batch").Where("members.id = ?", string(id)).Scan(&made).Error
	if err != nil {
		return nil, err
	}
	for _, r := range made {
		if err := add("", r.CreatedAt, "导入 "+r.File, nil, nil); err != nil {
			return nil, err
		}
	}
	return events, nil
}
