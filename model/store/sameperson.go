package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

// personPairRow is two records of one person in two offices, as somebody
// confirmed.
type personPairRow struct {
	Record
	First, Second string // First is the smaller id
	Reason        string
}

// TableName implements gorm's Tabler.
func (personPairRow) TableName() string { return "person_pairs" }

// onceRow says as whom a member is counted.
type onceRow struct{ Member, Person string }

// TableName implements gorm's Tabler.
func (onceRow) TableName() string { return "people_once" }

// sharedKeys are the keys of which two offices' records of one person share at
// least one. A name and a year of birth alone say little among so many people.
func sharedKeys() []scanKey {
	name := func(m *model.Member, other string) string {
		if other == "" {
			return ""
		}
		return model.SearchName(m.Name) + "\x00" + other
	}
	return []scanKey{
		{func(m *model.Member) string { return model.IDNumberKey(m.IDNumber) }, crowd},
		{func(m *model.Member) string {
			if b := m.Birthday.Born(); b.Full() {
				return name(m, b.String())
			}
			return ""
		}, crowd},
		{func(m *model.Member) string { return name(m, model.NormalisePhone(m.Phone)) }, crowd},
	}
}

// SharedPeople looks for people who are on the registers of two offices and
// returns the surest pairs first, each with the reasons. Nobody is merged: an
// office's records are its own. Pairs that somebody told apart are left out,
// confirmed ones are marked so. tell is called with how far it is and may be nil.
func (s *Store) SharedPeople(ctx context.Context, tell func(done, total int)) ([]model.SharedPair, error) {
	const doing = "look for people of two centres"
	if tell == nil {
		tell = func(int, int) {}
	}
	ctx = everything(ctx)
	apart, err := s.apart(ctx)
	if err != nil {
		return nil, explain(doing, err)
	}
	confirmed, err := s.confirmedPairs(ctx)
	if err != nil {
		return nil, explain(doing, err)
	}
	names, err := branchNames(s.read(ctx)) // of the offices too
	if err != nil {
		return nil, explain(doing, err)
	}
	members, err := s.comparable(ctx, tell)
	if err != nil {
		return nil, explain(doing, err)
	}
	scan := scan{members: members, apart: apart, seen: map[[2]int32]bool{}, strangers: true}
	keys := sharedKeys()
	for i, key := range keys {
		if err := scan.by(ctx, key); err != nil {
			return nil, explain(doing, err)
		}
		tell(len(keys)+i+1, 2*len(keys))
	}
	list := make([]model.SharedPair, len(scan.pairs))
	for i, p := range scan.pairs {
		first, second := ordered(p.First.ID, p.Second.ID)
		list[i] = model.SharedPair{
			Pair: p, FirstCentre: names[p.First.Owner], SecondCentre: names[p.Second.Owner], Places: names, Confirmed: confirmed[[2]model.ID{first, second}],
		}
	}
	slices.SortFunc(list, func(a, b model.SharedPair) int {
		return cmp.Or(int(b.Strength-a.Strength), strings.Compare(a.First.Pinyin, b.First.Pinyin),
			cmp.Compare(a.First.ID, b.First.ID), cmp.Compare(a.Second.ID, b.Second.ID))
	})
	return list, nil
}

func (s *Store) confirmedPairs(ctx context.Context) (map[[2]model.ID]bool, error) {
	var rows []personPairRow
	err := s.read(ctx).Where("removed = ?", false).Find(&rows).Error
	pairs := make(map[[2]model.ID]bool, len(rows))
	for _, r := range rows {
		pairs[[2]model.ID{model.ID(r.First), model.ID(r.Second)}] = true
	}
	return pairs, err
}

