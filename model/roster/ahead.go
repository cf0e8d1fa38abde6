package roster

import (
	"fmt"
	"runtime/debug"
)

// ahead reads lines on a goroutine of its own, so that one core takes the
// file apart while another reads the people in it.
type ahead struct {
	batches     chan batch
	stop        chan struct{}
	rest        []line
	err         error // after rest
	done, total int
}

// batch is some lines and why there are no more.
type batch struct {
	lines       []line
	err         error
	done, total int
}

const batchLines = 256

// readAhead begins to read source, which belongs to it from then on. It ends
// with close.
func readAhead(source lines) *ahead {
	a := &ahead{batches: make(chan batch, 4), stop: make(chan struct{})}
	go func() {
		defer close(a.batches)
		for {
			b := nextBatch(source)
			select {
			case a.batches <- b:
			case <-a.stop:
				return
			}
			if b.err != nil {
				return
			}
		}
	}()
	return a
}

func nextBatch(source lines) (b batch) {
	defer func() {
		// Nobody above this goroutine could catch it: see readWorkbook.
		if fault := recover(); fault != nil {
			b.err = unreadableFor(fmt.Errorf("read a table: %v\n%s", fault, debug.Stack()), damagedWorkbook)
		}
	}()
	b.lines = make([]line, 0, batchLines)
	for len(b.lines) < batchLines && b.err == nil {
		var row line
		if row, b.err = source.next(); b.err == nil {
			b.lines = append(b.lines, row)
		}
	}
	b.done, b.total = source.position()
	return b
}

// next is lines.next.
func (a *ahead) next() (line, error) {
	for len(a.rest) == 0 {
		if a.err != nil {
			return line{}, a.err
		}
		b := <-a.batches // the last one has an error, after which none is asked for
		a.rest, a.err, a.done, a.total = b.lines, b.err, b.done, b.total
	}
	row := a.rest[0]
	a.rest = a.rest[1:]
	return row, nil
}

// position is lines.position.
func (a *ahead) position() (done, total int) { return a.done, a.total }

// close ends the reading and waits until it has.
func (a *ahead) close() {
	close(a.stop)
	for range a.batches { // drained until the reader has gone
	}
}
