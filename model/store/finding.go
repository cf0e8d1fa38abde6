package store

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"jishi/model"
)

// finding is a filter made ready to be held against cards.
type finding struct {
	filter   MemberFilter
	query    query
	tag      string              // the filter's as it is stored
	below    map[model.ID]bool   // the filter's branch and all under it
	among    map[model.ID]bool   // those that it may be at all, nil for everybody
	want     func(*card) bool    // what else is asked of them; nil for nothing
	names    map[model.ID]string // of organisations, where the order needs them
	today    model.Date
	reach    reach // whose people
	from, to int32 // of joining, yyyymmdd; 0 is no limit
}

func (f MemberFilter) finding(tree map[model.ID]organisationRow, today model.Date) (*finding, error) {
	tag, err := json.Marshal(f.Tag)
	if err != nil {
		return nil, fmt.Errorf("write a tag: %w", err)
	}
	n := &finding{filter: f, query: queryOf(f.Search), tag: string(tag), today: today, names: map[model.ID]string{}}
	if f.Branch != "" {
		n.below = map[model.ID]bool{f.Branch: true}
	}
	for id, o := range tree {
		n.names[id] = o.Name
		if f.Branch != "" && under(tree, id, f.Branch) {
			n.below[id] = true
		}
	}
	n.from, n.to = firstDay(sortableDay(f.JoinedFrom)), lastDay(sortableDay(f.JoinedTo))
	return n, nil
}

// under reports whether an organisation lies below another, at any depth.
func under(tree map[model.ID]organisationRow, id, above model.ID) bool {
	for steps := 0; id != "" && steps <= len(tree); steps++ {
		if id == above {
			return true
		}
		id = model.ID(tree[id].Parent)
	}
	return false
}

// firstDay and lastDay fill in the unknown parts of a day; 0 stays 0.
func firstDay(day int32) int32 {
	if day == 0 {
		return 0
	}
	if day/100%100 == 0 {
		day += 100
	}
	if day%100 == 0 {
		day++
	}
	return day
}

func lastDay(day int32) int32 {
	if day == 0 {
		return 0
	}
	if day/100%100 == 0 {
		day += 1200
	}
	if day%100 == 0 {
		day += 31
	}
	return day
}

// matches reports whether c meets the filter.
func (n *finding) matches(c *card) bool {
	return n.placed(c) && n.marked(c) && n.joined(c) && n.aged(c) && (n.query.empty() || n.query.matches(c))
}

// placed reports whether c is where the filter asks for it.
func (n *finding) placed(c *card) bool {
	f := &n.filter
	return c.removed == f.Removed &&
		n.reach.has(c.owner) &&
		(f.State == "" || c.state == f.State) &&
		(f.Branch == "" || n.below[c.branch]) &&
		(n.among == nil || n.among[c.id]) &&
		(n.want == nil || n.want(c)) &&
		(f.Category == "" || c.category == f.Category)
}

// marked reports whether c has what the filter asks for, and lacks it.
func (n *finding) marked(c *card) bool {
	f := &n.filter
	return (f.Tag == "" || strings.Contains(c.tags, n.tag)) &&
		(f.Lacks == "" || c.lacks(f.Lacks)) &&
		(f.Has == "" || !c.lacks(f.Has)) &&
		(!f.InService || c.inService)
}

// joined reports whether the day of joining may lie in the filter's days.
func (n *finding) joined(c *card) bool {
	if n.from == 0 && n.to == 0 {
		return true
	}
	if c.joined < 10000 { // the year is not known
		return false
	}
	return (n.from == 0 || lastDay(c.joined) >= n.from) && (n.to == 0 || firstDay(c.joined) <= n.to)
}

// aged reports whether the age lies in the filter's band. Whole years settle
// most; only those at its edges are counted out.
func (n *finding) aged(c *card) bool {
	from, to := n.filter.AgeFrom, n.filter.AgeTo
	if from == 0 && to == 0 {
		return true
	}
	born := int(c.birth / 10000)
	if born == 0 {
		return false
	}
	// A lunar year begins up to two months after the solar one.
	oldest := n.today.Year - born
	youngest := oldest - 2
	if to == 0 {
		to = math.MaxInt32
	}
	switch {
	case youngest >= from && oldest <= to:
		return true
	case oldest < from || youngest > to:
		return false
	}
	age := c.birthday().Age(n.today)
	return age >= from && age <= to
}

// find returns n's page of the members that match it, in its order, and how
// many match in all; errForgotten where the cards are not there.
func (d *directory) find(n *finding) ([]model.ID, int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.of == nil {
		return nil, 0, errForgotten // since they were waited for
	}
	var page []*card
	var total int
	switch n.filter.Order {
	case ByPinyin:
		page, total = n.pageOf(d.cards)
	case ByStrokes:
		page, total = n.pageOf(d.strokes)
	default:
		for _, c := range d.cards {
			if n.matches(c) {
				page = append(page, c)
			}
		}
		total = len(page)
		page = n.filter.page(n.sorted(page))
	}
	ids := make([]model.ID, len(page))
	for i, c := range page {
		ids[i] = c.id
	}
	return ids, total, nil
}

// pageOf collects the page alone of the cards that match, in the order they
// are in.
func (n *finding) pageOf(cards []*card) (page []*card, total int) {
	f := &n.filter
	for i := range cards {
		if f.Descending {
			i = len(cards) - 1 - i
		}
		if !n.matches(cards[i]) {
			continue
		}
		if total >= f.Offset && (f.Limit <= 0 || len(page) < f.Limit) {
			page = append(page, cards[i])
		}
		total++
	}
	return page, total
}

// page cuts f's page out of all that match it.
func (f MemberFilter) page(cards []*card) []*card {
	cards = cards[min(max(f.Offset, 0), len(cards)):]
	if f.Limit > 0 && f.Limit < len(cards) {
		cards = cards[:f.Limit]
	}
	return cards
}
