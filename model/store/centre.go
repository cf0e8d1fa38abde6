package store

import (
	"context"
	"maps"
	"slices"
	"strings"

	"jishi/model"
)

// Centre returns the office that this computer serves; model.NotFound before
// the first start has asked for it.
func (s *Store) Centre(ctx context.Context) (model.Centre, error) {
	var found []struct{ ID, Kind, Name, Code, Above, Top string }
	err := s.read(ctx).Table("settings").
		Select("centre.id, centre.kind, centre.name, centre.code, COALESCE(above.name, '') AS above, COALESCE(top.name, '') AS top").
		Joins("JOIN organisations AS centre ON centre.id = settings.value").
		Joins("LEFT JOIN organisations AS above ON above.id = centre.parent").
		Joins("LEFT JOIN organisations AS top ON top.id = above.parent").
		Where("settings.name = ?", centreSetting).Scan(&found).Error
	if err == nil && len(found) == 0 {
		err = &model.Error{Code: model.NotFound, Message: "还没有填写中心信息。"}
	}
	if err != nil {
		return model.Centre{}, explain("read the centre", err)
	}
	r := found[0]
	centre := model.Centre{ID: model.ID(r.ID), Name: r.Name, Code: r.Code}
	switch kind := model.OrganisationKind(r.Kind); kind {
	case model.Street:
		centre.Kind, centre.District = kind, r.Above
	case model.District:
		centre.Kind = kind
	default:
		centre.Street, centre.District = r.Above, r.Top
	}
	return centre, nil
}

// SaveCentre says which office this computer serves, or corrects what was
// said; what kind of office it is stays as it was said first. The first time it
// also makes the office's place in the tree, fills the word lists, of a centre
// the rooms, and takes over what was imported before.
func (s *Store) SaveCentre(ctx context.Context, centre model.Centre) (model.Centre, error) {
	const doing = "save the centre"
	for _, text := range []*string{&centre.Name, &centre.Code, &centre.Street, &centre.District} {
		*text = strings.TrimSpace(*text)
	}
	if err := centre.Validate(); err != nil {
		return centre, explain(doing, err)
	}
	err := s.write(ctx, doing, func(c *change) error {
		if s.centre != "" {
			centre.ID = s.centre
			return c.renameCentre(&centre)
		}
		return c.found(&centre)
	})
	if err != nil {
		return centre, err
	}
	return centre, explain(doing, s.settle(ctx))
}

// placeOf is an office with what is above it, itself first.
func placeOf(o model.Centre) []organisationRow {
	district := organisationRow{Kind: string(model.District), Name: o.District}
	street := organisationRow{Kind: string(model.Street), Name: o.Street}
	own := organisationRow{Kind: string(model.CentreOf), Name: o.Name, Code: o.Code}
	if o.Receives() {
		own.Kind = string(o.Kind)
	}
	switch o.Kind {
	case model.District:
		return []organisationRow{own}
	case model.Street:
		return []organisationRow{own, district}
	default:
		return []organisationRow{own, street, district}
	}
}

// found makes a new office, the owner of all that follows.
func (c *change) found(centre *model.Centre) error {
	tree := placeOf(*centre)
	for i := range slices.Backward(tree) { // grown from above
		tree[i].ID = string(c.store.options.NewID())
	}
	centre.ID = model.ID(tree[0].ID)
	c.store.centre = centre.ID
	for i := range tree {
		c.stamp(&tree[i].Record)
		if i > 0 {
			tree[i-1].Parent = ref(tree[i].ID)
		}
	}
	slices.Reverse(tree)
	if err := c.Create(&tree).Error; err != nil {
		return err
	}
	if err := c.set(centreSetting, string(centre.ID)); err != nil {
		return err
	}
	if err := c.adopt(centre.ID); err != nil {
		return err
	}
	defaults := model.DefaultWords()
	for _, kind := range slices.Sorted(maps.Keys(defaults)) {
		if err := c.setWords(kind, defaults[kind]); err != nil {
			return err
		}
	}
	if centre.Receives() {
		return nil
	}
	return c.setRooms(model.DefaultRooms())
}

// adopt gives the centre what was recorded before it was named.
func (c *change) adopt(centre model.ID) error {
	err := c.Model(&organisationRow{}).Where("parent IS NULL AND kind = ?", model.Branch).
		Updates(map[string]any{"parent": string(centre), "updated_at": c.at}).Error
	if err != nil {
		return err
	}
	tables, err := ownedTables(c.DB)
	if err != nil {
		return err
	}
	for _, table := range slices.Sorted(maps.Keys(tables)) {
		if err := c.Table(table).Where("owner = ?", "").Update("owner", string(centre)).Error; err != nil {
			return err
		}
	}
	return nil
}

// renameCentre corrects the names of the office and of what is above it.
func (c *change) renameCentre(centre *model.Centre) error {
	var own organisationRow
	if err := c.Where("id = ?", string(centre.ID)).Take(&own).Error; err != nil {
		return err
	}
	centre.Kind = ""
	if kind := model.OrganisationKind(own.Kind); kind != model.CentreOf {
		centre.Kind = kind
	}
	if err := centre.Validate(); err != nil {
		return err
	}
	id := ref(centre.ID)
	for i, node := range placeOf(*centre) {
		columns := map[string]any{"name": node.Name, "updated_at": c.at}
		if i == 0 {
			columns["code"] = node.Code
		}
		if err := c.Model(&organisationRow{}).Where("id = ?", id).Updates(columns).Error; err != nil {
			return err
		}
		var above []ref
		if err := c.Model(&organisationRow{}).Where("id = ?", id).Pluck("parent", &above).Error; err != nil {
			return err
		}
		if len(above) == 0 {
			break
		}
		id = above[0]
	}
	return nil
}
