package store

import (
	"context"
	"maps"
	"slices"
	"strings"

	"jishi/model"
)

// Centre returns the centre that this computer serves; model.NotFound before
// the first start has asked for it.
func (s *Store) Centre(ctx context.Context) (model.Centre, error) {
	var found []model.Centre
	err := s.read(ctx).Table("settings").
		Select("centre.id, centre.name, centre.code, COALESCE(street.name, '') AS street, COALESCE(district.name, '') AS district").
		Joins("JOIN organisations AS centre ON centre.id = settings.value").
		Joins("LEFT JOIN organisations AS street ON street.id = centre.parent").
		Joins("LEFT JOIN organisations AS district ON district.id = street.parent").
		Where("settings.name = ?", centreSetting).Scan(&found).Error
	if err == nil && len(found) == 0 {
		err = &model.Error{Code: model.NotFound, Message: "还没有填写中心信息。"}
	}
	if err != nil {
		return model.Centre{}, explain("read the centre", err)
	}
	return found[0], nil
}

// SaveCentre says which centre this computer serves, or corrects what was
// said. The first time it also makes the centre's place in the tree, fills the
// word lists and the rooms, and takes over what was imported before.
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
			return c.renameCentre(centre)
		}
		return c.found(&centre)
	})
	return centre, err
}

// found makes a new centre, the owner of all that follows.
func (c *change) found(centre *model.Centre) error {
	tree := []organisationRow{
		{Kind: string(model.District), Name: centre.District},
		{Kind: string(model.Street), Name: centre.Street},
		{Kind: string(model.CentreOf), Name: centre.Name, Code: centre.Code},
	}
	for i := range tree {
		tree[i].ID = string(c.store.options.NewID())
		centre.ID = model.ID(tree[i].ID)
	}
	c.store.centre = centre.ID
	for i := range tree {
		c.stamp(&tree[i].Record)
		if i > 0 {
			tree[i].Parent = ref(tree[i-1].ID)
		}
	}
	if err := c.Create(&tree).Error; err != nil {
		return err
	}
	if err := c.set(centreSetting, string(centre.ID)); err != nil {
		return err
	}
	defaults := model.DefaultWords()
	for _, kind := range slices.Sorted(maps.Keys(defaults)) {
		if err := c.setWords(kind, defaults[kind]); err != nil {
			return err
		}
	}
	if err := c.setRooms(model.DefaultRooms()); err != nil {
		return err
	}
	return c.adopt(centre.ID)
}

// adopt gives the centre what was recorded before it was named.
func (c *change) adopt(centre model.ID) error {
	err := c.Model(&organisationRow{}).Where("parent IS NULL AND kind = ?", model.Branch).
		Updates(map[string]any{"parent": string(centre), "updated_at": c.at}).Error
	if err != nil {
		return err
	}
	for _, table := range []any{
		&organisationRow{}, &settingRow{}, &wordRow{}, &memberRow{}, &batchRow{}, &importChangeRow{}, &auditRow{},
		&programmeRow{}, &activityRow{}, &attendanceRow{}, &certificateRow{},
	} {
		if err := c.Model(table).Where("owner = ?", "").Update("owner", string(centre)).Error; err != nil {
			return err
		}
	}
	return nil
}

// renameCentre corrects the names of the centre and of what is above it.
func (c *change) renameCentre(centre model.Centre) error {
	var id []ref
	id = append(id, ref(centre.ID))
	for i, node := range []map[string]any{
		{"name": centre.Name, "code": centre.Code}, {"name": centre.Street}, {"name": centre.District},
	} {
		node["updated_at"] = c.at
		if err := c.Model(&organisationRow{}).Where("id = ?", id[i]).Updates(node).Error; err != nil {
			return err
		}
		var parent []ref
		if err := c.Model(&organisationRow{}).Where("id = ?", id[i]).Pluck("parent", &parent).Error; err != nil {
			return err
		}
		id = append(id, parent...)
	}
	return nil
}
