package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jishi/model"
)

type batchRow struct {
	Record
	File          string
	Made, Changed int
	Undone        bool
}

// TableName implements gorm's Tabler.
func (batchRow) TableName() string { return "import_batches" }

func (r batchRow) model() (model.ImportBatch, error) {
	rec, err := r.Record.model()
	return model.ImportBatch{Record: rec, File: r.File, New: r.Made, Changed: r.Changed, Undone: r.Undone}, err
}

// importChangeRow keeps what a member was before an import changed it.
type importChangeRow struct {
	Record
	Batch     string
	Member    string
	MemberRev int // of the member after the import
	Was       string
}

// TableName implements gorm's Tabler.
func (importChangeRow) TableName() string { return "import_changes" }

// Imports returns the rosters that were brought in, newest first.
func (s *Store) Imports(ctx context.Context) ([]model.ImportBatch, error) {
	const doing = "list the imports"
	var rows []batchRow
	if err := s.read(ctx).Where("removed = ?", false).Order("created_at DESC, id DESC").Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, batchRow.model)
	return list, explain(doing, err)
}

// ApplyImport brings the new and the changed rows of plan in, all of them or
// none. It is refused with model.Conflict where somebody changed a member
// since the plan was made.
func (s *Store) ApplyImport(ctx context.Context, plan model.ImportPlan) (model.ImportBatch, error) {
	const doing = "import a roster"
	batch := batchRow{File: plan.File, Made: plan.Count(model.RowNew), Changed: plan.Count(model.RowChanged)}
	err := s.write(ctx, doing, func(c *change) error {
		c.stamp(&batch.Record)
		if err := c.Create(&batch).Error; err != nil {
			return err
		}
		branches, err := c.branchesOf(plan)
		if err != nil {
			return err
		}
		if err := c.importNew(plan, branches, ref(batch.ID)); err != nil {
			return err
		}
		if err := c.importChanged(plan, branches, batch.ID); err != nil {
			return err
		}
		c.forget = true
		return c.audit("import", model.ID(batch.ID), nil, map[string]any{"new": batch.Made, "changed": batch.Changed})
	})
	if err != nil {
		return model.ImportBatch{}, err
	}
	done, err := batch.model()
	return done, explain(doing, err)
}

// imported is a row of a plan as it is stored; its record is still to be set.
func imported(row *model.ImportRow, branches map[string]model.ID) (*memberRow, error) {
	m := row.Member
	if branch, ok := branches[row.BranchName]; ok {
		m.Branch = branch
	}
	if m.State == "" {
		m.State = model.Active
	}
	if err := m.Validate(); err != nil {
		return nil, fmt.Errorf("row %d: %w", row.Number, err)
	}
	spell(&m)
	r, err := memberOf(m)
	return &r, err
}

// branchesOf finds the branches that the plan names, and makes those that are
// missing, under the centre.
func (c *change) branchesOf(plan model.ImportPlan) (map[string]model.ID, error) {
	var known []organisationRow
	if err := c.Where("kind = ? AND removed = ?", model.Branch, false).Order("created_at, id").Find(&known).Error; err != nil {
		return nil, err
	}
	branches := map[string]model.ID{}
	for _, o := range slices.Backward(known) {
		branches[o.Name] = model.ID(o.ID) // the oldest of two with one name
	}
	var made []organisationRow
	for i := range plan.Rows {
		row := &plan.Rows[i]
		if row.BranchName == "" || row.Fate != model.RowNew && row.Fate != model.RowChanged {
			continue
		}
		if _, ok := branches[row.BranchName]; ok {
			continue
		}
		o := organisationRow{Parent: ref(c.store.centre), Kind: string(model.Branch), Name: row.BranchName}
		c.stamp(&o.Record)
		made, branches[row.BranchName] = append(made, o), model.ID(o.ID)
	}
	if len(made) == 0 {
		return branches, nil
	}
	return branches, c.CreateInBatches(&made, together).Error
}

// importNew adds the plan's new members.
func (c *change) importNew(plan model.ImportPlan, branches map[string]model.ID, batch ref) error {
	members := make([]*memberRow, 0, len(plan.Rows))
	for i := range plan.Rows {
		if plan.Rows[i].Fate != model.RowNew {
			continue
		}
		m, err := imported(&plan.Rows[i], branches)
		if err != nil {
			return err
		}
		m.Record, m.ImportBatch = Record{}, batch
		members = append(members, m)
	}
	// In the order of the index, which then grows at its end.
	slices.SortStableFunc(members, func(a, b *memberRow) int { return strings.Compare(a.Pinyin, b.Pinyin) })
	for _, m := range members {
		c.stamp(&m.Record)
	}
	return c.insertMembers(members)
}

// importChanged changes the members that the plan changes.
func (c *change) importChanged(plan model.ImportPlan, branches map[string]model.ID, batch string) error {
	var rows []*model.ImportRow
	for i := range plan.Rows {
		if plan.Rows[i].Fate == model.RowChanged {
			rows = append(rows, &plan.Rows[i])
		}
	}
	for part := range slices.Chunk(rows, chunk) {
		ids := make([]model.ID, len(part))
		for i, row := range part {
			ids[i] = row.Member.ID
		}
		before := make(map[model.ID]memberRow, len(part))
		err := membersByID(c.DB, ids, func(r *memberRow) error {
			before[model.ID(r.ID)] = *r
			return nil
		})
		if err != nil {
			return err
		}
		members := make([]*memberRow, len(part))
		for i, row := range part {
			if members[i], err = imported(row, branches); err != nil {
				return err
			}
		}
		if err := c.replaceKept(part, members, before, batch); err != nil {
			return err
		}
	}
	return nil
}

// replaceKept writes members, each of a row, over those they were before, and
// keeps these for an undo.
func (c *change) replaceKept(rows []*model.ImportRow, members []*memberRow, before map[model.ID]memberRow, batch string) error {
	kept := make([]importChangeRow, len(rows))
	for i, row := range rows {
		was, ok := before[row.Member.ID]
		if !ok || was.Rev != row.Member.Rev || was.Removed {
			return &model.Error{
				Code:    model.Conflict,
				Message: fmt.Sprintf("第 %d 行“%s”在预览之后被改动过，没有导入。请重新检查花名册。", row.Number, row.Member.Name),
			}
		}
		m := members[i]
		m.Record, m.ImportBatch = was.Record, was.ImportBatch
		m.Rev, m.UpdatedAt = was.Rev+1, c.at
		text, err := was.image()
		if err != nil {
			return err
		}
		kept[i] = importChangeRow{Batch: batch, Member: m.ID, MemberRev: m.Rev, Was: text}
		c.stamp(&kept[i].Record)
	}
	if err := c.replaceMembers(members); err != nil {
		return err
	}
	return c.CreateInBatches(&kept, together).Error
}
