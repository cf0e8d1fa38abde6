package store

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"jishi/model"
)

// crowd is how many people may share a phone number or a spelling before it
// says nothing about who they are: the number of an office, a common name.
const crowd = 60

// Duplicates looks for records that may be of one person and returns the
// surest pairs first. Removed people are not looked at, pairs that somebody
// told apart are left out. tell is called with how far it is and may be nil.
func (s *Store) Duplicates(ctx context.Context, tell func(done, total int)) ([]model.Pair, error) {
	const doing = "look for duplicates"
	if tell == nil {
		tell = func(int, int) {}
	}
	apart, err := s.apart(ctx)
	if err != nil {
		return nil, explain(doing, err)
	}
	members, err := s.comparable(s.OwnOnly(ctx), tell)
	if err != nil {
		return nil, explain(doing, err)
	}
	scan := scan{members: members, apart: apart, seen: map[[2]int32]bool{}}
	keys := scanKeys()
	for i, key := range keys {
		if err := scan.by(ctx, key); err != nil {
			return nil, explain(doing, err)
		}
		tell(len(keys)+i+1, 2*len(keys))
	}
	slices.SortFunc(scan.pairs, func(a, b model.Pair) int {
		return cmp.Or(int(b.Strength-a.Strength), strings.Compare(a.First.Pinyin, b.First.Pinyin),
			cmp.Compare(a.First.ID, b.First.ID), cmp.Compare(a.Second.ID, b.Second.ID))
	})
	return scan.pairs, nil
}

// Alike returns who on the register may be the same person as m, which need
// not be saved yet, the likeliest first; m is First of each pair.
func (s *Store) Alike(ctx context.Context, m model.Member) ([]model.Pair, error) {
	const doing = "look for the same person"
	apart, err := s.apart(ctx)
	if err != nil {
		return nil, explain(doing, err)
	}
	var ids []model.ID
	err = s.people.use(ctx, func(d *directory) error {
		ids = d.alike(m, s.reachOf(s.OwnOnly(ctx)).owner)
		return nil
	})
	if err != nil {
		return nil, explain(doing, err)
	}
	var pairs []model.Pair
	for part := range slices.Chunk(ids, chunk) {
		err := membersByID(s.read(ctx), part, func(r *memberRow) error {
			other, err := r.model()
			if err != nil {
				return err
			}
			first, second := ordered(m.ID, other.ID)
			if strength, reasons := model.LikenessOf(m, other); strength > model.NotAlike && !apart[[2]model.ID{first, second}] {
				pairs = append(pairs, model.Pair{First: m, Second: other, Strength: strength, Reasons: reasons})
			}
			return nil
		})
		if err != nil {
			return nil, explain(doing, err)
		}
	}
	slices.SortStableFunc(pairs, func(a, b model.Pair) int { return int(b.Strength - a.Strength) })
	return pairs, nil
}

// alike returns those of owner's people who share the name or the ID number
// with m.
func (d *directory) alike(m model.Member, owner model.ID) []model.ID {
	name, number := model.SearchName(m.Name), model.SearchName(m.IDNumber)
	key := model.IDNumberKey(number)
	d.mu.Lock()
	defer d.mu.Unlock()
	var ids []model.ID
	for _, c := range d.cards {
		if c.removed || c.id == m.ID || c.owner != owner {
			continue
		}
		if c.name() == name || number != "" && c.idNumber() != "" && model.IDNumberKey(c.idNumber()) == key {
			ids = append(ids, c.id)
		}
	}
	return ids
}

// comparable reads what likeness goes by of everybody, in the order in which
// they were entered.
func (s *Store) comparable(ctx context.Context, tell func(done, total int)) ([]model.Member, error) {
	var total int64
	if err := s.read(ctx).Model(&memberRow{}).Where("removed = ?", false).Count(&total).Error; err != nil {
		return nil, err
	}
	members := make([]model.Member, 0, total)
	err := eachMember(s.read(ctx).Model(&memberRow{}).Where("removed = ?", false), func(r *memberRow) error {
		m, err := r.model()
		if err != nil {
			return err
		}
		members = append(members, m)
		if n := len(members); n%1000 == 0 {
			tell(n, 2*int(total))
		}
		return ctx.Err()
	})
	slices.SortFunc(members, func(a, b model.Member) int { return cmp.Compare(a.ID, b.ID) })
	return members, err
}

// scanKey is something that two records of one person share.
type scanKey struct {
	of func(m *model.Member) string // "" shares nothing
	// limit is how many may share one value; larger groups are passed over.
	limit int
}

