package store

import (
	"maps"
	"slices"

	"jishi/model"
)

// A package may name people of a centre that is left out of it since another
// street passes that one on. Who is not here by the other street comes all the
// same, lent and marked as removed: the other street's packages decide what
// becomes of the row.

// findLent finds which rows of centres that are left out have to come.
func (r *reception) findLent() error {
	if len(r.left) == 0 {
		return nil
	}
	theirs, err := r.leftRows()
	if err != nil {
		return err
	}
	r.lent = idSets{}
	wanted := idSets{}
	// What a row refers to lies in tables before its own, or in that itself.
	for _, t := range slices.Backward(r.tables) {
		for own := true; own || len(wanted[t.Name]) > 0; own = false {
			fresh, err := r.absent(t, wanted[t.Name])
			if err != nil {
				return err
			}
			delete(wanted, t.Name)
			if err := r.wants(t, own, fresh, theirs, wanted); err != nil {
				return err
			}
			r.lent.add(t.Name, slices.Collect(maps.Keys(fresh))...)
			maps.DeleteFunc(wanted[t.Name], func(id string, _ bool) bool { return r.lent.has(t.Name, id) })
		}
	}
	return nil
}

// leftRows are the rows of centres that are left out.
func (r *reception) leftRows() (idSets, error) {
	theirs := idSets{}
	for _, t := range r.tables {
		id, owner := t.Position("id"), t.Position("owner")
		err := r.parcel.Rows(t, func(values []any) error {
			if r.left[textOf(values[owner])] != "" {
				theirs.add(t.Name, textOf(values[id]))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return theirs, nil
}

// absent are those of ids that are not here.
func (r *reception) absent(t model.Table, ids map[string]bool) (map[string]bool, error) {
	absent := maps.Clone(ids)
	for part := range slices.Chunk(slices.Sorted(maps.Keys(ids)), chunk) {
		var here []string
		if err := r.tx.Table(t.Name).Where("id IN ?", part).Pluck("id", &here).Error; err != nil {
			return nil, err
		}
		for _, id := range here {
			delete(absent, id)
		}
	}
	return absent, nil
}

// wants adds to wanted what rows of t refer to among theirs: the rows that come
// anyway where own, and those that come for the sake of others.
func (r *reception) wants(t model.Table, own bool, lent map[string]bool, theirs, wanted idSets) error {
	id, owner := t.Position("id"), t.Position("owner")
	return r.parcel.Rows(t, func(values []any) error {
		if left := r.left[textOf(values[owner])] != ""; left && !lent[textOf(values[id])] || !left && !own {
			return nil
		}
		for i, column := range t.Columns {
			if refers, to := referred(column), textOf(values[i]); theirs.has(refers, to) {
				wanted.add(refers, to)
			}
		}
		return nil
	})
}

// lentRow is a row of a centre's that came with another street's package.
type lentRow struct{ Table, ID, Owner string }

// takeBackLent drops rows that were lent with a package, unless others name
// them by now or a package of their own street came since: then it decided.
func (c *change) takeBackLent(lent []lentRow, since string) error {
	if len(lent) == 0 {
		return nil
	}
	decides := map[string]string{}
	var relays []relayRow
	err := c.Table("relays").Joins("JOIN offices ON offices.id = relays.street").Where("offices.last_received <= ?", since).
		Select("relays.centre", "relays.street").Scan(&relays).Error
	if err != nil {
		return err
	}
	for _, relay := range relays {
		decides[relay.Centre] = relay.Street
	}
	leaving, owners := idSets{}, map[string]bool{}
	for _, l := range lent {
		if decides[l.Owner] != "" {
			leaving.add(l.Table, l.ID)
			owners[l.Owner] = true
		}
	}
	named, err := namedByOthers(c.DB, slices.Collect(maps.Keys(owners)), leaving, nil)
	if err != nil {
		return err
	}
	for _, l := range lent {
		if !leaving.has(l.Table, l.ID) || named.has(l.Table, l.ID) {
			continue
		}
		if err := c.dropRows(l.Table, []string{l.ID}); err != nil {
			return err
		}
		if err := c.countHeld(decides[l.Owner], map[string]int{l.Table: 1}, -1); err != nil {
			return err
		}
	}
	return nil
}
