package store

import (
	"slices"

	"jishi/model"
)

// places are the branches, groups and units that a roster names.
type places struct {
	branches map[string]model.ID
	groups   map[groupName]model.ID
	units    map[string]model.ID
}

// groupName is a group by its branch and its own name: 第一党小组 there may be
// under several.
type groupName struct {
	branch model.ID
	name   string
}

// put gives m the branch, group and unit that its row names.
func (p *places) put(m *model.Member, row *model.ImportRow) {
	if id, ok := p.branches[row.BranchName]; ok {
		m.Branch = id
	}
	if row.GroupName != "" {
		if id, ok := p.groups[groupName{m.Branch, row.GroupName}]; ok {
			m.Branch = id
		}
	}
	if id, ok := p.units[row.UnitName]; ok {
		m.HostUnit = id
	}
}

// placesOf finds the branches, groups and units that the plan names, and makes
// those that are missing: branches and units under the centre, groups under
// their branches. Undoing the batch takes them back.
func (c *change) placesOf(plan model.ImportPlan, batch ref) (*places, error) {
	p, err := c.knownPlaces()
	if err != nil {
		return nil, err
	}
	var made []organisationRow
	build := func(parent model.ID, kind model.OrganisationKind, name string) model.ID {
		o := organisationRow{Parent: ref(parent), Kind: string(kind), Name: name, ImportBatch: batch}
		c.stamp(&o.Record)
		made = append(made, o)
		return model.ID(o.ID)
	}
	for i := range plan.Rows {
		if row := &plan.Rows[i]; row.Fate == model.RowNew || row.Fate == model.RowChanged {
			p.complete(row, c.store.centre, build)
		}
	}
	if len(made) == 0 {
		return p, nil
	}
	return p, c.CreateInBatches(&made, together).Error
}

// knownPlaces finds what there is.
func (c *change) knownPlaces() (*places, error) {
	var known []organisationRow
	kinds := []model.OrganisationKind{model.Branch, model.Group, model.HostUnit}
	if err := c.mine().Where("kind IN ? AND removed = ?", kinds, false).Order("created_at, id").Find(&known).Error; err != nil {
		return nil, err
	}
	// Those still there first, then the oldest of two with one name.
	slices.SortStableFunc(known, func(a, b organisationRow) int {
		switch {
		case (a.Retired == "") == (b.Retired == ""):
			return 0
		case a.Retired == "":
			return -1
		}
		return 1
	})
	p := &places{branches: map[string]model.ID{}, groups: map[groupName]model.ID{}, units: map[string]model.ID{}}
	for _, o := range slices.Backward(known) { // the first stays
		switch model.OrganisationKind(o.Kind) {
		case model.Branch:
			p.branches[o.Name] = model.ID(o.ID)
		case model.Group:
			p.groups[groupName{model.ID(o.Parent), o.Name}] = model.ID(o.ID)
		case model.HostUnit:
			p.units[o.Name] = model.ID(o.ID)
		default:
		}
	}
	return p, nil
}

// complete builds what row names and is not there yet.
func (p *places) complete(row *model.ImportRow, centre model.ID, build func(parent model.ID, kind model.OrganisationKind, name string) model.ID) {
	if _, ok := p.branches[row.BranchName]; row.BranchName != "" && !ok {
		p.branches[row.BranchName] = build(centre, model.Branch, row.BranchName)
	}
	if _, ok := p.units[row.UnitName]; row.UnitName != "" && !ok {
		p.units[row.UnitName] = build(centre, model.HostUnit, row.UnitName)
	}
	if row.GroupName == "" {
		return
	}
	group := groupName{row.Member.Branch, row.GroupName}
	if id, ok := p.branches[row.BranchName]; ok {
		group.branch = id
	}
	if _, ok := p.groups[group]; !ok && group.branch != "" {
		p.groups[group] = build(group.branch, model.Group, row.GroupName)
	}
}

// unmakePlaces takes the organisations back that an import made, but for those
// that somebody or something came to use.
func (c *change) unmakePlaces(batch model.ID) error {
	// Groups first, then what they stood under.
	for _, kind := range []model.OrganisationKind{model.Group, model.Branch, model.HostUnit} {
		err := c.Model(&organisationRow{}).Where("import_batch = ? AND kind = ? AND removed = ? AND rev = 1", string(batch), kind, false).
			Where("NOT EXISTS (SELECT 1 FROM members WHERE members.removed = ? AND (members.branch = organisations.id OR members.host_unit = organisations.id))", false).
			Where("NOT EXISTS (SELECT 1 FROM organisations AS below WHERE below.parent = organisations.id AND below.removed = ?)", false).
			Updates(map[string]any{"removed": true, "rev": nextRev, "updated_at": c.at}).Error
		if err != nil {
			return err
		}
	}
	return nil
}