// scanKeys are the keys of which two records of one person share at least one,
// so that not everybody has to be compared with everybody.
func scanKeys() []scanKey {
	birth := func(m *model.Member) string {
		if b := m.Birthday.Born(); b.Full() {
			return b.String()
		}
		return ""
	}
	with := func(a, b string) string {
		if a == "" || b == "" {
			return ""
		}
		return a + "\x00" + b
	}
	return []scanKey{
		{func(m *model.Member) string { return model.IDNumberKey(m.IDNumber) }, crowd},
		{func(m *model.Member) string { return with(model.SearchName(m.Name), birth(m)) }, crowd},
		{func(m *model.Member) string { return with(model.SearchName(m.Name), model.NormalisePhone(m.Phone)) }, crowd},
		{func(m *model.Member) string { return with(model.SearchName(m.Name), string(m.Branch)) }, crowd},
		{func(m *model.Member) string { return with(model.NormalisePhone(m.Phone), birth(m)) }, crowd},
		{func(m *model.Member) string {
			if y := m.Birthday.Date.Year; y > 0 {
				return model.SearchName(m.Name) + "\x00" + strconv.Itoa(y)
			}
			return ""
		}, crowd},
		// A slip in an ID number spares either its beginning or its end; the end
		// is nearly one's own.
		{func(m *model.Member) string { return with(model.SearchName(m.Name), numberPart(m.IDNumber, 0)) }, crowd},
		{func(m *model.Member) string { return with(m.Pinyin, numberPart(m.IDNumber, 0)) }, crowd},
		{func(m *model.Member) string { return numberPart(m.IDNumber, 1) }, crowd},
	}
}

// numberPart is the beginning or the end of an ID number, "" of a text that
// cannot be one. The character between is in neither: two that changed places
// are both outside of one part.
func numberPart(number string, which int) string {
	if len(number) < 15 {
		return ""
	}
	if which == 0 {
		return number[:len(number)/2]
	}
	return number[len(number)/2+1:]
}

// scan compares members.
type scan struct {
	members []model.Member
	apart   map[[2]model.ID]bool
	seen    map[[2]int32]bool
	pairs   []model.Pair
	// strangers has people of two offices compared, and no two of one.
	strangers bool
}

// by compares all that share a key.
func (s *scan) by(ctx context.Context, key scanKey) error {
	groups := make(map[string][]int32, len(s.members))
	for i := range s.members {
		if k := key.of(&s.members[i]); k != "" {
			groups[k] = append(groups[k], int32(i))
		}
		if i%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	for _, group := range groups {
		if len(group) < 2 || len(group) > key.limit {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		for i, a := range group {
			for _, b := range group[i+1:] {
				s.compare(a, b)
			}
		}
	}
	return nil
}

func (s *scan) compare(a, b int32) {
	first, second := s.members[a], s.members[b]
	if s.seen[[2]int32{a, b}] || s.apart[[2]model.ID{first.ID, second.ID}] || s.strangers && first.Owner == second.Owner {
		return
	}
	s.seen[[2]int32{a, b}] = true
	if strength, reasons := model.LikenessOf(first, second); strength > model.NotAlike {
		s.pairs = append(s.pairs, model.Pair{First: first, Second: second, Strength: strength, Reasons: reasons})
	}
}

// apartRow is two people whom somebody has told apart.
type apartRow struct {
	Record
	First  string
	Second string
}

// TableName implements gorm's Tabler.
func (apartRow) TableName() string { return "members_apart" }

// ordered puts the smaller of two ids first.
func ordered(a, b model.ID) (first, second model.ID) { return min(a, b), max(a, b) }

// KeepApart notes that two members are not one person, so that Duplicates
// never returns them again.
func (s *Store) KeepApart(ctx context.Context, a, b model.ID) error {
	const doing = "keep two members apart"
	if a == b {
		return explain(doing, &model.Error{Code: model.Refused, Message: "这是同一份资料。"})
	}
	return s.write(ctx, doing, func(c *change) error { return c.keepApart(a, b) })
}

func (c *change) keepApart(a, b model.ID) error {
	first, second := ordered(a, b)
	var known []apartRow
	if err := c.Where("first = ? AND second = ?", string(first), string(second)).Find(&known).Error; err != nil {
		return err
	}
	r := apartRow{First: string(first), Second: string(second)}
	if len(known) > 0 {
		if r = known[0]; !r.Removed {
			return nil
		}
		r.Removed = false
	}
	return c.put(&r)
}

// TakeBackApart lets Duplicates return two members again.
func (s *Store) TakeBackApart(ctx context.Context, a, b model.ID) error {
	first, second := ordered(a, b)
	return s.write(ctx, "forget that two members are apart", func(c *change) error {
		return c.Model(&apartRow{}).Where("first = ? AND second = ? AND removed = ?", string(first), string(second), false).
			Updates(map[string]any{"removed": true, "rev": nextRev, "updated_at": c.at}).Error
	})
}

// apart are the pairs that somebody told apart. Who was merged into another is
// told apart from the same people as that one.
func (s *Store) apart(ctx context.Context) (map[[2]model.ID]bool, error) {
	var rows []apartRow
	if err := s.read(ctx).Where("removed = ?", false).Find(&rows).Error; err != nil {
		return nil, err
	}
	var merges []mergeRow
	if err := s.read(ctx).Select("kept", "dropped").Where("undone = ?", false).Find(&merges).Error; err != nil {
		return nil, err
	}
	into := make(map[string]string, len(merges))
	for _, m := range merges {
		into[m.Dropped] = m.Kept
	}
	now := func(id string) string {
		for into[id] != "" {
			id = into[id]
		}
		return id
	}
	apart := make(map[[2]model.ID]bool, len(rows))
	for _, r := range rows {
		first, second := ordered(model.ID(now(r.First)), model.ID(now(r.Second)))
		apart[[2]model.ID{first, second}] = true
	}
	return apart, nil
}
