package store

import (
	"maps"
	"math"
	"slices"

	"jishi/model"
)

// ranked is a card with the number it is ordered by.
type ranked struct {
	rank uint32
	card *card
}

// sorted puts cards, which are in order of pinyin, into the filter's order;
// what is not known comes last.
func (n *finding) sorted(cards []*card) []*card {
	rank := n.rank(cards)
	list := make([]ranked, len(cards))
	for i, c := range cards {
		r := uint32(rank(c))
		switch {
		case r == 0:
			r = math.MaxUint32
		case n.filter.Descending:
			r = math.MaxUint32 - r
		}
		list[i] = ranked{r, c}
	}
	ordered := make([]*card, len(cards))
	for i, r := range byRank(list) {
		ordered[i] = r.card
	}
	return ordered
}

// byRank orders cards by their ranks and leaves equals as they are: by the
// lower half of the rank, then by the upper one, which is many times faster
// than comparing a hundred thousand cards.
func byRank(list []ranked) []ranked {
	const half = 16
	spare := make([]ranked, len(list))
	for shift := 0; shift < 2*half; shift += half {
		places := make([]int32, 1<<half+1) // where those of each half begin
		for _, r := range list {
			places[int(uint16(r.rank>>shift))+1]++
		}
		for i := 1; i < len(places); i++ {
			places[i] += places[i-1]
		}
		for _, r := range list {
			place := &places[uint16(r.rank>>shift)]
			spare[*place] = r
			*place++
		}
		list, spare = spare, list
	}
	return list
}

// rank returns what cards are ordered by in the filter's order, 0 where it is
// not known.
func (n *finding) rank(cards []*card) func(*card) int32 {
	switch n.filter.Order {
	case ByBirth:
		return func(c *card) int32 { return c.birth }
	case ByJoined:
		return func(c *card) int32 { return c.joined }
	case ByConfirmed:
		return func(c *card) int32 { return c.confirmed }
	case ByStateDate:
		return func(c *card) int32 { return c.left }
	case ByInService:
		return func(c *card) int32 {
			if c.inService {
				return 1
			}
			return 0
		}
	case ByBranch:
		return alphabetical(cards, func(c *card) string { return string(c.branch) }, n.name)
	case ByHostUnit:
		return alphabetical(cards, func(c *card) string { return string(c.hostUnit) }, n.name)
	case BySex:
		return alphabetical(cards, func(c *card) string { return string(c.sex) }, func(sex string) string { return model.Sex(sex).Chinese() })
	}
	if word := wordOf(n.filter.Order); word != nil {
		return alphabetical(cards, word, func(text string) string { return text })
	}
	return func(*card) int32 { return 0 } // the order they are in
}

// wordOf returns the word that an order goes by, nil for other orders.
func wordOf(order MemberOrder) func(*card) string {
	switch order {
	case ByCategory:
		return func(c *card) string { return c.category }
	case ByStanding:
		return func(c *card) string { return c.standing }
	case ByEthnic:
		return func(c *card) string { return c.ethnic }
	case ByEducation:
		return func(c *card) string { return c.education }
	case ByDegree:
		return func(c *card) string { return c.degree }
	case ByPartyPost:
		return func(c *card) string { return c.partyPost }
	case ByState:
		return func(c *card) string { return string(c.state) }
	}
	return nil
}

// name is an organisation's name.
func (n *finding) name(id string) string { return n.names[model.ID(id)] }

// alphabetical ranks cards by the text of a key that many of them share. Keys
// of one text share a rank.
func alphabetical(cards []*card, key func(*card) string, text func(key string) string) func(*card) int32 {
	ranks := map[string]int32{}
	for _, c := range cards {
		ranks[key(c)] = 0
	}
	keys := slices.SortedFunc(maps.Keys(ranks), func(a, b string) int { return model.CompareTexts(text(a), text(b)) })
	rank, before := int32(0), ""
	for _, k := range keys {
		if t := text(k); t != before {
			rank, before = rank+1, t
		}
		ranks[k] = rank // 0 before the first text that is not empty
	}
	return func(c *card) int32 { return ranks[key(c)] }
}
