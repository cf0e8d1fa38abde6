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
	return s.ApplyImportWithProgress(ctx, plan, func(int, int) {})
}

// ApplyImportWithProgress is ApplyImport and calls tell from time to time with
// how many rows are written. Ending ctx before all are leaves nothing of them.
func (s *Store) ApplyImportWithProgress(ctx context.Context, plan model.ImportPlan, tell func(done, total int)) (model.ImportBatch, error) {
	const doing = "import a roster"
	batch := batchRow{File: plan.File, Made: plan.Count(model.RowNew), Changed: plan.Count(model.RowChanged)}
	err := s.write(ctx, doing, func(c *change) error {
		c.stamp(&batch.Record)
		if err := c.Create(&batch).Error; err != nil {
			return err
		}
		places, err := c.placesOf(plan, ref(batch.ID))
		if err != nil {
			return err
		}
		written, total := 0, batch.Made+batch.Changed
		wrote := func(n int) error {
			written += n
			tell(written, total)
			return ctx.Err()
		}
		if err := c.importNew(plan, places, ref(batch.ID), wrote); err != nil {
			return err
		}
		if err := c.importChanged(plan, places, batch.ID, wrote); err != nil {
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
func imported(row *model.ImportRow, at *places) (*memberRow, error) {
	m := row.Member
	at.put(&m, row)
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

// importNew adds the plan's new members.
func (c *change) importNew(plan model.ImportPlan, at *places, batch ref, wrote func(n int) error) error {
	members := make([]*memberRow, 0, len(plan.Rows))
	rows := map[*memberRow]*model.ImportRow{} // of those told apart from somebody known
	for i := range plan.Rows {
		if plan.Rows[i].Fate != model.RowNew {
			continue
		}
		m, err := imported(&plan.Rows[i], at)
		if err != nil {
			return err
		}
		m.Record, m.ImportBatch = Record{}, batch
		members = append(members, m)
		if row := &plan.Rows[i]; row.Decision == model.NewPerson && len(row.Candidates) > 0 {
			rows[m] = row
		}
	}
	// In the order of the index, which then grows at its end.
	slices.SortStableFunc(members, func(a, b *memberRow) int { return strings.Compare(a.Pinyin, b.Pinyin) })
	for _, m := range members {
		c.stamp(&m.Record)
	}
	for part := range slices.Chunk(members, chunk) {
		if err := c.insertMembers(part); err != nil {
			return err
		}
		if err := wrote(len(part)); err != nil {
			return err
		}
	}
	for _, m := range members {
		row := rows[m]
		if row == nil {
			continue
		}
		for _, known := range row.Candidates {
			if err := c.keepApart(model.ID(m.ID), known.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// importChanged changes the members that the plan changes.
func (c *change) importChanged(plan model.ImportPlan, at *places, batch string, wrote func(n int) error) error {
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
			if members[i], err = imported(row, at); err != nil {
				return err
			}
		}
		if err := c.replaceKept(part, members, before, batch); err != nil {
			return err
		}
		if err := wrote(len(part)); err != nil {
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
