package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"jishi/model"
)

// directory holds a card of every member in memory, so that searching, and
// filtering and ordering by what no index covers, is done while a key is
// being typed. It is read in the first time it is asked for and follows every
// change after its commit.
type directory struct {
	read func(ctx context.Context) ([]card, error)

	mu      sync.Mutex
	cards   []*card // in order of pinyin
	of      map[model.ID]*card
	loading *loading // the first load, under way or done; nil before
	pending []card   // changed while loading
	loads   sync.WaitGroup
	closed  bool
}

// loading is one attempt to read the cards in.
type loading struct {
	cancel context.CancelFunc
	ended  chan struct{}
	err    error // set before ended is closed
}

// card is what of a member can be searched, filtered and ordered by.
type card struct {
	id model.ID
	// text is the name as searched, the pinyin, the phone's digits and the
	// volunteer number in one string; the cuts are where each ends.
	text    string
	cuts    [3]uint16
	letters uint32 // with which syllables of the pinyin begin
	latin   bool   // the name has letters a–z or digits

	removed  bool
	state    model.MemberState
	branch   model.ID
	category string
	tags     string // as stored
	birth    int32  // yyyymmdd, unknown parts 00; 0 where nothing is known
	joined   int32
}

func (c *card) name() string   { return c.text[:c.cuts[0]] }
func (c *card) pinyin() string { return c.text[c.cuts[0]:c.cuts[1]] }
func (c *card) phone() string  { return c.text[c.cuts[1]:c.cuts[2]] }
func (c *card) number() string { return c.text[c.cuts[2]:] }

// lacks reports whether the member lacks what is asked for; everybody lacks
// nothing.
func (c *card) lacks(what MemberLack) bool {
	switch what {
	case LacksBirthday:
		return c.birth == 0
	case LacksPhone:
		return c.phone() == ""
	}
	return true
}

func cardOf(r *memberRow) (card, error) {
	name, phone := model.SearchName(r.Name), searchDigits(r.Phone)
	c := card{
		id: model.ID(r.ID), text: name + r.Pinyin + phone + model.SearchName(r.VolunteerNumber),
		latin:   strings.ContainsAny(name, letters+digits),
		removed: r.Removed, state: model.MemberState(r.State), branch: model.ID(r.Branch), category: r.Category, tags: r.Tags,
	}
	for i, part := range []string{name, r.Pinyin, phone} {
		c.cuts[i] = uint16(len(part))
		if i > 0 {
			c.cuts[i] += c.cuts[i-1]
		}
	}
	for syllable := range strings.FieldsSeq(r.Pinyin) {
		c.letters |= letterBit(syllable[0])
	}
	for _, d := range []struct {
		to   *int32
		text string
	}{{&c.birth, r.Birth}, {&c.joined, r.Joined}} {
		day, err := dayOf(d.text)
		if err != nil {
			return c, err
		}
		*d.to = sortableDay(day)
	}
	return c, nil
}

// sortableDay is d as yyyymmdd.
func sortableDay(d model.Date) int32 {
	return int32((d.Year*100+d.Month)*100 + d.Day)
}

func byPinyin(a, b *card) int {
	return cmp.Or(strings.Compare(a.pinyin(), b.pinyin()), strings.Compare(string(a.id), string(b.id)))
}

// start begins to read the cards in, unless that was begun before.
func (d *directory) start() *loading {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.loading != nil {
		return d.loading
	}
	ctx, cancel := context.WithCancel(context.Background())
	l := &loading{cancel: cancel, ended: make(chan struct{})}
	if d.closed {
		l.err = errClosed
		close(l.ended)
		cancel()
		return l
	}
	d.loading = l
	d.loads.Go(func() {
		defer close(l.ended)
		defer cancel()
		cards, err := d.read(ctx)
		d.mu.Lock()
		defer d.mu.Unlock()
		switch {
		case d.loading != l:
			l.err = errForgotten
		case err != nil:
			l.err, d.loading, d.pending = err, nil, nil // the next search tries again
		default:
			d.fill(cards)
		}
	})
	return l
}

// ready reports whether the cards are there.
func (d *directory) ready() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.of != nil
}

