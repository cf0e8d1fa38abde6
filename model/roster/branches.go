package roster

import (
	"context"
	"fmt"
	"strings"

	"jishi/model"
)

// branches finds branches, groups and units by their names.
type branches struct {
	byName map[string]model.Organisation   // branches, and groups that no branch shares the name of
	groups map[string][]model.Organisation // by their own names
	units  map[string]model.Organisation
	names  map[model.ID]string
	full   map[model.ID]string // of groups with their branches
	parent map[model.ID]model.ID
	isMade map[string]bool // names that no branch has yet
}

func readBranches(ctx context.Context, known Known) (*branches, error) {
	organisations, err := known.Organisations(ctx)
	if err != nil {
		return nil, fmt.Errorf("plan an import: %w", err)
	}
	b := &branches{
		byName: map[string]model.Organisation{}, groups: map[string][]model.Organisation{}, units: map[string]model.Organisation{},
		names: map[model.ID]string{}, full: model.PlaceNames(organisations, " "), parent: map[model.ID]model.ID{}, isMade: map[string]bool{},
	}
	for _, o := range organisations {
		b.names[o.ID], b.parent[o.ID] = o.Name, o.Parent
		key := branchKey(o.Name)
		switch o.Kind {
		case model.Branch:
			// One that is still there goes before a retired one, then the older
			// before the younger, as the store has it.
			if known, taken := b.byName[key]; !taken || known.Kind != model.Branch || !known.Retired.IsZero() && o.Retired.IsZero() {
				b.byName[key] = o
			}
		case model.Group:
			b.groups[key] = append(b.groups[key], o)
			if _, taken := b.byName[key]; !taken {
				b.byName[key] = o
			}
		case model.HostUnit:
			if _, taken := b.units[key]; !taken {
				b.units[key] = o
			}
		}
	}
	return b, nil
}

// branchKey is what names of branches are compared by.
func branchKey(name string) string { return strings.Join(strings.Fields(name), "") }

// place puts a person into the branch, the group and the unit that the row
// names; what is known is set, the rest is left to the store by its name. home
// is the branch or group that somebody known is in: of several groups of one
// name it is the one there.
func (b *branches) place(row *model.ImportRow, d *draft, home model.ID) {
	b.placeBranch(row, d, home)
	if d.unit == "" {
		return
	}
	if o, ok := b.units[d.unit]; ok {
		row.Member.HostUnit = o.ID
	} else {
		row.UnitName = d.unit
	}
}

func (b *branches) placeBranch(row *model.ImportRow, d *draft, home model.ID) {
	switch {
	case d.branch == "" && d.group == "":
		return
	case d.branch == "":
		b.placeGroup(row, d.group, home)
		return
	}
	o, known := b.byName[d.branch]
	if known && o.Kind == model.Group && d.group == "" {
		b.placeGroup(row, d.branch, home)
		return
	}
	if !known {
		b.isMade[d.branch] = true
		row.BranchName, row.GroupName = d.branch, d.group
		return
	}
	row.Member.Branch = o.ID
	if o.Kind == model.Branch {
		row.BranchName = o.Name
	}
	if !o.Retired.IsZero() {
		row.Reasons = append(row.Reasons, fmt.Sprintf("支部“%s”已停用，请核对。", o.Name))
	}
	if d.group == "" {
		return
	}
	for _, g := range b.groups[d.group] {
		if g.Parent == o.ID {
			row.Member.Branch, row.BranchName = g.ID, ""
			return
		}
	}
	row.GroupName = d.group
}

// placeGroup puts a person into a group that is named without its branch.
func (b *branches) placeGroup(row *model.ImportRow, name string, home model.ID) {
	found := b.groups[name]
	for _, g := range found {
		if home != "" && (g.ID == home || g.Parent == home || g.Parent == b.parent[home]) {
			row.Member.Branch = g.ID
			return
		}
	}
	if len(found) != 1 {
		row.Reasons = append(row.Reasons, fmt.Sprintf("没有写支部，不知道是哪个支部的“%s”，党小组没有导入。", shorten(name)))
		return
	}
	row.Member.Branch = found[0].ID
}

// move is place for a known person; another branch, group or unit is a change.
func (b *branches) move(row *model.ImportRow, m *merging) {
	before := m.member
	var scratch model.ImportRow
	b.place(&scratch, m.draft, before.Branch)
	m.odd = append(m.odd, scratch.Reasons...)
	to := scratch.Member.Branch
	// A branch named alone says nothing against the group that a person is in.
	is := before.Branch
	same := to != "" && to == is && scratch.GroupName == "" ||
		m.draft.group == "" && (to != "" && b.parent[is] == to || is != "" && branchKey(b.names[is]) == m.draft.branch)
	if named := m.draft.branch + m.draft.group; named != "" && !same && len(scratch.Reasons) == 0 {
		m.member.Branch, row.BranchName, row.GroupName = to, scratch.BranchName, scratch.GroupName
		after := m.draft.branch
		if m.draft.group != "" {
			after = strings.TrimSpace(m.draft.branch + " " + m.draft.group)
		}
		m.changed("Branch", labels[branchField], b.full[before.Branch], after)
	}
	if m.draft.unit != "" && branchKey(b.names[before.HostUnit]) != m.draft.unit {
		m.member.HostUnit, row.UnitName = scratch.Member.HostUnit, scratch.UnitName
		m.changed("HostUnit", labels[unitField], b.names[before.HostUnit], m.draft.unit)
	}
}
