package store

import (
	"context"
	"fmt"
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
// same kind and name is refused, because rosters tell branches by their names;
// groups may be called alike under different branches. Where a parent is named
// it has to be one that may hold such a node.
func (s *Store) SaveOrganisation(ctx context.Context, o model.Organisation) (model.Organisation, error) {
	const doing = "save an organisation"
	o.Name = strings.TrimSpace(o.Name)
	if err := o.Validate(); err != nil {
		return o, explain(doing, err)
	}
	r := organisationOf(o)
	if err := s.write(ctx, doing, func(c *change) error {
		if err := c.fits(r); err != nil {
			return err
		}
		if err := c.put(&r, "import_batch"); err != nil {
			return err
		}
		return c.audit("save an organisation", model.ID(r.ID), nil, o)
	}); err != nil {
		return o, err
	}
	saved, err := r.model()
	return saved, explain(doing, err)
}

// fits refuses a node that the tree cannot have.
func (c *change) fits(r organisationRow) error {
	same := c.mine().Model(&organisationRow{}).Where("kind = ? AND name = ? AND id <> ? AND removed = ?", r.Kind, r.Name, r.ID, false)
	if r.Kind == string(model.Group) && r.Parent != "" {
		same = same.Where("parent = ?", r.Parent)
	}
	var n int64
	if err := same.Count(&n).Error; err != nil {
		return err
	}
	if n > 0 {
		return &model.Error{Code: model.Invalid, Field: "Name", Message: "已经有叫“" + r.Name + "”的组织了。"}
	}
	if r.Parent == "" {
		return nil
	}
	var parent organisationRow
	if err := c.Where("id = ? AND removed = ?", string(r.Parent), false).Take(&parent).Error; err != nil {
		return err
	}
	if above, kind := model.OrganisationKind(parent.Kind), model.OrganisationKind(r.Kind); !above.MayHold(kind) {
		return &model.Error{Code: model.Invalid, Field: "Parent", Message: kind.Chinese() + "不能放在" + above.Chinese() + "下面。"}
	}
	return nil
}

// MoveOrganisation puts a node under another one; its people go with it.
func (s *Store) MoveOrganisation(ctx context.Context, id, parent model.ID) error {
	return s.changeOrganisation(ctx, "move an organisation", id, func(c *change, r *organisationRow) error {
		r.Parent = ref(parent)
		return c.fits(*r)
	})
}

// RetireOrganisation takes a node out of use from a day on. It is refused while
// active people are in it, or anything below it is in use.
func (s *Store) RetireOrganisation(ctx context.Context, id model.ID, from model.Date) error {
	return s.changeOrganisation(ctx, "retire an organisation", id, func(c *change, r *organisationRow) error {
		if err := c.empty(r, true); err != nil {
			return err
		}
		r.Retired = from.String()
		return nil
	})
}

// ReviveOrganisation takes a node into use again.
func (s *Store) ReviveOrganisation(ctx context.Context, id model.ID) error {
	return s.changeOrganisation(ctx, "revive an organisation", id, func(_ *change, r *organisationRow) error {
		r.Retired = ""
		return nil
	})
}

// RemoveOrganisation takes a node away that nobody ever was in; others can be
// retired.
func (s *Store) RemoveOrganisation(ctx context.Context, id model.ID) error {
	return s.changeOrganisation(ctx, "remove an organisation", id, func(c *change, r *organisationRow) error {
		if err := c.empty(r, false); err != nil {
			return err
		}
		r.Removed = true
		return nil
	})
}

func (s *Store) changeOrganisation(ctx context.Context, doing string, id model.ID, alter func(c *change, r *organisationRow) error) error {
	return s.write(ctx, doing, func(c *change) error {
		var r organisationRow
		if err := c.Where("id = ? AND removed = ?", string(id), false).Take(&r).Error; err != nil {
			return err
		}
		before, err := r.model()
		if err != nil {
			return err
		}
		if k := before.Kind; k == model.District || k == model.Street || k == model.CentreOf {
			return &model.Error{Code: model.Refused, Message: "区、街道和中心的名称在“设置”的“本单位”里改，不能移动、停用或删除。"}
		}
		if err := alter(c, &r); err != nil {
			return err
		}
		if err := c.put(&r); err != nil {
			return err
		}
		after, err := r.model()
		if err != nil {
			return err
		}
		return c.audit(doing, id, before, after)
	})
}

// empty refuses where people are in r or something stands below it: active
// people and what is in use alone where that is all that counts.
func (c *change) empty(r *organisationRow, active bool) error {
	people := c.Model(&memberRow{}).Where("branch = ? OR host_unit = ?", r.ID, r.ID)
	below := c.Model(&organisationRow{}).Where("parent = ? AND removed = ?", r.ID, false)
	if active {
		people = c.Model(&memberRow{}).Where("(branch = ? OR host_unit = ?) AND removed = ? AND state = ?", r.ID, r.ID, false, model.Active)
		below = below.Where("retired = ''")
	}
	var n, m int64
	if err := people.Count(&n).Error; err != nil {
		return err
	}
	if err := below.Count(&m).Error; err != nil {
		return err
	}
	switch {
	case n > 0 && active:
		return &model.Error{Code: model.Refused, Message: fmt.Sprintf("“%s”里还有 %d 人在册，请先把他们调到别处。", r.Name, n)}
	case n > 0:
		return &model.Error{Code: model.Refused, Message: fmt.Sprintf("“%s”有 %d 人的资料，不能删除，可以停用。", r.Name, n)}
	case m > 0:
		return &model.Error{Code: model.Refused, Message: fmt.Sprintf("“%s”下面还有 %d 个组织，请先处理它们。", r.Name, m)}
	}
	return nil
}

// OrganisationCounts counts the active people of each node, without those
// below it.
func (s *Store) OrganisationCounts(ctx context.Context) (map[model.ID]int, error) {
	const doing = "count the people of the organisations"
	counts := map[model.ID]int{}
	for _, column := range []string{"branch", "host_unit"} {
		var rows []struct {
			ID string
			N  int
		}
		err := s.read(ctx).Model(&memberRow{}).Select(column+" AS id, COUNT(*) AS n").
			Where("removed = ? AND state = ?", false, model.Active).Where(column + " IS NOT NULL").Group(column).Scan(&rows).Error
		if err != nil {
			return nil, explain(doing, err)
		}
		for _, r := range rows {
			counts[model.ID(r.ID)] += r.N
		}
	}
	return counts, nil
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