// wait returns when the cards are there.
func (d *directory) wait(ctx context.Context) error {
	for {
		l := d.start()
		select {
		case <-l.ended:
			if !errors.Is(l.err, errForgotten) {
				return l.err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// errForgotten ends what used cards that a large change has made stale.
var errForgotten = errors.New("changed while it was read")

var errClosed = errors.New("the store is closed")

// forget lets the next search read the cards in anew, after a change too large
// to follow card by card.
func (d *directory) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.loading != nil {
		d.loading.cancel()
	}
	d.loading, d.cards, d.of, d.pending = nil, nil, nil, nil
}

// close ends the loads under way and lets no other begin.
func (d *directory) close() {
	d.mu.Lock()
	d.closed = true
	if d.loading != nil {
		d.loading.cancel()
	}
	d.mu.Unlock()
	d.loads.Wait()
}

func (d *directory) fill(cards []card) {
	slices.SortFunc(cards, func(a, b card) int { return byPinyin(&a, &b) })
	// Side by side in memory, in the order that a search walks.
	var texts strings.Builder
	for i := range cards {
		texts.WriteString(cards[i].text)
	}
	rest := texts.String()
	for i := range cards {
		n := len(cards[i].text)
		cards[i].text, rest = rest[:n], rest[n:]
	}
	d.cards = make([]*card, len(cards))
	d.of = make(map[model.ID]*card, len(cards))
	for i := range cards {
		d.cards[i] = &cards[i]
		d.of[cards[i].id] = &cards[i]
	}
	pending := d.pending
	d.pending = nil
	d.put(pending)
}

// update takes over what a change has committed; called in the order of the
// commits.
func (d *directory) update(cards []card) {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.of != nil:
		d.put(cards)
	case d.loading != nil:
		// The load may have read the rows before the commit.
		d.pending = append(d.pending, cards...)
	}
}

func (d *directory) put(cards []card) {
	for i := range cards {
		c := &cards[i]
		if old := d.of[c.id]; old != nil {
			at, _ := slices.BinarySearchFunc(d.cards, old, byPinyin)
			d.cards = slices.Delete(d.cards, at, at+1)
		}
		at, _ := slices.BinarySearchFunc(d.cards, c, byPinyin)
		d.cards = slices.Insert(d.cards, at, c)
		d.of[c.id] = c
	}
}

// find returns f's page of the members that match it, in its order, and how
// many match in all; errForgotten where the cards are not there. names are the
// branches' names.
func (d *directory) find(f MemberFilter, names map[model.ID]string) ([]model.ID, int, error) {
	q := queryOf(f.Search)
	tag, err := json.Marshal(f.Tag)
	if err != nil {
		return nil, 0, fmt.Errorf("write a tag: %w", err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.of == nil {
		return nil, 0, errForgotten // since they were waited for
	}
	matches := func(c *card) bool { return f.admits(c, string(tag)) && (q.empty() || q.matches(c)) }
	var page []*card
	var total int
	if f.Order == ByPinyin {
		page, total = d.pageInOrder(f, matches)
	} else {
		for _, c := range d.cards {
			if matches(c) {
				page = append(page, c)
			}
		}
		total = len(page)
		page = f.page(f.sorted(page, names))
	}
	ids := make([]model.ID, len(page))
	for i, c := range page {
		ids[i] = c.id
	}
	return ids, total, nil
}

// pageInOrder collects f's page alone of the cards that match, in the order
// they are in.
func (d *directory) pageInOrder(f MemberFilter, matches func(*card) bool) (page []*card, total int) {
	for i := range d.cards {
		if f.Descending {
			i = len(d.cards) - 1 - i
		}
		if !matches(d.cards[i]) {
			continue
		}
		if total >= f.Offset && (f.Limit <= 0 || len(page) < f.Limit) {
			page = append(page, d.cards[i])
		}
		total++
	}
	return page, total
}

// admits reports whether c meets all of f but the search; tag is f's as it is
// stored.
func (f MemberFilter) admits(c *card, tag string) bool {
	return c.removed == f.Removed &&
		(f.State == "" || c.state == f.State) &&
		(f.Branch == "" || c.branch == f.Branch) &&
		(f.Category == "" || c.category == f.Category) &&
		(f.Tag == "" || strings.Contains(c.tags, tag)) &&
		c.lacks(f.Lacks)
}
