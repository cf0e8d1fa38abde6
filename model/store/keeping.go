package store

import (
	"context"
	"errors"
	"slices"

	"jishi/model"
)

// keeping is one anniversary before its member is read.
type keeping struct {
	member model.ID
	date   model.Date
	kind   model.AnniversaryKind
	day    model.Birthday // what is kept, as far as its years go
}

func (k *keeping) key() model.AnniversaryKey {
	return model.AnniversaryKey{Member: k.member, Kind: k.kind, Date: k.date}
}

func (k *keeping) milestone() bool {
	return model.Anniversary{Kind: k.kind, Years: k.day.Age(k.date)}.Milestone()
}

// window is a number of days and what is kept on them. Trying every day there
// is leaves leap months, short months and 29 February to the one place that
// knows them.
type window struct {
	from, to model.Date
	kind     model.AnniversaryKind
	kept     []string // as keptDay writes them
	marked   [3 * 13 * 32]bool
	days     [][]keeping // by day, each in order of pinyin
}

func newWindow(f AnniversaryFilter) *window {
	w := &window{from: f.From, to: f.From.AddDays(f.Days - 1), kind: f.Kind, days: make([][]keeping, f.Days)}
	try := func(b model.Birthday) {
		if on := b.On(w.from); !on.IsZero() && on.Compare(w.to) <= 0 {
			w.kept = append(w.kept, keptDay(b))
			w.marked[keptSlot(b)] = true
		}
	}
	for month := 1; month <= 12; month++ {
		for day := 1; day <= 31; day++ {
			d := model.Date{Month: month, Day: day}
			try(model.Birthday{Date: d, Calendar: model.Solar})
			if day <= 30 {
				try(model.Birthday{Date: d, Calendar: model.Lunar})
				try(model.Birthday{Date: d, Calendar: model.Lunar, Leap: true})
			}
		}
	}
	return w
}

// keptSlot numbers the days of the year of both calendars.
func keptSlot(b model.Birthday) int {
	calendar := 0
	if b.Calendar == model.Lunar {
		calendar = 1
		if b.Leap {
			calendar = 2
		}
	}
	return (calendar*13+b.Date.Month)*32 + b.Date.Day
}

// add takes a member's days in.
func (w *window) add(member model.ID, birthday, joined model.Birthday) {
	w.put(member, model.BirthdayAnniversary, birthday)
	w.put(member, model.PoliticalAnniversary, joined)
}

func (w *window) put(member model.ID, kind model.AnniversaryKind, day model.Birthday) {
	if w.kind != "" && w.kind != kind || day.Date.Month == 0 || day.Date.Day == 0 || !w.marked[keptSlot(day)] {
		return
	}
	for _, date := range day.Between(w.from, w.to) {
		i := w.from.DaysUntil(date)
		w.days[i] = append(w.days[i], keeping{member, date, kind, day})
	}
}

// narrow leaves out the anniversaries that want refuses.
func (w *window) narrow(want func(*keeping) bool) {
	for i := range w.days {
		w.days[i] = slices.DeleteFunc(w.days[i], func(k keeping) bool { return !want(&k) })
	}
}

// fill finds whose days fall into the window: by the directory where it is
// there or needed, else by the index of the database, so that the first page
// need not wait for the directory.
func (s *Store) fillWindow(ctx context.Context, w *window, people MemberFilter) error {
	people.State, people.Removed = model.Active, false
	people.Order, people.Descending, people.Offset, people.Limit = ByPinyin, false, 0, 0
	if s.indexed(ctx, people) && !s.people.ready() {
		return s.readWindow(ctx, w)
	}
	n, err := s.finding(ctx, people)
	if err != nil {
		return err
	}
	return s.people.use(ctx, func(d *directory) error { return d.keep(n, w) })
}

// keep takes the days of the members in that n finds.
func (d *directory) keep(n *finding, w *window) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.of == nil {
		return errForgotten
	}
	for _, c := range d.cards {
		birthday, joined := c.birthday(), model.Birthday{Date: dayOfSortable(c.joined)}
		if (w.marked[keptSlot(birthday)] || w.marked[keptSlot(joined)]) && n.matches(c) {
			w.add(c.id, birthday, joined)
		}
	}
	return nil
}

// readWindow reads the few columns that say when.
func (s *Store) readWindow(ctx context.Context, w *window) (err error) {
	rows, err := s.read(ctx).Model(&memberRow{}).
		Select("id", "birth", "birth_calendar", "birth_leap", "joined").
		Where("removed = ? AND state = ?", false, model.Active).
		Where("(birth_day IN ? OR joined_day IN ?)", w.kept, w.kept).
		Order("pinyin, id").Rows()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var r memberRow
	for rows.Next() {
		if err := rows.Scan(&r.ID, &r.Birth, &r.BirthCalendar, &r.BirthLeap, &r.Joined); err != nil {
			return err
		}
		birth, err := dayOf(r.Birth)
		if err != nil {
			return err
		}
		joined, err := dayOf(r.Joined)
		if err != nil {
			return err
		}
		w.add(model.ID(r.ID), model.Birthday{Date: birth, Calendar: model.Calendar(r.BirthCalendar), Leap: r.BirthLeap}, model.Birthday{Date: joined})
	}
	return rows.Err()
}
