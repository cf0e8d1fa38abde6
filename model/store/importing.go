package store

import (
	"context"
	"fmt"
	"slices"

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
		c.cards = make([]card, 0, batch.Made+batch.Changed)
		apply := map[model.Fate]func([]importRow, model.ID) error{model.RowNew: c.importNew, model.RowChanged: c.importChanged}
		for _, fate := range []model.Fate{model.RowNew, model.RowChanged} {
			rows := make([]importRow, 0, chunk)
			for i := range plan.Rows {
				if plan.Rows[i].Fate != fate {
					continue
				}
				rows = append(rows, importRow{&plan.Rows[i], branches[plan.Rows[i].BranchName]})
				if len(rows) == chunk {
					if err := apply[fate](rows, model.ID(batch.ID)); err != nil {
						return err
					}
					rows = rows[:0]
				}
			}
			if err := apply[fate](rows, model.ID(batch.ID)); err != nil {
				return err
			}
		}
		return c.audit("import", model.ID(batch.ID), nil, map[string]any{"new": batch.Made, "changed": batch.Changed})
	})
	if err != nil {
		return model.ImportBatch{}, err
	}
	done, err := batch.model()
	return done, explain(doing, err)
}

// importRow is a row of a plan with the branch that its name stands for.
type importRow struct {
	*model.ImportRow
	branch model.ID
}

// saved is the row as it is stored.
func (r importRow) saved() (memberRow, error) {
	m := r.Member
	if r.branch != "" {
		m.Branch = r.branch
	}
	if m.State == "" {
		m.State = model.Active
	}
	if err := m.Validate(); err != nil {
		return memberRow{}, fmt.Errorf("row %d: %w", r.Number, err)
	}
	spell(&m)
	return memberOf(m)
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
	return branches, c.CreateInBatches(&made, chunk).Error
}

// importNew adds at most a chunk of members.
func (c *change) importNew(rows []importRow, batch model.ID) error {
	members := make([]memberRow, len(rows))
	for i, row := range rows {
		m, err := row.saved()
		if err != nil {
			return err
		}
		m.Record = Record{}
		c.stamp(&m.Record)
		m.ImportBatch = ref(batch)
		if err := c.touch(&m); err != nil {
			return err
		}
		members[i] = m
	}
	return c.insertMembers(members)
}

// importChanged changes at most a chunk of members and keeps what they were.
func (c *change) importChanged(rows []importRow, batch model.ID) error {
	ids := make([]model.ID, len(rows))
	for i, row := range rows {
		ids[i] = row.Member.ID
	}
	before := make(map[model.ID]memberRow, len(rows))
	err := membersByID(c.DB, ids, func(r *memberRow) error {
		before[model.ID(r.ID)] = *r
		return nil
	})
	if err != nil {
		return err
	}
	members := make([]memberRow, len(rows))
	kept := make([]importChangeRow, len(rows))
	for i, row := range rows {
		was, ok := before[row.Member.ID]
		if !ok || was.Rev != row.Member.Rev || was.Removed {
			return &model.Error{
				Code:    model.Conflict,
				Message: fmt.Sprintf("第 %d 行“%s”在预览之后被改动过，没有导入。请重新检查花名册。", row.Number, row.Member.Name),
			}
		}
		m, err := row.saved()
		if err != nil {
			return err
		}
		m.Record, m.ImportBatch = was.Record, was.ImportBatch
		m.Rev, m.UpdatedAt = was.Rev+1, c.at
		if err := c.touch(&m); err != nil {
			return err
		}
		text, err := was.image()
		if err != nil {
			return err
		}
		members[i] = m
		kept[i] = importChangeRow{Batch: string(batch), Member: m.ID, MemberRev: m.Rev, Was: text}
		c.stamp(&kept[i].Record)
	}
	if len(rows) == 0 {
		return nil
	}
	if err := c.replaceMembers(members); err != nil {
		return err
	}
	return c.CreateInBatches(&kept, chunk).Error
}
