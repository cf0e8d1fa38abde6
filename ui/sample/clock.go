package sample

import (
	"crypto/sha256"
	"encoding/binary"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"jishi/model"
)

// clock gives the sample centre its time and its ids: both depend on the day
// and on the order of calls alone, so that the same day makes the same bytes.
type clock struct {
	start time.Time
	days  atomic.Int64 // from start to the day that is being recorded
	ticks atomic.Int64
	ids   atomic.Uint64
	of    string // whose ids they are, where there is more than one office
}

func newClock(day model.Date) *clock {
	return &clock{start: time.Date(day.Year, time.Month(day.Month), day.Day, 8, 30, 0, 0, time.UTC)}
}

// now moves on by a second with every call, so that later saves are later.
func (c *clock) now() time.Time {
	return c.start.AddDate(0, 0, int(c.days.Load())).Add(time.Duration(c.ticks.Add(1)) * time.Second)
}

// goTo turns the calendar to so many days from the sample's day: what was held
// then is marked then, and not entered late.
func (c *clock) goTo(days int) { c.days.Store(int64(days)) }

// newID builds a UUIDv7 whose random part is a hash of its number.
func (c *clock) newID() model.ID {
	n := c.ids.Add(1)
	var number [8]byte
	binary.BigEndian.PutUint64(number[:], n)
	hash := sha256.Sum256(append([]byte("jishi sample "+c.of), number[:]...))

	var id uuid.UUID
	copy(id[:], hash[:])
	ms := c.start.UnixMilli() + int64(n)
	for i := range 6 {
		id[i] = byte(ms >> (40 - 8*i))
	}
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return model.ID(id.String())
}
