package store

import (
	"cmp"
	"context"
	"errors"
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
	strokes []*card // in order of strokes
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

func byPinyin(a, b *card) int {
	return cmp.Or(strings.Compare(a.pinyin(), b.pinyin()), strings.Compare(string(a.id), string(b.id)))
}

func byStrokes(a, b *card) int {
	return cmp.Or(strings.Compare(a.strokes(), b.strokes()), strings.Compare(string(a.id), string(b.id)))
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

// use has work done on the cards, again where they were forgotten meanwhile
// (work then gives errForgotten).
func (d *directory) use(ctx context.Context, work func(*directory) error) error {
	for {
		if err := d.wait(ctx); err != nil {
			return err
		}
		if err := work(d); !errors.Is(err, errForgotten) {
			return err
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
	d.loading, d.cards, d.strokes, d.of, d.pending = nil, nil, nil, nil, nil
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
	d.strokes = slices.SortedFunc(slices.Values(d.cards), byStrokes)
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
		old := d.of[c.id]
		d.cards = placed(d.cards, old, c, byPinyin)
		d.strokes = placed(d.strokes, old, c, byStrokes)
		d.of[c.id] = c
	}
}

// placed puts c into list, which is in order, instead of old, which may be nil.
func placed(list []*card, old, c *card, order func(a, b *card) int) []*card {
	if old != nil {
		at, _ := slices.BinarySearchFunc(list, old, order)
		list = slices.Delete(list, at, at+1)
	}
	at, _ := slices.BinarySearchFunc(list, c, order)
	return slices.Insert(list, at, c)
}
