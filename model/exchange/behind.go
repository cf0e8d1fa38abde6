package exchange

import "io"

// behind writes to w in the background, so that whoever fills it need not wait.
// An error comes with a later Write or with Close.
type behind struct {
	full, empty chan []byte
	done        chan error
	now         []byte
	err         error
}

const behindSize = 1 << 20

func newBehind(w io.Writer) *behind {
	b := &behind{full: make(chan []byte, 2), empty: make(chan []byte, 3), done: make(chan error, 1), now: make([]byte, 0, behindSize)}
	for range cap(b.empty) {
		b.empty <- make([]byte, 0, behindSize)
	}
	go func() {
		var err error
		for block := range b.full {
			if err == nil {
				_, err = w.Write(block)
				if err != nil {
					b.done <- err
				}
			}
			b.empty <- block[:0]
		}
		if err == nil {
			b.done <- nil
		}
	}()
	return b
}

// Write implements io.Writer.
func (b *behind) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 {
		taken := copy(b.now[len(b.now):cap(b.now)], p)
		b.now, p = b.now[:len(b.now)+taken], p[taken:]
		if len(b.now) == cap(b.now) {
			if err := b.pass(); err != nil {
				return n - len(p), err
			}
		}
	}
	return n, nil
}

// pass hands what is there to the background.
func (b *behind) pass() error {
	if b.err != nil {
		return b.err
	}
	select {
	case b.err = <-b.done:
		return b.err
	default:
	}
	b.full <- b.now
	b.now = <-b.empty
	return nil
}

// Close writes what is left and waits until everything is written.
func (b *behind) Close() error {
	err := b.pass()
	close(b.full)
	if err == nil {
		err = <-b.done
	}
	b.err = err
	return err
}
