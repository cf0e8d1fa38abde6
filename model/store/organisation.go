package store

import (
	"context"
	"strings"

	"jishi/model"
)

type organisationRow struct {
	Record
	Parent      ref
	Kind        string
	Name        string
	Code        string
	Retired     string
	ImportBatch ref
}

// TableName implements gorm's Tabler.
func (organisationRow) TableName() string { return "organisations" }

func (r organisationRow) model() (model.Organisation, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Organisation{}, err
	}
	retired, err := dayOf(r.Retired)
	return model.Organisation{
		Record: rec, Parent: model.ID(r.Parent), Kind: model.OrganisationKind(r.Kind), Name: r.Name, Code: r.Code, Retired: retired,
	}, err
}

func organisationOf(o model.Organisation) organisationRow {
	return organisationRow{Record: recordOf(o.Record), Parent: ref(o.Parent), Kind: string(o.Kind), Name: o.Name, Code: o.Code, Retired: o.Retired.String()}
}

// Organisations returns the whole tree, in the order it grew.
func (s *Store) Organisations(ctx context.Context) ([]model.Organisation, error) {
	const doing = "list the organisations"
	var rows []organisationRow
	if err := s.read(ctx).Where("removed = ?", false).Order("created_at, id").Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, organisationRow.model)
	return list, explain(doing, err)
}

// SaveOrganisation adds or changes one node of the tree. A second one of the
// same kind and name is refused: rosters tell branches by their names.
func (s *Store) SaveOrganisation(ctx context.Context, o model.Organisation) (model.Organisation, error) {
	const doing = "save an organisation"
	o.Name = strings.TrimSpace(o.Name)
	if err := o.Validate(); err != nil {
		return o, explain(doing, err)
	}
	r := organisationOf(o)
	if err := s.write(ctx, doing, func(c *change) error {
		var same int64
		err := c.Model(&organisationRow{}).Where("kind = ? AND name = ? AND id <> ? AND removed = ?", r.Kind, r.Name, r.ID, false).Count(&same).Error
		if err != nil {
			return err
		}
		if same > 0 {
			return &model.Error{Code: model.Invalid, Field: "Name", Message: "已经有叫“" + r.Name + "”的组织了。"}
		}
		return c.put(&r, "import_batch")
	}); err != nil {
		return o, err
	}
	saved, err := r.model()
	return saved, explain(doing, err)
}

// convert turns rows into what callers see.
func convert[R, M any](rows []R, one func(R) (M, error)) ([]M, error) {
	list := make([]M, len(rows))
	for i, r := range rows {
		m, err := one(r)
		if err != nil {
			return nil, err
		}
		list[i] = m
	}
	return list, nil
}
