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
// office's records are its own. Pairs that somebody told apart are left out
// and so are those known by a handover, confirmed ones are marked so. tell is called with how far it is and may be nil.
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
	handed, err := handedPairs(s.read(ctx))
	if err != nil {
		return nil, explain(doing, err)
	}
	for _, records := range recordsOf(handed) { // known already: nobody has to say so
		for i, a := range records {
			for _, b := range records[:i] {
				first, second := ordered(a, b)
				apart[[2]model.ID{first, second}] = true
			}
		}
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
	there := c.Table("members").Select("id")
	if err := c.Where("first NOT IN (?) OR second NOT IN (?)", there, there).Delete(&personPairRow{}).Error; err != nil {
		return err
	}
	var rows []personPairRow
	if err := c.Find(&rows).Error; err != nil {
		return err
	}
	return c.countOnce(rows)
}

// handedPairs are the records of people who went from one office to another, as
// both say: each names the other, and the same package. So they are the same in
// whichever order the offices' packages came, and one office alone can claim
// nobody of another's.
func handedPairs(tx *gorm.DB) ([]personPairRow, error) {
	var rows []personPairRow
	err := tx.Table("handovers AS gone").Select("gone.member AS first, came.member AS second").
		Joins("JOIN handovers AS came ON came.package = gone.package AND came.owner = gone.office AND came.office = gone.owner").
		Where("gone.way = ? AND came.way = ? AND gone.removed = ? AND came.removed = ?", model.HandedOver, model.TakenOver, false, false).
		Scan(&rows).Error
	return rows, err
}

// countOnce keeps who is counted as whom by the pairs that somebody confirmed
// and by handovers.
func (c *change) countOnce(rows []personPairRow) error {
	if err := c.Where("member <> ''").Delete(&onceRow{}).Error; err != nil {
		return err
	}
	handed, err := handedPairs(c.DB)
	if err != nil {
		return err
	}
	once := countedOnce(append(rows, handed...))
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

// recordsOf are the records of each person in pairs.
func recordsOf(pairs []personPairRow) map[string][]model.ID {
	records := map[string][]model.ID{}
	for _, r := range countedOnce(pairs) {
		records[r.Person] = append(records[r.Person], model.ID(r.Member))
	}
	return records
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