// ConfirmSame notes that two offices' records are of one person, for a reason:
// from now on the person is counted once in 人数.
func (s *Store) ConfirmSame(ctx context.Context, a, b model.ID, reason string) error {
	const doing = "confirm that two records are of one person"
	return s.write(ctx, doing, func(c *change) error {
		one, err := memberByID(c.DB, a)
		if err != nil {
			return err
		}
		other, err := memberByID(c.DB, b)
		if err != nil {
			return err
		}
		if one.Owner == other.Owner {
			return &model.Error{Code: model.Refused, Message: "这两份资料是同一个中心的，请由该中心在“重复人员”里处理。"}
		}
		if err := c.setPair(a, b, reason, false); err != nil {
			return err
		}
		return c.audit("confirm one person", a, nil, map[string]any{"other": b, "reason": reason})
	})
}

// TakeBackSame takes back what ConfirmSame noted.
func (s *Store) TakeBackSame(ctx context.Context, a, b model.ID) error {
	return s.write(ctx, "take back that two records are of one person", func(c *change) error {
		if err := c.setPair(a, b, "", true); err != nil {
			return err
		}
		return c.audit("take back one person", a, nil, map[string]any{"other": b})
	})
}

// setPair notes a pair, or marks it removed, and works out anew who is counted
// as whom.
func (c *change) setPair(a, b model.ID, reason string, removed bool) error {
	first, second := ordered(a, b)
	var rows []personPairRow
	if err := c.Find(&rows).Error; err != nil {
		return err
	}
	at := slices.IndexFunc(rows, func(r personPairRow) bool { return r.First == string(first) && r.Second == string(second) })
	if at < 0 {
		if removed {
			return gorm.ErrRecordNotFound
		}
		at = len(rows)
		rows = append(rows, personPairRow{First: string(first), Second: string(second)})
	}
	r := &rows[at]
	r.Removed = removed
	if reason != "" {
		r.Reason = reason
	}
	if err := c.put(r); err != nil {
		return err
	}
	return c.countOnce(rows)
}

// forgetGone drops the pairs of people whose records an office took back, and
// works out anew who is counted as whom.
func (c *change) forgetGone() error {
	var rows []personPairRow
	if err := c.Find(&rows).Error; err != nil || len(rows) == 0 {
		return err
	}
	there := c.Table("members").Select("id")
	gone := c.Where("first NOT IN (?) OR second NOT IN (?)", there, there).Delete(&personPairRow{})
	if gone.Error != nil || gone.RowsAffected == 0 {
		return gone.Error
	}
	if err := c.Find(&rows).Error; err != nil {
		return err
	}
	return c.countOnce(rows)
}

// countOnce keeps who is counted as whom by the pairs.
func (c *change) countOnce(rows []personPairRow) error {
	if err := c.Where("member <> ''").Delete(&onceRow{}).Error; err != nil {
		return err
	}
	once := countedOnce(rows)
	if len(once) == 0 {
		return nil
	}
	return c.CreateInBatches(&once, together).Error
}

// countedOnce gives everybody in a pair the smallest id of all who are the same
// person through any number of pairs.
func countedOnce(pairs []personPairRow) []onceRow {
	person := map[string]string{}
	find := func(id string) string {
		for person[id] != "" && person[id] != id {
			id = person[id]
		}
		return id
	}
	for _, p := range pairs {
		if p.Removed {
			continue
		}
		a, b := find(p.First), find(p.Second)
		person[max(a, b)], person[min(a, b)] = min(a, b), min(a, b)
		for _, id := range []string{p.First, p.Second} {
			if person[id] == "" {
				person[id] = id
			}
		}
	}
	var rows []onceRow
	for _, id := range slices.Sorted(maps.Keys(person)) {
		rows = append(rows, onceRow{id, find(id)})
	}
	return rows
}

// asWhom is as whom the people in pairs are counted.
func asWhom(tx *gorm.DB) (map[string]string, error) {
	var rows []onceRow
	err := tx.Find(&rows).Error
	persons := make(map[string]string, len(rows))
	for _, r := range rows {
		persons[r.Member] = r.Person
	}
	return persons, err
}
